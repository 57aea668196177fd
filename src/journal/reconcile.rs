//! Brings working copy and durable copy together at start. Pure: looks at both
//! sides and says what to do; `acts` does it. Nothing unreadable is written
//! over, and no side's only copy is dropped.

use inspection::{Digest, Head, put_in_order};

use crate::store::{Body, Key, Piece, PieceError, QUARANTINE, Stored, open};

/// One of the two copies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The working copy.
    Store,
    /// The durable copy.
    Journal,
}

/// One step of bringing the copies together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// Keep a value under a quarantine key, and clear its place. Comes before
    /// the repair of the same place.
    SetAside(SetAside),
    /// The journal's piece is newer or the only one.
    ToStore(Piece),
    /// The store's piece is newer or the only one.
    ToJournal(Piece),
    /// The store has a line for a document that the journal lacks.
    WithoutText(Key),
}

/// A value that is kept but not used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SetAside {
    /// Where it lay.
    pub side: Side,
    /// Under which key.
    pub key: String,
    /// Its exact text.
    pub text: String,
    /// Why it is not used.
    pub why: Why,
}

/// Why a value is not used.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Nobody can read it.
    Unreadable,
    /// The journal holds other bytes of the same age, or another closed
    /// document of the same id; the journal's was acknowledged.
    OtherBytes,
}

impl SetAside {
    /// Where the value is kept: by side and content, so that setting the same
    /// aside twice is once, and no other value is in the way.
    #[must_use]
    pub fn quarantine_key(&self) -> String {
        let side = match self.side {
            Side::Store => "store",
            Side::Journal => "journal",
        };
        let digest = Digest::of(self.text.as_bytes());
        format!("{QUARANTINE}{side}/{digest}/{key}", key = self.key)
    }
}

/// What brings both sides to the same pieces. `sound` says whether a piece's
/// value can be read as what its key promises. Keys this version does not know
/// and values of a newer version are left alone.
#[must_use]
pub fn reconcile(
    store: &[Stored],
    journal: &[Stored],
    sound: &dyn Fn(&Piece) -> bool,
) -> Vec<Repair> {
    let mut places = by_key(store).peekable();
    let mut others = by_key(journal).peekable();
    let mut repairs = Vec::new();
    // Keys of heads come before those of their checks.
    let mut head = None;
    loop {
        let next = [places.peek(), others.peek()];
        let Some(key) = next.into_iter().flatten().map(|(key, _)| *key).min() else {
            return repairs;
        };
        let store = places.next_if(|(own, _)| *own == key);
        let journal = others.next_if(|(own, _)| *own == key);
        let [store, journal] = [store, journal].map(|place| match place {
            Some((_, text)) => Found::of(key, text, sound),
            None => Found::default(),
        });
        if let Key::DraftHead(_) = key {
            head = newer_of(&store, &journal);
        }
        match listed(key, &store, &journal, head.as_ref()) {
            Some(check) => {
                repairs.extend([Repair::ToJournal(check.clone()), Repair::ToStore(check)]);
            }
            None => settle(key, store, journal, &mut repairs),
        }
    }
}

/// The piece of two places that stands: of equals the journal's.
fn newer_of(store: &Found<'_>, journal: &Found<'_>) -> Option<Piece> {
    match (store, journal) {
        (Found::Piece(ours, _), Found::Piece(kept, _)) if ours.revision > kept.revision => {
            Some(ours.clone())
        }
        (_, Found::Piece(piece, _)) | (Found::Piece(piece, _), _) => Some(piece.clone()),
        _ => None,
    }
}

/// A check that one side has removed and the other not, where the head that
/// stands lists it: a window that had lost the draft removed it, and its head
/// was refused. The check stands, as one newer than both.
fn listed(key: Key, store: &Found<'_>, journal: &Found<'_>, head: Option<&Piece>) -> Option<Piece> {
    let (Key::DraftCheck(id, check), Found::Piece(ours, _), Found::Piece(kept, _)) =
        (key, store, journal)
    else {
        return None;
    };
    let live = match (&ours.body, &kept.body) {
        (Body::Removed, Body::Json(_)) => kept,
        (Body::Json(_), Body::Removed) => ours,
        _ => return None,
    };
    let head = head.filter(|head| head.key == Key::DraftHead(id))?;
    let head: Head = head.json()?.read().ok()?;
    head.checks.contains(&check).then(|| Piece {
        revision: ours.revision.max(kept.revision).saturating_add(1),
        ..live.clone()
    })
}

