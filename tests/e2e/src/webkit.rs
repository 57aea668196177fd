//! A real WebKit on a display of its own: the nearest stand-in for an iPad that
//! runs on Linux. Driven ones keep nothing when they end, so it is never killed.

use std::env;
use std::net::{Ipv4Addr, TcpListener};
use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use serde_json::json;
use thirtyfour::prelude::*;
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{sleep, timeout};

use crate::hands::Hands;
use crate::patience::PATIENCE;

/// How long each of the programs has to start.
const START: Duration = Duration::from_mins(2);

/// A running WebKit.
#[derive(Debug)]
pub struct WebKit {
    driver: WebDriver,
    service: Child,
    display: Child,
}

impl WebKit {
    /// Starts the display, the driver and the browser.
    ///
    /// # Errors
    /// When one is missing or does not start.
    pub async fn start() -> Result<Self> {
        let (display, number) = start_display().await?;
        let (service, port) = start_driver(number).await?;
        let browser = part("WEBKIT", &usual_browser())?;
        let mut wanted = Capabilities::new();
        let options = json!({ "binary": browser, "args": ["--automation"] });
        wanted.set("webkitgtk:browserOptions", options)?;
        let driver = WebDriver::new(format!("http://127.0.0.1:{port}"), wanted).await?;
        driver.set_script_timeout(PATIENCE).await?;
        // A tablet held upright, in CSS pixels.
        driver.set_window_rect(0, 0, 834, 1112).await?;
        Ok(Self {
            driver,
            service,
            display,
        })
    }

    /// A person in front of it.
    #[must_use]
    pub fn hands(&self) -> Hands {
        Hands::new(self.driver.clone())
    }

    /// Ends it as a person would, then what it stood on.
    ///
    /// # Errors
    /// When the driver does not answer.
    pub async fn quit(mut self) -> Result<()> {
        self.driver.quit().await?;
        self.service.kill().await.context("ending the driver")?;
        self.display.kill().await.context("ending the display")
    }
}

/// A display that nobody looks at, and its number.
async fn start_display() -> Result<(Child, u32)> {
    let mut display = Command::new(part("XVFB", Path::new("/usr/bin/Xvfb"))?)
        .args(["-displayfd", "1", "-screen", "0", "1280x1280x24"])
        .args(["-nolisten", "tcp"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting the display")?;
    let output = display.stdout.take().context("the display's output")?;
    let mut lines = BufReader::new(output).lines();
    let number = timeout(START, lines.next_line()).await??;
    let number = number.context("the display ended before it was there")?;
    Ok((display, number.trim().parse()?))
}

/// The driver on that display, and its port. It takes none that is free by
/// itself, and does not say when it listens.
async fn start_driver(display: u32) -> Result<(Child, u16)> {
    let free = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let port = free.local_addr()?.port();
    drop(free);
    let driver = part("WEBKIT_DRIVER", Path::new("/usr/bin/WebKitWebDriver"))?;
    let mut service = Command::new(driver)
        .arg(format!("--port={port}"))
        .env("DISPLAY", format!(":{display}"))
        .env_remove("WAYLAND_DISPLAY")
        .stderr(Stdio::null())
        .kill_on_drop(true)
        .spawn()
        .context("starting WebKit's driver")?;
    let listens = async {
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port))
            .await
            .is_err()
        {
            if let Some(status) = service.try_wait()? {
                bail!("WebKit's driver ended before it listened: {status}");
            }
            sleep(Duration::from_millis(20)).await;
        }
        Ok(())
    };
    timeout(START, listens).await.context("WebKit's driver")??;
    Ok((service, port))
}

fn part(variable: &str, usual: &Path) -> Result<PathBuf> {
    let path = env::var_os(variable).map_or(usual.to_owned(), PathBuf::from);
    let missing = "is missing: cargo xtask setup";
    ensure!(path.is_file(), "{} {missing}", path.display());
    Ok(path)
}

/// Where Debian keeps the browser that shows what WebKit can.
fn usual_browser() -> PathBuf {
    let folder = format!("/usr/lib/{}-linux-gnu/webkit2gtk-4.1", env::consts::ARCH);
    Path::new(&folder).join("MiniBrowser")
}
