//! Which editions of the rules this tablet knows: those of its program, and what
//! the office published since. They were checked when they were pulled; here they
//! are kept, known again at the start, and picked for new visits.

use inspection::{FromJson, Member, PackName, RulePack, read_json};

use super::{Desk, Saving};
use crate::store::Key;
use crate::sync::OfficeRules;

impl Desk {
    /// The edition that a new visit is recorded with: the one the office said,
    /// where it adds to the newest of this program; else that one.
    #[must_use]
    pub fn rules(&self) -> &'static RulePack {
        let newest = RulePack::current();
        self.know_rules()
            .filter(|said| base_of(said) == newest.name().id)
            .and_then(|said| RulePack::named(&said.current))
            .unwrap_or(newest)
    }

    /// Keeps what the office said of its rules. What it no longer speaks of is
    /// kept too: drafts and records name it.
    #[must_use = "whether it is durable"]
    pub fn take_rules(&self, mut said: OfficeRules) -> Option<Saving> {
        let before: Option<OfficeRules> = self.value(Key::Rules);
        for known in before.iter().flat_map(|before| &before.published) {
            if said.published.iter().all(|told| told.name != known.name) {
                said.published.push(known.clone());
            }
        }
        let kept = before.as_ref() != Some(&said);
        let saving = kept.then(|| self.save_value(Key::Rules, &said));
        self.know_rules();
        saving
    }

    /// Lets this program know the editions that are kept here. One of a newer
    /// program is passed over: a draft that names it says so.
    pub(super) fn know_rules(&self) -> Option<OfficeRules> {
        let said: OfficeRules = self.value(Key::Rules)?;
        for edition in &said.published {
            if RulePack::named(&edition.name).is_none() {
                drop(RulePack::learn(&edition.additions));
            }
        }
        Some(said)
    }
}

/// The edition that the current one is, or adds to.
fn base_of(said: &OfficeRules) -> String {
    let mut published = said.published.iter();
    let current = published.find(|edition| edition.name == said.current);
    let base = current.and_then(|edition| read_json::<Base>(&edition.additions).ok());
    base.map_or_else(|| said.current.id.clone(), |base| base.0.id)
}

struct Base(PackName);

impl FromJson for Base {
    fn from_json(from: &Member<'_>) -> Self {
        Self(from.get("base"))
    }
}
