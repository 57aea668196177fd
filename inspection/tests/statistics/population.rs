//! A seeded population of closed inspections as JSON: visits of one tablet and
//! of two, without checks, corrected once, twice and by two at a time, moved to
//! another day, and sent twice.

use serde_json::{Value, json};

/// Numbers from a seed: the linear congruential generator of Knuth's MMIX.
struct Dice(u64);

impl Dice {
    /// A number below `sides`.
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % sides
    }

    fn of<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.roll(list.len())]
    }
}

/// Names as people type them; those on one line are one establishment.
const NAMES: [&[&str]; 12] = [
    &["Chợ Gò Vấp", "CHỢ GÒ VẤP", " chợ  gò vấp "],
    &["Cho Go Vap"],
    &[
        "Đại lý Bến Thành",
        "Đa\u{323}i lý Bê\u{301}n Thành",
        "ĐẠI LÝ BẾN THÀNH",
    ],
    &["Đại lý Bên Thanh"],
    &["Cửa hàng xăng dầu số 5"],
    &["Cửa hàng xăng dầu số 6"],
    &["Tiệm vàng Kim Sơn", "Tiệm  vàng\u{a0}Kim Sơn"],
    &["Siêu thị Hạnh Thông"],
    &["Đồ chơi Bé Ngoan"],
    &["Mũ bảo hiểm An Toàn"],
    &["Vật liệu xây dựng Phúc"],
    &["Đại lý gas 24h"],
];
const ADDRESSES: [&str; 4] = [
    "1 Nguyễn Oanh",
    "2 Nguyễn Oanh",
    "3 Quang Trung",
    "4 Lê Đức Thọ",
];
const KINDS: [&str; 5] = [
    "fuel_station",
    "gold_shop",
    "market_stall",
    "toy_shop",
    "supermarket",
];
const WARDS: [&str; 3] = ["gv-hanh-thong", "gv-an-nhon", "gv-go-vap"];
/// First and last days of months and years, a leap day, and days between.
const DAYS: [&str; 22] = [
    "2025-10-31",
    "2025-11-01",
    "2025-11-09",
    "2025-11-10",
    "2025-12-09",
    "2025-12-10",
    "2025-12-31",
    "2026-01-01",
    "2026-01-31",
    "2026-02-01",
    "2026-02-28",
    "2026-03-01",
    "2026-04-30",
    "2026-05-31",
    "2026-06-01",
    "2026-06-10",
    "2026-08-15",
    "2026-10-31",
    "2026-11-01",
    "2026-11-30",
    "2026-12-31",
    "2027-01-01",
];

/// Check kind, subject, trial, and findings that can be made: code, severity.
type Looked = (
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
);
const LOOKED: [Looked; 8] = [
    (
        "instrument",
        "spring_dial_scale",
        Some("error_of_indication"),
        &[
            ("CAN-01", "major"),
            ("CAN-02", "major"),
            ("CAN-05", "critical"),
            ("CAN-07", "minor"),
            ("CAN-09", "critical"),
            ("CAN-11", "info"),
            ("CAN-14", "major"),
            ("validity", "info"),
            ("error_of_indication.1", "critical"),
            ("error_of_indication.2", "critical"),
        ],
    ),
    (
        "instrument",
        "fuel_dispenser",
        Some("delivery"),
        &[
            ("PTD-01", "major"),
            ("PTD-02", "major"),
            ("PTD-05", "critical"),
            ("PTD-09", "critical"),
            ("XD-12", "major"),
            ("XD-09", "minor"),
            ("delivery.1", "critical"),
            ("delivery.2", "critical"),
        ],
    ),
    // Its list says nothing of readings: each trial stands for itself.
    (
        "instrument",
        "weight_f1_m3",
        Some("mass"),
        &[
            ("PTD-03", "major"),
            ("mass.1", "critical"),
            ("mass.2", "critical"),
            ("mass", "major"),
        ],
    ),
    (
        "label",
        "toys",
        None,
        &[
            ("NHAN-01", "minor"),
            ("NHAN-04", "major"),
            ("NHAN-06", "major"),
            ("DC-02", "critical"),
        ],
    ),
    (
        "label",
        "gold_jewellery",
        None,
        &[("NHAN-02", "major"), ("NHAN-03", "major")],
    ),
    (
        "quality",
        "helmets",
        None,
        &[
            ("QC-01", "critical"),
            ("QC-03", "major"),
            ("QC-04", "major"),
            ("QC-05", "info"),
            ("SHCN-01", "minor"),
            ("SHCN-02", "critical"),
        ],
    ),
    (
        "quality",
        "gold_jewellery",
        None,
        &[
            ("VANG-04", "major"),
            ("VANG-05", "major"),
            ("VANG-06", "critical"),
        ],
    ),
    (
        "quantity",
        "prepackage_mass",
        Some("lot"),
        &[
            ("DGS-01", "major"),
            ("DGS-03", "minor"),
            ("lot.mean", "major"),
            ("lot.individual", "critical"),
        ],
    ),
];

