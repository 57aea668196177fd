//! Which documents are one visit, and what it adds. Two tablets record one visit
//! under one number.

use std::collections::BTreeMap;

use super::entry::Entry;
use super::measures::{Measures, Severities};
use super::samples::Samples;
use super::share::Share;
use super::sums::Sums;
use crate::inspection::WithoutChecks;
use crate::tally::{Tally, Unseen};

/// The visits that documents are of, each with what became of its samples.
/// Documents of one establishment on one day under one number are one visit; one
/// without a number is a visit of its own. Establishments are counted at the latest
/// visit to each.
pub(super) fn visits<'a>(entries: &[(&'a Entry, Samples)]) -> Vec<Share<'a>> {
    let mut together: BTreeMap<_, Vec<_>> = BTreeMap::new();
    for (entry, samples) in entries {
        let numbered = entry.visit_no.as_deref().map(|number| {
            let establishment = entry.establishment.as_str();
            (entry.inspected_on, number, establishment)
        });
        let alone = numbered.is_none().then_some(entry.id);
        let documents = together.entry((numbered, alone)).or_default();
        documents.push((*entry, *samples));
    }
    let mut visits: Vec<_> = together
        .into_values()
        .filter_map(|documents| visit(&documents))
        .collect();
    count_establishments(&mut visits);
    visits
}

fn visit<'a>(documents: &[(&'a Entry, Samples)]) -> Option<Share<'a>> {
    let entries = || documents.iter().map(|(entry, _)| *entry);
    let latest = entries().max_by_key(|entry| entry.id)?;
    let warded = entries().filter(|entry| entry.ward.is_some());
    let warded = warded.max_by_key(|entry| entry.id);
    let mut tally: Tally = entries().map(|entry| entry.tally).sum();
    // What is told of visits and not of things counts once.
    tally.inspections = 1;
    tally.guided = tally.guided.min(1);
    tally.without_checks = Unseen::of(without_checks(documents));
    let mut measures = Measures::default();
    let mut severities = Severities::default();
    let mut answers = Samples::default();
    for (entry, samples) in documents {
        measures += entry.measures;
        severities += entry.severities;
        answers += *samples;
    }
    let mut ids: Vec<_> = entries().map(|entry| entry.id).collect();
    ids.sort_unstable();
    Some(Share {
        documents: ids,
        day: latest.inspected_on,
        establishment: &latest.establishment,
        kind: &latest.kind,
        ward: warded.and_then(|entry| entry.ward.as_deref()),
        sums: Sums {
            tally,
            measures,
            severities,
            samples: answers,
            ..Sums::default()
        },
    })
}

/// Why a visit ended without checks: where every document says so, what the
/// latest says.
fn without_checks(documents: &[(&Entry, Samples)]) -> Option<WithoutChecks> {
    let entries = || documents.iter().map(|(entry, _)| entry);
    let all = entries().all(|entry| entry.without_checks.is_some());
    let latest = entries().max_by_key(|entry| entry.id)?;
    latest.without_checks.filter(|_| all)
}

/// Counts every establishment once, where its latest visit puts it.
fn count_establishments(visits: &mut [Share<'_>]) {
    let mut latest: BTreeMap<&str, (usize, bool)> = BTreeMap::new();
    for (at, visit) in visits.iter().enumerate() {
        let is_violating = visit.sums.tally.acts.total() > 0;
        let when = |visit: &Share<'_>| (visit.day, visit.documents.last().copied());
        let seen = latest
            .entry(visit.establishment)
            .or_insert((at, is_violating));
        seen.1 |= is_violating;
        if visits.get(seen.0).map(when) < Some(when(visit)) {
            seen.0 = at;
        }
    }
    for (at, is_violating) in latest.into_values() {
        if let Some(visit) = visits.get_mut(at) {
            visit.sums.establishments = 1;
            visit.sums.violating = u32::from(is_violating);
        }
    }
}
