//! How to look at an item, how grave it is, and what it rests on; how to do a trial; what
//! the finished checks say together.

use inspection::{Item, Trial, observations_on};

use super::form::Sheet;
use super::{judgement, photos};
use crate::components::{Fragment, all, el, live};
use crate::signal::Derived;
use crate::state::OpenDraft;
use crate::wording::{Language, fill};

/// What stands behind the item's disclosure.
pub(super) fn how_to_look(sheet: Sheet, item: &'static Item) -> Fragment {
    let words = sheet.language.words();
    let severity = judgement::severity(words, item.severity);
    let basis = move || {
        let day = sheet.draft.day.get();
        let mark = day.map_or(item.evidence, |day| item.evidence_on(day));
        let evidence = judgement::evidence(words, mark);
        let basis = day.and_then(|day| item.basis_on(day)).map_or_else(
            || words.basis_unknown.to_owned(),
            |text| fill(words.basis, text),
        );
        format!("{severity} · {basis} ({evidence})")
    };
    let text = sheet.language.pick(item.how_to_look(), &item.help_en);
    all([
        el("p").text(text).into(),
        el("p").class("quiet").text_of(basis).into(),
        photos::of_item(sheet, item),
    ])
}

/// How a trial is done.
pub(super) fn how_to_do(language: Language, trial: &'static Trial) -> Fragment {
    let text = language.pick(trial.how_to_do(), &trial.help_en);
    el("span").text(text).into()
}

/// What the finished checks say together.
pub(super) fn together(draft: OpenDraft, language: Language) -> Fragment {
    let found = Derived::new(move |_| {
        let checks = draft.checks.get();
        let finished = checks.iter().filter_map(|check| check.content.get().ok());
        let finished: Vec<_> = finished.collect();
        let finished: Vec<_> = finished.iter().collect();
        observations_on(draft.pack(), draft.rules_of.get(), &finished)
    });
    live(move || {
        let found = found.get();
        all(found
            .iter()
            .map(|finding| judgement::named(language, finding)))
    })
}
