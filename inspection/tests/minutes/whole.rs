//! A visit with a row in every list: where the forms name people, measures and
//! copies, each stands as it was listed.

use std::rc::Rc;

use inspection::{
    Block, Fields, Frozen, Inspection, Listed, Recorded, SIGNATURES, Strokes, digest_to_sign,
};

use super::{sheets, text};

const WHOLE: &str = include_str!("../golden/v1/visit_whole.json");
const TOY: &str = "Chất lượng – Đồ chơi trẻ em, Bộ lắp ghép \"Robot\" 120 chi tiết";

fn whole() -> Inspection {
    Frozen::thaw(WHOLE).unwrap().inspection
}

/// The lines of a part.
fn part(form: &str, code: &str) -> Vec<String> {
    let sheet = &sheets(form, &whole())[0];
    let all = text(sheet);
    let mut lines = all.lines().map(str::to_owned);
    let begins = format!("[{code}]");
    assert!(lines.any(|line| line.starts_with(&begins)), "{all}");
    lines
        .take_while(|line| !line.starts_with(['[', '-']) || line.starts_with("- "))
        .collect()
}

#[test]
fn the_team_is_led_certified_and_joined_by_other_bodies() {
    let expected = [
        "* Trần Thị Bình, Trưởng đoàn, Phó trưởng phòng, Phòng Kinh tế, \
            chứng chỉ nghiệp vụ kiểm tra nhà nước về đo lường số 112/2024/TĐC",
        "* Nguyễn Văn A, Thành viên, Chuyên viên, Phòng Kinh tế",
        "Cơ quan phối hợp:",
        "* Phan Văn Giang, Kiểm soát viên, Đội Quản lý thị trường số 5",
    ];
    for form in ["bbkt_do_luong", "bbkt_chat_luong_nhan", "bblm"] {
        assert_eq!(part(form, "team"), expected, "{form}");
    }
    assert_eq!(
        part("bbkt_do_luong", "witness"),
        ["* Võ Thị Em, Tổ trưởng tổ 4"]
    );
    let signed = part("bbkt_do_luong", "signatures");
    for line in ["(TRƯỞNG ĐOÀN) Trần Thị Bình", "(THÀNH VIÊN) Nguyễn Văn A"] {
        assert!(signed.iter().any(|found| found == line), "{signed:?}");
    }
    assert_eq!(sheets("phieu_ket_qua", &whole()).len(), 2);
}

/// Whether a signature holds is worked out from the whole document: nine labels of three
/// samples, each signed by who took it, ask for it once.
#[test]
fn what_was_signed_is_worked_out_once_for_all_sheets() {
    let mut visit = whole();
    let samples = visit.lists.iter_mut().find(|one| one.list == "samples");
    let rows = &mut samples.unwrap().rows;
    rows[0].0.push(recorded("sample_seal_site", "M-013"));
    *rows = vec![rows[0].clone(); 3];
    let digest = digest_to_sign(visit.clone()).unwrap();
    let columns = [
        ("signed_for", "team"),
        ("signed_name", "nguyễn văn a"),
        ("signed_at", "2026-11-20T02:25:00Z"),
        ("signed_sha256", digest.as_str()),
        ("signed_strokes", "100 50 300 20"),
    ];
    visit.lists.push(Listed {
        list: SIGNATURES.to_owned(),
        rows: vec![Fields(
            columns.map(|(code, value)| recorded(code, value)).into(),
        )],
    });
    let drawn = drawn("tem_niem_phong_mau", &visit);
    assert_eq!(drawn.len(), 9);
    assert!(drawn.iter().all(|one| Rc::ptr_eq(one, &drawn[0])));
    visit.conclusion.push('.');
    assert!(self::drawn("tem_niem_phong_mau", &visit).is_empty());
}

fn recorded(code: &str, value: &str) -> Recorded {
    Recorded {
        code: code.to_owned(),
        value: value.to_owned(),
        unit: None,
    }
}

