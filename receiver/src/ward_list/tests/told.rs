//! Single values as people and spreadsheets write them.

use super::super::values::{phone, place, place_of_one, tax_code};
use super::super::*;
use super::TODAY;

/// Ten digits, and thirteen of a branch: Circular 105/2020/TT-BTC; twelve of a
/// person: Circular 86/2024/TT-BTC.
#[test]
fn a_tax_code_is_read_however_a_spreadsheet_left_it() {
    for (text, expected) in [
        ("0301234567", Ok("0301234567")),
        ("301234567", Ok("0301234567")),
        ("0301234567-001", Ok("0301234567-001")),
        ("0301234567001", Ok("0301234567-001")),
        ("301234567001", Ok("0301234567-001")),
        ("079085001234", Ok("079085001234")),
        ("79085001234", Ok("079085001234")),
        ("03 0123 4567", Ok("0301234567")),
        ("'0301234567", Ok("0301234567")),
        ("301234567.0", Ok("0301234567")),
        ("3.01234567E+8", Ok("0301234567")),
        ("3,01234567E+08", Ok("0301234567")),
        ("3.0123E+08", Err(Why::DigitsLost)),
        ("3.01E+09", Err(Why::DigitsLost)),
        ("3E+400", Err(Why::DigitsLost)),
        ("12345678", Err(Why::NoTaxCode)),
        ("12345678901234", Err(Why::NoTaxCode)),
        ("41H8012345", Err(Why::NoTaxCode)),
        ("không có", Err(Why::NoTaxCode)),
        ("---", Err(Why::NoTaxCode)),
    ] {
        assert_eq!(tax_code(text), expected.map(str::to_owned), "{text}");
    }
}

#[test]
fn a_telephone_is_read_however_it_was_written() {
    for (text, expected) in [
        ("0912345678", Ok("0912345678")),
        ("912345678", Ok("0912345678")),
        ("0912.345.678", Ok("0912345678")),
        ("+84 912 345 678", Ok("0912345678")),
        ("84912345678", Ok("0912345678")),
        ("(028) 3894 1234", Ok("02838941234")),
        ("2838941234", Ok("02838941234")),
        ("0912345678 / 0987654321", Ok("0912345678, 0987654321")),
        ("1900 1234", Ok("19001234")),
        ("18001234", Ok("18001234")),
        ("9.12345678E+8", Ok("0912345678")),
        ("9.12E+08", Err(Why::DigitsLost)),
        ("12345", Err(Why::NoPhone)),
        ("0112345678", Err(Why::NoPhone)),
        ("0912345678 (Lan)", Err(Why::NoPhone)),
    ] {
        assert_eq!(phone(text), expected.map(str::to_owned), "{text}");
    }
}

#[test]
fn a_place_is_read_in_degrees_and_must_be_in_vietnam() {
    let there = inspection::Point::new(10_838_540, 106_665_290).unwrap();
    assert_eq!(place("10.83854", "106.66529"), Ok(there));
    assert_eq!(place("10,83854", "106,66529°"), Ok(there));
    assert_eq!(place_of_one("10.83854, 106.66529"), Ok(there));
    assert_eq!(place_of_one("10.83854;106.66529"), Ok(there));
    // Half a millionth is rounded away from zero.
    assert_eq!(place("10.8385395", "106.6652895"), Ok(there));
    for (latitude, longitude, why) in [
        ("106.66529", "10.83854", Why::SwappedPlace),
        ("10838540", "106665290", Why::FarPlace),
        ("48.85", "2.35", Why::FarPlace),
        ("10°50'", "106.6", Why::NoDegrees),
        ("", "106.6", Why::NoDegrees),
        ("99999999999999999999999999999999", "106", Why::NoDegrees),
    ] {
        assert_eq!(place(latitude, longitude), Err(why), "{latitude}");
    }
    for text in ["10.8", "10.8, 106.6, 3", "ở chợ", "1,2,3,4"] {
        assert_eq!(place_of_one(text), Err(Why::NoDegrees), "{text}");
    }
}

/// The wards before and after: `units.json`.
#[test]
fn a_ward_is_known_by_the_names_of_before_and_of_today() {
    let pack = inspection::RulePack::current();
    let one = |code: &str| WardNamed::One(code.to_owned());
    for (text, expected) in [
        ("Phường Hạnh Thông", one("hanh-thong")),
        ("hanh thong", one("hanh-thong")),
        ("P. Hạnh Thông, TP.HCM", one("hanh-thong")),
        ("hanh-thong", one("hanh-thong")),
        ("Phường 3", one("hanh-thong")),
        ("P.3", one("hanh-thong")),
        ("P03", one("hanh-thong")),
        ("3", one("hanh-thong")),
        ("Phường 4 (cũ)", one("hanh-thong")),
        ("Phường 16", one("an-hoi-dong")),
        ("Phường 17", WardNamed::Divided),
        ("Phường 15", WardNamed::Divided),
        ("Phường 2", WardNamed::Unknown),
        ("Quận Gò Vấp", WardNamed::Unknown),
        ("Gò Vấp", one("go-vap")),
        ("", WardNamed::Unknown),
        ("P.", WardNamed::Unknown),
    ] {
        assert_eq!(
            ward_named(pack, text, TODAY.parse().unwrap()),
            expected,
            "{text}"
        );
    }
}

#[test]
fn a_kind_is_known_by_its_name_or_by_words_of_it_alone() {
    let pack = inspection::RulePack::current();
    for (text, expected) in [
        ("gold_shop", Some("gold_shop")),
        ("Sạp, quầy tại chợ", Some("market_stall")),
        ("sap quay tai cho", Some("market_stall")),
        ("Xăng dầu", Some("fuel_station")),
        ("XANG DAU", Some("fuel_station")),
        ("Gas", Some("lpg_shop")),
        ("cửa hàng", None),
        ("Ăn uống", None),
        ("", None),
        ("?", None),
    ] {
        assert_eq!(kind_named(pack, text).as_deref(), expected, "{text}");
    }
}
