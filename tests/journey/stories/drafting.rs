//! Recording in a story: beginning, answering, checks and photos.

use inspection::{CheckDraft, CheckKind, Digest, Draft, Head, InspectionId};
use tablet::acts::{NewPhoto, SaveError, Saving};
use tablet::store::Json;

use super::super::visit::{STALL, first_choices};
use super::action::At;
use super::browser::ready;
use super::model::{Belief, Broken, Told, ToldCheck, ToldPhoto, Words};
use super::play::{Story, is_durable, shows};

impl Story {
    pub(super) fn begin_visit(&mut self, at: At) {
        let live = self.told[at.tablet].values();
        if live.filter(|told| told.is_in_use()).count() > 2 {
            return;
        }
        let desk = self.window(at).desk.clone();
        let Ok(mut head) = ready(desk.new_draft()) else {
            self.note("begun: not");
            return;
        };
        for (field, text) in STALL {
            head.answers.insert((*field).to_owned(), (*text).to_owned());
        }
        let conclusion = self.word();
        head.answers.insert("conclusion".to_owned(), conclusion);
        let check = self.new_check(&mut head);
        let saved = ready(desk.add_check(&head, &check));
        if !is_durable(&saved) {
            self.note("begun: not");
            return;
        }
        self.note("begun");
        let window = self.window(at);
        let checks = vec![check];
        let draft = Draft {
            head: head.clone(),
            checks,
        };
        let told = Told::of(&draft, window.number);
        window.screens.insert(head.id, draft);
        self.told[at.tablet].insert(head.id, told);
    }

    /// A check that can be closed, and its product a word of its own.
    fn new_check(&mut self, head: &mut Head) -> CheckDraft {
        let mut check = head.add_check(CheckKind::Quality, "toys");
        for (item, answer) in first_choices(CheckKind::Quality, "toys") {
            check.answers.insert(item, answer.to_owned());
        }
        check.answers.insert("product".to_owned(), self.word());
        check
    }

    /// Lets a window change a draft, and hears how it went or does not.
    fn change(
        &mut self,
        at: At,
        pick: usize,
        (what, heard): (&str, bool),
        change: impl FnOnce(&mut Self, At, InspectionId, &mut Draft) -> Option<Saving>,
    ) -> Result<Option<(InspectionId, bool)>, Broken> {
        let Some(id) = self.draft(at, pick) else {
            return Ok(None);
        };
        let Some(mut draft) = self.window(at).screen(id).cloned() else {
            return Ok(None);
        };
        let Some(saving) = change(self, at, id, &mut draft) else {
            return Ok(None);
        };
        let saved = heard.then(|| ready(saving));
        let refused = saved
            .as_ref()
            .is_some_and(|saved| saved.as_ref().is_err_and(is_refused));
        let refused = refused || self.window(at).desk.is_read_only();
        self.window(at).screens.insert(id, draft);
        let done = self.heard(at, what, saved.as_ref());
        if refused {
            // The window says so, and is shown anew when it is opened again.
            self.window(at).show_anew(id);
        } else if !self.tablets[at.tablet].crowded && !self.tablets[at.tablet].life.is_over() {
            shows(self.window(at), id)?;
        }
        Ok(Some((id, done)))
    }

    pub(super) fn answer_head(&mut self, at: At, pick: usize, heard: bool) -> Result<(), Broken> {
        let word = self.word();
        let done = self.change(
            at,
            pick,
            ("head answered", heard),
            |story, at, id, draft| {
                let window = story.window(at).number;
                draft
                    .head
                    .answers
                    .insert("conclusion".to_owned(), word.clone());
                story.told(at, id).conclusion.typed(&word, window);
                Some(story.window(at).desk.save_head(&draft.head))
            },
        )?;
        if let Some((id, true)) = done {
            let window = self.window(at).number;
            self.told(at, id).conclusion.said_saved(window);
        }
        Ok(())
    }

    pub(super) fn answer_check(
        &mut self,
        at: At,
        pick: usize,
        check: usize,
        heard: bool,
    ) -> Result<(), Broken> {
        let word = self.word();
        let mut answered = None;
        let done = self.change(
            at,
            pick,
            ("check answered", heard),
            |story, at, id, draft| {
                let window = story.window(at).number;
                let checks = draft.checks.len();
                let check = draft.checks.get_mut(check % checks.max(1))?;
                check.answers.insert("product".to_owned(), word.clone());
                answered = Some(check.id);
                if let Some(told) = story.told(at, id).checks.get_mut(&check.id) {
                    told.product.typed(&word, window);
                }
                Some(story.window(at).desk.save_check(id, check))
            },
        )?;
        if let (Some((id, true)), Some(check)) = (done, answered) {
            let window = self.window(at).number;
            if let Some(told) = self.told(at, id).checks.get_mut(&check) {
                told.product.said_saved(window);
            }
        }
        Ok(())
    }

