//! Limits of non-automatic weighing instruments from tables handed in: maximum
//! permissible errors by load, stages, classes and partial ranges. Masses are
//! in any one unit, except where a name says grams.

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::metrology::ratio::{Ratio, TooManyDigits};
use crate::metrology::weighing::trials::{Parameter, ParameterCode};

/// The tables of one or more systems.
#[derive(Debug, Default)]
pub(crate) struct WeighingTables {
    pub(crate) bands: Vec<LoadBand>,
    pub(crate) stages: Vec<StageFactor>,
    pub(crate) classes: Vec<ClassRow>,
    pub(crate) partial_ranges: Vec<PartialRange>,
    pub(crate) parameters: Vec<Parameter>,
}

/// One row of a table of permissible errors; loads and errors in intervals e.
#[derive(Debug, Deserialize)]
pub(crate) struct LoadBand {
    pub(crate) system: String,
    pub(crate) class: String,
    /// Loads above this.
    #[serde(default)]
    pub(crate) over_e: Option<Ratio>,
    /// Loads from this on, where a table prints whole numbers.
    #[serde(default)]
    pub(crate) from_e: Option<Ratio>,
    /// Loads up to and with this; `None` without end.
    pub(crate) up_to_e: Option<Ratio>,
    /// Plus and minus this.
    pub(crate) mpe_e: Ratio,
    /// The limit grows for each of these above `over_e`, or part of it …
    #[serde(default)]
    pub(crate) each_e: Option<Ratio>,
    /// … by this.
    #[serde(default)]
    pub(crate) more_e: Option<Ratio>,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// When in its life an instrument is judged.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum Stage {
    Initial,
    InService,
}

/// What a system multiplies its table by at a stage.
#[derive(Debug, Deserialize)]
pub(crate) struct StageFactor {
    pub(crate) system: String,
    pub(crate) stage: Stage,
    pub(crate) factor: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// One row of the table of classes (OIML R 76-1:2006 Table 3).
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct ClassRow {
    pub(crate) class: String,
    pub(crate) e_from_g: Ratio,
    pub(crate) e_to_g: Option<Ratio>,
    pub(crate) n_from: Ratio,
    pub(crate) n_to: Option<Ratio>,
    /// Min, in intervals e.
    pub(crate) min_e: Ratio,
    /// A step d below this many grams frees from `n_from`.
    #[serde(default)]
    pub(crate) fewer_below_d_g: Option<Ratio>,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// The least Max of a partial range, in intervals of the next range (Table 4).
#[derive(Clone, Debug, Deserialize)]
pub(crate) struct PartialRange {
    pub(crate) class: String,
    pub(crate) least_max_in_next_e: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// A partial range of an instrument; one without an end is the only one.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Interval {
    pub(crate) up_to: Option<Ratio>,
    pub(crate) e: Ratio,
}

/// The interval e of the partial range that a load lies in; `None` above all.
pub(crate) fn interval_at(intervals: &[Interval], load: Ratio) -> Option<Ratio> {
    let holds = |interval: &&Interval| interval.up_to.is_none_or(|end| load <= end);
    intervals.iter().find(holds).map(|interval| interval.e)
}

impl LoadBand {
    /// Whether a load of `m` intervals is in the row.
    pub(crate) fn covers(&self, m: Ratio) -> bool {
        self.over_e.is_none_or(|edge| m > edge)
            && self.from_e.is_none_or(|edge| m >= edge)
            && self.up_to_e.is_none_or(|edge| m <= edge)
    }

    /// The limit at a load of `m` intervals, in intervals.
    pub(crate) fn limit(&self, m: Ratio) -> Result<Ratio, TooManyDigits> {
        let (Some(each), Some(more), Some(start)) = (self.each_e, self.more_e, self.over_e) else {
            return Ok(self.mpe_e);
        };
        let steps = m.minus(start)?.over(each)?.ceiling()?;
        self.mpe_e.plus(more.times(steps)?)
    }
}

impl WeighingTables {
    /// The classes a system has limits for, in the order of the table.
    pub(crate) fn classes_of(&self, system: &str) -> Vec<&str> {
        let bands = self.bands.iter().filter(|band| band.system == system);
        let mut classes: Vec<_> = bands.map(|band| band.class.as_str()).collect();
        classes.dedup();
        classes
    }

    /// The row for a load of `m` intervals; never the nearest.
    pub(crate) fn band(&self, system: &str, class: &str, m: Ratio) -> Option<&LoadBand> {
        self.bands
            .iter()
            .find(|band| band.system == system && band.class == class && band.covers(m))
    }

    /// What the system multiplies by at this stage.
    pub(crate) fn factor(&self, system: &str, stage: Stage) -> Option<&StageFactor> {
        self.stages
            .iter()
            .find(|row| row.system == system && row.stage == stage)
    }

    /// The figure of a formula.
    pub(crate) fn parameter(&self, code: ParameterCode) -> Option<&Parameter> {
        self.parameters.iter().find(|row| row.code == code)
    }

    /// The row of a class that an interval of `e_g` grams is in.
    pub(crate) fn class_row(&self, class: &str, e_g: Ratio) -> Option<&ClassRow> {
        class_row(&self.classes, class, e_g)
    }
}

/// The row of a class that an interval of `e_g` grams is in; never the nearest.
pub(crate) fn class_row<'rows>(
    rows: &'rows [ClassRow],
    class: &str,
    e_g: Ratio,
) -> Option<&'rows ClassRow> {
    rows.iter().find(|row| {
        let below_end = row.e_to_g.is_none_or(|end| e_g <= end);
        row.class == class && e_g >= row.e_from_g && below_end
    })
}

impl PartialRange {
    /// Whether each Max holds enough intervals of the next range; the last is
    /// excepted.
    pub(crate) fn allows(&self, ranges: &[Interval]) -> Result<bool, TooManyDigits> {
        let mut enough = true;
        for pair in ranges.windows(2) {
            let max = pair[0].up_to.unwrap_or(Ratio::ZERO);
            enough &= max >= self.least_max_in_next_e.times(pair[1].e)?;
        }
        Ok(enough)
    }
}

impl ClassRow {
    /// Whether an instrument of the class may have this many intervals.
    pub(crate) fn allows(&self, n: Ratio, d_g: Option<Ratio>) -> bool {
        let fewer = self.fewer_below_d_g.zip(d_g);
        let freed = fewer.is_some_and(|(below, d_g)| d_g < below);
        (freed || n >= self.n_from) && self.n_to.is_none_or(|most| n <= most)
    }
}

#[cfg(test)]
mod tests;
