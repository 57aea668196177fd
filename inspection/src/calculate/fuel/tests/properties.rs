//! What holds for every dispenser and every delivery.

use proptest::prelude::*;

use super::*;

proptest! {
    #[test]
    fn the_limit_never_falls_as_the_volume_grows(
        class in prop::sample::select(vec!["0.3", "0.5", "1.0", "1.5", "2.5"]),
        mmq in 1_i64..10_000, a in 1_i64..100_000, b in 1_i64..100_000,
    ) {
        let litres = |thousandths: i64| Decimal::new(thousandths, 3).to_string();
        let limit = |volume| {
            let answer = class_limit(class, &litres(volume), &litres(mmq));
            decimal(answer["mpe_l"].as_str().unwrap())
        };
        prop_assert!(limit(a.min(b)) <= limit(a.max(b)));
    }

    #[test]
    fn another_unit_of_volume_changes_no_error(
        indicated in 1_i64..30_000, reference in 1_i64..30_000,
        convention in prop::sample::select(vec!["indicated", "delivered"]),
    ) {
        let at = |scale| {
            let (shown, real) = (Decimal::new(indicated, scale), Decimal::new(reference, scale));
            let limits = ["-0.3", "0.3"];
            calculate(&error(convention, &shown.to_string(), &real.to_string(), limits)).unwrap()
        };
        prop_assert_eq!(at(3), at(0));
    }

    /// Short by as much as over: the same size, the other sign and the other
    /// side gains.
    #[test]
    fn the_sign_turns_with_the_difference(off in 1_i64..2_000) {
        let answered = |thousandths: i64| {
            let shown = Decimal::new(20_000 + thousandths, 3).to_string();
            calculate(&error("indicated", &shown, "20", ["-0.3", "0.3"])).unwrap()
        };
        let (over, short) = (answered(off), answered(-off));
        let number = |answer: &Value| decimal(answer["error_percent"].as_str().unwrap());
        prop_assert_eq!(number(&over), -number(&short));
        prop_assert_eq!(&over["conforming"], &short["conforming"]);
        prop_assert_eq!(&over["favours"], "seller");
        prop_assert_eq!(&short["favours"], "customer");
    }
}
