//! Ranges of fines are looked up, and are nowhere else.

use super::*;
use crate::assessment::Assessment;

#[test]
fn ranges_are_given_for_the_item_and_the_day_with_the_note_on_whom_they_are_for() {
    let annex = Annex::current().unwrap();
    let codes = |code: &str, on: &str| {
        let rows = annex.penalties_for(code, day(on));
        rows.map(|row| row.name.code.as_str()).collect::<Vec<_>>()
    };
    let tiers = ["D10-T1", "D10-T2", "D10-T3", "D10-T4", "D10-T5"];
    for (item, on, expected) in [
        ("CAN-02", "2026-11-20", tiers.to_vec()),
        ("CAN-02", "2017-12-14", vec![]),
        ("CAN-08", "2026-11-20", vec!["D14K1"]),
        ("NHAN-01", "2021-12-31", vec!["D31K1-2017"]),
        ("NHAN-01", "2022-01-01", vec!["D31K1-2022"]),
        ("VLXD-01", "2021-06-15", vec!["D31K4-2017"]),
        ("VLXD-01", "2026-11-20", vec![]),
        ("QC-01", "2021-06-15", vec![]),
        ("QC-01", "2026-11-20", vec!["D20"]),
        ("D14K1", "2026-11-20", vec!["D14K1"]),
        ("QC-05", "2026-11-20", vec![]),
    ] {
        assert_eq!(codes(item, on), expected, "{item} on {on}");
    }
    let watching = annex
        .penalties_for("CAN-08", day("2026-11-20"))
        .next()
        .unwrap();
    let range = (watching.min_vnd.as_deref(), watching.max_vnd.as_deref());
    assert_eq!(range, (Some("4000000"), Some("10000000")));
    let unknown = annex
        .penalties_for("CAN-02", day("2026-11-20"))
        .next()
        .unwrap();
    assert_eq!((&unknown.min_vnd, &unknown.max_vnd), (&None, &None));
    let sold = annex
        .penalties_for("QC-01", day("2026-11-20"))
        .next()
        .unwrap();
    assert_eq!(sold.multiples, Some(("2".to_owned(), "3".to_owned())));
    assert!(annex.penalty_note.vi.starts_with("Tham khảo."));
    assert!(annex.penalty_note.vi.contains("không thống nhất"));
}

/// What visits are recorded and judged with holds no range, so no assessment
/// and no document can; the golden documents hold none.
#[test]
fn no_assessment_and_no_document_holds_a_range() {
    let ranges = Annex::current().unwrap().penalties;
    let amounts = ranges.iter().flat_map(|row| [&row.min_vnd, &row.max_vnd]);
    let mut words: Vec<_> = amounts.flatten().map(String::as_str).collect();
    words.extend(ranges.iter().map(|row| row.name.code.as_str()));
    words.extend(["vnd", "penalt", "fine"]);
    for part in EDITIONS[EDITIONS.len() - 1].parts {
        let tables: serde_json::Value = serde_json::from_str(part).unwrap();
        assert!(tables.get("penalties").is_none() && !part.contains("min_vnd"));
    }
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/golden/v1");
    let mut seen = 0;
    for file in std::fs::read_dir(folder).unwrap() {
        let path = file.unwrap().path();
        if path.extension().is_none_or(|end| end != "json") {
            continue;
        }
        let text = std::fs::read_to_string(path).unwrap();
        let document: serde_json::Value = serde_json::from_str(&text).unwrap();
        for check in document["checks"].as_array().into_iter().flatten() {
            let assessment: Assessment =
                serde_json::from_value(check["assessment"].clone()).unwrap();
            let said = serde_json::to_string(&assessment).unwrap();
            for word in &words {
                assert!(!said.contains(&format!("\"{word}\"")), "{word} in {said}");
            }
            seen += 1;
        }
    }
    assert!(seen > 10);
}
