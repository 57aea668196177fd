//! Boundary triples of the limits that checks are judged by, the rule pack's
//! `limits.json`: `tests/boundaries/limits.jsonl`, worked by hand from the text
//! of the source each line names. Fails where a row has no line, where a reading
//! is not judged by the row, and where a figure could be another unnoticed.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use inspection::{CheckDraft, CheckId, CheckKind, Finding, RulePack, live_readings};
use rust_decimal::Decimal;
use serde::Deserialize;
use serde_json::{Map, Value, json};

#[derive(Deserialize)]
struct Line {
    row: String,
    source: String,
    /// The day of the inspection; that of the edition where none is given.
    on: Option<String>,
    subject: String,
    answers: Map<String, Value>,
    vary: String,
    /// The finding that is looked at.
    finding: String,
    /// What is typed, and what the reading then comes to.
    triple: [(String, Value); 3],
}

/// What no reading shows; its triple stands with what the dispensers of one
/// place say together, in `src/trial/tests/volumes.rs`, and with the prices in
/// `src/trial/delivery.rs`. The expansions of metals are the two lines of the
/// prover.
const ELSEWHERE: [&str; 4] = [
    "trial_figures price_half_digit",
    "trial_figures same_sign_part",
    "materials stainless",
    "materials mild_steel",
];

/// Read by a rule that names another clause; that it is read, its changes tell.
const UNNAMED: &str = "trial_figures rounding_threshold";

fn lines() -> Vec<Line> {
    let lines = include_str!("boundaries/limits.jsonl").lines();
    lines
        .map(|line| serde_json::from_str(line).unwrap())
        .collect()
}

/// The parts of the edition; the limits by themselves.
fn parts() -> (Value, Vec<String>) {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/2026-11");
    let mut others = Vec::new();
    let mut limits = Value::Null;
    for part in fs::read_dir(folder).unwrap() {
        let path = part.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        if path.ends_with("limits.json") {
            limits = serde_json::from_str(&text).unwrap();
        } else {
            others.push(text);
        }
    }
    (limits, others)
}

fn pack(limits: &Value, others: &[String]) -> RulePack {
    let limits = limits.to_string();
    let mut parts: Vec<_> = others.iter().map(String::as_str).collect();
    parts.push(&limits);
    RulePack::load(&parts).unwrap()
}

/// Where the rows stand, with the names that lines give them: one that has an
/// end is named with it.
fn rows(limits: &Value) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    let lists = limits.as_object().unwrap().iter().flat_map(|(table, of)| {
        let inner = of.as_object().into_iter().flatten();
        let inner = inner.map(move |(name, of)| (format!("/{table}/{name}"), name, of));
        inner.chain([(format!("/{table}"), table, of)])
    });
    for (place, table, of) in lists {
        let numbered = of.as_array().into_iter().flatten().enumerate();
        rows.extend(numbered.map(|(number, row)| {
            let code = row["code"].as_str().unwrap();
            let until = row["valid_to"].as_str();
            let until = until.map_or_else(String::new, |day| format!(" until {day}"));
            (
                format!("{place}/{number}"),
                format!("{table} {code}{until}"),
            )
        }));
        if of.get("basis").is_some() {
            rows.push((place, table.clone()));
        }
    }
    rows.retain(|(_, name)| !ELSEWHERE.contains(&name.as_str()));
    rows
}

impl Line {
    fn findings(&self, pack: &RulePack) -> Vec<(Finding, &Value)> {
        let judged = self.triple.iter().map(|(typed, expected)| {
            let mut check = CheckDraft {
                id: CheckId(1),
                kind: CheckKind::Instrument,
                subject: self.subject.clone(),
                answers: serde_json::from_value(json!(self.answers)).unwrap(),
            };
            check.answers.insert(self.vary.clone(), typed.clone());
            let on = self.on.as_ref().map(|on| on.parse().unwrap());
            let findings = live_readings(pack, &check, on.unwrap_or(pack.as_of));
            let found = findings
                .into_iter()
                .find(|found| found.subject == self.finding);
            (found.unwrap(), expected)
        });
        judged.collect()
    }

