//! What was measured with, under what conditions; and the block for fuel.

use super::measured::{STANDARDS, checks, joined, of_kinds, trial};
use super::source::{Source, dotted, fact_of, shown};
use super::{Block, Row, Table, wording};
use crate::check::CheckKind;
use crate::recorded::Fields;
use crate::rules::MinutesPart;

/// The standards used, with what was written of each; and the temperatures.
pub(super) fn standards(source: &Source<'_>) -> Vec<Block> {
    let mut lines = Vec::new();
    let mut temperatures = Vec::new();
    for check in checks(source) {
        for series in &check.content.series {
            let trial = trial(source, check, &series.trial);
            let fields: Vec<_> = trial.iter().flat_map(|trial| &trial.fields).collect();
            for reading in &series.rows {
                let facts = reading.0.0.iter().map(|field| fact_of(field, &fields));
                if series.trial == STANDARDS {
                    lines.push(joined(&facts.collect::<Vec<_>>()));
                    continue;
                }
                let warm = reading.0.0.iter().zip(facts);
                let warm = warm.filter(|(field, _)| field.code.contains("temperature"));
                temperatures.extend(warm.map(|(_, fact)| fact.value));
            }
        }
    }
    lines.dedup();
    temperatures.dedup();
    if lines.is_empty() {
        lines.push(wording::blank_standard());
    }
    let temperatures = (!temperatures.is_empty()).then(|| temperatures.join("; "));
    vec![
        Block::List(lines),
        Block::Text(wording::conditions(&dotted(temperatures))),
    ]
}

/// Deliveries of fuel, with the totaliser and the prices; nothing where no
/// dispenser was looked at.
pub(super) fn fuel(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let mut rows = Vec::new();
    for check in of_kinds(source, &[CheckKind::Instrument]) {
        let Some(grade) = source.of_check(check, "fuel_grade") else {
            continue;
        };
        let own = |code: &str| dotted(source.of_check(check, code));
        let deliveries = check
            .content
            .series
            .iter()
            .filter(|it| it.trial != STANDARDS);
        let mut readings: Vec<_> = deliveries
            .flat_map(|series| series.rows.iter().map(move |reading| (series, &reading.0)))
            .map(|(series, reading)| (trial(source, check, &series.trial), reading))
            .collect();
        let none = Fields::default();
        if readings.is_empty() {
            readings.push((None, &none));
        }
        for (trial, reading) in readings {
            let fields: Vec<_> = trial.iter().flat_map(|trial| &trial.fields).collect();
            let read = |code: &str| dotted(shown(reading, code, &fields));
            rows.push(Row::Cells(vec![
                (rows.len() + 1).to_string(),
                match source.of_check(check, "dispenser_no") {
                    Some(nozzle) => wording::grade(&grade, &nozzle),
                    None => grade.clone(),
                },
                own("totaliser"),
                read("prover_temperature"),
                read("v_displayed"),
                read("v_reference"),
                own("unit_price"),
                read("price_displayed"),
            ]));
        }
    }
    if rows.is_empty() {
        return Vec::new();
    }
    let columns = row.columns.clone();
    vec![Table::below(columns, rows)]
}
