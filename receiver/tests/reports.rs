//! Reports as people of the office read them: figures, the records behind them,
//! and files.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::process::Command;

use axum::body::Body;
use axum::http::{Request, StatusCode};
use calamine::{Data, Reader, Xlsx};
use inspection::{Inspection, OutcomeResult, Recorded, freeze, upload_body};
use receiver::people::{Authority, Role, Token};
use receiver::store::{NewVisit, Registered, Seed};
use sqlx::{AnyConnection, Connection};

use crate::support::{TestOffice, Visit, changed, credentials, expect, measures, outcome, user};

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

/// A visit of this number on that day in that ward, to the establishment of this
/// tax code.
fn visit(
    id: u128,
    on: &str,
    ward: &str,
    tax: &str,
    change: impl FnOnce(&mut Inspection),
) -> String {
    changed(&numbered(id), |it| {
        it.inspected_on = on.parse().unwrap();
        entered(it, "ward", ward);
        entered(it, "tax_code", tax);
        change(it);
    })
}

fn decided(id: u128, of: u128, on: &str, result: OutcomeResult) -> String {
    let mut outcome = outcome(&numbered(of), id);
    outcome.decided_on = on.parse().unwrap();
    outcome.result = result;
    upload_body(&freeze(&outcome).unwrap()).unwrap()
}

/// November: two visits to one establishment and one to another, in two wards; the
/// correction of one of them; a fine, and a warning on a visit of October.
async fn office() -> TestOffice {
    let office = TestOffice::open().await;
    for body in [
        visit(1, "2026-11-02", "hanh-thong", "0301234567", |it| {
            it.lists = measures();
        }),
        visit(2, "2026-11-20", "hanh-thong", "030 123 4567", |it| {
            it.checks.clear();
            it.without_checks = Some(inspection::WithoutChecks::OwnerAbsent);
        }),
        visit(3, "2026-11-30", "hanh-thong", "0309999999", |_| {}),
        visit(4, "2026-11-30", "an-nhon", "0309999999", |it| {
            it.supersedes = Some(inspection::InspectionId(uuid::Uuid::from_u128(3)));
        }),
        visit(5, "2026-10-31", "an-nhon", "0309999999", |_| {}),
        decided(
            21,
            1,
            "2026-11-25",
            OutcomeResult::Fined {
                amount_vnd: 15_000_000,
            },
        ),
        decided(22, 5, "2026-11-26", OutcomeResult::Warned),
    ] {
        assert_eq!(office.upload(body).await.status, StatusCode::CREATED);
    }
    office
}

async fn page(office: &TestOffice, path: &str) -> String {
    let answer = office.get(path).await;
    assert_eq!(answer.status, StatusCode::OK, "{path}");
    answer.text()
}

/// The figures of a section by the names of their rows: what stands in the first
/// column, and where it leads.
fn section(page: &str, id: &str) -> BTreeMap<String, (String, String)> {
    let start = page.find(&format!("data-section=\"{id}\"")).unwrap();
    let section = page[start..].split("</section>").next().unwrap();
    let rows = section.split("<tr").skip(2);
    let rows = rows.map(|row| {
        let name = between(row, "scope=\"row\">", "</th>");
        let cell = between(row, "<td class=\"count\">", "</td>");
        let link = cell
            .contains("href")
            .then(|| between(&cell, "href=\"", "\""));
        let link = link.unwrap_or_default().replace("&amp;", "&");
        let figure = cell
            .rsplit_once("\">")
            .map_or(cell.as_str(), |(_, text)| text);
        (name, (figure.replace("</a>", ""), link))
    });
    rows.collect()
}

fn between(text: &str, before: &str, after: &str) -> String {
    let rest = text.split(before).nth(1).unwrap_or_default();
    rest.split(after).next().unwrap_or_default().to_owned()
}

#[track_caller]
fn figures(page: &str, id: &str, expected: &[(&str, &str)]) {
    let told = section(page, id);
    for (name, figure) in expected {
        let found = told.get(*name).map(|(figure, _)| figure.as_str());
        assert_eq!(found, Some(*figure), "{name} of {id}: {told:?}");
    }
}

