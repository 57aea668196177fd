//! What tablets do: let in by a link, they send documents, one after the other on
//! each connection, and pull the register.

use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use chrono::{TimeDelta, Utc};
use inspection::DeviceId;
use receiver::Store;
use receiver::people::{Authority, Token};
use receiver::store::{Enrolled, NewTablet};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

use crate::CONNECTIONS;

/// A tablet's token, with the office's address.
#[derive(Clone, Debug)]
pub(crate) struct Tablet {
    pub(crate) address: String,
    token: String,
}

impl Tablet {
    /// Lets one in at the office in this folder, which listens there.
    pub(crate) async fn let_in(folder: &Path, address: &str) -> Result<Self> {
        let store = Store::open(&folder.join("office.sqlite")).await?;
        let (link, token) = (Token::random()?, Token::random()?);
        let new = NewTablet {
            name: "M".to_owned(),
            authority: Authority::city(),
            block_size: 0,
        };
        let now = Utc::now();
        let until = now + TimeDelta::minutes(15);
        store
            .add_tablet(&new, (&link.hash(), until), "bench")
            .await?;
        let device = DeviceId(Uuid::from_u128(1));
        let enrolled = store
            .enrol(&link.hash(), device, &token.hash(), now)
            .await?;
        store.close().await;
        if !matches!(enrolled, Enrolled::Done(_)) {
            bail!("the tablet was not let in");
        }
        Ok(Self {
            address: address.to_owned(),
            token: token.reveal().to_owned(),
        })
    }

    /// Pulls the whole register; rows and bytes on the wire, heads left out.
    pub(crate) async fn pull(&self) -> Result<(usize, usize)> {
        let (mut rows, mut bytes, mut since) = (0, 0, String::new());
        loop {
            let mut line = TcpStream::connect(&self.address).await?;
            let request = format!(
                "GET /api/v1/register{since} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
                 Accept-Encoding: br\r\nAuthorization: Bearer {}\r\n\r\n",
                self.address, self.token
            );
            line.write_all(request.as_bytes()).await?;
            let mut answer = Vec::new();
            line.read_to_end(&mut answer).await?;
            let head = answer.windows(4).position(|four| four == b"\r\n\r\n");
            let body = answer
                .get(head.context("no answer")? + 4..)
                .unwrap_or_default();
            bytes += body.len();
            let mut text = Vec::new();
            brotli::BrotliDecompress(&mut &*body, &mut text)?;
            let page: serde_json::Value = serde_json::from_slice(&text)?;
            rows += page["rows"].as_array().map_or(0, Vec::len);
            if page["more"] != true {
                return Ok((rows, bytes));
            }
            since = format!("?since={}", page["cursor"].as_str().unwrap_or_default());
        }
    }

    /// Sends these one after the other on one connection; how long it took.
    pub(crate) async fn empty(&self, bodies: &[String]) -> Result<Duration> {
        let began = Instant::now();
        let mut line = TcpStream::connect(&self.address).await?;
        line.set_nodelay(true)?;
        for body in bodies {
            send(&mut line, self, body).await?;
        }
        Ok(began.elapsed())
    }
}

/// Sends every body, each connection one after the other; how long each took.
pub(crate) async fn send_all(tablet: &Tablet, bodies: &[Arc<str>]) -> Result<Vec<Duration>> {
    let next = Arc::new(AtomicUsize::new(0));
    let bodies: Arc<[Arc<str>]> = bodies.into();
    let senders: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (tablet, next, bodies) = (tablet.clone(), next.clone(), bodies.clone());
            tokio::spawn(async move {
                let mut line = TcpStream::connect(&tablet.address).await?;
                line.set_nodelay(true)?;
                let mut times = Vec::new();
                while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let began = Instant::now();
                    send(&mut line, &tablet, body).await?;
                    times.push(began.elapsed());
                }
                Ok::<_, anyhow::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for sender in senders {
        times.extend(sender.await??);
    }
    Ok(times)
}

/// One upload, and its receipt.
async fn send(line: &mut TcpStream, tablet: &Tablet, body: &str) -> Result<()> {
    let head = format!(
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {}\r\nAuthorization: Bearer {}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        tablet.address,
        tablet.token,
        body.len()
    );
    line.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())
        .await?;
    let mut answer = Vec::new();
    loop {
        if line.read_buf(&mut answer).await? == 0 {
            bail!("the receiver hung up");
        }
        let text = String::from_utf8_lossy(&answer);
        // A receipt is one object without another in it.
        if text.contains("\r\n\r\n") && text.ends_with('}') {
            if text.starts_with("HTTP/1.1 201") {
                return Ok(());
            }
            bail!("refused: {text}");
        }
    }
}
