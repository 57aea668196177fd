//! Several windows of one tablet: who owns a name, and how a window that has
//! not written a draft comes to the truth of it. How windows hear of each other
//! is the browser's.

use std::any::Any;
use std::rc::Rc;

use inspection::InspectionId;

use super::opening::{is_sound, newer};
use super::{Desk, Entry, OpenError, Opening};
use crate::LocalFuture;
use crate::journal::{JournalError, reconcile};
use crate::store::{Key, Piece, Stored, seal};

/// Holds a name for this window until it is dropped, or the window ends.
pub type Hold = Box<dyn Any>;

/// Called when another window has taken a name by force; maybe more than once.
pub type Lost = Rc<dyn Fn()>;

/// What another window did.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Heard {
    /// It asks for this name.
    Asked(String),
    /// It wrote this piece to the working copy.
    Changed(Key),
}

/// The windows of this tablet, as seen from one of them.
pub trait Windows {
    /// Claims a name; `None` where another window has it.
    fn claim(&self, name: &str, lost: Lost) -> LocalFuture<'static, Option<Hold>>;

    /// Asks the window that has the name to let it go, and takes it by force
    /// from one that does not answer.
    fn take(&self, name: &str, lost: Lost) -> LocalFuture<'static, Option<Hold>>;
}

impl Desk {
    /// Reads what the journal has of one inspection, and brings the working
    /// copy up to it: what this window sees of another's writing may lag
    /// behind. What this desk could not write before is given up where the
    /// journal has gone on. Pictures are not read.
    ///
    /// # Errors
    /// [`OpenError`]: the copies are not known to agree, so nothing may be
    /// typed here.
    #[must_use]
    pub fn reread(&self, id: InspectionId) -> LocalFuture<'static, Result<(), OpenError>> {
        let desk = self.clone();
        Box::pin(async move {
            let inner = &desk.inner;
            let keys = inner.journal.keys().await?;
            let mut read = Vec::new();
            for text in keys {
                match text.parse() {
                    Ok(key @ (Key::Photo(of, _) | Key::Attachment(of, _))) if of == id => {
                        inner.note_picture(key);
                    }
                    Ok(key) if desk.is_light_part(&key, id) => read.push(text),
                    _ => {}
                }
            }
            let kept = inner.journal.read(&read).await?;
            let ours = desk.at_hand(id)?;
            if let Some(key) = ours.iter().chain(&kept).find_map(newer) {
                return Err(OpenError::Newer { key });
            }
            desk.note_revisions(ours.iter().chain(&kept));
            let repairs = reconcile(&ours, &kept, &is_sound);
            let kept: Vec<Piece> = kept.iter().filter_map(Stored::piece).collect();
            let is_part = |key: &Key| desk.is_light_part(key, id);
            inner.ledger.borrow_mut().overtaken(&kept, is_part);
            desk.repair(repairs, &mut Opening::default()).await
        })
    }

    /// Learns of what other windows did and the journal alone tells: photos of
    /// records that they closed, and records that they put away.
    ///
    /// # Errors
    /// [`JournalError`].
    pub(super) async fn find_elsewhere(&self) -> Result<(), JournalError> {
        for text in self.inner.journal.keys().await? {
            match text.parse() {
                Ok(key @ (Key::Photo(..) | Key::Attachment(..))) => self.inner.note_picture(key),
                Ok(Key::Line(id)) if !self.is_closed(id) => self.note_put_away(id),
                _ => {}
            }
        }
        Ok(())
    }

    /// Whether another window has closed or put away what this one knows half.
    pub(super) fn is_behind(&self) -> bool {
        let known = |entry: &Entry| u32::try_from(entry.photos.len()).unwrap_or(u32::MAX);
        let mut here = self.entries_here().into_iter();
        let mut pictures = self.inner.pictures.borrow().clone().into_iter();
        here.any(|entry| known(&entry) < entry.summary.photos)
            || pictures.any(|(of, ..)| !self.is_closed(of))
    }

    /// What this window has of an inspection.
    fn at_hand(&self, id: InspectionId) -> Result<Vec<Stored>, OpenError> {
        // What the working copy has meanwhile of newer is read from there.
        self.inner.retry_over();
        let mut stored = Vec::new();
        for key in self.inner.known_keys()? {
            if !self.is_light_part(&key, id) {
                continue;
            }
            let over = self.inner.ledger.borrow().over(&key).map(seal);
            let key = key.to_string();
            let text = match over {
                Some(text) => Some(text),
                None => self.inner.store.read(&key)?,
            };
            stored.extend(text.map(|text| Stored { key, text }));
        }
        Ok(stored)
    }

    /// Whether a piece belongs to an inspection, what became of its documents
    /// included, and is no picture.
    fn is_light_part(&self, key: &Key, id: InspectionId) -> bool {
        match key {
            Key::Delivery(document) => self.inspection_of(*document) == id,
            key => key.inspection() == Some(id) && !key.is_picture(),
        }
    }
}
