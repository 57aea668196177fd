//! How the screen looks: theme and size of text. What is picked holds at once and
//! is kept by the page itself; `theme.js` applies it at the next start.

use std::rc::Rc;

use crate::components::{Choice, ChoiceGroup, Element, Message, choice_group, el};
use crate::pages::sheet;
use crate::signal::{Derived, Source};
use crate::state::State;
use crate::wording::{Language, SIZES, fill, looks};

/// What can be picked.
pub(super) fn look(state: State, language: Language) -> Element {
    let words = looks(language);
    let choice = |(value, label): (&str, &str)| Choice {
        value: value.to_owned(),
        label: label.to_owned(),
    };
    let themes = words.themes.into_iter().map(choice).collect();
    let percent = |size: &str| fill(language.words().percent, size);
    let sizes = SIZES.map(|size| (size, percent(size)));
    let sizes = sizes.iter().map(|(size, label)| choice((size, label)));
    sheet(words.title)
        .child(picking(state, language, "theme", words.theme, themes))
        .child(picking(
            state,
            language,
            "text",
            words.text,
            sizes.collect(),
        ))
}

/// One choice; its first is what holds where nothing was picked.
fn picking(
    state: State,
    language: Language,
    of: &'static str,
    label: &str,
    choices: Vec<Choice>,
) -> Element {
    let usual = choices.first().map(|choice| choice.value.clone());
    let kept = state.screen().look(of).or(usual);
    let picked = Source::new(kept.unwrap_or_default());
    let failed = Source::new(false);
    let not_kept = looks(language).not_kept;
    let on_pick = move |value: String| {
        let kept = state.screen().set_look(of, &value);
        failed.set(!kept);
        if kept {
            picked.set(value);
        }
    };
    let (id, labelled_by) = (format!("look-{of}"), format!("look-{of}-name"));
    let name = el("span")
        .class("label")
        .attr("id", &labelled_by)
        .text(label);
    let group = ChoiceGroup {
        code: format!("look_{of}"),
        labelled_by,
        id,
        choices,
        selected: Derived::new(move |_| picked.get()),
        message: Message(Derived::new(move |_| {
            failed.get().then(|| not_kept.to_owned())
        })),
        on_pick: Rc::new(on_pick),
    };
    el("div")
        .class("field")
        .child(name)
        .child(choice_group(group))
}
