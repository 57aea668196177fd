//! Files as wards send them, and files that nobody should.

use std::io::{Cursor, Write as _};

use rust_xlsxwriter::{Format, Workbook};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipArchive, ZipWriter};

use super::*;

fn rows(text: &[u8]) -> Vec<(u32, Vec<String>)> {
    let sheet = Sheet::read(text).unwrap();
    let rows = sheet.rows.into_iter();
    rows.map(|row| (row.number, row.cells)).collect()
}

fn cells(number: u32, cells: &[&str]) -> (u32, Vec<String>) {
    (
        number,
        cells.iter().map(|cell| (*cell).to_owned()).collect(),
    )
}

/// The list of these rows in every way of writing it as text.
#[test]
fn text_is_read_however_a_spreadsheet_wrote_it() {
    let expected = vec![
        cells(1, &["Tên", "Địa chỉ"]),
        cells(3, &["Chợ", "1, Lê Lợi"]),
    ];
    let utf16 = |text: &str| {
        let units = text.encode_utf16().flat_map(u16::to_le_bytes);
        [0xff, 0xfe].into_iter().chain(units).collect::<Vec<u8>>()
    };
    for text in [
        "Tên,Địa chỉ\n\nChợ,\"1, Lê Lợi\"".as_bytes().to_vec(),
        "\u{feff}Tên,Địa chỉ\r\n\r\nChợ,\"1, Lê Lợi\"\r\n"
            .as_bytes()
            .to_vec(),
        "Tên;Địa chỉ\r\n;\r\nChợ;1, Lê Lợi\r\n".as_bytes().to_vec(),
        "sep=;\r\nTên;Địa chỉ\n;\nChợ;1, Lê Lợi".as_bytes()[7..].to_vec(),
        "Tên\tĐịa chỉ\r\rChợ\t1, Lê Lợi\r".as_bytes().to_vec(),
        utf16("Tên\tĐịa chỉ\n\nChợ\t1, Lê Lợi"),
        " Tên ,\u{a0}Địa chỉ\u{200b}\n,\nChợ, \"1, Lê Lợi\" \n"
            .as_bytes()
            .to_vec(),
    ] {
        assert_eq!(rows(&text), expected, "{}", String::from_utf8_lossy(&text));
    }
    let quoted = "a;\"b\"\"c\nd\";e\r\nf\"g;h";
    assert_eq!(
        rows(quoted.as_bytes()),
        [cells(1, &["a", "b\"c\nd", "e"]), cells(2, &["f\"g", "h"])]
    );
    assert_eq!(rows(b"sep=,\na,b;c;d;e"), [cells(2, &["a", "b;c;d;e"])]);
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default().compression_method(CompressionMethod::Deflated);
    for (name, bytes) in entries {
        writer.start_file(*name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A workbook with a merged title, a ward merged over two rows, and numbers.
fn workbook() -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let plain = Format::new();
    sheet
        .merge_range(0, 0, 0, 3, "DANH SÁCH CƠ SỞ", &plain)
        .unwrap();
    for (column, name) in (0..).zip(["Phường", "Tên", "MST", "Điện thoại"]) {
        sheet.write_string(2, column, name).unwrap();
    }
    sheet.merge_range(3, 0, 4, 0, "An Nhơn", &plain).unwrap();
    sheet.write_string(3, 1, "Sạp 1").unwrap();
    sheet.write_number(3, 2, 301_234_567.0).unwrap();
    sheet.write_number(3, 3, 912_345_678.0).unwrap();
    sheet.write_string(4, 1, "Sạp 2").unwrap();
    sheet.write_number(4, 2, 10.838_54).unwrap();
    workbook.add_worksheet().set_name("Ghi chú").unwrap();
    workbook.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_is_read_with_its_merged_cells_and_its_numbers_in_full() {
    let sheet = Sheet::read(&workbook()).unwrap();
    assert_eq!(
        (sheet.name.as_deref(), sheet.unread),
        (Some("Sheet1"), vec!["Ghi chú".to_owned()])
    );
    let rows: Vec<_> = sheet
        .rows
        .into_iter()
        .map(|row| (row.number, row.cells))
        .collect();
    let expected = [
        cells(1, &["DANH SÁCH CƠ SỞ"]),
        cells(3, &["Phường", "Tên", "MST", "Điện thoại"]),
        cells(4, &["An Nhơn", "Sạp 1", "301234567", "912345678"]),
        cells(5, &["An Nhơn", "Sạp 2", "10.83854"]),
    ];
    assert_eq!(rows, expected);
}

/// A workbook whose only sheet holds this between its tags.
fn with_data(data: &str) -> Vec<u8> {
    let sheet = format!(
        "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\">\
         <sheetData>{data}</sheetData></worksheet>"
    );
    zipped(&[
        ("[Content_Types].xml", b"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
        ("xl/workbook.xml", b"<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" \
          xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\">\
          <sheets><sheet name=\"A\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"),
        (
            "_rels/.rels",
            b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
              <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" \
              Target=\"xl/workbook.xml\"/></Relationships>",
        ),
        ("xl/_rels/workbook.xml.rels", b"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
          <Relationship Id=\"r1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet\" \
          Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ])
}

/// The bytes with the first such number of them, in this place, another one.
fn lying(mut bytes: Vec<u8>, size: u32) -> Vec<u8> {
    // The size that the central directory says: 24 bytes after its signature.
    let directory = bytes
        .windows(4)
        .position(|four| four == b"PK\x01\x02")
        .unwrap();
    bytes[directory + 24..directory + 28].copy_from_slice(&size.to_le_bytes());
    bytes
}

/// A file, what it is called here, and why it is refused.
type Bad = (&'static str, Vec<u8>, SheetError);

fn bad_texts() -> Vec<Bad> {
    let full = format!("{}\n", "a,".repeat(MOST_COLUMNS - 1));
    let full = full
        .repeat(MOST_CELLS / (MOST_COLUMNS - 1) + 1)
        .into_bytes();
    vec![
        ("nothing", Vec::new(), SheetError::Empty),
        ("blank rows", b"\n;;\n  \n".to_vec(), SheetError::Empty),
        (
            "too large",
            vec![b'a'; LARGEST_FILE + 1],
            SheetError::TooLarge,
        ),
        // "Chợ" in Windows-1258 and in Windows-1252.
        (
            "windows-1258",
            b"T\xean;Ch\xf5\xf2".to_vec(),
            SheetError::NotUnicode,
        ),
        (
            "half of a letter",
            b"Ch\xe1\xbb".to_vec(),
            SheetError::NotUnicode,
        ),
        (
            "utf-16 without a mark",
            b"a\0;\0b\0".to_vec(),
            SheetError::NotUnicode,
        ),
        (
            "utf-16 cut short",
            b"\xff\xfea\0b".to_vec(),
            SheetError::NotUnicode,
        ),
        (
            "half a pair",
            b"\xff\xfe\x00\xd8".to_vec(),
            SheetError::NotUnicode,
        ),
        // "Tên hộ", "Cửa hàng", "Địa chỉ" in TCVN3.
        (
            "tcvn3",
            "Tªn hé;§Þa chØ\nCöa hµng;Phè\nCöa hµng;Chî"
                .as_bytes()
                .to_vec(),
            SheetError::OldFont,
        ),
        (
            "excel 97",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more".to_vec(),
            SheetError::OldWorkbook,
        ),
        (
            "a web page",
            b" <html><table>".to_vec(),
            SheetError::NotAList,
        ),
        ("pdf", b"%PDF-1.7".to_vec(), SheetError::NotAList),
        ("a picture", b"\x89PNG\r\n".to_vec(), SheetError::NotAList),
        (
            "another archive",
            zipped(&[("word/document.xml", b"<w/>")]),
            SheetError::NotAList,
        ),
        (
            "an open quote",
            b"a;b\nc;\"d\n".to_vec(),
            SheetError::OpenQuote { row: 2 },
        ),
        (
            "a long cell",
            format!("a\n{}", "ă".repeat(LONGEST_CELL + 1)).into_bytes(),
            SheetError::LongCell { row: 2 },
        ),
        (
            "columns",
            format!("a\nb\n{}c", ",".repeat(MOST_COLUMNS)).into_bytes(),
            SheetError::TooManyColumns { row: 3 },
        ),
        (
            "rows",
            "a\n".repeat(MOST_ROWS + 1).into_bytes(),
            SheetError::TooManyRows,
        ),
        ("cells", full, SheetError::TooManyCells),
    ]
}

fn bad_workbooks() -> Vec<Bad> {
    let damaged = SheetError::Damaged(String::new());
    let whole = workbook();
    let zeros = vec![b'0'; 130 * 1024 * 1024];
    let far = "<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>";
    let one =
        "<row r=\"2\"><c r=\"A2\"><v>1</v></c></row><row r=\"1\"><c r=\"A1\"><v>1</v></c></row>";
    let many: Vec<_> = (0..=MOST_ENTRIES)
        .map(|number| format!("xl/{number}"))
        .collect();
    let many: Vec<_> = many.iter().map(|name| (name.as_str(), &b""[..])).collect();
    vec![
        (
            "half a workbook",
            whole[..whole.len() / 2].to_vec(),
            damaged.clone(),
        ),
        (
            "no archive",
            b"PK\x03\x04 and more".to_vec(),
            damaged.clone(),
        ),
        (
            "no workbook",
            zipped(&[("xl/styles.xml", b"<a/>")]),
            damaged.clone(),
        ),
        (
            "a bomb",
            zipped(&[("xl/workbook.xml", &zeros)]),
            SheetError::Bomb,
        ),
        (
            "a liar",
            lying(zipped(&[("xl/workbook.xml", &zeros[..5000])]), 10),
            damaged.clone(),
        ),
        ("entries", zipped(&many), SheetError::Bomb),
        (
            "a far cell",
            with_data(far),
            SheetError::TooManyColumns { row: 1_048_576 },
        ),
        ("rows out of order", with_data(one), damaged.clone()),
        ("broken tags", with_data("<row><c></row>"), damaged.clone()),
    ]
}

#[test]
fn every_bad_file_is_refused_with_its_own_word() {
    let damaged = SheetError::Damaged(String::new());
    for (what, bytes, expected) in bad_texts().into_iter().chain(bad_workbooks()) {
        let refused = Sheet::read(&bytes).unwrap_err();
        let refused = match refused {
            SheetError::Damaged(reason) if expected == damaged => {
                assert!(!reason.is_empty());
                SheetError::Damaged(String::new())
            }
            refused => refused,
        };
        assert_eq!(refused, expected, "{what}");
    }
    assert_eq!(Sheet::read(&with_data("")).unwrap_err(), SheetError::Empty);
}

#[test]
fn foreign_names_are_no_old_font() {
    let list = format!(
        "Tên,Địa chỉ\nKärcher,Phố\nCitroën,Phố\nTiệm Façade,Phố\n{}",
        "Chợ,Phố\n".repeat(20)
    );
    assert_eq!(Sheet::read(list.as_bytes()).unwrap().rows.len(), 24);
}

/// The formulas are those of OWASP's page on CSV injection.
#[test]
fn what_a_spreadsheet_would_work_out_is_text() {
    let cells = [
        "=1+1",
        "+84",
        "-2",
        "@SUM(A1)",
        "\tx",
        "\rx",
        "a=b",
        "\"q\", r",
        "two\nlines",
        "",
    ];
    let table = Table {
        name: "Cơ sở",
        head: vec!["Tên"; cells.len()],
        rows: vec![cells.iter().map(|cell| (*cell).to_owned()).collect()],
    };
    let text = csv(&table);
    let (head, row) = text.split_once("\r\n").unwrap();
    assert!(head.starts_with("\u{feff}\"Tên\",\"Tên\""), "{head}");
    let expected = "\"'=1+1\",\"'+84\",\"'-2\",\"'@SUM(A1)\",\"'\tx\",\"'\rx\",\"a=b\",\
                    \"\"\"q\"\", r\",\"two\nlines\",\"\"\r\n";
    assert_eq!(row, expected);
    assert_eq!(without_apostrophe("'=1+1"), "=1+1");
    assert_eq!(without_apostrophe("'s-Hertogenbosch"), "'s-Hertogenbosch");
    let book = Sheet::read(&xlsx(&table).unwrap()).unwrap();
    assert_eq!(book.rows[1].cells[..4], ["=1+1", "+84", "-2", "@SUM(A1)"]);
    let formulas = ZipArchive::new(Cursor::new(xlsx(&table).unwrap())).unwrap();
    assert!(
        formulas
            .file_names()
            .flatten()
            .all(|name| name != "xl/calcChain.xml")
    );
}
