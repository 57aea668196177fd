//! The clauses of the upload contract, each with what tries it. Whoever is
//! asked for nothing here has nothing to keep.

use inspection::{DocumentId, Frozen, Receipt, canonical_json, upload_body};
use serde_json::{Value, json};

use super::Shortcoming;
use super::endpoint::{Endpoint, Reply, Sending, content_digest};
use super::trial::Trial;

mod declaring;
mod keeping;
mod refusing;

/// A clause.
pub(super) struct Clause {
    /// Its short name.
    pub(super) name: &'static str,
    /// What it asks for.
    pub(super) says: &'static str,
    /// Whether a tablet loses or repeats its work where it is broken.
    pub(super) required: bool,
    /// Whether it was tried, or what is amiss.
    pub(super) try_out: fn(&mut Bench<'_>) -> Result<bool, Shortcoming>,
}

/// What a clause is tried with.
pub(super) struct Bench<'a> {
    endpoint: &'a Endpoint,
    trial: &'a mut Trial,
    /// What is kept and could be better.
    pub(super) advice: Vec<String>,
}

/// All of them, in the order of trial.
pub(super) const CLAUSES: &[Clause] = &[
    Clause {
        name: "receipt",
        says: "a new document is answered 201 or 200 with a receipt of its id and its digest",
        required: true,
        try_out: keeping::receipt,
    },
    Clause {
        name: "same-again",
        says: "the same bytes again get the same receipt",
        required: true,
        try_out: keeping::same_again,
    },
    Clause {
        name: "other-form",
        says: "white space, order of members and escapes do not matter: the receipt is the same",
        required: true,
        try_out: keeping::other_form,
    },
    Clause {
        name: "unknown-member",
        says: "members that nobody knows yet belong to the document and to its digest",
        required: true,
        try_out: keeping::unknown_member,
    },
    Clause {
        name: "any-order",
        says: "photos, attachments and outcomes are kept before their inspection, and it after them",
        required: true,
        try_out: keeping::any_order,
    },
    Clause {
        name: "large",
        says: "a photo of 7 MiB is kept",
        required: true,
        try_out: keeping::large,
    },
    Clause {
        name: "conflict",
        says: "other bytes under a known id are answered 409, and the first stay",
        required: true,
        try_out: keeping::conflict,
    },
    Clause {
        name: "at-once",
        says: "the same document sent several times at once gets one receipt",
        required: true,
        try_out: keeping::at_once,
    },
    Clause {
        name: "conflict-at-once",
        says: "of two documents sent at once under one id one is kept, the other answered 409",
        required: true,
        try_out: keeping::conflict_at_once,
    },
    Clause {
        name: "not-json",
        says: "what is no JSON, or no envelope, is refused with 400",
        required: true,
        try_out: refusing::not_json,
    },
    Clause {
        name: "wrong-content-type",
        says: "what is not sent as application/json is refused with 415",
        required: true,
        try_out: refusing::wrong_content_type,
    },
    Clause {
        name: "wrong-digest",
        says: "a document that is not its proof's is refused with 422 and not kept",
        required: true,
        try_out: refusing::wrong_digest,
    },
    Clause {
        name: "other-id",
        says: "an envelope that names another id or kind than its document is refused with 422",
        required: true,
        try_out: refusing::other_id,
    },
    Clause {
        name: "unknown-version",
        says: "another version or an unknown kind is refused with 400",
        required: true,
        try_out: refusing::unknown_version,
    },
    Clause {
        name: "too-large",
        says: "more than 10 MiB are refused with 413, or kept",
        required: true,
        try_out: refusing::too_large,
    },
    Clause {
        name: "without-headers",
        says: "Content-Digest and Idempotency-Key may be absent, other algorithms are passed over",
        required: true,
        try_out: declaring::without_headers,
    },
    Clause {
        name: "damaged",
        says: "a body that was damaged on the way is not kept, and the whole one after it is",
        required: true,
        try_out: declaring::damaged,
    },
    Clause {
        name: "damaged-408",
        says: "a body that is not its Content-Digest's is answered 408: tablets send it again",
        required: false,
        try_out: declaring::damaged_is_sent_again,
    },
    Clause {
        name: "other-key",
        says: "an Idempotency-Key that is not the document's id is refused with 422",
        required: false,
        try_out: declaring::other_key,
    },
    Clause {
        name: "cross-origin",
        says: "browsers of the app's origin are permitted to send and to read the answers",
        required: true,
        try_out: declaring::cross_origin,
    },
];

impl<'a> Bench<'a> {
    pub(super) fn new(endpoint: &'a Endpoint, trial: &'a mut Trial) -> Self {
        Self {
            endpoint,
            trial,
            advice: Vec::new(),
        }
    }

    /// Sends a body as the tablet does.
    fn send(&self, id: DocumentId, body: &str) -> Result<Reply, Shortcoming> {
        let digest = content_digest(body);
        self.endpoint.send(Sending::whole(id, body, &digest))
    }

    /// Sends a document as the tablet does, and has its receipt.
    fn keep(&self, frozen: &Frozen) -> Result<Receipt, Shortcoming> {
        self.send(frozen.id, &envelope(frozen)?)?.receipt(frozen)
    }

    /// Takes a refusal, with advice where it could be better.
    fn refused(&mut self, reply: &Reply, expected: u16) -> Result<(), Shortcoming> {
        self.advice.extend(reply.refusal(expected)?);
        Ok(())
    }

    /// Whether nothing of a document was kept: the true one is taken as new.
    fn nothing_kept(&self, frozen: &Frozen) -> Result<(), Shortcoming> {
        let kept = self.keep(frozen);
        kept.map_err(|Shortcoming(said)| {
            Shortcoming::fault(format!("the true document was sent after it: {said}"))
        })?;
        Ok(())
    }
}

/// The body of an upload.
fn envelope(frozen: &Frozen) -> Result<String, Shortcoming> {
    upload_body(frozen).map_err(|error| Shortcoming::own(&error.to_string()))
}

/// The body of an upload, to change.
fn envelope_value(frozen: &Frozen) -> Result<Value, Shortcoming> {
    let read = serde_json::from_str(&envelope(frozen)?);
    read.map_err(|error| Shortcoming::own(&error.to_string()))
}

/// A document with another member, honestly hashed: its envelope and itself.
fn with_member(
    frozen: &Frozen,
    member: &str,
    value: Value,
) -> Result<(String, Frozen), Shortcoming> {
    let own = |error: inspection::CanonicalError| Shortcoming::own(&error.to_string());
    let mut envelope = envelope_value(frozen)?;
    envelope["document"][member] = value;
    let text = canonical_json(&envelope["document"]).map_err(own)?;
    let sha256 = inspection::Digest::of(text.as_bytes());
    envelope["proof"]["sha256"] = json!(sha256);
    let changed = Frozen {
        text,
        sha256,
        ..frozen.clone()
    };
    Ok((envelope.to_string(), changed))
}
