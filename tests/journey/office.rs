//! The real receiver in this process, on a database in a temporary folder,
//! reached through its router; the line can be cut on either side of it.

use std::cell::{Cell, RefCell};

use axum::Router;
use axum::body::{Body, to_bytes};
use axum::http::{Request, header};
use chrono::{TimeDelta, Utc};
use inspection::DeviceId;
use receiver::people::{Authority, Role, Token};
use receiver::store::{Enrolled, Listing, NewTablet, NewUser, Page};
use receiver::{Office, Store, router};
use tablet::LocalFuture;
use tablet::sync::{OfficeProfile, Reply, Transport, Upload};
use tempfile::TempDir;
use tower::ServiceExt as _;
use uuid::Uuid;

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
    /// The tablet's, and that of whoever looks at the pages.
    token: Token,
    cookie: Token,
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
        let token = enrolled(&office.store).await;
        let cookie = signed_in(&office.store).await;
        Self {
            router: router(office.clone()),
            office,
            line: Cell::new(Line::Whole),
            token,
            cookie,
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
        self.store()
            .list(page, &receiver::people::Sight::ALL)
            .await
            .unwrap()
    }

    /// A page or answer of the office.
    pub(crate) async fn get(&self, path: &str) -> (u16, String) {
        let request = Request::get(path).body(Body::empty()).unwrap();
        self.ask(request).await
    }

    async fn ask(&self, mut request: Request<Body>) -> (u16, String) {
        let bearer = format!("Bearer {}", self.token.reveal());
        let cookie = format!("__Host-can-dung={}", self.cookie.reveal());
        let headers = request.headers_mut();
        headers.insert(header::AUTHORIZATION, bearer.parse().unwrap());
        headers.insert(header::COOKIE, cookie.parse().unwrap());
        let response = self.router.clone().oneshot(request).await.unwrap();
        let status = response.status().as_u16();
        let bytes = to_bytes(response.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(bytes.to_vec()).unwrap())
    }
}

/// The token of a tablet that the office knows.
async fn enrolled(store: &Store) -> Token {
    let [link, token] = [(); 2].map(|()| Token::random().unwrap());
    let new = NewTablet {
        name: "Máy".to_owned(),
        authority: Authority::city(),
        block_size: 0,
    };
    let (now, until) = (Utc::now(), Utc::now() + TimeDelta::minutes(15));
    let link = link.hash();
    store
        .add_tablet(&new, (&link, until), "test")
        .await
        .unwrap();
    let device = DeviceId(Uuid::from_u128(7));
    let enrolled = store.enrol(&link, device, &token.hash(), now).await;
    assert!(matches!(enrolled, Ok(Enrolled::Done(_))), "{enrolled:?}");
    token
}

/// The cookie of somebody who may look at the pages.
async fn signed_in(store: &Store) -> Token {
    let [link, cookie] = [(); 2].map(|()| Token::random().unwrap());
    let new = NewUser {
        name: "An".to_owned(),
        role: Role::Viewer,
        authority: Authority::city(),
    };
    let until = Utc::now() + TimeDelta::minutes(15);
    let user = store.add_user(&new, (&link.hash(), until), "test").await;
    let user = user.unwrap().unwrap();
    let browser = (&cookie.hash(), "test");
    store
        .signed_in(&user, browser, None, Utc::now())
        .await
        .unwrap();
    cookie
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
