//! Inspections as people of the office look for them, the parts of one visit, and
//! what there is to look into.

use axum::http::StatusCode;
use chrono::Utc;
use inspection::{Inspection, InspectionId, Recorded, Verdict, freeze, upload_body};
use receiver::people::{Authority, Role, Token};
use sqlx::{AnyConnection, Connection};
use uuid::Uuid;

use crate::support::{
    JPEG, TestOffice, Visit, altered, changed, expect, measures, page, photo, user,
};

fn entered(inspection: &mut Inspection, code: &str, value: &str) {
    inspection.fields.0.push(Recorded {
        code: code.to_owned(),
        value: value.to_owned(),
        unit: None,
    });
}

fn numbered(id: u128) -> Visit {
    Visit {
        id,
        device: 70 + id,
        ..Visit::default()
    }
}

/// Three visits: a stall in Hạnh Thông with measures and a photo, a shop in An Nhơn
/// that the office judges otherwise, and one whose owner was absent.
async fn office() -> TestOffice {
    let office = TestOffice::open().await;
    let stall = changed(&numbered(1), |it| {
        "Sạp trái cây Bảy Hiền".clone_into(&mut it.establishment.name);
        it.lists = measures();
        entered(it, "ward", "hanh-thong");
        entered(it, "minutes_no", "41/BB-KT");
        entered(it, "tax_code", "0301234567-001");
    });
    let shop = changed(&numbered(2), |it| {
        "Siêu thị Hoa Cúc".clone_into(&mut it.establishment.name);
        "supermarket".clone_into(&mut it.establishment.kind);
        "Trần Thị Bình".clone_into(&mut it.inspector);
        it.inspected_on = "2026-11-10".parse().unwrap();
        it.checks[0].assessment.verdict = Verdict::Conforming;
        entered(it, "ward", "an-nhon");
    });
    let absent = changed(&numbered(3), |it| {
        it.checks.clear();
        it.without_checks = Some(inspection::WithoutChecks::OwnerAbsent);
        it.inspected_on = "2026-10-31".parse().unwrap();
    });
    let picture = photo(&numbered(1), 11, JPEG);
    let picture = upload_body(&freeze(&picture).unwrap()).unwrap();
    for body in [stall, shop, absent, picture] {
        assert_eq!(office.upload(body).await.status, StatusCode::CREATED);
    }
    office
}

/// The numbers of what is on a page, in its order.
fn found(page: &str) -> Vec<u128> {
    let rows = page.split("data-record=\"").skip(1);
    let id = |row: &str| {
        Uuid::try_parse(row.split('"').next().unwrap())
            .unwrap()
            .as_u128()
    };
    rows.map(id).collect()
}

#[tokio::test]
async fn an_inspection_is_found_by_any_of_its_words_without_marks_and_by_every_filter() {
    let office = office().await;
    for (asked, expected) in [
        ("", &[1, 2, 3][..]),
        ("q=trai+cay+bay", &[1]),
        ("q=S%E1%BA%A0P+hi%E1%BB%81n", &[1]),
        ("q=41%2FBB", &[1]),
        ("q=0301234567", &[1]),
        ("q=0301234567-001", &[1]),
        ("q=tran+thi+binh", &[2]),
        ("q=00000000-0000-0000-0000-000000000003", &[3]),
        ("q=00000000000000000000000000000002", &[2]),
        ("q=khong+co", &[]),
        ("q=%25", &[1, 2, 3]),
        ("from=10%2F11%2F2026", &[1, 2]),
        ("to=2026-11-10", &[2, 3]),
        ("from=01/11/2026&to=11/11/2026", &[2]),
        ("ward=hanh-thong", &[1]),
        ("kind=supermarket", &[2]),
        ("result=owner_absent", &[3]),
        ("result=non_conforming", &[1, 2]),
        ("state=discrepancy", &[2]),
        ("state=follow-up", &[1]),
        ("state=photos", &[1]),
        ("state=conflict", &[]),
        ("state=corrected", &[]),
        ("state=follow-up&q=hoa+cuc", &[]),
        ("state=x&kind=&ward=x", &[1, 2, 3]),
    ] {
        let shown = office.get(&format!("/office/inspections?{asked}")).await;
        assert_eq!(shown.status, StatusCode::OK, "{asked}");
        let text = shown.text();
        assert_eq!(found(&text), expected, "{asked}");
        expect(&text, &[&format!("data-total=\"{}\"", expected.len())]);
    }
    let shown = office
        .get("/office/inspections?q=sap&state=photos")
        .await
        .text();
    // What is chosen stays in the form, and the counts are of what is looked for.
    expect(
        &shown,
        &["value=\"sap\"", "<option value=\"photos\" selected>"],
    );
    expect(
        &shown,
        &[
            "data-state=\"follow-up\" data-count=\"1\"",
            "q=sap&amp;state=discrepancy",
        ],
    );
    let wrong = office
        .get("/office/inspections?from=31%2F02%2F2026")
        .await
        .text();
    expect(
        &wrong,
        &[
            "Viết ngày như 22/11/2026.",
            "value=\"31/02/2026\"",
            "aria-invalid",
        ],
    );
    let english = office.get("/office/inspections?lang=en&q=sap").await.text();
    expect(
        &english,
        &["Find inspections", "Owner absent", "?q=sap&amp;lang=vi"],
    );
}

