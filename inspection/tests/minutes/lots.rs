//! Lots of packages on paper: every reading once, and what they amount to under
//! names that people know.

use inspection::Frozen;

use super::{sheets, text};

/// 40 packages of 1 kg with a tare of 12.5 g, 38 times 1014 g, 996.5 and 996 g. The
/// content is 1001.5, 984 and 983.5 g, so the mean is (38 · 1001.5 + 1967.5) / 40 =
/// 1000.6125 g; two lack more than 15 g, where 2.5 % of 40 are one.
const LOT: &str = include_str!("../golden/v1/prepackage-non_conforming.json");

#[test]
fn a_lot_is_told_by_its_readings_and_by_what_they_amount_to() {
    let lot = Frozen::thaw(LOT).unwrap().inspection;
    let paper = text(&sheets("bbkt_do_luong", &lot)[0]);
    let mut readings = vec!["1014"; 38];
    readings.extend(["996,5", "996"]);
    let readings = readings.join("; ");
    for said in [
        format!("Mẫu, 40 số đọc theo thứ tự (g): {readings}."),
        "| Mẫu, lần 39 | – | 996,5 g | −16 g | ≥ −15 g | Ghi nhận: thiếu quá T |".to_owned(),
        "| Mẫu, lần 40 | – | 996 g | −16,5 g | ≥ −15 g | Ghi nhận: thiếu quá T |".to_owned(),
        "| Mẫu, cỡ mẫu; N: 40 | – | 40 | – | 40 | Đạt |".to_owned(),
        "| Mẫu, trung bình; n: 40; s: 3,91821437 g; k: 0 | – | 1000,6125 g | +0,6125 g \
            | ≥ 0 g | Đạt |"
            .to_owned(),
        "| Mẫu, số gói thiếu quá mức cho phép; T: 15 g; thiếu quá T: 2; thiếu quá 2T: 0 \
            | – | 2 | – | ≤ 1 | Không đạt |"
            .to_owned(),
        "| Mẫu, số gói thiếu quá hai lần mức cho phép; 2T: 30 g | – | 0 | – | ≤ 0 | Đạt |"
            .to_owned(),
        "Mẫu, số gói thiếu quá mức cho phép: Không đạt (mức nặng); 2; T: 15 g; \
            thiếu quá T: 2; thiếu quá 2T: 0; cho phép ≤ 1. Căn cứ: TT 21/2014/TT-BKHCN; \
            TT 21/2014/TT-BKHCN Phụ lục IV"
            .to_owned(),
    ] {
        assert!(paper.contains(&said), "{said}\n{paper}");
    }
    assert!(!paper.contains("cả loạt"), "{paper}");
    assert_eq!(paper.matches("| Mẫu, lần").count(), 2);
}
