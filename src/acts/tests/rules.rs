//! Rules that the office published: kept, known again, and only for new visits.

use inspection::PackName;
use serde_json::json;

use super::*;
use crate::sync::{OfficeRules, Published};

/// What an office adds that settled on the factor 1, under an id of its own.
fn edition(id: &str) -> Published {
    let additions = json!({"base": RulePack::current().name(), "id": id, "settlements": [
        {"code": "nawi_in_service_factor_vn", "by": "B", "on": "2026-11-20", "document": "CV 1"}]});
    let additions = additions.to_string();
    let name = RulePack::with_additions(&additions).unwrap().name();
    Published { name, additions }
}

fn told(current: &PackName, published: &[Published]) -> OfficeRules {
    OfficeRules {
        current: current.clone(),
        published: published.to_vec(),
    }
}

fn rules_of(desk: &Desk, draft: InspectionId) -> PackName {
    desk.load_draft(draft).unwrap().head.rule_pack
}

#[test]
fn published_rules_are_for_new_visits_and_are_known_again_after_a_start() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let shipped = RulePack::current().name();
    let before = ready(desk.new_draft()).unwrap().id;
    let edition = edition("2026-11.a");
    let said = told(&edition.name, std::slice::from_ref(&edition));
    ready(desk.take_rules(said.clone()).unwrap()).unwrap();
    assert!(desk.take_rules(said).is_none(), "nothing new was said");
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    assert_eq!(rules_of(&desk, before), shipped);
    assert_eq!(rules_of(&desk, head.id), edition.name);
    drop(check);
    let closed = ready(desk.close(head.id)).unwrap();
    assert_eq!(record(&desk, head.id).inspection.rule_pack, edition.name);
    drop(closed);
}

#[test]
fn what_the_office_no_longer_speaks_of_is_kept_for_the_drafts_that_name_it() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (first, second) = (edition("2026-11.b"), edition("2026-11.c"));
    ready(
        desk.take_rules(told(&first.name, std::slice::from_ref(&first)))
            .unwrap(),
    )
    .unwrap();
    ready(
        desk.take_rules(told(&second.name, std::slice::from_ref(&second)))
            .unwrap(),
    )
    .unwrap();
    assert_eq!(desk.rules().name(), second.name);
    let shipped = RulePack::current().name();
    ready(desk.take_rules(told(&shipped, &[])).unwrap()).unwrap();
    assert_eq!(desk.rules().name(), shipped);
    let kept: OfficeRules = tablet
        .stored(Key::Rules)
        .unwrap()
        .json()
        .unwrap()
        .read()
        .unwrap();
    assert_eq!(kept.published, [second, first]);
}

#[test]
fn an_edition_of_another_base_is_not_begun_with() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let newer = Published {
        name: PackName {
            id: "2030-01.1".to_owned(),
            sha256: inspection::Digest::of(b"newer"),
        },
        additions: json!({"base": {"id": "2030-01", "sha256": "0".repeat(64)}, "id": "2030-01.1"})
            .to_string(),
    };
    ready(
        desk.take_rules(told(&newer.name, std::slice::from_ref(&newer)))
            .unwrap(),
    )
    .unwrap();
    assert_eq!(desk.rules().name(), RulePack::current().name());
}
