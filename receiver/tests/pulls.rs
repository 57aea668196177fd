//! What tablets pull: register, plan and editions, with tags, coded, and as
//! their schemas say.

use axum::body::Body;
use axum::http::{Request, header};
use chrono::Utc;
use inspection::{CheckId, OutcomeResult, Point, RulePack, freeze, upload_body};
use receiver::people::{Authority, Token};
use receiver::store::{NewVisit, Registered, Seed};
use serde_json::{Value, json};

use crate::schema::{expect_valid, schema};
use crate::support::{
    Answer, Receiver, TestOffice, Visit, bearer, changed, command, measures, outcome, tablet,
};

/// The most that 20,000 establishments may weigh on the wire.
const MOST_ON_THE_WIRE: usize = 1_000_000;

async fn ask(office: &TestOffice, path: &str, headers: &[(header::HeaderName, &str)]) -> Answer {
    let mut request = Request::get(path);
    for (name, value) in headers {
        request = request.header(name, *value);
    }
    office.send(request.body(Body::empty()).unwrap()).await
}

fn unpacked(answer: &Answer) -> Value {
    assert_eq!(answer.header("content-encoding"), "br");
    let mut text = Vec::new();
    brotli::BrotliDecompress(&mut answer.body.as_slice(), &mut text).unwrap();
    serde_json::from_slice(&text).unwrap()
}

#[tokio::test]
async fn register_plan_and_packs_are_as_their_schemas_say() {
    let office = TestOffice::demo().await;
    office.upload(Visit::default().body()).await;
    for (path, name, rows) in [("register", "register", 12), ("plan", "plan", 8)] {
        let answer = ask(&office, &format!("/api/v1/{path}"), &[]).await;
        assert_eq!(answer.status.as_u16(), 200);
        assert_eq!(answer.header("cache-control"), "no-cache");
        assert_eq!(answer.header("content-type"), "application/json");
        let list = answer.json();
        expect_valid(&schema(name), &list, name);
        assert_eq!(list["rows"].as_array().unwrap().len(), rows);
        assert_eq!(
            (&list["whole"], &list["more"]),
            (&json!(true), &json!(false))
        );
    }
    // Those of a quarter, the next one first.
    let plan = ask(&office, "/api/v1/plan", &[]).await.json();
    let reports = plan["reports"].as_array().unwrap();
    let days = reports.iter().map(|report| report["due"].as_str().unwrap());
    assert!(reports.len() == 4 && days.is_sorted(), "{reports:?}");
    let packs = ask(&office, "/api/v1/packs", &[]).await.json();
    expect_valid(&schema("packs"), &packs, "packs");
    let current = serde_json::to_value(RulePack::current().name()).unwrap();
    assert_eq!(packs["packs"][0]["sha256"], current["sha256"]);
    assert!(!schema("register").is_valid(&packs));
    let bad = json!({"cursor": "ab-1", "whole": true, "more": false, "removed": [],
        "rows": [{"id": "a", "name": "A", "address": "", "kind": "other", "revision": 1}]});
    assert!(!schema("register").is_valid(&bad));
}

