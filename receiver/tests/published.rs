//! Rules that the office publishes: its words become an edition that tablets
//! pull, new visits are judged by it, and earlier ones stay as they were.

use axum::body::Body;
use axum::http::{Request, header};
use chrono::Utc;
use inspection::{RulePack, Verdict};
use receiver::store::{Author, Edition};
use serde_json::{Value, json};

use crate::support::{Answer, TestOffice, Visit, expect};

/// Sends a form from the office's own page.
async fn post(office: &TestOffice, path: &str, fields: &[(&str, &str)]) -> Answer {
    let mut body = url::form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    let request = Request::post(path)
        .header(header::HOST, "localhost:8787")
        .header(header::ORIGIN, "http://localhost:8787")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    office
        .send(request.body(Body::from(body.finish())).unwrap())
        .await
}

const SETTLED: [(&str, &str); 5] = [
    ("of", "nawi_in_service_factor_vn"),
    ("code", "nawi_in_service_factor_vn"),
    ("document", "CV 77/TĐC ngày 20/11/2026"),
    ("from", "01/11/2026"),
    ("by", "Trần Thị B"),
];
/// Of the factor that is settled on: a failing figure by a row from memory would
/// have to be founded in words.
const SIGNED: [(&str, &str); 6] = [
    ("table", "in_service_factors"),
    ("row", "nawi_in_service_factor_vn"),
    ("from", ""),
    ("text", "TT 23/2013/TT-BKHCN Điều 10"),
    ("by", "Trần Thị B"),
    ("on", "20/11/2026"),
];

/// The edition that tablets are told to record with.
async fn pulled(office: &TestOffice) -> Value {
    let packs = office.get("/api/v1/packs").await.json();
    let mut packs = packs["packs"].as_array().unwrap().clone();
    packs.retain(|pack| pack["current"] == true);
    assert_eq!(packs.len(), 1);
    packs.remove(0)
}

/// 60 g too much at 10 kg: outside the factor 1, within the factor 2.
const BETWEEN: [&str; 3] = ["2,50", "5,00", "10,06"];

fn verdict(visit: &Visit) -> Verdict {
    visit.close().checks[0].assessment.verdict
}

#[tokio::test]
async fn what_the_office_settled_and_signed_off_judges_new_visits_and_no_earlier_one() {
    let office = TestOffice::open().await;
    let earlier = Visit {
        indications: BETWEEN,
        ..Visit::default()
    };
    assert_eq!(office.upload(earlier.body()).await.status.as_u16(), 201);
    for (path, fields) in [("settle", &SETTLED[..]), ("sign", &SIGNED[..])] {
        let said = post(&office, &format!("/office/rules/{path}"), fields).await;
        assert_eq!(said.status.as_u16(), 303, "{}", said.text());
    }
    let shipped = pulled(&office).await;
    assert!(shipped.get("additions").is_none());
    let waiting = office.get("/office/rules").await.text();
    expect(
        &waiting,
        &["action=\"/office/rules/publish\"", "2026-11.1", "CV 77/TĐC"],
    );
    assert_eq!(
        post(&office, "/office/rules/publish", &[])
            .await
            .status
            .as_u16(),
        303
    );

    let told = pulled(&office).await;
    assert_eq!(told["id"], "2026-11.1");
    // As a tablet takes it over: what it adds gives the edition it names.
    let taken = RulePack::with_additions(&told["additions"].to_string()).unwrap();
    assert_eq!(
        serde_json::to_value(taken.name()).unwrap()["sha256"],
        told["sha256"]
    );
    let rules = RulePack::named(&taken.name()).unwrap();
    let later = Visit {
        id: 2,
        sequence: 2,
        rules,
        ..earlier.clone()
    };
    assert!(matches!(verdict(&earlier), Verdict::Inconclusive { .. }));
    assert_eq!(verdict(&later), Verdict::NonConforming);
    assert_eq!(office.upload(later.body()).await.status.as_u16(), 201);
    let page = office.get(&later.page()).await.text();
    expect(&page, &["2026-11.1", "CV 77/TĐC"]);
    let page = office.get(&earlier.page()).await.text();
    assert!(!page.contains("CV 77/TĐC") && !page.contains("2026-11.1"));
    let list = office.get("/office").await.text();
    assert!(!list.contains("data-state=\"discrepancy\""), "{list}");
    expect(
        &office.get("/office/rules").await.text(),
        &["Mọi xác nhận đã nằm trong"],
    );
}

#[tokio::test]
async fn what_is_withdrawn_is_in_use_no_more_and_still_judges_what_names_it() {
    let office = TestOffice::open().await;
    post(&office, "/office/rules/settle", &SETTLED).await;
    post(&office, "/office/rules/sign", &SIGNED).await;
    post(&office, "/office/rules/publish", &[]).await;
    let told = pulled(&office).await;
    let sha256 = told["sha256"].as_str().unwrap();
    let rules = RulePack::with_additions(&told["additions"].to_string()).unwrap();
    let rules = RulePack::named(&rules.name()).unwrap();
    let named = [("edition", sha256), ("reason", "")];
    let asked = post(&office, "/office/rules/withdraw", &named).await;
    expect(&asked.text(), &["Chưa điền."]);
    let named = [("edition", sha256), ("reason", "Nhầm văn bản")];
    assert_eq!(
        post(&office, "/office/rules/withdraw", &named)
            .await
            .status
            .as_u16(),
        303
    );
    assert_eq!(pulled(&office).await["id"], RulePack::current().name().id);
    expect(
        &office.get("/office/rules").await.text(),
        &["Đã thu hồi: Nhầm văn bản"],
    );
    let begun_before = Visit {
        rules,
        indications: BETWEEN,
        ..Visit::default()
    };
    assert_eq!(
        office.upload(begun_before.body()).await.status.as_u16(),
        201
    );
    let page = office.get(&begun_before.page()).await.text();
    assert!(!page.contains("data-section=\"discrepancies\""), "{page}");
    assert_eq!(
        post(&office, "/office/rules/withdraw", &named)
            .await
            .status
            .as_u16(),
        404
    );
}

