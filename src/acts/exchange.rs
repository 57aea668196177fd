//! One file for everything or a part of it, and reading such a file again: a
//! way to the office and to another tablet without a network. Exporting
//! deletes nothing, importing overwrites nothing.

mod exporting;
mod importing;
mod reading;

pub use exporting::{Exported, Scope};
pub use importing::{ImportError, Imported};

use super::SaveError;

/// The version of the file that this program writes.
const VERSION: u64 = 1;

/// What is durable is taken, also where the working copy had no room for it.
pub(super) fn settled(saved: Result<(), SaveError>) -> Result<(), SaveError> {
    match saved {
        Ok(()) | Err(SaveError::JournalOnly(_)) => Ok(()),
        Err(error) => Err(error),
    }
}
