//! Bad input at the command line: every operation with every field, one at a
//! time, as a person or a program might get it wrong. Each is refused by a typed
//! error that names the field; what lies exactly on a bound is not refused. The
//! requests and what contradicts itself are the files in `bad_input/`.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};

use inspection::{CalculateError, Fault, calculate, read_request};
use serde::Deserialize;
use serde_json::{Map, Value, json};

/// A request that is read to its end, and its fields.
#[derive(Deserialize)]
struct Operation {
    good: Value,
    fields: BTreeMap<String, Kind>,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Kind {
    /// A word of which any other is not covered.
    System,
    /// One of a few words.
    Word,
    /// The same, and none is an answer too.
    OptionalWord,
    /// A number of either sign.
    Number,
    /// A number from zero up.
    NotNegative,
    /// The same, and none is an answer too.
    OptionalNotNegative,
    /// A number above zero.
    Positive,
    /// A whole number above zero.
    Count,
    /// A list of numbers from zero up.
    List,
    /// A list of two numbers.
    Limits,
}

/// The cases that every field knows, and what each is written as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Empty,
    NotANumber,
    WrongUnit,
    Negative,
    Large,
    Zero,
}

use Case::{Empty, Large, Negative, NotANumber, WrongUnit, Zero};

fn operations() -> Vec<Operation> {
    let lines = include_str!("bad_input/operations.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

fn with(operation: &str, changes: &Map<String, Value>) -> Value {
    let all = operations();
    let found = all
        .into_iter()
        .find(|known| known.good["calculate"] == operation);
    let mut request = found.unwrap().good;
    for (field, value) in changes {
        request[field] = value.clone();
    }
    request
}

/// What a field of one kind may be got wrong with, and the end of its name where
/// one item of a list is at fault.
fn wrongs(kind: Kind) -> Vec<(Case, Value, &'static str)> {
    let here = |(case, value)| (case, value, "");
    let mut wrongs = match kind {
        Kind::System => texts(&[(Empty, &["", "  "])]),
        Kind::Word | Kind::OptionalWord => texts(&[
            (Empty, &["", " "]),
            (NotANumber, &["horoscope"]),
            (WrongUnit, &["5 kg"]),
        ]),
        Kind::List | Kind::Limits => vec![(Empty, json!([])), (NotANumber, json!("5"))],
        _ => numbers(kind),
    };
    if !matches!(kind, Kind::OptionalWord | Kind::OptionalNotNegative) {
        wrongs.push((Empty, Value::Null));
    }
    wrongs.extend([(NotANumber, json!({})), (NotANumber, json!(true))]);
    let mut wrongs: Vec<_> = wrongs.into_iter().map(here).collect();
    if matches!(kind, Kind::List | Kind::Limits) {
        let item = match kind {
            Kind::List => Kind::NotNegative,
            _ => Kind::Number,
        };
        let first = |(case, item)| (case, json!([item, "0.5"]), "[0]");
        wrongs.extend(numbers(item).into_iter().map(first));
    }
    wrongs
}

fn numbers(kind: Kind) -> Vec<(Case, Value)> {
    let nines = "9".repeat(60);
    let mut wrongs = texts(&[
        (Empty, &["", "   "]),
        (
            NotANumber,
            &[
                "abc", "năm", "1,5", "1e3", "+5", ".5", "5.", "--5", "0x5", "NaN", "inf", "1 000",
                "1_000", "٥", "½",
            ],
        ),
        (WrongUnit, &["5 kg", "5kg", "5 %", "0,5 lít", "5g"]),
        (Large, &["1000000000001", &nines, "0.0000000001"]),
    ]);
    wrongs.push((NotANumber, json!(0.5)));
    if kind != Kind::Number {
        wrongs.extend(texts(&[(Negative, &["-1", "-0.000000001"])]));
    }
    if matches!(kind, Kind::Positive | Kind::Count) {
        wrongs.extend(texts(&[(Zero, &["0", "0.000", "-0"])]));
    }
    if kind == Kind::Count {
        wrongs.extend(texts(&[(NotANumber, &["1.5"])]));
        wrongs.extend([(Zero, json!(0)), (Negative, json!(-5))]);
        wrongs.extend([(Large, json!(u64::MAX)), (Large, json!(1e300))]);
        wrongs.push((Large, json!(1_000_000_000_001_u64)));
    } else {
        wrongs.extend([(NotANumber, json!(5)), (NotANumber, json!([]))]);
    }
    wrongs
}

fn texts(of_cases: &[(Case, &[&str])]) -> Vec<(Case, Value)> {
    let each = of_cases
        .iter()
        .flat_map(|(case, texts)| texts.iter().map(|text| (*case, json!(text))));
    each.collect()
}

#[test]
fn every_field_of_every_operation_is_refused_by_its_name() {
    let all = operations();
    assert_eq!(all.len(), 16, "the operations of the command line");
    for Operation { good, fields } in all {
        let operation = good["calculate"].as_str().unwrap();
        let mut seen = BTreeSet::new();
        for (field, kind) in &fields {
            for (case, value, item) in wrongs(*kind) {
                let mut bad = good.clone();
                bad[field] = value.clone();
                let named = format!("{field}{item}");
                let error = calculate(&bad).expect_err(&format!("{operation}: {field} = {value}"));
                let found = error.field();
                assert_eq!(found, Some(named.as_str()), "{operation}: {value}: {error}");
                seen.insert(case);
            }
        }
        for case in [Empty, NotANumber, WrongUnit, Large] {
            assert!(seen.contains(&case), "{operation} was not given {case:?}");
        }
        let members = good.as_object().unwrap().keys();
        for member in members.filter(|member| !["calculate", "second"].contains(&member.as_str())) {
            assert!(fields.contains_key(member), "{operation}: {member}");
        }
    }
}

#[test]
fn a_member_that_stands_twice_is_refused_by_its_name() {
    for Operation { good, fields } in operations() {
        let text = good.to_string();
        for field in fields.keys() {
            let value = &good[field];
            let twice = format!("{},\"{field}\":{value}}}", &text[..text.len() - 1]);
            let error = read_request(&twice).unwrap_err();
            let (field, fault) = (field.clone(), Fault::Twice);
            assert_eq!(error, CalculateError::Field { field, fault }, "{twice}");
        }
        assert_eq!(read_request(&text).unwrap(), good);
    }
}

/// What no single field tells: more packages than the lot, forbidden classes and
/// intervals, limits the wrong way round.
#[test]
fn what_contradicts_another_field_is_refused_by_its_name() {
    for line in include_str!("bad_input/contradictions.jsonl").lines() {
        let case: Value = serde_json::from_str(line).unwrap();
        let changes = case["with"].as_object().unwrap();
        let request = with(case["operation"].as_str().unwrap(), changes);
        let error = calculate(&request).expect_err(line);
        assert_eq!(error.field(), case["field"].as_str(), "{line}: {error}");
    }
}

/// A bound belongs to what is taken.
#[test]
fn what_lies_on_a_bound_is_answered() {
    let largest = json!("1000000000000");
    let many = |of: usize, text: &str| json!(vec![text; of]);
    let cases = [
        ("weighing_mpe", json!({"factor": "100"})),
        ("weighing_class", json!({"max": largest})),
        (
            "eccentricity_load",
            json!({"supports": 1_000_000_000_000_u64}),
        ),
        (
            "eccentricity_load",
            json!({"supports": null, "kind": "hopper"}),
        ),
        ("repeatability", json!({"added": many(100_000, "1")})),
        (
            "fuel_mpe",
            json!({"volume_l": "1000000", "mmq_l": "1000000"}),
        ),
        (
            "fuel_error",
            json!({"beta": "0.01", "t": "200", "t_ref": "-100"}),
        ),
        ("fuel_error", json!({"indicated_l": "1000000"})),
        ("fuel_error", json!({"indicated_l": "0"})),
        ("fuel_error", json!({"limits_percent": ["-100", "100"]})),
        ("fuel_error", json!({"limits_percent": ["0.3", "0.3"]})),
        ("gold_limit", json!({"mass_g": largest})),
        ("gold_limit", json!({"mass_g": "0.000000001"})),
        ("sampling_plan", json!({"lot_size": largest})),
        (
            "lot",
            json!({"lot_size": 100_000, "sample": many(100_000, "500")}),
        ),
    ];
    for (operation, changes) in cases {
        let answer = calculate(&with(operation, changes.as_object().unwrap())).unwrap();
        assert!(answer["status"].is_string(), "{operation}: {answer}");
    }
    let changes = json!({"lot_size": 200_000, "sample": many(100_001, "500")});
    let error = calculate(&with("lot", changes.as_object().unwrap())).unwrap_err();
    let (field, fault) = ("sample".to_owned(), Fault::TooMany(100_000));
    assert_eq!(error, CalculateError::Field { field, fault });
}

/// Words that are known nowhere are not covered, and say so; they are no error.
#[test]
fn a_system_that_is_not_known_is_not_covered() {
    for Operation { good, fields } in operations() {
        if !fields.contains_key("system") {
            continue;
        }
        let mut request = good.clone();
        request["system"] = json!("R1789");
        let answer = calculate(&request).unwrap();
        assert_eq!(answer["not_covered"], true, "{request}");
        let why = answer["why"].as_str().unwrap();
        assert!(why.contains("R1789"), "{why}");
    }
}
