//! How the office is served, as the command line says.

use std::net::{IpAddr, Ipv4Addr};
use std::path::{Path, PathBuf};

use clap::Args;

use super::Keeping;
use crate::names::Name;
use crate::origin::Origin;

/// How to serve.
#[derive(Clone, Debug, Args)]
pub struct Serve {
    /// Where what is received is kept.
    #[command(flatten)]
    pub keeping: Keeping,
    /// Address of this machine to listen on; 0.0.0.0 for all of them. Other machines
    /// than this one are served over HTTPS alone.
    #[arg(long, value_name = "ADDRESS", env = "CAN_DUNG_LISTEN", default_value_t = IpAddr::V4(Ipv4Addr::LOCALHOST))]
    pub listen: IpAddr,
    /// Port to listen on; 0 takes a free one.
    #[arg(long, value_name = "N", env = "CAN_DUNG_PORT", default_value_t = 8787)]
    pub port: u16,
    /// A name or address by which tablets and browsers reach the office; may be
    /// repeated. Those of this machine are found.
    #[arg(
        long = "name",
        value_name = "HOST",
        env = "CAN_DUNG_NAMES",
        value_delimiter = ','
    )]
    pub names: Vec<Name>,
    /// Serve HTTPS with a certificate of an authority of the office's own, made on first
    /// use in the data folder. So it is on any other address than this machine's,
    /// where nothing else is said.
    #[arg(long, env = "CAN_DUNG_OWN_AUTHORITY", conflicts_with_all = ["certificate", "behind_proxy"])]
    pub own_authority: bool,
    /// Port of the page, over plain HTTP, that shows how to trust the own authority.
    #[arg(
        long,
        value_name = "N",
        env = "CAN_DUNG_TRUST_PORT",
        default_value_t = 8788
    )]
    pub trust_port: u16,
    /// Serve HTTPS with this certificate in PEM, the office's own first. Read again
    /// every day.
    #[arg(long, value_name = "FILE", env = "CAN_DUNG_CERTIFICATE", requires_all = ["key", "names"], conflicts_with = "behind_proxy")]
    pub certificate: Option<PathBuf>,
    /// The certificate's key in PEM.
    #[arg(
        long,
        value_name = "FILE",
        env = "CAN_DUNG_KEY",
        requires = "certificate"
    )]
    pub key: Option<PathBuf>,
    /// A proxy in front of this office does HTTPS, on the same machine or on a line
    /// that nobody else is on, and hands on the `Host` it was asked for.
    #[arg(long, env = "CAN_DUNG_BEHIND_PROXY", requires = "names")]
    pub behind_proxy: bool,
    /// Folder of the built tablet app, to serve it from the same address.
    #[arg(long, value_name = "DIST", env = "CAN_DUNG_TABLET")]
    pub tablet: Option<PathBuf>,
    /// Months that tablets keep what the office has received: at least 24.
    #[arg(long, value_name = "N", env = "CAN_DUNG_RETENTION_MONTHS", default_value_t = SHORTEST_RETENTION, value_parser = retention)]
    pub retention_months: u16,
    /// Tablets warn where an establishment was inspected within this many days.
    #[arg(long, value_name = "N", env = "CAN_DUNG_REVISIT_DAYS", value_parser = clap::value_parser!(u16).range(1..=LONGEST_REVISIT))]
    pub revisit_days: Option<u16>,
    /// Another origin to which the served tablet app may upload; may be repeated.
    #[arg(
        long = "upload-origin",
        value_name = "ORIGIN",
        env = "CAN_DUNG_UPLOAD_ORIGINS",
        value_delimiter = ','
    )]
    pub upload_origins: Vec<Origin>,
    /// Another origin whose pages may upload here; may be repeated.
    #[arg(
        long = "accept-origin",
        value_name = "ORIGIN",
        env = "CAN_DUNG_ACCEPT_ORIGINS",
        value_delimiter = ','
    )]
    pub accept_origins: Vec<Origin>,
}

/// How the line to tablets and browsers is made safe.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Line<'a> {
    /// Not at all: it does not leave this machine.
    Loopback,
    /// By a proxy in front.
    Proxy,
    /// By a certificate that the office makes for itself.
    OwnAuthority,
    /// By a certificate that it was given, with its key.
    Certificate(&'a Path, &'a Path),
}

impl Serve {
    /// What was chosen; on any other address than this machine's, the own authority.
    #[must_use]
    pub fn line(&self) -> Line<'_> {
        match (&self.certificate, &self.key) {
            (Some(certificate), Some(key)) => Line::Certificate(certificate, key),
            _ if self.behind_proxy => Line::Proxy,
            _ if self.own_authority || !self.listen.is_loopback() => Line::OwnAuthority,
            _ => Line::Loopback,
        }
    }
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
