//! When rounds of sending begin, and what the screen shows of them. What is
//! sent, and what an answer means, is decided in `acts` and `sync`.

use std::rc::Rc;
use std::sync::Arc;
use std::time::Duration;

use inspection::InspectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::State;
use crate::acts::{Outstanding, Progress, Settings};
use crate::later::NotLoaded;
use crate::outbox::Haste;
use crate::signal::Source;

/// The longest time between two rounds.
const LONGEST: Duration = Duration::from_mins(1);
/// How long to wait while another window sends.
const ANOTHERS: Duration = Duration::from_secs(5);
/// The name of the window that sends.
const NAME: &str = "sending";

/// No round is under way.
const NONE: usize = 0;
/// One is.
const UNDER_WAY: usize = 1;
/// One waits for another window, which sends.
const WAITS: usize = 2;

/// What is under way.
#[derive(Clone, Copy)]
pub(super) struct Sending {
    /// How far a round has got. A number, for every type of signal is code of
    /// its own in the bundle.
    round: Source<usize>,
    /// The document that is on its way.
    document: Source<Option<InspectionId>>,
    /// A round that was asked for while another was under way.
    wanted: StoredValue<Option<Haste>>,
    timer: StoredValue<Option<TimeoutHandle>, LocalStorage>,
}

impl Sending {
    pub(super) fn new() -> Self {
        Self {
            round: Source::new(NONE),
            document: Source::new(None),
            wanted: StoredValue::new(None),
            timer: StoredValue::new_local(None),
        }
    }
}

impl State {
    /// Sends what is due, or everything that waits; asks the office who it is.
    pub(crate) fn send(self, haste: Haste) {
        if self.sending.round.get_untracked() != NONE {
            self.sending.wanted.update_value(|wanted| {
                if *wanted != Some(Haste::Now) {
                    *wanted = Some(haste);
                }
            });
            return;
        }
        let desk = self.desk();
        let address = desk.settings().upload_url;
        let connect = self.outside.with_value(|outside| outside.connect);
        self.sending.round.set(UNDER_WAY);
        let windows = self.windows();
        let claiming = windows.claim(NAME, Rc::new(|| {}));
        spawn_local(async move {
            let mut hold = claiming.await;
            if hold.is_none() && haste == Haste::Now {
                // It is given its time, and then not waited for any more: that
                // both send the same is no harm.
                self.sending.round.set(WAITS);
                hold = windows.take(NAME, Rc::new(|| {})).await;
                self.sending.round.set(UNDER_WAY);
            }
            let Some(hold) = hold else {
                self.sending.round.set(NONE);
                return self.wake_in(ANOTHERS, haste);
            };
            let until = match connect(desk.clone(), address).await {
                Ok(courier) => {
                    let show = |progress| self.show(&progress);
                    courier.round(&desk, haste, &show).await
                }
                // It is tried again in the next round.
                Err(NotLoaded) => None,
            };
            self.demo
                .set(desk.office().is_some_and(|office| office.demo));
            drop(hold);
            self.sending.document.set(None);
            self.sending.round.set(NONE);
            self.wake_at(until);
        });
    }

    /// Whether a round is under way.
    pub(crate) fn is_sending(self) -> bool {
        self.sending.round.get() != NONE
    }

    /// Whether another window sends, which is waited for.
    pub(crate) fn is_waiting_for_another(self) -> bool {
        self.sending.round.get() == WAITS
    }

    /// Whether this document is on its way.
    pub(crate) fn is_on_its_way(self, id: InspectionId) -> bool {
        self.sending.document.with(|document| *document == Some(id))
    }

    /// The records that are not yet in the office.
    pub(crate) fn unsent(self) -> Outstanding {
        self.entries.with(|entries| Outstanding::of(entries))
    }

    /// Keeps where documents are sent; `then` hears whether it was kept.
    pub(crate) fn set_address(self, address: &str, then: impl FnOnce(bool) + 'static) {
        let desk = self.desk();
        let address = address.trim();
        let settings = Settings {
            upload_url: (!address.is_empty()).then(|| address.to_owned()),
            ..desk.settings()
        };
        let saving = desk.save_settings(&settings);
        spawn_local(async move {
            then(saving.await.is_ok());
            self.send(Haste::Now);
        });
    }

    fn show(self, progress: &Progress) {
        match *progress {
            Progress::Sending(id) => self.sending.document.set(Some(InspectionId(id.0))),
            Progress::Settled(id, _) => {
                self.sending.document.set(None);
                let of = self.desk().inspection_of(id);
                let Some(fresh) = self.desk().entry(of) else {
                    return;
                };
                self.entries.update(|entries| {
                    if let Some(entry) = entries.iter_mut().find(|entry| entry.id == of) {
                        *entry = Arc::new(fresh);
                    }
                });
            }
            // Its row looks for the reason when the round is over.
            Progress::Unsendable(_) => {}
        }
    }

    fn wake_at(self, until: Option<chrono::DateTime<chrono::Utc>>) {
        if let Some(haste) = self.sending.wanted.try_update_value(Option::take).flatten() {
            self.send(haste);
            return;
        }
        let now = self.desk().now().at;
        let wait = until.and_then(|until| (until - now).to_std().ok());
        let wait = wait
            .unwrap_or(LONGEST)
            .clamp(Duration::from_secs(1), LONGEST);
        self.wake_in(wait, Haste::Due);
    }

    fn wake_in(self, wait: Duration, haste: Haste) {
        let timer = set_timeout_with_handle(move || self.send(haste), wait).ok();
        self.sending.timer.update_value(|known| {
            if let Some(old) = std::mem::replace(known, timer) {
                old.clear();
            }
        });
    }
}

/// Whether documents can be sent to this address; an empty one stands for the
/// office the app came from.
pub(crate) fn is_address(typed: &str) -> bool {
    let typed = typed.trim();
    let host = ["https://", "http://"]
        .iter()
        .find_map(|scheme| typed.strip_prefix(scheme));
    let whole = |host: &str| {
        host.starts_with(|letter: char| letter.is_ascii_alphanumeric() || letter == '[')
            && !host.contains(char::is_whitespace)
    };
    typed.is_empty() || host.is_some_and(whole)
}
