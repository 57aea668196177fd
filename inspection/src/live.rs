//! Verdicts on the computed items of a check that is still being filled in, as
//! far as what was typed allows. The verdict on a finished check is its
//! assessment's.

use chrono::NaiveDate;

use crate::assessment::{Doubt, Verdict};
use crate::check::CheckKind;
use crate::draft::CheckDraft;
use crate::form::Reader;
use crate::instrument::{in_date, live_readings, overall, seals};
use crate::recorded::Fields;
use crate::rules::{Computation, ItemAnswer, RulePack};

/// The computed items of the check with their verdicts so far; `None` while
/// what an item is worked out from is missing or cannot be read.
#[must_use]
pub fn live_items<'pack>(
    pack: &'pack RulePack,
    check: &CheckDraft,
    day: Option<NaiveDate>,
) -> Vec<(&'pack str, Option<Verdict>)> {
    if check.kind != CheckKind::Instrument {
        return Vec::new();
    }
    let Some(kind) = pack.instrument_kind(&check.subject) else {
        return Vec::new();
    };
    let fields = Fields::read(&mut Reader::new(&check.answers), &kind.fields);
    let verdict = |what| match what {
        Computation::VerificationInDate => day
            .map(|day| in_date(pack, kind, &fields, day).verdict)
            .filter(|verdict| *verdict != UNTESTED),
        Computation::SealsIntact => fields.value("seal_state").map(|_| seals(&fields)),
        Computation::ErrorWithinLimit => {
            let rows = live_readings(pack, &check.subject, &check.answers);
            let findings: Vec<_> = rows.into_iter().map(|(_, finding)| finding).collect();
            (!findings.is_empty()).then(|| overall(&findings))
        }
        Computation::PriceAgrees | Computation::GoldResolution => {
            let content = check.complete(pack).ok()?;
            let assessment = content.assess(pack, day?);
            let item = pack
                .items(&kind.lists)
                .find(|item| item.answer == ItemAnswer::Computed { computed: what })?;
            let found = assessment.findings.iter();
            found
                .clone()
                .find(|finding| finding.subject == item.name.code)
                .map(|finding| finding.verdict)
        }
    };
    pack.items(&kind.lists)
        .filter_map(|item| match item.answer {
            ItemAnswer::Computed { computed } => Some((item.name.code.as_str(), verdict(computed))),
            ItemAnswer::Conform | ItemAnswer::Flag | ItemAnswer::Record => None,
        })
        .collect()
}

/// What an item says while nothing it is worked out from was entered.
const UNTESTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::NotTested,
};

#[cfg(test)]
mod tests {
    use super::*;
    use crate::id::CheckId;

    /// Class IIII, e = 50 g: ±50 g at 10 kg on verification, ±100 g in service.
    #[test]
    fn computed_items_follow_what_is_typed_so_far() {
        let pack = RulePack::current();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22);
        let mut check = CheckDraft {
            id: CheckId(1),
            kind: CheckKind::Instrument,
            subject: "spring_dial_scale".to_owned(),
            answers: crate::Answers::new(),
        };
        let pending = vec![("CAN-02", None), ("CAN-05", None), ("CAN-09", None)];
        assert_eq!(live_items(pack, &check, day), pending);

        for (field, text) in [
            ("accuracy_class", "IIII"),
            ("max", "15"),
            ("e", "50"),
            ("valid_until_on_sticker", "21/11/2026"),
            ("seal_state", "broken"),
            ("load.1", "10"),
            ("indication.1", "10,15"),
        ] {
            check.answers.insert(field.to_owned(), text.to_owned());
        }
        let failed = Some(Verdict::NonConforming);
        let found = vec![("CAN-02", failed), ("CAN-05", failed), ("CAN-09", failed)];
        assert_eq!(live_items(pack, &check, day), found);
        assert_eq!(live_items(pack, &check, None)[0], ("CAN-02", None));
    }
}
