//! What the visit led to: the measures taken, what is required until when, and
//! what was explained. Rows of the visit's lists, each as one sentence by the
//! names of its columns; and what was written in words.

use super::source::{Source, fact, fact_of};
use super::{Block, checks, measured, wording};
use crate::recorded::Fields;
use crate::rules::{FieldType, PackField};

/// Measures that are taken on the spot.
const TAKEN: [&str; 4] = ["suspensions", "seals", "samples", "referrals"];
/// What the establishment has to do.
const REQUIRED: [&str; 2] = ["remedies", "reverifications"];
/// Columns of samples that the minutes of sampling tell.
const ELSEWHERE: [&str; 4] = [
    "sample_method",
    "sample_storage",
    "sample_tests",
    "laboratory",
];

/// The measures: as listed, in words, and the sums that older documents have.
pub(super) fn taken(source: &Source<'_>) -> Vec<Block> {
    let listed = lines(source, &TAKEN);
    let mut blocks = in_words(source, "measures", !listed.is_empty());
    blocks.splice(0..0, list(listed));
    let entered = wording::SEALED.iter().filter_map(|(label, code)| {
        let value = source.entered(code)?;
        Some(fact(label, Some(value)))
    });
    let entered: Vec<_> = entered.collect();
    if !entered.is_empty() {
        blocks.push(Block::Facts(entered));
    }
    blocks
}

/// What is required and until when, then what was explained.
pub(super) fn required(source: &Source<'_>) -> Vec<Block> {
    let required = lines(source, &REQUIRED);
    let explained = lines(source, &["topics"]);
    let is_dated = !required.is_empty();
    let mut blocks: Vec<_> = list(required).into_iter().collect();
    blocks.extend(in_words(
        source,
        "guidance",
        is_dated || !explained.is_empty(),
    ));
    blocks.extend(list(explained));
    let deadline = source.day("deadline").map(wording::day);
    if deadline.is_some() || !is_dated {
        blocks.push(Block::Facts(vec![fact(wording::DEADLINE, deadline)]));
    }
    blocks
}

fn list(lines: Vec<String>) -> Option<Block> {
    (!lines.is_empty()).then_some(Block::List(lines))
}

/// What was written in words; a line to write on only where nothing else is
/// said.
fn in_words(source: &Source<'_>, code: &str, is_said: bool) -> Vec<Block> {
    if is_said && source.entered(code).is_none() {
        return Vec::new();
    }
    source.paragraphs(code)
}

fn lines(source: &Source<'_>, lists: &[&str]) -> Vec<String> {
    let mut lines = Vec::new();
    for code in lists {
        let mut names = source.pack.lists.iter();
        let name = names.find(|list| list.code == *code);
        let name = name.map_or(*code, |list| &list.vi);
        let columns = source.pack.columns(code);
        let rows = source.inspection.listed(code).iter();
        lines.extend(rows.map(|row| format!("{name}: {}.", line(source, row, &columns))));
    }
    lines
}

/// The columns of a row under their names; a check by what it is of, and the
/// first column without its name, since it says what the row is.
fn line(source: &Source<'_>, row: &Fields, columns: &[&PackField]) -> String {
    let about = source.inspection.check_of(row, columns);
    let is_check = |column: &&&PackField| column.kind == FieldType::Check;
    let first = columns.iter().find(|column| !is_check(column));
    let told = row
        .0
        .iter()
        .filter(|field| !ELSEWHERE.contains(&field.code.as_str()));
    let parts = told.map(|field| {
        let column = columns.iter().find(|column| column.name.code == field.code);
        let fact = fact_of(field, columns);
        match about.filter(|_| column.is_some_and(|column| is_check(&column))) {
            Some(check) => checks::label(source, check),
            None if column.is_some() && column == first => fact.value,
            None => measured::joined(&[fact]),
        }
    });
    parts.collect::<Vec<_>>().join("; ")
}
