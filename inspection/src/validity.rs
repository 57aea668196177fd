//! Whether a verification still counts on the day of the inspection. What is
//! printed beats what is computed; a printed day or month counts to its end.
//! Certificate, sticker and period are three things, and where they differ that
//! is an observation of its own.

use chrono::{Months, NaiveDate};
use rust_decimal::Decimal;

use crate::assessment::{Amount, Doubt, Finding, Limit, Severity, Verdict};
use crate::checklist::Ruling;
use crate::evidence::Evidence;
use crate::recorded::{Fields, Recorded};
use crate::rules::{MeasuredKind, RulePack, VerificationPeriod};

const CERTIFICATE: &str = "valid_until_on_certificate";
const STICKER: &str = "valid_until_on_sticker";
const COMPUTED: &str = "valid_until_computed";
const VERIFIED: &str = "verified_on";
/// The day up to which the verification counts, and how many are left to it:
/// none on the day itself, fewer than none after it.
const LAST: &str = "valid_until";
const LEFT: &str = "days_left";

/// The verdict on certificate, sticker and period.
pub(crate) fn in_date(
    pack: &RulePack,
    kind: &MeasuredKind,
    fields: &Fields,
    day: NaiveDate,
) -> Ruling {
    let printed = [fields.last_day(CERTIFICATE), fields.last_day(STICKER)];
    let computed = computed(pack, kind, fields, day);
    let by_period = computed.as_ref().and_then(|(_, last)| *last);
    // Where both are printed and differ, the earlier one has run out first.
    let printed = printed.into_iter().flatten().min();
    let mut ruling = match (printed, computed) {
        (Some(last), _) => Ruling::from(until(last, day)),
        (None, Some((ruling, _))) => ruling,
        (None, None) => Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        }
        .into(),
    };
    let last = printed.or(by_period);
    let left = last.map(|last| (last - day).num_days().to_string());
    let written = |day: Option<NaiveDate>| day.map(|day| day.to_string());
    ruling.noted = noted([
        (CERTIFICATE, fields.value(CERTIFICATE).map(str::to_owned)),
        (STICKER, fields.value(STICKER).map(str::to_owned)),
        (COMPUTED, written(by_period)),
        (LAST, written(last)),
        (LEFT, left),
    ]);
    ruling
}

/// Observations where certificate and sticker do not say the same, the period
/// gives another day than the one printed, or the verification is after the
/// visit.
pub(crate) fn mismatches(
    pack: &RulePack,
    kind: Option<&MeasuredKind>,
    fields: &Fields,
    day: NaiveDate,
) -> Vec<Finding> {
    let (certificate, sticker) = (fields.value(CERTIFICATE), fields.value(STICKER));
    let by_period = kind.and_then(|kind| computed(pack, kind, fields, day));
    let by_period = by_period.and_then(|(ruling, last)| Some((ruling, last?.to_string())));
    let mut findings = Vec::new();
    if let (Some(certificate), Some(sticker)) = (certificate, sticker)
        && differ(certificate, sticker)
    {
        let dates = [(CERTIFICATE, certificate), (STICKER, sticker)];
        findings.push(observed("validity", dates, None, Evidence::Derived));
    }
    if let Some(after) = fields.date(VERIFIED).filter(|on| *on > day) {
        let (after, day) = (after.to_string(), day.to_string());
        let dates = [(VERIFIED, &*after), ("inspected_on", &*day)];
        let subject = "validity.verified_on";
        findings.push(observed(subject, dates, None, Evidence::Derived));
    }
    let printed = certificate
        .map(|text| (CERTIFICATE, text))
        .or(sticker.map(|text| (STICKER, text)));
    if let (Some(printed), Some((ruling, last))) = (printed, by_period)
        && differ(printed.1, &last)
    {
        let (basis, mark) = ruling.rests_on.unzip();
        let dates = [printed, (COMPUTED, last.as_str())];
        let mark = mark.unwrap_or(Evidence::Memory);
        findings.push(observed("validity.computed", dates, basis, mark));
    }
    findings
}

/// The verdict by the period of the day of the inspection, and the last day
/// where the period gives one: the same day of the month, or its last where it
/// is shorter. `None` without a day of verification, or where that is after
/// the inspection, which is a slip of the finger and proves nothing.
fn computed(
    pack: &RulePack,
    kind: &MeasuredKind,
    fields: &Fields,
    day: NaiveDate,
) -> Option<(Ruling, Option<NaiveDate>)> {
    let verified = fields.date(VERIFIED).filter(|on| *on <= day)?;
    let rows: Vec<_> = pack.periods_on(&kind.name.code, day).collect();
    let [row] = rows.as_slice() else {
        return Some((open(&rows), None));
    };
    if row.ambiguous {
        return Some((open(&rows), None));
    }
    let Some(months) = row.months else {
        return Some((resting(Verdict::Conforming, row), None));
    };
    Some(match verified.checked_add_months(Months::new(months)) {
        Some(last) => (resting(until(last, day), row), Some(last)),
        None => (resting(Verdict::NotCovered, row), None),
    })
}

fn resting(verdict: Verdict, row: &VerificationPeriod) -> Ruling {
    Ruling {
        rests_on: Some((row.basis(), row.evidence)),
        ..verdict.into()
    }
}

/// No row, or several between which the sources leave it open.
fn open(rows: &[&VerificationPeriod]) -> Ruling {
    let alternative = |row: &&VerificationPeriod| Limit {
        code: "verification_period".to_owned(),
        within: Amount {
            value: Decimal::from(row.months.unwrap_or_default()),
            unit: "month".to_owned(),
        },
        basis: row.basis(),
        evidence: row.evidence,
    };
    Ruling {
        alternatives: rows.iter().map(alternative).collect(),
        ..Verdict::NotCovered.into()
    }
}

/// Whether two printed days differ. A sticker may name only the month of the
/// certificate's day.
fn differ(one: &str, other: &str) -> bool {
    !one.starts_with(other) && !other.starts_with(one)
}

fn observed(
    subject: &str,
    dates: [(&str, &str); 2],
    basis: Option<String>,
    evidence: Evidence,
) -> Finding {
    Finding {
        subject: subject.to_owned(),
        verdict: Verdict::NonConforming,
        severity: Severity::Info,
        basis,
        evidence,
        alternatives: Vec::new(),
        figures: None,
        noted: noted(dates.map(|(code, text)| (code, Some(text.to_owned())))),
    }
}

fn noted<const N: usize>(entries: [(&str, Option<String>); N]) -> Fields {
    let recorded = |(code, value): (&str, Option<String>)| {
        Some(Recorded {
            code: code.to_owned(),
            value: value?,
            unit: (code == LEFT).then(|| "d".to_owned()),
        })
    };
    Fields(entries.into_iter().filter_map(recorded).collect())
}

fn until(last: NaiveDate, day: NaiveDate) -> Verdict {
    if day <= last {
        Verdict::Conforming
    } else {
        Verdict::NonConforming
    }
}

#[cfg(test)]
mod tests;