/// Texts in the order of their keys, without those that no key of ours names.
fn by_key(stored: &[Stored]) -> impl Iterator<Item = (Key, &str)> {
    let known = stored.iter();
    let known = known.filter_map(|one| Some((one.key.parse().ok()?, one.text.as_str())));
    let mut known: Vec<(Key, &str)> = known.collect();
    put_in_order(&mut known, |one, other| one.0.cmp(&other.0));
    // Two ways to write one key are one place, where the last counts.
    known.dedup_by(|later, kept| {
        let same = later.0 == kept.0;
        if same {
            *kept = *later;
        }
        same
    });
    known.into_iter()
}

/// What lies in one place.
#[derive(Default)]
enum Found<'a> {
    #[default]
    Nothing,
    Piece(Piece, &'a str),
    Unreadable(&'a str),
    Newer,
}

impl<'a> Found<'a> {
    fn of(key: Key, text: &'a str, sound: &dyn Fn(&Piece) -> bool) -> Self {
        match open(&key, text) {
            Ok(piece) if sound(&piece) => Self::Piece(piece, text),
            Ok(_) | Err(PieceError::Unreadable(_)) => Self::Unreadable(text),
            Err(PieceError::Newer(_)) => Self::Newer,
        }
    }
}

fn settle(key: Key, store: Found<'_>, journal: Found<'_>, repairs: &mut Vec<Repair>) {
    let aside = |side, text: &str, why| {
        Repair::SetAside(SetAside {
            side,
            key: key.to_string(),
            text: text.to_owned(),
            why,
        })
    };
    if matches!(store, Found::Newer) || matches!(journal, Found::Newer) {
        return;
    }
    if let Found::Unreadable(text) = store {
        repairs.push(aside(Side::Store, text, Why::Unreadable));
    }
    if let Found::Unreadable(text) = journal {
        repairs.push(aside(Side::Journal, text, Why::Unreadable));
    }
    match (store, journal) {
        (Found::Piece(ours, _), Found::Piece(kept, _))
            if key.is_document() && ours.is_same_document(&kept) =>
        {
            // What was moved out of the store stays out. What the journal no
            // longer keeps, the store does not bring back.
            if matches!((&ours.body, &kept.body), (Body::Json(_), Body::Stub(_))) {
                repairs.push(Repair::ToStore(kept));
            }
        }
        (Found::Piece(ours, text), Found::Piece(kept, _)) => {
            if ours == kept {
                return;
            }
            let [here, there] = [&ours, &kept].map(Piece::is_receipt);
            if here != there {
                repairs.push(if here {
                    Repair::ToJournal(ours)
                } else {
                    Repair::ToStore(kept)
                });
            } else if ours.revision == kept.revision || key.is_document() {
                repairs.push(aside(Side::Store, text, Why::OtherBytes));
                repairs.push(Repair::ToStore(kept));
            } else if ours.revision > kept.revision {
                repairs.push(Repair::ToJournal(ours));
            } else {
                repairs.push(Repair::ToStore(kept));
            }
        }
        (Found::Piece(ours, _), _) if matches!(ours.body, Body::Stub(_)) => {
            repairs.push(Repair::WithoutText(key));
        }
        (Found::Piece(ours, _), _) => repairs.push(Repair::ToJournal(ours)),
        // A tombstone says of nothing that it is gone: no need to copy it.
        (Found::Nothing, Found::Piece(kept, _))
            if kept.body == Body::Removed || key.is_in_journal_only() => {}
        (_, Found::Piece(kept, _)) => repairs.push(Repair::ToStore(kept)),
        (_, _) => {}
    }
}

#[cfg(test)]
mod tests;
