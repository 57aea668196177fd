//! The clauses of a durable copy.

use std::rc::Rc;

use super::{JournalClause, Kept, WORDS, check, document, head, holds, line, piece};
use crate::LocalFuture;
use crate::journal::{Journal, JournalError, SetAside, Side, Why};
use crate::store::{Key, Piece, Refusal, Stored, seal};

/// What every journal must do.
pub const JOURNAL_CLAUSES: &[JournalClause] = &[
    ("a fresh one is empty", is_empty),
    ("pieces come back byte for byte", is_exact),
    ("a newer revision replaces an older", newer_replaces),
    ("an equal or older revision does not", older_is_refused),
    ("a commit is all or nothing", is_atomic),
    ("a document is written once", documents_stay),
    (
        "a document gives way to a line that stands for it, and comes back",
        lines_stand_for_documents,
    ),
    (
        "of the values asked for, those that are there come",
        reads_some,
    ),
    ("commits under way at once leave the newest", overlaps),
    (
        "a commit nobody waits for is whole or not at all",
        dropped_is_whole,
    ),
    (
        "values set aside are kept, and leave their place",
        sets_aside,
    ),
    (
        "a value that changed meanwhile is not set aside",
        spares_the_changed,
    ),
    ("only tombstones are buried", buries_the_dead),
];

type Journals = Rc<dyn Journal>;

fn refused(refusal: Refusal) -> Result<(), JournalError> {
    Err(JournalError::Refused(refusal))
}

/// Everything in it.
async fn all(journal: &dyn Journal) -> Result<Vec<Stored>, JournalError> {
    let keys = journal.keys().await?;
    journal.read(&keys).await
}

async fn text(journal: &dyn Journal, key: Key) -> Result<Option<String>, JournalError> {
    let all = all(journal).await?;
    let found = all.into_iter().find(|stored| stored.key == key.to_string());
    Ok(found.map(|stored| stored.text))
}

fn is_empty(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move { holds(all(&*journal).await?.is_empty(), "there are values") })
}

fn is_exact(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let pieces = [
            piece(head(), 1, WORDS)?,
            piece(check(), 2, "b")?,
            Piece::removed(Key::Settings, 3),
        ];
        journal.commit(&pieces).await?;
        let expected = pieces.iter().map(|piece| Stored {
            key: piece.key.to_string(),
            text: seal(piece),
        });
        let mut expected: Vec<Stored> = expected.collect();
        let mut all = all(&*journal).await?;
        expected.sort_by(|a, b| a.key.cmp(&b.key));
        all.sort_by(|a, b| a.key.cmp(&b.key));
        holds(all == expected, "other values came back")
    })
}

fn newer_replaces(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let newest = piece(head(), 4, "c")?;
        let batch = [piece(head(), 1, "a")?, piece(head(), 2, "b")?];
        journal.commit(&batch).await?;
        journal.commit(std::slice::from_ref(&newest)).await?;
        journal.commit(std::slice::from_ref(&newest)).await?;
        let kept = text(&*journal, head()).await?;
        holds(kept == Some(seal(&newest)), "an older one is there")
    })
}

fn older_is_refused(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let kept = piece(head(), 4, "b")?;
        journal.commit(std::slice::from_ref(&kept)).await?;
        for other in [
            piece(head(), 4, "a")?,
            piece(head(), 3, "b")?,
            Piece::removed(head(), 4),
        ] {
            let result = journal.commit(&[other]).await;
            holds(
                result == refused(Refusal::Stale(head())),
                "it was not refused",
            )?;
        }
        let after = text(&*journal, head()).await?;
        holds(after == Some(seal(&kept)), "it was changed")
    })
}

fn is_atomic(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let kept = piece(head(), 4, "b")?;
        journal.commit(std::slice::from_ref(&kept)).await?;
        let batch = [
            piece(check(), 1, "new")?,
            piece(head(), 2, "old")?,
            piece(Key::Settings, 1, "new")?,
        ];
        let result = journal.commit(&batch).await;
        holds(
            result == refused(Refusal::Stale(head())),
            "it was not refused",
        )?;
        let all = all(&*journal).await?;
        holds(all.len() == 1, "a part of it was written")?;
        holds(
            text(&*journal, head()).await? == Some(seal(&kept)),
            "it was changed",
        )
    })
}