    pub(super) fn add_check(&mut self, at: At, pick: usize, heard: bool) -> Result<(), Broken> {
        let mut added = None;
        let done = self.change(at, pick, ("check added", heard), |story, at, id, draft| {
            if draft.checks.len() > 2 {
                return None;
            }
            let window = story.window(at).number;
            let check = story.new_check(&mut draft.head);
            draft.checks.push(check.clone());
            added = Some(check.id);
            let told = story.told(at, id).checks.entry(check.id);
            let told = told.or_insert_with(|| ToldCheck {
                product: Words::default(),
                is_there: Belief::Said(false),
            });
            told.product
                .typed(check.answers.get("product").unwrap(), window);
            told.is_there.asked(true, false);
            Some(story.window(at).desk.add_check(&draft.head, &check))
        })?;
        if let (Some((id, true)), Some(check)) = (done, added) {
            let told = self.told(at, id).checks.get_mut(&check).unwrap();
            told.is_there = Belief::Said(true);
        }
        Ok(())
    }

    pub(super) fn remove_check(
        &mut self,
        at: At,
        pick: usize,
        check: usize,
        heard: bool,
    ) -> Result<(), Broken> {
        let mut removed = None;
        let done = self.change(
            at,
            pick,
            ("check removed", heard),
            |story, at, id, draft| {
                if draft.checks.len() < 2 {
                    return None;
                }
                let check = draft.checks.remove(check % draft.checks.len()).id;
                let saving = story.window(at).desk.remove_check(&draft.head, check);
                draft.head.checks.retain(|listed| *listed != check);
                removed = Some(check);
                let told = story.told(at, id).checks.get_mut(&check)?;
                told.is_there.asked(false, false);
                Some(saving)
            },
        )?;
        if let (Some((id, true)), Some(check)) = (done, removed) {
            let told = self.told(at, id).checks.get_mut(&check).unwrap();
            told.is_there = Belief::Said(false);
        }
        Ok(())
    }

    pub(super) fn photo(&mut self, at: At, pick: usize, heard: bool) -> Result<(), Broken> {
        let word = self.word();
        let mut taken = None;
        let done = self.change(at, pick, ("photo", heard), |story, at, id, draft| {
            if draft.head.photos.len() > 1 {
                return None;
            }
            let photo = picture(id, &word);
            let sha256 = photo.sha256.clone();
            let desk = story.window(at).desk.clone();
            let saving = desk.add_photo(&mut draft.head, photo);
            let photo = draft.head.photos.last()?.id;
            taken = Some(photo);
            let is_kept = Belief::Either;
            let told = ToldPhoto { sha256, is_kept };
            story.told(at, id).photos.insert(photo, told);
            Some(saving)
        })?;
        if let (Some((id, true)), Some(photo)) = (done, taken) {
            let told = self.told(at, id).photos.get_mut(&photo).unwrap();
            told.is_kept = Belief::Said(true);
        }
        Ok(())
    }
}

fn is_refused(error: &SaveError) -> bool {
    matches!(error, SaveError::Refused(_))
}

/// A picture whose bytes are a word, as the camera's page gives it.
fn picture(id: InspectionId, word: &str) -> NewPhoto {
    // The signature of PNG, a byte, and the word: together a multiple of three.
    let mut bytes = b"\x89PNG\r\n\x1a\n.".to_vec();
    bytes.extend(format!("{word:>9}").bytes());
    let kept = serde_json::json!({
        "inspection": id, "position": null, "media_type": "image/png", "width": 1, "height": 1,
        "taken": {"at": "2026-11-22T02:00:00Z", "offset_minutes": 420, "zone": "Asia/Ho_Chi_Minh"},
        "content": base64(&bytes),
    });
    NewPhoto {
        check: None,
        caption: None,
        sha256: Digest::of(&bytes),
        kept: Json::of(&kept).unwrap(),
    }
}

/// Base64 of whole groups of three bytes (RFC 4648).
fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let groups = bytes.chunks(3).map(|group| {
        let group = group
            .iter()
            .fold(0_usize, |all, byte| all << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|shift| char::from(DIGITS[group >> shift & 63]))
    });
    groups.flatten().collect()
}
