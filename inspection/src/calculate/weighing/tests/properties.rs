//! What holds for every scale and every reading.

use proptest::prelude::*;

use super::formulas::repeated;
use super::*;

fn scaled(mut request: Value, by: Decimal) -> Value {
    for field in ["e", "load", "indication", "added", "zero_error"] {
        let number = decimal(request[field].as_str().unwrap()) * by;
        request[field] = json!(number.to_string());
    }
    request
}

prop_compose! {
    fn any_error()(
        class in prop::sample::select(vec!["I", "II", "III", "IIII"]),
        stage in prop::sample::select(vec!["initial", "in_service"]),
        e in prop::sample::select(vec!["1", "2", "5", "10"]),
        load in 0_i64..1_500_000,
        off in -400_i64..400,
        added in 0_i64..100,
        zero in -30_i64..30,
    ) -> Value {
        let e_number = decimal(e);
        let load = Decimal::new(load, 2) * e_number;
        let tenths = |count: i64| Decimal::new(count, 2) * e_number;
        json!({
            "calculate": "weighing_error", "system": "R76", "class": class, "stage": stage,
            "e": e, "load": load.to_string(),
            "indication": (load + tenths(off)).to_string(),
            "added": tenths(added).to_string(), "zero_error": tenths(zero).to_string(),
        })
    }
}

proptest! {
    #[test]
    fn the_limit_never_falls_as_the_load_grows(
        class in prop::sample::select(vec!["I", "II", "III", "IIII"]),
        a in 0_i64..400_000, b in 0_i64..400_000,
    ) {
        let (small, large) = (a.min(b).to_string(), a.max(b).to_string());
        let low = limit_of("R76", class, &small, "1", "initial");
        let high = limit_of("R76", class, &large, "1", "initial");
        match (low, high) {
            (Some(low), Some(high)) => prop_assert!(decimal(&low) <= decimal(&high)),
            (None, Some(_)) => prop_assert!(false, "covered above what is not"),
            _ => {}
        }
    }

    #[test]
    fn another_unit_changes_no_verdict(request in any_error(), power in 0_u32..5) {
        let by = Decimal::from(10_u32.pow(power));
        let (one, other) = (answer(&request).unwrap(), answer(&scaled(request, by)).unwrap());
        prop_assert_eq!(&one["conforming"], &other["conforming"]);
        if let (Some(one), Some(other)) = (one["mpe"].as_str(), other["mpe"].as_str()) {
            prop_assert_eq!(decimal(one) * by, decimal(other));
        }
    }

    /// The mirror image of a reading: the corrected error turns its sign.
    #[test]
    fn an_error_of_the_other_sign_has_the_same_verdict(request in any_error()) {
        let one = answer(&request).unwrap();
        if let Some(corrected) = one["corrected"].as_str() {
            let mut mirrored = request.clone();
            let indication = decimal(request["indication"].as_str().unwrap());
            let turned = indication - decimal(corrected) * Decimal::TWO;
            mirrored["indication"] = json!(turned.to_string());
            let other = answer(&mirrored).unwrap();
            prop_assert_eq!(decimal(other["corrected"].as_str().unwrap()), -decimal(corrected));
            prop_assert_eq!(&one["conforming"], &other["conforming"]);
        }
    }

    #[test]
    fn the_order_of_weighings_changes_nothing(
        added in prop::collection::vec(0_i64..=50, 2..8).prop_shuffle(),
    ) {
        let words = |added: &[i64]| {
            let words: Vec<_> = added.iter().map(|n| Decimal::new(*n, 1).to_string()).collect();
            repeated(&words.iter().map(String::as_str).collect::<Vec<_>>())
        };
        let mut sorted = added.clone();
        sorted.sort_unstable();
        prop_assert_eq!(answer(&words(&added)), answer(&words(&sorted)));
    }

    /// Whatever is typed, the answer is one of the two: figures or an error.
    #[test]
    fn nothing_typed_makes_it_panic(
        e in "-?[0-9]{0,14}(\\.[0-9]{0,11})?",
        load in "-?[0-9]{0,14}(\\.[0-9]{0,11})?",
        added in "\\PC{0,6}",
    ) {
        let request = json!({
            "calculate": "weighing_error", "system": "R76", "class": "I", "e": e, "load": load,
            "indication": load, "added": added, "zero_error": e, "stage": "in_service",
        });
        if let Err(error) = answer(&request) {
            prop_assert!(!error.to_string().is_empty());
        }
    }
}
