//! A ward's list with errors in it, from its upload to the tablets.

use std::fmt::Write as _;

use axum::body::Body;
use axum::http::{Request, header};
use serde_json::Value;

use super::{BOUNDARY, hidden, led_to, post, row, upload};
use crate::support::{TestOffice, expect};

const LIST: &str = "UBND PHƯỜNG AN NHƠN;;;;;;\nDANH SÁCH HỘ KINH DOANH;;;;;;\n\n\
TT;Tên hộ kinh doanh;Địa chỉ;Phường;Ngành nghề;Mã số thuế;Điện thoại\n\
(1);(2);(3);(4);(5);(6);(7)\n\
1;Sạp Mai;1 Lê Lợi;P.6;Ăn uống;301234567;912345678\n\
2;Sạp Lan;2 Lê Lợi;P.17;Sạp, quầy tại chợ;3.01E+09;\n\
3;SAP RAU CU SO 12;day a cho mau go vap;;Sạp, quầy tại chợ;;\n\
4;Sạp Cúc;4 Lê Lợi;;;;\n";

#[tokio::test]
async fn a_wards_list_is_shown_with_its_errors_row_by_row() {
    let office = TestOffice::demo().await;
    let address = led_to(&upload(&office, LIST.as_bytes()).await);
    let page = office.get(&address).await.text();
    expect(
        row(&page, 6),
        &[
            "data-state=\"faulty\"",
            "Cột E (Loại cơ sở)",
            "“Ăn uống”",
            "chưa hiểu loại này",
        ],
    );
    expect(
        row(&page, 7),
        &[
            "Cột D (Phường)",
            "P.17",
            "Cột F (Mã số thuế)",
            "làm mất chữ số",
        ],
    );
    expect(
        row(&page, 8),
        &[
            "data-state=\"doubtful\"",
            "Sạp rau củ số 12",
            "update:sample-01",
        ],
    );
    expect(row(&page, 9), &["data-state=\"new\""]);
    expect(row(&page, 5), &["data-state=\"passed\""]);
    expect(
        &page,
        &[
            "data-mark=\"not-ready\"",
            "data-word=\"an uong\"",
            "data-word=\"p 17\"",
        ],
    );
    // In English too.
    let english = office.get(&format!("{address}?lang=en")).await;
    assert!(
        english
            .header("set-cookie")
            .starts_with("lang=en; Path=/office")
    );
    expect(
        row(&english.text(), 7),
        &["Column F (Tax code)", "lost digits"],
    );
}

#[tokio::test]
async fn a_wards_list_with_errors_is_mended_and_taken_over_and_pulled() {
    let office = TestOffice::demo().await;
    let pulled = office.get("/api/v1/register").await.json();
    let cursor = pulled["cursor"].as_str().unwrap();
    let address = led_to(&upload(&office, LIST.as_bytes()).await);
    let page = office.get(&address).await.text();
    let edits = hidden(&page, "edits");
    let head = hidden(&page, "head_was");
    let matches = [
        ("edits", edits),
        ("head", head),
        ("head_was", head),
        ("kind", "market_stall"),
        ("kind:an uong", "other"),
        ("ward:p 17", "go-vap"),
    ];
    assert_eq!(
        led_to(&post(&office, &format!("{address}/matches"), &matches).await),
        address
    );
    // The same form again is of before.
    let again = post(&office, &format!("{address}/matches"), &matches).await;
    assert_eq!(again.status.as_u16(), 409);
    let page = office.get(&address).await.text();
    expect(row(&page, 6), &["data-state=\"new\""]);
    let decisions = format!("{address}/decisions");
    let decided = [
        ("edits", hidden(&page, "edits")),
        ("row:7", "leave"),
        ("row:8", "update:sample-01"),
    ];
    led_to(&post(&office, &decisions, &decided).await);
    let page = office.get(&address).await.text();
    expect(
        row(&page, 8),
        &[
            "data-state=\"changed\"",
            "Dãy A, chợ mẫu Gò Vấp",
            "day a cho mau go vap",
        ],
    );
    expect(
        &page,
        &[
            "data-count=\"new\" data-rows=\"2\"",
            "data-count=\"left_out\" data-rows=\"1\"",
        ],
    );
    let commit = format!("{address}/commit");
    // What was not shown is not done.
    let refused = post(&office, &commit, &[("shown", &"0".repeat(64))]).await;
    assert_eq!(refused.status.as_u16(), 409);
    led_to(&post(&office, &commit, &[("shown", hidden(&page, "shown"))]).await);
    expect(
        &office.get("/office/imports").await.text(),
        &["Đã nhập", "Mới: 2", "Thay đổi: 1", "demo"],
    );

    let pulled = office
        .get(&format!("/api/v1/register?since={cursor}"))
        .await
        .json();
    let rows = pulled["rows"].as_array().unwrap();
    let told: Vec<_> = rows
        .iter()
        .map(|row| row["name"].as_str().unwrap())
        .collect();
    assert_eq!(told, ["Sạp Mai", "SAP RAU CU SO 12", "Sạp Cúc"]);
    assert_eq!(
        (&rows[0]["tax_code"], &rows[0]["phone"]),
        (&Value::from("0301234567"), &Value::from("0912345678"))
    );
    assert_eq!(
        (&rows[0]["ward"]["code"], &rows[0]["kind"]),
        (&Value::from("an-nhon"), &Value::from("other"))
    );
    assert_eq!(rows[1]["id"], "sample-01");
}

