//! How tablets come to send: by a link that holds once and a while, with a token
//! that is theirs alone, until they may no more; and the minutes numbers they are
//! given.

use axum::body::Body;
use axum::http::{Request, StatusCode, header};
use chrono::{TimeDelta, Utc};
use inspection::DeviceId;
use receiver::people::{Authority, Sight, Token};
use receiver::store::{Block, Enrolled, NewTablet, NotGiven, TabletChange};
use serde_json::{Value, json};
use uuid::Uuid;

use crate::support::{Answer, TestOffice, Visit, credentials, expect, tablet};

const DEVICE: &str = "6f1c1b9e-5a35-4c07-9b1e-2f0d6f1f7a01";
const OTHER: &str = "6f1c1b9e-5a35-4c07-9b1e-2f0d6f1f7a02";

fn form(path: &str, body: &'static str) -> Request<Body> {
    Request::post(path)
        .header(header::HOST, "office.example")
        .header(header::ORIGIN, "https://office.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded")
        .body(body.into())
        .unwrap()
}

async fn enrol(office: &TestOffice, link: &str, device: &str) -> Answer {
    let body = json!({ "token": link, "device": device }).to_string();
    let request = Request::post("/api/v1/enrolments")
        .header(header::CONTENT_TYPE, "application/json")
        .body(body.into())
        .unwrap();
    office.send_as(request).await
}

/// Asks as the tablet of a token.
async fn ask(office: &TestOffice, path: &str, token: &str, body: Option<Value>) -> Answer {
    let mut request = match body {
        None => Request::get(path).body(Body::empty()).unwrap(),
        Some(body) => Request::post(path).body(body.to_string().into()).unwrap(),
    };
    let token = Token::sent(token).unwrap();
    request
        .headers_mut()
        .extend(credentials(None, Some(&token)));
    office.send_as(request).await
}

/// The secret of the link on a page.
fn link_of(page: &Answer) -> String {
    let text = page.text();
    let link = text.split("https://office.example/enrol#").nth(1).unwrap();
    link[..64].to_owned()
}

/// A tablet added on the page; its id and the secret of its link.
async fn added(office: &TestOffice) -> (String, String) {
    let body = "name=M%C3%A1y+1&authority=hanh-thong&block_size=20";
    let page = office.send(form("/office/tablets", body)).await;
    assert_eq!(page.status, StatusCode::OK);
    expect(&page.text(), &["<svg class=\"qr\"", "Máy 1"]);
    let text = page.text();
    let id = text.split("/office/tablets/").nth(1).unwrap();
    (id[..36].to_owned(), link_of(&page))
}

#[tokio::test]
async fn a_tablet_is_enrolled_by_its_link_and_sends_with_its_token() {
    let office = TestOffice::open().await;
    let (_, link) = added(&office).await;
    let answer = enrol(&office, &link, DEVICE).await;
    assert_eq!(answer.status, StatusCode::CREATED, "{}", answer.text());
    assert_eq!(answer.header("cache-control"), "no-store");
    let enrolment = answer.json();
    let token = enrolment["token"].as_str().unwrap();
    assert_eq!(enrolment["name"], "Máy 1");
    let authority = json!({"code": "hanh-thong", "name": "Phường Hạnh Thông"});
    assert_eq!(enrolment["authority"], authority);
    assert_eq!(enrolment["numbers"][0]["first"], 1);
    assert_eq!(enrolment["numbers"][0]["last"], 20);
    let me = ask(&office, "/api/v1/enrolment", token, None).await.json();
    assert_eq!(me["name"], "Máy 1");
    assert_eq!(me["token"], Value::Null, "a token is said once");
    let visit: Value = serde_json::from_str(&Visit::default().body()).unwrap();
    let sent = ask(&office, "/api/v1/uploads", token, Some(visit)).await;
    assert_eq!(
        sent.status,
        StatusCode::UNSUPPORTED_MEDIA_TYPE,
        "past the guard"
    );
    let list = office.get("/office/tablets").await.text();
    expect(&list, &["Máy 1", "Đang dùng", "Phường Hạnh Thông"]);
}

