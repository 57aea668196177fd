//! The questions as data: sections and fields, in the order of the paper. The
//! screen renders any of them; this file knows no check's meaning. Turning
//! typed answers into values or gaps is `reader`'s.

mod reader;

pub(crate) use self::reader::Reader;
use crate::check::{CheckKind, asked};
use crate::checklist::{CONFORM, FLAG};
use crate::evidence::Term;
use crate::rules::{FieldType, Item, ItemAnswer, ListUse, PackField, RulePack, Trial};

/// A part of a form.
#[derive(Clone, Debug)]
pub struct Section<'pack> {
    /// Stable code: `visit`, `identity`, `checklist`, `readings` for the main
    /// trial, `readings_more` for the others, `list`, `basis`, `closing`; `visit_more`,
    /// `identity_more` and `closing_more` are folded away until wanted, `basis`
    /// is asked only where an assessment needs it.
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
    /// Rows of one of the visit's lists; row `n` has the fields `code.n`.
    Rows {
        /// Code and names of the list.
        list: &'pack Term,
        /// The fields of one row.
        fields: Vec<Field<'pack>>,
    },
    /// Rows of readings; row `n` has the fields `code.n`.
    Readings {
        /// The trial.
        trial: &'pack Trial,
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
    of_visit(pack, ["visit", "visit_more"], &pack.visit_fields)
}

/// The fields asked at the end of the visit.
#[must_use]
pub fn closing_sections(pack: &RulePack) -> Vec<Section<'_>> {
    of_visit(pack, ["closing", "closing_more"], &pack.closing_fields)
}

/// The questions of a check; empty where the pack does not know its subject.
#[must_use]
pub fn check_sections<'pack>(
    pack: &'pack RulePack,
    kind: CheckKind,
    subject: &str,
) -> Vec<Section<'pack>> {
    let Some(asked) = asked(pack, kind, subject) else {
        return Vec::new();
    };
    let mut sections = halves(["identity", "identity_more"], asked.fields);
    sections.extend(items(pack, asked.lists));
    let trials = asked.measured.map_or(&[][..], |kind| &kind.trials);
    let codes = std::iter::once("readings").chain(std::iter::repeat("readings_more"));
    sections.extend(trials.iter().zip(codes).map(|(trial, code)| Section {
        code,
        content: Content::Readings {
            trial,
            fields: fields(&trial.fields, &|_| true),
        },
    }));
    sections.extend(halves(["basis", "basis_more"], &pack.check_fields));
    sections
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

/// The fields that are always in sight, the lists, then what is folded away.
fn of_visit<'pack>(
    pack: &'pack RulePack,
    codes: [&'static str; 2],
    rows: &'pack [PackField],
) -> Vec<Section<'pack>> {
    let mut sections = halves(codes, rows);
    let mut more = sections.split_off(1);
    for list in &pack.lists {
        let fields = fields(rows, &|row| row.list.as_ref() == Some(&list.code));
        if !fields.is_empty() {
            sections.push(Section {
                code: "list",
                content: Content::Rows { list, fields },
            });
        }
    }
    sections.append(&mut more);
    sections
}

/// The fields that are always in sight, then those that are folded away, where
/// there are any.
fn halves<'pack>(codes: [&'static str; 2], list: &'pack [PackField]) -> Vec<Section<'pack>> {
    // Every visit has a number, and an edition that shipped says otherwise.
    let is_folded = |row: &PackField| row.folded && row.name.code != "minutes_no";
    let half = |folded| fields(list, &|row| row.list.is_none() && is_folded(row) == folded);
    let section = |code, fields| Section {
        code,
        content: Content::Fields(fields),
    };
    let mut halves = vec![section(codes[0], half(false))];
    let more = half(true);
    if !more.is_empty() {
        halves.push(section(codes[1], more));
    }
    halves
}

/// The fields that are wanted, in their order.
fn fields<'pack>(
    rows: &'pack [PackField],
    wanted: &dyn Fn(&PackField) -> bool,
) -> Vec<Field<'pack>> {
    let mut fields = Vec::new();
    for row in rows.iter().filter(|row| wanted(row)) {
        let input = match row.kind {
            FieldType::Text => Input::Text,
            FieldType::LongText => Input::LongText,
            FieldType::Decimal | FieldType::Count => Input::Decimal,
            FieldType::Date | FieldType::DateOrMonth => Input::Date,
            FieldType::Choice | FieldType::Check => Input::Choice,
        };
        fields.push(Field { row, input });
    }
    fields
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
