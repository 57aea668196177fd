//! Requests of any kind: each is answered, not covered, or refused by the name
//! of a field; none ends the program.

use super::*;

const AMOUNTS: [&str; 12] = [
    "0",
    "-1",
    "1",
    "4.5",
    "50",
    "999.999999999",
    "50000",
    "1000000000000",
    "999999999999.999999999",
    "0.000000001",
    "mười",
    "",
];

fn amount() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => prop::sample::select(AMOUNTS.to_vec()).prop_map(|text| json!(text)),
        1 => Just(json!(null)),
        1 => Just(json!(5)),
        1 => Just(json!({})),
    ]
}

fn list() -> impl Strategy<Value = Value> {
    prop_oneof![
        8 => prop::collection::vec(amount(), 0..60).prop_map(Value::from),
        4 => (amount(), 0_usize..130).prop_map(|(same, of)| json!(vec![same; of])),
        1 => Just(json!("50")),
    ]
}

fn word(words: &'static [&'static str]) -> impl Strategy<Value = Value> {
    prop::sample::select(words).prop_map(|text| json!(text))
}

prop_compose! {
    fn request()(
        operation in word(&[
            "tolerable_deficiency", "sampling_plan", "package_class", "lot", "double_sampling",
            "gold_limit", "gold_resolution",
        ]),
        system in word(&["R87_2004", "TT21_2014", "R87_2016", "EU76_211", "NZ", "DE", "CA", "CN", "?"]),
        test in word(&["non_destructive", "destructive", ""]),
        quantity in word(&["mass_volume", "length", "area", "count", "energy"]),
        lot_size in prop_oneof![
            (0_u64..4000).prop_map(|lot| json!(lot)),
            Just(json!(u64::MAX)),
            Just(json!(-1)),
        ],
        amounts in [amount(), amount(), amount()],
        lists in [list(), list(), list()],
    ) -> Value {
        let [nominal, actual, tare] = amounts;
        let [sample, first, second] = lists;
        json!({
            "calculate": operation, "system": system, "test": test, "quantity": quantity,
            "lot_size": lot_size, "nominal": nominal, "actual": actual, "tare": tare,
            "mass_g": actual, "capacity_g": nominal,
            "sample": sample, "first": first, "second": second,
        })
    }
}

proptest! {
    #[test]
    fn every_request_is_answered_or_refused_by_a_name(request in request()) {
        match calculate(&request) {
            Ok(answer) if answer["not_covered"] == true => {
                prop_assert!(answer["why"].as_str().is_some_and(|why| !why.is_empty()));
            }
            Ok(answer) => prop_assert!(answer["status"].is_string(), "{}", answer),
            Err(error) => prop_assert!(error.field().is_some(), "{}", error),
        }
    }

    /// A pass needs both criteria, and a verdict that says pass says so of each.
    #[test]
    fn nothing_passes_that_fails_a_criterion(
        amounts in prop::collection::vec(960_u32..1040, 50),
        lot_size in 100_u64..500,
    ) {
        let text: Vec<_> = amounts.iter().map(u32::to_string).collect();
        let found = answered(&lot("R87_2004", lot_size, "1000", &text));
        let both = found["average_conforming"] == true && found["individual_conforming"] == true;
        prop_assert_eq!(found["verdict"] == "pass", both);
    }
}
