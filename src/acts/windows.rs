//! Several windows of one tablet: who owns a name, and how a window that has
//! not written a draft comes to the truth of it. How windows hear of each other
//! is the browser's.

use std::any::Any;
use std::rc::Rc;

use inspection::InspectionId;

use super::opening::{is_sound, newer};
use super::{Desk, OpenError, Opening};
use crate::LocalFuture;
use crate::journal::reconcile;
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
                    Ok(Key::Photo(of, photo)) if of == id => {
                        inner.note_picture(of, photo);
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
