//! Before the records are open: a moment of waiting, or a plain statement that
//! nothing can be kept here.

use crate::acts::OpenError;
use crate::components::{Element, el, main_link};
use crate::wording::{Language, fill};

/// While the records are being opened.
pub(crate) fn opening() -> Element {
    let words = Language::default().words();
    content("opening").child(el("p").attr("role", "status").text(words.opening))
}

/// Nothing can be kept here, so nothing can be recorded. The language is not
/// known either, so it is said in both that are here.
pub(crate) fn blocked(error: &OpenError) -> Element {
    let newer = error.is_newer();
    let reason = error.to_string();
    let here = [Language::Vietnamese, Language::English].into_iter();
    let said = here
        .filter(|language| language.is_loaded())
        .map(|language| {
            let words = language.words();
            let text = if newer {
                words.newer_text
            } else {
                words.blocked_text
            };
            let detail = fill(words.blocked_detail, &reason);
            let reload = main_link("", words.reload)
                .attr("rel", "external")
                .attr("data-action", "reload");
            el("section")
                .attr("lang", language.code())
                .child(el("h2").text(words.blocked_title))
                .child(el("p").text(text))
                .child(el("p").class("quiet").text(&detail))
                .child(el("p").child(reload))
        });
    content("blocked")
        .attr("role", "alert")
        .child(el("h1").text(Language::default().words().app_name))
        .children(said)
}

fn content(mark: &'static str) -> Element {
    el("main")
        .attr("id", "content")
        .class("page")
        .attr("data-mark", mark)
}
