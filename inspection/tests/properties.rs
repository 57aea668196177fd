//! What holds for every request that is answered: order, unit and sign. The
//! properties of single formulas stand beside them.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use inspection::calculate;
use proptest::prelude::*;
use rust_decimal::Decimal;
use serde_json::{Value, json};

fn decimal(value: &Value) -> Decimal {
    value.as_str().unwrap().parse().unwrap()
}

fn text(number: Decimal) -> Value {
    json!(number.normalize().to_string())
}

/// `request` with these members multiplied.
fn times(request: &Value, fields: &[&str], by: Decimal) -> Value {
    let mut request = request.clone();
    for field in fields {
        request[*field] = text(decimal(&request[*field]) * by);
    }
    request
}

fn answered(request: &Value) -> Value {
    calculate(request).unwrap()
}

prop_compose! {
    fn number(scale: u32, most: i64)(units in 1..=most) -> Decimal { Decimal::new(units, scale) }
}

proptest! {
    /// A scale of several ranges never has a smaller limit at a larger load.
    #[test]
    fn the_limit_of_several_ranges_never_falls(
        a in number(0, 15_000), b in number(0, 15_000), stage in prop::sample::select(vec!["initial", "in_service"]),
    ) {
        let limit = |load: Decimal| decimal(&answered(&json!({
            "calculate": "weighing_mpe", "system": "R76", "class": "III", "stage": stage,
            "ranges": [["2000", "1"], ["5000", "2"], ["15000", "10"]], "load": text(load),
        }))["mpe"]);
        prop_assert!(limit(a.min(b)) <= limit(a.max(b)));
    }

    /// Max, tare and load in kilograms or in grams are one load.
    #[test]
    fn another_unit_of_mass_is_the_same_load(
        max in number(0, 60_000), tare in number(0, 9_000), supports in 1_u64..12,
        kind in prop::sample::select(vec!["normal", "hopper", "rolling"]),
    ) {
        let request = json!({
            "calculate": "eccentricity_load", "max": text(max), "tare": text(tare),
            "supports": supports, "kind": kind,
        });
        let thousand = answered(&times(&request, &["max", "tare"], Decimal::ONE_THOUSAND));
        let nine = |answer: &Value, by: Decimal| (decimal(&answer["load"]) * by).round_dp(5);
        let one = answered(&request);
        prop_assert_eq!(nine(&one, Decimal::ONE_THOUSAND), nine(&thousand, Decimal::ONE));
    }

    /// Zero, tare and discrimination know no unit, and zero no sign.
    #[test]
    fn another_unit_or_sign_changes_no_verdict_at_zero(
        e in number(2, 5_000), error in number(3, 20_000), after in number(2, 10_000),
    ) {
        let zero = json!({"calculate": "zero_or_tare", "e": text(e), "error": text(error)});
        let verdict = answered(&zero)["conforming"].clone();
        let scaled = times(&zero, &["e", "error"], Decimal::ONE_THOUSAND);
        prop_assert_eq!(&answered(&scaled)["conforming"], &verdict);
        let turned = times(&zero, &["error"], Decimal::NEGATIVE_ONE);
        prop_assert_eq!(&answered(&turned)["conforming"], &verdict);
        prop_assert_eq!(verdict, json!(error * Decimal::from(4) <= e));

        let step = json!({"calculate": "discrimination", "d": text(e), "before": "0", "after": text(after)});
        let scaled = times(&step, &["d", "after"], Decimal::ONE_THOUSAND);
        prop_assert_eq!(&answered(&scaled)["conforming"], &answered(&step)["conforming"]);
    }

    /// More in a package never puts it in a worse class.
    #[test]
    fn a_fuller_package_is_never_in_a_worse_class(
        nominal in number(1, 500_000), a in 0_i64..2_000, b in 0_i64..2_000,
        system in prop::sample::select(vec!["R87_2004", "TT21_2014"]),
    ) {
        let rank = |thousandths: i64| {
            let actual = nominal * Decimal::new(thousandths, 3);
            let class = answered(&json!({
                "calculate": "package_class", "system": system, "nominal": text(nominal), "actual": text(actual),
            }))["class"].clone();
            ["T2", "T1", "ok"].iter().position(|word| class == *word).unwrap()
        };
        prop_assert!(rank(a.min(b)) <= rank(a.max(b)));
    }
}

#[cfg(feature = "abroad")]
proptest! {
    /// The order of the packages of two samples changes no decision.
    #[test]
    fn permuting_two_samples_changes_nothing(
        (first, shuffled) in prop::collection::vec(980_u32..1020, 30)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
        (second, other) in prop::collection::vec(980_u32..1020, 30)
            .prop_flat_map(|all| (Just(all.clone()), Just(all).prop_shuffle())),
    ) {
        let texts = |all: &[u32]| all.iter().map(u32::to_string).collect::<Vec<_>>();
        let decided = |first: &[u32], second: &[u32]| answered(&json!({
            "calculate": "double_sampling", "system": "EU76_211", "nominal": "1000", "lot_size": 100,
            "first": texts(first), "second": texts(second),
        }));
        prop_assert_eq!(decided(&first, &second), decided(&shuffled, &other));
    }
}
