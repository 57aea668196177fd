//! Figures by ward and by kind of establishment.

use inspection::{CheckKind, Cut, Figure, RulePack, Sums};

use super::super::making::{Maker, of};
use super::super::statement::{Row, Section};
use crate::wording::reports as words;

/// What is told of every ward and kind of establishment.
const PLACES: [Figure; 9] = [
    Figure::Inspections,
    Figure::Establishments,
    Figure::Violating,
    Figure::Acts,
    Figure::Checked(CheckKind::Instrument),
    Figure::NonConforming(CheckKind::Instrument),
    Figure::SamplesTaken,
    Figure::Fined,
    Figure::Fines,
];

/// Places with their sums, and the sum of all.
fn places(
    maker: &Maker<'_>,
    id: &'static str,
    first: String,
    places: impl Iterator<Item = (String, Cut, Sums)>,
) -> Section {
    let cells = |sums: &Sums, cut: &Cut| PLACES.map(|figure| of(figure, sums, cut.clone())).into();
    let rows = places.map(|(name, cut, sums)| Row {
        name,
        cells: cells(&sums, &cut),
        is_sum: false,
    });
    let sum = Row {
        name: maker.say(words::ALL),
        cells: cells(&maker.figures.own.whole, &Cut::Whole),
        is_sum: true,
    };
    let head = PLACES.map(|figure| maker.name(figure));
    let head = std::iter::once(first).chain(head).collect();
    let mut rows: Vec<_> = rows.collect();
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows.push(sum);
    maker.section(id, &["establishments"], head, rows)
}

pub(super) fn wards(maker: &Maker<'_>) -> Section {
    let wards = maker.figures.own.by_ward.iter().map(|(code, sums)| {
        let name = code
            .as_deref()
            .map_or_else(|| maker.say(words::NO_WARD), ward_name);
        (name, Cut::Ward(code.clone()), *sums)
    });
    places(maker, "wards", maker.say(words::WARD), wards)
}

/// The name of a ward; its code where the pack has none.
pub(super) fn ward_name(code: &str) -> String {
    let mut units = RulePack::current().units.iter();
    let known = units.find(|unit| unit.code == code);
    known.map_or_else(|| code.to_owned(), |unit| unit.vi.clone())
}

pub(super) fn kinds(maker: &Maker<'_>) -> Section {
    let kinds = maker.figures.own.by_kind.iter().map(|(code, sums)| {
        let mut known = RulePack::current().establishment_kinds.iter();
        let known = known.find(|kind| kind.name.code == *code);
        let name = match known {
            Some(kind) => maker
                .language
                .tell(kind.name.vi.clone(), kind.name.en.clone()),
            None if code.is_empty() => maker.say(words::NO_KIND),
            None => code.clone(),
        };
        (name, Cut::Kind(code.clone()), *sums)
    });
    places(maker, "kinds", maker.say(words::KIND), kinds)
}
