//! Documents that come at the same time, in any order, and again.

use std::sync::Arc;

use futures_util::future::join_all;
use inspection::{Frozen, InspectionId, freeze};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use receiver::Store;
use receiver::store::{Kept, Page, Registered, Seed};
use sqlx::{AnyConnection, Connection, Executor};
use uuid::Uuid;

use crate::support::{JPEG, Scratch, Visit, arrival, attachment, outcome, photo};

const NOON: &str = "2026-11-22T05:00:00Z";

fn visit(number: u128) -> Visit {
    Visit {
        id: number,
        sequence: u64::try_from(number).unwrap(),
        ..Visit::default()
    }
}

#[tokio::test]
async fn documents_that_come_together_each_get_an_answer_of_their_own() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    // Of each three: a document, the same again, another one of its id.
    let arrivals = (1..=120).flat_map(|number| {
        let other = Visit {
            name: "Sạp khác",
            ..visit(number)
        };
        [visit(number), visit(number), other].map(|visit| visit.arrival(NOON))
    });
    let kept = join_all(arrivals.map(|arrival| store.keep(arrival))).await;
    for (index, three) in kept.chunks(3).enumerate() {
        let number = u128::try_from(index).unwrap() + 1;
        let sha256 = visit(number).freeze().sha256;
        let [new, again, other] = three else {
            panic!("three each");
        };
        let Ok(Kept::New(receipt)) = new else {
            panic!("{new:?}");
        };
        assert_eq!(receipt.sha256, sha256);
        assert_eq!(again.as_ref().unwrap(), &Kept::Repeated(receipt.clone()));
        let first = Kept::Conflicting { first: sha256 };
        assert_eq!(other.as_ref().unwrap(), &first);
    }
    assert_eq!(store.chains().await.unwrap()[0].documents, 120);
    store.close().await;
}

/// Lets the office know one stall, and nobody else.
async fn know(store: &Store, id: &str, name: &str) {
    let row = Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        kind: "market_stall".to_owned(),
        ..Registered::default()
    };
    let seed = Seed {
        register: Some(vec![row]),
        plan: None,
    };
    store.seed(&seed).await.unwrap().unwrap();
}

#[tokio::test]
async fn one_that_cannot_be_kept_does_not_spoil_the_others_receipts() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    know(&store, "sick", "Sạp bệnh").await;
    // A planned visit on no day, which no program writes: whoever was there
    // cannot be matched with the plan.
    let mut beside = AnyConnection::connect(&scratch.url()).await.unwrap();
    beside
        .execute(
            "INSERT INTO planned_visits (id, establishment_id, planned_on, sample)
             VALUES ('v', 'sick', 'never', 0)",
        )
        .await
        .unwrap();
    let mut sick = visit(1000).close();
    sick.establishment.register = Some("sick".to_owned());
    let sick = arrival(&freeze(&sick).unwrap(), NOON);
    let mut arrivals: Vec<_> = (1..=40).map(|number| visit(number).arrival(NOON)).collect();
    arrivals.insert(20, sick.clone());
    let mut kept = join_all(arrivals.into_iter().map(|arrival| store.keep(arrival))).await;
    assert!(kept.remove(20).is_err());
    assert!(kept.iter().all(|kept| matches!(kept, Ok(Kept::New(_)))));
    assert_eq!(store.chains().await.unwrap()[0].documents, 40);
    // Nothing half is left of it.
    beside
        .execute("UPDATE planned_visits SET planned_on = '2026-11-03'")
        .await
        .unwrap();
    let kept = store.keep(sick).await.unwrap();
    assert!(matches!(kept, Kept::New(_)));
    beside.close().await.unwrap();
    store.close().await;
}

