//! Bad documents of every kind through the router: each is told what is wrong
//! by a problem of its own, none is a fault of the office, and nothing is kept.

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{Digest, DocumentId, Encoded, Frozen, LARGEST_CONTENT, upload_body};
use receiver::LARGEST_BODY;
use receiver::people::Sight;
use receiver::store::{MOST_REFUSALS, Why};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, PDF, PNG, TestOffice, Visit, altered, one_of_each};

/// One frozen document of each kind.
fn all_kinds() -> [Frozen; 4] {
    let visit = Visit::default();
    let [photo, attachment, outcome] = one_of_each(&visit);
    [visit.freeze(), photo, attachment, outcome]
}

fn photo() -> Frozen {
    let [photo, ..] = one_of_each(&Visit::default());
    photo
}

async fn nothing_is_kept(office: &TestOffice) {
    for frozen in all_kinds() {
        let found = office.office.store.find(frozen.id).await.unwrap();
        assert!(found.is_none(), "{:?}", frozen.kind);
    }
}

/// Sends a document with some members changed, honestly hashed.
async fn send(office: &TestOffice, frozen: &Frozen, members: &[(&str, Value)]) -> Answer {
    let body = altered(frozen, |document| {
        for (member, value) in members {
            document[*member] = value.clone();
        }
    });
    office.upload(body).await
}

#[tokio::test]
async fn newer_versions_and_kinds_are_told_what_is_supported() {
    let office = TestOffice::open().await;
    let kinds = json!(["inspection", "photo", "attachment", "outcome"]);
    for frozen in all_kinds() {
        let answer = send(&office, &frozen, &[("v", json!(2))]).await;
        let problem = answer.expect_problem(400, "unknown-version");
        assert_eq!(problem["supported"], json!([1]));
        let answer = send(&office, &frozen, &[("kind", json!("video"))]).await;
        let problem = answer.expect_problem(400, "unknown-kind");
        assert_eq!(problem["supported"], kinds);
        // The envelope alone is of a newer version, or of another kind.
        let mut envelope: Value = serde_json::from_str(&upload_body(&frozen).unwrap()).unwrap();
        envelope["v"] = json!(2);
        let answer = office.upload(envelope.to_string()).await;
        answer.expect_problem(400, "unknown-version");
        envelope["v"] = json!(1);
        let other = ["photo", "outcome"].map(Value::from);
        envelope["kind"] = other
            .into_iter()
            .find(|kind| *kind != envelope["kind"])
            .unwrap();
        let answer = office.upload(envelope.to_string()).await;
        answer.expect_problem(422, "other-kind");
    }
    nothing_is_kept(&office).await;
}

#[tokio::test]
async fn a_field_of_the_wrong_form_is_named() {
    let office = TestOffice::open().await;
    let [inspection, photo, attachment, outcome] = all_kinds();
    for (frozen, field, value) in [
        (&inspection, "photos", json!("none")),
        (&inspection, "supersedes", json!(3)),
        (&photo, "width", json!(-1)),
        (&photo, "height", json!(0)),
        (&photo, "media_type", json!("image/svg+xml")),
        (
            &photo,
            "position",
            json!({ "latitude": "91", "longitude": "0" }),
        ),
        (&photo, "inspection", json!("")),
        (&photo, "content", json!(7)),
        (&attachment, "media_type", json!("text/html")),
        (&attachment, "sha256", json!("0")),
        (&outcome, "decided_on", json!("2026-02-30")),
        (&outcome, "result", json!(null)),
        (&outcome, "amount_vnd", json!(-1)),
        (&outcome, "recorded_by", json!([])),
    ] {
        let answer = send(&office, frozen, &[(field, value)]).await;
        let problem = answer.expect_problem(422, "unreadable");
        assert_eq!(problem["field"], field);
    }
    for (field, size) in [("width", json!(1.5)), ("sequence", json!(1u64 << 53))] {
        let mut envelope: Value = serde_json::from_str(&upload_body(&photo).unwrap()).unwrap();
        envelope["document"][field] = size;
        let answer = office.upload(envelope.to_string()).await;
        answer.expect_problem(422, "not-canonical");
    }
    nothing_is_kept(&office).await;
}

#[tokio::test]
async fn a_file_that_is_not_what_is_said_of_it_is_refused() {
    let office = TestOffice::open().await;
    let kept = Digest::of(b"the picture that was meant");
    let answer = send(&office, &photo(), &[("sha256", json!(kept))]).await;
    let problem = answer.expect_problem(422, "wrong-content-digest");
    assert_eq!(problem["promised_sha256"], kept.as_str());
    let sent: Value = serde_json::from_str(&photo().text).unwrap();
    assert_eq!(problem["found_sha256"], sent["sha256"]);
    // Honestly hashed, but no JPEG.
    for bytes in [PNG, PDF, b"<svg onload='alert(1)'>", b""] {
        let members = [
            ("content", json!(Encoded::of(bytes))),
            ("sha256", json!(Digest::of(bytes))),
        ];
        let answer = send(&office, &photo(), &members).await;
        answer.expect_problem(422, "content-of-other-type");
    }
    for content in ["not base64", "/9j/2w", "/9j/\n2w=="] {
        let answer = send(&office, &photo(), &[("content", json!(content))]).await;
        answer.expect_problem(422, "content-not-base64");
    }
    nothing_is_kept(&office).await;
}

