//! The first page: sums and what was received; and the question before the
//! sample is cleared. Plan and register are `lists.rs`'s.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use inspection::{CheckKind, Counts, RulePack, Tally};
use maud::{Markup, html};

use super::desk::Desk;
use super::frame::headings;
use super::spoken::{named, say};
use super::{doubts, lists, search, tablets};
use crate::people::Sight;
use crate::store::{
    Awaited, Chain, Doubts, Listing, Page, PlannedVisit, Registered, Sighted, State, Summary,
    Tablet,
};
use crate::wording::language::Language;
use crate::wording::{self, belongings as words, search as searching};

/// Everything on the page.
pub(super) struct Overview {
    pub(super) today: NaiveDate,
    pub(super) page: Page,
    pub(super) listing: Listing,
    pub(super) plan: Vec<PlannedVisit>,
    /// The first of the register.
    pub(super) register: Sighted,
    pub(super) awaited: Vec<Awaited>,
    pub(super) chains: Vec<Chain>,
    pub(super) doubts: Doubts,
    pub(super) demo: bool,
}

impl Overview {
    /// Leaves what is seen. What has not come is nobody's yet but the city's.
    pub(super) fn narrow(&mut self, sight: &Sight, tablets: &[Tablet]) {
        let ward = |row: &Registered| sight.sees(row.ward_code.as_deref());
        self.plan.retain(|visit| ward(&visit.establishment));
        self.awaited.clear();
        self.chains.retain(|chain| {
            let mut own = tablets.iter().filter_map(|tablet| tablet.device);
            own.any(|device| device == chain.device)
        });
    }
}

