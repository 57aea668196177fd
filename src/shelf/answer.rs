//! How an answer of the office's is read, and what is kept of it.

use inspection::{FromJson, Member};
use serde_json::Value;

use super::{DueReport, Head};

/// One answer of the office's.
pub(super) struct Answer {
    /// Where the next pull begins.
    pub(super) cursor: String,
    /// Whether the rows take the place of all that was there.
    pub(super) whole: bool,
    /// Whether there is more to ask for at once.
    pub(super) more: bool,
    /// Rows that changed.
    pub(super) rows: Vec<Value>,
    /// Ids of rows that are gone.
    pub(super) removed: Vec<String>,
    /// The reports that are due next, as they are kept.
    pub(super) reports: Value,
}

impl FromJson for Answer {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            cursor: from.get("cursor"),
            whole: from.get("whole"),
            more: from.get("more"),
            rows: from.get("rows"),
            removed: from.get("removed"),
            reports: from.get("reports"),
        }
    }
}

impl FromJson for Head {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            cursor: from.get("cursor"),
            pulled: from.get("pulled"),
            reports: from.get::<Option<_>>("reports").unwrap_or_default(),
        }
    }
}

impl FromJson for DueReport {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            vi: from.get("vi"),
            en: from.get("en"),
            due: from.get("due"),
        }
    }
}
