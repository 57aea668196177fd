//! What every store must do with outcomes and what has to follow visits.

use inspection::{
    CheckId, Document, DocumentId, FollowUpKind, Frozen, InspectionId, OutcomeResult, Received,
    Verdict, freeze,
};
use receiver::Store;
use receiver::people::Sight;
use receiver::store::{Due, Entered, NewOutcome, Registered, Seed, Wanted};
use uuid::Uuid;

use super::{LATER, NOON};
use crate::support::{Visit, arrival, measures, outcome};

fn number(id: u128) -> InspectionId {
    InspectionId(Uuid::from_u128(id))
}

/// The visit of this number on that day at the establishment `of`, with measures.
fn visit(id: u128, on: &str, of: &str, change: impl FnOnce(&mut inspection::Inspection)) -> Frozen {
    let visit = Visit {
        id,
        sequence: u64::try_from(id).unwrap(),
        ..Visit::default()
    };
    let mut inspection = visit.close();
    inspection.inspected_on = on.parse().unwrap();
    inspection.establishment.register = Some(of.to_owned());
    inspection.lists = measures();
    change(&mut inspection);
    freeze(&inspection).unwrap()
}

fn decided(id: u128, of: u128, result: OutcomeResult, check: Option<u16>, on: &str) -> Frozen {
    let visit = Visit {
        id: of,
        ..Visit::default()
    };
    let mut outcome = outcome(&visit, id);
    outcome.result = result;
    outcome.check = check.map(CheckId);
    outcome.decided_on = on.parse().unwrap();
    freeze(&outcome).unwrap()
}

/// Six documents of one establishment, numbered from `base` on: a visit, its
/// correction that took no sample, a later visit that found everything in order and
/// its correction that did not look at the label, and two outcomes.
fn documents(base: u128, of: &str) -> Vec<Frozen> {
    let in_order = |inspection: &mut inspection::Inspection| {
        inspection.lists.clear();
        for check in &mut inspection.checks {
            check.assessment.verdict = Verdict::Conforming;
        }
    };
    vec![
        visit(base + 1, "2026-11-10", of, |_| {}),
        visit(base + 2, "2026-11-10", of, |it| {
            it.supersedes = Some(number(base + 1));
            it.lists.pop();
        }),
        visit(base + 3, "2026-12-01", of, in_order),
        visit(base + 4, "2026-12-01", of, |it| {
            in_order(it);
            it.supersedes = Some(number(base + 3));
            it.checks.remove(1);
        }),
        // Said of the visit before it was corrected.
        decided(
            base + 5,
            base + 1,
            OutcomeResult::SealLifted,
            Some(1),
            "2026-11-20",
        ),
        decided(
            base + 6,
            base + 2,
            OutcomeResult::Warned,
            None,
            "2026-11-21",
        ),
    ]
}

/// What the inspections left: number, kind, check, and what settled it.
async fn left(store: &Store, base: u128, count: u128) -> Vec<String> {
    let mut left = Vec::new();
    for id in 1..=count {
        for row in store.left_open(number(base + id)).await.unwrap() {
            let settled = row
                .settled
                .map(|(on, by)| format!("{on} {}", by.0.as_u128() - base));
            let check = row.check.map_or(0, |check| check.0);
            left.push(format!("{id} {} {check} {settled:?}", row.kind.code()));
        }
    }
    left
}

fn row(id: &str) -> Registered {
    Registered {
        id: id.to_owned(),
        name: id.to_owned(),
        address: "Số 1".to_owned(),
        kind: "market_stall".to_owned(),
        ..Registered::default()
    }
}

async fn register(store: &Store, ids: &[String]) {
    let seed = Seed {
        register: Some(ids.iter().map(|id| row(id)).collect()),
        plan: None,
    };
    store.seed(&seed).await.unwrap().unwrap();
}

/// An order of `count` things, another one for each `turn`.
fn order(count: usize, turn: usize) -> Vec<usize> {
    let mut rest: Vec<_> = (0..count).collect();
    let mut turn = turn;
    let mut order = Vec::new();
    while !rest.is_empty() {
        order.push(rest.remove(turn % rest.len()));
        turn /= rest.len() + 1;
    }
    order
}

pub(super) async fn what_is_left_open_is_the_same_in_any_order_of_arrival(store: &Store) {
    // Of 720 orders every eleventh, and in every second the register comes last.
    let turns: Vec<_> = (0..720).step_by(11).collect();
    let name = |turn: usize| format!("e{turn}");
    let (early, late): (Vec<usize>, Vec<usize>) =
        turns.iter().copied().partition(|turn| turn % 2 == 0);
    let early: Vec<_> = early.into_iter().map(name).collect();
    register(store, &early).await;
    for turn in &turns {
        let base = 1000 * (1 + *turn as u128);
        let documents = documents(base, &name(*turn));
        for place in order(documents.len(), *turn) {
            let kept = store.keep(arrival(&documents[place], NOON)).await;
            kept.unwrap();
        }
    }
    let late = late.into_iter().map(name);
    let all: Vec<_> = early.iter().cloned().chain(late).collect();
    register(store, &all).await;
    // The correction of the first visit stands. Its label was not looked at again,
    // its seal was lifted before, and it took no sample.
    let expected = [
        "2 remedy 2 None".to_owned(),
        "2 seal 1 Some(\"2026-11-20 5\")".to_owned(),
    ];
    for turn in turns {
        let base = 1000 * (1 + turn as u128);
        assert_eq!(left(store, base, 4).await, expected, "order {turn}");
    }
    // Without the correction, the later visit had settled the remedy.
    register(store, &["b".to_owned()]).await;
    for document in &documents(0, "b")[..3] {
        store.keep(arrival(document, NOON)).await.unwrap();
    }
    assert_eq!(
        left(store, 0, 3).await,
        [
            "2 remedy 2 Some(\"2026-12-01 3\")".to_owned(),
            "2 seal 1 None".to_owned()
        ]
    );
    // Whose register row it is decides what is a later visit of the same.
    register(store, &[]).await;
    assert_eq!(left(store, 0, 3).await[0], "2 remedy 2 None");
}

