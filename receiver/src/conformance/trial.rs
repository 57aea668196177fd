//! The documents of a trial: fresh ids, one chain, and in every one the words
//! that say it is a trial. Nothing here sends.

use std::num::NonZeroU32;

use chrono::{DateTime, Duration, SubsecRound, Utc};
use inspection::{
    Attachment, AttachmentType, CheckDraft, CheckKind, Closing, Content, DeviceId, Digest,
    DocumentId, Draft, Encoded, Freeze, Frozen, Head, InspectionId, Link, Outcome, OutcomeResult,
    Photo, PhotoType, RulePack, Stamp, check_sections, freeze,
};
use uuid::Uuid;

use super::Shortcoming;
use crate::wording::conformance::{FILE, NOT_REAL, TRIAL};

/// One transparent pixel in PNG (ISO/IEC 15948).
const PIXEL: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x01\0\0\0\x01\x08\x06\0\0\0\x1f\x15\
    \xc4\x89\0\0\0\rIDATx\x9cc\0\x01\0\0\x05\0\x01\r\n-\xb4\0\0\0\0IEND\xaeB`\x82";
/// The smallest beginning of a PDF (ISO 32000-1, 7.5.2).
const PAPER: &[u8] = b"%PDF-1.4\n%%EOF\n";

/// One run against one endpoint.
#[derive(Debug)]
pub(super) struct Trial {
    device: DeviceId,
    /// The visit that all photos, attachments and outcomes belong to.
    visit: InspectionId,
    now: DateTime<Utc>,
    sequence: u64,
    previous: Option<Digest>,
}

impl Trial {
    pub(super) fn new(now: DateTime<Utc>) -> Self {
        Self {
            device: DeviceId(Uuid::now_v7()),
            visit: InspectionId(Uuid::now_v7()),
            now: now.trunc_subsecs(0),
            sequence: 0,
            previous: None,
        }
    }

    /// The visit, with one check in which nothing is wrong.
    pub(super) fn visit(&mut self) -> Result<Frozen, Shortcoming> {
        let pack = RulePack::current();
        let mut head = Head::new(self.visit, self.stamp(), pack.name());
        let day = self.stamp().local_date().format("%d/%m/%Y").to_string();
        for (field, text) in [
            ("establishment_name", TRIAL),
            ("establishment_address", NOT_REAL),
            ("establishment_kind", "market_stall"),
            ("inspector", TRIAL),
            ("inspected_on", &day),
            ("conclusion", NOT_REAL),
        ] {
            head.answers.insert(field.to_owned(), text.to_owned());
        }
        let mut check = head.add_check(CheckKind::Quality, "toys");
        answer(&mut check, pack);
        let draft = Draft {
            head,
            checks: vec![check],
        };
        let closing = Closing {
            closed: self.stamp(),
            link: self.link(),
        };
        let closed = draft.close(pack, closing);
        let visit = closed.map_err(|gaps| Shortcoming::own(&format!("{gaps:?}")))?;
        self.freeze(&visit)
    }

    pub(super) fn photo(&mut self) -> Result<Frozen, Shortcoming> {
        self.photo_of(PIXEL)
    }

    /// A photo of that many bytes: what follows a picture's end is not read.
    pub(super) fn photo_of_size(&mut self, bytes: usize) -> Result<Frozen, Shortcoming> {
        let mut picture = PIXEL.to_vec();
        picture.resize(bytes, 0);
        self.photo_of(&picture)
    }

    fn photo_of(&mut self, picture: &[u8]) -> Result<Frozen, Shortcoming> {
        let photo = Photo {
            id: fresh(),
            link: self.link(),
            inspection: self.visit,
            check: None,
            taken: self.stamp(),
            position: None,
            caption: Some(TRIAL.to_owned()),
            media_type: PhotoType::Png,
            width: NonZeroU32::MIN,
            height: NonZeroU32::MIN,
            sha256: Digest::of(picture),
            content: Encoded::of(picture),
        };
        self.freeze(&photo)
    }

    pub(super) fn attachment(&mut self) -> Result<Frozen, Shortcoming> {
        let attachment = Attachment {
            id: fresh(),
            link: self.link(),
            inspection: self.visit,
            check: None,
            added: self.stamp(),
            name: FILE.to_owned(),
            media_type: AttachmentType::Pdf,
            sha256: Digest::of(PAPER),
            content: Encoded::of(PAPER),
        };
        self.freeze(&attachment)
    }

    /// The smallest document: most clauses are tried with it.
    pub(super) fn outcome(&mut self) -> Result<Frozen, Shortcoming> {
        let outcome = Outcome {
            id: fresh(),
            link: self.link(),
            inspection: self.visit,
            check: None,
            recorded: self.stamp(),
            recorded_by: TRIAL.to_owned(),
            decided_on: self.stamp().local_date(),
            result: OutcomeResult::ClosedWithoutMeasure,
            reference: None,
            note: Some(NOT_REAL.to_owned()),
        };
        self.freeze(&outcome)
    }

    /// The last document was sent in another wording: the chain goes on from it.
    pub(super) fn is_now(&mut self, changed: &Frozen) {
        self.previous = Some(changed.sha256.clone());
    }

    fn freeze<T: Freeze>(&mut self, document: &T) -> Result<Frozen, Shortcoming> {
        let frozen = freeze(document).map_err(|error| Shortcoming::own(&error.to_string()))?;
        self.sequence += 1;
        self.previous = Some(frozen.sha256.clone());
        Ok(frozen)
    }

    fn link(&self) -> Link {
        Link {
            device: self.device,
            sequence: self.sequence + 1,
            previous: self.previous.clone(),
        }
    }

    /// Việt Nam keeps UTC+7 all year.
    fn stamp(&self) -> Stamp {
        Stamp {
            at: self.now,
            offset_minutes: i16::try_from(Duration::hours(7).num_minutes()).unwrap_or_default(),
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        }
    }
}

fn fresh() -> DocumentId {
    DocumentId(Uuid::now_v7())
}

/// Answers every item as in order.
fn answer(check: &mut CheckDraft, pack: &RulePack) {
    check.answers.insert("product".to_owned(), TRIAL.to_owned());
    for section in check_sections(pack, check.kind, &check.subject) {
        let Content::Items { items, .. } = section.content else {
            continue;
        };
        for item in items {
            let options = item.answer.options();
            let mut good = ["conform", "no"].into_iter();
            if let Some(good) = good.find(|good| options.contains(good)) {
                check
                    .answers
                    .insert(item.name.code.clone(), good.to_owned());
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use inspection::{Document, Received, reassess};

    use super::*;

    #[test]
    fn every_document_is_one_the_office_takes_and_is_marked() {
        let mut trial = Trial::new("2026-11-22T07:00:00.5Z".parse().unwrap());
        let documents = [
            trial.visit(),
            trial.photo(),
            trial.photo_of_size(1000),
            trial.attachment(),
            trial.outcome(),
        ];
        let mut previous = None;
        for (sequence, frozen) in (1..).zip(documents) {
            let frozen = frozen.unwrap();
            assert!(frozen.text.contains(TRIAL) || frozen.text.contains(FILE));
            let received = Received::read(&frozen.text).unwrap();
            let link = received.document.link();
            assert_eq!((link.sequence, &link.previous), (sequence, &previous));
            previous = Some(frozen.sha256);
            if let Document::Inspection(visit) = &received.document {
                assert_eq!(reassess(visit), []);
            }
        }
    }
}
