//! Counts what the runners report in their closing lines, and refuses to be told nothing.

use std::{fmt, ops::AddAssign};

use crate::child::Ending;

/// Tests that passed and failed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Tally {
    /// They ran and held.
    pub passed: u64,
    /// They ran and did not hold, or did not run.
    pub failed: u64,
}

impl Tally {
    /// A step that is one test, and held.
    pub(crate) const PASSED: Self = Self {
        passed: 1,
        failed: 0,
    };
    /// A step that is one test, and did not hold or could not run.
    pub(crate) const FAILED: Self = Self {
        passed: 0,
        failed: 1,
    };

    /// A step that is one test in itself.
    pub(crate) fn one(held: bool) -> Self {
        if held { Self::PASSED } else { Self::FAILED }
    }

    /// Sums the `test result:` lines of one run. An ignored test did not run, so it
    /// failed; so did a runner that broke off, and one that found no test at all.
    pub(crate) fn of_run(ending: Ending, lines: &[String]) -> Self {
        let mut tally = Self::default();
        for line in lines {
            if let Some((_, counts)) = line.split_once("test result:") {
                tally.passed += count(counts, "passed");
                tally.failed += count(counts, "failed") + count(counts, "ignored");
            }
        }
        let reason = if tally.failed > 0 {
            return tally;
        } else if !ending.good() {
            format!("the run broke off: {ending}")
        } else if tally.passed == 0 {
            "no test ran where tests are expected".to_owned()
        } else {
            return tally;
        };
        println!("{reason}");
        tally.failed = 1;
        tally
    }
}

/// 12 of "ok. 12 passed; 0 failed; 0 ignored;" for "passed".
fn count(counts: &str, what: &str) -> u64 {
    let words: Vec<&str> = counts
        .split([' ', ';', '.'])
        .filter(|word| !word.is_empty())
        .collect();
    words
        .windows(2)
        .find(|pair| pair.last() == Some(&what))
        .and_then(|pair| pair.first()?.parse().ok())
        .unwrap_or(0)
}

impl AddAssign for Tally {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
    }
}

impl fmt::Display for Tally {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} passed, {} failed", self.passed, self.failed)
    }
}

#[cfg(unix)]
#[cfg(test)]
mod tests {
    use std::{os::unix::process::ExitStatusExt, process::ExitStatus, time::Duration};

    use super::*;

    fn tally(code: i32, lines: &[&str]) -> Tally {
        let lines: Vec<String> = lines.iter().map(ToString::to_string).collect();
        // A wait status carries the exit code in its second byte.
        Tally::of_run(Ending::Exit(ExitStatus::from_raw(code << 8)), &lines)
    }

    const GOOD: &str = "test result: ok. 12 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s";
    const BAD: &str = "test result: FAILED. 4 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.50s";
    const NONE: &str = "test result: ok. 0 passed; 0 failed; 0 ignored; 0 measured; 0 filtered out; finished in 0.00s";
    const IGNORED: &str = "test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 0 filtered out; finished in 0.00s";

    #[test]
    fn the_closing_lines_add_up() {
        assert_eq!(
            tally(0, &["running 12 tests", GOOD, NONE, GOOD]),
            Tally {
                passed: 24,
                failed: 0
            }
        );
        assert_eq!(
            tally(101, &[GOOD, BAD]),
            Tally {
                passed: 16,
                failed: 2
            }
        );
    }

    #[test]
    fn an_ignored_test_is_a_failed_one() {
        assert_eq!(
            tally(0, &[IGNORED]),
            Tally {
                passed: 5,
                failed: 1
            }
        );
    }

    #[test]
    fn a_run_that_breaks_off_has_failed_even_when_its_tests_passed() {
        assert_eq!(
            tally(101, &[GOOD]),
            Tally {
                passed: 12,
                failed: 1
            }
        );
        assert_eq!(tally(101, &["error: could not compile"]), Tally::FAILED);
        let late = Tally::of_run(
            Ending::OutOfTime(Duration::from_secs(1)),
            &[GOOD.to_owned()],
        );
        assert_eq!(
            late,
            Tally {
                passed: 12,
                failed: 1
            }
        );
    }

    #[test]
    fn a_run_without_a_single_test_has_failed() {
        assert_eq!(tally(0, &[NONE]), Tally::FAILED);
        assert_eq!(tally(0, &[]), Tally::FAILED);
    }

    #[test]
    fn the_total_reads_as_ci_expects_it() {
        assert_eq!(
            Tally {
                passed: 30,
                failed: 2
            }
            .to_string(),
            "30 passed, 2 failed"
        );
    }
}
