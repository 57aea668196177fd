//! What the tests share: an office on a temporary folder and requests to it.
//! Documents to send are made by `documents.rs`.

use std::path::Path;

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, Request, StatusCode, header};
use chrono::Utc;
use receiver::store::Page;
use receiver::{Office, router};
use serde_json::Value;
use tower::ServiceExt;

mod documents;
mod forms;
mod kinds;
mod letting_in;
mod process;
mod scratch;

pub(crate) use documents::{Visit, arrival, changed, listed, measures};
pub(crate) use forms::{an, cookie_of, form, office_of_an, page, sign_in};
pub(crate) use kinds::{JPEG, PDF, PNG, altered, attachment, one_of_each, outcome, photo, way};
pub(crate) use letting_in::{
    PASSWORD, WEAK, bearer, cookie, credentials, let_in, let_in_at, tablet, user,
};
pub(crate) use process::{Receiver, body_of, command, let_in_lines};
pub(crate) use scratch::Scratch;

/// An office on a database of its own, gone with the value.
pub(crate) struct TestOffice {
    pub(crate) office: Office,
    pub(crate) scratch: Scratch,
}

impl TestOffice {
    pub(crate) async fn open() -> Self {
        let scratch = Scratch::new().await;
        let office = Office::new(scratch.open().await);
        let_in(&office.store).await;
        Self { office, scratch }
    }

    pub(crate) async fn demo() -> Self {
        let mut opened = Self::open().await;
        opened.office.demo = true;
        let today = receiver::wording::wall_time(Utc::now()).date_naive();
        let sample = receiver::demo::sample(today);
        opened.office.store.plant(&sample).await.unwrap();
        opened
    }

    pub(crate) async fn with_tablet(dist: &Path) -> Self {
        let mut opened = Self::open().await;
        opened.office.tablet = Some(dist.to_owned());
        opened
    }

    pub(crate) fn router(&self) -> Router {
        router(self.office.clone())
    }

    /// How many documents are kept.
    pub(crate) async fn kept(&self) -> u64 {
        let page = Page { number: 1, size: 1 };
        self.office
            .store
            .list(page, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total
    }

    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Request::get(path).body(Body::empty()).unwrap())
            .await
    }

    pub(crate) async fn upload(&self, body: impl Into<Body>) -> Answer {
        let request = Request::post("/api/v1/uploads")
            .header(header::CONTENT_TYPE, "application/json")
            .body(body.into())
            .unwrap();
        self.send(request).await
    }

    /// Uploads with further headers.
    pub(crate) async fn upload_with(&self, headers: &[(&str, &str)], body: String) -> Answer {
        let mut request =
            Request::post("/api/v1/uploads").header(header::CONTENT_TYPE, "application/json");
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        self.send(request.body(body.into()).unwrap()).await
    }

    /// By the admin and the tablet that are let in; a form comes from the office.
    pub(crate) async fn send(&self, mut request: Request<Body>) -> Answer {
        let known = credentials(Some(&cookie()), Some(&bearer()));
        for (name, value) in &known {
            let headers = request.headers_mut();
            headers.entry(name).or_insert_with(|| value.clone());
        }
        self.send_as(request).await
    }

    /// By whom the request says.
    pub(crate) async fn send_as(&self, request: Request<Body>) -> Answer {
        let response = self.router().oneshot(request).await.unwrap();
        let (head, body) = response.into_parts();
        Answer {
            status: head.status,
            headers: head.headers,
            body: to_bytes(body, usize::MAX).await.unwrap().to_vec(),
        }
    }
}

/// What came back.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap()
    }

    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }

    /// Checks that this is a problem document of that status and name.
    #[track_caller]
    pub(crate) fn expect_problem(&self, status: u16, slug: &str) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        assert_eq!(self.header("content-type"), "application/problem+json");
        let problem = self.json();
        assert_eq!(problem["type"], format!("/problems/{slug}"));
        assert_eq!(problem["status"], status);
        for member in ["title", "detail"] {
            assert!(!problem[member].as_str().unwrap().is_empty(), "{problem}");
        }
        problem
    }
}

/// Checks that a page holds all of these words.
#[track_caller]
pub(crate) fn expect(page: &str, words: &[&str]) {
    for word in words {
        assert!(page.contains(word), "{word:?} is not in {page}");
    }
}
