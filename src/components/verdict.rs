//! A verdict with what it rests on: its state as an icon and a word, and the
//! lines below. The place is kept while there is nothing to say yet.

use super::element::{Element, all, el, live};
use crate::signal::Derived;

/// What is said of a verdict.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ruling {
    /// The code of its state, which styles and tests read.
    pub state: &'static str,
    /// The word for its state.
    pub word: &'static str,
    /// Figures, limits and reasons, a line each.
    pub lines: Vec<String>,
}

/// A verdict that follows what is typed; `subject` is `delivery.1`, an item's
/// code, or `check`; `aloud` has a change read out.
pub fn verdict(subject: &str, ruling: Derived<Ruling>, aloud: bool) -> Element {
    let word = el("strong").class("badge");
    frame(subject, aloud)
        .attr_of("data-state", move || ruling.with(|ruling| ruling.state))
        .child(word.text_of(move || ruling.with(|ruling| ruling.word)))
        .child(live(move || ruling.with(|ruling| all(lines(ruling)))))
}

/// A verdict that does not change any more.
pub fn still_verdict(subject: &str, ruling: &Ruling) -> Element {
    frame(subject, false)
        .attr("data-state", ruling.state)
        .child(el("strong").class("badge").text(ruling.word))
        .children(lines(ruling))
}

fn frame(subject: &str, aloud: bool) -> Element {
    el("div")
        .class("verdict")
        .attr("data-verdict", subject)
        .attr("aria-live", if aloud { "polite" } else { "off" })
        .attr("aria-atomic", "true")
}

fn lines(ruling: &Ruling) -> impl Iterator<Item = Element> {
    ruling.lines.iter().map(|line| el("p").text(line))
}
