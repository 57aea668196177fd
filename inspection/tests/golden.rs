//! Golden documents, append-only: every file of `golden/v1` must be read
//! forever, come out as the same bytes, and keep the verdict in its name.

#![expect(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test says what is wrong by panicking"
)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use inspection::{Digest, Document, Frozen, Inspection, Kind, Received, freeze, reassess};

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/v1")
}

/// File name and text of every golden document.
fn documents() -> BTreeMap<String, String> {
    let files = fs::read_dir(folder())
        .unwrap()
        .map(|file| file.unwrap().path());
    files
        .filter(|path| {
            path.extension()
                .is_some_and(|extension| extension == "json")
        })
        .map(|path| {
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            (name, fs::read_to_string(path).unwrap())
        })
        .collect()
}

fn read() -> Vec<(String, Received)> {
    let read = |(name, text): (String, String)| {
        let received = Received::read(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
        (name, received)
    };
    documents().into_iter().map(read).collect()
}

fn inspections() -> Vec<(String, Inspection)> {
    let inspection = |(name, received): (String, Received)| match received.document {
        Document::Inspection(inspection) => Some((name, *inspection)),
        _ => None,
    };
    read().into_iter().filter_map(inspection).collect()
}

fn frozen_again(document: &Document) -> Frozen {
    match document {
        Document::Inspection(inspection) => freeze(&**inspection),
        Document::Photo(photo) => freeze(&**photo),
        Document::Attachment(attachment) => freeze(&**attachment),
        Document::Outcome(outcome) => freeze(&**outcome),
    }
    .unwrap()
}

#[test]
fn no_golden_document_was_changed_or_taken_away() {
    let sums = fs::read_to_string(folder().join("SHA256SUMS")).unwrap();
    let listed: BTreeMap<_, _> = sums
        .lines()
        .map(|line| {
            line.split_once("  ")
                .map(|(sum, name)| (name.to_owned(), sum.to_owned()))
        })
        .collect::<Option<_>>()
        .unwrap();
    let found: BTreeMap<_, _> = documents()
        .into_iter()
        .map(|(name, text)| (name, Digest::of(text.as_bytes()).to_string()))
        .collect();
    assert_eq!(found, listed);
    assert!(found.len() >= 17);
}

#[test]
fn every_golden_document_is_frozen_again_to_the_same_bytes() {
    for (name, received) in read() {
        assert_eq!(frozen_again(&received.document), received.frozen, "{name}");
    }
}

#[test]
fn every_golden_document_is_judged_again_with_the_same_result() {
    for (name, inspection) in inspections() {
        assert_eq!(reassess(&inspection), [], "{name}");
    }
}

#[test]
fn every_golden_document_keeps_the_verdict_in_its_name() {
    for (name, inspection) in inspections() {
        let Some((_, verdict)) = name.trim_end_matches(".json").split_once('-') else {
            continue;
        };
        let check = &inspection.checks[0];
        assert_eq!(check.assessment.verdict.code(), verdict, "{name}");
    }
}

#[test]
fn every_kind_has_a_golden_document_and_each_device_one_chain() {
    let mut chains: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    let mut kinds = Vec::new();
    for (_, received) in read() {
        let link = received.document.link().clone();
        kinds.push(received.frozen.kind);
        let chain = chains.entry(link.device).or_default();
        chain.insert(link.sequence, (link.previous, received.frozen.sha256));
    }
    for chain in chains.values() {
        let mut before = None;
        for (expected, (sequence, (previous, sha256))) in (1..).zip(chain) {
            assert_eq!((*sequence, previous.as_ref()), (expected, before));
            before = Some(sha256);
        }
    }
    for kind in Kind::ALL {
        assert!(kinds.contains(&kind), "{kind:?}");
    }
}
