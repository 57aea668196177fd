//! The real program on a folder, and what it costs while it runs.

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use anyhow::{Context, Result};

/// The receiver, with how many transactions it says it made.
pub(crate) struct Serving {
    child: Child,
    /// Kept open: the receiver has more to say.
    _said: BufReader<ChildStdout>,
    pub(crate) address: String,
    pub(crate) groups: Arc<AtomicUsize>,
}

impl Serving {
    pub(crate) fn start(receiver: &Path, folder: &Path) -> Result<Self> {
        let mut child = Command::new(receiver)
            .args(["serve", "--port", "0", "--data"])
            .arg(folder)
            .env("RUST_LOG", "warn,receiver::store::arrivals=debug")
            .env_remove(receiver::config::DATABASE_VARIABLE)
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()?;
        let said = child.stdout.take().context("no output")?;
        let log = child.stderr.take().context("no log")?;
        let mut line = String::new();
        let mut said = BufReader::new(said);
        said.read_line(&mut line)?;
        let address = line.trim_end().strip_prefix("listening on http://");
        let address = address.context("the receiver does not listen")?.to_owned();
        let groups = Arc::new(AtomicUsize::new(0));
        let counted = groups.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(log).lines().map_while(Result::ok) {
                if line.contains("kept together") {
                    counted.fetch_add(1, Ordering::SeqCst);
                }
            }
        });
        Ok(Self {
            child,
            _said: said,
            address,
            groups,
        })
    }

    /// How long its threads were at work.
    pub(crate) fn busy(&self) -> Result<Duration> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // Behind the name: proc(5), 14 and 15 of the whole, in hundredths of a second.
        let (_, rest) = stat.rsplit_once(')').context("no figures of the process")?;
        let figures = rest.split_whitespace().skip(11).take(2);
        let hundredths: u64 = figures.map(str::parse::<u64>).sum::<Result<_, _>>()?;
        Ok(Duration::from_millis(hundredths * 10))
    }

    /// The most memory it ever had.
    pub(crate) fn most_memory(&self) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let number = line.and_then(|line| line.split_whitespace().next());
        Ok(number.context("no figure of the memory")?.parse::<u64>()? * 1024)
    }

    pub(crate) fn end(&mut self) -> Result<()> {
        self.child.kill()?;
        self.child.wait()?;
        Ok(())
    }
}

impl Drop for Serving {
    fn drop(&mut self) {
        // After `end` there is nothing left to end.
        drop(self.child.kill());
    }
}
