//! Certificate, sticker and period against the day of the inspection. Periods
//! are those of TT 23/2013 as amended: 24 months for spring dial scales, 12 for
//! platform scales, none for tape measures.

use super::*;

const UNTESTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::NotTested,
};

/// What was entered, as code and value.
fn fields(entered: &[(&str, &str)]) -> Fields {
    let recorded = |(code, value): &(&str, &str)| Recorded {
        code: (*code).to_owned(),
        value: (*value).to_owned(),
        unit: None,
    };
    Fields(entered.iter().map(recorded).collect())
}

fn ruling(kind: &str, entered: &[(&str, &str)], day: &str) -> Ruling {
    let pack = RulePack::current();
    let kind = pack.instrument_kind(kind).unwrap();
    in_date(pack, kind, &fields(entered), day.parse().unwrap())
}

fn noted_of(ruling: &Ruling, code: &str) -> Option<String> {
    ruling.noted.value(code).map(str::to_owned)
}

/// The day itself still counts; a month that is shorter ends on its last day.
#[test]
fn a_verification_counts_to_the_same_day_or_the_last_of_the_month() {
    for (kind, verified, last, next) in [
        (
            "spring_dial_scale",
            "2024-11-20",
            "2026-11-20",
            "2026-11-21",
        ),
        ("platform_scale", "2025-11-20", "2026-11-20", "2026-11-21"),
        ("platform_scale", "2025-12-31", "2026-12-31", "2027-01-01"),
        ("platform_scale", "2025-01-31", "2026-01-31", "2026-02-01"),
        // Into a leap year, out of one, and from one to another's February.
        ("platform_scale", "2027-02-28", "2028-02-28", "2028-02-29"),
        ("platform_scale", "2028-02-29", "2029-02-28", "2029-03-01"),
        (
            "spring_dial_scale",
            "2024-02-29",
            "2026-02-28",
            "2026-03-01",
        ),
        (
            "spring_dial_scale",
            "2026-02-28",
            "2028-02-28",
            "2028-02-29",
        ),
        // 36, 60 and 72 months: 29 February meets another leap year or none.
        (
            "water_meter_electronic",
            "2024-02-29",
            "2027-02-28",
            "2027-03-01",
        ),
        (
            "water_meter_mechanical",
            "2024-02-29",
            "2029-02-28",
            "2029-03-01",
        ),
        // 18 and 6 months: from the 31st into months of 30 and 28 days.
        ("taximeter", "2025-05-31", "2026-11-30", "2026-12-01"),
        ("taximeter", "2025-08-31", "2027-02-28", "2027-03-01"),
        (
            "electronic_thermometer",
            "2026-08-31",
            "2027-02-28",
            "2027-03-01",
        ),
        (
            "electronic_thermometer",
            "2027-08-31",
            "2028-02-29",
            "2028-03-01",
        ),
    ] {
        let entered = [("verified_on", verified)];
        let on = ruling(kind, &entered, last);
        assert_eq!(on.verdict, Verdict::Conforming, "{kind} {verified} {last}");
        assert_eq!(noted_of(&on, COMPUTED).as_deref(), Some(last));
        assert_eq!(noted_of(&on, LEFT).as_deref(), Some("0"));
        let after = ruling(kind, &entered, next);
        assert_eq!(after.verdict, Verdict::NonConforming, "{kind} {verified}");
        assert_eq!(noted_of(&after, LAST).as_deref(), Some(last));
        assert_eq!(noted_of(&after, LEFT).as_deref(), Some("-1"));
    }
}

#[test]
fn without_a_period_a_day_of_verification_or_a_row_no_day_is_computed() {
    for (kind, verified, day, expected) in [
        (
            "tape_measure",
            "2001-01-01",
            "2026-11-20",
            Verdict::Conforming,
        ),
        (
            "spring_dial_scale",
            "2026-11-20",
            "2026-11-20",
            Verdict::Conforming,
        ),
        // After the inspection: a slip of the finger.
        ("spring_dial_scale", "2026-11-21", "2026-11-20", UNTESTED),
        // No row for the day of the inspection, whatever is known of later ones.
        (
            "spring_dial_scale",
            "2019-06-01",
            "2019-12-31",
            Verdict::NotCovered,
        ),
        (
            "tape_measure",
            "2024-01-01",
            "2024-10-14",
            Verdict::NotCovered,
        ),
        (
            "crane_scale",
            "2024-01-01",
            "2024-10-14",
            Verdict::NotCovered,
        ),
        (
            "ev_meter_car_dc",
            "2024-01-01",
            "2024-10-14",
            Verdict::NotCovered,
        ),
        // Issued before the row is known, judged on a day for which it is.
        (
            "spring_dial_scale",
            "2019-06-01",
            "2020-01-01",
            Verdict::Conforming,
        ),
        ("taximeter", "2018-12-31", "2019-12-31", Verdict::Conforming),
        (
            "taximeter",
            "2018-12-30",
            "2019-12-31",
            Verdict::NonConforming,
        ),
        ("taximeter", "2018-12-30", "2020-01-01", Verdict::Conforming),
        (
            "other_instrument",
            "2026-01-01",
            "2026-11-20",
            Verdict::NotCovered,
        ),
    ] {
        let found = ruling(kind, &[("verified_on", verified)], day).verdict;
        assert_eq!(
            found, expected,
            "{kind} verified on {verified}, seen on {day}"
        );
    }
    assert_eq!(
        ruling("spring_dial_scale", &[], "2026-11-20").verdict,
        UNTESTED
    );
}

