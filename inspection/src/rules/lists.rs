//! Checklists and how a check uses them.

use chrono::NaiveDate;

use super::row::Row;
use crate::assessment::Severity;
use crate::evidence::{Basis, Days, Evidence, Term};

/// A checklist template.
#[derive(Clone, Debug)]
pub struct Checklist {
    /// Code of the list, for example `CAN`.
    pub id: String,
    /// Vietnamese title.
    pub vi: String,
    /// English title.
    pub en: String,
    /// What limits the list.
    pub note: Option<String>,
    /// The items in order.
    pub items: Vec<Item>,
}

/// One item of a checklist.
#[derive(Clone, Debug)]
pub struct Item {
    /// Code and texts.
    pub name: Term,
    /// How to look, in Vietnamese; empty where that is loaded apart.
    help_vi: String,
    /// How to look, in English.
    pub help_en: String,
    /// How it is answered.
    pub answer: ItemAnswer,
    /// How grave an adverse answer is.
    pub severity: Severity,
    /// How sure the item is.
    pub evidence: Evidence,
    /// Documents it rests on, by date; none where the basis is not known.
    pub bases: Vec<Basis>,
    /// What limits the item.
    pub note: Option<String>,
    /// On which days it is asked.
    pub days: Days,
    /// Of what it is asked; of everything where there is no condition.
    pub when: Option<Condition>,
    /// Whether it is one of the contents that its group of goods must show.
    pub content: bool,
}

/// An answer that an item depends on.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Condition {
    /// Code of a choice of the same check.
    pub field: String,
    /// The choices with which the item is asked.
    pub is: Vec<String>,
}

/// How an item is answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ItemAnswer {
    /// Conforms, does not, does not apply, or was not checked.
    Conform,
    /// Yes or no, where yes is the adverse answer.
    Flag,
    /// Something is written down; there is no verdict.
    Record,
    /// Worked out from other answers; cannot be answered by hand.
    Computed {
        /// What it is worked out from.
        computed: Computation,
    },
}

/// What a computed item is worked out from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Computation {
    /// Verification against the day of the inspection.
    VerificationInDate,
    /// The state of the seals.
    SealsIntact,
    /// The readings against the limits.
    ErrorWithinLimit,
    /// Price against unit price and displayed volume.
    PriceAgrees,
    /// The verification scale interval against the table for gold.
    GoldResolution,
    /// The items of the same check that are contents of the label.
    ContentComplete,
    /// The contents that were measured against what is declared.
    ContentWithinLimit,
    /// The size of a sample against its plan.
    SampleSize,
    /// The mean of a sample or a lot.
    MeanQuantity,
    /// The count of packages short by more than T.
    ShortPackages,
    /// Whether a package is short by more than 2 T.
    FarShortPackages,
}

/// A list as a check uses it: whole, or some of its items.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ListUse {
    /// Code of the list.
    pub id: String,
    /// The items used; empty for all.
    pub only: Vec<String>,
    /// Items left out, because another check answers them.
    pub except: Vec<String>,
}

impl Computation {
    /// Whether the item says again what findings on readings say.
    #[must_use]
    pub fn sums_up_readings(self) -> bool {
        match self {
            Self::ErrorWithinLimit
            | Self::ContentWithinLimit
            | Self::SampleSize
            | Self::MeanQuantity
            | Self::ShortPackages
            | Self::FarShortPackages => true,
            Self::VerificationInDate
            | Self::SealsIntact
            | Self::PriceAgrees
            | Self::GoldResolution
            | Self::ContentComplete => false,
        }
    }
}

impl ListUse {
    /// Whether an item of the list is used.
    #[must_use]
    pub fn takes(&self, code: &str) -> bool {
        let named = |codes: &[String]| codes.iter().any(|named| named == code);
        (self.only.is_empty() || named(&self.only)) && !named(&self.except)
    }
}

