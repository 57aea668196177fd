//! What somebody of the office should look into: on one page, and as a strip of
//! counts on the first.

use axum::http::StatusCode;
use maud::{Markup, html};

use super::desk::Desk;
use super::frame::headings;
use super::{Shown, tablets};
use crate::people::Seat;
use crate::store::{Awaited, Chain, Conflicting, Doubts, First, Refused, SameNumber};
use crate::wording::language::{Language, Pair};
use crate::wording::{self, search as words};

/// The most rows of a list; how many there are is said.
const MOST: u32 = 100;

/// `GET /office/doubts`.
pub(crate) async fn page(desk: Desk, seat: Seat) -> Shown {
    let (store, sight) = (&desk.office.store, seat.sight(Desk::today()));
    let read = async {
        let mut chains = store.chains().await?;
        let mut awaited = store.awaited().await?;
        if !sight.is_all() {
            // What has not come is nobody's yet but the city's.
            awaited.clear();
            let own = store.tablets(&sight).await?;
            chains.retain(|chain| own.iter().any(|tablet| tablet.device == Some(chain.device)));
        }
        chains.retain(|chain| !chain.missing.is_empty());
        Ok(All {
            doubts: store.doubts(&sight, Desk::today()).await?,
            conflicts: store.conflicting(&sight, MOST).await?,
            chains,
            numbers: store.same_numbers(&sight, MOST).await?,
            refused: store.refused(&sight, MOST).await?,
            dropped: store.refusals_dropped(&sight).await?,
            awaited,
        })
    };
    let all = read.await.map_err(desk.failed())?;
    Ok(desk.show(StatusCode::OK, desk.say(words::DOUBTS), &draw(&desk, &all)))
}

struct All {
    doubts: Doubts,
    conflicts: First<Conflicting>,
    chains: Vec<Chain>,
    numbers: First<SameNumber>,
    refused: First<Refused>,
    /// How many refusals are not kept any more.
    dropped: u64,
    awaited: Vec<Awaited>,
}

/// Counts with their links, for the first page.
pub(super) fn strip(desk: &Desk, doubts: &Doubts, gaps: usize) -> Markup {
    let gaps = u64::try_from(gaps).unwrap_or(u64::MAX);
    let counts = [
        (
            "/office/follow-ups?due=overdue",
            words::OVERDUE,
            doubts.overdue,
        ),
        (
            "/office/follow-ups",
            wording::follow_ups::TITLE,
            doubts.open,
        ),
        (
            "/office/inspections?state=discrepancy",
            words::DISCREPANCIES,
            doubts.discrepancies,
        ),
        (
            "/office/doubts#conflicts",
            words::CONFLICTS,
            doubts.conflicts,
        ),
        ("/office/doubts#numbers", words::NUMBERS, doubts.numbers),
        ("/office/doubts#gaps", words::GAPS, gaps),
        ("/office/doubts#refused", words::REFUSED, doubts.refused),
    ];
    html! {
        section data-section="doubts" {
            h2 { (desk.say(words::DOUBTS)) }
            ul.counts {
                @for (address, name, count) in counts {
                    li data-count=(count) {
                        a href=(address) { strong { (count) } " " (desk.say(name)) }
                    }
                }
            }
        }
    }
}

fn draw(desk: &Desk, all: &All) -> Markup {
    let discrepancies = all.doubts.discrepancies;
    html! {
        h1 { (desk.say(words::DOUBTS)) }
        section id="discrepancies" {
            h2 { (desk.say(words::DISCREPANCIES)) ": " (discrepancies) }
            @if discrepancies > 0 {
                p { a.button href="/office/inspections?state=discrepancy" { (desk.say(words::SHOW)) } }
            }
        }
        (listed(desk, ("conflicts", words::CONFLICTS), &all.conflicts, &words::CONFLICT_HEADINGS, conflict))
        (listed(desk, ("numbers", words::NUMBERS), &all.numbers, &words::NUMBER_HEADINGS, same_number))
        (listed(desk, ("refused", words::REFUSED), &all.refused, &words::REFUSED_HEADINGS, refused))
        @if all.dropped > 0 { p data-dropped=(all.dropped) { (words::dropped(desk.language, all.dropped)) } }
        section id="gaps" {
            h2 { (desk.say(words::GAPS)) ": " (all.chains.len()) }
            @if !all.chains.is_empty() {
                (table(desk, words::GAPS, &words::GAP_HEADINGS, &html! {
                    @for chain in &all.chains { (gap(desk, chain)) }
                }))
            }
        }
        section id="awaited" {
            h2 { (desk.say(words::AWAITED)) ": " (all.awaited.len()) }
            @if !all.awaited.is_empty() {
                (awaited(desk, &all.awaited))
            }
        }
    }
}