/// The population of a seed.
pub(crate) fn documents(seed: u64) -> Vec<Value> {
    let mut dice = Dice(seed);
    let mut documents: Vec<Value> = Vec::new();
    for number in 0..240 {
        let document = visit(&mut dice, number);
        // A second tablet at the same visit, or the same number elsewhere.
        if let Some(shared) = document["fields"]
            .as_array()
            .unwrap()
            .iter()
            .find(|it| it["code"] == "visit_no")
        {
            let mut other = visit(&mut dice, 1000 + number);
            for member in ["establishment", "inspected_on"] {
                if dice.roll(6) > 0 {
                    other[member] = document[member].clone();
                }
            }
            let mut fields = document["fields"].as_array().unwrap().clone();
            fields.retain(|field| field["code"] == "tax_code" || field["code"] == "ward");
            fields.push(json!({"code": "visit_no", "value": format!(" {} ", shared["value"].as_str().unwrap().to_lowercase())}));
            other["fields"] = json!(fields);
            documents.push(other);
        }
        documents.push(document);
    }
    let found = documents.len();
    for number in 0..40 {
        let first = documents[dice.roll(found + number)]["id"].clone();
        let mut correction = visit(&mut dice, 2000 + number);
        correction["supersedes"] = first;
        documents.push(correction);
    }
    for _ in 0..5 {
        // What they correct is not there.
        let place = dice.roll(documents.len());
        documents.remove(place);
    }
    for _ in 0..15 {
        let again = documents[dice.roll(documents.len())].clone();
        documents.push(again);
    }
    documents
}

fn visit(dice: &mut Dice, number: usize) -> Value {
    let spelt = dice.of(&NAMES);
    let mut fields = Vec::new();
    let mut field = |code: &str, value: &str| fields.push(json!({"code": code, "value": value}));
    match dice.roll(6) {
        0 => field(
            "tax_code",
            dice.of(&["0301234567", "03 0123 4567", "0301234567-001", "0309999999"]),
        ),
        1 => field("ward", dice.of(&WARDS)),
        2 | 3 => {
            field("ward", dice.of(&WARDS));
            field("guidance", "Đã hướng dẫn giữ tem kiểm định.");
        }
        _ => {}
    }
    if dice.roll(5) == 0 {
        field("visit_no", &format!("KT-{}", dice.roll(30)));
    }
    if dice.roll(8) == 0 {
        field("instruments_sealed", dice.of(&["1", "2", "12"]));
        field("goods_suspended", dice.of(&["1500000", "250000"]));
        field("goods_sealed", "99999");
    }
    let reason = dice.of(&["closed", "owner_absent", "entry_refused"]);
    let seen = dice.roll(7) > 0;
    let checks: Vec<_> = (0..if seen { 1 + dice.roll(4) } else { 0 })
        .map(|check| look(dice, check + 1))
        .collect();
    let stamp =
        json!({"at": "2026-11-20T01:15:00Z", "offset_minutes": 420, "zone": "Asia/Ho_Chi_Minh"});
    let mut document = json!({
        "id": format!("019aa5f0-0000-7000-8000-{number:012}"),
        "device": "6f1c1b9e-5a35-4c07-9b1e-2f0d6f1f7a01",
        "sequence": number + 1,
        "previous": null,
        "inspected_on": dice.of(&DAYS),
        "opened": stamp,
        "closed": stamp,
        "rule_pack": {"id": "2026-11", "sha256": "0".repeat(64)},
        "establishment": {"name": dice.of(spelt), "address": dice.of(&ADDRESSES), "kind": dice.of(&KINDS)},
        "inspector": "Người kiểm tra",
        "fields": fields,
        "checks": checks,
        "conclusion": "Đã kiểm tra.",
        "supersedes": null,
    });
    if !seen {
        document["without_checks"] = json!(reason);
    }
    document
}

