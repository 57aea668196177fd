//! Finds establishments while a name is being typed: every word, in any order,
//! in name, address, ward, tax code or the name of the kind. One folded text of
//! all rows is read from end to end at each keystroke; there is no index. What
//! rows share, ward and kind, is read once for all of them.

use super::folding::{fold_into, folded_words};
use super::wards::names_of;
use super::{Point, RegisterRow, Ward};
use crate::order::put_in_order;
use crate::rules::RulePack;

/// The register in memory: its rows, by name, and their words.
#[derive(Clone, Debug, Default)]
pub struct Register {
    rows: Vec<RegisterRow>,
    /// The folded words of every row: name, address and tax code, each ended by
    /// a line break.
    words: String,
    /// Where the words of each row lie, and its group.
    places: Vec<Place>,
    /// The folded names of each ward, those before and after it too, with each
    /// kind that is there together.
    groups: Vec<Group>,
}

#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    name_end: usize,
    end: usize,
    group: usize,
}

#[derive(Clone, Debug)]
struct Group {
    ward: Option<Ward>,
    kind: String,
    words: String,
}

/// What is looked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct Wanted<'a> {
    /// What was typed.
    pub words: &'a str,
    /// Code of a ward; empty for any.
    pub ward: &'a str,
    /// Code of a kind; empty for any.
    pub kind: &'a str,
    /// The nearest to this point first, instead of the likeliest.
    pub near: Option<Point>,
    /// How many rows to give back.
    pub most: usize,
}

/// What was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found<'a> {
    /// The first rows, with the metres to the point that was asked for.
    pub rows: Vec<(&'a RegisterRow, Option<u64>)>,
    /// How many there are in all.
    pub total: usize,
}

/// How well one word of what was typed stands in a row, worst first.
const MIDDLE: u32 = 1;
const MIDDLE_OF_NAME: u32 = 2;
const BEGINS: u32 = 3;
const WHOLE: u32 = 4;
const BEGINS_IN_NAME: u32 = 5;
const WHOLE_IN_NAME: u32 = 6;
/// The name is what was typed: above whatever the words come to.
const EXACT: u32 = u32::MAX;

impl Register {
    /// Lays the rows out by name; `pack` names their kinds.
    #[must_use]
    pub fn new(rows: Vec<RegisterRow>, pack: &RulePack) -> Self {
        let mut named = Vec::with_capacity(rows.len());
        for row in rows {
            named.push((folded_words(&row.name), row));
        }
        put_in_order(&mut named, |one, other| {
            one.0.cmp(&other.0).then_with(|| one.1.id.cmp(&other.1.id))
        });
        let mut made = Self {
            rows: Vec::with_capacity(named.len()),
            places: Vec::with_capacity(named.len()),
            ..Self::default()
        };
        for (name, row) in named {
            made.add(&name, row, pack);
        }
        made.words.shrink_to_fit();
        made
    }

    fn add(&mut self, name: &str, row: RegisterRow, pack: &RulePack) {
        let group = self.group_of(&row, pack);
        let start = self.words.len();
        self.words.push_str(name);
        let name_end = self.words.len();
        self.words.push('\n');
        fold_into(&row.address, &mut self.words);
        self.words.push('\n');
        // A code is typed with and without what stands between its parts.
        let code = row.tax_code.chars().filter(char::is_ascii_alphanumeric);
        self.words
            .extend(code.map(|letter| letter.to_ascii_lowercase()));
        self.words.push('\n');
        self.places.push(Place {
            start,
            name_end: name_end - start,
            end: self.words.len(),
            group,
        });
        self.rows.push(row);
    }

    fn group_of(&mut self, row: &RegisterRow, pack: &RulePack) -> usize {
        let mut groups = self.groups.iter();
        let known = groups.position(|group| group.kind == row.kind && group.ward == row.ward);
        known.unwrap_or_else(|| {
            let mut kinds = pack.establishment_kinds.iter();
            let kind = kinds.find(|kind| kind.name.code == row.kind);
            let mut words = String::new();
            let ward = row.ward.iter().map(|ward| ward.name.as_str());
            // Who knows the ward by its name of before, or of today, finds it too.
            let codes = row.ward.iter();
            let others = codes.flat_map(|ward| names_of(pack, &ward.code));
            let others = others.filter(|name| row.ward.iter().all(|ward| ward.name != *name));
            let kind = kind
                .iter()
                .flat_map(|kind| [&*kind.name.vi, &*kind.name.en]);
            for name in ward.chain(others).chain(kind) {
                fold_into(name, &mut words);
                words.push('\n');
            }
            self.groups.push(Group {
                ward: row.ward.clone(),
                kind: row.kind.clone(),
                words,
            });
            self.groups.len() - 1
        })
    }

    /// Every row, by name.
    #[must_use]
    pub fn rows(&self) -> &[RegisterRow] {
        &self.rows
    }

    /// The row of this id.
    #[must_use]
    pub fn row(&self, id: &str) -> Option<&RegisterRow> {
        self.rows.iter().find(|row| row.id == id)
    }

