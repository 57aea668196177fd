//! Tables as they are, row by row: what a backup is made of. Knows no table by
//! name, so that a new one is in the next backup without a word here.

use futures_util::TryStreamExt;
use serde_json::Value;
use sqlx::{AssertSqlSafe, Row};

use crate::store::{Connection, StoreError};

/// The most columns of a key; they stand first in every table.
const KEY: usize = 3;

/// One table of the database.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Table {
    /// Its name.
    pub(crate) name: String,
    /// Its columns: those of the key, then the others by name.
    pub(crate) columns: Vec<Column>,
}

/// One column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Column {
    /// Its name.
    pub(crate) name: String,
    /// What its values are.
    pub(crate) kind: ColumnKind,
}

/// What the values of a column are, on either engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum ColumnKind {
    /// Text.
    Text,
    /// An integer of 64 bits.
    Integer,
}

impl ColumnKind {
    /// By the engine's name for it.
    fn named(name: &str) -> Option<Self> {
        match name.to_ascii_lowercase().as_str() {
            "text" => Some(Self::Text),
            "integer" | "bigint" => Some(Self::Integer),
            _ => None,
        }
    }
}

/// Puts columns, as the engine told them, together to tables, each after those
/// that it refers to.
pub(super) fn in_order(
    columns: Vec<(String, String, String)>,
    references: &[(String, String)],
) -> Result<Vec<Table>, StoreError> {
    let mut waiting: Vec<Table> = Vec::new();
    for (table, name, kind) in columns {
        let kind = ColumnKind::named(&kind).ok_or_else(|| StoreError::Unreadable {
            what: "a column",
            reason: format!("{table}.{name} is {kind}"),
        })?;
        let column = Column { name, kind };
        match waiting.last_mut().filter(|last| last.name == table) {
            Some(last) => last.columns.push(column),
            None => waiting.push(Table {
                name: table,
                columns: vec![column],
            }),
        }
    }
    for table in &mut waiting {
        // Those that were added later are in another order on each engine.
        if let Some(beyond) = table.columns.get_mut(KEY..) {
            beyond.sort_by(|one, other| one.name.cmp(&other.name));
        }
    }
    let mut ordered: Vec<Table> = Vec::new();
    while !waiting.is_empty() {
        let is_there = |name: &str| ordered.iter().any(|table| table.name == name);
        let ready = |table: &Table| {
            let mut named = references.iter().filter(|(from, _)| *from == table.name);
            named.all(|(from, to)| from == to || is_there(to))
        };
        let (next, later): (Vec<_>, Vec<_>) = waiting.into_iter().partition(ready);
        if next.is_empty() {
            return Err(StoreError::Unreadable {
                what: "the order of tables",
                reason: format!("{} refer to each other", later.len()),
            });
        }
        ordered.extend(next);
        waiting = later;
    }
    Ok(ordered)
}

/// Hands on every row of a table, in an order that is the same on both engines.
pub(super) async fn each_row<E: From<StoreError>>(
    on: &mut Connection,
    table: &Table,
    mut row: impl FnMut(Vec<Value>) -> Result<(), E>,
) -> Result<(), E> {
    let names: Vec<_> = table
        .columns
        .iter()
        .map(|column| column.name.as_str())
        .collect();
    let key = names.get(..names.len().min(KEY)).unwrap_or_default();
    let statement = format!(
        "SELECT {} FROM {} ORDER BY {}",
        names.join(", "),
        table.name,
        key.join(", ")
    );
    let mut rows = sqlx::query(AssertSqlSafe(statement)).fetch(on);
    while let Some(found) = rows.try_next().await.map_err(StoreError::from)? {
        let mut values = Vec::with_capacity(names.len());
        for (index, column) in table.columns.iter().enumerate() {
            let value = match column.kind {
                ColumnKind::Text => found.try_get::<Option<String>, _>(index).map(Value::from),
                ColumnKind::Integer => found.try_get::<Option<i64>, _>(index).map(Value::from),
            };
            values.push(value.map_err(StoreError::from)?);
        }
        row(values)?;
    }
    Ok(())
}

/// How a row is put into a table.
#[derive(Debug)]
pub(crate) struct Putting {
    table: Table,
    statement: String,
}

impl Putting {
    /// Of a table, with these of its columns.
    pub(crate) fn into(table: &Table, columns: &[String]) -> Result<Self, StoreError> {
        let column = |name: &String| {
            let found = table.columns.iter().find(|column| column.name == *name);
            found.cloned().ok_or_else(|| StoreError::Unreadable {
                what: "a column",
                reason: format!("{}.{name} is not in the database", table.name),
            })
        };
        let columns: Vec<_> = columns.iter().map(column).collect::<Result<_, _>>()?;
        let names: Vec<_> = columns.iter().map(|column| column.name.as_str()).collect();
        let places: Vec<_> = (1..=names.len()).map(|place| format!("${place}")).collect();
        let statement = format!(
            "INSERT INTO {} ({}) VALUES ({})",
            table.name,
            names.join(", "),
            places.join(", ")
        );
        let name = table.name.clone();
        Ok(Self {
            table: Table { name, columns },
            statement,
        })
    }

    /// Puts one row.
    pub(super) async fn row(
        &self,
        on: &mut Connection,
        values: Vec<Value>,
    ) -> Result<(), StoreError> {
        let columns = &self.table.columns;
        let other = |reason: String| StoreError::Unreadable {
            what: "a row",
            reason: format!("{}: {reason}", self.table.name),
        };
        if values.len() != columns.len() {
            return Err(other(format!("{} values", values.len())));
        }
        let mut query = sqlx::query(AssertSqlSafe(self.statement.as_str()));
        for (column, value) in columns.iter().zip(values) {
            query = match (column.kind, value) {
                (ColumnKind::Text, Value::Null) => query.bind(None::<String>),
                (ColumnKind::Text, Value::String(text)) => query.bind(text),
                (ColumnKind::Integer, Value::Null) => query.bind(None::<i64>),
                (ColumnKind::Integer, Value::Number(number)) => {
                    query.bind(number.as_i64().ok_or_else(|| other(column.name.clone()))?)
                }
                _ => return Err(other(column.name.clone())),
            };
        }
        query.execute(on).await?;
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn columns(tables: &[&str]) -> Vec<(String, String, String)> {
        let column = |table: &&str| ((*table).to_owned(), "id".to_owned(), "TEXT".to_owned());
        tables.iter().map(column).collect()
    }

    #[test]
    fn a_table_comes_after_those_it_refers_to() {
        let refers = |from: &str, to: &str| (from.to_owned(), to.to_owned());
        let references = [refers("a", "c"), refers("c", "b"), refers("c", "c")];
        let ordered = in_order(columns(&["a", "b", "c"]), &references).unwrap();
        let names: Vec<_> = ordered.iter().map(|table| table.name.as_str()).collect();
        assert_eq!(names, ["b", "c", "a"]);
        let circle = [refers("a", "b"), refers("b", "a")];
        assert!(in_order(columns(&["a", "b"]), &circle).is_err());
    }
}
