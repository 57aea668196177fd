//! Old and electronic labels, goods without a label, bar codes.

use super::*;

/// NĐ 37/2026: labels printed before 23/01/2026 may be used up until
/// 23/01/2028 (weak).
#[test]
fn an_old_printed_label_is_judged_by_the_old_decree_until_the_end_of_the_transition() {
    for (form, on, old) in [
        ("printed_before", "2026-01-23", true),
        ("printed_before", "2028-01-23", true),
        ("printed_before", "2028-01-24", false),
        ("printed", "2026-11-20", false),
        ("electronic", "2026-11-20", false),
    ] {
        let entered = [("label_form", form), ("NHAN-03", "not_conform")];
        let found = label("toys", on, &entered);
        let finding = find(&found, "NHAN-03");
        assert_eq!(finding.verdict, Verdict::NonConforming);
        let basis = finding.basis.as_ref().unwrap();
        assert_eq!(basis.contains("43/2017"), old, "{form} on {on}: {basis}");
        assert_eq!(basis.contains("23/01/2028"), old, "{basis}");
        let mark = if old { Evidence::Weak } else { Evidence::Found };
        assert_eq!(finding.evidence, mark, "{form} on {on}");
    }
    let late = label("toys", "2028-01-24", &[("label_form", "printed_before")]);
    assert_eq!(late.verdict, Verdict::NotCovered);
    // What the decrees do not say stays as it is.
    let entered = [("label_form", "printed_before"), ("NHAN-05", "not_conform")];
    let torn = label("toys", "2026-11-20", &entered);
    assert_eq!(find(&torn, "NHAN-05").evidence, Evidence::Found);
}

/// NĐ 37/2026 Điều 53, from 23/01/2026.
#[test]
fn an_electronic_label_is_covered_from_the_day_it_was_allowed() {
    let electronic = [("label_form", "electronic")];
    let early = label("electrical", "2026-01-22", &electronic);
    assert_eq!(early.verdict, Verdict::NotCovered);
    let from = label("electrical", "2026-01-23", &electronic);
    assert_eq!(from.verdict, Verdict::Conforming);
    let imported = [
        ("label_form", "electronic"),
        ("origin", "imported"),
        ("NP-03", "not_conform"),
    ];
    let found = label("electrical", "2026-01-23", &imported);
    assert_eq!(find(&found, "NP-03").verdict, Verdict::NonConforming);
}

#[test]
fn goods_without_a_label_duty_are_asked_nothing_and_not_covered_with_the_reason() {
    let reason = |code| ("label_exclusion", code);
    for (goods, entered, on, words, law, mark) in [
        (
            "petrol_in_tank",
            None,
            "2021-05-05",
            "bồn, bể",
            "NĐ 43/2017/NĐ-CP (phạm vi)",
            Evidence::Found,
        ),
        (
            "fresh_food_unpackaged",
            None,
            "2024-05-05",
            "không bao gói",
            "sửa bởi NĐ 111/2021",
            Evidence::Found,
        ),
        (
            "fresh_food_unpackaged",
            None,
            "2026-11-20",
            "không bao gói",
            "NĐ 37/2026",
            Evidence::Memory,
        ),
        (
            "label_exempt",
            Some(reason("used_goods")),
            "2024-05-05",
            "đã qua sử dụng",
            "NĐ 43/2017",
            Evidence::Found,
        ),
        (
            "label_exempt",
            Some(reason("unpackaged_materials")),
            "2024-05-05",
            "vật liệu xây dựng",
            "NĐ 43/2017",
            Evidence::Found,
        ),
    ] {
        assert!(asked(CheckKind::Label, goods, on, &[]).is_empty());
        let entered: Vec<_> = entered.into_iter().collect();
        let found = label(goods, on, &entered);
        assert_eq!(found.verdict, Verdict::NotCovered, "{goods}");
        let basis = find(&found, "label_exclusion").basis.clone().unwrap();
        assert!(basis.contains(words) && basis.contains(law), "{basis}");
        assert_eq!(find(&found, "label_exclusion").evidence, mark, "{basis}");
    }
    let reasons = RulePack::current().label_exclusions.reasons.len();
    assert_eq!(reasons, 11);
    let unsaid = check(CheckKind::Label, "label_exempt", "2026-11-20", &[]);
    let gaps = unsaid.complete(RulePack::current(), day("2026-11-20"));
    assert_eq!(gaps.unwrap_err()[0].place.field, "label_exclusion");
}

/// A wrong check digit is a slip or a forgery: seen, recorded, and no verdict.
#[test]
fn a_bar_code_never_keeps_a_check_open_or_turns_its_verdict() {
    for (number, subject) in [
        ("6291041500214", "barcode"),
        ("6291041500213", "barcode.prefix"),
        ("không đọc được", "barcode"),
    ] {
        for kind in [CheckKind::Label, CheckKind::Quality] {
            let found = judged(
                kind,
                "toys",
                "2026-11-20",
                &[("barcode", number), ("origin", "domestic")],
            );
            assert_eq!(found.verdict, Verdict::Conforming, "{number}");
            assert_eq!(find(&found, subject).severity, Severity::Info);
        }
    }
}
