//! The register: what is found for what is typed, how far apart places are, and
//! how rows are read. Expected lists are written by hand.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::members::read_json;
use crate::rules::RulePack;

/// Id, name, address, ward, kind, tax code. None of them is real.
const ROWS: [[&str; 6]; 9] = [
    [
        "market",
        "Chợ Gò Vấp",
        "1 Nguyễn Thái Sơn",
        "hanh-thong",
        "traditional_market",
        "",
    ],
    [
        "stall-1",
        "Sạp 1 – cô Tư",
        "Chợ Gò Vấp",
        "hanh-thong",
        "market_stall",
        "",
    ],
    [
        "stall-12",
        "Sạp 12 – Bà Đào",
        "Chợ Gò Vấp",
        "hanh-thong",
        "market_stall",
        "8001234567",
    ],
    [
        "gold",
        "Tiệm vàng Kim Đính",
        "24/3 Lê Đức Thọ",
        "an-hoi-dong",
        "gold_shop",
        "0301234567-001",
    ],
    [
        "fuel",
        "Cửa hàng xăng dầu số 5",
        "45 Quang Trung",
        "go-vap",
        "fuel_station",
        "0300000005",
    ],
    [
        "toys",
        "Đồ chơi Bé Ngoan",
        "8 Phan Văn Trị",
        "an-nhon",
        "toy_shop",
        "",
    ],
    [
        "lpg",
        "Gas Bình Minh",
        "16 Thống Nhất",
        "thong-tay-hoi",
        "lpg_shop",
        "0311111111",
    ],
    [
        "super",
        "Siêu thị Gò Dầu",
        "100 Nguyễn Oanh",
        "go-vap",
        "supermarket",
        "",
    ],
    [
        "trung",
        "Cửa hàng Trung",
        "9 Quang Trung",
        "go-vap",
        "other",
        "",
    ],
];

fn row([id, name, address, ward, kind, tax_code]: [&str; 6]) -> RegisterRow {
    let pack = RulePack::current();
    let unit = pack.units.iter().find(|unit| unit.code == ward);
    RegisterRow {
        id: id.to_owned(),
        name: name.to_owned(),
        address: address.to_owned(),
        ward: unit.map(|unit| Ward {
            code: unit.code.clone(),
            name: unit.vi.clone(),
        }),
        kind: kind.to_owned(),
        tax_code: tax_code.to_owned(),
        phone: String::new(),
        place: None,
        last: None,
        revision: 1,
    }
}

fn register() -> Register {
    Register::new(ROWS.map(row).to_vec(), RulePack::current())
}

fn ids(found: &Found<'_>) -> Vec<String> {
    found.rows.iter().map(|(row, _)| row.id.clone()).collect()
}

fn typed(words: &str) -> Wanted<'_> {
    Wanted {
        words,
        most: 50,
        ..Wanted::default()
    }
}

#[test]
fn a_search_finds_these_rows_in_this_order() {
    let register = register();
    for (words, expected) in [
        // The whole name stands above the two addresses.
        ("cho go vap", vec!["market", "stall-1", "stall-12"]),
        ("Chợ Gò Vấp", vec!["market", "stall-1", "stall-12"]),
        ("CHO  GO\u{a0}VAP ", vec!["market", "stall-1", "stall-12"]),
        // Combining marks, as some keyboards leave them.
        (
            "Cho\u{31b}\u{323} Go\u{300} Va\u{302}\u{301}p",
            vec!["market", "stall-1", "stall-12"],
        ),
        ("vap go cho", vec!["market", "stall-1", "stall-12"]),
        // đ is d, at the start and inside.
        ("do choi", vec!["toys"]),
        ("ba dao", vec!["stall-12"]),
        ("dinh", vec!["gold"]),
        // A word of the name, its beginning, the same elsewhere, the inside.
        ("trung", vec!["trung", "fuel"]),
        (
            "go",
            // Names, then wards and addresses, "gold", and the inside of a name.
            vec![
                "market", "super", "trung", "fuel", "stall-1", "stall-12", "gold", "toys",
            ],
        ),
        ("ngoa", vec!["toys"]),
        ("goan", vec!["toys"]),
        // A whole number before one that begins so.
        ("sap 1", vec!["stall-1", "stall-12"]),
        ("sap 12", vec!["stall-12"]),
        // Tax codes with and without their dash, and a part of one.
        ("0301234567-001", vec!["gold"]),
        ("0301234567001", vec!["gold"]),
        ("0301234567", vec!["gold"]),
        ("1234567", vec!["stall-12", "gold"]),
        ("24/3", vec!["gold"]),
        // The kind in either language, the ward.
        ("do choi tre em", vec!["toys"]),
        ("jewellery", vec!["gold"]),
        ("phuong an nhon", vec!["toys"]),
        ("gas thong tay hoi", vec!["lpg"]),
        ("khong co", vec![]),
        ("cho go vap xyz", vec![]),
    ] {
        assert_eq!(ids(&register.find(&typed(words))), expected, "{words:?}");
    }
}

