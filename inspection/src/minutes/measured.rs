//! What was measured: the table of instruments and the results. Columns are filled by the codes of the
//! pack's fields; what no column takes is written beside, never left out.

use super::source::{DOTS, Source, dotted, fact_of, shown};
use super::{Block, Fact, Row, Table, checks, findings, lots, wording};
use crate::assessment::{Figures, Finding};
use crate::check::{Check, CheckKind};
use crate::recorded::{Fields, Recorded};
use crate::rules::{MeasuredKind, MinutesPart, PackField, Trial};
use crate::trial::Series;

/// Fields of an instrument that a column of its table takes.
const IN_COLUMNS: [&str; 22] = [
    "model",
    "serial",
    "dispenser_no",
    "maker",
    "min",
    "max",
    "q_min",
    "q_max",
    "nominal_volume",
    "nominal_mass",
    "length",
    "e",
    "d",
    "division",
    "accuracy_class",
    "weight_class",
    "certificate_no",
    "sticker_no",
    "valid_until_on_certificate",
    "valid_until_on_sticker",
    "type_approval_no",
    "seal_state",
];
/// Fields that the block for fuel takes, where there is one.
const IN_FUEL: [&str; 4] = ["fuel_grade", "totaliser", "unit_price", "price_displayed"];
/// How the fields end that hold what was shown or found.
const INDICATED: [&str; 5] = ["indication", "displayed", "measured", "reading", "gross"];
/// The trial whose rows are the standards used, not results.
pub(super) const STANDARDS: &str = "standards";

/// Instruments and quantities: what the minutes of measurement are of.
pub(super) fn checks<'a>(source: &Source<'a>) -> Vec<&'a Check> {
    of_kinds(source, &[CheckKind::Instrument, CheckKind::Quantity])
}

pub(super) fn of_kinds<'a>(source: &Source<'a>, kinds: &[CheckKind]) -> Vec<&'a Check> {
    let checks = source.inspection.checks.iter();
    checks
        .filter(|check| kinds.contains(&check.content.kind))
        .collect()
}

/// The table of instruments, what its columns do not take, and the goods whose
/// quantity was measured.
pub(super) fn instruments(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let instruments = of_kinds(source, &[CheckKind::Instrument]);
    let mut blocks = Vec::new();
    let rows = (1_usize..).zip(&instruments);
    let rows: Vec<_> = rows
        .map(|(number, check)| Row::Cells(instrument(source, number, check)))
        .collect();
    if rows.is_empty() {
        blocks.push(Block::Text(wording::NO_INSTRUMENT.to_owned()));
    } else {
        let columns = row.columns.clone();
        blocks.push(Table::below(columns, rows));
    }
    let besides = (1_usize..).zip(&instruments).filter_map(|(number, check)| {
        let mut taken = IN_COLUMNS.to_vec();
        taken.push("seal_numbers");
        if check.content.fields.value("fuel_grade").is_some() {
            taken.extend(IN_FUEL);
        }
        let facts = source.beyond(check, &taken);
        (!facts.is_empty()).then(|| wording::besides(number, &joined(&facts)))
    });
    let besides: Vec<_> = besides.collect();
    if !besides.is_empty() {
        blocks.push(Block::List(besides));
    }
    for check in of_kinds(source, &[CheckKind::Quantity]) {
        let name = checks::kind_name(source, check);
        blocks.push(Block::Text(wording::quantity_of(&name)));
        blocks.push(Block::Facts(source.beyond(check, &[])));
        blocks.extend(lots::readings(source, check));
    }
    blocks
}

fn instrument(source: &Source<'_>, number: usize, check: &Check) -> Vec<String> {
    let one = |code: &str| source.of_check(check, code);
    let first = |codes: &[&str]| codes.iter().find_map(|code| one(code));
    let name = match one("dispenser_no") {
        Some(nozzle) => wording::nozzle(&checks::kind_name(source, check), &nozzle),
        None => checks::kind_name(source, check),
    };
    let range = match (first(&["min", "q_min"]), first(&["max", "q_max"])) {
        (Some(least), Some(most)) => Some(wording::range(&least, &most)),
        (None, Some(most)) => Some(most),
        (Some(least), None) => Some(wording::from(&least)),
        (None, None) => first(&["nominal_volume", "nominal_mass", "length"]),
    };
    let interval = first(&["e", "division"]).map(|e| match one("d") {
        Some(d) => format!("{e} ({d})"),
        None => e,
    });
    let interval = interval.or_else(|| one("d").map(|d| format!("({d})")));
    vec![
        number.to_string(),
        name,
        dotted(one("model")),
        dotted(one("serial")),
        dotted(one("maker")),
        dotted(range),
        dotted(interval),
        dotted(first(&["accuracy_class", "weight_class"])),
        dotted(one("certificate_no")),
        dotted(one("sticker_no")),
        dotted(valid_until(
            one("valid_until_on_certificate"),
            one("valid_until_on_sticker"),
        )),
        dotted(one("type_approval_no")),
        dotted(seals(one("seal_state"), one("seal_numbers"))),
    ]
}

/// What certificate and sticker say; both where they differ.
fn valid_until(certificate: Option<String>, sticker: Option<String>) -> Option<String> {
    match (certificate, sticker) {
        (Some(paper), Some(sticker)) if paper != sticker => {
            Some(wording::paper_and_sticker(&paper, &sticker))
        }
        (paper, sticker) => paper.or(sticker),
    }
}

