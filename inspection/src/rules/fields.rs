//! Fields as the pack names them: what each takes, its unit and its choices.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::quantities::MassUnit;
use super::row::Row;
use crate::evidence::{Days, Evidence, Term};
use crate::exact;

/// A field as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a flag of the row in the pack, and any may stand with any other"
)]
pub struct PackField {
    /// Code and names.
    pub name: Term,
    /// What is typed or chosen.
    pub kind: FieldType,
    /// Whether closing asks for it.
    pub required: bool,
    /// Whether it is seldom filled in, and folded away until wanted.
    pub folded: bool,
    /// Whether it is asked no more, and shown where it was filled in before.
    pub retired: bool,
    /// The list of the visit it is a column of; `None` for a single field.
    pub list: Option<String>,
    /// Whether a row that names a check can be without it.
    pub unless_check: bool,
    /// Whether only one row of the list has the first choice.
    pub once: bool,
    /// Whether it says what type the thing is, and so holds for the next one of
    /// the same type; evidence is looked at on each.
    pub again: bool,
    /// Unit shown beside the field.
    pub unit: Option<String>,
    /// The most that a number can be meant to be; more is a slip.
    pub most: Decimal,
    /// The most of a reading as a multiple of the kind's Max.
    pub most_in_max: Option<Decimal>,
    /// The most of a reading as a multiple of the kind's interval e.
    pub most_in_e: Option<Decimal>,
    /// The choice among units from which this number takes its unit, where it
    /// has none of its own.
    pub unit_of: Option<String>,
    /// How an instrument must indicate to be asked for the reading; `None` for
    /// readings that all are asked for.
    pub(super) indication: Option<Indication>,
    /// Choices, for a field that offers some.
    pub choices: Vec<Choice>,
    /// The table of the pack that the choices are taken from: for a field of
    /// the visit, kinds of establishment or wards; of a quantity, units of mass.
    pub choices_from: Option<String>,
}

/// One choice of a field, on the days it stands for something.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// Code and names.
    pub name: Term,
    /// When it can be chosen.
    pub days: Days,
    /// The law of another day that what is chosen is judged by.
    pub law: Option<OtherLaw>,
}

/// A transition: what is chosen is judged by the law of another day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OtherLaw {
    /// The day whose law applies.
    pub of: NaiveDate,
    /// What provides for that.
    pub basis: String,
    /// How sure that is.
    pub evidence: Evidence,
}

/// What a field takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FieldType {
    /// One line.
    Text,
    /// Several lines.
    LongText,
    /// A number, comma or point.
    Decimal,
    /// A whole number.
    Count,
    /// A day.
    Date,
    /// A day, or a month and year, which counts to its last day.
    DateOrMonth,
    /// One of the choices.
    Choice,
    /// One of the visit's checks, by its number.
    Check,
}

/// How a weighing instrument shows its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indication {
    /// By a pointer, which is read between the marks: nothing is rounded.
    Analogue,
    /// By digits: the result is rounded to a whole number of intervals.
    Digital,
}

/// Tables that choices are taken from.
const TABLES: [&str; 4] = [
    "establishment_kinds",
    "wards",
    "mass_units",
    "label_exclusions",
];

impl PackField {
    pub(super) fn read(row: &Row<'_>) -> Self {
        let choices_from = row.optional_text("choices_from");
        if let Some(table) = &choices_from
            && !TABLES.contains(&table.as_str())
        {
            row.unknown("the table", table);
        }
        let is = |flag| row.optional_flag(flag).unwrap_or_default();
        Self {
            name: row.term(),
            kind: row.word("type", FieldType::named, FieldType::Text),
            required: row.flag("required"),
            folded: is("folded"),
            retired: is("retired"),
            list: row.optional_text("list"),
            unless_check: is("unless_check"),
            once: is("once"),
            again: is("again"),
            unit: row.optional_text("unit"),
            most: row.optional_decimal("most").unwrap_or_else(exact::largest),
            most_in_max: row.optional_decimal("most_in_max"),
            most_in_e: row.optional_decimal("most_in_e"),
            unit_of: row.optional_text("unit_of"),
            indication: Indication::read(row),
            choices: row.list("choices", Choice::read),
            choices_from,
        }
    }

    /// The choice of this code.
    #[must_use]
    pub fn choice(&self, code: &str) -> Option<&Choice> {
        self.choices.iter().find(|choice| choice.name.code == code)
    }

    /// The choices of a day; all where no day is known yet.
    pub fn choices_on(&self, day: Option<NaiveDate>) -> impl Iterator<Item = &Term> {
        let choices = self.choices.iter();
        let stands = move |choice: &&Choice| day.is_none_or(|day| choice.days.hold(day));
        choices.filter(stands).map(|choice| &choice.name)
    }
}

impl Choice {
    /// A choice of any day, judged by the law of that day.
    pub(super) fn plain(name: Term, days: Days) -> Self {
        let law = None;
        Self { name, days, law }
    }

    fn read(row: &Row<'_>) -> Self {
        let law = row.optional_row("law");
        Self {
            law: law.map(|row| OtherLaw {
                of: row.date("of"),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
            ..Self::plain(row.term(), row.days())
        }
    }
}

impl Indication {
    pub(super) fn read(row: &Row<'_>) -> Option<Self> {
        let named = |word: &str| match word {
            "analogue" => Some(Self::Analogue),
            "digital" => Some(Self::Digital),
            _ => None,
        };
        row.has("indication")
            .then(|| row.word("indication", named, Self::Digital))
    }
}

/// A field that kinds share.
pub(super) struct SharedField {
    pub(super) id: String,
    pub(super) field: PackField,
}

impl SharedField {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            id: row.text("id"),
            field: PackField::read(row),
        }
    }

    /// Fills the choices of a field that takes them from the units of mass.
    pub(super) fn offer(&mut self, units: &[MassUnit]) {
        if self.field.choices_from.as_deref() == Some("mass_units") {
            let names = units.iter().map(|unit| unit.name.clone());
            let choices = names.map(|name| Choice::plain(name, Days::default()));
            self.field.choices.extend(choices);
        }
    }
}

impl FieldType {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "text" => Self::Text,
            "long_text" => Self::LongText,
            "decimal" => Self::Decimal,
            "count" => Self::Count,
            "date" => Self::Date,
            "date_or_month" => Self::DateOrMonth,
            "choice" => Self::Choice,
            "check" => Self::Check,
            _ => return None,
        })
    }
}
