//! What a ward's people see and keep of register and plan: their own. What is not
//! theirs is not found, whatever is asked of it.

use receiver::people::{Authority, Role, Token};
use receiver::store::{Author, NewVisit, Registered, Replanned};

use super::led_to;
use crate::support::{Answer, TestOffice, expect, form, page, user};

/// An office with an establishment and a visit in each of two wards.
struct Wards {
    office: TestOffice,
    own: Registered,
    others: Registered,
}

fn author() -> Author {
    Author {
        name: "Lan".to_owned(),
        at: "2026-11-22T05:00:00Z".parse().unwrap(),
    }
}

fn cookie(digit: char) -> String {
    format!(
        "can-dung={0}; __Host-can-dung={0}",
        digit.to_string().repeat(64)
    )
}

impl Wards {
    async fn open() -> Self {
        let office = TestOffice::open().await;
        let store = &office.office.store;
        let today = chrono::Utc::now().date_naive();
        let ward = Authority::on("hanh-thong", today).unwrap();
        for (name, role, digit) in [("cán bộ", Role::Officer, '8'), ("xem", Role::Viewer, '9')] {
            let token = Token::sent(&digit.to_string().repeat(64)).unwrap();
            user(store, name, role, &ward, &token).await;
        }
        let mut rows = Vec::new();
        for (name, ward, code) in [
            ("Tiệm Sao Mai", "Phường Hạnh Thông", "hanh-thong"),
            ("Tiệm Kim Phượng", "Phường Gò Vấp", "go-vap"),
        ] {
            let row = Registered {
                name: name.to_owned(),
                address: "1 Lê Lợi".to_owned(),
                ward: ward.to_owned(),
                ward_code: Some(code.to_owned()),
                kind: "market_stall".to_owned(),
                ..Registered::default()
            };
            let id = store.add_establishment(&row, &author()).await.unwrap();
            let visit = NewVisit {
                id: String::new(),
                establishment: id.clone(),
                planned_on: "2027-03-01".parse().unwrap(),
                team: "Đội 1".to_owned(),
            };
            let planned = store.plan_visits(&[visit], &author()).await.unwrap();
            assert_eq!(planned, Replanned::Done);
            rows.push(store.establishment(&id).await.unwrap().unwrap());
        }
        let [own, others] = <[Registered; 2]>::try_from(rows).unwrap();
        Self {
            office,
            own,
            others,
        }
    }

    async fn get(&self, path: &str) -> Answer {
        self.office.send_as(page(path, &cookie('8'))).await
    }

    async fn post(&self, path: &str, fields: &[(&str, &str)]) -> Answer {
        self.office.send_as(form(path, &cookie('8'), fields)).await
    }

    async fn visit_to(&self, row: &Registered) -> String {
        let visits = self.office.office.store.visits_to(&row.id).await.unwrap();
        format!("/office/plan/visits/{}", visits[0].id)
    }
}

#[tokio::test]
async fn lists_and_files_hold_what_is_the_wards_own() {
    let wards = Wards::open().await;
    for path in [
        "/office/establishments",
        "/office/establishments.csv",
        "/office/establishments?ward=go-vap&q=tiem",
        "/office/plan?from=2027-03-01&to=2027-03-31",
        "/office/plan.csv?from=2027-03-01&to=2027-03-31",
        "/office/plan/many?from=01/04/2027&to=30/04/2027&weekday1=1&weekday3=1&a_day=5",
    ] {
        let answer = wards.get(path).await;
        assert_eq!(answer.status.as_u16(), 200, "{path}");
        let text = answer.text();
        assert!(!text.contains("Kim Phượng"), "{path}: {text}");
        assert!(!text.contains("value=\"go-vap\""), "{path}: {text}");
        let sought_elsewhere = path.contains("ward=go-vap");
        assert_eq!(
            text.contains("Sao Mai"),
            !sought_elsewhere,
            "{path}: {text}"
        );
    }
    assert_eq!(wards.get("/office/imports").await.status.as_u16(), 403);
}