/// What was drawn on all sheets of a form.
fn drawn(form: &str, visit: &Inspection) -> Vec<Rc<Strokes>> {
    let parts = sheets(form, visit)
        .into_iter()
        .flat_map(|sheet| sheet.parts);
    let signatures = parts.flat_map(|part| part.blocks).filter_map(|block| {
        let Block::Signatures(signatures) = block else {
            return None;
        };
        Some(signatures)
    });
    signatures.flatten().filter_map(|one| one.drawn).collect()
}

#[test]
fn measures_stand_one_to_a_line_each_with_what_it_is_on() {
    let expected = [
        "- Tạm dừng sử dụng, tạm dừng bán: Cân đồng hồ lò xo, số sản xuất 0421/2024.".to_owned(),
        format!(
            "- Tạm dừng sử dụng, tạm dừng bán: {TOY}; \
                Giá trị hàng hóa tạm dừng bán: 1.250.000 đồng."
        ),
        "- Niêm phong: Cân đồng hồ lò xo, số sản xuất 0421/2024; Số niêm phong: NP-0031."
            .to_owned(),
        "- Niêm phong: 12 hộp đồ chơi; Số niêm phong: NP-0032; \
            Giá trị hàng hóa bị niêm phong: 1.250.000 đồng."
            .to_owned(),
        format!(
            "- Lấy mẫu: {TOY}; Số lượng mẫu đã lấy: 03 hộp; \
                Số niêm phong mẫu thử nghiệm: M-011; \
                Số niêm phong mẫu lưu tại cơ quan: M-012; Biên bản lấy mẫu số: 07/BBLM."
        ),
        format!(
            "- Chuyển cơ quan khác xử lý: Đội Quản lý thị trường số 5; \
                Nội dung chuyển: Xử lý hàng hóa không có dấu hợp quy CR; {TOY}."
        ),
    ];
    for form in ["bbkt_do_luong", "bbkt_chat_luong_nhan"] {
        assert_eq!(part(form, "measures"), expected, "{form}");
    }
}

#[test]
fn what_is_required_has_its_day_and_what_was_explained_its_leaflets() {
    let expected = [
        "- Yêu cầu khắc phục: Ghi nhãn phụ tiếng Việt; \
            Nhãn – Đồ chơi trẻ em, Bộ lắp ghép \"Robot\" 120 chi tiết; Thời hạn: 05/12/2026.",
        "- Yêu cầu kiểm định lại: Cân đồng hồ lò xo, số sản xuất 0421/2024; Thời hạn: 05/12/2026.",
        "Giữ tem kiểm định trên cân.",
        "- Chủ đề đã hướng dẫn, tuyên truyền: Đồ chơi trẻ em - những dấu hiệu an toàn; \
            Số tờ rơi đã phát: 2.",
    ];
    assert_eq!(part("bbkt_do_luong", "requirements"), expected);
}

#[test]
fn copies_say_who_got_how_many() {
    let expected = "Biên bản lập thành 03 bản, đã đọc lại cho những người có tên trên nghe, \
        giao 01 bản cho Cơ sở, 01 bản cho Đội Quản lý thị trường số 5.";
    assert_eq!(part("bbkt_do_luong", "copies"), [expected]);
}

/// The portion to test and the one that the office keeps; none on site.
#[test]
fn a_listed_sample_has_minutes_and_a_label_for_each_portion_that_was_sealed() {
    let rows = part("bblm", "division");
    assert_eq!(rows.len(), 3, "{rows:?}");
    assert!(rows[1].ends_with("| Nơi thử nghiệm | M-011 |"), "{rows:?}");
    assert!(
        rows[2].ends_with("| Cơ quan kiểm tra | M-012 |"),
        "{rows:?}"
    );
    let samples = part("bblm", "samples");
    assert!(samples[1].contains("| 03 hộp |"), "{samples:?}");
    assert_eq!(sheets("tem_niem_phong_mau", &whole()).len(), 2);
    let taken = part("bbkt_chat_luong_nhan", "appearance_sample");
    let said = "Lấy mẫu: có, 1 mẫu; biên bản lấy mẫu số 07/BBLM.";
    assert!(taken.iter().any(|line| line == said), "{taken:?}");
}
