//! What the rules say of more than one row: of a trial as a whole, or of a
//! field, as it is typed.

use inspection::Finding;

use super::form::Sheet;
use super::judgement;
use crate::components::{Element, all, el, live};
use crate::signal::Derived;
use crate::state::Part;

/// The findings that `ours` picks, kept up to date. `ours` tells by the two halves of the subject which findings belong here.
pub(crate) fn findings(
    sheet: Sheet,
    ours: impl Fn(&str, &str) -> bool + Send + Sync + 'static,
) -> Option<Element> {
    let Part::Check(check) = sheet.part else {
        return None;
    };
    let language = sheet.language;
    let here = Derived::new(move |_| {
        let belongs = |finding: &&Finding| {
            let (head, row) = finding
                .subject
                .split_once('.')
                .unwrap_or((&finding.subject, ""));
            ours(head, row)
        };
        let found = check.readings.get();
        found.iter().filter(belongs).cloned().collect::<Vec<_>>()
    });
    let list = live(move || {
        let shown = here.get();
        all(shown
            .iter()
            .map(|finding| judgement::named(language, finding)))
    });
    Some(el("div").attr("aria-live", "polite").child(list))
}
