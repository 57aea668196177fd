//! CR mark, papers, sampling and risk.

use super::*;

#[test]
fn a_quality_check_without_a_list_is_not_covered() {
    let found = judged(
        CheckKind::Quality,
        "fresh_food_unpackaged",
        "2026-11-20",
        &[],
    );
    assert_eq!(found.verdict, Verdict::NotCovered);
}

/// CR: toys and helmets always; electrical goods among the 13 kinds of QCVN 4;
/// building materials in a group of QCVN 16; food and jewellery never.
#[test]
fn the_cr_mark_is_asked_of_goods_that_must_carry_it() {
    let of = |kind| [("qcvn4_kind", kind)];
    for (goods, chosen, expected) in [
        ("toys", None, Some("QC-01")),
        ("helmets", None, Some("QC-01")),
        ("lpg_cylinder", None, Some("QC-01")),
        ("other_goods", None, Some("QC-01")),
        ("prepackaged_food", None, None),
        ("gold_jewellery", None, None),
        ("electrical", Some(of("fan")), Some("DT-03")),
        ("electrical", Some(of("pvc_cable")), Some("DT-03")),
        ("electrical", Some(of("none")), None),
        (
            "building_materials",
            Some([("qcvn16_group", "yes")]),
            Some("VLXD-02"),
        ),
        (
            "building_materials",
            Some([("qcvn16_group", "unknown")]),
            Some("VLXD-02"),
        ),
        ("building_materials", Some([("qcvn16_group", "no")]), None),
    ] {
        let chosen: Vec<_> = chosen.into_iter().flatten().collect();
        let items = codes(asked(CheckKind::Quality, goods, "2026-11-20", &chosen));
        let marks = ["QC-01", "DT-03", "VLXD-02"];
        let found: Vec<_> = marks
            .into_iter()
            .filter(|code| items.contains(code))
            .collect();
        assert_eq!(
            found,
            expected.into_iter().collect::<Vec<_>>(),
            "{goods} {chosen:?}"
        );
    }
}

#[test]
fn the_thirteen_kinds_are_to_be_told_before_closing() {
    let unsaid = check(CheckKind::Quality, "electrical", "2026-11-20", &[]);
    let gaps = unsaid.complete(RulePack::current(), day("2026-11-20"));
    assert_eq!(gaps.unwrap_err()[0].place.field, "qcvn4_kind");
    let pack = RulePack::current();
    let goods = pack.goods_kind("electrical").unwrap();
    let field = goods
        .quality_fields
        .iter()
        .find(|row| row.name.code == "qcvn4_kind");
    assert_eq!(
        field.unwrap().choices.len(),
        14,
        "the 13 kinds, and none of them"
    );
}

/// Helmets: QCVN 2:2008 until 31/12/2023. TT 01/2024 replaces TT 26/2012 on
/// 03/03/2024; that the old one is the basis rests on memory.
#[test]
fn the_day_picks_regulation_and_circular() {
    for (item, goods, on, basis, mark) in [
        (
            "QC-01",
            "helmets",
            "2023-12-31",
            "QCVN 2:2008",
            Evidence::Found,
        ),
        (
            "QC-01",
            "helmets",
            "2024-01-01",
            "QCVN 2:2021",
            Evidence::Found,
        ),
        (
            "QC-03",
            "toys",
            "2024-03-02",
            "TT 26/2012",
            Evidence::Memory,
        ),
        ("QC-03", "toys", "2024-03-03", "TT 01/2024", Evidence::Found),
        (
            "QC-04",
            "toys",
            "2024-03-02",
            "TT 26/2012",
            Evidence::Memory,
        ),
        ("QC-04", "toys", "2024-03-03", "TT 01/2024", Evidence::Found),
    ] {
        let found = judged(CheckKind::Quality, goods, on, &[(item, "not_conform")]);
        let finding = find(&found, item);
        assert!(
            finding.basis.as_ref().unwrap().contains(basis),
            "{item} on {on}"
        );
        assert_eq!(finding.evidence, mark, "{item} on {on}");
    }
    let pack = RulePack::current();
    let helmets = pack.goods_kind("helmets").unwrap();
    let regulation = |on| helmets.regulation_on(day(on)).unwrap().text.as_str();
    assert_eq!(regulation("2023-12-31"), "QCVN 2:2008/BKHCN");
    assert!(regulation("2024-01-01").starts_with("QCVN 2:2021/BKHCN"));
}

/// TT 36/2026 from 01/07/2026 (weak): toys, petrol and LPG high, helmets
/// medium.
#[test]
fn the_level_of_risk_is_information_from_july_2026() {
    let pack = RulePack::current();
    let level = |goods: &str, on| {
        let found = pack.risk_of(pack.goods_kind(goods).unwrap(), day(on));
        found.map(|level| (level.name.code.as_str(), level.evidence))
    };
    for (goods, expected) in [
        ("toys", Some("high")),
        ("lpg_cylinder", Some("high")),
        ("petrol_in_tank", Some("high")),
        ("electrical", Some("high_in_part")),
        ("helmets", Some("medium")),
        ("prepackaged_food", None),
        ("other_goods", None),
    ] {
        let expected = expected.map(|code| (code, Evidence::Weak));
        assert_eq!(level(goods, "2026-07-01"), expected, "{goods}");
        assert_eq!(level(goods, "2026-06-30"), None, "{goods}");
    }
}

/// TT 01/2024 Điều 8: the team leader decides on sampling when in doubt.
#[test]
fn a_doubt_that_asks_for_sampling_is_recorded_without_a_verdict() {
    let entered = [("QC-05", "yes"), ("sample_no", "03/BBLM")];
    let found = judged(CheckKind::Quality, "toys", "2026-11-20", &entered);
    assert_eq!(found.verdict, Verdict::Conforming);
    let sampling = find(&found, "QC-05");
    assert_eq!(sampling.severity, Severity::Info);
    assert_eq!(
        sampling.basis.as_deref(),
        Some("TT 01/2024/TT-BKHCN Điều 8 khoản 1")
    );
}
