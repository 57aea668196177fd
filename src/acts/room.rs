//! Room on the tablet: how full the working copy is, what that still allows,
//! and what leaves it first. The text of a received record moves out, its line
//! stays; what the office has not confirmed never moves.

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{Digest, InspectionId, Receipt};

use super::{Desk, Entry, SaveError};
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::outbox::Delivery;
use crate::store::{Body, CAPACITY, Json, Key, Piece, seal};

/// From here on received records move out, and the person is told.
const LOW: usize = 70;
/// From here on no new inspection is begun: the rest is for those in hand.
const FULL: usize = 90;
/// From here on nothing is begun for want of room in the journal: the rest is
/// for closing what is in hand.
const LAST: usize = 95;
/// Received records move out until no more than this is in use.
const GOAL: usize = 50;
/// The fewest months that a received record is kept in full, whatever the
/// office says.
const FEWEST_MONTHS: u32 = 24;
/// The most that office and tablet may differ for either to be believed: more
/// than any time zone taken for another.
const TRUSTED: TimeDelta = TimeDelta::days(1);

/// How full the working copy is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fill {
    /// UTF-16 units in use.
    pub used: usize,
    /// UTF-16 units there are.
    pub capacity: usize,
}

/// What the browser says of its own storage.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Keeping {
    /// Whether it promised not to delete it by itself; `None` where it does
    /// not know of such promises.
    pub promised: Option<bool>,
    /// Bytes in use and bytes there are, where it says.
    pub bytes: Option<(u64, u64)>,
}

impl Keeping {
    /// Whether no photo may be taken any more: the rest is for words.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.percent().is_some_and(|percent| percent >= FULL)
    }

    /// Whether nothing is begun any more: the rest is for closing.
    pub(super) fn is_spent(self) -> bool {
        self.percent().is_some_and(|percent| percent >= LAST)
    }

    /// The share in use, in percent, rounded down; `None` where the browser
    /// does not say.
    #[must_use]
    pub fn percent(self) -> Option<usize> {
        let (used, quota) = self.bytes?;
        usize::try_from(used.saturating_mul(100) / quota.max(1)).ok()
    }
}

impl Fill {
    /// The share in use, in percent, rounded down.
    #[must_use]
    pub fn percent(self) -> usize {
        self.used.saturating_mul(100) / self.capacity.max(1)
    }

    /// Whether the person is to be told.
    #[must_use]
    pub fn is_low(self) -> bool {
        self.percent() >= LOW
    }

    /// Whether what is left is for the inspections in hand.
    #[must_use]
    pub fn is_full(self) -> bool {
        self.percent() >= FULL
    }
}

impl Desk {
    /// How full the working copy is; empty where it does not say.
    #[must_use]
    pub fn fill(&self) -> Fill {
        Fill {
            used: self.inner.store.used().unwrap_or_default(),
            capacity: CAPACITY,
        }
    }

    /// Notes what the browser says of its storage, by which the journal's room
    /// is judged.
    pub fn know_keeping(&self, keeping: Keeping) {
        self.inner.keeping.set(keeping);
    }

    /// Whether more than what is in hand may be begun.
    ///
    /// # Errors
    /// Which of the two copies has too little room.
    pub(super) fn room_for_more(&self) -> Result<(), SaveError> {
        if self.fill().is_full() {
            Err(SaveError::NoRoom)
        } else if self.inner.keeping.get().is_spent() {
            Err(SaveError::NoRoomInJournal)
        } else {
            Ok(())
        }
    }

    /// Whether a photo may be taken.
    ///
    /// # Errors
    /// The journal's room is for words.
    pub(super) fn room_for_photo(&self) -> Result<(), SaveError> {
        let is_full = self.inner.keeping.get().is_full();
        (!is_full).then_some(()).ok_or(SaveError::NoRoomInJournal)
    }