/// Phường 3 became Hạnh Thông on 01/07/2025, Phường 4 by way of Phường 1.
#[test]
fn a_row_is_found_under_either_name_of_its_ward() {
    let mut old = ROWS[8];
    (old[0], old[1], old[3]) = ("old", "Quán Sáu", "gv-p3");
    let mut rows = ROWS.map(row).to_vec();
    rows.push(row(old));
    let register = Register::new(rows, RulePack::current());
    for (words, expected) in [
        ("quan sau phuong 3", vec!["old"]),
        ("quan sau hanh thong", vec!["old"]),
        ("cho phuong 3", vec!["market", "stall-1", "stall-12"]),
        ("cho phuong 4", vec!["market", "stall-1", "stall-12"]),
        ("do choi phuong 6", vec!["toys"]),
    ] {
        let found = register.find(&typed(words));
        let mut found = ids(&found);
        found.sort_unstable();
        assert_eq!(found, expected, "{words:?}");
    }
}

#[test]
fn nothing_typed_finds_every_row_of_the_ward_and_kind_by_name() {
    let register = register();
    let all = register.find(&typed(" – "));
    assert_eq!(all.total, 9);
    let expected = [
        "market", "trung", "fuel", "toys", "lpg", "stall-1", "stall-12", "super", "gold",
    ];
    assert_eq!(ids(&all), expected);
    for (ward, kind, expected) in [
        ("go-vap", "", vec!["trung", "fuel", "super"]),
        ("go-vap", "supermarket", vec!["super"]),
        ("", "market_stall", vec!["stall-1", "stall-12"]),
        ("an-nhon", "gold_shop", vec![]),
        ("nowhere", "", vec![]),
    ] {
        let wanted = Wanted {
            ward,
            kind,
            ..typed("")
        };
        assert_eq!(ids(&register.find(&wanted)), expected, "{ward} {kind}");
    }
}

#[test]
fn a_page_holds_the_first_rows_and_says_how_many_there_are() {
    let register = register();
    for (most, expected) in [
        (0, vec![]),
        (1, vec!["market"]),
        (2, vec!["market", "toys"]),
    ] {
        let found = register.find(&Wanted {
            most,
            ..typed("cho")
        });
        assert_eq!(
            (ids(&found), found.total),
            (expected.iter().map(ToString::to_string).collect(), 4)
        );
    }
}

#[test]
fn the_nearest_come_first_and_those_without_a_place_last() {
    let mut rows = ROWS.map(row);
    for (at, longitude) in [(0, 106_690_000), (3, 106_670_000), (4, 106_680_000)] {
        rows[at].place = Point::new(10_838_000, longitude);
    }
    let register = Register::new(rows.to_vec(), RulePack::current());
    let here = Point::new(10_838_000, 106_669_000);
    let found = register.find(&Wanted {
        near: here,
        ..typed("")
    });
    assert_eq!(ids(&found)[..4], ["gold", "fuel", "market", "trung"]);
    // 0.001, 0.011 and 0.021 degrees of longitude at 10.838 degrees north, where
    // one is 109,350 m: 109 m, 1,203 m and 2,296 m.
    for ((_, metres), expected) in found.rows.iter().zip([109, 1203, 2296]) {
        assert!(
            metres.unwrap().abs_diff(expected) <= expected / 100,
            "{metres:?}"
        );
    }
    assert_eq!(found.rows[3].1, None);
    let among = register.find(&Wanted {
        near: here,
        ..typed("cho")
    });
    assert_eq!(ids(&among)[0], "market");
}

