//! A small server that keeps the upload contract, but for one flaw.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex};

use axum::Router;
use axum::body::Bytes;
use axum::extract::{DefaultBodyLimit, State};
use axum::http::{HeaderMap, Method};
use axum::response::{IntoResponse, Response};
use axum::routing::any;
use inspection::{Digest, Encoded, canonical_json};
use serde::Deserialize;
use serde_json::value::RawValue;
use serde_json::{Value, json};
use tokio::runtime::Runtime;
use tokio::sync::watch;

/// What is wrong with the server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Flaw {
    /// The moment of the receipt is that of the answer.
    NewReceiptEachTime,
    /// The digest is of the document's text as it was sent.
    HashesAsSent,
    /// Members that it does not know are left out before it hashes.
    DropsUnknownMembers,
    /// A photo waits for its inspection.
    WantsInspectionFirst,
    /// The last document under an id is the one that is kept.
    Overwrites,
    /// Other bytes under an id get the first ones' receipt.
    HidesConflicts,
    /// It looks whether an id is free, and writes some time later.
    LooksThenWrites,
    /// Whatever comes is answered with 200.
    TakesAnything,
    /// Forms and plain text are taken for JSON.
    TakesAnyContentType,
    /// It makes its own digest and does not look at the proof.
    HashesItself,
    /// The digest of the proof is the one of the receipt.
    TrustsTheProof,
    /// A document with a wrong proof is refused, and kept.
    KeepsThenChecks,
    /// Neither `Content-Digest` nor proof is looked at.
    KeepsDamaged,
    /// Only the document's own id and kind are looked at.
    IgnoresTheEnvelope,
    /// Neither version nor kind is looked at.
    TakesAnyVersion,
    /// `Content-Digest` must be there.
    WantsHeaders,
    /// Browsers' questions are not answered.
    NotCrossOrigin,
    /// Refusals cannot be read across origins.
    CrossOriginReceiptsOnly,
    /// Errors are words, not problem documents.
    PlainErrors,
    /// Everything wrong is a fault of the server.
    ServerErrors,
    /// Bodies end at 1 MiB.
    SmallLimit,
    /// Something in between answers with a page.
    SignInPage,
    /// Headers are not looked at, which is permitted.
    IgnoresHeaders,
    /// A new document is answered with 200, which is permitted.
    Always200,
}

/// A running server, gone with the value.
pub(super) struct FlawedServer {
    pub(super) address: String,
    _runtime: Runtime,
}

impl FlawedServer {
    pub(super) fn start(flaw: Option<Flaw>) -> Self {
        let runtime = Runtime::new().unwrap();
        let bound = tokio::net::TcpListener::bind("127.0.0.1:0");
        let listener = runtime.block_on(bound).unwrap();
        let address = format!("http://{}/api/v1/uploads", listener.local_addr().unwrap());
        let kept = Kept {
            flaw,
            documents: Arc::default(),
            looked: watch::Sender::default(),
        };
        let router = Router::new()
            .route("/api/v1/uploads", any(answer))
            .layer(DefaultBodyLimit::disable())
            .with_state(kept);
        runtime.spawn(async move { axum::serve(listener, router).await });
        Self {
            address,
            _runtime: runtime,
        }
    }
}

/// What is kept: the receipt by id.
#[derive(Clone)]
struct Kept {
    flaw: Option<Flaw>,
    documents: Arc<Mutex<BTreeMap<String, Value>>>,
    /// The ids that a server looked for in vain before it writes.
    looked: watch::Sender<Vec<String>>,
}

#[derive(Deserialize)]
struct Envelope<'a> {
    v: Value,
    kind: String,
    id: String,
    #[serde(borrow)]
    document: &'a RawValue,
    proof: Proof,
}

#[derive(Deserialize)]
struct Proof {
    sha256: String,
}

/// A status and what is wrong.
type Refusal = (u16, String);

