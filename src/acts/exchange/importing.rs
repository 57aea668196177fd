//! Reading the file: what is whole and not here is taken over, all else is
//! named.

use inspection::{Digest, Frozen, InspectionId, canonical_json};
use serde_json::Value;

use super::{VERSION, settled};
use crate::LocalFuture;
use crate::acts::opening::is_sound;
use crate::acts::saving::Change;
use crate::acts::{Desk, SaveError};
use crate::store::{Body, Json, Key, Piece};

/// What became of the parts of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Imported {
    /// Documents that are new here.
    pub documents: usize,
    /// Drafts that are new here, or came back.
    pub drafts: usize,
    /// Documents and drafts that were here already.
    pub known: usize,
    /// Ids of those that were not taken: damaged, of an unknown kind, or
    /// another one under an id that is here.
    pub refused: Vec<String>,
}

/// Why nothing was read from a file.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ImportError {
    /// It is no export.
    #[error("the file is no export")]
    NotAnExport,
    /// A newer program wrote it.
    #[error("the file is of version {0}, newer than this program")]
    Newer(u64),
    /// What was read could not be kept.
    #[error(transparent)]
    Save(#[from] SaveError),
}

/// What became of one part.
enum Fate {
    New,
    Known,
    Refused,
}

impl Desk {
    /// Takes over what a file holds and is not here. `receipt`s are not taken
    /// from files: only the office gives them.
    ///
    /// # Errors
    /// [`ImportError`], inside the future; what was taken before it is here.
    #[must_use]
    pub fn import(&self, text: &str) -> LocalFuture<'static, Result<Imported, ImportError>> {
        let desk = self.clone();
        let file = File::read(text);
        Box::pin(async move {
            let file = file?;
            let mut imported = Imported::default();
            for envelope in &file.documents {
                let fate = desk.import_document(envelope).await?;
                imported.documents += usize::from(matches!(fate, Fate::New));
                imported.note(&fate, envelope);
            }
            for draft in &file.drafts {
                let fate = desk.import_draft(draft).await?;
                imported.drafts += usize::from(matches!(fate, Fate::New));
                imported.note(&fate, draft);
            }
            Ok(imported)
        })
    }

    async fn import_document(&self, envelope: &Value) -> Result<Fate, SaveError> {
        let Some((key, text)) = document(envelope) else {
            return Ok(Fate::Refused);
        };
        let Ok(text) = Json::verbatim(&text) else {
            return Ok(Fate::Refused);
        };
        let next = Piece {
            key,
            revision: 1,
            body: Body::Json(text.clone()),
        };
        let here = self.inner.present(key).ok().flatten();
        let here = if here.is_some() {
            here
        } else {
            let kept = self.journaled(&[key]).await;
            kept.map_err(SaveError::StoreOnly)?.into_iter().next()
        };
        if let Some(here) = here {
            let same = here.is_same_document(&next);
            return Ok(if same { Fate::Known } else { Fate::Refused });
        }
        settled(self.save(vec![Change::Write(key, text)]).await)?;
        if let Key::Photo(inspection, photo) = key {
            self.inner.pictures.borrow_mut().insert((inspection, photo));
        }
        Ok(Fate::New)
    }

    async fn import_draft(&self, draft: &Value) -> Result<Fate, SaveError> {
        let Some((id, changes)) = draft_changes(draft) else {
            return Ok(Fate::Refused);
        };
        if self.is_closed(id) {
            return Ok(Fate::Known);
        }
        let differs = changes.iter().any(|(key, json)| {
            // By what they say: a file may be written in another order.
            !key.is_in_journal_only() && self.value::<Value>(*key) != json.read().ok()
        });
        let here = self.value::<Value>(Key::DraftHead(id)).is_some();
        let laid = self.laid(id);
        match (here, laid) {
            (true, None) if differs => return Ok(Fate::Refused),
            (true, None) => return Ok(Fate::Known),
            _ => {}
        }
        let mut all: Vec<Change> = changes
            .into_iter()
            .map(|(key, json)| Change::Write(key, json))
            .collect();
        all.push(Change::Remove(Key::Bin(id)));
        settled(self.save(all).await)?;
        Ok(Fate::New)
    }
}

impl Imported {
    fn note(&mut self, fate: &Fate, part: &Value) {
        match fate {
            Fate::New => {}
            Fate::Known => self.known += 1,
            Fate::Refused => {
                let id = part.get("id").and_then(Value::as_str);
                self.refused.push(id.unwrap_or("?").to_owned());
            }
        }
    }
}

/// The parts of a file.
struct File {
    documents: Vec<Value>,
    drafts: Vec<Value>,
}

impl File {
    fn read(text: &str) -> Result<Self, ImportError> {
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
fn document(envelope: &Value) -> Option<(Key, String)> {
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
    Some((key, text))
}

/// The pieces of a draft in a file, each of which says what its key
/// promises; `None` where one does not.
fn draft_changes(draft: &Value) -> Option<(InspectionId, Vec<(Key, Json)>)> {
    let id: InspectionId = draft.get("id")?.as_str()?.parse().ok()?;
    let mut changes = Vec::new();
    for piece in draft.get("pieces")?.as_array()? {
        let key: Key = piece.get("key")?.as_str()?.parse().ok()?;
        let json = Json::verbatim(&piece.get("value")?.to_string()).ok()?;
        let of_draft = match key {
            Key::DraftHead(of) | Key::DraftCheck(of, _) | Key::DraftPhoto(of, _) => of == id,
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
