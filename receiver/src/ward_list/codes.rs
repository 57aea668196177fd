//! Kinds and wards as people write them, told by the names of the rule pack:
//! with marks or without, a ward also by the name it had before.

use chrono::NaiveDate;
use inspection::{RulePack, folded_words, has_words, ward_on};

/// What is known of the name of a ward.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum WardNamed {
    /// Code of the ward of the day.
    One(String),
    /// It is of before, and lies in several of today or nobody knows in which.
    Divided,
    /// Nobody has heard of it.
    Unknown,
}

/// The code of a kind: by code or name, else where the words are those of one
/// kind alone.
#[must_use]
pub fn kind_named(pack: &RulePack, text: &str) -> Option<String> {
    let folded = folded_words(text);
    if folded.is_empty() {
        return None;
    }
    let kinds = &pack.establishment_kinds;
    let is_it = |name: &str| folded_words(name) == folded;
    let exact = kinds.iter().find(|kind| {
        let name = &kind.name;
        name.code == text || is_it(&name.vi) || is_it(&name.en)
    });
    if let Some(kind) = exact {
        return Some(kind.name.code.clone());
    }
    let mut alike = kinds
        .iter()
        .filter(|kind| has_words(&kind.name.vi, &folded));
    let first = alike.next()?;
    alike.next().is_none().then(|| first.name.code.clone())
}

/// The ward of the day that has or had this name: "Phường 3", "P.3", "3",
/// "Hạnh Thông", with or without what it belongs to.
#[must_use]
pub fn ward_named(pack: &RulePack, text: &str, day: NaiveDate) -> WardNamed {
    let front = text.split([',', '(', ';']).next().unwrap_or_default();
    let wanted = bare(front);
    let wards = pack.units.iter().filter(|unit| unit.level == "ward");
    let named: Vec<_> = wards
        .filter(|unit| unit.code == text || !wanted.is_empty() && bare(&unit.vi) == wanted)
        .collect();
    if named.is_empty() {
        return WardNamed::Unknown;
    }
    // A ward of the day has the name for itself.
    if let Some(today) = named.iter().find(|unit| unit.days.hold(day)) {
        return WardNamed::One(today.code.clone());
    }
    let mut heirs: Vec<_> = named
        .iter()
        .map(|unit| ward_on(pack, &unit.code, day))
        .collect();
    heirs.dedup_by_key(|ward| ward.map(|ward| &ward.code));
    match heirs.as_slice() {
        [Some(ward)] => WardNamed::One(ward.code.clone()),
        _ => WardNamed::Divided,
    }
}

/// The name of a ward without the word for it; a number without zeros before.
fn bare(name: &str) -> String {
    let folded = folded_words(name);
    let cut = ["phuong ", "phg ", "p ", "ward ", "xa "]
        .iter()
        .find_map(|word| folded.strip_prefix(word));
    let short = || {
        let rest = folded.strip_prefix('p')?;
        rest.chars().all(|c| c.is_ascii_digit()).then_some(rest)
    };
    let name = cut.or_else(short).unwrap_or(&folded);
    if name.chars().all(|c| c.is_ascii_digit()) {
        name.trim_start_matches('0').to_owned()
    } else {
        name.to_owned()
    }
}
