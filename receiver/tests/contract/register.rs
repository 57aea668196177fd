//! What every store must do with register and plan: tell what changed, and match
//! what was received.

use chrono::NaiveDate;
use inspection::{Frozen, Inspection, InspectionId, LastResult, Recorded, WithoutChecks, freeze};
use receiver::Store;
use receiver::store::{NewVisit, Registered, Seed, Seeded, UnknownEstablishment};
use uuid::Uuid;

use super::{LATER, NOON};
use crate::support::{Visit, arrival};

/// More than any test has.
const ALL: u32 = 1000;

fn row(id: &str, name: &str, address: &str, tax_code: &str) -> Registered {
    Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        address: address.to_owned(),
        ward: "Phường Gò Vấp".to_owned(),
        ward_code: Some("go-vap".to_owned()),
        kind: "market_stall".to_owned(),
        tax_code: tax_code.to_owned(),
        ..Registered::default()
    }
}

fn planned(id: &str, establishment: &str, day: &str) -> NewVisit {
    NewVisit {
        id: id.to_owned(),
        establishment: establishment.to_owned(),
        planned_on: day.parse().unwrap(),
        team: "Đội 1".to_owned(),
    }
}

async fn put(store: &Store, register: Vec<Registered>, plan: Vec<NewVisit>) -> [Seeded; 2] {
    let seed = Seed {
        register: Some(register),
        plan: Some(plan),
    };
    store.seed(&seed).await.unwrap().unwrap()
}

fn seeded([added, changed, unchanged, removed]: [usize; 4]) -> Seeded {
    Seeded {
        added,
        changed,
        unchanged,
        removed,
    }
}

pub(super) async fn what_changed_of_the_register_is_told_and_nothing_else(store: &Store) {
    let [a, b, c] = ["a", "b", "c"].map(|id| row(id, id, "Số 1", ""));
    let first = put(
        store,
        vec![a.clone(), b.clone()],
        vec![planned("v", "a", "2026-11-03")],
    )
    .await;
    assert_eq!(first, [seeded([2, 0, 0, 0]), seeded([1, 0, 0, 0])]);
    let before = store.register_since(0, ALL).await.unwrap();
    let ids: Vec<_> = before.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids, before.until), (vec!["a", "b"], before.state.revision));

    // The same again is no change.
    put(
        store,
        vec![a.clone(), b.clone()],
        vec![planned("v", "a", "2026-11-03")],
    )
    .await;
    assert_eq!(store.register_since(0, ALL).await.unwrap(), before);

    let b = Registered {
        phone: "028".to_owned(),
        ..b
    };
    let second = put(store, vec![b.clone(), c.clone()], Vec::new()).await;
    assert_eq!(second, [seeded([1, 1, 0, 1]), seeded([0, 0, 0, 1])]);
    let after = store.register_since(before.until, ALL).await.unwrap();
    let ids: Vec<_> = after.rows.iter().map(|row| row.id.as_str()).collect();
    assert_eq!((ids, after.removed), (vec!["b", "c"], vec!["a".to_owned()]));
    assert_eq!(after.rows[0].phone, "028");
    assert_eq!(after.state.epoch, before.state.epoch);
    let first_day: NaiveDate = "2026-10-01".parse().unwrap();
    let plan = store.plan_since(1, first_day, ALL).await.unwrap();
    assert_eq!((plan.rows, plan.removed), (vec![], vec!["v".to_owned()]));

    // What comes back is not gone any more.
    put(store, vec![a, b, c], Vec::new()).await;
    let back = store.register_since(after.until, ALL).await.unwrap();
    assert_eq!(back.removed, [] as [String; 0]);
    assert_eq!(back.rows.len(), 1);
}

pub(super) async fn a_long_answer_is_cut_where_nothing_is_lost(store: &Store) {
    let rows = |ids: &[&str]| {
        ids.iter()
            .map(|id| row(id, id, "Số 1", ""))
            .collect::<Vec<_>>()
    };
    put(store, rows(&["a", "b", "c", "d"]), Vec::new()).await;
    put(store, rows(&["b", "d", "e"]), Vec::new()).await;
    for most in 1..6 {
        let (mut rows, mut gone, mut since) = (Vec::new(), Vec::new(), 0);
        loop {
            let part = store.register_since(since, most).await.unwrap();
            assert!(part.rows.len() + part.removed.len() <= usize::try_from(most).unwrap());
            rows.extend(part.rows.into_iter().map(|row| row.id));
            gone.extend(part.removed);
            since = part.until;
            if part.until == part.state.revision {
                break;
            }
        }
        assert_eq!(rows, ["b", "d", "e"], "{most}");
        assert_eq!(gone, ["a", "c"], "{most}");
    }
}