/// The sources give three-phase meters 24 months (found), 48 and 72 (memory).
/// What all of them agree on is not given either.
#[test]
fn several_periods_give_no_verdict_and_are_all_named() {
    for verified in ["2026-11-19", "2001-01-01"] {
        let found = ruling(
            "electricity_meter_3ph",
            &[("verified_on", verified)],
            "2026-11-20",
        );
        assert_eq!(found.verdict, Verdict::NotCovered);
        let named = found.alternatives.iter().map(|limit| {
            let months = limit.within.value.to_string();
            (months, limit.within.unit.as_str(), limit.evidence)
        });
        assert_eq!(
            named.collect::<Vec<_>>(),
            [
                ("24".to_owned(), "month", Evidence::Found),
                ("48".to_owned(), "month", Evidence::Memory),
                ("72".to_owned(), "month", Evidence::Memory),
            ]
        );
        assert!(found.alternatives[0].basis.contains("23/2013"));
        assert_eq!(noted_of(&found, COMPUTED), None);
    }
}

/// A printed day counts to its end, a printed month to its last day; of two
/// the earlier decides, and what is computed only where nothing is printed.
#[test]
fn what_is_printed_beats_what_is_computed_and_the_earlier_print_decides() {
    let old = ("verified_on", "2001-01-01");
    for (certificate, sticker, last, next) in [
        (None, Some("2026-11"), "2026-11-30", "2026-12-01"),
        (None, Some("2026-12"), "2026-12-31", "2027-01-01"),
        (None, Some("2027-02"), "2027-02-28", "2027-03-01"),
        (None, Some("2028-02"), "2028-02-29", "2028-03-01"),
        (None, Some("2026-11-15"), "2026-11-15", "2026-11-16"),
        (Some("2026-11-19"), None, "2026-11-19", "2026-11-20"),
        (
            Some("2026-11-19"),
            Some("2026-11"),
            "2026-11-19",
            "2026-11-20",
        ),
        (
            Some("2026-12-15"),
            Some("2026-11"),
            "2026-11-30",
            "2026-12-01",
        ),
    ] {
        let mut entered = vec![old];
        entered.extend(certificate.map(|text| (CERTIFICATE, text)));
        entered.extend(sticker.map(|text| (STICKER, text)));
        let on = ruling("platform_scale", &entered, last);
        assert_eq!(on.verdict, Verdict::Conforming, "{entered:?} on {last}");
        assert_eq!(noted_of(&on, LAST).as_deref(), Some(last));
        assert_eq!(noted_of(&on, CERTIFICATE).as_deref(), certificate);
        assert_eq!(noted_of(&on, STICKER).as_deref(), sticker);
        assert_eq!(noted_of(&on, COMPUTED).as_deref(), Some("2002-01-01"));
        let after = ruling("platform_scale", &entered, next);
        assert_eq!(after.verdict, Verdict::NonConforming, "{entered:?} {next}");
    }
}

#[test]
fn a_computed_validity_carries_the_mark_of_its_period() {
    let on = |day| ruling("spring_dial_scale", &[("verified_on", "2021-01-01")], day);
    assert_eq!(on("2022-01-01").rests_on.unwrap().1, Evidence::Memory);
    assert_eq!(on("2025-01-01").rests_on.unwrap().1, Evidence::Found);
}

#[test]
fn certificate_sticker_and_period_that_differ_are_observations_with_both_days() {
    let pack = RulePack::current();
    let kind = pack.instrument_kind("platform_scale");
    let said = |entered: &[(&str, &str)]| {
        let day = "2026-11-20".parse().unwrap();
        let found = mismatches(pack, kind, &fields(entered), day);
        assert!(found.iter().all(|one| one.severity == Severity::Info));
        let pairs = found.into_iter().map(|one| {
            let dates: Vec<_> = one.noted.0.into_iter().map(|date| date.value).collect();
            (one.subject, dates.join(" "))
        });
        pairs.collect::<Vec<_>>()
    };
    let pair = |subject: &str, dates: &str| (subject.to_owned(), dates.to_owned());
    let verified = ("verified_on", "2026-01-31");
    for (certificate, sticker, agree) in [
        ("2026-11-19", "2026-11", true),
        ("2026-11-19", "2026-11-19", true),
        ("2026-11-30", "2026-12", false),
        ("2026-11-19", "2027-11", false),
        ("2026-11-19", "2026-11-20", false),
    ] {
        let found = said(&[(CERTIFICATE, certificate), (STICKER, sticker)]);
        let both = format!("{certificate} {sticker}");
        let expected = if agree {
            vec![]
        } else {
            vec![pair("validity", &both)]
        };
        assert_eq!(found, expected);
    }
    // Twelve months from 31 January 2026 end on 31 January 2027.
    for (code, text, agree) in [
        (CERTIFICATE, "2027-01-31", true),
        (STICKER, "2027-01", true),
        (STICKER, "2027-01-31", true),
        (CERTIFICATE, "2027-01-30", false),
        (STICKER, "2027-02", false),
    ] {
        let found = said(&[verified, (code, text)]);
        let both = format!("{text} 2027-01-31");
        let expected = if agree {
            vec![]
        } else {
            vec![pair("validity.computed", &both)]
        };
        assert_eq!(found, expected);
    }
    // Verified on the day of the visit, and on the day after it.
    let valid = (CERTIFICATE, "2027-11-20");
    assert_eq!(said(&[(VERIFIED, "2026-11-20"), valid]), []);
    let after = said(&[(VERIFIED, "2026-11-21"), valid]);
    let days = pair("validity.verified_on", "2026-11-21 2026-11-20");
    assert_eq!(after, [days]);
    let three = [verified, (CERTIFICATE, "2026-12-31"), (STICKER, "2026-11")];
    let found = said(&three);
    assert_eq!(found.len(), 2, "{found:?}");
}
