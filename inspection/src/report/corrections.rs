//! Which of several documents stand. A correction stands in place of what it
//! corrects; chains count once, and so do two corrections of one document.

use std::collections::{BTreeMap, BTreeSet};

use super::entry::Entry;
use crate::id::InspectionId;

/// The documents that stand: of every chain of corrections the last, and of two
/// that correct the same the one with the greater id, which began later.
pub(super) fn standing(entries: &BTreeMap<InspectionId, Entry>) -> Vec<&Entry> {
    let mut roots = BTreeMap::new();
    for id in entries.keys() {
        find_root(entries, *id, &mut roots);
    }
    let corrected: BTreeSet<_> = entries
        .values()
        .filter(|entry| entry.supersedes != Some(entry.id))
        .filter_map(|entry| entry.supersedes)
        .collect();
    let mut standing: BTreeMap<InspectionId, &Entry> = BTreeMap::new();
    for entry in entries.values() {
        let root = roots.get(&entry.id).copied().unwrap_or(entry.id);
        let last = standing.entry(root).or_insert(entry);
        let rank = |entry: &Entry| (!corrected.contains(&entry.id), entry.id);
        if rank(entry) > rank(last) {
            *last = entry;
        }
    }
    standing.into_values().collect()
}

/// Notes the first document of the chain that `id` belongs to, for all of the
/// chain. It need not be there itself. Documents that correct each other in a
/// circle, which nobody can write honestly, go by the least id of the circle.
fn find_root(
    entries: &BTreeMap<InspectionId, Entry>,
    id: InspectionId,
    roots: &mut BTreeMap<InspectionId, InspectionId>,
) {
    let mut chain = Vec::new();
    let mut seen = BTreeMap::new();
    let mut at = id;
    let root = loop {
        if let Some(root) = roots.get(&at) {
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
        roots.insert(one, root);
    }
}
