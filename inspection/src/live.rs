//! Verdicts on the computed items of a check that is still being filled in, as
//! far as what was typed allows. The verdict on a finished check is its
//! assessment's.

use chrono::NaiveDate;

use crate::assessment::Verdict;
use crate::check::CheckKind;
use crate::draft::CheckDraft;
use crate::instrument::{live_readings, validity};
use crate::reading::read_date;
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
    let verdict = |what| match what {
        Computation::VerificationInDate => {
            let typed = check.answers.get("valid_until_on_sticker");
            let last = typed.and_then(|text| read_date(text).ok())?;
            day.map(|day| validity(Some(last), day))
        }
        Computation::ErrorWithinLimit => {
            let rows = live_readings(pack, &check.subject, &check.answers);
            let verdicts = rows.iter().map(|(_, finding)| finding.verdict);
            (!rows.is_empty()).then(|| Verdict::worst(verdicts))
        }
    };
    pack.items(std::slice::from_ref(&kind.checklist))
        .filter_map(|item| match item.answer {
            ItemAnswer::Computed { computed } => Some((item.name.code.as_str(), verdict(computed))),
            ItemAnswer::Conform | ItemAnswer::Flag => None,
        })
        .collect()
}

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
        let pending = vec![("CAN-02", None), ("CAN-09", None)];
        assert_eq!(live_items(pack, &check, day), pending);

        for (field, text) in [
            ("accuracy_class", "IIII"),
            ("max", "15"),
            ("e", "50"),
            ("valid_until_on_sticker", "21/11/2026"),
            ("load.1", "10"),
            ("indication.1", "10,15"),
        ] {
            check.answers.insert(field.to_owned(), text.to_owned());
        }
        let failed = Some(Verdict::NonConforming);
        let found = vec![("CAN-02", failed), ("CAN-09", failed)];
        assert_eq!(live_items(pack, &check, day), found);
        assert_eq!(live_items(pack, &check, None)[0], ("CAN-02", None));
    }
}