fn look(dice: &mut Dice, id: usize) -> Value {
    let (kind, subject, trial, codes) = dice.of(&LOOKED);
    let mut findings = Vec::new();
    for (code, severity) in codes {
        let verdict = match dice.roll(6) {
            0 | 1 => json!({"verdict": "non_conforming"}),
            2 => json!({"verdict": "inconclusive", "doubt": "not_tested"}),
            3 => json!({"verdict": "not_covered"}),
            _ => json!({"verdict": "conforming"}),
        };
        let mut finding =
            json!({"subject": code, "severity": severity, "basis": null, "evidence": "found"});
        finding
            .as_object_mut()
            .unwrap()
            .extend(verdict.as_object().unwrap().clone());
        // Most checks have nothing wrong at all.
        if dice.roll(3) == 0 {
            findings.push(finding);
        }
    }
    let verdict = dice.of(&["conforming", "non_conforming", "not_covered"]);
    let mut fields = Vec::new();
    if kind == "quality" && dice.roll(3) == 0 {
        let code = dice.of(&["sample_quantity", "sample_no"]);
        fields.push(json!({"code": code, "value": "3"}));
    }
    let mut check = json!({
        "id": id,
        "kind": kind,
        "subject": subject,
        "fields": fields,
        "items": [],
        "assessment": {"verdict": verdict, "findings": findings},
    });
    if dice.roll(9) == 0 {
        check["assessment"]["verdict"] = json!("inconclusive");
        check["assessment"]["doubt"] = json!("disputed_limit");
    }
    if let Some(trial) = trial {
        check["series"] = json!([{"trial": trial, "rows": [[], []]}]);
    }
    check
}

/// Outcomes of every third document or so, some of none that is there: two fines
/// of one visit, on days of the same years.
pub(crate) fn outcomes(seed: u64, documents: &[Value]) -> Vec<Value> {
    const RESULTS: [&str; 5] = ["fined", "fined", "warned", "sample_passed", "remedied"];
    let mut dice = Dice(seed);
    let mut outcomes = Vec::new();
    for (number, document) in documents.iter().enumerate() {
        for again in 0..dice.of(&[0, 0, 0, 1, 2]) {
            let mut outcome = json!({
                "id": format!("019aa5f0-0000-7aaa-8000-{:012}", number * 10 + again),
                "device": document["device"],
                "sequence": number * 10 + again,
                "previous": null,
                "inspection": document["id"],
                "check": null,
                "recorded": {"at": "2027-01-20T01:15:00Z", "offset_minutes": 420, "zone": "Asia/Ho_Chi_Minh"},
                "recorded_by": "B",
                "decided_on": dice.of(&DAYS),
                "result": dice.of(&RESULTS),
                "reference": format!("{number}/{again}"),
                "note": null,
            });
            if outcome["result"] == "fined" {
                outcome["amount_vnd"] = json!(dice.of(&[1_000_000_u64, 15_000_000, 40_000_000]));
            }
            if dice.roll(20) == 0 {
                let gone = format!("019aa5f0-0000-7bbb-8000-{number:012}");
                outcome["inspection"] = json!(gone);
            }
            outcomes.push(outcome);
        }
    }
    outcomes
}
