//! The real receiver in this process, on a database in a temporary folder,
//! reached through its router; the line can be cut on either side of it.

use std::cell::{Cell, RefCell};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use receiver::store::{Listing, Page};
use receiver::{Office, Store, router};
use tablet::LocalFuture;
use tablet::sync::{OfficeProfile, Reply, Transport, Upload};
use tempfile::TempDir;
use tower::ServiceExt as _;

/// Where the line is cut.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// Nowhere.
    Whole,
    /// Before the office hears.
    CutBeforeCommit,
    /// After the office has committed, before the tablet hears.
    CutAfterCommit,
}

/// The office and the line to it.
pub(crate) struct InProcess {
    office: Office,
    router: Router,
    line: Cell<Line>,
    /// What the office answered, heard or not.
    pub(crate) answered: RefCell<Vec<(u16, String)>>,
    _folder: TempDir,
}

impl InProcess {
    /// An empty office.
    pub(crate) async fn new() -> Self {
        let folder = TempDir::new().unwrap();
        let store = Store::open(&folder.path().join("office.db")).await;
        let office = Office::new(store.unwrap());
        Self {
            router: router(office.clone()),
            office,
            line: Cell::new(Line::Whole),
            answered: RefCell::default(),
            _folder: folder,
        }
    }

    /// Cuts or mends the line.
    pub(crate) fn set_line(&self, line: Line) {
        self.line.set(line);
    }

    /// The office's database.
    pub(crate) fn store(&self) -> &Store {
        &self.office.store
    }

    /// What the office has received.
    pub(crate) async fn list(&self) -> Listing {
        let page = Page {
            number: 1,
            size: 100,
        };
        self.store().list(page).await.unwrap()
    }

    /// A page or answer of the office.
    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.ask(request).await
    }

    async fn ask(&self, request: Request<Body>) -> (u16, String) {
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }
}

impl Transport for InProcess {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        Box::pin(async move {
            if self.line.get() == Line::CutBeforeCommit {
                return Reply::Unreachable;
            }
            let request = Request::post("/api/v1/uploads")
                .header(header::CONTENT_TYPE, "application/json")
                .body(Body::from(upload.body.clone()))
                .unwrap();
            let (status, body) = self.ask(request).await;
            self.answered.borrow_mut().push((status, body.clone()));
            match self.line.get() {
                Line::CutAfterCommit => Reply::TimedOut,
                _ => Reply::Response {
                    status,
                    retry_after: None,
                    body,
                },
            }
        })
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(async move {
            let (_, body) = self.get("/api/v1/office").await;
            inspection::read_json(&body).ok()
        })
    }
}
