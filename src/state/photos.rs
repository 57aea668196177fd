//! Photos of a draft: taken up, shown, named, removed and taken back.

use inspection::{CheckId, DocumentId, PhotoTaken};
use leptos::prelude::*;
use leptos::task::spawn_local;

use super::saving::Piece;
use super::{OpenDraft, Standing, State};
use crate::acts::{NoPhoto, Shot};

/// What a photo is of: a check, or the visit as a whole; and what it shows.
#[derive(Clone)]
pub(crate) struct Of {
    /// The check.
    pub(crate) check: Option<CheckId>,
    /// In words.
    pub(crate) caption: Option<String>,
}

impl State {
    /// Takes up the photos that were chosen in the field a selector finds; `then`
    /// hears of each.
    pub(crate) fn take_photos(
        self,
        draft: OpenDraft,
        of: Of,
        selector: String,
        then: impl Fn(Result<(), NoPhoto>) + 'static,
    ) {
        let connect = self.outside.with_value(|outside| outside.connect);
        let desk = self.desk();
        spawn_local(async move {
            match connect(desk, None).await {
                Ok(courier) => {
                    for shot in courier.photos(selector).await {
                        then(shot.and_then(|shot| self.take(draft, of.clone(), shot)));
                    }
                }
                Err(_) => then(Err(NoPhoto::NotKept)),
            }
        });
    }

    /// Keeps a photo with the head that names it.
    fn take(self, draft: OpenDraft, of: Of, shot: Shot) -> Result<(), NoPhoto> {
        if !draft.is(Standing::Ours) || !draft.is_held() {
            return Err(NoPhoto::NotKept);
        }
        let now = self.desk().now();
        let photo = shot.photo(draft.id, of.check, of.caption, now);
        let photo = photo.map_err(|_| NoPhoto::NotKept)?;
        // What was typed last is kept with it.
        let mut head = draft.head.get_untracked();
        let before = head.photos.len();
        let saving = self.desk().add_photo(&mut head, photo);
        if head.photos.len() == before {
            return Err(NoPhoto::NoRoom);
        }
        draft.head.set(head);
        draft.saver.follow(Piece::Head, saving);
        Ok(())
    }

    /// What was kept of a photo, as an address that an image shows; `then` hears it.
    pub(crate) fn show_photo(
        self,
        draft: OpenDraft,
        photo: DocumentId,
        then: impl FnOnce(Option<String>) + 'static,
    ) {
        let desk = self.desk();
        spawn_local(async move {
            let kept = desk.kept_photo(draft.id, photo).await.ok().flatten();
            let content = kept.and_then(|kept| {
                let value = inspection::parse_json(kept.text()).ok()?;
                Some(value.get("content")?.as_str()?.to_owned())
            });
            then(content.map(|content| ["data:image/jpeg;base64,", &content].concat()));
        });
    }

    /// Deletes pictures that were removed before, once that cannot be taken back; where
    /// the draft is another window's, that is for that one.
    pub(crate) fn sweep_photos(self, draft: OpenDraft) {
        if !draft.is(Standing::Ours) || !draft.is_held() {
            return;
        }
        let desk = self.desk();
        spawn_local(async move {
            // What is not deleted now is deleted another time.
            drop(desk.sweep_photos(draft.id).await);
        });
    }
}

impl OpenDraft {
    /// The photos of a check, or of the visit as a whole, followed.
    pub(crate) fn photos(self, check: Option<CheckId>) -> Vec<PhotoTaken> {
        let ours = |taken: &&PhotoTaken| taken.name.check == check;
        self.head
            .with(|head| head.photos.iter().filter(ours).cloned().collect())
    }

    /// Says what a photo shows.
    pub(crate) fn describe(self, photo: DocumentId, words: &str) {
        let words = words.trim();
        let caption = (!words.is_empty()).then(|| words.to_owned());
        self.change_photos(|photos| {
            for taken in photos.iter_mut().filter(|taken| taken.id == photo) {
                taken.name.caption.clone_from(&caption);
            }
        });
    }

    /// Removes a photo: its name now, the picture once that cannot be taken back.
    pub(crate) fn remove_photo(self, photo: DocumentId) {
        self.change_photos(|photos| photos.retain(|taken| taken.id != photo));
    }

    /// Takes a removal back.
    pub(crate) fn put_photo_back(self, taken: PhotoTaken) {
        self.change_photos(|photos| {
            let at = photos.iter().position(|other| other.id > taken.id);
            photos.insert(at.unwrap_or(photos.len()), taken);
        });
    }

    fn change_photos(self, change: impl FnOnce(&mut Vec<PhotoTaken>)) {
        self.head.update(|head| change(&mut head.photos));
        self.saver.touch(Piece::Head);
        self.saver.flush();
    }
}
