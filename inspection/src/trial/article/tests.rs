//! Gold articles as they are typed: TT 22/2013 Điều 4, Bảng 2 as corrected.

use proptest::prelude::*;

use super::*;
use crate::assessment::{Assessment, Finding};
use crate::evidence::Evidence;
use crate::rules::RulePack;
use crate::{Answers, CheckDraft, CheckId, CheckKind};

const BELOW: Verdict = Verdict::Inconclusive {
    doubt: Doubt::BelowResolution,
};

/// The unit on the tag, e in milligrams, and rows of declared mass and grams.
fn draft(unit: &str, e: &str, rows: &[(&str, &str)]) -> CheckDraft {
    let mut answers = Answers::new();
    for (field, text) in [("declared_unit", unit), ("measured_unit", "g"), ("e", e)] {
        answers.insert(field.to_owned(), text.to_owned());
    }
    for (number, (declared, measured)) in (1..).zip(rows) {
        answers.insert(format!("declared.{number}"), (*declared).to_owned());
        answers.insert(format!("measured.{number}"), (*measured).to_owned());
    }
    CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Quantity,
        subject: "gold_article".to_owned(),
        answers,
    }
}

fn assess_on(day: &str, unit: &str, e: &str, rows: &[(&str, &str)]) -> Assessment {
    let (pack, day) = (RulePack::current(), day.parse().unwrap());
    draft(unit, e, rows)
        .complete(pack, day)
        .unwrap()
        .assess(pack, day)
}

fn one(unit: &str, e: &str, declared: &str, measured: &str) -> Finding {
    let found = assess_on("2026-11-20", unit, e, &[(declared, measured)]);
    let [item, article] = &found.findings[..] else {
        panic!("{found:?}")
    };
    assert_eq!(
        (item.subject.as_str(), article.subject.as_str()),
        ("VANG-03", "article.1")
    );
    assert_eq!(
        (item.verdict, found.verdict),
        (article.verdict, article.verdict)
    );
    assert_eq!(item.evidence, article.evidence);
    article.clone()
}

fn s(finding: &Finding) -> String {
    finding.figures.as_ref().unwrap().limits[0]
        .within
        .value
        .to_string()
}

/// Bảng 2 and its rules, each just inside, on and just outside on both sides;
/// weighed with an interval of 1 µg.
#[test]
fn an_article_may_differ_by_s_and_not_by_more() {
    use Evidence::{Found, Memory};
    for (declared, limit, mark) in [
        // 13/30 of a milligram a gram: 1.625 mg of a chỉ.
        ("3.75", "1.625", Found),
        ("18.75", "8.125", Found),
        ("30", "13", Found),
        ("50", "17", Found),
        ("100", "30", Found),
        ("200", "56", Found),
        ("300", "80", Found),
        ("500", "130", Found),
        ("1000", "240", Found),
        ("1500", "350", Found),
        ("2000", "430", Found),
        ("3000", "600", Found),
        ("5000", "900", Found),
        ("6000", "1100", Found),
        // Between points, straight: 13 + 4 × 7.5 / 20, and 80 + 50 × 75 / 200.
        ("37.5", "14.5", Memory),
        ("375", "98.75", Memory),
        // 0.0175 % above 6 kg.
        ("7000", "1225", Found),
    ] {
        let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
        let within = number(limit) / number("1000");
        for (more, expected) in [
            ("-0.000001", Verdict::Conforming),
            ("0", Verdict::Conforming),
            ("0.000001", Verdict::NonConforming),
        ] {
            let away = within + number(more);
            for measured in [number(declared) + away, number(declared) - away] {
                let found = one("g", "0.001", declared, &measured.to_string());
                assert_eq!(found.verdict, expected, "{declared} g, {measured} g");
                assert_eq!(s(&found), limit);
                assert_eq!(found.evidence, mark, "{declared} g");
            }
        }
    }
}

