//! How people come in: the first by a link, the others by name and password; what
//! failing costs, what the cookie is like, and how a sign-in ends.

use axum::http::StatusCode;
use chrono::{SubsecRound, TimeDelta, Utc};
use receiver::people::{Strength, Token};
use receiver::store::{SetUp, Try};

use crate::support::{PASSWORD, WEAK, an, cookie_of, expect, form, office_of_an, page, sign_in};

#[tokio::test]
async fn whoever_is_not_signed_in_is_led_to_the_form_and_back() {
    let office = office_of_an().await;
    let away = office.send_as(page("/office?page=2", "")).await;
    assert_eq!(away.status, StatusCode::SEE_OTHER);
    let to = away.header("location").to_owned();
    assert_eq!(to, "/office/sign-in?to=%2Foffice%3Fpage%3D2");
    let asked = office.send_as(page(&to, "")).await;
    expect(&asked.text(), &["Đăng nhập", "value=\"/office?page=2\""]);
    let answer = sign_in(&office, " an ", PASSWORD).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(answer.header("location"), "/office/me");
    let cookie = cookie_of(&answer);
    let own = office.send_as(page("/office/me", &cookie)).await;
    expect(
        &own.text(),
        &["An", "Quản trị viên", "Thành phố Hồ Chí Minh"],
    );
    let out = office.send_as(form("/office/sign-out", &cookie, &[])).await;
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    let away = office.send_as(page("/office/me", &cookie)).await;
    assert_eq!(
        away.status,
        StatusCode::SEE_OTHER,
        "the cookie is of no use any more"
    );
}

#[tokio::test]
async fn after_some_failures_everybody_waits_and_nobody_learns_whose_name_it_is() {
    let office = office_of_an().await;
    for name in ["An", "Không Ai"] {
        for _ in 0..4 {
            let refused = sign_in(&office, name, "sai mật khẩu rồi nhé").await;
            assert_eq!(refused.status, StatusCode::UNAUTHORIZED);
            let text = refused.text();
            expect(&text, &["Tên đăng nhập hoặc mật khẩu không đúng.", name]);
            assert!(
                !text.contains("sai mật khẩu rồi nhé"),
                "a password is not shown"
            );
        }
        let fifth = sign_in(&office, name, "sai mật khẩu rồi nhé").await;
        expect(&fifth.text(), &["Hãy đợi", "giây"]);
        // The right one is not even looked at.
        let waits = sign_in(&office, name, PASSWORD).await;
        assert_eq!(waits.status, StatusCode::TOO_MANY_REQUESTS);
        assert_eq!(waits.header("set-cookie"), "");
    }
}

#[tokio::test]
async fn a_wait_ends_grows_and_is_forgotten_with_the_right_password() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let mut now = Utc::now().trunc_subsecs(6);
    let mut waits = Vec::new();
    for _ in 0..7 {
        match store.try_sign_in("an", now).await.unwrap() {
            Try::Now(found) => assert!(found.is_some()),
            Try::Wait(until) => panic!("{until}"),
        }
        if let Some(until) = store.waits("an", now).await.unwrap() {
            let early = store.try_sign_in("an", until - TimeDelta::seconds(1)).await;
            assert_eq!(early.unwrap(), Try::Wait(until));
            waits.push((until - now).num_seconds());
            now = until;
        }
    }
    assert_eq!(waits, [30, 60, 120]);
    let Try::Now(Some((an, _))) = store.try_sign_in("an", now).await.unwrap() else {
        panic!("the wait is over")
    };
    let token = Token::random().unwrap();
    store
        .signed_in(&an, (&token.hash(), ""), None, now)
        .await
        .unwrap();
    assert_eq!(store.waits("an", now).await.unwrap(), None);
}

#[tokio::test]
async fn a_sign_in_ends_after_two_idle_hours_and_after_a_working_day() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let Try::Now(Some((an, _))) = store.try_sign_in("an", Utc::now()).await.unwrap() else {
        panic!("An is there")
    };
    let token = Token::random().unwrap();
    let began = Utc::now();
    store
        .signed_in(&an, (&token.hash(), ""), None, began)
        .await
        .unwrap();
    let at = async |minutes| {
        let now = began + TimeDelta::minutes(minutes);
        store.seat(&token.hash(), now).await.unwrap().is_some()
    };
    assert!(at(119).await);
    for minutes in (200..720).step_by(100) {
        assert!(at(minutes).await, "{minutes}: used all the while");
    }
    assert!(!at(720).await, "twelve hours are over");
    let other = Token::random().unwrap();
    store
        .signed_in(&an, (&other.hash(), ""), None, began)
        .await
        .unwrap();
    let idle = began + TimeDelta::minutes(121);
    assert!(store.seat(&other.hash(), idle).await.unwrap().is_none());
}

