//! Gathers what a report and what it is compared with are made of. Reading is the
//! store's; what is read is folded by whoever has a thread for it.

use std::collections::BTreeMap;

use inspection::{CutOffs, Ledger, Period, Report};

use super::making::Compared;
use crate::people::Sight;
use crate::store::{PlanDone, ReportLines, Store, StoreError};

/// What was read of a period and of those that it is compared with.
#[derive(Debug)]
pub struct Gathered {
    own: (Period, ReportLines),
    before: Option<(Period, ReportLines)>,
    year_before: Option<(Period, ReportLines)>,
    plan: BTreeMap<String, PlanDone>,
    sight: Sight,
}

impl Gathered {
    /// Reads what the report of a period needs, as far as it is seen.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn of(
        store: &Store,
        period: Period,
        cut_offs: &CutOffs,
        sight: Sight,
    ) -> Result<Self, StoreError> {
        let before = period.before(cut_offs);
        let year_before = period.year_before(cut_offs);
        let year_before = year_before.filter(|period| Some(*period) != before);
        Ok(Self {
            own: (period, store.report_lines(period).await?),
            before: lines(store, before).await?,
            year_before: lines(store, year_before).await?,
            plan: store.plan_done(period.from(), period.to(), &sight).await?,
            sight,
        })
    }

    /// Adds all of it up.
    ///
    /// # Errors
    /// [`StoreError::Unreadable`] where a line is none that this program writes.
    pub fn add_up(self) -> Result<Compared, StoreError> {
        let report = |(period, lines): (Period, ReportLines)| {
            let ledger = lines.ledger()?;
            Ok::<Report, StoreError>(ledger.report_where(period, |ward| self.sight.sees(ward)))
        };
        Ok(Compared {
            own: report(self.own)?,
            before: self.before.map(report).transpose()?,
            year_before: self.year_before.map(report).transpose()?,
            plan: self.plan,
        })
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
    store.report_lines(period).await?.ledger()
}
