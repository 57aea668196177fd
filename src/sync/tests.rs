//! The table of replies, row by row.

use uuid::Uuid;

use super::*;

fn id() -> DocumentId {
    DocumentId(Uuid::from_u128(7))
}

fn digest() -> Digest {
    Digest::of(b"{}")
}

fn receipt_for(id: DocumentId, sha256: &Digest) -> String {
    format!(r#"{{"id":"{id}","sha256":"{sha256}","received_at":"2026-11-22T03:00:00Z"}}"#)
}

fn read(status: u16, body: &str) -> Answer {
    let reply = Reply::Response {
        status,
        retry_after: None,
        body: body.to_owned(),
    };
    read_reply(&reply, id(), &digest())
}

fn reason(answer: &Answer) -> Option<Later> {
    match answer {
        Answer::Later { reason, .. } => Some(*reason),
        _ => None,
    }
}

/// What the office says when it does not take a document.
const PROBLEM: &str = r#"{"type":"/problems/any"}"#;

/// What a captive portal, a proxy or another server may say.
const STRANGERS: [&str; 7] = [
    "",
    "<!doctype html><title>Wi-Fi</title>",
    "{}",
    "[]",
    "\"ok\"",
    r#"{"type":""}"#,
    r#"{"id":"00000000-0000-0000-0000-000000000007"}"#,
];

#[test]
fn only_a_receipt_for_this_id_and_these_bytes_is_one() {
    let good = receipt_for(id(), &digest());
    for status in [200, 201, 409] {
        assert!(
            matches!(read(status, &good), Answer::Accepted(_)),
            "{status}"
        );
    }
    let other_id = receipt_for(DocumentId(Uuid::from_u128(8)), &digest());
    let other_bytes = receipt_for(id(), &Digest::of(b"[]"));
    let strangers = STRANGERS.map(str::to_owned);
    for body in strangers.into_iter().chain([other_id, other_bytes]) {
        for status in [200, 201] {
            let read = reason(&read(status, &body));
            assert_eq!(read, Some(Later::NotAReceipt), "{status} {body}");
        }
    }
}

#[test]
fn only_a_problem_document_refuses_or_conflicts() {
    for status in [400, 404, 409, 413, 415, 422] {
        for body in STRANGERS {
            let read = reason(&read(status, body));
            assert_eq!(read, Some(Later::NotAReceipt), "{status} {body}");
        }
    }
    assert!(matches!(read(409, PROBLEM), Answer::Conflict(_)));
}

#[test]
fn no_other_status_makes_even_a_good_receipt_count() {
    let good = receipt_for(id(), &digest());
    for status in (0..200).chain(202..409).chain(410..=999) {
        let answer = read(status, &good);
        assert!(!matches!(answer, Answer::Accepted(_)), "{status}");
    }
}

#[test]
fn every_status_means_what_the_table_says() {
    let later = |status| reason(&read(status, "")).unwrap();
    for status in [0, 202, 204, 206, 301, 302, 303, 307, 308] {
        assert_eq!(later(status), Later::NotAReceipt, "{status}");
    }
    for status in [400, 404, 413, 415, 422] {
        let answer = read(status, PROBLEM);
        assert!(matches!(answer, Answer::Refused(_)), "{status}");
    }
    for status in [401, 403] {
        assert_eq!(later(status), Later::SignInNeeded, "{status}");
    }
    for status in [408, 425, 429] {
        assert_eq!(later(status), Later::Busy, "{status}");
    }
    for status in [500, 502, 503, 504, 599] {
        assert_eq!(later(status), Later::OfficeFault { status });
    }
    for status in [100, 402, 405, 410, 418, 451, 600, 999] {
        assert_eq!(later(status), Later::Unexpected { status });
    }
}

#[test]
fn no_response_is_no_answer() {
    let read = |reply| reason(&read_reply(&reply, id(), &digest()));
    assert_eq!(read(Reply::Unreachable), Some(Later::Unreachable));
    assert_eq!(read(Reply::TimedOut), Some(Later::TimedOut));
}

#[test]
fn the_office_can_ask_to_wait() {
    let reply = Reply::Response {
        status: 503,
        retry_after: Some(90),
        body: String::new(),
    };
    let expected = Answer::Later {
        reason: Later::OfficeFault { status: 503 },
        after: Some(TimeDelta::seconds(90)),
    };
    assert_eq!(read_reply(&reply, id(), &digest()), expected);
}

#[test]
fn a_refusal_carries_the_words_of_the_office_within_bounds() {
    let body = format!(
        r#"{{"type":"/problems/unreadable","title":"Không đọc được","status":422,"detail":"{}","field":"max"}}"#,
        "ớ".repeat(9000),
    );
    let Answer::Refused(problem) = read(422, &body) else {
        panic!("not refused");
    };
    assert_eq!(problem.status, 422);
    assert_eq!(problem.kind, "/problems/unreadable");
    assert_eq!(problem.title, "Không đọc được");
    assert_eq!(problem.detail.chars().count(), LONGEST_WORDS);
}

#[test]
fn the_content_digest_is_the_one_in_rfc_9530() {
    // RFC 9530, appendix B.1: the body ends in a line feed.
    let expected = "sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:";
    assert_eq!(content_digest("{\"hello\": \"world\"}\n"), expected);
}

#[test]
fn a_wait_of_more_seconds_than_a_number_holds_is_a_long_one() {
    for (written, expected) in [
        ("120", Some(120)),
        (" 0 ", Some(0)),
        ("4294967295", Some(u32::MAX)),
        ("4294967296", Some(u32::MAX)),
        ("99999999999999999999999", Some(u32::MAX)),
        ("-5", None),
        ("", None),
        ("Sun, 22 Nov 2026 03:00:00 GMT", None),
    ] {
        assert_eq!(seconds(written), expected, "{written}");
    }
}
