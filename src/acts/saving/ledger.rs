//! What is written where, and what is still owed to which copy.

use inspection::ByKey;

use crate::store::{Body, Key, Piece, Refusal, StoreError};

/// What is written where.
#[derive(Default)]
pub(in crate::acts) struct Ledger {
    /// The newest revision made or seen of each piece, in order. A tree of its
    /// own for this would weigh more on the tablet.
    revisions: Vec<(Key, u64)>,
    /// Pieces the working copy has no room for; they are read from here.
    pub(super) over: ByKey<Key, Piece>,
    /// Pieces whose journal transaction has not completed.
    pub(super) owed: ByKey<Key, Piece>,
    /// Pieces that a copy will not take.
    pub(super) refused: Vec<Refusal>,
    /// What last went wrong with the working copy.
    pub(in crate::acts) trouble: Option<StoreError>,
}

impl Ledger {
    /// What the working copy has no room for.
    pub(in crate::acts) fn over(&self, key: &Key) -> Option<&Piece> {
        self.over.get(key)
    }

    /// Pieces that are read from here, in place of what the working copy has.
    pub(in crate::acts) fn read_from(&mut self, pieces: Vec<Piece>) {
        let pieces = pieces.into_iter().map(|piece| (piece.key, piece));
        self.over.extend(pieces);
    }

    /// Notes a revision that was made or seen.
    pub(super) fn note(&mut self, key: Key, revision: u64) {
        match self.place(key) {
            Ok(place) => {
                if let Some((_, known)) = self.revisions.get_mut(place) {
                    *known = revision.max(*known);
                }
            }
            Err(place) => self.revisions.insert(place, (key, revision)),
        }
    }

    /// The newest revision made or seen of a piece.
    pub(super) fn revision(&self, key: Key) -> Option<u64> {
        let place = self.place(key).ok()?;
        self.revisions.get(place).map(|(_, revision)| *revision)
    }

    fn place(&self, key: Key) -> Result<usize, usize> {
        self.revisions
            .binary_search_by(|(known, _)| known.cmp(&key))
    }

    /// The journal has these pieces: what is owed of no newer ones is not owed
    /// any more, and what was refused may be tried anew.
    pub(in crate::acts) fn overtaken(&mut self, kept: &[Piece], is_one: impl Fn(&Key) -> bool) {
        self.paid(kept);
        self.refused.retain(|refusal| !is_one(&refusal.key()));
    }

    /// Why a copy will not take a piece, where one will not.
    pub(super) fn refusal(&self, key: &Key) -> Option<Refusal> {
        let mut refused = self.refused.iter();
        refused.find(|refusal| refusal.key() == *key).copied()
    }

    /// Whether the working copy, were it alone left, would have a head that
    /// lists a check it does not have.
    pub(super) fn has_to_wait(&self, piece: &Piece) -> bool {
        match piece.key {
            Key::DraftHead(id) => {
                let mut over = self.over.keys();
                over.any(|key| matches!(key, Key::DraftCheck(draft, _) if *draft == id))
            }
            Key::DraftCheck(id, _) if piece.body == Body::Removed => {
                self.over.contains_key(&Key::DraftHead(id))
            }
            _ => false,
        }
    }

    pub(super) fn paid(&mut self, batch: &[Piece]) {
        for piece in batch {
            let covered = |owed: &Piece| owed.revision <= piece.revision;
            if self.owed.get(&piece.key).is_some_and(covered) {
                self.owed.remove(&piece.key);
            }
        }
    }

    /// A refused piece that has been followed by a newer one of ours, or was
    /// covered by one, is no loss; any other is refused for good.
    pub(super) fn give_up(&mut self, batch: &[Piece], refusal: Refusal) {
        let key = refusal.key();
        let tried = batch.iter().find(|piece| piece.key == key);
        let still = self.owed.get(&key);
        if tried.is_some() && tried == still {
            self.owed.remove(&key);
            if let Key::DraftHead(id) = key {
                // The head that stands may list a check that was removed with it.
                self.owed.retain(|key, piece| {
                    let of_draft = matches!(key, Key::DraftCheck(of, _) if *of == id);
                    !of_draft || piece.body != Body::Removed
                });
            }
            self.refused.retain(|known| known.key() != key);
            self.refused.push(refusal);
        }
    }
}
