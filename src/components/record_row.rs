//! One line of a list: what it is, what state it is in, and where it leads.

use super::element::{Element, el};

/// What a line opens.
pub struct RecordRow {
    /// The inspection's id.
    pub id: String,
    /// Whether it is a record that tests look up by id, or a draft.
    pub record: bool,
    /// What the line is.
    pub title: String,
    /// More about it.
    pub detail: String,
    /// Where the line leads.
    pub href: String,
}

/// A line that opens something, with the code and the word of its state and why
/// it is in that state.
pub fn record_row(
    row: &RecordRow,
    state: impl Fn() -> &'static str + 'static,
    word: impl Fn() -> &'static str + 'static,
    reason: impl Fn() -> String + 'static,
) -> Element {
    let whole = el("li").class("row");
    let (whole, action) = if row.record {
        (whole.attr("data-record", &row.id), "open-record")
    } else {
        (whole, "open-draft")
    };
    let link = el("a")
        .class("row-link")
        .attr("href", &row.href)
        .attr("data-action", action)
        .attr("data-value", &row.id)
        .child(el("span").class("row-title").text(&row.title))
        .child(el("span").class("row-detail").text(&row.detail));
    let state_of = el("span")
        .class("row-state")
        .child(el("strong").class("badge").text_of(word))
        .child(el("span").class("reason").text_of(reason));
    whole
        .attr_of("data-state", state)
        .child(link)
        .child(state_of)
}
