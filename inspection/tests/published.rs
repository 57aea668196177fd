//! Cases that others published, one JSON object a line: source, clause, request
//! and the part of the answer that the source gives. A line that says `derived`
//! has figures worked by hand from the rule of the clause, and says how. Files
//! of other countries run with the feature `abroad` alone.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;

use inspection::calculate;
use serde_json::Value;

/// The operations whose references give enough to ask for this many lines …
const ENOUGH_LINES: usize = 5;
/// … from this many sources.
const ENOUGH_SOURCES: usize = 2;

/// Only other countries have a plan of two samples.
const ABROAD: &str = "double_sampling";

/// The operations of the command line.
const OPERATIONS: [&str; 16] = [
    "weighing_mpe",
    "weighing_error",
    "weighing_class",
    "eccentricity_load",
    "repeatability",
    "discrimination",
    "zero_or_tare",
    "fuel_mpe",
    "fuel_error",
    "gold_limit",
    "gold_resolution",
    "tolerable_deficiency",
    "sampling_plan",
    "package_class",
    "lot",
    "double_sampling",
];

struct Line {
    place: String,
    case: Value,
}

fn lines() -> io::Result<Vec<Line>> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/published");
    let mut lines = Vec::new();
    for entry in fs::read_dir(folder)? {
        let entry = entry?;
        let name = entry.file_name().to_string_lossy().into_owned();
        let Some(stem) = name.strip_suffix(".jsonl") else {
            continue;
        };
        if stem.ends_with("_abroad") && !cfg!(feature = "abroad") {
            continue;
        }
        let text = fs::read_to_string(entry.path())?;
        for (number, line) in (1..).zip(text.lines()) {
            let place = format!("{name}:{number}");
            let case = serde_json::from_str(line)?;
            lines.push(Line { place, case });
        }
    }
    Ok(lines)
}

#[test]
fn every_published_case_comes_out_as_published() {
    let mut wrong = Vec::new();
    for Line { place, case } in lines().unwrap() {
        let found = match calculate(&case["request"]) {
            Ok(answer) => answer,
            Err(error) => {
                wrong.push(format!("{place}: refused: {error}"));
                continue;
            }
        };
        let expected = case["answer"].as_object().unwrap();
        assert!(!expected.is_empty(), "{place} expects nothing");
        for (name, value) in expected {
            if found.get(name) != Some(value) {
                wrong.push(format!("{place}: {name} is published as {value}: {found}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_published_case_names_its_source_and_is_read_whole() {
    for Line { place, case } in lines().unwrap() {
        for name in ["source", "clause"] {
            let text = case[name].as_str().unwrap_or_default();
            assert!(!text.is_empty(), "{place} has no {name}");
        }
        let answer = calculate(&case["request"]).unwrap();
        assert!(answer["unread"].is_null(), "{place}: {answer}");
    }
}

/// The cases of each operation.
fn cases() -> BTreeMap<String, Vec<Value>> {
    let mut cases: BTreeMap<String, Vec<Value>> = BTreeMap::new();
    for Line { case, .. } in lines().unwrap() {
        let operation = case["request"]["calculate"].as_str().unwrap().to_owned();
        cases.entry(operation).or_default().push(case);
    }
    cases
}

fn sources(cases: &[Value]) -> usize {
    let sources = cases.iter().map(|case| case["source"].as_str().unwrap());
    sources.collect::<BTreeSet<_>>().len()
}

#[test]
fn every_operation_has_five_cases_from_two_sources() {
    let cases = cases();
    for operation in OPERATIONS {
        if !cfg!(feature = "abroad") && operation == ABROAD {
            continue;
        }
        let of = &cases[operation];
        assert!(of.len() >= ENOUGH_LINES, "{operation}: {}", of.len());
        assert!(sources(of) >= ENOUGH_SOURCES, "{operation}");
    }
    assert!(cases.keys().all(|name| OPERATIONS.contains(&name.as_str())));
}

/// The table of the README beside the cases says how many there are of what.
#[cfg(feature = "abroad")]
#[test]
fn the_table_of_the_readme_is_what_is_there() {
    let readme = include_str!("published/README.md");
    let cases = cases();
    for operation in OPERATIONS {
        let of = &cases[operation];
        let by_hand = of.iter().filter(|case| !case["derived"].is_null()).count();
        let row = format!(
            "| `{operation}` | {} | {} | {} | {by_hand} |",
            of.len(),
            sources(of),
            of.len() - by_hand,
        );
        assert!(readme.contains(&row), "the README should have {row}");
    }
}
