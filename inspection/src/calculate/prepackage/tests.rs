//! The prepackage operations asked as the command line asks them.

use proptest::prelude::*;
use serde_json::{Value, json};

use crate::calculate::{CalculateError, calculate};

#[cfg(feature = "abroad")]
mod abroad;
mod requests;

fn answered(request: &Value) -> Value {
    calculate(request).unwrap()
}

fn refused(request: &Value) -> CalculateError {
    match calculate(request) {
        Err(error) => error,
        Ok(answer) => panic!("{request} gave {answer}"),
    }
}

/// So many packages of one amount, then some others.
fn sample(of: usize, amount: &str, others: &[&str]) -> Vec<String> {
    let others = others.iter().map(|amount| (*amount).to_owned());
    let same = vec![amount.to_owned(); of];
    same.into_iter().chain(others).collect()
}

fn lot(system: &str, lot_size: u64, nominal: &str, sample: &[String]) -> Value {
    json!({
        "calculate": "lot", "system": system, "test": "non_destructive",
        "quantity": "mass_volume", "nominal": nominal, "lot_size": lot_size,
        "sample": sample,
    })
}

#[test]
fn a_deficiency_comes_with_its_document_and_mark() {
    let request = |system: &str| {
        json!({ "calculate": "tolerable_deficiency", "system": system,
                "quantity": "mass_volume", "nominal": "1500" })
    };
    let found = answered(&request("R87_2004"));
    assert_eq!(found["t"], "23");
    assert_eq!(found["status"], "found");
    let found = answered(&request("TT21_2014"));
    assert_eq!(found["t"], "23");
    assert_eq!(found["status"], "memory");
    assert_eq!(found["basis"], "TT 21/2014/TT-BKHCN Phụ lục IV");
}

#[test]
fn a_lot_of_the_circular_has_a_sample_from_memory_and_the_whole_lot_from_the_text() {
    let plan = |lot: u64| {
        answered(
            &json!({ "calculate": "sampling_plan", "system": "TT21_2014",
                          "lot_size": lot, "test": "non_destructive" }),
        )
    };
    let found = plan(50);
    assert_eq!((&found["n"], &found["k"]), (&json!(50), &json!("0")));
    assert_eq!(
        (&found["accept"], &found["status"]),
        (&json!(1), &json!("found"))
    );
    let found = plan(1000);
    assert_eq!((&found["n"], &found["k"]), (&json!(80), &json!("0.295")));
    assert_eq!(
        (&found["accept"], &found["status"]),
        (&json!(5), &json!("memory"))
    );
    assert_eq!(found["whole_lot"]["n"], 1000);
    assert_eq!(found["whole_lot"]["accept"], 25);
    assert_eq!(found["whole_lot"]["status"], "found");
}

#[test]
fn an_acceptance_that_is_not_known_is_null() {
    let found = answered(&json!({ "calculate": "sampling_plan", "system": "R87_2004",
                                  "lot_size": 99, "test": "non_destructive" }));
    assert_eq!(found["n"], 99);
    assert_eq!(found["accept"], Value::Null);
    assert_eq!(found["status"], "weak");
}

/// 1000 g: T = 15 g. Of a lot of 50 at most one may be short by more (2.5 % is
/// 1.25), and the mean must reach 1000 g: no k s.
#[test]
fn of_a_lot_of_fifty_one_may_be_short_and_the_mean_must_hold() {
    let judged = |sample: &[String]| answered(&lot("TT21_2014", 50, "1000", sample));
    let found = judged(&sample(49, "1001", &["984"]));
    assert_eq!((&found["t1"], &found["t2"]), (&json!(1), &json!(0)));
    assert_eq!(found["k"], "0");
    assert_eq!(found["verdict"], "pass");
    let found = judged(&sample(48, "1002", &["984", "984"]));
    assert_eq!(found["average_conforming"], true);
    assert_eq!(found["individual_conforming"], false);
    assert_eq!(found["verdict"], "fail");
    // 49 × 0.1 − 5 = −0.1 g: the mean is short by 0.002 g, within any k s.
    let found = judged(&sample(49, "1000.1", &["995"]));
    assert_eq!(found["mean_error"], "-0.002000000");
    assert_eq!(found["average_conforming"], false);
    assert_eq!(found["verdict"], "fail");
    let found = judged(&sample(49, "1002", &["969"]));
    assert_eq!((&found["t1"], &found["t2"]), (&json!(0), &json!(1)));
    assert_eq!(found["verdict"], "fail", "one beyond 2 T");
}

