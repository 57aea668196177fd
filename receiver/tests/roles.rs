//! Who may ask where: every line of the table of routes, asked by everybody there
//! is, in the demonstration and outside it.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Request, StatusCode, header};
use chrono::Utc;
use receiver::people::{Authority, Role, Sight, Token, User};
use receiver::routes::{Route, Who, routes};
use receiver::store::TabletChange;

use crate::support::{Answer, TestOffice, credentials, tablet, user};

/// Somebody who asks.
struct Asker {
    name: &'static str,
    role: Option<Role>,
    is_tablet: bool,
    is_the_citys: bool,
    headers: HeaderMap,
    user: Option<(User, Token)>,
}

impl Asker {
    /// Whether the table lets him through.
    fn may(&self, who: Who, demo: bool) -> bool {
        match who {
            _ if demo => true,
            Who::Everyone => true,
            Who::Tablet => self.is_tablet,
            Who::Office(least) => self.role.is_some_and(|role| role >= least),
            Who::City(least) => self.is_the_citys && self.role.is_some_and(|role| role >= least),
            Who::Demonstration => false,
        }
    }
}

fn token(digit: char) -> Token {
    Token::sent(&digit.to_string().repeat(64)).unwrap()
}

/// Nobody, a tablet, one of each role, and those whose time is over.
async fn everybody(office: &TestOffice) -> Vec<Asker> {
    let store = &office.office.store;
    let city = Authority::city();
    let asker = |name, role, is_tablet, cookie: Option<&Token>, bearer: Option<&Token>| Asker {
        name,
        role,
        is_tablet,
        is_the_citys: true,
        headers: credentials(cookie, bearer),
        user: None,
    };
    let mut askers = vec![asker("nobody", None, false, None, None)];
    let roles = [("viewer", '1'), ("officer", '2'), ("admin", '3')];
    for ((name, digit), role) in roles.into_iter().zip(Role::ALL) {
        let token = token(digit);
        let user = user(store, name, role, &city, &token).await;
        let mut asker = asker(name, Some(role), false, Some(&token), None);
        asker.user = Some((user, token));
        askers.push(asker);
    }
    let today = Utc::now().date_naive();
    let ward = Authority::on("hanh-thong", today).unwrap();
    let of_the_ward = user(store, "phường", Role::Admin, &ward, &token('7')).await;
    let mut asker_of_the_ward = asker(
        "the ward's admin",
        Some(Role::Admin),
        false,
        Some(&token('7')),
        None,
    );
    asker_of_the_ward.is_the_citys = false;
    asker_of_the_ward.user = Some((of_the_ward, token('7')));
    askers.push(asker_of_the_ward);
    tablet(store, "máy", &city, 0, &token('4')).await;
    askers.push(asker("tablet", None, true, None, Some(&token('4'))));
    let revoked = tablet(store, "máy cũ", &city, 0, &token('5')).await;
    let (all, gone) = (Sight::ALL, TabletChange::Revoked);
    store
        .change_tablet(&revoked.id, &all, gone, "test")
        .await
        .unwrap();
    askers.push(asker(
        "revoked tablet",
        None,
        false,
        None,
        Some(&token('5')),
    ));
    let unknown = token('6');
    askers.push(asker(
        "stranger",
        None,
        false,
        Some(&unknown),
        Some(&unknown),
    ));
    // A cookie is no token of a tablet, and the other way round.
    askers.push(asker(
        "swapped",
        None,
        false,
        Some(&token('4')),
        Some(&token('3')),
    ));
    askers
}

