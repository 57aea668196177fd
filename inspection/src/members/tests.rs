//! Forms of plain values, and what is told of a fault.

use serde_json::json;

use super::*;
use crate::ByKey;

fn fault<T: FromJson + std::fmt::Debug>(value: &Value) -> Option<String> {
    read_value::<T>(value).err().map(|error| error.to_string())
}

#[test]
fn numbers_are_whole_and_of_their_size() {
    for (value, read) in [
        (json!(0), Some(0)),
        (json!(65_535), Some(65_535)),
        (json!(65_536), None),
        (json!(-1), None),
        (json!(1.0), None),
        (json!("1"), None),
        (json!(null), None),
        (json!(u64::MAX), None),
    ] {
        assert_eq!(read_value::<u16>(&value).ok(), read, "{value}");
    }
    assert_eq!(read_value::<i16>(&json!(-720)).ok(), Some(-720));
    assert_eq!(read_value::<i16>(&json!(40_000)).ok(), None);
}

#[test]
fn nothing_and_null_are_the_same_where_there_may_be_nothing() {
    assert_eq!(read_value::<Option<String>>(&json!(null)).ok(), Some(None));
    let some = Some("x".to_owned());
    assert_eq!(read_value::<Option<String>>(&json!("x")).ok(), Some(some));
    assert!(read_value::<Option<String>>(&json!(5)).is_err());
}

#[test]
fn the_first_fault_is_told_with_the_way_to_it() {
    #[derive(Debug)]
    struct Two;

    impl FromJson for Two {
        fn from_json(from: &Member<'_>) -> Self {
            let _: (Vec<Vec<bool>>, String) = (from.get("flags"), from.get("name"));
            Self
        }
    }

    for (value, told) in [
        (
            json!({ "flags": [[], [true, 1]], "name": 2 }),
            "flags[1][1] is not true or false",
        ),
        (json!({ "flags": [] }), "name is not there"),
        (
            json!({ "flags": [[null]] }),
            "flags[0][0] is not true or false",
        ),
        (json!({ "flags": null, "name": "" }), "flags is not a list"),
        (json!([]), ". is not an object"),
    ] {
        assert_eq!(fault::<Two>(&value).as_deref(), Some(told));
    }
    assert_eq!(fault::<Two>(&json!({ "flags": [], "name": "" })), None);
}

#[test]
fn answers_are_texts_by_name() {
    let answers: ByKey<String, String> = read_value(&json!({ "a": "1", "b": "" })).unwrap();
    let expected = [("a", "1"), ("b", "")].map(|(a, b)| (a.to_owned(), b.to_owned()));
    assert_eq!(answers, ByKey::from(expected));
    let told = fault::<ByKey<String, String>>(&json!({ "a": 1 }));
    assert_eq!(told.as_deref(), Some("a is not text"));
}