fn table(desk: &Desk, name: Pair, names: &[Pair], lines: &Markup) -> Markup {
    let names: Vec<_> = names.iter().map(|pair| desk.say(*pair)).collect();
    html! {
        div.scroll role="region" tabindex="0" aria-label=(desk.say(name)) {
            table { (headings(&names)) tbody { (lines) } }
        }
    }
}

fn listed<T>(
    desk: &Desk,
    (id, name): (&str, Pair),
    list: &First<T>,
    names: &[Pair],
    line: impl Fn(&Desk, &T) -> Markup,
) -> Markup {
    let shown = list.rows.len();
    html! {
        section id=(id) {
            h2 { (desk.say(name)) ": " (list.total) }
            @if id == "refused" { p { small { (desk.say(words::REFUSED_EXPLAINED)) } } }
            @if shown > 0 {
                @if u64::try_from(shown).is_ok_and(|shown| shown < list.total) {
                    p { (words::first_of(desk.language, shown, list.total)) }
                }
                (table(desk, name, names, &html! { @for row in &list.rows { (line(desk, row)) } }))
            }
        }
    }
}

fn conflict(desk: &Desk, row: &Conflicting) -> Markup {
    let is_inspection = row.kind == inspection::Kind::Inspection;
    let folder = if is_inspection {
        "inspections"
    } else {
        "documents"
    };
    html! {
        tr data-conflict=(row.id) {
            td { (wording::moment(row.received_at)) }
            td { (desk.say(words::kind(row.kind))) }
            td {
                a href={ "/office/inspections/" (row.inspection) } {
                    @match &row.establishment {
                        Some(name) => (name),
                        None => code { (row.inspection) },
                    }
                }
            }
            td {
                a href={ "/office/" (folder) "/" (row.id) "/conflicts/" (row.sha256) } {
                    code title=(row.sha256) { (row.sha256.as_str().get(..12).unwrap_or_default()) "…" }
                }
            }
        }
    }
}

fn same_number(_: &Desk, row: &SameNumber) -> Markup {
    html! {
        tr data-number=(row.number) {
            td { (row.number) }
            td { (wording::day(row.on)) }
            td { a href={ "/office/inspections/" (row.id) } { (row.establishment) } }
        }
    }
}

fn refused(desk: &Desk, row: &Refused) -> Markup {
    html! {
        tr data-refused=(row.problem) {
            td { (wording::moment(row.last_at)) }
            td { (row.tablet.as_deref().unwrap_or(desk.say(words::SOME_TABLET))) }
            td {
                @if row.document.is_empty() { (desk.say(words::NO_ID)) }
                @else { code { (row.document) } }
            }
            td { (desk.say(words::problem(&row.problem))) br; (detail(desk, row)) }
            td.count { (row.times) }
        }
    }
}

/// What was said of a refusal; of those of before there is nothing but English.
fn detail(desk: &Desk, row: &Refused) -> Markup {
    let [vi, en] = &row.detail;
    html! {
        @match desk.language {
            Language::Vietnamese if !vi.is_empty() => small.long { (vi) },
            _ => small.long lang="en" { (en) },
        }
    }
}

fn gap(desk: &Desk, chain: &Chain) -> Markup {
    html! {
        tr data-tablet=(chain.device) {
            td {
                @if let Some(name) = &chain.name { (name) br; }
                (tablets::name(&chain.device.to_string()))
            }
            td { (wording::moment(chain.last_at)) }
            td { (wording::tablets::missing(desk.language, &chain.missing)) }
        }
    }
}

/// The inspections that were named and have not come, as a table.
pub(super) fn awaited(desk: &Desk, awaited: &[Awaited]) -> Markup {
    let lines = html! { @for one in awaited { (awaited_line(one)) } };
    table(desk, words::AWAITED, &words::AWAITED_HEADINGS, &lines)
}

fn awaited_line(one: &Awaited) -> Markup {
    html! {
        tr data-awaited=(one.inspection) {
            td { a href={ "/office/inspections/" (one.inspection) } { code { (one.inspection) } } }
            td { (one.documents) }
            td { (wording::moment(one.last_at)) }
        }
    }
}
