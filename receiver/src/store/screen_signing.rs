//! Whether visits may be signed on the tablet's screen: a fact of the office, off
//! until somebody switches it on, and each switching a line of the log.

use chrono::Utc;

use super::audit::{Act, note};
use super::{Connection, Store, StoreError};

/// The name of the fact.
const FACT: &str = "screen_signing";
/// Its value where it is on.
const ON: &str = "1";

async fn is_on(on: &mut Connection) -> Result<bool, StoreError> {
    let value: Option<String> = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1")
        .bind(FACT)
        .fetch_optional(on)
        .await?;
    Ok(value.is_some_and(|value| value == ON))
}

impl Store {
    /// Whether visits may be signed on the screen.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn screen_signing(&self) -> Result<bool, StoreError> {
        is_on(&mut *self.read().await?).await
    }

    /// Switches it; what it was already is no news, and no line of the log.
    ///
    /// # Errors
    /// [`StoreError`] where the database does not answer.
    pub async fn set_screen_signing(&self, wanted: bool, who: &str) -> Result<(), StoreError> {
        let mut on = self.write().await?;
        if is_on(&mut on).await? == wanted {
            return Ok(());
        }
        sqlx::query(
            "INSERT INTO facts (name, value) VALUES ($1, $2)
             ON CONFLICT (name) DO UPDATE SET value = excluded.value",
        )
        .bind(FACT)
        .bind(if wanted { ON } else { "0" })
        .execute(&mut *on)
        .await?;
        let act = Act {
            who,
            word: if wanted {
                "screen_signing_on"
            } else {
                "screen_signing_off"
            },
            subject: FACT,
            named: "",
            ward: "",
            detail: "",
        };
        note(&mut on, &act, Utc::now()).await?;
        self.commit(on).await
    }
}
