//! The real program, running, and requests to it as they are on the wire.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use axum::http::{HeaderName, HeaderValue};

use super::Visit;
use super::letting_in::{bearer, cookie, credentials, let_in_at};

/// A running receiver, killed with the value.
pub(crate) struct Receiver {
    pub(crate) child: Child,
    pub(crate) address: String,
}

impl Receiver {
    pub(crate) fn start(data: &Path, more: &[&str]) -> Self {
        if !more.contains(&"--demo") {
            let mut words = more.iter().skip_while(|word| **word != "--database");
            let_in_at(data, words.nth(1).map(ToString::to_string));
        }
        let mut child = command(data, more)
            .args(["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut line = String::new();
        let stdout = child.stdout.take().unwrap();
        BufReader::new(stdout).read_line(&mut line).unwrap();
        let address = line
            .strip_prefix("listening on http://")
            .unwrap()
            .trim_end();
        assert!(address.starts_with("127.0.0.1:"), "{line}");
        Self {
            address: address.to_owned(),
            child,
        }
    }

    /// One request and its whole answer.
    pub(crate) fn ask(&self, method: &str, path: &str, body: &str) -> String {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_mins(5)))
            .unwrap();
        write!(
            stream,
            "{method} {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
             Content-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{body}",
            self.address,
            body.len(),
            let_in_lines(),
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    }

    pub(crate) fn upload(&self, visit: &Visit) -> String {
        self.ask("POST", "/api/v1/uploads", &visit.body())
    }

    #[cfg(unix)]
    pub(crate) fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        let told = Command::new("kill").args([signal, &id]).status();
        assert!(told.unwrap().success());
    }

    /// SIGKILL: no handler runs, nothing is flushed.
    pub(crate) fn kill(mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

impl Drop for Receiver {
    fn drop(&mut self) {
        // After `kill` there is nothing left to end.
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

/// The headers of the admin and the tablet that are let in.
pub(crate) fn let_in_lines() -> String {
    let known = credentials(Some(&cookie()), Some(&bearer()));
    let line = |(name, value): (&HeaderName, &HeaderValue)| {
        format!("{name}: {}\r\n", value.to_str().unwrap())
    };
    known.iter().map(line).collect()
}

/// The command that serves a folder.
pub(crate) fn command(data: &Path, more: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command
        .args(["serve", "--data"])
        .arg(data)
        .args(more)
        // Nobody reads a running program's log here: it must not fill the pipe.
        .env("RUST_LOG", "off")
        .env_remove(receiver::config::DATABASE_VARIABLE)
        .stderr(Stdio::piped());
    command
}

/// What stands after the headers.
pub(crate) fn body_of(answer: &str) -> &str {
    answer.split_once("\r\n\r\n").unwrap().1
}
