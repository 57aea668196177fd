//! The real receiver as a process on loopback, that can be stopped and started
//! again on the same port and data; on PostgreSQL where the tests are told of one.

use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result, bail, ensure};
use sha2::{Digest as _, Sha256};
use sqlx::{AssertSqlSafe, Connection as _, Executor as _, PgConnection};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpSocket;
use tokio::process::{Child, Command};
use tokio::time::timeout;
use url::Url;

use crate::exchange::Request;
use crate::parts::Parts;
use crate::patience::PATIENCE;

/// How the office keeps a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Kept {
    /// The digest of its bytes.
    pub sha256: String,
    /// Its lines in the list of all.
    pub lines: usize,
    /// Whether others came under its id.
    pub conflicts: bool,
}

/// The variable that names a server of PostgreSQL, on which every office has a database.
const SERVER: &str = "CAN_DUNG_TEST_POSTGRES";

/// The office of one test.
#[derive(Debug)]
pub struct Office {
    parts: Parts,
    data: PathBuf,
    demo: bool,
    /// What stands after `--database`, where it is not a file in `data`.
    database: Option<String>,
    /// By which the first person comes in, where nobody can yet.
    invitation: Option<String>,
    port: u16,
    /// Holds the port while nobody listens there, so that nobody else gets it.
    _held: TcpSocket,
    process: Option<Child>,
}

impl Office {
    /// Starts the demonstration on a free port, with its data in `data`.
    ///
    /// # Errors
    /// When it does not listen in time.
    pub async fn open(parts: &Parts, data: PathBuf) -> Result<Self> {
        Self::begin(parts, data, true).await
    }

    /// Starts an office that asks everybody who he is, on a free port; and the link
    /// by which the first person comes in.
    ///
    /// # Errors
    /// When it does not listen in time, or prints no link.
    pub async fn found(parts: &Parts, data: PathBuf) -> Result<(Self, String)> {
        let mut office = Self::begin(parts, data, false).await?;
        let link = office.invitation.take();
        Ok((office, link.context("a link for the first person")?))
    }

    async fn begin(parts: &Parts, data: PathBuf, demo: bool) -> Result<Self> {
        let held = TcpSocket::new_v4()?;
        held.set_reuseaddr(true)?;
        held.bind((Ipv4Addr::LOCALHOST, 0).into())?;
        let mut office = Self {
            parts: parts.clone(),
            data,
            demo,
            database: database().await?,
            invitation: None,
            port: held.local_addr()?.port(),
            _held: held,
            process: None,
        };
        office.start().await?;
        Ok(office)
    }

    /// Starts it again, on the same port and data.
    ///
    /// # Errors
    /// When it does not listen in time.
    pub async fn start(&mut self) -> Result<()> {
        let mut process = Command::new(&self.parts.receiver)
            .args(["serve", "--port", &self.port.to_string(), "--data"])
            .arg(&self.data)
            .args(self.demo.then_some("--demo"))
            .args(
                self.database
                    .iter()
                    .flat_map(|address| ["--database", address]),
            )
            .arg("--tablet")
            .arg(&self.parts.bundle)
            .env("RUST_LOG", "warn")
            .stdout(Stdio::piped())
            .kill_on_drop(true)
            .spawn()
            .context("starting the receiver")?;
        let output = process.stdout.take().context("the receiver's output")?;
        let mut lines = BufReader::new(output).lines();
        let listening = async {
            while let Some(line) = lines.next_line().await? {
                let invitation = line.split_once("/office/set-up/");
                if invitation.is_some() || (self.demo && line.starts_with("listening on ")) {
                    let link = invitation.map(|(_, link)| format!("/office/set-up/{link}"));
                    return Ok(link);
                }
            }
            bail!("the receiver ended before it listened")
        };
        let invitation = timeout(PATIENCE, listening).await??;
        self.invitation = invitation.map(|path| self.address(&path));
        self.process = Some(process);
        Ok(())
    }

    /// Asks it to stop, and waits until it has.
    ///
    /// # Errors
    /// When it has not ended in time.
    pub async fn stop(&mut self) -> Result<()> {
        let Some(mut process) = self.process.take() else {
            return Ok(());
        };
        let id = process.id().context("the receiver's process")?;
        let id = rustix::process::Pid::from_raw(i32::try_from(id)?).context("process id")?;
        rustix::process::kill_process(id, rustix::process::Signal::TERM)?;
        timeout(PATIENCE, process.wait()).await??;
        Ok(())
    }

    /// How it keeps the inspection of this id, past every line; `None` where it
    /// does not.
    ///
    /// # Errors
    /// When it does not answer.
    pub async fn keeps(&self, id: &str) -> Result<Option<Kept>> {
        let ask = async |path: &str| Request::get(path).ask(self.port).await;
        let mut lines = 0;
        for number in 1.. {
            let list = ask(&format!("/office?page={number}")).await?.text();
            lines += list.matches(&format!("data-record=\"{id}\"")).count();
            if !list.contains(&format!("/office?page={}\"", number + 1)) {
                break;
            }
        }
        let document = ask(&format!("/office/documents/{id}")).await?;
        if document.status()? == 404 {
            ensure!(lines == 0, "the list shows {id}, which is not there");
            return Ok(None);
        }
        let page = ask(&format!("/office/inspections/{id}")).await?.text();
        Ok(Some(Kept {
            sha256: hex(&Sha256::digest(&document.body)),
            lines,
            conflicts: page.contains("data-section=\"conflicts\""),
        }))
    }

    /// The port it listens on.
    pub(crate) fn port(&self) -> u16 {
        self.port
    }

    /// The address of a path of it.
    #[must_use]
    pub fn address(&self, path: &str) -> String {
        format!("http://localhost:{}{path}", self.port)
    }
}

fn hex(bytes: &[u8]) -> String {
    let digits = bytes.iter().map(|byte| format!("{byte:02x}"));
    digits.collect::<Vec<_>>().concat()
}

/// The address of a new database of the server; `None` where there is no server.
async fn database() -> Result<Option<String>> {
    let Ok(server) = std::env::var(SERVER) else {
        return Ok(None);
    };
    let now = SystemTime::now().duration_since(UNIX_EPOCH)?;
    let name = format!("journey_{}", now.as_nanos());
    let mut on = PgConnection::connect(&server).await?;
    // A name made of digits needs no quoting.
    on.execute(AssertSqlSafe(format!("CREATE DATABASE {name}")))
        .await?;
    on.close().await?;
    let mut address = Url::parse(&server)?;
    address.set_path(&name);
    Ok(Some(address.into()))
}
