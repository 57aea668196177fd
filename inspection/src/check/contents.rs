//! What findings on the contents of goods say of computed items: single results
//! of a sample, or everything that was measured.

use super::overall;
use crate::assessment::{Finding, Severity};
use crate::checklist::Ruling;
use crate::rules::Computation;

/// What the findings on contents say of a computed item, and what that rests
/// on: one result of a sample, or everything that is more than an observation.
pub(crate) fn of_contents(what: Computation, readings: &[Finding]) -> Ruling {
    let result = match what {
        Computation::SampleSize => Some("sample.size"),
        Computation::MeanQuantity => Some("sample.mean"),
        Computation::ShortPackages => Some("sample.short"),
        Computation::FarShortPackages => Some("sample.far_short"),
        _ => None,
    };
    let ours = readings.iter().filter(|finding| match result {
        Some(subject) => finding.subject == subject,
        None => finding.severity > Severity::Info,
    });
    let ours: Vec<_> = ours.cloned().collect();
    let verdict = overall(&ours);
    let decides = ours.iter().filter(|finding| finding.verdict == verdict);
    let decides = decides.max_by_key(|finding| finding.evidence);
    let rests_on = decides.and_then(|finding| Some((finding.basis.clone()?, finding.evidence)));
    Ruling {
        rests_on,
        ..verdict.into()
    }
}
