//! A backup taken while the office serves, and an office made of it elsewhere:
//! all that was acknowledged is there, byte for byte, on either engine. Half a
//! backup, and an altered one, makes nothing.

use std::fs::File;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::thread;
use std::time::Duration;

use inspection::{Digest, PackName, freeze, upload_body};
use receiver::store::{Author, Edition, WordKind};
use serde_json::{Value, json};
use zip::write::SimpleFileOptions;
use zip::{ZipArchive, ZipWriter};

use crate::support::{JPEG, Receiver, Scratch, Visit, body_of, photo};

/// What the program said, and whether it was done.
fn run(word: &str, place: &Scratch, more: &[&str]) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command
        .args([word, "--data"])
        .arg(place.folder.path())
        .args(more);
    if let Some(address) = place.address() {
        command.args(["--database", &address]);
    }
    let output = command
        .env("RUST_LOG", "off")
        .env_remove(receiver::config::DATABASE_VARIABLE)
        .output()
        .unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

fn back_up(place: &Scratch, to: &Path) {
    let (done, said) = run("backup", place, &["--to", to.to_str().unwrap()]);
    assert!(done, "{said}");
}

fn restore(place: &Scratch, from: &Path) -> (bool, String) {
    run("restore", place, &["--from", from.to_str().unwrap()])
}

/// What a backup says of itself.
fn manifest(path: &Path) -> Value {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    serde_json::from_reader(zip.by_name("manifest.json").unwrap()).unwrap()
}

/// A document and its answer, by number.
fn sent(receiver: &Receiver, number: u64) -> String {
    let answer = receiver.ask("POST", "/api/v1/uploads", &body(number));
    let status = answer.get(9..12).unwrap();
    assert!(matches!(status, "201" | "200"), "{answer}");
    body_of(&answer).to_owned()
}

/// Every fourth is a photo.
fn body(number: u64) -> String {
    let visit = Visit {
        id: u128::from(number),
        device: u128::from(number % 3) + 70,
        sequence: number,
        ..Visit::default()
    };
    if number.is_multiple_of(4) {
        let picture = [JPEG, &number.to_be_bytes()].concat();
        let photo = photo(&visit, u128::from(number), &picture);
        return upload_body(&freeze(&photo).unwrap()).unwrap();
    }
    visit.body()
}

/// Something in the tables that documents do not fill.
async fn fill(place: &Scratch) {
    let store = place.open().await;
    let today = receiver::wording::wall_time(chrono::Utc::now()).date_naive();
    store.plant(&receiver::demo::sample(today)).await.unwrap();
    let author = Author {
        name: "An".to_owned(),
        at: "2026-11-22T05:00:00Z".parse().unwrap(),
    };
    store
        .say(WordKind::SignOff, &json!({"row": "CAN-09"}), &author)
        .await
        .unwrap();
    let edition = Edition {
        name: PackName {
            id: "2026-11.1".to_owned(),
            sha256: Digest::of(b"edition"),
        },
        base: "2026-11".to_owned(),
        additions: "{\"id\":\"2026-11.1\"}".to_owned(),
        published: author,
        withdrawn: None,
    };
    assert!(store.publish(&edition, 0).await.unwrap());
    store.close().await;
}

/// The pages of an office, which tell of documents, register, plan, people, tablets.
fn pages(receiver: &Receiver) -> Vec<String> {
    [
        "/office",
        "/office/establishments",
        "/office/plan",
        "/office/people",
        "/office/tablets",
        "/office/audit",
        "/office/rules",
        "/api/v1/packs",
    ]
    .map(|path| body_of(&receiver.ask("GET", path, "")).to_owned())
    .to_vec()
}

