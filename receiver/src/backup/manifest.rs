//! What a backup says of itself: what is in it, and by which digests that is told.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};
use inspection::Digest;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// The form of backups that this program writes and reads.
pub(crate) const FORMAT: u32 = 1;

/// What is in a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Manifest {
    /// The form of the backup.
    pub format: u32,
    /// The version of the program that wrote it.
    pub program: String,
    /// Everything that was acknowledged before this moment is in it.
    #[serde(with = "inspection::moment")]
    pub taken_at: DateTime<Utc>,
    /// Whether it is of the demonstration.
    pub demo: bool,
    /// The number of the database's last migration.
    pub schema: i64,
    /// The tables, each after those it refers to.
    pub tables: Vec<TableEntry>,
    /// How many files of photos and attachments there are.
    pub files: u64,
    /// Their bytes together.
    pub file_bytes: u64,
    /// The end of every chain.
    pub chains: Vec<ChainEnd>,
}

/// One table of a backup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TableEntry {
    /// Its name.
    pub name: String,
    /// Its columns, in the order of a row's values.
    pub columns: Vec<String>,
    /// How many rows there are.
    pub rows: u64,
    /// Of the table's lines.
    pub sha256: Digest,
}

/// How far the chain of one device goes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChainEnd {
    /// Whose documents they are.
    pub device: String,
    /// How many there are.
    pub documents: u64,
    /// The place of the last one.
    pub sequence: i64,
    /// Its digest; where several claim the place, the greatest.
    pub sha256: String,
}

/// The ends of chains, as rows of documents come by.
#[derive(Debug, Default)]
pub(super) struct Chains(BTreeMap<String, ChainEnd>);

impl Manifest {
    /// The rows of a table; none where there is no such table.
    #[must_use]
    pub fn rows(&self, table: &str) -> u64 {
        let found = self.tables.iter().find(|entry| entry.name == table);
        found.map_or(0, |entry| entry.rows)
    }
}

impl Chains {
    /// Counts one document.
    pub(super) fn add(&mut self, device: &str, sequence: i64, sha256: &str) {
        let end = self.0.entry(device.to_owned()).or_insert_with(|| ChainEnd {
            device: device.to_owned(),
            documents: 0,
            sequence,
            sha256: sha256.to_owned(),
        });
        end.documents += 1;
        if (sequence, sha256) > (end.sequence, end.sha256.as_str()) {
            end.sequence = sequence;
            sha256.clone_into(&mut end.sha256);
        }
    }

    /// In the order of devices.
    pub(super) fn ends(self) -> Vec<ChainEnd> {
        self.0.into_values().collect()
    }
}

/// The values of a row by the names of its columns.
#[derive(Clone, Copy, Debug)]
pub(super) struct Named<'a> {
    columns: &'a [String],
    values: &'a [Value],
}

impl<'a> Named<'a> {
    pub(super) fn new(columns: &'a [String], values: &'a [Value]) -> Self {
        Self { columns, values }
    }

    fn value(self, name: &str) -> Option<&'a Value> {
        let place = self.columns.iter().position(|column| column == name)?;
        self.values.get(place)
    }

    /// A text; empty where it is none.
    pub(super) fn text(self, name: &str) -> &'a str {
        self.value(name).and_then(Value::as_str).unwrap_or_default()
    }

    /// An integer; 0 where it is none.
    pub(super) fn number(self, name: &str) -> i64 {
        self.value(name).and_then(Value::as_i64).unwrap_or_default()
    }
}
