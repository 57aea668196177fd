//! What a piece says of a document: which one it is, or stands for, and whether
//! the office has it.

use inspection::{Digest, FromJson, Member};

use super::{Body, Piece};
use crate::store::Key;

impl Piece {
    /// The digest of a document's text, where this is a document or stands for
    /// one.
    fn document_digest(&self) -> Option<Digest> {
        struct Named(Digest);

        impl FromJson for Named {
            fn from_json(from: &Member<'_>) -> Self {
                Self(from.get("sha256"))
            }
        }

        match &self.body {
            Body::Json(json) => Some(Digest::of(json.text().as_bytes())),
            Body::Stub(line) => line.read().ok().map(|Named(sha256)| sha256),
            Body::Removed => None,
        }
    }

    /// Whether both are the same document, or stand for the same.
    #[must_use]
    pub fn is_same_document(&self, other: &Self) -> bool {
        let digest = self.document_digest();
        digest.is_some() && digest == other.document_digest()
    }

    /// Whether it says that the office has a document: kept for ever, and in
    /// place of anything else.
    #[must_use]
    pub fn is_receipt(&self) -> bool {
        struct Stated(String);

        impl FromJson for Stated {
            fn from_json(from: &Member<'_>) -> Self {
                Self(from.get("state"))
            }
        }

        let json = self.json().filter(|_| matches!(self.key, Key::Delivery(_)));
        let stated = json.and_then(|json| json.read().ok());
        stated.is_some_and(|Stated(state)| state == "received")
    }
}
