//! The office as browsers meet it: pages, forms and cookies; and an office whose
//! admin is An.

use axum::body::Body;
use axum::http::{Request, header};
use receiver::people::{Authority, Role, Token};

use super::{Answer, TestOffice, WEAK, user};

/// A form of the office, with these cookies.
pub(crate) fn form(path: &str, cookie: &str, fields: &[(&str, &str)]) -> Request<Body> {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    Request::post(path)
        .header(header::HOST, "office.example")
        .header(header::ORIGIN, "https://office.example")
        .header(header::COOKIE, cookie)
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.finish().into())
        .unwrap()
}

pub(crate) fn page(path: &str, cookie: &str) -> Request<Body> {
    Request::get(path)
        .header(header::HOST, "office.example")
        .header(header::COOKIE, cookie)
        .body(Body::empty())
        .unwrap()
}

/// The cookie of an answer, as a browser sends it back.
pub(crate) fn cookie_of(answer: &Answer) -> String {
    let set = answer.header("set-cookie");
    let (cookie, attributes) = set.split_once(';').unwrap();
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(attributes.contains(attribute), "{set}");
    }
    assert!(cookie.starts_with("__Host-can-dung="), "{set}");
    cookie.to_owned()
}

/// An office with nobody but `An`, an admin.
pub(crate) async fn office_of_an() -> TestOffice {
    let mut office = TestOffice::open().await;
    office.office.strength = WEAK;
    let token = Token::random().unwrap();
    user(
        &office.office.store,
        "An",
        Role::Admin,
        &Authority::city(),
        &token,
    )
    .await;
    office
}

pub(crate) async fn sign_in(office: &TestOffice, name: &str, password: &str) -> Answer {
    let fields = [("name", name), ("password", password), ("to", "/office/me")];
    office.send_as(form("/office/sign-in", "", &fields)).await
}

/// An's id.
pub(crate) async fn an(office: &TestOffice) -> String {
    let people = office.office.store.people().await.unwrap();
    let mut an = people.into_iter().filter(|person| person.user.name == "An");
    an.next().unwrap().user.id
}
