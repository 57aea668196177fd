//! The end of a draft: everything typed is kept first, then it is closed, and
//! the lists and the sending are told.

use inspection::{DocumentId, InspectionId};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::{Mark, OpenDraft, Piece, Standing, State, Trouble};
use crate::acts::{CloseError, SaveError};
use crate::outbox::Haste;

/// How closing went.
pub(crate) enum Closed {
    /// It is a record now.
    Yes(InspectionId),
    /// Something is missing.
    Gaps,
    /// It stays a draft, for this reason.
    No(CloseError),
}

impl State {
    /// Closes a draft; `then` hears how it went.
    pub(crate) fn close(self, draft: OpenDraft, then: impl FnOnce(Closed) + 'static) {
        // Writes the working copy at once, which is what closing reads.
        draft.saver.flush();
        let id = draft.id;
        let mark = draft.saver.mark.get_untracked();
        if matches!(mark, Mark::Unsaved(Trouble::Elsewhere | Trouble::ReadOnly)) {
            // What no copy took would not be in the record.
            return then(Closed::No(SaveError::Closed.into()));
        }
        draft.stand(Standing::Closing);
        let closing = self.desk().close(id);
        spawn_local(async move {
            match closing.await {
                Ok(_) => {
                    draft.saver.end();
                    draft.let_go();
                    self.open
                        .update_value(|open| open.retain(|known| known.id != id));
                    self.refresh();
                    then(Closed::Yes(id));
                    self.send(Haste::Due);
                }
                Err(error) => {
                    draft.stay();
                    then(match error {
                        CloseError::Gaps(_) => Closed::Gaps,
                        error => Closed::No(error),
                    });
                }
            }
        });
    }

    /// Takes the name of a photo that is not on this tablet out of a draft;
    /// `then` hears whether that is kept.
    pub(crate) fn drop_photo(
        self,
        draft: OpenDraft,
        photo: DocumentId,
        then: impl FnOnce(bool) + 'static,
    ) {
        draft.saver.flush();
        let dropping = self.desk().drop_photo(draft.id, photo);
        spawn_local(async move {
            let dropped = dropping.await;
            if let Ok(kept) = &dropped {
                draft
                    .head
                    .update(|head| head.photos.clone_from(&kept.photos));
                // What was typed meanwhile is kept without the photo, too.
                draft.saver.touch(Piece::Head);
            }
            then(dropped.is_ok());
        });
    }
}
