//! Which rules the office judges with, held against those of this program. New
//! ones come with a new version of the program; until then it keeps its own.

use inspection::{Digest, FromJson, Member, RulePack, read_json};

use super::{PullError, text_of};
use crate::sync::Transport;

/// How the office's rules stand to those of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// It has them too.
    Known,
    /// It lacks the edition of this name.
    Missing(String),
    /// Its edition of this name is another one.
    Different(String),
}

/// Asks the office which rules visits are to be recorded with.
///
/// # Errors
/// [`PullError`].
pub async fn rules(transport: &dyn Transport) -> Result<Rules, PullError> {
    let text = text_of(transport.list("packs").await)?;
    let answer: Packs = read_json(&text).map_err(|_| PullError::NotAList)?;
    let mut packs = answer.packs.into_iter();
    let office = packs.find(|pack| pack.current);
    let office = office.ok_or(PullError::NotAList)?;
    let mut ours = RulePack::shipped().iter().map(RulePack::name);
    Ok(match ours.find(|name| name.id == office.id) {
        Some(name) if name.sha256 == office.sha256 => Rules::Known,
        Some(_) => Rules::Different(office.id),
        None => Rules::Missing(office.id),
    })
}

struct Packs {
    packs: Vec<Pack>,
}

struct Pack {
    id: String,
    sha256: Digest,
    current: bool,
}

impl FromJson for Packs {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            packs: from.get("packs"),
        }
    }
}

impl FromJson for Pack {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            id: from.get("id"),
            sha256: from.get("sha256"),
            current: from.get("current"),
        }
    }
}
