//! Choosing the establishment of a visit from the register: search as it is
//! typed, by ward and kind, or the nearest. Finding is the inspection crate's;
//! what was typed before is replaced only when the person says so.

mod choosing;
mod rows;

use std::rc::Rc;

use inspection::{Point, Wanted};
use leptos::prelude::*;

use super::empty;
use super::naming::kind_name;
use crate::components::{
    Choice, Element, Entry, Fragment, Message, SelectField, TextField, all, bare_button, button,
    el, live, nothing, select_field, text_field,
};
use crate::shelf::{NoPlace, PullError};
use crate::signal::{Derived, Source};
use crate::state::{Establishments, Held, OpenDraft, State};
use crate::wording::{Language, age, fill};

pub(crate) use choosing::registered;
use choosing::{Asking, question};

/// How many rows are drawn at once; more on request.
const PAGE: usize = 50;

/// What is looked for, and what is being asked.
#[derive(Clone, Copy)]
struct Search {
    /// Where it is looked for: too much to hand around by value.
    of: StoredValue<(State, OpenDraft)>,
    language: Language,
    words: Source<String>,
    ward: Source<String>,
    kind: Source<String>,
    near: Source<Option<Point>>,
    most: Source<usize>,
    asking: RwSignal<Option<Asking>, LocalStorage>,
}

impl Search {
    fn state(self) -> State {
        self.of.with_value(|of| of.0)
    }

    fn draft(self) -> OpenDraft {
        self.of.with_value(|of| of.1)
    }
}

/// The search, its filters and what it finds.
pub(crate) fn establishment(state: State, draft: OpenDraft, language: Language) -> Fragment {
    state.want_register();
    let search = Search {
        of: StoredValue::new((state, draft)),
        language,
        words: Source::new(String::new()),
        ward: Source::new(String::new()),
        kind: Source::new(String::new()),
        near: Source::new(None),
        most: Source::new(PAGE),
        asking: RwSignal::new_local(None),
    };
    all([
        pulled(search),
        live(move || match search.asking.get() {
            Some(asking) => untrack(|| question(search, &asking)),
            None => untrack(|| looking(search)),
        }),
    ])
}

/// How old the register is, and the button that pulls it.
fn pulled(search: Search) -> Fragment {
    let (state, language) = (search.state(), search.language);
    let words = language.register();
    let lists = state.lists();
    let held = move || match lists.register.get() {
        Held::Unread => language.words().loading.to_owned(),
        Held::Failed(why) => fill(words.lists_broken, &why),
        Held::Read(list) => match &list.head {
            Some(head) => fill(
                words.lists_pulled,
                &age(language.words(), head.pulled, state.now.get()),
            ),
            None => words.lists_never.to_owned(),
        },
    };
    let said = move || match lists.trouble.get() {
        None => held(),
        Some(PullError::Unreachable) => format!("{} {}", held(), words.pull_unreachable),
        Some(_) => format!("{} {}", held(), words.pull_refused),
    };
    let pull = bare_button("pull-lists")
        .text_of(move || {
            if lists.pulling.get() {
                words.pulling
            } else {
                words.pull_lists
            }
        })
        .on_click(move || state.pull_now());
    let said = el("p")
        .attr("role", "status")
        .attr("data-mark", "lists")
        .text_of(said);
    el("div").class("pulled").child(said).child(pull).into()
}

fn looking(search: Search) -> Fragment {
    let words = search.language.register();
    let typed = TextField {
        code: "search".to_owned(),
        id: "register-search".to_owned(),
        label: words.search_label.to_owned(),
        note: words.search_note.to_owned(),
        example: "",
        entry: Entry::Line,
        value: search.words.get_untracked(),
        message: Message(Derived::new(|_| None)),
    };
    let on_input = move |text| {
        search.most.set(PAGE);
        search.words.set(text);
    };
    let found = live(move || match search.state().lists().register.get() {
        Held::Read(list) if list.head.is_some() => found(search, list).into(),
        _ => nothing(),
    });
    let [nearest, place] = nearest(search);
    all([
        text_field(typed, on_input, || {}),
        el("div")
            .class("filters")
            .child(filter(search, "ward"))
            .child(filter(search, "kind"))
            .child(nearest),
        place,
        el("div").child(found),
    ])
}

