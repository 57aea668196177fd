//! Lists as wards send them, read to the register's own terms, and every fault of
//! a cell. Against the register they are tried in `tests/compared.rs`; single
//! values in `tests/told.rs`.

use super::*;
use crate::sheet::Sheet;

mod compared;
mod told;

/// The wards of Gò Vấp are six from 1 July 2025 on.
const TODAY: &str = "2026-11-23";

fn sheet(text: &str) -> Sheet {
    Sheet::read(text.as_bytes()).unwrap()
}

fn columns(text: &str) -> Vec<Option<Column>> {
    let head = Head::of(&sheet(text), &Matches::default());
    head.columns
        .into_iter()
        .map(|heading| heading.column)
        .collect()
}

#[test]
fn the_head_is_found_below_titles_with_marks_and_without() {
    use Column as C;
    let [name, address, tax] = [Some(C::Name), Some(C::Address), Some(C::TaxCode)];
    for (text, expected) in [
        ("Tên cơ sở;Địa chỉ;MST\nA;B;C", vec![name, address, tax]),
        (
            "TEN HO KINH DOANH;DIA CHI;MA SO THUE\nA;B;C",
            vec![name, address, tax],
        ),
        (
            "ỦY BAN NHÂN DÂN PHƯỜNG AN NHƠN;;\nDANH SÁCH HỘ KINH DOANH;;\n\nHộ kinh doanh;Địa điểm kinh doanh;Mã số thuế (nếu có)\nA;B;C",
            vec![name, address, tax],
        ),
        (
            "STT;Tên doanh nghiệp;Địa chỉ trụ sở chính;SĐT;Loại hình kinh doanh\n1;A;B;C;D",
            vec![
                Some(C::Nothing),
                name,
                address,
                Some(C::Phone),
                Some(C::Kind),
            ],
        ),
        // Two rows of names.
        (
            "Tên cơ sở;Địa chỉ;Tọa độ;\n;;Kinh độ;Vĩ độ\nA;B;1;2",
            vec![name, address, Some(C::Longitude), Some(C::Latitude)],
        ),
        // What says it best has the meaning; the other is asked for.
        (
            "Tên cơ sở;Địa chỉ thường trú chủ hộ;Địa chỉ;Ghi chú\nA;B;C;D",
            vec![name, None, address, None],
        ),
        (
            "Điện thoại liên hệ của chủ hộ;Phường/Xã;Kinh độ (X);Lat\nA;B;1;2",
            vec![
                Some(C::Phone),
                Some(C::Ward),
                Some(C::Longitude),
                Some(C::Latitude),
            ],
        ),
        ("một;hai\nba;bốn", vec![None, None]),
    ] {
        assert_eq!(columns(text), expected, "{text}");
    }
}

#[test]
fn what_somebody_said_of_columns_holds() {
    let sheet = sheet("x;Tên cơ sở;y\nTên;Số nhà;Khác\nA;B;C");
    let mut matches = Matches {
        head: Some(2),
        ..Matches::default()
    };
    matches.columns.insert(1, Column::Address);
    matches.columns.insert(2, Column::Address);
    let head = Head::of(&sheet, &matches);
    assert_eq!((head.row, head.last), (2, 2));
    let told: Vec<_> = head.columns.iter().map(|heading| heading.column).collect();
    assert_eq!(told, [Some(Column::Name), Some(Column::Address), None]);
}

fn read(text: &str, matches: &Matches) -> Vec<(u32, ReadRow)> {
    let sheet = sheet(text);
    let head = Head::of(&sheet, matches);
    let rows = rows(&sheet, &head, matches, TODAY.parse().unwrap());
    rows.into_iter().map(|row| (row.number, row.read)).collect()
}

const HEAD: &str = "STT;Tên cơ sở;Địa chỉ;Phường;Ngành nghề;MST;Điện thoại;Vĩ độ;Kinh độ\n";