/// Two clicks: the words sent from the first page, and the row.
#[tokio::test]
async fn whatever_an_inspector_sent_is_two_clicks_from_the_first_page() {
    let office = office().await;
    let first = office.get("/office").await.text();
    expect(&first, &["action=\"/office/inspections\"", "name=\"q\""]);
    let second = office.get("/office/inspections?q=bay+hien").await.text();
    let address = numbered(1).page();
    expect(&second, &[&format!("href=\"{address}\"")]);
    let third = office.get(&address).await.text();
    expect(&third, &["<img class=\"thumb\"", "Mặt cân", "NP-0031"]);
}

#[tokio::test]
async fn pages_go_on_where_they_were_though_more_arrives() {
    let office = TestOffice::open().await;
    for id in 1..=120 {
        let body = changed(&numbered(id), |it| {
            it.inspected_on = format!("2026-11-{:02}", 1 + id % 20).parse().unwrap();
        });
        office.upload(body).await;
    }
    let (mut address, mut seen) = ("/office/inspections?q=sap".to_owned(), Vec::new());
    loop {
        let shown = office.get(&address).await.text();
        seen.extend(found(&shown));
        let more = shown.rsplit_once("&amp;after=").map(|(_, after)| after);
        let Some(after) = more.and_then(|after| after.split('"').next()) else {
            break;
        };
        address = format!("/office/inspections?q=sap&after={after}");
        // A later visit, and one of an earlier day.
        for (id, on) in [(500, "2026-11-21"), (501, "2026-10-01")] {
            let id = id + 2 * seen.len() as u128;
            let body = changed(&numbered(id), |it| it.inspected_on = on.parse().unwrap());
            office.upload(body).await;
        }
    }
    let of_before: Vec<_> = seen.iter().filter(|id| **id <= 120).collect();
    assert_eq!(of_before.len(), 120, "none twice, none left out");
    let mut sorted = seen.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(sorted.len(), seen.len());
}

#[tokio::test]
async fn two_tablets_parts_of_one_visit_are_shown_together() {
    let office = TestOffice::open().await;
    let part = |id: u128, number: &str, who: &str, on: &str| {
        changed(&numbered(id), |it| {
            entered(it, "visit_no", number);
            who.clone_into(&mut it.inspector);
            it.inspected_on = on.parse().unwrap();
        })
    };
    for body in [
        part(1, "KT-12", "Nguyễn Văn A", "2026-11-22"),
        part(2, " kt-12", "Trần Thị B", "2026-11-22"),
        part(3, "KT-12", "Lê Văn C", "2026-11-21"),
        part(4, "KT-13", "Lê Văn D", "2026-11-22"),
    ] {
        office.upload(body).await;
    }
    let shown = office.get(&numbered(1).page()).await.text();
    let (_, parts) = shown.split_once("data-section=\"parts\"").unwrap();
    let (parts, _) = parts.split_once("</section>").unwrap();
    assert_eq!(found(parts), [2]);
    expect(parts, &["Trần Thị B", "/office/visits/"]);
    let (_, address) = parts.split_once("href=\"/office/visits/").unwrap();
    let address = format!("/office/visits/{}", address.split('"').next().unwrap());
    let whole = office.get(&address).await.text();
    let (table, _) = whole.split_once("</table>").unwrap();
    assert_eq!(found(table), [1, 2]);
    expect(
        &whole,
        &["Nguyễn Văn A", "Trần Thị B", "KT-12", "Cân đồng hồ lò xo"],
    );
    for alone in [3, 4] {
        let shown = office.get(&numbered(alone).page()).await.text();
        assert!(!shown.contains("data-section=\"parts\""), "{alone}");
    }
    let nothing = office.get("/office/visits/x").await;
    assert_eq!(nothing.status, StatusCode::NOT_FOUND);
}

