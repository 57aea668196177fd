//! The only door to an [`Inspection`]: a draft without gaps, judged.

use chrono::NaiveDate;

use super::{Closing, Draft, placed};
use crate::check::Check;
use crate::draft::CheckDraft;
use crate::gap::Gap;
use crate::inspection::{Inspection, Link};
use crate::rules::RulePack;

impl Draft {
    /// Closes the visit: every check is judged, and nothing changes any more.
    ///
    /// # Errors
    /// The gaps, by field.
    pub fn close(&self, pack: &RulePack, closing: Closing) -> Result<Inspection, Vec<Gap>> {
        let today = closing.closed.local_date();
        let whole = self.whole(pack, today)?;
        let void = self.void_signatures(pack, today);
        if !void.is_empty() {
            return Err(void);
        }
        Ok(Inspection {
            closed: closing.closed,
            link: closing.link,
            ..whole
        })
    }

    /// The visit as it would be closed `today`, with what closing adds left blank.
    ///
    /// # Errors
    /// The gaps, by field; whether signatures hold is not asked.
    pub fn whole(&self, pack: &RulePack, today: NaiveDate) -> Result<Inspection, Vec<Gap>> {
        let gaps = self.gaps(pack, today);
        let visit = self
            .head
            .read(pack, today)
            .map_err(|gaps| placed(None, gaps))?;
        if !gaps.is_empty() {
            return Err(gaps);
        }
        let day = visit.inspected_on;
        let finish = |check: &CheckDraft| {
            let content = check.complete(pack, day)?;
            let assessment = content.assess(pack, day);
            Ok(Check {
                id: check.id,
                content,
                assessment,
            })
        };
        let checks = self.checks.iter().map(finish);
        let checks = checks.collect::<Result<_, Vec<Gap>>>()?;
        Ok(Inspection {
            id: self.head.id,
            link: Link::none(),
            inspected_on: day,
            opened: self.head.opened.clone(),
            closed: self.head.opened.clone(),
            rule_pack: pack.name(),
            establishment: visit.establishment,
            inspector: visit.inspector,
            without_checks: visit.without_checks,
            fields: visit.fields,
            lists: visit.lists,
            checks,
            conclusion: visit.conclusion,
            supersedes: self.head.supersedes,
            photos: self
                .head
                .photos
                .iter()
                .map(|taken| taken.name.clone())
                .collect(),
        })
    }
}
