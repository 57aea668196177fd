//! Wards as they were and became: an establishment is found by the name its ward
//! has, had or was given, and a visit is in the ward of its day.

use chrono::NaiveDate;

use crate::rules::{RulePack, Unit};

/// The ward of `day` in which lies all that lay in the ward of this code. `None`
/// where that was divided, sources disagree on it, or nobody knows the code.
#[must_use]
pub fn ward_on<'pack>(pack: &'pack RulePack, code: &str, day: NaiveDate) -> Option<&'pack Unit> {
    let mut ward = pack.units.iter().find(|unit| unit.code == code)?;
    // No way is longer than there are wards.
    for _ in &pack.units {
        if ward.days.hold(day) {
            return Some(ward);
        }
        let mut heirs = pack.units.iter().filter(|unit| is_part(unit, ward));
        let heir = heirs.next()?;
        let certain = heir
            .predecessors
            .iter()
            .all(|source| source.units.contains(&ward.code));
        if !certain || heirs.next().is_some() {
            return None;
        }
        ward = heir;
    }
    None
}

/// The names of the ward of this code, of those it was made from and of those it
/// became, by any source: a search is rather shown too much.
pub(super) fn names_of<'pack>(pack: &'pack RulePack, code: &str) -> Vec<&'pack str> {
    let before = along(pack, code, is_part);
    let after = along(pack, code, |ward, unit| is_part(unit, ward));
    let mut names = Vec::new();
    for unit in before.into_iter().chain(after) {
        if !names.contains(&unit.vi.as_str()) {
            names.push(unit.vi.as_str());
        }
    }
    names
}

/// Whether some source has the one made from the other.
fn is_part(whole: &Unit, part: &Unit) -> bool {
    let mut sources = whole.predecessors.iter();
    sources.any(|source| source.units.contains(&part.code))
}

/// The unit of this code, and all to which `leads` leads from it.
fn along<'pack>(
    pack: &'pack RulePack,
    code: &str,
    leads: fn(&Unit, &Unit) -> bool,
) -> Vec<&'pack Unit> {
    let mut way: Vec<&Unit> = Vec::new();
    way.extend(pack.units.iter().find(|unit| unit.code == code));
    let mut next = 0;
    while let Some(from) = way.get(next).copied() {
        for unit in pack.units.iter().filter(|unit| leads(from, unit)) {
            if way.iter().all(|known| known.code != unit.code) {
                way.push(unit);
            }
        }
        next += 1;
    }
    way
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The merges of 01/01/2025 and 01/07/2025 (`units.json`). Phường 17 and 15
    /// are where the sources disagree; Phường 16 is in the same ward by both.
    #[test]
    fn a_ward_becomes_the_one_of_the_day_where_that_is_certain() {
        for (code, day, expected) in [
            ("gv-p3", "2025-06-30", Some("gv-p3")),
            ("gv-p3", "2025-07-01", Some("hanh-thong")),
            ("gv-p4-2021", "2024-12-31", Some("gv-p4-2021")),
            ("gv-p4-2021", "2025-03-01", Some("gv-p1-2025")),
            ("gv-p4-2021", "2026-11-23", Some("hanh-thong")),
            ("hanh-thong", "2026-11-23", Some("hanh-thong")),
            ("gv-p16", "2026-11-23", Some("an-hoi-dong")),
            ("gv-p15-2025", "2026-11-23", None),
            ("gv-p17", "2026-11-23", None),
            ("hanh-thong", "2025-06-30", None),
            ("nowhere", "2026-11-23", None),
        ] {
            let ward = ward_on(RulePack::current(), code, day.parse().unwrap());
            let ward = ward.map(|unit| unit.code.as_str());
            assert_eq!(ward, expected, "{code} on {day}");
        }
    }

    #[test]
    fn a_ward_is_known_by_the_names_before_and_after() {
        for (code, expected) in [
            (
                "hanh-thong",
                vec![
                    "Phường Hạnh Thông",
                    "Phường 1",
                    "Phường 3",
                    "Phường 4",
                    "Phường 7",
                ],
            ),
            (
                "gv-p4-2021",
                vec!["Phường 4", "Phường 1", "Phường Hạnh Thông"],
            ),
            (
                "gv-p17",
                vec!["Phường 17", "Phường Gò Vấp", "Phường An Hội Đông"],
            ),
            ("nowhere", vec![]),
        ] {
            let mut names = names_of(RulePack::current(), code);
            let mut expected = expected;
            names.sort_unstable();
            expected.sort_unstable();
            assert_eq!(names, expected, "{code}");
        }
    }
}
