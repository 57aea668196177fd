//! A real Chromium with a profile that outlives it, so that it can be killed in
//! the middle of anything and started again.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::SystemTime;

use anyhow::{Context as _, Result, bail, ensure};
use rustix::process::{Pid, Signal, kill_process};
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::time::timeout;

use crate::hands::Hands;
use crate::parts::Parts;
use crate::patience::{PATIENCE, until};

/// A running browser.
#[derive(Debug)]
pub struct Browser {
    driver: WebDriver,
    service: Child,
    profile: PathBuf,
}

impl Browser {
    /// Starts a browser on a profile folder, which may hold an earlier life.
    ///
    /// # Errors
    /// When browser or driver do not start.
    pub async fn start(parts: &Parts, profile: &Path) -> Result<Self> {
        let (service, port) = start_driver(parts).await?;
        let mut wanted = DesiredCapabilities::chrome();
        wanted.set_binary(&parts.chrome.to_string_lossy())?;
        let folder = format!("--user-data-dir={}", profile.display());
        for argument in ARGUMENTS.into_iter().chain([folder.as_str()]) {
            wanted.add_arg(argument)?;
        }
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await?;
        driver.set_script_timeout(PATIENCE).await?;
        Ok(Self {
            driver,
            service,
            profile: profile.to_owned(),
        })
    }

    /// A person in front of it.
    #[must_use]
    pub fn hands(&self) -> Hands {
        Hands::new(self.driver.clone())
    }

    /// A person in front of this window and of a new one beside it.
    ///
    /// # Errors
    /// When no window opens.
    pub async fn two_windows(&self) -> Result<[Hands; 2]> {
        let first = self.driver.window().await?;
        let second = self.driver.new_window().await?;
        Ok(self.hands().at([first, second]))
    }

    /// Every process of the browser. Asked beforehand, so that the kill itself
    /// takes no time.
    ///
    /// # Errors
    /// When none is found.
    pub fn processes(&self) -> Result<Vec<Pid>> {
        let profile = self.profile.to_string_lossy();
        let all = running()?;
        let mut ours: BTreeSet<i32> = all
            .iter()
            .filter(|(_, (_, command))| command.contains(&*profile))
            .map(|(id, _)| *id)
            .collect();
        if ours.is_empty() {
            bail!("no browser runs on {profile}");
        }
        loop {
            let children: Vec<i32> = all
                .iter()
                .filter(|(id, (parent, _))| ours.contains(parent) && !ours.contains(id))
                .map(|(id, _)| *id)
                .collect();
            if children.is_empty() {
                break;
            }
            ours.extend(children);
        }
        Ok(ours.into_iter().filter_map(Pid::from_raw).collect())
    }

    /// SIGKILL to every process of the browser, then to the driver. Returns the
    /// moment the last signal was sent.
    ///
    /// # Errors
    /// When a process outlives it.
    pub async fn kill(mut self, processes: &[Pid]) -> Result<SystemTime> {
        // One that has ended by itself meanwhile is as dead as wanted.
        let dead = processes
            .iter()
            .filter(|process| kill_process(**process, Signal::KILL).is_ok());
        ensure!(
            dead.count() > 0,
            "the browser was gone before it could be killed"
        );
        let killed = SystemTime::now();
        self.service.kill().await.context("ending the driver")?;
        self.gone().await.context("SIGKILL")?;
        // Its session went with it; asking the driver to end it would only wait.
        std::mem::forget(self.driver);
        Ok(killed)
    }

    /// Waits until no process of it is left.
    async fn gone(&self) -> Result<()> {
        let profile = self.profile.to_string_lossy();
        let ours = |(_, command): &(i32, String)| command.contains(&*profile);
        let left = || async { Ok(running()?.values().filter(|found| ours(found)).count()) };
        let left = until(PATIENCE, left, |left| *left == 0).await;
        left.map(drop).context("processes of the browser are left")
    }

    /// Ends the browser as a person would.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn quit(mut self) -> Result<()> {
        self.driver.clone().quit().await?;
        // Another may be started on the same profile.
        self.gone().await?;
        self.service.kill().await.context("ending the driver")
    }
}

const ARGUMENTS: [&str; 11] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
    "--lang=vi",
    "--window-size=1280,800",
];

/// The driver, listening. It takes a port that is free for one version of IP and
/// then asks for the same of the other, which somebody else may have: then
/// another is taken.
async fn start_driver(parts: &Parts) -> Result<(Child, u16)> {
    let mut started = try_driver(parts).await;
    for _ in 0..4 {
        if started.is_ok() {
            break;
        }
        started = try_driver(parts).await;
    }
    started
}

async fn try_driver(parts: &Parts) -> Result<(Child, u16)> {
    let mut service = Command::new(&parts.chromedriver)
        .arg("--port=0")
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .context("starting the browser's driver")?;
    let output = service.stdout.take().context("the driver's output")?;
    let mut lines = BufReader::new(output).lines();
    let port = async {
        while let Some(line) = lines.next_line().await? {
            let said = line.strip_prefix("ChromeDriver was started successfully on port ");
            if let Some(port) = said {
                return Ok(port.trim_end_matches('.').parse::<u16>()?);
            }
        }
        bail!("the browser's driver ended before it listened")
    };
    let port = timeout(PATIENCE, port).await??;
    tokio::spawn(async move { while let Ok(Some(_)) = lines.next_line().await {} });
    Ok((service, port))
}

/// Parent and command line of every process.
fn running() -> Result<BTreeMap<i32, (i32, String)>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir("/proc")? {
        let path = entry?.path();
        let id = path
            .file_name()
            .and_then(|name| name.to_str()?.parse::<i32>().ok());
        let Some(id) = id else { continue };
        // A process may end while it is being looked at.
        let Ok(stat) = fs::read_to_string(path.join("stat")) else {
            continue;
        };
        let Ok(command) = fs::read(path.join("cmdline")) else {
            continue;
        };
        let after_name = stat.rsplit_once(") ").map_or("", |(_, rest)| rest);
        let parent = after_name
            .split(' ')
            .nth(1)
            .and_then(|parent| parent.parse().ok());
        let zombie = after_name.starts_with('Z');
        if let Some(parent) = parent.filter(|_| !zombie) {
            found.insert(id, (parent, String::from_utf8_lossy(&command).into_owned()));
        }
    }
    Ok(found)
}
