//! Who lets in whom: an admin adds, changes and locks people of the own authority,
//! and the log tells it.

use axum::http::StatusCode;
use inspection::{freeze, upload_body};
use receiver::people::{Authority, Role, Token};

use crate::support::{
    JPEG, PASSWORD, Visit, an, cookie_of, expect, form, office_of_an, page, photo, sign_in, tablet,
    user, way,
};

#[tokio::test]
async fn an_admin_lets_in_changes_and_lets_in_no_more_and_the_log_tells_it() {
    let office = office_of_an().await;
    let admin = cookie_of(&sign_in(&office, "An", PASSWORD).await);
    let new = [
        ("name", "Chi"),
        ("role", "viewer"),
        ("authority", "hanh-thong"),
    ];
    let added = office
        .send_as(form("/office/people", &admin, &new))
        .await
        .text();
    let link = added.split("/office/set-up/").nth(1).unwrap();
    let link = format!("/office/set-up/{}", &link[..64]);
    let chosen = [("password", PASSWORD), ("again", PASSWORD)];
    let chi = cookie_of(&office.send_as(form(&link, "", &chosen)).await);
    expect(
        &office.send_as(page("/office/me", &chi)).await.text(),
        &["Phường Hạnh Thông"],
    );
    let people = office.office.store.people().await.unwrap();
    let id = &people
        .iter()
        .find(|one| one.user.name == "Chi")
        .unwrap()
        .user
        .id;
    let act = async |act: &str, fields: &[(&str, &str)]| {
        let path = format!("/office/people/{id}/{act}");
        office.send_as(form(&path, &admin, fields)).await
    };
    let appointed = [("role", "officer"), ("authority", "an-hoi-dong")];
    assert_eq!(
        act("appoint", &appointed).await.status,
        StatusCode::SEE_OTHER
    );
    expect(
        &office.send_as(page("/office/me", &chi)).await.text(),
        &["Cán bộ", "Phường An Hội Đông"],
    );
    act("disable", &[]).await;
    assert_eq!(
        office.send_as(page("/office/me", &chi)).await.status,
        StatusCode::SEE_OTHER
    );
    assert_eq!(
        sign_in(&office, "Chi", PASSWORD).await.status,
        StatusCode::UNAUTHORIZED
    );
    act("enable", &[]).await;
    assert_eq!(
        sign_in(&office, "Chi", PASSWORD).await.status,
        StatusCode::SEE_OTHER
    );
    expect(&act("reset", &[]).await.text(), &["/office/set-up/"]);
    assert_eq!(
        sign_in(&office, "Chi", PASSWORD).await.status,
        StatusCode::UNAUTHORIZED
    );
    let log = office
        .send_as(page(&format!("/office/audit?subject={id}"), &admin))
        .await
        .text();
    let acts: Vec<_> = log
        .split("data-act=\"")
        .skip(1)
        .map(|rest| rest.split('"').next().unwrap())
        .collect();
    let expected = [
        "user_reset",
        "signed_in",
        "user_enabled",
        "user_disabled",
        "user_appointed",
        "signed_in",
        "password_chosen",
        "user_added",
    ];
    assert_eq!(acts, expected);
}

#[tokio::test]
async fn an_admin_of_a_ward_sees_and_appoints_nobody_beyond_it() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let ward = Authority::on("hanh-thong", "2026-11-23".parse().unwrap()).unwrap();
    let other = Authority::on("an-hoi-dong", "2026-11-23".parse().unwrap()).unwrap();
    let [dung, em] = [Token::random().unwrap(), Token::random().unwrap()];
    user(store, "Dung", Role::Admin, &ward, &dung).await;
    let em = user(store, "Em", Role::Viewer, &other, &em).await;
    let cookie = format!("__Host-can-dung={}", dung.reveal());
    let list = office.send_as(page("/office/people", &cookie)).await.text();
    assert!(list.contains("Dung") && !list.contains("Em<"), "{list}");
    assert!(
        !list.contains("an-hoi-dong") && !list.contains("value=\"hcm\""),
        "{list}"
    );
    // Not found, and not forbidden: whether there is an Em is not Dung's to know.
    for path in ["", "/reset", "/disable"] {
        let path = format!("/office/people/{}{path}", em.id);
        let request = if path.ends_with(&em.id) {
            page(&path, &cookie)
        } else {
            form(&path, &cookie, &[])
        };
        assert_eq!(office.send_as(request).await.status, StatusCode::NOT_FOUND);
    }
    let new = [("name", "Giang"), ("role", "admin"), ("authority", "hcm")];
    let refused = office.send_as(form("/office/people", &cookie, &new)).await;
    assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY);
    expect(
        &refused.text(),
        &["thuộc quyền quản lý của mình", "value=\"Giang\""],
    );
}

