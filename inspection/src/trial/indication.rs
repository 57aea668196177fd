//! Rows of loads and indications: the error of each against the limits at its
//! load, whatever the trial (OIML R 76-1:2006 3.5, 3.6.1 for each weighing,
//! 3.6.2 for each place).

use super::Case;
use super::bound::{Bound, Judged, judge_error};
use super::ranges::grams;
use super::scale::{Codes, Scale, UNIT};
use crate::metrology::weighing::trials::{Loading, ParameterCode};
use crate::recorded::Fields;
use crate::rules::{Judge, RulePack, TrialFigure};

/// Judges one row; `None` where the pack covers neither the instrument nor the
/// load.
pub(super) fn judge(case: &Case<'_>, judge: Judge, row: &Fields) -> Option<Judged> {
    let (scale, codes) = (Scale::of(case)?, Codes::of(judge));
    let load = grams(row, codes.load?)?;
    let mut bounds = scale.bounds(load)?;
    rest_on_clause(case, judge, &mut bounds);
    let error = scale.error(row, codes)?;
    judge_error(case, row, error, Some(load), &bounds, UNIT)
}

/// Adds the clause that makes the limit that of the trial.
fn rest_on_clause(case: &Case<'_>, judge: Judge, bounds: &mut [Bound]) {
    let figure = match judge {
        Judge::Eccentricity => loading_figure(case.pack, loading(case.fields)),
        Judge::RollingLoad => loading_figure(case.pack, Loading::Rolling),
        Judge::Repeatability => case.pack.figure("repeatability_part_of_mpe"),
        _ => None,
    };
    for bound in bounds {
        if let Some(figure) = figure {
            bound.rest_on(&figure.basis, figure.evidence);
        }
    }
}

/// How the load of an eccentricity test is put on this instrument.
pub(super) fn loading(fields: &Fields) -> Loading {
    let supports = fields.value("supports").and_then(|text| text.parse().ok());
    Loading::Normal {
        supports: supports.unwrap_or(1),
    }
}

/// The figure of the formula of a load.
pub(super) fn loading_figure(pack: &RulePack, loading: Loading) -> Option<&TrialFigure> {
    pack.figure(match loading.parameter() {
        ParameterCode::EccentricityManySupports => "eccentricity_many_supports",
        ParameterCode::EccentricityHopper => "eccentricity_hopper",
        ParameterCode::RollingLoadPart => "rolling_load_part",
        _ => "eccentricity_few_supports",
    })
}
