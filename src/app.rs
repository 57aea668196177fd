//! Composition root: opens the stores, builds the state from what the browser
//! gives, shows the pages, and wires the page's life to saving and sending.

mod courier;

use std::rc::Rc;

use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::LocalFuture;
use crate::acts::{Desk, Keeping, OpenError, Opening};
use crate::browser::{
    BrowserClock, BrowserWindows, IndexedDbJournal, LocalStore, NEW_VERSION, Page, chosen_file,
    keeping, on_heard, on_hidden, on_leaving, on_link, on_moved, on_online, on_visible, save_file,
};
use crate::components::{live, show};
use crate::outbox::Haste;
use crate::pages;
use crate::signal::Source;
use crate::state::{Outside, Screen, State};
use crate::wording::Language;

/// How far starting has got.
#[derive(Clone)]
enum Start {
    Opening,
    Blocked(OpenError),
    Ready(State),
}

/// Starts the app in the page.
pub fn start() {
    // What `xtask` builds has no words for a panic: it traps, and `boot.js` sees that.
    #[cfg(not(feature = "split"))]
    std::panic::set_hook(Box::new(|panic| Page.log(&panic.to_string())));
    mount_to_body(app);
}

fn app() {
    let start = Source::new(Start::Opening);
    let owner = Owner::current().unwrap_or_default();
    spawn_local(async move {
        start.set(match open().await {
            Ok((desk, opening)) => {
                let language = language(&desk).await;
                Start::Ready(owner.with(|| furnish(desk, opening, language)))
            }
            Err(error) => {
                // It is said in what languages there are.
                drop(Language::English.load().await);
                Start::Blocked(error)
            }
        });
    });
    let shown = live(move || match start.get() {
        Start::Opening => pages::opening().into(),
        Start::Blocked(error) => pages::blocked(&error).into(),
        Start::Ready(state) => pages::app(state),
    });
    show(&shown);
}

async fn open() -> Result<(Desk, Opening), OpenError> {
    let store = LocalStore::open()?;
    let journal = IndexedDbJournal::open().await?;
    Desk::open(Rc::new(store), Rc::new(journal), Rc::new(BrowserClock)).await
}

/// The language that was chosen; the one of the work where it cannot be loaded.
async fn language(desk: &Desk) -> Language {
    let chosen = desk.settings().language.unwrap_or_default();
    let chosen = Language::of(&chosen);
    chosen.load().await.map_or(Language::default(), |()| chosen)
}

fn furnish(desk: Desk, opening: Opening, language: Language) -> State {
    let outside = Outside {
        desk,
        screen: Rc::new(Page),
        connect: courier::connect,
        windows: Rc::new(BrowserWindows::new()),
    };
    let state = State::new(outside, opening, language);
    state.new_version.set(Page.has_new_version());
    listen(state);
    state.send(Haste::Due);
    state
}

/// Wires the page's life: hidden means keep everything, seen again or online
/// means try the office.
fn listen(state: State) {
    let mut listening = on_hidden(move || state.flush());
    listening.extend(on_visible(move || {
        state.look_again();
        state.send(Haste::Due);
    }));
    listening.extend(on_online(move || state.send(Haste::Due)));
    listening.extend(on_link(move |address| state.go(address)));
    listening.extend(on_leaving(move || {
        state.flush();
        untrack(|| state.not_saved()).is_some()
    }));
    listening.extend(on_moved(move || state.look_where()));
    // For as long as the app runs.
    StoredValue::new_local(listening);
    on_heard(move |heard| state.heard(heard));
    window_event_listener_untyped(NEW_VERSION, move |_| state.new_version.set(true));
}

impl Screen for Page {
    fn focus(&self, selector: &str) {
        Self::focus(*self, selector);
    }

    fn set_title(&self, title: &str) {
        Self::set_title(*self, title);
    }

    fn set_language(&self, code: &str) {
        Self::set_language(*self, code);
    }

    fn rewrite(&self, id: &str, text: &str) {
        Self::rewrite(*self, id, text);
    }

    fn path(&self) -> String {
        Self::path(*self)
    }

    fn take_link(&self) -> [String; 2] {
        Self::take_link(*self)
    }

    fn go(&self, address: &str) {
        Self::go(*self, address);
    }

    fn take_new_version(&self) {
        Self::take_new_version(*self);
    }

    fn look(&self, of: &str) -> Option<String> {
        Self::look(*self, of)
    }

    fn set_look(&self, of: &str, value: &str) -> bool {
        Self::set_look(*self, of, value)
    }

    fn print(&self) -> bool {
        Self::print(*self)
    }

    fn save_file(&self, name: &str, text: &str) -> bool {
        save_file(name, text)
    }

    fn chosen_file(&self, selector: &str) -> LocalFuture<'static, Option<String>> {
        chosen_file(selector)
    }

    fn keeping(&self, persist: bool) -> LocalFuture<'static, Keeping> {
        Box::pin(keeping(persist))
    }
}
