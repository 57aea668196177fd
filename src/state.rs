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
mod reading;
mod register;
mod saving;
mod sending;
mod storage;
mod undo;

use std::rc::Rc;
use std::sync::Arc;

use chrono::{DateTime, NaiveDate, Utc};
use inspection::InspectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::acts::{Desk, Entry, Laid, Opening, SaveError, Settings};
use crate::outbox::Haste;
use crate::store::Key;
use crate::wording::{Language, Words};

pub(crate) use editing::{Changed, OpenCheck, OpenDraft, Part};
pub(crate) use ends::Closed;
pub(crate) use outside::{Courier, Outside, Screen};
pub(crate) use ownership::Standing;
pub(crate) use register::{Establishments, Held, Week};
pub(crate) use saving::{Mark, Piece, Saver, Trouble};
pub(crate) use storage::Room;

use sending::Sending;
pub(crate) use sending::is_address;

/// Everything the pages read. Lives as long as the app.
#[derive(Clone, Copy)]
pub(crate) struct State {
    outside: StoredValue<Outside, LocalStorage>,
    owner: StoredValue<Owner>,
    open: StoredValue<Vec<OpenDraft>, LocalStorage>,
    arrival: StoredValue<Arrival>,
    gathered: StoredValue<Vec<Key>>,
    sending: Sending,
    /// The path of the page that is shown.
    pub(crate) path: RwSignal<String>,
    /// The language of the screen.
    pub(crate) language: RwSignal<Language>,
    /// Whether the language that was chosen could not be loaded.
    pub(crate) not_loaded: RwSignal<bool>,
    /// Heads of the drafts, the newest first.
    pub(crate) drafts: RwSignal<Vec<inspection::Head>>,
    /// Closed inspections, the last closed first.
    pub(crate) entries: RwSignal<Vec<Arc<Entry>>>,
    /// Whether the office is a demonstration.
    pub(crate) demo: RwSignal<bool>,
    /// What opening the desk found, until the person has read it.
    pub(crate) opening: RwSignal<Option<Opening>>,
    /// Drafts that were laid aside, the last one first.
    pub(crate) laid: RwSignal<Vec<(inspection::Head, Laid)>>,
    /// How full the tablet is.
    pub(crate) room: RwSignal<Room>,
    /// Whether a new version of the app waits.
    pub(crate) new_version: RwSignal<bool>,
    /// The moment, to the minute.
    pub(crate) now: RwSignal<DateTime<Utc>>,
    /// The day on the wall.
    pub(crate) today: RwSignal<NaiveDate>,
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
        let state = Self {
            owner: StoredValue::new(Owner::current().unwrap_or_default()),
            open: StoredValue::new_local(Vec::new()),
            arrival: StoredValue::new(Arrival::default()),
            gathered: StoredValue::new(Vec::new()),
            sending: Sending::new(),
            path: RwSignal::new(outside.screen.path()),
            language: RwSignal::new(language),
            not_loaded: RwSignal::new(language != chosen),
            drafts: RwSignal::new(desk.drafts()),
            entries: RwSignal::new(desk.entries().into_iter().map(Arc::new).collect()),
            demo: RwSignal::new(desk.office().is_some_and(|office| office.demo)),
            opening: RwSignal::new(Some(opening).filter(is_worth_saying)),
            laid: RwSignal::new(desk.laid_aside()),
            room: RwSignal::new(Room::of(desk.fill())),
            new_version: RwSignal::new(false),
            now: RwSignal::new(moment.at),
            today: RwSignal::new(moment.local_date()),
            outside: StoredValue::new_local(outside),
        };
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
        self.owner.get_value().with(work)
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

/// What a memo does, of the value before.
type Work<T> = Box<dyn Fn(Option<&T>) -> T + Send + Sync>;

/// A value worked out anew when a signal that `work` reads changes; who follows
/// it hears only of another value. Boxed, so that each type of value is in the
/// bundle once.
pub(crate) fn memo<T: Send + Sync + PartialEq + 'static>(
    work: impl Fn(Option<&T>) -> T + Send + Sync + 'static,
) -> Memo<T> {
    let work: Work<T> = Box::new(work);
    Memo::new(work)
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
