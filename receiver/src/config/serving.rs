//! How the office is served, as the command line says.

use std::path::PathBuf;

use clap::Args;

use super::Keeping;
use crate::origin::Origin;

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where what is received is kept.
    #[command(flatten)]
    pub keeping: Keeping,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, value_name = "N", default_value_t = 8787)]
    pub port: u16,
    /// Folder of the built tablet app, to serve it from the same address.
    #[arg(long, value_name = "DIST")]
    pub tablet: Option<PathBuf>,
    /// Months that tablets keep what the office has received: at least 24.
    #[arg(long, value_name = "N", default_value_t = SHORTEST_RETENTION, value_parser = retention)]
    pub retention_months: u16,
    /// Tablets warn where an establishment was inspected within this many days.
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=LONGEST_REVISIT))]
    pub revisit_days: Option<u16>,
    /// Another origin to which the served tablet app may upload; may be repeated.
    #[arg(long = "upload-origin", value_name = "ORIGIN")]
    pub upload_origins: Vec<Origin>,
    /// Another origin whose pages may upload here; may be repeated.
    #[arg(long = "accept-origin", value_name = "ORIGIN")]
    pub accept_origins: Vec<Origin>,
}

/// The least number of months that a tablet keeps what was received.
pub const SHORTEST_RETENTION: u16 = 24;
/// The most: a hundred years, far from what a calendar cannot add.
const LONGEST_RETENTION: u16 = 1200;
/// The longest time within which another inspection is warned of: ten years.
const LONGEST_REVISIT: i64 = 3660;

fn retention(text: &str) -> Result<u16, String> {
    let months = text.parse().map_err(|_| "not a number of months")?;
    match months {
        ..SHORTEST_RETENTION => Err(format!(
            "received inspections stay on a tablet at least {SHORTEST_RETENTION} months"
        )),
        SHORTEST_RETENTION..=LONGEST_RETENTION => Ok(months),
        _ => Err(format!("at most {LONGEST_RETENTION} months")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_retention_is_a_number_of_months_and_never_below_24() {
        for (typed, expected) in [("24", Ok(24)), ("60", Ok(60)), ("1200", Ok(1200))] {
            assert_eq!(retention(typed), expected);
        }
        for (typed, said) in [
            ("23", "at least 24 months"),
            ("0", "at least 24 months"),
            ("-1", "not a number"),
            ("2 years", "not a number"),
            ("", "not a number"),
            ("1201", "at most 1200"),
            ("65536", "not a number"),
        ] {
            let error = retention(typed).unwrap_err();
            assert!(error.contains(said), "{typed}: {error}");
        }
    }
}
