//! The loads that trials are to be done with, for the screen to show (OIML R
//! 76-1:2006 3.6.2, 3.8.2.2).

use super::indication::{loading, loading_figure};
use crate::assessment::Amount;
use crate::check::asked;
use crate::draft::CheckDraft;
use crate::form::Reader;
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::trials::Loading;
use crate::recorded::Fields;
use crate::rules::{Indication, Judge, MeasuredKind, RulePack};

use super::bound::amount;

/// The load of each trial that names one, by the code of the trial, as far as
/// Max, supports and d (or e) were typed. On the fourth decimal and beyond they
/// are more exact than any weight.
#[must_use]
pub fn recommended_loads<'pack>(
    pack: &'pack RulePack,
    check: &CheckDraft,
) -> Vec<(&'pack str, Amount)> {
    let kind = asked(pack, check.kind, &check.subject).and_then(|asked| asked.measured);
    let Some(kind) = kind else {
        return Vec::new();
    };
    let fields = Fields::read(&mut Reader::new(&check.answers), &kind.fields);
    let trials = kind.trials.iter();
    trials
        .filter_map(|trial| Some((&*trial.name.code, load(pack, kind, trial.judge, &fields)?)))
        .collect()
}

fn load(pack: &RulePack, kind: &MeasuredKind, judge: Judge, fields: &Fields) -> Option<Amount> {
    let loading = match judge {
        Judge::Eccentricity => loading(fields),
        Judge::RollingLoad => Loading::Rolling,
        Judge::Discrimination if kind.indication == Some(Indication::Digital) => {
            let (step, unit) = entered(fields, &["d", "e"])?;
            let figure = pack.figure("discrimination_digital")?;
            return amount(figure.value.times(step).ok()?, unit);
        }
        _ => return None,
    };
    let (max, unit) = entered(fields, &["max_3", "max_2", "max"])?;
    let figure = loading_figure(pack, loading)?;
    amount(loading.load(max, figure.value).ok()?, unit)
}

/// The first of the fields that was entered, with its unit.
fn entered<'a>(fields: &'a Fields, codes: &[&str]) -> Option<(Ratio, &'a str)> {
    codes.iter().find_map(|code| {
        let unit = fields.unit(code)?;
        Some((fields.decimal(code, unit)?.into(), unit))
    })
}
