//! Deliveries under both limits, prices, and deliveries too small to judge.

use super::*;
use crate::evidence::Evidence;
use crate::recorded::Recorded;

fn fields(entered: &[(&str, &str, &str)]) -> Fields {
    let recorded = |(code, value, unit): &(&str, &str, &str)| Recorded {
        code: (*code).to_owned(),
        value: (*value).to_owned(),
        unit: Some((*unit).to_owned()),
    };
    Fields(entered.iter().map(recorded).collect())
}

fn judged(displayed: &str, reference: &str) -> Option<Judged> {
    let volumes = [
        ("v_displayed", displayed, "L"),
        ("v_reference", reference, "L"),
    ];
    let pack = RulePack::current();
    let case = Case {
        pack,
        kind: pack.instrument_kind("fuel_dispenser").unwrap(),
        fields: &Fields::default(),
        series: &[],
        day: "2026-11-20".parse().unwrap(),
    };
    judge(&case, &fields(&volumes))
}

/// ĐLVN 10:2013: 0.30 %, 60 mL of 20 L; 0.45 % with the factor 1.5, 90 mL.
#[test]
fn twenty_litres_are_judged_under_both_limits() {
    const DISPUTED: Verdict = Verdict::Inconclusive {
        doubt: Doubt::DisputedLimit,
    };
    for (displayed, error, expected) in [
        ("20.000", "0", Verdict::Conforming),
        ("20.060", "60", Verdict::Conforming),
        ("20.061", "61", DISPUTED),
        ("20.090", "90", DISPUTED),
        ("20.091", "91", Verdict::NonConforming),
        ("19.940", "-60", Verdict::Conforming),
        ("19.939", "-61", DISPUTED),
        ("19.909", "-91", Verdict::NonConforming),
    ] {
        let Judged {
            verdict, figures, ..
        } = judged(displayed, "20.000").unwrap();
        let figures = figures.unwrap();
        assert_eq!(verdict, expected, "{displayed}");
        assert_eq!(figures.error.value.to_string(), error);
        let limits = figures
            .limits
            .iter()
            .map(|limit| limit.within.value.to_string());
        assert_eq!(limits.collect::<Vec<_>>(), ["60", "90"]);
    }
    assert!(judged("20", "0").is_none());
}

fn price_ruled(fields: &Fields, series: &[Series]) -> Ruling {
    price(RulePack::current(), fields, series)
}

fn shown(rows: &[[(&str, &str, &str); 2]]) -> Series {
    Series {
        trial: "delivery".to_owned(),
        rows: rows.iter().map(|row| Reading(fields(row))).collect(),
    }
}

/// 20 500 đ/L: 20.00 L cost 410 000 đ; the last digit leaves 102.50 đ open,
/// and half a đồng.
#[test]
fn a_price_agrees_within_the_last_digit_of_the_volume() {
    let unit_price = fields(&[("unit_price", "20500", "VND/L")]);
    let of = |volume, price| {
        [
            ("v_displayed", volume, "L"),
            ("price_displayed", price, "VND"),
        ]
    };
    for (price, error, expected) in [
        ("410000", "0", Verdict::Conforming),
        ("410103", "103", Verdict::Conforming),
        ("409897", "-103", Verdict::Conforming),
        ("410104", "104", Verdict::NonConforming),
        ("409896", "-104", Verdict::NonConforming),
        ("510000", "100000", Verdict::NonConforming),
    ] {
        let ruling = price_ruled(&unit_price, &[shown(&[of("20.00", price)])]);
        assert_eq!(ruling.verdict, expected, "{price}");
        let figures = ruling.figures.unwrap();
        let said = (figures.error.value.to_string(), &*figures.error.unit);
        assert_eq!(said, (error.to_owned(), "VND"), "{price}");
        assert_eq!(figures.limits[0].within.value.to_string(), "103");
        let seen = |code: &str| figures.measured.value(code).unwrap().to_owned();
        let seen = ["v_displayed", "unit_price", "price_displayed"].map(seen);
        assert_eq!(seen, ["20.00", "20500", price]);
    }
    let untested = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };
    assert_eq!(price_ruled(&unit_price, &[]).verdict, untested);
    let rows = [of("20.00", "410000")];
    let without = price_ruled(&Fields::default(), &[shown(&rows)]);
    assert_eq!(without.verdict, untested);
    let whole = price_ruled(&unit_price, &[shown(&[of("20", "400000")])]);
    let gap = Verdict::Inconclusive { doubt: Doubt::Gap };
    assert_eq!((whole.verdict, whole.figures), (gap, None));
    let rows = [
        of("20.00", "410000"),
        of("10.00", "205104"),
        of("5.00", "1"),
    ];
    let first = price_ruled(&unit_price, &[shown(&rows)]).figures.unwrap();
    assert_eq!(first.error.value.to_string(), "104", "the first that fails");
}

/// The smallest can is of 1 L: a smaller delivery is no test, whatever it
/// shows.
#[test]
fn a_delivery_below_the_smallest_can_gives_no_verdict() {
    let doubt = Doubt::Gap;
    let small = Verdict::Inconclusive { doubt };
    for (displayed, reference, expected) in [
        ("0.001", "0.001", small),
        ("0.999", "0.999", small),
        ("0.999", "0.5", small),
        ("1", "1", Verdict::Conforming),
        ("0.997", "1", Verdict::Conforming),
        ("1", "0.99", Verdict::NonConforming),
        ("0.001", "1", Verdict::NonConforming),
    ] {
        let judged = judged(displayed, reference).unwrap();
        assert_eq!(judged.verdict, expected, "{displayed} of {reference}");
        let said = judged
            .rests_on
            .map(|(basis, mark)| (basis.contains("15/2015"), mark));
        let rests = (expected == small).then_some((true, Evidence::Weak));
        assert_eq!(said, rests);
    }
}

#[test]
fn a_volume_is_read_in_the_unit_it_was_entered_in() {
    for (entered, unit, expected) in [
        ("12.5", "mL", Some("12.5")),
        ("12.5", "L", Some("12500")),
        ("12.5", "kg", None),
    ] {
        let read = millilitres(&fields(&[("v", entered, unit)]), "v");
        let read = read.map(|volume| volume.decimal().unwrap());
        assert_eq!(read.as_deref(), expected, "{unit}");
    }
}
