//! The end of a draft in a story: closing it, laying it aside, taking it back,
//! deleting it for good.

use inspection::InspectionId;
use tablet::acts::{CloseError, WhyLaid};

use super::action::At;
use super::browser::ready;
use super::model::{Belief, Broken, holds};
use super::play::Story;

impl Story {
    pub(super) fn close(&mut self, at: At, pick: usize, heard: bool) -> Result<(), Broken> {
        let Some(id) = self.draft(at, pick) else {
            return Ok(());
        };
        let desk = self.window(at).desk.clone();
        let closing = desk.close(id);
        if !heard {
            self.note("closing given up");
            return Ok(());
        }
        match ready(closing) {
            Ok(frozen) => {
                self.told(at, id).closed = Some(frozen.sha256.clone());
                self.note("closed");
                self.told(at, id).allows_document(&frozen.text)
            }
            Err(error) => {
                self.note(&format!("closed: not, {}", why(&error)));
                let crowded = self.tablets[at.tablet].crowded;
                holds!(crowded || desk.entry(id).is_none(), "closed after {error}");
                self.leave_out_the_photo(at, id, &error)
            }
        }
    }

    /// A photo that was never said to be kept may be missing: it is left out.
    fn leave_out_the_photo(
        &mut self,
        at: At,
        id: InspectionId,
        error: &CloseError,
    ) -> Result<(), Broken> {
        let CloseError::MissingPhoto(photo) = error else {
            return Ok(());
        };
        let told = self.told(at, id).photos.get(photo).map(|told| told.is_kept);
        // Another window may have closed it, and taken the photo along.
        let crowded = self.tablets[at.tablet].crowded;
        holds!(
            crowded || told != Some(Belief::Said(true)),
            "the photo {photo} is lost"
        );
        let window = self.window(at);
        drop(ready(window.desk.drop_photo(id, *photo)));
        window.show_anew(id);
        Ok(())
    }

    pub(super) fn lay_aside(&mut self, at: At, pick: usize, heard: bool) {
        let Some(id) = self.draft(at, pick) else {
            return;
        };
        let saving = self.window(at).desk.lay_aside(id, WhyLaid::Deleted);
        let saved = heard.then(|| ready(saving));
        let done = self.heard(at, "laid aside", saved.as_ref());
        self.told(at, id).aside.asked(true, done);
    }

    /// One of the drafts that were laid aside.
    fn laid(&mut self, at: At, pick: usize) -> Option<InspectionId> {
        let mut laid = self.window(at).desk.laid_aside();
        laid.retain(|(head, _)| self.told[at.tablet].contains_key(&head.id));
        (!laid.is_empty()).then(|| laid[pick % laid.len()].0.id)
    }

    pub(super) fn take_back(&mut self, at: At, pick: usize, heard: bool) {
        let Some(id) = self.laid(at, pick) else {
            return;
        };
        let saving = self.window(at).desk.take_back(id);
        let saved = heard.then(|| ready(saving));
        let done = self.heard(at, "taken back", saved.as_ref());
        self.told(at, id).aside.asked(false, done);
    }

    /// Deleting for good is for the window that is alone.
    pub(super) fn shred(&mut self, at: At, pick: usize, heard: bool) -> Result<(), Broken> {
        if self.tablets[at.tablet].crowded {
            return Ok(());
        }
        let Some(id) = self.laid(at, pick) else {
            return Ok(());
        };
        let saving = self.window(at).desk.shred(id);
        let saving = saving.map_err(|error| format!("what was laid aside is gone: {error}"))?;
        let saved = heard.then(|| ready(saving));
        let done = self.heard(at, "shredded", saved.as_ref());
        self.told(at, id).shredded.asked(true, done);
        Ok(())
    }
}

fn why(error: &CloseError) -> &'static str {
    match error {
        CloseError::Gaps(_) => "a gap",
        CloseError::MissingPhoto(_) => "a photo is missing",
        CloseError::MissingChecks(_) => "a check is missing",
        CloseError::Save(_) => "not saved",
        _ => "otherwise",
    }
}
