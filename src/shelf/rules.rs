//! Which rules the office judges with: what it published is checked here, whole,
//! before the tablet takes it over. New tables come with a new version of the
//! program; until then it keeps its own.

use inspection::{Digest, FromJson, Member, PackError, PackName, RulePack, read_json};
use serde_json::Value;

use super::{PullError, text_of};
use crate::sync::{OfficeRules, Published, Transport};

/// How the office's rules stand to those of this program.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rules {
    /// It has them too, or can take them over.
    Known(OfficeRules),
    /// It lacks the edition of this name, or the one it adds to.
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
    let current = answer.packs.iter().find(|pack| pack.current);
    let current = current.ok_or(PullError::NotAList)?.name();
    let mut published = Vec::new();
    for pack in &answer.packs {
        match pack.published() {
            Ok(edition) => published.extend(edition),
            // What is not in use need not be known here.
            Err(rules) if pack.current => return Ok(rules),
            Err(_) => {}
        }
    }
    Ok(Rules::Known(OfficeRules { current, published }))
}

struct Packs {
    packs: Vec<Pack>,
}

struct Pack {
    id: String,
    sha256: Digest,
    current: bool,
    additions: Option<Value>,
}

impl Pack {
    fn name(&self) -> PackName {
        PackName {
            id: self.id.clone(),
            sha256: self.sha256.clone(),
        }
    }

    /// What the office published under this name; `None` where it shipped.
    fn published(&self) -> Result<Option<Published>, Rules> {
        let name = self.name();
        let Some(additions) = &self.additions else {
            let mut ours = RulePack::shipped().iter().map(RulePack::name);
            return match ours.find(|ours| ours.id == name.id) {
                Some(ours) if ours == name => Ok(None),
                Some(_) => Err(Rules::Different(name.id)),
                None => Err(Rules::Missing(name.id)),
            };
        };
        let additions = additions.to_string();
        match RulePack::with_additions(&additions) {
            Ok(pack) if pack.name() == name => Ok(Some(Published { name, additions })),
            Err(PackError::UnknownBase(base)) => Err(Rules::Missing(base)),
            Ok(_) | Err(_) => Err(Rules::Different(name.id)),
        }
    }
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
            additions: from.get("additions"),
        }
    }
}
