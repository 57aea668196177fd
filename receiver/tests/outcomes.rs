//! What became of an inspection, entered at the office and followed up: the form,
//! the page of what is open, and who may do and see what.

use axum::http::StatusCode;
use chrono::{TimeDelta, Utc};
use inspection::{
    DocumentId, Inspection, InspectionId, OutcomeResult, Recorded, freeze, upload_body,
};
use receiver::people::{Authority, Role, Token};
use receiver::store::{Entered, NewOutcome};
use uuid::Uuid;

use crate::support::{
    Answer, TestOffice, Visit, changed, cookie, expect, form, measures, one_of_each, outcome, page,
    user,
};

/// An office that received a visit with measures in a ward.
async fn office() -> (TestOffice, Visit) {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, with_measures);
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    (office, visit)
}

fn with_measures(inspection: &mut Inspection) {
    inspection.lists = measures();
    inspection.fields.0.push(Recorded {
        code: "ward".to_owned(),
        value: "hanh-thong".to_owned(),
        unit: None,
    });
}

/// A form as a browser sends it, with what differs from a good one.
async fn enter(office: &TestOffice, visit: &Visit, other: &[(&str, &str)]) -> Answer {
    let good = [
        ("id", "019ab000-0000-7000-8000-000000000001"),
        ("result", "fined"),
        ("check", ""),
        ("decided_on", "22/11/2026"),
        ("amount", "2.500.000"),
        ("reference", "31/QĐ-XPHC"),
        ("note", "nộp một lần"),
    ];
    let fields = good.map(|(name, value)| {
        let other = other.iter().find(|(field, _)| *field == name);
        (name, other.map_or(value, |(_, value)| *value))
    });
    let path = format!("{}/outcomes", visit.page());
    let cookies = format!("__Host-can-dung={0}; can-dung={0}", cookie().reveal());
    office.send(form(&path, &cookies, &fields)).await
}

/// What the page says at a field.
fn said_at<'a>(page: &'a str, field: &str) -> &'a str {
    let (_, rest) = page.split_once(&format!("id=\"{field}-told\"")).unwrap();
    rest.split_once("</p>").unwrap().0
}

#[tokio::test]
async fn a_fine_is_entered_once_however_often_the_form_is_sent() {
    let (office, visit) = office().await;
    for _ in 0..3 {
        let answer = enter(&office, &visit, &[]).await;
        assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
        let to = format!("{}?entered=1#outcomes", visit.page());
        assert_eq!(answer.header("location"), to);
    }
    let shown = office
        .get(&format!("{}?entered=1", visit.page()))
        .await
        .text();
    let words = [
        "2.500.000 đồng",
        "31/QĐ-XPHC",
        "Quản trị mẫu",
        "Văn phòng",
        "✓ Đã ghi",
    ];
    expect(&shown, &words);
    assert_eq!(shown.matches("data-result=\"fined\"").count(), 1);
    // The back button, and another amount: what is kept stays, and it is said.
    let other = enter(&office, &visit, &[("amount", "3000000")]).await;
    assert_eq!(other.status, StatusCode::CONFLICT);
    let text = other.text();
    expect(
        &text,
        &[
            "đã được ghi một lần, với nội dung khác",
            "value=\"3000000\"",
        ],
    );
    assert!(!text.contains("name=\"id\" value=\"019ab000-0000-7000-8000-000000000001\""));
    assert_eq!(text.matches("data-result=\"fined\"").count(), 1);
    let log = office.get("/office/audit?act=outcome_entered").await.text();
    assert_eq!(log.matches("data-act=\"outcome_entered\"").count(), 1);
    let document = office
        .get("/office/documents/019ab000-0000-7000-8000-000000000001")
        .await;
    assert_eq!(document.json()["sequence"], 1);
    assert_eq!(document.json()["amount_vnd"], 2_500_000);
}

