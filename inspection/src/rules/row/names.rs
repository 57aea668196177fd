//! What a row is called: by a sign-off, in a warning, and where it is at fault.

use serde_json::Value;

use super::Row;

impl<'a> Row<'a> {
    /// The row's own name among those of its table.
    pub(super) fn called(&self) -> Option<&'a str> {
        let keys = ["code", "id", "kind", "class"];
        keys.iter()
            .find_map(|key| self.members.get(*key).and_then(Value::as_str))
    }

    /// The table it stands in.
    #[cfg(any(test, feature = "office"))]
    pub(in crate::rules) fn table_name(&self) -> &'a str {
        self.table
    }

    /// What a sign-off calls the row: its name, or else its number.
    pub(in crate::rules) fn key(&self) -> String {
        let number = || self.number.to_string();
        self.called().map_or_else(number, str::to_owned)
    }

    /// The name of the row, or of the one around it that has a name, or else
    /// its table.
    pub(super) fn nearest_key(&self) -> String {
        match (self.called(), self.within) {
            (None, Some(row)) if row.within.is_some() => row.nearest_key(),
            (None, _) => self.table.to_owned(),
            _ => self.key(),
        }
    }

    /// What the row says, for a person: its document, or its name.
    pub(in crate::rules) fn saying(&self) -> String {
        let own = |key: &&str| self.members.get(*key).and_then(Value::as_str);
        if let Some(text) = ["text", "number", "basis"].iter().find_map(own) {
            return text.to_owned();
        }
        let first = self.members.get("bases").and_then(|bases| bases.get(0));
        let document = first.and_then(|basis| basis.get("text")?.as_str());
        document.or(own(&"vi")).unwrap_or_default().to_owned()
    }

    /// What the row is called in messages.
    pub(in crate::rules) fn place(&self) -> String {
        let table = self.table;
        let own = match (self.called(), self.number) {
            (_, 0) => table.to_owned(),
            (Some(called), _) => format!("{called} of {table}"),
            (None, number) => format!("row {number} of {table}"),
        };
        match self.within {
            Some(row) if row.within.is_some() => format!("{own} of {}", row.place()),
            _ => own,
        }
    }
}
