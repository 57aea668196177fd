//! Signatures given on the screen before a visit is closed. Each is a row of a list
//! of the visit: who signed, for whom, when, the strokes, and the digest of what it
//! was given to, so that it holds for nothing else. How strokes are kept is
//! `strokes.rs`'; ink on paper is none of this.

mod strokes;

use chrono::{DateTime, NaiveDate, Utc};

pub use self::strokes::Strokes;
use crate::draft::{Answers, Draft};
use crate::gap::{Gap, GapReason, Place};
use crate::id::Digest;
use crate::inspection::{Inspection, Link};
use crate::listed::Listed;
use crate::moment;
use crate::recorded::{Fields, Recorded};
use crate::rules::RulePack;
use crate::trial::rows_typed;
use crate::wire::freeze;

/// The list of a visit that holds its signatures. No rule pack names it.
pub const SIGNATURES: &str = "signatures";

/// What every column of the list begins with, and no field of a rule pack.
const COLUMN: &str = "signed_";
/// For whom.
const SIDE: &str = "signed_for";
/// Who.
const NAME: &str = "signed_name";
/// When.
const AT: &str = "signed_at";
/// The digest of what it was given to.
const SHA256: &str = "signed_sha256";
/// The strokes.
const STROKES: &str = "signed_strokes";

/// Whose signature it is. One person signs once, wherever minutes ask for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// Who inspects.
    Team,
    /// Who speaks for the establishment.
    Establishment,
    /// Who was there, or saw that somebody did not sign.
    Witness,
}

/// One signature.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Signed {
    /// The row of the answers it stands in.
    pub row: u16,
    /// Whose it is.
    pub side: Side,
    /// Who signed.
    pub name: String,
    /// When, by the tablet's clock.
    pub at: DateTime<Utc>,
    /// What was drawn.
    pub strokes: Strokes,
    /// The digest of what it was given to.
    pub sha256: String,
}

impl Side {
    /// The code in documents.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Team => "team",
            Self::Establishment => "establishment",
            Self::Witness => "witness",
        }
    }

    fn of(code: &str) -> Option<Self> {
        let mut sides = [Self::Team, Self::Establishment, Self::Witness].into_iter();
        sides.find(|side| side.code() == code)
    }
}

/// Whether an answer of the visit belongs to a signature.
pub(crate) fn is_column(code: &str) -> bool {
    code.starts_with(COLUMN)
}

/// The rows of the answers that hold a signature.
fn rows(answers: &Answers) -> Vec<u16> {
    rows_typed(answers, &is_column)
}

/// The signatures among the answers, as the list that documents keep.
pub(crate) fn listed(answers: &Answers) -> Option<Listed> {
    let mut signed = Vec::new();
    for row in rows(answers) {
        let mut fields = Vec::new();
        for code in [SIDE, NAME, AT, SHA256, STROKES] {
            if let Some(text) = answers.get(&place(code, row)) {
                fields.push(Recorded {
                    code: code.to_owned(),
                    value: text.clone(),
                    unit: None,
                });
            }
        }
        signed.push(Fields(fields));
    }
    (!signed.is_empty()).then(|| Listed {
        list: SIGNATURES.to_owned(),
        rows: signed,
    })
}

/// The digest of what signatures of an inspection are given to: of its canonical
/// form without them, without its number, which closing may add, and with what
/// else closing adds left blank. `None` where it has no canonical form.
#[must_use]
pub fn digest_to_sign(mut inspection: Inspection) -> Option<Digest> {
    inspection.closed = inspection.opened.clone();
    inspection.link = Link::none();
    inspection.lists.retain(|one| one.list != SIGNATURES);
    let fields = &mut inspection.fields.0;
    fields.retain(|field| field.code != "minutes_no");
    Some(freeze(&inspection).ok()?.sha256)
}

