//! Cases that others published, one JSON object a line: source, clause, request
//! and the part of the answer that the source gives. A line that says `derived`
//! has figures worked by hand from the rule of the clause, and says how. Files
//! of other countries run with the feature `abroad` alone.

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

/// Operations whose references are, in part, of other countries.
const ABROAD: [&str; 2] = ["double_sampling", "tolerable_deficiency"];

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
        if name.ends_with("_abroad.jsonl") && !cfg!(feature = "abroad") {
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

#[test]
fn every_operation_has_five_cases_from_two_sources() {
    let mut cases: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for Line { case, .. } in lines().unwrap() {
        let operation = case["request"]["calculate"].as_str().unwrap().to_owned();
        let source = case["source"].as_str().unwrap().to_owned();
        cases.entry(operation).or_default().push(source);
    }
    for operation in [
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
    ] {
        // Some operations have their second source among the tables of others.
        if !cfg!(feature = "abroad") && ABROAD.contains(&operation) {
            continue;
        }
        let sources = &cases[operation];
        assert!(
            sources.len() >= ENOUGH_LINES,
            "{operation}: {}",
            sources.len()
        );
        let distinct: BTreeSet<_> = sources.iter().collect();
        assert!(
            distinct.len() >= ENOUGH_SOURCES,
            "{operation}: {distinct:?}"
        );
    }
}
