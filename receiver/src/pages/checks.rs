//! One check of an inspection: identity, checklist, readings. Labels and items
//! come from the rule pack's form; what the pack does not name is shown by its
//! code, so that nothing of the document is left out.

use inspection::{
    Answered, Check, CheckContent, CheckKind, Content, Discrepancy, Field, FieldType, Inspection,
    Item, ItemAnswer, PackField, Recorded, RulePack, Section, Series, check_sections, observations,
};
use maud::{Markup, html};

use super::findings::{self, Finder};
use super::frame::{self, fact, headings};
use super::spoken::{language, named, say};
use crate::wording;

/// Draws every check.
pub(super) fn draw(inspection: &Inspection, discrepancies: &[Discrepancy]) -> Markup {
    let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
    html! {
        @let together = observations(inspection, pack);
        (findings::table(say(wording::record::TOGETHER), &together.iter().collect::<Vec<_>>()))
        @for check in &inspection.checks {
            (draw_check(pack, inspection, check))
            @for discrepancy in discrepancies {
                @if let Discrepancy::OtherAssessment { check: id, found } = discrepancy {
                    @if *id == check.id { (findings::office(check.id.0, found)) }
                }
            }
        }
    }
}

fn draw_check(pack: &RulePack, inspection: &Inspection, check: &Check) -> Markup {
    let content = &check.content;
    let sections = check_sections(pack, content.kind, &content.subject);
    let mut finder = Finder::new(&check.assessment.findings);
    let mut left: Vec<&Answered> = content.items.iter().collect();
    let title = wording::check_title(language(), check.id.0, content.kind, name(pack, content));
    let lists: Vec<_> = sections
        .iter()
        .filter_map(|section| list(section, inspection, &mut left, &mut finder))
        .collect();
    html! {
        section.check data-check=(check.id) {
            h2 { (title) }
            p { (say(wording::record::VERDICT)) ": " (frame::verdict("check", check.assessment.verdict)) }
            (frame::facts(&identity(content, &sections)))
            @for list in lists { (list) }
            (others(&left, &mut finder))
            @for series in &content.series { (readings(series, &sections, &mut finder)) }
            (findings::table(say(wording::record::OTHER_FINDINGS), &finder.rest()))
        }
    }
}

/// One checklist of the form, with the document's answers.
fn list(
    section: &Section<'_>,
    inspection: &Inspection,
    left: &mut Vec<&Answered>,
    finder: &mut Finder<'_>,
) -> Option<Markup> {
    let Content::Items { title, items } = &section.content else {
        return None;
    };
    let rows: Vec<_> = items
        .iter()
        .map(|item| {
            let code = item.name.code.as_str();
            let place = left.iter().position(|answered| answered.code == code);
            let answered = place.map(|place| left.remove(place));
            row(item, inspection, answered, finder)
        })
        .collect();
    Some(html! {
        h3 { (named(title)) }
        div.scroll role="region" tabindex="0" aria-label=(named(title)) {
            table {
                (headings(&wording::record::ITEM_HEADINGS.map(say)))
                tbody { @for row in rows { (row) } }
            }
        }
    })
}

fn row(
    item: &Item,
    inspection: &Inspection,
    answered: Option<&Answered>,
    finder: &mut Finder<'_>,
) -> Markup {
    let code = item.name.code.as_str();
    let answer = match (answered, item.answer) {
        (Some(answered), _) => wording::response(language(), answered.answer),
        (None, ItemAnswer::Computed { .. }) => say(wording::record::COMPUTED),
        (None, _) => say(wording::record::UNANSWERED),
    };
    let finding = finder.take(code);
    let day = inspection.inspected_on;
    html! {
        tr data-item=(code) {
            td { code { (code) } }
            td { (named(&item.name)) }
            td {
                (answer)
                @if let Some(text) = answered.and_then(|answered| answered.text.as_deref()) {
                    ": " (text)
                }
            }
            td {
                @match finding {
                    Some(finding) => (findings::verdict(finding)),
                    None => (wording::NOTHING),
                }
            }
            td {
                @match finding {
                    Some(finding) => (findings::basis(finding.basis.as_deref(), finding.evidence)),
                    None => (findings::basis(item.basis_on(day), item.evidence_on(day))),
                }
            }
        }
    }
}

/// Answers to items that the pack does not name.
fn others(left: &[&Answered], finder: &mut Finder<'_>) -> Markup {
    html! {
        @if !left.is_empty() {
            h3 { (say(wording::record::OTHER_ITEMS)) }
            ul {
                @for answered in left {
                    li {
                        code { (answered.code) } ": " (wording::response(language(), answered.answer))
                        @if let Some(finding) = finder.take(&answered.code) {
                            " · " (findings::verdict(finding))
                        }
                    }
                }
            }
        }
    }
}

