//! Readings of a weighing instrument: read from what was typed, and judged
//! against every limit that could apply. The table is the rule pack's, the
//! arithmetic `metrology`'s.

use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

use crate::assessment::{Amount, Doubt, Favours, Figures, Finding, Limit, Verdict};
use crate::checklist;
use crate::draft::Answers;
use crate::evidence::Evidence;
use crate::exact;
use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::weighing::{error_of_indication, permissible_error};
use crate::recorded::{Fields, Recorded};
use crate::rules::{Computation, InstrumentKind, RulePack};

/// The most readings one check holds.
const MOST_READINGS: u16 = 99;

/// One load and what the instrument showed, by the codes of the pack's reading
/// fields.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Reading(pub Fields);

/// What of an instrument its limits depend on.
pub(super) struct Scale {
    class: String,
    max_kg: Decimal,
    e_g: Decimal,
}

impl Scale {
    /// The scale of these fields, where class, Max and e are among them.
    pub(super) fn of(fields: &Fields) -> Option<Self> {
        Some(Self {
            class: fields.value("accuracy_class")?.to_owned(),
            max_kg: fields.decimal("max", "kg")?,
            e_g: fields.decimal("e", "g")?,
        })
    }

    /// The limits that could apply, narrowest first; empty where the pack
    /// covers neither the instrument nor the load.
    fn limits(&self, pack: &RulePack, kind: &InstrumentKind, load_kg: Decimal) -> Vec<Limit> {
        let table = &pack.weighing;
        let found = permissible_error(table, &self.class, grams(load_kg), self.e_g)
            .filter(|_| self.max_kg <= kind.largest_max_kg);
        let Some(found) = found else {
            return Vec::new();
        };
        let limit = |factor: &crate::rules::Factor| Limit {
            code: factor.name.code.clone(),
            within: in_grams(found.grams * factor.value),
            basis: match &factor.basis {
                Some(basis) => format!("{}; {basis}", found.band.basis),
                None => found.band.basis.clone(),
            },
            evidence: factor.evidence.max(found.band.evidence),
        };
        let mut limits: Vec<_> = table.in_service_factors.iter().map(limit).collect();
        limits.sort_by_key(|limit| limit.within.value);
        limits
    }
}

/// Judges one reading. Without a scale to judge by, it is not covered.
pub(super) fn judge(
    scale: Option<&Scale>,
    pack: &RulePack,
    kind: &InstrumentKind,
    row: u16,
    reading: &Reading,
) -> Finding {
    let lists = std::slice::from_ref(&kind.checklist);
    let not_covered = Finding {
        subject: format!("reading.{row}"),
        verdict: Verdict::NotCovered,
        severity: checklist::computed_severity(pack, lists, Computation::ErrorWithinLimit),
        basis: Some(kind.largest_max_basis.clone()),
        evidence: Evidence::Found,
        figures: None,
    };
    let kilograms = |code| reading.0.decimal(code, "kg");
    let measured = kilograms("load").zip(kilograms("indication"));
    let Some((scale, (load, indication))) = scale.zip(measured) else {
        return not_covered;
    };
    let limits = scale.limits(pack, kind, load);
    let (Some(narrowest), Some(widest)) = (limits.first(), limits.last()) else {
        return not_covered;
    };
    let error_g = grams(error_of_indication(indication, load));
    let verdict = if error_g.abs() <= narrowest.within.value {
        Verdict::Conforming
    } else if error_g.abs() > widest.within.value {
        Verdict::NonConforming
    } else {
        Verdict::Inconclusive {
            doubt: Doubt::DisputedLimit,
        }
    };
    // The limit that decides: a pass is inside the narrowest, a failure
    // outside the widest.
    let decides = if verdict == Verdict::Conforming {
        narrowest
    } else {
        widest
    };
    Finding {
        verdict,
        basis: Some(decides.basis.clone()),
        evidence: decides.evidence,
        figures: Some(Figures {
            measured: reading.0.clone(),
            error: in_grams(error_g),
            favours: favours(error_g),
            limits,
        }),
        ..not_covered
    }
}

/// The verdicts on the rows typed so far, by row number, as soon as class, Max
/// and e can be read. Rows that cannot be read are left out.
#[must_use]
pub fn live_readings(pack: &RulePack, subject: &str, answers: &Answers) -> Vec<(u16, Finding)> {
    let Some(kind) = pack.instrument_kind(subject) else {
        return Vec::new();
    };
    let fields = Fields::read(&mut Reader::new(answers), &kind.fields);
    let Some(scale) = Scale::of(&fields) else {
        return Vec::new();
    };
    rows_typed(answers)
        .into_iter()
        .filter_map(|row| {
            let mut reader = Reader::new(answers);
            let reading = read_reading(&mut reader, row, Some(scale.max_kg));
            let reading = reader.finish(reading).ok()?;
            Some((row, judge(Some(&scale), pack, kind, row, &reading)))
        })
        .collect()
}

/// Notes a scale interval that is larger than Max.
pub(super) fn refuse_intervals_above_max(reader: &mut Reader<'_>, fields: &Fields) {
    let Some(max_g) = fields.decimal("max", "kg").map(grams) else {
        return;
    };
    for interval in ["e", "d"] {
        if fields
            .decimal(interval, "g")
            .is_some_and(|interval| interval > max_g)
        {
            let limit = max_g.normalize().to_string();
            reader.fail(interval, GapReason::TooLarge { limit });
        }
    }
}

/// Reads every row in which anything was typed.
pub(super) fn read_readings(reader: &mut Reader<'_>, max_kg: Option<Decimal>) -> Vec<Reading> {
    let rows = rows_typed(reader.answers());
    rows.into_iter()
        .filter_map(|row| read_reading(reader, row, max_kg))
        .collect()
}

/// A load up to Max, and an indication up to twice that: more is a slip.
fn read_reading(reader: &mut Reader<'_>, row: u16, max_kg: Option<Decimal>) -> Option<Reading> {
    let most = max_kg.unwrap_or_else(exact::largest);
    let load = reader.decimal(&format!("load.{row}"), most);
    let most_shown = (most * Decimal::TWO).min(exact::largest());
    let indication = reader.decimal(&format!("indication.{row}"), most_shown);
    let kilograms = |code: &str, value: Decimal| Recorded {
        code: code.to_owned(),
        value: value.to_string(),
        unit: Some("kg".to_owned()),
    };
    let fields = vec![
        kilograms("load", load?),
        kilograms("indication", indication?),
    ];
    Some(Reading(Fields(fields)))
}

/// Rows in which anything was typed, in order.
fn rows_typed(answers: &Answers) -> Vec<u16> {
    let typed = |field: String| {
        answers
            .get(&field)
            .is_some_and(|text| !text.trim().is_empty())
    };
    (1..=MOST_READINGS)
        .filter(|row| typed(format!("load.{row}")) || typed(format!("indication.{row}")))
        .collect()
}

fn favours(error: Decimal) -> Favours {
    if error.is_zero() {
        Favours::Nobody
    } else if error.is_sign_positive() {
        Favours::Seller
    } else {
        Favours::Customer
    }
}

fn in_grams(value: Decimal) -> Amount {
    Amount {
        value: value.normalize(),
        unit: "g".to_owned(),
    }
}

fn grams(kilograms: Decimal) -> Decimal {
    kilograms * Decimal::ONE_THOUSAND
}
