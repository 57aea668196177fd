//! How much of a plan is done, and what was struck from it.

use std::collections::BTreeMap;

use maud::{Markup, html};

use super::super::desk::Desk;
use super::super::frame::headings;
use super::state;
use crate::store::{PlannedVisit, StruckVisit};
use crate::wording;
use crate::wording::establishments as register;
use crate::wording::planning as words;

/// Planned, made and overdue.
#[derive(Clone, Copy, Default)]
struct Progress([usize; 3]);

impl Progress {
    fn count(&mut self, visit: &PlannedVisit) {
        let state = state(visit).0;
        self.0[0] += 1;
        self.0[1] += usize::from(state == "done");
        self.0[2] += usize::from(state == "late");
    }
}

pub(super) fn progress(desk: &Desk, visits: &[&PlannedVisit]) -> Markup {
    let mut sum = Progress::default();
    let mut by_team: BTreeMap<&str, Progress> = BTreeMap::new();
    let mut by_ward: BTreeMap<&str, Progress> = BTreeMap::new();
    for visit in visits {
        sum.count(visit);
        by_team.entry(&visit.team).or_default().count(visit);
        by_ward
            .entry(&visit.establishment.ward)
            .or_default()
            .count(visit);
    }
    let line = |name: &str, progress: &Progress| {
        html! { tr { th scope="row" { (name) } @for count in progress.0 { td.count { (count) } } } }
    };
    let named = |name: &str, blank| {
        if name.is_empty() {
            desk.say(blank).to_owned()
        } else {
            name.to_owned()
        }
    };
    html! {
        section data-section="progress" {
            h2 { (desk.say(words::PROGRESS)) }
            div.scroll role="region" tabindex="0" aria-label=(desk.say(words::PROGRESS)) {
                table {
                    (headings(&words::PROGRESS_HEADINGS.map(|pair| desk.say(pair))))
                    tbody {
                        (line(desk.say(words::SUM), &sum))
                        @for (team, progress) in &by_team { (line(&named(team, words::NO_TEAM), progress)) }
                        @for (ward, progress) in &by_ward { (line(&named(ward, register::NO_WARD), progress)) }
                    }
                }
            }
        }
    }
}

pub(super) fn struck_visits(desk: &Desk, struck: &[StruckVisit]) -> Markup {
    html! {
        @if !struck.is_empty() {
            section data-section="struck" {
                h2 { (desk.say(words::STRUCK)) }
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::STRUCK)) {
                    table {
                        (headings(&words::STRUCK_HEADINGS.map(|pair| desk.say(pair))))
                        tbody {
                            @for visit in struck {
                                tr data-struck=(visit.id) {
                                    td { (wording::day(visit.day)) }
                                    td { a href={ "/office/establishments/" (visit.establishment) } { (visit.name) } }
                                    td { (visit.team) }
                                    td { (words::reason(desk.language, &visit.reason)) }
                                    td { (visit.by) br; small { (wording::moment(visit.at)) } }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}