    /// Where room is low, moves the texts of received records out of the
    /// working copy, the oldest first, each once the journal was seen to hold
    /// it. Gives how many moved.
    ///
    /// # Errors
    /// [`JournalError`]; what moved before it has moved.
    #[must_use]
    pub fn make_room(&self) -> LocalFuture<'static, Result<usize, JournalError>> {
        let desk = self.clone();
        Box::pin(async move {
            let mut fill = desk.fill();
            if !fill.is_low() {
                return Ok(0);
            }
            let mut moved = 0;
            for entry in desk.entries().iter().rev() {
                if fill.percent() < GOAL {
                    break;
                }
                if let Some(freed) = desk.move_out(entry).await? {
                    moved += 1;
                    fill.used = fill.used.saturating_sub(freed);
                }
            }
            Ok(moved)
        })
    }

    /// Leaves only the lines of received records whose time is over by the
    /// office's wish, and by its clock and the tablet's: one of them may be
    /// wrong, so where they differ by more than a day, nothing goes. Gives how
    /// many.
    ///
    /// # Errors
    /// [`JournalError`]; what was let go before it is gone.
    #[must_use]
    pub fn retire(
        &self,
        office_time: DateTime<Utc>,
        months: u32,
    ) -> LocalFuture<'static, Result<usize, JournalError>> {
        let desk = self.clone();
        Box::pin(async move {
            // Never earlier than the calendar says: no month is longer.
            let days = i64::from(months.max(FEWEST_MONTHS)).saturating_mul(31);
            let ours = desk.now().at;
            if (office_time - ours).abs() > TRUSTED {
                return Ok(0);
            }
            let earlier = office_time.min(ours);
            let limit = TimeDelta::try_days(days).and_then(|kept| earlier.checked_sub_signed(kept));
            if let Some(limit) = limit {
                desk.read_archive_until(limit).await?;
            }
            let mut retired = 0;
            for entry in desk.entries() {
                let Some(receipt) = receipt(&entry).filter(|_| entry.is_received()) else {
                    continue;
                };
                if limit.is_some_and(|limit| receipt.received_at < limit)
                    && desk.let_go(&entry, receipt).await?
                {
                    retired += 1;
                }
            }
            Ok(retired)
        })
    }

    /// Puts the line of a received record in place of its text, if it is the
    /// text that is there. Gives the units that it freed.
    async fn move_out(&self, entry: &Entry) -> Result<Option<usize>, JournalError> {
        let key = Key::Document(entry.id);
        let here = self.inner.present(key).ok().flatten();
        let (Some(receipt), Some(_)) = (
            receipt(entry).filter(|_| entry.is_received()),
            here.as_ref().and_then(Piece::json),
        ) else {
            return Ok(None);
        };
        let kept = self.journaled(&[key]).await?;
        let kept = kept.first().and_then(Piece::json);
        let same = |text: &str| Digest::of(text.as_bytes()) == entry.summary.sha256;
        let Some(body) = entry.summary.stub(receipt) else {
            return Ok(None);
        };
        if !kept.is_some_and(|json| same(json.text())) {
            return Ok(None);
        }
        let line = line(key, body);
        let units = |piece: &Piece| seal(piece).encode_utf16().count();
        let freed = here.map_or(0, |text| units(&text).saturating_sub(units(&line)));
        Ok(self.inner.put(&line).is_ok().then_some(freed))
    }

    async fn let_go(&self, entry: &Entry, receipt: &Receipt) -> Result<bool, JournalError> {
        let key = Key::Document(entry.id);
        let kept = self.journaled(&[key]).await?;
        let whole = kept.first().is_some_and(|piece| piece.json().is_some());
        let (true, Some(body)) = (whole, entry.summary.stub(receipt)) else {
            return Ok(false);
        };
        let mut pieces = vec![line(key, body)];
        pieces.extend(self.lines_of_photos(entry.id));
        self.inner.journal.commit(&pieces).await?;
        Ok(self.is_put_away(entry.id) || self.inner.put(&pieces[0]).is_ok())
    }

    /// The lines that stand for an inspection's photos and papers.
    fn lines_of_photos(&self, id: InspectionId) -> Vec<Piece> {
        let pictures = self.inner.pictures.borrow();
        let photos = pictures.iter().filter(|(of, ..)| *of == id);
        let line_of = |photo, key| match self.delivery(photo) {
            Delivery::Received { receipt } => {
                let body = Json::of(&receipt).ok().map(Body::Stub)?;
                Some(line(key, body))
            }
            _ => None,
        };
        photos
            .filter_map(|(_, photo, key)| line_of(*photo, *key))
            .collect()
    }
}

fn line(key: Key, body: Body) -> Piece {
    Piece {
        key,
        revision: 1,
        body,
    }
}

pub(super) fn receipt(entry: &Entry) -> Option<&Receipt> {
    match &entry.delivery {
        Delivery::Received { receipt } => Some(receipt),
        _ => None,
    }
}
