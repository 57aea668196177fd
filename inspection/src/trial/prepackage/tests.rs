//! Prepackages as they are typed, against TT 21/2014 and the tables of OIML
//! R 87:2004, with figures worked by hand.

mod gaps;
mod methods;
mod plans;
mod properties;

use chrono::NaiveDate;

use crate::assessment::{Assessment, Doubt, Finding, Verdict};
use crate::evidence::Evidence;
use crate::gap::GapReason;
use crate::rules::{ItemAnswer, RulePack};
use crate::{Answers, CheckDraft, CheckId, CheckKind, live_items, live_readings};

const GAP: Verdict = Verdict::Inconclusive { doubt: Doubt::Gap };

fn day() -> NaiveDate {
    "2026-11-20".parse().unwrap()
}

/// A check of packages of 1 kg, read directly in grams; `fields` over that.
fn draft(fields: &[(&str, &str)], readings: &[String]) -> CheckDraft {
    let typed = [
        ("product", "Gạo thơm"),
        ("nominal_unit", "g"),
        ("nominal", "1000"),
        ("lot_size", "50"),
        ("test", "non_destructive"),
        ("method", "direct"),
        ("reading_unit", "g"),
    ];
    let typed = typed.iter().chain(fields);
    let mut answers: Answers = typed
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
        .collect();
    let pack = RulePack::current();
    for item in pack.items(&pack.quantity_kind("prepackage").unwrap().lists) {
        if item.answer == ItemAnswer::Conform {
            answers.insert(item.name.code.clone(), "conform".to_owned());
        }
    }
    for (row, reading) in (1..).zip(readings) {
        answers.insert(format!("reading.{row}"), reading.clone());
    }
    CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Quantity,
        subject: "prepackage".to_owned(),
        answers,
    }
}

fn assess(fields: &[(&str, &str)], readings: &[String]) -> Assessment {
    let pack = RulePack::current();
    let content = draft(fields, readings).complete(pack, day());
    content.unwrap().assess(pack, day())
}

fn find<'a>(assessment: &'a Assessment, subject: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|found| found.subject == subject).unwrap()
}

fn verdict(assessment: &Assessment, subject: &str) -> Verdict {
    find(assessment, subject).verdict
}

/// A figure of a finding among what was measured.
fn figure<'a>(assessment: &'a Assessment, subject: &str, code: &str) -> Option<&'a str> {
    let figures = find(assessment, subject).figures.as_ref()?;
    figures.measured.value(code)
}

/// The limits of a finding, as text.
fn limits(assessment: &Assessment, subject: &str) -> Vec<String> {
    let figures = find(assessment, subject).figures.as_ref().unwrap();
    let limits = figures.limits.iter();
    limits.map(|limit| limit.within.value.to_string()).collect()
}

/// So many packages of one amount, then others.
fn sample(of: usize, amount: &str, others: &[&str]) -> Vec<String> {
    let same = vec![amount.to_owned(); of].into_iter();
    same.chain(others.iter().map(|other| (*other).to_owned()))
        .collect()
}

