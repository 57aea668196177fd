//! Notes uploads that are refused, so that the office knows what its tablets cannot
//! send: that it was, and why, and nothing of what was in it.

use chrono::Utc;
use inspection::DocumentId;
use serde::Deserialize;

use crate::office::Office;
use crate::problem::Problem;
use crate::store::{Tablet, Why};
use crate::wording::refusals::in_vietnamese;

/// The most characters of a reason that are kept.
const LONGEST: usize = 300;

/// The id of an envelope, whatever else is wrong with it.
#[derive(Deserialize)]
struct Claimed {
    id: DocumentId,
}

/// The id that a body claims.
pub(super) fn claimed(body: &[u8]) -> Option<DocumentId> {
    let claimed: Claimed = serde_json::from_slice(body).ok()?;
    Some(claimed.id)
}

/// Notes that an upload was refused, where sending it again does not help. The
/// answer is the same whether or not that worked.
pub(super) async fn note(
    office: &Office,
    tablet: Option<&Tablet>,
    problem: &Problem,
    id: Option<DocumentId>,
) {
    let Some(name) = problem.refusal() else {
        return;
    };
    let kept = |said: String| -> String {
        let said = said.chars().take(LONGEST);
        said.map(|c| if c == '\0' { '\u{fffd}' } else { c })
            .collect()
    };
    let why = Why {
        problem: name,
        detail: [kept(in_vietnamese(problem)), kept(problem.to_string())],
    };
    let tablet = tablet.map(|tablet| tablet.id.as_str());
    let noted = office
        .store
        .note_refused(tablet, id, &why, Utc::now())
        .await;
    if let Err(error) = noted {
        tracing::warn!(%error, "a refusal could not be noted");
    }
}
