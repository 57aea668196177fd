//! What is filled in by itself, and above all what is not.

use super::*;
use crate::check::CheckKind;
use crate::id::CheckId;
use crate::rules::ListUse;

fn check(kind: CheckKind, subject: &str, answers: &[(&str, &str)]) -> CheckDraft {
    let own = |(field, text): &(&str, &str)| ((*field).to_owned(), (*text).to_owned());
    CheckDraft {
        id: CheckId(1),
        kind,
        subject: subject.to_owned(),
        answers: answers.iter().map(own).collect(),
    }
}

fn pairs(answers: &Answers) -> Vec<(&str, &str)> {
    let pairs = answers.iter();
    pairs
        .map(|(field, text)| (field.as_str(), text.as_str()))
        .collect()
}

/// What describes the type stays; what is looked at on each one does not.
#[test]
fn the_next_one_has_the_type_in_common_and_nothing_that_is_seen_on_each() {
    let of_type = [
        ("fuel_grade", "RON 95-III"),
        ("maker", "Tatsuno"),
        ("model", "SUNNY-X"),
        ("prover_material", "stainless"),
        ("q_max", "40"),
        ("q_min", "5"),
        ("std_certificate.1", "V10.CN5.1234"),
        ("std_error.1", "0,05"),
        ("std_name.1", "Bình chuẩn 10 L"),
        ("std_number.2", "0456"),
        ("std_valid_until.1", "31/10/2027"),
        ("type_approval_no", "PDM 0123-2019"),
        ("unit_price", "20500"),
    ];
    let of_one = [
        ("PTD-01", "conform"),
        ("PTD-06", "conform"),
        ("basis_in_words", "theo lời khai"),
        ("certificate_issuer", "SMEQ"),
        ("certificate_no", "KĐ 77"),
        ("dispenser_no", "1.1"),
        ("printer_works", "yes"),
        ("seal_numbers", "K 12"),
        ("seal_state", "intact"),
        ("serial", "A 1"),
        ("sticker_no", "S 9"),
        ("totaliser", "123456,7"),
        ("v_displayed.1", "10"),
        ("v_reference.1", "10,01"),
        ("valid_until_on_certificate", "31/12/2026"),
        ("valid_until_on_sticker", "12/2026"),
        ("verified_on", "01/12/2025"),
        ("year", "2019"),
        // Nothing asks for these.
        ("model.1", "x"),
        ("std_name", "x"),
        ("colour", "red"),
    ];
    let all: Vec<_> = of_type.iter().chain(&of_one).copied().collect();
    let check = check(CheckKind::Instrument, "fuel_dispenser", &all);
    let next = check.same_again(RulePack::current());
    assert_eq!(pairs(&next), of_type);
}

#[test]
fn each_kind_of_check_has_fields_in_common_by_the_pack() {
    for (kind, subject, answers, expected) in [
        (
            CheckKind::Instrument,
            "truck_scale",
            &[
                ("accuracy_class", "III"),
                ("e", "20"),
                ("max", "80"),
                ("max_2", "60"),
                ("serial", "7"),
                ("supports", "8"),
                ("load.1", "20"),
            ][..],
            &["accuracy_class", "e", "max", "max_2", "supports"][..],
        ),
        (
            CheckKind::Label,
            "toys",
            &[
                ("brand", "Robo"),
                ("origin", "imported"),
                ("product", "Bộ lắp ghép"),
                ("barcode", "8934563138165"),
                ("lot", "L1"),
                ("NHAN-01", "conform"),
            ],
            &["brand", "origin"],
        ),
        (
            CheckKind::Quality,
            "toys",
            &[
                ("invoice_no", "0000123"),
                ("maker", "Cty A"),
                ("certificate_no", "CR 1"),
                ("sample_no", "2"),
            ],
            &["invoice_no", "maker"],
        ),
        (
            CheckKind::Quantity,
            "prepackage",
            &[
                ("product", "Gạo thơm"),
                ("nominal", "5"),
                ("nominal_unit", "kg"),
                ("method", "with_tare"),
                ("lot_number", "L 7"),
                ("lot_size", "300"),
                ("mean_tare", "12"),
                ("density", "0,8"),
                ("reading.1", "5012"),
            ],
            &["method", "nominal", "nominal_unit", "product"],
        ),
        (CheckKind::Instrument, "unknown", &[("model", "X")], &[]),
    ] {
        let next = check(kind, subject, answers).same_again(RulePack::current());
        let found: Vec<_> = next.keys().map(String::as_str).collect();
        assert_eq!(found, expected, "{subject}");
    }
}

