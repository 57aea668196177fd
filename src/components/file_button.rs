//! A field for a file under words of our own: the browser's field, which speaks the
//! browser's language, lies unseen over them.

use leptos::ev::Event;

use super::element::{Element, el};

/// What a field for a file takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Takes {
    /// Types of file, as `accept` takes them.
    pub types: &'static str,
    /// Whether it opens the camera.
    pub camera: bool,
    /// Whether it takes several at once.
    pub several: bool,
}

/// A field for a file; `act` is its name, `id` unique in the page, and `word` what is
/// read.
pub fn file_button(
    (act, id): (&'static str, &str),
    word: &str,
    takes: Takes,
    on_chosen: impl FnMut(Event) + 'static,
) -> Element {
    let field = el("input")
        .attr("type", "file")
        .attr("accept", takes.types)
        .attr("id", id)
        .attr("data-action", act)
        .on("change", on_chosen);
    let field = if takes.camera {
        field.attr("capture", "environment")
    } else {
        field
    };
    let field = if takes.several {
        field.attr("multiple", "")
    } else {
        field
    };
    let label = el("label").class("button").attr("for", id).text(word);
    el("span").class("file").child(field).child(label)
}
