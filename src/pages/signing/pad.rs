//! The place where one person signs. Every stroke is an answer as soon as the hand
//! leaves the glass, so a tablet that dies takes none of it along.

use inspection::{Side, Signed, Strokes};

use super::{Open, Table};
use crate::acts::Pen;
use crate::components::{Fragment, button, drawn, el, live};
use crate::signal::{Derived, Source};
use crate::state::{OpenDraft, State};
use crate::wording::{Language, fill, signing as words};

/// The drawing is found by this.
const PAD: &str = "[data-pad]";

/// The place for the signature of a person.
pub(super) fn pad(
    state: State,
    draft: OpenDraft,
    language: Language,
    (side, name): (Side, &str),
    table: Derived<Table>,
    open: Open,
) -> Fragment {
    let words = words(language);
    let row = draft.head.with(|head| Signed::free_row(&head.answers));
    let strokes = Source::new(Strokes::default());
    let keep = {
        let name = name.to_owned();
        move || {
            let Some(sha256) = table.with_untracked(|table| table.digest.clone()) else {
                return open.set(None);
            };
            let signed = Signed {
                row,
                side,
                name: name.clone(),
                at: state.desk().now().at,
                strokes: strokes.get_untracked(),
                sha256,
            };
            draft.put(&signed.answers());
        }
    };
    let mut before = Strokes::default();
    let hear = move |pen| match pen {
        Pen::Down(x, y) => {
            before = strokes.get_untracked();
            strokes.update(|strokes| strokes.begin(x, y));
        }
        Pen::Moved(x, y) => strokes.update(|strokes| strokes.go_on(x, y)),
        Pen::Up => keep(),
        Pen::Gone => strokes.set(before.clone()),
    };
    state.pen(PAD, Box::new(hear));
    let line = live(move || drawn("path").attr("d", &strokes.with(Strokes::path)));
    let place = drawn("svg")
        .attr("viewBox", Strokes::VIEW_BOX)
        .attr("class", "ink")
        .attr("data-pad", side.code())
        .attr("role", "img")
        .attr("aria-label", &fill(words.pad, name))
        .child(line);
    let done = button("signed", words.done)
        .attr("data-kind", "primary")
        .on_click(move || open.set(None));
    el("div")
        .class("pad")
        .child(el("p").child(el("strong").text(&fill(words.pad, name))))
        .child(el("p").class("quiet").text(words.pad_hint))
        .child(place)
        .child(done)
        .into()
}
