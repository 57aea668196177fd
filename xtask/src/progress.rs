//! What a person sees while something long happens: what it is, that it is alive, how
//! long it took. The output itself goes to a log, or through to the screen.

use std::{
    fs::{self, File},
    io::Write,
    path::PathBuf,
    process::Command,
    time::{Duration, Instant},
};

use anyhow::{Context, Result, bail};

use crate::{
    child::{self, Ending, Watch},
    places::Places,
};

/// Compiling from nothing on two cores, with a reserve.
pub(crate) const COMPILING: Duration = Duration::from_mins(40);
/// How long a program may be silent before we say that it still runs.
const SILENCE: Duration = Duration::from_secs(15);

/// Announces `what`, runs `command` with its output in a log, and says how long it took.
///
/// # Errors
/// When it cannot be started, fails or takes longer than `limit`; the message ends with
/// the last lines of the log and the log's path.
pub(crate) fn step(places: &Places, what: &str, command: Command, limit: Duration) -> Result<()> {
    println!("▸ {what}");
    let began = Instant::now();
    let mut log = Log::create(places, what)?;
    let ending = child::run(command, limit, &mut log)?;
    if !ending.good() {
        bail!(
            "{what}: {ending}\n{}\nThe whole output: {}",
            complaint(&log.lines),
            log.path.display()
        );
    }
    println!("  done in {}", seconds(began.elapsed()));
    Ok(())
}

/// Runs `command` with its lines on the screen, and gives them back too.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn stream(command: Command, limit: Duration) -> Result<(Ending, Vec<String>)> {
    let mut screen = Screen {
        lines: Vec::new(),
        spoke: Duration::ZERO,
        elapsed: Duration::ZERO,
    };
    let ending = child::run(command, limit, &mut screen)?;
    Ok((ending, screen.lines))
}

/// Runs `command` in silence and gives its lines back.
///
/// # Errors
/// When it cannot be started.
pub(crate) fn capture(command: Command, limit: Duration) -> Result<(Ending, Vec<String>)> {
    let mut silent = Silent(Vec::new());
    let ending = child::run(command, limit, &mut silent)?;
    Ok((ending, silent.0))
}

/// "9.4 s", "81 s", "12 min 3 s".
pub(crate) fn seconds(time: Duration) -> String {
    match time.as_secs() {
        0..10 => format!("{:.1} s", time.as_secs_f64()),
        whole @ 10..120 => format!("{whole} s"),
        whole => format!("{} min {} s", whole / 60, whole % 60),
    }
}

/// A log file with the lines that matter in its memory.
struct Log {
    file: File,
    path: PathBuf,
    lines: Vec<String>,
    spoke: Duration,
}

impl Log {
    fn create(places: &Places, what: &str) -> Result<Self> {
        let folder = places.logs();
        fs::create_dir_all(&folder).with_context(|| format!("cannot make {}", folder.display()))?;
        let path = folder.join(format!("{}.log", file_name(what)));
        let file =
            File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        Ok(Self {
            file,
            path,
            lines: Vec::new(),
            spoke: Duration::ZERO,
        })
    }
}

/// What a failed program said that matters: from its first error on, else its last lines.
fn complaint(lines: &[String]) -> String {
    let error = lines.iter().position(|line| line.starts_with("error"));
    let from = error.unwrap_or(lines.len().saturating_sub(40));
    let to = lines.len().min(from + 60);
    lines.get(from..to).unwrap_or_default().join("\n")
}

impl Watch for Log {
    fn line(&mut self, line: &str) {
        if let Err(error) = writeln!(self.file, "{line}") {
            eprintln!("{}: {error}", self.path.display());
        }
        self.lines.push(line.to_owned());
    }

    fn tick(&mut self, elapsed: Duration) {
        if elapsed.saturating_sub(self.spoke) >= SILENCE {
            self.spoke = elapsed;
            let last = self.lines.iter().rev().find(|line| !line.trim().is_empty());
            let last = last.map_or(String::new(), |line| line.trim().chars().take(90).collect());
            println!("  {} … {last}", seconds(elapsed));
        }
    }
}

/// The screen itself, with a sign of life when a program is long silent.
struct Screen {
    lines: Vec<String>,
    spoke: Duration,
    elapsed: Duration,
}

impl Watch for Screen {
    fn line(&mut self, line: &str) {
        println!("{line}");
        self.lines.push(line.to_owned());
        self.spoke = self.elapsed;
    }

    fn tick(&mut self, elapsed: Duration) {
        self.elapsed = elapsed;
        if elapsed.saturating_sub(self.spoke) >= SILENCE * 2 {
            self.spoke = elapsed;
            println!("  … still running, {}", seconds(elapsed));
        }
    }
}

/// Nobody hears it; the lines are kept.
struct Silent(Vec<String>);

impl Watch for Silent {
    fn line(&mut self, line: &str) {
        self.0.push(line.to_owned());
    }

    fn tick(&mut self, _elapsed: Duration) {}
}

fn file_name(what: &str) -> String {
    what.chars()
        .map(|letter| {
            if letter.is_ascii_alphanumeric() || letter == '.' {
                letter
            } else {
                '-'
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_as_a_person_says_them() {
        for (milliseconds, expected) in [
            (0, "0.0 s"),
            (9_440, "9.4 s"),
            (81_000, "81 s"),
            (119_999, "119 s"),
            (723_000, "12 min 3 s"),
        ] {
            assert_eq!(seconds(Duration::from_millis(milliseconds)), expected);
        }
    }

    #[test]
    fn a_failure_is_told_from_its_first_error_else_by_its_end() {
        let lines = |text: &str| text.lines().map(str::to_owned).collect::<Vec<_>>();
        let compiler = lines("Compiling a\nerror[E0308]: mismatched types\n --> a.rs\nnote: more");
        assert_eq!(
            complaint(&compiler),
            "error[E0308]: mismatched types\n --> a.rs\nnote: more"
        );
        let long: Vec<String> = (1..=50).map(|number| number.to_string()).collect();
        assert!(complaint(&long).starts_with("11\n"));
        assert!(complaint(&long).ends_with("\n50"));
        assert_eq!(complaint(&[]), "");
    }

    #[test]
    fn a_log_is_named_after_its_step() {
        assert_eq!(
            file_name("compiling Trunk 0.21.14"),
            "compiling-Trunk-0.21.14"
        );
    }
}
