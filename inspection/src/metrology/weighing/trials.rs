//! The tests done on a scale, as formulas (OIML R 76-1:2006): error without
//! rounding, eccentricity, repeatability, discrimination. The figures of the
//! formulas come from a table; masses are in any one unit.

use serde::Deserialize;

use crate::evidence::Evidence;
use crate::metrology::ratio::{Ratio, TooManyDigits};

/// Up to so many supports share a load by quarters (3.6.2.1).
const FEW_SUPPORTS: u64 = 4;

/// A figure of a formula with its clause.
#[derive(Debug, Deserialize)]
pub(crate) struct Parameter {
    pub(crate) code: ParameterCode,
    pub(crate) value: Ratio,
    pub(crate) basis: String,
    pub(crate) evidence: Evidence,
}

/// Which figure.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "snake_case")]
pub(crate) enum ParameterCode {
    ChangeOverPartOfStep,
    EccentricityFewSupports,
    EccentricityManySupports,
    EccentricityHopper,
    RollingLoadPart,
    RepeatabilityPartOfMpe,
    DiscriminationDigital,
    DiscriminationLeastDG,
    ZeroOrTarePartOfE,
}

/// How the load of an eccentricity test is put on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Loading {
    Normal { supports: u64 },
    Hopper,
    Rolling,
}

impl Loading {
    /// The figure its formula needs.
    pub(crate) fn parameter(self) -> ParameterCode {
        match self {
            Self::Normal { supports } if supports <= FEW_SUPPORTS => {
                ParameterCode::EccentricityFewSupports
            }
            Self::Normal { .. } => ParameterCode::EccentricityManySupports,
            Self::Hopper => ParameterCode::EccentricityHopper,
            Self::Rolling => ParameterCode::RollingLoadPart,
        }
    }

    /// The load of the test, from Max plus additive tare.
    pub(crate) fn load(self, whole: Ratio, figure: Ratio) -> Result<Ratio, TooManyDigits> {
        match self {
            Self::Normal { supports } if supports > FEW_SUPPORTS => {
                whole.over(Ratio::count(supports).minus(figure)?)
            }
            Self::Normal { .. } | Self::Hopper => whole.over(figure),
            Self::Rolling => whole.times(figure),
        }
    }
}

/// The indication before rounding, P = I + part · step − ΔL (3.5.3.2).
pub(crate) fn before_rounding(
    indication: Ratio,
    step: Ratio,
    added: Ratio,
    part: Ratio,
) -> Result<Ratio, TooManyDigits> {
    indication.plus(part.times(step)?)?.minus(added)
}

/// The largest less the smallest (3.6.1); zero of nothing.
pub(crate) fn spread(values: &[Ratio]) -> Result<Ratio, TooManyDigits> {
    match (values.iter().max(), values.iter().min()) {
        (Some(largest), Some(smallest)) => largest.minus(*smallest),
        _ => Ok(Ratio::ZERO),
    }
}