/// Every band of R 87 and its other quantities: nominal, T by hand, and a step.
/// A lot of one is measured whole, so none may be short by more than T.
#[test]
fn every_band_tells_t_and_twice_t_apart_by_a_step() {
    for (unit, nominal, t, on, below, twice, beyond) in [
        // 9 % of 40 g.
        ("g", "40", "3.6", "36.4", "36.39", "32.8", "32.79"),
        ("g", "75", "4.5", "70.5", "70.49", "66", "65.99"),
        // 4.5 % of 150 mL is 6.75, up to 0.1.
        ("mL", "150", "6.8", "143.2", "143.19", "136.4", "136.39"),
        ("g", "250", "9", "241", "240.99", "232", "231.99"),
        ("mL", "400", "12", "388", "387.99", "376", "375.99"),
        ("g", "750", "15", "735", "734.99", "720", "719.99"),
        // 1.5 % of 1250 g is 18.75, up to 1.
        ("g", "1250", "19", "1231", "1230.9", "1212", "1211.9"),
        ("kg", "12", "150", "11.85", "11.849", "11.7", "11.699"),
        ("L", "20", "200", "19.8", "19.799", "19.6", "19.599"),
        ("kg", "60", "600", "59.4", "59.399", "58.8", "58.799"),
        ("m", "10", "0.2", "9.8", "9.79", "9.6", "9.59"),
        ("m²", "10", "0.3", "9.7", "9.69", "9.4", "9.39"),
        // 1 % of 150 is 1.5, up to a whole piece.
        ("cái", "150", "2", "148", "147", "146", "145"),
    ] {
        let fields = [
            ("nominal_unit", unit),
            ("nominal", nominal),
            ("reading_unit", unit),
            ("lot_size", "1"),
        ];
        let counts = |content: &str| {
            let found = assess(&fields, &sample(1, content, &[]));
            let count = |code| figure(&found, "sample.short", code).unwrap().to_owned();
            assert_eq!(count("t"), t, "{nominal} {unit}");
            let verdicts = ["sample.short", "sample.far_short"];
            let verdicts = verdicts.map(|subject| verdict(&found, subject));
            ((count("t1"), count("t2")), verdicts)
        };
        let none = ("0".to_owned(), "0".to_owned());
        let conforming = [Verdict::Conforming; 2];
        assert_eq!(counts(on), (none, conforming), "{nominal} {unit}");
        let one = ("1".to_owned(), "0".to_owned());
        let short = [Verdict::NonConforming, Verdict::Conforming];
        assert_eq!(counts(below), (one.clone(), short), "{nominal} {unit}");
        assert_eq!(counts(twice), (one, short), "{nominal} {unit}");
        let far = ("0".to_owned(), "1".to_owned());
        let both = [Verdict::NonConforming; 2];
        assert_eq!(counts(beyond), (far, both), "{nominal} {unit}");
    }
}

/// Lengths up to 5 m and counts up to 50 may lack nothing at all.
#[test]
fn where_nothing_may_be_lacking_the_least_shortage_is_beyond_twice_t() {
    for (unit, nominal, short) in [("m", "5", "4.999"), ("cái", "50", "49")] {
        let fields = [
            ("nominal_unit", unit),
            ("nominal", nominal),
            ("reading_unit", unit),
            ("lot_size", "1"),
        ];
        let whole = assess(&fields, &sample(1, nominal, &[]));
        assert_eq!(whole.verdict, Verdict::Conforming);
        let lacking = assess(&fields, &sample(1, short, &[]));
        assert_eq!(figure(&lacking, "sample.short", "t"), Some("0"));
        assert_eq!(
            verdict(&lacking, "sample.far_short"),
            Verdict::NonConforming
        );
    }
}

/// 2.5 % of 50 is 1.25; the mean must reach Qn, whatever s is.
#[test]
fn of_a_lot_of_fifty_one_may_be_short_and_the_mean_must_hold() {
    let one = assess(&[], &sample(49, "1001", &["984"]));
    assert_eq!(one.verdict, Verdict::Conforming);
    assert_eq!(limits(&one, "sample.short"), ["1"]);
    assert_eq!(limits(&one, "sample.mean"), ["0"]);
    let two = assess(&[], &sample(48, "1002", &["984", "984"]));
    assert_eq!(verdict(&two, "sample.mean"), Verdict::Conforming);
    assert_eq!(verdict(&two, "sample.short"), Verdict::NonConforming);
    assert_eq!(two.verdict, Verdict::NonConforming);
    // 49 × 0.1 − 4.9 = 0 and 49 × 0.1 − 5 = −0.1.
    let on = assess(&[], &sample(49, "1000.1", &["995.1"]));
    assert_eq!(on.verdict, Verdict::Conforming);
    let below = assess(&[], &sample(49, "1000.1", &["995"]));
    assert_eq!(verdict(&below, "sample.mean"), Verdict::NonConforming);
    let mean = find(&below, "sample.mean").figures.as_ref().unwrap();
    assert_eq!(mean.error.value.to_string(), "-0.002");
    let far = assess(&[], &sample(49, "1002", &["969"]));
    assert_eq!(verdict(&far, "sample.far_short"), Verdict::NonConforming);
    assert_eq!(far.verdict, Verdict::NonConforming);
}

