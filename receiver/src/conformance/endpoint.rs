//! The endpoint as a tablet meets it: requests as they are on the wire, and
//! what an answer means. Follows no redirect and remembers nothing.

use std::time::Duration;

use axum::http::HeaderMap;
use inspection::{Digest, DocumentId, Frozen, Receipt};
use serde::Deserialize;
use serde_json::Value;
use sfv::{DictSerializer, KeyRef};
use ureq::tls::{RootCerts, TlsConfig};
use ureq::{Agent, Body};
use url::Url;

use super::{ConformanceError, Shortcoming};
use crate::config::Conformance;

/// How long a request may take: as long as a body may take to arrive, and the
/// time to keep it.
const PATIENCE: Duration = Duration::from_secs(90);
/// The most bytes of an answer that are read; a receipt has about 200.
const LONGEST_ANSWER: u64 = 64 * 1024;
/// Where the office's own receiver takes uploads.
const UPLOADS: &str = "/api/v1/uploads";
/// The statuses by which a tablet takes a problem document for a refusal.
const REFUSALS: [u16; 6] = [400, 404, 409, 413, 415, 422];

/// Where the trial sends to.
#[derive(Debug)]
pub(super) struct Endpoint {
    agent: Agent,
    pub(super) address: String,
    /// The origin of a page that is not the endpoint's own.
    pub(super) origin: Option<String>,
    /// The header that shows a tablet's token.
    authorization: Option<String>,
}

/// A request.
#[derive(Clone, Copy, Debug)]
pub(super) struct Sending<'a> {
    pub(super) content_type: &'a str,
    pub(super) digest: Option<&'a str>,
    pub(super) key: Option<DocumentId>,
    pub(super) body: &'a str,
}

/// An answer.
#[derive(Debug)]
pub(super) struct Reply {
    pub(super) status: u16,
    pub(super) headers: HeaderMap,
    pub(super) body: String,
}

impl Endpoint {
    /// # Errors
    /// [`ConformanceError`] where the address or the certificates are none.
    pub(super) fn new(config: &Conformance) -> Result<Self, ConformanceError> {
        let not_an_address = || ConformanceError::NotAnAddress(config.url.clone());
        let mut url = Url::parse(&config.url).map_err(|_| not_an_address())?;
        if !matches!(url.scheme(), "http" | "https") || !url.has_host() {
            return Err(not_an_address());
        }
        if url.path() == "/" {
            url.set_path(UPLOADS);
        }
        let mut tls = TlsConfig::builder();
        if let Some(path) = &config.authority {
            tls = tls.root_certs(authorities(path)?);
        }
        let agent = Agent::config_builder()
            .tls_config(tls.build())
            .http_status_as_error(false)
            .max_redirects(0)
            .max_redirects_will_error(false)
            .max_idle_connections(0)
            .proxy(None)
            .timeout_global(Some(PATIENCE))
            .build()
            .new_agent();
        Ok(Self {
            agent,
            address: url.to_string(),
            origin: config.origin.as_ref().map(ToString::to_string),
            authorization: config.token.as_ref().map(|token| format!("Bearer {token}")),
        })
    }

    /// Whether anybody answers there at all.
    pub(super) fn reach(&self) -> Result<(), ConformanceError> {
        let unreachable = |source| ConformanceError::Unreachable {
            address: self.address.clone(),
            source,
        };
        self.agent.get(&self.address).call().map_err(unreachable)?;
        Ok(())
    }

    pub(super) fn send(&self, sending: Sending<'_>) -> Result<Reply, Shortcoming> {
        let mut request = self
            .agent
            .post(&self.address)
            .header("content-type", sending.content_type);
        if let Some(digest) = sending.digest {
            request = request.header("content-digest", digest);
        }
        if let Some(key) = sending.key {
            request = request.header("idempotency-key", format!("\"{key}\""));
        }
        if let Some(origin) = &self.origin {
            request = request.header("origin", origin);
        }
        if let Some(authorization) = &self.authorization {
            request = request.header("authorization", authorization);
        }
        Reply::of(request.send(sending.body))
    }

    /// What a browser asks before it sends across origins.
    pub(super) fn ask(&self, origin: &str) -> Result<Reply, Shortcoming> {
        let headers = match &self.authorization {
            None => "content-digest,content-type,idempotency-key",
            Some(_) => "authorization,content-digest,content-type,idempotency-key",
        };
        let request = self
            .agent
            .options(&self.address)
            .header("origin", origin)
            .header("access-control-request-method", "POST")
            .header("access-control-request-headers", headers);
        Reply::of(request.call())
    }
}

impl<'a> Sending<'a> {
    /// As the tablet sends it. The digest is the caller's to hold.
    pub(super) fn whole(id: DocumentId, body: &'a str, digest: &'a str) -> Self {
        Self {
            content_type: "application/json",
            digest: Some(digest),
            key: Some(id),
            body,
        }
    }
}

