//! The pages as people read them.

use inspection::Verdict;

use crate::support::{TestOffice, Visit, changed, expect};

/// The page of a freshly uploaded document.
async fn page_of(visit: &Visit) -> String {
    let office = TestOffice::open().await;
    assert_eq!(office.upload(visit.body()).await.status.as_u16(), 201);
    let answer = office.get(&visit.page()).await;
    assert_eq!(answer.status.as_u16(), 200);
    answer.text()
}

#[tokio::test]
async fn the_list_shows_what_was_received_with_sums_and_marks() {
    let office = TestOffice::open().await;
    let first = Visit::default();
    office.upload(first.body()).await;
    let other = Visit {
        name: "Sạp khác",
        ..first.clone()
    };
    office.upload(other.body()).await;
    let second = Visit {
        id: 2,
        sequence: 2,
        name: "Sạp 40",
        ..Visit::default()
    };
    let altered = changed(&second, |inspection| {
        inspection.checks[0].assessment.verdict = Verdict::Conforming;
    });
    office.upload(altered).await;
    let page = office.get("/office").await.text();
    expect(
        &page,
        &[
            "data-record=\"00000000-0000-0000-0000-000000000001\" data-state=\"conflict\"",
            "data-record=\"00000000-0000-0000-0000-000000000002\" data-state=\"received\"",
            "Sạp 12 chợ mẫu",
            "Sạp, quầy tại chợ",
            "22/11/2026",
            "⚠ 1 xung đột",
            "⚠ 1 sai khác",
            "2 cuộc kiểm tra",
            "Trang 1/1 · 2 kết quả",
        ],
    );
    assert!(!page.contains("data-mark=\"demo\""));
    // The second came later, so it stands first.
    assert!(page.find("Sạp 40") < page.find("Sạp 12 chợ mẫu"));
}

#[tokio::test]
async fn every_document_is_on_some_page_of_the_list() {
    let office = TestOffice::open().await;
    for id in 1..=51 {
        let visit = Visit {
            id,
            ..Visit::default()
        };
        office.upload(visit.body()).await;
    }
    let rows = |page: &str| page.matches("data-record=").count();
    let first = office.get("/office").await.text();
    let second = office.get("/office?page=2").await.text();
    assert_eq!((rows(&first), rows(&second)), (50, 1));
    expect(
        &first,
        &["Trang 1/2 · 51 kết quả", "href=\"/office?page=2\""],
    );
    expect(&second, &["href=\"/office?page=1\""]);
    for odd in [
        "0",
        "-1",
        "abc",
        "4294967295",
        "99999999999",
        "",
        "%ff",
        "1&page=2",
    ] {
        let answer = office.get(&format!("/office?page={odd}")).await;
        assert_eq!(answer.status.as_u16(), 200, "{odd}");
    }
}

/// 10 kg shown as 10,15: 150 g too much, beyond ±50 g and ±100 g.
#[tokio::test]
async fn a_failing_scale_is_shown_with_figures_limits_and_who_gains() {
    let visit = Visit::default();
    let page = page_of(&visit).await;
    let digest = visit.freeze().sha256;
    expect(
        &page,
        &[
            "data-verdict=\"error_of_indication.3\" data-state=\"non_conforming\"",
            "data-verdict=\"CAN-09\" data-state=\"non_conforming\"",
            "data-verdict=\"check\" data-state=\"non_conforming\"",
            "10,15",
            "+150",
            "±50 g",
            "±100 g",
            "OIML R 76-1:2006 3.5.2",
            "có văn bản",
            "chưa kiểm chứng",
            "Số hiện hoặc ghi nhiều hơn thực tế: khách bị thiếu",
            "Cân đồng hồ lò xo",
            "Số sản xuất",
            "A 0415",
            "Cấp 4 (thường)",
            "15 kg",
            "50 g",
            "31/12/2026",
            "Xe đồ chơi",
            "Nhập khẩu",
            "NHAN-04",
            "Có dấu hợp quy CR (hàng bắt buộc)",
            "Người kiểm tra mẫu",
            "Lập biên bản, yêu cầu sửa cân.",
            "22/11/2026 09:40 (Asia/Ho_Chi_Minh)",
            "Tài liệu đầu tiên của máy",
            digest.as_str(),
        ],
    );
    assert!(!page.contains("data-section=\"conflicts\""));
    assert!(!page.contains("data-section=\"discrepancies\""));
}

