//! When what was typed is kept, and what may be said of it. "Saved" is said
//! only when the last change's save has returned; a failed one stays loud and
//! is tried again.

use std::rc::Rc;
use std::time::Duration;

use inspection::CheckId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use crate::acts::{SaveError, Saving};
use crate::journal::JournalError;
use crate::signal::Source;
use crate::store::StoreError;

/// How long typing may go on before it is kept.
const PAUSE: Duration = Duration::from_millis(300);
/// How long after a failure it is tried again.
const RETRY: Duration = Duration::from_secs(5);

/// A stored piece of a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Piece {
    /// The visit's own fields.
    Head,
    /// One check.
    Check(CheckId),
}

/// What the save mark says.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Mark {
    /// Everything typed is in both copies.
    Saved,
    /// Something is on its way.
    Saving,
    /// Something is not, or not wholly, kept.
    Unsaved(Trouble),
}

/// Why, as far as the person can do something about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Trouble {
    /// The tablet's storage is full.
    Full,
    /// The tablet cannot write.
    Broken,
    /// Another window changed or closed it.
    Elsewhere,
    /// A newer program has taken the tablet over.
    Newer,
    /// Nothing is written until damage can be set aside.
    ReadOnly,
}

/// Keeps one piece as it stands now.
pub(crate) type Keep = Rc<dyn Fn(Piece) -> Saving>;

/// Keeps one draft's pieces.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    progress: StoredValue<Progress, LocalStorage>,
    pub(super) mark: Source<Mark>,
}

struct Progress {
    keep: Option<Keep>,
    /// Changed since they were last handed over.
    changed: Vec<Piece>,
    /// Handed over, not yet confirmed.
    under_way: usize,
    /// What the last failure was; cleared when everything is handed over anew.
    trouble: Option<Trouble>,
    timer: Option<TimeoutHandle>,
    /// Whether the timer is the long one after a failure.
    retrying: bool,
    /// Counts how often everything was given up; earlier saves do not count.
    given_up: u32,
    /// What waits until everything is kept.
    at_rest: Vec<Box<dyn FnOnce()>>,
}

impl Saver {
    /// With nothing to keep yet.
    pub(crate) fn new() -> Self {
        let progress = Progress {
            keep: None,
            changed: Vec::new(),
            under_way: 0,
            trouble: None,
            timer: None,
            retrying: false,
            given_up: 0,
            at_rest: Vec::new(),
        };
        Self {
            progress: StoredValue::new_local(progress),
            mark: Source::new(Mark::Saved),
        }
    }

    /// Says how a piece is kept.
    pub(crate) fn keep_with(self, keep: Keep) {
        self.progress
            .update_value(|progress| progress.keep = Some(keep));
    }

    /// What may be said now.
    pub(crate) fn mark(self) -> Mark {
        self.mark.get()
    }

    /// Whether everything typed is in both copies.
    pub(super) fn is_saved(self) -> bool {
        self.mark.get_untracked() == Mark::Saved
    }

    /// Keeps every change now; `then` is called once everything is kept.
    pub(super) fn rest(self, then: impl FnOnce() + 'static) {
        self.progress
            .update_value(|progress| progress.at_rest.push(Box::new(then)));
        self.flush();
    }

    /// Keeps nothing any more of what was typed so far: another window owns the
    /// draft. Returns what could be said until now.
    pub(super) fn give_up(self) -> Mark {
        let mark = self.mark.get_untracked();
        self.progress.update_value(|progress| {
            progress.stop();
            progress.changed.clear();
            progress.at_rest.clear();
            progress.under_way = 0;
            progress.trouble = None;
            progress.given_up += 1;
        });
        self.show();
        mark
    }

    /// Notes a change; it is kept after a short pause at the latest.
    pub(crate) fn touch(self, piece: Piece) {
        self.progress.update_value(|progress| {
            progress.note(piece);
            if progress.retrying {
                progress.stop();
            }
            if progress.timer.is_none() {
                progress.timer = set_timeout_with_handle(move || self.flush(), PAUSE).ok();
            }
        });
        self.show();
    }

