//! A plan for many establishments at once: whom to visit in a period, on which
//! days, and who goes. Those last inspected longest ago come first.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};
use inspection::Digest;

use crate::store::{NewVisit, PlannedVisit, Registered};

/// The days of a week, in order.
pub const WEEK: [Weekday; 7] = [
    Weekday::Mon,
    Weekday::Tue,
    Weekday::Wed,
    Weekday::Thu,
    Weekday::Fri,
    Weekday::Sat,
    Weekday::Sun,
];

/// What is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wish {
    /// Code of a ward; empty for any.
    pub ward: String,
    /// Code of a kind; empty for any.
    pub kind: String,
    /// The first day.
    pub first: NaiveDate,
    /// The last day, included.
    pub last: NaiveDate,
    /// On which days of the week.
    pub weekdays: Vec<Weekday>,
    /// The most visits on a day; `None` for as many as come.
    pub a_day: Option<usize>,
    /// Who goes, in turn; none where nobody is named.
    pub teams: Vec<String>,
    /// Whoever was inspected within so many days before the first is left out.
    pub revisit_days: Option<u16>,
}

/// What comes of a wish.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Proposal {
    /// The visits, by day.
    pub visits: Vec<NewVisit>,
    /// Establishments that were inspected not long ago.
    pub recent: usize,
    /// Establishments to which a visit is planned in the period.
    pub planned: usize,
    /// Establishments for which the days do not suffice.
    pub left: usize,
}

/// Whom to visit when. `planned` are the visits of the period.
#[must_use]
pub fn propose(wish: &Wish, register: &[Registered], planned: &[PlannedVisit]) -> Proposal {
    let mut proposal = Proposal::default();
    let planned: BTreeSet<_> = planned
        .iter()
        .map(|visit| &visit.establishment.id)
        .collect();
    let mut wanted = Vec::new();
    for row in register.iter().filter(|row| is_meant(wish, row)) {
        if planned.contains(&row.id) {
            proposal.planned += 1;
        } else if was_visited(wish, row) {
            proposal.recent += 1;
        } else {
            wanted.push(row);
        }
    }
    // Whoever was never inspected comes first.
    wanted.sort_by_key(|row| {
        let last = row.last.as_ref().map(|last| last.on);
        (last, &row.ward, &row.name, &row.id)
    });
    let days = days_of(wish);
    let room = wish
        .a_day
        .map_or(wanted.len(), |a_day| days.len().saturating_mul(a_day));
    let room = if days.is_empty() { 0 } else { room };
    proposal.left = wanted.len().saturating_sub(room);
    wanted.truncate(room);
    for (number, row) in wanted.iter().enumerate() {
        // Evenly over the days: below `days.len()`, as `number` is below the other.
        let Some(day) = days.get(number * days.len() / wanted.len()) else {
            continue;
        };
        let team = number
            .checked_rem(wish.teams.len())
            .and_then(|turn| wish.teams.get(turn));
        proposal.visits.push(NewVisit {
            id: String::new(),
            establishment: row.id.clone(),
            planned_on: *day,
            team: team.cloned().unwrap_or_default(),
        });
    }
    proposal
}

impl Proposal {
    /// Tells one proposal from another: what somebody saw is what is done.
    #[must_use]
    pub fn fingerprint(&self) -> Digest {
        Digest::of(format!("{:?}", self.visits).as_bytes())
    }
}

fn is_meant(wish: &Wish, row: &Registered) -> bool {
    row.closed_on.is_none()
        && (wish.ward.is_empty() || row.ward_code.as_deref() == Some(wish.ward.as_str()))
        && (wish.kind.is_empty() || row.kind == wish.kind)
}

fn was_visited(wish: &Wish, row: &Registered) -> bool {
    let Some((days, last)) = wish.revisit_days.zip(row.last.as_ref()) else {
        return false;
    };
    let over = last.on.checked_add_days(Days::new(days.into()));
    over.is_none_or(|over| over > wish.first)
}

