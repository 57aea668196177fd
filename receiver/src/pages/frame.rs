//! The frame of every page: head, banner of the demonstration, navigation; and
//! the small parts that pages share.

use inspection::Verdict;
use maud::{DOCTYPE, Markup, html};

use super::spoken::{in_the_other, language, say};
use crate::people::{Role, Seat};
use crate::routes;
use crate::wording::{
    self, devices, establishments, follow_ups, people, planning, reports, search,
};

/// A whole page, with a link to the same in the other language.
pub(super) fn draw(title: &str, demo: bool, body: &Markup) -> Markup {
    let other = language().other();
    html! {
        (DOCTYPE)
        html lang=(language().code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (say(wording::OFFICE)) }
                link rel="stylesheet" href="/office/office.css";
            }
            body {
                @if demo {
                    p.demo data-mark="demo" role="status" { "⚠ " (say(wording::DEMO_BANNER)) }
                }
                header {
                    a.home href="/office" { (say(wording::OFFICE)) }
                    (navigation(routes::here().as_ref()))
                }
                main {
                    @if let Some(address) = in_the_other() {
                        p.language {
                            a href=(address) lang=(other.code()) hreflang=(other.code()) {
                                (say(establishments::OTHER_LANGUAGE))
                            }
                        }
                    }
                    (body)
                }
            }
        }
    }
}

/// Where else to go, by who looks at the page.
fn navigation(seat: Option<&Seat>) -> Markup {
    html! {
        nav aria-label=(say(wording::ELSEWHERE)) {
            @if seat.is_some() {
                a href="/office/inspections" { (say(search::TITLE)) }
                a href="/office/follow-ups" { (say(follow_ups::TITLE)) }
                a href="/office/doubts" { (say(search::DOUBTS)) }
            }
            @if seat.is_some() {
                a href="/office/establishments" { (say(establishments::TITLE)) }
                a href="/office/plan" { (say(planning::TITLE)) }
                a href="/office/reports" { (say(reports::TITLE)) }
            }
            @if seat.is_some_and(|seat| seat.role() >= Role::Admin) {
                a href="/office/tablets" { (say(devices::DEVICES)) }
                a href="/office/people" { (say(people::PEOPLE)) }
                a href="/office/audit" { (say(wording::audit::AUDIT)) }
            }
            a href="/office/rules" { (say(wording::rules::TITLE)) }
            @if let Some(user) = seat.and_then(Seat::user) {
                a href="/office/me" { (user.name) }
            }
            a href="/" { (say(wording::TABLET)) }
        }
    }
}

/// A page of one sentence.
pub(super) fn notice(title: &str, sentence: &str) -> Markup {
    html! {
        h1 { (title) }
        p { (sentence) }
        p { a href="/office" { (say(wording::TO_LIST)) } }
    }
}

/// A verdict in words, with its sign.
pub(super) fn verdict(subject: &str, verdict: Verdict) -> Markup {
    let code = verdict.code();
    html! {
        span.verdict data-verdict=(subject) data-state=(code) {
            span.sign aria-hidden="true" { (wording::sign(code)) } " " (wording::verdict(language(), verdict))
        }
    }
}

/// Pairs of label and value.
pub(super) fn facts(pairs: &[(String, Markup)]) -> Markup {
    html! {
        dl {
            @for (label, value) in pairs {
                div { dt { (label) } dd { (value) } }
            }
        }
    }
}

/// The head of a table.
pub(super) fn headings(names: &[&str]) -> Markup {
    html! {
        thead { tr { @for name in names { th scope="col" { (name) } } } }
    }
}

/// A pair of label and plain text.
pub(super) fn fact(label: &str, value: impl Into<String>) -> (String, Markup) {
    let value = value.into();
    (label.to_owned(), html! { (value) })
}
