//! What things are called on the screen: checks, places of gaps, and what is
//! wrong there. The names come from the rule pack.

use inspection::{CheckKind, GapReason, Place, RulePack, Section, check_sections};
use inspection::{Content, WithoutChecks, closing_sections, visit_sections};

use crate::state::OpenDraft;
use crate::wording::{Language, fill};

/// The name of a check by its kind and subject.
pub(crate) fn check_name(language: Language, kind: CheckKind, subject: &str) -> String {
    let pack = RulePack::current();
    let words = language.words();
    let (frame, name) = match kind {
        CheckKind::Instrument => (
            words.check_instrument,
            pack.instrument_kind(subject).map(|known| &known.name),
        ),
        CheckKind::Label => (
            words.check_label,
            pack.goods_kind(subject).map(|known| &known.name),
        ),
        CheckKind::Quality => (
            words.check_quality,
            pack.goods_kind(subject).map(|known| &known.name),
        ),
        CheckKind::Quantity => (
            words.check_quantity,
            pack.quantity_kind(subject).map(|known| &known.name),
        ),
    };
    fill(frame, name.map_or(subject, |name| language.term(name)))
}

/// What is wrong with a field, in words.
pub(crate) fn gap_sentence(language: Language, reason: &GapReason, unit: &str) -> String {
    let words = language.words();
    let plain = match reason {
        GapReason::Missing => words.gap_missing,
        GapReason::NotANumber => words.gap_not_a_number,
        GapReason::Negative => words.gap_negative,
        GapReason::Zero => words.gap_zero,
        GapReason::TooLarge { limit } => {
            let limit = format!("{} {unit}", language.number(limit));
            return fill(words.gap_too_large, limit.trim_end());
        }
        GapReason::TooSmall { limit } => {
            let limit = format!("{} {unit}", language.number(limit));
            return fill(words.gap_too_small, limit.trim_end());
        }
        GapReason::LessThan { limit } => {
            let limit = format!("{} {unit}", language.number(limit));
            return fill(words.gap_less_than, limit.trim_end());
        }
        GapReason::NotWith { field } => {
            return fill(words.gap_not_with, &quantity_field(language, field));
        }
        GapReason::Twice => words.gap_twice,
        GapReason::NotACount => words.gap_not_a_count,
        GapReason::NotADate => words.gap_not_a_date,
        GapReason::BeforeYear2000 => words.gap_before_2000,
        GapReason::InTheFuture => words.gap_future,
        GapReason::UnknownChoice => words.gap_unknown_choice,
        GapReason::TooLong { limit } => return fill(words.gap_too_long, &limit.to_string()),
        GapReason::NoCheck => words.gap_no_check,
        GapReason::HasChecks => words.gap_has_checks,
        GapReason::NotOnThatDay => words.gap_not_on_that_day,
        GapReason::BasisNeeded => words.gap_basis_needed,
        GapReason::SignatureVoid => words.gap_signature_void,
    };
    plain.to_owned()
}

/// What a field of the kinds of quantity is called.
fn quantity_field(language: Language, code: &str) -> String {
    let kinds = RulePack::current().quantity_kinds.iter();
    let mut fields = kinds.flat_map(|kind| {
        let rows = kind.trials.iter().flat_map(|trial| &trial.fields);
        kind.fields.iter().chain(rows)
    });
    let named = fields.find(|field| field.name.code == code);
    named.map_or_else(
        || code.to_owned(),
        |field| language.term(&field.name).to_owned(),
    )
}

/// What the field at a place is called.
pub(crate) fn field_name(language: Language, draft: OpenDraft, place: &Place) -> String {
    let pack = draft.pack();
    let sections = match place.check.and_then(|id| draft.check(id)) {
        Some(check) => check
            .draft
            .with_untracked(|check| check_sections(pack, check.kind, &check.subject)),
        None => [visit_sections(pack), closing_sections(pack)].concat(),
    };
    let (code, row) = match place.field.split_once('.') {
        Some((code, row)) => (code, Some(row)),
        None => (place.field.as_str(), None),
    };
    let name = sections
        .iter()
        .find_map(|section| name_in(language, section, code));
    match (name, row) {
        (Some(name), Some(row)) if place.check.is_none() => {
            fill(&fill(language.words().list_field, name), row)
        }
        (Some(name), Some(row)) => fill(&fill(language.words().reading_field, name), row),
        (Some(name), None) => name.to_owned(),
        (None, Some(row)) => {
            let name = ["signed_name", row].join(".");
            let name = draft.head.with(|head| head.answers.get(&name).cloned());
            fill(language.words().signature_of, &name.unwrap_or_default())
        }
        (None, None) => language.words().add_check.to_owned(),
    }
}

/// Where a gap is mended: the part's code, as `open-part` names it.
pub(crate) fn part_of(place: &Place) -> String {
    match place.check {
        Some(check) => format!("check-{check}"),
        None if is_asked_at_the_end(&place.field) => "closing".to_owned(),
        None => "visit".to_owned(),
    }
}

/// Whether a field of the visit stands on the page that closes it.
pub(crate) fn is_asked_at_the_end(field: &str) -> bool {
    field == "checks" || RulePack::current().asks_at_the_end(field)
}

fn name_in<'pack>(language: Language, section: &Section<'pack>, code: &str) -> Option<&'pack str> {
    match &section.content {
        Content::Fields(fields)
        | Content::Rows { fields, .. }
        | Content::Readings { fields, .. } => fields
            .iter()
            .find(|field| field.row.name.code == code)
            .map(|field| language.term(&field.row.name)),
        Content::Items { items, .. } => items
            .iter()
            .find(|item| item.name.code == code)
            .map(|item| language.term(&item.name)),
    }
}

/// What a kind of establishment is called; its code where the pack has none.
pub(crate) fn kind_name(language: Language, code: &str) -> &str {
    let mut kinds = RulePack::current().establishment_kinds.iter();
    let kind = kinds.find(|kind| kind.name.code == code);
    kind.map_or(code, |kind| language.term(&kind.name))
}

/// Why nothing was looked at, as the pack calls it.
pub(crate) fn without(language: Language, reason: WithoutChecks) -> &'static str {
    let fields = RulePack::current().visit_fields.iter();
    let mut choices = fields
        .filter(|field| field.name.code == "without_checks")
        .flat_map(|field| &field.choices);
    let named = choices.find(|choice| choice.name.code == reason.code());
    named.map_or("", |choice| language.term(&choice.name))
}