/// The readings of one trial, and what its rows give together.
fn readings(series: &Series, sections: &[Section<'_>], finder: &mut Finder<'_>) -> Markup {
    let trial = sections.iter().find_map(|section| match section.content {
        Content::Readings { trial, .. } if trial.name.code == series.trial => Some(trial),
        _ => None,
    });
    let title = trial.map_or(series.trial.as_str(), |trial| named(&trial.name));
    let columns = columns(series, sections);
    let codes: Vec<_> = columns.iter().map(|(code, _)| *code).collect();
    let headed = columns.iter().map(|(_, name)| *name);
    let names = std::iter::once(say(wording::record::READING_NUMBER))
        .chain(headed)
        .chain(wording::record::READING_HEADINGS.map(say));
    html! {
        h3 { (title) }
        div.scroll role="region" tabindex="0" aria-label=(title) {
            table {
                (headings(&names.collect::<Vec<_>>()))
                tbody {
                    @for (number, reading) in (1_usize..).zip(&series.rows) {
                        @let subject = format!("{}.{number}", series.trial);
                        (findings::reading(&subject, number, reading, &codes, finder))
                    }
                }
            }
        }
    }
}

/// Codes and names of what was measured: the form's, then what the document
/// holds beyond them, by its code.
fn columns<'a>(series: &'a Series, sections: &'a [Section<'_>]) -> Vec<(&'a str, &'a str)> {
    let mut columns = Vec::new();
    for section in sections {
        if let Content::Readings { trial, fields } = &section.content
            && trial.name.code == series.trial
        {
            let names = fields.iter().map(|field| &field.row.name);
            columns.extend(names.map(|name| (name.code.as_str(), named(name))));
        }
    }
    let recorded = series.rows.iter().flat_map(|reading| &reading.0.0);
    for Recorded { code, .. } in recorded {
        if !columns.iter().any(|(known, _)| known == code) {
            columns.push((code, code));
        }
    }
    columns
}

/// What was entered into the pack's fields, then what the document holds
/// beyond them.
fn identity(content: &CheckContent, sections: &[Section<'_>]) -> Vec<(String, Markup)> {
    let mut left: Vec<&Recorded> = content.fields.0.iter().collect();
    let mut facts: Vec<_> = sections
        .iter()
        .flat_map(fields)
        .filter(|field| !field.row.retired || content.fields.value(&field.row.name.code).is_some())
        .map(|field| {
            let name = &field.row.name;
            let place = left.iter().position(|recorded| recorded.code == name.code);
            let value = place.map(|place| worded(field.row, left.remove(place)));
            fact(
                named(name),
                value.unwrap_or_else(|| say(wording::record::NOT_NOTED).to_owned()),
            )
        })
        .collect();
    let beyond = left.into_iter();
    facts.extend(beyond.map(|recorded| fact(&recorded.code, with_unit(&recorded.value, recorded))));
    facts
}

/// What was recorded, as people write it.
pub(super) fn worded(field: &PackField, recorded: &Recorded) -> String {
    let value = recorded.value.as_str();
    match field.kind {
        FieldType::Choice => {
            let mut choices = field.choices_on(None);
            let choice = choices.find(|choice| choice.code == value);
            choice.map_or(value, named).to_owned()
        }
        FieldType::Date | FieldType::DateOrMonth => {
            let day = value.parse().map(wording::day);
            day.unwrap_or_else(|_| value.to_owned())
        }
        FieldType::Decimal | FieldType::Count => wording::recorded(recorded),
        FieldType::Text | FieldType::LongText | FieldType::Check => with_unit(value, recorded),
    }
}

fn with_unit(value: &str, recorded: &Recorded) -> String {
    match &recorded.unit {
        Some(unit) => format!("{value} {unit}"),
        None => value.to_owned(),
    }
}

fn fields<'pack, 'form>(section: &'form Section<'pack>) -> &'form [Field<'pack>] {
    match &section.content {
        Content::Fields(fields) => fields,
        Content::Items { .. } | Content::Rows { .. } | Content::Readings { .. } => &[],
    }
}

/// Name of the kind of instrument or group of goods; its code where the pack
/// has none.
pub(super) fn name<'a>(pack: &'a RulePack, content: &'a CheckContent) -> &'a str {
    let code = content.subject.as_str();
    let known = match content.kind {
        CheckKind::Instrument => pack.instrument_kind(code).map(|kind| &kind.name),
        CheckKind::Quantity => pack.quantity_kind(code).map(|kind| &kind.name),
        CheckKind::Label | CheckKind::Quality => pack.goods_kind(code).map(|kind| &kind.name),
    };
    known.map_or(code, named)
}

#[cfg(test)]
mod tests;