#[tokio::test]
async fn what_there_is_to_look_into_is_counted_on_the_first_page_and_listed() {
    let office = office().await;
    // Another document under a photo's id, a gap, and three refusals of one document.
    let mut other = photo(&numbered(1), 11, JPEG);
    other.caption = None;
    office
        .upload(upload_body(&freeze(&other).unwrap()).unwrap())
        .await;
    office
        .upload(
            Visit {
                id: 9,
                sequence: 5,
                ..Visit::default()
            }
            .body(),
        )
        .await;
    let good = numbered(8).freeze();
    let bad = altered(&good, |it| it["inspected_on"] = "hôm nay".into());
    for _ in 0..3 {
        assert_eq!(office.upload(bad.clone()).await.status.as_u16(), 422);
    }
    assert_eq!(office.upload("nothing").await.status.as_u16(), 400);
    let first = office.get("/office").await.text();
    for (address, count) in [
        ("/office/follow-ups", 3),
        ("/office/inspections?state=discrepancy", 1),
        ("/office/doubts#conflicts", 1),
        ("/office/doubts#gaps", 1),
        ("/office/doubts#refused", 2),
    ] {
        let line = format!("<li data-count=\"{count}\"><a href=\"{address}\">");
        expect(&first, &[&line]);
    }
    let list = office.get("/office/doubts").await.text();
    expect(
        &list,
        &[
            "data-refused=\"unreadable\"",
            "<td class=\"count\">3</td>",
            "data-refused=\"not-an-envelope\"",
            "Không đọc được",
            "Máy mẫu",
            "00000000-0000-0000-0000-000000000008",
            "inspected_on",
            "Thiếu tài liệu số 1–4",
            "Sạp trái cây Bảy Hiền",
        ],
    );
    // What came after all is refused no more.
    office.upload(upload_body(&good).unwrap()).await;
    let list = office.get("/office/doubts").await.text();
    assert!(!list.contains("data-refused=\"unreadable\""));
    let english = office.get("/office/doubts?lang=en").await.text();
    expect(
        &english,
        &["To look into", "Refused uploads: 1", "Not an envelope"],
    );
}

#[tokio::test]
async fn a_ward_finds_nothing_of_another() {
    let office = office().await;
    let day = Utc::now().date_naive();
    for (code, expected) in [("hanh-thong", &[1][..]), ("an-nhon", &[2]), ("go-vap", &[])] {
        let ward = Authority::on(code, day).unwrap();
        let token = Token::random().unwrap();
        user(&office.office.store, code, Role::Admin, &ward, &token).await;
        let cookie = format!("__Host-can-dung={0}; can-dung={0}", token.reveal());
        for address in [
            "/office/inspections",
            "/office/inspections?ward=hanh-thong&state=",
        ] {
            let list = office.send_as(page(address, &cookie)).await.text();
            let mut seen = found(&list);
            seen.retain(|id| *id < 10);
            let own = expected.iter().copied();
            let own: Vec<_> = own
                .filter(|id| !address.contains("ward=") || *id == 1)
                .collect();
            assert_eq!(seen, own, "{code} {address}");
        }
        let doubts = office.send_as(page("/office/doubts", &cookie)).await.text();
        let count = usize::from(code == "an-nhon");
        expect(
            &doubts,
            &[&format!("Văn phòng đánh giá khác với máy: {count}")],
        );
    }
}

/// What an earlier program received has nothing of this: it is read from the
/// documents when the database is opened.
#[tokio::test]
async fn what_an_earlier_program_received_is_found_and_followed_up_too() {
    let office = office().await;
    let before = office
        .office
        .store
        .left_open(numbered(1).inspection_id())
        .await
        .unwrap();
    assert_eq!(before.len(), 3);
    office.office.store.close().await;
    sqlx::any::install_default_drivers();
    let mut on = AnyConnection::connect(&office.scratch.url()).await.unwrap();
    for statement in [
        "DELETE FROM follow_ups",
        "DELETE FROM outcomes",
        "UPDATE inspections SET words = NULL, result = '', visit = '', aftermath = NULL",
    ] {
        sqlx::query(statement).execute(&mut on).await.unwrap();
    }
    on.close().await.unwrap();
    let store = office.scratch.open().await;
    let id: InspectionId = numbered(1).inspection_id();
    assert_eq!(store.left_open(id).await.unwrap(), before);
    let again = TestOffice {
        office: receiver::Office::new(store),
        scratch: office.scratch,
    };
    for (asked, expected) in [
        ("q=bay+hien", 1),
        ("result=owner_absent", 3),
        ("state=follow-up", 1),
    ] {
        let list = again
            .get(&format!("/office/inspections?{asked}"))
            .await
            .text();
        assert_eq!(found(&list), [expected], "{asked}");
    }
}
