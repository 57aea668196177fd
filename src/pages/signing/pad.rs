//! The place where one person signs. Every stroke is an answer as soon as the hand
//! leaves the glass, so a tablet that dies takes none of it along.

use inspection::{Side, Signed, Strokes};

use super::{Open, Table};
use crate::acts::Pen;
use crate::components::{Fragment, button, drawn, el, live};
use crate::signal::{Derived, Source};
use crate::state::{OpenDraft, Standing, State};
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
    (open, changed): (Open, Source<bool>),
) -> Fragment {
    changed.set(false);
    let words = words(language);
    let row = draft.head.with(|head| Signed::free_row(&head.answers));
    let strokes = Source::new(Strokes::default());
    let digest = move || table.with_untracked(|table| table.digest.clone());
    // What the first stroke was given to: no later one makes it hold for anything else.
    let given_to: Source<Option<String>> = Source::new(None);
    let may_draw = move || {
        if draft.standing().get_untracked() != Standing::Ours {
            open.set(None);
            return false;
        }
        let now = digest();
        let first = given_to.get_untracked();
        if now.is_some()
            && first
                .as_ref()
                .is_none_or(|first| Some(first) == now.as_ref())
        {
            given_to.set(now);
            return true;
        }
        changed.set(true);
        open.set(None);
        false
    };
    let keep = {
        let name = name.to_owned();
        move || {
            let Some(sha256) = given_to.get_untracked() else {
                return;
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
    let mut draws = false;
    let hear = move |pen| match pen {
        Pen::Down(x, y) => {
            before = strokes.get_untracked();
            draws = may_draw();
            if draws {
                strokes.update(|strokes| draws = strokes.begin(x, y));
            }
        }
        Pen::Moved(x, y) if draws => strokes.update(|strokes| strokes.go_on(x, y)),
        Pen::Up if draws && may_draw() => keep(),
        Pen::Gone => strokes.set(before.clone()),
        Pen::Moved(..) | Pen::Up => {}
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