#[tokio::test]
async fn who_stops_waiting_leaves_the_document_to_be_kept() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let mut gone = Box::pin(store.keep(visit(1).arrival(NOON)));
    // Asked once, it is on its way.
    assert!(futures_util::poll!(&mut gone).is_pending());
    drop(gone);
    let kept = store.keep(visit(2).arrival(NOON)).await.unwrap();
    assert!(matches!(kept, Kept::New(_)));
    assert_eq!(store.chains().await.unwrap()[0].documents, 2);
    store.close().await;
}

#[tokio::test]
async fn letters_that_a_database_cannot_hold_are_kept_in_the_document() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let mut odd = visit(1).close();
    odd.establishment.name = "Sạp\0 12".to_owned();
    odd.establishment.address = "x".repeat(100_000);
    let odd = freeze(&odd).unwrap();
    store.keep(arrival(&odd, NOON)).await.unwrap();
    let mut picture = photo(&visit(1), 11, JPEG);
    picture.caption = Some("\0".to_owned());
    let picture = freeze(&picture).unwrap();
    store.keep(arrival(&picture, NOON)).await.unwrap();
    for frozen in [odd, picture] {
        let stored = store.find(frozen.id).await.unwrap().unwrap();
        assert_eq!(stored.document, frozen.text);
    }
    store.close().await;
}

/// Everything that tells of two visits to one row, a correction of the first, a
/// conflict, and what belongs to them.
fn story() -> Vec<Frozen> {
    let at_row = |number: u128, on: &str, corrects: Option<u128>| {
        let mut inspection = visit(number).close();
        inspection.establishment.register = Some("row".to_owned());
        inspection.inspected_on = on.parse().unwrap();
        inspection.supersedes = corrects.map(|id| InspectionId(Uuid::from_u128(id)));
        freeze(&inspection).unwrap()
    };
    let first = visit(1);
    vec![
        at_row(1, "2026-11-03", None),
        at_row(2, "2026-11-05", None),
        at_row(3, "2026-11-03", Some(1)),
        freeze(&photo(&first, 11, JPEG)).unwrap(),
        freeze(&attachment(&first, 12)).unwrap(),
        freeze(&outcome(&first, 13)).unwrap(),
    ]
}

/// What the office says after all of them.
async fn told(store: &Store) -> String {
    let list = store
        .list(Page { number: 1, size: 9 }, &receiver::people::Sight::ALL)
        .await
        .unwrap();
    let mut rows: Vec<_> = list.rows.iter().map(|row| row.id).collect();
    rows.sort();
    let mut register = store.register().await.unwrap();
    for row in &mut register {
        // Counts the changes, of which there are as many as the order makes.
        row.revision = 0;
    }
    let mut belongings = Vec::new();
    for id in 1..=3 {
        let id = InspectionId(Uuid::from_u128(id));
        belongings.push(store.belongings(id).await.unwrap());
    }
    let chains = store.chains().await.unwrap();
    format!(
        "{rows:?} {:?} {register:?} {belongings:?} {chains:?}",
        list.sums
    )
}

async fn kept_in(order: &[Frozen]) -> String {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    know(&store, "row", "Sạp").await;
    let store = Arc::new(store);
    for few in order.chunks(4) {
        let sends = few.iter().map(|frozen| store.keep(arrival(frozen, NOON)));
        for kept in join_all(sends).await {
            assert!(!matches!(kept.unwrap(), Kept::Conflicting { .. }));
        }
    }
    let told = told(&store).await;
    store.close().await;
    told
}

#[test]
fn any_order_and_any_repetition_tell_the_same() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let once = runtime.block_on(kept_in(&story()));
    let again = prop::collection::vec(prop::sample::select(story()), 0..6);
    let orders = again.prop_flat_map(|again| Just([story(), again].concat()).prop_shuffle());
    // Each case opens a database.
    let mut runner = TestRunner::new(Config::with_cases(24));
    let held = runner.run(&orders, |order| {
        prop_assert_eq!(&runtime.block_on(kept_in(&order)), &once);
        Ok(())
    });
    held.unwrap();
}