/// Each unit by its grams; 1 phân is from memory, and says so.
#[test]
fn the_unit_on_the_tag_changes_no_limit() {
    for (unit, declared, grams, mark) in [
        ("chỉ", "1", "3.75", Evidence::Found),
        ("phân", "10", "3.75", Evidence::Memory),
        ("lượng", "0.1", "3.75", Evidence::Found),
        ("ct", "18.75", "3.75", Evidence::Found),
    ] {
        let found = one(unit, "0.001", declared, grams);
        assert_eq!(
            (found.verdict, found.evidence),
            (Verdict::Conforming, mark),
            "{unit}"
        );
        assert_eq!(s(&found), "1.625");
        // 1.625 mg less are on the limit, 1.626 mg less are not.
        assert_eq!(
            one(unit, "0.001", declared, "3.748375").verdict,
            Verdict::Conforming
        );
        let short = one(unit, "0.001", declared, "3.748374");
        assert_eq!(short.verdict, Verdict::NonConforming, "{unit}");
        assert_eq!(short.figures.unwrap().error.value.to_string(), "-1.626");
    }
}

/// 3 g: S = 1.3 mg. A scale of 1 mg tells it; one of 1.3 mg does, one of 1.301 mg
/// and one of 10 mg do not, unless more is missing than S and one interval.
#[test]
fn what_the_scale_does_not_resolve_is_neither_a_pass_nor_a_failure() {
    for (e, measured, expected) in [
        ("1", "3.001", Verdict::Conforming),
        ("1", "3.002", Verdict::NonConforming),
        ("1.3", "3", Verdict::Conforming),
        ("1.301", "3", BELOW),
        ("10", "3", BELOW),
        ("10", "2.9887", BELOW),
        ("10", "2.9886", Verdict::NonConforming),
        ("10", "0.1", Verdict::NonConforming),
    ] {
        assert_eq!(
            one("g", e, "3", measured).verdict,
            expected,
            "{e} {measured}"
        );
    }
    let both = assess_on("2026-11-20", "g", "10", &[("3", "3"), ("200", "200")]);
    assert_eq!(
        both.verdict, BELOW,
        "one article passes, the other is not told"
    );
}

/// The corrected tables are those of 1550/QĐ-BKHCN of 25/06/2014.
#[test]
fn before_its_first_day_the_table_covers_nothing() {
    let on = |day: &str| assess_on(day, "g", "0.1", &[("30", "30.013")]).verdict;
    assert_eq!(on("2014-06-24"), Verdict::NotCovered);
    assert_eq!(on("2014-06-25"), Verdict::Conforming);
    assert_eq!(on("2026-11-20"), Verdict::Conforming);
}

#[test]
fn bad_figures_are_named_where_they_were_typed() {
    for (unit, e, row, field, expected) in [
        ("g", "1", ("0", "3"), "declared.1", GapReason::Zero),
        ("g", "1", ("3", ""), "measured.1", GapReason::Missing),
        ("g", "0", ("3", "3"), "e", GapReason::Zero),
        ("g", "", ("3", "3"), "e", GapReason::Missing),
        (
            "tola",
            "1",
            ("3", "3"),
            "declared_unit",
            GapReason::UnknownChoice,
        ),
    ] {
        let day = "2026-11-20".parse().unwrap();
        let gaps = draft(unit, e, &[row]).complete(RulePack::current(), day);
        let gaps = gaps.unwrap_err().into_iter();
        let gaps: Vec<_> = gaps.map(|gap| (gap.place.field, gap.reason)).collect();
        assert_eq!(gaps, [(field.to_owned(), expected)]);
    }
}

proptest! {
    /// Less gold than is declared, and then still less.
    #[test]
    fn filing_off_gold_never_improves_the_verdict(
        declared in 1_i64..8_000_000,
        less in 0_i64..2_000,
        more in 0_i64..2_000,
        e in 1_i64..20,
    ) {
        prop_assume!(declared > less + more);
        let grams = |milligrams: i64| rust_decimal::Decimal::new(milligrams, 3).to_string();
        let verdict = |milligrams: i64| {
            one("g", &e.to_string(), &grams(declared), &grams(milligrams)).verdict
        };
        let rank = |verdict| match verdict {
            Verdict::Conforming => 0,
            Verdict::Inconclusive { .. } => 1,
            _ => 2,
        };
        let (before, after) = (verdict(declared - less), verdict(declared - less - more));
        prop_assert!(rank(before) <= rank(after), "{before:?}, then {after:?}");
    }
}
