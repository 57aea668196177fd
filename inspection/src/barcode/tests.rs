//! Check digits against numbers that others published.

use proptest::prelude::*;

use super::*;

/// GS1 Hong Kong and GS1 India work the thirteen digits out in full on their
/// pages; the others are the numbers shown in encyclopaedias and manuals of
/// each symbol.
#[test]
fn published_numbers_are_read_with_their_kind_and_prefix() {
    use BarcodeKind::{Ean8, Ean13, Gtin14, UpcA, UpcE};
    for (text, kind, prefix) in [
        ("6291041500213", Ean13, 629),
        ("8904000210037", Ean13, 890),
        ("4006381333931", Ean13, 400),
        ("5901234123457", Ean13, 590),
        ("9783161484100", Ean13, 978),
        ("73513537", Ean8, 735),
        ("96385074", Ean8, 963),
        ("036000291452", UpcA, 3),
        ("042100005264", UpcA, 4),
        ("04252614", UpcE, 4),
        ("01234565", UpcE, 1),
        ("10614141000415", Gtin14, 61),
        ("00012345600012", Gtin14, 1),
        // 893 by hand: 3 × (9 + 4 + 8 + 1 + 0 + 1) + (8 + 3 + 6 + 0 + 0 + 2)
        // = 69 + 19 = 88, so 2.
        ("8934680010122", Ean13, 893),
    ] {
        let read = Barcode::parse(text).unwrap();
        assert_eq!((read.kind, read.prefix()), (kind, prefix), "{text}");
    }
}

/// The same number as UPC-E and UPC-A, from the tables of zero suppression:
/// one line for each last digit's rule.
#[test]
fn a_upc_e_is_the_upc_a_it_stands_for() {
    for (short, long) in [
        ("04252614", "042100005264"),
        ("01234505", "012000003455"),
        ("01234531", "012300000451"),
        ("01234543", "012340000053"),
        ("01234558", "012345000058"),
    ] {
        let (short, long) = (Barcode::parse(short), Barcode::parse(long));
        assert_eq!(
            short.unwrap().to_string(),
            long.unwrap().to_string(),
            "{short:?} {long:?}"
        );
    }
}

#[test]
fn spaces_and_hyphens_as_printed_do_not_count() {
    let read = |text| Barcode::parse(text).unwrap().to_string();
    assert_eq!(read(" 6 291041 500213 "), "06291041500213");
    assert_eq!(read("978-3-16-148410-0"), "09783161484100");
}

#[test]
fn what_is_wrong_is_named_with_the_digit_that_would_fit() {
    use BarcodeError::{CheckDigit, Length, NotADigit};
    for (text, expected) in [
        ("", Length { digits: 0 }),
        // 3 × (2 + 0 + 1 + 0 + 9 + 6) + (0 + 5 + 4 + 1 + 2) = 54 + 12 = 66.
        (
            "629104150021",
            CheckDigit {
                expected: 4,
                found: 1,
            },
        ),
        ("62910415002", Length { digits: 11 }),
        ("629104150021300", Length { digits: 15 }),
        (
            "6291041500214",
            CheckDigit {
                expected: 3,
                found: 4,
            },
        ),
        (
            "73513536",
            CheckDigit {
                expected: 7,
                found: 6,
            },
        ),
        ("O36000291452", NotADigit { found: 'O' }),
        ("٣6000291452", NotADigit { found: '٣' }),
        ("https://x.vn/1", NotADigit { found: 'h' }),
    ] {
        assert_eq!(Barcode::parse(text), Err(expected), "{text}");
    }
}

/// Digits that with their check digit make a number of one of the lengths.
fn numbers() -> impl Strategy<Value = String> {
    let digits = prop_oneof!["[1-9][0-9]{6}", "[0-9]{11}", "[0-9]{12}", "[0-9]{13}",];
    digits.prop_map(|before| {
        let digits = (0..=9).map(|digit| format!("{before}{digit}"));
        let fit: Vec<_> = digits.filter(|text| Barcode::parse(text).is_ok()).collect();
        assert_eq!(fit.len(), 1, "one check digit fits {before}");
        fit[0].clone()
    })
}

proptest! {
    #[test]
    fn one_wrong_digit_never_passes(number in numbers(), at in 0_usize..14, by in 1_u8..10) {
        let mut digits = number.into_bytes();
        let at = at % digits.len();
        digits[at] = b'0' + (digits[at] - b'0' + by) % 10;
        // A zero first makes another kind of eight digits, a UPC-E.
        prop_assume!(digits.len() != 8 || digits[0] != b'0');
        let wrong = String::from_utf8(digits).unwrap();
        let found = Barcode::parse(&wrong);
        prop_assert!(matches!(found, Err(BarcodeError::CheckDigit { .. })), "{wrong}: {found:?}");
    }

    #[test]
    fn the_digit_it_says_is_the_one_that_fits(number in numbers(), by in 1_u8..10) {
        let (before, last) = number.split_at(number.len() - 1);
        let last: u8 = last.parse().unwrap();
        let wrong = format!("{before}{}", (last + by) % 10);
        let said = BarcodeError::CheckDigit { expected: last, found: (last + by) % 10 };
        prop_assert_eq!(Barcode::parse(&wrong), Err(said));
    }

    #[test]
    fn zeros_before_a_number_change_nothing(number in "[1-9][0-9]{11}") {
        let bare = Barcode::parse(&number).map(|read| read.to_string());
        let filled = Barcode::parse(&format!("00{number}")).map(|read| read.to_string());
        prop_assert_eq!(bare, filled);
    }

    #[test]
    fn whatever_is_typed_is_read_or_refused(text in ".{0,40}") {
        let digits = text.chars().filter(|found| found.is_numeric()).count();
        if digits < 8 {
            prop_assert!(Barcode::parse(&text).is_err());
        }
    }
}
