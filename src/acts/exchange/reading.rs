//! What a file says: its parts, each of them what its name promises, or none.
//! What becomes of them is for importing.

use inspection::{Digest, Frozen, InspectionId, canonical_json};
use serde_json::Value;

use super::{ImportError, VERSION};
use crate::acts::opening::is_sound;
use crate::store::{Body, Json, Key, Piece};

/// The parts of a file.
pub(super) struct File {
    pub(super) documents: Vec<Value>,
    pub(super) drafts: Vec<Value>,
}

impl File {
    pub(super) fn read(text: &str) -> Result<Self, ImportError> {
        let mut file: Value = serde_json::from_str(text).map_err(|_| ImportError::NotAnExport)?;
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
        Ok(Self {
            documents: parts("documents")?,
            drafts: parts("drafts")?,
        })
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
        let json = Json::verbatim(&piece.get("value")?.to_string()).ok()?;
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
    let has_head = changes.iter().any(|(key, _)| *key == Key::DraftHead(id));
    has_head.then_some((id, changes))
}