#[tokio::test]
async fn what_is_wrong_is_said_at_its_field_and_what_was_typed_stays() {
    let (office, visit) = office().await;
    let tomorrow = receiver::wording::wall_time(Utc::now()).date_naive() + TimeDelta::days(1);
    let tomorrow = tomorrow.format("%d/%m/%Y").to_string();
    let long = "x".repeat(201);
    for (field, typed, said) in [
        ("decided_on", "21/11/2026", "trước ngày kiểm tra"),
        ("decided_on", tomorrow.as_str(), "chưa đến"),
        ("decided_on", "31/02/2026", "Hãy ghi ngày"),
        ("decided_on", "", "Hãy ghi ngày"),
        ("amount", "0", "lớn hơn 0"),
        ("amount", "", "lớn hơn 0"),
        ("amount", "-5", "lớn hơn 0"),
        ("amount", "2,5", "lớn hơn 0"),
        ("amount", "hai triệu", "lớn hơn 0"),
        ("amount", "9007199254740992", "lớn hơn 0"),
        ("check", "9", "không có mục này"),
        ("check", "x", "không có mục này"),
        ("result", "", "Hãy chọn kết quả"),
        ("result", "nothing", "Hãy chọn kết quả"),
        ("reference", "", "phải có số"),
        ("reference", long.as_str(), "Dài quá"),
    ] {
        let answer = enter(&office, &visit, &[(field, typed)]).await;
        assert_eq!(answer.status.as_u16(), 422, "{field} {typed:?}");
        let text = answer.text();
        expect(said_at(&text, field), &["⚠", said]);
        expect(
            &text,
            &["nộp một lần", "019ab000-0000-7000-8000-000000000001"],
        );
        if field != "check" && field != "result" {
            let kept = format!("value=\"{typed}\"");
            assert!(text.contains(&kept), "{field} {typed:?}");
        }
    }
    // Nothing was suspended, and no seal is on the label.
    for (result, check) in [
        ("suspension_lifted", ""),
        ("seal_lifted", "2"),
        ("sample_passed", "1"),
    ] {
        let asked = [("result", result), ("check", check), ("amount", "")];
        let answer = enter(&office, &visit, &asked).await;
        assert_eq!(answer.status.as_u16(), 422, "{result}");
        expect(said_at(&answer.text(), "result"), &["không hợp"]);
    }
    let warned = enter(&office, &visit, &[("result", "warned")]).await;
    expect(
        said_at(&warned.text(), "amount"),
        &["Chỉ quyết định xử phạt"],
    );
    let shown = office.get(&visit.page()).await.text();
    expect(&shown, &["Chưa ghi kết quả xử lý nào"]);
}

#[tokio::test]
async fn only_what_fits_is_offered_and_nothing_on_a_record_that_was_corrected() {
    let (office, visit) = office().await;
    let shown = office.get(&visit.page()).await.text();
    for (result, offered) in [
        ("remedied", true),
        ("seal_lifted", true),
        ("sample_failed", true),
        ("fined", true),
        ("suspension_lifted", false),
        ("reverified", false),
        ("referral_answered", false),
    ] {
        let option = format!("<option value=\"{result}\"");
        assert_eq!(shown.contains(&option), offered, "{result}");
    }
    let correction = changed(
        &Visit {
            id: 2,
            ..Visit::default()
        },
        |it| {
            with_measures(it);
            it.supersedes = Some(visit.inspection_id());
        },
    );
    office.upload(correction).await;
    let shown = office.get(&visit.page()).await.text();
    assert!(!shown.contains("data-section=\"enter\""));
    expect(&shown, &["hãy ghi ở kết quả thay thế"]);
    assert_eq!(enter(&office, &visit, &[]).await.status.as_u16(), 422);
}

