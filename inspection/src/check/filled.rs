//! Answers that are filled in and not typed: what the next thing of the same
//! type has in common with this one, the standards that were measured with, and
//! the items that conform without more words. What counts as which is data of
//! the rule pack; whoever fills in lets it be taken back.

use chrono::NaiveDate;

use super::asked::asked;
use crate::assessment::Severity;
use crate::draft::{Answers, CheckDraft};
use crate::rules::{Item, ItemAnswer, Judge, PackField, RulePack, Trial};

impl CheckDraft {
    /// What the next thing of the same type begins with: the fields that
    /// describe the type, and the standards.
    #[must_use]
    pub fn same_again(&self, pack: &RulePack) -> Answers {
        self.of_type(pack, false)
    }

    /// The rows of the standards that were measured with.
    #[must_use]
    pub fn standards(&self, pack: &RulePack) -> Answers {
        self.of_type(pack, true)
    }

    /// The answers of a list's items that conform without more words: those
    /// asked on `day` that were not answered yet. Critical ones are looked at
    /// one by one, computed ones are worked out, what is recorded is written.
    #[must_use]
    pub fn rest_conform(&self, items: &[&Item], day: NaiveDate) -> Answers {
        let answer = |code: &str| self.answers.get(code).map(String::as_str);
        let mut rest = Answers::new();
        for item in items {
            let conforms = match item.answer {
                ItemAnswer::Conform => "conform",
                ItemAnswer::Flag => "no",
                ItemAnswer::Record | ItemAnswer::Computed { .. } => continue,
            };
            let code = &item.name.code;
            let is_open = answer(code).is_none_or(str::is_empty);
            if is_open && item.severity != Severity::Critical && item.is_asked(day, answer) {
                rest.insert(code.clone(), conforms.to_owned());
            }
        }
        rest
    }

    fn of_type(&self, pack: &RulePack, only_standards: bool) -> Answers {
        let mut picked = Answers::new();
        let Some(asked) = asked(pack, self.kind, &self.subject) else {
            return picked;
        };
        for (place, text) in &self.answers {
            let (code, is_row) = match place.split_once('.') {
                Some((code, _)) => (code, true),
                None => (place.as_str(), false),
            };
            let ours = |fields: &[PackField]| {
                let mut fields = fields.iter();
                fields.any(|field| field.again && field.name.code == code)
            };
            let of_trial = |trial: &Trial| {
                (!only_standards || trial.judge == Judge::Standards) && ours(&trial.fields)
            };
            let is_wanted = if is_row {
                asked.trials().iter().any(of_trial)
            } else {
                !only_standards && ours(asked.fields)
            };
            if is_wanted {
                picked.insert(place.clone(), text.clone());
            }
        }
        picked
    }
}

#[cfg(test)]
mod tests;
