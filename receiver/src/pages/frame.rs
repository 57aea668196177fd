//! The frame of every page: head, banner of the demonstration, navigation; and
//! the small parts that pages share.

use inspection::Verdict;
use maud::{DOCTYPE, Markup, html};

use crate::people::{Role, Seat};
use crate::routes;
use crate::wording::language::Language;
use crate::wording::{self, devices, establishments, follow_ups, people, planning, search};

/// A whole page.
pub(super) fn draw(title: &str, demo: bool, body: &Markup) -> Markup {
    draw_in(Language::Vietnamese, title, demo, body)
}

/// A whole page in a language.
pub(super) fn draw_in(language: Language, title: &str, demo: bool, body: &Markup) -> Markup {
    html! {
        (DOCTYPE)
        html lang=(language.code()) {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (title) " · " (wording::OFFICE) }
                link rel="stylesheet" href="/office/office.css";
            }
            body {
                @if demo {
                    p.demo data-mark="demo" role="status" { "⚠ " (wording::DEMO_BANNER) }
                }
                header {
                    a.home href="/office" { (wording::OFFICE) }
                    (navigation(language, routes::here().as_ref()))
                }
                main { (body) }
            }
        }
    }
}

/// Where else to go, by who looks at the page.
fn navigation(language: Language, seat: Option<&Seat>) -> Markup {
    html! {
        nav aria-label=(wording::ELSEWHERE) {
            @if seat.is_some() {
                a href="/office/inspections" { (language.say(search::TITLE)) }
                a href="/office/follow-ups" { (language.say(follow_ups::TITLE)) }
                a href="/office/doubts" { (language.say(search::DOUBTS)) }
            }
            @if seat.is_some() {
                a href="/office/establishments" { (language.say(establishments::TITLE)) }
                a href="/office/plan" { (language.say(planning::TITLE)) }
            }
            @if seat.is_some_and(|seat| seat.role() >= Role::Admin) {
                a href="/office/tablets" { (devices::DEVICES) }
                a href="/office/people" { (people::PEOPLE) }
                a href="/office/audit" { (people::AUDIT) }
            }
            a href="/office/rules" { (wording::rules::TITLE) }
            @if let Some(user) = seat.and_then(Seat::user) {
                a href="/office/me" { (user.name) }
            }
            a href="/" { (wording::TABLET) }
        }
    }
}

/// A page of one sentence.
pub(super) fn notice(title: &str, sentence: &str) -> Markup {
    html! {
        h1 { (title) }
        p { (sentence) }
        p { a href="/office" { (wording::TO_LIST) } }
    }
}

/// A verdict in words, with its sign.
pub(super) fn verdict(subject: &str, verdict: Verdict) -> Markup {
    let code = verdict.code();
    html! {
        span.verdict data-verdict=(subject) data-state=(code) {
            span.sign aria-hidden="true" { (wording::sign(code)) } " " (wording::verdict(verdict))
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
