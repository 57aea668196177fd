//! The forms of minutes filled from a whole visit, walked through as plain text
//! and held against texts worked by hand from the document and the form rows.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use inspection::{
    Annex, Block, DOTS, Inspection, Minutes, Part, Row, RulePack, forms_for, minutes,
};
use serde_json::{Value, json};

#[path = "minutes/lots.rs"]
mod lots;
#[path = "minutes/whole.rs"]
mod whole;

const VISIT: &str = include_str!("minutes/visit.json");

fn visit() -> Inspection {
    serde_json::from_str(VISIT).unwrap()
}

fn changed(change: impl FnOnce(&mut Value)) -> Inspection {
    let mut document: Value = serde_json::from_str(VISIT).unwrap();
    change(&mut document);
    serde_json::from_value(document).unwrap()
}

fn sheets(form: &str, inspection: &Inspection) -> Vec<Minutes> {
    let annex = Annex::current().unwrap();
    minutes(form, inspection, RulePack::current(), &annex).unwrap()
}

/// The sheet as plain text. Items that were not looked at are left out: which
/// there are is the pack's business, and grows.
fn text(sheet: &Minutes) -> String {
    let mut lines = Vec::new();
    if let Some(header) = &sheet.header {
        lines.push(format!("{} | {}", header.superior, header.motto[0]));
        lines.push(format!("{} | {}", header.body, header.motto[1]));
        lines.push(format!("{} | {}", header.number, header.place_and_day));
    }
    for part in &sheet.parts {
        lines.push(
            format!(
                "[{}] {}",
                part.code,
                part.heading.as_deref().unwrap_or_default()
            )
            .trim_end()
            .to_owned(),
        );
        part.blocks.iter().for_each(|block| walk(block, &mut lines));
    }
    lines.extend(sheet.footer.iter().map(|line| format!("-- {line}")));
    lines.join("\n") + "\n"
}

fn walk(block: &Block, lines: &mut Vec<String>) {
    match block {
        Block::Title(title) => lines.push(title.clone()),
        Block::Text(text) => lines.push(text.clone()),
        Block::Facts(facts) => {
            lines.extend(
                facts
                    .iter()
                    .map(|fact| format!("{}: {}", fact.label, fact.value)),
            );
        }
        Block::Persons(persons) => lines.extend(persons.iter().map(|person| {
            let titles = person.titles.iter().map(String::as_str);
            let all: Vec<_> = [person.name.as_str()].into_iter().chain(titles).collect();
            format!("* {}", all.join(", "))
        })),
        Block::Table(table) => {
            lines.push(format!("| {} |", table.columns.join(" | ")));
            for row in &table.rows {
                match row {
                    Row::Group(line) => lines.push(format!("|== {line}")),
                    Row::Cells(cells) if cells.last().unwrap() == "Không kiểm tra" => {}
                    Row::Cells(cells) => {
                        assert_eq!(cells.len(), table.columns.len(), "{cells:?}");
                        lines.push(format!("| {} |", cells.join(" | ")));
                    }
                }
            }
        }
        Block::List(items) => lines.extend(items.iter().map(|item| format!("- {item}"))),
        Block::Signatures(signatures) => {
            lines.extend(
                signatures
                    .iter()
                    .map(|it| format!("({}) {}", it.role, it.name)),
            );
        }
    }
}

/// What differs, line by line, is easier to read than two long texts.
fn same(found: &str, expected: &str) {
    for (number, (found, expected)) in (1_usize..).zip(found.lines().zip(expected.lines())) {
        assert_eq!(found, expected, "line {number}");
    }
    assert_eq!(found.lines().count(), expected.lines().count(), "{found}");
}

#[test]
fn the_minutes_of_measurement_say_what_the_visit_found() {
    let sheets = sheets("bbkt_do_luong", &visit());
    assert_eq!(sheets.len(), 1);
    same(&text(&sheets[0]), include_str!("minutes/bbkt_do_luong.txt"));
}

#[test]
fn the_minutes_of_goods_say_what_the_visit_found() {
    let sheets = sheets("bbkt_chat_luong_nhan", &visit());
    assert_eq!(sheets.len(), 1);
    same(
        &text(&sheets[0]),
        include_str!("minutes/bbkt_chat_luong_nhan.txt"),
    );
}

