//! What a check rests on that is about to end, so that nobody is surprised.

use chrono::NaiveDate;

use crate::assessment::Assessment;
use crate::check::{CheckContent, asked};
use crate::rules::{Lapse, RulePack};

impl CheckContent {
    /// The rows that this check uses and that end within sixty days of `day`,
    /// the nearest first: the items asked, what is looked at, the trials done,
    /// and the limits that `assessment` names.
    #[must_use]
    pub fn lapsing<'pack>(
        &self,
        pack: &'pack RulePack,
        assessment: &Assessment,
        day: NaiveDate,
    ) -> Vec<&'pack Lapse> {
        let lists = asked(pack, self.kind, &self.subject).map_or(&[][..], |asked| asked.lists);
        let items = pack.items(lists);
        let items = items.filter(|item| item.is_asked(day, |field| self.fields.value(field)));
        let items: Vec<_> = items.map(|item| item.name.code.as_str()).collect();
        let findings = assessment.findings.iter();
        let figures = findings.clone().filter_map(|found| found.figures.as_ref());
        let limits: Vec<_> = figures
            .flat_map(|figures| &figures.limits)
            .chain(findings.flat_map(|found| &found.alternatives))
            .map(|limit| limit.code.as_str())
            .collect();
        let used = |row: &str| {
            row == self.subject
                || items.contains(&row)
                || limits.contains(&row)
                || self.series.iter().any(|series| series.trial == row)
        };
        let mut lapsing = pack.lapsing(day);
        lapsing.retain(|lapse| used(&lapse.row));
        lapsing
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Answers, CheckDraft, CheckId, CheckKind};

    fn judged(subject: &str, origin: &str, day: &str) -> Vec<(String, String)> {
        let pack = RulePack::current();
        let day = day.parse().unwrap();
        let mut answers = Answers::new();
        answers.insert("product".to_owned(), "A".to_owned());
        answers.insert("origin".to_owned(), origin.to_owned());
        for item in pack.items(&pack.goods_kind(subject).unwrap().label_lists) {
            answers.insert(item.name.code.clone(), "conform".to_owned());
        }
        for field in &pack.goods_kind(subject).unwrap().label_fields {
            if let [first, ..] = field.choices.as_slice() {
                let code = field.name.code.clone();
                if !answers.contains_key(&code) {
                    answers.insert(code, first.name.code.clone());
                }
            }
        }
        let (id, kind, subject) = (CheckId(1), CheckKind::Label, subject.to_owned());
        let draft = CheckDraft {
            id,
            kind,
            subject,
            answers,
        };
        let content = draft.complete(pack, day).unwrap();
        let assessment = content.assess(pack, day);
        let lapsing = content.lapsing(pack, &assessment, day).into_iter();
        let pairs = lapsing.map(|lapse| (lapse.row.clone(), lapse.text.clone()));
        pairs.collect()
    }

    /// NĐ 43/2017 ended on 22 January 2026: sixty days before is 23 November.
    #[test]
    fn only_rows_that_the_check_uses_are_told() {
        let told = judged("helmets", "imported", "2025-11-23");
        let rows: Vec<_> = told.iter().map(|(row, _)| row.as_str()).collect();
        assert!(rows.contains(&"NHAN-01"), "{rows:?}");
        assert!(told.iter().any(|(_, text)| text.contains("43/2017")));
        let others = ["GAS-06", "VANG-05", "DC-01", "powers"];
        assert!(!rows.iter().any(|row| others.contains(row)), "{rows:?}");
        assert_eq!(judged("helmets", "imported", "2025-11-22"), []);
        assert_eq!(judged("helmets", "imported", "2026-11-20"), []);
    }
}
