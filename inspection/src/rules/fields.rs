//! Fields, and the kinds of things that are measured, as the pack names them.

use chrono::NaiveDate;
use rust_decimal::Decimal;

use super::lists::ListUse;
use super::quantities::MassUnit;
use super::row::Row;
use super::trials::Trial;
use crate::evidence::{Basis, Days, Evidence, Term};
use crate::exact;

/// A field as the pack names it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PackField {
    /// Code and names.
    pub name: Term,
    /// What is typed or chosen.
    pub kind: FieldType,
    /// Whether closing asks for it.
    pub required: bool,
    /// Whether it is seldom filled in, and folded away until wanted.
    pub folded: bool,
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
    indication: Option<Indication>,
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
}

/// How a weighing instrument shows its result.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Indication {
    /// By a pointer, which is read between the marks: nothing is rounded.
    Analogue,
    /// By digits: the result is rounded to a whole number of intervals.
    Digital,
}

/// A kind of thing that is measured: an instrument, or a quantity of goods.
#[derive(Clone, Debug)]
pub struct MeasuredKind {
    /// Code and names.
    pub name: Term,
    /// The lists it is inspected by.
    pub lists: Vec<ListUse>,
    /// Largest Max that the procedure covers, where it has a limit.
    pub largest_max: Option<LargestMax>,
    /// How a weighing instrument indicates; `None` for other kinds.
    pub indication: Option<Indication>,
    /// Named as an object of the plan.
    pub in_plan: bool,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    pub bases: Vec<Basis>,
    /// What limits the row.
    pub note: Option<String>,
    /// What is asked of it: identity, evidence of verification.
    pub fields: Vec<PackField>,
    /// The trials it can be put to, the main one first, in this kind's units;
    /// none for a kind inspected by list and validity alone.
    pub trials: Vec<Trial>,
}

impl MeasuredKind {
    /// The field of this code.
    #[must_use]
    pub fn field(&self, code: &str) -> Option<&PackField> {
        self.fields.iter().find(|field| field.name.code == code)
    }
}

/// The scope of a procedure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LargestMax {
    /// The largest Max, itself included.
    pub value: Decimal,
    /// Its unit.
    pub unit: String,
    /// The procedure that says so.
    pub basis: String,
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
        Self {
            name: row.term(),
            kind: row.word("type", FieldType::named, FieldType::Text),
            required: row.flag("required"),
            folded: row.optional_flag("folded").unwrap_or_default(),
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

impl MeasuredKind {
    /// Reads a kind, which names its fields by the ids of the shared ones.
    pub(super) fn read(row: &Row<'_>, shared: &[SharedField], trials: &[Trial]) -> Self {
        let mut fields = Vec::new();
        for id in row.texts("fields") {
            match shared.iter().find(|field| field.id == id) {
                Some(found) => fields.push(found.field.clone()),
                None => row.unknown("the field", &id),
            }
        }
        let named = fields.clone();
        take_units(row, &named, &mut fields);
        let indication = Indication::read(row);
        let mut own = Vec::new();
        for code in row.texts("trials") {
            match trials.iter().find(|trial| trial.name.code == code) {
                Some(found) => {
                    let mut trial = found.clone();
                    let asked = |field: &PackField| {
                        field.indication.is_none_or(|of| indication == Some(of))
                    };
                    trial.fields.retain(asked);
                    take_units(row, &fields, &mut trial.fields);
                    own.push(trial);
                }
                None => row.unknown("the trial", &code),
            }
        }
        Self {
            name: row.term(),
            lists: ListUse::read_all(row, "lists"),
            largest_max: row
                .optional_row("largest_max")
                .as_ref()
                .map(LargestMax::read),
            indication,
            in_plan: row.flag("in_plan"),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
            fields,
            trials: own,
        }
    }
}

impl Indication {
    fn read(row: &Row<'_>) -> Option<Self> {
        let named = |word: &str| match word {
            "analogue" => Some(Self::Analogue),
            "digital" => Some(Self::Digital),
            _ => None,
        };
        row.has("indication")
            .then(|| row.word("indication", named, Self::Digital))
    }
}

/// Gives fields the units of those they name. Only a choice is asked again when
/// a number is read.
fn take_units(row: &Row<'_>, named: &[PackField], fields: &mut [PackField]) {
    for field in fields {
        let Some(code) = field.unit_of.take() else {
            continue;
        };
        match named.iter().find(|field| field.name.code == code) {
            Some(from) if from.kind == FieldType::Choice => field.unit_of = Some(code),
            Some(from) => field.unit.clone_from(&from.unit),
            None => row.unknown("the field", &code),
        }
    }
}

/// A field that kinds share.
pub(super) struct SharedField {
    id: String,
    field: PackField,
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

impl LargestMax {
    fn read(row: &Row<'_>) -> Self {
        Self {
            value: row.decimal("value"),
            unit: row.text("unit"),
            basis: row.text("basis"),
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
            _ => return None,
        })
    }
}