#[test]
fn the_minutes_of_sampling_say_what_was_taken() {
    let sheets = sheets("bblm", &visit());
    assert_eq!(sheets.len(), 1);
    same(&text(&sheets[0]), include_str!("minutes/bblm.txt"));
}

#[test]
fn every_member_has_a_slip_and_every_portion_a_seal_label() {
    let slips = sheets("phieu_ket_qua", &visit());
    let labels = sheets("tem_niem_phong_mau", &visit());
    assert_eq!((slips.len(), labels.len()), (2, 3));
    let all: Vec<_> = slips[..1].iter().chain(&labels[1..2]).map(text).collect();
    same(&all.concat(), include_str!("minutes/slips.txt"));
}

/// Whatever the visit, what the form asks for stands there in its order.
#[test]
fn every_required_part_of_every_form_stands_in_its_order() {
    let annex = Annex::current().unwrap();
    let bare = changed(|document| {
        document["fields"] = json!([]);
        document["checks"] = json!([]);
        document["without_checks"] = json!("closed");
    });
    for form in &annex.minutes_forms {
        for inspection in [&visit(), &bare] {
            for sheet in sheets(&form.name.code, inspection) {
                let of_form = form
                    .parts
                    .iter()
                    .map(|part| (part.name.code.as_str(), part.required));
                let there: Vec<&str> = sheet.parts.iter().map(|part| part.code.as_str()).collect();
                let expected = of_form.filter(|(code, required)| *required || there.contains(code));
                assert_eq!(there, expected.map(|(code, _)| code).collect::<Vec<_>>());
                let empty = |part: &&Part| part.blocks.is_empty();
                assert!(
                    !sheet.parts.iter().any(|part| empty(&part)),
                    "{}",
                    form.name.code
                );
            }
        }
    }
}

/// Everything that was entered stands in one of the sheets, but codes of
/// choices, which stand as words.
#[test]
fn nothing_that_was_entered_is_missing_from_the_paper() {
    let inspection = visit();
    let all: String = forms_for(&inspection)
        .into_iter()
        .flat_map(|form| sheets(form, &inspection))
        .map(|sheet| text(&sheet))
        .collect();
    for shown in [
        "0301234567",
        "45/QĐ-UBND",
        "02/11/2026",
        "Lê Văn Cường",
        "Cửa hàng trưởng",
        "05/12/2026",
        "CĐH-15",
        "0421/2024",
        "Nhơn Hòa",
        "Năm sản xuất: 2019",
        "Cấp 4 (thường)",
        "15 kg",
        "50 g (50 g)",
        "KĐ 118203",
        "15/03/2027 (giấy); 04/2027 (tem)",
        "nguyên vẹn",
        "TATSUNO",
        "A-1102",
        "E5 RON 92-II",
        "1.204.533,2 L",
        "20.500 đồng/L",
        "V08.CN5.118",
        "Ngày kiểm định: 31/12/2025",
        "bị đứt, vỡ; số 012, 013",
        "410.000 đồng",
        "1.250.000 đồng",
        "Nhập khẩu",
        "6 bộ",
        "TCVN 7790-1",
        "NP-01",
        "NP-02",
        "Trung tâm Kỹ thuật 3",
        "Công ty XYZ, Đồng Nai",
    ] {
        assert!(all.contains(shown), "{shown}");
    }
}

#[test]
fn the_forms_are_those_that_the_checks_ask_for() {
    let with = |kinds: &[&str]| {
        let inspection = changed(|document| {
            let checks = document["checks"].as_array_mut().unwrap();
            checks.retain(|check| kinds.contains(&check["kind"].as_str().unwrap()));
        });
        forms_for(&inspection)
    };
    assert_eq!(with(&["instrument"]), ["bbkt_do_luong", "phieu_ket_qua"]);
    assert_eq!(with(&["label"]), ["bbkt_chat_luong_nhan", "phieu_ket_qua"]);
    let sampled = [
        "bbkt_chat_luong_nhan",
        "bblm",
        "phieu_ket_qua",
        "tem_niem_phong_mau",
    ];
    assert_eq!(with(&["quality"]), sampled);
    assert_eq!(forms_for(&visit()).len(), 5);
    assert!(with(&[]).is_empty());
    let annex = Annex::current().unwrap();
    assert!(minutes("bbnp", &visit(), RulePack::current(), &annex).is_none());
}