#[tokio::test]
async fn a_document_of_another_tablet_is_kept_and_says_who_brought_it() {
    let office = TestOffice::open().await;
    let (_, link) = added(&office).await;
    let (brought, own) = (
        Visit::default(),
        Visit {
            id: 2,
            ..Visit::default()
        },
    );
    let sent: Value = serde_json::from_str(&brought.body()).unwrap();
    let device = sent["document"]["device"].as_str().unwrap();
    let enrolled = enrol(&office, &link, device).await.json();
    let bearer = format!("Bearer {}", enrolled["token"].as_str().unwrap());
    // The tablet that tests have is not the one that made it.
    assert_eq!(
        office.upload(brought.body()).await.status,
        StatusCode::CREATED
    );
    let headers = [("authorization", bearer.as_str())];
    assert_eq!(
        office.upload_with(&headers, own.body()).await.status,
        StatusCode::CREATED
    );
    let page = office.get(&brought.page()).await.text();
    expect(&page, &["Do máy khác chuyển về", "Máy mẫu"]);
    let page = office.get(&own.page()).await.text();
    assert!(!page.contains("Do máy khác chuyển về"), "{page}");
}

#[tokio::test]
async fn a_link_answers_its_own_tablet_again_and_no_other() {
    let office = TestOffice::open().await;
    let (_, link) = added(&office).await;
    let first = enrol(&office, &link, DEVICE).await.json();
    // The answer was lost on the way.
    let second = enrol(&office, &link, DEVICE).await;
    assert_eq!(second.status, StatusCode::CREATED);
    let second = second.json();
    let [first, second] = [&first, &second].map(|said| said["token"].as_str().unwrap());
    assert_ne!(first, second);
    let of = async |token| ask(&office, "/api/v1/enrolment", token, None).await.status;
    assert_eq!(of(second).await, StatusCode::OK);
    assert_eq!(of(first).await, StatusCode::UNAUTHORIZED);
    enrol(&office, &link, OTHER)
        .await
        .expect_problem(403, "link-not-valid");
}

#[tokio::test]
async fn a_link_is_over_after_fifteen_minutes_and_with_the_next_one() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let device = DeviceId(Uuid::now_v7());
    let token = Token::random().unwrap().hash();
    let (id, link) = added(&office).await;
    let link = Token::sent(&link).unwrap().hash();
    let late = Utc::now() + TimeDelta::minutes(15);
    let enrolled = store.enrol(&link, device, &token, late).await.unwrap();
    assert_eq!(enrolled, Enrolled::NoLink);
    let next = office
        .send(form(&format!("/office/tablets/{id}/link"), ""))
        .await;
    let now = Utc::now();
    assert_eq!(
        store.enrol(&link, device, &token, now).await.unwrap(),
        Enrolled::NoLink
    );
    let next = Token::sent(&link_of(&next)).unwrap().hash();
    let enrolled = store.enrol(&next, device, &token, now).await.unwrap();
    assert!(matches!(enrolled, Enrolled::Done(_)));
}

#[tokio::test]
async fn a_revoked_tablet_is_told_so_and_comes_back_by_another_link() {
    let office = TestOffice::open().await;
    let (id, link) = added(&office).await;
    let enrolled = enrol(&office, &link, DEVICE).await.json();
    let token = enrolled["token"].as_str().unwrap();
    let revoked = office
        .send(form(&format!("/office/tablets/{id}/revoke"), ""))
        .await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER);
    let visit: Value = serde_json::from_str(&Visit::default().body()).unwrap();
    let refused = ask(&office, "/api/v1/uploads", token, Some(visit)).await;
    let problem = refused.expect_problem(403, "revoked");
    assert_eq!(problem["tablet"], "Máy 1");
    expect(
        problem["detail"].as_str().unwrap(),
        &["what waits stays on it", "link"],
    );
    assert_eq!(office.kept().await, 0);
    enrol(&office, &link, DEVICE)
        .await
        .expect_problem(403, "link-not-valid");
    let next = office
        .send(form(&format!("/office/tablets/{id}/link"), ""))
        .await;
    let next = link_of(&next);
    // Another device is another tablet.
    let other = enrol(&office, &next, OTHER)
        .await
        .expect_problem(403, "other-device");
    assert_eq!(other["tablet"], "Máy 1");
    let again = enrol(&office, &next, DEVICE).await.json();
    let token = again["token"].as_str().unwrap();
    let me = ask(&office, "/api/v1/enrolment", token, None).await;
    assert_eq!(me.status, StatusCode::OK);
}

