//! Minutes numbers of an office that was made of a backup, and of devices that change
//! tablets: none is given twice. Where people write the same one by hand, it is shown.

use std::collections::BTreeSet;
use std::process::Command;

use chrono::{Datelike, TimeDelta, Utc};
use inspection::{DeviceId, Inspection, Recorded};
use receiver::Store;
use receiver::people::{Authority, Sight, Token};
use receiver::store::{Block, Enrolled, NewTablet, Tablet};
use uuid::Uuid;

use crate::support::{Scratch, TestOffice, Visit, changed, tablet};

fn run(word: &str, place: &Scratch, flag: &str, file: &std::path::Path) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command.args([word, "--data"]).arg(place.folder.path());
    command.arg(flag).arg(file).env("RUST_LOG", "off");
    if let Some(address) = place.address() {
        command.args(["--database", &address]);
    }
    let output = command.output().unwrap();
    assert!(output.status.success(), "{output:?}");
}

fn year() -> i32 {
    receiver::wording::wall_time(Utc::now()).year()
}

fn authority() -> Authority {
    Authority::on("hanh-thong", Utc::now().date_naive()).unwrap()
}

/// The last of the blocks that a tablet has, after it used all of them.
async fn next_block(store: &Store, tablet: &Tablet, used: u64) -> Block {
    let blocks = store.numbers(tablet, year(), used + 1, Utc::now()).await;
    *blocks.unwrap().last().unwrap()
}

fn numbers(block: Block) -> impl Iterator<Item = u64> {
    block.first..=block.last
}

#[tokio::test]
async fn a_restored_office_gives_no_number_that_was_ever_given_out() {
    let (first, second) = (Scratch::new().await, Scratch::new().await);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("office.zip");
    let store = first.open().await;
    let token = Token::random().unwrap();
    let known = tablet(&store, "Máy 1", &authority(), 20, &token).await;
    let mut given: BTreeSet<u64> = numbers(next_block(&store, &known, 0).await).collect();
    store.close().await;
    run("backup", &first, "--to", &file);
    // What the backup does not know: another block, and another tablet with one.
    let store = first.open().await;
    let block = next_block(&store, &known, 20).await;
    given.extend(numbers(block));
    let other = tablet(&store, "Máy 2", &authority(), 20, &Token::random().unwrap()).await;
    given.extend(numbers(next_block(&store, &other, 0).await));
    assert_eq!(given, (1..=60).collect());
    store.close().await;
    run("restore", &second, "--from", &file);
    let store = second.open().await;
    // The tablet shows the token that it had, and is given none that it or another had.
    let back = store
        .tablet_of(&token.hash(), Utc::now())
        .await
        .unwrap()
        .unwrap();
    assert_eq!(store.blocks(&back.id).await.unwrap(), []);
    let block = next_block(&store, &back, 45).await;
    assert!(
        numbers(block).all(|number| given.insert(number)),
        "{block:?}"
    );
    assert!(block.first > 10_000, "{block:?}");
    let again = next_block(&store, &back, block.first).await;
    assert_eq!(again, block, "the same question is answered the same");
    // From then on they are counted as ever.
    let new = tablet(&store, "Máy 3", &authority(), 20, &Token::random().unwrap()).await;
    let third = next_block(&store, &new, 0).await;
    assert_eq!(third.first, block.last + 1);
    store.close().await;
}

/// One tablet that is mistaken, or lies, takes no year from the others.
#[tokio::test]
async fn a_number_that_no_minutes_have_moves_nothing_of_a_restored_office() {
    let (first, second) = (Scratch::new().await, Scratch::new().await);
    let kept = tempfile::tempdir().unwrap();
    let file = kept.path().join("office.zip");
    let store = first.open().await;
    let token = Token::random().unwrap();
    let known = tablet(&store, "Máy 1", &authority(), 20, &token).await;
    next_block(&store, &known, 0).await;
    store.close().await;
    run("backup", &first, "--to", &file);
    run("restore", &second, "--from", &file);
    let store = second.open().await;
    let back = store
        .tablet_of(&token.hash(), Utc::now())
        .await
        .unwrap()
        .unwrap();
    for claimed in [u64::MAX - 1, 10_000_000] {
        let block = next_block(&store, &back, claimed).await;
        assert!(
            (10_000..1_000_000).contains(&block.first),
            "{claimed}: {block:?}"
        );
    }
    store.close().await;
}

fn numbered(inspection: &mut Inspection, number: &str) {
    inspection.fields.0.push(Recorded {
        code: "minutes_no".to_owned(),
        value: number.to_owned(),
        unit: None,
    });
}

async fn upload(office: &TestOffice, id: u128, number: &str) -> u16 {
    crate::support::let_in(&office.office.store).await;
    let visit = Visit {
        id,
        device: id + 70,
        ..Visit::default()
    };
    let body = changed(&visit, |inspection| numbered(inspection, number));
    office.upload(body).await.status.as_u16()
}

#[tokio::test]
async fn documents_that_share_a_number_are_shown_until_one_is_corrected() {
    let office = TestOffice::open().await;
    for (id, number) in [(1, "57"), (2, " 057"), (3, "58")] {
        assert_eq!(upload(&office, id, number).await, 201);
    }
    let store = &office.office.store;
    let shared = store.same_numbers(&Sight::ALL, 10).await.unwrap();
    let ids: Vec<_> = shared.rows.iter().map(|row| row.id.0.as_u128()).collect();
    assert_eq!((ids, shared.total), (vec![1, 2], 2));
    let page = office.get("/office/doubts").await.text();
    assert_eq!(page.matches("data-number=\"57\"").count(), 2, "{page}");
    // A correction keeps its number or has another: what it corrects counts no more.
    let correction = Visit {
        id: 9,
        device: 79,
        ..Visit::default()
    };
    let body = changed(&correction, |inspection| {
        inspection.supersedes = Some(Visit::default().inspection_id());
        numbered(inspection, "61");
    });
    assert_eq!(office.upload(body).await.status.as_u16(), 201);
    let shared = store.same_numbers(&Sight::ALL, 10).await.unwrap();
    assert_eq!(shared.total, 0);
}

/// A device forgets how far it came with the numbers of a tablet that it is no more.
#[tokio::test]
async fn a_device_that_comes_back_as_an_earlier_tablet_gets_other_numbers() {
    let scratch = Scratch::new().await;
    let store = scratch.open().await;
    let now = Utc::now();
    let device = DeviceId(Uuid::now_v7());
    let mut tablets = Vec::new();
    for name in ["Máy 1", "Máy 2"] {
        let new = NewTablet {
            name: name.to_owned(),
            authority: authority(),
            block_size: 20,
        };
        let link = Token::random().unwrap().hash();
        let until = now + TimeDelta::minutes(15);
        let added = store
            .add_tablet(&new, (&link, until), "test")
            .await
            .unwrap();
        let token = Token::random().unwrap().hash();
        store.enrol(&link, device, &token, now).await.unwrap();
        next_block(&store, &added, 0).await;
        tablets.push(added.id);
    }
    let link = Token::random().unwrap().hash();
    let until = now + TimeDelta::minutes(15);
    let first = &tablets[0];
    let linked = store
        .link_tablet(first, &Sight::ALL, (&link, until), "test")
        .await;
    assert!(linked.unwrap().is_some());
    let token = Token::random().unwrap().hash();
    let back = store.enrol(&link, device, &token, now).await.unwrap();
    let Enrolled::Done(back) = back else {
        panic!("{back:?}")
    };
    let block = next_block(&store, &back, 0).await;
    assert_eq!((block.first, block.last), (41, 60));
    store.close().await;
}
