//! Writes values as JSON, members in the order of their types. Nothing that is written
//! holds a fraction or a [`Value`](serde_json::Value), so nothing is linked to print them.

use serde::Serialize;

/// A value has no JSON form: a name in it is no text.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the value cannot be written as JSON")]
pub struct NotWritten;

/// Writes a value.
///
/// # Errors
/// [`NotWritten`].
pub fn write_json<T: Serialize>(value: &T) -> Result<String, NotWritten> {
    serde_json::to_string(value).map_err(|_| NotWritten)
}