/// Counts of one kind by the code of the verdict.
type Counted = [(&'static str, u32); 4];

/// Draws the page.
pub(super) fn draw(desk: &Desk, overview: &Overview) -> Markup {
    let gaps = overview
        .chains
        .iter()
        .filter(|chain| !chain.missing.is_empty());
    html! {
        h1 { (desk.say(wording::LIST_TITLE)) }
        (search::quick(desk))
        (lapsing(desk.language, RulePack::current(), overview.today))
        (doubts::strip(desk, &overview.doubts, gaps.count()))
        (sums(desk, &overview.listing.sums))
        (received(desk, overview.page, &overview.listing))
        (awaited(desk, &overview.awaited))
        (tablets::draw(desk, &overview.chains))
        (lists::plan(desk, &overview.plan))
        (lists::register(desk, &overview.register))
        @if overview.demo {
            p { a.button href="/office/demo/clear" { (desk.say(wording::CLEAR_SAMPLE)) } }
        }
    }
}

/// What ends soon, a line for each document and last day.
fn lapsing(language: Language, pack: &RulePack, today: NaiveDate) -> Markup {
    let lapses: BTreeSet<_> = pack
        .lapsing(today)
        .into_iter()
        .map(|lapse| (lapse.last, lapse.text.as_str()))
        .collect();
    html! {
        @if !lapses.is_empty() {
            section.alert data-section="lapsing" {
                @for (last, text) in lapses {
                    p { (wording::lapsing(language, text, last)) }
                }
            }
        }
    }
}

/// Asks before clearing.
pub(super) fn confirm() -> Markup {
    html! {
        h1 { (say(wording::CLEAR_TITLE)) }
        p { (say(wording::CLEAR_EXPLAINED)) }
        form method="post" action="/office/demo/clear" {
            button.danger type="submit" { (say(wording::CLEAR_CONFIRM)) }
            " "
            a.button href="/office" { (say(wording::CANCEL)) }
        }
    }
}

fn counts(tally: &Tally) -> [(CheckKind, Counted); 4] {
    let by_verdict = |counts: &Counts| {
        [
            ("conforming", counts.conforming),
            ("non_conforming", counts.non_conforming),
            ("inconclusive", counts.inconclusive),
            ("not_covered", counts.not_covered),
        ]
    };
    [
        (CheckKind::Instrument, by_verdict(&tally.instruments)),
        (CheckKind::Label, by_verdict(&tally.labels)),
        (CheckKind::Quality, by_verdict(&tally.quality)),
        (CheckKind::Quantity, by_verdict(&tally.quantity)),
    ]
}

fn sums(desk: &Desk, tally: &Tally) -> Markup {
    let rows = counts(tally);
    html! {
        section data-section="sums" {
            h2 { (desk.say(wording::SUMS_TITLE)) ": " (wording::inspections(desk.language, tally.inspections.into())) }
            p { small { (desk.say(words::SUMS_EXPLAINED)) } }
            div.scroll role="region" tabindex="0" aria-label=(desk.say(wording::SUMS_TITLE)) {
                table {
                    thead {
                        tr {
                            th scope="col" { (desk.say(wording::SUMS_KIND)) }
                            @for (code, _) in &rows[0].1 {
                                th.count scope="col" { (searching::result(desk.language, code)) }
                            }
                            th.count scope="col" { (desk.say(wording::SUMS_TOTAL)) }
                        }
                    }
                    tbody {
                        @for (kind, counted) in &rows {
                            tr {
                                th scope="row" { (wording::check_kind(desk.language, *kind)) }
                                @for (_, count) in counted { td.count { (count) } }
                                td.count { (counted.iter().map(|(_, count)| u64::from(*count)).sum::<u64>()) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// The inspections that were named and have not come.
fn awaited(desk: &Desk, awaited: &[Awaited]) -> Markup {
    html! {
        @if !awaited.is_empty() {
            section data-section="awaited" {
                h2 { (desk.say(searching::AWAITED)) }
                (doubts::awaited(desk, awaited))
            }
        }
    }
}

fn received(desk: &Desk, page: Page, listing: &Listing) -> Markup {
    html! {
        section data-section="received" {
            h2 { (desk.say(wording::RECEIVED_LIST)) }
            @if listing.total == 0 {
                p { (desk.say(wording::NOTHING_RECEIVED)) }
            } @else if listing.rows.is_empty() {
                p { (desk.say(wording::NOTHING_ON_PAGE)) }
            } @else {
                div.scroll role="region" tabindex="0" aria-label=(desk.say(wording::LIST_TITLE)) {
                    table {
                        (headings(&wording::LIST_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for row in &listing.rows { (line(desk, row)) } }
                    }
                }
            }
            (pager(desk, page, listing.total))
        }
    }
}

fn line(desk: &Desk, row: &Summary) -> Markup {
    let state = if row.conflicts > 0 {
        "conflict"
    } else {
        "received"
    };
    html! {
        tr data-record=(row.id) data-state=(state) {
            td { (wording::moment(row.received_at)) }
            td {
                a href={ "/office/inspections/" (row.id) } { (row.establishment.name) }
                br;
                small { (desk.kind(&row.establishment.kind)) " · " (row.establishment.address) }
            }
            td { (wording::day(row.inspected_on)) }
            td { (tablets::name(&row.device.to_string())) " · " (row.sequence) }
            td { (verdicts(desk.language, &row.tally)) }
            td {
                @if row.discrepancies > 0 {
                    p.alert { (wording::discrepancies(desk.language, row.discrepancies)) }
                }
                @if row.conflicts > 0 { p.alert { (wording::conflicts(desk.language, row.conflicts)) } }
                @if row.corrections > 0 { p { (desk.say(searching::state(State::Corrected))) } }
                @if row.open > 0 { p { (searching::open(desk.language, row.open)) } }
                @if row.discrepancies == 0 && row.conflicts == 0 && row.corrections == 0
                    && row.open == 0 { (desk.say(wording::NOTHING_TO_SEE)) }
            }
        }
    }
}

fn verdicts(language: Language, tally: &Tally) -> Markup {
    let all = counts(tally);
    let looked_at = all
        .iter()
        .filter(|(_, counted)| counted.iter().any(|(_, count)| *count > 0));
    html! {
        ul.plain {
            @for (kind, counted) in looked_at {
                li {
                    (wording::check_kind(language, *kind)) ":"
                    @for (code, count) in counted.iter().filter(|(_, count)| *count > 0) {
                        " "
                        span.verdict data-state=(code) {
                            span.sign aria-hidden="true" { (wording::sign(code)) }
                            " " (count) " " (searching::result(language, code).to_lowercase())
                        }
                    }
                }
            }
        }
    }
}

fn pager(desk: &Desk, page: Page, total: u64) -> Markup {
    let pages = total.div_ceil(u64::from(page.size)).max(1);
    let number = page.number;
    html! {
        nav.pager aria-label=(say(wording::PAGES)) {
            @if number > 1 {
                a href={ "/office?page=" (pages.min(u64::from(number) - 1)) } { (desk.say(wording::NEWER)) }
            }
            span { (wording::page_of(desk.language, number, pages, total)) }
            @if u64::from(number) < pages {
                a href={ "/office?page=" (u64::from(number) + 1) } { (desk.say(wording::OLDER)) }
            }
        }
    }
}

/// Name of a kind of establishment; its code where the pack has none.
pub(super) fn kind(code: &str) -> &str {
    let fields = &RulePack::current().visit_fields;
    let choices = fields
        .iter()
        .filter(|field| field.name.code == "establishment_kind")
        .flat_map(|field| &field.choices);
    let mut known = choices.filter(|choice| choice.name.code == code);
    known.next().map_or(code, |choice| named(&choice.name))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// NĐ 132/2025, on which the wards' power to inspect rests, ends on 1 March
    /// 2027.
    #[test]
    fn what_ends_soon_is_told_with_its_last_day_and_nothing_else_is() {
        let told = |on: &str| {
            lapsing(
                Language::Vietnamese,
                RulePack::current(),
                on.parse().unwrap(),
            )
            .into_string()
        };
        assert_eq!(told("2026-12-30"), "");
        let notice = told("2026-12-31");
        assert!(notice.contains("132/2025"), "{notice}");
        assert!(notice.contains("01/03/2027"), "{notice}");
        assert_eq!(told("2027-03-02"), "");
    }
}
