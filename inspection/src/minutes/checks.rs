//! Checks as minutes name them, and their checklists as tables.

use super::source::Source;
use super::{Block, Row, Table, wording};
use crate::assessment::Finding;
use crate::check::{Check, CheckKind};
use crate::form::{Content, check_sections};
use crate::rules::Item;

/// Name of the kind of instrument, goods or quantity; its code where the pack
/// has none.
pub(super) fn kind_name(source: &Source<'_>, check: &Check) -> String {
    let (pack, code) = (source.pack, check.content.subject.as_str());
    let known = match check.content.kind {
        CheckKind::Instrument => pack.instrument_kind(code).map(|kind| &kind.name),
        CheckKind::Quantity => pack.quantity_kind(code).map(|kind| &kind.name),
        CheckKind::Label | CheckKind::Quality => pack.goods_kind(code).map(|kind| &kind.name),
    };
    known.map_or(code, |name| name.vi.as_str()).to_owned()
}

/// What tells a check from the others: kind, then serial, nozzle or product.
pub(super) fn label(source: &Source<'_>, check: &Check) -> String {
    let mut label = match check.content.kind {
        CheckKind::Label => wording::label_of(&kind_name(source, check)),
        CheckKind::Quality => wording::quality_of(&kind_name(source, check)),
        CheckKind::Instrument | CheckKind::Quantity => kind_name(source, check),
    };
    for (code, before) in wording::TOLD_BY {
        if let Some(value) = source.of_check(check, code) {
            label.push_str(", ");
            label.push_str(before);
            label.push_str(&value);
        }
    }
    label
}

/// The checklists of checks as one table, for the items wanted: code, text,
/// result. What the pack does not name is shown by its code.
pub(super) fn lists(
    source: &Source<'_>,
    checks: &[&Check],
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Block> {
    let mut rows = Vec::new();
    for check in checks {
        let found = items(source, check, wanted);
        if !found.is_empty() {
            rows.push(Row::Group(label(source, check)));
            rows.extend(found);
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = wording::ITEM_COLUMNS.map(str::to_owned).to_vec();
    vec![Block::Table(Table { columns, rows })]
}

fn items(source: &Source<'_>, check: &Check, wanted: &dyn Fn(&str) -> bool) -> Vec<Row> {
    let content = &check.content;
    let sections = check_sections(source.pack, content.kind, &content.subject);
    let day = source.inspection.inspected_on;
    let mut rows = Vec::new();
    let mut seen = Vec::new();
    for section in &sections {
        let Content::Items { items, .. } = &section.content else {
            continue;
        };
        for item in items {
            let code = item.name.code.as_str();
            if item.is_asked(day, |field| content.fields.value(field)) && wanted(code) {
                rows.push(row(code, &item.name.vi, &result(check, item)));
            }
            seen.push(code);
        }
    }
    let others = content.items.iter();
    let others = others.filter(|it| !seen.contains(&it.code.as_str()) && wanted(&it.code));
    rows.extend(others.map(|it| row(&it.code, &it.code, wording::response(it.answer))));
    rows
}

fn row(code: &str, text: &str, result: &str) -> Row {
    Row::Cells([code, text, result].map(str::to_owned).to_vec())
}

/// What was answered or computed; an item without either was not looked at.
fn result(check: &Check, item: &Item) -> String {
    let code = item.name.code.as_str();
    let answered = check.content.items.iter().find(|it| it.code == code);
    let found = finding(check, code).map(|it| wording::verdict(it.verdict));
    match answered {
        Some(it) => match &it.text {
            Some(text) => text.clone(),
            None => wording::response(it.answer).to_owned(),
        },
        None => found.unwrap_or(wording::NOT_CHECKED).to_owned(),
    }
}

/// The finding on a subject.
pub(super) fn finding<'a>(check: &'a Check, subject: &str) -> Option<&'a Finding> {
    let mut findings = check.assessment.findings.iter();
    findings.find(|finding| finding.subject == subject)
}
