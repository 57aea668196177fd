//! The end of a story: everything works again, and the office has it all.

use std::collections::{BTreeMap, BTreeSet};

use tablet::outbox::Delivery;

use super::action::{At, Health};
use super::line::Row;
use super::model::{Broken, holds};
use super::play::Story;

impl Story {
    /// Everything works again: at the end all documents are at the office,
    /// once, each device's in an unbroken chain.
    pub(super) fn end(&mut self) -> Result<(), Broken> {
        self.line.offline.set(false);
        for tablet in [0, 1] {
            self.tablets[tablet].store.set_room(usize::MAX);
            self.tablets[tablet].store.set_others(0);
            self.set_health(tablet, Health::Works);
            self.kill(tablet, 3)?;
            self.tablets[tablet].clock.pass(2 * 3600);
            let at = At { tablet, window: 0 };
            self.deliver(at, false, &[])?;
            self.look_at_the_unsent(tablet, false)?;
            self.deliver(at, true, &[])?;
            self.look_at_the_unsent(tablet, true)?;
        }
        while self.line.arrive() {}
        for tablet in [0, 1] {
            self.kill(tablet, 0)?;
        }
        self.look_at_the_office()
    }

    /// What may still be unsent after a round in which all goes well.
    fn look_at_the_unsent(&self, tablet: usize, now: bool) -> Result<(), Broken> {
        let desk = &self.tablets[tablet].windows[0].desk;
        for entry in desk.entries() {
            for delivery in std::iter::once(&entry.delivery).chain(&entry.photos) {
                let may = match delivery {
                    Delivery::Received { .. } => true,
                    // Only the office itself has the last word.
                    Delivery::Conflict { .. } => !now || self.line.has(entry.id.into()),
                    Delivery::Refused { .. } => !now,
                    Delivery::Waiting { .. } => false,
                };
                holds!(may, "{} waits for nobody: {delivery:?}", entry.id);
            }
        }
        Ok(())
    }

    fn look_at_the_office(&self) -> Result<(), Broken> {
        let rows = self.line.rows.borrow();
        let ids: BTreeSet<_> = rows.iter().map(|row| row.receipt.id).collect();
        holds!(ids.len() == rows.len(), "the office has a document twice");
        let conflicts = self.line.conflicts.borrow();
        look_at_conflicts(&rows, &conflicts)?;
        for told in &self.told {
            for (id, told) in told {
                let Some(sha256) = &told.closed else {
                    continue;
                };
                let mut all = rows.iter().chain(conflicts.iter());
                let there = all.any(|row| row.receipt.matches((*id).into(), sha256));
                holds!(there, "{id} is not at the office");
            }
        }
        chains(rows.iter().chain(conflicts.iter()))
    }
}

/// Two documents have one id only where another was planted, or where a
/// draft had two owners and both closed it.
fn look_at_conflicts(rows: &[Row], conflicts: &[Row]) -> Result<(), Broken> {
    for conflict in conflicts {
        let id = conflict.receipt.id;
        let row = rows.iter().find(|row| row.receipt.id == id).unwrap();
        let planted = row.link.is_none();
        let owners = (&row.link, &conflict.link);
        let two_owners = match owners {
            (Some(one), Some(other)) => one.device != other.device,
            _ => false,
        };
        holds!(planted || two_owners, "a conflict for nothing: {id}");
    }
    Ok(())
}

/// Every device has every place once, and each names the one before.
fn chains<'a>(rows: impl Iterator<Item = &'a Row>) -> Result<(), Broken> {
    let mut chains: BTreeMap<_, BTreeMap<_, BTreeSet<_>>> = BTreeMap::new();
    for row in rows {
        if let Some(link) = &row.link {
            let chain = chains.entry(link.device).or_default();
            let place = chain.entry(link.sequence).or_default();
            place.insert((link.previous.clone(), row.receipt.sha256.clone()));
        }
    }
    for chain in chains.values() {
        let mut before = None;
        for (expected, (sequence, place)) in (1..).zip(chain) {
            holds!(
                expected == *sequence,
                "place {expected} of a chain is missing"
            );
            holds!(
                place.len() == 1,
                "place {sequence} of a chain was given twice"
            );
            let (previous, sha256) = place.first().unwrap();
            holds!(
                *previous == before,
                "place {sequence} names another before it"
            );
            before = Some(sha256.clone());
        }
    }
    Ok(())
}
