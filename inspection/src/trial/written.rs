//! Readings as they are written, read member by member.

use super::{Reading, Series};
use crate::members::{FromJson, Member};
use crate::recorded::Fields;

impl FromJson for Reading {
    fn from_json(from: &Member<'_>) -> Self {
        Self(Fields::from_json(from))
    }
}

impl FromJson for Series {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            trial: from.get("trial"),
            rows: from.get("rows"),
        }
    }
}
