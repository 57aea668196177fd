//! The words of minutes, which are Vietnamese whatever the screen's language,
//! and how numbers, days and marks are written there.

mod sentences;
pub mod words;

use chrono::{DateTime, Datelike, NaiveDate, Utc};
use rust_decimal::Decimal;

use crate::assessment::{Amount, Favours, Limit, Severity, Verdict};
use crate::check::CheckKind;
use crate::evidence::Evidence;

pub(super) use self::sentences::*;
pub(super) use self::words::{evidence, response, verdict};

pub(super) const STATE: [&str; 2] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
];
pub(super) const UNVERIFIED: &str = "Mẫu chưa đối chiếu với phụ lục thông tư.";
pub(super) const DIGEST: &str = "SHA-256 của tài liệu:";
pub(super) const RECORD: &str = "Mã kết quả kiểm tra:";
pub(super) const CORRECTS: &str = "Biên bản này thay cho biên bản của kết quả kiểm tra";
pub(super) const NO_BASIS: &str = "chưa rõ căn cứ";
pub(super) const NOTHING_WRONG: &str = "Không phát hiện nội dung không phù hợp.";

/// How grave a finding is.
pub(super) fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "ghi nhận",
        Severity::Minor => "mức nhẹ",
        Severity::Major => "mức nặng",
        Severity::Critical => "mức nghiêm trọng",
    }
}

/// The sign of an error in words; beyond a limit, with who gains by it. What an
/// instrument shows, goods have written on them.
pub(super) fn favours(favours: Favours, verdict: Verdict, kind: CheckKind) -> Option<String> {
    let stated = match kind {
        CheckKind::Instrument => "số chỉ",
        CheckKind::Label | CheckKind::Quality | CheckKind::Quantity => "số ghi",
    };
    let (sign, gain) = match favours {
        Favours::Seller => ("nhiều hơn thực tế", ", khách bị thiếu"),
        Favours::Customer => ("ít hơn thực tế", ", người bán bị thiệt"),
        Favours::Nobody => return None,
    };
    let gain = if verdict == Verdict::Conforming {
        ""
    } else {
        gain
    };
    Some(format!("{stated} {sign}{gain}"))
}

/// A basis with its mark; one that is not known is said to be so.
pub(super) fn basis(text: Option<&str>, mark: Evidence) -> String {
    match text {
        Some(text) => format!("Căn cứ: {text} ({})", evidence(mark)),
        None => format!("Căn cứ: {NO_BASIS}"),
    }
}

/// A day as it is written.
pub(super) fn day(day: NaiveDate) -> String {
    day.format("%d/%m/%Y").to_string()
}

/// That somebody signed on the screen, and when by the wall clock.
pub(super) fn signed_on_screen(at: DateTime<Utc>) -> String {
    format!("(Đã ký trên màn hình {})", at.format("%H:%M %d/%m/%Y"))
}

/// A day as minutes write it out.
pub(super) fn long_day(day: NaiveDate) -> String {
    format!(
        "ngày {:02} tháng {:02} năm {}",
        day.day(),
        day.month(),
        day.year()
    )
}

/// A number with a decimal comma and a proper minus; thousands are set apart
/// from five digits on, where a reader would count them.
pub(super) fn number(text: &str) -> String {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => ("−", digits),
        None => ("", text),
    };
    let (whole, part) = match digits.split_once('.') {
        Some((whole, part)) => (whole, format!(",{part}")),
        None => (digits, String::new()),
    };
    let whole = match whole.len() {
        5.. => thousands(whole),
        _ => whole.to_owned(),
    };
    format!("{sign}{whole}{part}")
}

/// A whole number with its thousands set apart.
pub(super) fn thousands(text: &str) -> String {
    if !text.bytes().all(|digit| digit.is_ascii_digit()) {
        return text.to_owned();
    }
    let mut apart = String::new();
    for (place, digit) in text.chars().enumerate() {
        if place > 0 && (text.len() - place).is_multiple_of(3) {
            apart.push('.');
        }
        apart.push(digit);
    }
    apart
}

/// A unit as it is written in Vietnamese.
pub(super) fn unit(unit: &str) -> String {
    unit.replace("VND", "đồng")
}

