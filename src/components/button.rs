//! What is pressed, and links that look like it. Tests find both by the name of
//! their act.

use super::element::{Element, el};

/// A button; `act` is its name and `word` what is read.
pub fn button(act: &'static str, word: &str) -> Element {
    bare_button(act).text(word)
}

/// A button without a word yet.
pub fn bare_button(act: &'static str) -> Element {
    el("button")
        .attr("type", "button")
        .class("button")
        .attr("data-action", act)
}

/// A link that looks like the main button of a page.
pub fn main_link(href: &str, word: &str) -> Element {
    el("a")
        .class("button")
        .attr("data-kind", "primary")
        .attr("href", href)
        .text(word)
}
