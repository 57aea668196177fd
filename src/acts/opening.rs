//! Opening the desk: bring the two copies together, know which tablet this is,
//! and say what was found.

mod archived;
mod naming;
mod newer;
mod repairing;

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use inspection::{
    CheckDraft, CheckId, DeviceId, DocumentId, Frozen, Head, InspectionId, put_in_order,
};

use uuid::Uuid;

use super::bin::Laid;
use super::chain::Tail;
use super::closing::missing_checks;
use super::saving::Ledger;
use super::{Clock, Desk, Inner, Picture, SaveError, Settings};
use crate::LocalFuture;
use crate::enrolment::Enrolment;
use crate::journal::{Journal, JournalError, SetAside, reconcile};
use crate::outbox::Delivery;
use crate::store::{Body, Json, Key, Piece, QUARANTINE, Store, StoreError, Stored, open};
use crate::sync::{OfficeProfile, OfficeRules};
use archived::Archived;
pub(super) use newer::newer;

/// What was found when the desk was opened.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Opening {
    /// Pieces the working copy had lost and got back.
    pub restored: usize,
    /// Pieces that had not reached the journal and are there now.
    pub secured: usize,
    /// Values set aside this time.
    pub set_aside: Vec<SetAside>,
    /// Values that cannot be used, and that stay where they are: there is no
    /// room to set them aside. Until there is, nothing is written.
    pub left_in_place: Vec<SetAside>,
    /// Values set aside at any time, these included. None is ever deleted.
    pub in_quarantine: usize,
    /// Checks whose draft has no head on this tablet. Kept.
    pub without_head: Vec<(InspectionId, CheckId)>,
    /// Checks that a head lists and that are not on this tablet.
    pub missing: Vec<(InspectionId, CheckId)>,
    /// Photos that a draft names and that are not on this tablet: their save
    /// was cut short. [`Desk::drop_photo`] takes the name out.
    pub missing_photos: Vec<(InspectionId, DocumentId)>,
    /// Deliveries of documents that are not on this tablet. Kept.
    pub without_document: Vec<DocumentId>,
    /// Inspections of which only a line is left: their text was in the journal
    /// and is not any more.
    pub without_text: Vec<InspectionId>,
}

/// Why nothing can be recorded here.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum OpenError {
    /// The working copy cannot be used.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The journal cannot be used.
    #[error(transparent)]
    Journal(#[from] JournalError),
    /// A newer program has been here: use that one. Nothing was touched.
    #[error("the stored value {key} is of a newer version")]
    Newer {
        /// Its key.
        key: String,
    },
    /// The tablet's own name could not be saved.
    #[error(transparent)]
    Save(#[from] SaveError),
}

impl Desk {
    /// Opens the desk.
    ///
    /// # Errors
    /// [`OpenError`]; then nothing can be recorded here.
    pub async fn open(
        store: Rc<dyn Store>,
        journal: Rc<dyn Journal>,
        clock: Rc<dyn Clock>,
    ) -> Result<(Self, Opening), OpenError> {
        let mut ours = store.all()?;
        let keys = journal.keys().await?;
        let pictures = pictures(&keys);
        let archived = Archived::of(&keys, &ours, &pictures);
        let mut asked = light(&keys, &mut ours);
        asked.retain(|key| !archived.has(key));
        // What came back of them, or was left, has its like in the journal.
        ours.retain(|stored| {
            let is_left = archived.has(&stored.key);
            if is_left {
                drop(store.discard(&stored.key, &stored.text));
            }
            !is_left
        });
        let kept = journal.read(&asked).await?;
        if let Some(key) = ours.iter().chain(&kept).find_map(newer) {
            return Err(OpenError::Newer { key });
        }
        let repairs = reconcile(&ours, &kept, &is_sound);
        let quarantined = keys.iter().filter(|key| key.starts_with(QUARANTINE));
        let desk = Self {
            inner: Rc::new(Inner {
                store,
                journal,
                clock,
                device: Cell::new(DeviceId(Uuid::nil())),
                ledger: RefCell::new(Ledger::default()),
                closing: Cell::new(None),
                sending: Cell::new(false),
                pictures: RefCell::new(pictures),
                archived: RefCell::new(archived.records),
                archive: RefCell::default(),
                summaries: RefCell::default(),
                keeping: Cell::default(),
                unsendable: RefCell::default(),
                left_in_place: RefCell::default(),
            }),
        };
        let mut opening = Opening {
            in_quarantine: quarantined.count(),
            ..Opening::default()
        };
        desk.note_revisions(ours.iter().chain(&kept));
        desk.repair(repairs, &mut opening).await?;
        desk.clear_tombstones(&ours, &kept);
        desk.inner.device.set(desk.know_device().await?);
        desk.know_chain().await?;
        desk.know_rules();
        desk.look_round(&keys, &mut opening);
        // What does not move out now moves out after the next round of sending.
        drop(desk.make_room().await);
        Ok((desk, opening))
    }

    pub(super) fn note_revisions<'a>(&self, stored: impl Iterator<Item = &'a Stored>) {
        for piece in stored.filter_map(Stored::piece) {
            self.inner.note(piece.key, piece.revision);
        }
    }

    /// Checks whose draft has no head here: they are kept, and no page of a
    /// draft shows them.
    #[must_use]
    pub fn without_head(&self) -> Vec<(InspectionId, CheckId)> {
        let keys = self.inner.keys().into_iter();
        let alone = keys.filter_map(|key| match key {
            Key::DraftCheck(draft, check) => {
                let is_live = self.value::<CheckDraft>(key).is_some();
                // What a window wrote while another closed the draft is in the
                // record.
                let is_alone = !self.has(Key::DraftHead(draft)) && !self.is_closed(draft);
                (is_live && is_alone).then_some((draft, check))
            }
            _ => None,
        });
        alone.collect()
    }

    /// How many values were set aside at any time.
    ///
    /// # Errors
    /// [`JournalError`], inside the future.
    #[must_use]
    pub fn in_quarantine(&self) -> LocalFuture<'static, Result<usize, JournalError>> {
        let desk = self.clone();
        Box::pin(async move {
            let keys = desk.inner.journal.keys().await?;
            let aside = keys.iter().filter(|key| key.starts_with(QUARANTINE));
            Ok(aside.count())
        })
    }

    fn look_round(&self, journal: &[String], opening: &mut Opening) {
        let keys = self.inner.keys();
        let documents = self.documents();
        let drafts = self.drafts();
        opening.without_head = self.without_head();
        for key in &keys {
            match key {
                Key::Delivery(id) if documents.binary_search(id).is_err() => {
                    opening.without_document.push(*id);
                }
                _ => {}
            }
        }
        for Head { id, photos, .. } in drafts {
            if let Ok(draft) = self.load_draft(id) {
                let missing = missing_checks(&draft).into_iter();
                opening.missing.extend(missing.map(|check| (id, check)));
            }
            for photo in photos {
                if !journal.contains(&Key::DraftPhoto(id, photo.id).to_string()) {
                    opening.missing_photos.push((id, photo.id));
                }
            }
        }
    }
}

