//! Good documents through the router: kept once, with one receipt, whatever
//! happens around them.

use axum::body::Body;
use axum::http::{Request, header};
use chrono::{DateTime, SubsecRound, Utc};
use inspection::{CheckId, Digest, Discrepancy, Verdict};
use serde_json::json;

use crate::support::{TestOffice, Visit, bearer, changed};

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
    assert_eq!(office.kept().await, 1);
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
    assert_eq!(office.kept().await, 1);
    let stored = office.office.store.find(first.inspection_id().into()).await;
    assert_eq!(stored.unwrap().unwrap().conflicts.len(), 1);
    // The first is still answered as before.
    assert_eq!(office.upload(first.body()).await.status.as_u16(), 200);
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
        .find(visit.inspection_id().into())
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
        .find(visit.inspection_id().into())
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
            .header(
                header::AUTHORIZATION,
                format!("Bearer {}", bearer().reveal()),
            )
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
    assert_eq!(office.kept().await, 1);
}

#[tokio::test]
async fn a_closed_store_is_unavailable() {
    let office = TestOffice::open().await;
    office.office.store.close().await;
    let answer = office.upload(Visit::default().body()).await;
    answer.expect_problem(503, "unavailable");
}

#[tokio::test]
async fn health_and_profile_are_answered() {
    let office = TestOffice::open().await;
    let health = office.get("/api/health").await;
    assert_eq!(
        (health.status.as_u16(), health.json()),
        (200, json!({ "status": "ok" }))
    );
    let before = Utc::now().trunc_subsecs(3);
    let profile = office.get("/api/v1/office").await;
    let now: DateTime<Utc> = profile.json()["now"].as_str().unwrap().parse().unwrap();
    assert!((before..=Utc::now()).contains(&now), "{now}");
    assert!(profile.json()["now"].as_str().unwrap().ends_with('Z'));
    assert_eq!(profile.json()["demo"], false);
    assert_eq!(profile.json()["retention_months"], 24);
    assert_eq!(profile.header("cache-control"), "no-store");
}
