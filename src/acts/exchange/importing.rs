//! Reading the file: what is whole and not here is taken over, all else is
//! named.

use inspection::InspectionId;
use serde_json::Value;

use super::reading::{File, document, draft_changes, named_in};
use super::settled;
use crate::LocalFuture;
use crate::acts::saving::Change;
use crate::acts::{Desk, ReadError, SaveError, WhyLaid};
use crate::journal::{SetAside, Side, Why};
use crate::store::{Body, Json, Key, Piece, seal};

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
            let taken = desk.take_over(&file?).await;
            // This tablet's own documents have their places in its chain.
            let chain = desk.know_chain().await.map_err(SaveError::StoreOnly);
            Ok(taken.and_then(|imported| chain.map(|()| imported))?)
        })
    }

    /// Ends where only the room is left that inspections in hand need.
    async fn take_over(&self, parts: &File) -> Result<Imported, SaveError> {
        let mut imported = Imported::default();
        let mut fill = self.fill();
        let mut has_room = |part: &Value| {
            let room = (!fill.is_full()).then_some(()).ok_or(SaveError::NoRoom);
            fill.used += part.to_string().len();
            room
        };
        // Photos first: no record comes in without them, if this ends half-way.
        let is_photo = |part: &&Value| part["kind"] == "photo";
        let photos = parts.documents.iter().filter(is_photo);
        for envelope in photos.chain(parts.documents.iter().filter(|part| !is_photo(part))) {
            has_room(envelope)?;
            let fate = self.import_document(envelope, &parts.documents).await?;
            imported.documents += usize::from(matches!(fate, Fate::New));
            imported.note(&fate, envelope);
        }
        for draft in &parts.drafts {
            has_room(draft)?;
            let fate = self.import_draft(draft).await?;
            imported.drafts += usize::from(matches!(fate, Fate::New));
            imported.note(&fate, draft);
        }
        Ok(imported)
    }

    async fn import_document(&self, envelope: &Value, file: &[Value]) -> Result<Fate, SaveError> {
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
            if !self.is_named(of, picture.unwrap_or_default(), file).await? {
                return Ok(Fate::Refused);
            }
        }
        settled(self.save(vec![Change::Write(key, text)]).await)?;
        if let Key::Photo(inspection, photo) = key {
            self.inner.note_picture(inspection, photo);
        }
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
        Ok(is_named && self.photos_of(of).len() < named.len())
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
            Key::Photo(_, id) => self.is_closed(InspectionId(id.0)) || self.photo_key(id).is_some(),
            _ => false,
        }
    }

    async fn import_draft(&self, draft: &Value) -> Result<Fate, SaveError> {
        let Some((id, mut changes)) = draft_changes(draft) else {
            return Ok(Fate::Refused);
        };
        if self.is_closed(id) {
            return Ok(Fate::Known);
        }
        // In the file it is laid aside: then it comes in as such.
        let bin = changes.iter().position(|(key, _)| *key == Key::Bin(id));
        let bin = bin.map(|at| changes.swap_remove(at).1);
        let pictures = changes.iter().map(|(key, _)| *key);
        let pictures: Vec<Key> = pictures.filter(Key::is_picture).collect();
        let pictures = self.journaled(&pictures).await;
        let mut here = pictures.map_err(SaveError::StoreOnly)?;
        if here.iter().any(|picture| is_another(picture, &changes)) {
            return Ok(Fate::Refused);
        }
        // A picture that is here stays as it was written.
        let is_here = |key| {
            here.iter()
                .any(|kept| kept.key == key && kept.json().is_some())
        };
        changes.retain(|(key, _)| !is_here(*key));
        here = self.pieces_of(id);
        // A head that was lost with the browser, but not the check it lists, is
        // shown, and was exported, with that check.
        let shown = self.whole_draft(id).ok();
        let shown = shown.and_then(|draft| Json::of(&draft.head).ok());
        let differs = |piece: &Piece| {
            let next = changes.iter().find(|(key, _)| *key == piece.key);
            let is_head = matches!(piece.key, Key::DraftHead(_));
            let said = shown.as_ref().filter(|_| is_head).or(piece.json());
            // By what they say: a file may be written in another order.
            next.is_none_or(|(_, json)| meaning(said) != meaning(Some(json)))
        };
        here.retain(differs);
        let is_new = |(key, _): &(Key, Json)| !key.is_picture() && !self.has(*key);
        let differs = !here.is_empty() || changes.iter().any(is_new);
        let known = self.has(Key::DraftHead(id));
        match self.laid(id).map(|laid| laid.why) {
            None | Some(WhyLaid::Deleted) if known && differs => return Ok(Fate::Refused),
            None if known => return Ok(Fate::Known),
            Some(_) if known && bin.is_some() => {
                return Ok(if differs { Fate::Refused } else { Fate::Known });
            }
            _ => self.keep_aside(&here).await?,
        }
        // What the other tablet took out is not put in again from here.
        let gone = here.iter().map(|piece| Change::Remove(piece.key));
        let gone: Vec<Change> = gone
            .filter(|gone| !changes.iter().any(|(key, _)| *key == gone.key()))
            .collect();
        let written = changes
            .into_iter()
            .map(|(key, json)| Change::Write(key, json));
        let back = [bin.map_or(Change::Remove(Key::Bin(id)), |laid| {
            Change::Write(Key::Bin(id), laid)
        })];
        self.save_whole(written.chain(gone).chain(back).collect())
            .await?;
        Ok(Fate::New)
    }

    /// Keeps what another tablet's work is about to replace.
    async fn keep_aside(&self, pieces: &[Piece]) -> Result<(), SaveError> {
        let aside = |piece: &Piece| SetAside {
            side: Side::Store,
            key: piece.key.to_string(),
            text: seal(piece),
            why: Why::OtherBytes,
        };
        if pieces.is_empty() {
            return Ok(());
        }
        let aside: Vec<SetAside> = pieces.iter().map(aside).collect();
        let kept = self.inner.journal.set_aside(&aside).await;
        kept.map_err(SaveError::StoreOnly)
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

/// What a value says, whatever the order of its members.
fn meaning(json: Option<&Json>) -> Option<Value> {
    json?.read().ok()
}

/// Whether a change would make another picture of one that is here.
fn is_another(here: &Piece, changes: &[(Key, Json)]) -> bool {
    let mut next = changes.iter().filter(|(key, _)| *key == here.key);
    here.json().is_some() && next.any(|(_, json)| meaning(here.json()) != meaning(Some(json)))
}