/// A filter, by what the register holds.
fn filter(search: Search, of: &'static str) -> Fragment {
    live(move || {
        let words = search.language.register();
        let Held::Read(list) = search.state().lists().register.get() else {
            return nothing();
        };
        let (label, empty, picked) = if of == "ward" {
            (words.filter_ward, words.any_ward, search.ward)
        } else {
            (words.filter_kind, words.any_kind, search.kind)
        };
        let mut choices: Vec<Choice> = Vec::new();
        for row in list.register.rows() {
            let choice = match (&row.ward, of) {
                (Some(ward), "ward") => (&ward.code, ward.name.as_str()),
                (_, "kind") => (&row.kind, kind_name(search.language, &row.kind)),
                _ => continue,
            };
            if choices.iter().all(|known| known.value != *choice.0) {
                choices.push(Choice {
                    value: choice.0.clone(),
                    label: choice.1.to_owned(),
                });
            }
        }
        inspection::put_in_order(&mut choices, |one, other| one.label.cmp(&other.label));
        let field = SelectField {
            code: format!("filter_{of}"),
            id: format!("register-{of}"),
            label: label.to_owned(),
            note: String::new(),
            empty,
            choices,
            value: picked.get_untracked(),
            message: Message(Derived::new(|_| None)),
        };
        select_field(field, move |code| {
            search.most.set(PAGE);
            picked.set(code);
        })
        .into()
    })
}

/// Sorts by how far rows are, once the browser says where the tablet is; and the
/// place where it is said why it does not.
fn nearest(search: Search) -> [Element; 2] {
    let words = search.language.register();
    let said = Source::new("");
    let ask = move || {
        if search.near.get_untracked().is_some() {
            return search.near.set(None);
        }
        said.set(words.locating);
        search.state().locate(move |found| {
            // The page may be gone by now.
            said.try_set(match found {
                Ok(_) => "",
                Err(NoPlace::Denied) => words.place_denied,
                Err(NoPlace::Unknown) => words.place_unknown,
            });
            search.near.try_set(found.ok());
        });
    };
    let button = bare_button("nearest")
        .attr_of("aria-pressed", move || {
            if search.near.get().is_some() {
                "true"
            } else {
                "false"
            }
        })
        .text(words.nearest)
        .on_click(ask);
    let place = el("p")
        .class("message")
        .attr("role", "status")
        .attr("data-mark", "place")
        .text_of(move || said.get());
    [el("div").class("field").child(button), place]
}

fn found(search: Search, list: Rc<Establishments>) -> Element {
    let words = search.language.register();
    let results = live(move || {
        let (typed, ward, kind) = (search.words.get(), search.ward.get(), search.kind.get());
        let most = search.most.get();
        let found = list.register.find(&Wanted {
            words: &typed,
            ward: &ward,
            kind: &kind,
            near: search.near.get(),
            most,
        });
        let count = el("p")
            .attr("role", "status")
            .attr("data-mark", "found")
            .attr("data-value", &found.total.to_string())
            .text(&fill(words.found_some, &found.total.to_string()));
        if found.total == 0 {
            return all([count, empty(words.found_none)]);
        }
        let rows = found.rows.iter();
        let rows = rows.map(|(row, metres)| rows::row(search, row, *metres));
        let more = (found.total > most).then(|| {
            button("more-rows", words.more_rows).on_click(move || search.most.set(most + PAGE))
        });
        all([count, el("ul").class("rows").children(rows)]
            .into_iter()
            .chain(more))
    });
    el("div").attr("data-section", "found").child(results)
}