#[tokio::test]
async fn what_is_open_leads_to_the_form_with_the_right_outcome_and_is_settled_by_it() {
    let (office, visit) = office().await;
    let list = office.get("/office/follow-ups").await.text();
    for (kind, result, check) in [
        ("remedy", "remedied", "2"),
        ("seal", "seal_lifted", "1"),
        ("sample", "sample_passed", "3"),
    ] {
        expect(&list, &[&format!("data-follow-up=\"{kind}\"")]);
        let link = format!("{}?result={result}&amp;check={check}#enter", visit.page());
        expect(&list, &[&format!("href=\"{link}\"")]);
        let path = format!("{}?result={result}&check={check}", visit.page());
        let form = office.get(&path).await.text();
        let chosen = format!("<option value=\"{result}\" selected>");
        expect(
            &form,
            &[&chosen, &format!("<option value=\"{check}\" selected>")],
        );
    }
    expect(
        &list,
        &["Ghi nhãn phụ", "NP-0031", "M-011", "Phường Hạnh Thông"],
    );
    let asked = [
        ("result", "remedied"),
        ("check", "2"),
        ("amount", ""),
        ("reference", ""),
    ];
    assert_eq!(enter(&office, &visit, &asked).await.status.as_u16(), 303);
    let list = office.get("/office/follow-ups").await.text();
    assert!(!list.contains("data-follow-up=\"remedy\""));
    let shown = office.get(&visit.page()).await.text();
    expect(
        &shown,
        &[
            "data-follow-up=\"remedy\" data-state=\"settled\"",
            "Xong 22/11/2026",
        ],
    );
    // A tablet's outcome settles as the office's does, and says where it came from.
    let mut lifted = outcome(&visit, 13);
    lifted.result = OutcomeResult::SealLifted;
    let body = upload_body(&freeze(&lifted).unwrap()).unwrap();
    office.upload(body).await;
    let shown = office.get(&visit.page()).await.text();
    expect(
        &shown,
        &[
            "data-follow-up=\"seal\" data-state=\"settled\"",
            "Máy kiểm tra",
        ],
    );
    for (address, rows) in [
        ("?kind=sample", 1),
        ("?kind=seal", 0),
        ("?due=overdue", 0),
        ("?due=none", 1),
        ("?ward=hanh-thong", 1),
        ("?ward=an-nhon", 0),
        ("?kind=x&due=y", 1),
    ] {
        let list = office
            .get(&format!("/office/follow-ups{address}"))
            .await
            .text();
        assert_eq!(list.matches("data-follow-up=").count(), rows, "{address}");
    }
    let english = office.get("/office/follow-ups?lang=en").await.text();
    let record = office
        .get(&format!("{}?lang=en", visit.page()))
        .await
        .text();
    expect(
        &record,
        &[
            "Left open by this visit",
            "Enter what became of it",
            "1. Instrument:",
        ],
    );
    expect(
        &english,
        &[
            "Sample at the laboratory",
            "No day set",
            "Enter the outcome",
        ],
    );
}

#[tokio::test]
async fn a_viewer_sees_no_form_and_a_ward_nothing_of_another() {
    let (office, visit) = office().await;
    let store = &office.office.store;
    let day = Utc::now().date_naive();
    let ward = |code: &str| Authority::on(code, day).unwrap();
    let mut askers = Vec::new();
    for (name, role, authority, sees, enters) in [
        ("xem", Role::Viewer, Authority::city(), true, false),
        ("của phường", Role::Officer, ward("hanh-thong"), true, true),
        ("phường khác", Role::Admin, ward("an-nhon"), false, false),
    ] {
        let token = Token::random().unwrap();
        user(store, name, role, &authority, &token).await;
        askers.push((name, token, sees, enters));
    }
    for (name, token, sees, enters) in askers {
        let cookie = format!("__Host-can-dung={0}; can-dung={0}", token.reveal());
        let shown = office.send_as(page(&visit.page(), &cookie)).await;
        assert_eq!(
            shown.status.as_u16(),
            if sees { 200 } else { 404 },
            "{name}"
        );
        let offered = shown.text().contains("data-section=\"enter\"");
        assert_eq!(offered, enters, "{name}");
        let list = office
            .send_as(page("/office/follow-ups", &cookie))
            .await
            .text();
        let count = list.matches("data-inspection=").count();
        assert_eq!(count, if sees { 3 } else { 0 }, "{name}");
        let id = Uuid::now_v7().to_string();
        let fields = [
            ("id", id.as_str()),
            ("result", "warned"),
            ("decided_on", "22/11/2026"),
        ];
        let path = format!("{}/outcomes", visit.page());
        let sent = office.send_as(form(&path, &cookie, &fields)).await;
        let status = match (sees, enters) {
            (_, true) => 303,
            (true, false) => 403,
            (false, _) => 404,
        };
        assert_eq!(sent.status.as_u16(), status, "{name}");
    }
    let kept = store.belongings(visit.inspection_id()).await.unwrap();
    assert_eq!(kept.outcomes.len(), 1);
}