/// Distances on WGS 84 by Vincenty's formula; ours may be 1 % off.
#[test]
fn distances_are_within_a_hundredth_of_the_ellipsoid_s() {
    for (from, to, metres) in [
        // A thousandth of a degree north, at 10.8 degrees.
        (
            (10_800_000, 106_660_000),
            (10_801_000, 106_660_000),
            110_u64,
        ),
        // Half a degree north and east of it.
        ((10_800_000, 106_660_000), (11_000_000, 106_660_000), 22_122),
        ((10_800_000, 106_660_000), (10_800_000, 107_060_000), 43_739),
        // Hà Nội, a tenth of a degree east at 21 degrees.
        ((21_000_000, 105_800_000), (21_000_000, 105_900_000), 10_397),
        ((10_800_000, 106_660_000), (10_800_000, 106_660_000), 0),
        // Across the line where the days change.
        ((0, 179_950_000), (0, -179_950_000), 11_132),
    ] {
        let point = |(latitude, longitude)| Point::new(latitude, longitude).unwrap();
        let found = point(from).metres_to(point(to));
        assert!(
            found.abs_diff(metres) <= metres / 100 + 1,
            "{found} {metres}"
        );
        assert_eq!(point(to).metres_to(point(from)), found);
    }
}

#[test]
fn a_point_lies_on_the_earth() {
    for (latitude, longitude, there) in [
        (90_000_000, 180_000_000, true),
        (-90_000_000, -180_000_000, true),
        (90_000_001, 0, false),
        (0, -180_000_001, false),
        (i64::MIN + 1, i64::MAX, false),
    ] {
        assert_eq!(Point::new(latitude, longitude).is_some(), there);
    }
}

#[test]
fn words_fold_as_written_here() {
    for (text, folded) in [
        ("Đường 26/3", "duong 26 3"),
        ("  NGUYỄN\tThị   Ỷ ", "nguyen thi y"),
        ("Quán “Ốc Đào”…", "quan oc dao"),
        ("Ăn Ở Ưng Ĩ Ũ", "an o ung i u"),
        ("café Öl Çà", "cafe ol ca"),
        ("a-b_c.d", "a b c d"),
        ("日本 5", "日本 5"),
        ("\u{301}", ""),
        ("", ""),
    ] {
        assert_eq!(folded_words(text), folded, "{text:?}");
    }
}

/// Every vowel of the language with every tone.
#[test]
fn every_toned_vowel_folds_to_its_letter() {
    for (letter, toned) in [
        ('a', "aàáảãạăằắẳẵặâầấẩẫậ"),
        ('e', "eèéẻẽẹêềếểễệ"),
        ('i', "iìíỉĩị"),
        ('o', "oòóỏõọôồốổỗộơờớởỡợ"),
        ('u', "uùúủũụưừứửữự"),
        ('y', "yỳýỷỹỵ"),
        ('d', "dđ"),
    ] {
        for vowel in toned.chars() {
            for case in [vowel.to_string(), vowel.to_uppercase().to_string()] {
                assert_eq!(folded_words(&case), letter.to_string(), "{case}");
            }
        }
    }
}

fn whole_row() -> Value {
    json!({
        "id": "e-1", "name": "Chợ Gò Vấp", "address": "1 Nguyễn Thái Sơn",
        "ward": {"code": "hanh-thong", "name": "Phường Hạnh Thông"},
        "kind": "traditional_market", "tax_code": "0301234567", "phone": "028 1234 5678",
        "place": {"latitude": 10_838_540, "longitude": 106_665_290},
        "last": {"on": "2026-10-02", "result": "non_conforming", "findings": 2,
                 "deadline": "2026-12-01"},
        "revision": 7,
    })
}