#[tokio::test]
async fn what_is_not_the_wards_is_not_found() {
    let wards = Wards::open().await;
    let row = format!("/office/establishments/{}", wards.others.id);
    let visit = wards.visit_to(&wards.others).await;
    let new = format!("/office/plan/new?establishment={}", wards.others.id);
    for path in [
        &row,
        &format!("{row}/edit"),
        &format!("{row}/merge"),
        &visit,
        &new,
    ] {
        assert_eq!(wards.get(path).await.status.as_u16(), 404, "{path}");
    }
    let nothing = [
        ("name", "x"),
        ("address", "x"),
        ("kind", "market_stall"),
        ("ward", "hanh-thong"),
        ("edits", "1"),
        ("into", &wards.own.id),
        ("day", "2027-03-02"),
        ("was_on", "2027-03-01"),
        ("was_team", "Đội 1"),
        ("reason", "x"),
        ("establishment", &wards.others.id),
    ];
    for path in [
        format!("{row}/edit"),
        format!("{row}/close"),
        format!("{row}/reopen"),
        format!("{row}/merge"),
        format!("{visit}/move"),
        format!("{visit}/strike"),
        "/office/plan/new".to_owned(),
    ] {
        assert_eq!(
            wards.post(&path, &nothing).await.status.as_u16(),
            404,
            "{path}"
        );
    }
    // Nor is the own row made a part of another ward's.
    let path = format!("/office/establishments/{}/merge", wards.own.id);
    let into = [("into", wards.others.id.as_str())];
    assert_eq!(wards.post(&path, &into).await.status.as_u16(), 404);
    let store = &wards.office.office.store;
    let now = store
        .establishment(&wards.others.id)
        .await
        .unwrap()
        .unwrap();
    assert_eq!(now, wards.others);
    assert_eq!(store.visits_to(&now.id).await.unwrap().len(), 1);
}

#[tokio::test]
async fn an_officer_keeps_the_own_wards_rows_and_gives_none_away() {
    let wards = Wards::open().await;
    let row = format!("/office/establishments/{}", wards.own.id);
    let edits = wards.own.edits.to_string();
    let said = |ward: &'static str| {
        [
            ("name", "Tiệm Sao Mai 2"),
            ("address", "1 Lê Lợi"),
            ("kind", "market_stall"),
            ("ward", ward),
            ("edits", edits.as_str()),
        ]
    };
    for elsewhere in ["go-vap", ""] {
        for path in [
            format!("{row}/edit"),
            "/office/establishments/new".to_owned(),
        ] {
            let refused = wards.post(&path, &said(elsewhere)).await;
            assert_eq!(refused.status.as_u16(), 422, "{path}");
            expect(&refused.text(), &["phường của đơn vị mình"]);
        }
    }
    let edited = wards
        .post(&format!("{row}/edit"), &said("hanh-thong"))
        .await;
    assert_eq!(led_to(&edited), row);
    expect(&wards.get(&row).await.text(), &["Tiệm Sao Mai 2"]);
    let visit = wards.visit_to(&wards.own).await;
    let moved = [
        ("day", "02/03/2027"),
        ("team", "Đội 2"),
        ("was_on", "2027-03-01"),
        ("was_team", "Đội 1"),
    ];
    assert_eq!(
        wards
            .post(&format!("{visit}/move"), &moved)
            .await
            .status
            .as_u16(),
        303
    );
    // Who only looks, looks.
    let looking = page(&row, &cookie('9'));
    assert_eq!(wards.office.send_as(looking).await.status.as_u16(), 200);
    let changing = form(&format!("{row}/edit"), &cookie('9'), &said("hanh-thong"));
    assert_eq!(wards.office.send_as(changing).await.status.as_u16(), 403);
}
