//! What holds of every sample.

use proptest::prelude::*;

use super::*;

/// Packages of 1000 g, thousandths apart, a few far short.
fn contents() -> impl Strategy<Value = Vec<i64>> {
    let content = prop_oneof![8 => 995_000_i64..1_010_000, 1 => 960_000_i64..990_000];
    prop::collection::vec(content, 1..60)
}

fn grams(thousandths: &[i64]) -> Vec<String> {
    let grams = |content: &i64| rust_decimal::Decimal::new(*content, 3).to_string();
    thousandths.iter().map(grams).collect()
}

/// The lot as the packages themselves, measured whole.
fn whole(contents: &[i64]) -> Assessment {
    let lot = contents.len().to_string();
    assess(&[("lot_size", &lot)], &grams(contents))
}

const RESULTS: [&str; 4] = [
    "sample.size",
    "sample.mean",
    "sample.short",
    "sample.far_short",
];

proptest! {
    #[test]
    fn the_order_of_packages_says_nothing(contents in contents(), lot in 60_u32..400) {
        let mut turned = contents.clone();
        turned.reverse();
        let lot = lot.to_string();
        let (one, other) = (
            assess(&[("lot_size", &lot)], &grams(&contents)),
            assess(&[("lot_size", &lot)], &grams(&turned)),
        );
        prop_assert_eq!(one.verdict, other.verdict);
        for subject in RESULTS {
            prop_assert_eq!(find(&one, subject), find(&other, subject));
        }
    }

    #[test]
    fn a_sample_of_a_size_that_no_plan_takes_is_never_a_pass(
        contents in contents(),
        lot in 100_u32..4000,
    ) {
        prop_assume!(contents.len() != 50);
        let lot = lot.to_string();
        let found = assess(&[("lot_size", &lot)], &grams(&contents));
        prop_assert_ne!(found.verdict, Verdict::Conforming);
        prop_assert_ne!(verdict(&found, "sample.mean"), Verdict::Conforming);
    }

    /// A lot measured whole: less in a package is never better. (Of a sample it
    /// is not true: s grows with one package that lacks much, and k s with it.)
    #[test]
    fn taking_out_of_a_package_never_improves_a_lot(
        contents in contents(),
        place in any::<prop::sample::Index>(),
        less in 0_i64..40_000,
    ) {
        let mut emptier = contents.clone();
        emptier[place.index(contents.len())] -= less;
        let (before, after) = (whole(&contents), whole(&emptier));
        for subject in RESULTS {
            let worse = Verdict::worst([verdict(&before, subject), verdict(&after, subject)].into_iter());
            prop_assert_eq!(worse, verdict(&after, subject), "{}", subject);
        }
    }

    /// With what is lacking on average added to each, the mean is Qn.
    #[test]
    fn adding_what_the_mean_lacks_makes_the_mean_hold(contents in contents()) {
        let count = i64::try_from(contents.len()).unwrap();
        let lacking: i64 = contents.iter().map(|content| 1_000_000 - content).sum();
        // In parts of a thousandth, so that the mean is met exactly.
        let scaled = |content: &i64| {
            let parts = i128::from(*content) * i128::from(count) + i128::from(lacking);
            parts.to_string()
        };
        let nominal = (1_000_000 * count).to_string();
        let readings: Vec<_> = contents.iter().map(scaled).collect();
        let lot = count.to_string();
        let found = assess(&[("nominal", &nominal), ("lot_size", &lot)], &readings);
        prop_assert_eq!(verdict(&found, "sample.mean"), Verdict::Conforming);
    }

    #[test]
    fn kilograms_say_what_grams_say(contents in contents(), lot in 60_u32..400) {
        let lot = lot.to_string();
        let kilograms = |content: &i64| rust_decimal::Decimal::new(*content, 6).to_string();
        let readings: Vec<_> = contents.iter().map(kilograms).collect();
        let fields = [("lot_size", lot.as_str()), ("nominal_unit", "kg"), ("nominal", "1"), ("reading_unit", "kg")];
        let (one, other) = (assess(&fields[..1], &grams(&contents)), assess(&fields, &readings));
        for subject in RESULTS {
            prop_assert_eq!(find(&one, subject), find(&other, subject));
        }
    }
}
