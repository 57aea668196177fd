//! What lists show of a closed inspection, read from its document or from the
//! line that stands for it.

use inspection::{
    DeviceId, Digest, FromJson, InspectionId, Member, Receipt, Stamp, Thawed, Verdict,
};
use serde::Serialize;

use crate::store::{Body, Json};

/// What lists show of a closed inspection: all that is left in the working
/// copy once the text has been moved out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The digest of the document.
    pub sha256: Digest,
    /// The tablet that made it.
    pub device: DeviceId,
    /// Its place in that tablet's chain.
    pub sequence: u64,
    /// How many photos belong to it.
    pub photos: u32,
    /// The record that it corrects.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub supersedes: Option<InspectionId>,
    /// Who was visited.
    pub establishment: String,
    /// Its id in the office's register, where it was chosen there.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub register: Option<String>,
    /// When it was closed.
    pub closed: Stamp,
    /// Code of the gravest verdict of its checks; empty without checks.
    pub verdict: String,
    /// The receipt, once the text was moved out.
    pub receipt: Option<Receipt>,
}

impl Summary {
    pub(super) fn of(thawed: &Thawed) -> Self {
        let inspection = &thawed.inspection;
        let (link, establishment) = (&inspection.link, &inspection.establishment);
        let checks = &inspection.checks;
        let verdicts = checks.iter().map(|check| check.assessment.verdict);
        let verdict = (!checks.is_empty()).then(|| Verdict::worst(verdicts).code());
        Self {
            sha256: thawed.frozen.sha256.clone(),
            device: link.device,
            sequence: link.sequence,
            photos: u32::try_from(inspection.photos.len()).unwrap_or(u32::MAX),
            supersedes: inspection.supersedes,
            establishment: establishment.name.clone(),
            register: establishment.register.clone(),
            closed: inspection.closed.clone(),
            verdict: verdict.unwrap_or_default().to_owned(),
            receipt: None,
        }
    }

    /// The line that stands for the document, with its receipt.
    pub(in crate::acts) fn stub(&self, receipt: &Receipt) -> Option<Body> {
        let line = Self {
            receipt: Some(receipt.clone()),
            ..self.clone()
        };
        Json::of(&line).ok().map(Body::Stub)
    }
}

impl FromJson for Summary {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            sha256: from.get("sha256"),
            device: from.get("device"),
            sequence: from.get("sequence"),
            photos: from.get("photos"),
            supersedes: from.get("supersedes"),
            establishment: from.get("establishment"),
            register: from.get("register"),
            closed: from.get("closed"),
            verdict: from.get("verdict"),
            receipt: from.get("receipt"),
        }
    }
}
