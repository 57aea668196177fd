//! Goods, their labels and papers. The samples taken of them are `samples`'.

use super::source::{DOTS, Source, dotted};
use super::{Block, Row, Table, checks as of_checks, measured, samples, wording};
use crate::check::{Check, CheckKind};
use crate::rules::MinutesPart;

/// Labels and quality: what the minutes of goods are of.
pub(super) fn checks<'a>(source: &Source<'a>) -> Vec<&'a Check> {
    measured::of_kinds(source, &[CheckKind::Label, CheckKind::Quality])
}

/// The goods, each once: label and quality of one product are one line.
pub(super) fn table(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let mut goods: Vec<Vec<&Check>> = Vec::new();
    for check in checks(source) {
        let content = &check.content;
        let same = |seen: &&mut Vec<&Check>| {
            let first = &seen[0].content;
            let equal = |code| first.fields.value(code) == content.fields.value(code);
            first.subject == content.subject && equal("product") && equal("brand")
        };
        match goods.iter_mut().find(same) {
            Some(seen) => seen.push(check),
            None => goods.push(vec![check]),
        }
    }
    let rows = (1_usize..).zip(&goods).map(|(number, checks)| {
        let one = |code: &str| checks.iter().find_map(|check| source.of_check(check, code));
        Row::Cells(vec![
            number.to_string(),
            dotted(one("product")),
            dotted(one("brand")),
            dotted(joined([one("lot"), one("produced"), one("expires")])),
            dotted(one("maker")),
            dotted(one("origin")),
            dotted(joined([one("quantity"), one("stock"), None])),
            dotted(joined([one("unit_price"), one("value"), None])),
        ])
    });
    one_table(row, rows.collect())
}

/// The items of every label.
pub(super) fn labels(source: &Source<'_>) -> Vec<Block> {
    let labels = measured::of_kinds(source, &[CheckKind::Label]);
    or_none(of_checks::lists(source, &labels, &|_| true))
}

/// The items of quality that no part of the form takes for itself.
pub(super) fn conformity(source: &Source<'_>) -> Vec<Block> {
    let quality = measured::of_kinds(source, &[CheckKind::Quality]);
    let parts = &source.form.parts;
    let elsewhere = |item: &str| {
        parts
            .iter()
            .any(|part| part.items.iter().any(|it| it == item))
    };
    let mut blocks = of_checks::lists(source, &quality, &|item| !elsewhere(item));
    let papers = ["barcode", "standard_no", "certificate_no"];
    blocks.extend(lines(source, &papers));
    or_none(blocks)
}

/// The items of a part, and the number of the invoice.
pub(super) fn invoices(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let mut blocks = items(source, row);
    blocks.extend(lines(source, &["invoice_no"]));
    if blocks.is_empty() {
        vec![Block::Text(DOTS.to_owned())]
    } else {
        blocks
    }
}

/// The items of a part, and whether samples were taken.
pub(super) fn appearance(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let mut blocks = items(source, row);
    blocks.push(Block::Text(samples::taken(source)));
    blocks
}

fn items(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let wanted = |item: &str| row.items.iter().any(|it| it == item);
    of_checks::lists(source, &checks(source), &wanted)
}

/// Fields of the goods as a list, each under its product.
fn lines(source: &Source<'_>, codes: &[&str]) -> Option<Block> {
    let mut lines = Vec::new();
    for check in checks(source) {
        let rows = source.fields_of(check);
        let fields = check.content.fields.0.iter();
        let wanted = fields.filter(|field| codes.contains(&field.code.as_str()));
        let facts: Vec<_> = wanted
            .map(|field| super::source::fact_of(field, &rows))
            .collect();
        if !facts.is_empty() {
            let label = of_checks::label(source, check);
            lines.push(format!("{label}: {}", measured::joined(&facts)));
        }
    }
    (!lines.is_empty()).then_some(Block::List(lines))
}

pub(super) fn one_table(row: &MinutesPart, mut rows: Vec<Row>) -> Vec<Block> {
    let columns = row.columns.clone();
    if rows.is_empty() {
        rows.push(Row::Cells(
            columns.iter().map(|_| DOTS.to_owned()).collect(),
        ));
    }
    vec![Table::below(columns, rows)]
}

fn or_none(blocks: Vec<Block>) -> Vec<Block> {
    if blocks.is_empty() {
        vec![Block::Text(wording::NOTHING_CHECKED.to_owned())]
    } else {
        blocks
    }
}

/// What is there of several, in one cell.
pub(super) fn joined(parts: [Option<String>; 3]) -> Option<String> {
    let there: Vec<_> = parts.into_iter().flatten().collect();
    (!there.is_empty()).then(|| there.join("; "))
}