#[tokio::test]
async fn nobody_locks_himself_out() {
    let office = office_of_an().await;
    let admin = cookie_of(&sign_in(&office, "An", PASSWORD).await);
    let id = an(&office).await;
    for act in ["disable", "appoint"] {
        let path = format!("/office/people/{id}/{act}");
        let refused = office.send_as(form(&path, &admin, &[])).await;
        assert_eq!(refused.status, StatusCode::FORBIDDEN, "{act}");
    }
}

#[tokio::test]
async fn a_ward_sees_what_is_its_own_and_the_rest_is_not_found() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let day = "2026-11-23".parse().unwrap();
    let ward = |code| Authority::on(code, day).unwrap();
    let viewer = Token::random().unwrap();
    user(store, "Hà", Role::Viewer, &ward("hanh-thong"), &viewer).await;
    let cookie = format!("__Host-can-dung={}", viewer.reveal());
    let [own, foreign] = [1, 2].map(|id| Visit {
        id,
        ..Visit::default()
    });
    for (visit, code) in [(&own, "hanh-thong"), (&foreign, "an-hoi-dong")] {
        let token = Token::random().unwrap();
        tablet(store, code, &ward(code), 0, &token).await;
        let bearer = format!("Bearer {}", token.reveal());
        let headers = [("authorization", bearer.as_str())];
        let sent = office.upload_with(&headers, visit.body()).await;
        assert_eq!(sent.status, StatusCode::CREATED);
    }
    let list = office.send_as(page("/office", &cookie)).await.text();
    assert_eq!(list.matches("data-record=").count(), 1, "{list}");
    assert!(list.contains(&own.page()), "{list}");
    assert!(
        list.contains("1 cuộc kiểm tra"),
        "sums are of what is seen: {list}"
    );
    let all = office.get("/office").await.text();
    assert_eq!(all.matches("data-record=").count(), 2, "the city sees both");
    for (visit, status) in [(&own, 200), (&foreign, 404)] {
        let documents = way(visit.inspection_id().into());
        for path in [visit.page(), documents] {
            let answer = office.send_as(page(&path, &cookie)).await;
            assert_eq!(answer.status.as_u16(), status, "{path}");
        }
        assert_eq!(office.get(&visit.page()).await.status, StatusCode::OK);
    }
}

#[tokio::test]
async fn what_a_wards_tablet_sends_about_anothers_visit_does_not_open_it() {
    let office = office_of_an().await;
    let store = &office.office.store;
    let day = "2026-11-23".parse().unwrap();
    let ward = |code| Authority::on(code, day).unwrap();
    let viewer = Token::random().unwrap();
    user(store, "Hà", Role::Viewer, &ward("hanh-thong"), &viewer).await;
    let cookie = format!("__Host-can-dung={}", viewer.reveal());
    let token = Token::random().unwrap();
    tablet(store, "Máy", &ward("hanh-thong"), 0, &token).await;
    let bearer = format!("Bearer {}", token.reveal());
    let headers = [("authorization", bearer.as_str())];
    let visit = Visit::default();
    let about = freeze(&photo(&visit, 9, JPEG)).unwrap();
    let (id, about) = (about.id, upload_body(&about).unwrap());
    let sent = office.upload_with(&headers, about).await;
    assert_eq!(sent.status, StatusCode::CREATED);
    // Until the inspection is here, the photo is of whoever sent it.
    let awaited = office.send_as(page(&visit.page(), &cookie)).await;
    assert_eq!(awaited.status, StatusCode::OK);

    assert_eq!(office.upload(visit.body()).await.status.as_u16(), 201);
    let opened = office.send_as(page(&visit.page(), &cookie)).await;
    assert_eq!(opened.status, StatusCode::NOT_FOUND);
    let own = office.send_as(page(&way(id), &cookie)).await;
    assert_eq!(own.status, StatusCode::OK, "what its own tablet sent stays");
}

#[tokio::test]
async fn signing_on_the_screen_is_off_until_an_admin_of_the_city_switches_it_on() {
    let office = office_of_an().await;
    let admin = cookie_of(&sign_in(&office, "An", PASSWORD).await);
    let said = async || office.get("/api/v1/office").await.json()["screen_signing"].clone();
    assert_eq!(said().await, false);
    let switch = async |allowed: &str| {
        let path = "/office/tablets/screen-signing";
        let answer = form(path, &admin, &[("allowed", allowed)]);
        office.send_as(answer).await.status
    };
    assert_eq!(switch("yes").await, StatusCode::SEE_OTHER);
    assert_eq!(switch("yes").await, StatusCode::SEE_OTHER);
    assert_eq!(said().await, true);
    let page_of = async |path: &str| office.send_as(page(path, &admin)).await.text();
    expect(
        &page_of("/office/tablets").await,
        &["data-section=\"screen-signing\" data-state=\"on\""],
    );
    switch("no").await;
    assert_eq!(said().await, false);
    let log = page_of("/office/audit").await;
    for act in ["screen_signing_on", "screen_signing_off"] {
        let lines = log.matches(&format!("data-act=\"{act}\"")).count();
        assert_eq!(lines, 1, "{act}");
    }
}