#[tokio::test]
async fn a_device_that_is_enrolled_as_another_tablet_leaves_the_first() {
    let office = TestOffice::open().await;
    let (first, link) = added(&office).await;
    let old = enrol(&office, &link, DEVICE).await.json();
    let (second, link) = added(&office).await;
    assert_eq!(
        enrol(&office, &link, DEVICE).await.status,
        StatusCode::CREATED
    );
    let old = old["token"].as_str().unwrap();
    let refused = ask(&office, "/api/v1/enrolment", old, None).await;
    refused.expect_problem(401, "not-enrolled");
    let tablets = office.office.store.tablets(&Sight::ALL).await.unwrap();
    let state = |id: &str| {
        let tablet = tablets.iter().find(|tablet| tablet.id == id).unwrap();
        (tablet.device.is_some(), tablet.revoked_at.is_some())
    };
    assert_eq!(state(&first), (false, true));
    assert_eq!(state(&second), (true, false));
}

#[tokio::test]
async fn what_is_no_request_to_enrol_is_answered_by_its_field() {
    let office = TestOffice::open().await;
    let (_, link) = added(&office).await;
    let ask = async |body: Value| {
        let request = Request::post("/api/v1/enrolments").body(body.to_string().into());
        office.send_as(request.unwrap()).await
    };
    ask(json!([])).await.expect_problem(400, "not-an-object");
    for (body, field) in [
        (json!({}), "token"),
        (json!({ "token": 1, "device": DEVICE }), "token"),
        (json!({ "token": link }), "device"),
        (json!({ "token": link, "device": "máy" }), "device"),
    ] {
        let problem = ask(body).await.expect_problem(422, "unreadable");
        assert_eq!(problem["field"], field);
    }
    for token in ["", "máy", &"0".repeat(64), &"0".repeat(5000)] {
        let refused = ask(json!({ "token": token, "device": DEVICE })).await;
        let status = if token.len() > 4096 { 413 } else { 403 };
        assert_eq!(refused.status.as_u16(), status, "{token:.9}");
    }
    assert_eq!(
        enrol(&office, &link, DEVICE).await.status,
        StatusCode::CREATED
    );
}

#[tokio::test]
async fn blocks_of_one_authority_never_overlap_and_come_before_the_last_runs_out() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let city = Authority::city();
    let ward = Authority::on("hanh-thong", "2026-11-23".parse().unwrap()).unwrap();
    let of = async |name, authority: &Authority| {
        tablet(store, name, authority, 20, &Token::random().unwrap()).await
    };
    let (one, two, other) = (
        of("1", &ward).await,
        of("2", &ward).await,
        of("3", &city).await,
    );
    let now = Utc::now();
    let ask = async |tablet, year, next| {
        let blocks = store.numbers(tablet, year, next, now).await.unwrap();
        let pair = |block: &Block| (block.first, block.last);
        blocks.iter().map(pair).collect::<Vec<_>>()
    };
    assert_eq!(ask(&one, 2026, 1).await, [(1, 20)]);
    assert_eq!(ask(&one, 2026, 1).await, [(1, 20)], "the same question");
    assert_eq!(ask(&two, 2026, 1).await, [(21, 40)]);
    assert_eq!(
        ask(&other, 2026, 1).await,
        [(1, 20)],
        "the city counts for itself"
    );
    // Five of twenty left are enough, four are not.
    assert_eq!(ask(&one, 2026, 16).await, [(1, 20)]);
    assert_eq!(ask(&one, 2026, 17).await, [(1, 20), (41, 60)]);
    assert_eq!(
        ask(&one, 2026, 17).await,
        [(1, 20), (41, 60)],
        "the same question"
    );
    assert_eq!(
        ask(&one, 2027, 1).await,
        [(1, 20)],
        "each year counts for itself"
    );
}