/// The visit of this number, changed and frozen.
fn visit(id: u128, change: impl FnOnce(&mut Inspection)) -> Frozen {
    let visit = Visit {
        id,
        sequence: u64::try_from(id).unwrap(),
        ..Visit::default()
    };
    let mut inspection = visit.close();
    change(&mut inspection);
    freeze(&inspection).unwrap()
}

type Change = fn(&mut Inspection);

fn with_code(code: &str) -> Recorded {
    Recorded {
        code: "tax_code".to_owned(),
        value: code.to_owned(),
        unit: None,
    }
}

/// Ids of the rows at which something was found.
async fn found_at(store: &Store) -> Vec<String> {
    let rows = store.register().await.unwrap().into_iter();
    let found = rows.filter(|row| row.last.is_some()).map(|row| row.id);
    let mut found: Vec<_> = found.collect();
    found.sort();
    found
}

pub(super) async fn an_inspection_is_of_the_row_it_names_or_of_its_code_or_its_place(
    store: &Store,
) {
    const PLACE: (&str, &str) = ("SẠP 12  chợ mẫu", "dãy a, Chợ Mẫu");
    let rows = vec![
        row("named", "Khác", "Nơi khác", ""),
        row("coded", "Khác hẳn", "Nơi khác nữa", "030 123 4567"),
        row("placed", PLACE.0, PLACE.1, ""),
        row("branch-1", "Chi nhánh 1", "Số 1", "77"),
        row("branch-2", PLACE.0, PLACE.1, "77"),
        row("twin-1", "Sinh đôi", "Số 2", ""),
        row("twin-2", "Sinh đôi", "Số 2", ""),
    ];
    let cases: [(Change, &[&str]); 7] = [
        (
            |it| it.establishment.register = Some("named".to_owned()),
            &["named"],
        ),
        (|it| it.fields.0.push(with_code("0301234567")), &["coded"]),
        // A row that is not there any more: as if none were named.
        (
            |it| {
                it.establishment.register = Some("gone".to_owned());
                it.fields.0.push(with_code("0301234567"));
            },
            &["coded"],
        ),
        // Two rows of that name and address: one of them has a code.
        (|it| it.fields.0.push(with_code("999")), &["placed"]),
        // Branches of one code are told by their place.
        (|it| it.fields.0.push(with_code("77")), &["branch-2"]),
        (
            |it| {
                "Sinh đôi".clone_into(&mut it.establishment.name);
                "Số 2".clone_into(&mut it.establishment.address);
            },
            &[],
        ),
        (
            |it| "Không ai biết".clone_into(&mut it.establishment.name),
            &[],
        ),
    ];
    for (id, (change, expected)) in (1..).zip(cases) {
        store.keep(arrival(&visit(id, change), NOON)).await.unwrap();
        // Matched when it comes, and again when the register does.
        put(store, Vec::new(), Vec::new()).await;
        assert_eq!(found_at(store).await, [] as [String; 0]);
        put(store, rows.clone(), Vec::new()).await;
        let all = found_at(store).await;
        for row in expected {
            assert!(all.contains(&(*row).to_owned()), "{id}: {all:?}");
        }
    }
    assert_eq!(
        found_at(store).await,
        ["branch-2", "coded", "named", "placed"]
    );
}