#[test]
fn the_standards_are_the_rows_of_their_trial_and_nothing_else() {
    let rows = [
        ("std_name.1", "Quả cân M1"),
        ("std_valid_until.1", "1/2027"),
    ];
    let others = [("model", "CĐH"), ("load.1", "5")];
    let all: Vec<_> = rows.iter().chain(&others).copied().collect();
    let scale = check(CheckKind::Instrument, "spring_dial_scale", &all);
    assert_eq!(pairs(&scale.standards(RulePack::current())), rows);
    // A label is measured with nothing.
    let label = check(CheckKind::Label, "toys", &all);
    assert_eq!(pairs(&label.standards(RulePack::current())), []);
}

/// The items of a group's list with this id.
fn items(lists: &'static [ListUse], id: &str) -> Vec<&'static Item> {
    let used = lists.iter().find(|used| used.id == id).unwrap();
    RulePack::current().items_of(used).collect()
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Of PTD, 02, 05 and 09 are worked out, 06 is critical.
#[test]
fn the_rest_is_neither_critical_nor_worked_out_nor_answered() {
    let pack = RulePack::current();
    let kind = pack.instrument_kind("fuel_dispenser").unwrap();
    let list = items(&kind.lists, "PTD");
    let today = day("2026-11-22");
    let mut check = check(
        CheckKind::Instrument,
        "fuel_dispenser",
        &[("PTD-01", "not_conform"), ("PTD-03", "")],
    );
    let rest = check.rest_conform(&list, today);
    let expected = ["PTD-03", "PTD-04", "PTD-07", "PTD-08", "PTD-10"];
    assert_eq!(pairs(&rest), expected.map(|code| (code, "conform")));
    check.answers.extend(rest);
    assert_eq!(check.rest_conform(&list, today), Answers::new());
    assert_eq!(check.answers.get("PTD-01").unwrap(), "not_conform");
    assert_eq!(check.answers.get("PTD-06"), None);
}

/// QC-05 is a flag: "no" is as the rules want it. QC-01 is critical.
#[test]
fn a_flag_is_answered_no() {
    let pack = RulePack::current();
    let goods = pack.goods_kind("toys").unwrap();
    let list = items(&goods.quality_lists, "QC");
    let check = check(CheckKind::Quality, "toys", &[]);
    let rest = check.rest_conform(&list, day("2026-11-22"));
    let expected = [
        ("QC-02", "conform"),
        ("QC-03", "conform"),
        ("QC-04", "conform"),
        ("QC-05", "no"),
    ];
    assert_eq!(pairs(&rest), expected);
}

/// The sub-label is asked for imported goods only; of it NP-02 since
/// 15/02/2022, NP-03 since 23/01/2026.
#[test]
fn what_is_not_asked_on_the_day_or_for_the_choice_stays_open() {
    let pack = RulePack::current();
    let list = items(&pack.goods_kind("toys").unwrap().label_lists, "NP");
    for (origin, of, expected) in [
        ("imported", "2026-11-22", &["NP-01", "NP-02", "NP-03"][..]),
        ("imported", "2026-01-22", &["NP-01", "NP-02"]),
        ("imported", "2022-02-14", &["NP-01"]),
        ("domestic", "2026-11-22", &[]),
        ("", "2026-11-22", &[]),
    ] {
        let check = check(CheckKind::Label, "toys", &[("origin", origin)]);
        let rest = check.rest_conform(&list, day(of));
        let rest: Vec<_> = rest.keys().map(String::as_str).collect();
        assert_eq!(rest, expected, "{origin} {of}");
    }
}
