//! LPG cylinders as they are typed: T of 12 kg is 150 g, of 45 kg 450 g.

use proptest::prelude::*;

use super::*;
use crate::assessment::{Assessment, Doubt, Favours};
use crate::evidence::Evidence;
use crate::rules::RulePack;
use crate::{Answers, CheckDraft, CheckId, CheckKind};

/// Rows of declared content, stamped tare and gross, in kilograms.
fn draft(rows: &[[&str; 3]]) -> CheckDraft {
    let mut answers = Answers::new();
    for (number, row) in (1..).zip(rows) {
        for (field, text) in ["declared", "stamped_tare", "gross"].iter().zip(row) {
            answers.insert(format!("{field}.{number}"), (*text).to_owned());
        }
    }
    CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Quantity,
        subject: "lpg_cylinder_content".to_owned(),
        answers,
    }
}

fn assess(rows: &[[&str; 3]]) -> Assessment {
    let (pack, day) = (RulePack::current(), "2026-11-20".parse().unwrap());
    draft(rows).complete(pack, day).unwrap().assess(pack, day)
}

#[test]
fn a_cylinder_may_lack_t_and_not_a_gram_more() {
    for (declared, tare, gross, error, t, expected) in [
        ("12", "13,8", "25,801", "1", "150", Verdict::Conforming),
        ("12", "13,8", "25,8", "0", "150", Verdict::Conforming),
        ("12", "13,8", "25,651", "-149", "150", Verdict::Conforming),
        ("12", "13,8", "25,65", "-150", "150", Verdict::Conforming),
        (
            "12",
            "13,8",
            "25,649",
            "-151",
            "150",
            Verdict::NonConforming,
        ),
        (
            "12",
            "13,8",
            "13,8",
            "-12000",
            "150",
            Verdict::NonConforming,
        ),
        ("45", "38,2", "82,75", "-450", "450", Verdict::Conforming),
        (
            "45",
            "38,2",
            "82,749",
            "-451",
            "450",
            Verdict::NonConforming,
        ),
        // 1.5 % of 6 kg.
        ("6", "7", "12,91", "-90", "90", Verdict::Conforming),
        ("6", "7", "12,909", "-91", "90", Verdict::NonConforming),
    ] {
        let found = assess(&[[declared, tare, gross]]);
        assert_eq!(found.verdict, expected, "{gross}");
        let [item, cylinder] = &found.findings[..] else {
            panic!("{found:?}")
        };
        assert_eq!((item.subject.as_str(), item.verdict), ("GAS-02", expected));
        assert_eq!(
            (cylinder.subject.as_str(), cylinder.verdict),
            ("cylinder.1", expected)
        );
        let figures = cylinder.figures.as_ref().unwrap();
        assert_eq!(figures.error.value.to_string(), error);
        assert_eq!(figures.limits[0].within.value.to_string(), t);
        assert_eq!(
            (item.evidence, cylinder.evidence),
            (Evidence::Memory, Evidence::Memory)
        );
    }
}

#[test]
fn the_worst_cylinder_decides_and_who_gains_is_said() {
    let found = assess(&[
        ["12", "13.8", "25.8"],
        ["12", "13.5", "25"],
        ["12", "13", "26"],
    ]);
    assert_eq!(found.verdict, Verdict::NonConforming);
    let gains = found.findings[1..]
        .iter()
        .map(|finding| finding.figures.as_ref()?.favours);
    let expected = [Favours::Nobody, Favours::Seller, Favours::Customer];
    assert_eq!(gains.collect::<Option<Vec<_>>>().unwrap(), expected);
    let doubt = Doubt::NotTested;
    assert_eq!(assess(&[]).verdict, Verdict::Inconclusive { doubt });
}

#[test]
fn bad_figures_are_named_where_they_were_typed() {
    let limit = || "13.8".to_owned();
    for (row, field, expected) in [
        (["0", "13,8", "25,8"], "declared.1", GapReason::Zero),
        (["", "13,8", "25,8"], "declared.1", GapReason::Missing),
        (
            ["12", "13,8", "13,7"],
            "gross.1",
            GapReason::LessThan { limit: limit() },
        ),
        (["12", "-1", "25,8"], "stamped_tare.1", GapReason::Negative),
        (["12", "13,8", "x"], "gross.1", GapReason::NotANumber),
    ] {
        let day = "2026-11-20".parse().unwrap();
        let gaps = draft(&[row])
            .complete(RulePack::current(), day)
            .unwrap_err();
        let gaps: Vec<_> = gaps
            .into_iter()
            .map(|gap| (gap.place.field, gap.reason))
            .collect();
        assert_eq!(gaps, [(field.to_owned(), expected)]);
    }
}

proptest! {
    #[test]
    fn letting_gas_out_never_improves_the_verdict(gross in 13_800_i64..27_000, out in 0_i64..500) {
        let kilograms = |grams: i64| rust_decimal::Decimal::new(grams, 3).to_string();
        let verdict = |gross: i64| assess(&[["12", "13.8", &kilograms(gross)]]).verdict;
        let (before, after) = (verdict(gross + out), verdict(gross));
        prop_assert!(before == Verdict::Conforming || after == Verdict::NonConforming);
    }
}