/// An error with its sign and unit; a count, which has neither.
pub(super) fn error(error: &Amount) -> String {
    let value = number(&error.shown().to_string());
    if error.unit.is_empty() {
        return value;
    }
    let sign = if error.value > Decimal::ZERO { "+" } else { "" };
    format!("{sign}{value} {}", unit(&error.unit))
}

/// A limit: to the side that it bounds, else to both.
pub(super) fn limit(limit: &Limit) -> String {
    let Amount { value, unit: of } = &limit.within;
    let least = || number(&(-value).normalize().to_string());
    let most = || number(&value.to_string());
    let bound = match limit.code.as_str() {
        "sample_size" => most(),
        "mean_margin" if value.is_zero() => format!("≥ {}", most()),
        "mean_margin" | "tolerable_deficiency" | "twice_tolerable_deficiency" => {
            format!("≥ {}", least())
        }
        "accepted_short" | "accepted_far_short" | "gold_resolution" | "tare_share"
        | "tare_spread" => format!("≤ {}", most()),
        _ if of == "month" => return format!("{} tháng", most()),
        _ => format!("±{}", most()),
    };
    format!("{bound} {}", unit(of)).trim_end().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_in_viet_nam() {
        for (held, written) in [
            ("10.00", "10,00"),
            ("-0.5", "−0,5"),
            ("0", "0"),
            ("1204", "1204"),
            ("12045", "12.045"),
            ("-1204533.2", "−1.204.533,2"),
        ] {
            assert_eq!(number(held), written);
        }
        for (held, written) in [
            ("0", "0"),
            ("999", "999"),
            ("5000", "5.000"),
            ("410000", "410.000"),
            ("1250000", "1.250.000"),
            ("mười", "mười"),
        ] {
            assert_eq!(thousands(held), written);
        }
    }

    #[test]
    fn a_limit_is_written_to_the_side_that_it_bounds() {
        let written = |code: &str, value: i64, unit: &str| {
            let within = Amount {
                value: Decimal::new(value, 1),
                unit: unit.to_owned(),
            };
            limit(&Limit {
                code: code.to_owned(),
                within,
                basis: String::new(),
                evidence: Evidence::Found,
            })
        };
        assert_eq!(written("verification", 500, "g"), "±50,0 g");
        assert_eq!(written("verification_period", 240, "month"), "24,0 tháng");
        assert_eq!(written("tolerable_deficiency", 135, "g"), "≥ −13,5 g");
        assert_eq!(written("mean_margin", 15, "g"), "≥ −1,5 g");
        assert_eq!(written("mean_margin", 0, "g"), "≥ 0,0 g");
        assert_eq!(written("accepted_short", 30, ""), "≤ 3,0");
        assert_eq!(written("sample_size", 500, ""), "50,0");
    }

    #[test]
    fn days_are_written_out_with_two_digits() {
        let day = |text: &str| long_day(text.parse().unwrap());
        assert_eq!(day("2026-12-31"), "ngày 31 tháng 12 năm 2026");
        assert_eq!(day("2024-02-09"), "ngày 09 tháng 02 năm 2024");
    }

    #[test]
    fn the_sign_of_an_error_is_in_words_and_none_is_not() {
        let said =
            |favours: Favours, verdict| super::favours(favours, verdict, CheckKind::Instrument);
        let passed = said(Favours::Seller, Verdict::Conforming).unwrap();
        assert_eq!(passed, "số chỉ nhiều hơn thực tế");
        let failed = said(Favours::Customer, Verdict::NonConforming).unwrap();
        assert_eq!(failed, "số chỉ ít hơn thực tế, người bán bị thiệt");
        assert_eq!(said(Favours::Nobody, Verdict::Conforming), None);
    }

    #[test]
    fn goods_have_written_what_an_instrument_shows() {
        let (seller, fails) = (Favours::Seller, Verdict::NonConforming);
        let tag = favours(seller, fails, CheckKind::Quantity).unwrap();
        assert_eq!(tag, "số ghi nhiều hơn thực tế, khách bị thiếu");
    }
}
