//! Drafts of a file: what is new comes in, a copy is laid aside, and nothing
//! that is here is written over.

use serde_json::Value;

use super::super::reading::draft_changes;
use super::{Fate, Room};
use crate::acts::saving::Change;
use crate::acts::{Desk, Laid, SaveError, WhyLaid};
use crate::journal::{SetAside, Side, Why};
use crate::store::{Json, Key, Piece, seal};

impl Desk {
    /// A copy is laid aside: two tablets that both go on with it would both
    /// close it.
    pub(super) async fn import_draft(
        &self,
        draft: &Value,
        is_copy: bool,
        room: &mut Room,
    ) -> Result<Fate, SaveError> {
        let Some((id, mut changes)) = draft_changes(draft) else {
            return Ok(Fate::Refused);
        };
        if self.is_closed(id) {
            return Ok(Fate::Known);
        }
        // In the file it is laid aside: then it comes in as such.
        let bin = changes.iter().position(|(key, _)| *key == Key::Bin(id));
        let bin = bin.map(|at| changes.swap_remove(at).1);
        let copied = Laid {
            at: self.now(),
            why: WhyLaid::Copy,
        };
        let copied = Json::of(&copied).ok().filter(|_| is_copy);
        let bin = bin.or(copied);
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
            let is_head = matches!(piece.key, Key::DraftHead(_));
            let shown = shown.as_ref().filter(|_| is_head);
            let next = changes.iter().find(|(key, _)| *key == piece.key);
            // By what they say: a file may be written in another order.
            let next = meaning(next.map(|(_, json)| json));
            next.is_none() || (meaning(piece.json()) != next && meaning(shown) != next)
        };
        here.retain(differs);
        let is_new = |(key, _): &(Key, Json)| !key.is_picture() && !self.has(*key);
        let differs = !here.is_empty() || changes.iter().any(is_new);
        let known = self.has(Key::DraftHead(id));
        match self.laid(id).map(|laid| laid.why) {
            None | Some(WhyLaid::Deleted) if known && differs => return Ok(Fate::Refused),
            None if known => return Ok(Fate::Known),
            Some(_) if known && is_copy && !differs => return Ok(Fate::Known),
            Some(_) if known && !is_copy && bin.is_some() => {
                return Ok(if differs { Fate::Refused } else { Fate::Known });
            }
            _ => {
                for (key, json) in &changes {
                    room.take(*key, json)?;
                }
                self.keep_aside(&here).await?;
            }
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

/// What a value says, whatever the order of its members.
fn meaning(json: Option<&Json>) -> Option<Value> {
    json?.read().ok()
}

/// Whether a change would make another picture of one that is here.
fn is_another(here: &Piece, changes: &[(Key, Json)]) -> bool {
    let mut next = changes.iter().filter(|(key, _)| *key == here.key);
    here.json().is_some() && next.any(|(_, json)| meaning(here.json()) != meaning(Some(json)))
}
