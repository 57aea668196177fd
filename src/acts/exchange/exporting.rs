//! Writing the file.

use inspection::{DocumentId, Draft, Head, InspectionId, NotWritten, canonical_json, upload_body};

use super::{VERSION, settled};
use crate::LocalFuture;
use crate::acts::closing::Guard;
use crate::acts::photos::is_photo;
use crate::acts::{CloseError, Desk, ReadError, WhyLaid};
use crate::store::{Json, Key, Piece, QUARANTINE, seal};

/// What goes into the file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Every record and every draft, what was set aside, and checks without
    /// their head.
    All,
    /// The records the office has not confirmed, and the drafts in use.
    Unsent,
    /// One record with its photos.
    Record(InspectionId),
    /// One draft.
    Draft(InspectionId),
}

/// A file, as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Exported {
    /// Its text.
    pub text: String,
    /// Records, checks and photos that belong into it and are not, or not
    /// readable, on this tablet. Those whose time is over are not counted.
    pub left_out: usize,
}

impl Desk {
    /// Writes the file.
    ///
    /// # Errors
    /// [`ReadError`] where a part of it is not given; inside the future.
    #[must_use]
    pub fn export(&self, scope: Scope) -> LocalFuture<'static, Result<Exported, ReadError>> {
        self.export_seen(scope, Vec::new())
    }

    /// Writes the file, with drafts as they are on the screen: what no copy
    /// took is nowhere else.
    ///
    /// # Errors
    /// As [`Desk::export`].
    #[must_use]
    pub fn export_seen(
        &self,
        scope: Scope,
        seen: Vec<Draft>,
    ) -> LocalFuture<'static, Result<Exported, ReadError>> {
        self.written(scope, seen, false)
    }

    /// Writes the file; `hands_over`: who reads it owns the drafts in it.
    fn written(
        &self,
        scope: Scope,
        seen: Vec<Draft>,
        hands_over: bool,
    ) -> LocalFuture<'static, Result<Exported, ReadError>> {
        let desk = self.clone();
        Box::pin(async move {
            let mut left_out = 0;
            let documents = desk.exported_documents(scope, &mut left_out).await?;
            let drafts = desk.exported_drafts(scope, &seen, &mut left_out).await?;
            let aside = desk.exported_aside(scope).await?;
            let now = Json::of(&desk.now());
            let now = now.map_err(|error| ReadError::Unreadable(error.to_string()))?;
            let text = format!(
                r#"{{"v":{VERSION},"kind":"export","device":"{}","exported":{},"handed_over":{hands_over},"documents":[{}],"drafts":[{}],"set_aside":[{}]}}"#,
                desk.device(),
                now.text(),
                documents.join(","),
                drafts.join(","),
                aside.join(","),
            );
            Ok(Exported { text, left_out })
        })
    }

    async fn exported_documents(
        &self,
        scope: Scope,
        left_out: &mut usize,
    ) -> Result<Vec<String>, ReadError> {
        if matches!(scope, Scope::All | Scope::Record(_)) {
            self.read_archive().await?;
        }
        if self.is_behind() {
            self.find_elsewhere().await?;
        }
        let mut envelopes = Vec::new();
        for entry in self.entries() {
            let wanted = match scope {
                Scope::All => true,
                Scope::Unsent => !entry.is_received(),
                Scope::Record(id) => entry.id == id,
                Scope::Draft(_) => false,
            };
            if !wanted {
                continue;
            }
            let pictures = self.pictures_of(entry.id);
            let photos = pictures.iter().filter(|(_, key)| is_photo(*key));
            // Of those that the journal lost, not even the id is left.
            let named = usize::try_from(entry.summary.photos).unwrap_or_default();
            *left_out += named.saturating_sub(photos.count());
            let pictures = pictures.into_iter().map(|(id, _)| id);
            for id in std::iter::once(entry.id.into()).chain(pictures) {
                match self.frozen(id).await {
                    Ok(frozen) => envelopes.extend(upload_body(&frozen)),
                    Err(error @ ReadError::Journal(_)) => return Err(error),
                    // Its line is all there has to be.
                    Err(ReadError::NoLongerKept) => {}
                    Err(_) => *left_out += 1,
                }
            }
        }
        Ok(envelopes)
    }

    async fn exported_drafts(
        &self,
        scope: Scope,
        seen: &[Draft],
        left_out: &mut usize,
    ) -> Result<Vec<String>, ReadError> {
        let in_use = || self.drafts().into_iter();
        let aside = || self.laid_aside().into_iter().map(|(head, _)| head);
        let mut ids: Vec<InspectionId> = match scope {
            Scope::All => in_use().chain(aside()).map(|head| head.id).collect(),
            Scope::Draft(id) => vec![id],
            Scope::Unsent => in_use().map(|head| head.id).collect(),
            Scope::Record(_) => Vec::new(),
        };
        if matches!(scope, Scope::All | Scope::Unsent) {
            let more = seen.iter().map(|draft| draft.head.id);
            let more: Vec<_> = more.filter(|id| !ids.contains(id)).collect();
            ids.extend(more);
        }
        let mut drafts = Vec::new();
        for id in ids {
            let (head, mut pieces) = self.draft_to_write(id, seen)?;
            let photos = head.photos.iter();
            let photos: Vec<Key> = photos.map(|photo| Key::DraftPhoto(id, photo.id)).collect();
            match self.journaled(&photos).await {
                Ok(kept) => pieces.extend(kept),
                // Words without pictures are better than nothing; the head
                // names what is missing.
                Err(_) if scope == Scope::Draft(id) => {}
                Err(error) => return Err(error.into()),
            }
            let checks = head.checks.iter();
            let checks = checks.map(|check| Key::DraftCheck(id, *check));
            let is_in = |key: &Key| {
                let mut pieces = pieces.iter();
                pieces.any(|piece| piece.key == *key && piece.json().is_some())
            };
            *left_out += checks.chain(photos).filter(|key| !is_in(key)).count();
            // That it was laid aside goes with it.
            pieces.extend(self.inner.present(Key::Bin(id)).ok().flatten());
            let values: Vec<String> = pieces
                .iter()
                .filter_map(|piece| {
                    let value = piece.json()?.text();
                    Some(format!(r#"{{"key":"{}","value":{value}}}"#, piece.key))
                })
                .collect();
            drafts.push(format!(
                r#"{{"id":"{id}","pieces":[{}]}}"#,
                values.join(",")
            ));
        }
        Ok(drafts)
    }

    /// A draft as it goes into the file, but for its pictures.
    fn draft_to_write(
        &self,
        id: InspectionId,
        seen: &[Draft],
    ) -> Result<(Head, Vec<Piece>), ReadError> {
        let Some(seen) = seen.iter().find(|draft| draft.head.id == id) else {
            let head: Option<Head> = self.value(Key::DraftHead(id));
            return Ok((head.ok_or(ReadError::NotFound)?, self.pieces_of(id)));
        };
        let head = Piece::of(Key::DraftHead(id), 1, &seen.head);
        let checks = seen.checks.iter();
        let checks = checks.map(|check| Piece::of(Key::DraftCheck(id, check.id), 1, check));
        let pieces: Result<_, _> = std::iter::once(head).chain(checks).collect();
        let pieces =
            pieces.map_err(|error: NotWritten| ReadError::Unreadable(error.to_string()))?;
        Ok((seen.head.clone(), pieces))
    }

    async fn exported_aside(&self, scope: Scope) -> Result<Vec<String>, ReadError> {
        if scope != Scope::All {
            return Ok(Vec::new());
        }
        let mut keys = self.inner.journal.keys().await?;
        keys.retain(|key| key.starts_with(QUARANTINE));
        let values = self.inner.journal.read(&keys).await?;
        // What could not be set aside goes with it.
        let left = self.inner.left_in_place.borrow();
        let left = left
            .iter()
            .map(|value| (value.quarantine_key(), &value.text));
        let quoted = |text: &String| canonical_json(&text.as_str().into()).unwrap_or_default();
        let aside = values
            .iter()
            .map(|stored| (stored.key.clone(), &stored.text));
        // Checks without their head are nobody's draft.
        let alone = self.without_head().into_iter();
        let alone = alone.map(|(draft, check)| Key::DraftCheck(draft, check));
        let alone = alone.filter_map(|key| self.inner.present(key).ok().flatten());
        let alone: Vec<(String, String)> = alone
            .map(|piece| (piece.key.to_string(), seal(&piece)))
            .collect();
        let alone = alone.iter().map(|(key, text)| (key.clone(), text));
        let value = aside.chain(left).chain(alone).map(|(key, text)| {
            let (key, text) = (quoted(&key), quoted(text));
            format!(r#"{{"key":{key},"text":{text}}}"#)
        });
        Ok(value.collect())
    }

    /// The photos and papers of an inspection, with their keys.
    pub(in crate::acts) fn pictures_of(&self, id: InspectionId) -> Vec<(DocumentId, Key)> {
        let pictures = self.inner.pictures.borrow();
        let own = pictures.iter().filter(|(of, ..)| *of == id);
        own.map(|(_, document, key)| (*document, *key)).collect()
    }

    /// Hands a draft to another tablet: gives the file for it, and lays the
    /// draft aside here.
    ///
    /// # Errors
    /// [`ReadError`]; then it stays in use here. Inside the future.
    #[must_use]
    pub fn hand_over(&self, id: InspectionId) -> LocalFuture<'static, Result<String, ReadError>> {
        let desk = self.clone();
        Box::pin(async move {
            let unreadable = |error: CloseError| ReadError::Unreadable(error.to_string());
            // Nothing is typed that would not be in the file.
            let _guard = Guard::take(&desk.inner, id).map_err(unreadable)?;
            desk.photos_taken(id).await.map_err(unreadable)?;
            let file = desk.written(Scope::Draft(id), Vec::new(), true).await?.text;
            let laid = settled(desk.lay_aside(id, WhyLaid::HandedOver).await);
            laid.map_err(|error| ReadError::Unreadable(error.to_string()))?;
            Ok(file)
        })
    }
}