/// R 87:2004, lot of 200: n = 50, k = 0.379, at most 3. Fifty packages, half at
/// −1 and half at +0.5: mean −0.25, s² = 50/49 × 0.5625.
#[test]
fn a_sample_is_judged_with_the_printed_factor() {
    let both = sample(25, "999", &vec!["1000.5"; 25]);
    let found = answered(&lot("R87_2004", 200, "1000", &both));
    assert_eq!(found["n"], 50);
    assert_eq!(found["k"], "0.379");
    assert_eq!(found["mean_error"], "-0.250000000");
    // √(0.5625 × 50 / 49) = 0.75 × √(50/49) = 0.757614408…
    assert_eq!(found["s"], "0.757614408");
    // 0.379 × 0.7576 = 0.287 ≥ 0.25.
    assert_eq!(found["average_conforming"], true);
    assert_eq!(found["verdict"], "pass");
    assert_eq!(found["status"], "found");
    let short = sample(47, "1002", &["984", "984", "984"]);
    let found = answered(&lot("R87_2004", 200, "1000", &short));
    assert_eq!(
        (&found["t1"], &found["verdict"]),
        (&json!(3), &json!("pass"))
    );
    let short = sample(46, "1002", &["984", "984", "984", "984"]);
    let found = answered(&lot("R87_2004", 200, "1000", &short));
    assert_eq!(
        (&found["t1"], &found["verdict"]),
        (&json!(4), &json!("fail"))
    );
}

#[test]
fn a_sample_of_the_circular_rests_on_memory() {
    let found = answered(&lot("TT21_2014", 200, "1000", &sample(50, "1000", &[])));
    assert_eq!(
        (&found["n"], &found["status"]),
        (&json!(50), &json!("memory"))
    );
    // The whole lot as well: its T is from memory too.
    let found = answered(&lot("TT21_2014", 200, "1000", &sample(200, "1000", &[])));
    assert_eq!((&found["n"], &found["accept"]), (&json!(200), &json!(5)));
    assert_eq!(
        (&found["status"], &found["verdict"]),
        (&json!("memory"), &json!("pass"))
    );
}

#[test]
fn an_acceptance_that_is_not_known_stops_only_what_hangs_on_it() {
    let judged = |sample: &[String]| answered(&lot("R87_2004", 4, "1000", sample));
    assert_eq!(judged(&sample(4, "1000", &[]))["verdict"], "pass");
    assert_eq!(
        judged(&sample(3, "1020", &["969"]))["verdict"],
        "fail",
        "T2"
    );
    let found = judged(&sample(3, "1000", &["984"]));
    assert_eq!(found["verdict"], "fail", "the mean is short");
    assert_eq!(found["individual_conforming"], Value::Null);
    let found = judged(&sample(3, "1020", &["984"]));
    assert_eq!(found["not_covered"], true);
    assert!(found["why"].as_str().unwrap().contains("not known"));
}

#[test]
fn the_tare_is_taken_off_every_package() {
    let mut request = lot("TT21_2014", 3, "500", &sample(2, "512.5", &["514"]));
    request["tare"] = json!("12.5");
    let found = answered(&request);
    assert_eq!(found["mean_error"], "0.500000000");
    assert_eq!(found["verdict"], "pass");
    request["tare"] = json!("512.5");
    assert_eq!(
        answered(&request)["t2"],
        3,
        "nothing but tare is an empty package"
    );
    request["tare"] = json!("513");
    assert_eq!(refused(&request).field(), Some("sample[0]"));
    request["tare"] = json!("-1");
    assert_eq!(refused(&request).field(), Some("tare"));
}

#[test]
fn one_package_alone_has_no_standard_deviation() {
    let found = answered(&lot("TT21_2014", 1, "500", &sample(1, "500", &[])));
    assert_eq!(found["s"], Value::Null);
    assert_eq!(found["verdict"], "pass");
}

#[test]
fn pieces_are_whole_and_have_no_tare() {
    let request = json!({
        "calculate": "lot", "system": "R87_2004", "test": "non_destructive",
        "quantity": "count", "nominal": "100", "lot_size": 2, "sample": ["100", "102"],
    });
    assert_eq!(answered(&request)["verdict"], "pass");
    let mut without = request.clone();
    without["tare"] = json!("0");
    assert_eq!(answered(&without)["verdict"], "pass");
    for (field, value, named) in [
        ("nominal", json!("100.5"), "nominal"),
        ("sample", json!(["100", "99.5"]), "sample[1]"),
        ("tare", json!("1"), "tare"),
    ] {
        let mut request = request.clone();
        request[field] = value;
        assert_eq!(refused(&request).field(), Some(named));
    }
}

