//! Today's part of the plan: the visits of the week with how far each has got,
//! and the reports that are due soon. One press begins a visit.

use std::rc::Rc;

use chrono::{Datelike, NaiveDate};
use inspection::{PlanRow, REGISTER_FIELD, RegisterRow};
use leptos::prelude::*;

use super::empty;
use super::home::{beginning, why_not};
use crate::components::{Element, Fragment, all, button, el, live, main_link, nothing};
use crate::shelf::Rules;
use crate::state::{Held, State, Week};
use crate::wording::{Language, day, fill};

/// Days before the last one on which a report is told of.
const SOON: i64 = 7;

/// The week's visits, and what is due. Nothing where the office has no plan.
pub(crate) fn plan(state: State, language: Language) -> Fragment {
    state.want_week();
    let planned = live(move || match state.lists().week.get() {
        Held::Read(week) if week.head.is_some() => untrack(|| drawn(state, language, &week)),
        _ => nothing(),
    });
    all([rules(state, language), planned])
}

/// Where the office judges with other rules than this program has.
fn rules(state: State, language: Language) -> Fragment {
    let words = language.register();
    live(move || {
        let said = state.lists().rules.with(|rules| match rules {
            None | Some(Rules::Known(_)) => None,
            Some(Rules::Missing(name)) => Some(fill(words.rules_missing, name)),
            Some(Rules::Different(name)) => Some(fill(words.rules_different, name)),
        });
        let line = |said: String| {
            el("p")
                .class("message")
                .attr("data-mark", "rules")
                .text(&said)
        };
        all(said.map(line))
    })
}

fn drawn(state: State, language: Language, week: &Week) -> Fragment {
    let words = language.register();
    let today = state.today.get_untracked();
    let reports = week.head.iter().flat_map(|head| &head.reports);
    let soon = reports.filter(|report| (0..=SOON).contains(&(report.due - today).num_days()));
    let due = soon.map(|report| {
        let said = fill(words.report_due, language.pick(&report.vi, &report.en));
        el("p")
            .class("message")
            .attr("data-mark", "report-due")
            .text(&fill(&said, &day(report.due)))
    });
    let visits = week.visits.iter();
    let rows = visits.map(|(visit, row)| line(state, language, visit, row.as_ref()));
    let list = if week.visits.is_empty() {
        empty(words.plan_none)
    } else {
        el("ul").class("rows").children(rows)
    };
    let section = el("section")
        .attr("data-section", "plan")
        .child(el("h2").text(words.plan_title))
        .child(list);
    all(due.chain([section]))
}

/// How far a visit has got.
enum Made {
    No,
    Draft(String),
    Closed(String),
    Received,
}

impl Made {
    fn code(&self) -> &'static str {
        match self {
            Self::No => "planned",
            Self::Draft(_) => "draft",
            Self::Closed(_) => "waiting",
            Self::Received => "received",
        }
    }

    fn word(&self, language: Language) -> &'static str {
        let words = language.register();
        match self {
            Self::No => words.visit_planned,
            Self::Draft(_) => words.visit_draft,
            Self::Closed(_) => words.visit_closed,
            Self::Received => words.visit_received,
        }
    }
}

/// By what the office says, then by what is here: a draft of the establishment,
/// or a record of it closed in the month of the plan.
fn made(state: State, visit: &PlanRow) -> Made {
    if visit.done.is_some() {
        return Made::Received;
    }
    let of_it = |id: Option<&String>| id.is_some_and(|id| *id == visit.establishment);
    let month = |day: NaiveDate| (day.year(), day.month());
    let entry = state.entries.with_untracked(|entries| {
        let mut ours = entries.iter().filter(|entry| {
            let closed = entry.summary.closed.local_date();
            of_it(entry.summary.register.as_ref()) && month(closed) == month(visit.day)
        });
        ours.next().map(|entry| (entry.id, entry.is_received()))
    });
    if let Some((id, received)) = entry {
        return if received {
            Made::Received
        } else {
            Made::Closed(format!("/records/{id}"))
        };
    }
    let draft = state.drafts.with_untracked(|drafts| {
        let mut ours = drafts
            .iter()
            .filter(|head| of_it(head.answers.get(REGISTER_FIELD)));
        ours.next().map(|head| head.id)
    });
    draft.map_or(Made::No, |id| Made::Draft(format!("/drafts/{id}")))
}

fn line(state: State, language: Language, visit: &PlanRow, row: Option<&RegisterRow>) -> Element {
    let words = language.register();
    let made = made(state, visit);
    let name = row.map_or(visit.establishment.as_str(), |row| row.name.as_str());
    let mut detail = day(visit.day);
    let address = row.map(|row| row.address.as_str());
    for part in address.into_iter().chain([visit.team.as_str()]) {
        if !part.is_empty() {
            detail.push_str(" · ");
            detail.push_str(part);
        }
    }
    let text = el("span")
        .child(el("span").class("row-title").text(name))
        .child(el("span").class("row-detail").text(&detail));
    let state_of = el("span")
        .class("row-state")
        .child(el("strong").class("badge").text(made.word(language)));
    let act = match (&made, row) {
        (Made::Draft(href), _) => Some(main_link(href, language.words().continue_draft)),
        (Made::Closed(href), _) => Some(main_link(href, words.see_record)),
        (Made::No, Some(row)) => Some(begin(state, language, row)),
        (Made::No, None) | (Made::Received, _) => None,
    };
    el("li")
        .class("row")
        .attr("data-visit", &visit.id)
        .attr("data-state", made.code())
        .child(text)
        .child(state_of)
        .children(act)
}

/// Begins the visit of a row with one press, and says why where none begins.
fn begin(state: State, language: Language, row: &RegisterRow) -> Element {
    let words = language.register();
    let to = Rc::new(row.clone());
    let (begin, trouble) = beginning(state, "", move |then| {
        state.begin_visit_to(Rc::clone(&to), move |begun| {
            then(begun.map_err(|error| why_not(language.words(), &error)));
        });
    });
    let button = button("begin-planned", words.begin_planned)
        .attr("data-value", &row.id)
        .attr(
            "aria-label",
            &format!("{}: {}", words.begin_planned, row.name),
        )
        .on_click(begin);
    el("span").child(button).child(trouble)
}