/// QC-01 is put to all goods that must carry the mark, and cites what regulates each.
#[test]
fn what_regulates_other_goods_is_no_basis_of_a_finding() {
    let cited = |goods: &str| {
        let inspection = changed(|document| {
            let quality = &mut document["checks"][3];
            quality["subject"] = json!(goods);
            quality["assessment"]["findings"][0] = json!({
                "subject": "QC-01", "verdict": "non_conforming", "severity": "critical",
                "basis": "QCVN 3:2019/BKHCN; QCVN 2:2021/BKHCN; TT 28/2012/TT-BKHCN",
                "evidence": "found",
            });
        });
        let text = text(&sheets("bbkt_chat_luong_nhan", &inspection)[0]);
        let line = text
            .lines()
            .find(|line| line.contains("QC-01") && line.contains("Căn cứ"));
        line.unwrap().split("Căn cứ: ").nth(1).unwrap().to_owned()
    };
    let [toys, helmets, electrical] = ["toys", "helmets", "electrical"].map(cited);
    assert_eq!(toys, "QCVN 3:2019/BKHCN; TT 28/2012/TT-BKHCN (có văn bản).");
    assert_eq!(
        helmets,
        "QCVN 2:2021/BKHCN; TT 28/2012/TT-BKHCN (có văn bản)."
    );
    assert_eq!(electrical, "TT 28/2012/TT-BKHCN (có văn bản).");
}

#[test]
fn what_is_missing_is_a_line_to_write_on() {
    let bare = changed(|document| document["fields"] = json!([]));
    let sheet = &sheets("bbkt_do_luong", &bare)[0];
    let text = text(sheet);
    for line in [
        format!("Căn cứ Quyết định kiểm tra số {DOTS} ngày {DOTS} của {DOTS}."),
        format!("Thời hạn khắc phục: {DOTS}"),
        format!(
            "Biên bản lập thành {DOTS} bản, đã đọc lại cho những người có tên trên nghe, giao {DOTS}."
        ),
        // Who is alone leads.
        "(TRƯỞNG ĐOÀN) Nguyễn Văn An".to_owned(),
        format!("Điện thoại: {DOTS}"),
    ] {
        assert!(text.lines().any(|found| found == line), "{line}\n{text}");
    }
}

/// 17:30 UTC of the day before is half past midnight at UTC+7.
#[test]
fn the_hour_is_that_of_the_wall_and_open_where_the_visit_was_on_another_day() {
    let hour = |opened: &str, on: &str| {
        let inspection = changed(|document| {
            document["opened"]["at"] = json!(opened);
            document["inspected_on"] = json!(on);
        });
        text(&sheets("bbkt_do_luong", &inspection)[0])
    };
    let night = hour("2026-11-19T17:30:00Z", "2026-11-20");
    assert!(night.contains("hồi 00 giờ 30 phút, ngày 20 tháng 11 năm 2026"));
    let later = hour("2026-11-21T03:00:00Z", "2026-12-31");
    assert!(later.contains("hồi …… giờ ……, ngày 31 tháng 12 năm 2026"));
}

#[test]
fn a_correction_says_what_it_stands_for() {
    let id = "019aa5f0-0000-7000-8000-000000000001";
    let inspection = changed(|document| document["supersedes"] = json!(id));
    let notes = &sheets("bbkt_do_luong", &inspection)[0].notes;
    assert_eq!(notes.len(), 1);
    assert!(notes[0].contains(id));
}

#[test]
fn no_sheet_speaks_of_fines() {
    let annex = Annex::current().unwrap();
    let inspection = visit();
    for form in forms_for(&inspection) {
        for sheet in sheets(form, &inspection) {
            let text = text(&sheet).to_lowercase();
            assert!(!text.contains("phạt"), "{form}");
            for penalty in &annex.penalties {
                for amount in penalty.max_vnd.iter().chain(&penalty.min_vnd) {
                    assert!(
                        amount.len() < 6 || !text.contains(amount),
                        "{form}: {amount}"
                    );
                }
            }
        }
    }
}

#[test]
fn the_footer_says_that_the_form_was_not_compared_until_it_is_signed_off() {
    let mut annex = Annex::current().unwrap();
    let line = |annex: &Annex| {
        let sheets = minutes("bblm", &visit(), RulePack::current(), annex).unwrap();
        sheets[0]
            .footer
            .iter()
            .any(|line| line.contains("chưa đối chiếu"))
    };
    assert!(line(&annex));
    annex.sign_offs.push(inspection::SignOff {
        table: "minutes_forms".to_owned(),
        row: "bblm".to_owned(),
        valid_from: None,
        by: "Cán bộ pháp chế".to_owned(),
        on: "2026-12-01".parse().unwrap(),
        text: "TT 01/2024/TT-BKHCN, Mẫu 5. BBLM".to_owned(),
    });
    assert!(!line(&annex));
}

