//! Just enough HTTP/1.1 to stand between two programs on loopback: one request
//! and one answer a connection. Understands lengths, and nothing that is said.

use anyhow::{Context as _, Result, ensure};
use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The longest head that is read; a browser's has some 600 bytes.
const LONGEST_HEAD: usize = 64 * 1024;

/// A request of which the body may still be under way.
#[derive(Debug)]
pub(crate) struct Request {
    /// The request line and the fields, without the empty line.
    pub(crate) head: String,
    /// What has come of the body.
    pub(crate) body: Vec<u8>,
    /// How long the body will be.
    pub(crate) length: usize,
}

/// A whole answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    /// Status line, fields and the empty line.
    pub(crate) head: Vec<u8>,
    /// The body.
    pub(crate) body: Vec<u8>,
}

impl Request {
    /// A request without a body.
    pub(crate) fn get(path: &str) -> Self {
        Self {
            head: format!("GET {path} HTTP/1.1\r\nHost: localhost"),
            body: Vec::new(),
            length: 0,
        }
    }

    /// Reads the head; `None` where the other side says nothing.
    pub(crate) async fn read(stream: &mut TcpStream) -> Result<Option<Self>> {
        let mut bytes = Vec::new();
        let end = loop {
            if let Some(end) = end_of_head(&bytes) {
                break end;
            }
            ensure!(bytes.len() < LONGEST_HEAD, "a head without an end");
            if stream.read_buf(&mut bytes).await? == 0 {
                return Ok(None);
            }
        };
        let body = bytes.split_off(end);
        let head = String::from_utf8(bytes)?.trim_end().to_owned();
        let length = field(&head, "content-length").map_or(Ok(0), str::parse)?;
        Ok(Some(Self { head, body, length }))
    }

    /// Reads on until `wanted` bytes of the body are here, or all.
    pub(crate) async fn read_body(&mut self, stream: &mut TcpStream, wanted: usize) -> Result<()> {
        let wanted = wanted.min(self.length);
        while self.body.len() < wanted {
            let came = stream.read_buf(&mut self.body).await?;
            ensure!(came > 0, "the body broke off");
        }
        Ok(())
    }

    /// The method and the path.
    pub(crate) fn line(&self) -> (&str, &str) {
        let mut words = self.head.split(' ');
        let method = words.next().unwrap_or_default();
        (method, words.next().unwrap_or_default())
    }

    /// Sends the head and the first bytes of the body to a port of loopback.
    pub(crate) async fn send(&self, port: u16, bytes: usize) -> Result<TcpStream> {
        let mut stream = TcpStream::connect(("127.0.0.1", port)).await?;
        let kept = self.head.split("\r\n");
        let kept = kept.filter(|line| !line.to_ascii_lowercase().starts_with("connection:"));
        let head = kept.collect::<Vec<_>>().join("\r\n");
        let head = format!("{head}\r\nConnection: close\r\n\r\n");
        stream.write_all(head.as_bytes()).await?;
        let body = self.body.get(..bytes.min(self.body.len()));
        stream.write_all(body.unwrap_or_default()).await?;
        Ok(stream)
    }

    /// Sends all of it, and waits for the answer.
    pub(crate) async fn ask(&self, port: u16) -> Result<Answer> {
        let mut stream = self.send(port, self.body.len()).await?;
        let mut bytes = Vec::new();
        stream.read_to_end(&mut bytes).await?;
        let end = end_of_head(&bytes).context("an answer without a head")?;
        let body = bytes.split_off(end);
        Ok(Answer { head: bytes, body })
    }
}

impl Answer {
    /// An answer of our own.
    pub(crate) fn new(status: u16, fields: &[(&str, &str)], body: &str) -> Self {
        let fields = fields
            .iter()
            .map(|(name, value)| format!("{name}: {value}\r\n"));
        let fields: String = fields.collect();
        let length = body.len();
        let head = format!(
            "HTTP/1.1 {status} -\r\n{fields}Content-Length: {length}\r\nConnection: close\r\n\r\n"
        );
        Self {
            head: head.into_bytes(),
            body: body.into(),
        }
    }

    /// The status.
    pub(crate) fn status(&self) -> Result<u16> {
        let head = String::from_utf8_lossy(&self.head);
        let status = head.split(' ').nth(1).context("a status line")?;
        Ok(status.parse()?)
    }

    /// The body as text.
    pub(crate) fn text(&self) -> String {
        String::from_utf8_lossy(&self.body).into_owned()
    }
}

fn end_of_head(bytes: &[u8]) -> Option<usize> {
    let at = bytes.windows(4).position(|four| four == b"\r\n\r\n")?;
    Some(at + 4)
}

fn field<'a>(head: &'a str, name: &str) -> Option<&'a str> {
    head.lines().skip(1).find_map(|line| {
        let (found, value) = line.split_once(':')?;
        found.eq_ignore_ascii_case(name).then(|| value.trim())
    })
}
