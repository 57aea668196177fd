//! One draft, several windows: the one that holds its name owns it and writes;
//! the others read along, and may take it over. What is read, and which of two
//! writings stands, is decided in `acts` and `store`.

use std::rc::Rc;
use std::time::Duration;

use inspection::InspectionId;
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saving::Piece;
use super::{Changed, Mark, OpenDraft, Saver, Standing, State};
use crate::acts::{Heard, Hold, LoadError, Lost, SaveError, Saving, Windows};
use crate::store::Key;

/// How long what other windows write is gathered before it is shown.
const GATHERED: Duration = Duration::from_millis(150);

impl State {
    /// A draft under the hand; the same one each time while the app runs.
    ///
    /// # Errors
    /// [`LoadError`].
    pub(crate) fn open_draft(self, id: InspectionId) -> Result<OpenDraft, LoadError> {
        let known = self
            .open
            .with_value(|open| open.iter().find(|draft| draft.id == id).copied());
        if let Some(draft) = known {
            return Ok(draft);
        }
        let loaded = self.desk().load_draft(id)?;
        let draft = self.with_owner(|| OpenDraft::new(loaded, self.today, Saver::new()));
        draft
            .saver
            .keep_with(Rc::new(move |piece| self.keep(draft, piece)));
        self.open.update_value(|open| open.push(draft));
        Ok(draft)
    }

    /// Keeps a piece as it stands now.
    fn keep(self, draft: OpenDraft, piece: Piece) -> Saving {
        let desk = self.desk();
        match piece {
            // Who does not own it writes nothing, whatever was typed.
            _ if !draft.is_held() => Box::pin(std::future::ready(Err(SaveError::Closed))),
            Piece::Head => draft.head.with_untracked(|head| desk.save_head(head)),
            Piece::Check(check) => match untrack(|| draft.check(check)) {
                Some(check) => check.draft.with_untracked(|check| {
                    self.remember_standards(untrack(|| draft.pack()), check);
                    desk.save_check(draft.id, check)
                }),
                None => Box::pin(std::future::ready(Ok(()))),
            },
        }
    }

    /// The draft is on the screen until the part that asks is gone: claims it.
    pub(crate) fn show_draft(self, draft: OpenDraft) {
        draft.set_shown(true);
        on_cleanup(move || draft.leave());
        self.claim(draft);
    }

    /// Tries to own what is on the screen and was read along: whoever owned it
    /// may be gone.
    pub(crate) fn look_again(self) {
        for draft in self.open.get_value() {
            if draft.is(Standing::Elsewhere) && draft.is_shown() {
                self.claim(draft);
            }
        }
    }

    /// Goes on with a draft here that another window owns.
    pub(crate) fn take_over(self, draft: OpenDraft) {
        if !draft.is(Standing::Elsewhere) {
            return;
        }
        if draft.is_held() {
            // Who asked for it went away before it was let go.
            return draft.stand(Standing::Ours);
        }
        draft.stand(Standing::Taking);
        let taking = self.windows().take(&draft.name(), self.when_lost(draft));
        spawn_local(async move {
            match taking.await {
                Some(hold) => self.enter(draft, hold).await,
                None => draft.stand(Standing::Elsewhere),
            }
        });
    }

    /// Another window did something.
    pub(crate) fn heard(self, heard: Heard) {
        match heard {
            Heard::Asked(name) => {
                let asked = |draft: &&OpenDraft| draft.name() == name && draft.is(Standing::Ours);
                let open = self.open.get_value();
                if let Some(draft) = open.iter().find(asked).copied() {
                    // From here on nothing more can be typed.
                    draft.stand(Standing::Elsewhere);
                    draft.saver.rest(move || draft.yield_up());
                }
            }
            Heard::Changed(key) => {
                self.gathered.update_value(|gathered| gathered.push(key));
                if self.gathered.with_value(Vec::len) == 1 {
                    set_timeout(move || self.catch_up(), GATHERED);
                }
            }
        }
    }

    /// The way to the other windows.
    pub(super) fn windows(self) -> Rc<dyn Windows> {
        self.outside
            .with_value(|outside| Rc::clone(&outside.windows))
    }