#[tokio::test]
async fn a_report_adds_up_what_stands_and_each_figure_leads_to_its_records() {
    let office = office().await;
    let november = page(&office, "/office/reports/2026-11").await;
    expect(
        &november,
        &[
            "Báo cáo kết quả kiểm tra đo lường, chất lượng, nhãn hàng hóa tháng 11/2026",
            "từ ngày 01/11/2026 đến ngày 30/11/2026",
            "Độc lập - Tự do - Hạnh phúc",
        ],
    );
    let overview = [
        ("Số cuộc kiểm tra", "3"),
        ("Số cơ sở được kiểm tra", "2"),
        ("Số cơ sở bị phạt", "1"),
        ("Số cơ sở bị nhắc nhở, cảnh cáo", "1"),
        ("Tổng tiền phạt (đồng)", "15.000.000"),
    ];
    figures(&november, "overview", &overview);
    figures(&november, "visits", &[("Chủ cơ sở vắng mặt", "1")]);
    figures(
        &november,
        "wards",
        &[
            ("Phường Hạnh Thông", "2"),
            ("Phường An Nhơn", "1"),
            ("Cộng", "3"),
        ],
    );
    let mut followed = 0;
    for id in [
        "overview",
        "wards",
        "instruments",
        "acts",
        "measures",
        "decisions",
    ] {
        for (name, (figure, link)) in section(&november, id) {
            assert_eq!(link.is_empty(), figure == "0", "{name}: {figure}");
            if link.is_empty() {
                continue;
            }
            let behind = page(&office, &link).await;
            let sum = between(&behind, "data-sum=\"", "\"");
            assert_eq!(sum, figure.replace('.', ""), "{name} of {id}");
            assert!(behind.contains("data-record="), "{name} of {id}");
            followed += 1;
        }
    }
    assert!(followed > 15, "{followed}");
    // The correction stands, and what it corrects is nowhere.
    let (_, link) = section(&november, "wards")
        .remove("Phường An Nhơn")
        .unwrap();
    let behind = page(&office, &link).await;
    expect(
        &behind,
        &["/office/inspections/00000000-0000-0000-0000-000000000004"],
    );
    assert!(!behind.contains("000000000003\""), "{behind}");
}

#[tokio::test]
async fn a_report_is_compared_with_the_period_before_and_that_of_the_year_before() {
    let office = office().await;
    let last_year = visit(6, "2025-11-11", "an-nhon", "0307777777", |_| {});
    assert_eq!(office.upload(last_year).await.status, StatusCode::CREATED);
    let november = page(&office, "/office/reports/2026-11").await;
    let start = november.find("data-section=\"overview\"").unwrap();
    let row = between(&november[start..], "Số cuộc kiểm tra</th>", "</tr>");
    let cells: Vec<_> = row
        .split("<td class=\"count\">")
        .skip(2)
        .map(|cell| cell.split('<').next().unwrap())
        .collect();
    assert_eq!(cells, ["1", "+2", "1"]);
}

#[tokio::test]
async fn a_ward_reports_what_it_sees() {
    let office = office().await;
    let today = receiver::wording::wall_time(chrono::Utc::now()).date_naive();
    let ward = Authority::on("an-nhon", today).unwrap();
    let token = Token::sent(&"8".repeat(64)).unwrap();
    user(&office.office.store, "phường", Role::Viewer, &ward, &token).await;
    let ask = |path: String| {
        let mut request = Request::get(path).body(Body::empty()).unwrap();
        request
            .headers_mut()
            .extend(credentials(Some(&token), None));
        office.send_as(request)
    };
    let november = ask("/office/reports/2026-11".to_owned()).await.text();
    figures(
        &november,
        "overview",
        &[
            ("Số cuộc kiểm tra", "1"),
            ("Số cơ sở được kiểm tra", "1"),
            ("Số cơ sở bị phạt", "0"),
            ("Số cơ sở bị nhắc nhở, cảnh cáo", "1"),
        ],
    );
    expect(
        &november,
        &[
            "tháng 11/2026 – Phường An Nhơn",
            "biên bản không rõ phường được tính ở thành phố",
        ],
    );
    let file = ask("/office/reports/2026-11/file/csv".to_owned()).await;
    let named = file.header("content-disposition").to_owned();
    assert_eq!(
        named,
        "attachment; filename=\"bao-cao-2026-11-an-nhon.csv\""
    );
    let other = "/office/reports/2026-11/behind?figure=inspections&by=ward&of=hanh-thong";
    expect(&ask(other.to_owned()).await.text(), &["data-sum=\"0\""]);
}

