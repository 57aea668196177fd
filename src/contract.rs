//! What every store and every journal must do, clause by clause. Tests run the
//! clauses natively on the memory ones and in a browser on localStorage and
//! IndexedDB; each clause gets a fresh, empty one.

mod journal;
mod store;

pub use journal::JOURNAL_CLAUSES;
pub use store::STORE_CLAUSES;

use std::rc::Rc;

use inspection::{CheckId, Digest, InspectionId, NotJson, NotWritten};
use uuid::Uuid;

use crate::LocalFuture;
use crate::journal::{Journal, JournalError};
use crate::store::{Body, Json, Key, Piece, Store, StoreError};

/// A fact that must hold of every store.
pub type StoreClause = (&'static str, fn(&dyn Store) -> Kept);

/// A fact that must hold of every journal.
pub type JournalClause = (
    &'static str,
    fn(Rc<dyn Journal>) -> LocalFuture<'static, Kept>,
);

/// Whether a clause was kept.
pub type Kept = Result<(), Broken>;

/// What was found instead of what the clause says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct Broken(String);

impl From<StoreError> for Broken {
    fn from(error: StoreError) -> Self {
        Self(error.to_string())
    }
}

impl From<JournalError> for Broken {
    fn from(error: JournalError) -> Self {
        Self(error.to_string())
    }
}

impl From<NotWritten> for Broken {
    fn from(error: NotWritten) -> Self {
        Self(error.to_string())
    }
}

impl From<NotJson> for Broken {
    fn from(error: NotJson) -> Self {
        Self(error.to_string())
    }
}

fn holds(fact: bool, what: &str) -> Kept {
    if fact {
        Ok(())
    } else {
        Err(Broken(what.to_owned()))
    }
}

/// Words with what storage may get wrong: letters beyond ASCII and beyond the
/// first plane, escapes, a control character, a line separator.
const WORDS: &str =
    "C\u{e2}n \u{111}\u{1ed3}ng h\u{1ed3} \u{1F9EE} \"10,15\" \\ \u{1} \u{2028} \r\n";

fn id() -> InspectionId {
    InspectionId(Uuid::from_u128(0x019a_8c1e_0000_7000_8000_0000_0000_0001))
}

fn head() -> Key {
    Key::DraftHead(id())
}

fn check() -> Key {
    Key::DraftCheck(id(), CheckId(1))
}

fn document() -> Key {
    Key::Document(id())
}

fn piece(key: Key, revision: u64, words: &str) -> Result<Piece, Broken> {
    Ok(Piece::of(key, revision, &words)?)
}

/// The line that stands for a document.
fn line(document: &Piece) -> Result<Piece, Broken> {
    let text = document.json().map(Json::text).unwrap_or_default();
    let digest = Digest::of(text.as_bytes());
    let body = Body::Stub(Json::verbatim(&format!("{{\"sha256\":\"{digest}\"}}"))?);
    Ok(Piece {
        body,
        ..document.clone()
    })
}

#[cfg(test)]
mod tests {
    use futures::FutureExt as _;

    use super::*;
    use crate::journal::MemoryJournal;
    use crate::store::MemoryStore;

    #[test]
    fn the_memory_store_keeps_every_clause() {
        for (clause, check) in STORE_CLAUSES {
            assert_eq!(check(&MemoryStore::default()), Ok(()), "{clause}");
        }
    }

    #[test]
    fn the_memory_journal_keeps_every_clause() {
        for (clause, check) in JOURNAL_CLAUSES {
            let journal = Rc::new(MemoryJournal::default());
            assert_eq!(check(journal).now_or_never(), Some(Ok(())), "{clause}");
        }
    }
}