#[tokio::test]
async fn tablets_that_ask_at_the_same_time_get_different_numbers() {
    let office = TestOffice::open().await;
    let store = office.office.store.clone();
    let mut asked = Vec::new();
    for name in ["1", "2", "3", "4", "5", "6", "7", "8"] {
        let token = Token::random().unwrap();
        let tablet = tablet(&store, name, &Authority::city(), 10, &token).await;
        let store = store.clone();
        asked.push(tokio::spawn(async move {
            store.numbers(&tablet, 2026, 1, Utc::now()).await.unwrap()
        }));
    }
    let mut numbers = Vec::new();
    for asked in asked {
        let blocks = asked.await.unwrap();
        numbers.extend(blocks.iter().flat_map(|block| block.first..=block.last));
    }
    numbers.sort_unstable();
    assert_eq!(numbers, (1..=80).collect::<Vec<_>>());
}

#[tokio::test]
async fn an_office_that_began_on_paper_gives_numbers_from_there_on() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let token = Token::random().unwrap();
    let tablet = tablet(store, "1", &Authority::city(), 20, &token).await;
    let give = async |first, last| {
        let block = Block {
            year: 2026,
            first,
            last,
        };
        let given = store.give_numbers((&tablet.id, &Sight::ALL), block, "test", Utc::now());
        given.await.unwrap()
    };
    assert_eq!(give(121, 140).await, Ok(()));
    assert_eq!(give(140, 150).await, Err(NotGiven::Taken { free: 141 }));
    assert_eq!(give(1, 20).await, Err(NotGiven::Taken { free: 141 }));
    let blocks = store.numbers(&tablet, 2026, 121, Utc::now()).await.unwrap();
    assert_eq!(
        blocks,
        [Block {
            year: 2026,
            first: 121,
            last: 140
        }]
    );
}

#[tokio::test]
async fn a_tablet_asks_for_numbers_by_year_and_next() {
    let office = TestOffice::open().await;
    let token = Token::random().unwrap();
    tablet(&office.office.store, "1", &Authority::city(), 10, &token).await;
    let ask = async |body| ask(&office, "/api/v1/numbers", token.reveal(), Some(body)).await;
    let year: i32 = Utc::now().format("%Y").to_string().parse().unwrap();
    let given = ask(json!({ "year": year, "next": 9 })).await.json();
    assert_eq!(
        given,
        json!({ "numbers": [{ "year": year, "first": 1, "last": 10 }] })
    );
    for (body, field) in [
        (json!({ "next": 1 }), "year"),
        (json!({ "year": 1999, "next": 1 }), "year"),
        (json!({ "year": year }), "next"),
        (json!({ "year": year, "next": -1 }), "next"),
        (json!({ "year": year, "next": 10_000_000 }), "next"),
        (json!({ "year": year, "next": u64::MAX }), "next"),
    ] {
        let problem = ask(body).await.expect_problem(422, "unreadable");
        assert_eq!(problem["field"], field);
    }
}

#[tokio::test]
async fn a_ward_sees_its_own_tablets_and_no_others() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let day = "2026-11-23".parse().unwrap();
    let ward = Authority::on("hanh-thong", day).unwrap();
    let new = NewTablet {
        name: "của thành phố".to_owned(),
        authority: Authority::city(),
        block_size: 0,
    };
    let link = Token::random().unwrap().hash();
    let other = store
        .add_tablet(&new, (&link, Utc::now()), "test")
        .await
        .unwrap();
    let sight = ward.sight(day);
    assert!(store.tablets(&sight).await.unwrap().is_empty());
    let gone = store
        .change_tablet(&other.id, &sight, TabletChange::Revoked, "test")
        .await;
    assert_eq!(gone.unwrap(), None);
    let linked = store
        .link_tablet(&other.id, &sight, (&link, Utc::now()), "test")
        .await;
    assert_eq!(linked.unwrap(), None);
}
