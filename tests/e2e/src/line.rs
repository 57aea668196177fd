//! A hostile line between browser and office: a proxy on loopback that treats
//! what goes to the office by a mode that can be changed at any time, and counts
//! what it did. Knows nothing of documents but where their id and digest stand.

mod mode;

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Notify;
use tokio::task::JoinHandle;

use crate::exchange::{Answer, Request};
use crate::office::Office;
pub use mode::Mode;

/// The line. It ends with this value.
#[derive(Debug)]
pub struct Line {
    port: u16,
    state: Arc<Mutex<State>>,
    listening: JoinHandle<()>,
}

#[derive(Debug)]
struct State {
    mode: Mode,
    /// The one document that the mode is for; all others go through.
    only: Option<String>,
    done: BTreeMap<String, u64>,
    let_go: Arc<Notify>,
}

impl Line {
    /// Opens a line to an office, that treats everything well.
    ///
    /// # Errors
    /// When loopback has no free port.
    pub async fn open(office: &Office) -> Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0").await?;
        let port = listener.local_addr()?.port();
        let state = Arc::new(Mutex::new(State {
            mode: Mode::Through,
            only: None,
            done: BTreeMap::new(),
            let_go: Arc::default(),
        }));
        let (office, shared) = (office.port(), Arc::clone(&state));
        let listening = tokio::spawn(async move {
            while let Ok((browser, _)) = listener.accept().await {
                let shared = Arc::clone(&shared);
                // A connection that breaks is what a line is for.
                tokio::spawn(async move { drop(carry(browser, office, &shared).await) });
            }
        });
        Ok(Self {
            port,
            state,
            listening,
        })
    }

    /// From now on.
    pub fn set(&self, mode: Mode) {
        let mut state = lock(&self.state);
        state.mode = mode;
        state.only = None;
    }

    /// From now on, for one document; the others go through.
    pub fn set_for(&self, id: &str, mode: Mode) {
        let mut state = lock(&self.state);
        state.mode = mode;
        state.only = Some(id.to_owned());
    }

    /// Lets one answer come that is held back by [`Mode::Slow`].
    pub fn let_go(&self) {
        lock(&self.state).let_go.notify_one();
    }

    /// How often a document met this mode.
    #[must_use]
    pub fn done(&self, mode: &Mode) -> u64 {
        lock(&self.state)
            .done
            .get(&mode.name())
            .copied()
            .unwrap_or_default()
    }

    /// What documents met on these lines, each with how often.
    #[must_use]
    pub fn covered(lines: &[&Self]) -> String {
        let mut sum: BTreeMap<String, u64> = BTreeMap::new();
        for line in lines {
            for (name, times) in &lock(&line.state).done {
                *sum.entry(name.clone()).or_default() += times;
            }
        }
        let each = sum.iter().map(|(name, times)| format!("{name} {times}"));
        let each: Vec<_> = each.collect();
        format!("{} kinds: {}", each.len(), each.join(", "))
    }

    /// The address of a path of the office, over this line.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.listening.abort();
    }
}

async fn carry(mut browser: TcpStream, office: u16, state: &Mutex<State>) -> Result<()> {
    browser.set_nodelay(true)?;
    let Some(mut request) = Request::read(&mut browser).await? else {
        return Ok(());
    };
    let (mode, only) = {
        let state = lock(state);
        (state.mode.clone(), state.only.clone())
    };
    let upload = is_upload(&request);
    let mode = match mode {
        Mode::CutUpload { after } if upload && only.is_none() => {
            note(state, &Mode::CutUpload { after });
            request.read_body(&mut browser, after).await?;
            // Dropping both ends with bytes unread resets the connections.
            drop(request.send(office, after).await?);
            return Ok(());
        }
        mode => mode,
    };
    request.read_body(&mut browser, usize::MAX).await?;
    if upload {
        let body = String::from_utf8_lossy(&request.body);
        let concerned = only.is_none_or(|id| body.contains(&id));
        let mode = if concerned { mode } else { Mode::Through };
        let treated = treat(browser, &request, office, mode.clone(), state).await;
        note(state, &mode);
        treated
    } else if mode.stands_before(request.line().1) {
        treat(browser, &request, office, mode, state).await
    } else {
        treat(browser, &request, office, Mode::Through, state).await
    }
}

