//! Establishments added, changed, merged and downloaded.

use super::{hidden, led_to, post, upload};
use crate::support::{TestOffice, expect};

fn fields<'a>(name: &'a str, phone: &'a str, edits: &'a str) -> [(&'a str, &'a str); 6] {
    [
        ("name", name),
        ("address", "12 Lê Lợi"),
        ("ward", "an-nhon"),
        ("kind", "market_stall"),
        ("phone", phone),
        ("edits", edits),
    ]
}

#[tokio::test]
async fn an_establishment_is_added_changed_closed_down_and_opened_again() {
    let office = TestOffice::demo().await;
    let new = "/office/establishments/new";
    let refused = post(&office, new, &fields("", "123", "")).await;
    assert_eq!(refused.status.as_u16(), 422);
    expect(
        &refused.text(),
        &[
            "Chưa nhập.",
            "Không phải số điện thoại",
            "value=\"12 Lê Lợi\"",
            "value=\"123\"",
        ],
    );
    let address = led_to(&post(&office, new, &fields("Sạp Mai", "912345678", "")).await);
    expect(
        &office.get(&address).await.text(),
        &[
            "Sạp Mai",
            "0912345678",
            "Phường An Nhơn",
            "Thêm vào danh sách",
            "demo",
        ],
    );
    let alike = post(&office, new, &fields("SAP MAI", "", "")).await;
    assert_eq!(alike.status.as_u16(), 422);
    expect(&alike.text(), &["data-mark=\"alike\"", &address]);

    let edit = format!("{address}/edit");
    let form = office.get(&edit).await.text();
    let edits = hidden(&form, "edits");
    assert_eq!(
        led_to(&post(&office, &edit, &fields("Sạp Mai 2", "", edits)).await),
        address
    );
    let stale = post(&office, &edit, &fields("Sạp của tôi", "", edits)).await;
    assert_eq!(stale.status.as_u16(), 409);
    expect(
        &stale.text(),
        &["data-mark=\"stale\"", "Sạp Mai 2", "value=\"Sạp của tôi\""],
    );
    let now = stale.text();
    led_to(
        &post(
            &office,
            &edit,
            &fields("Sạp của tôi", "", hidden(&now, "edits")),
        )
        .await,
    );

    let page = office.get(&address).await.text();
    let close = format!("{address}/close");
    let wrong = post(
        &office,
        &close,
        &[("edits", hidden(&page, "edits")), ("closed_on", "hôm qua")],
    )
    .await;
    assert_eq!(wrong.status.as_u16(), 422);
    expect(&wrong.text(), &["Không phải ngày", "hôm qua"]);
    led_to(
        &post(
            &office,
            &close,
            &[
                ("edits", hidden(&page, "edits")),
                ("closed_on", "1/11/2026"),
            ],
        )
        .await,
    );
    let list = office.get("/office/establishments?q=cua+toi").await.text();
    expect(&list, &["data-total=\"0\""]);
    expect(
        &office
            .get("/office/establishments?state=closed")
            .await
            .text(),
        &["Sạp của tôi"],
    );
    let page = office.get(&address).await.text();
    expect(&page, &["Đã ngừng hoạt động", "01/11/2026"]);
    led_to(
        &post(
            &office,
            &format!("{address}/reopen"),
            &[("edits", hidden(&page, "edits"))],
        )
        .await,
    );
    expect(
        &office.get("/office/establishments?q=CUA+TOI").await.text(),
        &["data-total=\"1\""],
    );
}

#[tokio::test]
async fn an_address_that_leads_nowhere_is_not_found() {
    let office = TestOffice::demo().await;
    for (path, status) in [
        ("/office/establishments/nobody", 404),
        ("/office/establishments/nobody/edit", 404),
        ("/office/establishments/a%00b", 404),
        ("/office/establishments?after=%00&state=%00", 200),
        ("/office/establishments?after=%F0%9F&q=%00&ward=x", 200),
    ] {
        assert_eq!(office.get(path).await.status.as_u16(), status, "{path}");
    }
}

#[tokio::test]
async fn two_rows_are_merged_after_both_were_shown_and_the_old_address_leads_on() {
    let office = TestOffice::demo().await;
    let [gone, kept] = ["sample-01", "sample-02"];
    let ask = format!("/office/establishments/{gone}/merge");
    assert_eq!(
        office
            .get(&format!("{ask}?into=nobody"))
            .await
            .status
            .as_u16(),
        422
    );
    assert_eq!(
        office
            .get(&format!("{ask}?into={gone}"))
            .await
            .status
            .as_u16(),
        422
    );
    let page = office.get(&format!("{ask}?into={kept}")).await.text();
    expect(&page, &["Sạp rau củ số 12", "Sạp trái cây số 27"]);
    let stale = post(
        &office,
        &ask,
        &[("into", kept), ("gone_edits", "7"), ("kept_edits", "0")],
    )
    .await;
    assert_eq!(stale.status.as_u16(), 409);
    let known = [
        ("into", kept),
        ("gone_edits", hidden(&page, "gone_edits")),
        ("kept_edits", hidden(&page, "kept_edits")),
    ];
    let address = led_to(&post(&office, &ask, &known).await);
    assert_eq!(address, format!("/office/establishments/{kept}"));
    let old = office.get(&format!("/office/establishments/{gone}")).await;
    assert_eq!(led_to(&old), format!("{address}?merged=1"));
    expect(
        &office.get(&address).await.text(),
        &["data-act=\"merged\"", "Sạp rau củ số 12"],
    );
    let pulled = office.get("/api/v1/plan").await.json();
    let visits = pulled["rows"].as_array().unwrap();
    assert!(visits.iter().all(|visit| visit["establishment"] != gone));
}

#[tokio::test]
async fn register_and_plan_are_downloaded_with_their_formulas_harmless() {
    let office = TestOffice::demo().await;
    let evil = [
        ("name", "=HYPERLINK(\"http://x\")"),
        ("address", "@SUM(1)"),
        ("kind", "other"),
        ("another", "1"),
    ];
    led_to(&post(&office, "/office/establishments/new", &evil).await);
    let csv = office.get("/office/establishments.csv").await;
    assert_eq!(csv.header("content-type"), "text/csv; charset=utf-8");
    assert_eq!(
        csv.header("content-disposition"),
        "attachment; filename=\"co-so.csv\""
    );
    let text = csv.text();
    assert!(
        text.starts_with("\u{feff}\"Mã cơ sở\",\"Tên cơ sở\",\"Địa chỉ\",\"Phường\""),
        "{text}"
    );
    expect(&text, &["\"'=HYPERLINK(\"\"http://x\"\")\",\"'@SUM(1)\""]);
    assert_eq!(text.lines().count(), 14);
    // What was downloaded says the same when it is imported again.
    let address = led_to(&upload(&office, text.as_bytes()).await);
    let page = office.get(&address).await.text();
    expect(&page, &["data-count=\"same\" data-rows=\"13\""]);
    let xlsx = office.get("/office/establishments.xlsx?ward=go-vap").await;
    assert!(
        xlsx.body.starts_with(b"PK") && xlsx.header("content-disposition").contains("co-so.xlsx")
    );
    let address = led_to(&upload(&office, &xlsx.body).await);
    expect(
        &office.get(&address).await.text(),
        &["data-count=\"same\" data-rows=\"3\"", "Trang tính: co-so."],
    );
    let plan = office.get("/office/plan.csv").await.text();
    assert_eq!(plan.lines().count(), 9);
    assert!(
        office
            .get("/office/plan.xlsx")
            .await
            .body
            .starts_with(b"PK")
    );
}
