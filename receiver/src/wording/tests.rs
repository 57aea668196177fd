//! How the office writes numbers, days and moments.

use super::*;

#[test]
fn numbers_have_a_decimal_comma_and_keep_their_zeros() {
    for (typed, plain, with_sign) in [
        ("10.00", "10,00", "+10,00"),
        ("-50", "−50", "−50"),
        ("0", "0", "0"),
        ("0.5", "0,5", "+0,5"),
    ] {
        let value: Decimal = typed.parse().unwrap();
        assert_eq!(number(value), plain);
        assert_eq!(signed(value), with_sign);
    }
}

#[test]
fn days_and_moments_are_written_day_first_on_the_wall_in_viet_nam() {
    assert_eq!(day("2026-11-02".parse().unwrap()), "02/11/2026");
    // 17:30 UTC is half past midnight of the next day at UTC+7.
    let at: DateTime<Utc> = "2026-11-21T17:30:05Z".parse().unwrap();
    assert_eq!(moment(at), "22/11/2026 00:30:05");
    assert_eq!(wall_time(at).date_naive().to_string(), "2026-11-22");
}

#[test]
fn an_instant_at_the_end_of_the_calendar_is_still_written() {
    let last = Stamp {
        at: DateTime::<Utc>::MAX_UTC,
        offset_minutes: i16::MAX,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    };
    assert!(stamp(&last).ends_with("(Asia/Ho_Chi_Minh)"));
    assert!(!moment(DateTime::<Utc>::MAX_UTC).is_empty());
}