fn is_upload(request: &Request) -> bool {
    request.line() == ("POST", "/api/v1/uploads")
}

async fn treat(
    mut browser: TcpStream,
    request: &Request,
    office: u16,
    mode: Mode,
    state: &Mutex<State>,
) -> Result<()> {
    let answer = match mode {
        Mode::Through | Mode::CutUpload { .. } => request.ask(office).await?,
        Mode::NothingLater if is_upload(request) => request.ask(office).await?,
        Mode::NothingLater => Answer::new(404, &[HTML], ""),
        Mode::SignInPage => Answer::new(200, &[HTML], SIGN_IN),
        Mode::SignInRedirect if request.line().1 == SIGN_IN_PATH => {
            Answer::new(200, &[HTML], SIGN_IN)
        }
        Mode::SignInRedirect => Answer::new(302, &[("Location", SIGN_IN_PATH)], ""),
        Mode::Slow { between } => {
            let answer = request.ask(office).await?;
            let let_go = Arc::clone(&lock(state).let_go);
            let_go.notified().await;
            browser.write_all(&answer.head).await?;
            for byte in answer.body {
                browser.write_all(&[byte]).await?;
                tokio::time::sleep(between).await;
            }
            return Ok(());
        }
        Mode::CutAnswer { after } => {
            let mut answer = request.ask(office).await?;
            answer.body.truncate(after);
            answer
        }
        Mode::Swallow => return request.ask(office).await.map(drop),
        Mode::Hang => {
            request.ask(office).await?;
            // Until the browser gives up.
            return Ok(browser.read_to_end(&mut Vec::new()).await.map(drop)?);
        }
        Mode::OtherReceipt => other_receipt(request)?,
        Mode::KnownByConflict => {
            let receipt = request.ask(office).await?.text();
            Answer::new(409, &[JSON], &receipt)
        }
        Mode::Answer {
            status,
            retry_after,
            problem,
        } => canned(status, retry_after, problem),
    };
    browser.write_all(&answer.head).await?;
    browser.write_all(&answer.body).await?;
    Ok(browser.shutdown().await?)
}

/// The right id with the digest of something else.
fn other_receipt(request: &Request) -> Result<Answer> {
    let sent: Value = serde_json::from_slice(&request.body)?;
    let id = sent.get("id").context("the document's id")?;
    let receipt = json!({
        "id": id,
        "sha256": "0".repeat(64),
        "received_at": "2026-11-22T01:02:03Z",
    });
    Ok(Answer::new(201, &[JSON], &receipt.to_string()))
}

fn canned(status: u16, retry_after: Option<u32>, problem: Option<&str>) -> Answer {
    let wait = retry_after.map(|seconds| seconds.to_string());
    let wait = wait.as_deref().map(|seconds| ("Retry-After", seconds));
    let body = problem.map(|title| {
        json!({ "type": "/problems/line", "title": title, "status": status }).to_string()
    });
    let media = if body.is_some() { PROBLEM } else { HTML };
    let fields: Vec<_> = [media].into_iter().chain(wait).collect();
    Answer::new(status, &fields, body.as_deref().unwrap_or(SIGN_IN))
}

fn note(state: &Mutex<State>, mode: &Mode) {
    *lock(state).done.entry(mode.name()).or_default() += 1;
}

fn lock(state: &Mutex<State>) -> MutexGuard<'_, State> {
    state.lock().unwrap_or_else(PoisonError::into_inner)
}

const HTML: (&str, &str) = ("Content-Type", "text/html; charset=utf-8");
const JSON: (&str, &str) = ("Content-Type", "application/json");
const PROBLEM: (&str, &str) = ("Content-Type", "application/problem+json");
const SIGN_IN_PATH: &str = "/sign-in";
const SIGN_IN: &str = "<!DOCTYPE html><title>Wi-Fi</title><h1>Wi-Fi: đăng nhập</h1>";
