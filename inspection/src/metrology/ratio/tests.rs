//! Fractions against figures worked by hand, and what holds for all of them.

use proptest::prelude::*;

use std::cmp::Ordering;

use super::*;

fn ratio(text: &str) -> Ratio {
    Ratio::from(text.parse::<Decimal>().unwrap())
}

#[test]
fn a_third_and_two_thirds_print_nine_decimals_half_away_from_zero() {
    let third = Ratio::ONE.over(Ratio::whole(3)).unwrap();
    assert_eq!(third.nine_decimals().unwrap(), "0.333333333");
    let two = third.plus(third).unwrap();
    assert_eq!(two.nine_decimals().unwrap(), "0.666666667");
    assert_eq!(two.negated().nine_decimals().unwrap(), "-0.666666667");
    let half = ratio("0.000000001").times(Ratio::HALF).unwrap();
    assert_eq!(half.nine_decimals().unwrap(), "0.000000001");
    assert_eq!(half.negated().nine_decimals().unwrap(), "-0.000000001");
    let less = half.times(ratio("0.999")).unwrap().negated();
    assert_eq!(less.nine_decimals().unwrap(), "0.000000000");
    assert!(third.decimal().is_err());
}

#[test]
fn decimals_are_written_without_trailing_zeros() {
    for (text, expected) in [
        ("10.00", "10"),
        ("100", "100"),
        ("-0.50", "-0.5"),
        ("0", "0"),
        ("-0.0", "0"),
        ("1000000000000.000000001", "1000000000000.000000001"),
    ] {
        assert_eq!(ratio(text).decimal().unwrap(), expected);
    }
}

/// Roots worked by hand or from a table of square roots.
#[test]
fn roots_print_nine_decimals() {
    for (square, root) in [
        ("0", "0.000000000"),
        ("1", "1.000000000"),
        ("2", "1.414213562"),
        ("3", "1.732050808"),
        ("0.25", "0.500000000"),
        ("144", "12.000000000"),
        ("1000000000000", "1000000.000000000"),
    ] {
        assert_eq!(
            ratio(square).root_nine_decimals().unwrap(),
            root,
            "{square}"
        );
    }
}

#[test]
fn what_has_too_many_digits_is_refused_and_not_cut() {
    let long = ratio("999999999999.999999999");
    let squared = long.times(long);
    assert_eq!(squared, Err(TooManyDigits));
    assert_eq!(Ratio::ONE.over(Ratio::ZERO), Err(TooManyDigits));
}

prop_compose! {
    fn any_ratio()(mantissa in -10_i64.pow(17)..10_i64.pow(17), scale in 0_u32..=9) -> Ratio {
        Ratio::from(Decimal::new(mantissa, scale))
    }
}

proptest! {
    #[test]
    fn order_agrees_with_the_sign_of_the_difference(a in any_ratio(), b in any_ratio()) {
        let difference = a.minus(b).unwrap();
        let expected = if difference.is_zero() {
            Ordering::Equal
        } else if difference.is_negative() {
            Ordering::Less
        } else {
            Ordering::Greater
        };
        prop_assert_eq!(a.cmp(&b), expected);
    }

    #[test]
    fn sums_and_quotients_come_back(a in any_ratio(), b in any_ratio()) {
        prop_assert_eq!(a.plus(b).unwrap().minus(b).unwrap(), a);
        prop_assume!(!b.is_zero());
        if let Ok(quotient) = a.over(b) {
            prop_assert_eq!(quotient.times(b).unwrap(), a);
        }
    }

    #[test]
    fn a_decimal_is_read_back_as_written(a in any_ratio()) {
        prop_assert_eq!(ratio(&a.decimal().unwrap()), a);
    }

    #[test]
    fn the_printed_root_lies_within_half_of_its_last_decimal(count in 0_i64..10_i64.pow(12)) {
        let square = ratio(&Decimal::new(count, 6).to_string());
        let printed = ratio(&square.root_nine_decimals().unwrap());
        let half = ratio("0.0000000005");
        let above = printed.plus(half).unwrap();
        prop_assert!(above.times(above).unwrap() > square);
        if printed > half {
            let below = printed.minus(half).unwrap();
            prop_assert!(below.times(below).unwrap() <= square);
        }
    }
}