/// A package of 500 g found to hold 482 g, and a gold article.
#[test]
fn quantities_stand_in_the_minutes_of_measurement() {
    let grams = |code: &str, value: &str| json!({"code": code, "value": value, "unit": "g"});
    let check = |id: u16, subject: &str, fields: Value, trial: &str, row: Value| {
        json!({"id": id, "kind": "quantity", "subject": subject, "fields": fields, "items": [],
            "series": [{"trial": trial, "rows": [row]}],
            "assessment": {"verdict": "conforming", "findings": []}})
    };
    let inspection = changed(|document| {
        let product = json!([{"code": "product", "value": "Đường trắng"}, grams("nominal", "500")]);
        let package = json!([grams("reading", "482")]);
        let article = json!([{"code": "article", "value": "Nhẫn"}, grams("declared", "3.75"), grams("measured", "3.748")]);
        document["checks"] = json!([
            check(1, "prepackage", product, "sample", package),
            check(2, "gold_article", json!([]), "article", article),
        ]);
    });
    assert_eq!(forms_for(&inspection), ["bbkt_do_luong", "phieu_ket_qua"]);
    let text = text(&sheets("bbkt_do_luong", &inspection)[0]);
    let cells = |line: &str| -> Vec<String> {
        let line = text.lines().find(|found| found.contains(line)).unwrap();
        line.split('|').map(|cell| cell.trim().to_owned()).collect()
    };
    assert!(text.contains("Mẫu, 1 số đọc theo thứ tự (g): 482."));
    assert_eq!(cells("3,748 g")[2..4], ["3,75 g", "3,748 g"]);
    assert!(cells("3,748 g")[1].contains("Nhẫn"));
    assert!(text.contains("Đường trắng") && text.contains("500 g"));
}

#[test]
fn the_basis_in_the_inspectors_words_stands_among_the_findings() {
    let inspection = changed(|document| {
        for check in document["checks"].as_array_mut().unwrap() {
            let fields = check["fields"].as_array_mut().unwrap();
            fields.push(json!({"code": "basis_in_words", "value": "Theo Điều 10 đã đọc"}));
        }
    });
    for form in ["bbkt_do_luong", "bbkt_chat_luong_nhan"] {
        let text = text(&sheets(form, &inspection)[0]);
        let findings = text.split("[findings]").nth(1).unwrap();
        let said = "Căn cứ do người kiểm tra ghi: Theo Điều 10 đã đọc";
        assert_eq!(findings.matches(said).count(), 2, "{text}");
        assert_eq!(text.matches(said).count(), 2);
    }
}

/// Three copies of the first check, the second not conforming in its first item
/// and the third without its last answer.
fn three_of_a_kind() -> Inspection {
    changed(|document| {
        let first = document["checks"][0].clone();
        let copies = (1_u16..=3).map(|id| {
            let mut check = first.clone();
            check["id"] = json!(id);
            check["fields"] = json!([{"code": "serial", "value": format!("S-{id}")}]);
            let answer = if id == 2 { "not_conform" } else { "conform" };
            check["items"] = json!([{"code": "CAN-01", "answer": answer}]);
            check
        });
        document["checks"] = copies.collect();
    })
}

#[test]
fn checks_of_one_kind_stand_beside_each_other_with_the_list_once() {
    let text = text(&sheets("bbkt_do_luong", &three_of_a_kind())[0]);
    let lines: Vec<_> = text.lines().collect();
    let head = "| Mã | Nội dung | (1) | (2) | (3) |";
    assert_eq!(lines.iter().filter(|line| **line == head).count(), 1);
    let named =
        "|== Cân đồng hồ lò xo: (1) số sản xuất S-1; (2) số sản xuất S-2; (3) số sản xuất S-3";
    assert!(lines.contains(&named), "{text}");
    let answered = "| CAN-01 | Cân có tem, dấu hoặc giấy chứng nhận kiểm định | Đ | K | Đ |";
    assert!(lines.contains(&answered), "{text}");
    assert_eq!(text.matches("| CAN-01 |").count(), 1);
    assert!(text.contains("Đ: đạt; K: không đạt;"));
}