#[test]
fn what_cannot_be_a_lot_is_refused_by_the_name_of_its_field() {
    let good = lot("R87_2004", 200, "1000", &sample(50, "1000", &[]));
    assert_eq!(answered(&good)["verdict"], "pass");
    let many = sample(201, "1000", &[]);
    for (field, value, named) in [
        ("system", json!(""), "system"),
        ("test", json!("tasting"), "test"),
        ("quantity", json!("energy"), "quantity"),
        ("nominal", json!("0"), "nominal"),
        ("nominal", json!("-1000"), "nominal"),
        ("nominal", json!("1 kg"), "nominal"),
        ("nominal", json!("99999999999999999999"), "nominal"),
        ("lot_size", json!(0), "lot_size"),
        ("lot_size", json!(-200), "lot_size"),
        ("lot_size", json!(1.5), "lot_size"),
        ("lot_size", json!("many"), "lot_size"),
        ("sample", json!([]), "sample"),
        ("sample", json!("1000"), "sample"),
        ("sample", json!(["1000", "x"]), "sample[1]"),
        ("sample", json!(["1000", "-1"]), "sample[1]"),
        ("sample", json!(sample(49, "1000", &[])), "sample"),
        ("sample", json!(sample(51, "1000", &[])), "sample"),
        ("sample", json!(many), "sample"),
    ] {
        let mut request = good.clone();
        request[field] = value;
        assert_eq!(refused(&request).field(), Some(named), "{field}");
    }
    let long = ["999999999999.999999999", "0.000000001"].map(str::to_owned);
    let error = refused(&lot("TT21_2014", 2, "1", &long));
    assert_eq!(error.field(), Some("sample"), "squares that do not fit");
    let mut request = good;
    request["nominal"] = json!("1000000000000");
    request["sample"] = json!(sample(50, "0.000000001", &[]));
    assert_eq!(answered(&request)["not_covered"], true, "beyond 50 kg");
}

#[test]
fn what_no_table_has_is_not_covered_and_says_why() {
    for request in [
        json!({ "calculate": "tolerable_deficiency", "system": "R88",
                "quantity": "mass_volume", "nominal": "500" }),
        json!({ "calculate": "tolerable_deficiency", "system": "R87_2004",
                "quantity": "mass_volume", "nominal": "50001" }),
        json!({ "calculate": "tolerable_deficiency", "system": "R87_2016",
                "quantity": "mass_volume", "nominal": "500" }),
        json!({ "calculate": "sampling_plan", "system": "R87_2016",
                "lot_size": 200, "test": "non_destructive" }),
        json!({ "calculate": "sampling_plan", "system": "R87_2004",
                "lot_size": 10, "test": "destructive" }),
        json!({ "calculate": "double_sampling", "system": "R87_2004", "nominal": "100",
                "lot_size": 200, "first": ["100"], "second": [] }),
    ] {
        let found = answered(&request);
        assert_eq!(found["not_covered"], true, "{request}");
        assert!(!found["why"].as_str().unwrap().is_empty());
    }
}

proptest! {
    #[test]
    fn permuting_a_sample_changes_nothing(
        (amounts, shuffled) in prop::collection::vec(900_u32..1100, 2..20)
            .prop_flat_map(|amounts| (Just(amounts.clone()), Just(amounts).prop_shuffle())),
    ) {
        let text = |amounts: &[u32]| amounts.iter().map(u32::to_string).collect::<Vec<_>>();
        let size = u64::try_from(amounts.len()).unwrap();
        let judged = |amounts: &[u32]| answered(&lot("TT21_2014", size, "1000", &text(amounts)));
        prop_assert_eq!(judged(&amounts), judged(&shuffled));
    }

    /// A lot that passes has a mean of at least the nominal quantity and no
    /// package short by more than 2 T (30 g).
    #[test]
    fn no_whole_lot_passes_that_is_short_on_average(
        amounts in prop::collection::vec(960_u32..1020, 1..30),
    ) {
        let size = amounts.len();
        let text: Vec<_> = amounts.iter().map(u32::to_string).collect();
        let found = answered(&lot("TT21_2014", u64::try_from(size).unwrap(), "1000", &text));
        let total: u32 = amounts.iter().sum();
        let short = amounts.iter().filter(|amount| **amount < 985).count();
        let expected = total >= 1000 * u32::try_from(size).unwrap()
            && short * 1000 <= 25 * size
            && amounts.iter().all(|amount| *amount >= 970);
        prop_assert_eq!(found["verdict"] == "pass", expected);
    }
}

#[cfg(not(feature = "abroad"))]
#[test]
fn without_the_feature_other_countries_are_not_known() {
    let found = answered(
        &json!({ "calculate": "tolerable_deficiency", "system": "NZ",
                                  "quantity": "mass_volume", "nominal": "500" }),
    );
    assert_eq!(found["not_covered"], true);
    let why = found["why"].as_str().unwrap();
    assert!(why.ends_with("R87_2004, TT21_2014, R87_2016"), "{why}");
}