#[tokio::test]
async fn the_register_says_which_documents_are_of_one_establishment() {
    let office = TestOffice::open().await;
    let row = Registered {
        id: "r1".to_owned(),
        name: "Sạp 12".to_owned(),
        address: "Chợ Gò Vấp".to_owned(),
        ward_code: Some("hanh-thong".to_owned()),
        kind: "market_stall".to_owned(),
        ..Registered::default()
    };
    let other = Registered {
        id: "r2".to_owned(),
        name: "Sạp 13".to_owned(),
        ..row.clone()
    };
    let planned = |id: &str, establishment: &str| NewVisit {
        id: id.to_owned(),
        establishment: establishment.to_owned(),
        planned_on: "2026-11-02".parse().unwrap(),
        team: String::new(),
    };
    let seed = Seed {
        register: Some(vec![row, other]),
        plan: Some(vec![planned("1", "r1"), planned("2", "r2")]),
    };
    office.office.store.seed(&seed).await.unwrap().unwrap();
    for (id, name) in [(1, "Sạp 12"), (2, "Sạp số 12")] {
        let body = changed(&numbered(id), |it| {
            it.inspected_on = "2026-11-02".parse().unwrap();
            name.clone_into(&mut it.establishment.name);
            it.establishment.register = Some("r1".to_owned());
        });
        assert_eq!(office.upload(body).await.status, StatusCode::CREATED);
    }
    let november = page(&office, "/office/reports/2026-11").await;
    figures(
        &november,
        "overview",
        &[("Số cuộc kiểm tra", "2"), ("Số cơ sở được kiểm tra", "1")],
    );
    // Neither names its ward: it is the register's.
    figures(&november, "wards", &[("Phường Hạnh Thông", "2")]);
    figures(
        &november,
        "plan",
        &[("Phường Hạnh Thông", "2"), ("Cộng", "2")],
    );
    expect(&november, &["50,0 %"]);
}

#[tokio::test]
async fn a_report_is_given_as_a_workbook_with_numbers_and_as_a_list() {
    let office = office().await;
    let answer = office.get("/office/reports/2026-11/file/xlsx").await;
    assert_eq!(answer.status, StatusCode::OK);
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(answer.body)).unwrap();
    let names = workbook.sheet_names();
    assert!(names.len() >= 14, "{names:?}");
    let sheet = workbook.worksheet_range("Số liệu chung").unwrap();
    let row = |name: &str| {
        let found = sheet
            .rows()
            .find(|row| row[0] == Data::String(name.to_owned()));
        found.unwrap()[1].clone()
    };
    assert_eq!(row("Số cuộc kiểm tra"), Data::Float(3.0));
    assert_eq!(row("Tổng tiền phạt (đồng)"), Data::Float(15_000_000.0));
    let acts = workbook.worksheet_range("Hành vi vi phạm").unwrap();
    let sum = acts
        .rows()
        .find(|row| row[0] == Data::String("Số hành vi vi phạm".to_owned()));
    assert_eq!(sum.unwrap()[2], Data::Float(1.0), "all of them are 100 %");

    let answer = office.get("/office/reports/2026-11/file/csv").await;
    expect(
        &answer.text(),
        &[
            "\"Số liệu chung\",\"Số cuộc kiểm tra\",\"Kỳ này\",\"3\"",
            "\"Theo phường\",\"Phường An Nhơn\",\"Số cuộc kiểm tra\",\"1\"",
        ],
    );
    assert_eq!(
        answer.header("content-disposition"),
        "attachment; filename=\"bao-cao-2026-11.csv\""
    );
    let alone = office.get("/office/reports/2026-11/file/html").await.text();
    expect(&alone, &["tháng 11/2026", "15.000.000"]);
    assert!(!alone.contains("href=\"/office"), "it leads nowhere");
    for form in ["pdf", "", "xlsx/x"] {
        let path = format!("/office/reports/2026-11/file/{form}");
        assert_eq!(
            office.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{form}"
        );
    }
}

