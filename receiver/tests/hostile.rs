//! Pages whose contents mean harm, and addresses that lead nowhere.

use inspection::{Answered, Response};

use crate::support::{TestOffice, Visit, changed, expect};

#[tokio::test]
async fn hostile_words_are_shown_as_words() {
    const HOSTILE: &str = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>&amp;";
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.establishment.name = HOSTILE.to_owned();
        inspection.establishment.address = HOSTILE.to_owned();
        inspection.establishment.kind = HOSTILE.to_owned();
        inspection.inspector = HOSTILE.to_owned();
        inspection.conclusion = HOSTILE.to_owned();
        inspection.closed.zone = HOSTILE.to_owned();
        inspection.rule_pack.id = HOSTILE.to_owned();
        for check in &mut inspection.checks {
            for finding in &mut check.assessment.findings {
                finding.subject = HOSTILE.to_owned();
                finding.basis = Some(HOSTILE.to_owned());
            }
        }
        let scale = &mut inspection.checks[0].content;
        scale.subject = HOSTILE.to_owned();
        for series in &mut scale.series {
            series.trial = HOSTILE.to_owned();
        }
        for field in &mut scale.fields.0 {
            field.code = HOSTILE.to_owned();
            field.value = HOSTILE.to_owned();
        }
        scale.items.push(Answered {
            code: HOSTILE.to_owned(),
            answer: Response::Yes,
            text: Some(HOSTILE.to_owned()),
        });
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    for path in ["/office".to_owned(), visit.page()] {
        let answer = office.get(&path).await;
        assert_eq!(answer.status.as_u16(), 200);
        let page = answer.text();
        assert!(!page.contains("<script"), "{page}");
        assert!(!page.contains("<img"), "{page}");
        // The quote that would end an attribute is written as an entity.
        assert!(!page.contains("script>\"'"), "{page}");
        expect(&page, &["&lt;script&gt;alert(1)&lt;/script&gt;&quot;"]);
    }
}

#[tokio::test]
async fn instants_at_the_end_of_the_calendar_do_not_break_a_page() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.closed.at = "9999-12-31T23:59:59Z".parse().unwrap();
        inspection.opened.at = "+262142-12-31T23:59:59Z".parse().unwrap();
        inspection.opened.offset_minutes = i16::MAX;
    });
    let answer = office.upload(body).await;
    assert_eq!(answer.status.as_u16(), 201, "{}", answer.text());
    assert_eq!(office.get(&visit.page()).await.status.as_u16(), 200);
}

#[tokio::test]
async fn what_is_not_there_has_a_page_that_says_so() {
    let office = TestOffice::open().await;
    let missing = format!("/office/inspections/{}", uuid::Uuid::from_u128(5));
    for path in [
        "/office/inspections/nothing",
        "/office/inspections/%ff",
        "/office/inspections/nothing/conflicts/%ff",
        "/office/nothing",
        "/office/records.html",
        &missing,
    ] {
        let answer = office.get(path).await;
        assert_eq!(answer.status.as_u16(), 404, "{path}");
        assert_eq!(answer.header("content-type"), "text/html; charset=utf-8");
        expect(&answer.text(), &["Không tìm thấy"]);
    }
}

#[tokio::test]
async fn pages_load_their_own_style_sheet_and_nothing_else() {
    let office = TestOffice::open().await;
    office.upload(Visit::default().body()).await;
    for path in ["/office".to_owned(), Visit::default().page()] {
        let answer = office.get(&path).await;
        let policy = answer.header("content-security-policy").to_owned();
        assert!(
            policy.starts_with("default-src 'none'; style-src 'self';"),
            "{policy}"
        );
        assert_eq!(answer.header("x-content-type-options"), "nosniff");
        // Without, browsers would send the office's own forms as from nowhere.
        assert_eq!(answer.header("referrer-policy"), "same-origin");
        let page = answer.text();
        expect(
            &page,
            &["<html lang=\"vi\">", "href=\"/office/office.css\""],
        );
        for inline in ["style=", "<style", "<script", " onclick"] {
            assert!(!page.contains(inline), "{inline} in {page}");
        }
    }
    let style = office.get("/office/office.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
    assert!(style.text().contains("@media print"));
}
