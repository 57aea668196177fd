//! What goes on from stall to stall, and what does not.

use super::*;
use crate::wire::Frozen;

const STALL: &str = include_str!("../../tests/golden/v1/scale-non_conforming.json");

fn next() -> (Inspection, Draft) {
    let closed = Frozen::thaw(STALL).unwrap().inspection;
    let id = InspectionId("019aa5f0-0000-7000-8000-00000000ffff".parse().unwrap());
    let draft = next_visit(&closed, id, closed.opened.clone(), RulePack::current());
    (closed, draft)
}

#[test]
fn place_kind_and_team_go_on_and_the_day_is_today() {
    let (closed, Draft { head, .. }) = next();
    let answer = |code: &str| head.answers.get(code).map(String::as_str);
    let establishment = &closed.establishment;
    assert_eq!(
        answer("establishment_address"),
        Some(establishment.address.as_str())
    );
    assert_eq!(
        answer("establishment_kind"),
        Some(establishment.kind.as_str())
    );
    assert_eq!(answer("inspector"), Some(closed.inspector.as_str()));
    let today = day_first(closed.opened.local_date());
    assert_eq!(answer("inspected_on"), Some(today.as_str()));
    assert_eq!(head.supersedes, None);
}

#[test]
fn what_names_one_establishment_or_ends_a_visit_does_not_go_on() {
    let (_, Draft { head, .. }) = next();
    let pack = RulePack::current();
    let closing = pack
        .closing_fields
        .iter()
        .map(|field| field.name.code.as_str());
    for code in closing.chain(OF_ONE).filter(|code| *code != "inspected_on") {
        assert_eq!(head.answers.get(code), None, "{code}");
    }
    let known = |code: &&str| pack.visit_fields.iter().any(|row| row.name.code == **code);
    let unknown: Vec<_> = OF_ONE.iter().filter(|code| !known(code)).collect();
    assert!(unknown.is_empty(), "{unknown:?}");
}

#[test]
fn each_kind_of_check_begins_once_with_its_type_and_without_readings() {
    let (closed, Draft { head, checks }) = next();
    let mut kinds: Vec<_> = closed.checks.iter().map(|it| &it.content.subject).collect();
    kinds.dedup();
    assert_eq!(
        checks.iter().map(|it| &it.subject).collect::<Vec<_>>(),
        kinds
    );
    assert_eq!(
        head.checks,
        checks.iter().map(|it| it.id).collect::<Vec<_>>()
    );
    let scale = &checks[0].answers;
    assert_eq!(scale.get("max").map(String::as_str), Some("15"));
    assert_eq!(scale.get("serial"), None);
    assert_eq!(scale.get("load.1"), None);
}
