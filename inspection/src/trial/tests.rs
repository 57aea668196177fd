//! Whatever can be typed into rows comes out as figures that a document holds.
//! What each rule says of them is in the files of this folder.

mod class;
mod properties;
mod repeated;
mod scales;

mod standards;
mod volumes;

use super::*;
use crate::assessment::{Assessment, Doubt};
use crate::gap::GapReason;
use crate::rules::FieldType;
use crate::{CheckContent, CheckDraft, CheckId, CheckKind, ItemAnswer};

/// An answer to a field, every number the finest that is read.
fn finest(row: &PackField) -> String {
    match row.kind {
        FieldType::Choice => row.choices[0].name.code.clone(),
        FieldType::Decimal => match row.name.code.as_str() {
            "max" => "20",
            "max_2" => "21",
            "max_3" => "22",
            "e_2" => "0.223456789",
            "e_3" => "0.323456789",
            _ => "0.123456789",
        }
        .to_owned(),
        FieldType::Count | FieldType::Check => "1".to_owned(),
        FieldType::Date | FieldType::DateOrMonth => "20/11/2026".to_owned(),
        FieldType::Text | FieldType::LongText => "A".to_owned(),
    }
}

/// Answers to everything a kind asks.
fn answers(pack: &RulePack, kind: &MeasuredKind) -> Answers {
    let mut answers = Answers::new();
    for row in &kind.fields {
        answers.insert(row.name.code.clone(), finest(row));
    }
    for item in pack.items(&kind.lists) {
        let text = match item.answer {
            ItemAnswer::Conform => "conform",
            ItemAnswer::Flag => "no",
            ItemAnswer::Record | ItemAnswer::Computed { .. } => continue,
        };
        answers.insert(item.name.code.clone(), text.to_owned());
    }
    for row in kind.trials.iter().flat_map(|trial| &trial.fields) {
        answers.insert(format!("{}.1", row.name.code), finest(row));
    }
    answers
}

/// A check with its papers in order, every item answered, and these answers.
fn check(subject: &str, typed: &[(&str, &str)]) -> CheckDraft {
    let pack = RulePack::current();
    let kind = pack.instrument_kind(subject).unwrap();
    let papers = [
        ("model", "M"),
        ("serial", "S"),
        ("valid_until_on_sticker", "31/12/2026"),
        ("seal_state", "intact"),
        ("dispenser_no", "1"),
        ("totaliser", "5"),
        ("fuel_grade", "RON 95"),
        ("unit_price", "20000"),
        ("printer_works", "yes"),
    ];
    let mut answers: Answers = [&papers[..], typed]
        .concat()
        .iter()
        .map(|(code, text)| ((*code).to_owned(), (*text).to_owned()))
        .collect();
    for item in pack.items(&kind.lists) {
        if item.answer == ItemAnswer::Conform {
            answers.insert(item.name.code.clone(), "conform".to_owned());
        }
    }
    CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Instrument,
        subject: subject.to_owned(),
        answers,
    }
}

fn day() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 20).unwrap()
}

fn assess(subject: &str, typed: &[(&str, &str)]) -> Assessment {
    let pack = RulePack::current();
    let content = check(subject, typed).complete(pack, day()).unwrap();
    content.assess(pack, day())
}

fn find<'a>(assessment: &'a Assessment, subject: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|found| found.subject == subject).unwrap()
}

fn verdict_on(subject: &str, typed: &[(&str, &str)], of: &str) -> Verdict {
    find(&assess(subject, typed), of).verdict
}

fn gaps(subject: &str, typed: &[(&str, &str)]) -> Vec<(String, GapReason)> {
    let gaps = check(subject, typed).complete(RulePack::current(), day());
    let gaps = gaps.err().unwrap_or_default().into_iter();
    gaps.map(|gap| (gap.place.field, gap.reason)).collect()
}

const fn doubt(doubt: Doubt) -> Verdict {
    Verdict::Inconclusive { doubt }
}

const DISPUTED: Verdict = doubt(Doubt::DisputedLimit);
const UNRESOLVED: Verdict = doubt(Doubt::BelowResolution);
const UNSUITABLE: Verdict = doubt(Doubt::UnsuitableStandard);
const BEGUN: Verdict = doubt(Doubt::Gap);

#[test]
fn whatever_decimals_were_typed_a_document_can_be_read_again() {
    let pack = RulePack::current();
    let day = NaiveDate::from_ymd_opt(2026, 11, 20).unwrap();
    let instruments = pack.instrument_kinds.iter();
    let instruments = instruments.map(|kind| (CheckKind::Instrument, kind));
    let quantities = pack.quantity_kinds.iter();
    let quantities = quantities.map(|kind| (CheckKind::Quantity, kind));
    for (kind, measured) in instruments.chain(quantities) {
        let draft = CheckDraft {
            id: CheckId(1),
            kind,
            subject: measured.name.code.clone(),
            answers: answers(pack, measured),
        };
        let content: CheckContent = draft.complete(pack, day).unwrap();
        let assessment = content.assess(pack, day);
        let text = serde_json::to_string(&assessment).unwrap();
        let read = serde_json::from_str(&text).map_err(|error| error.to_string());
        assert_eq!(read, Ok(assessment), "{}", draft.subject);
    }
}

#[test]
fn rows_are_found_by_the_fields_of_their_trial_in_the_order_of_their_numbers() {
    let pack = RulePack::current();
    let kind = pack.instrument_kind("fuel_dispenser").unwrap();
    let typed = [
        ("v_displayed.10", "5"),
        ("v_displayed.2", "5"),
        ("v_reference.2", "5"),
        ("v_displayed.3", " "),
        ("v_displayed.0", "5"),
        ("v_displayed.1000", "5"),
        ("load.1", "5"),
    ];
    let answers: Answers = typed
        .iter()
        .map(|(place, text)| ((*place).to_owned(), (*text).to_owned()))
        .collect();
    assert_eq!(
        rows_typed(&answers, &|code| has(&kind.trials[0], code)),
        [2, 10]
    );
}
