//! Pages of other origins: none may send unless the office names it, and the
//! served app reaches no other unless the office names that.

use axum::body::Body;
use axum::http::{Method, Request};

use crate::support::{Answer, TestOffice, Visit};

const TABLETS: &str = "https://tablets.example";
const OTHER: &str = "https://elsewhere.example";

async fn accepting(origins: &[&str]) -> TestOffice {
    let mut office = TestOffice::open().await;
    let origins = origins.iter().map(|origin| origin.parse().unwrap());
    office.office.accept_origins = origins.collect();
    office
}

/// What a browser asks before it sends.
async fn ask(office: &TestOffice, path: &str, origin: &str) -> Answer {
    let request = Request::builder()
        .method(Method::OPTIONS)
        .uri(path)
        .header("origin", origin)
        .header("access-control-request-method", "POST")
        .header(
            "access-control-request-headers",
            "content-digest,content-type,idempotency-key",
        );
    office.send(request.body(Body::empty()).unwrap()).await
}

async fn upload(office: &TestOffice, origin: &str, body: String) -> Answer {
    office.upload_with(&[("origin", origin)], body).await
}

#[tokio::test]
async fn no_other_origin_is_permitted_unless_it_is_named() {
    let office = accepting(&[]).await;
    for path in ["/api/v1/uploads", "/api/v1/office"] {
        let answer = ask(&office, path, TABLETS).await;
        answer.expect_problem(405, "method-not-allowed");
        assert_eq!(answer.header("access-control-allow-origin"), "");
    }
    let answer = upload(&office, TABLETS, Visit::default().body()).await;
    assert_eq!(answer.header("access-control-allow-origin"), "");
    assert_eq!(answer.header("vary"), "");
}

#[tokio::test]
async fn a_named_origin_is_permitted_to_send_and_to_read_the_answer() {
    let office = accepting(&[OTHER, TABLETS]).await;
    for path in ["/api/v1/uploads", "/api/v1/office"] {
        let answer = ask(&office, path, TABLETS).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        assert_eq!(answer.header("access-control-allow-origin"), TABLETS);
        assert_eq!(answer.header("access-control-max-age"), "3600");
        for (header, words) in [
            ("access-control-allow-methods", &["GET", "POST"][..]),
            (
                "access-control-allow-headers",
                &["content-type", "content-digest", "idempotency-key"],
            ),
            ("vary", &["origin"]),
        ] {
            let value = answer.header(header);
            for word in words {
                assert!(value.contains(word), "{header}: {value}");
            }
        }
        assert_eq!(answer.header("access-control-allow-credentials"), "");
    }
    let new = upload(&office, TABLETS, Visit::default().body()).await;
    assert_eq!(new.status.as_u16(), 201);
    let refused = upload(&office, TABLETS, "nothing".to_owned()).await;
    refused.expect_problem(400, "not-an-envelope");
    for answer in [new, refused] {
        assert_eq!(answer.header("access-control-allow-origin"), TABLETS);
        assert!(answer.header("vary").contains("origin"));
    }
}

#[tokio::test]
async fn an_origin_that_is_not_named_is_not_permitted_where_another_is() {
    let office = accepting(&[TABLETS]).await;
    for origin in [OTHER, "null", "https://tablets.example.evil", "*"] {
        let answer = ask(&office, "/api/v1/uploads", origin).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{origin}");
        // A cache must not give this answer to the page that is permitted.
        assert!(answer.header("vary").contains("origin"), "{origin}");
    }
}

#[tokio::test]
async fn permission_is_for_tablets_alone() {
    let office = accepting(&[TABLETS]).await;
    for path in ["/office", "/api/health", "/office/demo/clear", "/"] {
        let answer = ask(&office, path, TABLETS).await;
        assert_eq!(answer.header("access-control-allow-origin"), "", "{path}");
    }
    let answer = office.get("/api/v1/uploads").await;
    answer.expect_problem(405, "method-not-allowed");
}

#[tokio::test]
async fn the_served_app_reaches_the_named_origins_and_no_others() {
    let dist = tempfile::tempdir().unwrap();
    std::fs::write(dist.path().join("index.html"), "<!doctype html>").unwrap();
    let mut office = TestOffice::with_tablet(dist.path()).await;
    let origins = [TABLETS, "http://192.168.1.7:8787"];
    office.office.upload_origins = origins.map(|origin| origin.parse().unwrap()).into();
    let answer = office.get("/").await;
    let policy = answer.header("content-security-policy");
    let expected = "connect-src 'self' https://tablets.example http://192.168.1.7:8787";
    let part = policy
        .split("; ")
        .find(|part| part.starts_with("connect-src"));
    assert_eq!(part, Some(expected), "{policy}");
    // The office's own pages reach nothing all the same.
    let page = office.get("/office").await;
    let policy = page.header("content-security-policy");
    assert!(!policy.contains("connect-src"), "{policy}");
}