/// Ten columns fit on a page of A4; eleven are six and five.
#[test]
fn as_many_tables_as_the_width_of_the_page_asks_for() {
    let inspection = changed(|document| {
        let first = document["checks"][0].clone();
        document["checks"] = (1_u16..=11)
            .map(|id| {
                let mut check = first.clone();
                check["id"] = json!(id);
                check
            })
            .collect();
    });
    let text = text(&sheets("bbkt_do_luong", &inspection)[0]);
    assert!(text.contains("| Mã | Nội dung | (1) | (2) | (3) | (4) | (5) | (6) |"));
    assert!(text.contains("| Mã | Nội dung | (7) | (8) | (9) | (10) | (11) |"));
}

#[test]
fn who_refuses_to_sign_is_said_with_the_reason_and_who_saw_it() {
    let refused = |witness: Option<&str>| {
        let inspection = changed(|document| {
            let fields = document["fields"].as_array_mut().unwrap();
            let mut add = |code: &str, value: &str| {
                fields.push(json!({"code": code, "value": value}));
            };
            add("refusal_reason", "Không đồng ý");
            add("refusal_witness", "Phạm Thị Dung");
            if let Some(witness) = witness {
                add("witness", witness);
            }
        });
        let sheet = sheets("bbkt_do_luong", &inspection).remove(0);
        let last = sheet.parts.into_iter().next_back().unwrap();
        let Block::Signatures(signed) = &last.blocks[0] else {
            panic!("{last:?}")
        };
        let signed: Vec<_> = signed
            .iter()
            .map(|one| format!("{} {}: {}", one.role, one.name, one.how))
            .collect();
        let mut said = Vec::new();
        walk(&last.blocks[1], &mut said);
        (signed, said)
    };
    let (signed, said) = refused(None);
    assert_eq!(signed[0], "ĐẠI DIỆN CƠ SỞ Lê Văn Cường: Từ chối ký");
    assert_eq!(
        signed[1],
        "NGƯỜI CHỨNG KIẾN Phạm Thị Dung: (Ký, ghi rõ họ tên)"
    );
    assert_eq!(signed.len(), 4);
    assert_eq!(said, ["Lý do không ký (nếu có): Không đồng ý"]);
    // Who was there from the beginning signs beside who was called.
    let (signed, _) = refused(Some("Đỗ Văn Em"));
    assert_eq!(
        signed[4],
        "NGƯỜI CHỨNG KIẾN HOẶC ĐẠI DIỆN ỦY BAN NHÂN DÂN CẤP XÃ Phạm Thị Dung: (Ký, ghi rõ họ tên)"
    );
}

#[test]
fn where_nothing_could_be_looked_at_both_minutes_say_why() {
    let closed = changed(|document| {
        document["checks"] = json!([]);
        document["without_checks"] = json!("closed");
    });
    let forms = forms_for(&closed);
    assert_eq!(forms, ["bbkt_do_luong", "bbkt_chat_luong_nhan"]);
    for form in forms {
        let text = text(&sheets(form, &closed)[0]);
        let said = "Không kiểm tra được: cơ sở đóng cửa.";
        assert_eq!(text.matches(said).count(), 1, "{text}");
    }
}

#[test]
fn the_foot_ties_the_paper_to_the_document() {
    let numbered = changed(|document| {
        let fields = document["fields"].as_array_mut().unwrap();
        fields.push(json!({"code": "minutes_no", "value": "12/BB-KT"}));
    });
    let digest = inspection::Digest::of(b"abc");
    let lines =
        |inspection: &Inspection| sheets("bbkt_do_luong", inspection)[0].foot(&digest).lines;
    let foot = lines(&numbered);
    assert_eq!(foot[0], "Số: 12/BB-KT");
    assert_eq!(
        foot[1],
        "Mã kết quả kiểm tra: 019aa5f0-0000-7000-8000-000000000099"
    );
    assert_eq!(foot[2], "Mẫu chưa đối chiếu với phụ lục thông tư.");
    // FIPS 180-4's example.
    let digest = "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad";
    assert_eq!(foot[3], format!("SHA-256 của tài liệu: {digest}"));
    assert_eq!(lines(&visit())[0], "Số: ………/BB-………");
}
