//! Which of several documents stand. A correction stands in place of what it
//! corrects; chains count once, and so do two corrections of one document.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use crate::id::InspectionId;

/// The first document of every chain of corrections, for each of its documents.
/// One that corrects nothing and is not corrected is its own.
#[derive(Debug)]
pub(super) struct Chains {
    roots: BTreeMap<InspectionId, InspectionId>,
}

impl Chains {
    pub(super) fn of(entries: &BTreeMap<InspectionId, Entry>) -> Self {
        let mut chains = Self {
            roots: BTreeMap::new(),
        };
        for entry in entries.values().filter(|entry| entry.supersedes.is_some()) {
            chains.find_root(entries, entry.id);
        }
        chains
    }

    /// The first of the chain that a document belongs to.
    pub(super) fn root(&self, id: InspectionId) -> InspectionId {
        self.roots.get(&id).copied().unwrap_or(id)
    }

    /// Notes the first document of the chain that `id` belongs to, for all of the
    /// chain. It need not be there itself. Documents that correct each other in a
    /// circle, which nobody can write honestly, go by the least id of the circle.
    fn find_root(&mut self, entries: &BTreeMap<InspectionId, Entry>, id: InspectionId) {
        let mut chain = Vec::new();
        let mut seen = BTreeMap::new();
        let mut at = id;
        let root = loop {
            if let Some(root) = self.roots.get(&at) {
                break *root;
            }
            if let Some(first) = seen.insert(at, chain.len()) {
                let circle = chain.iter().skip(first).copied();
                break circle.min().unwrap_or(at);
            }
            chain.push(at);
            match entries.get(&at).and_then(|entry| entry.supersedes) {
                Some(before) => at = before,
                None => break at,
            }
        };
        for one in chain {
            self.roots.insert(one, root);
        }
    }
}

/// The documents that stand, by the first of their chain: of every chain of
/// corrections the last, and of two that correct the same the one with the greater
/// id, which began later.
pub(super) fn standing<'a>(
    entries: &'a BTreeMap<InspectionId, Entry>,
    chains: &Chains,
) -> BTreeMap<InspectionId, &'a Entry> {
    let corrected: BTreeSet<_> = entries
        .values()
        .filter(|entry| entry.supersedes != Some(entry.id))
        .filter_map(|entry| entry.supersedes)
        .collect();
    let mut standing: BTreeMap<InspectionId, &Entry> = BTreeMap::new();
    for entry in entries.values() {
        let last = standing.entry(chains.root(entry.id)).or_insert(entry);
        let rank = |entry: &Entry| (!corrected.contains(&entry.id), entry.id);
        if rank(entry) > rank(last) {
            *last = entry;
        }
    }
    standing
}
