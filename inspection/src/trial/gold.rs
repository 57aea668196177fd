//! Whether the interval of a gold scale is fine enough for its weighing level:
//! e, never d (TT 22/2013/TT-BKHCN Điều 4 Bảng 1, as corrected).

use chrono::NaiveDate;

use super::bound::{Bound, figures};
use super::ranges::grams;
use super::scale::UNIT;
use crate::assessment::{Doubt, Verdict};
use crate::checklist::Ruling;
use crate::recorded::Fields;
use crate::rules::RulePack;

/// The verdict on e at the weighing level; outside the table it is not covered.
pub(crate) fn resolution(pack: &RulePack, fields: &Fields, day: NaiveDate) -> Ruling {
    let entered = grams(fields, "weighing_level").zip(grams(fields, "e"));
    let Some((level, interval)) = entered else {
        return Verdict::Inconclusive {
            doubt: Doubt::NotTested,
        }
        .into();
    };
    let row = pack.gold_on(day).and_then(|gold| gold.resolution_of(level));
    let Some(row) = row else {
        return Verdict::NotCovered.into();
    };
    let bound = Bound {
        code: "gold_resolution".to_owned(),
        within: row.e_max_g,
        basis: row.basis.clone(),
        evidence: row.evidence,
    };
    let asked = ["weighing_level", "e"];
    let used = fields
        .0
        .iter()
        .filter(|field| asked.contains(&field.code.as_str()));
    Ruling {
        rests_on: Some((row.basis.clone(), row.evidence)),
        figures: figures(Fields(used.cloned().collect()), interval, &[bound], UNIT),
        ..if interval <= row.e_max_g {
            Verdict::Conforming.into()
        } else {
            Verdict::NonConforming.into()
        }
    }
}
