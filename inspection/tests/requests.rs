//! Requests of any kind, made from the published ones by changing them: each is
//! answered with a mark, not covered with a reason, or refused by the name of a
//! field; none ends the program.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::sync::OnceLock;

use inspection::{calculate, read_request};
use proptest::prelude::*;
use proptest::sample::Index;
use serde_json::{Value, json};

/// Requests that others published, and those of the boundaries.
const FILES: [&str; 22] = [
    include_str!("published/discrimination.jsonl"),
    include_str!("published/eccentricity_load.jsonl"),
    include_str!("published/fuel_error.jsonl"),
    include_str!("published/fuel_mpe.jsonl"),
    include_str!("published/fuel_mpe_abroad.jsonl"),
    include_str!("published/gold.jsonl"),
    include_str!("published/prepackage.jsonl"),
    include_str!("published/prepackage_abroad.jsonl"),
    include_str!("published/repeatability.jsonl"),
    include_str!("published/weighing_class.jsonl"),
    include_str!("published/weighing_error.jsonl"),
    include_str!("published/weighing_mpe.jsonl"),
    include_str!("published/weighing_mpe_abroad.jsonl"),
    include_str!("published/zero_or_tare.jsonl"),
    include_str!("boundaries/fuel.jsonl"),
    include_str!("boundaries/fuel_abroad.jsonl"),
    include_str!("boundaries/gold.jsonl"),
    include_str!("boundaries/prepackage.jsonl"),
    include_str!("boundaries/prepackage_abroad.jsonl"),
    include_str!("boundaries/weighing.jsonl"),
    include_str!("boundaries/weighing_abroad.jsonl"),
    include_str!("bad_input/operations.jsonl"),
];

fn seeds() -> &'static [Value] {
    static SEEDS: OnceLock<Vec<Value>> = OnceLock::new();
    SEEDS.get_or_init(|| {
        let lines = FILES.iter().flat_map(|file| file.lines());
        lines
            .map(|line| {
                let line: Value = serde_json::from_str(line).unwrap();
                let request = line.get("request").unwrap_or(&line["good"]);
                request.clone()
            })
            .collect()
    })
}

const HOSTILE: [&str; 24] = [
    "",
    " ",
    "0",
    "-0",
    "-1",
    "1",
    "0.5",
    "5 kg",
    "1,5",
    "1e9",
    "NaN",
    "mười",
    "\u{0}",
    "\u{202e}5",
    "1000000000000",
    "1000000000001",
    "999999999999.999999999",
    "-999999999999.999999999",
    "0.000000001",
    "-0.000000001",
    "0.0000000001",
    "170141183460469231731687303715884105728",
    "99999999999999999999999999999999999999999999999999",
    "000000000000000000000000000000000000001",
];

fn hostile() -> impl Strategy<Value = Value> {
    let word = prop_oneof![
        6 => prop::sample::select(HOSTILE.to_vec()).prop_map(|text| json!(text)),
        4 => "-?[0-9]{1,13}(\\.[0-9]{1,10})?".prop_map(Value::from),
        1 => "\\PC{0,12}".prop_map(Value::from),
        1 => any::<i64>().prop_map(Value::from),
        1 => any::<u64>().prop_map(Value::from),
        1 => Just(json!(1e308)),
        1 => Just(json!(null)),
        1 => any::<bool>().prop_map(Value::from),
        2 => prop::sample::select(vec![
            "R76", "HB44", "R117", "UK", "TT21_2014", "R87_2004", "R87_2016", "EU76_211", "DE", "CA", "CN",
            "I", "II", "IIII", "III L", "count", "area", "destructive", "in_service", "hopper", "kg", "t",
        ]).prop_map(Value::from),
    ];
    word.prop_recursive(3, 40, 12, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..12).prop_map(Value::from),
            (inner.clone(), 0_usize..130).prop_map(|(item, of)| json!(vec![item; of])),
            inner.prop_map(|item| json!({ "e": item })),
        ]
    })
}

/// One way of spoiling a request.
#[derive(Clone, Debug)]
enum Spoil {
    /// Another value in the place of one.
    Replace(Index, Value),
    /// One member less.
    Remove(Index),
    /// The values of two members changed about.
    Swap(Index, Index),
    /// A member of another request.
    Borrow(Index, Index),
}

fn spoil() -> impl Strategy<Value = Spoil> {
    let any = any::<Index>;
    prop_oneof![
        6 => (any(), hostile()).prop_map(|(at, value)| Spoil::Replace(at, value)),
        1 => any().prop_map(Spoil::Remove),
        1 => (any(), any()).prop_map(|(one, other)| Spoil::Swap(one, other)),
        2 => (any(), any()).prop_map(|(from, at)| Spoil::Borrow(from, at)),
    ]
}

fn spoilt(seed: &Value, spoils: &[Spoil]) -> Value {
    let mut request = seed.as_object().unwrap().clone();
    for spoil in spoils {
        let names: Vec<_> = request.keys().cloned().collect();
        if names.is_empty() {
            break;
        }
        match spoil {
            Spoil::Replace(at, value) => {
                request.insert(at.get(&names).clone(), value.clone());
            }
            Spoil::Remove(at) => {
                request.remove(at.get(&names));
            }
            Spoil::Swap(one, other) => {
                let (one, other) = (one.get(&names), other.get(&names));
                let (a, b) = (request[one].clone(), request[other].clone());
                request.insert(one.clone(), b);
                request.insert(other.clone(), a);
            }
            Spoil::Borrow(from, at) => {
                let lender = from.get(seeds()).as_object().unwrap();
                let names: Vec<_> = lender.keys().collect();
                let name = *at.get(&names);
                request.insert(name.clone(), lender[name].clone());
            }
        }
    }
    Value::Object(request)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1500))]

    #[test]
    fn every_request_is_answered_or_refused_by_a_name(
        seed in any::<Index>(), spoils in prop::collection::vec(spoil(), 0..5),
    ) {
        let request = spoilt(seed.get(seeds()), &spoils);
        match calculate(&request) {
            Ok(answer) if answer["not_covered"] == true => {
                prop_assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()));
                prop_assert!(answer.get("conforming").is_none(), "{}", answer);
                prop_assert!(answer.get("verdict").is_none(), "{}", answer);
            }
            Ok(answer) => {
                prop_assert!(answer["status"].is_string(), "{}", answer);
                prop_assert!(answer["basis"].as_str().is_some_and(|basis| !basis.is_empty()));
            }
            Err(error) => prop_assert!(error.field().is_some(), "{}: {}", request, error),
        }
        // A line is read as what was written, and answered alike every time.
        let read = read_request(&request.to_string()).unwrap();
        prop_assert_eq!(calculate(&read), calculate(&request));
    }

    /// Whatever stands on a line, it is JSON that is read, or refused.
    #[test]
    fn any_line_is_read_or_refused(line in "[\\[\\]{}:,\"a-c0-9.eE \\\\-]{0,40}") {
        if let Ok(read) = read_request(&line) {
            let plain: Value = serde_json::from_str(&line).unwrap();
            prop_assert_eq!(read, plain);
        }
    }
}
