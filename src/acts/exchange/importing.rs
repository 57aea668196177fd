//! Reading the file: what is whole and not here is taken over, all else is
//! named.

mod drafts;

use inspection::InspectionId;
use serde_json::Value;

use super::reading::{File, document, named_in};
use super::settled;
use crate::LocalFuture;
use crate::acts::photos::is_photo;
use crate::acts::saving::Change;
use crate::acts::{Desk, Fill, Keeping, ReadError, SaveError};
use crate::store::{Body, Json, Key, Piece};

/// What became of the parts of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Documents that are new here.
    pub documents: usize,
    /// Drafts that are new here, or came back.
    pub drafts: usize,
    /// Documents and drafts that were here already.
    pub known: usize,
    /// Ids of those that were not taken: damaged, of an unknown kind, or
    /// another one under an id that is here.
    pub refused: Vec<String>,
}

/// Why nothing was read from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no export.
    #[error("the file is no export")]
    NotAnExport,
    /// A newer program wrote it.
    #[error("the file is of version {0}, newer than this program")]
    Newer(u64),
    /// What was read could not be kept.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// What became of one part.
enum Fate {
    New,
    Known,
    Refused,
}

impl Desk {
    /// Takes over what a file holds and is not here. `receipt`s are not taken
    /// from files: only the office gives them.
    ///
    /// # Errors
    /// [`ImportError`], inside the future; what was taken before it is here.
    #[must_use]
    pub fn import(&self, text: &str) -> LocalFuture<'static, Result<Imported, ImportError>> {
        let desk = self.clone();
        let file = File::read(text);
        Box::pin(async move {
            // No old file brings back what another window put away.
            desk.find_elsewhere().await.map_err(SaveError::StoreOnly)?;
            let taken = desk.take_over(&file?).await;
            // This tablet's own documents have their places in its chain.
            let chain = desk.know_chain().await.map_err(SaveError::StoreOnly);
            Ok(taken.and_then(|imported| chain.map(|()| imported))?)
        })
    }

    /// Ends where only the room is left that inspections in hand need.
    async fn take_over(&self, parts: &File) -> Result<Imported, SaveError> {
        let mut imported = Imported::default();
        let mut room = Room(self.fill(), self.inner.keeping.get());
        // Drafts are in no other file, perhaps, and at no office.
        let copies = parts.has_copies(self.device());
        for draft in &parts.drafts {
            let fate = self.import_draft(draft, copies, &mut room).await?;
            imported.drafts += usize::from(matches!(fate, Fate::New));
            imported.note(&fate, draft);
        }
        // Photos first: no record comes in without them, if this ends half-way.
        let is_photo = |part: &&Value| part["kind"] == "photo";
        let photos = parts.documents.iter().filter(is_photo);
        for envelope in photos.chain(parts.documents.iter().filter(|part| !is_photo(part))) {
            let fate = self.import_document(envelope, parts, &mut room).await?;
            imported.documents += usize::from(matches!(fate, Fate::New));
            imported.note(&fate, envelope);
        }
        Ok(imported)
    }

    async fn import_document(
        &self,
        envelope: &Value,
        file: &File,
        room: &mut Room,
    ) -> Result<Fate, SaveError> {
        let Some((key, text)) = document(envelope) else {
            return Ok(Fate::Refused);
        };
        let next = Piece {
            key,
            revision: 1,
            body: Body::Json(text.clone()),
        };
        let here = self.inner.present(key).ok().flatten();
        let here = if here.is_some() {
            here
        } else {
            let kept = self.journaled(&[key]).await;
            kept.map_err(SaveError::StoreOnly)?.into_iter().next()
        };
        if let Some(here) = here {
            let same = here.is_same_document(&next);
            return Ok(if same { Fate::Known } else { Fate::Refused });
        }
        if self.is_taken(key) {
            return Ok(Fate::Refused);
        }
        if let Key::Photo(of, _) = key {
            let picture = envelope["document"]["sha256"].as_str();
            let picture = picture.unwrap_or_default();
            if !self.is_named(of, picture, &file.documents).await? {
                return Ok(Fate::Refused);
            }
        }
        room.take(key, &text)?;
        let saved = settled(self.save(vec![Change::Write(key, text)]).await);
        if saved.is_err() && key.is_in_journal_only() {
            // What did not come in holds up nothing that is typed.
            self.inner.owe_no_more(key);
        }
        saved?;
        self.inner.note_picture(key);
        Ok(Fate::New)
    }

    /// Whether an inspection names a picture, and has not got all that it
    /// names; one that is neither here nor in the file may come later.
    async fn is_named(
        &self,
        of: InspectionId,
        picture: &str,
        file: &[Value],
    ) -> Result<bool, SaveError> {
        let named = match self.record(of).await {
            Ok(whole) => whole
                .inspection
                .photos
                .into_iter()
                .map(|photo| photo.sha256.to_string())
                .collect(),
            Err(ReadError::NotFound) => match named_in(file, of) {
                Some(named) => named,
                None => return Ok(true),
            },
            Err(ReadError::Journal(error)) => return Err(SaveError::StoreOnly(error)),
            Err(_) => return Ok(false),
        };
        let is_named = named.iter().any(|sha256| sha256 == picture);
        let pictures = self.pictures_of(of).into_iter();
        let photos = pictures.filter(|(_, key)| is_photo(*key));
        Ok(is_named && photos.count() < named.len())
    }

    /// Whether a document would stand in the way of something that is here:
    /// of a draft in hand, which it would hide, or of a document of another
    /// kind, whose delivery has the same name.
    fn is_taken(&self, key: Key) -> bool {
        match key {
            Key::Document(id) => {
                let in_hand = self.has(Key::DraftHead(id)) && self.laid(id).is_none();
                in_hand || self.photo_key(id.into()).is_some()
            }
            Key::Photo(_, id) | Key::Attachment(_, id) => {
                self.is_closed(InspectionId(id.0)) || self.photo_key(id).is_some()
            }
            _ => false,
        }
    }
}

/// What room the working copy has, less what was taken in, and the journal.
struct Room(Fill, Keeping);

impl Room {
    /// Ends where only the room is left that inspections in hand need. What
    /// lies in the journal alone takes none of it.
    fn take(&mut self, key: Key, value: &Json) -> Result<(), SaveError> {
        if self.1.is_spent() {
            return Err(SaveError::NoRoomInJournal);
        }
        if key.is_in_journal_only() {
            return Ok(());
        }
        if self.0.is_full() {
            return Err(SaveError::NoRoom);
        }
        self.0.used += value.text().len();
        Ok(())
    }
}

impl Imported {
    fn note(&mut self, fate: &Fate, part: &Value) {
        match fate {
            Fate::New => {}
            Fate::Known => self.known += 1,
            Fate::Refused => {
                let id = part.get("id").and_then(Value::as_str);
                self.refused.push(id.unwrap_or("?").to_owned());
            }
        }
    }
}
