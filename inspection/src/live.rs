//! Verdicts on a check that is still being filled in, as far as what was typed
//! allows. The verdict on a finished check is its assessment's.

use chrono::NaiveDate;

use crate::assessment::{Doubt, Finding, Verdict};
use crate::check::{Asked, asked, of_contents, overall, seals};
use crate::checklist::{self, Sheet};
use crate::draft::CheckDraft;
use crate::form::Reader;
use crate::observed;
use crate::recorded::Fields;
use crate::rules::{Computation, ItemAnswer, RulePack, Trial};
use crate::trial::{self, Case};
use crate::validity::in_date;

/// The verdicts on the readings typed so far, as far as they and what they are
/// judged by can be read, and what a bar code says.
#[must_use]
pub fn live_readings(pack: &RulePack, check: &CheckDraft, day: NaiveDate) -> Vec<Finding> {
    let Some(asked) = asked(pack, check.kind, &check.subject) else {
        return Vec::new();
    };
    let fields = entered(&asked, check);
    let mut findings = readings(pack, &asked, check, &fields, day);
    findings.extend(observed::barcode(pack, &fields));
    findings
}

/// The computed items of the check with their verdicts so far; `None` while
/// what an item is worked out from is missing or cannot be read.
#[must_use]
pub fn live_items<'pack>(
    pack: &'pack RulePack,
    check: &CheckDraft,
    day: NaiveDate,
) -> Vec<(&'pack str, Option<Verdict>)> {
    let Some(asked) = asked(pack, check.kind, &check.subject) else {
        return Vec::new();
    };
    let fields = entered(&asked, check);
    let verdict = |what| match what {
        Computation::VerificationInDate => asked
            .measured
            .map(|kind| in_date(pack, kind, &fields, day).verdict)
            .filter(|verdict| *verdict != UNTESTED),
        Computation::SealsIntact => fields.value("seal_state").map(|_| seals(&fields)),
        Computation::ErrorWithinLimit => {
            let findings = readings(pack, &asked, check, &fields, day);
            (!findings.is_empty()).then(|| overall(&findings))
        }
        Computation::ContentComplete => {
            let answers = checklist::read(&mut reader(check), pack, asked.lists, day);
            let sheet = Sheet {
                pack,
                lists: asked.lists,
                fields: &fields,
                answers: &answers,
                day,
                other: None,
            };
            Some(sheet.contents().verdict).filter(|verdict| *verdict != UNTESTED)
        }
        Computation::GoldResolution => {
            let found = trial::gold_resolution(pack, &fields, day).verdict;
            Some(found).filter(|verdict| *verdict != UNTESTED)
        }
        Computation::PriceAgrees => {
            let content = check.complete(pack, day).ok()?;
            let assessment = content.assess(pack, day);
            let item = pack
                .items(asked.lists)
                .find(|item| item.answer == ItemAnswer::Computed { computed: what })?;
            let found = assessment.findings.iter();
            found
                .clone()
                .find(|finding| finding.subject == item.name.code)
                .map(|finding| finding.verdict)
        }
        _ => {
            let findings = readings(pack, &asked, check, &fields, day);
            (!findings.is_empty()).then(|| of_contents(what, &findings).verdict)
        }
    };
    pack.items(asked.lists)
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

/// The fields that can be read so far.
fn entered(asked: &Asked<'_>, check: &CheckDraft) -> Fields {
    Fields::read(&mut reader(check), asked.fields)
}

fn reader(check: &CheckDraft) -> Reader<'_> {
    Reader::new(&check.answers)
}

fn readings(
    pack: &RulePack,
    asked: &Asked<'_>,
    check: &CheckDraft,
    fields: &Fields,
    day: NaiveDate,
) -> Vec<Finding> {
    let Some(kind) = asked.measured else {
        return Vec::new();
    };
    let known = |trial: &&Trial| {
        let mut needs = trial.judge.needs().iter();
        needs.all(|code| fields.value(code).is_some())
    };
    let series = kind.trials.iter().filter(known).map(|trial| {
        let rows = trial::read_so_far(&check.answers, trial, fields);
        (trial.name.code.as_str(), rows)
    });
    let case = Case {
        pack,
        kind,
        fields,
        series: &series.collect::<Vec<_>>(),
        day,
    };
    case.judge()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::CheckKind;
    use crate::id::CheckId;

    /// Class IIII, e = 50 g: ±50 g at 10 kg on verification, ±100 g in service.
    #[test]
    fn computed_items_follow_what_is_typed_so_far() {
        let pack = RulePack::current();
        let day = NaiveDate::from_ymd_opt(2026, 11, 22).unwrap();
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
    }
}
