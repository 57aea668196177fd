//! The way to the office by `fetch`: one body, one deadline, a bounded reply.
//! What the reply means is for `sync`.

use std::time::Duration;

use gloo_net::http::{Request, RequestBuilder, Response};
use gloo_timers::callback::Timeout;
use inspection::read_json;
use js_sys::{Date, Reflect, Uint8Array};
use wasm_bindgen::{JsCast, JsValue};
use wasm_bindgen_futures::JsFuture;
use web_sys::{AbortController, ReadableStreamDefaultReader, RequestCache, RequestRedirect};

use crate::LocalFuture;
use crate::sync::{LONGEST_LIST, LONGEST_REPLY, OfficeProfile, Reply, Transport, Upload, seconds};

/// Where documents go when nothing else was set: the office the app came from.
const UPLOADS: &str = "/api/v1/uploads";
/// Where that office says what it is.
const OFFICE: &str = "/api/v1/office";
/// Where its lists are.
const LISTS: &str = "/api/v1/";
/// How long the office has for a document, body and answer.
const PATIENCE: Duration = Duration::from_secs(30);
/// How long it has to say what it is; nothing waits for that.
const SHORT_PATIENCE: Duration = Duration::from_secs(5);

/// The office by HTTP.
#[derive(Clone, Debug)]
pub struct HttpTransport {
    uploads: String,
    /// What shows the office who asks; to another address it is never sent.
    authorization: Option<String>,
}

impl HttpTransport {
    /// Sends to `uploads`, or to the office the app came from; that one is shown
    /// the token.
    #[must_use]
    pub fn new(uploads: Option<&str>, token: Option<&str>) -> Self {
        Self {
            uploads: uploads.unwrap_or(UPLOADS).to_owned(),
            authorization: token.map(|token| format!("Bearer {token}")),
        }
    }

    /// A request to the office the app came from.
    fn known(&self, request: RequestBuilder) -> RequestBuilder {
        match &self.authorization {
            Some(authorization) => request.header("Authorization", authorization),
            None => request,
        }
    }
}

impl Transport for HttpTransport {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        Box::pin(async move {
            let plain = || Request::post(&self.uploads).header("Content-Type", "application/json");
            let told = plain()
                .header("Content-Digest", &upload.content_digest)
                .header("Idempotency-Key", &format!("\"{}\"", upload.id));
            let told = if self.uploads == UPLOADS {
                self.known(told)
            } else {
                told
            };
            let reply = exchange(told, Some(&upload.body), PATIENCE, LONGEST_REPLY).await;
            if reply == Reply::Unreachable && self.uploads != UPLOADS {
                // Another origin may refuse headers that it does not know; the
                // browser then says no more than that nobody answered.
                return exchange(plain(), Some(&upload.body), PATIENCE, LONGEST_REPLY).await;
            }
            reply
        })
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(async move {
            match exchange(Request::get(OFFICE), None, SHORT_PATIENCE, LONGEST_REPLY).await {
                Reply::Response {
                    status: 200, body, ..
                } => read_json(&body).ok(),
                _ => None,
            }
        })
    }

    fn ask<'a>(&'a self, path: &'a str, body: &'a str) -> LocalFuture<'a, Reply> {
        Box::pin(async move {
            let request = self.known(Request::post(&format!("{LISTS}{path}")));
            let request = request.header("Content-Type", "application/json");
            exchange(request, Some(body), SHORT_PATIENCE, LONGEST_REPLY).await
        })
    }

    fn list<'a>(&'a self, path: &'a str) -> LocalFuture<'a, Reply> {
        Box::pin(async move {
            let request = self.known(Request::get(&format!("{LISTS}{path}")));
            exchange(request, None, PATIENCE, LONGEST_LIST).await
        })
    }
}

/// One request with its deadline. A redirect is not followed: a document goes
/// where it was sent or nowhere.
async fn exchange(
    request: RequestBuilder,
    body: Option<&str>,
    patience: Duration,
    most: usize,
) -> Reply {
    let Ok(controller) = AbortController::new() else {
        return Reply::Unreachable;
    };
    let signal = controller.signal();
    let millis = u32::try_from(patience.as_millis()).unwrap_or(u32::MAX);
    let deadline = Timeout::new(millis, move || controller.abort());
    let request = request
        .abort_signal(Some(&signal))
        .cache(RequestCache::NoStore)
        .redirect(RequestRedirect::Manual);
    let built = match body {
        Some(body) => request.body(body),
        None => request.build(),
    };
    let Ok(request) = built else {
        return Reply::Unreachable;
    };
    let answered = async {
        let response = request.send().await.ok()?;
        let body = text(&response, most).await?;
        Some(Reply::Response {
            status: response.status(),
            retry_after: retry_after(&response),
            body,
        })
    };
    let reply = answered.await;
    drop(deadline);
    reply.unwrap_or(if signal.aborted() {
        Reply::TimedOut
    } else {
        Reply::Unreachable
    })
}

/// The seconds of `Retry-After`, which are written as such or as a date.
fn retry_after(response: &Response) -> Option<u32> {
    let written = response.headers().get("Retry-After")?;
    seconds(&written).or_else(|| {
        let ahead = (Date::parse(&written) - Date::now()) / 1000.0;
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "no date and the past are 0, what is too far is the most"
        )]
        let seconds = ahead.ceil() as u32;
        (seconds > 0).then_some(seconds)
    })
}

/// The body as text, `None` where it was cut off. A body that is longer than
/// any answer of the office's is not read to its end, and counts as empty.
async fn text(response: &Response, most: usize) -> Option<String> {
    let Some(stream) = response.body() else {
        return Some(String::new());
    };
    let reader: ReadableStreamDefaultReader = stream.get_reader().dyn_into().ok()?;
    let mut bytes = Vec::new();
    loop {
        let chunk = JsFuture::from(reader.read()).await.ok()?;
        let part = |name: &str| Reflect::get(&chunk, &JsValue::from(name)).ok();
        if part("done")?.is_truthy() {
            return Some(String::from_utf8_lossy(&bytes).into_owned());
        }
        bytes.extend(part("value")?.dyn_into::<Uint8Array>().ok()?.to_vec());
        if bytes.len() > most {
            // Nobody waits for the cancelling.
            drop(reader.cancel());
            return Some(String::new());
        }
    }
}
