//! Records that were put away: received long ago, with nothing of them left in
//! the working copy. The journal has text, line and receipts; they are read
//! when somebody asks for them.

use chrono::{DateTime, Utc};
use inspection::{InspectionId, put_in_order};

use super::photos::is_photo;
use super::room::receipt;
use super::{Desk, Entry, Summary};
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::outbox::Delivery;
use crate::store::{Body, Key, Piece, Stored};

/// Closed records of which the working copy keeps at least a line: about 900
/// units each, so a tenth of its room.
const KEPT: usize = 500;
/// The most that are put away in one transaction.
const AT_ONCE: usize = 200;

impl Desk {
    /// Puts away the oldest received records, so that the working copy does not
    /// fill with their lines.
    pub(super) async fn put_away(&self) -> Result<usize, JournalError> {
        self.put_away_beyond(KEPT).await
    }

    /// Puts away received records where there are more records than this, the
    /// oldest first. Gives how many.
    ///
    /// # Errors
    /// [`JournalError`]; what was put away before it is put away.
    pub async fn put_away_beyond(&self, kept: usize) -> Result<usize, JournalError> {
        let keys = self.inner.keys();
        let is_document = |key: &&Key| matches!(key, Key::Document(_));
        if keys.iter().filter(is_document).count() <= kept || self.is_read_only() {
            return Ok(0);
        }
        let mut away = 0;
        let mut entries = self.entries_here();
        // The last of the own chain stays, whatever its clock said.
        let device = self.device();
        let own = |entry: &&Entry| entry.summary.device == device;
        let own = entries.iter().filter(own);
        let last = own.max_by_key(|entry| entry.summary.sequence);
        let last = last.map(|entry| entry.id);
        // What puts right a record that the office refused stays beside it.
        let refused = entries.iter().filter(|entry| !entry.is_received());
        let refused: Vec<InspectionId> = refused.map(|entry| entry.id).collect();
        let corrects = |id: &InspectionId| refused.contains(id);
        let may_go = |entry: &Entry| {
            let stays = entry.summary.supersedes.as_ref().is_some_and(corrects);
            entry.is_received() && Some(entry.id) != last && !stays
        };
        let mut old = entries.split_off(kept.min(entries.len()));
        old.retain(may_go);
        for some in old.chunks(AT_ONCE) {
            away += self.put_some_away(some).await?;
        }
        Ok(away)
    }

    async fn put_some_away(&self, entries: &[Entry]) -> Result<usize, JournalError> {
        let journal = &self.inner.journal;
        let asked = entries.iter().flat_map(|entry| self.parts(entry));
        let asked: Vec<String> = asked.map(|key| key.to_string()).collect();
        let kept = journal.read(&asked).await?;
        let is_kept = |entry: &&Entry| self.parts(entry).all(|key| self.is_safe(entry, key, &kept));
        let entries: Vec<&Entry> = entries.iter().filter(is_kept).collect();
        let lines = entries.iter().filter_map(|entry| {
            let Body::Stub(line) = entry.summary.stub(receipt(entry)?)? else {
                return None;
            };
            Some(Piece {
                key: Key::Line(entry.id),
                revision: 1,
                body: Body::Json(line),
            })
        });
        let lines: Vec<Piece> = lines.collect();
        journal.commit(&lines).await?;
        for entry in &entries {
            // The document first: without it the rest is known to be put away.
            for key in self.parts(entry).map(|key| key.to_string()) {
                if let Ok(Some(text)) = self.inner.store.read(&key) {
                    drop(self.inner.store.discard(&key, &text));
                }
            }
            self.note_put_away(entry.id);
            self.inner.archive.borrow_mut().push((*entry).clone());
        }
        // No older copy of a draft comes back over so many records.
        let mut dead = journal.keys().await?;
        dead.retain(|text| match text.parse::<Key>() {
            Ok(Key::DraftHead(id) | Key::DraftCheck(id, _) | Key::DraftPhoto(id, _)) => {
                self.is_put_away(id)
            }
            _ => false,
        });
        journal.bury(&dead).await?;
        Ok(entries.len())
    }

    /// What the working copy has of a record, its document first.
    fn parts(&self, entry: &Entry) -> impl Iterator<Item = Key> + use<> {
        let pictures = self.pictures_of(entry.id).into_iter();
        let photos = pictures.map(|(id, _)| Key::Delivery(id));
        [Key::Document(entry.id), Key::Delivery(entry.id.into())]
            .into_iter()
            .chain(photos)
    }

