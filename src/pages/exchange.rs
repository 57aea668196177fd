//! Files out and in, and what becomes of a draft besides closing: laid aside,
//! handed over, taken back.

use inspection::InspectionId;

use super::home::draft_name;
use super::photos::photos;
use super::sheet;
use crate::acts::{ImportError, Imported, SaveError, Scope, WhyLaid};
use crate::components::{Element, Fragment, Takes, all, button, el, file_button, live};
use crate::signal::Source;
use crate::state::{OpenDraft, State};
use crate::wording::{Language, Words, fill, moment};

/// The field that a file is chosen in.
const CHOICE: &str = "[data-action=\"import-file\"]";

/// A button that puts everything or a part into a file, for the pages of
/// recording.
pub(crate) fn export(state: State, scope: Scope) -> Fragment {
    export_button(state, scope).into()
}

/// The way to a draft that is not saved, trying again, and the file.
pub(crate) fn rescue(state: State, draft: OpenDraft, own: &str) -> Fragment {
    let words = state.language.get_untracked().words();
    let back = el("a").attr("href", own).text(words.continue_draft);
    all([
        back.attr("data-action", "open-not-saved"),
        button("save-again", words.save_again).on_click(move || state.save_again()),
        export_button(state, Scope::Draft(draft.id)),
    ])
}

/// A button that puts everything or a part into a file.
pub(crate) fn export_button(state: State, scope: Scope) -> Element {
    let words = state.language.get_untracked().words();
    let said = Source::new(String::new());
    let export = move || {
        state.export(scope, move |exported| {
            // The page may be gone by now.
            said.try_set(match exported {
                Some(0) => words.exported.to_owned(),
                Some(count) => fill(words.exported_less, &count.to_string()),
                None => words.not_exported.to_owned(),
            });
        });
    };
    let (action, word) = match scope {
        Scope::All => ("export-all", words.export_all),
        Scope::Unsent => ("export-unsent", words.export_unsent),
        Scope::Record(_) => ("export-record", words.export_record),
        Scope::Draft(_) => ("export-draft", words.export_draft),
    };
    el("p")
        .class("export")
        .child(button(action, word).on_click(export))
        .child(status(move || said.get()))
}

/// Everything into a file, and a file in.
pub(crate) fn exchange(state: State, language: Language) -> Element {
    let words = language.words();
    let said = Source::new(String::new());
    let import = move |_| {
        state.import(CHOICE, move |imported| {
            said.try_set(report(words, imported));
        });
    };
    let takes = Takes {
        types: "application/json,.json",
        camera: false,
        several: false,
    };
    let name = ("import-file", "import-file");
    let choice = file_button(name, words.import_file, takes, import);
    sheet(words.exchange_title)
        .child(el("p").text(words.exchange_text))
        .child(export_button(state, Scope::All))
        .child(export_button(state, Scope::Unsent))
        .child(el("p").child(choice))
        .child(status(move || said.get()))
}

fn report(words: &Words, imported: Result<Imported, ImportError>) -> String {
    match imported {
        Ok(imported) => {
            let counts = [imported.documents, imported.drafts, imported.known];
            let said = counts
                .iter()
                .fold(words.imported.to_owned(), |said, count| {
                    fill(&said, &count.to_string())
                });
            if imported.refused.is_empty() {
                return said;
            }
            let refused = fill(words.import_refused, &imported.refused.join(", "));
            format!("{said} {refused}")
        }
        Err(ImportError::NotAnExport) => words.import_no_export.to_owned(),
        Err(ImportError::Newer(_)) => words.newer_text.to_owned(),
        Err(ImportError::Save(SaveError::NoRoom)) => words.no_room.to_owned(),
        Err(ImportError::Save(SaveError::NoRoomInJournal)) => words.no_room_in_journal.to_owned(),
        Err(ImportError::Save(_)) => words.unsaved_broken.to_owned(),
    }
}

fn status(said: impl Fn() -> String + 'static) -> Element {
    el("span")
        .attr("role", "status")
        .class("quiet")
        .text_of(said)
}

/// What else can be done with a draft, at the end of its first part.
pub(crate) fn otherwise(state: State, draft: OpenDraft, language: Language) -> Fragment {
    let words = language.words();
    let id = draft.id;
    let said = Source::new("");
    let lay_aside = move || {
        state.lay_aside(id, move |_| state.go("/"));
    };
    let hand_over = move || {
        state.hand_over(draft, move |handed| {
            if handed == Ok(true) {
                state.go("/");
            } else {
                said.try_set(words.not_exported);
            }
        });
    };
    let otherwise = sheet(words.otherwise_title)
        .class("sheet otherwise")
        .child(export_button(state, Scope::Draft(id)))
        .child(el("p").child(button("hand-over", words.hand_over).on_click(hand_over)))
        .child(el("p").class("quiet").text(words.hand_over_text))
        .child(status(move || said.get().to_owned()))
        .child(el("p").child(button("lay-aside", words.lay_aside).on_click(lay_aside)));
    all([photos(state, draft, None, language), otherwise.into()])
}

/// The drafts that were laid aside, with the way back.
pub(crate) fn laid_aside(state: State, language: Language) -> Fragment {
    let words = language.words();
    live(move || {
        let laid = state.laid.get();
        let rows: Vec<Element> = laid
            .iter()
            .map(|(head, laid)| {
                let why = match laid.why {
                    WhyLaid::Deleted => words.laid_deleted,
                    WhyLaid::HandedOver => words.laid_handed_over,
                    WhyLaid::Copy => words.laid_copy,
                };
                let is_elsewhere = laid.why != WhyLaid::Deleted;
                let when = moment(laid.at.at, laid.at.offset_minutes);
                let name = draft_name(language, head);
                let why = fill(why, &when);
                row(state, language, head.id, &name, (&why, is_elsewhere))
            })
            .collect();
        let section = || {
            el("section")
                .child(el("h2").text(words.laid_title))
                .child(el("ul").class("rows").children(rows))
        };
        all((!laid.is_empty()).then(section))
    })
}

fn row(
    state: State,
    language: Language,
    id: InspectionId,
    name: &str,
    (why, is_elsewhere): (&str, bool),
) -> Element {
    let words = language.words();
    let shred = twice(
        id,
        ("shred", words.shred, Some(words.shred_sure)),
        move || {
            state.shred(id);
        },
    );
    // What another tablet may go on with has a second owner then.
    let sure = is_elsewhere.then_some(words.take_back_sure);
    let back = twice(id, ("take-back", words.take_back, sure), move || {
        state.take_back(id);
    });
    el("li")
        .class("row laid")
        .child(el("span").class("row-title").text(name))
        .child(el("span").class("row-detail").text(why))
        .child(back)
        .child(shred)
}

/// A button that asks once more where there is something to be sure of.
fn twice(
    id: InspectionId,
    (action, word, sure): (&'static str, &'static str, Option<&'static str>),
    act: impl Fn() + Copy + 'static,
) -> Fragment {
    let asked = Source::new(false);
    live(move || {
        let word = sure.filter(|_| asked.get()).unwrap_or(word);
        let press = move || {
            if sure.is_none() || asked.get_untracked() {
                act();
            } else {
                asked.set(true);
            }
        };
        button(action, word)
            .attr("data-value", &id.to_string())
            .on_click(press)
    })
}
