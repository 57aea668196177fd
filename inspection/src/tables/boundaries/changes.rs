//! Every small change of a row that a triple must tell: what a slip of the pen
//! in a table would be.

use rust_decimal::Decimal;
use serde_json::{Value, json};

use super::NAMING;

/// Members beside those that name a row that hold no figure either.
const WITHOUT_FIGURE: [&str; 4] = ["basis", "why", "rule", "n"];

/// Words and what they are turned into.
const WORDS: [(&str, &str, &str); 6] = [
    ("way", "up", "nearest"),
    ("way", "nearest", "up"),
    ("second_limit", "rounded_itself", "twice_t"),
    ("evidence", "found", "memory"),
    ("evidence", "weak", "found"),
    ("evidence", "memory", "found"),
];

/// Marks that no answer can show: every limit of Handbook 44 is from memory, so
/// none shows that the factor of its stage might be better known; nothing rests
/// on a limit that is not known.
const DEAD: [(&str, &str, &str); 3] = [
    ("fuel", "limits DLVN10 2017", "/evidence"),
    ("weighing_abroad", "stages HB44 initial", "/evidence"),
    ("weighing_abroad", "stages HB44 in_service", "/evidence"),
];

/// Lower bounds, and the upper bounds of the rows before them.
const BOUNDS: [(&str, &str); 6] = [
    ("over_e", "up_to_e"),
    ("from_e", "up_to_e"),
    ("from_l", "below_l"),
    ("over_l", "up_to_l"),
    ("from_mmq_l", "below_mmq_l"),
    ("lot_from", "lot_to"),
];

/// A row with one member changed.
pub(super) struct Change {
    /// The member, with those it lies in.
    pub(super) member: String,
    /// What it was changed to.
    pub(super) to: Value,
    /// The row.
    pub(super) row: Value,
}

/// Whether a change shows in no answer, for the reason given in the table.
pub(super) fn is_dead(document: &str, key: &str, member: &str) -> bool {
    DEAD.contains(&(document, key, member))
}

/// Whether a change cannot show because of another figure that says the same:
/// the first row that covers is the one, so a lower bound that is lowered lies
/// in the row before; no lot is nothing, or smaller than its sample; twice a
/// fixed amount is the same, rounded by itself or not.
pub(super) fn is_hidden(row: &Value, before: &[Value], change: &Change) -> bool {
    let member = change.member.trim_start_matches('/');
    if member == "second_limit" {
        return row.get("absolute").is_some();
    }
    if member == "lot_from" {
        let sample = row.pointer("/n/count").and_then(Value::as_u64);
        let lot = change.to.as_u64().unwrap();
        if lot == 0 || sample.is_some_and(|sample| sample > lot) {
            return true;
        }
    }
    let Some((lower, upper)) = BOUNDS.iter().find(|(lower, _)| *lower == member) else {
        return false;
    };
    let lowered = number(&change.to) < number(&row[*lower]);
    let of_same = |other: &&Value| {
        ["system", "class", "test", "stage"]
            .iter()
            .all(|name| other.get(name) == row.get(name))
    };
    let reached = before.iter().filter(of_same).any(|other| {
        let end = number(&other[*upper]);
        let next = end.map(|end| end + Decimal::from(u8::from(member == "lot_from")));
        next == number(&row[*lower]) && next.is_some()
    });
    lowered && reached
}

fn number(value: &Value) -> Option<Decimal> {
    match value {
        Value::String(text) => text.parse().ok(),
        other => other.to_string().parse().ok(),
    }
}

/// The changes of a row, one member at a time.
pub(super) fn changes(row: &Value) -> Vec<Change> {
    let mut leaves = Vec::new();
    collect(row, "", &mut leaves);
    let mut changes = Vec::new();
    for place in leaves {
        let member = place.rsplit('/').next().unwrap_or_default();
        for to in others(member, row.pointer(&place).unwrap()) {
            let mut other = row.clone();
            *other.pointer_mut(&place).unwrap() = to.clone();
            changes.push(Change {
                member: place.clone(),
                to,
                row: other,
            });
        }
    }
    changes
}

fn collect(value: &Value, place: &str, leaves: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, inner) in members {
                collect(inner, &format!("{place}/{name}"), leaves);
            }
        }
        _ => leaves.push(place.to_owned()),
    }
}

fn holds_no_figure(member: &str) -> bool {
    NAMING.contains(&member) || WITHOUT_FIGURE.contains(&member)
}

/// What else a member might have been.
fn others(member: &str, value: &Value) -> Vec<Value> {
    match value {
        Value::Bool(yes) => vec![json!(!yes)],
        Value::Number(count) => {
            let count = count.as_u64().unwrap();
            let less = count.checked_sub(1).map(|less| json!(less));
            less.into_iter().chain([json!(count + 1)]).collect()
        }
        Value::String(text) if !holds_no_figure(member) => match text.parse::<Decimal>() {
            Ok(number) => moved(number, if member == "up_to" { 10 } else { 1 }),
            Err(_) => WORDS
                .iter()
                .filter(|(name, from, _)| *name == member && *from == text)
                .map(|(_, _, to)| json!(to))
                .collect(),
        },
        _ => Vec::new(),
    }
}

/// So many hundredths more and less; a thousandth, of nothing. A tenth of the
/// borders of deficiencies: nearer, rounding makes the two rows the same.
fn moved(number: Decimal, hundredths: i64) -> Vec<Value> {
    let by = if number.is_zero() {
        vec![Decimal::new(1, 3)]
    } else {
        let part = Decimal::new(hundredths, 2);
        vec![number + number * part, number - number * part]
    };
    by.into_iter()
        .map(|number| json!(number.normalize().to_string()))
        .collect()
}
