//! Limits of gold weighing against the tables it is given: the permitted error
//! of a mass, and the coarsest interval of a scale. Masses in grams, errors and
//! intervals in milligrams.

use super::ratio::{Ratio, TooManyDigits};
use crate::evidence::{Days, Evidence};

/// What is known of gold weighing.
#[derive(Clone, Debug)]
pub(crate) struct GoldTables {
    /// When they are in force.
    pub(crate) days: Days,
    /// Coarsest intervals of scales, by capacity, the smallest first.
    pub(crate) resolution: Vec<ResolutionRow>,
    /// Permitted errors at the masses that are printed, the smallest first.
    pub(crate) points: Vec<Point>,
    /// The rule below the first point.
    pub(crate) below: Proportion,
    /// The rule between two points; `None` where its text is not known.
    pub(crate) between: Option<Between>,
    /// The rule above the last point.
    pub(crate) above: Above,
}

/// Scales up to one capacity.
#[derive(Clone, Debug)]
pub(crate) struct ResolutionRow {
    /// The capacity, itself included; `None` without end.
    pub(crate) up_to_g: Option<Ratio>,
    /// The largest verification scale interval e.
    pub(crate) e_max_g: Ratio,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the row is.
    pub(crate) evidence: Evidence,
}

/// The permitted error at one mass.
#[derive(Clone, Debug)]
pub(crate) struct Point {
    /// The mass.
    pub(crate) mass_g: Ratio,
    /// The permitted error.
    pub(crate) s_mg: Ratio,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the row is.
    pub(crate) evidence: Evidence,
}

/// An error in proportion to the mass: so much of so much.
#[derive(Clone, Debug)]
pub(crate) struct Proportion {
    /// The error …
    pub(crate) s_mg: Ratio,
    /// … of this mass.
    pub(crate) of_g: Ratio,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the rule is.
    pub(crate) evidence: Evidence,
}

/// How the error runs from one point to the next.
#[derive(Clone, Debug)]
pub(crate) struct Between {
    /// The line it follows.
    pub(crate) rule: Line,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the rule is.
    pub(crate) evidence: Evidence,
}

/// A line between two points.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Line {
    /// The straight one.
    StraightLine,
}

/// An error as a part of the mass.
#[derive(Clone, Debug)]
pub(crate) struct Above {
    /// Percent of the mass.
    pub(crate) percent: Ratio,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the rule is.
    pub(crate) evidence: Evidence,
}

/// What the tables say of one mass.
#[derive(Debug)]
pub(crate) enum MassLimit<'tables> {
    /// The permitted error.
    Known(PermittedError<'tables>),
    /// The mass lies between two points, and the rule there is not known.
    Unknown {
        /// The point below.
        lower: &'tables Point,
        /// The point above.
        upper: &'tables Point,
    },
}

/// The permitted error of one mass.
#[derive(Debug)]
pub(crate) struct PermittedError<'tables> {
    /// Plus and minus this, the limit itself included.
    pub(crate) s_mg: Ratio,
    /// Whether it is a quotient, which need not end as a decimal.
    pub(crate) quotient: bool,
    /// The points it was worked from, where it lies between two.
    pub(crate) neighbours: Option<(&'tables Point, &'tables Point)>,
    /// Document and clause.
    pub(crate) basis: &'tables str,
    /// How sure it is.
    pub(crate) evidence: Evidence,
}

impl GoldTables {
    /// The permitted error of a mass above zero. At a point its printed value
    /// stands, whatever the rules on either side would give.
    pub(crate) fn mass_limit(&self, mass: Ratio) -> Result<MassLimit<'_>, TooManyDigits> {
        let reached = self.points.iter().position(|point| point.mass_g >= mass);
        let Some(place) = reached else {
            return self.above.at(mass).map(MassLimit::Known);
        };
        let (lower, upper) = self.points.split_at(place);
        match (lower.last(), upper.first()) {
            (_, Some(point)) if point.mass_g == mass => Ok(MassLimit::Known(point.limit())),
            (Some(lower), Some(upper)) => self.between(lower, upper, mass),
            _ => self.below.at(mass).map(MassLimit::Known),
        }
    }

    /// The row of a scale of this capacity; `None` beyond the table.
    pub(crate) fn resolution_of(&self, capacity: Ratio) -> Option<&ResolutionRow> {
        let holds = |row: &&ResolutionRow| row.up_to_g.is_none_or(|edge| capacity <= edge);
        self.resolution.iter().find(holds)
    }

    fn between<'tables>(
        &'tables self,
        lower: &'tables Point,
        upper: &'tables Point,
        mass: Ratio,
    ) -> Result<MassLimit<'tables>, TooManyDigits> {
        let Some(between) = &self.between else {
            return Ok(MassLimit::Unknown { lower, upper });
        };
        let s_mg = match between.rule {
            Line::StraightLine => {
                let rise = upper.s_mg.minus(lower.s_mg)?;
                let run = upper.mass_g.minus(lower.mass_g)?;
                let part = mass.minus(lower.mass_g)?.over(run)?;
                lower.s_mg.plus(rise.times(part)?)?
            }
        };
        Ok(MassLimit::Known(PermittedError {
            s_mg,
            quotient: true,
            neighbours: Some((lower, upper)),
            basis: &between.basis,
            evidence: between.evidence,
        }))
    }
}

impl Point {
    fn limit(&self) -> PermittedError<'_> {
        PermittedError {
            s_mg: self.s_mg,
            quotient: false,
            neighbours: None,
            basis: &self.basis,
            evidence: self.evidence,
        }
    }
}

impl Proportion {
    fn at(&self, mass: Ratio) -> Result<PermittedError<'_>, TooManyDigits> {
        Ok(PermittedError {
            s_mg: self.s_mg.times(mass)?.over(self.of_g)?,
            quotient: true,
            neighbours: None,
            basis: &self.basis,
            evidence: self.evidence,
        })
    }
}

impl Above {
    fn at(&self, mass: Ratio) -> Result<PermittedError<'_>, TooManyDigits> {
        let milligrams = mass.times(Ratio::whole(1000))?;
        Ok(PermittedError {
            s_mg: self.percent.times(milligrams)?.over(Ratio::HUNDRED)?,
            quotient: false,
            neighbours: None,
            basis: &self.basis,
            evidence: self.evidence,
        })
    }
}

#[cfg(test)]
mod tests;
