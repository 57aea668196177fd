//! The pages and parts of pages that no recording needs. `xtask` builds them
//! into a file of their own, which is loaded when the first of them is shown.

use std::sync::OnceLock;

use inspection::{CheckId, InspectionId, Item, Trial};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::form::Sheet;
use super::{
    enrol, establishment, exchange, lists, looking, minutes, photos, record, records, settings,
    signing,
};
use crate::acts::Scope;
use crate::components::{Element, Fragment, el, live, main_link, nothing};
use crate::later::NotLoaded;
use crate::signal::Source;
use crate::state::{OpenDraft, State};
use crate::wording::Language;

/// What is loaded later. Reached through this table alone: who names a page
/// itself has it loaded at once.
pub(super) struct Rest {
    /// The settings.
    pub(super) settings: fn(State) -> Fragment,
    /// Enrolling by a link.
    pub(super) enrol: fn(State) -> Fragment,
    /// Which number a visit gets when it is closed.
    pub(super) number: fn(State, OpenDraft, Language) -> Fragment,
    /// Signing on the screen, before closing.
    pub(super) signing: fn(State, OpenDraft, Language) -> Fragment,
    /// Photos of a check.
    pub(super) photos: fn(State, OpenDraft, Option<CheckId>, Language) -> Fragment,
    /// Every record.
    pub(super) records: fn(State) -> Fragment,
    /// One record.
    pub(super) record: fn(State, Option<InspectionId>) -> Fragment,
    /// The minutes of a record, to print.
    pub(super) minutes: fn(State, Option<InspectionId>) -> Fragment,
    /// What is shown of records today.
    pub(super) lists: fn(State, Language) -> Fragment,
    /// How a trial is done.
    pub(super) how_to_do: fn(Language, &'static Trial) -> Fragment,
    /// What the finished checks of a draft say together.
    pub(super) together: fn(OpenDraft, Language) -> Fragment,
    /// How to look at an item of a checklist.
    pub(super) how_to_look: fn(Sheet, &'static Item) -> Fragment,
    /// Choosing the establishment of a draft from the register.
    pub(super) establishment: fn(State, OpenDraft, Language) -> Fragment,
    /// That the establishment of a draft was chosen there.
    pub(super) registered: fn(OpenDraft, Language) -> Fragment,
    /// What can be done with a draft besides closing.
    pub(super) otherwise: fn(State, OpenDraft, Language) -> Fragment,
    /// What can be done with a draft that is not saved, on another page.
    pub(super) rescue: fn(State, OpenDraft, &str) -> Fragment,
    /// A button that writes a file.
    pub(super) export: fn(State, Scope) -> Fragment,
}

static REST: Rest = Rest {
    settings: settings::settings,
    enrol: enrol::enrol,
    number: enrol::number,
    signing: signing::signing,
    photos: photos::photos,
    records: records::records,
    record: record::record,
    minutes: minutes::minutes,
    lists: lists::lists,
    how_to_do: looking::how_to_do,
    together: looking::together,
    how_to_look: looking::how_to_look,
    establishment: establishment::establishment,
    registered: establishment::registered,
    otherwise: exchange::otherwise,
    rescue: exchange::rescue,
    export: exchange::export,
};

/// The table, once it was loaded.
static LOADED: OnceLock<&Rest> = OnceLock::new();

#[cfg(feature = "split")]
use apart::load;

#[cfg(feature = "split")]
#[expect(
    clippy::unnecessary_wraps,
    reason = "what loads it may fail, and answers in its place"
)]
mod apart {
    use super::{NotLoaded, REST, Rest};

    #[wasm_split_helpers::wasm_split(rest, fallible)]
    pub(super) fn load() -> Result<&'static Rest, NotLoaded> {
        Ok(&REST)
    }
}

#[cfg(not(feature = "split"))]
async fn load() -> Result<&'static Rest, NotLoaded> {
    std::future::ready(Ok(&REST)).await
}

/// How far loading has got.
#[derive(Clone, Copy)]
enum Loading {
    UnderWay,
    Failed,
    Done(&'static Rest),
}

/// A part of the page that is drawn once the rest is there, and says until then that
/// it is loaded.
pub(super) fn later(state: State, draw: impl Fn(&Rest) -> Fragment + 'static) -> Fragment {
    let loading = |state: State| {
        let text = state.words().loading;
        el("p")
            .attr("role", "status")
            .class("quiet")
            .text(text)
            .into()
    };
    part(
        state,
        [loading, |state| not_loaded(state).into()],
        Box::new(draw),
    )
}

/// The same of a part that is not missed until it is there.
pub(super) fn unasked(state: State, draw: impl Fn(&Rest) -> Fragment + 'static) -> Fragment {
    part(state, [|_| nothing(), |_| nothing()], Box::new(draw))
}

/// The same of a part that is missed only where it cannot be loaded.
pub(super) fn expected(state: State, draw: impl Fn(&Rest) -> Fragment + 'static) -> Fragment {
    let missing = |state| not_loaded(state).into();
    part(state, [|_| nothing(), missing], Box::new(draw))
}

/// A part with what stands in its place: while it is loaded, and where it cannot be.
fn part(
    state: State,
    [waiting, missing]: [fn(State) -> Fragment; 2],
    draw: Box<dyn Fn(&Rest) -> Fragment>,
) -> Fragment {
    if let Some(rest) = LOADED.get() {
        return untrack(|| draw(rest));
    }
    let loading = Source::new(Loading::UnderWay);
    spawn_local(async move {
        let loaded = match load().await {
            Ok(rest) => Loading::Done(LOADED.get_or_init(|| rest)),
            Err(NotLoaded) => Loading::Failed,
        };
        // The page may be gone by now.
        loading.try_set(loaded);
    });
    live(move || match loading.get() {
        Loading::UnderWay => waiting(state),
        Loading::Failed => missing(state),
        Loading::Done(rest) => untrack(|| draw(rest)),
    })
}

/// Why a part is missing, and the way to it. What was typed is kept when the
/// page is left.
pub(super) fn not_loaded(state: State) -> Element {
    let words = state.words();
    let here = state.path.get_untracked();
    let reload = main_link(&here, words.reload)
        .attr("rel", "external")
        .attr("data-action", "reload");
    el("div")
        .attr("role", "alert")
        .attr("data-mark", "not-loaded")
        .child(el("p").class("message").text(words.not_loaded))
        .child(el("p").child(reload))
}
