//! What has to be found after each restart.

use inspection::{Draft, Head, InspectionId};
use tablet::acts::{Desk, Opening, ReadError};
use tablet::journal::{Journal as _, Side, Why};
use tablet::outbox::Delivery;
use tablet::store::Key;

use super::browser::ready;
use super::model::{Belief, Broken, Told, holds};
use super::play::Story;

/// What damages a text: no JSON has it.
pub(super) const DAMAGE: char = '\u{1}';

/// What is found of a visit.
enum Found {
    Nothing,
    Closed,
    InUse(Draft),
    Aside(Head),
}

impl Story {
    /// Opening finds nothing amiss that was not damaged, and keeps what was.
    pub(super) fn look_at_opening(
        &mut self,
        tablet: usize,
        opening: &Opening,
    ) -> Result<(), Broken> {
        let here = &mut self.tablets[tablet];
        for value in &opening.set_aside {
            let damaged = value.text.contains(DAMAGE);
            let raced = here.crowded && value.why == Why::OtherBytes;
            // The working copy may forget that it was taken away.
            let again = here.raced.contains(&value.text);
            holds!(damaged || raced || again, "set aside: {value:?}");
            here.raced.push(value.text.clone());
        }
        for value in &opening.left_in_place {
            let text = here.text(value.side == Side::Store, &value.key);
            holds!(text.as_ref() == Some(&value.text), "moved: {value:?}");
        }
        let left = &opening.left_in_place;
        let here = &self.tablets[tablet];
        holds!(
            here.crowded || opening.without_head.is_empty(),
            "without a head: {:?}",
            opening.without_head
        );
        holds!(
            here.crowded || opening.missing.is_empty(),
            "missing: {:?}",
            opening.missing
        );
        for (id, photo) in &opening.missing_photos {
            let told = self.told[tablet].get(id);
            let told = told.and_then(|told| told.photos.get(photo));
            let kept = told.is_some_and(|told| told.is_kept == Belief::Said(true));
            holds!(here.crowded || !kept, "the photo {photo} is lost");
        }
        holds!(
            opening.without_text.is_empty(),
            "without text: {:?}",
            opening.without_text
        );
        let mut keys = ready(here.journal.keys()).unwrap_or_default();
        keys.retain(|key| key.starts_with("qc1/quarantine/"));
        for damaged in &here.damaged {
            let mut kept = keys.iter().filter_map(|key| here.journal.text(key));
            let mut left = left.iter();
            let is_there =
                kept.any(|text| text == *damaged) || left.any(|value| value.text == *damaged);
            holds!(is_there, "a damaged value is gone");
        }
        holds!(keys.len() >= here.aside, "quarantine has shrunk");
        let new = keys.len() - here.aside;
        self.tablets[tablet].aside = keys.len();
        for _ in 0..new {
            self.note("set aside");
        }
        if !opening.left_in_place.is_empty() {
            self.note("opened: to look only");
        }
        Ok(())
    }

    /// Everything is as the person was told.
    pub(super) fn look_back(&mut self, tablet: usize, secured: bool) -> Result<(), Broken> {
        let window = self.tablets[tablet].windows.last().unwrap();
        let (desk, number) = (window.desk.clone(), window.number);
        let ids: Vec<InspectionId> = self.told[tablet].keys().copied().collect();
        for id in ids {
            let told = self.told[tablet].get_mut(&id).unwrap();
            let found = find(&desk, id);
            if told.adrift && !secured {
                continue;
            }
            if told.adrift {
                if let Some(seen) = adopt(&desk, id, &found, number) {
                    *told = seen;
                } else {
                    self.told[tablet].remove(&id);
                }
                continue;
            }
            match found {
                Found::Closed => look_at_record(&desk, id, told)?,
                Found::InUse(draft) => {
                    holds!(told.closed.is_none(), "a record is lost");
                    holds!(told.shredded.allows(false), "what was shredded is back");
                    holds!(told.aside.allows(false), "what was laid aside is in use");
                    told.allows(&draft)?;
                    if secured {
                        told.see(&draft, number);
                        told.shredded = Belief::Said(false);
                        told.aside = Belief::Said(false);
                    }
                }
                Found::Aside(head) => {
                    holds!(told.closed.is_none(), "a record is lost");
                    holds!(told.shredded.allows(false), "what was shredded is back");
                    holds!(told.aside.allows(true), "a draft in use was laid aside");
                    told.allows_head(&head)?;
                    if secured {
                        told.shredded = Belief::Said(false);
                        told.aside = Belief::Said(true);
                    }
                }
                Found::Nothing => {
                    holds!(told.closed.is_none(), "a record is lost");
                    holds!(told.shredded.allows(true), "a draft is lost");
                    if secured {
                        told.shredded = Belief::Said(true);
                    }
                }
            }
        }
        self.look_for_photos(tablet)
    }