impl Draft {
    /// A gap for each signature that holds no more, or whose strokes are too
    /// many to be read: what it was given to is not what would be closed `today`.
    #[must_use]
    pub fn void_signatures(&self, pack: &RulePack, today: NaiveDate) -> Vec<Gap> {
        let answers = &self.head.answers;
        let mut rows = rows(answers);
        if rows.is_empty() {
            return Vec::new();
        }
        let whole = self.whole(pack, today).ok();
        let digest = whole.and_then(digest_to_sign);
        rows.retain(|row| {
            let given_to = answers.get(&place(SHA256, *row));
            let drawn = answers.get(&place(STROKES, *row));
            given_to.map(String::as_str) != digest.as_ref().map(Digest::as_str)
                || drawn.is_none_or(|drawn| drawn.len() > strokes::LONGEST)
        });
        let gap = |row| Gap {
            place: Place {
                check: None,
                field: place(STROKES, row),
            },
            reason: GapReason::SignatureVoid,
        };
        rows.into_iter().map(gap).collect()
    }
}

impl Signed {
    /// The signatures among the answers of a visit. One that cannot be read is left
    /// out; closing names it.
    #[must_use]
    pub fn among(answers: &Answers) -> Vec<Self> {
        let rows = rows(answers).into_iter();
        rows.filter_map(|row| Self::at(answers, row)).collect()
    }

    /// The rows of the answers that hold a signature which cannot be read.
    #[must_use]
    pub fn unreadable(answers: &Answers) -> Vec<u16> {
        let mut rows = rows(answers);
        rows.retain(|row| Self::at(answers, *row).is_none());
        rows
    }

    fn at(answers: &Answers, row: u16) -> Option<Self> {
        let get = |code| answers.get(&place(code, row)).map(String::as_str);
        Self::read(row, &get)
    }

    /// Whether there is any among the answers of a visit.
    #[must_use]
    pub fn is_any(answers: &Answers) -> bool {
        answers.keys().any(|place| is_column(place))
    }

    /// The answers that keep it.
    #[must_use]
    pub fn answers(&self) -> Answers {
        let columns = [
            (SIDE, self.side.code().to_owned()),
            (NAME, self.name.clone()),
            (AT, moment::write(self.at)),
            (SHA256, self.sha256.clone()),
            (STROKES, self.strokes.text()),
        ];
        let mut answers = Answers::new();
        for (code, text) in columns {
            answers.insert(place(code, self.row), text);
        }
        answers
    }

    /// The answers without what stands in a row: each column that is there is empty.
    #[must_use]
    pub fn cleared(answers: &Answers, row: u16) -> Answers {
        let mut cleared = Answers::new();
        for place in answers.keys() {
            let of = place.split_once('.');
            if of.is_some_and(|(code, at)| is_column(code) && at.parse() == Ok(row)) {
                cleared.insert(place.clone(), String::new());
            }
        }
        cleared
    }

    /// A row of the answers that holds no signature.
    #[must_use]
    pub fn free_row(answers: &Answers) -> u16 {
        rows(answers)
            .last()
            .map_or(1, |last| last.saturating_add(1))
    }

    /// The place of its strokes among the answers.
    #[must_use]
    pub fn place(row: u16) -> String {
        place(STROKES, row)
    }

    /// Whether it is this person's, for this side.
    #[must_use]
    pub fn is_of(&self, side: Side, name: &str) -> bool {
        self.side == side && self.name.to_lowercase() == name.to_lowercase()
    }

    fn read<'a>(row: u16, get: &dyn Fn(&'static str) -> Option<&'a str>) -> Option<Self> {
        Some(Self {
            row,
            side: Side::of(get(SIDE)?)?,
            name: get(NAME)?.to_owned(),
            at: moment::read(get(AT)?)?,
            strokes: Strokes::read(get(STROKES)?)?,
            sha256: get(SHA256)?.to_owned(),
        })
    }
}

impl Inspection {
    /// The signatures given on the screen, each with whether it was given to what
    /// the inspection says. A row that cannot be read is left out.
    #[must_use]
    pub fn signatures(&self) -> Vec<(Signed, bool)> {
        let rows = self.listed(SIGNATURES);
        if rows.is_empty() {
            return Vec::new();
        }
        let digest = digest_to_sign(self.clone());
        let digest = digest.as_ref().map(Digest::as_str);
        let read = |(row, fields): (u16, &Fields)| {
            let signed = Signed::read(row, &|code| fields.value(code))?;
            let holds = digest == Some(signed.sha256.as_str());
            Some((signed, holds))
        };
        (1..).zip(rows).filter_map(read).collect()
    }
}

fn place(code: &str, row: u16) -> String {
    [code, &row.to_string()].join(".")
}

#[cfg(test)]
mod tests;