#[tokio::test]
async fn what_was_pulled_is_not_sent_again_and_what_changed_is() {
    let office = TestOffice::demo().await;
    for path in ["/api/v1/register", "/api/v1/plan", "/api/v1/packs"] {
        let first = ask(&office, path, &[]).await;
        let tag = first.header("etag");
        assert!(
            tag.starts_with('"') && tag.ends_with('"') && tag.len() > 4,
            "{tag}"
        );
        let again = ask(&office, path, &[(header::IF_NONE_MATCH, tag)]).await;
        assert_eq!(
            (again.status.as_u16(), again.body.len()),
            (304, 0),
            "{path}"
        );
        assert_eq!(again.header("etag"), tag);
        // Coded otherwise it is another representation.
        let coded = [
            (header::IF_NONE_MATCH, tag),
            (header::ACCEPT_ENCODING, "br"),
        ];
        let coded = ask(&office, path, &coded).await;
        assert_eq!(coded.status.as_u16(), 200);
        assert_ne!(coded.header("etag"), tag);
        assert_eq!(unpacked(&coded), first.json());
    }
    let first = ask(&office, "/api/v1/register", &[]).await;
    let cursor = first.json()["cursor"].as_str().unwrap().to_owned();
    let since = format!("/api/v1/register?since={cursor}");
    let nothing = ask(&office, &since, &[]).await.json();
    assert_eq!(nothing["rows"], json!([]));
    assert_eq!(
        (&nothing["whole"], &nothing["cursor"]),
        (&json!(false), &json!(cursor))
    );

    let visit = changed(&Visit::default(), |inspection| {
        inspection.establishment.register = Some("sample-05".to_owned());
    });
    assert_eq!(office.upload(visit).await.status.as_u16(), 201);
    let tag = first.header("etag");
    let all = ask(&office, "/api/v1/register", &[(header::IF_NONE_MATCH, tag)]).await;
    assert_eq!(all.status.as_u16(), 200);
    let changed = ask(&office, &since, &[]).await.json();
    let rows = changed["rows"].as_array().unwrap();
    assert_eq!((rows.len(), &rows[0]["id"]), (1, &json!("sample-05")));
    assert_eq!(rows[0]["last"]["on"], "2026-11-22");
    assert_eq!(rows[0]["last"]["result"], "non_conforming");
    let page = office.get("/office").await.text();
    let line = page
        .split("data-establishment=\"sample-05\"")
        .nth(1)
        .unwrap();
    let line = line.split("</tr>").next().unwrap();
    assert!(
        line.contains("22/11/2026") && line.contains("data-state=\"non_conforming\""),
        "{line}"
    );
}

#[tokio::test]
async fn a_cursor_that_is_not_known_begins_anew() {
    let office = TestOffice::demo().await;
    for cursor in ["x", "", "0123456789abcdef-3", "%F0%9F%98%80"] {
        let path = format!("/api/v1/register?since={cursor}&more=1");
        let list = ask(&office, &path, &[]).await.json();
        assert_eq!(list["whole"], true, "{cursor}");
        assert_eq!(list["rows"].as_array().unwrap().len(), 12);
    }
}

#[tokio::test]
async fn a_cleared_sample_is_told_as_gone() {
    let office = TestOffice::demo().await;
    let mut paths = Vec::new();
    for (list, gone) in [("register", 12), ("plan", 8)] {
        let path = format!("/api/v1/{list}");
        let pulled = ask(&office, &path, &[]).await.json();
        let cursor = pulled["cursor"].as_str().unwrap();
        paths.push((format!("{path}?since={cursor}"), gone));
    }
    office.office.store.clear_sample().await.unwrap();
    for (path, gone) in paths {
        let told = ask(&office, &path, &[]).await.json();
        assert_eq!(told["removed"].as_array().unwrap().len(), gone, "{path}");
        assert_eq!(told["rows"], json!([]));
    }
}

/// A register as a district has, in as many words as are in use.
fn large() -> Vec<Registered> {
    const NAMES: [&str; 6] = [
        "Sạp",
        "Tiệm vàng",
        "Cửa hàng",
        "Quán",
        "Đại lý gas",
        "Tạp hóa",
    ];
    const FAMILY: [&str; 7] = ["Nguyễn", "Trần", "Lê", "Phạm", "Huỳnh", "Võ", "Đặng"];
    const STREETS: [&str; 5] = [
        "Quang Trung",
        "Lê Đức Thọ",
        "Phan Văn Trị",
        "Nguyễn Oanh",
        "Thống Nhất",
    ];
    const WARDS: [(&str, &str); 3] = [
        ("go-vap", "Phường Gò Vấp"),
        ("an-nhon", "Phường An Nhơn"),
        ("hanh-thong", "Phường Hạnh Thông"),
    ];
    // A simple sequence that does not repeat itself in what is compressed.
    let mut state = 88_172_645_463_325_252_u64;
    let mut random = move |below: usize| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        usize::try_from(state % below as u64).unwrap()
    };
    (0..20_000)
        .map(|number| {
            let ward = WARDS[random(3)];
            // As one import makes ids: of the same millisecond, else chance.
            let id = format!(
                "01a2a0c4-7f10-7{:03x}-8{:03x}-{:012x}",
                random(1 << 12),
                random(1 << 12),
                random(1 << 48)
            );
            Registered {
                id,
                name: format!(
                    "{} {} {}",
                    NAMES[random(6)],
                    FAMILY[random(7)],
                    number % 400
                ),
                address: format!("{}/{} {}", random(900), random(60), STREETS[random(5)]),
                ward: ward.1.to_owned(),
                ward_code: Some(ward.0.to_owned()),
                kind: "market_stall".to_owned(),
                // Stalls have none.
                tax_code: if number % 2 == 0 {
                    format!("03{:08}", random(100_000_000))
                } else {
                    String::new()
                },
                phone: format!("09{:08}", random(100_000_000)),
                place: Point::new(
                    10_820_000 + i64::try_from(random(40_000)).unwrap(),
                    106_640_000 + i64::try_from(random(50_000)).unwrap(),
                ),
                ..Registered::default()
            }
        })
        .collect()
}

