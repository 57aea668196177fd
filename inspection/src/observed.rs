//! What is seen in the fields of a check beside its lists: goods that need no
//! label, choices that did not stand on the day, and what a bar code says.

use chrono::NaiveDate;

use crate::assessment::{Finding, Severity, Verdict};
use crate::barcode::{Barcode, BarcodeError};
use crate::evidence::Evidence;
use crate::filled::filled;
use crate::recorded::Fields;
use crate::rules::{Choice, GoodsKind, OtherLaw, PackField, Prefix, RulePack, Saying};

/// The organisation of this country, as its prefix reads.
const HOME: &str = "893";

/// Why the goods of a label check need no label, with the document of the day;
/// `None` where they need one. Nothing is asked then, and nothing covered.
pub(crate) fn excluded(
    pack: &RulePack,
    goods: &GoodsKind,
    fields: &Fields,
    day: NaiveDate,
) -> Option<Finding> {
    let chosen = fields.value("label_exclusion");
    let code = goods.label_exclusion.as_deref().or(chosen)?;
    let rows = &pack.label_exclusions;
    let reason = rows.reason(code)?;
    let law = rows.basis_on(day);
    let basis = match law {
        Some(law) => format!("{}: {}", reason.vi, law.text),
        None => reason.vi.clone(),
    };
    let mark = law.and_then(|law| law.evidence).unwrap_or(rows.evidence);
    Some(Finding {
        severity: Severity::Minor,
        ..observation("label_exclusion", Verdict::NotCovered, basis, mark)
    })
}

/// The law of another day that something chosen is judged by.
pub(crate) fn other_law<'pack>(
    rows: &'pack [PackField],
    fields: &Fields,
    day: NaiveDate,
) -> Option<&'pack OtherLaw> {
    let mut standing = chosen(rows, fields).filter(|(_, choice)| choice.days.hold(day));
    standing.find_map(|(_, choice)| choice.law.as_ref())
}

/// Choices that do not stand on the day: what they mean is not covered.
pub(crate) fn out_of_days(rows: &[PackField], fields: &Fields, day: NaiveDate) -> Vec<Finding> {
    chosen(rows, fields)
        .filter(|(_, choice)| !choice.days.hold(day))
        .map(|(field, choice)| Finding {
            severity: Severity::Minor,
            ..observation(
                &field.name.code,
                Verdict::NotCovered,
                choice.name.vi.clone(),
                Evidence::Derived,
            )
        })
        .collect()
}

/// What a bar code says: whether its check digit fits, and whose prefix it has
/// beside the stated origin. Never more than an observation.
pub(crate) fn barcode(pack: &RulePack, fields: &Fields) -> Option<Finding> {
    let words = &pack.barcodes;
    let said = |subject, verdict, saying: &Saying, what: &str| {
        let text = filled(&saying.text, what);
        Some(observation(subject, verdict, text, saying.evidence))
    };
    match Barcode::parse(fields.value("barcode")?) {
        Err(BarcodeError::CheckDigit { expected, .. }) => {
            let digit = expected.to_string();
            said(
                "barcode",
                Verdict::NonConforming,
                &words.check_digit,
                &digit,
            )
        }
        Err(_) => said("barcode", Verdict::NotCovered, &words.other, ""),
        Ok(read) => {
            let range = words.range_of(read.prefix());
            let verdict = beside_origin(range, fields.value("origin"));
            let name = range.map_or("?", |range| &range.name.vi);
            let named = format!("{:03} ({name})", read.prefix());
            said("barcode.prefix", verdict, &words.prefix, &named)
        }
    }
}

/// Goods said to be made here under a number given out abroad, or imported
/// under one given out here, are worth a look; no rule forbids it.
fn beside_origin(range: Option<&Prefix>, origin: Option<&str>) -> Verdict {
    let Some(range) = range else {
        return Verdict::NotCovered;
    };
    let home = range.name.code == HOME;
    match origin {
        Some("domestic") if range.national && !home => Verdict::NotCovered,
        Some("imported") if home => Verdict::NotCovered,
        _ => Verdict::Conforming,
    }
}

fn chosen<'pack>(
    rows: &'pack [PackField],
    fields: &Fields,
) -> impl Iterator<Item = (&'pack PackField, &'pack Choice)> {
    rows.iter().filter_map(|row| {
        let code = fields.value(&row.name.code)?;
        Some((row, row.choice(code)?))
    })
}

fn observation(subject: &str, verdict: Verdict, basis: String, evidence: Evidence) -> Finding {
    Finding {
        subject: subject.to_owned(),
        verdict,
        severity: Severity::Info,
        basis: Some(basis),
        evidence,
        alternatives: Vec::new(),
        figures: None,
        noted: Fields::default(),
    }
}

#[cfg(test)]
mod tests;
