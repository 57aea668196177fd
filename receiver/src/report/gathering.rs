//! Gathers what a report and what it is compared with are made of. Reading is the
//! store's; what is read is folded by whoever has a thread for it.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inspection::{CutOffs, Ledger, Period, Report};

use super::making::Compared;
use crate::people::Authority;
use crate::store::{PlanDone, ReportLines, Store, StoreError};

/// What was read of a period and of those that it is compared with.
#[derive(Debug)]
pub struct Gathered {
    own: (Period, ReportLines),
    before: Option<(Period, ReportLines)>,
    year_before: Option<(Period, ReportLines)>,
    plan: BTreeMap<String, PlanDone>,
    authority: Authority,
    today: NaiveDate,
}

impl Gathered {
    /// Reads what the report of a period needs, as far as the authority sees it today.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn of(
        store: &Store,
        period: Period,
        cut_offs: &CutOffs,
        (authority, today): (Authority, NaiveDate),
    ) -> Result<Self, StoreError> {
        let sight = authority.sight(today);
        let before = period.before(cut_offs);
        let year_before = period.year_before(cut_offs);
        let year_before = year_before.filter(|period| Some(*period) != before);
        Ok(Self {
            own: (period, store.report_lines(period).await?),
            before: lines(store, before).await?,
            year_before: lines(store, year_before).await?,
            plan: store.plan_done(period.from(), period.to(), &sight).await?,
            authority,
            today,
        })
    }

    /// Adds all of it up.
    #[must_use]
    pub fn add_up(self) -> Compared {
        let sight = self.authority.sight(self.today);
        let report = |(period, lines): (Period, ReportLines)| {
            let (ledger, unread) = lines.ledger();
            (ledger.report_where(period, |ward| sight.sees(ward)), unread)
        };
        let (own, unread): (Report, usize) = report(self.own);
        Compared {
            own,
            unread,
            before: self.before.map(report).map(|(report, _)| report),
            year_before: self.year_before.map(report).map(|(report, _)| report),
            plan: self.plan,
            ward: (!sight.is_all()).then(|| self.authority.name().to_owned()),
        }
    }
}

async fn lines(
    store: &Store,
    period: Option<Period>,
) -> Result<Option<(Period, ReportLines)>, StoreError> {
    match period {
        Some(period) => Ok(Some((period, store.report_lines(period).await?))),
        None => Ok(None),
    }
}

/// The ledger of a period alone.
///
/// # Errors
/// [`StoreError`] where the database failed.
pub async fn ledger_of(store: &Store, period: Period) -> Result<Ledger, StoreError> {
    Ok(store.report_lines(period).await?.ledger().0)
}