#[tokio::test]
async fn twenty_thousand_establishments_are_less_than_a_megabyte_on_the_wire() {
    let office = TestOffice::open().await;
    let rows = large();
    let visits = vec![NewVisit {
        id: "v".to_owned(),
        establishment: rows[0].id.clone(),
        planned_on: Utc::now().date_naive(),
        team: String::new(),
    }];
    let seed = Seed {
        register: Some(rows),
        plan: Some(visits),
    };
    office.office.store.seed(&seed).await.unwrap().unwrap();
    let (mut sent, mut rows, mut path) = (0, 0, "/api/v1/register".to_owned());
    loop {
        let answer = ask(&office, &path, &[(header::ACCEPT_ENCODING, "gzip, br")]).await;
        sent += answer.body.len();
        let list = unpacked(&answer);
        rows += list["rows"].as_array().unwrap().len();
        assert!(list["rows"].as_array().unwrap().len() <= 5000);
        path = format!(
            "/api/v1/register?since={}",
            list["cursor"].as_str().unwrap()
        );
        if list["more"] == false {
            break;
        }
    }
    assert_eq!(rows, 20_000);
    #[expect(clippy::print_stdout, reason = "a figure of the README")]
    {
        println!("{rows} rows of the register: {sent} bytes on the wire");
    }
    assert!(sent < MOST_ON_THE_WIRE, "{sent}");
}

#[tokio::test]
async fn the_office_says_within_how_many_days_a_visit_is_warned_of() {
    let mut office = TestOffice::open().await;
    let profile = office.get("/api/v1/office").await.json();
    assert_eq!(profile.get("revisit_days"), None);
    office.office.revisit_days = Some(180);
    let profile = office.get("/api/v1/office").await.json();
    assert_eq!(profile["revisit_days"], 180);
    expect_valid(&schema("office"), &profile, "profile");
}

#[test]
fn lists_come_from_files_all_or_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let file = |name: &str, text: &Value| {
        let path = folder.path().join(name);
        std::fs::write(&path, text.to_string()).unwrap();
        path.display().to_string()
    };
    let row = json!({"id": "gv-1", "name": "Chợ mẫu", "address": "Số 1", "kind": "other",
        "ward": "go-vap"});
    let good = file("good.json", &json!({"establishments": [row]}));
    let bad = file(
        "bad.json",
        &json!({"establishments": [row, {"id": "gv-2"}, row]}),
    );
    let plan = file(
        "plan.json",
        &json!({"visits": [
        {"id": "v-1", "day": "2026-11-30", "establishment": "gv-9"}]}),
    );
    let seed = |more: &[&str]| {
        let output = command_of("seed", &data, more).output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said, error)
    };
    let (done, said, error) = seed(&["--register", &bad]);
    assert!(!done && error.contains("2 faults"), "{error}");
    assert!(
        said.contains("row 2 (gv-2): missing field `name`"),
        "{said}"
    );
    assert!(said.contains("row 3 (gv-1): id: another row"), "{said}");
    let (done, said, _) = seed(&["--register", &good]);
    assert!(done && said.contains("establishments: 1 added"), "{said}");
    let (done, said, _) = seed(&["--plan", &plan]);
    assert!(
        !done && said.contains("visits (v-1): establishment: \"gv-9\""),
        "{said}"
    );
    let (done, _, error) = seed(&["--register", "nowhere.json"]);
    assert!(!done && error.contains("nowhere.json"), "{error}");
    let (done, _, error) = seed(&[]);
    assert!(!done && error.contains("--register"), "{error}");
    let receiver = Receiver::start(&data, &["--revisit-days", "90"]);
    let answer = receiver.ask("GET", "/api/v1/register", "");
    assert!(answer.contains("\"gv-1\""), "{answer}");
    assert!(
        receiver
            .ask("GET", "/api/v1/office", "")
            .contains("\"revisit_days\":90")
    );
}

