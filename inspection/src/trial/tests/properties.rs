//! What holds for whatever is typed.

use proptest::prelude::*;

use super::*;

const SCALE: [(&str, &str); 3] = [("accuracy_class", "III"), ("max", "15"), ("e", "5")];

fn kg(grams: u32) -> String {
    format!("{}.{:03}", grams / 1000, grams % 1000)
}

fn rank(verdict: Verdict) -> u8 {
    match verdict {
        Verdict::Conforming => 0,
        Verdict::NonConforming => 2,
        _ => 1,
    }
}

/// A row of a counter scale; `added` in tenths of a gram.
fn row(load: u32, shown: u32, added: Option<u32>) -> Verdict {
    let (load, shown) = (kg(load), kg(shown));
    let added = added.map(|tenths| format!("{}.{}", tenths / 10, tenths % 10));
    let mut typed = SCALE.to_vec();
    typed.extend([("load.1", load.as_str()), ("indication.1", &shown)]);
    typed.extend(added.as_deref().map(|added| ("added.1", added)));
    verdict_on("counter_scale", &typed, "error_of_indication.1")
}

fn repeated(results: &[(u32, u32)]) -> Vec<(String, Verdict)> {
    let mut typed: Vec<(String, String)> = Vec::new();
    for (number, (shown, tenths)) in (1..).zip(results) {
        typed.push((format!("rep_load.{number}"), "5".to_owned()));
        typed.push((format!("rep_indication.{number}"), kg(*shown)));
        let added = format!("{}.{}", tenths / 10, tenths % 10);
        typed.push((format!("rep_added.{number}"), added));
    }
    let rows = typed
        .iter()
        .map(|(code, text)| (code.as_str(), text.as_str()));
    let typed = [&SCALE[..], &rows.collect::<Vec<_>>()].concat();
    let found = assess("counter_scale", &typed).findings.into_iter();
    let ranges = found.filter(|found| found.subject.contains("range"));
    ranges.map(|found| (found.subject, found.verdict)).collect()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn the_sign_of_a_plain_error_does_not_change_the_verdict(load in 100_u32..15_000, error in 0_u32..40) {
        prop_assert_eq!(row(load, load + error, None), row(load, load - error, None));
    }

    #[test]
    fn a_larger_error_is_never_judged_milder(load in 100_u32..15_000, a in 0_u32..40, b in 0_u32..40) {
        for added in [None, Some(25)] {
            let (small, large) = (load + a.min(b), load + a.max(b));
            prop_assert!(rank(row(load, small, added)) <= rank(row(load, large, added)));
        }
    }

    #[test]
    fn change_over_weights_never_contradict_a_plain_verdict(load in 100_u32..15_000, error in 0_u32..40, added in 0_u32..=50) {
        let plain = rank(row(load, load + error, None));
        prop_assume!(plain != 1);
        prop_assert_eq!(rank(row(load, load + error, Some(added))), plain);
    }

    #[test]
    fn the_order_of_repeated_weighings_changes_nothing(
        results in proptest::collection::vec((4_990_u32..5_010, 0_u32..=50), 2..6),
        turn in 0_usize..6,
    ) {
        let mut turned = results.clone();
        turned.rotate_left(turn % results.len());
        prop_assert_eq!(repeated(&results), repeated(&turned));
        turned.reverse();
        prop_assert_eq!(repeated(&results), repeated(&turned));
    }

    /// Max 15 kg, e = 5 g in kg and g, and the same scale in g and mg.
    #[test]
    fn another_unit_of_mass_changes_nothing(load in 100_u32..15_000, error in 0_u32..40, added in 0_u32..=5) {
        let in_kg = row(load, load + error, Some(added * 10));
        let (load_g, shown, added) = (load.to_string(), (load + error).to_string(), (added * 1000).to_string());
        let typed = [
            ("accuracy_class", "III"),
            ("max", "15000"),
            ("e", "5000"),
            ("load.1", load_g.as_str()),
            ("indication.1", shown.as_str()),
            ("added.1", added.as_str()),
        ];
        prop_assert_eq!(verdict_on("technical_balance", &typed, "error_of_indication.1"), in_kg);
    }
}
