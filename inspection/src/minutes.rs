//! Minutes as data: the parts of a form in its order, filled from a closed
//! inspection, always in Vietnamese. Screen, print and export walk through the
//! same model; none of them decides what stands in it. What is missing is a
//! dotted line, never a guess, and no range of fines is ever here.

mod checks;
mod findings;
mod foot;
mod goods;
mod lots;
mod measured;
mod measures;
mod parts;
mod people;
mod samples;
mod signatures;
mod source;
mod standards;
mod wording;

use std::rc::Rc;

pub use self::foot::{Code, Foot};
use self::signatures::Given;
pub use self::signatures::signers;
pub use self::source::DOTS;
use self::source::Source;
pub use self::wording::words;
use crate::check::CheckKind;
use crate::id::InspectionId;
use crate::inspection::Inspection;
use crate::rules::{Annex, MinutesForm, RulePack};
use crate::signing::{Side, Strokes};

/// One sheet: minutes, or one slip.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Minutes {
    /// Code of the form.
    pub form: String,
    /// The title as printed.
    pub title: String,
    /// The head; `None` for a slip without one.
    pub header: Option<Header>,
    /// What is said under the title.
    pub notes: Vec<String>,
    /// The parts, in the order of the form.
    pub parts: Vec<Part>,
    /// What stands at the foot of every page.
    pub footer: Vec<String>,
    /// The inspection it was made from.
    pub record: InspectionId,
}

/// The head of minutes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Header {
    /// The body above.
    pub superior: String,
    /// The body that inspects.
    pub body: String,
    /// The number.
    pub number: String,
    /// The name of the state, and its motto.
    pub motto: [&'static str; 2],
    /// Place and day.
    pub place_and_day: String,
}

/// One part of a form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Part {
    /// Code in the form.
    pub code: String,
    /// The heading as printed.
    pub heading: Option<String>,
    /// Whether the form asks for it always.
    pub required: bool,
    /// What stands there.
    pub blocks: Vec<Block>,
}

/// What stands in a part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Block {
    /// The title of the form.
    Title(String),
    /// A paragraph.
    Text(String),
    /// Labels with what was entered.
    Facts(Vec<Fact>),
    /// People.
    Persons(Vec<Person>),
    /// A table; its head is repeated on every page.
    Table(Table),
    /// A list.
    List(Vec<String>),
    /// Where people sign.
    Signatures(Vec<Signature>),
}

/// A label with what was entered, or dots.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fact {
    /// What it is.
    pub label: String,
    /// What was entered.
    pub value: String,
}

/// A person as written down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// Name.
    pub name: String,
    /// Position and unit, as far as they were written.
    pub titles: Vec<String>,
}

/// A table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Table {
    /// Headings of the columns.
    pub columns: Vec<String>,
    /// The rows.
    pub rows: Vec<Row>,
    /// Whether things stand beside each other, each with a narrow column.
    pub beside: bool,
}

impl Table {
    /// Things below each other, or one thing told of.
    fn below(columns: Vec<String>, rows: Vec<Row>) -> Block {
        Block::Table(Self {
            columns,
            rows,
            beside: false,
        })
    }
}

/// A row of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// A line over all columns, above the rows it is told of.
    Group(String),
    /// A cell for each column.
    Cells(Vec<String>),
}

/// Where somebody signs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signature {
    /// As whom.
    pub role: String,
    /// Who; dots where it is not known.
    pub name: String,
    /// How to sign; that it was refused, and why; or when it was signed.
    pub how: String,
    /// For whom.
    pub side: Side,
    /// What was drawn, where it was signed on the screen; one for all sheets.
    pub drawn: Option<Rc<Strokes>>,
}

impl Signature {
    /// Whether somebody who is known by name is to sign here.
    #[must_use]
    pub fn is_somebodys(&self) -> bool {
        self.name != DOTS && self.how != wording::REFUSED
    }
}

/// Codes of the forms that this inspection asks for: minutes of measurement
/// where something was measured, of goods where labels or quality were looked
/// at, of sampling where samples were taken; and the slips that go with them.
/// Where nothing could be looked at, either says so: which, is the team's to
/// choose.
#[must_use]
pub fn forms_for(inspection: &Inspection) -> Vec<&'static str> {
    let has = |kinds: [CheckKind; 2]| {
        let mut checks = inspection.checks.iter();
        checks.any(|check| kinds.contains(&check.content.kind))
    };
    let mut checks = inspection.checks.iter();
    let sampled =
        !inspection.listed("samples").is_empty() || checks.any(|check| check.content.is_sampled());
    let without = inspection.without_checks.is_some();
    [
        (
            "bbkt_do_luong",
            without || has([CheckKind::Instrument, CheckKind::Quantity]),
        ),
        (
            "bbkt_chat_luong_nhan",
            without || has([CheckKind::Label, CheckKind::Quality]),
        ),
        ("bblm", sampled),
        ("phieu_ket_qua", !inspection.checks.is_empty()),
        ("tem_niem_phong_mau", sampled),
    ]
    .into_iter()
    .filter_map(|(form, asked)| asked.then_some(form))
    .collect()
}

/// The sheets of a form: one of minutes, a slip for every member of the team, a
/// seal label for every portion of every sample. `None` where the annex has no
/// such form.
#[must_use]
pub fn minutes(
    form: &str,
    inspection: &Inspection,
    pack: &RulePack,
    annex: &Annex,
) -> Option<Vec<Minutes>> {
    sheets(form, (inspection, pack, annex), &Given::to(inspection))
}

/// The same, with what was signed on the screen.
fn sheets(
    form: &str,
    (inspection, pack, annex): (&Inspection, &RulePack, &Annex),
    given: &Given,
) -> Option<Vec<Minutes>> {
    let form = annex
        .minutes_forms
        .iter()
        .find(|row| row.name.code == form)?;
    let source = Source {
        inspection,
        pack,
        annex,
        form,
        given,
    };
    Some(match form.name.code.as_str() {
        "phieu_ket_qua" => {
            let team = people::team(&source);
            team.iter()
                .map(|one| sheet(&source, Of::Member(one)))
                .collect()
        }
        "tem_niem_phong_mau" => samples::portions(&source)
            .iter()
            .map(|portion| sheet(&source, Of::Portion(portion)))
            .collect(),
        _ => vec![sheet(&source, Of::Visit)],
    })
}

/// What one sheet is of.
#[derive(Clone, Copy)]
enum Of<'a> {
    Visit,
    Member(&'a Person),
    Portion(&'a samples::Portion<'a>),
}

fn sheet(source: &Source<'_>, of: Of<'_>) -> Minutes {
    let form: &MinutesForm = source.form;
    let corrected = source.inspection.supersedes;
    let notes = corrected.map(|id| format!("{} {id}.", wording::CORRECTS));
    let signed_off = source.annex.sign_offs.iter();
    let mut signed_off =
        signed_off.filter(|row| row.table == "minutes_forms" && row.row == form.name.code);
    let unverified = signed_off
        .next()
        .is_none()
        .then(|| wording::UNVERIFIED.to_owned());
    let record = format!("{} {}", wording::RECORD, source.inspection.id);
    let is_slip = form.header.is_empty();
    Minutes {
        form: form.name.code.clone(),
        title: form.title.clone(),
        header: (!is_slip).then(|| people::header(source)),
        notes: notes.into_iter().collect(),
        parts: parts::all(source, &of),
        footer: unverified.into_iter().chain([record]).collect(),
        record: source.inspection.id,
    }
}