/// 10 kg shown as 10,10: outside ±50 g, exactly on ±100 g.
#[tokio::test]
async fn a_disputed_limit_is_explained_and_is_no_verdict() {
    let visit = Visit {
        indications: ["2,50", "5,00", "10,10"],
        ..Visit::default()
    };
    let page = page_of(&visit).await;
    expect(
        &page,
        &[
            "data-verdict=\"error_of_indication.3\" data-state=\"inconclusive\"",
            "data-verdict=\"error_of_indication.2\" data-state=\"conforming\"",
            "Chưa kết luận: giới hạn chưa thống nhất",
            "Sai số vượt giới hạn ±50 g nhưng không vượt ±100 g.",
        ],
    );
}

#[tokio::test]
async fn a_scale_that_shows_too_little_favours_the_customer() {
    let visit = Visit {
        indications: ["2,50", "5,00", "9,85"],
        ..Visit::default()
    };
    let page = page_of(&visit).await;
    expect(
        &page,
        &[
            "−150",
            "Số hiện hoặc ghi ít hơn thực tế: người bán bị thiệt",
        ],
    );
}

#[tokio::test]
async fn a_conflict_is_shown_with_both_documents_readable() {
    let office = TestOffice::open().await;
    let first = Visit::default();
    let other = Visit {
        name: "Sạp khác",
        ..first.clone()
    };
    office.upload(first.body()).await;
    office.upload(other.body()).await;
    let page = office.get(&first.page()).await.text();
    let link = format!("{}/conflicts/{}", first.page(), other.freeze().sha256);
    expect(
        &page,
        &["data-section=\"conflicts\"", &format!("href=\"{link}\"")],
    );
    let conflict = office.get(&link).await;
    assert_eq!(conflict.status.as_u16(), 200);
    expect(
        &conflict.text(),
        &["Sạp khác", "xung đột với bản đã nhận trước đó"],
    );
    let nowhere = format!("{}/conflicts/{}", first.page(), first.freeze().sha256);
    assert_eq!(office.get(&nowhere).await.status.as_u16(), 404);
}

#[tokio::test]
async fn a_discrepancy_shows_what_tablet_and_office_say() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.checks[0].assessment.verdict = Verdict::Conforming;
    });
    office.upload(body).await;
    let page = office.get(&visit.page()).await.text();
    expect(
        &page,
        &[
            "data-section=\"discrepancies\"",
            "Mục kiểm tra 1: máy ghi “Đạt”, văn phòng tính lại “Không đạt”.",
            "Văn phòng đánh giá lại: Không đạt",
        ],
    );
}

#[tokio::test]
async fn a_document_of_an_unknown_pack_is_shown_in_full_with_a_warning() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    let body = changed(&visit, |inspection| {
        inspection.rule_pack.id = "2031-01".to_owned();
    });
    office.upload(body).await;
    let page = office.get(&visit.page()).await.text();
    expect(
        &page,
        &[
            "Văn phòng không có bộ quy định mà máy đã dùng",
            "2031-01",
            "10,15",
        ],
    );
}