fn days_of(wish: &Wish) -> Vec<NaiveDate> {
    let days = wish.first.iter_days().take_while(|day| *day <= wish.last);
    days.filter(|day| wish.weekdays.contains(&day.weekday()))
        .collect()
}

#[cfg(test)]
mod tests {
    use inspection::{LastInspection, LastResult};

    use super::*;

    fn row(id: &str, last: Option<&str>) -> Registered {
        Registered {
            id: id.to_owned(),
            ward_code: Some("go-vap".to_owned()),
            kind: "market_stall".to_owned(),
            last: last.map(|on| LastInspection {
                on: on.parse().unwrap(),
                result: LastResult::Conforming,
                findings: 0,
                deadline: None,
            }),
            ..Registered::default()
        }
    }

    /// December 2026 begins on a Tuesday.
    fn wish() -> Wish {
        Wish {
            ward: "go-vap".to_owned(),
            kind: String::new(),
            first: "2026-12-01".parse().unwrap(),
            last: "2026-12-07".parse().unwrap(),
            weekdays: WEEK[..5].to_vec(),
            a_day: None,
            teams: Vec::new(),
            revisit_days: None,
        }
    }

    fn told(proposal: &Proposal) -> Vec<(&str, String, &str)> {
        let visits = proposal.visits.iter();
        let told = visits.map(|visit| {
            (
                visit.establishment.as_str(),
                visit.planned_on.to_string(),
                visit.team.as_str(),
            )
        });
        told.collect()
    }

    #[test]
    fn whoever_was_visited_longest_ago_comes_first_on_working_days_in_turn() {
        let register = [
            row("new", None),
            row("late", Some("2026-11-01")),
            row("early", Some("2025-03-01")),
            Registered {
                ward_code: None,
                ..row("elsewhere", None)
            },
            Registered {
                closed_on: Some("2026-01-01".parse().unwrap()),
                ..row("closed", None)
            },
        ];
        let wish = Wish {
            teams: vec!["Đội 1".to_owned(), "Đội 2".to_owned()],
            ..wish()
        };
        let proposal = propose(&wish, &register, &[]);
        // Five working days for three: the 1st, the 2nd and, beyond half, the 4th.
        let expected = [
            ("new", "2026-12-01".to_owned(), "Đội 1"),
            ("early", "2026-12-02".to_owned(), "Đội 2"),
            ("late", "2026-12-04".to_owned(), "Đội 1"),
        ];
        assert_eq!(told(&proposal), expected);
    }

    #[test]
    fn whoever_was_visited_lately_or_is_planned_is_left_out_and_counted() {
        let register = [
            row("a", Some("2026-11-30")),
            row("b", Some("2026-09-02")),
            row("c", None),
        ];
        let planned = PlannedVisit {
            id: "v".to_owned(),
            planned_on: "2026-12-03".parse().unwrap(),
            establishment: register[2].clone(),
            team: String::new(),
            done: None,
            sample: false,
        };
        let wish = Wish {
            revisit_days: Some(90),
            ..wish()
        };
        let proposal = propose(&wish, &register, &[planned]);
        // 2 September and 90 days is 1 December.
        assert_eq!(told(&proposal), [("b", "2026-12-01".to_owned(), "")]);
        assert_eq!(
            (proposal.recent, proposal.planned, proposal.left),
            (1, 1, 0)
        );
    }

    #[test]
    fn no_day_gets_more_than_it_may_and_who_does_not_fit_is_counted() {
        let register: Vec<_> = (0..12)
            .map(|number| row(&format!("{number:02}"), None))
            .collect();
        let proposal = propose(
            &Wish {
                a_day: Some(2),
                ..wish()
            },
            &register,
            &[],
        );
        assert_eq!((proposal.visits.len(), proposal.left), (10, 2));
        for visits in proposal.visits.chunks(2) {
            assert_eq!(visits[0].planned_on, visits[1].planned_on);
        }
        let none = propose(
            &Wish {
                weekdays: Vec::new(),
                ..wish()
            },
            &register,
            &[],
        );
        assert_eq!((none.visits.len(), none.left), (0, 12));
    }
}