fn command_of(word: &str, data: &std::path::Path, more: &[&str]) -> std::process::Command {
    let served = command(data, &[]);
    let mut command = std::process::Command::new(served.get_program());
    command.arg(word).arg("--data").arg(data).args(more);
    command
}

/// What came of the last visit travels with it, and a tablet of before reads the row
/// as it always did.
#[tokio::test]
async fn a_row_tells_what_became_of_its_last_inspection() {
    let office = TestOffice::open().await;
    let row = Registered {
        id: "sap-12".to_owned(),
        name: "Sạp 12 chợ mẫu".to_owned(),
        address: "Dãy A, chợ mẫu".to_owned(),
        kind: "market_stall".to_owned(),
        ..Registered::default()
    };
    let seed = Seed {
        register: Some(vec![row]),
        plan: None,
    };
    office.office.store.seed(&seed).await.unwrap().unwrap();
    let visit = Visit::default();
    let mut answers = Vec::new();
    office
        .upload(changed(&visit, |it| it.lists = measures()))
        .await;
    answers.push(ask(&office, "/api/v1/register", &[]).await);
    let mut lifted = outcome(&visit, 13);
    lifted.result = OutcomeResult::SealLifted;
    lifted.check = Some(CheckId(1));
    office
        .upload(upload_body(&freeze(&lifted).unwrap()).unwrap())
        .await;
    let cursor = answers[0].json()["cursor"].as_str().unwrap().to_owned();
    answers.push(ask(&office, &format!("/api/v1/register?since={cursor}"), &[]).await);
    let expected = [
        json!({"open": 3}),
        json!({"open": 2, "outcomes": [{"result": "seal_lifted", "on": "2026-11-30", "check": 1}]}),
    ];
    for (answer, after) in answers.iter().zip(expected) {
        let list = answer.json();
        expect_valid(&schema("register"), &list, "register");
        assert_eq!(list["rows"][0]["after"], after);
        let text = list["rows"][0].to_string();
        let read: inspection::RegisterRow = inspection::read_json(&text).unwrap();
        assert_eq!(read.last.unwrap().findings, 4);
    }
    // A later visit that left nothing: nothing has become of it yet.
    let later = changed(
        &Visit {
            id: 2,
            ..Visit::default()
        },
        |it| {
            it.inspected_on = "2026-11-23".parse().unwrap();
        },
    );
    office.upload(later).await;
    let list = ask(&office, "/api/v1/register", &[]).await.json();
    assert_eq!(list["rows"][0]["after"], Value::Null);
}

/// The ids of the rows of an answer, and of what is removed.
fn told(answer: &Value) -> [Vec<String>; 2] {
    let text = |value: &Value| value.as_str().unwrap().to_owned();
    let rows = answer["rows"].as_array().unwrap().iter();
    let removed = answer["removed"].as_array().unwrap().iter();
    let mut told = [
        rows.map(|row| text(&row["id"])).collect::<Vec<_>>(),
        removed.map(text).collect(),
    ];
    for ids in &mut told {
        ids.sort();
    }
    told
}

/// Asks as a tablet, since its last answer where there is one.
async fn pull(office: &TestOffice, list: &str, token: &Token, since: Option<&Value>) -> Value {
    let since = since.map_or_else(String::new, |last| {
        format!("?since={}", last["cursor"].as_str().unwrap())
    });
    let bearer = format!("Bearer {}", token.reveal());
    let path = format!("/api/v1/{list}{since}");
    ask(office, &path, &[(header::AUTHORIZATION, &bearer)])
        .await
        .json()
}

fn of_ward(id: &str, ward: Option<&str>) -> Registered {
    Registered {
        id: id.to_owned(),
        name: format!("Sạp {id}"),
        address: "1 Lê Lợi".to_owned(),
        kind: "market_stall".to_owned(),
        ward_code: ward.map(str::to_owned),
        ..Registered::default()
    }
}

