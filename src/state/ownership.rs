//! What one window knows of who owns a draft: the name it holds, and whether
//! the draft is on its screen.

use leptos::prelude::*;

use super::{Changed, OpenDraft};
use crate::acts::Hold;
use crate::signal::Source;

/// How this window stands to a draft.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Standing {
    /// Not known yet; nothing of it is shown.
    Unknown,
    /// This window owns it.
    Ours,
    /// This window is closing it.
    Closing,
    /// Another window owns it: here it is read.
    Elsewhere,
    /// Another window was asked for it.
    Taking,
    /// It is a record now, or laid aside.
    Gone {
        /// Which.
        closed: bool,
    },
}

/// Which window owns a draft, as far as this one knows.
pub(super) struct Ownership {
    standing: Source<Standing>,
    /// What was typed here and could not be kept any more.
    unsaved: Vec<Changed>,
    is_any_unsaved: Source<bool>,
    /// Its name, as long as this window has it.
    hold: Option<Hold>,
    /// Whether it is on the screen.
    shown: bool,
}

impl Ownership {
    pub(super) fn new() -> Self {
        Self {
            standing: Source::new(Standing::Unknown),
            unsaved: Vec::new(),
            is_any_unsaved: Source::new(false),
            hold: None,
            shown: false,
        }
    }
}

impl OpenDraft {
    /// Whether this window stands so to it.
    pub(super) fn is(self, standing: Standing) -> bool {
        self.standing().get_untracked() == standing
    }

    /// Moves on, but not from the end.
    pub(super) fn move_on(self, standing: Standing) {
        if !matches!(self.standing().get_untracked(), Standing::Gone { .. }) {
            self.stand(standing);
        }
    }

    /// The draft is not on the screen any more: others may have it once what
    /// was typed is kept.
    pub(super) fn leave(self) {
        self.set_shown(false);
        self.saver.rest(move || {
            if !self.is_shown() && !self.is(Standing::Closing) {
                self.let_go();
                self.move_on(Standing::Unknown);
            }
        });
    }

    /// Everything is kept: the window that asked for it may have it.
    pub(super) fn yield_up(self) {
        self.let_go();
        // It may have been looked at again meanwhile.
        self.move_on(Standing::Elsewhere);
    }

    /// It could not be closed, and may have been taken over or left meanwhile.
    pub(super) fn stay(self) {
        if self.is_held() {
            self.move_on(Standing::Ours);
        } else {
            self.move_on(Standing::Elsewhere);
        }
        if !self.is_shown() {
            self.leave();
        }
    }

    pub(super) fn is_held(self) -> bool {
        self.ownership.with_value(|own| own.hold.is_some())
    }

    pub(super) fn keep(self, hold: Hold) {
        self.ownership.update_value(|own| own.hold = Some(hold));
    }

    /// Lets other windows have it.
    pub(super) fn let_go(self) {
        let held = self.ownership.try_update_value(|own| own.hold.take());
        // Dropped outside, because others hear of it.
        drop(held);
    }

    pub(super) fn is_shown(self) -> bool {
        self.ownership.with_value(|own| own.shown)
    }

    pub(super) fn set_shown(self, shown: bool) {
        self.ownership.update_value(|own| own.shown = shown);
    }

    /// From now on this window stands so to it.
    pub(super) fn stand(self, standing: Standing) {
        self.standing().set(standing);
    }

    /// How this window stands to it.
    pub(crate) fn standing(self) -> Source<Standing> {
        self.ownership.with_value(|own| own.standing)
    }

    /// Notes what was typed here and could not be kept any more.
    pub(super) fn miss(self, typed: Vec<Changed>) {
        let is_any = !typed.is_empty();
        self.ownership.update_value(|own| own.unsaved.extend(typed));
        if is_any {
            self.is_any_unsaved().set(true);
        }
    }

    /// What was typed here and could not be kept any more, followed.
    pub(crate) fn unsaved(self) -> Vec<Changed> {
        self.is_any_unsaved().track();
        self.ownership.with_value(|own| own.unsaved.clone())
    }

    /// The person has read it.
    pub(crate) fn forget_unsaved(self) {
        self.ownership.update_value(|own| own.unsaved.clear());
        self.is_any_unsaved().set(false);
    }

    fn is_any_unsaved(self) -> Source<bool> {
        self.ownership.with_value(|own| own.is_any_unsaved)
    }

    /// The name by which it is claimed.
    pub(super) fn name(self) -> String {
        format!("draft/{}", self.id)
    }
}
