//! How full the tablet is, by the app's own count and by the browser's, and
//! whether the browser has promised to keep it.

use leptos::task::spawn_local;

use super::State;
use crate::acts::{Fill, Keeping};

/// How full the tablet is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Room {
    /// The working copy.
    pub(crate) fill: Fill,
    /// What the browser says; `None` until it was asked.
    pub(crate) keeping: Option<Keeping>,
}

impl Room {
    pub(super) fn of(fill: Fill) -> Self {
        Self {
            fill,
            keeping: None,
        }
    }
}

impl State {
    /// Counts, and asks the browser how much there is; with `persist` also to
    /// keep it, which some put to the person.
    pub(crate) fn look_at_storage(self, persist: bool) {
        let asked = self.screen().keeping(persist);
        spawn_local(async move {
            let keeping = asked.await;
            let desk = self.desk();
            desk.know_keeping(keeping);
            let (fill, keeping) = (desk.fill(), Some(keeping));
            self.room.set(Room { fill, keeping });
        });
    }
}