#[tokio::test]
async fn an_edition_that_another_process_published_is_looked_up_when_a_document_names_it() {
    let office = TestOffice::open().await;
    let additions = json!({
        "base": RulePack::current().name(), "id": "2026-11.elsewhere",
        "settlements": [{"code": SETTLED[1].1, "by": "B", "on": "2026-11-20", "document": "CV 9"}],
        "sign_offs": [{"table": SIGNED[0].1, "row": SIGNED[1].1, "by": "B", "on": "2026-11-20", "text": "A"}],
    });
    let additions = additions.to_string();
    let pack: &'static RulePack =
        Box::leak(Box::new(RulePack::with_additions(&additions).unwrap()));
    let visit = Visit {
        rules: pack,
        indications: BETWEEN,
        ..Visit::default()
    };
    let edition = Edition {
        name: pack.name(),
        base: "2026-11".to_owned(),
        additions,
        published: Author {
            name: "B".to_owned(),
            at: Utc::now(),
        },
        withdrawn: None,
    };
    assert!(RulePack::named(&pack.name()).is_none());
    assert!(office.office.store.publish(&edition, 0).await.unwrap());
    assert!(!office.office.store.publish(&edition, 0).await.unwrap());
    assert_eq!(office.upload(visit.body()).await.status.as_u16(), 201);
    let kept = office
        .office
        .store
        .find(visit.inspection_id().into())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(kept.discrepancies, []);
}

#[tokio::test]
async fn a_form_that_cannot_be_taken_says_where_and_keeps_what_was_typed() {
    let office = TestOffice::open().await;
    for (path, fields, field, typed, said) in [
        ("sign", &SIGNED[..], "text", " ", "Chưa điền."),
        ("sign", &SIGNED[..], "on", "hôm qua", "Không phải ngày"),
        ("sign", &SIGNED[..], "on", "01/01/2999", "chưa đến"),
        ("settle", &SETTLED[..], "document", "", "Chưa điền."),
        (
            "settle",
            &SETTLED[..],
            "code",
            "fuel_mpe_verification",
            "không có dòng này",
        ),
        (
            "authority",
            &[("from", "01/07/2025"), ("document", "QĐ 1")],
            "name",
            "",
            "ít nhất",
        ),
    ] {
        let fields = fields.iter().filter(|(name, _)| *name != field);
        let fields: Vec<_> = fields.copied().chain([(field, typed)]).collect();
        let answer = post(&office, &format!("/office/rules/{path}"), &fields).await;
        assert_eq!(answer.status.as_u16(), 200, "{path} {field}");
        let page = answer.text();
        expect(&page, &["aria-invalid=\"true\"", said]);
        // A choice that is not offered cannot be shown as chosen.
        let kept = fields
            .iter()
            .filter(|(name, text)| !text.trim().is_empty() && *name != "code");
        for (_, kept) in kept {
            assert!(page.contains(kept), "{kept} is not in {page}");
        }
    }
    for path in [
        "sign?table=items&row=CAN-99",
        "settle?of=CAN-09",
        "withdraw?edition=1",
    ] {
        assert_eq!(
            office
                .get(&format!("/office/rules/{path}"))
                .await
                .status
                .as_u16(),
            404
        );
    }
    assert!(office.office.store.words().await.unwrap().is_empty());
}

#[tokio::test]
async fn who_inspects_stands_at_the_head_of_minutes_once_it_is_published() {
    let office = TestOffice::open().await;
    let ward = [
        ("from", "01/07/2025"),
        ("superior", "UBND phường Hạnh Thông"),
        ("name", "Phòng Kinh tế, Hạ tầng và Đô thị"),
        ("place", "Hạnh Thông"),
        ("document", "QĐ 12/QĐ-UBND"),
    ];
    assert_eq!(
        post(&office, "/office/rules/authority", &ward)
            .await
            .status
            .as_u16(),
        303
    );
    post(&office, "/office/rules/publish", &[]).await;
    let told = pulled(&office).await;
    let rules = RulePack::with_additions(&told["additions"].to_string()).unwrap();
    let rules = RulePack::named(&rules.name()).unwrap();
    let visit = Visit {
        rules,
        ..Visit::default()
    };
    office.upload(visit.body()).await;
    let minutes = format!("{}/minutes/bbkt_do_luong", visit.page());
    expect(
        &office.get(&minutes).await.text().to_uppercase(),
        &["UBND PHƯỜNG HẠNH THÔNG", "PHÒNG KINH TẾ, HẠ TẦNG VÀ ĐÔ THỊ"],
    );
}

#[tokio::test]
async fn a_word_is_struck_and_another_site_says_none() {
    let office = TestOffice::open().await;
    post(&office, "/office/rules/sign", &SIGNED).await;
    let id = office.office.store.words().await.unwrap()[0].id.to_string();
    post(&office, "/office/rules/strike", &[("id", &id)]).await;
    let page = office.get("/office/rules").await.text();
    expect(&page, &["Đã bỏ", "Mọi xác nhận đã nằm trong"]);
    let request = Request::post("/office/rules/sign")
        .header(header::HOST, "localhost:8787")
        .header(header::ORIGIN, "http://elsewhere.example")
        .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
    let answer = office.send(request.body(Body::from("by=B")).unwrap()).await;
    assert_eq!(answer.status.as_u16(), 403);
}
