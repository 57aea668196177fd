//! A pack that does not hold together is refused, and the refusal says where.

use super::*;

/// Every change makes the pack be refused with these words.
fn refused(faults: &[(&str, &str, &str)]) {
    for (from, to, said) in faults {
        let fault = broken(from, to);
        assert!(fault.contains(said), "{said}: {fault}");
    }
}

#[test]
fn a_row_that_names_what_is_not_there_is_refused() {
    refused(&[
        (
            "{\"id\": \"CAN\"}",
            "{\"id\": \"CANN\"}",
            "spring_dial_scale names the checklist CANN",
        ),
        (
            "\"only\": [\"XD-12\"]",
            "\"only\": [\"XD-99\"]",
            "fuel_dispenser names the item XD-99",
        ),
        (
            "{\"kind\": \"crane_scale\"",
            "{\"kind\": \"crane\"",
            "verification_periods names the kind of instrument crane",
        ),
        (
            "\"suggested_goods\": [\"petrol_in_tank\"]",
            "\"suggested_goods\": [\"petrol\"]",
            "fuel_station names the group of goods petrol",
        ),
        (
            "\"fields\": [\"model\"",
            "\"fields\": [\"modell\"",
            "spring_dial_scale of instrument_kinds names the field modell",
        ),
        (
            "\"parent\": \"gv\"",
            "\"parent\": \"gvv\"",
            "gv-p1-2021 names the unit gvv",
        ),
        (
            "[\"gv-p5\", \"gv-p6\"]",
            "[\"gv-p5\", \"gv-p66\"]",
            "an-nhon names the unit gv-p66",
        ),
        (
            "\"choices_from\": \"wards\"",
            "\"choices_from\": \"stalls\"",
            "ward of visit_fields names the table stalls",
        ),
        (
            "\"documents\": [\"ND132-2025\"]",
            "\"documents\": [\"ND999-2025\"]",
            "powers names the document ND999-2025",
        ),
        (
            "\"replaced_by\": \"ND37-2026\"",
            "\"replaced_by\": \"ND38-2026\"",
            "ND43-2017 names the document ND38-2026",
        ),
        (
            "\"items\": [\"PTD-08\", \"CAN-08\"]",
            "\"items\": [\"PTD-80\"]",
            "D14K1 names the item PTD-80",
        ),
    ]);
}

#[test]
fn an_unreadable_number_or_an_unknown_word_is_refused() {
    refused(&[
        (
            "\"mpe_e\": \"0.5\"",
            "\"mpe_e\": \"half\"",
            "I of bands of weighing: mpe_e is not a decimal in a string",
        ),
        (
            "\"percent\": \"0.30\"",
            "\"percent\": 0.30",
            "fuel_mpe_verification of limits of delivery: percent is not text",
        ),
        (
            "\"most\": \"200000\"",
            "\"most\": 0.5",
            "max of instrument_fields: most is not text",
        ),
        (
            "\"months\": 24",
            "\"months\": -24",
            "spring_dial_scale of verification_periods: months is not a count",
        ),
        (
            "\"as_of\": \"2026-11-22\"",
            "\"as_of\": \"2026-22-11\"",
            "the pack: as_of is not a day",
        ),
        (
            "\"severity\": \"major\"",
            "\"severity\": \"dire\"",
            "PTD-01 of items of PTD of checklists: severity is not a known word",
        ),
        (
            "\"evidence\": \"found\"",
            "\"evidence\": \"signed_off\"",
            "evidence is not a known word",
        ),
        (
            "\"judge\": \"delivery\"",
            "\"judge\": \"guess\"",
            "delivery of trials: judge is not a known word",
        ),
        (
            "\"type\": \"text\"",
            "\"type\": \"words\"",
            "type is not a known word",
        ),
        (
            "\"in_plan\": true",
            "\"in_plan\": 1",
            "in_plan is not true or false",
        ),
    ]);
}

#[test]
fn a_text_or_a_table_that_is_missing_or_unknown_is_refused() {
    refused(&[
        (
            "\"vi\": \"Cân treo móc cẩu\"",
            "\"vi\": \" \"",
            "crane_scale of instrument_kinds: vi is not Vietnamese",
        ),
        (
            "\"en\": \"Spring dial scale\"",
            "\"english\": \"Spring dial scale\"",
            "spring_dial_scale of instrument_kinds: en is not there",
        ),
        (
            "\"vi\": \"Phường Gò Vấp\", ",
            "",
            "go-vap of units: vi is not there",
        ),
        (
            "\"units\": [\n",
            "\"unit\": [\n",
            "the pack has no table units",
        ),
        (
            "\"penalty_note\": ",
            "\"tables\": [], \"penalty_note\": ",
            "tables is not a table of a pack",
        ),
    ]);
}

#[test]
fn what_stands_twice_is_refused() {
    refused(&[
        (
            "\"CAN-03\"",
            "\"CAN-04\"",
            "the code CAN-04 stands twice among items",
        ),
        (
            "\"code\": \"gv-p3\"",
            "\"code\": \"gv-p5\"",
            "the code gv-p5 stands twice",
        ),
        (
            "\"code\": \"valid_until_on_sticker\"",
            "\"code\": \"verified_on\"",
            "the code verified_on stands twice among fields of a kind",
        ),
        (
            "{\"code\": \"broken\"",
            "{\"code\": \"intact\"",
            "the code intact stands twice among choices",
        ),
    ]);
}

#[test]
fn days_that_meet_or_end_before_they_begin_are_refused() {
    refused(&[
        (
            "\"valid_from\": \"2020-01-01\", \"valid_to\": \"2024-10-14\"",
            "\"valid_from\": \"2020-01-01\", \"valid_to\": \"2024-10-15\"",
            "taximeter stands more than once among verification_periods for the same days",
        ),
        (
            "\"valid_to\": \"2013-08-18\"",
            "\"valid_to\": \"2013-08-19\"",
            "fuel_mpe_verification stands more than once among limits of delivery",
        ),
        (
            "\"valid_to\": \"2026-01-22\"",
            "\"valid_to\": \"2026-01-23\"",
            "GAS-06 stands more than once among bases",
        ),
        (
            "\"over_e\": \"50000\"",
            "\"over_e\": \"49999\"",
            "I stands more than once among bands",
        ),
        (
            "\"valid_to\": \"2027-03-01\"",
            "\"valid_to\": \"2025-03-01\"",
            "row 1 of powers: valid_to is not a day from valid_from on",
        ),
        (
            "\"months\": 24, \"ambiguous\": true",
            "\"months\": 24, \"ambiguous\": false",
            "electricity_meter_3ph stands more than once among verification_periods",
        ),
    ]);
}

#[test]
fn proper_names_need_no_english_and_a_basis_may_be_missing() {
    let pack = RulePack::current();
    assert!(pack.units.iter().all(|unit| !unit.vi.is_empty()));
    let unknown = pack.item("CAN-10").unwrap();
    assert_eq!(unknown.basis_on(day("2026-11-20")), None);
    assert!(!unknown.is_without_law(day("2026-11-20")));
}
