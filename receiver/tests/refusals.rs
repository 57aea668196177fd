//! Bad requests through the router: each is told what is wrong, and nothing is
//! kept of it.

use std::pin::pin;
use std::sync::mpsc;

use axum::body::Body;
use axum::http::{Request, header};
use inspection::Digest;
use receiver::LARGEST_BODY;
use serde_json::{Value, json};
use tokio::runtime::Builder;
use tokio::task::spawn_blocking;

use crate::support::{TestOffice, Visit};

/// The envelope of the default document, changed.
fn envelope(change: impl FnOnce(&mut Value)) -> String {
    let mut envelope = serde_json::from_str(&Visit::default().body()).unwrap();
    change(&mut envelope);
    envelope.to_string()
}

#[tokio::test]
async fn a_body_that_is_no_envelope_is_told_so() {
    let office = TestOffice::open().await;
    let deep = "[".repeat(100_000);
    for body in [
        "",
        "{",
        "nothing",
        "[]",
        "null",
        "{}",
        "{\"v\":1}",
        "\u{feff}{}",
        deep.as_str(),
    ] {
        let answer = office.upload(body.to_owned()).await;
        answer.expect_problem(400, "not-an-envelope");
    }
    let answer = office.upload(vec![0xff, 0xfe, 0x00]).await;
    answer.expect_problem(400, "not-an-envelope");
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn an_unknown_version_or_kind_is_told_what_is_supported() {
    let office = TestOffice::open().await;
    for version in [json!(2), json!("1"), json!(1.5), json!(null)] {
        let body = envelope(|envelope| envelope["v"] = version);
        let problem = office
            .upload(body)
            .await
            .expect_problem(400, "unknown-version");
        assert_eq!(problem["supported"], json!([1]));
    }
    let body = envelope(|envelope| envelope["kind"] = json!("hologram"));
    let problem = office
        .upload(body)
        .await
        .expect_problem(400, "unknown-kind");
    assert_eq!(
        problem["supported"],
        json!(["inspection", "photo", "attachment", "outcome"])
    );
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn a_wrong_digest_is_told_both() {
    let office = TestOffice::open().await;
    let wrong = "0".repeat(64);
    let body = envelope(|envelope| envelope["proof"]["sha256"] = json!(wrong));
    let problem = office
        .upload(body)
        .await
        .expect_problem(422, "wrong-digest");
    assert_eq!(problem["promised_sha256"], wrong);
    let found = Visit::default().freeze().sha256;
    assert_eq!(problem["found_sha256"], found.as_str());
    // One letter of the document, the digest left alone.
    let body = envelope(|envelope| envelope["document"]["inspector"] = json!("Khác"));
    office
        .upload(body)
        .await
        .expect_problem(422, "wrong-digest");
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn an_envelope_that_names_another_id_is_refused() {
    let office = TestOffice::open().await;
    let body = envelope(|envelope| envelope["id"] = json!(uuid::Uuid::from_u128(9)));
    office.upload(body).await.expect_problem(422, "other-id");
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn an_honestly_hashed_document_that_is_none_is_unreadable() {
    let office = TestOffice::open().await;
    for (field, value) in [
        ("inspected_on", json!("hôm nay")),
        ("sequence", json!(-1)),
        ("checks", json!([{"kind": "fortune"}])),
        ("establishment", json!(null)),
    ] {
        let body = envelope(|envelope| {
            envelope["document"][field] = value;
            let text = inspection::canonical_json(&envelope["document"]).unwrap();
            envelope["proof"]["sha256"] = json!(Digest::of(text.as_bytes()));
        });
        office.upload(body).await.expect_problem(422, "unreadable");
    }
    let body = envelope(|envelope| envelope["document"]["sequence"] = json!(0.5));
    office
        .upload(body)
        .await
        .expect_problem(422, "not-canonical");
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn a_body_that_is_too_large_is_told_the_limit() {
    let office = TestOffice::open().await;
    let body = " ".repeat(LARGEST_BODY + 1);
    let problem = office.upload(body).await.expect_problem(413, "too-large");
    assert_eq!(problem["limit"], LARGEST_BODY);
    // One byte less is read, and found to be nothing.
    let body = " ".repeat(LARGEST_BODY);
    office
        .upload(body)
        .await
        .expect_problem(400, "not-an-envelope");
}

#[tokio::test]
async fn only_json_is_taken() {
    let office = TestOffice::open().await;
    for content_type in [
        None,
        Some("text/plain"),
        Some("application/x-www-form-urlencoded"),
    ] {
        let mut request = Request::post("/api/v1/uploads");
        if let Some(content_type) = content_type {
            request = request.header(header::CONTENT_TYPE, content_type);
        }
        let request = request.body(Body::from(Visit::default().body())).unwrap();
        office
            .send(request)
            .await
            .expect_problem(415, "wrong-content-type");
    }
    assert_eq!(office.kept().await, 0);
}

#[tokio::test]
async fn everything_else_under_api_is_a_problem_document_too() {
    let office = TestOffice::open().await;
    for path in [
        "/api",
        "/api/",
        "/api/v1",
        "/api/v2/uploads",
        "/api/records.html",
    ] {
        office.get(path).await.expect_problem(404, "not-found");
    }
    let answer = office.get("/api/v1/uploads").await;
    answer.expect_problem(405, "method-not-allowed");
    assert_eq!(answer.header("allow"), "POST");
    let request = Request::delete("/api/health").body(Body::empty()).unwrap();
    office
        .send(request)
        .await
        .expect_problem(405, "method-not-allowed");
}

#[test]
fn others_are_answered_while_a_document_is_judged() {
    // One thread serves. The only other one is held, so that judging cannot end
    // before it is let go; judged on the first, the upload would be answered.
    let mut runtime = Builder::new_current_thread();
    let runtime = runtime.max_blocking_threads(1).enable_all();
    let runtime = runtime.build().unwrap();
    runtime.block_on(async {
        let office = TestOffice::open().await;
        let (let_go, held) = mpsc::channel::<()>();
        let holding = spawn_blocking(move || held.recv());
        let mut upload = pin!(office.upload(Visit::default().body()));
        tokio::select! {
            biased;
            early = &mut upload => panic!("{early:?}"),
            health = office.get("/api/health") => assert_eq!(health.status.as_u16(), 200),
        }
        let_go.send(()).unwrap();
        holding.await.unwrap().unwrap();
        assert_eq!(upload.await.status.as_u16(), 201);
    });
}
