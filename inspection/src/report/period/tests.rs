//! Days worked by hand from the calendar; due days are those of 694/KH-UBND
//! III.11: on the 5th, before 10 June, before 10 November.

use super::*;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn span(first: (u32, u32), last: (u32, u32)) -> Span {
    let day = |(month, day)| YearDay::new(month, day).unwrap();
    Span {
        first: day(first),
        last: day(last),
    }
}

fn days(period: Option<Period>) -> (String, String) {
    let period = period.unwrap();
    (period.from().to_string(), period.to().to_string())
}

fn both(from: &str, to: &str) -> (String, String) {
    (from.to_owned(), to.to_owned())
}

#[test]
fn a_month_runs_to_its_last_day_and_is_due_on_the_fifth_of_the_next() {
    for (year, month, from, to, due) in [
        (2026, 1, "2026-01-01", "2026-01-31", "2026-02-05"),
        (2026, 2, "2026-02-01", "2026-02-28", "2026-03-05"),
        (2024, 2, "2024-02-01", "2024-02-29", "2024-03-05"),
        (2000, 2, "2000-02-01", "2000-02-29", "2000-03-05"),
        (2100, 2, "2100-02-01", "2100-02-28", "2100-03-05"),
        (2026, 4, "2026-04-01", "2026-04-30", "2026-05-05"),
        (2026, 11, "2026-11-01", "2026-11-30", "2026-12-05"),
        (2026, 12, "2026-12-01", "2026-12-31", "2027-01-05"),
    ] {
        let period = Period::month(year, month);
        assert_eq!(days(period), both(from, to));
        assert_eq!(period.unwrap().due(), Some(day(due)));
    }
    assert_eq!(Period::month(2026, 0), None);
    assert_eq!(Period::month(2026, 13), None);
    assert_eq!(Period::month(i32::MAX, 1), None);
}

#[test]
fn half_year_and_year_run_between_the_cut_off_days() {
    let usual = CutOffs::default();
    let other = CutOffs {
        half_year: span((12, 10), (6, 10)),
        year: span((11, 10), (11, 10)),
    };
    let leap = CutOffs {
        half_year: span((2, 29), (6, 9)),
        year: span((3, 1), (2, 29)),
    };
    for (period, from, to, due) in [
        (
            Period::half_year(2026, &usual),
            "2026-01-01",
            "2026-05-31",
            "2026-06-09",
        ),
        (
            Period::year(2026, &usual),
            "2025-11-01",
            "2026-10-31",
            "2026-11-09",
        ),
        (
            Period::half_year(2026, &other),
            "2025-12-10",
            "2026-06-10",
            "2026-06-09",
        ),
        (
            Period::year(2026, &other),
            "2025-11-10",
            "2026-11-10",
            "2026-11-09",
        ),
        (
            Period::half_year(2026, &leap),
            "2026-02-28",
            "2026-06-09",
            "2026-06-09",
        ),
        (
            Period::half_year(2028, &leap),
            "2028-02-29",
            "2028-06-09",
            "2028-06-09",
        ),
        (
            Period::year(2028, &leap),
            "2027-03-01",
            "2028-02-29",
            "2028-11-09",
        ),
        (
            Period::year(2027, &leap),
            "2026-03-01",
            "2027-02-28",
            "2027-11-09",
        ),
    ] {
        assert_eq!(days(period), both(from, to));
        assert_eq!(period.unwrap().due(), Some(day(due)));
    }
}

#[test]
fn years_of_reports_follow_each_other_without_gap_or_overlap() {
    for year in 2020..2032 {
        let of = |year| Period::year(year, &CutOffs::default()).unwrap();
        assert_eq!(of(year).to().succ_opt(), Some(of(year + 1).from()));
        let of = |month| Period::month(year, month).unwrap();
        for month in 1..12 {
            assert_eq!(of(month).to().succ_opt(), Some(of(month + 1).from()));
        }
    }
}

