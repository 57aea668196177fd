//! `receiver conformance`: the real receiver has no fault, and servers with one
//! known flaw each are told exactly that.

use std::collections::BTreeSet;
use std::process::Command;

use receiver::config::Conformance;
use receiver::conformance::{ConformanceError, Report, State, examine};

use crate::support::{Receiver, bearer};

mod flawed;

use flawed::{Flaw, FlawedServer};

/// The clauses that need a body of 10 MiB, and the others.
const HEAVY: [&str; 2] = ["large", "too-large"];
const LIGHT: [&str; 18] = [
    "receipt",
    "same-again",
    "other-form",
    "unknown-member",
    "any-order",
    "conflict",
    "at-once",
    "conflict-at-once",
    "not-json",
    "wrong-content-type",
    "wrong-digest",
    "other-id",
    "unknown-version",
    "without-headers",
    "damaged",
    "damaged-408",
    "other-key",
    "cross-origin",
];
const TABLETS: &str = "https://tablets.example";

fn trial(address: &str, clauses: &[&str]) -> Conformance {
    Conformance {
        url: address.to_owned(),
        origin: Some(TABLETS.parse().unwrap()),
        authority: None,
        token: Some(bearer().reveal().to_owned()),
        clauses: clauses.iter().map(|name| (*name).to_owned()).collect(),
        json: false,
    }
}

fn in_state(report: &Report, state: State) -> Vec<&'static str> {
    let tried = report.clauses.iter();
    let in_state = tried.filter(|tried| tried.state == state);
    in_state.map(|tried| tried.clause).collect()
}

/// Runs the command: its status, and what it said on either output.
fn command(arguments: &[&str]) -> (Option<i32>, String, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    let output = command.arg("conformance").args(arguments).output().unwrap();
    let text = |bytes| String::from_utf8(bytes).unwrap();
    (
        output.status.code(),
        text(output.stdout),
        text(output.stderr),
    )
}

#[test]
fn the_real_receiver_keeps_every_clause() {
    let folder = tempfile::tempdir().unwrap();
    let running = Receiver::start(folder.path(), &["--accept-origin", TABLETS]);
    let report = examine(&trial(&format!("http://{}", running.address), &[])).unwrap();
    let all: BTreeSet<_> = report.clauses.iter().map(|tried| tried.clause).collect();
    assert_eq!(all, LIGHT.iter().chain(&HEAVY).copied().collect());
    let amiss = report.clauses.iter();
    let amiss: Vec<_> = amiss.filter(|tried| tried.state != State::Kept).collect();
    assert!(amiss.is_empty(), "{amiss:#?}");
    // What it leaves is marked, whole, and a chain without gaps.
    let list = running.ask("GET", "/office", "");
    assert_eq!(list.matches("data-record=").count(), 1);
    assert!(list.contains("THỬ MÁY CHỦ"), "{list}");
    assert!(!list.contains("Thiếu tài liệu"), "{list}");
    assert!(!list.contains("sai khác"), "{list}");
}

#[test]
fn the_command_says_it_in_words_or_in_json_and_fails_on_a_fault() {
    let good = FlawedServer::start(None);
    let clauses = ["--clause", "receipt", "--clause", "cross-origin"];
    let (status, said, _) = command(&[&[good.address.as_str()], &clauses[..]].concat());
    assert_eq!(status, Some(0), "{said}");
    assert!(said.contains("kept      receipt: a new document"), "{said}");
    assert!(said.contains("not tried cross-origin"), "{said}");
    assert!(
        said.ends_with("1 kept, 0 with advice, 0 with a fault\n"),
        "{said}"
    );
    let bad = FlawedServer::start(Some(Flaw::ServerErrors));
    let clauses = ["--clause", "not-json", "--json"];
    let (status, said, error) = command(&[&[bad.address.as_str()], &clauses[..]].concat());
    assert_eq!(status, Some(1));
    assert_eq!(error, "receiver: 1 required clauses are not kept\n");
    let report: serde_json::Value = serde_json::from_str(&said).unwrap();
    let tried = &report["clauses"][0];
    assert_eq!(
        (&tried["clause"], &tried["state"]),
        (&"not-json".into(), &"fault".into())
    );
    let seen = tried["seen"][0].as_str().unwrap();
    assert!(
        seen.contains("answered 500, upon which tablets send it again"),
        "{seen}"
    );
}

#[test]
fn what_cannot_be_tried_is_said_in_one_sentence() {
    let closed = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let nobody = format!("http://{}", closed.local_addr().unwrap());
    drop(closed);
    for (arguments, words) in [
        (&[nobody.as_str()][..], "/api/v1/uploads does not answer"),
        (&["office.example"], "is no address"),
        (&["ftp://office.example"], "is no address"),
        (
            &["http://a.example", "--clause", "grace"],
            "grace is no clause; there are receipt,",
        ),
        (
            &["https://a.example", "--ca", "nowhere.pem"],
            "nowhere.pem cannot be used as",
        ),
    ] {
        let (status, said, error) = command(arguments);
        assert_eq!((status, said.as_str()), (Some(1), ""), "{error}");
        assert!(error.contains(words), "{error}");
        assert_eq!(error.lines().count(), 1, "{error}");
    }
}