async fn answer(
    State(kept): State<Kept>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let permit = [
        ("access-control-allow-origin", "https://tablets.example"),
        (
            "access-control-allow-headers",
            "Content-Type, Content-Digest, Idempotency-Key",
        ),
        ("vary", "Origin"),
    ];
    let flaw = kept.flaw;
    if flaw == Some(Flaw::SignInPage) {
        return "<html>Sign in".into_response();
    }
    if method == Method::OPTIONS && flaw != Some(Flaw::NotCrossOrigin) {
        return permit.into_response();
    }
    if method != Method::POST {
        return http_status(405).into_response();
    }
    match kept.take(&headers, &body).await {
        Ok((status, receipt)) => (http_status(status), permit, axum::Json(receipt)).into_response(),
        Err((status, why)) => kept.refuse(status, &why, permit),
    }
}

impl Kept {
    fn is(&self, flaw: Flaw) -> bool {
        self.flaw == Some(flaw)
    }

    fn refuse(
        &self,
        status: u16,
        why: &str,
        permit: [(&'static str, &'static str); 3],
    ) -> Response {
        let problem = json!({ "type": "/problems/flawed", "detail": why }).to_string();
        let media_type = [("content-type", "application/problem+json")];
        match self.flaw {
            Some(Flaw::TakesAnything) if status == 400 => {
                (permit, axum::Json(json!({}))).into_response()
            }
            Some(Flaw::PlainErrors) => {
                (http_status(status), permit, why.to_owned()).into_response()
            }
            Some(Flaw::ServerErrors) => http_status(500).into_response(),
            Some(Flaw::CrossOriginReceiptsOnly) => {
                (http_status(status), media_type, problem).into_response()
            }
            _ => (http_status(status), permit, media_type, problem).into_response(),
        }
    }

    async fn take(&self, headers: &HeaderMap, body: &[u8]) -> Result<(u16, Value), Refusal> {
        self.check_headers(headers, body)?;
        let envelope: Envelope<'_> =
            serde_json::from_slice(body).map_err(|error| (400, error.to_string()))?;
        let mut document: Value = serde_json::from_str(envelope.document.get())
            .map_err(|error| (400, error.to_string()))?;
        let kinds = ["inspection", "photo", "attachment", "outcome"];
        let known = kinds.contains(&envelope.kind.as_str());
        let any_version = self.is(Flaw::TakesAnyVersion);
        if !(envelope.v == 1 && known || any_version) {
            return Err((400, "another version or kind".to_owned()));
        }
        let same_kind = document["kind"] == envelope.kind || any_version && !known;
        let any = self.is(Flaw::IgnoresTheEnvelope);
        if !(same_kind && document["id"] == envelope.id || any) {
            return Err((422, "another id or kind".to_owned()));
        }
        let key = headers.get("idempotency-key");
        let key = key.filter(|_| !self.is(Flaw::IgnoresHeaders) && !any);
        if key.is_some_and(|key| *key != format!("\"{}\"", envelope.id)) {
            return Err((422, "another key".to_owned()));
        }
        let mut sha256 = self.digest(&envelope, &document)?;
        if self.is(Flaw::DropsUnknownMembers) {
            drop(document.as_object_mut().unwrap().remove("weather"));
            sha256 = Digest::of(canonical_json(&document).unwrap().as_bytes()).to_string();
        }
        let id = document["id"].as_str().unwrap().to_owned();
        self.keep(id, sha256, &document).await
    }

    fn check_headers(&self, headers: &HeaderMap, body: &[u8]) -> Result<(), Refusal> {
        let json = headers["content-type"] == "application/json";
        if !json && !self.is(Flaw::TakesAnyContentType) {
            return Err((415, "not JSON".to_owned()));
        }
        let limit = if self.is(Flaw::SmallLimit) { 1 } else { 10 };
        if body.len() > limit * 1024 * 1024 {
            return Err((413, "too large".to_owned()));
        }
        let promised = headers.get("content-digest");
        let promised = promised.map(|value| value.to_str().unwrap());
        if promised.is_none() && self.is(Flaw::WantsHeaders) {
            return Err((400, "no Content-Digest".to_owned()));
        }
        let unread = self.is(Flaw::IgnoresHeaders) || self.is(Flaw::KeepsDamaged);
        let promised = promised.filter(|value| value.starts_with("sha-256=") && !unread);
        if promised.is_some_and(|value| value != content_digest(body)) {
            return Err((408, "damaged".to_owned()));
        }
        Ok(())
    }