    /// Keeps every change now.
    pub(crate) fn flush(self) {
        let Some(Some((keep, pieces))) = self.progress.try_update_value(|progress| {
            progress.stop();
            let pieces = std::mem::take(&mut progress.changed);
            progress.under_way += pieces.len();
            progress.keep.clone().map(|keep| (keep, pieces))
        }) else {
            return;
        };
        for piece in pieces {
            self.settle_later(piece, keep(piece));
        }
        self.show();
    }

    /// Follows a save that was begun elsewhere; should it fail, the piece is
    /// kept anew.
    pub(crate) fn follow(self, piece: Piece, saving: Saving) {
        self.progress
            .update_value(|progress| progress.under_way += 1);
        self.settle_later(piece, saving);
        self.show();
    }

    /// No longer keeps a piece that was taken out.
    pub(crate) fn forget(self, piece: Piece) {
        self.progress.update_value(|progress| {
            progress.changed.retain(|changed| *changed != piece);
        });
    }

    /// Keeps nothing any more: the draft is closed, or laid aside, and must not
    /// be written again by what is still under way.
    pub(super) fn end(self) {
        self.progress.update_value(|progress| {
            progress.stop();
            progress.keep = None;
            progress.changed.clear();
        });
    }

    fn settle_later(self, piece: Piece, saving: Saving) {
        let begun = self.progress.with_value(|progress| progress.given_up);
        spawn_local(async move {
            let result = saving.await;
            let now = self.progress.with_value(|progress| progress.given_up);
            if now == begun {
                self.settle(piece, result);
            }
        });
    }

    fn settle(self, piece: Piece, result: Result<(), SaveError>) {
        self.progress.update_value(|progress| {
            progress.under_way -= 1;
            match result {
                Ok(()) if progress.changed.is_empty() && progress.under_way == 0 => {
                    progress.trouble = None;
                }
                Ok(()) => {}
                Err(error) => {
                    progress.trouble = Some(trouble(&error));
                    progress.note(piece);
                    if progress.timer.is_none() {
                        progress.timer = set_timeout_with_handle(move || self.flush(), RETRY).ok();
                        progress.retrying = true;
                    }
                }
            }
        });
        self.show();
    }

    fn show(self) {
        let now = self.progress.with_value(|progress| match progress.trouble {
            Some(trouble) => Mark::Unsaved(trouble),
            None if progress.changed.is_empty() && progress.under_way == 0 => Mark::Saved,
            None => Mark::Saving,
        });
        if self.mark.get_untracked() != now {
            self.mark.set(now);
        }
        if now == Mark::Saved {
            let waiting = self
                .progress
                .try_update_value(|progress| std::mem::take(&mut progress.at_rest));
            for then in waiting.unwrap_or_default() {
                then();
            }
        }
    }
}

impl Progress {
    fn note(&mut self, piece: Piece) {
        if !self.changed.contains(&piece) {
            self.changed.push(piece);
        }
    }

    fn stop(&mut self) {
        if let Some(timer) = self.timer.take() {
            timer.clear();
        }
        self.retrying = false;
    }
}

fn trouble(error: &SaveError) -> Trouble {
    match error {
        SaveError::NoRoom
        | SaveError::NoRoomInJournal
        | SaveError::JournalOnly(StoreError::Full)
        | SaveError::StoreOnly(JournalError::Full)
        | SaveError::Nowhere {
            store: StoreError::Full,
            ..
        } => Trouble::Full,
        SaveError::ReadOnly => Trouble::ReadOnly,
        SaveError::Refused(_) | SaveError::Closed => Trouble::Elsewhere,
        SaveError::StoreOnly(JournalError::Newer) => Trouble::Newer,
        SaveError::JournalOnly(_)
        | SaveError::StoreOnly(_)
        | SaveError::Nowhere { .. }
        | SaveError::Unwritable(_) => Trouble::Broken,
    }
}
