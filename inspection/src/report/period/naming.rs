//! Periods by short codes, as addresses and the command line have them, and those
//! that a period is compared with.

use chrono::{Datelike, Days, Months, NaiveDate};

use super::{CutOffs, Period, PeriodKind};

/// What stands between the days of any period.
const TO: &str = "..";

impl Period {
    /// Reads `2026-10`, `2026-H1`, `2026`, or `2026-10-01..2026-10-15`; `None` for
    /// anything else, or a last day before the first.
    #[must_use]
    pub fn named(code: &str, cut_offs: &CutOffs) -> Option<Self> {
        if let Some((from, to)) = code.split_once(TO) {
            return Self::any(day(from)?, day(to)?);
        }
        let (year, rest) = match code.split_once('-') {
            Some((year, rest)) => (year, Some(rest)),
            None => (code, None),
        };
        let year = number(year, 4)?;
        match rest {
            None => Self::year(year, cut_offs),
            Some("H1") => Self::half_year(year, cut_offs),
            Some(month) => Self::month(year, u32::try_from(number(month, 2)?).ok()?),
        }
    }

    /// The code: what [`Period::named`] reads.
    #[must_use]
    pub fn code(&self) -> String {
        let year = self.to.year();
        match self.kind {
            PeriodKind::Month => format!("{year:04}-{:02}", self.to.month()),
            PeriodKind::HalfYear => format!("{year:04}-H1"),
            PeriodKind::Year => format!("{year:04}"),
            PeriodKind::Any => format!("{}{TO}{}", self.from, self.to),
        }
    }

    /// The one before it: the month before, the half-year or year before, or as
    /// many days before.
    #[must_use]
    pub fn before(&self, cut_offs: &CutOffs) -> Option<Self> {
        match self.kind {
            PeriodKind::Month => {
                let month = self.from.checked_sub_months(Months::new(1))?;
                Self::month(month.year(), month.month())
            }
            PeriodKind::HalfYear | PeriodKind::Year => self.year_before(cut_offs),
            PeriodKind::Any => {
                let to = self.from.pred_opt()?;
                let length = u64::try_from((self.to - self.from).num_days()).ok()?;
                Self::any(to.checked_sub_days(Days::new(length))?, to)
            }
        }
    }

    /// The same one of the year before.
    #[must_use]
    pub fn year_before(&self, cut_offs: &CutOffs) -> Option<Self> {
        let year = self.to.year().checked_sub(1)?;
        match self.kind {
            PeriodKind::Month => Self::month(year, self.to.month()),
            PeriodKind::HalfYear => Self::half_year(year, cut_offs),
            PeriodKind::Year => Self::year(year, cut_offs),
            PeriodKind::Any => {
                let earlier = |day: NaiveDate| day.checked_sub_months(Months::new(12));
                Self::any(earlier(self.from)?, earlier(self.to)?)
            }
        }
    }
}

/// A number of so many digits and no other sign.
fn number(text: &str, digits: usize) -> Option<i32> {
    let plain = text.len() == digits && text.bytes().all(|byte| byte.is_ascii_digit());
    plain.then(|| text.parse().ok()).flatten()
}

fn day(text: &str) -> Option<NaiveDate> {
    let mut parts = text.split('-');
    let (year, month, day) = (parts.next()?, parts.next()?, parts.next()?);
    let rest = parts.next();
    let two = |text| u32::try_from(number(text, 2)?).ok();
    let read = NaiveDate::from_ymd_opt(number(year, 4)?, two(month)?, two(day)?);
    read.filter(|_| rest.is_none())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(code: &str) -> Option<Period> {
        Period::named(code, &CutOffs::default())
    }

    #[test]
    fn a_period_is_read_by_its_code_and_says_it_again() {
        for (code, from, to) in [
            ("2026-10", "2026-10-01", "2026-10-31"),
            ("2024-02", "2024-02-01", "2024-02-29"),
            ("2026-H1", "2026-01-01", "2026-05-31"),
            ("2026", "2025-11-01", "2026-10-31"),
            ("2026-10-01..2026-10-15", "2026-10-01", "2026-10-15"),
            ("2026-10-15..2026-10-15", "2026-10-15", "2026-10-15"),
        ] {
            let period = named(code).unwrap();
            assert_eq!(period.from().to_string(), from, "{code}");
            assert_eq!(period.to().to_string(), to, "{code}");
            assert_eq!(period.code(), code);
        }
    }

    #[test]
    fn what_is_no_period_is_not_read() {
        for code in [
            "",
            "2026-13",
            "2026-00",
            "2026-1",
            "26-10",
            "+026-10",
            "2026-H2",
            "2026-10-01",
            "2026-10-15..2026-10-01",
            "2026-10-32..2026-11-01",
            "2026-10-01..",
            "2026-10-01..2026-10-02-03",
            "2026 ",
            "năm 2026",
        ] {
            assert_eq!(named(code), None, "{code}");
        }
    }

    #[test]
    fn a_period_is_compared_with_the_one_before_and_that_of_the_year_before() {
        let cut_offs = CutOffs::default();
        let code = |period: Option<Period>| period.unwrap().code();
        for (of, before, year_before) in [
            ("2026-10", "2026-09", "2025-10"),
            ("2026-01", "2025-12", "2025-01"),
            ("2026-H1", "2025-H1", "2025-H1"),
            ("2026", "2025", "2025"),
            (
                "2026-10-05..2026-10-14",
                "2026-09-25..2026-10-04",
                "2025-10-05..2025-10-14",
            ),
            (
                "2024-02-29..2024-02-29",
                "2024-02-28..2024-02-28",
                "2023-02-28..2023-02-28",
            ),
        ] {
            let period = named(of).unwrap();
            assert_eq!(code(period.before(&cut_offs)), before, "{of}");
            assert_eq!(code(period.year_before(&cut_offs)), year_before, "{of}");
        }
    }
}
