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
    subject: String,
    answers: Map<String, Value>,
    vary: String,
    /// What is typed, and what the reading then comes to.
    triple: [(String, Value); 3],
}

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

/// Where the rows stand, with the names that lines give them.
fn rows(limits: &Value) -> Vec<(String, String)> {
    let mut rows = Vec::new();
    for (part, tables) in limits.as_object().unwrap() {
        for (table, of) in tables.as_object().unwrap() {
            for (number, row) in of.as_array().unwrap().iter().enumerate() {
                let word = |name: &str| row[name].as_str().map(str::to_owned);
                let name = word("code").unwrap_or_else(|| {
                    let end = word("up_to_e").unwrap_or("end".to_owned());
                    format!("{} {end}", word("class").unwrap())
                });
                rows.push((
                    format!("/{part}/{table}/{number}"),
                    format!("{table} {name}"),
                ));
            }
        }
    }
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
            let mut findings = live_readings(pack, &check, pack.as_of);
            assert_eq!(findings.len(), 1, "{}: {typed}", self.row);
            (findings.remove(0), expected)
        });
        judged.collect()
    }

    /// What comes out otherwise than written.
    fn wrong(&self, pack: &RulePack) -> Option<String> {
        self.findings(pack)
            .into_iter()
            .find_map(|(finding, expected)| {
                let verdict = json!(finding.verdict.code());
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
                let same = expected["limits"] == Value::Object(limits)
                    && (expected["verdict"].is_null() || expected["verdict"] == verdict);
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
            let findings = line.findings(&pack);
            let figures = findings
                .iter()
                .filter_map(|(finding, _)| finding.figures.as_ref());
            let mut limits = figures.flat_map(|figures| &figures.limits);
            limits.any(|limit| limit.basis.contains(&mark))
        });
        assert!(hit, "no triple hits {name}");
    }
    for line in lines() {
        assert!(
            rows.iter().any(|(_, name)| *name == line.row),
            "there is no row {}",
            line.row
        );
    }
}

/// Each figure a hundredth more or less, each mark another: a line tells. A
/// lower bound that is lowered lies in the row before, which is the one.
#[test]
fn no_figure_of_any_row_could_be_another_unnoticed() {
    let (limits, others) = parts();
    let mut unnoticed = Vec::new();
    for (place, name) in rows(&limits) {
        let own: Vec<_> = lines()
            .into_iter()
            .filter(|line| line.row == name)
            .collect();
        for (member, value) in limits.pointer(&place).unwrap().as_object().unwrap() {
            let text = value.as_str().unwrap_or_default();
            let number: Option<Decimal> = text.parse().ok();
            let mut others_of: Vec<Value> = Vec::new();
            if let Some(number) = number {
                let part = number / Decimal::ONE_HUNDRED;
                others_of.push(json!((number + part).normalize().to_string()));
                if member != "over_e" {
                    others_of.push(json!((number - part).normalize().to_string()));
                }
            } else if member == "evidence" {
                let other = if text == "memory" { "found" } else { "memory" };
                others_of.push(json!(other));
            }
            for to in others_of {
                let mut changed = limits.clone();
                changed.pointer_mut(&place).unwrap()[member] = to.clone();
                let changed = pack(&changed, &others);
                if !own.iter().any(|line| line.wrong(&changed).is_some()) {
                    unnoticed.push(format!("{name}: {member} {to}"));
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