#[test]
fn a_row_is_written_as_it_is_read_and_leaves_out_what_is_not_known() {
    let row: RegisterRow = read_json(&whole_row().to_string()).unwrap();
    assert_eq!(serde_json::to_value(&row).unwrap(), whole_row());
    let bare = json!({
        "id": "e-2", "name": "A", "address": "B", "kind": "other", "revision": 1,
    });
    let row: RegisterRow = read_json(&bare.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&row).unwrap(), bare);
    let visit = json!({
        "id": "v-1", "day": "2026-11-22", "establishment": "e-1", "team": "Đội 2",
        "done": "01a20454-eee1-70e3-afa0-4502abaff0ca", "revision": 9,
    });
    let read: PlanRow = read_json(&visit.to_string()).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), visit);
}

#[test]
fn a_row_of_another_form_is_refused_where_it_is_wrong() {
    for (place, value, way) in [
        ("/name", json!(7), "name"),
        ("/ward/name", json!(null), "ward.name"),
        ("/place/latitude", json!(91_000_000), "place"),
        ("/place/longitude", json!("106"), "place.longitude"),
        ("/last/result", json!("fine"), "last.result"),
        ("/last/on", json!("02/10/2026"), "last.on"),
        ("/last/findings", json!(-1), "last.findings"),
        ("/revision", json!(null), "revision"),
    ] {
        let mut row = whole_row();
        *row.pointer_mut(place).unwrap() = value;
        let error = read_json::<RegisterRow>(&row.to_string()).unwrap_err();
        assert!(error.to_string().starts_with(&format!("{way} ")), "{error}");
    }
}

#[test]
fn every_result_has_a_code_of_its_own() {
    for (code, result) in LastResult::CODES {
        assert_eq!(LastResult::named(code), Some(result));
        assert_eq!(result.code(), code);
    }
    assert_eq!(LastResult::named("fine"), None);
}

proptest! {
    /// Whatever is typed of a name, with or without its marks, finds it.
    #[test]
    fn a_row_is_found_by_each_of_its_words(at in 0..ROWS.len(), part in 1..3_usize, word: prop::sample::Index, folded: bool) {
        let text = ROWS[at][part];
        let words: Vec<_> = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
        let word = words[word.index(words.len())];
        let asked = if folded { folded_words(word) } else { word.to_uppercase() };
        let register = register();
        let found = register.find(&typed(&asked));
        prop_assert!(ids(&found).contains(&ROWS[at][0].to_owned()), "{asked}");
    }

    /// Nothing that can be typed panics, and folding twice is folding once.
    #[test]
    fn whatever_is_typed_is_answered(words in ".{0,40}", near: (i64, i64), most in 0..12_usize) {
        let register = register();
        let near = Point::new(near.0 % 90_000_001, near.1 % 180_000_001);
        let found = register.find(&Wanted { near, most, ..typed(&words) });
        prop_assert_eq!(found.rows.len(), found.total.min(most));
        let folded = folded_words(&words);
        prop_assert_eq!(folded_words(&folded), folded.clone());
        prop_assert!(!folded.contains("  ") && folded.trim() == folded);
    }
}

#[test]
fn each_word_begins_a_word_without_marks() {
    for (text, wanted, expected) in [
        ("Cột đo xăng dầu", "cot xang", true),
        ("Cột đo xăng dầu", "XĂNG Cột", true),
        ("Cột đo xăng dầu", "dau d", true),
        ("Cột đo xăng dầu", "ang", false),
        ("Cột đo xăng dầu", "cot khi", false),
        ("Đồ chơi trẻ em", "do choi", true),
        ("Mũ bảo hiểm cho người đi mô tô, xe máy", "mo to xe", true),
        ("Cân bàn", "cân bàn, điện", false),
        ("Cân bàn", " ", true),
    ] {
        assert_eq!(has_words(text, wanted), expected, "{wanted}");
    }
}