pub(super) async fn the_last_inspection_is_the_latest_that_stands_in_any_order(store: &Store) {
    let day = |day: &str| day.parse::<NaiveDate>().unwrap();
    let at = |id: u128, on: &'static str, corrects: Option<u128>| {
        visit(id, move |it| {
            it.establishment.register = Some("a".to_owned());
            it.inspected_on = on.parse().unwrap();
            it.supersedes = corrects.map(|id| InspectionId(Uuid::from_u128(id)));
            if corrects.is_some() {
                it.checks.clear();
                it.without_checks = Some(WithoutChecks::Closed);
            }
        })
    };
    // The second is corrected by the third, which was on an earlier day.
    let documents = [
        at(1, "2026-11-10", None),
        at(2, "2026-11-20", None),
        at(3, "2026-11-12", Some(2)),
    ];
    put(store, vec![row("a", "A", "Số 1", "")], Vec::new()).await;
    let last = async || store.register().await.unwrap()[0].last.clone();
    store.keep(arrival(&documents[2], NOON)).await.unwrap();
    assert_eq!(last().await.unwrap().on, day("2026-11-12"));
    store.keep(arrival(&documents[1], LATER)).await.unwrap();
    let told = last().await.unwrap();
    assert_eq!(told.on, day("2026-11-12"));
    assert_eq!(told.result, LastResult::Without(WithoutChecks::Closed));
    assert_eq!(told.findings, 0);
    let before = store.register_since(0, ALL).await.unwrap();
    store.keep(arrival(&documents[0], LATER)).await.unwrap();
    // An earlier visit is no news.
    assert_eq!(store.register_since(0, ALL).await.unwrap(), before);
    store
        .keep(arrival(&at(4, "2026-11-21", None), LATER))
        .await
        .unwrap();
    let told = last().await.unwrap();
    assert_eq!(
        (told.on, told.result),
        (day("2026-11-21"), LastResult::NonConforming)
    );
    // The third reading, the item on readings, no sub-label, no CR mark.
    assert_eq!(told.findings, 4);
    let after = store.register_since(before.until, ALL).await.unwrap();
    assert_eq!(after.rows.len(), 1);
}

pub(super) async fn a_planned_visit_is_made_by_an_inspection_of_its_month(store: &Store) {
    let rows = vec![row("a", "A", "Số 1", ""), row("b", "B", "Số 2", "")];
    let plan = vec![
        planned("1", "a", "2026-11-05"),
        planned("2", "a", "2026-11-25"),
        planned("3", "a", "2026-12-05"),
        planned("4", "b", "2026-11-05"),
    ];
    put(store, rows, plan).await;
    let first: NaiveDate = "2026-11-01".parse().unwrap();
    let last: NaiveDate = "2026-12-31".parse().unwrap();
    let done = async || {
        let visits = store.plan(first, last).await.unwrap().into_iter();
        let done = visits.filter_map(|visit| Some((visit.id, visit.done?.0.as_u128())));
        let mut done: Vec<_> = done.collect();
        done.sort();
        done
    };
    let of_a = |id: u128, on: &'static str| {
        visit(id, move |it| {
            it.establishment.register = Some("a".to_owned());
            it.inspected_on = on.parse().unwrap();
        })
    };
    assert_eq!(done().await, []);
    store
        .keep(arrival(&of_a(1, "2026-11-22"), NOON))
        .await
        .unwrap();
    assert_eq!(done().await, [("1".to_owned(), 1)]);
    // An earlier one comes later, and takes the first place.
    store
        .keep(arrival(&of_a(2, "2026-11-04"), LATER))
        .await
        .unwrap();
    assert_eq!(done().await, [("1".to_owned(), 2), ("2".to_owned(), 1)]);
    store
        .keep(arrival(&of_a(3, "2026-12-31"), LATER))
        .await
        .unwrap();
    assert_eq!(done().await.last().unwrap(), &("3".to_owned(), 3));
    let told = store
        .plan_since(0, "2026-12-01".parse().unwrap(), ALL)
        .await
        .unwrap();
    assert_eq!(told.rows.len(), 1);
    assert_eq!(
        (told.rows[0].id.as_str(), told.rows[0].team.as_str()),
        ("3", "Đội 1")
    );
}

pub(super) async fn a_visit_to_nobody_changes_nothing(store: &Store) {
    put(
        store,
        vec![row("a", "A", "Số 1", "")],
        vec![planned("1", "a", "2026-11-05")],
    )
    .await;
    let before = store.register_since(0, ALL).await.unwrap();
    let seed = Seed {
        register: Some(vec![row("b", "B", "Số 1", "")]),
        plan: Some(vec![
            planned("1", "b", "2026-11-05"),
            planned("2", "a", "2026-11-05"),
        ]),
    };
    let unknown = UnknownEstablishment {
        visit: "2".to_owned(),
        establishment: "a".to_owned(),
    };
    assert_eq!(store.seed(&seed).await.unwrap(), Err(vec![unknown]));
    assert_eq!(store.register_since(0, ALL).await.unwrap(), before);
    // Without a plan, visits to those who are gone go with them.
    let seed = Seed { plan: None, ..seed };
    let done = store.seed(&seed).await.unwrap().unwrap();
    assert_eq!(done, [seeded([1, 0, 0, 1]), seeded([0, 0, 0, 1])]);
}
