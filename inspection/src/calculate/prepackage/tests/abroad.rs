//! The calculators with the tables of other countries.

use super::*;

fn double(first: &[String], second: &[String]) -> Value {
    json!({ "calculate": "double_sampling", "system": "EU76_211", "nominal": "100",
            "lot_size": 100, "first": first, "second": second })
}

/// 100 g: T = 4.5 g. Lot of 100: first 30, 1 / 3; both 60, 4 / 5.
#[test]
fn the_second_sample_decides_where_the_first_does_not() {
    let with = |short: usize| sample(30 - short, "100", &vec!["91"; short]);
    for (first, second, expected) in [
        (0, None, "accept"),
        (1, None, "accept"),
        (2, None, "second_sample"),
        (3, None, "reject"),
        (2, Some(0), "accept"),
        (2, Some(2), "accept"),
        (2, Some(3), "reject"),
    ] {
        let second = second.map_or_else(Vec::new, with);
        let found = answered(&double(&with(first), &second));
        assert_eq!(found["decision"], expected, "{first}");
    }
}

#[test]
fn one_package_beyond_twice_t_rejects() {
    let good = sample(30, "100", &[]);
    let bad = sample(29, "100", &["90.9"]);
    assert_eq!(answered(&double(&bad, &[]))["decision"], "reject");
    assert_eq!(answered(&double(&good, &bad))["decision"], "reject");
}

#[test]
fn samples_of_another_size_are_refused() {
    let good = sample(30, "100", &[]);
    let few = sample(29, "100", &[]);
    assert_eq!(refused(&double(&few, &[])).field(), Some("first"));
    assert_eq!(refused(&double(&[], &[])).field(), Some("first"));
    assert_eq!(refused(&double(&good, &few)).field(), Some("second"));
}

#[test]
fn a_single_sample_between_the_numbers_asks_for_the_second() {
    let between = sample(28, "101", &["91", "91"]);
    let found = answered(&lot("EU76_211", 100, "100", &between));
    assert_eq!(found["verdict"], "second_sample");
    let short = sample(28, "100", &["91", "91"]);
    let found = answered(&lot("EU76_211", 100, "100", &short));
    // Mean −0.6, s = 2.28: 0.503 s = 1.15.
    assert_eq!(found["average_conforming"], true);
    let large = answered(&lot("EU76_211", 4000, "100", &sample(80, "100", &[])));
    assert_eq!(large["not_covered"], true, "its mean has a sample of 50");
}

#[test]
fn germany_is_judged_by_its_printed_factor() {
    // Five at −1 ± 0.5: s² = 0.5 / 4 … mean −1; 2.058 s = 0.7276 < 1.
    let mut request = lot("DE", 50, "1000", &sample(3, "999", &["998.5", "999.5"]));
    request["test"] = json!("destructive");
    let found = answered(&request);
    assert_eq!(found["k"], "2.058");
    assert_eq!(found["s"], "0.353553391");
    assert_eq!(found["average_conforming"], false);
    assert_eq!(found["verdict"], "fail");
}

#[test]
fn canada_has_a_sample_size_and_no_factor_here() {
    let found = answered(&json!({ "calculate": "sampling_plan", "system": "CA",
                                  "lot_size": 41, "test": "non_destructive" }));
    assert_eq!((&found["n"], &found["k"]), (&json!(11), &Value::Null));
    let found = answered(&lot("CA", 41, "1000", &sample(11, "1000", &[])));
    assert_eq!(found["not_covered"], true);
}

#[test]
fn the_double_plan_is_written_out() {
    let found = answered(&json!({ "calculate": "sampling_plan", "system": "EU76_211",
                                  "lot_size": 5000, "test": "non_destructive" }));
    assert_eq!((&found["n"], &found["mean_n"]), (&json!(80), &json!(50)));
    assert_eq!((&found["accept"], &found["reject"]), (&json!(3), &json!(7)));
    assert_eq!(
        found["second"],
        json!({ "n": 80, "accept": 8, "reject": 9 })
    );
    assert_eq!(found["k"], "0.379");
}
