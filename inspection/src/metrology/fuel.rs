//! Limits and errors of fuel dispensers from tables handed in. Volumes are in
//! litres, temperatures in °C. Positive errors show more than was delivered.

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::metrology::ratio::{Ratio, TooManyDigits};
use crate::metrology::weighing::limits::Stage;

/// The tables of one or more systems.
#[derive(Debug, Default)]
pub(crate) struct FuelTables {
    pub(crate) classes: Vec<ClassPercent>,
    pub(crate) volumes: Vec<VolumeRow>,
    pub(crate) least_deviations: Vec<LeastDeviation>,
    pub(crate) limits: Vec<FlatLimit>,
    pub(crate) road_tankers: Vec<RoadTanker>,
    pub(crate) conventions: Vec<ConventionRow>,
    pub(crate) prover: Vec<ProverRow>,
}

/// The limit of an accuracy class in percent.
#[derive(Debug, Deserialize)]
pub(crate) struct ClassPercent {
    pub(crate) system: String,
    pub(crate) class: String,
    pub(crate) percent: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// How the limit of a class applies to a volume.
#[derive(Debug, Deserialize)]
pub(crate) struct VolumeRow {
    pub(crate) system: String,
    pub(crate) from_l: Ratio,
    pub(crate) below_l: Option<Ratio>,
    pub(crate) factor: Ratio,
    /// The volume the percentage is of; `None` is the measured one.
    pub(crate) of_volume_l: Option<Ratio>,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// The smallest limit, as a multiple of the limit at the smallest quantity.
#[derive(Debug, Deserialize)]
pub(crate) struct LeastDeviation {
    pub(crate) system: String,
    pub(crate) from_mmq_l: Ratio,
    pub(crate) below_mmq_l: Option<Ratio>,
    pub(crate) factor: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// A limit of so much percent, and a constant where the table has one.
#[derive(Debug, Deserialize)]
pub(crate) struct FlatLimit {
    pub(crate) system: String,
    #[serde(default)]
    pub(crate) edition: Option<String>,
    /// The edition that is meant where none is named.
    #[serde(default)]
    pub(crate) unless_named: bool,
    #[serde(default)]
    pub(crate) class: Option<String>,
    #[serde(default)]
    pub(crate) stage: Option<Stage>,
    #[serde(default)]
    pub(crate) over_l: Option<Ratio>,
    #[serde(default)]
    pub(crate) up_to_l: Option<Ratio>,
    #[serde(default)]
    pub(crate) constant_l: Option<Ratio>,
    /// `None` where the document exists and its limit is not known.
    pub(crate) percent: Option<Ratio>,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// A limit that is a part of the minimum measured quantity for small volumes.
#[derive(Debug, Deserialize)]
pub(crate) struct RoadTanker {
    pub(crate) system: String,
    pub(crate) class: String,
    pub(crate) up_to_mmqs: Ratio,
    pub(crate) percent_of_mmq: Ratio,
    pub(crate) percent: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// Which quantity an error is a percentage of, and its sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Convention {
    /// Shown less delivered, of what was delivered.
    Indicated,
    /// Delivered less shown, of what was shown.
    Delivered,
}

/// Where a convention is laid down.
#[derive(Debug, Deserialize)]
pub(crate) struct ConventionRow {
    pub(crate) convention: Convention,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// Where the expansion of the prover is laid down.
#[derive(Debug, Deserialize)]
pub(crate) struct ProverRow {
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// A limit of a class with every row it rests on.
#[derive(Debug)]
pub(crate) struct ClassLimit<'tables> {
    pub(crate) litres: Ratio,
    pub(crate) rows: Vec<(&'tables str, Evidence)>,
}

impl FuelTables {
    /// The limit of a class at a volume: the share of the volume, and never
    /// less than the smallest deviation of the quantity `mmq`.
    pub(crate) fn class_limit(
        &self,
        class: &ClassPercent,
        volume: Ratio,
        mmq: Ratio,
    ) -> Result<Option<ClassLimit<'_>>, TooManyDigits> {
        let (Some(at_volume), Some(at_mmq)) = (
            self.volume_row(&class.system, volume),
            self.volume_row(&class.system, mmq),
        ) else {
            return Ok(None);
        };
        let least = self.least_deviations.iter().find(|row| {
            let below = row.below_mmq_l.is_none_or(|end| mmq < end);
            row.system == class.system && mmq >= row.from_mmq_l && below
        });
        let Some(least) = least else {
            return Ok(None);
        };
        let share = at_volume.share(class.percent, volume)?;
        let smallest = least.factor.times(at_mmq.share(class.percent, mmq)?)?;
        let rows = vec![
            (at_volume.basis.as_str(), at_volume.evidence),
            (at_mmq.basis.as_str(), at_mmq.evidence),
            (least.basis.as_str(), least.evidence),
        ];
        let litres = share.max(smallest);
        Ok(Some(ClassLimit { litres, rows }))
    }

    fn volume_row(&self, system: &str, volume: Ratio) -> Option<&VolumeRow> {
        self.volumes.iter().find(|row| {
            let below = row.below_l.is_none_or(|end| volume < end);
            row.system == system && volume >= row.from_l && below
        })
    }
}

impl VolumeRow {
    fn share(&self, percent: Ratio, volume: Ratio) -> Result<Ratio, TooManyDigits> {
        let of = self.of_volume_l.unwrap_or(volume);
        self.factor.times(of_percent(percent, of)?)
    }
}

impl FlatLimit {
    /// Whether the row is for this volume.
    pub(crate) fn covers(&self, volume: Ratio) -> bool {
        self.over_l.is_none_or(|edge| volume > edge)
            && self.up_to_l.is_none_or(|edge| volume <= edge)
    }

    /// The limit in litres; `None` where it is not known.
    pub(crate) fn litres(&self, volume: Ratio) -> Result<Option<Ratio>, TooManyDigits> {
        let Some(percent) = self.percent else {
            return Ok(None);
        };
        let constant = self.constant_l.unwrap_or(Ratio::ZERO);
        constant.plus(of_percent(percent, volume)?).map(Some)
    }
}

impl RoadTanker {
    /// The limit in litres.
    pub(crate) fn litres(&self, volume: Ratio, mmq: Ratio) -> Result<Ratio, TooManyDigits> {
        if volume <= self.up_to_mmqs.times(mmq)? {
            of_percent(self.percent_of_mmq, mmq)
        } else {
            of_percent(self.percent, volume)
        }
    }
}

/// The volume in a prover of reading `reading` at `t`, when its marks are right
/// at `t_ref` and its metal expands by `beta` for each degree.
pub(crate) fn expanded(
    reading: Ratio,
    beta: Ratio,
    t: Ratio,
    t_ref: Ratio,
) -> Result<Ratio, TooManyDigits> {
    reading.times(Ratio::ONE.plus(beta.times(t.minus(t_ref)?)?)?)
}

/// The error in percent, by the convention.
pub(crate) fn error_percent(
    convention: Convention,
    indicated: Ratio,
    delivered: Ratio,
) -> Result<Ratio, TooManyDigits> {
    let (more, of) = match convention {
        Convention::Indicated => (indicated.minus(delivered)?, delivered),
        Convention::Delivered => (delivered.minus(indicated)?, indicated),
    };
    more.over(of)?.times(Ratio::HUNDRED)
}

fn of_percent(percent: Ratio, volume: Ratio) -> Result<Ratio, TooManyDigits> {
    percent.times(volume)?.over(Ratio::HUNDRED)
}

#[cfg(test)]
mod tests;
