//! Whether what was typed is safe on the tablet. Loud when it is not.

use std::rc::Rc;

use super::button::button;
use super::element::{Element, all, el, live, nothing};

/// What the mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Said {
    /// `saved`, `saving` or `unsaved`.
    pub state: &'static str,
    /// The word for it.
    pub word: &'static str,
    /// What to do, where it is not saved.
    pub advice: Option<&'static str>,
    /// The word of the act that tries again.
    pub again: &'static str,
}

/// The mark; `on_again` tries again.
pub fn save_mark(
    said: impl Fn() -> Said + Copy + 'static,
    on_again: impl Fn() + 'static,
) -> Element {
    let on_again: Rc<dyn Fn()> = Rc::new(on_again);
    let help = live(move || {
        let said = said();
        said.advice.map_or_else(nothing, |advice| {
            let on_again = Rc::clone(&on_again);
            all([
                el("span").class("advice").text(advice),
                button("save-again", said.again).on_click(move || on_again()),
            ])
        })
    });
    let word = el("strong").class("badge").attr("role", "status");
    el("div")
        .class("save-mark")
        .attr("data-mark", "save")
        .attr_of("data-state", move || said().state)
        .child(word.text_of(move || said().word))
        .child(help)
}
