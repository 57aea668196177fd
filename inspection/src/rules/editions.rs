//! Editions of the rules: those that ship, and those the office publishes
//! later. A document is judged again by the edition it names.

use super::RulePack;
use super::load::PackError;
use crate::inspection::PackName;

/// The editions at hand: always those that shipped, and what was added.
#[derive(Clone, Debug, Default)]
pub struct Editions(Vec<RulePack>);

impl Editions {
    /// Adds an edition that the office published.
    pub fn add(&mut self, pack: RulePack) {
        self.0.push(pack);
    }

    /// The edition of this name.
    #[must_use]
    pub fn named(&self, name: &PackName) -> Option<&RulePack> {
        let mut added = self.0.iter();
        let added = added.find(|pack| pack.name() == *name);
        added.or_else(|| RulePack::named(name))
    }
}

impl RulePack {
    /// Reads an edition that the office published: all its tables in one text.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault.
    pub fn published(text: &str) -> Result<Self, PackError> {
        Self::load(&[text])
    }
}
