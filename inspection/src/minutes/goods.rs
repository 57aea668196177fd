//! Goods, their labels and papers, and the samples taken of them.

use super::source::{DOTS, Source, dotted};
use super::{Block, Of, Row, Table, checks as of_checks, measured, wording};
use crate::check::{Check, CheckKind};
use crate::rules::MinutesPart;

/// One portion of a sample: to be tested, or kept.
pub(super) struct Portion<'a> {
    check: &'a Check,
    /// What it is for, where it is kept, and the field of its seal.
    of: &'static [&'static str; 3],
}

/// Labels and quality: what the minutes of goods are of.
pub(super) fn checks<'a>(source: &Source<'a>) -> Vec<&'a Check> {
    measured::of_kinds(source, &[CheckKind::Label, CheckKind::Quality])
}

fn sampled<'a>(source: &Source<'a>) -> Vec<&'a Check> {
    let checks = source.inspection.checks.iter();
    checks.filter(|check| check.content.is_sampled()).collect()
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
    let sampled = sampled(source);
    let taken = match sampled.as_slice() {
        [] => wording::NO_SAMPLE.to_owned(),
        [first, ..] => {
            let number = dotted(source.of_check(first, "sample_no"));
            wording::sampled(sampled.len(), &number)
        }
    };
    blocks.push(Block::Text(taken));
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

/// The samples, one line each.
pub(super) fn samples(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let rows = (1_usize..).zip(sampled(source)).map(|(number, check)| {
        let one = |code: &str| source.of_check(check, code);
        Row::Cells(vec![
            number.to_string(),
            dotted(joined([one("product"), one("brand"), None])),
            dotted(one("maker")),
            dotted(joined([one("lot"), one("produced"), one("expires")])),
            dotted(joined([one("quantity"), one("stock"), None])),
            dotted(one("unit_price")),
            dotted(one("sample_quantity")),
            of_checks::kind_name(source, check),
        ])
    });
    one_table(row, rows.collect())
}

/// Every portion of every sample with the number of its seal.
pub(super) fn division(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let rows = portions(source).into_iter().map(|portion| {
        let [what, kept, seal] = portion.of;
        let product = dotted(source.of_check(portion.check, "product"));
        Row::Cells(vec![
            format!("{product}: {what}"),
            (*kept).to_owned(),
            dotted(source.of_check(portion.check, seal)),
        ])
    });
    one_table(row, rows.collect())
}

/// One field of every sample, under its product.
pub(super) fn of_samples(source: &Source<'_>, code: &str) -> Vec<Block> {
    let lines = sampled(source).into_iter().map(|check| {
        let product = dotted(source.of_check(check, "product"));
        format!("{product}: {}", dotted(source.of_check(check, code)))
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        vec![Block::Text(DOTS.to_owned())]
    } else {
        vec![Block::List(lines)]
    }
}

/// The portions of all samples.
pub(super) fn portions<'a>(source: &Source<'a>) -> Vec<Portion<'a>> {
    let samples = sampled(source).into_iter();
    samples
        .flat_map(|check| {
            wording::PORTIONS
                .iter()
                .map(move |of| Portion { check, of })
        })
        .collect()
}

/// What a seal label is on.
pub(super) fn portion_name(source: &Source<'_>, of: &Of<'_>) -> String {
    let Of::Portion(Portion { check, of }) = of else {
        return DOTS.to_owned();
    };
    let [what, kept, _] = of;
    let product = dotted(source.of_check(check, "product"));
    wording::portion(&product, what, kept)
}

/// The minutes that a seal label belongs to.
pub(super) fn minutes_no(source: &Source<'_>, of: &Of<'_>) -> String {
    match of {
        Of::Portion(portion) => dotted(source.of_check(portion.check, "sample_no")),
        _ => DOTS.to_owned(),
    }
}

fn one_table(row: &MinutesPart, mut rows: Vec<Row>) -> Vec<Block> {
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
fn joined(parts: [Option<String>; 3]) -> Option<String> {
    let there: Vec<_> = parts.into_iter().flatten().collect();
    (!there.is_empty()).then(|| there.join("; "))
}