fn seals(state: Option<String>, numbers: Option<String>) -> Option<String> {
    match (state, numbers) {
        (Some(state), Some(numbers)) => Some(wording::seals(&state, &numbers)),
        (state, numbers) => state.or(numbers),
    }
}

/// The results, one row a reading, under the thing that was measured.
pub(super) fn results(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let mut rows = Vec::new();
    for check in checks(source) {
        rows.push(Row::Group(checks::label(source, check)));
        let before = rows.len();
        let done = check.content.series.iter();
        for series in done.filter(|it| it.trial != STANDARDS) {
            rows.extend(series_rows(source, check, series));
        }
        if rows.len() == before {
            let blank = row
                .columns
                .iter()
                .map(|_| wording::NONE.to_owned())
                .collect();
            rows.push(Row::Cells(blank));
        }
    }
    if rows.is_empty() {
        return vec![Block::Text(DOTS.to_owned())];
    }
    let columns = row.columns.clone();
    vec![Table::below(columns, rows)]
}

fn series_rows(source: &Source<'_>, check: &Check, series: &Series) -> Vec<Row> {
    let trial = trial(source, check, &series.trial);
    if let Some(lot) = trial.filter(|trial| lots::is_lot(trial)) {
        return lots::rows(source, check, series, lot);
    }
    let fields: Vec<_> = trial.iter().flat_map(|trial| &trial.fields).collect();
    let name = trial.map_or(series.trial.as_str(), |trial| trial.name.vi.as_str());
    let kind = check.content.kind;
    let mut rows: Vec<_> = (1_usize..)
        .zip(&series.rows)
        .map(|(number, reading)| {
            let found = checks::finding(check, &format!("{}.{number}", series.trial));
            let level = wording::row(name, number);
            Row::Cells(result(kind, &level, &reading.0, found, &fields))
        })
        .collect();
    // What the rows give together.
    let numbered = |subject: &str| {
        let row = subject.rsplit('.').next();
        row.is_some_and(|row| row.parse::<u16>().is_ok())
    };
    let together = check.assessment.findings.iter().filter(|finding| {
        let subject = finding.subject.as_str();
        subject.split('.').next() == Some(series.trial.as_str()) && !numbered(subject)
    });
    rows.extend(together.map(|finding| {
        let level = wording::whole_series(name);
        let whole = &Fields::default();
        Row::Cells(result(kind, &level, whole, Some(finding), &fields))
    }));
    rows
}

pub(super) fn trial<'a>(source: &Source<'a>, check: &Check, code: &str) -> Option<&'a Trial> {
    let mut trials = kind(source, check)?.trials.iter();
    trials.find(|trial| trial.name.code == code)
}

/// Every field of what was looked at, and of its readings.
pub(super) fn fields<'a>(source: &Source<'a>, check: &Check) -> Vec<&'a PackField> {
    let kind = kind(source, check).into_iter();
    let fields = kind.flat_map(|kind| {
        let readings = kind.trials.iter().flat_map(|trial| &trial.fields);
        kind.fields.iter().chain(readings)
    });
    fields.collect()
}

fn kind<'a>(source: &Source<'a>, check: &Check) -> Option<&'a MeasuredKind> {
    let (pack, subject) = (source.pack, check.content.subject.as_str());
    match check.content.kind {
        CheckKind::Instrument => pack.instrument_kind(subject),
        CheckKind::Quantity => pack.quantity_kind(subject),
        CheckKind::Label | CheckKind::Quality => None,
    }
}

/// Level, reference, indication, error, permissible error, conclusion.
pub(super) fn result(
    kind: CheckKind,
    level: &str,
    reading: &Fields,
    found: Option<&Finding>,
    fields: &[&PackField],
) -> Vec<String> {
    let is = |code: &str, names: &[&str]| {
        let ends = |name: &&str| code == *name || code.ends_with(&format!("_{name}"));
        names.iter().any(ends)
    };
    let reference = |field: &&Recorded| is(&field.code, &["load", "reference", "declared"]);
    let indication =
        |field: &&Recorded| is(&field.code, &INDICATED) && field.code != "price_displayed";
    let first = |wanted: &dyn Fn(&&Recorded) -> bool| {
        let field = reading.0.iter().find(wanted)?;
        shown(reading, &field.code, fields)
    };
    let others = reading
        .0
        .iter()
        .filter(|it| !reference(it) && !indication(it));
    let others: Vec<_> = others.map(|field| fact_of(field, fields)).collect();
    let level = if others.is_empty() {
        level.to_owned()
    } else {
        format!("{level}; {}", joined(&others))
    };
    let none = || wording::NONE.to_owned();
    let figures = found.and_then(|finding| finding.figures.as_ref());
    vec![
        level,
        first(&reference).unwrap_or_else(none),
        first(&indication).unwrap_or_else(none),
        figures.map_or_else(none, |figures| wording::error(&figures.error)),
        figures.map_or_else(none, permissible),
        found.map_or_else(
            || wording::NONE.to_owned(),
            |found| findings::concluded(kind, found),
        ),
    ]
}

/// Every limit that could apply, the narrowest first.
pub(super) fn permissible(figures: &Figures) -> String {
    let mut limits: Vec<String> = Vec::new();
    for limit in &figures.limits {
        let limit = wording::limit(limit);
        if !limits.contains(&limit) {
            limits.push(limit);
        }
    }
    limits.join(wording::OR)
}

/// Labels and values in one line.
pub(super) fn joined(facts: &[Fact]) -> String {
    let facts = facts
        .iter()
        .map(|fact| format!("{}: {}", fact.label, fact.value));
    facts.collect::<Vec<_>>().join("; ")
}
