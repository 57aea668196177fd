//! The periods of reports and when each is due. The plan names the days on
//! which reports are due; from which day to which they cover is the office's
//! choice, so it is an argument.

mod naming;

use chrono::{Datelike, Months, NaiveDate};
use serde::{Deserialize, Serialize};

use crate::rules::{Deadline, ReportPeriod, Reporting};

/// The days that a report covers, first and last included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Period {
    kind: PeriodKind,
    from: NaiveDate,
    to: NaiveDate,
}

/// The kinds of period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum PeriodKind {
    /// A calendar month.
    Month,
    /// The first half of a year.
    HalfYear,
    /// A year.
    Year,
    /// Any days; no report of the plan is due for them.
    Any,
}

/// From which day to which the half-year and the year are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct CutOffs {
    /// Of the half-year.
    pub half_year: Span,
    /// Of the year.
    pub year: Span,
}

/// First and last day of a period that returns every year. It ends in the year
/// it is called after, and begins in the year before where its first day does
/// not stand before its last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// The first day.
    pub first: YearDay,
    /// The last day.
    pub last: YearDay,
}

/// A day of the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(try_from = "(u32, u32)", into = "(u32, u32)")]
pub struct YearDay {
    month: u32,
    day: u32,
}

impl YearDay {
    /// A day by month and number. Beyond the month's end it is the month's last
    /// day, so 29 February is 28 in common years. `None` for no month or day.
    #[must_use]
    pub fn new(month: u32, day: u32) -> Option<Self> {
        let there = (1..=12).contains(&month) && (1..=31).contains(&day);
        there.then_some(Self { month, day })
    }

    fn of(self, year: i32) -> Option<NaiveDate> {
        let mut days = (1..=self.day).rev();
        days.find_map(|day| NaiveDate::from_ymd_opt(year, self.month, day))
    }
}

impl TryFrom<(u32, u32)> for YearDay {
    type Error = &'static str;

    fn try_from((month, day): (u32, u32)) -> Result<Self, Self::Error> {
        Self::new(month, day).ok_or("not a month from 1 to 12 and a day from 1 to 31")
    }
}

impl From<YearDay> for (u32, u32) {
    fn from(day: YearDay) -> Self {
        (day.month, day.day)
    }
}

/// Half-year: 1 January to 31 May, as the plan's report is due before 10 June.
/// Year: 1 November to 31 October, as it is due before 10 November; of the days
/// in use these follow each other without gap or overlap. Both are derived, not
/// written in the plan.
impl Default for CutOffs {
    fn default() -> Self {
        let span = |first: (u32, u32), last: (u32, u32)| Span {
            first: YearDay {
                month: first.0,
                day: first.1,
            },
            last: YearDay {
                month: last.0,
                day: last.1,
            },
        };
        Self {
            half_year: span((1, 1), (5, 31)),
            year: span((11, 1), (10, 31)),
        }
    }
}

impl Span {
    fn of(self, year: i32) -> Option<(NaiveDate, NaiveDate)> {
        let before = i32::from(self.first >= self.last);
        Some((
            self.first.of(year.checked_sub(before)?)?,
            self.last.of(year)?,
        ))
    }
}

impl Period {
    /// A calendar month; `None` for no month.
    #[must_use]
    pub fn month(year: i32, month: u32) -> Option<Self> {
        let from = NaiveDate::from_ymd_opt(year, month, 1)?;
        let to = from.checked_add_months(Months::new(1))?.pred_opt()?;
        Some(Self {
            kind: PeriodKind::Month,
            from,
            to,
        })
    }

    /// The half-year that ends in `year`.
    #[must_use]
    pub fn half_year(year: i32, cut_offs: &CutOffs) -> Option<Self> {
        let (from, to) = cut_offs.half_year.of(year)?;
        Some(Self {
            kind: PeriodKind::HalfYear,
            from,
            to,
        })
    }

    /// The year of reports that ends in `year`.
    #[must_use]
    pub fn year(year: i32, cut_offs: &CutOffs) -> Option<Self> {
        let (from, to) = cut_offs.year.of(year)?;
        Some(Self {
            kind: PeriodKind::Year,
            from,
            to,
        })
    }

    /// Any days; `None` where the last stands before the first.
    #[must_use]
    pub fn any(from: NaiveDate, to: NaiveDate) -> Option<Self> {
        (from <= to).then_some(Self {
            kind: PeriodKind::Any,
            from,
            to,
        })
    }

    /// Its kind.
    #[must_use]
    pub fn kind(&self) -> PeriodKind {
        self.kind
    }

    /// Its first day.
    #[must_use]
    pub fn from(&self) -> NaiveDate {
        self.from
    }

    /// Its last day.
    #[must_use]
    pub fn to(&self) -> NaiveDate {
        self.to
    }

    /// Whether `day` is one of its days.
    #[must_use]
    pub fn holds(&self, day: NaiveDate) -> bool {
        (self.from..=self.to).contains(&day)
    }

    /// The report that is due for it; `None` for any days.
    #[must_use]
    pub fn report(&self) -> Option<&'static ReportPeriod> {
        let rows = &Reporting::current().report_periods;
        let code = self.kind.code()?;
        rows.iter().find(|row| row.name.code == code)
    }

    /// The last day on which its report is in time: for a month in the month
    /// after, for the others in the year they end in. `None` for any days.
    #[must_use]
    pub fn due(&self) -> Option<NaiveDate> {
        let row = self.report()?;
        let after = self.to.succ_opt()?;
        match self.kind {
            PeriodKind::Month => row.last_safe_day(after.year(), after.month()),
            _ => row.last_safe_day(self.to.year(), row.due_month?),
        }
    }
}

impl PeriodKind {
    /// Code of its row in the annex.
    fn code(self) -> Option<&'static str> {
        match self {
            Self::Month => Some("monthly"),
            Self::HalfYear => Some("half_year"),
            Self::Year => Some("year"),
            Self::Any => None,
        }
    }
}

impl ReportPeriod {
    /// The last day that is in time, in this month.
    fn last_safe_day(&self, year: i32, month: u32) -> Option<NaiveDate> {
        let day = NaiveDate::from_ymd_opt(year, month, self.due_day)?;
        match self.deadline {
            Deadline::On => Some(day),
            Deadline::Before => day.pred_opt(),
        }
    }
}

/// The next reports that are due on `today` or later, with the last day that is
/// in time, the nearest first; `count` of them.
#[must_use]
pub fn next_deadlines(
    today: NaiveDate,
    count: usize,
    cut_offs: &CutOffs,
) -> Vec<(Period, NaiveDate)> {
    // One month and one year more than asked: the first may be past already.
    let ahead = u32::try_from(count).unwrap_or(u32::MAX).saturating_add(1);
    let months = (0..=ahead).map_while(|ahead| {
        let before = today.with_day(1)?.checked_sub_months(Months::new(1))?;
        before.checked_add_months(Months::new(ahead))
    });
    let months = months.filter_map(|first| Period::month(first.year(), first.month()));
    let years = (0..=ahead).map_while(|ahead| today.year().checked_add_unsigned(ahead));
    let half_years = years
        .clone()
        .map_while(|year| Period::half_year(year, cut_offs));
    let years = years.map_while(|year| Period::year(year, cut_offs));
    let all = months.chain(half_years).chain(years);
    let with_days = all.filter_map(|period| Some((period, period.due()?)));
    let mut next: Vec<_> = with_days.filter(|(_, due)| *due >= today).collect();
    next.sort_unstable_by_key(|(period, due)| (*due, *period));
    next.truncate(count);
    next
}

#[cfg(test)]
mod tests;