#[tokio::test]
async fn a_period_that_is_none_is_not_found_and_one_to_come_says_so() {
    let office = office().await;
    for code in ["2026-13", "2026-H2", "x", "2026-11-30..2026-11-01"] {
        let path = format!("/office/reports/{code}");
        assert_eq!(
            office.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{code}"
        );
    }
    let future = page(&office, "/office/reports/2099-01").await;
    expect(&future, &["Kỳ này chưa bắt đầu"]);
    let empty = page(&office, "/office/reports/2024-01").await;
    expect(&empty, &["Chưa nhận được biên bản nào của kỳ này."]);
    for figure in [
        "",
        "nothing",
        "inspections&by=nothing",
        "inspections&by=subject&of=x",
    ] {
        let path = format!("/office/reports/2026-11/behind?figure={figure}");
        assert_eq!(
            office.get(&path).await.status,
            StatusCode::NOT_FOUND,
            "{figure}"
        );
    }
}

#[tokio::test]
async fn any_days_are_asked_for_as_they_are_written() {
    let office = office().await;
    let answer = office
        .get("/office/reports?from=01/11/2026&to=15/11/2026")
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert_eq!(
        answer.header("location"),
        "/office/reports/2026-11-01..2026-11-15"
    );
    let some_days = page(&office, answer.header("location")).await;
    figures(&some_days, "overview", &[("Số cuộc kiểm tra", "1")]);
    for (asked, words) in [
        ("from=31/02/2026&to=15/11/2026", "Không đọc được ngày này"),
        ("from=&to=15/11/2026", "Không đọc được ngày này"),
        (
            "from=16/11/2026&to=15/11/2026",
            "Ngày cuối đứng trước ngày đầu",
        ),
    ] {
        let answer = office.get(&format!("/office/reports?{asked}")).await;
        assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{asked}");
        expect(&answer.text(), &[words, "value=\"15/11/2026\""]);
    }
    let list = page(&office, "/office/reports").await;
    expect(&list, &["Ngày cuối còn kịp", "/office/reports/20"]);
}

#[tokio::test]
async fn whatever_a_document_claims_reports_are_made() {
    let office = office().await;
    let long = "phường ".repeat(20_000);
    for (id, ward) in [
        (31, "\u{1e}"),
        (32, "a\u{1f}b\u{1e}c"),
        (33, &long),
        (34, "<b>&'\"/.."),
    ] {
        let body = visit(id, "2026-11-05", ward, "", |it| {
            it.supersedes = Some(inspection::InspectionId(uuid::Uuid::from_u128(id + 100)));
            ward.clone_into(&mut it.establishment.kind);
        });
        assert_eq!(
            office.upload(body).await.status,
            StatusCode::CREATED,
            "{ward:.20}"
        );
    }
    let november = page(&office, "/office/reports/2026-11").await;
    figures(&november, "overview", &[("Số cuộc kiểm tra", "7")]);
    assert!(november.len() < 100_000, "{}", november.len());
    for form in ["xlsx", "csv", "html"] {
        let answer = office
            .get(&format!("/office/reports/2026-11/file/{form}"))
            .await;
        assert_eq!(answer.status, StatusCode::OK, "{form}");
    }
    let mut database = AnyConnection::connect(&office.scratch.url()).await.unwrap();
    sqlx::query("UPDATE report_lines SET line = '[' WHERE inspected_on = '2026-11-02'")
        .execute(&mut database)
        .await
        .unwrap();
    database.close().await.unwrap();
    let november = page(&office, "/office/reports/2026-11").await;
    expect(
        &november,
        &["Có 1 văn bản không đọc được và chưa được tính."],
    );
    figures(&november, "overview", &[("Số cuộc kiểm tra", "6")]);
}