#[test]
fn any_days_have_no_report_due_and_do_not_run_backwards() {
    let period = Period::any(day("2026-12-31"), day("2026-12-31")).unwrap();
    assert_eq!(period.due(), None);
    assert!(period.holds(day("2026-12-31")));
    assert!(!period.holds(day("2027-01-01")) && !period.holds(day("2026-12-30")));
    assert_eq!(Period::any(day("2027-01-01"), day("2026-12-31")), None);
}

#[test]
fn a_day_of_the_year_is_a_month_and_a_number() {
    for (month, number) in [(0, 1), (13, 1), (1, 0), (1, 32)] {
        assert_eq!(YearDay::new(month, number), None);
    }
    let written = serde_json::to_string(&CutOffs::default()).unwrap();
    let expected =
        r#"{"half_year":{"first":[1,1],"last":[5,31]},"year":{"first":[11,1],"last":[10,31]}}"#;
    assert_eq!(written, expected);
    assert_eq!(
        serde_json::from_str::<CutOffs>(&written).unwrap(),
        CutOffs::default()
    );
    assert!(serde_json::from_str::<CutOffs>(&written.replace("[5,31]", "[5,32]")).is_err());
}

/// What is due next, as kind and day.
#[test]
fn the_next_deadlines_are_those_on_the_day_or_after() {
    use PeriodKind::{HalfYear, Month, Year};
    for (today, expected) in [
        (
            "2026-11-22",
            [
                (Month, "2026-12-05"),
                (Month, "2027-01-05"),
                (Month, "2027-02-05"),
            ],
        ),
        (
            "2026-11-05",
            [
                (Month, "2026-11-05"),
                (Year, "2026-11-09"),
                (Month, "2026-12-05"),
            ],
        ),
        (
            "2026-11-06",
            [
                (Year, "2026-11-09"),
                (Month, "2026-12-05"),
                (Month, "2027-01-05"),
            ],
        ),
        (
            "2026-11-09",
            [
                (Year, "2026-11-09"),
                (Month, "2026-12-05"),
                (Month, "2027-01-05"),
            ],
        ),
        (
            "2026-11-10",
            [
                (Month, "2026-12-05"),
                (Month, "2027-01-05"),
                (Month, "2027-02-05"),
            ],
        ),
        (
            "2026-06-09",
            [
                (HalfYear, "2026-06-09"),
                (Month, "2026-07-05"),
                (Month, "2026-08-05"),
            ],
        ),
        (
            "2026-06-10",
            [
                (Month, "2026-07-05"),
                (Month, "2026-08-05"),
                (Month, "2026-09-05"),
            ],
        ),
        (
            "2026-12-31",
            [
                (Month, "2027-01-05"),
                (Month, "2027-02-05"),
                (Month, "2027-03-05"),
            ],
        ),
        (
            "2028-02-29",
            [
                (Month, "2028-03-05"),
                (Month, "2028-04-05"),
                (Month, "2028-05-05"),
            ],
        ),
    ] {
        let next = next_deadlines(day(today), 3, &CutOffs::default());
        let next: Vec<_> = next
            .iter()
            .map(|(period, due)| (period.kind(), *due))
            .collect();
        let expected: Vec<_> = expected
            .iter()
            .map(|(kind, due)| (*kind, day(due)))
            .collect();
        assert_eq!(next, expected, "{today}");
    }
    let first = next_deadlines(day("2026-12-31"), 1, &CutOffs::default());
    assert_eq!(first[0].0, Period::month(2026, 12).unwrap());
}

#[test]
fn as_many_deadlines_are_given_as_are_asked_for() {
    for count in [0, 1, 14, 40] {
        let next = next_deadlines(day("2026-11-22"), count, &CutOffs::default());
        assert_eq!(next.len(), count);
        assert!(next.is_sorted_by_key(|(_, due)| *due));
    }
    // Fourteen a year: twelve months, the half-year and the year.
    let year = next_deadlines(day("2026-12-06"), 14, &CutOffs::default());
    assert_eq!(year.last().unwrap().1, day("2027-12-05"));
    assert!(next_deadlines(NaiveDate::MAX, 3, &CutOffs::default()).is_empty());
}