    /// What comes out otherwise than written.
    fn wrong(&self, pack: &RulePack) -> Option<String> {
        self.findings(pack)
            .into_iter()
            .find_map(|(finding, expected)| {
                let mut limits = Map::new();
                for limit in finding.figures.iter().flat_map(|figures| &figures.limits) {
                    let within = (
                        limit.within.value.normalize().to_string(),
                        &limit.within.unit,
                    );
                    limits.insert(
                        limit.code.clone(),
                        json!([within.0, within.1, limit.evidence]),
                    );
                }
                let same = expected["verdict"] == json!(finding.verdict.code())
                    && (expected["limits"].is_null()
                        || expected["limits"] == Value::Object(limits));
                (!same).then(|| format!("{}: {expected} by the source: {finding:?}", self.row))
            })
    }
}

#[test]
fn every_triple_comes_out_as_the_source_has_it() {
    let wrong: Vec<_> = lines()
        .iter()
        .filter_map(|line| line.wrong(RulePack::current()))
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert!(lines().iter().all(|line| !line.source.is_empty()));
}

/// Every row is marked as its own basis; a reading of one of its lines must
/// rest on the mark.
#[test]
fn every_row_is_hit_by_a_triple_of_its_own() {
    let (limits, others) = parts();
    let rows = rows(&limits);
    let mut marked = limits.clone();
    for (place, name) in &rows {
        marked.pointer_mut(place).unwrap()["basis"] = json!(format!("⟨{name}⟩"));
    }
    let pack = pack(&marked, &others);
    for (_, name) in &rows {
        let mark = format!("⟨{name}⟩");
        let of_row = lines().into_iter().filter(|line| line.row == *name);
        let hit = of_row.into_iter().any(|line| {
            let mut findings = line.findings(&pack).into_iter();
            findings.any(|(finding, _)| json!(finding).to_string().contains(&mark))
        });
        assert!(hit || name == UNNAMED, "no triple hits {name}");
    }
    for line in lines() {
        assert!(
            rows.iter().any(|(_, name)| *name == line.row),
            "there is no row {}",
            line.row
        );
    }
}

/// Each figure a hundredth more or less, each mark of a limit another: a line
/// tells.
#[test]
fn no_figure_of_any_row_could_be_another_unnoticed() {
    let (limits, others) = parts();
    let mut unnoticed = Vec::new();
    for (place, name) in rows(&limits) {
        let lines = lines();
        let own: Vec<_> = lines.iter().filter(|line| line.row == name).collect();
        let shows_marks = own.iter().any(|line| !line.triple[0].1["limits"].is_null());
        for (at, value) in leaves(&place, limits.pointer(&place).unwrap()) {
            let number: Option<Decimal> = value.parse().ok();
            let turned = match number {
                Some(number) => {
                    let part = number / Decimal::ONE_HUNDRED;
                    let near = [number + part, number - part];
                    near.map(|near| near.normalize().to_string()).to_vec()
                }
                None if at.ends_with("/evidence") && shows_marks => {
                    let other = if value == "memory" { "found" } else { "memory" };
                    vec![other.to_owned()]
                }
                None => Vec::new(),
            };
            for to in turned {
                let mut changed = limits.clone();
                *changed.pointer_mut(&at).unwrap() = json!(to);
                let changed = pack(&changed, &others);
                if !own.iter().any(|line| line.wrong(&changed).is_some()) {
                    unnoticed.push(format!("{name}: {at} {to}"));
                }
            }
        }
    }
    assert!(
        unnoticed.is_empty(),
        "no triple tells of\n{}",
        unnoticed.join("\n")
    );
}

/// The words and numbers of a row, and where they stand.
fn leaves(place: &str, value: &Value) -> Vec<(String, String)> {
    let below = |name: &str, inner: &Value| leaves(&format!("{place}/{name}"), inner);
    match value {
        Value::Object(members) => {
            let members = members.iter();
            members
                .flat_map(|(name, inner)| below(name, inner))
                .collect()
        }
        Value::Array(items) => {
            let items = items.iter().enumerate();
            items
                .flat_map(|(number, inner)| below(&number.to_string(), inner))
                .collect()
        }
        other => vec![(
            place.to_owned(),
            other.as_str().unwrap_or_default().to_owned(),
        )],
    }
}