impl Item {
    /// The document in force on `day`, or `None` where the basis is not known.
    #[must_use]
    pub fn basis_on(&self, day: NaiveDate) -> Option<&str> {
        self.in_force(day).map(|basis| basis.text.as_str())
    }

    /// How sure it is that the law of `day` asks it.
    #[must_use]
    pub fn evidence_on(&self, day: NaiveDate) -> Evidence {
        let own = self.in_force(day).and_then(|basis| basis.evidence);
        match self.evidence {
            Evidence::SignedOff => Evidence::SignedOff,
            mark => own.unwrap_or(mark),
        }
    }

    /// Whether its documents are known and none of them is of `day`.
    #[must_use]
    pub fn is_without_law(&self, day: NaiveDate) -> bool {
        !self.bases.is_empty() && self.in_force(day).is_none()
    }

    fn in_force(&self, day: NaiveDate) -> Option<&Basis> {
        self.bases.iter().find(|basis| basis.days.hold(day))
    }

    /// Whether the item is asked on `day`, given the choices of the check.
    pub fn is_asked<'a>(&self, day: NaiveDate, chosen: impl Fn(&str) -> Option<&'a str>) -> bool {
        let met = |condition: &Condition| condition.is_met(chosen);
        self.days.hold(day) && self.when.as_ref().is_none_or(met)
    }
}

impl Checklist {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            id: row.text("id"),
            vi: row.text("vi"),
            en: row.loaded_apart("en"),
            note: row.optional_text("note"),
            items: row.list("items", Item::read),
        }
    }
}

impl Item {
    fn read(row: &Row<'_>) -> Self {
        let answer = match row.text("answer").as_str() {
            "computed" => ItemAnswer::Computed {
                computed: row.word("computed", Computation::named, Computation::PriceAgrees),
            },
            _ => row.word("answer", ItemAnswer::named, ItemAnswer::Record),
        };
        Self {
            name: row.term(),
            help_vi: row.loaded_apart("help_vi"),
            help_en: row.loaded_apart("help_en"),
            answer,
            severity: row.severity(),
            evidence: row.evidence(),
            bases: row.bases(),
            note: row.optional_text("note"),
            days: row.days(),
            when: row.optional_row("when").as_ref().map(Condition::read),
            content: row.optional_flag("content").unwrap_or_default(),
        }
    }
}

impl Item {
    /// How to look, in Vietnamese.
    #[must_use]
    pub fn how_to_look(&self) -> &str {
        super::help(&self.name, &self.help_vi)
    }
}

impl Condition {
    /// Whether the choices of a check are those it names.
    pub fn is_met<'a>(&self, chosen: impl Fn(&str) -> Option<&'a str>) -> bool {
        chosen(&self.field).is_some_and(|code| self.is.iter().any(|is| is == code))
    }

    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            field: row.text("field"),
            is: row.texts("is"),
        }
    }
}

impl ItemAnswer {
    fn named(word: &str) -> Option<Self> {
        match word {
            "conform" => Some(Self::Conform),
            "flag" => Some(Self::Flag),
            "record" => Some(Self::Record),
            _ => None,
        }
    }
}

impl Computation {
    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "verification_in_date" => Self::VerificationInDate,
            "seals_intact" => Self::SealsIntact,
            "error_within_limit" => Self::ErrorWithinLimit,
            "price_agrees" => Self::PriceAgrees,
            "gold_resolution" => Self::GoldResolution,
            "content_complete" => Self::ContentComplete,
            "content_within_limit" => Self::ContentWithinLimit,
            "sample_size" => Self::SampleSize,
            "mean_quantity" => Self::MeanQuantity,
            "short_packages" => Self::ShortPackages,
            "far_short_packages" => Self::FarShortPackages,
            _ => return None,
        })
    }
}

impl ListUse {
    pub(super) fn read_all(row: &Row<'_>, name: &str) -> Vec<Self> {
        row.list(name, |row| Self {
            id: row.text("id"),
            only: row.texts("only"),
            except: row.texts("except"),
        })
    }
}