/// The request of a line, with something in every part of its path.
async fn ask(office: &TestOffice, route: &Route, asker: &Asker) -> Answer {
    let nothing = "00000000-0000-7000-8000-000000000000";
    let path = route.path.replace("{id}", nothing).replace("{form}", "01");
    let path = path.replace("{period}", "2026-10");
    let path = path
        .replace("{sha256}", &"0".repeat(64))
        .replace("{link}", &"0".repeat(64));
    assert!(!path.contains('{'), "{path}: fill in its parts");
    let mut request = Request::builder()
        .method(route.method.clone())
        .uri(path)
        .header(header::HOST, "office.example")
        .header(header::ORIGIN, "https://office.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(Body::empty())
        .unwrap();
    request.headers_mut().extend(asker.headers.clone());
    office.send_as(request).await
}

/// Whether the guard turned the asker away, by what the answer looks like.
fn is_turned_away(route: &Route, answer: &Answer) -> bool {
    let to_sign_in = answer
        .header("location")
        .starts_with("/office/sign-in?to=%2Foffice");
    // Signing in with nothing, and a link that is none, are answers of the page.
    let own = route.who == Who::Everyone;
    let status = matches!(
        answer.status,
        StatusCode::UNAUTHORIZED | StatusCode::FORBIDDEN
    );
    !own && (to_sign_in || status)
}

async fn walk(demo: bool) {
    let mut office = TestOffice::open().await;
    office.office.demo = demo;
    for asker in everybody(&office).await {
        for route in routes() {
            let answer = ask(&office, &route, &asker).await;
            if let (Some((user, token)), "/office/sign-out") = (&asker.user, route.path) {
                let browser = (&token.hash(), "test");
                let again = office
                    .office
                    .store
                    .signed_in(user, browser, None, Utc::now());
                again.await.ok();
            }
            let line = format!("{} {} by {}", route.method, route.path, asker.name);
            let away = is_turned_away(&route, &answer);
            let may = asker.may(route.who, demo);
            // In the demonstration no tablet need be known, so none is told who it is.
            let of_a_tablet = ["/api/v1/enrolment", "/api/v1/numbers"].contains(&route.path);
            if demo && of_a_tablet {
                continue;
            }
            assert_eq!(!away, may, "{line}: {} {}", answer.status, answer.text());
            assert!(
                !answer.status.is_server_error(),
                "{line}: {}",
                answer.status
            );
            let known = answer.status != StatusCode::METHOD_NOT_ALLOWED;
            assert!(known, "{line}: not in the router");
            if route.path.starts_with("/api") && !may {
                let name = match asker.name {
                    "revoked tablet" => "revoked",
                    _ => "not-enrolled",
                };
                let status = if name == "revoked" { 403 } else { 401 };
                answer.expect_problem(status, name);
            }
        }
    }
}

#[tokio::test]
async fn every_route_lets_through_whom_the_table_names_and_nobody_else() {
    walk(false).await;
}

#[tokio::test]
async fn the_demonstration_asks_nobody_who_he_is() {
    walk(true).await;
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_whoever_sends_it() {
    let office = TestOffice::open().await;
    let posts = routes().into_iter().filter(|route| route.method == "POST");
    for route in posts.filter(|route| route.path.starts_with("/office")) {
        for origin in ["https://evil.example", "null"] {
            let path = route.path.replace("{id}", "1").replace("{link}", "1");
            let mut request = Request::post(path)
                .header(header::HOST, "office.example")
                .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
                .body(Body::empty())
                .unwrap();
            let sender = HeaderValue::from_static(origin);
            request.headers_mut().insert(header::ORIGIN, sender);
            let answer = office.send(request).await;
            assert_eq!(answer.status, StatusCode::FORBIDDEN, "{}", route.path);
        }
    }
}

#[tokio::test]
async fn an_address_outside_the_table_says_nothing_of_what_is_there() {
    let office = TestOffice::open().await;
    for (path, status) in [
        ("/office/nothing", 404),
        ("/api/nothing", 404),
        ("/api/v1/x", 404),
    ] {
        let request = Request::get(path).body(Body::empty()).unwrap();
        assert_eq!(
            office.send_as(request).await.status.as_u16(),
            status,
            "{path}"
        );
    }
}
