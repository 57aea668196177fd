//! JSON as documents, pieces and packs hold it: no fractions. Read by hand, because the
//! reader of `serde_json` and whatever prints its values know fractions, and the tables
//! for them. The office reads what others send with `serde_json`.

mod reader;
mod writer;

pub use self::reader::{NotJson, json_members, parse_json, verbatim_json};
pub use self::writer::{NotWritten, write_json};

#[cfg(test)]
mod tests;
