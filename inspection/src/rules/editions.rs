//! The editions a program knows: those that shipped, and those an office
//! published since, each of which is one that shipped with what the office adds.
//! An edition is found by its digest and never changes, so knowing one more
//! changes nothing of what was known.

use std::sync::{PoisonError, RwLock};

use serde_json::{Map, Value};

use super::annex::Annex;
use super::load::{PackError, merge, read};
use super::{ANNEXES, EDITIONS, RulePack};
use crate::inspection::PackName;
use crate::json::parse_json;

/// An edition that an office published.
struct Published {
    pack: RulePack,
    /// What the office adds, as [`RulePack::with_additions`] reads it.
    additions: String,
}

/// Those this program was told of; each stays as long as the program.
static PUBLISHED: RwLock<Vec<&'static Published>> = RwLock::new(Vec::new());

impl RulePack {
    /// The edition of this name, where this program knows it.
    #[must_use]
    pub fn named(name: &PackName) -> Option<&'static Self> {
        Self::numbered(Self::number_of(name)?)
    }

    /// The number of an edition among those this program knows. It stays the
    /// same as long as the program runs, and means nothing to another one.
    #[must_use]
    pub fn number_of(name: &PackName) -> Option<usize> {
        let mut number = 0;
        while let Some(pack) = Self::numbered(number) {
            if pack.name() == *name {
                return Some(number);
            }
            number += 1;
        }
        None
    }

    /// The edition of this number.
    #[must_use]
    pub fn numbered(number: usize) -> Option<&'static Self> {
        let shipped = Self::shipped();
        if let Some(pack) = shipped.get(number) {
            return Some(pack);
        }
        let known = PUBLISHED.read().unwrap_or_else(PoisonError::into_inner);
        known.get(number - shipped.len()).map(|known| &known.pack)
    }

    /// Reads an edition as an office publishes it, and checks all of it. The
    /// text is an object: `id` is the new edition's, `base` that of the one that
    /// shipped, and `sign_offs`, `settlements` and `authorities` take the place
    /// of its tables of these names.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn with_additions(text: &str) -> Result<Self, PackError> {
        Self::load_whole(filled(text, everything)?)
    }

    /// Lets this program know an edition that an office published. It was
    /// checked when it was taken over ([`RulePack::with_additions`]), with all
    /// its tables; here only those that visits are recorded with are read.
    ///
    /// # Errors
    /// [`PackError`] where the text is none, or of another program's edition.
    pub fn learn(name: &PackName, text: &str) -> Result<&'static Self, PackError> {
        if let Some(known) = Self::named(name) {
            return Ok(known);
        }
        let whole = filled(text, |number| EDITIONS[number].parts.to_vec())?;
        let published = Box::leak(Box::new(Published {
            pack: Self::recorded_with(name.sha256.as_str(), &whole)?,
            additions: text.to_owned(),
        }));
        let mut known = PUBLISHED.write().unwrap_or_else(PoisonError::into_inner);
        known.push(published);
        Ok(&published.pack)
    }
}

impl Annex {
    /// The annex of the edition of this name, read anew; of the newest that
    /// shipped where this program does not know it.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault; the editions that ship have none.
    pub fn of(name: &PackName) -> Result<Self, PackError> {
        let Some(known) = published(name) else {
            return Self::current();
        };
        let whole = filled(&known.additions, |number| {
            // What an annex needs of the rest is which edition it is of.
            [&EDITIONS[number].parts[..1], ANNEXES[number]].concat()
        })?;
        read(&whole, Self::read)
    }
}

/// Every table of the edition of this name.
#[cfg(any(test, feature = "office"))]
pub(super) fn tables_of(name: &PackName) -> Result<Map<String, Value>, PackError> {
    if let Some(known) = published(name) {
        return filled(&known.additions, everything);
    }
    let mut shipped = RulePack::shipped().iter();
    let number = shipped.position(|pack| pack.name() == *name);
    let number = number.ok_or_else(|| PackError::UnknownBase(name.id.clone()))?;
    merge(&everything(number))
}

/// Every part of an edition that shipped.
fn everything(number: usize) -> Vec<&'static str> {
    [EDITIONS[number].parts, ANNEXES[number]].concat()
}

fn published(name: &PackName) -> Option<&'static Published> {
    let known = PUBLISHED.read().unwrap_or_else(PoisonError::into_inner);
    let mut known = known.iter().copied();
    known.find(|known| known.pack.name() == *name)
}

/// The tables of the edition a text adds to, with what it adds.
fn filled(
    text: &str,
    parts: fn(usize) -> Vec<&'static str>,
) -> Result<Map<String, Value>, PackError> {
    let Value::Object(additions) = parse_json(text)? else {
        return Err(PackError::NoTable("base".to_owned()));
    };
    let base = additions.get("base").and_then(Value::as_str);
    let base = base.ok_or_else(|| PackError::NoTable("base".to_owned()))?;
    let mut shipped = RulePack::shipped().iter();
    let number = shipped.position(|pack| pack.id == base);
    let number = number.ok_or_else(|| PackError::UnknownBase(base.to_owned()))?;
    let mut whole = merge(&parts(number))?;
    for (table, rows) in additions {
        match table.as_str() {
            "base" => {}
            "id" | "sign_offs" | "settlements" | "authorities" => {
                whole.insert(table, rows);
            }
            _ => return Err(PackError::UnknownTable(table)),
        }
    }
    Ok(whole)
}
