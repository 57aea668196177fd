//! A correction that changes nothing closes as the same inspection.

use super::*;
use crate::draft::Closing;
use crate::wire::Frozen;

const VISIT: &str = include_str!("../../tests/golden/v1/visit.json");
/// With a row in every list.
const WHOLE: &str = include_str!("../../tests/golden/v1/visit_whole.json");
const PUMP: &str = include_str!("../../tests/golden/v1/dispenser-conforming.json");

fn corrected(text: &str) -> (Inspection, Correction) {
    let closed = Frozen::thaw(text).unwrap().inspection;
    let id = InspectionId("019aa5f0-0000-7000-8000-00000000ffff".parse().unwrap());
    let correction = Correction::of(&closed, id, closed.opened.clone(), RulePack::current());
    (closed, correction)
}

#[test]
fn a_correction_that_changes_nothing_closes_as_the_same_inspection() {
    for text in [VISIT, WHOLE, PUMP] {
        let (closed, correction) = corrected(text);
        assert_eq!(correction.left_out, []);
        let closing = Closing {
            closed: closed.closed.clone(),
            link: closed.link.clone(),
        };
        let again = correction
            .draft
            .close(RulePack::current(), closing)
            .unwrap();
        assert_eq!(again.supersedes, Some(closed.id));
        let expected = Inspection {
            id: again.id,
            supersedes: again.supersedes,
            ..closed
        };
        assert_eq!(again, expected);
    }
}

#[test]
fn a_check_added_to_a_correction_takes_a_number_that_was_not_used() {
    let (closed, correction) = corrected(VISIT);
    let last = closed.checks.iter().map(|check| check.id).max().unwrap();
    let mut head = correction.draft.head;
    let added = head.add_check(crate::CheckKind::Label, "toys");
    assert_eq!(added.id, CheckId(last.0 + 1));
}

#[test]
fn what_the_rules_no_longer_ask_is_told_and_not_dropped_in_silence() {
    let (mut closed, _) = corrected(VISIT);
    closed.checks[0].content.fields.0.push(Recorded {
        code: "colour".to_owned(),
        value: "xanh".to_owned(),
        unit: None,
    });
    let id = closed.id;
    let correction = Correction::of(&closed, id, closed.opened.clone(), RulePack::current());
    let place = Place {
        check: Some(CheckId(1)),
        field: "colour".to_owned(),
    };
    assert_eq!(correction.left_out, [(place, "xanh".to_owned())]);
}
