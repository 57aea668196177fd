//! The demonstration: banner, sample, clearing; and none of it elsewhere.

use axum::body::Body;
use axum::http::{Request, header};

use crate::support::{Answer, TestOffice, Visit};

async fn clear(office: &TestOffice, origin: Option<&str>) -> Answer {
    let mut request = Request::post("/office/demo/clear").header(header::HOST, "localhost:8787");
    if let Some(origin) = origin {
        request = request.header(header::ORIGIN, origin);
    }
    office.send(request.body(Body::empty()).unwrap()).await
}

#[tokio::test]
async fn every_page_of_the_demonstration_says_so() {
    let office = TestOffice::demo().await;
    office.upload(Visit::default().body()).await;
    let visit = Visit::default().page();
    for path in ["/office", "/office/demo/clear", "/office/nothing", &visit] {
        let page = office.get(path).await.text();
        assert!(page.contains("data-mark=\"demo\""), "{path}");
        assert!(page.contains("Dữ liệu mẫu"), "{path}");
    }
    let profile = office.get("/api/v1/office").await;
    assert_eq!(profile.json()["demo"], true);
}

#[tokio::test]
async fn the_sample_register_and_plan_are_shown_and_marked() {
    let office = TestOffice::demo().await;
    let page = office.get("/office").await.text();
    assert_eq!(page.matches("data-establishment=").count(), 12);
    assert_eq!(page.matches("data-visit=").count(), 8);
    assert_eq!(page.matches("class=\"sample\"").count(), 20);
    assert!(page.contains("Phường Thông Tây Hội"));
}

#[tokio::test]
async fn the_sample_is_cleared_in_one_act_and_what_was_received_stays() {
    let office = TestOffice::demo().await;
    office.upload(Visit::default().body()).await;
    let question = office.get("/office/demo/clear").await.text();
    assert!(question.contains("method=\"post\" action=\"/office/demo/clear\""));
    let answer = clear(&office, Some("http://localhost:8787")).await;
    assert_eq!(answer.status.as_u16(), 303);
    assert_eq!(answer.header("location"), "/office");
    let page = office.get("/office").await.text();
    assert_eq!(page.matches("data-establishment=").count(), 0);
    assert_eq!(page.matches("data-visit=").count(), 0);
    assert_eq!(page.matches("data-record=").count(), 1);
}

#[tokio::test]
async fn another_site_cannot_clear_the_sample() {
    let office = TestOffice::demo().await;
    for origin in ["http://elsewhere.example", "null", "http://localhost:9999"] {
        let answer = clear(&office, Some(origin)).await;
        assert_eq!(answer.status.as_u16(), 403, "{origin}");
    }
    assert_eq!(office.office.store.register().await.unwrap().len(), 12);
}

#[tokio::test]
async fn an_office_that_is_no_demonstration_has_no_banner_and_clears_nothing() {
    let office = TestOffice::demo().await;
    let mut real = office.office.clone();
    real.demo = false;
    let office = TestOffice {
        office: real,
        scratch: office.scratch,
    };
    assert_eq!(clear(&office, None).await.status.as_u16(), 403);
    assert_eq!(office.get("/office/demo/clear").await.status.as_u16(), 403);
    assert_eq!(office.office.store.register().await.unwrap().len(), 12);
    let page = office.get("/office").await.text();
    assert!(!page.contains("data-mark=\"demo\""));
}