impl Reply {
    fn of(answer: Result<axum::http::Response<Body>, ureq::Error>) -> Result<Self, Shortcoming> {
        let broken = |error| Shortcoming::fault(format!("no answer came: {error}"));
        let (head, mut body) = answer.map_err(broken)?.into_parts();
        let body = body.with_config().limit(LONGEST_ANSWER).read_to_vec();
        Ok(Self {
            status: head.status.as_u16(),
            headers: head.headers,
            body: String::from_utf8_lossy(&body.map_err(broken)?).into_owned(),
        })
    }

    pub(super) fn header(&self, name: &str) -> &str {
        let value = self.headers.get(name).and_then(|value| value.to_str().ok());
        value.unwrap_or_default()
    }

    /// The receipt for this document.
    pub(super) fn receipt(&self, of: &Frozen) -> Result<Receipt, Shortcoming> {
        let status = self.status;
        if !matches!(status, 200 | 201) {
            return Err(Shortcoming::fault(format!(
                "answered {status} instead of a receipt{}",
                self.said()
            )));
        }
        let receipt: Receipt = serde_json::from_str(&self.body).map_err(|error| {
            Shortcoming::fault(format!("answered {status} without a receipt: {error}"))
        })?;
        if receipt.id != of.id {
            let id = receipt.id;
            let said = format!("the receipt names {id}, not the document's id {}", of.id);
            return Err(Shortcoming::fault(said));
        }
        if receipt.sha256 != of.sha256 {
            let (found, right) = (&receipt.sha256, &of.sha256);
            return Err(Shortcoming::fault(format!(
                "the receipt's digest is {found}, that of the document's canonical form {right}"
            )));
        }
        Ok(receipt)
    }

    /// A refusal, as a tablet understands it; what could be better is returned.
    pub(super) fn refusal(&self, expected: u16) -> Result<Option<String>, Shortcoming> {
        let status = self.status;
        if (200..300).contains(&status) {
            let said = format!("answered {status} as if it were kept");
            return Err(Shortcoming::fault(said));
        }
        if !REFUSALS.contains(&status) {
            let said =
                format!("answered {status}, upon which tablets send it again, not {expected}");
            return Err(Shortcoming::fault(said));
        }
        if self.problem().is_none() {
            return Err(Shortcoming::fault(format!(
                "answered {status} without a problem document that names a type: tablets take \
                 it for a page of the network and send again"
            )));
        }
        if status != expected {
            return Ok(Some(format!("answered {status} instead of {expected}")));
        }
        let media_type = self.header("content-type");
        let good = media_type.starts_with("application/problem+json");
        Ok((!good).then(|| format!("the problem document is sent as {media_type:?}")))
    }

    /// The type and detail of a problem document.
    fn problem(&self) -> Option<Problem> {
        let problem: Problem = serde_json::from_str(&self.body).ok()?;
        (!problem.r#type.is_empty()).then_some(problem)
    }

    fn said(&self) -> String {
        let problem = self.problem();
        problem.map_or(String::new(), |problem| {
            format!(" ({}: {})", problem.r#type, problem.detail)
        })
    }
}

#[derive(Deserialize)]
struct Problem {
    r#type: String,
    #[serde(default)]
    detail: Value,
}

/// `Content-Digest` of a body.
pub(super) fn content_digest(body: &str) -> String {
    let digest = Digest::of(body.as_bytes());
    let digits = digest.as_str().as_bytes().chunks_exact(2);
    let bytes: Vec<u8> = digits
        .filter_map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect();
    let mut header = DictSerializer::new();
    drop(header.bare_item(KeyRef::constant("sha-256"), bytes.as_slice()));
    header.finish().unwrap_or_default()
}

/// The authorities of a file in PEM.
fn authorities(path: &std::path::Path) -> Result<RootCerts, ConformanceError> {
    let unusable = |reason: String| ConformanceError::Authority {
        path: path.to_owned(),
        reason,
    };
    let pem = std::fs::read(path).map_err(|error| unusable(error.to_string()))?;
    let mut authorities = Vec::new();
    for item in ureq::tls::parse_pem(&pem) {
        let item = item.map_err(|error| unusable(error.to_string()))?;
        if let ureq::tls::PemItem::Certificate(certificate) = item {
            authorities.push(certificate);
        }
    }
    if authorities.is_empty() {
        return Err(unusable("it holds no certificate".to_owned()));
    }
    Ok(RootCerts::new_with_certs(&authorities))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 9530, appendix D, prints this body with another white space; the
    /// digest here is `openssl dgst -sha256 -binary | base64` of these bytes.
    #[test]
    fn the_digest_of_a_body_is_written_as_rfc_9530_does() {
        assert_eq!(
            content_digest(r#"{"hello": "world"}"#),
            "sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:"
        );
    }
}