fn new_outcome(id: u128, result: OutcomeResult) -> NewOutcome {
    NewOutcome {
        id: DocumentId(Uuid::from_u128(id)),
        inspection: number(1),
        check: None,
        decided_on: "2026-11-30".parse().unwrap(),
        result,
        reference: None,
        note: Some("ghi chú".to_owned()),
    }
}

pub(super) async fn a_form_that_is_sent_twice_is_one_outcome_of_the_offices_chain(store: &Store) {
    let now = LATER.parse().unwrap();
    store.keep(Visit::default().arrival(NOON)).await.unwrap();
    assert_eq!(store.office_device().await.unwrap(), None);
    let first = new_outcome(11, OutcomeResult::Warned);
    let again = NewOutcome {
        note: None,
        ..first.clone()
    };
    for (new, entered) in [
        (&first, Entered::Done),
        (&first, Entered::Repeated),
        (&again, Entered::Other),
        (
            &new_outcome(12, OutcomeResult::ViolationMinutes),
            Entered::Done,
        ),
        // The id of another document.
        (&new_outcome(1, OutcomeResult::Warned), Entered::Other),
    ] {
        let done = store.enter_outcome(new, "Bình", now).await.unwrap();
        assert_eq!(done, entered, "{new:?}");
    }
    let device = store.office_device().await.unwrap().unwrap();
    let found = store.belongings(number(1)).await.unwrap().outcomes;
    let mut previous = None;
    for (stored, sequence) in found.iter().zip(1..) {
        let received = Received::read(&stored.document).unwrap();
        let Document::Outcome(outcome) = &received.document else {
            panic!("{received:?}");
        };
        assert!(stored.by_office);
        assert_eq!(outcome.recorded_by, "Bình");
        assert_eq!(
            (outcome.link.device, outcome.link.sequence),
            (device, sequence)
        );
        assert_eq!(outcome.link.previous, previous);
        previous = Some(received.frozen.sha256);
    }
    assert_eq!(found.len(), 2);
    let chains = store.chains().await.unwrap();
    let own: Vec<_> = chains.iter().filter(|chain| chain.of_the_office).collect();
    assert_eq!(own.len(), 1);
    assert_eq!((own[0].documents, own[0].missing.len()), (2, 0));
    let lines = store
        .audit(&receiver::store::AuditFilter::default(), &Sight::ALL)
        .await;
    let lines = lines.unwrap();
    let entered: Vec<_> = lines
        .iter()
        .filter(|line| line.act == "outcome_entered")
        .collect();
    assert_eq!(entered.len(), 2);
    assert_eq!(
        (entered[0].who.as_str(), entered[0].named.as_str()),
        ("Bình", "Sạp 12 chợ mẫu")
    );
    assert_eq!(entered[0].subject, number(1).to_string());
}

pub(super) async fn what_is_open_is_listed_by_its_last_day_page_by_page(store: &Store) {
    for id in 1..=7 {
        let on = format!("2026-11-{id:02}");
        store
            .keep(arrival(&visit(id, &on, "x", |_| {}), NOON))
            .await
            .unwrap();
    }
    let settled = decided(20, 3, OutcomeResult::Remedied, Some(2), "2026-11-30");
    store.keep(arrival(&settled, NOON)).await.unwrap();
    let wanted = |due, kind, today: &str, after: &str| Wanted {
        today: today.parse().unwrap(),
        due,
        ward: Sight::ALL,
        kind,
        after: after.to_owned(),
    };
    let ask =
        async |wanted: Wanted, most| store.followings(&wanted, &Sight::ALL, most).await.unwrap();
    // Remedies are due on 5 December; seals and samples have no day.
    for (today, counts) in [
        ("2026-12-06", [6, 0, 0, 14]),
        ("2026-12-05", [0, 6, 0, 14]),
        ("2026-11-29", [0, 6, 0, 14]),
        ("2026-11-28", [0, 0, 6, 14]),
    ] {
        let found = ask(wanted(None, None, today, ""), 50).await;
        assert_eq!(found.counts, counts, "{today}");
        assert_eq!(found.rows.len(), 20);
        assert!(
            found.rows[..6]
                .iter()
                .all(|row| row.kind == FollowUpKind::Remedy)
        );
    }
    let found = ask(wanted(Some(Due::Overdue), None, "2026-12-06", ""), 50).await;
    assert_eq!(found.rows.len(), 6);
    let found = ask(wanted(None, Some(FollowUpKind::Seal), "2026-12-06", ""), 50).await;
    assert_eq!((found.rows.len(), found.counts), (7, [0, 0, 0, 7]));
    let (mut seen, mut after) = (Vec::new(), String::new());
    loop {
        let page = ask(wanted(None, None, "2026-12-06", &after), 3).await;
        seen.extend(page.rows.iter().map(|row| (row.inspection, row.place)));
        match page.next {
            Some(next) => after = next,
            None => break,
        }
        // What comes meanwhile moves nothing that was shown.
        if seen.len() == 6 {
            let new = visit(9, "2026-11-09", "x", |_| {});
            store.keep(arrival(&new, LATER)).await.unwrap();
        }
    }
    let count = seen.len();
    seen.sort();
    seen.dedup();
    // The new remedy has the greatest id: it comes behind the six.
    assert_eq!((seen.len(), count), (23, 23));
}
