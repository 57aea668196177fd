//! Whatever can be typed into rows comes out as figures that a document holds.

use super::*;
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
        FieldType::Count => "1".to_owned(),
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
    assert_eq!(rows_typed(&answers, &kind.trials[0].fields), [2, 10]);
}
