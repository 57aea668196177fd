//! Reads typed answers into values. What cannot be read is noted by field, with
//! the reason, and never lost.

use rust_decimal::Decimal;

use crate::draft::Answers;
use crate::gap::GapReason;
use crate::reading::{read_count, read_date, read_date_or_month, read_decimal};
use crate::rules::PackField;

/// The most characters of a one-line answer.
const LONGEST_LINE: usize = 200;
/// The most characters of an answer of several lines.
const LONGEST_TEXT: usize = 4000;

/// Reads typed answers; what cannot be read is noted by field, not lost.
pub(crate) struct Reader<'draft> {
    answers: &'draft Answers,
    gaps: Vec<(String, GapReason)>,
}

impl<'draft> Reader<'draft> {
    pub(crate) fn new(answers: &'draft Answers) -> Self {
        Self {
            answers,
            gaps: Vec::new(),
        }
    }

    pub(crate) fn answers(&self) -> &'draft Answers {
        self.answers
    }

    pub(crate) fn typed(&self, field: &str) -> &'draft str {
        self.answers.get(field).map_or("", String::as_str)
    }

    pub(crate) fn fail(&mut self, field: &str, reason: GapReason) {
        self.gaps.push((field.to_owned(), reason));
    }

    /// What was read, or the gaps. `value` is `None` only after a gap.
    pub(crate) fn finish<T>(self, value: Option<T>) -> Result<T, Vec<(String, GapReason)>> {
        match value {
            Some(value) if self.gaps.is_empty() => Ok(value),
            _ => Err(self.gaps),
        }
    }

    /// A line that must be there.
    pub(crate) fn text(&mut self, field: &str) -> Option<String> {
        self.bounded(field, LONGEST_LINE)
            .or_else(|| self.missing(field))
    }

    /// Several lines that must be there.
    pub(crate) fn long_text(&mut self, field: &str) -> Option<String> {
        self.bounded(field, LONGEST_TEXT)
            .or_else(|| self.missing(field))
    }

    /// A number from zero to `most`.
    pub(crate) fn decimal(&mut self, field: &str, most: Decimal) -> Option<Decimal> {
        let read = read_decimal(self.typed(field));
        self.at_most(field, read, most)
    }

    /// A day that must be there.
    pub(crate) fn date(&mut self, field: &str) -> Option<chrono::NaiveDate> {
        let read = read_date(self.typed(field));
        self.take(field, read)
    }

    /// A whole number up to `most`.
    pub(crate) fn count(&mut self, field: &str, most: Decimal) -> Option<Decimal> {
        let read = read_count(self.typed(field));
        self.at_most(field, read, most)
    }

    /// A day as written, or a month, as documents hold them.
    pub(crate) fn date_or_month(&mut self, field: &str) -> Option<String> {
        let read = read_date_or_month(self.typed(field));
        self.take(field, read)
    }

    /// One of the choices of a field of the pack, on whatever day.
    pub(crate) fn choice(&mut self, place: &str, field: &PackField) -> Option<String> {
        let codes: Vec<_> = field
            .choices_on(None)
            .map(|term| (term.code.as_str(), term.code.clone()))
            .collect();
        self.one_of(place, &codes)
    }

    /// One of the given codes, as its value.
    pub(crate) fn one_of<T: Clone>(&mut self, field: &str, options: &[(&str, T)]) -> Option<T> {
        let typed = self.typed(field);
        let found = options.iter().find(|(code, _)| *code == typed);
        let read = match found {
            Some((_, value)) => Ok(value.clone()),
            None if typed.is_empty() => Err(GapReason::Missing),
            None => Err(GapReason::UnknownChoice),
        };
        self.take(field, read)
    }

    pub(crate) fn is_empty(&self, field: &str) -> bool {
        self.typed(field).trim().is_empty()
    }

    fn bounded(&mut self, field: &str, limit: usize) -> Option<String> {
        let text = self.typed(field).trim();
        if text.chars().count() > limit {
            self.fail(field, GapReason::TooLong { limit });
        }
        (!text.is_empty()).then(|| text.to_owned())
    }

    fn missing<T>(&mut self, field: &str) -> Option<T> {
        self.fail(field, GapReason::Missing);
        None
    }

    fn at_most(
        &mut self,
        field: &str,
        read: Result<Decimal, GapReason>,
        most: Decimal,
    ) -> Option<Decimal> {
        let limit = most.normalize().to_string();
        let read = read.and_then(|number| {
            if number > most {
                Err(GapReason::TooLarge { limit })
            } else {
                Ok(number)
            }
        });
        self.take(field, read)
    }

    fn take<T>(&mut self, field: &str, read: Result<T, GapReason>) -> Option<T> {
        read.map_err(|reason| self.fail(field, reason)).ok()
    }
}