#[tokio::test]
async fn a_hash_of_weaker_days_is_made_anew_at_signing_in() {
    let mut office = office_of_an().await;
    let Try::Now(Some((_, before))) = office
        .office
        .store
        .try_sign_in("an", Utc::now())
        .await
        .unwrap()
    else {
        panic!("An is there")
    };
    office.office.strength = Strength { memory: 64, ..WEAK };
    assert_eq!(
        sign_in(&office, "An", PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
    let Try::Now(Some((_, after))) = office
        .office
        .store
        .try_sign_in("an", Utc::now())
        .await
        .unwrap()
    else {
        panic!("An is there")
    };
    assert!(before.as_str().contains("m=8,"), "{}", before.as_str());
    assert!(after.as_str().contains("m=64,"), "{}", after.as_str());
    assert_eq!(
        sign_in(&office, "An", PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn the_first_person_comes_in_by_a_link_that_holds_once() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let link = Token::random().unwrap();
    let until = Utc::now() + TimeDelta::hours(24);
    store.link_first(&link.hash(), until).await.unwrap();
    assert_eq!(
        store.linked(&link.hash(), until).await.unwrap(),
        None,
        "it is over then"
    );
    let now = Utc::now();
    assert_eq!(
        store.linked(&link.hash(), now).await.unwrap(),
        Some(SetUp::First)
    );
    let path = format!("/office/set-up/{}", link.reveal());
    let asked = office.send_as(page(&path, "")).await;
    expect(&asked.text(), &["Đặt mật khẩu", "name=\"name\""]);
    for (name, password, again, said) in [
        ("", PASSWORD, PASSWORD, "Hãy nhập tên"),
        ("Bình", "ngắn", "ngắn", "ít nhất 15 ký tự"),
        ("Bình", PASSWORD, "con mèo khác", "không giống nhau"),
        ("AN", PASSWORD, PASSWORD, "đã có người dùng khác"),
    ] {
        let fields = [("name", name), ("password", password), ("again", again)];
        let refused = office.send_as(form(&path, "", &fields)).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
        expect(&refused.text(), &[said, &format!("value=\"{name}\"")]);
    }
    let fields = [
        ("name", "Bình"),
        ("password", PASSWORD),
        ("again", PASSWORD),
    ];
    let done = office.send_as(form(&path, "", &fields)).await;
    assert_eq!(done.status, StatusCode::SEE_OTHER);
    let people = office
        .send_as(page("/office/people", &cookie_of(&done)))
        .await;
    expect(&people.text(), &["Bình", "Quản trị viên"]);
    for request in [page(&path, ""), form(&path, "", &fields)] {
        let gone = office.send_as(request).await;
        assert_eq!(gone.status, StatusCode::GONE);
        expect(&gone.text(), &["Đường dẫn không còn dùng được"]);
    }
}

#[tokio::test]
async fn a_changed_password_ends_the_other_sign_ins_and_needs_the_old_one() {
    let office = office_of_an().await;
    let [one, other] = [
        cookie_of(&sign_in(&office, "An", PASSWORD).await),
        cookie_of(&sign_in(&office, "An", PASSWORD).await),
    ];
    let new = "cây cau cao quá mèo ơi";
    let change = |old: &'static str| {
        let fields = [("old", old), ("password", new), ("again", new)];
        form("/office/me/password", &one, &fields)
    };
    let refused = office.send_as(change("không phải")).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    expect(&refused.text(), &["Mật khẩu hiện tại không đúng."]);
    let done = office.send_as(change(PASSWORD)).await;
    assert_eq!(done.header("location"), "/office/me?changed=1");
    assert_eq!(
        office.send_as(page("/office/me", &one)).await.status,
        StatusCode::OK
    );
    let ended = office.send_as(page("/office/me", &other)).await;
    assert_eq!(ended.status, StatusCode::SEE_OTHER);
    assert_eq!(
        sign_in(&office, "An", PASSWORD).await.status,
        StatusCode::UNAUTHORIZED
    );
    assert_eq!(
        sign_in(&office, "An", new).await.status,
        StatusCode::SEE_OTHER
    );
}

#[tokio::test]
async fn sign_ins_are_listed_and_ended_one_by_one() {
    let office = office_of_an().await;
    let mut cookies = Vec::new();
    for _ in 0..3 {
        cookies.push(cookie_of(&sign_in(&office, "An", PASSWORD).await));
    }
    let own = office.send_as(page("/office/me", &cookies[0])).await.text();
    let ids: Vec<_> = own
        .split("data-sign-in=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap().to_owned())
        .collect();
    // The one that `office` began is there too.
    assert_eq!(ids.len(), 4);
    let mut left = ids.len();
    for id in ids {
        let rows = office
            .office
            .store
            .sign_ins(&an(&office).await, Utc::now())
            .await
            .unwrap();
        assert_eq!(rows.len(), left);
        if left > 1 && !is_own(&own, &id) {
            let path = format!("/office/me/sign-ins/{id}/end");
            let done = office.send_as(form(&path, &cookies[0], &[])).await;
            assert_eq!(done.status, StatusCode::SEE_OTHER);
            left -= 1;
            let again = office.send_as(form(&path, &cookies[0], &[])).await;
            assert_eq!(again.status, StatusCode::NOT_FOUND);
        }
    }
    assert_eq!(left, 1);
}

/// Whether the page marks the sign-in as its own.
fn is_own(page: &str, id: &str) -> bool {
    let row = page
        .split(&format!("data-sign-in=\"{id}\""))
        .nth(1)
        .unwrap();
    row.split("</tr>").next().unwrap().contains("phiên này")
}
