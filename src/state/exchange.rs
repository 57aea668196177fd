//! Files out and in, and drafts that change hands or are laid aside.

use inspection::{Draft, InspectionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Mark, OpenDraft, State};
use crate::acts::{CorrectError, ImportError, Imported, ReadError, Scope, WhyLaid};

/// How handing over went: whether the file was given to the browser.
pub(crate) type Handed = Result<bool, ReadError>;

impl State {
    /// Gives the person a file of everything or a part; `then` hears how much
    /// is not in it, or that there is none.
    pub(crate) fn export(self, scope: Scope, then: impl FnOnce(Option<usize>) + 'static) {
        self.flush();
        let writing = self.desk().export_seen(scope, self.not_kept());
        spawn_local(async move {
            let written = writing.await.ok();
            let written = written.filter(|file| self.save_file(&file.text));
            then(written.map(|file| file.left_out));
        });
    }

    /// Takes over what is in the file that was chosen.
    pub(crate) fn import(
        self,
        selector: &'static str,
        then: impl FnOnce(Result<Imported, ImportError>) + 'static,
    ) {
        let choosing = self.screen().chosen_file(selector);
        spawn_local(async move {
            let imported = match choosing.await {
                Some(text) => self.desk().import(&text).await,
                None => Err(ImportError::NotAnExport),
            };
            self.refresh();
            then(imported);
        });
    }

    /// Hands a draft to another tablet by a file; `then` hears how it went.
    pub(crate) fn hand_over(self, draft: OpenDraft, then: impl FnOnce(Handed) + 'static) {
        if matches!(draft.saver.mark.get_untracked(), Mark::Unsaved(_)) {
            // What is on the screen would not be in the file.
            return then(Ok(false));
        }
        draft
            .saver
            .rest(move || self.hand_over_kept(draft.id, then));
    }

    fn hand_over_kept(self, id: InspectionId, then: impl FnOnce(Handed) + 'static) {
        let handing = self.desk().hand_over(id);
        spawn_local(async move {
            let handed = handing.await.map(|text| self.save_file(&text));
            match handed {
                Ok(true) => self.forget(id),
                // Without the file nobody else has the draft. Should this not
                // be kept, it is among those laid aside.
                Ok(false) => drop(self.desk().take_back(id).await),
                Err(_) => {}
            }
            then(handed);
        });
    }

    /// Lays a draft aside; `then` hears whether that is kept.
    pub(crate) fn lay_aside(self, id: InspectionId, then: impl FnOnce(bool) + 'static) {
        self.flush();
        let laying = self.desk().lay_aside(id, WhyLaid::Deleted);
        spawn_local(async move {
            let laid = laying.await.is_ok();
            self.forget(id);
            then(laid);
        });
    }

    /// Takes a draft back that was laid aside.
    pub(crate) fn take_back(self, id: InspectionId) {
        let taking = self.desk().take_back(id);
        spawn_local(async move {
            // Should it not be kept, it is in the list of the next start.
            drop(taking.await);
            self.refresh();
        });
    }

    /// Deletes for good what was laid aside.
    pub(crate) fn shred(self, id: InspectionId) {
        let Ok(shredding) = self.desk().shred(id) else {
            return;
        };
        spawn_local(async move {
            drop(shredding.await);
            self.refresh();
        });
    }

    /// Begins a correction of a record; `then` goes to it once it is kept.
    pub(crate) fn correct(
        self,
        id: InspectionId,
        then: impl FnOnce(Result<InspectionId, CorrectError>) + 'static,
    ) {
        let correcting = self.desk().correct(id);
        spawn_local(async move {
            let begun = correcting.await;
            self.refresh();
            then(begun);
        });
    }

    /// Begins the next visit at the same place; `then` goes to it once it is
    /// kept.
    pub(crate) fn next_visit(
        self,
        id: InspectionId,
        then: impl FnOnce(Result<InspectionId, CorrectError>) + 'static,
    ) {
        let beginning = self.desk().next_visit(id);
        spawn_local(async move {
            let begun = beginning.await;
            self.refresh();
            then(begun);
        });
    }

    /// Closes a draft under the hand that is no longer to be written.
    fn forget(self, id: InspectionId) {
        self.open.update_value(|open| {
            for draft in open.iter().filter(|known| known.id == id) {
                draft.saver.end();
                draft.let_go();
            }
            open.retain(|known| known.id != id);
        });
        self.refresh();
    }

    /// The drafts in hand as they are on the screen, of which something is not
    /// in both copies.
    fn not_kept(self) -> Vec<Draft> {
        let open = self.open.get_value().into_iter();
        open.filter(|draft| !draft.saver.is_saved())
            .map(OpenDraft::on_screen)
            .collect()
    }

    fn save_file(self, text: &str) -> bool {
        let now = self.desk().now();
        let name = format!("can-dung-{}-{}.json", now.local_date(), now.at.timestamp());
        self.screen().save_file(&name, text)
    }
}

impl OpenDraft {
    /// The draft as it is on the screen.
    fn on_screen(self) -> Draft {
        let checks = self.checks.get_untracked().into_iter();
        Draft {
            head: self.head.get_untracked(),
            checks: checks.map(|check| check.draft.get_untracked()).collect(),
        }
    }
}
