//! What the office says of its rules, as it is kept here.

use inspection::{FromJson, Member, PackName};
use serde::Serialize;

/// What the office said of its rules.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct OfficeRules {
    /// The edition that new visits are recorded with.
    pub current: PackName,
    /// The editions it published, withdrawn or not.
    pub published: Vec<Published>,
}

/// An edition that the office published.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Published {
    /// Its id and SHA-256.
    #[serde(flatten)]
    pub name: PackName,
    /// What it adds to an edition that shipped.
    pub additions: String,
}

impl FromJson for OfficeRules {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            current: from.get("current"),
            published: from.get("published"),
        }
    }
}

impl FromJson for Published {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            name: PackName::from_json(from),
            additions: from.get("additions"),
        }
    }
}