#[test]
fn the_items_say_what_the_figures_say_with_their_basis_and_mark() {
    let found = assess(&[("lot_size", "100")], &sample(50, "1000", &[]));
    for (item, subject) in [
        ("DGS-04", "sample.size"),
        ("DGS-05", "sample.mean"),
        ("DGS-06", "sample.short"),
        ("DGS-07", "sample.far_short"),
    ] {
        assert_eq!(verdict(&found, item), verdict(&found, subject));
        assert_eq!(find(&found, item).severity, find(&found, subject).severity);
        assert_eq!(find(&found, item).evidence, Evidence::Memory);
    }
    let basis = find(&found, "DGS-06").basis.as_deref().unwrap();
    assert!(basis.contains("Phụ lục III") && basis.contains("Phụ lục IV"));
    // The mean of a lot measured whole rests on the text of the circular alone.
    let whole = assess(&[], &sample(50, "1000", &[]));
    assert_eq!(find(&whole, "DGS-05").evidence, Evidence::Found);
    let untested = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };
    let empty = assess(&[], &[]);
    assert_eq!(
        (empty.verdict, verdict(&empty, "DGS-07")),
        (untested, untested)
    );
}

/// T = 15 g: one package short by 16 g and one by 31 g are told by their rows;
/// they are observations, and the counts decide.
#[test]
fn short_packages_are_told_by_their_rows() {
    let found = assess(&[], &sample(48, "1002", &["984", "969"]));
    assert_eq!(limits(&found, "sample.49"), ["15"]);
    assert_eq!(limits(&found, "sample.50"), ["15", "30"]);
    assert!(
        found
            .findings
            .iter()
            .all(|finding| finding.subject != "sample.1")
    );
    let figures = find(&found, "sample.49").figures.as_ref().unwrap();
    assert_eq!(figures.error.value.to_string(), "-16");
    assert_eq!(find(&found, "sample.49").severity, crate::Severity::Info);
}

/// Deviations ±3.5 twice: s² = 49 / 49 = 1.
#[test]
fn figures_run_while_readings_are_typed() {
    let mut check = draft(&[("lot_size", ""), ("test", "")], &[]);
    assert_eq!(live_readings(RulePack::current(), &check, day()), []);
    for (row, text) in [("1", "1003,5"), ("2", "996.5"), ("3", "984"), ("4", "x")] {
        check
            .answers
            .insert(format!("reading.{row}"), text.to_owned());
    }
    let live =
        |check: &CheckDraft| Assessment::of(live_readings(RulePack::current(), check, day()));
    let found = live(&check);
    // Errors 3.5, −3.5, −16: mean −16/3; s² = (280.5 − 256/3) / 2.
    assert_eq!(figure(&found, "sample.mean", "mean"), Some("994.666666667"));
    assert_eq!(figure(&found, "sample.mean", "n"), Some("3"));
    assert_eq!(figure(&found, "sample.mean", "s"), Some("9.878427675"));
    assert_eq!(figure(&found, "sample.short", "t1"), Some("1"));
    assert_eq!(verdict(&found, "sample.mean"), GAP);
    assert!(
        limits(&found, "sample.mean").is_empty(),
        "no plan is known yet"
    );
    check
        .answers
        .insert("lot_size".to_owned(), "500".to_owned());
    check
        .answers
        .insert("test".to_owned(), "non_destructive".to_owned());
    let found = live(&check);
    assert_eq!(limits(&found, "sample.size"), ["50", "500"]);
    assert_eq!(figure(&found, "sample.mean", "k"), Some("0.379"));
    // 0.379 × 9.878427675 = 3.743924089.
    assert_eq!(limits(&found, "sample.mean"), ["3.743924089"]);
    assert_eq!(limits(&found, "sample.short"), ["3"]);
    let items = live_items(RulePack::current(), &check, day());
    assert!(items.contains(&("DGS-05", Some(GAP))));
}