#[tokio::test]
async fn a_wards_tablet_pulls_its_own_ward_and_the_citys_all() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let today = Utc::now().date_naive();
    let (ward, others) = (Token::random().unwrap(), Token::random().unwrap());
    for (token, code) in [(&ward, "hanh-thong"), (&others, "go-vap")] {
        let authority = Authority::on(code, today).unwrap();
        tablet(store, code, &authority, 0, token).await;
    }
    let wards = [
        ("a", Some("hanh-thong")),
        ("b", Some("go-vap")),
        ("c", None),
    ];
    let mut rows = wards.map(|(id, ward)| of_ward(id, ward));
    let visits = ["a", "b"].map(|id| NewVisit {
        id: format!("v-{id}"),
        establishment: id.to_owned(),
        planned_on: today,
        team: "Đội 1".to_owned(),
    });
    let seed = |rows: &[Registered]| Seed {
        register: Some(rows.to_vec()),
        plan: Some(visits.to_vec()),
    };
    store.seed(&seed(&rows)).await.unwrap().unwrap();
    let city = bearer();
    let first = pull(&office, "register", &ward, None).await;
    assert_eq!(told(&first), [vec!["a".to_owned()], vec![]]);
    expect_valid(&schema("register"), &first, "a ward's register");
    let first_plan = pull(&office, "plan", &ward, None).await;
    assert_eq!(told(&first_plan)[0], ["v-a"]);
    let theirs = pull(&office, "register", &others, None).await;
    let their_plan = pull(&office, "plan", &others, None).await;
    let all = pull(&office, "register", &city, None).await;
    assert_eq!(told(&all)[0], ["a", "b", "c"]);
    // A row goes to the other ward, with the visit to it.
    rows[0].ward_code = Some("go-vap".to_owned());
    store.seed(&seed(&rows)).await.unwrap().unwrap();
    let gone = [vec![], vec!["a".to_owned()]];
    let after = pull(&office, "register", &ward, Some(&first)).await;
    assert_eq!((told(&after), &after["whole"]), (gone, &json!(false)));
    let after_plan = pull(&office, "plan", &ward, Some(&first_plan)).await;
    assert_eq!(told(&after_plan), [vec![], vec!["v-a".to_owned()]]);
    let came = [vec!["a".to_owned()], vec![]];
    let theirs_after = pull(&office, "register", &others, Some(&theirs)).await;
    assert_eq!(told(&theirs_after), came);
    let plan = pull(&office, "plan", &others, Some(&their_plan)).await;
    assert_eq!(told(&plan), [vec!["v-a".to_owned()], vec![]]);
    let all_after = pull(&office, "register", &city, Some(&all)).await;
    assert_eq!(told(&all_after), came);
    // And back: it is there again, and not removed.
    rows[0].ward_code = Some("hanh-thong".to_owned());
    store.seed(&seed(&rows)).await.unwrap().unwrap();
    let back = pull(&office, "register", &ward, Some(&after)).await;
    assert_eq!(told(&back), came);
    let back = pull(&office, "register", &ward, Some(&first)).await;
    assert_eq!(told(&back), came);
    let again = pull(&office, "register", &others, Some(&theirs_after)).await;
    assert_eq!(told(&again), [vec![], vec!["a".to_owned()]]);
    // What another sight was told is another list: everything anew.
    let anew = pull(&office, "register", &others, Some(&first)).await;
    assert_eq!(
        (told(&anew), &anew["whole"]),
        ([vec!["b".to_owned()], vec![]], &json!(true))
    );
}

/// Two tablets of two wards are never answered "nothing new" by each other's tag.
#[tokio::test]
async fn tags_are_of_what_the_tablet_sees() {
    let office = TestOffice::open().await;
    let store = &office.office.store;
    let ward = Token::random().unwrap();
    let authority = Authority::on("hanh-thong", Utc::now().date_naive()).unwrap();
    tablet(store, "Máy 1", &authority, 0, &ward).await;
    let own = format!("Bearer {}", ward.reveal());
    for list in ["/api/v1/register", "/api/v1/plan"] {
        let all = ask(&office, list, &[]).await;
        let tag = all.header("etag").to_owned();
        let headers = [
            (header::AUTHORIZATION, own.as_str()),
            (header::IF_NONE_MATCH, &tag),
        ];
        let seen = ask(&office, list, &headers).await;
        assert_eq!(seen.status.as_u16(), 200, "{list}");
        let tag = seen.header("etag").to_owned();
        let headers = [
            (header::AUTHORIZATION, own.as_str()),
            (header::IF_NONE_MATCH, &tag),
        ];
        assert_eq!(
            ask(&office, list, &headers).await.status.as_u16(),
            304,
            "{list}"
        );
    }
}