    fn claim(self, draft: OpenDraft) {
        if draft.is_held() {
            return draft.stand(Standing::Ours);
        }
        let claiming = self.windows().claim(&draft.name(), self.when_lost(draft));
        spawn_local(async move {
            match claiming.await {
                Some(hold) => self.enter(draft, hold).await,
                // An earlier claim of this very window may have it.
                None if draft.is_held() || draft.is(Standing::Taking) => {}
                None => {
                    self.renew(draft);
                    draft.move_on(Standing::Elsewhere);
                }
            }
        });
    }

    /// Has a name: reads the draft anew, and only then lets the person type.
    async fn enter(self, draft: OpenDraft, hold: Hold) {
        let taken = draft.is(Standing::Taking);
        draft.keep(hold);
        let read = self.desk().reread(draft.id).await;
        if taken && read.is_err() {
            draft.let_go();
        }
        self.renew(draft);
        if !draft.is_held() {
            // Lost again meanwhile, or not known to be whole.
            return draft.move_on(Standing::Elsewhere);
        }
        draft.move_on(Standing::Ours);
        if draft.is(Standing::Ours) {
            // It may have been kept in the working copy alone: say nothing of
            // it before the journal has it too.
            let head = draft.head.get_untracked();
            draft
                .saver
                .follow(Piece::Head, self.desk().save_head(&head));
        }
        if !draft.is_shown() {
            draft.leave();
        }
    }

    fn when_lost(self, draft: OpenDraft) -> Lost {
        Rc::new(move || {
            if !draft.is_held() {
                return;
            }
            draft.let_go();
            draft.stand(Standing::Elsewhere);
            let reading = self.desk().reread(draft.id);
            spawn_local(async move {
                // Should it fail, what is at hand is compared.
                drop(reading.await);
                let was_kept = draft.saver.give_up() == Mark::Saved;
                let mut changed = self.renew(draft);
                changed.retain(|field| !field.before.is_empty());
                if !was_kept {
                    draft.miss(changed);
                }
            });
        })
    }

    /// Shows what other windows wrote.
    fn catch_up(self) {
        let keys = self.gathered.try_update_value(std::mem::take);
        let keys = keys.unwrap_or_default();
        let of_lists = |key: &Key| matches!(key, Key::Document(_) | Key::Delivery(_) | Key::Bin(_));
        if keys.iter().any(of_lists) {
            self.refresh();
        } else {
            let drafts = self.desk().drafts();
            if self.drafts.with_untracked(|known| *known != drafts) {
                self.drafts.set(drafts);
            }
        }
        for draft in self.open.get_value() {
            let at_rest = draft.is(Standing::Ours) && draft.saver.is_saved();
            let ours = |key: &Key| key.inspection() == Some(draft.id);
            if !keys.iter().any(ours) {
                continue;
            }
            if at_rest {
                // A window that was robbed wrote before it knew.
                let reading = self.desk().reread(draft.id);
                spawn_local(async move {
                    if reading.await.is_ok() && draft.saver.is_saved() {
                        self.renew(draft);
                    }
                });
            } else if draft.is(Standing::Elsewhere) {
                self.renew(draft);
            }
        }
    }

    /// Lays the draft out as the working copy has it now, and says what that
    /// changed. What is typed and not kept is not written over.
    fn renew(self, draft: OpenDraft) -> Vec<Changed> {
        if !draft.saver.is_saved() {
            return Vec::new();
        }
        match self.desk().load_draft(draft.id) {
            Ok(loaded) => {
                let changed = self.with_owner(|| untrack(|| draft.renew(loaded)));
                if !changed.is_empty() {
                    draft.history.clear();
                }
                let screen = self.screen();
                for field in &changed {
                    screen.rewrite(&field.part.id_of(&field.field), &field.now);
                }
                changed
            }
            Err(LoadError::Unreadable(_) | LoadError::Store(_)) => Vec::new(),
            Err(gone) => {
                draft.stand(Standing::Gone {
                    closed: gone == LoadError::Closed,
                });
                draft.let_go();
                self.open
                    .update_value(|open| open.retain(|known| known.id != draft.id));
                Vec::new()
            }
        }
    }
}