#[tokio::test]
async fn a_correction_shows_what_was_entered_for_the_record_before_it() {
    let (office, visit) = office().await;
    assert_eq!(enter(&office, &visit, &[]).await.status.as_u16(), 303);
    let corrected = Visit {
        id: 2,
        sequence: 2,
        previous: Some(visit.freeze().sha256),
        ..visit.clone()
    };
    let body = changed(&corrected, |inspection| {
        with_measures(inspection);
        inspection.supersedes = Some(visit.inspection_id());
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    let shown = office.get(&corrected.page()).await.text();
    expect(&shown, &["2.500.000 đồng", "31/QĐ-XPHC"]);
    assert_eq!(shown.matches("data-result=\"fined\"").count(), 1);
    let way = format!("{}#o-019ab000-0000-7000-8000-000000000001", visit.page());
    assert!(shown.contains(&way), "{shown}");
    let before = office.get(&visit.page()).await.text();
    assert_eq!(before.matches("data-result=\"fined\"").count(), 1);
}

/// The first page says that something is open, and not that there is nothing to see to.
#[tokio::test]
async fn the_first_page_says_of_a_visit_what_is_still_open() {
    let (office, _) = office().await;
    let page = office.get("/office").await.text();
    let (_, row) = page.split_once("data-record=").unwrap();
    let row = row.split_once("</tr>").unwrap().0;
    assert!(row.contains("việc chưa xong"), "{row}");
    assert!(!row.contains("<td>Không</td>"), "{row}");
}

/// The form was drawn before a correction came, or names what others wait for.
#[tokio::test]
async fn an_outcome_is_held_against_the_inspection_as_it_is_when_it_is_kept() {
    let (office, visit) = office().await;
    let store = &office.office.store;
    let new = |id: u128, inspection| NewOutcome {
        id: DocumentId(Uuid::from_u128(id)),
        inspection,
        check: None,
        decided_on: "2026-11-22".parse().unwrap(),
        result: OutcomeResult::Warned,
        reference: None,
        note: None,
    };
    let enter = async |new: &NewOutcome| store.enter_outcome(new, "An", Utc::now()).await.unwrap();
    let id = visit.inspection_id();
    assert_eq!(enter(&new(500, id)).await, Entered::Done);
    let nobody = InspectionId(Uuid::from_u128(404));
    assert_eq!(enter(&new(501, nobody)).await, Entered::DoesNotFit);
    // A photo has come whose inspection has not: its id is not to be had.
    let awaited = Visit {
        id: 777,
        ..Visit::default()
    };
    let [photo, ..] = one_of_each(&awaited);
    let sent = office.upload(upload_body(&photo).unwrap()).await;
    assert_eq!(sent.status.as_u16(), 201, "{}", sent.text());
    assert_eq!(enter(&new(777, id)).await, Entered::Other);
    let came = office.upload(changed(&awaited, with_measures)).await;
    assert_eq!(came.status.as_u16(), 201, "{}", came.text());
    let correction = Visit {
        id: 9,
        device: 79,
        ..Visit::default()
    };
    let body = changed(&correction, |inspection| {
        with_measures(inspection);
        inspection.supersedes = Some(id);
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    assert_eq!(enter(&new(502, id)).await, Entered::DoesNotFit);
    // What was kept before the correction came is known still.
    assert_eq!(enter(&new(500, id)).await, Entered::Repeated);
}
