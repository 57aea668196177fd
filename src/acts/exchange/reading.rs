//! What a file says: its parts, each of them what its name promises, or none.
//! What becomes of them is for importing.

use inspection::{
    DeviceId, Digest, Frozen, Head, InspectionId, canonical_json, parse_json, put_in_order,
};
use serde_json::Value;

use super::{ImportError, VERSION};
use crate::acts::opening::is_sound;
use crate::store::{Body, Json, Key, Piece};

/// The highest number of a check that is believed of a file: far more than a
/// visit has, and far from the last one there is.
const HIGHEST: u16 = 9_999;

/// The parts of a file.
pub(super) struct File {
    pub(super) documents: Vec<Value>,
    pub(super) drafts: Vec<Value>,
    /// The tablet that wrote it, where it says so.
    device: Option<String>,
    /// Whether that tablet gave its drafts away with it.
    handed_over: bool,
}

impl File {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let mut file = parse_json(text).map_err(|_| ImportError::NotAnExport)?;
        let version = file.get("v").and_then(Value::as_u64);
        let kind = file.get("kind").and_then(Value::as_str);
        match (version, kind) {
            (Some(VERSION), Some("export")) => {}
            (Some(newer), Some("export")) => return Err(ImportError::Newer(newer)),
            _ => return Err(ImportError::NotAnExport),
        }
        let mut parts = |name: &str| match file.get_mut(name).map(Value::take) {
            Some(Value::Array(parts)) => Ok(parts),
            None => Ok(Vec::new()),
            Some(_) => Err(ImportError::NotAnExport),
        };
        let (documents, drafts) = (parts("documents")?, parts("drafts")?);
        let device = file.get("device").and_then(Value::as_str);
        Ok(Self {
            documents,
            drafts,
            device: device.map(str::to_owned),
            handed_over: file.get("handed_over").and_then(Value::as_bool) == Some(true),
        })
    }

    /// Whether its drafts are copies, to which another tablet than this has the
    /// original.
    pub(super) fn has_copies(&self, device: DeviceId) -> bool {
        !self.handed_over && self.device != Some(device.to_string())
    }
}

/// The key and the canonical text of a document in its envelope, where it is
/// what the envelope says.
pub(super) fn document(envelope: &Value) -> Option<(Key, Json)> {
    let document = envelope.get("document")?;
    let text = canonical_json(document).ok()?;
    let promised = envelope.get("proof")?.get("sha256")?.as_str()?;
    if Digest::of(text.as_bytes()).as_str() != promised {
        return None;
    }
    let id = |name: &str| document.get(name)?.as_str();
    let key = match id("kind")? {
        "inspection" => Key::Document(Frozen::thaw(&text).ok()?.inspection.id),
        "photo" => Key::Photo(id("inspection")?.parse().ok()?, id("id")?.parse().ok()?),
        "attachment" => Key::Attachment(id("inspection")?.parse().ok()?, id("id")?.parse().ok()?),
        _ => return None,
    };
    Some((key, Json::verbatim(&text).ok()?))
}

/// The pieces of a draft in a file, each of which says what its key
/// promises; `None` where one does not.
pub(super) fn draft_changes(draft: &Value) -> Option<(InspectionId, Vec<(Key, Json)>)> {
    let id: InspectionId = draft.get("id")?.as_str()?.parse().ok()?;
    let mut changes = Vec::new();
    for piece in draft.get("pieces")?.as_array()? {
        let key: Key = piece.get("key")?.as_str()?.parse().ok()?;
        let json = Json::verbatim(&canonical_json(piece.get("value")?).ok()?).ok()?;
        let of_draft = match key {
            Key::DraftHead(of) | Key::DraftCheck(of, _) | Key::DraftPhoto(of, _) | Key::Bin(of) => {
                of == id
            }
            _ => false,
        };
        let body = Body::Json(json.clone());
        let whole = Piece {
            key,
            revision: 1,
            body,
        };
        if !of_draft || !is_sound(&whole) {
            return None;
        }
        changes.push((key, json));
    }
    let head = changes.iter().find(|(key, _)| *key == Key::DraftHead(id));
    let head: Head = head?.1.read().ok()?;
    is_believed(&head, &changes).then_some((id, changes))
}

/// Whether a head names each check and photo once, and no number is so high
/// that checks could no longer be added.
fn is_believed(head: &Head, changes: &[(Key, Json)]) -> bool {
    let numbers = changes.iter().filter_map(|(key, _)| match key {
        Key::DraftCheck(_, check) => Some(check.0),
        _ => None,
    });
    let listed = head.checks.iter().map(|check| check.0);
    let mut numbers = numbers.chain(listed).chain([head.checks_made]);
    let photos = head.photos.iter().map(|photo| photo.id);
    numbers.all(|number| number <= HIGHEST)
        && is_each_once(head.checks.clone())
        && is_each_once(photos.collect())
}

fn is_each_once<T: Ord>(mut all: Vec<T>) -> bool {
    put_in_order(&mut all, Ord::cmp);
    all.windows(2).all(|pair| pair[0] != pair[1])
}

/// The digests of the pictures that an inspection in a file names; `None`
/// where the inspection is not in it.
pub(super) fn named_in(documents: &[Value], id: InspectionId) -> Option<Vec<String>> {
    let id = id.to_string();
    let of = |part: &&Value| part["kind"] == "inspection" && part["document"]["id"] == id.as_str();
    let inspection = documents.iter().find(of)?;
    let photos = inspection["document"]["photos"].as_array();
    let digests = photos.into_iter().flatten();
    Some(
        digests
            .filter_map(|photo| Some(photo["sha256"].as_str()?.to_owned()))
            .collect(),
    )
}