fn documents_stay(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let kept = piece(document(), 1, "a")?;
        journal.commit(std::slice::from_ref(&kept)).await?;
        for other in [piece(document(), 2, "b")?, Piece::removed(document(), 2)] {
            let result = journal.commit(&[other]).await;
            holds(
                result == refused(Refusal::WriteOnce(document())),
                "it was not refused",
            )?;
        }
        let after = text(&*journal, document()).await?;
        holds(after == Some(seal(&kept)), "it was changed")
    })
}

fn lines_stand_for_documents(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let kept = piece(document(), 1, "a")?;
        let (own, other) = (line(&kept)?, line(&piece(document(), 1, "b")?)?);
        journal.commit(std::slice::from_ref(&kept)).await?;
        let result = journal.commit(&[other]).await;
        holds(
            result == refused(Refusal::WriteOnce(document())),
            "the line of another took its place",
        )?;
        journal.commit(std::slice::from_ref(&own)).await?;
        let after = text(&*journal, document()).await?;
        holds(after == Some(seal(&own)), "the line is not there")?;
        journal.commit(std::slice::from_ref(&kept)).await?;
        let after = text(&*journal, document()).await?;
        holds(after == Some(seal(&kept)), "it did not come back")
    })
}

fn reads_some(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let pieces = [piece(head(), 1, "a")?, piece(check(), 1, WORDS)?];
        journal.commit(&pieces).await?;
        let asked = [check().to_string(), document().to_string()];
        let read = journal.read(&asked).await?;
        let expected = Stored {
            key: check().to_string(),
            text: seal(&pieces[1]),
        };
        holds(read == [expected], "other values came")
    })
}

fn overlaps(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let (older, newer) = ([piece(head(), 1, "a")?], [piece(head(), 2, "b")?]);
        let first = journal.commit(&older);
        let second = journal.commit(&newer);
        // Whichever goes first: the older one is written before the newer, or
        // refused after it.
        second.await?;
        let first = first.await;
        let fair = first.is_ok() || first == refused(Refusal::Stale(head()));
        holds(fair, "the older one failed otherwise")?;
        let after = text(&*journal, head()).await?;
        holds(after == Some(seal(&newer[0])), "the older one is there")
    })
}

fn dropped_is_whole(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let batch = [piece(head(), 1, "a")?, piece(check(), 1, "b")?];
        drop(journal.commit(&batch));
        let later = piece(Key::Settings, 1, "c")?;
        journal.commit(&[later]).await?;
        let parts = all(&*journal).await?.len();
        holds(parts == 1 || parts == 3, "a part of it was written")
    })
}

fn sets_aside(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let kept = piece(head(), 1, "a")?;
        journal.commit(std::slice::from_ref(&kept)).await?;
        let value = |side, text: String| SetAside {
            side,
            key: head().to_string(),
            text,
            why: Why::Unreadable,
        };
        let values = [
            value(Side::Journal, seal(&kept)),
            value(Side::Store, WORDS.to_owned()),
        ];
        journal.set_aside(&values).await?;
        journal.set_aside(&values).await?;
        let all = all(&*journal).await?;
        holds(all.len() == 2, "there are not two values")?;
        for value in &values {
            let there = all
                .iter()
                .any(|stored| stored.key == value.quarantine_key() && stored.text == value.text);
            holds(there, "one was not kept")?;
        }
        journal.commit(&[piece(head(), 1, "b")?]).await?;
        holds(journal.keys().await?.len() == 3, "its place is not free")
    })
}

fn spares_the_changed(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let (seen, newer) = (piece(head(), 1, "a")?, piece(head(), 2, "b")?);
        journal.commit(std::slice::from_ref(&newer)).await?;
        let value = SetAside {
            side: Side::Journal,
            key: head().to_string(),
            text: seal(&seen),
            why: Why::OtherBytes,
        };
        journal.set_aside(&[value]).await?;
        let after = text(&*journal, head()).await?;
        holds(after == Some(seal(&newer)), "it left its place")
    })
}

fn buries_the_dead(journal: Journals) -> LocalFuture<'static, Kept> {
    Box::pin(async move {
        let live = piece(head(), 2, "a")?;
        let pieces = [live.clone(), Piece::removed(check(), 3)];
        journal.commit(&pieces).await?;
        let keys = [head(), check(), document()].map(|key| key.to_string());
        journal.bury(&keys).await?;
        let expected = Stored {
            key: head().to_string(),
            text: seal(&live),
        };
        holds(all(&*journal).await? == [expected], "another value is left")
    })
}
