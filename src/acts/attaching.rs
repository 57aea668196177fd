//! Papers of a closed inspection, such as the sheet that was signed: each is a
//! document of its own in the chain, in the journal in one transaction with the
//! chain's end. Taking the picture is for others.

use inspection::{
    Attachment, AttachmentType, Digest, DocumentId, Encoded, Frozen, InspectionId, freeze,
};

use super::chain::Tail;
use super::closing::{TRIES, document, unsaved};
use super::{CloseError, Desk, LoadError, SaveError};
use crate::LocalFuture;
use crate::journal::JournalError;
use crate::store::{Key, Refusal};

/// A paper that was just photographed or chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewPaper {
    /// The file's name.
    pub name: String,
    /// Its type.
    pub media_type: AttachmentType,
    /// SHA-256 of its bytes.
    pub sha256: Digest,
    /// Its bytes.
    pub content: Encoded,
}

/// Why no paper was taken up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPaper {
    /// None was chosen.
    None,
    /// It is neither a picture that this browser reads nor a PDF.
    Unreadable,
    /// It is larger than the office takes.
    TooLarge,
    /// It was not kept, or what takes it up was not loaded.
    NotKept,
}

/// What a hand does on the place for a signature, in its box of 1,000 by 400.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pen {
    /// It begins a stroke.
    Down(i32, i32),
    /// It goes on with it.
    Moved(i32, i32),
    /// It ends it.
    Up,
    /// It was none: the stroke does not count.
    Gone,
}

/// Who hears of it.
pub type Penned = Box<dyn FnMut(Pen)>;

impl Desk {
    /// Adds a paper to a closed inspection. `Ok` only when it is durable; it
    /// waits for the office like any document.
    ///
    /// # Errors
    /// [`CloseError`], inside the future; then there is no such paper.
    #[must_use]
    pub fn attach(
        &self,
        id: InspectionId,
        paper: NewPaper,
    ) -> LocalFuture<'static, Result<Frozen, CloseError>> {
        let desk = self.clone();
        Box::pin(async move {
            if desk.is_read_only() {
                return Err(SaveError::ReadOnly.into());
            }
            if desk.entry(id).is_none() || desk.is_put_away(id) {
                return Err(LoadError::NotFound.into());
            }
            let mut tries = 0;
            loop {
                let (key, frozen, last) = desk.paper(id, &paper, desk.tail().await?.as_ref())?;
                let pieces = [document(key, &frozen)?, last.piece()];
                match desk.inner.journal.commit(&pieces).await {
                    Ok(()) => {
                        desk.inner.follow(&pieces);
                        desk.inner.note_picture(key);
                        return Ok(frozen);
                    }
                    // Another window has gone on in the chain meanwhile.
                    Err(JournalError::Refused(Refusal::Stale(Key::Chain))) if tries < TRIES => {
                        tries += 1;
                    }
                    Err(error) => return Err(unsaved(error)),
                }
            }
        })
    }

    /// Its key, the document, and the chain's end after it.
    fn paper(
        &self,
        inspection: InspectionId,
        paper: &NewPaper,
        tail: Option<&Tail>,
    ) -> Result<(Key, Frozen, Tail), CloseError> {
        let id = DocumentId(self.inner.clock.new_id());
        let NewPaper {
            name,
            media_type,
            sha256,
            content,
        } = paper.clone();
        let attachment = Attachment {
            id,
            link: self.link(tail),
            inspection,
            check: None,
            added: self.now(),
            name,
            media_type,
            sha256,
            content,
        };
        let frozen = freeze(&attachment)?;
        let last = Tail::of(&attachment.link, &frozen);
        Ok((Key::Attachment(inspection, id), frozen, last))
    }
}
