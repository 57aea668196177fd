//! Starts another program, reads its lines as they come, and ends it when its time is up.
//! Answers for leaving nothing behind: a program and all it started end together, also
//! when the person presses Ctrl-C. What the lines mean is the watcher's business.

mod end;

use std::{
    io::{BufRead, BufReader, Read},
    process::{Command, ExitStatus, Stdio},
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, Instant},
};

use anyhow::{Context, Result};

pub(crate) use end::{Guard, end_all_on_interrupt, interrupted};

/// Who is told about a running program.
pub(crate) trait Watch {
    /// One line of its standard output or standard error.
    fn line(&mut self, line: &str);
    /// About four times a second, with the time since its start.
    fn tick(&mut self, elapsed: Duration);
}

/// How a program ended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Ending {
    /// By itself, with this status.
    Exit(ExitStatus),
    /// By us, after this long.
    OutOfTime(Duration),
}

impl Ending {
    /// Did it do what it was asked?
    pub(crate) fn good(self) -> bool {
        matches!(self, Self::Exit(status) if status.success())
    }
}

impl std::fmt::Display for Ending {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Exit(status) => write!(f, "{status}"),
            Self::OutOfTime(limit) => write!(f, "ended after its limit of {} s", limit.as_secs()),
        }
    }
}

/// Runs `command` to its end, at most `limit` long, without standard input.
///
/// # Errors
/// When the program cannot be started.
pub(crate) fn run(mut command: Command, limit: Duration, watch: &mut dyn Watch) -> Result<Ending> {
    command
        .stdin(Stdio::null())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    let name = command.get_program().to_string_lossy().into_owned();
    let began = Instant::now();
    let mut guard = Guard::spawn(&mut command).with_context(|| format!("cannot start `{name}`"))?;

    let (sender, lines) = mpsc::channel();
    if let Some(out) = guard.child().stdout.take() {
        forward(out, sender.clone());
    }
    if let Some(err) = guard.child().stderr.take() {
        forward(err, sender);
    }

    // A left-over grandchild may hold the pipe open: then the exit decides, not the pipe.
    let mut ended: Option<(ExitStatus, Instant)> = None;
    loop {
        match lines.recv_timeout(Duration::from_millis(250)) {
            Ok(line) => watch.line(&line),
            Err(RecvTimeoutError::Timeout) => watch.tick(began.elapsed()),
            Err(RecvTimeoutError::Disconnected) => break,
        }
        if ended.is_none() {
            ended = guard
                .child()
                .try_wait()?
                .map(|status| (status, Instant::now()));
        }
        match ended {
            Some((_, at)) if at.elapsed() > Duration::from_secs(2) => break,
            None if began.elapsed() > limit => {
                drop(guard);
                return Ok(Ending::OutOfTime(limit));
            }
            _ => {}
        }
    }
    match ended {
        Some((status, _)) => Ok(Ending::Exit(status)),
        None => wait(guard, began, limit, watch),
    }
}

/// The standard output of a short question to another program, if it succeeds.
pub(crate) fn answer(mut command: Command) -> Option<String> {
    let output = command
        .stdin(Stdio::null())
        .stderr(Stdio::null())
        .output()
        .ok()?;
    output
        .status
        .success()
        .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
}

/// Both pipes are closed but the program still runs.
fn wait(
    mut guard: Guard,
    began: Instant,
    limit: Duration,
    watch: &mut dyn Watch,
) -> Result<Ending> {
    loop {
        if let Some(status) = guard.child().try_wait()? {
            return Ok(Ending::Exit(status));
        }
        if began.elapsed() > limit {
            drop(guard);
            return Ok(Ending::OutOfTime(limit));
        }
        watch.tick(began.elapsed());
        std::thread::sleep(Duration::from_millis(20));
    }
}

fn forward(pipe: impl Read + Send + 'static, to: mpsc::Sender<String>) {
    std::thread::spawn(move || {
        let mut pipe = BufReader::new(pipe);
        let mut bytes = Vec::new();
        while let Ok(1..) = pipe.read_until(b'\n', &mut bytes) {
            let line = String::from_utf8_lossy(&bytes).trim_end().to_owned();
            bytes.clear();
            if to.send(line).is_err() {
                break;
            }
        }
    });
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Default)]
    struct Lines(Vec<String>);

    impl Watch for Lines {
        fn line(&mut self, line: &str) {
            self.0.push(line.to_owned());
        }
        fn tick(&mut self, _: Duration) {}
    }

    fn sh(script: &str, limit: Duration) -> (Ending, Vec<String>, Duration) {
        let began = Instant::now();
        let mut command = Command::new("sh");
        command.args(["-c", script]);
        let mut lines = Lines::default();
        let ending = run(command, limit, &mut lines).unwrap();
        (ending, lines.0, began.elapsed())
    }

    #[test]
    fn both_outputs_arrive_line_by_line() {
        let (ending, mut lines, _) = sh("echo one; echo two >&2", Duration::from_secs(20));
        lines.sort();
        assert!(ending.good());
        assert_eq!(lines, ["one", "two"]);
    }

    #[test]
    fn a_failure_is_an_ending_not_an_error() {
        let (ending, ..) = sh("exit 3", Duration::from_secs(20));
        assert!(!ending.good());
        assert!(matches!(ending, Ending::Exit(status) if status.code() == Some(3)));
    }

    #[test]
    fn a_hung_program_and_its_child_end_at_the_limit() {
        let limit = Duration::from_millis(600);
        let (ending, lines, took) = sh("sleep 77 & echo $!; wait", limit);
        assert_eq!(ending, Ending::OutOfTime(limit));
        assert!(took < Duration::from_secs(10), "{took:?}");
        let mut still_there = Command::new("sh");
        still_there.args(["-c", &format!("kill -0 {} 2>/dev/null", lines[0])]);
        assert!(
            !still_there.status().unwrap().success(),
            "the grandchild lives"
        );
    }

    #[test]
    fn a_grandchild_that_keeps_the_pipe_does_not_keep_us() {
        let (ending, lines, took) = sh("sleep 66 & echo done", Duration::from_secs(40));
        assert!(ending.good());
        assert_eq!(lines, ["done"]);
        assert!(took < Duration::from_secs(20), "{took:?}");
    }
}