    fn digest(&self, envelope: &Envelope<'_>, document: &Value) -> Result<String, Refusal> {
        let text = if self.is(Flaw::HashesAsSent) {
            envelope.document.get().to_owned()
        } else {
            canonical_json(document).map_err(|error| (422, error.to_string()))?
        };
        let found = Digest::of(text.as_bytes()).to_string();
        let proof = &envelope.proof.sha256;
        match self.flaw {
            Some(Flaw::TrustsTheProof) => Ok(proof.clone()),
            Some(Flaw::HashesItself | Flaw::KeepsDamaged) => Ok(found),
            _ if found == *proof => Ok(found),
            Some(Flaw::KeepsThenChecks) => {
                let receipt = json!({ "id": envelope.id, "sha256": found, "received_at": NOON });
                self.documents
                    .lock()
                    .unwrap()
                    .insert(envelope.id.clone(), receipt);
                Err((422, "wrong digest".to_owned()))
            }
            _ => Err((422, "wrong digest".to_owned())),
        }
    }

    async fn keep(
        &self,
        id: String,
        sha256: String,
        document: &Value,
    ) -> Result<(u16, Value), Refusal> {
        let visit = document["inspection"].as_str();
        let visit_is_here = || self.documents.lock().unwrap().contains_key(visit.unwrap());
        let photo = document["kind"] == "photo";
        if self.is(Flaw::WantsInspectionFirst) && photo && !visit_is_here() {
            return Err((422, "no such inspection".to_owned()));
        }
        let moment = inspection::moment::write(chrono::Utc::now());
        let new = json!({ "id": id, "sha256": sha256, "received_at": moment });
        let first = self.documents.lock().unwrap().get(&id).cloned();
        if self.is(Flaw::LooksThenWrites) && first.is_none() {
            // So that the flaw shows whenever two are sent at once: nobody
            // writes before two have looked.
            self.looked.send_modify(|looked| looked.push(id.clone()));
            let two = |looked: &Vec<String>| looked.iter().filter(|seen| **seen == id).count() > 1;
            drop(self.looked.subscribe().wait_for(two).await);
            self.documents.lock().unwrap().insert(id, new.clone());
            return Ok((201, new));
        }
        let mut documents = self.documents.lock().unwrap();
        let first = documents.get(&id).cloned();
        match first {
            None => {
                documents.insert(id, new.clone());
                Ok((if self.is(Flaw::Always200) { 200 } else { 201 }, new))
            }
            Some(_) if self.is(Flaw::NewReceiptEachTime) => Ok((200, new)),
            Some(first) if first["sha256"] == *sha256 => Ok((200, first)),
            Some(_) if self.is(Flaw::Overwrites) => {
                documents.insert(id, new.clone());
                Ok((200, new))
            }
            Some(first) if self.is(Flaw::HidesConflicts) => Ok((200, first)),
            Some(_) => Err((409, "taken".to_owned())),
        }
    }
}

const NOON: &str = "2026-11-22T05:00:00Z";

fn http_status(status: u16) -> axum::http::StatusCode {
    status.try_into().unwrap()
}

/// `Content-Digest` of these bytes.
fn content_digest(body: &[u8]) -> String {
    let digits = Digest::of(body).to_string();
    let byte = |at: usize| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
    let bytes: Vec<u8> = (0..64).step_by(2).map(byte).collect();
    format!("sha-256=:{}:", Encoded::of(&bytes).0)
}
