//! Corrections: both records say it, in whichever order they come, and no
//! circle of them does harm.

use inspection::InspectionId;
use serde_json::json;
use uuid::Uuid;

use crate::support::{TestOffice, Visit, altered, changed, expect};

/// A visit of that number.
fn visit(id: u128) -> Visit {
    Visit {
        id,
        ..Visit::default()
    }
}

/// The body of a visit that says it corrects another one.
fn correcting(id: u128, other: u128) -> String {
    changed(&visit(id), |inspection| {
        inspection.supersedes = Some(InspectionId(Uuid::from_u128(other)));
    })
}

const SAYS: &str = "Thay cho kết quả";
const IS_CORRECTED: &str = "data-section=\"corrections\"";

#[tokio::test]
async fn both_records_say_that_one_corrects_the_other_in_either_order() {
    let (first, second) = (visit(1), visit(2));
    for bodies in [
        [first.body(), correcting(2, 1)],
        [correcting(2, 1), first.body()],
    ] {
        let office = TestOffice::open().await;
        for body in bodies {
            assert_eq!(office.upload(body).await.status.as_u16(), 201);
        }
        let corrected = office.get(&first.page()).await.text();
        expect(
            &corrected,
            &[IS_CORRECTED, &format!("href=\"{}\"", second.page())],
        );
        assert!(!corrected.contains(SAYS));
        let correction = office.get(&second.page()).await.text();
        expect(&correction, &[SAYS, &format!("href=\"{}\"", first.page())]);
        assert!(!correction.contains(IS_CORRECTED));
        assert!(!correction.contains("Chưa nhận được"));
        // The visit is listed twice and counted once.
        let list = office.get("/office").await.text();
        expect(
            &list,
            &[
                "Đã được thay thế",
                "Tổng hợp: 1 cuộc",
                "Trang 1/1 · 2 kết quả",
            ],
        );
    }
}

#[tokio::test]
async fn what_a_correction_corrects_is_awaited_until_it_comes() {
    let office = TestOffice::open().await;
    office.upload(correcting(2, 1)).await;
    let correction = office.get(&visit(2).page()).await.text();
    expect(&correction, &[SAYS, "Chưa nhận được"]);
    let awaited = office.get(&visit(1).page()).await;
    assert_eq!(awaited.status.as_u16(), 200);
    expect(
        &awaited.text(),
        &["Kết quả kiểm tra chưa nhận được", &visit(2).page()],
    );
    expect(
        &office.get("/office").await.text(),
        &["data-section=\"awaited\""],
    );
}

#[tokio::test]
async fn two_corrections_of_one_record_are_both_named_on_it() {
    let office = TestOffice::open().await;
    for body in [visit(1).body(), correcting(2, 1), correcting(3, 1)] {
        office.upload(body).await;
    }
    let page = office.get(&visit(1).page()).await.text();
    expect(&page, &[IS_CORRECTED, &visit(2).page(), &visit(3).page()]);
}

#[tokio::test]
async fn an_inspection_that_corrects_itself_is_refused() {
    let office = TestOffice::open().await;
    let body = correcting(1, 1);
    let problem = office
        .upload(body)
        .await
        .expect_problem(422, "supersedes-itself");
    assert_eq!(problem["status"], 422);
    assert_eq!(office.kept().await, 0);
}

/// No honest tablet makes one: a correction is made after what it corrects.
#[tokio::test]
async fn a_circle_of_corrections_is_kept_shown_and_counted_in_full() {
    let office = TestOffice::open().await;
    // 1 corrects 3, 2 corrects 1, 3 corrects 2; 4 corrects 1 from outside.
    for (id, other) in [(1, 3), (2, 1), (3, 2)] {
        assert_eq!(
            office.upload(correcting(id, other)).await.status.as_u16(),
            201
        );
    }
    for id in [1, 2, 3] {
        let page = office.get(&visit(id).page()).await;
        assert_eq!(page.status.as_u16(), 200);
        expect(&page.text(), &[SAYS, IS_CORRECTED]);
    }
    expect(&office.get("/office").await.text(), &["Tổng hợp: 3 cuộc"]);
    office.upload(correcting(4, 1)).await;
    // 4 stands outside the circle, so it does take 1 out of the sums.
    expect(
        &office.get("/office").await.text(),
        &["Tổng hợp: 3 cuộc", "Trang 1/1 · 4 kết quả"],
    );
}

#[tokio::test]
async fn a_correction_that_is_no_id_is_unreadable() {
    let office = TestOffice::open().await;
    let body = altered(&visit(1).freeze(), |document| {
        document["supersedes"] = json!("1");
    });
    let problem = office.upload(body).await.expect_problem(422, "unreadable");
    assert_eq!(problem["field"], "supersedes");
}
