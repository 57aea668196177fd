//! The editions a program knows: those that shipped, and those an office
//! published since, each of which is one that shipped with what the office adds.
//! An edition is found by its digest and never changes, so knowing one more
//! changes nothing of what was known.

use std::sync::{PoisonError, RwLock};

use serde_json::{Map, Value};

use super::annex::Annex;
use super::load::{PackError, merge, read};
use super::{ANNEXES, EDITIONS, RulePack};
use crate::canonical::canonical_json;
use crate::id::Digest;
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
    /// text is an object: `id` is the new edition's, `base` the name of the one
    /// that shipped, and `sign_offs`, `settlements` and `authorities` take the
    /// place of its tables of these names. The edition is named by the SHA-256 of
    /// the text's canonical form, which holds that of the base.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn with_additions(text: &str) -> Result<Self, PackError> {
        let (sha256, whole) = filled(text, everything)?;
        Ok(Self {
            sha256: Some(sha256),
            ..Self::load_whole(whole)?
        })
    }

    /// Lets this program know an edition that an office published. It was
    /// checked when it was taken over ([`RulePack::with_additions`]), with all
    /// its tables; here only those that visits are recorded with are read.
    ///
    /// # Errors
    /// [`PackError`] where the text is none, or of another program's edition.
    pub fn learn(text: &str) -> Result<&'static Self, PackError> {
        let (sha256, whole) = filled(text, |number| EDITIONS[number].parts.to_vec())?;
        let pack = Self::recorded_with(sha256.as_str(), &whole)?;
        if let Some(known) = Self::named(&pack.name()) {
            return Ok(known);
        }
        let published = Box::leak(Box::new(Published {
            pack,
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
        let (_, whole) = filled(&known.additions, |number| {
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
        return Ok(filled(&known.additions, everything)?.1);
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

/// The digest of what a text adds, and the tables of the edition it adds to, with
/// that in its place.
fn filled(
    text: &str,
    parts: fn(usize) -> Vec<&'static str>,
) -> Result<(Digest, Map<String, Value>), PackError> {
    let additions = parse_json(text)?;
    let sha256 = Digest::of(canonical_json(&additions)?.as_bytes());
    let no_base = || PackError::NoTable("base".to_owned());
    let member = |name: &str| additions.get("base")?.get(name)?.as_str();
    let (id, digest) = member("id").zip(member("sha256")).ok_or_else(no_base)?;
    let is_base = |pack: &RulePack| {
        let name = pack.name();
        name.id == id && name.sha256.as_str() == digest
    };
    let number = RulePack::shipped().iter().position(is_base);
    let number = number.ok_or_else(|| PackError::UnknownBase(id.to_owned()))?;
    let mut whole = merge(&parts(number))?;
    let Value::Object(additions) = additions else {
        return Err(no_base());
    };
    for (table, rows) in additions {
        match table.as_str() {
            "base" => {}
            "id" | "sign_offs" | "settlements" | "authorities" => {
                whole.insert(table, rows);
            }
            _ => return Err(PackError::UnknownTable(table)),
        }
    }
    Ok((sha256, whole))
}
