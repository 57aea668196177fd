//! Whatever a file holds, it is read or refused: nothing panics, nothing is read
//! twice, and no row gets lost. `CAN_DUNG_LISTS` is how many are tried.

use std::env;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use receiver::sheet::{Sheet, Table, csv, xlsx};
use receiver::store::Registered;
use receiver::ward_list::compare::{Decisions, fingerprint};
use receiver::ward_list::{Judgement, Matches};

/// How many are tried where nobody says.
const TRIED: u32 = 300;

fn runner() -> TestRunner {
    let tried = env::var("CAN_DUNG_LISTS")
        .ok()
        .and_then(|tried| tried.parse().ok());
    let config = Config {
        cases: tried.unwrap_or(TRIED),
        failure_persistence: None,
        ..Config::default()
    };
    TestRunner::new(config)
}

/// Cells that mean something, and cells that do not.
fn cell() -> impl Strategy<Value = String> {
    let known = prop::sample::select(vec![
        "Tên cơ sở",
        "Địa chỉ",
        "Phường",
        "MST",
        "Điện thoại",
        "Vĩ độ",
        "Kinh độ",
        "Tọa độ",
        "Ngành nghề",
        "Mã cơ sở",
        "Sạp 1",
        "12 Lê Lợi",
        "P.3",
        "Phường 17",
        "Gas",
        "301234567",
        "3.01E+09",
        "10,8",
        "106.6",
        "0912345678",
        "#REF!",
        "=1+1",
        "'-1",
        "(1)",
        "2",
        "sample-01",
        "a",
        "E",
        "1e",
        "1e99999999999999999999",
        "+84",
        "-",
        "\u{feff}",
    ]);
    prop_oneof![
        3 => known.prop_map(str::to_owned),
        1 => "\\PC{0,12}",
        1 => "[0-9eE+., -]{0,16}",
        1 => Just(String::new()),
    ]
}

fn register() -> Vec<Registered> {
    let row = |id: &str, name: &str, tax_code: &str| Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        address: "12 Lê Lợi".to_owned(),
        kind: "lpg_shop".to_owned(),
        tax_code: tax_code.to_owned(),
        ..Registered::default()
    };
    vec![
        row("sample-01", "Sạp 1", "0301234567"),
        row("a", "Sạp 2", ""),
        row("b", "sap 1", ""),
    ]
}

/// Reads what can be read and works out what comes of it; each row below the head
/// once.
fn judged(bytes: &[u8]) -> Option<Judgement> {
    let sheet = Sheet::read(bytes).ok()?;
    let judge = || {
        let (matches, decisions) = (Matches::default(), Decisions::new());
        let day = "2026-11-23".parse().unwrap();
        Judgement::of(&sheet, &matches, &decisions, &register(), day)
    };
    let judgement = judge();
    let below = sheet
        .rows
        .iter()
        .filter(|row| row.number > judgement.head.last);
    let below: Vec<_> = below.map(|row| row.number).collect();
    let told: Vec<_> = judgement.rows.iter().map(|row| row.number).collect();
    assert_eq!(told, below);
    assert_eq!(fingerprint(&judge().rows), fingerprint(&judgement.rows));
    Some(judgement)
}

#[test]
fn random_bytes_are_read_or_refused() {
    let bytes = prop_oneof![
        vec(any::<u8>(), 0..400),
        "\\PC{0,200}".prop_map(String::into_bytes),
        "[a-c;,\t\"\n\r=]{0,120}".prop_map(String::into_bytes),
    ];
    let tried = runner().run(&bytes, |bytes| {
        judged(&bytes);
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn random_tables_are_the_same_list_as_text_and_as_a_workbook() {
    let rows = vec(vec(cell(), 3), 0..12);
    let head = Just(vec![
        "Tên cơ sở".to_owned(),
        "Địa chỉ".to_owned(),
        "MST".to_owned(),
    ]);
    let tried = runner().run(&(head, rows), |(head, rows)| {
        let head = head.iter().map(|name| &*name.clone().leak()).collect();
        let table = Table {
            name: "A",
            head,
            rows,
        };
        let text = judged(csv(&table).as_bytes());
        let book = judged(&xlsx(&table).unwrap());
        let told = |judgement: &Option<Judgement>| {
            let rows = judgement.iter().flat_map(|judgement| &judgement.rows);
            rows.map(|row| (row.number, row.state.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(told(&text), told(&book));
        Ok(())
    });
    tried.unwrap();
}

#[test]
fn random_lists_are_judged_row_by_row() {
    let tried = runner().run(&vec(vec(cell(), 0..9), 1..12), |rows| {
        let lines: Vec<_> = rows.iter().map(|row| row.join(";")).collect();
        judged(lines.join("\n").as_bytes());
        Ok(())
    });
    tried.unwrap();
}

/// A workbook of which bytes were changed is read or refused.
#[test]
fn damaged_workbooks_are_read_or_refused() {
    let table = Table {
        name: "A",
        head: vec!["Tên cơ sở", "Địa chỉ"],
        rows: vec![vec!["Sạp 1".to_owned(), "12 Lê Lợi".to_owned()]; 5],
    };
    let whole = xlsx(&table).unwrap();
    let changes = vec((0..whole.len(), any::<u8>()), 1..6);
    let tried = runner().run(&changes, |changes| {
        let mut bytes = whole.clone();
        for (place, byte) in changes {
            bytes[place] = byte;
        }
        judged(&bytes);
        Ok(())
    });
    tried.unwrap();
}