#[tokio::test]
async fn a_file_that_is_no_list_is_refused_with_a_clear_word() {
    let office = TestOffice::demo().await;
    for (file, said) in [
        (b"T\xean;Ch\xf5\xf2".to_vec(), "Windows-1258"),
        (
            "Tªn hé;§Þa chØ\nCöa hµng;Phè\nCöa hµng;Chî"
                .as_bytes()
                .to_vec(),
            "TCVN3",
        ),
        (b"\xd0\xcf\x11\xe0 old".to_vec(), "lưu thành .xlsx"),
        (b"PK\x03\x04 broken".to_vec(), "bị hỏng"),
        (b"%PDF-1.7".to_vec(), "không phải CSV"),
        (b"a;\"b".to_vec(), "Dấu ngoặc kép mở ở dòng 1"),
        (Vec::new(), "không có dòng nào"),
        (vec![b'a'; 10 * 1024 * 1024 + 1], "lớn hơn 10 MiB"),
        (vec![b'a'; 12 * 1024 * 1024], "lớn hơn 10 MiB"),
    ] {
        let refused = upload(&office, &file).await;
        assert_eq!(refused.status.as_u16(), 422, "{said}");
        expect(&refused.text(), &["data-mark=\"refused\"", said]);
    }
    // No file, no form, and a form of somebody else's page.
    let empty = format!(
        "--{BOUNDARY}\r\nContent-Disposition: form-data; name=\"ward\"\r\n\r\n\r\n--{BOUNDARY}--\r\n"
    );
    for (kind, body, origin, status) in [
        (
            format!("multipart/form-data; boundary={BOUNDARY}"),
            empty,
            None,
            422,
        ),
        (
            format!("multipart/form-data; boundary={BOUNDARY}"),
            "--x".to_owned(),
            None,
            422,
        ),
        ("text/plain".to_owned(), String::new(), None, 422),
        (
            "text/plain".to_owned(),
            String::new(),
            Some("https://elsewhere.example"),
            403,
        ),
    ] {
        let mut request = Request::post("/office/imports").header(header::CONTENT_TYPE, kind);
        if let Some(origin) = origin {
            request = request
                .header(header::ORIGIN, origin)
                .header(header::HOST, "office.example");
        }
        let answer = office.send(request.body(Body::from(body)).unwrap()).await;
        assert_eq!(answer.status.as_u16(), status);
    }
    assert_eq!(
        office.get("/office/imports/nothing").await.status.as_u16(),
        404
    );
    assert_eq!(
        post(&office, "/office/imports/nothing/commit", &[])
            .await
            .status
            .as_u16(),
        404
    );
}

#[tokio::test]
async fn a_list_of_twenty_thousand_is_taken_over() {
    let office = TestOffice::demo().await;
    let mut list = String::from("Tên cơ sở;Địa chỉ;Phường;Loại cơ sở;MST;Điện thoại\n");
    for number in 0..20_000 {
        writeln!(
            list,
            "Sạp {number};{number} Lê Lợi;An Nhơn;Sạp, quầy tại chợ;03{number:08};09{number:08}"
        )
        .unwrap();
    }
    let began = std::time::Instant::now();
    let address = led_to(&upload(&office, list.as_bytes()).await);
    let page = office.get(&address).await.text();
    expect(&page, &["data-count=\"new\" data-rows=\"20000\""]);
    led_to(
        &post(
            &office,
            &format!("{address}/commit"),
            &[("shown", hidden(&page, "shown"))],
        )
        .await,
    );
    let took = began.elapsed();
    expect(
        &office
            .get("/office/establishments?q=sap+19999")
            .await
            .text(),
        &["data-total=\"1\""],
    );
    // Not optimised, and beside other tests: a few seconds for who waits for it.
    assert!(took.as_secs() < 120, "{took:?}");
}