/// A server with one flaw, and the clauses that name it.
#[track_caller]
fn expect_faults(flaw: Option<Flaw>, clauses: &[&str], expected: &[&str]) -> Report {
    let server = FlawedServer::start(flaw);
    let report = examine(&trial(&server.address, clauses)).unwrap();
    assert_eq!(
        in_state(&report, State::Fault),
        expected,
        "{flaw:?}: {report:#?}"
    );
    for tried in &report.clauses {
        assert_eq!(
            tried.seen.is_empty(),
            tried.state == State::Kept,
            "{tried:?}"
        );
    }
    report
}

#[test]
fn a_server_that_keeps_the_contract_has_no_fault() {
    let report = expect_faults(None, &[], &[]);
    assert_eq!(in_state(&report, State::Advice), [""; 0]);
}

#[test]
fn each_flaw_is_found_by_the_clauses_that_are_about_it() {
    for (flaw, faults) in [
        (
            Flaw::NewReceiptEachTime,
            &[
                "same-again",
                "other-form",
                "conflict",
                "at-once",
                "conflict-at-once",
            ][..],
        ),
        (Flaw::HashesAsSent, &["other-form"]),
        (Flaw::DropsUnknownMembers, &["unknown-member"]),
        (Flaw::WantsInspectionFirst, &["any-order"]),
        (Flaw::Overwrites, &["conflict", "conflict-at-once"]),
        (Flaw::HidesConflicts, &["conflict", "conflict-at-once"]),
        (Flaw::TakesAnything, &["not-json", "unknown-version"]),
        (Flaw::TakesAnyContentType, &["wrong-content-type"]),
        (Flaw::HashesItself, &["wrong-digest"]),
        (Flaw::TrustsTheProof, &["wrong-digest"]),
        (Flaw::KeepsThenChecks, &["wrong-digest"]),
        (Flaw::KeepsDamaged, &["wrong-digest", "damaged"]),
        (Flaw::IgnoresTheEnvelope, &["other-id"]),
        (Flaw::TakesAnyVersion, &["unknown-version"]),
        (Flaw::WantsHeaders, &["without-headers"]),
        (Flaw::NotCrossOrigin, &["cross-origin"]),
        (Flaw::CrossOriginReceiptsOnly, &["cross-origin"]),
        (
            Flaw::PlainErrors,
            &[
                "conflict",
                "conflict-at-once",
                "not-json",
                "wrong-content-type",
                "wrong-digest",
                "other-id",
                "unknown-version",
            ],
        ),
    ] {
        expect_faults(Some(flaw), &LIGHT, faults);
    }
}

#[test]
fn looking_before_writing_is_found_by_sending_at_once() {
    let clauses = ["at-once", "conflict-at-once"];
    expect_faults(Some(Flaw::LooksThenWrites), &clauses, &clauses);
}

#[test]
fn a_limit_below_that_of_the_contract_is_found_by_a_large_photo() {
    expect_faults(Some(Flaw::SmallLimit), &HEAVY, &["large"]);
}

#[test]
fn a_sign_in_page_breaks_every_required_clause() {
    let server = FlawedServer::start(Some(Flaw::SignInPage));
    let report = examine(&trial(&server.address, &LIGHT)).unwrap();
    let required = report.clauses.iter().filter(|tried| tried.required);
    for tried in required {
        assert_eq!(tried.state, State::Fault, "{tried:?}");
    }
    assert!(report.clauses[0].seen[0].contains("without a receipt"));
}

#[test]
fn what_is_only_recommended_is_advice_and_no_fault() {
    let report = expect_faults(Some(Flaw::IgnoresHeaders), &LIGHT, &[]);
    assert_eq!(
        in_state(&report, State::Advice),
        ["damaged-408", "other-key"]
    );
    let report = expect_faults(Some(Flaw::Always200), &LIGHT, &[]);
    assert_eq!(in_state(&report, State::Advice), ["receipt"]);
}

#[test]
fn an_address_without_a_path_is_the_receiver_s_own() {
    let server = FlawedServer::start(None);
    let bare = server.address.strip_suffix("/api/v1/uploads").unwrap();
    let report = examine(&trial(bare, &["receipt"])).unwrap();
    assert_eq!(
        (report.address.as_str(), report.faults()),
        (server.address.as_str(), 0)
    );
    let error = examine(&trial("http://", &[])).unwrap_err();
    assert!(
        matches!(error, ConformanceError::NotAnAddress(_)),
        "{error}"
    );
}