#[tokio::test]
async fn what_an_older_program_kept_is_counted_when_the_database_is_opened() {
    let office = office().await;
    let before = page(&office, "/office/reports/2026-11").await;
    office.office.store.close().await;
    let mut database = AnyConnection::connect(&office.scratch.url()).await.unwrap();
    for statement in [
        "UPDATE facts SET value = '0' WHERE name = 'report_lines'",
        "UPDATE report_lines SET line = '[0]'",
        "UPDATE outcomes SET sequel = NULL",
    ] {
        sqlx::query(statement).execute(&mut database).await.unwrap();
    }
    database.close().await.unwrap();
    let office = TestOffice {
        office: receiver::Office::new(office.scratch.open().await),
        scratch: office.scratch,
    };
    let again = page(&office, "/office/reports/2026-11").await;
    assert_eq!(section(&before, "overview"), section(&again, "overview"));
    assert_eq!(section(&before, "decisions"), section(&again, "decisions"));
}

/// Runs `receiver report` on the database: whether it went well, and what it gave.
fn command(office: &TestOffice, words: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command
        .arg("report")
        .args(words)
        .arg("--data")
        .arg(office.scratch.folder.path())
        .env("RUST_LOG", "off")
        .env_remove(receiver::config::DATABASE_VARIABLE);
    if let Some(address) = office.scratch.address() {
        command.args(["--database", &address]);
    }
    let output = command.output().unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    said.push_str(&String::from_utf8(output.stderr).unwrap());
    (output.status.success(), said)
}

/// What the command changed would be changed under the program that serves.
#[tokio::test]
async fn the_command_leaves_a_database_of_another_program_as_it_is() {
    for (change, kept) in [
        (
            "UPDATE facts SET value = '0' WHERE name = 'report_lines'",
            "SELECT COUNT(*) FROM facts WHERE name = 'report_lines' AND value = '0'",
        ),
        (
            "DELETE FROM report_lines WHERE document_id LIKE '%5'",
            "SELECT CASE WHEN COUNT(*) = 4 THEN 1 ELSE 0 END FROM report_lines",
        ),
        (
            "DELETE FROM _sqlx_migrations WHERE version >= 20",
            "SELECT CASE WHEN MAX(version) < 20 THEN 1 ELSE 0 END FROM _sqlx_migrations",
        ),
    ] {
        let office = office().await;
        office.office.store.close().await;
        let mut database = AnyConnection::connect(&office.scratch.url()).await.unwrap();
        sqlx::query(change).execute(&mut database).await.unwrap();
        let (done, said) = command(&office, &["--period", "2026-11"]);
        assert!(!done && said.contains("serve the office once"), "{said}");
        let is_kept: i64 = sqlx::query_scalar(kept)
            .fetch_one(&mut database)
            .await
            .unwrap();
        assert_eq!(is_kept, 1, "{change}");
        database.close().await.unwrap();
    }
}

#[tokio::test]
async fn the_command_writes_what_the_page_says() {
    let office = office().await;
    let csv = office.get("/office/reports/2026-11/file/csv").await.text();
    let (done, said) = command(&office, &["--period", "2026-11", "--format", "csv"]);
    assert!(done, "{said}");
    assert_eq!(said, csv);
    let (done, ward) = command(
        &office,
        &[
            "--period",
            "2026-11",
            "--format",
            "csv",
            "--authority",
            "an-nhon",
        ],
    );
    assert!(done, "{ward}");
    expect(&ward, &["\"Số cuộc kiểm tra\",\"Kỳ này\",\"1\""]);
    for (words, why) in [
        (&["--period", "2026-13"][..], "write a month as 2026-10"),
        (
            &["--period", "2026", "--format", "pdf"],
            "there are xlsx, csv, html",
        ),
        (&["--period", "2026", "--authority", "x"], "hanh-thong"),
        (
            &["--period", "2026", "--to", "/nowhere/x.html"],
            "/nowhere/x.html cannot be written",
        ),
    ] {
        let (done, said) = command(&office, words);
        assert!(!done && said.contains(why), "{said}");
    }
}