    /// Whether the journal has a part as the working copy has it.
    fn is_safe(&self, entry: &Entry, key: Key, kept: &[Stored]) -> bool {
        let name = key.to_string();
        let kept = kept.iter().find(|stored| stored.key == name);
        let Some(kept) = kept.and_then(Stored::piece) else {
            return false;
        };
        let here = self.inner.present(key).ok().flatten();
        here.is_some_and(|here| match key {
            Key::Document(_) => {
                let line = receipt(entry).and_then(|receipt| entry.summary.stub(receipt));
                let body = line.unwrap_or(Body::Removed);
                let line = Piece { body, ..here };
                line.is_same_document(&kept)
            }
            _ => here == kept,
        })
    }

    pub(super) fn note_put_away(&self, id: InspectionId) {
        let mut archived = self.inner.archived.borrow_mut();
        if let Err(place) = archived.binary_search(&id) {
            archived.insert(place, id);
        }
    }

    /// Whether nothing of a record is in the working copy any more.
    pub(super) fn is_put_away(&self, id: InspectionId) -> bool {
        self.inner.archived.borrow().binary_search(&id).is_ok()
    }

    /// Reads the records that were put away; from then on they are among the
    /// entries. Gives how many were not before.
    ///
    /// # Errors
    /// [`JournalError`], inside the future.
    #[must_use]
    pub fn read_archive(&self) -> LocalFuture<'static, Result<usize, JournalError>> {
        let desk = self.clone();
        Box::pin(async move {
            // Another window may have put some away since.
            desk.find_elsewhere().await?;
            desk.read_lines(|_| true).await
        })
    }

    /// Reads those that were begun before a time, by the clock of then.
    pub(super) async fn read_archive_until(
        &self,
        time: DateTime<Utc>,
    ) -> Result<usize, JournalError> {
        let time = u128::try_from(time.timestamp_millis()).unwrap_or_default();
        // A UUIDv7 begins with the milliseconds since 1970 (RFC 9562, 5.7).
        self.read_lines(|id| id.0.as_u128() >> 80 <= time).await
    }

    async fn read_lines(
        &self,
        is_asked: impl Fn(InspectionId) -> bool,
    ) -> Result<usize, JournalError> {
        let known = self.read_already();
        let mut ids = self.inner.archived.borrow().clone();
        ids.retain(|id| is_asked(*id) && known.binary_search(id).is_err());
        let pictures = |id: &InspectionId| self.pictures_of(*id).into_iter();
        let keys: Vec<Key> = ids.iter().map(|id| Key::Line(*id)).collect();
        let lines = self.journaled(&keys).await?;
        let documents = ids.iter().flat_map(pictures);
        let keys: Vec<Key> = documents.map(|(id, _)| Key::Delivery(id)).collect();
        let deliveries = self.journaled(&keys).await?;
        // Another page may have asked for them meanwhile.
        let known = self.read_already();
        let mut new = 0;
        for line in lines {
            let summary = line.json().and_then(|json| json.read::<Summary>().ok());
            let receipt = summary.as_ref().and_then(|summary| summary.receipt.clone());
            let (Key::Line(id), Some(summary), Some(receipt)) = (line.key, summary, receipt) else {
                continue;
            };
            if known.binary_search(&id).is_ok() {
                continue;
            }
            let (mut photos, mut papers) = (Vec::new(), Vec::new());
            for (document, key) in pictures(&id) {
                let delivery = Key::Delivery(document);
                let kept = deliveries.iter().find(|piece| piece.key == delivery);
                let read = kept.and_then(|piece| piece.json()?.read().ok());
                let to = if is_photo(key) {
                    &mut photos
                } else {
                    &mut papers
                };
                to.extend(read);
            }
            let entry = Entry {
                id,
                summary: summary.into(),
                delivery: Delivery::Received { receipt },
                photos,
                papers,
            };
            self.inner.archive.borrow_mut().push(entry);
            new += 1;
        }
        Ok(new)
    }

    /// The records that were put away and read, in order.
    fn read_already(&self) -> Vec<InspectionId> {
        let archive = self.inner.archive.borrow();
        let mut known: Vec<_> = archive.iter().map(|entry| entry.id).collect();
        put_in_order(&mut known, Ord::cmp);
        known
    }
}
