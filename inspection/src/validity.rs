//! Whether a verification still counts on the day of the inspection. What is
//! printed beats what is computed; a printed day or month counts to its end.

use chrono::{Months, NaiveDate};

use crate::assessment::{Doubt, Finding, Severity, Verdict};
use crate::checklist::Ruling;
use crate::evidence::Evidence;
use crate::recorded::Fields;
use crate::rules::{MeasuredKind, RulePack, VerificationPeriod};

/// The verdict on certificate, sticker and period.
pub(crate) fn in_date(
    pack: &RulePack,
    kind: &MeasuredKind,
    fields: &Fields,
    day: NaiveDate,
) -> Ruling {
    let printed = [
        fields.last_day("valid_until_on_certificate"),
        fields.last_day("valid_until_on_sticker"),
    ];
    // Where both are printed and differ, the earlier one has run out first.
    if let Some(last) = printed.into_iter().flatten().min() {
        return until(last, day).into();
    }
    let untested = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };
    match fields.date("verified_on") {
        // A day after the inspection is a slip of the finger, and proves nothing.
        Some(verified) if verified > day => untested.into(),
        None => untested.into(),
        Some(verified) => pack
            .verification_period(&kind.name.code, day)
            .map_or(Verdict::NotCovered.into(), |period| {
                computed(period, verified, day)
            }),
    }
}

/// The verdict by the period of the pack: to the same day of the month, or its
/// last day where it is shorter.
fn computed(period: &VerificationPeriod, verified: NaiveDate, day: NaiveDate) -> Ruling {
    let verdict = match period.months {
        None => Verdict::Conforming,
        Some(months) => verified
            .checked_add_months(Months::new(months))
            .map_or(Verdict::NotCovered, |last| until(last, day)),
    };
    let basis: Vec<_> = period
        .bases
        .iter()
        .map(|basis| basis.text.as_str())
        .collect();
    Ruling {
        verdict,
        rests_on: Some((basis.join("; "), period.evidence)),
        alternatives: Vec::new(),
        figures: None,
    }
}

/// An observation where certificate and sticker do not say the same.
pub(crate) fn mismatch(fields: &Fields) -> Option<Finding> {
    let certificate = fields.value("valid_until_on_certificate")?;
    let sticker = fields.value("valid_until_on_sticker")?;
    // A sticker may name only the month of the certificate's day.
    let agree = certificate.starts_with(sticker) || sticker.starts_with(certificate);
    (!agree).then(|| Finding {
        subject: "validity".to_owned(),
        verdict: Verdict::NonConforming,
        severity: Severity::Info,
        basis: None,
        evidence: Evidence::Derived,
        alternatives: Vec::new(),
        figures: None,
    })
}

fn until(last: NaiveDate, day: NaiveDate) -> Verdict {
    if day <= last {
        Verdict::Conforming
    } else {
        Verdict::NonConforming
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::recorded::Recorded;

    const UNTESTED: Verdict = Verdict::Inconclusive {
        doubt: Doubt::NotTested,
    };

    fn fields(entered: &[(&str, &str)]) -> Fields {
        let recorded = |(code, value): &(&str, &str)| Recorded {
            code: (*code).to_owned(),
            value: (*value).to_owned(),
            unit: None,
        };
        Fields(entered.iter().map(recorded).collect())
    }

    fn ruling(kind: &str, entered: &[(&str, &str)], day: &str) -> Ruling {
        let pack = RulePack::current();
        let kind = pack.instrument_kind(kind).unwrap();
        in_date(pack, kind, &fields(entered), day.parse().unwrap())
    }

    /// TT 23/2013 as amended: 24 months for spring dial scales, 12 for bench
    /// scales; the day itself still counts.
    #[test]
    fn a_verification_counts_to_the_same_day_or_the_last_of_the_month() {
        use Verdict::{Conforming, NonConforming};
        for (kind, verified, day, expected) in [
            ("spring_dial_scale", "2024-11-20", "2026-11-20", Conforming),
            (
                "spring_dial_scale",
                "2024-11-20",
                "2026-11-21",
                NonConforming,
            ),
            ("platform_scale", "2025-11-20", "2026-11-20", Conforming),
            ("platform_scale", "2025-11-20", "2026-11-21", NonConforming),
            ("spring_dial_scale", "2024-02-29", "2026-02-28", Conforming),
            (
                "spring_dial_scale",
                "2024-02-29",
                "2026-03-01",
                NonConforming,
            ),
            ("tape_measure", "2001-01-01", "2026-11-20", Conforming),
            ("spring_dial_scale", "2026-11-20", "2026-11-20", Conforming),
            ("spring_dial_scale", "2036-11-20", "2026-11-20", UNTESTED),
            (
                "electricity_meter_3ph",
                "2026-01-01",
                "2026-11-20",
                Verdict::NotCovered,
            ),
            (
                "other_instrument",
                "2026-01-01",
                "2026-11-20",
                Verdict::NotCovered,
            ),
        ] {
            let found = ruling(kind, &[("verified_on", verified)], day).verdict;
            assert_eq!(
                found, expected,
                "{kind} verified on {verified}, seen on {day}"
            );
        }
        assert_eq!(
            ruling("spring_dial_scale", &[], "2026-11-20").verdict,
            UNTESTED
        );
    }

    #[test]
    fn what_is_printed_beats_what_is_computed_and_the_earlier_print_decides() {
        let old = ("verified_on", "2001-01-01");
        let sticker = ("valid_until_on_sticker", "2026-11");
        let certificate = ("valid_until_on_certificate", "2026-11-19");
        let verdict =
            |entered: &[(&str, &str)], day| ruling("platform_scale", entered, day).verdict;
        assert_eq!(verdict(&[old, sticker], "2026-11-30"), Verdict::Conforming);
        assert_eq!(
            verdict(&[old, sticker], "2026-12-01"),
            Verdict::NonConforming
        );
        assert_eq!(
            verdict(&[sticker, certificate], "2026-11-20"),
            Verdict::NonConforming
        );
    }

    #[test]
    fn a_computed_validity_carries_the_mark_of_its_period() {
        let on = |day| ruling("spring_dial_scale", &[("verified_on", "2021-01-01")], day);
        assert_eq!(on("2022-01-01").rests_on.unwrap().1, Evidence::Memory);
        assert_eq!(on("2025-01-01").rests_on.unwrap().1, Evidence::Found);
    }

    #[test]
    fn certificate_and_sticker_that_differ_are_an_observation() {
        let said = |certificate, sticker| {
            mismatch(&fields(&[
                ("valid_until_on_certificate", certificate),
                ("valid_until_on_sticker", sticker),
            ]))
        };
        assert!(said("2026-11-19", "2026-11").is_none());
        assert!(said("2026-11-19", "2026-11-19").is_none());
        let found = said("2026-11-19", "2027-11").unwrap();
        assert_eq!(found.severity, Severity::Info);
    }
}