    /// The rows that hold every word, the likeliest first: the whole name, then
    /// words as they begin, then inside of others; equals by name. Without words
    /// every row of the ward and kind. Rows without a place come after those
    /// with one where the nearest are asked for.
    #[must_use]
    pub fn find(&self, wanted: &Wanted<'_>) -> Found<'_> {
        let typed = folded_words(wanted.words);
        let words: Vec<&[u8]> = typed.split(' ').map(str::as_bytes).collect();
        let groups: Vec<_> = self
            .groups
            .iter()
            .map(|group| group.ranks(wanted, &words))
            .collect();
        let mut hits = Vec::new();
        for (number, place) in self.places.iter().enumerate() {
            let Some(Some(shared)) = groups.get(place.group) else {
                continue;
            };
            let row = self.words.as_bytes().get(place.start..place.end);
            let row = row.unwrap_or_default();
            let rank = if row.get(..place.name_end) == Some(typed.as_bytes()) {
                Some(EXACT)
            } else {
                rank(row, place.name_end, &words, shared)
            };
            hits.extend(rank.map(|rank| (number, rank)));
        }
        let total = hits.len();
        let rows = match wanted.near {
            Some(point) => self.nearest(&hits, point, wanted.most),
            None => self.likeliest(&hits, wanted.most),
        };
        Found { rows, total }
    }

    fn likeliest(&self, hits: &[(usize, u32)], most: usize) -> Vec<(&RegisterRow, Option<u64>)> {
        let mut found = Vec::new();
        let mut below = None;
        // There are few ranks, and a page is full after the first of them.
        while found.len() < most {
            let lower = hits.iter().map(|hit| hit.1);
            let lower = lower.filter(|rank| below.is_none_or(|below| *rank < below));
            let Some(next) = lower.max() else { break };
            let of_rank = hits.iter().filter(|hit| hit.1 == next);
            let rows = of_rank.filter_map(|(place, _)| self.rows.get(*place));
            found.extend(rows.take(most - found.len()).map(|row| (row, None)));
            below = Some(next);
        }
        found
    }

    fn nearest(
        &self,
        hits: &[(usize, u32)],
        point: Point,
        most: usize,
    ) -> Vec<(&RegisterRow, Option<u64>)> {
        let mut found = Vec::new();
        for row in hits.iter().filter_map(|(place, _)| self.rows.get(*place)) {
            let square = row.place.map_or(u64::MAX, |place| place.square_to(point));
            found.push((square, row));
        }
        put_in_order(&mut found, |one, other| one.0.cmp(&other.0));
        let nearest = found.into_iter().take(most);
        let metres = |row: &RegisterRow| row.place.map(|place| place.metres_to(point));
        nearest.map(|(_, row)| (row, metres(row))).collect()
    }
}

impl Group {
    /// How well each word stands in what its rows share; `None` where they are
    /// not among those wanted.
    fn ranks(&self, wanted: &Wanted<'_>, words: &[&[u8]]) -> Option<Vec<u32>> {
        let ward = self.ward.as_ref().map(|ward| ward.code.as_str());
        let ours = (wanted.kind.is_empty() || self.kind == wanted.kind)
            && (wanted.ward.is_empty() || ward == Some(wanted.ward));
        let rank = |word: &&[u8]| rank_of_word(self.words.as_bytes(), 0, word);
        ours.then(|| words.iter().map(rank).collect())
    }
}

/// How well a row fits whose name ends at `name`; `None` where a word is
/// missing. `shared` is how well each word stands in its group.
fn rank(row: &[u8], name: usize, words: &[&[u8]], shared: &[u32]) -> Option<u32> {
    let mut sum = 0;
    for (word, shared) in words.iter().zip(shared) {
        if word.is_empty() {
            continue;
        }
        match rank_of_word(row, name, word).max(*shared) {
            0 => return None,
            rank => sum += rank,
        }
    }
    Some(sum)
}

/// How well a word stands in a row whose name ends at `name`; 0 where it does
/// not.
fn rank_of_word(row: &[u8], name: usize, word: &[u8]) -> u32 {
    let Some(first) = word.first() else {
        return 0;
    };
    let mut best = 0;
    let firsts = row.iter().enumerate().filter(|(_, byte)| *byte == first);
    for (at, _) in firsts {
        let rest = row.get(at..).unwrap_or_default();
        if !rest.starts_with(word) {
            continue;
        }
        let is_end = |byte: Option<&u8>| byte.is_none_or(|byte| matches!(byte, b' ' | b'\n'));
        let begins = at == 0 || is_end(row.get(at - 1));
        let whole = begins && is_end(rest.get(word.len()));
        let rank = match (at < name, begins, whole) {
            (true, _, true) => return WHOLE_IN_NAME,
            (true, true, _) => BEGINS_IN_NAME,
            (true, ..) => MIDDLE_OF_NAME,
            (false, _, true) => WHOLE,
            (false, true, _) => BEGINS,
            (false, ..) => MIDDLE,
        };
        best = best.max(rank);
    }
    best
}
