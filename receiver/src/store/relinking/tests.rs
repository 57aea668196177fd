//! What a change of some rows looks at: enough, and no more than it concerns.

use chrono::Utc;
use inspection::{Received, canonical_json};
use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use serde_json::{Value, json};

use super::*;
use crate::store::{Arrival, Author, Edited, Store};

const VISIT: &str = include_str!("../../../../inspection/tests/golden/v1/visit.json");

/// An inspection of whoever is told by these, empty for not at all.
fn visit(number: u64, [register, tax, name]: [&str; 3]) -> Arrival {
    let mut document: Value = serde_json::from_str(VISIT).unwrap();
    document["id"] = json!(format!("00000000-0000-7000-8000-{number:012}"));
    document["device"] = json!(format!("00000000-0000-7000-9000-{number:012}"));
    document["supersedes"] = Value::Null;
    document["establishment"]["name"] = json!(name);
    document["establishment"]["address"] = json!("1 Le Loi");
    if register.is_empty() {
        let establishment = document["establishment"].as_object_mut().unwrap();
        establishment.remove("register");
    } else {
        document["establishment"]["register"] = json!(register);
    }
    if !tax.is_empty() {
        document["fields"] = json!([{ "code": "tax_code", "value": tax }]);
    }
    let text = canonical_json(&document).unwrap();
    Arrival {
        received: Received::read(&text).unwrap(),
        received_at: Utc::now(),
        discrepancies: Vec::new(),
        carried_by: None,
    }
}

fn row(id: &str, tax: &str, name: &str) -> Registered {
    Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        address: "1 Le Loi".to_owned(),
        kind: "market_stall".to_owned(),
        tax_code: tax.to_owned(),
        ..Registered::default()
    }
}

fn author() -> Author {
    Author {
        name: "test".to_owned(),
        at: Utc::now(),
    }
}

/// Of which row every inspection is, and what every row says of its last.
async fn standing(on: &mut Connection) -> [Vec<(String, Option<String>)>; 2] {
    let mut standing = [const { Vec::new() }; 2];
    let statements = [
        "SELECT document_id, establishment FROM inspections ORDER BY document_id",
        "SELECT id, last FROM establishments ORDER BY id",
    ];
    for (found, statement) in standing.iter_mut().zip(statements) {
        *found = sqlx::query_as(statement).fetch_all(&mut *on).await.unwrap();
    }
    standing
}

#[tokio::test]
async fn a_change_looks_at_the_inspections_it_concerns_and_at_no_others() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    for number in 0..60 {
        let name = format!("Sap {number}");
        store.keep(visit(number, ["", "", &name])).await.unwrap();
    }
    for (number, told) in [["", "0300000001", "Sap X"], ["", "", "Sap 7"]]
        .into_iter()
        .enumerate()
    {
        let number = 100 + u64::try_from(number).unwrap();
        store.keep(visit(number, told)).await.unwrap();
    }
    let mut transaction = store.write().await.unwrap();
    // By the tax code one, by name and address two.
    let changed = [row("r", "0300000001", "Sap 7")];
    let looked_at = link_concerned(&mut transaction, &changed).await.unwrap();
    assert_eq!(looked_at, 3);
    let nobody = [row("s", "", "Sap khac")];
    assert_eq!(link_concerned(&mut transaction, &nobody).await.unwrap(), 0);
}

/// Something that people do to rows: which row or rows, and what they say then.
#[derive(Clone, Debug)]
enum Change {
    Add(&'static str, &'static str),
    Edit(usize, &'static str, &'static str),
    Merge(usize, usize),
}

const TAXES: [&str; 3] = ["", "0300000001", "0300000002"];
const NAMES: [&str; 3] = ["Sap A", "Sap B", "Sap C"];

fn change() -> impl Strategy<Value = Change> {
    let says = (
        prop::sample::select(&TAXES[..]),
        prop::sample::select(&NAMES[..]),
    );
    prop_oneof![
        says.clone().prop_map(|(tax, name)| Change::Add(tax, name)),
        (0..6_usize, says).prop_map(|(at, (tax, name))| Change::Edit(at, tax, name)),
        (0..6_usize, 0..6_usize).prop_map(|(gone, kept)| Change::Merge(gone, kept)),
    ]
}

async fn make(store: &Store, change: &Change) {
    let rows = store.register().await.unwrap();
    let at = |number: usize| rows.get(number % rows.len().max(1));
    match *change {
        Change::Add(tax, name) => {
            store
                .add_establishment(&row("", tax, name), &author())
                .await
                .unwrap();
        }
        Change::Edit(number, tax, name) => {
            if let Some(known) = at(number) {
                let wanted = Registered {
                    edits: known.edits,
                    ..row(&known.id, tax, name)
                };
                store.edit_establishment(&wanted, &author()).await.unwrap();
            }
        }
        Change::Merge(gone, kept) => {
            if let (Some(gone), Some(kept)) = (at(gone), at(kept)) {
                let merged = store
                    .merge_establishments(gone, kept, &author())
                    .await
                    .unwrap();
                assert!(merged == Edited::Done || gone.id == kept.id);
            }
        }
    }
}

/// Adding, editing and merging in any order leaves what matching everything would.
#[test]
fn looking_at_what_is_concerned_comes_to_what_looking_at_all_does() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let mut runner = TestRunner::new(Config::with_cases(24));
    let changes = prop::collection::vec(change(), 1..14);
    let ran = runner.run(&changes, |changes| {
        runtime.block_on(async {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join("office.sqlite");
            let store = Store::open(&path).await.unwrap();
            let mut number = 0;
            for tax in TAXES {
                for name in NAMES {
                    number += 1;
                    store.keep(visit(number, ["", tax, name])).await.unwrap();
                }
            }
            for change in &changes {
                make(&store, change).await;
                let rows = store.register().await.unwrap();
                if let Some(first) = rows.first() {
                    number += 1;
                    store
                        .keep(visit(number, [&first.id, "", "Sap D"]))
                        .await
                        .unwrap();
                }
                let mut transaction = store.write().await.unwrap();
                let before = standing(&mut transaction).await;
                link_all(&mut transaction).await.unwrap();
                let after = standing(&mut transaction).await;
                assert_eq!(before, after, "after {change:?}");
            }
            store.close().await;
        });
        Ok(())
    });
    ran.unwrap();
}
