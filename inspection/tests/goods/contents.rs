//! Which items a label is asked for.

use super::*;

/// Phụ lục I by group: (group, its own contents). Quantity and dates are asked
/// of all goods that must show them (NHAN-07, NHAN-08), food and spirits are
/// asked for dates one by one.
const CONTENTS: [(&str, &[&str]); 11] = [
    (
        "toys",
        &[
            "ND-THANH-PHAN",
            "ND-THONG-SO",
            "ND-CANH-BAO",
            "ND-HDSD",
            "DC-01",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    (
        "helmets",
        &[
            "MBH-01",
            "MBH-02",
            "MBH-03",
            "MBH-04",
            "MBH-05",
            "ND-TEN-MU",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    (
        "electrical",
        &[
            "ND-NAM-SX",
            "DT-01",
            "ND-CANH-BAO",
            "ND-HDSD",
            "ND-HDBQ",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    (
        "prepackaged_food",
        &[
            "NHAN-07",
            "ND-NGAY-SX",
            "ND-HAN-SD",
            "ND-THANH-PHAN-DL",
            "ND-CANH-BAO",
            "ND-HDSD",
            "ND-HDBQ",
        ],
    ),
    (
        "health_food",
        &[
            "NHAN-07",
            "ND-NGAY-SX",
            "ND-HAN-SD",
            "ND-THANH-PHAN-DL",
            "ND-CANH-BAO",
            "ND-HDSD",
            "ND-HDBQ",
            "ND-CUM-TU",
        ],
    ),
    (
        "alcoholic_drink",
        &[
            "NHAN-07",
            "ND-ETANOL",
            "ND-HAN-SD",
            "ND-HDBQ",
            "ND-CANH-BAO",
            "ND-LO",
        ],
    ),
    (
        "gold_jewellery",
        &[
            "ND-HAM-LUONG-VANG",
            "ND-KHOI-LUONG-VANG",
            "ND-KHOI-LUONG-DA",
            "ND-MA-NSX",
            "ND-KY-HIEU-VANG",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    (
        "building_materials",
        &[
            "ND-THONG-SO",
            "ND-THANG-SX",
            "ND-CANH-BAO",
            "ND-HDSD",
            "ND-HDBQ",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    (
        "lpg_cylinder",
        &[
            "NHAN-07",
            "ND-THANH-PHAN",
            "ND-CANH-BAO",
            "ND-HDSD",
            "ND-HDBQ",
            "NHAN-08",
        ],
    ),
    (
        "household_non_electric",
        &[
            "ND-NAM-SX",
            "ND-THONG-SO",
            "ND-CANH-BAO",
            "ND-HDSD",
            "NHAN-07",
            "NHAN-08",
        ],
    ),
    ("other_goods", &["ND-KHAC", "NHAN-07", "NHAN-08"]),
];

/// One day under each decree and on each edge.
const DAYS: [&str; 6] = [
    "2017-06-01",
    "2022-02-14",
    "2022-02-15",
    "2026-01-22",
    "2026-01-23",
    "2026-11-20",
];

#[test]
fn every_group_is_asked_for_its_contents_one_by_one_on_every_day() {
    for (goods, expected) in CONTENTS {
        for on in DAYS {
            let domestic = [("origin", "domestic")];
            let items = asked(CheckKind::Label, goods, on, &domestic);
            let contents = items.into_iter().filter(|item| item.content);
            let expected: BTreeSet<_> = expected.iter().copied().collect();
            assert_eq!(codes(contents), expected, "{goods} on {on}");
        }
    }
}

/// All goods: name, responsible party, origin, Vietnamese, a readable label.
#[test]
fn every_label_is_asked_for_the_common_content() {
    for (goods, _) in CONTENTS {
        let items = codes(asked(CheckKind::Label, goods, "2026-11-20", &[]));
        for common in [
            "NHAN-01", "NHAN-02", "NHAN-03", "NHAN-04", "NHAN-05", "NHAN-06",
        ] {
            assert!(items.contains(common), "{goods}: {common}");
        }
    }
}

/// Sub-label: Điều 7; the least of the original label from NĐ 111/2021; a
/// physical original from NĐ 37/2026. Helmets: the importer by QCVN 2:2021.
#[test]
fn imported_goods_alone_are_asked_for_their_sub_label() {
    let imported = [("origin", "imported")];
    for (on, expected) in [
        ("2022-02-14", &["NP-01"][..]),
        ("2022-02-15", &["NP-01", "NP-02"]),
        ("2026-01-22", &["NP-01", "NP-02"]),
        ("2026-01-23", &["NP-01", "NP-02", "NP-03"]),
    ] {
        for (goods, _) in CONTENTS {
            let here = codes(asked(
                CheckKind::Label,
                goods,
                on,
                &[("origin", "domestic")],
            ));
            let abroad = codes(asked(CheckKind::Label, goods, on, &imported));
            let mut more: BTreeSet<_> = abroad.difference(&here).copied().collect();
            let for_helmets = more.remove("ND-NHA-NHAP-KHAU");
            assert_eq!(for_helmets, goods == "helmets", "{goods}");
            assert_eq!(more, expected.iter().copied().collect(), "{goods} on {on}");
            assert!(here.is_subset(&abroad));
        }
    }
}

/// A condition on a field that the form does not show would never be met.
#[test]
fn every_condition_is_on_a_choice_of_the_same_form() {
    let pack = RulePack::current();
    for goods in &pack.goods_kinds {
        for kind in [CheckKind::Label, CheckKind::Quality] {
            let mut rows = Vec::new();
            let mut items = Vec::new();
            for section in check_sections(pack, kind, &goods.name.code) {
                match section.content {
                    Content::Fields(fields) => rows.extend(fields.into_iter().map(|f| f.row)),
                    Content::Items { items: of, .. } => items.extend(of),
                    Content::Rows { .. } | Content::Readings { .. } => {}
                }
            }
            for item in items {
                let Some(when) = &item.when else { continue };
                let row = rows.iter().find(|row| row.name.code == when.field);
                for code in &when.is {
                    let choice = row.and_then(|row| row.choice(code));
                    assert!(choice.is_some(), "{}: {code}", item.name.code);
                }
            }
        }
    }
}

#[test]
fn every_content_is_asked_of_some_group_and_once() {
    let pack = RulePack::current();
    let used: BTreeSet<_> = pack
        .goods_kinds
        .iter()
        .flat_map(|goods| {
            let items: Vec<_> = pack.items(&goods.label_lists).collect();
            let once = codes(items.iter().copied());
            assert_eq!(once.len(), items.len(), "{}", goods.name.code);
            once
        })
        .collect();
    let lists = pack.checklists.iter();
    for list in lists.filter(|list| ["ND", "NP", "NHAN"].contains(&list.id.as_str())) {
        for item in &list.items {
            assert!(used.contains(item.name.code.as_str()), "{}", item.name.code);
        }
    }
}