    /// The photos of drafts that were said to be kept are in the journal.
    fn look_for_photos(&self, tablet: usize) -> Result<(), Broken> {
        for (id, told) in &self.told[tablet] {
            let shredded = told.shredded != Belief::Said(false);
            let kept = told
                .photos
                .iter()
                .filter(|(_, photo)| photo.is_kept == Belief::Said(true));
            for (photo, _) in kept.filter(|_| !shredded && !told.adrift) {
                let key = match told.closed {
                    Some(_) => Key::Photo(*id, *photo),
                    None => Key::DraftPhoto(*id, *photo),
                };
                let text = self.tablets[tablet].journal.text(&key.to_string());
                let there = text.is_some_and(|text| !text.contains(r#","removed":true"#));
                holds!(there, "{key} is lost");
            }
        }
        Ok(())
    }
}

fn find(desk: &Desk, id: InspectionId) -> Found {
    if desk.entry(id).is_some() {
        return Found::Closed;
    }
    if let Ok(draft) = desk.load_draft(id) {
        return Found::InUse(draft);
    }
    let laid = desk.laid_aside().into_iter();
    let mut laid = laid.filter(|(head, _)| head.id == id);
    laid.next()
        .map_or(Found::Nothing, |(head, _)| Found::Aside(head))
}

/// What the person is told now, where it was left open.
fn adopt(desk: &Desk, id: InspectionId, found: &Found, window: u32) -> Option<Told> {
    match found {
        Found::Closed => desk
            .entry(id)
            .map(|entry| Told::document(entry.summary.sha256.clone())),
        Found::InUse(draft) => Some(Told::of(draft, window)),
        Found::Nothing | Found::Aside(_) => None,
    }
}

fn look_at_record(desk: &Desk, id: InspectionId, told: &mut Told) -> Result<(), Broken> {
    let entry = desk.entry(id).ok_or("a record is lost")?;
    let known = Some(entry.summary.sha256.clone());
    holds!(
        told.closed == known,
        "{id} changed: {:?}, {known:?}",
        told.closed
    );
    match ready(desk.record(id)) {
        Ok(whole) => {
            holds!(Some(whole.frozen.sha256) == known, "{id} has other bytes");
            told.allows_document(&whole.frozen.text)?;
            let photos = u32::try_from(entry.photos.len()).unwrap();
            holds!(photos >= entry.summary.photos, "{id} has lost a photo");
        }
        Err(ReadError::NoLongerKept) => holds!(told.may_be_let_go, "{id} was let go"),
        Err(error) => return Err(format!("{id} cannot be read: {error}")),
    }
    if let Some(receipt) = &told.receipt {
        let Delivery::Received { receipt: known } = &entry.delivery else {
            return Err(format!("the receipt of {id} is lost: {:?}", entry.delivery));
        };
        let known = serde_json::to_string(known).unwrap();
        holds!(*receipt == known, "another receipt: {receipt} {known}");
    }
    Ok(())
}