#[tokio::test]
async fn the_largest_file_is_kept_and_a_larger_one_is_told_the_limit() {
    let office = TestOffice::open().await;
    let [_, _, attachment, _] = all_kinds();
    // A digit of base64 more than the largest file has.
    let content = "A".repeat(LARGEST_CONTENT.div_ceil(3) * 4 + 1);
    let answer = send(&office, &attachment, &[("content", json!(content))]).await;
    let problem = answer.expect_problem(413, "content-too-large");
    assert_eq!(problem["limit"], LARGEST_CONTENT);
    nothing_is_kept(&office).await;
    let mut bytes = vec![b' '; LARGEST_CONTENT];
    bytes[..PDF.len()].copy_from_slice(PDF);
    let members = [
        ("content", json!(Encoded::of(&bytes))),
        ("sha256", json!(Digest::of(&bytes))),
    ];
    let answer = send(&office, &attachment, &members).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    let path = format!("/office/documents/{}/content", attachment.id);
    assert_eq!(office.get(&path).await.body.len(), LARGEST_CONTENT);
    // What could not even be a body is refused unread.
    let answer = office.upload("x".repeat(LARGEST_BODY + 1)).await;
    answer.expect_problem(413, "too-large");
}

/// Some hundred bodies with one byte changed: never a fault of the office.
#[tokio::test]
async fn broken_bodies_are_refused_or_kept_and_never_a_fault() {
    let office = TestOffice::open().await;
    for frozen in all_kinds() {
        let body = upload_body(&frozen).unwrap().into_bytes();
        for (step, place) in (0..body.len()).step_by(101).enumerate() {
            let mut broken = body.clone();
            broken[place] = [0, b'"', b'7', b'}', 0xff][step % 5];
            let status = office.upload(broken).await.status.as_u16();
            // An unchanged byte, or one outside the document, is no harm.
            assert!([200, 201, 400, 422].contains(&status), "{status}");
        }
        for end in (0..body.len()).step_by(301) {
            let answer = office.upload(body[..end].to_vec()).await;
            answer.expect_problem(400, "not-an-envelope");
        }
    }
}

/// What people read of a refusal follows the language of the page; what the tablet is
/// told is English.
#[tokio::test]
async fn a_refusal_is_told_in_the_language_of_the_page() {
    let office = TestOffice::open().await;
    let answer = send(&office, &photo(), &[("width", json!(-1))]).await;
    let problem = answer.expect_problem(422, "unreadable");
    assert!(
        problem["detail"]
            .as_str()
            .unwrap()
            .starts_with("the document cannot be read")
    );
    let page = office.get("/office/doubts?lang=vi").await.text();
    assert!(
        page.contains("Không đọc được tài liệu ở trường width."),
        "{page}"
    );
    assert!(!page.contains("cannot be read"), "{page}");
    let page = office.get("/office/doubts?lang=en").await.text();
    assert!(
        page.contains("the document cannot be read at `width`"),
        "{page}"
    );
}

/// A tablet whose every upload is wrong: the newest are kept, the others counted.
#[tokio::test]
async fn of_each_tablet_the_newest_refusals_are_kept_and_the_others_counted() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let why = Why {
        problem: "wrong-digest",
        detail: [String::new(), String::new()],
    };
    let first: DateTime<Utc> = "2026-11-23T01:00:00Z".parse().unwrap();
    let kept = i64::from(MOST_REFUSALS);
    for number in 0..kept + 7 {
        let id = DocumentId(Uuid::from_u128(u128::try_from(number).unwrap() + 500));
        let at = first + TimeDelta::seconds(number);
        store.note_refused(None, Some(id), &why, at).await.unwrap();
    }
    let refused = store.refused(&Sight::ALL, 1000).await.unwrap();
    assert_eq!(refused.total, u64::from(MOST_REFUSALS));
    let oldest = refused.rows.iter().map(|row| row.first_at).min();
    assert_eq!(oldest, Some(first + TimeDelta::seconds(7)));
    assert_eq!(store.refusals_dropped(&Sight::ALL).await.unwrap(), 7);
    let page = office.get("/office/doubts?lang=en").await.text();
    assert!(page.contains("7 older ones"), "{page}");
}
