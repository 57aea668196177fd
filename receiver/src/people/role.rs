//! What somebody in the office may do, from reading up to letting others in.

use std::fmt;
use std::str::FromStr;

/// What a person may do. Each may do what those before may.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Role {
    /// Reads.
    Viewer,
    /// Keeps register and plan, enters outcomes.
    Officer,
    /// Lets people and tablets in, and sees who did what.
    Admin,
}

/// A word that names no role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a role is viewer, officer or admin")]
pub struct NotARole;

impl Role {
    /// All of them, the least first.
    pub const ALL: [Self; 3] = [Self::Viewer, Self::Officer, Self::Admin];

    /// The word for it in the database and on the command line.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Viewer => "viewer",
            Self::Officer => "officer",
            Self::Admin => "admin",
        }
    }
}

impl FromStr for Role {
    type Err = NotARole;

    fn from_str(code: &str) -> Result<Self, NotARole> {
        let mut roles = Self::ALL.into_iter();
        roles.find(|role| role.code() == code).ok_or(NotARole)
    }
}

impl fmt::Display for Role {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.code())
    }
}
