//! The clauses of a working copy.

use super::{Kept, StoreClause, WORDS, check, document, head, holds, line, piece};
use crate::store::{Key, Piece, Refusal, Store, StoreError, Stored, seal};

/// What every store must do.
pub const STORE_CLAUSES: &[StoreClause] = &[
    ("a fresh one is empty", is_empty),
    ("a piece comes back byte for byte", is_exact),
    ("a newer revision replaces an older", newer_replaces),
    ("an equal or older revision does not", older_is_refused),
    ("a document is written once", documents_stay),
    (
        "a document gives way to a line that stands for it, and comes back",
        lines_stand_for_documents,
    ),
    ("what is in use grows by what is written", counts_units),
    ("a tombstone holds its place", tombstones_stay),
    (
        "only the text that was named is discarded",
        discards_exactly,
    ),
    ("everything is listed, once", lists_all),
];

fn stale(key: Key) -> Result<(), StoreError> {
    Err(StoreError::Refused(Refusal::Stale(key)))
}

fn is_empty(store: &dyn Store) -> Kept {
    holds(store.keys()?.is_empty(), "there are keys")?;
    holds(store.all()?.is_empty(), "there are values")?;
    holds(store.read("qc1/device")?.is_none(), "there is a device")
}

fn is_exact(store: &dyn Store) -> Kept {
    let kept = piece(head(), 1, WORDS)?;
    store.put(&kept)?;
    let text = store.read(&head().to_string())?;
    holds(text == Some(seal(&kept)), "another text came back")
}

fn newer_replaces(store: &dyn Store) -> Kept {
    store.put(&piece(head(), 1, "a")?)?;
    let newer = piece(head(), 4, "b")?;
    store.put(&newer)?;
    store.put(&newer)?;
    holds(
        store.read(&head().to_string())? == Some(seal(&newer)),
        "the older is there",
    )
}

fn older_is_refused(store: &dyn Store) -> Kept {
    let kept = piece(head(), 4, "b")?;
    store.put(&kept)?;
    for other in [
        piece(head(), 4, "a")?,
        piece(head(), 3, "b")?,
        Piece::removed(head(), 4),
    ] {
        holds(store.put(&other) == stale(head()), "it was not refused")?;
    }
    holds(
        store.read(&head().to_string())? == Some(seal(&kept)),
        "it was changed",
    )
}

fn documents_stay(store: &dyn Store) -> Kept {
    let kept = piece(document(), 1, "a")?;
    store.put(&kept)?;
    let refused = Err(StoreError::Refused(Refusal::WriteOnce(document())));
    for other in [piece(document(), 2, "b")?, Piece::removed(document(), 2)] {
        holds(store.put(&other) == refused, "it was not refused")?;
    }
    store.put(&kept)?;
    holds(
        store.read(&document().to_string())? == Some(seal(&kept)),
        "it was changed",
    )
}

fn lines_stand_for_documents(store: &dyn Store) -> Kept {
    let kept = piece(document(), 1, WORDS)?;
    let (own, other) = (line(&kept)?, line(&piece(document(), 1, "b")?)?);
    store.put(&kept)?;
    let refused = Err(StoreError::Refused(Refusal::WriteOnce(document())));
    holds(
        store.put(&other) == refused,
        "the line of another took its place",
    )?;
    store.put(&own)?;
    holds(
        store.read(&document().to_string())? == Some(seal(&own)),
        "the line is not there",
    )?;
    store.put(&kept)?;
    holds(
        store.read(&document().to_string())? == Some(seal(&kept)),
        "it did not come back",
    )
}

fn counts_units(store: &dyn Store) -> Kept {
    let before = store.used()?;
    let kept = piece(head(), 1, WORDS)?;
    store.put(&kept)?;
    let units = |text: &str| text.encode_utf16().count();
    let grown = units(&head().to_string()) + units(&seal(&kept));
    holds(store.used()? == before + grown, "another number came")
}

fn tombstones_stay(store: &dyn Store) -> Kept {
    store.put(&piece(check(), 1, "a")?)?;
    let gone = Piece::removed(check(), 2);
    store.put(&gone)?;
    holds(
        store.put(&piece(check(), 1, "a")?) == stale(check()),
        "an older piece came back",
    )?;
    holds(
        store.read(&check().to_string())? == Some(seal(&gone)),
        "the tombstone is gone",
    )
}

fn discards_exactly(store: &dyn Store) -> Kept {
    let kept = piece(head(), 1, WORDS)?;
    let key = head().to_string();
    store.put(&kept)?;
    store.discard(&key, "another text")?;
    store.discard("qc1/settings", &seal(&kept))?;
    holds(
        store.read(&key)? == Some(seal(&kept)),
        "it was discarded too soon",
    )?;
    store.discard(&key, &seal(&kept))?;
    holds(store.read(&key)?.is_none(), "it is still there")?;
    holds(store.keys()?.is_empty(), "its key is still there")
}

fn lists_all(store: &dyn Store) -> Kept {
    let pieces = [
        piece(head(), 1, "a")?,
        piece(check(), 2, WORDS)?,
        piece(document(), 1, "c")?,
        Piece::removed(Key::Settings, 3),
    ];
    for piece in &pieces {
        store.put(piece)?;
    }
    let expected = pieces.iter().map(|piece| Stored {
        key: piece.key.to_string(),
        text: seal(piece),
    });
    let mut expected: Vec<Stored> = expected.collect();
    let mut all = store.all()?;
    expected.sort_by(|a, b| a.key.cmp(&b.key));
    all.sort_by(|a, b| a.key.cmp(&b.key));
    holds(all == expected, "the list differs")
}
