//! The first person of an office: where nobody can sign in, a link is made by
//! which whoever starts the receiver becomes the city's admin.

use std::io::{self, Write};

use chrono::Utc;

use crate::pages::LINK_HOLDS;
use crate::people::Token;
use crate::store::{Store, StoreError};

/// Why there is no link.
#[derive(Debug, thiserror::Error)]
pub enum FirstError {
    /// The database did not take it.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The system gave no randomness.
    #[error("the system gives no randomness: {0}")]
    Random(#[from] getrandom::Error),
    /// The link could not be printed.
    #[error("the link could not be printed: {0}")]
    Output(#[from] io::Error),
}

/// Prints a link for the first person, where nobody can sign in. Each start makes
/// another one; those before are of no use any more.
///
/// # Errors
/// [`FirstError`].
pub(crate) async fn invite(
    store: &Store,
    origin: &str,
    mut output: impl Write,
) -> Result<(), FirstError> {
    if store.has_people().await? {
        return Ok(());
    }
    let link = Token::random()?;
    let until = Utc::now() + LINK_HOLDS;
    store.link_first(&link.hash(), until).await?;
    let hours = LINK_HOLDS.num_hours();
    writeln!(
        output,
        "nobody can sign in yet: within {hours} hours, open {origin}/office/set-up/{}",
        link.reveal()
    )?;
    Ok(())
}
