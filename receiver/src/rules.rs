//! What the office adds to the rules: its words on rows, limits and who
//! inspects, put together to an edition. Which words and editions there are is
//! the store's; what an edition amounts to, `inspection`'s.

use chrono::{Days, NaiveDate};
use inspection::{PackError, PackName, RulePack, canonical_json};
use serde_json::{Value, json};

use crate::store::{Edition, Store, StoreError, Word, WordKind};

/// An edition as it would be published now.
#[derive(Clone, Debug)]
pub(crate) struct Draft {
    /// Its name.
    pub(crate) name: PackName,
    /// The edition it adds to.
    pub(crate) base: String,
    /// What it adds.
    pub(crate) additions: String,
}

/// The edition that new visits are recorded with: the last that was published
/// on top of the newest that shipped and is not withdrawn, else that one.
pub(crate) fn current(editions: &[Edition]) -> PackName {
    let shipped = RulePack::current().name();
    let mut standing = editions.iter().rev();
    let last = standing.find(|edition| edition.withdrawn.is_none() && edition.base == shipped.id);
    last.map_or(shipped, |edition| edition.name.clone())
}

/// Lets this process know the editions that were published, by whichever
/// process. One that cannot be read is another program's: what names it is
/// judged when that one runs.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn learn(store: &Store) -> Result<Vec<Edition>, StoreError> {
    let editions = store.editions().await?;
    let unknown = |edition: &&Edition| RulePack::named(&edition.name).is_none();
    for edition in editions.iter().filter(unknown) {
        if let Err(error) = RulePack::learn(&edition.additions) {
            tracing::warn!(edition = edition.name.id, %error, "not an edition of this program's");
        }
    }
    Ok(editions)
}

/// Lets this process know the edition of this name, where anybody does.
///
/// # Errors
/// [`StoreError`].
pub(crate) async fn look_up(store: &Store, name: &PackName) -> Result<(), StoreError> {
    if RulePack::named(name).is_none() {
        learn(store).await?;
    }
    Ok(())
}

/// Puts the words that stand together and checks what comes out. Each edition
/// of a base has a number of its own: the words of two may be the same.
///
/// # Errors
/// [`PackError`] names what does not fit.
pub(crate) fn put_together(words: &[Word], editions: &[Edition]) -> Result<Draft, PackError> {
    let base = RulePack::current().name();
    let before = editions.iter().filter(|edition| edition.base == base.id);
    let number = before.count() + 1;
    let text = json!({
        "base": base,
        "id": format!("{}.{number}", base.id),
        "sign_offs": sign_offs(words),
        "settlements": settlements(words),
        "authorities": authorities(&base, words)?,
    });
    let additions = canonical_json(&text)?;
    let name = RulePack::with_additions(&additions)?.name();
    Ok(Draft {
        name,
        base: base.id,
        additions,
    })
}

/// Whether the words that stand are those of this edition.
pub(crate) fn says_the_same(draft: &Draft, edition: &Edition) -> bool {
    let without_id = |text: &str| {
        let mut additions: Value = serde_json::from_str(text).unwrap_or_default();
        if let Value::Object(members) = &mut additions {
            members.remove("id");
        }
        additions
    };
    without_id(&draft.additions) == without_id(&edition.additions)
}

/// Rows of the words of one kind that stand, the last word on each thing.
fn said(words: &[Word], kind: WordKind, about: &[&str]) -> Vec<Value> {
    let mut rows: Vec<Value> = Vec::new();
    let standing = words
        .iter()
        .filter(|word| word.kind == kind && word.struck.is_none());
    for word in standing {
        let same = |row: &Value| about.iter().all(|name| row.get(name) == word.row.get(name));
        rows.retain(|row| !same(row));
        rows.push(word.row.clone());
    }
    rows
}

/// A row that was corrected since is signed off once, by whoever read it last.
fn sign_offs(words: &[Word]) -> Vec<Value> {
    said(words, WordKind::SignOff, &["table", "row", "valid_from"])
}

/// Of limits that could stand in each other's place, each is settled on until
/// the day before the next.
fn settlements(words: &[Word]) -> Vec<Value> {
    let pack = RulePack::current();
    let mut rows = said(words, WordKind::Settlement, &["code", "valid_from"]);
    rows.sort_by_key(first_day);
    let rivals = |row: &Value, other: &Value| {
        let code = row["code"].as_str().unwrap_or_default();
        pack.rivals(code)
            .iter()
            .any(|rival| other["code"] == **rival)
    };
    one_after_the_other(rows, rivals)
}

/// Those who inspect, of the edition that shipped and by the office's words.
fn authorities(base: &PackName, words: &[Word]) -> Result<Vec<Value>, PackError> {
    let mut rows = RulePack::rows_of(base, "authorities")?;
    for said in said(words, WordKind::Authority, &["valid_from"]) {
        rows.retain(|row| first_day(row) != first_day(&said));
        rows.push(said);
    }
    rows.sort_by_key(first_day);
    Ok(one_after_the_other(rows, |_, _| true))
}

/// Lets each row end the day before the next of its like begins.
fn one_after_the_other(mut rows: Vec<Value>, alike: impl Fn(&Value, &Value) -> bool) -> Vec<Value> {
    for at in 0..rows.len() {
        let later = rows.iter().skip(at + 1);
        let next = later
            .filter(|later| alike(&rows[at], later))
            .find_map(first_day);
        let last = next.and_then(|next| next.checked_sub_days(Days::new(1)));
        if let Some(last) = last {
            rows[at]["valid_to"] = last.to_string().into();
        }
    }
    rows
}

fn first_day(row: &Value) -> Option<NaiveDate> {
    row["valid_from"].as_str()?.parse().ok()
}

#[cfg(test)]
mod tests;
