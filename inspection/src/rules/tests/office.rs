//! What the office adds to an edition it publishes: sign-offs and settlements
//! that change verdicts and marks, and nothing else.

use super::*;
use crate::assessment::{Assessment, Doubt, Verdict};
use crate::check::CheckKind;
use crate::draft::{Answers, CheckDraft};
use crate::id::CheckId;

/// What the office adds to the newest edition, nothing, with texts replaced.
fn text(changes: &[(&str, &str)]) -> String {
    let base = serde_json::to_string(&RulePack::current().name()).unwrap();
    let mut text = format!(r#"{{"base":{base},"id":"2026-11.1","settlements":[],"sign_offs":[]}}"#);
    for (from, to) in changes {
        assert!(text.contains(from), "{from}");
        text = text.replacen(from, to, 1);
    }
    text
}

fn published(changes: &[(&str, &str)]) -> RulePack {
    RulePack::with_additions(&text(changes)).unwrap()
}

/// The annex of an edition once this program knows it.
fn annex_of(text: &str) -> Annex {
    let name = RulePack::with_additions(text).unwrap().name();
    RulePack::learn(text).unwrap();
    Annex::of(&name).unwrap()
}

fn signed(rows: &str) -> (&'static str, String) {
    ("\"sign_offs\":[]", format!("\"sign_offs\":[{rows}]"))
}

fn settled(rows: &str) -> (&'static str, String) {
    ("\"settlements\":[]", format!("\"settlements\":[{rows}]"))
}

const BY: &str = r#""by":"Trần Thị B","on":"2026-11-20","text":"TT 23/2013, Phụ lục""#;

/// A check judged on `on`, nothing asked of its items.
pub(super) fn assessed(
    pack: &RulePack,
    subject: &str,
    typed: &[(&str, &str)],
    on: &str,
) -> Assessment {
    let mut answers: Answers = typed
        .iter()
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
        .collect();
    for (code, text) in [("model", "A"), ("serial", "1"), ("seal_state", "intact")] {
        answers.insert(code.to_owned(), text.to_owned());
    }
    for item in pack.items(&pack.instrument_kind(subject).unwrap().lists) {
        answers.insert(item.name.code.clone(), "conform".to_owned());
    }
    let draft = CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Instrument,
        subject: subject.to_owned(),
        answers,
    };
    draft.complete(pack, day(on)).unwrap().assess(pack, day(on))
}

pub(super) const SCALE: [(&str, &str); 4] = [
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("verified_on", "01/11/2026"),
];

/// At 10 kg, e = 50 g, class IIII: ±50 g with the factor 1, ±100 g with 2.
fn scale(pack: &RulePack, indication: &str) -> Assessment {
    let mut typed = SCALE.to_vec();
    typed.extend([("load.1", "10"), ("indication.1", indication)]);
    assessed(pack, "spring_dial_scale", &typed, "2026-11-20")
}

fn marks(assessment: &Assessment) -> Vec<(&str, Evidence)> {
    let findings = assessment.findings.iter();
    findings
        .map(|finding| (finding.subject.as_str(), finding.evidence))
        .collect()
}

