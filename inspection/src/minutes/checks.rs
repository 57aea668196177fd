//! Checks as minutes name them, and their checklists as tables.

use super::source::Source;
use super::{Block, Row, Table, wording};
use crate::assessment::Finding;
use crate::check::{Check, CheckKind};
use crate::form::{Content, check_sections};
use crate::rules::Item;

/// Checks that stand beside each other in one table of A4.
const MOST_BESIDE: usize = 10;

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
    let told_by = told_by(source, check);
    let parts = std::iter::once(full_name(source, check)).chain(told_by);
    parts.collect::<Vec<_>>().join(", ")
}

fn full_name(source: &Source<'_>, check: &Check) -> String {
    match check.content.kind {
        CheckKind::Label => wording::label_of(&kind_name(source, check)),
        CheckKind::Quality => wording::quality_of(&kind_name(source, check)),
        CheckKind::Instrument | CheckKind::Quantity => kind_name(source, check),
    }
}

/// What tells a check from others of its kind.
fn told_by(source: &Source<'_>, check: &Check) -> Vec<String> {
    let told = wording::TOLD_BY.iter().filter_map(|(code, before)| {
        let value = source.of_check(check, code)?;
        Some(format!("{before}{value}"))
    });
    told.collect()
}

/// The checklists of checks, for the items wanted: code, text, result. Checks
/// of one kind stand beside each other in one table, so that a list is printed
/// once; the others below each other. What the pack does not name is shown by
/// its code.
pub(super) fn lists(
    source: &Source<'_>,
    checks: &[&Check],
    wanted: &dyn Fn(&str) -> bool,
) -> Vec<Block> {
    let mut kinds: Vec<Vec<&Check>> = Vec::new();
    for check in checks {
        let of = |check: &Check| (check.content.kind, check.content.subject.clone());
        match kinds.iter_mut().find(|kind| of(kind[0]) == of(check)) {
            Some(kind) => kind.push(check),
            None => kinds.push(vec![check]),
        }
    }
    let mut blocks = Vec::new();
    let mut alone = Vec::new();
    for kind in &kinds {
        if let [check] = kind.as_slice() {
            let found = items(source, check, wanted);
            if !found.is_empty() {
                alone.push(Row::Group(label(source, check)));
                let told = found.into_iter().map(|item| Row::Cells(item.to_vec()));
                alone.extend(told);
            }
        } else {
            blocks.extend(beside(source, kind, wanted));
        }
    }
    if !alone.is_empty() {
        let columns = wording::ITEM_COLUMNS.map(str::to_owned).to_vec();
        let rows = alone;
        blocks.insert(0, Table::below(columns, rows));
    }
    blocks
}

/// The list of checks of one kind, each with a column of its own; as many
/// tables as the width of a page asks for.
fn beside(source: &Source<'_>, kind: &[&Check], wanted: &dyn Fn(&str) -> bool) -> Vec<Block> {
    let tables = kind.len().div_ceil(MOST_BESIDE);
    let mut first = 1;
    let mut blocks = Vec::new();
    for checks in kind.chunks(kind.len().div_ceil(tables)) {
        let numbers: Vec<_> = (first..).take(checks.len()).map(wording::column).collect();
        first += checks.len();
        let answers: Vec<_> = checks.iter().map(|it| items(source, it, wanted)).collect();
        let rows = side_by_side(&answers);
        if rows.is_empty() {
            continue;
        }
        let named = numbers.iter().zip(checks).map(|(number, check)| {
            let told_by = told_by(source, check).join(", ");
            format!("{number} {told_by}").trim_end().to_owned()
        });
        let named: Vec<_> = named.collect();
        let title = wording::columns_of(&full_name(source, kind[0]), &named.join("; "));
        let [code, text, _] = wording::ITEM_COLUMNS.map(str::to_owned);
        blocks.push(Block::Table(Table {
            columns: [code, text].into_iter().chain(numbers).collect(),
            rows: std::iter::once(Row::Group(title)).chain(rows).collect(),
            beside: true,
        }));
    }
    if !blocks.is_empty() {
        blocks.push(Block::Text(wording::marks_mean()));
    }
    blocks
}

/// One row an item, in the order in which they first come; a check that is not
/// asked it has a dash.
fn side_by_side(answers: &[Vec<[String; 3]>]) -> Vec<Row> {
    let mut items: Vec<[&str; 2]> = Vec::new();
    for [code, text, _] in answers.iter().flatten() {
        if !items.iter().any(|[known, _]| known == code) {
            items.push([code, text]);
        }
    }
    let row = |[code, text]: [&str; 2]| {
        let results = answers.iter().map(|of| {
            let mut of = of.iter();
            let found = of.find(|[known, ..]| known == code);
            let result = found.map_or(wording::NONE, |[.., result]| result);
            wording::mark(result).to_owned()
        });
        let named = [code, text].map(str::to_owned).into_iter();
        Row::Cells(named.chain(results).collect())
    };
    items.into_iter().map(row).collect()
}

/// Code, text and result of every item wanted.
fn items(source: &Source<'_>, check: &Check, wanted: &dyn Fn(&str) -> bool) -> Vec<[String; 3]> {
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
                rows.push([code, &item.name.vi, &result(check, item)].map(str::to_owned));
            }
            seen.push(code);
        }
    }
    let others = content.items.iter();
    let others = others.filter(|it| !seen.contains(&it.code.as_str()) && wanted(&it.code));
    let unknown = |code: &str, answer| [code, code, wording::response(answer)].map(str::to_owned);
    rows.extend(others.map(|it| unknown(&it.code, it.answer)));
    rows
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
