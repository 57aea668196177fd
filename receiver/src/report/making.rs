//! Makes the statement of a period's figures.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inspection::{Annex, Authority, Cut, Figure, Period, Report};

use super::sections;
use super::statement::{Cell, Heading, Row, Section, Statement, Table, Value};
use crate::store::PlanDone;
use crate::wording::language::{Language, Pair};
use crate::wording::reports as words;

/// The figures of a period, and what they are compared with.
#[derive(Clone, Debug)]
pub struct Compared {
    /// Of the period.
    pub own: Report,
    /// Of the one before.
    pub before: Option<Report>,
    /// Of the same one of the year before, where that is another one.
    pub year_before: Option<Report>,
    /// What the plan of the period came to, by ward.
    pub plan: BTreeMap<String, PlanDone>,
    /// Documents of the period, and corrections, that this program cannot read.
    pub unread: usize,
    /// The ward whose report it is; `None` for all wards.
    pub ward: Option<String>,
}

/// Makes the statement, as of `today`.
#[must_use]
pub fn make(language: Language, figures: &Compared, annex: &Annex, today: NaiveDate) -> Statement {
    let period = figures.own.period;
    let maker = Maker { language, figures };
    let mut notes = vec![language.say(words::DRAFT).to_owned()];
    if period.from() > today {
        notes.push(language.say(words::FUTURE).to_owned());
    } else if period.to() >= today {
        notes.push(language.say(words::RUNNING).to_owned());
    }
    if period.from() <= today && figures.own.documents.is_empty() {
        notes.push(language.say(words::EMPTY).to_owned());
    }
    if figures.ward.is_some() {
        notes.push(language.say(words::OF_A_WARD).to_owned());
    }
    if figures.unread > 0 {
        notes.push(words::unread(language, figures.unread));
    }
    let mut title = words::title(language, period);
    let mut heading = heading(language, annex, period, today);
    if let Some(ward) = &figures.ward {
        title = format!("{title} – {ward}");
        // Whose profile is known is the city's.
        heading.superior = std::mem::replace(&mut heading.body, ward.clone());
        words::DOTS.clone_into(&mut heading.signatory);
    }
    Statement {
        period,
        title,
        covers: words::days(language, period.from(), period.to()),
        heading,
        notes,
        sections: sections::all(&maker),
    }
}

/// Who reports: whose profile holds on the day of the report.
fn heading(language: Language, annex: &Annex, period: Period, today: NaiveDate) -> Heading {
    let authority = annex
        .authority_on(today)
        .or_else(|| annex.authority_on(period.to()));
    let said = |text: fn(&Authority) -> &Option<String>| {
        let text = authority.and_then(|authority| text(authority).clone());
        text.unwrap_or_else(|| words::DOTS.to_owned())
    };
    let place = said(|authority| &authority.place);
    let to = language.say(words::RECIPIENT);
    Heading {
        superior: said(|authority| &authority.superior),
        body: said(|authority| &authority.name),
        number: words::NUMBER.to_owned(),
        place_and_day: format!("{place}, {}", words::long_day(today)),
        recipient: format!("{to}: {}", said(|authority| &authority.report_recipient)),
        signatory: said(|authority| &authority.signatory_title),
    }
}

/// What the sections are made with.
pub(super) struct Maker<'a> {
    pub(super) language: Language,
    pub(super) figures: &'a Compared,
}

impl Maker<'_> {
    pub(super) fn say(&self, pair: Pair) -> String {
        self.language.say(pair).to_owned()
    }

    pub(super) fn name(&self, figure: Figure) -> String {
        words::figure(self.language, figure)
    }

    /// A section of rows with their names, below names of columns.
    pub(super) fn section(
        &self,
        id: &'static str,
        fills: &'static [&'static str],
        head: Vec<String>,
        rows: Vec<Row>,
    ) -> Section {
        Section {
            id,
            title: self.say(words::section(id)),
            fills,
            note: words::note(id).map(|pair| self.say(pair)),
            table: Table { head, rows },
        }
    }

    /// Figures of the whole, one to a row, with their counts.
    pub(super) fn counts(
        &self,
        id: &'static str,
        fills: &'static [&'static str],
        figures: impl IntoIterator<Item = Figure>,
    ) -> Section {
        let rows = figures.into_iter().map(|figure| Row {
            name: self.name(figure),
            cells: vec![self.whole(figure)],
            is_sum: false,
        });
        let head = vec![self.say(words::CONTENT), self.say(words::COUNT)];
        self.section(id, fills, head, rows.collect())
    }

    /// A figure of the whole, with its records.
    pub(super) fn whole(&self, figure: Figure) -> Cell {
        of(figure, &self.figures.own.whole, Cut::Whole)
    }
}

/// A figure of sums, with its records.
pub(super) fn of(figure: Figure, sums: &inspection::Sums, cut: Cut) -> Cell {
    Cell {
        value: Value::Count(figure.of(sums)),
        behind: Some((figure, cut)),
    }
}
