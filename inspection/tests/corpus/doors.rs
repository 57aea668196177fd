//! The doors of the language that take JSON from outside, each with what must
//! hold of whatever comes: it is read or refused, and nothing ends the program.
//! The suite replays the kept inputs; the soak looks for new ones.

use inspection::{
    Assessment, CalculateError, CheckDraft, CheckId, Document, RulePack, calculate, decode_upload,
    live_items, live_readings, read_request, reassess,
};
use serde_json::{Value, json};

/// The parts of the edition at hand.
const PARTS: [&str; 15] = [
    include_str!("../../src/rules/2026-11/about.json"),
    include_str!("../../src/rules/2026-11/checklists.json"),
    include_str!("../../src/rules/2026-11/establishments.json"),
    include_str!("../../src/rules/2026-11/fields.json"),
    include_str!("../../src/rules/2026-11/gold.json"),
    include_str!("../../src/rules/2026-11/goods.json"),
    include_str!("../../src/rules/2026-11/instruments.json"),
    include_str!("../../src/rules/2026-11/law.json"),
    include_str!("../../src/rules/2026-11/limits.json"),
    include_str!("../../src/rules/2026-11/paper.json"),
    include_str!("../../src/rules/2026-11/prepackages.json"),
    include_str!("../../src/rules/2026-11/quantities.json"),
    include_str!("../../src/rules/2026-11/reports.json"),
    include_str!("../../src/rules/2026-11/trials.json"),
    include_str!("../../src/rules/2026-11/units.json"),
];

/// A line of the command line that names a calculation.
pub(crate) fn request(input: &[u8]) {
    let Ok(line) = str::from_utf8(input) else {
        return;
    };
    let Ok(request) = read_request(line) else {
        return;
    };
    match calculate(&request) {
        Ok(answer) if answer["not_covered"] == true => assert!(answer["why"].is_string()),
        Ok(answer) => assert!(answer["status"].is_string(), "{answer}"),
        Err(CalculateError::NotAnObject) => assert!(!request.is_object()),
        Err(error) => assert!(error.field().is_some(), "{error}"),
    }
}

/// A document that a tablet sends.
pub(crate) fn upload(input: &[u8]) {
    if let Ok(received) = decode_upload(input) {
        let again = inspection::upload_body(&received.frozen).unwrap();
        let twice = decode_upload(again.as_bytes()).unwrap();
        assert_eq!(twice.frozen, received.frozen);
        if let Document::Inspection(inspection) = &received.document {
            let discrepancies = reassess(inspection);
            assert!(discrepancies.len() <= inspection.checks.len() + 1);
        }
    }
}

/// A rule pack: a list of changes to the edition at hand, each the place of a
/// value and another in its stead.
pub(crate) fn pack(input: &[u8]) {
    let Ok(changes) = serde_json::from_slice::<Vec<(usize, String, Value)>>(input) else {
        return;
    };
    let mut parts = PARTS.map(str::to_owned);
    for (part, place, value) in changes {
        let part = &mut parts[part % PARTS.len()];
        let mut json: Value = serde_json::from_str(part).unwrap_or_default();
        if let Some(target) = json.pointer_mut(&place) {
            *target = value;
        }
        *part = json.to_string();
    }
    let parts: Vec<_> = parts.iter().map(String::as_str).collect();
    let _loaded_or_refused = RulePack::load(&parts).map_err(|error| error.to_string());
}

/// A check as it is typed at the command line or on a tablet, half done or not.
pub(crate) fn check(input: &[u8]) {
    let Ok(request) = serde_json::from_slice::<Value>(input) else {
        return;
    };
    let day = request["date"].as_str().and_then(|day| day.parse().ok());
    let check = &request["check"];
    let kind = serde_json::from_value(check["kind"].clone());
    let answers = serde_json::from_value(check["answers"].clone());
    let (Some(day), Ok(kind), Ok(answers)) = (day, kind, answers) else {
        return;
    };
    let draft = CheckDraft {
        id: CheckId(1),
        kind,
        subject: check["subject"].as_str().unwrap_or_default().to_owned(),
        answers,
    };
    let pack = RulePack::current();
    let subjects = live_readings(pack, &draft, day);
    assert!(subjects.iter().all(|finding| !finding.subject.is_empty()));
    let items = live_items(pack, &draft, day);
    assert!(items.iter().all(|(code, _)| !code.is_empty()));
    match draft.complete(pack, day) {
        Ok(content) => {
            let assessment = content.assess(pack, day);
            let written = json!(assessment).to_string();
            assert_eq!(
                serde_json::from_str::<Assessment>(&written).unwrap(),
                assessment
            );
        }
        Err(gaps) => assert!(gaps.iter().all(|gap| !gap.place.field.is_empty())),
    }
}
