//! Answers that are filled in and not typed: what the next thing of the same
//! type has in common with this one, the standards that were measured with, and
//! the items that conform without more words. What counts as which is data of
//! the rule pack; whoever fills in lets it be taken back.

use chrono::NaiveDate;

use super::asked::asked;
use crate::assessment::Severity;
use crate::draft::{Answers, CheckDraft};
use crate::rules::{Item, ItemAnswer, Judge, PackField, RulePack};

impl CheckDraft {
    /// What the next thing of the same type begins with: the fields that
    /// describe the type, and the standards.
    #[must_use]
    pub fn same_again(&self, pack: &RulePack) -> Answers {
        self.of_fields(pack, |_, field| field.again)
    }

    /// The rows of the standards that were measured with.
    #[must_use]
    pub fn standards(&self, pack: &RulePack) -> Answers {
        self.of_fields(pack, |judge, _| judge == Some(Judge::Standards))
    }

    /// The answers of a list's items that conform without more words: those
    /// asked on `day` that were not answered yet. Critical ones are looked at
    /// one by one, computed ones are worked out, what is recorded is written.
    #[must_use]
    pub fn rest_conform<'pack>(
        &self,
        items: &[&'pack Item],
        day: NaiveDate,
    ) -> Vec<(&'pack str, &'static str)> {
        let answer = |code: &str| self.answers.get(code).map(String::as_str);
        let mut rest = Vec::new();
        for item in items {
            let conforms = match item.answer {
                ItemAnswer::Conform => "conform",
                ItemAnswer::Flag => "no",
                ItemAnswer::Record | ItemAnswer::Computed { .. } => continue,
            };
            let code = item.name.code.as_str();
            let is_open = answer(code).is_none_or(str::is_empty);
            if is_open && item.severity != Severity::Critical && item.is_asked(day, answer) {
                rest.push((code, conforms));
            }
        }
        rest
    }

    /// The answers to the fields that are wanted; those of rows come with the
    /// rule that judges them.
    fn of_fields(
        &self,
        pack: &RulePack,
        is_wanted: fn(Option<Judge>, &PackField) -> bool,
    ) -> Answers {
        let mut picked = Answers::new();
        let Some(asked) = asked(pack, self.kind, &self.subject) else {
            return picked;
        };
        let mut codes = Vec::new();
        let mut note = |judge, fields: &'_ [PackField]| {
            for field in fields {
                if is_wanted(judge, field) {
                    codes.push(field.name.code.clone());
                }
            }
        };
        note(None, asked.fields);
        for trial in asked.trials() {
            note(Some(trial.judge), &trial.fields);
        }
        for (place, text) in &self.answers {
            let code = place.split('.').next().unwrap_or_default();
            if codes.iter().any(|known| known == code) && asked.reads(pack, place) {
                picked.insert(place.clone(), text.clone());
            }
        }
        picked
    }
}

#[cfg(test)]
mod tests;
