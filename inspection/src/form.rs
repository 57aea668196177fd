//! The questions as data: sections and fields, in the order of the paper, and
//! the reader that turns typed answers into values or gaps. The screen renders
//! any of them; this file knows no check's meaning.

use rust_decimal::Decimal;

use crate::check::CheckKind;
use crate::checklist::{CONFORM, FLAG};
use crate::draft::Answers;
use crate::evidence::Term;
use crate::gap::GapReason;
use crate::reading::{read_date, read_date_or_month, read_decimal};
use crate::rules::{FieldType, Item, ItemAnswer, ListUse, PackField, RulePack};

/// The most characters of a one-line answer.
const LONGEST_LINE: usize = 200;
/// The most characters of an answer of several lines.
const LONGEST_TEXT: usize = 4000;

/// A part of a form.
#[derive(Clone, Debug)]
pub struct Section<'pack> {
    /// Stable code: `visit`, `identity`, `checklist`, `readings`, `closing`.
    pub code: &'static str,
    /// What it asks.
    pub content: Content<'pack>,
}

/// What a section asks.
#[derive(Clone, Debug)]
pub enum Content<'pack> {
    /// Single fields.
    Fields(Vec<Field<'pack>>),
    /// Items of one checklist.
    Items {
        /// Vietnamese and English title with the list's code.
        title: Term,
        /// The items.
        items: Vec<&'pack Item>,
    },
    /// Rows of load and indication; row `n` has the fields `load.n` and
    /// `indication.n`.
    Readings {
        /// The fields of one row.
        fields: Vec<Field<'pack>>,
    },
}

/// One field.
#[derive(Clone, Copy, Debug)]
pub struct Field<'pack> {
    /// Code, names, unit and choices.
    pub row: &'pack PackField,
    /// How it is entered.
    pub input: Input,
}

/// How a field is entered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Input {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A number; shown with the keypad for decimals.
    Decimal,
    /// A day, typed.
    Date,
    /// One of the choices.
    Choice,
}

/// The fields of the visit itself.
#[must_use]
pub fn visit_sections(pack: &RulePack) -> Vec<Section<'_>> {
    vec![fields("visit", &pack.visit_fields)]
}

/// The fields asked at the end of the visit.
#[must_use]
pub fn closing_sections(pack: &RulePack) -> Vec<Section<'_>> {
    vec![fields("closing", &pack.closing_fields)]
}

/// The questions of a check; empty where the pack does not know its subject.
#[must_use]
pub fn check_sections<'pack>(
    pack: &'pack RulePack,
    kind: CheckKind,
    subject: &str,
) -> Vec<Section<'pack>> {
    match kind {
        CheckKind::Instrument => pack
            .instrument_kind(subject)
            .map_or_else(Vec::new, |known| {
                let mut sections = vec![fields("identity", &known.fields)];
                sections.extend(items(pack, &known.lists));
                if known.reading_fields.is_empty() {
                    return sections;
                }
                let content = Content::Readings {
                    fields: rows(&known.reading_fields),
                };
                sections.push(Section {
                    code: "readings",
                    content,
                });
                sections
            }),
        CheckKind::Label => pack.goods_kind(subject).map_or_else(Vec::new, |known| {
            let mut sections = vec![fields("identity", &pack.label_fields)];
            sections.extend(items(pack, &known.label_lists));
            sections
        }),
        CheckKind::Quality => pack.goods_kind(subject).map_or_else(Vec::new, |known| {
            let mut sections = vec![fields("identity", &pack.quality_fields)];
            sections.extend(items(pack, &known.quality_lists));
            sections
        }),
    }
}

impl ItemAnswer {
    /// Codes of the answers that can be tapped; none for a computed item.
    #[must_use]
    pub fn options(self) -> Vec<&'static str> {
        match self {
            Self::Conform => CONFORM.iter().map(|(code, _)| *code).collect(),
            Self::Flag => FLAG.iter().map(|(code, _)| *code).collect(),
            Self::Record | Self::Computed { .. } => Vec::new(),
        }
    }
}

fn fields<'pack>(code: &'static str, list: &'pack [PackField]) -> Section<'pack> {
    Section {
        code,
        content: Content::Fields(rows(list)),
    }
}

fn rows(list: &[PackField]) -> Vec<Field<'_>> {
    let input = |row: &PackField| match row.kind {
        FieldType::Text => Input::Text,
        FieldType::LongText => Input::LongText,
        FieldType::Decimal | FieldType::Count => Input::Decimal,
        FieldType::Date | FieldType::DateOrMonth => Input::Date,
        FieldType::Choice => Input::Choice,
    };
    list.iter()
        .map(|row| Field {
            row,
            input: input(row),
        })
        .collect()
}

fn items<'pack>(
    pack: &'pack RulePack,
    uses: &'pack [ListUse],
) -> impl Iterator<Item = Section<'pack>> {
    uses.iter().filter_map(|used| {
        let list = pack.checklists.iter().find(|list| list.id == used.id)?;
        let title = Term {
            code: list.id.clone(),
            vi: list.vi.clone(),
            en: list.en.clone(),
        };
        let items = pack.items_of(used).collect();
        Some(Section {
            code: "checklist",
            content: Content::Items { title, items },
        })
    })
}

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
        let read = read_decimal(self.typed(field)).and_then(|number| {
            let limit = most.normalize().to_string();
            if number > most {
                Err(GapReason::TooLarge { limit })
            } else {
                Ok(number)
            }
        });
        self.take(field, read)
    }

    /// A size: a number above zero and up to `most`.
    pub(crate) fn size(&mut self, field: &str, most: Decimal) -> Option<Decimal> {
        let number = self.decimal(field, most)?;
        if number.is_zero() {
            self.fail(field, GapReason::Zero);
            return None;
        }
        Some(number)
    }

    /// A day that must be there.
    pub(crate) fn date(&mut self, field: &str) -> Option<chrono::NaiveDate> {
        let read = read_date(self.typed(field));
        self.take(field, read)
    }

    /// A whole number up to `most`.
    pub(crate) fn count(&mut self, field: &str, most: Decimal) -> Option<Decimal> {
        let number = self.decimal(field, most)?;
        if number.scale() > 0 {
            self.fail(field, GapReason::NotACount);
            return None;
        }
        Some(number)
    }

    /// A day as written, or a month, as documents hold them.
    pub(crate) fn date_or_month(&mut self, field: &str) -> Option<String> {
        let read = read_date_or_month(self.typed(field));
        self.take(field, read)
    }

    /// One of the choices of a field of the pack.
    pub(crate) fn choice(&mut self, field: &PackField) -> Option<String> {
        let codes: Vec<_> = field
            .choices
            .iter()
            .map(|term| (term.code.as_str(), term.code.clone()))
            .collect();
        self.one_of(&field.name.code, &codes)
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

    fn take<T>(&mut self, field: &str, read: Result<T, GapReason>) -> Option<T> {
        read.map_err(|reason| self.fail(field, reason)).ok()
    }
}