/// The keys of the journal that are read at opening: no pictures, and no
/// document that the working copy has a line for, which is then left out on
/// both sides.
fn light(journal: &[String], store: &mut Vec<Stored>) -> Vec<String> {
    let is_stub = |stored: &Stored| {
        let document = stored.key.parse().ok().filter(Key::is_document);
        let piece = document.and_then(|key| open(&key, &stored.text).ok());
        piece.is_some_and(|piece| matches!(piece.body, Body::Stub(_)))
    };
    let stubs = store.iter().filter(|stored| is_stub(stored));
    let mut there = journal.to_vec();
    put_in_order(&mut there, Ord::cmp);
    let known = stubs.filter(|stub| there.binary_search(&stub.key).is_ok());
    let mut known: Vec<String> = known.map(|stub| stub.key.clone()).collect();
    put_in_order(&mut known, Ord::cmp);
    let is_known = |key: &String| known.binary_search(key).is_ok();
    store.retain(|stored| !is_known(&stored.key));
    let is_read = |key: &&String| {
        let picture = key.parse().is_ok_and(|key: Key| key.is_picture());
        !picture && !key.starts_with(QUARANTINE) && !is_known(key)
    };
    journal.iter().filter(is_read).cloned().collect()
}

/// The photos and papers that are documents, in order.
fn pictures(journal: &[String]) -> Vec<Picture> {
    let picture = |text: &String| {
        let key: Key = text.parse().ok()?;
        let (inspection, id) = key.belonging()?;
        Some((inspection, id, key))
    };
    let mut pictures: Vec<_> = journal.iter().filter_map(picture).collect();
    put_in_order(&mut pictures, Ord::cmp);
    pictures
}

/// Whether a piece says what its key promises.
pub(super) fn is_sound(piece: &Piece) -> bool {
    let Some(json) = piece.json() else {
        return true;
    };
    match piece.key {
        Key::Device => reads::<DeviceId>(json),
        Key::Settings => reads::<Settings>(json),
        Key::Office => reads::<OfficeProfile>(json),
        Key::Rules => reads::<OfficeRules>(json),
        Key::DraftHead(id) => json.read().is_ok_and(|head: Head| head.id == id),
        Key::DraftCheck(_, id) => json.read().is_ok_and(|check: CheckDraft| check.id == id),
        Key::Document(id) => {
            Frozen::thaw(json.text()).is_ok_and(|document| document.inspection.id == id)
        }
        Key::Delivery(_) => reads::<Delivery>(json),
        Key::Chain => reads::<Tail>(json),
        Key::Enrolment => reads::<Enrolment>(json),
        Key::Bin(_) => reads::<Laid>(json),
        Key::DraftPhoto(..) | Key::Photo(..) | Key::Attachment(..) | Key::Line(_) => true,
    }
}

fn reads<T: inspection::FromJson>(json: &Json) -> bool {
    json.read::<T>().is_ok()
}
