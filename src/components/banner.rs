//! A strip that says one thing about the whole app, with at most one act.

use super::element::{Element, el};

/// A strip; `kind` picks its colours and `mark` is what tests look for.
pub fn banner(kind: &'static str, mark: &'static str, text: &str) -> Element {
    el("section")
        .class("banner")
        .attr("data-kind", kind)
        .attr("data-mark", mark)
        .attr("aria-label", text)
        .child(el("p").text(text))
}