#[tokio::test]
async fn a_record_leads_to_its_minutes_which_are_ready_to_print() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    office.upload(visit.body()).await;
    let record = office.get(&visit.page()).await.text();
    let forms = ["bbkt_do_luong", "bbkt_chat_luong_nhan", "phieu_ket_qua"];
    for form in forms {
        let address = format!("{}/minutes/{form}", visit.page());
        assert!(record.contains(&format!("href=\"{address}\"")), "{form}");
        let answer = office.get(&address).await;
        assert_eq!(answer.status.as_u16(), 200);
        let page = answer.text();
        let sha256 = visit.freeze().sha256.to_string();
        expect(&page, &["Mẫu chưa đối chiếu", "/office/minutes.css"]);
        // Grouped to be read, and as a code for a camera.
        let groups = page.replace(' ', "");
        assert!(groups.contains(&format!("tàiliệu:{sha256}")), "{page}");
        assert!(page.contains("<svg class=\"code\" viewBox=\"-4 -4 45 45\""));
    }
    let page = office
        .get(&format!("{}/minutes/bbkt_do_luong", visit.page()))
        .await;
    expect(
        &page.text(),
        &[
            "Độc lập - Tự do - Hạnh phúc",
            "BIÊN BẢN KIỂM TRA VỀ ĐO LƯỜNG",
            "ngày 22 tháng 11 năm 2026",
            "A 0415",
            "10,15 kg",
            "+150 g",
        ],
    );
}

#[tokio::test]
async fn a_form_that_nobody_knows_or_of_no_record_is_not_found() {
    let office = TestOffice::open().await;
    let visit = Visit::default();
    office.upload(visit.body()).await;
    for address in [
        format!("{}/minutes/bbnp", visit.page()),
        format!(
            "/office/inspections/{}/minutes/bblm",
            uuid::Uuid::from_u128(9)
        ),
        "/office/inspections/x/minutes/bblm".to_owned(),
    ] {
        assert_eq!(office.get(&address).await.status.as_u16(), 404, "{address}");
    }
    let style = office.get("/office/minutes.css").await;
    assert_eq!(style.status.as_u16(), 200);
}

#[tokio::test]
async fn the_list_says_how_far_each_tablet_has_come_and_what_is_missing() {
    let office = TestOffice::open().await;
    let page = office.get("/office").await.text();
    assert!(!page.contains("data-section=\"tablets\""));
    for sequence in [1, 2, 4, 8] {
        let visit = Visit {
            id: u128::from(sequence),
            sequence,
            ..Visit::default()
        };
        office.upload(visit.body()).await;
    }
    let page = office.get("/office").await.text();
    let (_, tablets) = page.split_once("data-section=\"tablets\"").unwrap();
    expect(
        tablets,
        &[
            "data-tablet=\"00000000-0000-0000-0000-00000000004d\"",
            "<td class=\"count\">4</td><td class=\"count\">8</td>",
            "⚠ Thiếu tài liệu số 3, 5–7",
        ],
    );
    for sequence in [3, 5, 6, 7] {
        let visit = Visit {
            id: u128::from(sequence),
            sequence,
            ..Visit::default()
        };
        office.upload(visit.body()).await;
    }
    let page = office.get("/office").await.text();
    expect(&page, &["Không thiếu"]);
    assert!(!page.contains("Thiếu tài liệu"), "{page}");
}

#[tokio::test]
async fn the_first_page_speaks_english_where_it_is_asked_to() {
    let office = TestOffice::demo().await;
    office.upload(Visit::default().body()).await;
    let page = office.get("/office?lang=en").await.text();
    expect(
        &page,
        &[
            "<html lang=\"en\">",
            "Inspections received",
            "Sums: 1 inspections",
            "Page 1 of 1 · 1 inspections",
            "Instrument",
            "not conforming",
            "Tablets that have sent",
            "Nothing is missing",
            "Visits planned this month",
            "Register of establishments",
            "Market stall",
            "Clear the sample data…",
        ],
    );
    for vietnamese in [
        "Tổng hợp",
        "Nhận lúc",
        "Kế hoạch kiểm tra trong tháng",
        "Không thiếu",
    ] {
        assert!(!page.contains(vietnamese), "{vietnamese}");
    }
}