/// CAN-02 rests on the item and the period, both found; CAN-05 and CAN-09 are
/// memory, the row of readings within both limits rests on the factor 1 of
/// memory.
#[test]
fn a_signed_off_row_counts_as_signed_off_wherever_its_mark_counts() {
    use Evidence::{Found, Memory, SignedOff};
    let row = |table: &str, row: &str, from: &str| {
        let from = if from.is_empty() {
            String::new()
        } else {
            format!(r#","valid_from":"{from}""#)
        };
        format!(r#"{{"table":"{table}","row":"{row}"{from},{BY}}}"#)
    };
    let item = row("items", "CAN-09", "");
    let item_02 = row("items", "CAN-02", "");
    let period = row("verification_periods", "spring_dial_scale", "2024-10-15");
    let earlier = row("verification_periods", "spring_dial_scale", "2020-01-01");
    let factor = row("in_service_factors", "nawi_in_service_factor_vn", "");
    let band = row("bands", "IIII", "");
    let both = |one: &str, other: &str| format!("{one},{other}");
    for (rows, can_02, can_09, reading) in [
        (String::new(), Found, Memory, Memory),
        (item, Found, SignedOff, Memory),
        (period.clone(), Found, Memory, Memory),
        (both(&item_02, &earlier), Found, Memory, Memory),
        (both(&item_02, &period), SignedOff, Memory, Memory),
        (factor.clone(), Found, Memory, Found),
        (band.clone(), Found, Memory, Memory),
        (both(&factor, &band), Found, Memory, SignedOff),
    ] {
        let (from, to) = signed(&rows);
        let pack = published(&[(from, &to)]);
        let found = scale(&pack, "10,00");
        assert_eq!(
            marks(&found),
            [
                ("CAN-02", can_02),
                ("CAN-05", Memory),
                ("CAN-09", can_09),
                ("error_of_indication.1", reading),
            ],
            "{rows}"
        );
        assert_eq!(found.verdict, Verdict::Conforming);
    }
    assert!(Annex::current().unwrap().sign_offs.is_empty());
    let (from, to) = signed(&factor);
    let annex = annex_of(&text(&[(from, &to)]));
    let kept = &annex.sign_offs[0];
    let (who, what) = (kept.by.as_str(), kept.text.as_str());
    assert_eq!((who, what), ("Trần Thị B", "TT 23/2013, Phụ lục"));
    assert_eq!(kept.on, day("2026-11-20"));
}

#[test]
fn a_row_of_the_annex_is_signed_off_too() {
    let (from, to) = signed(&format!(
        r#"{{"table":"minutes_forms","row":"bbkt_do_luong",{BY}}}"#
    ));
    let annex = annex_of(&text(&[(from, &to)]));
    let marks = annex.minutes_forms.iter().map(|form| form.evidence);
    let signed = marks.filter(|mark| *mark == Evidence::SignedOff);
    assert_eq!(signed.count(), 1);
}

#[test]
fn a_sign_off_or_settlement_that_names_nothing_is_refused_by_name() {
    let by = r#""by":"B","on":"2026-11-20","document":"CV 1""#;
    let factor = r#""code":"nawi_in_service_factor_vn""#;
    let other = r#""code":"nawi_in_service_factor_r76""#;
    for ((from, to), said) in [
        (
            signed(&format!(r#"{{"table":"items","row":"CAN-99",{BY}}}"#)),
            "CAN-99 of items",
        ),
        (
            signed(&format!(r#"{{"table":"bands","row":"CAN-09",{BY}}}"#)),
            "CAN-09 of bands",
        ),
        (
            // The row of this kind begins on another day.
            signed(&format!(
                r#"{{"table":"verification_periods","row":"crane_scale","valid_from":"2020-01-01",{BY}}}"#
            )),
            "crane_scale of verification_periods from 2020-01-01",
        ),
        (
            signed(r#"{"table":"items","row":"CAN-09","by":" ","on":"2026-11-20","text":"A"}"#),
            "row 1 of sign_offs: by is not filled in",
        ),
        (
            signed(r#"{"table":"items","row":"CAN-09","by":"B","on":"soon","text":"A"}"#),
            "row 1 of sign_offs: on is not a day",
        ),
        (
            settled(&format!(r#"{{"code":"fuel_mpe",{by}}}"#)),
            "settlements names the limit fuel_mpe",
        ),
        (
            settled(r#"{"code":"fuel_mpe_verification","by":"B","on":"2026-11-20"}"#),
            "fuel_mpe_verification of settlements: document is not there",
        ),
        (
            settled(&format!("{{{factor},{by}}},{{{other},{by}}}")),
            "in_service_factors stands more than once among settlements",
        ),
    ] {
        let fault = RulePack::with_additions(&text(&[(from, &to)])).unwrap_err();
        assert!(fault.to_string().contains(said), "{said}: {fault}");
    }
}

const DISPUTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::DisputedLimit,
};

fn settlement(code: &str) -> (&'static str, String) {
    settled(&format!(
        r#"{{"code":"{code}","by":"Trần Thị B","on":"2026-11-20","document":"CV 77/TĐC"}}"#
    ))
}

#[test]
fn a_settled_factor_is_the_only_one_that_applies() {
    use Verdict::{Conforming, NonConforming};
    let before = RulePack::current().clone();
    let (from, to) = settlement("nawi_in_service_factor_vn");
    let once = published(&[(from, &to)]);
    let (from, to) = settlement("nawi_in_service_factor_r76");
    let twice = published(&[(from, &to)]);
    for (indication, open, by_one, by_two) in [
        ("10,05", Conforming, Conforming, Conforming),
        ("10,051", DISPUTED, NonConforming, Conforming),
        ("9,949", DISPUTED, NonConforming, Conforming),
        ("10,10", DISPUTED, NonConforming, Conforming),
        ("10,101", NonConforming, NonConforming, NonConforming),
    ] {
        for (pack, expected) in [(&before, open), (&once, by_one), (&twice, by_two)] {
            let found = scale(pack, indication);
            assert_eq!(found.verdict, expected, "{indication}");
        }
    }
    let found = scale(&twice, "10,101");
    let reading = found.findings.last().unwrap();
    let limits = &reading.figures.as_ref().unwrap().limits;
    assert_eq!(limits.len(), 1);
    assert_eq!(limits[0].within.value.to_string(), "100");
    let basis = reading.basis.as_deref().unwrap();
    assert!(basis.ends_with("3.5.2; CV 77/TĐC"), "{basis}");
}

/// 20 L at the prover: 60 mL by 0.30 %, 90 mL by 0.45 %.
#[test]
fn a_settled_limit_of_dispensers_is_the_only_one_from_its_first_day_on() {
    use Verdict::{Conforming, NonConforming};
    let dated = |code: &str| {
        settled(&format!(
            r#"{{"code":"{code}","by":"B","on":"2026-11-20","document":"CV 77/TĐC","valid_from":"2026-12-01"}}"#
        ))
    };
    let (from, to) = dated("fuel_mpe_verification");
    let strict = published(&[(from, &to)]);
    let (from, to) = dated("fuel_mpe_measurement");
    let lenient = published(&[(from, &to)]);
    for (displayed, open, by_strict, by_lenient) in [
        ("20,060", Conforming, Conforming, Conforming),
        ("20,061", DISPUTED, NonConforming, Conforming),
        ("20,090", DISPUTED, NonConforming, Conforming),
        ("20,091", NonConforming, NonConforming, NonConforming),
    ] {
        let judged = |pack: &RulePack, on: &str| {
            let typed = [
                ("valid_until_on_sticker", "2027-12"),
                ("dispenser_no", "1"),
                ("fuel_grade", "E5"),
                ("totaliser", "12"),
                ("unit_price", "20500"),
                ("printer_works", "yes"),
                ("v_displayed.1", displayed),
                ("v_reference.1", "20,000"),
            ];
            let found = assessed(pack, "fuel_dispenser", &typed, on);
            found.findings.last().unwrap().verdict
        };
        for pack in [&strict, &lenient] {
            assert_eq!(judged(pack, "2026-11-30"), open, "{displayed}");
        }
        assert_eq!(judged(&strict, "2026-12-01"), by_strict, "{displayed}");
        assert_eq!(judged(&lenient, "2026-12-01"), by_lenient, "{displayed}");
    }
}

#[test]
fn an_edition_is_found_by_its_name_once_it_was_learnt_and_judges_as_when_it_was_checked() {
    let (from, to) = settlement("nawi_in_service_factor_vn");
    let text = text(&[("2026-11.1", "2026-12"), (from, &to)]);
    let checked = RulePack::with_additions(&text).unwrap();
    let name = checked.name();
    assert_eq!(name.id, "2026-12");
    assert!(RulePack::named(&name).is_none());
    let shipped = RulePack::current().name();
    let learnt = RulePack::learn(&text).unwrap();
    assert_eq!(learnt.name(), name);
    for pack in [&checked, learnt, RulePack::named(&name).unwrap()] {
        assert_eq!(scale(pack, "10,051").verdict, Verdict::NonConforming);
    }
    assert_eq!(RulePack::current().name(), shipped);
    assert_eq!(scale(RulePack::current(), "10,051").verdict, DISPUTED);
    let again = RulePack::learn(&text).unwrap();
    assert!(std::ptr::eq(again, learnt));
}

#[test]
fn what_adds_to_no_edition_of_this_program_or_more_than_an_office_may_is_refused_by_name() {
    for (from, to, said) in [
        ("\"base\":", "\"was\":", "the pack has no table base"),
        (
            "\"base\":{\"id\"",
            "\"base\":{\"was\"",
            "the pack has no table base",
        ),
        ("\"2026-11\"", "\"2030-01\"", "2030-01 is not one of"),
        ("\"sha256\":\"", "\"sha256\":\"0", "2026-11 is not one of"),
        ("\"settlements\"", "\"items\"", "items is not a table"),
        ("\"id\":\"2026-11.1\"", "\"id\":null", "id is not there"),
        ("{", "[", "not JSON"),
    ] {
        let fault = RulePack::with_additions(&text(&[(from, to)])).unwrap_err();
        assert!(fault.to_string().contains(said), "{said}: {fault}");
    }
}

/// Wards have been doing the inspections since July 2025; of the district the
/// plan names all but who signs.
#[test]
fn the_day_picks_who_inspects_and_a_blank_counts_as_missing() {
    let annex = Annex::current().unwrap();
    let district = annex.authority_on(day("2025-06-30")).unwrap();
    assert_eq!(district.superior.as_deref(), Some("UBND quận Gò Vấp"));
    assert_eq!(district.signatory_title, None);
    let ward = annex.authority_on(day("2025-07-01")).unwrap();
    assert_eq!(
        (&ward.superior, &ward.name, &ward.place),
        (&None, &None, &None)
    );
    let filled = r#""authorities":[{"superior":"UBND phường Hạnh Thông","name":"  ","valid_from":"2025-07-01","evidence":"found"}],"settlements""#;
    let annex = annex_of(&text(&[("\"settlements\"", filled)]));
    let ward = annex.authority_on(day("2025-07-01")).unwrap();
    assert_eq!(ward.superior.as_deref(), Some("UBND phường Hạnh Thông"));
    assert_eq!(ward.name, None);
    assert!(annex.authority_on(day("2025-06-30")).is_none());
}
