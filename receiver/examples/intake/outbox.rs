//! What waits on a tablet that was long without a network: inspections and their
//! photos, in one chain.

use anyhow::{Context, Result};
use inspection::{
    Digest, DocumentId, Encoded, Inspection, InspectionId, Photo, PhotoType, freeze, read_json,
    upload_body,
};
use uuid::Uuid;

use crate::VISIT;

/// Inspections that wait.
pub(crate) const INSPECTIONS: usize = 500;
/// Photos of each.
pub(crate) const PHOTOS: usize = 2;
/// Bytes of a picture, as the tablet makes them.
pub(crate) const PICTURE: usize = 150_000;

/// The uploads, in the order of the chain.
pub(crate) fn waiting() -> Result<Vec<String>> {
    let visit: Inspection = read_json(VISIT).ok().context("no golden document")?;
    let mut link = visit.link.clone();
    link.device.0 = Uuid::from_u128(1);
    (link.sequence, link.previous) = (0, None);
    let mut bodies = Vec::with_capacity(INSPECTIONS * (1 + PHOTOS));
    for number in 0..INSPECTIONS {
        let first = u128::try_from(number)? * 10 + 5_000_000;
        let mut inspection = visit.clone();
        inspection.id = InspectionId(Uuid::from_u128(first));
        link.sequence += 1;
        inspection.link = link.clone();
        let frozen = freeze(&inspection)?;
        link.previous = Some(frozen.sha256.clone());
        bodies.push(upload_body(&frozen)?);
        for photo in 1..=PHOTOS {
            let id = first + u128::try_from(photo)?;
            link.sequence += 1;
            let picture = picture(u64::try_from(id)?);
            let photo = Photo {
                id: DocumentId(Uuid::from_u128(id)),
                link: link.clone(),
                inspection: inspection.id,
                check: None,
                taken: inspection.closed.clone(),
                position: None,
                caption: None,
                media_type: PhotoType::Jpeg,
                width: 1600.try_into()?,
                height: 1200.try_into()?,
                sha256: Digest::of(&picture),
                content: Encoded::of(&picture),
            };
            let frozen = freeze(&photo)?;
            link.previous = Some(frozen.sha256.clone());
            bodies.push(upload_body(&frozen)?);
        }
    }
    Ok(bodies)
}

/// Begins as a JPEG does; the rest is as little alike as a photo's.
fn picture(seed: u64) -> Vec<u8> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe0];
    let mut state = seed | 1;
    while bytes.len() < PICTURE {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        bytes.extend(state.to_le_bytes());
    }
    bytes
}
