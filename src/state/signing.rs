//! Signing a draft on the screen: what is drawn, and what of it becomes answers.

use inspection::{Answers, Draft, Head};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::editing::{OpenCheck, note_all};
use super::saving::Piece;
use super::{OpenDraft, State};
use crate::acts::Penned;
use crate::signal::Source;

impl State {
    /// Whether the office lets visits be signed on the screen.
    pub(crate) fn may_sign(self) -> bool {
        self.desk()
            .office()
            .is_some_and(|office| office.screen_signing)
    }

    /// Hears what is drawn on the element that a selector finds once it is on the
    /// page, as long as the part of the page that asks is drawn.
    pub(crate) fn pen(self, selector: &'static str, heard: Penned) {
        let owner = Owner::current().unwrap_or_default();
        let connect = self.outside.with_value(|outside| outside.connect);
        let desk = self.desk();
        request_animation_frame(move || {
            spawn_local(async move {
                if let Ok(courier) = connect(desk, None).await {
                    let listening = courier.pen(selector, heard);
                    owner.with(|| StoredValue::new_local(listening));
                }
            });
        });
    }
}

impl OpenDraft {
    /// The draft as it stands, followed.
    pub(crate) fn as_draft(self) -> Draft {
        draft(self.head, self.checks)
    }

    /// Notes answers of the visit, in one step that can be undone, and keeps them
    /// at once.
    pub(crate) fn put(self, answers: &Answers) {
        self.head.with_untracked(|head| {
            self.history.replaced(&head.answers, answers);
        });
        self.head
            .update(|head| note_all(&mut head.answers, answers));
        self.saver.touch(Piece::Head);
        self.saver.flush();
    }
}

/// The draft as it stands, followed.
pub(super) fn draft(head: Source<Head>, checks: Source<Vec<OpenCheck>>) -> Draft {
    let checks = checks.get();
    Draft {
        head: head.get(),
        checks: checks.iter().map(|check| check.draft.get()).collect(),
    }
}
