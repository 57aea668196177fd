//! Trials: the tables of readings that a kind is asked for, and by what rule
//! each is judged. The rules themselves are `trial`'s.

use super::fields::PackField;
use super::row::Row;
use crate::evidence::{Evidence, Term};

/// One table of readings.
#[derive(Clone, Debug)]
pub struct Trial {
    /// Code and names.
    pub name: Term,
    /// How it is done, in Vietnamese; empty where that is loaded apart.
    help_vi: String,
    /// How it is done, in English.
    pub help_en: String,
    /// By what rule it is judged.
    pub judge: Judge,
    /// Document and clause of the rule; `None` where it is not known.
    pub basis: Option<String>,
    /// How sure the rule is.
    pub evidence: Evidence,
    /// The fields of one reading.
    pub fields: Vec<PackField>,
}

/// By what rule readings are judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Judge {
    /// Loads and indications of a weighing instrument.
    ErrorOfIndication,
    /// The same load on each place of the pan.
    Eccentricity,
    /// A vehicle driven over the scale.
    RollingLoad,
    /// The same load several times.
    Repeatability,
    /// A small extra load that must show.
    Discrimination,
    /// What is left at zero after setting to zero.
    ZeroSetting,
    /// What is left at zero after taking off a tare.
    TareSetting,
    /// Volumes delivered by a dispenser.
    Delivery,
    /// What a measure holds.
    Capacity,
    /// The standards that were measured with.
    Standards,
    /// Packages of a lot, under its sampling plan.
    Packages,
    /// Empty packages, for the mean tare of those that are full.
    Tares,
    /// The content of single cylinders.
    CylinderContent,
    /// The mass of gold articles.
    GoldMass,
}

impl Judge {
    /// The fields of the kind without which nothing can be said.
    #[must_use]
    pub fn needs(self) -> &'static [&'static str] {
        match self {
            Self::ErrorOfIndication
            | Self::Eccentricity
            | Self::RollingLoad
            | Self::Repeatability
            | Self::Discrimination
            | Self::ZeroSetting
            | Self::TareSetting => &["accuracy_class", "max", "e"],
            Self::Capacity => &["nominal_volume"],
            Self::Packages => &["nominal_unit", "nominal", "method", "reading_unit"],
            Self::GoldMass => &["e"],
            Self::Delivery | Self::Standards | Self::Tares | Self::CylinderContent => &[],
        }
    }

    /// Whether every reading gets a verdict of its own; others are measured
    /// with, or count together.
    #[must_use]
    pub fn rules_on_rows(self) -> bool {
        !matches!(self, Self::Standards | Self::Tares | Self::Packages)
    }

    fn named(word: &str) -> Option<Self> {
        Some(match word {
            "error_of_indication" => Self::ErrorOfIndication,
            "eccentricity" => Self::Eccentricity,
            "rolling_load" => Self::RollingLoad,
            "repeatability" => Self::Repeatability,
            "discrimination" => Self::Discrimination,
            "zero_setting" => Self::ZeroSetting,
            "tare_setting" => Self::TareSetting,
            "delivery" => Self::Delivery,
            "capacity" => Self::Capacity,
            "standards" => Self::Standards,
            "packages" => Self::Packages,
            "tares" => Self::Tares,
            "cylinder_content" => Self::CylinderContent,
            "gold_mass" => Self::GoldMass,
            _ => return None,
        })
    }
}

impl Trial {
    /// How it is done, in Vietnamese.
    #[must_use]
    pub fn how_to_do(&self) -> &str {
        super::help(&self.name, &self.help_vi)
    }

    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            help_vi: row.loaded_apart("help_vi"),
            help_en: row.loaded_apart("help_en"),
            judge: row.word("judge", Judge::named, Judge::ErrorOfIndication),
            basis: row.optional_text("basis"),
            evidence: row.evidence(),
            fields: row.list("fields", PackField::read),
        }
    }
}
