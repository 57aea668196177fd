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
}

/// Keeps one piece as it stands now.
pub(crate) type Keep = Rc<dyn Fn(Piece) -> Saving>;

/// Keeps one draft's pieces.
#[derive(Clone, Copy)]
pub(crate) struct Saver {
    progress: StoredValue<Progress, LocalStorage>,
    mark: RwSignal<Mark>,
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
        };
        Self {
            progress: StoredValue::new_local(progress),
            mark: RwSignal::new(Mark::Saved),
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
            let kept = keep(piece);
            spawn_local(async move { self.settle(piece, kept.await) });
        }
        self.show();
    }

    /// Follows a save that was begun elsewhere; should it fail, the piece is
    /// kept anew.
    pub(crate) fn follow(self, piece: Piece, saving: Saving) {
        self.progress
            .update_value(|progress| progress.under_way += 1);
        spawn_local(async move { self.settle(piece, saving.await) });
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
        | SaveError::JournalOnly(StoreError::Full)
        | SaveError::StoreOnly(JournalError::Full)
        | SaveError::Nowhere {
            store: StoreError::Full,
            ..
        } => Trouble::Full,
        SaveError::Refused(_) | SaveError::Closed => Trouble::Elsewhere,
        SaveError::StoreOnly(JournalError::Newer) => Trouble::Newer,
        SaveError::JournalOnly(_)
        | SaveError::StoreOnly(_)
        | SaveError::Nowhere { .. }
        | SaveError::Unwritable(_) => Trouble::Broken,
    }
}