#[test]
fn a_row_is_read_in_the_terms_of_the_register() {
    let text = format!(
        "{HEAD}1; Sạp  Năm ;12 Lê Lợi;P.3;Xăng dầu;301234567;912345678;10,8;106,6\n2;B;C;;;;;;"
    );
    let rows = read(
        &text,
        &Matches {
            ward: Some("an-nhon".to_owned()),
            kind: Some("other".to_owned()),
            ..Matches::default()
        },
    );
    let some = |text: &str| Some(text.to_owned());
    let entry = Entry {
        id: None,
        name: "Sạp Năm".to_owned(),
        address: "12 Lê Lợi".to_owned(),
        ward: some("hanh-thong"),
        kind: some("fuel_station"),
        tax_code: some("0301234567"),
        phone: some("0912345678"),
        place: inspection::Point::new(10_800_000, 106_600_000),
    };
    assert_eq!(rows[0], (2, ReadRow::Entry(Box::new(entry))));
    let ReadRow::Entry(second) = &rows[1].1 else {
        panic!("{rows:?}")
    };
    assert_eq!(
        (second.ward.as_deref(), second.kind.as_deref()),
        (Some("an-nhon"), Some("other"))
    );
}

#[test]
fn rows_that_are_no_establishment_are_passed_over() {
    for row in [
        "(1);(2);(3);(4);(5);(6);(7);(8);(9)",
        "A;B;1;2;3;4;5;6;7",
        "I;;;;;;;;",
        "Tổng cộng;;;;;;12;;",
        ";;;;;;;;Người lập",
    ] {
        let rows = read(&format!("{HEAD}{row}"), &Matches::default());
        assert_eq!(rows, [(2, ReadRow::Passed)], "{row}");
    }
}

/// One row for each fault that a cell can have.
#[test]
fn every_fault_is_told_with_its_column_and_what_was_typed() {
    use Column as C;
    let long = "ă".repeat(LONGEST_TEXT + 1);
    for (row, column, typed, why) in [
        (";;B;;Gas;;;;".to_owned(), C::Name, "", Why::Missing),
        (";A;;;Gas;;;;".to_owned(), C::Address, "", Why::Missing),
        (
            format!(";{long};B;;Gas;;;;"),
            C::Name,
            long.as_str(),
            Why::TooLong,
        ),
        (
            ";A;#REF!;;Gas;;;;".to_owned(),
            C::Address,
            "#REF!",
            Why::Formula,
        ),
        (";A;B;;#N/A;;;;".to_owned(), C::Kind, "#N/A", Why::Formula),
        (
            ";A;B;;Ăn uống;;;;".to_owned(),
            C::Kind,
            "Ăn uống",
            Why::UnknownKind,
        ),
        (
            ";A;B;P.2;Gas;;;;".to_owned(),
            C::Ward,
            "P.2",
            Why::UnknownWard,
        ),
        (
            ";A;B;P.17;Gas;;;;".to_owned(),
            C::Ward,
            "P.17",
            Why::DividedWard,
        ),
        (
            ";A;B;;Gas;123;;;".to_owned(),
            C::TaxCode,
            "123",
            Why::NoTaxCode,
        ),
        (
            ";A;B;;Gas;3.01E+09;;;".to_owned(),
            C::TaxCode,
            "3.01E+09",
            Why::DigitsLost,
        ),
        (";A;B;;Gas;;12;;".to_owned(), C::Phone, "12", Why::NoPhone),
        (
            ";A;B;;Gas;;;x;106".to_owned(),
            C::Latitude,
            "x",
            Why::NoDegrees,
        ),
        (
            ";A;B;;Gas;;;106;10".to_owned(),
            C::Latitude,
            "106",
            Why::SwappedPlace,
        ),
        (
            ";A;B;;Gas;;;10;".to_owned(),
            C::Longitude,
            "",
            Why::HalfPlace,
        ),
        (
            ";A;B;;Gas;;;;106".to_owned(),
            C::Latitude,
            "",
            Why::HalfPlace,
        ),
        (
            ";A;B;;Gas;;;50;106".to_owned(),
            C::Latitude,
            "50",
            Why::FarPlace,
        ),
    ] {
        let rows = read(&format!("{HEAD}{row}"), &Matches::default());
        let fault = Fault {
            column,
            typed: typed.to_owned(),
            why,
        };
        assert_eq!(rows, [(2, ReadRow::Faulty(vec![fault]))], "{row}");
    }
}

#[test]
fn what_somebody_said_of_words_holds() {
    let mut matches = Matches::default();
    matches
        .kinds
        .insert("an uong".to_owned(), "other".to_owned());
    matches.wards.insert("p 17".to_owned(), "go-vap".to_owned());
    let rows = read(&format!("{HEAD};A;B;P.17;ĂN UỐNG;;;;"), &matches);
    let ReadRow::Entry(entry) = &rows[0].1 else {
        panic!("{rows:?}")
    };
    assert_eq!(
        (entry.ward.as_deref(), entry.kind.as_deref()),
        (Some("go-vap"), Some("other"))
    );
}
