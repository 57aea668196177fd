//! Signals the pages read. Calls `acts` and decides nothing; everything from
//! the browser is handed in by `app`.

mod attaching;
mod editing;
mod ends;
mod enrolling;
mod exchange;
mod filling;
mod outside;
mod ownership;
mod owning;
mod photos;
mod reading;
mod register;
mod saving;
mod sending;
mod signing;
mod storage;
mod undo;

use std::ops::Deref;
use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::InspectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::acts::{Desk, Entry, Laid, Opening, SaveError, Settings};
use crate::outbox::Haste;
use crate::signal::Source;
use crate::store::Key;
use crate::wording::{Language, Words};

pub(crate) use editing::{Changed, OpenCheck, OpenDraft, Part};
pub(crate) use ends::Closed;
pub(crate) use outside::{Courier, Outside, Screen};
pub(crate) use ownership::Standing;
pub(crate) use photos::Of;
pub(crate) use register::{Establishments, Held, Week};
pub(crate) use saving::{Mark, Piece, Saver, Trouble};
pub(crate) use storage::Room;

use sending::Sending;
pub(crate) use sending::is_address;

/// Everything the pages read. Lives as long as the app: a closure that needs it
/// holds no more than where it is.
#[derive(Clone, Copy)]
pub(crate) struct State(&'static Shown);

impl Deref for State {
    type Target = Shown;

    fn deref(&self) -> &Shown {
        self.0
    }
}

/// What the pages read.
pub(crate) struct Shown {
    outside: StoredValue<Outside, LocalStorage>,
    owner: Owner,
    open: StoredValue<Vec<OpenDraft>, LocalStorage>,
    arrival: StoredValue<Arrival>,
    gathered: StoredValue<Vec<Key>>,
    sending: Sending,
    /// The path of the page that is shown.
    pub(crate) path: Source<String>,
    /// The language of the screen.
    pub(crate) language: Source<Language>,
    /// Whether the language that was chosen could not be loaded.
    pub(crate) not_loaded: Source<bool>,
    /// Heads of the drafts, the newest first.
    pub(crate) drafts: Source<Vec<inspection::Head>>,
    /// Closed inspections, the last closed first.
    pub(crate) entries: Source<Vec<Arc<Entry>>>,
    /// Whether the office is a demonstration.
    pub(crate) demo: Source<bool>,
    /// What opening the desk found, until the person has read it.
    pub(crate) opening: Source<Option<Opening>>,
    /// Drafts that were laid aside, the last one first.
    pub(crate) laid: Source<Vec<(inspection::Head, Laid)>>,
    /// How full the tablet is.
    pub(crate) room: Source<Room>,
    /// Whether a new version of the app waits.
    pub(crate) new_version: Source<bool>,
    /// The moment, to the minute.
    pub(crate) now: Source<DateTime<Utc>>,
    /// The day on the wall.
    pub(crate) today: Source<NaiveDate>,
}

/// Where the focus goes when a page appears.
#[derive(Default)]
struct Arrival {
    /// The path of the page that was shown last.
    path: Option<String>,
    /// The field that is to be mended there.
    field: Option<String>,
}

impl State {
    /// Under the owner that lives as long as the app, in a language that was
    /// loaded.
    pub(crate) fn new(outside: Outside, opening: Opening, language: Language) -> Self {
        let desk = &outside.desk;
        let chosen = Language::of(desk.settings().language.as_deref().unwrap_or_default());
        let moment = desk.now();
        outside.screen.set_language(language.code());
        let state = Self(Box::leak(Box::new(Shown {
            owner: Owner::current().unwrap_or_default(),
            open: StoredValue::new_local(Vec::new()),
            arrival: StoredValue::new(Arrival::default()),
            gathered: StoredValue::new(Vec::new()),
            sending: Sending::new(),
            path: Source::new(outside.screen.path()),
            language: Source::new(language),
            not_loaded: Source::new(language != chosen),
            drafts: Source::new(desk.drafts()),
            entries: Source::new(desk.entries().into_iter().map(Arc::new).collect()),
            demo: Source::new(desk.office().is_some_and(|office| office.demo)),
            opening: Source::new(Some(opening).filter(is_worth_saying)),
            laid: Source::new(desk.laid_aside()),
            room: Source::new(Room::of(desk.fill())),
            new_version: Source::new(false),
            now: Source::new(moment.at),
            today: Source::new(moment.local_date()),
            outside: StoredValue::new_local(outside),
        })));
        state.tick();
        state.look_at_storage(true);
        state
    }

    /// What a person may do.
    pub(crate) fn desk(self) -> Desk {
        self.outside.with_value(|outside| outside.desk.clone())
    }

    /// The sentences of the language, followed.
    pub(crate) fn words(self) -> &'static Words {
        self.language.get().words()
    }

    /// Minutes that the tablet's wall clock is ahead of UTC.
    pub(crate) fn offset(self) -> i16 {
        self.desk().now().offset_minutes
    }

    /// Changes the language once it was loaded, and remembers it.
    pub(crate) fn switch_language(self) {
        let language = self.language.get_untracked().other();
        spawn_local(async move {
            if language.load().await.is_err() {
                return self.not_loaded.set(true);
            }
            self.screen().set_language(language.code());
            self.language.set(language);
            let settings = Settings {
                language: Some(language.code().to_owned()),
                ..self.desk().settings()
            };
            // A language that was not kept is chosen again next time.
            drop(self.desk().save_settings(&settings).await);
        });
    }

    /// Begins a visit; `then` goes to it once it is kept.
    pub(crate) fn new_draft(self, then: impl FnOnce(Result<InspectionId, SaveError>) + 'static) {
        let beginning = self.desk().new_draft();
        spawn_local(async move {
            let begun = beginning.await;
            self.drafts.set(self.desk().drafts());
            then(begun.map(|head| head.id));
        });
    }

    /// Does work under the owner that lives as long as the app.
    fn with_owner<T>(self, work: impl FnOnce() -> T) -> T {
        self.owner.with(work)
    }

    /// Keeps everything that was typed now: the page may be going away.
    pub(crate) fn flush(self) {
        let open = self.open.try_get_value().unwrap_or_default();
        for draft in open {
            draft.saver.flush();
        }
    }

    /// Tries again what is not saved. What stands in its way is looked at in a
    /// round of sending.
    pub(crate) fn save_again(self) {
        self.flush();
        self.send(Haste::Due);
    }

    /// The first draft in hand that is not, or not wholly, kept, and why.
    pub(crate) fn not_saved(self) -> Option<(OpenDraft, Trouble)> {
        // A draft is opened and closed by going from page to page.
        self.path.track();
        self.open.with_value(|open| {
            let mut open = open.iter();
            open.find_map(|draft| match draft.saver.mark() {
                Mark::Unsaved(trouble) => Some((*draft, trouble)),
                Mark::Saved | Mark::Saving => None,
            })
        })
    }

    /// Reads the lists anew.
    pub(crate) fn refresh(self) {
        let desk = self.desk();
        self.drafts.set(desk.drafts());
        self.laid.set(desk.laid_aside());
        self.room.update(|room| room.fill = desk.fill());
        self.entries
            .set(desk.entries().into_iter().map(Arc::new).collect());
    }

    /// Goes to another page of the app.
    pub(crate) fn go(self, address: &str) {
        self.screen().go(address);
        self.look_where();
    }

    /// The address may be another one: shows the page of its path.
    pub(crate) fn look_where(self) {
        let path = self.screen().path();
        if self.path.with_untracked(|shown| *shown != path) {
            self.path.set(path);
        }
    }

    /// A page has appeared: names it, and moves the focus to the field that is
    /// to be mended or to the heading, unless it is the same page again.
    pub(crate) fn arrive(self, title: &str) {
        let screen = self.screen();
        let path = self.path.get_untracked();
        screen.set_title(&format!("{title} – {}", self.words().app_name));
        let arrival = self.arrival.try_update_value(|arrival| {
            let moved = arrival.path.as_ref().is_some_and(|before| *before != path);
            arrival.path = Some(path);
            (moved, arrival.field.take())
        });
        let selector = match arrival {
            Some((_, Some(field))) => format!("[data-field=\"{field}\"]"),
            Some((true, None)) => "main h1".to_owned(),
            _ => return,
        };
        request_animation_frame(move || screen.focus(&selector));
    }

    /// The next page is to put the focus on this field.
    pub(crate) fn point_at(self, field: &str) {
        self.arrival
            .update_value(|arrival| arrival.field = Some(field.to_owned()));
    }

    /// The page as something to point at.
    pub(crate) fn screen(self) -> Rc<dyn Screen> {
        self.outside
            .with_value(|outside| Rc::clone(&outside.screen))
    }

    fn tick(self) {
        let minute = std::time::Duration::from_mins(1);
        set_interval(
            move || {
                self.look_at_storage(false);
                let moment = self.desk().now();
                self.now.set(moment.at);
                if self.today.get_untracked() != moment.local_date() {
                    self.today.set(moment.local_date());
                }
            },
            minute,
        );
    }
}

/// Whether something was found that the person is told of.
fn is_worth_saying(opening: &Opening) -> bool {
    opening.restored > 0
        || !opening.set_aside.is_empty()
        || !opening.left_in_place.is_empty()
        || !opening.missing.is_empty()
        || !opening.missing_photos.is_empty()
        || !opening.without_text.is_empty()
}
