//! Ends programs with everything they started: when their time is up, when we stop
//! looking after them, and when the person presses Ctrl-C.

use std::{
    io,
    process::{Child, Command, Stdio},
    sync::{
        Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
};

use anyhow::{Context, Result};

/// The programs that run now; what Ctrl-C has to end.
static RUNNING: Mutex<Vec<u32>> = Mutex::new(Vec::new());

/// Set by Ctrl-C: nothing is started any more.
static INTERRUPTED: AtomicBool = AtomicBool::new(false);

/// A started program that ends when this is dropped.
#[derive(Debug)]
pub(crate) struct Guard(Child);

impl Guard {
    /// Starts the program as the head of a process group of its own.
    ///
    /// # Errors
    /// When the program cannot be started, or Ctrl-C was pressed.
    pub(crate) fn spawn(command: &mut Command) -> io::Result<Self> {
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(command, 0);
        // Under the lock, so that Ctrl-C either finds the program or keeps it from starting.
        let mut running = RUNNING.lock().unwrap_or_else(PoisonError::into_inner);
        if interrupted() {
            return Err(io::Error::new(io::ErrorKind::Interrupted, "interrupted"));
        }
        let child = command.spawn()?;
        running.push(child.id());
        Ok(Self(child))
    }

    /// The program itself.
    pub(crate) fn child(&mut self) -> &mut Child {
        &mut self.0
    }

    fn finish(&mut self) {
        let id = self.0.id();
        let reaped = matches!(self.0.try_wait(), Ok(Some(_)));
        end_group(id, reaped);
        if !reaped && let Err(error) = self.0.wait() {
            eprintln!("cannot wait for process {id}: {error}");
        }
        RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .retain(|running| *running != id);
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.finish();
    }
}

/// From now on Ctrl-C and a request to terminate end every running program first.
///
/// # Errors
/// When the system refuses the handler.
pub(crate) fn end_all_on_interrupt() -> Result<()> {
    ctrlc::set_handler(|| {
        INTERRUPTED.store(true, Ordering::SeqCst);
        let running = RUNNING
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        for id in running {
            end_group(id, false);
        }
        // 128 + SIGINT: what a shell reports for an interrupted program.
        std::process::exit(130);
    })
    .context("cannot listen for Ctrl-C")
}

/// Was Ctrl-C pressed?
pub(crate) fn interrupted() -> bool {
    INTERRUPTED.load(Ordering::SeqCst)
}

/// Asks politely, and after three seconds no longer.
#[cfg(unix)]
fn end_group(id: u32, reaped: bool) {
    // A group lives on after its head; a head that was reaped leaves its number free for
    // others, but never while members of the group remain.
    let others = if reaped { Vec::new() } else { descendants(id) };
    let others = others
        .iter()
        .map(u32::to_string)
        .collect::<Vec<_>>()
        .join(" ");
    let script = format!(
        "kill -s TERM -- -{id} 2>/dev/null
        i=0
        while kill -s 0 -- -{id} 2>/dev/null && [ $i -lt 30 ]; do sleep 0.1; i=$((i+1)); done
        kill -s KILL -- -{id} 2>/dev/null
        for other in {others}; do kill -s KILL -- $other 2>/dev/null; done
        exit 0"
    );
    shell_out(Command::new("sh").args(["-c", &script]));
}

#[cfg(windows)]
fn end_group(id: u32, reaped: bool) {
    if !reaped {
        shell_out(Command::new("taskkill").args(["/T", "/F", "/PID", &id.to_string()]));
    }
}

fn shell_out(command: &mut Command) {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if let Err(error) = command.status() {
        eprintln!("cannot end what was started: {error}");
    }
}

/// Children, their children and so on, also those that left for a group of their own (as
/// browsers do). Linux only: elsewhere the group has to do.
#[cfg(unix)]
fn descendants(of: u32) -> Vec<u32> {
    let Ok(entries) = std::fs::read_dir("/proc") else {
        return Vec::new();
    };
    let parents: Vec<(u32, u32)> = entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|id: u32| {
            Some((
                id,
                parent(&std::fs::read_to_string(format!("/proc/{id}/stat")).ok()?)?,
            ))
        })
        .collect();
    let mut found = vec![of];
    let mut next = 0;
    while let Some(&head) = found.get(next) {
        found.extend(
            parents
                .iter()
                .filter(|(_, parent)| *parent == head)
                .map(|(id, _)| *id),
        );
        next += 1;
    }
    found.split_off(1)
}

/// The parent's number in a line of `/proc/<id>/stat`: the second word after the name,
/// which stands in brackets and may hold anything.
#[cfg(unix)]
fn parent(stat: &str) -> Option<u32> {
    stat.rsplit_once(')')?
        .1
        .split_whitespace()
        .nth(1)?
        .parse()
        .ok()
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_parent_is_read_past_a_strange_name() {
        assert_eq!(parent("42 (a) b (c) S 7 42 42 0 -1"), Some(7));
        assert_eq!(parent("nonsense"), None);
    }
}
