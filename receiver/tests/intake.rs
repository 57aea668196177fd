//! Documents through the router: what is kept, and what each bad body is told.

use axum::body::Body;
use axum::http::{Request, header};
use inspection::{CheckId, Digest, Discrepancy, Verdict};
use receiver::LARGEST_BODY;
use receiver::store::Page;
use serde_json::{Value, json};

use crate::support::{TestOffice, Visit, changed};

/// How many documents are kept.
async fn kept(office: &TestOffice) -> u64 {
    let page = Page { number: 1, size: 1 };
    office.office.store.list(page).await.unwrap().total
}

/// The envelope of the default document, changed.
fn envelope(change: impl FnOnce(&mut Value)) -> String {
    let mut envelope = serde_json::from_str(&Visit::default().body()).unwrap();
    change(&mut envelope);
    envelope.to_string()
}

#[tokio::test]
async fn a_new_document_is_answered_with_its_receipt() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let answer = office.upload(visit.body()).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(answer.header("content-type"), "application/json");
    let receipt = answer.json();
    let frozen = visit.freeze();
    assert_eq!(receipt["id"], frozen.id.to_string());
    assert_eq!(receipt["sha256"], frozen.sha256.as_str());
    assert!(receipt["received_at"].as_str().unwrap().ends_with('Z'));
    assert_eq!(receipt.as_object().unwrap().len(), 3);
}

#[tokio::test]
async fn a_repeated_document_gets_the_same_receipt_byte_for_byte() {
    let office = TestOffice::open().await;
    let body = Visit::default().body();
    let first = office.upload(body.clone()).await;
    let again = office.upload(body).await;
    assert_eq!((first.status.as_u16(), again.status.as_u16()), (201, 200));
    assert_eq!(first.body, again.body);
    assert_eq!(kept(&office).await, 1);
}

#[tokio::test]
async fn another_document_under_a_taken_id_is_a_conflict_with_both_digests() {
    let office = TestOffice::open().await;
    let first = Visit::default();
    let other = Visit {
        name: "Sạp khác",
        ..first.clone()
    };
    office.upload(first.body()).await;
    for _ in 0..2 {
        let problem = office
            .upload(other.body())
            .await
            .expect_problem(409, "conflict");
        assert_eq!(problem["id"], first.inspection_id().to_string());
        assert_eq!(problem["kept_sha256"], first.freeze().sha256.as_str());
        assert_eq!(problem["sent_sha256"], other.freeze().sha256.as_str());
    }
    assert_eq!(kept(&office).await, 1);
    let stored = office.office.store.find(first.inspection_id()).await;
    assert_eq!(stored.unwrap().unwrap().conflicts.len(), 1);
    // The first is still answered as before.
    assert_eq!(office.upload(first.body()).await.status.as_u16(), 200);
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
    assert_eq!(kept(&office).await, 0);
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
    let body = envelope(|envelope| envelope["kind"] = json!("photo"));
    let problem = office
        .upload(body)
        .await
        .expect_problem(400, "unknown-kind");
    assert_eq!(problem["supported"], json!(["inspection"]));
    assert_eq!(kept(&office).await, 0);
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
    assert_eq!(kept(&office).await, 0);
}

#[tokio::test]
async fn an_envelope_that_names_another_id_is_refused() {
    let office = TestOffice::open().await;
    let body = envelope(|envelope| envelope["id"] = json!(uuid::Uuid::from_u128(9)));
    office.upload(body).await.expect_problem(422, "other-id");
    assert_eq!(kept(&office).await, 0);
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
    assert_eq!(kept(&office).await, 0);
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
    assert_eq!(kept(&office).await, 0);
}

#[tokio::test]
async fn an_altered_assessment_is_kept_and_marked_as_a_discrepancy() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.checks[0].assessment.verdict = Verdict::Conforming;
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    let stored = office
        .office
        .store
        .find(visit.inspection_id())
        .await
        .unwrap()
        .unwrap();
    let [Discrepancy::OtherAssessment { check, found }] = stored.discrepancies.as_slice() else {
        panic!("{:?}", stored.discrepancies);
    };
    assert_eq!(*check, CheckId(1));
    assert_eq!(found.verdict, Verdict::NonConforming);
    // What came is kept as it came.
    assert!(!stored.document.contains("office"));
    assert_eq!(
        Digest::of(stored.document.as_bytes()),
        stored.receipt.sha256
    );
}

#[tokio::test]
async fn a_document_of_an_unknown_rule_pack_is_kept_and_marked() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.rule_pack.id = "2031-01".to_owned();
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    let stored = office
        .office
        .store
        .find(visit.inspection_id())
        .await
        .unwrap()
        .unwrap();
    let [Discrepancy::UnknownPack { pack }] = stored.discrepancies.as_slice() else {
        panic!("{:?}", stored.discrepancies);
    };
    assert_eq!(pack.id, "2031-01");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 4)]
async fn identical_uploads_at_the_same_time_make_one_row_and_one_receipt() {
    let office = TestOffice::open().await;
    let body = Visit::default().body();
    let sends = (0..16).map(|_| {
        let router = office.router();
        let request = Request::post("/api/v1/uploads")
            .header(header::CONTENT_TYPE, "application/json")
            .body(Body::from(body.clone()))
            .unwrap();
        tokio::spawn(async move {
            let response = tower::ServiceExt::oneshot(router, request).await.unwrap();
            let status = response.status().as_u16();
            let body = axum::body::to_bytes(response.into_body(), 1000)
                .await
                .unwrap();
            (status, body)
        })
    });
    let sends: Vec<_> = sends.collect();
    let mut answers = Vec::new();
    for send in sends {
        answers.push(send.await.unwrap());
    }
    assert_eq!(
        answers.iter().filter(|(status, _)| *status == 201).count(),
        1
    );
    assert_eq!(
        answers.iter().filter(|(status, _)| *status == 200).count(),
        15
    );
    assert!(answers.iter().all(|(_, body)| *body == answers[0].1));
    assert_eq!(kept(&office).await, 1);
}

#[cfg(unix)]
#[tokio::test]
async fn a_vanished_database_gives_no_receipt() {
    let office = TestOffice::open().await;
    let database = office.folder.path().join("office.sqlite");
    let aside = office.folder.path().join("aside.sqlite");
    std::fs::rename(&database, &aside).unwrap();
    let answer = office.upload(Visit::default().body()).await;
    answer.expect_problem(503, "unavailable");
    assert_eq!(office.get("/office").await.status.as_u16(), 503);
    std::fs::rename(&aside, &database).unwrap();
    assert_eq!(
        office.upload(Visit::default().body()).await.status.as_u16(),
        201
    );
}

#[tokio::test]
async fn a_closed_store_is_unavailable() {
    let office = TestOffice::open().await;
    office.office.store.close().await.unwrap();
    let answer = office.upload(Visit::default().body()).await;
    answer.expect_problem(503, "unavailable");
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

#[tokio::test]
async fn health_and_profile_are_answered() {
    let office = TestOffice::open().await;
    let health = office.get("/api/health").await;
    assert_eq!(
        (health.status.as_u16(), health.json()),
        (200, json!({ "status": "ok" }))
    );
    let profile = office.get("/api/v1/office").await;
    assert_eq!(
        (profile.status.as_u16(), profile.json()),
        (200, json!({ "demo": false }))
    );
}