/// Takes a backup under load and makes another office of it.
async fn moves(from: &Scratch, to: &Scratch) {
    let receiver = from.serve();
    fill(from).await;
    let (next, stop) = (AtomicU64::new(1), AtomicBool::new(false));
    let receipts = Mutex::new(Vec::new());
    let folder = tempfile::tempdir().unwrap();
    let backup = folder.path().join("office.zip");
    let before = thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                while !stop.load(Ordering::SeqCst) {
                    let number = next.fetch_add(1, Ordering::SeqCst);
                    let receipt = sent(&receiver, number);
                    receipts.lock().unwrap().push((number, receipt));
                }
            });
        }
        while receipts.lock().unwrap().len() < 30 {
            thread::sleep(Duration::from_millis(5));
        }
        let before = receipts.lock().unwrap().clone();
        back_up(from, &backup);
        stop.store(true, Ordering::SeqCst);
        before
    });
    let during = receipts.lock().unwrap().len() - before.len();
    assert!(during > 0, "nothing came during the backup");
    // At rest now, for a second one to compare pages with.
    let still = folder.path().join("still.zip");
    back_up(from, &still);
    let shown = pages(&receiver);
    receiver.kill();

    let (done, said) = restore(to, &backup);
    assert!(done, "{said}");
    let again = folder.path().join("again.zip");
    back_up(to, &again);
    let (first, second) = (manifest(&backup), manifest(&again));
    assert!(first["chains"].as_array().unwrap().len() > 3, "{first}");
    assert_eq!(first["chains"], second["chains"]);
    // Whose folder it is, and by what tablets know the lists, are its own.
    let own = |table: &Value| {
        let name = table["name"].as_str().unwrap();
        !matches!(name, "facts" | "pulled_lists")
    };
    let tables = |manifest: &Value| -> Vec<Value> {
        let tables = manifest["tables"].as_array().unwrap();
        let mut tables: Vec<_> = tables.iter().filter(|table| own(table)).cloned().collect();
        tables.sort_by_key(|table| table["name"].to_string());
        tables
    };
    assert_eq!(tables(&first), tables(&second));
    let office = to.serve();
    for (number, receipt) in &before {
        assert_eq!(&sent(&office, *number), receipt, "document {number}");
        let id = uuid::Uuid::from_u128(u128::from(*number));
        let kept = office.ask("GET", &format!("/office/documents/{id}"), "");
        let receipt: Value = serde_json::from_str(receipt).unwrap();
        let found = Digest::of(body_of(&kept).as_bytes());
        assert_eq!(receipt["sha256"], found.as_str(), "document {number}");
    }
    office.kill();

    let third = if to.address().is_some() {
        Scratch::new().await
    } else {
        Scratch::of_a_file()
    };
    let (done, said) = restore(&third, &still);
    assert!(done, "{said}");
    let office = third.serve();
    assert_eq!(pages(&office), shown);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_under_load_becomes_the_same_office_elsewhere() {
    moves(&Scratch::new().await, &Scratch::new().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_office_in_a_file_moves_by_its_backup() {
    moves(&Scratch::of_a_file(), &Scratch::new().await).await;
}

/// A backup of two documents, one of them a photo.
async fn small(folder: &Path) -> PathBuf {
    let place = Scratch::new().await;
    let receiver = place.serve();
    for number in 3..=4 {
        sent(&receiver, number);
    }
    receiver.kill();
    let to = folder.join("office.zip");
    back_up(&place, &to);
    to
}

/// The same with its entries changed.
fn altered(path: &Path, change: impl Fn(&str, Vec<u8>) -> Option<Vec<u8>>, more: &[&str]) {
    let mut zip = ZipArchive::new(File::open(path).unwrap()).unwrap();
    let mut written = ZipWriter::new(Cursor::new(Vec::new()));
    for index in 0..zip.len() {
        let mut entry = zip.by_index(index).unwrap();
        let name = entry.name().unwrap().into_owned();
        let mut bytes = Vec::new();
        entry.read_to_end(&mut bytes).unwrap();
        if let Some(bytes) = change(&name, bytes) {
            written
                .start_file(name, SimpleFileOptions::default())
                .unwrap();
            written.write_all(&bytes).unwrap();
        }
    }
    for name in more {
        written
            .start_file(*name, SimpleFileOptions::default())
            .unwrap();
    }
    std::fs::write(path, written.finish().unwrap().into_inner()).unwrap();
}

fn replaced(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    let text = String::from_utf8(bytes.to_vec()).unwrap();
    assert!(text.contains(from), "{from} is not in {text}");
    text.replacen(from, to, 1).into_bytes()
}

#[tokio::test(flavor = "multi_thread")]
async fn half_a_backup_or_an_altered_one_makes_nothing_and_says_what_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    let whole = small(folder.path()).await;
    let bad = folder.path().join("bad.zip");
    let place = Scratch::new().await;
    let refused = |expected: &str| {
        let (done, said) = restore(&place, &bad);
        assert!(!done && said.contains(expected), "{expected}: {said}");
    };
    let fresh = || std::fs::copy(&whole, &bad).unwrap();
    let length = fresh();
    let half = std::fs::OpenOptions::new().write(true).open(&bad).unwrap();
    half.set_len(length / 2).unwrap();
    refused("no backup, or half of one");
    std::fs::write(&bad, "").unwrap();
    refused("no backup, or half of one");
    let photo = Digest::of(&[JPEG, &4_u64.to_be_bytes()].concat());
    let file = format!("files/{photo}");
    let change = |entry: &str, from: &'static str, to: &'static str| {
        fresh();
        let entry = entry.to_owned();
        altered(
            &bad,
            move |name, bytes| {
                Some(if name == entry {
                    replaced(&bytes, from, to)
                } else {
                    bytes
                })
            },
            &[],
        );
    };
    change("tables/documents.jsonl", "Sạp 12", "Sạp 13");
    refused("tables/documents.jsonl was altered: document 00000000-0000-0000-0000-000000000003");
    change("tables/tablets.jsonl", "Máy mẫu", "Máy khác");
    refused("tables/tablets.jsonl was altered: another digest");
    change("manifest.json", "\"sequence\": ", "\"sequence\": 1");
    refused("manifest.json was altered: chains end elsewhere");
    change("manifest.json", "\"format\": 1", "\"format\": 2");
    refused("a newer receiver");
    for (gone, expected) in [
        (
            "tables/users.jsonl",
            "tables/users.jsonl is not in the backup",
        ),
        (file.as_str(), &format!("{file} is not in the backup")),
        ("manifest.json", "manifest.json is not in the backup"),
    ] {
        fresh();
        altered(&bad, |name, bytes| (name != gone).then_some(bytes), &[]);
        refused(expected);
    }
    fresh();
    let other = |name: &str, bytes: Vec<u8>| Some(if name == file { JPEG.to_vec() } else { bytes });
    altered(&bad, other, &[]);
    refused(&format!("{file} was altered: another digest"));
    fresh();
    altered(&bad, |_, bytes| Some(bytes), &["files/more"]);
    refused("files/more is in the backup, which does not speak of it");
    fresh();
    let mut bytes = std::fs::read(&bad).unwrap();
    let picture = bytes
        .windows(8)
        .position(|part| part == 4_u64.to_be_bytes());
    bytes[picture.unwrap()] ^= 1;
    std::fs::write(&bad, bytes).unwrap();
    refused(&format!("{file} was altered"));
    // After all of them the place is as empty as before.
    let (done, said) = restore(&place, &whole);
    assert!(done, "{said}");
    let (done, said) = restore(&place, &whole);
    assert!(!done && said.contains("has rows already"), "{said}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_backup_takes_nobodys_name_and_is_not_of_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let whole = small(folder.path()).await;
    let place = Scratch::of_a_file();
    let (done, said) = run("backup", &place, &["--to", whole.to_str().unwrap()]);
    assert!(!done && said.contains("no office is in"), "{said}");
    assert_eq!(std::fs::read_dir(place.folder.path()).unwrap().count(), 0);
    let (done, said) = restore(&place, &whole);
    assert!(
        done && said.contains("2 documents of 2 chains, 1 files"),
        "{said}"
    );
    let (done, said) = run("backup", &place, &["--to", whole.to_str().unwrap()]);
    assert!(!done && said.contains("cannot be written"), "{said}");
    let into = folder.path().join("dated");
    std::fs::create_dir(&into).unwrap();
    back_up(&place, &into);
    let names: Vec<_> = std::fs::read_dir(&into).unwrap().collect();
    let name = names[0].as_ref().unwrap().file_name();
    let name = name.to_str().unwrap();
    assert_eq!(names.len(), 1);
    assert!(
        name.starts_with("can-dung-2") && name.ends_with("Z.zip"),
        "{name}"
    );
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let mode = std::fs::metadata(into.join(name))
            .unwrap()
            .permissions()
            .mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
