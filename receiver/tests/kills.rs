//! The receiver is killed in the middle of taking documents in, again and again:
//! what it acknowledged is there, and nothing is there twice. The soak asks for
//! more rounds by `CAN_DUNG_INTAKE_KILLS`.

use std::collections::BTreeMap;
use std::io::{Read, Write};
use std::net::TcpStream;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use inspection::{freeze, upload_body};
use receiver::store::Page;

use crate::support::{JPEG, Receiver, Scratch, Visit, body_of, let_in_lines, photo};

/// Tablets that send at the same time.
const TABLETS: u64 = 8;

/// One document and what is known of it.
#[derive(Clone)]
struct Sent {
    body: Arc<str>,
    /// The receipt, where one came.
    receipt: Option<String>,
}

/// Every document that was ever sent, by number.
type Book = Mutex<BTreeMap<u64, Sent>>;

fn rounds() -> u64 {
    let asked = std::env::var("CAN_DUNG_INTAKE_KILLS");
    asked.map_or(20, |rounds| rounds.parse().unwrap())
}

/// Every fifth is a photo, so that files are written too.
fn body(number: u64) -> String {
    let visit = Visit {
        id: u128::from(number),
        device: u128::from(number % TABLETS) + 70,
        sequence: number,
        ..Visit::default()
    };
    if number.is_multiple_of(5) {
        let picture = [JPEG, &number.to_be_bytes()].concat();
        let photo = photo(&visit, u128::from(number), &picture);
        return upload_body(&freeze(&photo).unwrap()).unwrap();
    }
    visit.body()
}

/// The answer, where it came whole.
fn send(address: &str, body: &str) -> Option<String> {
    let mut stream = TcpStream::connect(address).ok()?;
    write!(
        stream,
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n{}\r\n{body}",
        body.len(),
        let_in_lines(),
    )
    .ok()?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).ok()?;
    let complete = body_of_whole(&answer)?;
    let status = answer.get(9..12)?;
    assert!(matches!(status, "201" | "200"), "{answer}");
    Some(complete.to_owned())
}

/// What stands after the headers, where all of it came.
fn body_of_whole(answer: &str) -> Option<&str> {
    let (head, body) = answer.split_once("\r\n\r\n")?;
    let length = head.lines().find_map(|line| {
        let (name, value) = line.split_once(':')?;
        name.eq_ignore_ascii_case("content-length")
            .then(|| value.trim().parse::<usize>())
    })?;
    (length.ok()? == body.len()).then_some(body)
}

/// Sends new documents until the receiver is gone.
fn tablet(address: &str, book: &Book, next: &AtomicU64, under_way: &AtomicU64) {
    loop {
        let number = next.fetch_add(1, Ordering::SeqCst);
        let body: Arc<str> = body(number).into();
        let sent = Sent {
            body: body.clone(),
            receipt: None,
        };
        book.lock().unwrap().insert(number, sent);
        under_way.fetch_add(1, Ordering::SeqCst);
        let answer = send(address, &body);
        let Some(receipt) = answer else {
            return;
        };
        under_way.fetch_sub(1, Ordering::SeqCst);
        book.lock().unwrap().get_mut(&number).unwrap().receipt = Some(receipt);
    }
}

/// One round; whether documents were under way when it was killed, and some had
/// their receipt.
fn killed_once(receiver: Receiver, book: &Book, next: &AtomicU64, wait: Duration) -> bool {
    let known = |book: &Book| {
        let book = book.lock().unwrap();
        book.values().filter(|sent| sent.receipt.is_some()).count()
    };
    let before = known(book);
    let under_way = AtomicU64::new(0);
    let address = receiver.address.clone();
    thread::scope(|scope| {
        for _ in 0..TABLETS {
            scope.spawn(|| tablet(&address, book, next, &under_way));
        }
        let patience = Instant::now() + Duration::from_mins(1);
        while known(book) == before {
            assert!(Instant::now() < patience, "nothing is received");
            thread::sleep(Duration::from_millis(1));
        }
        thread::sleep(wait);
        receiver.kill();
    });
    // Those that are counted still had no answer when the line broke.
    under_way.load(Ordering::SeqCst) > 0 && known(book) > before
}

/// The stop that loses nothing: what is under way gets its receipt, and what has one
/// is there.
#[cfg(unix)]
#[test]
fn a_stop_in_the_middle_of_intake_loses_nothing_and_ends_well() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scratch = runtime.block_on(Scratch::new());
    let (book, next) = (Book::default(), AtomicU64::new(1));
    for round in 0..3 {
        let mut receiver = scratch.serve();
        let under_way = AtomicU64::new(0);
        let address = receiver.address.clone();
        let known = || {
            let book = book.lock().unwrap();
            book.values().filter(|sent| sent.receipt.is_some()).count()
        };
        let before = known();
        thread::scope(|scope| {
            for _ in 0..TABLETS {
                scope.spawn(|| tablet(&address, &book, &next, &under_way));
            }
            while known() < before + 10 {
                thread::sleep(Duration::from_millis(1));
            }
            thread::sleep(Duration::from_millis(20 * round));
            receiver.signal("-TERM");
            let began = Instant::now();
            assert!(receiver.child.wait().unwrap().success());
            // Nobody is slow here: ten seconds are for those who are.
            assert!(began.elapsed() < Duration::from_secs(10));
        });
    }
    let sent = book.into_inner().unwrap();
    let receiver = scratch.serve();
    for (number, sent) in &sent {
        let again = send(&receiver.address, &sent.body).unwrap();
        if let Some(receipt) = &sent.receipt {
            assert_eq!(&again, receipt, "document {number}");
        }
    }
}

#[test]
fn what_was_acknowledged_outlives_kills_and_nothing_is_there_twice() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let scratch = runtime.block_on(Scratch::new());
    let (book, next) = (Book::default(), AtomicU64::new(1));
    let mut told = 0;
    for round in 0..rounds() {
        let receiver = scratch.serve();
        let wait = Duration::from_millis(round * 37 % 150);
        assert!(
            killed_once(receiver, &book, &next, wait),
            "the kill met nothing"
        );
        // All that this round sent, and what it was told of them.
        let receiver = scratch.serve();
        let sent = book.lock().unwrap().clone();
        for (number, sent) in sent.range(told + 1..) {
            let again = send(&receiver.address, &sent.body).unwrap();
            let receipt = sent.receipt.clone().unwrap_or_else(|| again.clone());
            assert_eq!(again, receipt, "document {number}");
            book.lock().unwrap().get_mut(number).unwrap().receipt = Some(again);
            told = *number;
        }
        receiver.kill();
    }
    let sent = book.into_inner().unwrap();
    let receiver = scratch.serve();
    for (number, sent) in &sent {
        let id = uuid::Uuid::from_u128(u128::from(*number));
        let answer = receiver.ask("GET", &format!("/office/documents/{id}"), "");
        let receipt: serde_json::Value =
            serde_json::from_str(sent.receipt.as_ref().unwrap()).unwrap();
        let found = inspection::Digest::of(body_of(&answer).as_bytes());
        assert_eq!(receipt["sha256"], found.as_str(), "document {number}");
    }
    receiver.kill();
    runtime.block_on(async {
        let store = scratch.open().await;
        let chains = store.chains().await.unwrap();
        let documents: u64 = chains.iter().map(|chain| chain.documents).sum();
        assert_eq!(documents, u64::try_from(sent.len()).unwrap());
        let inspections = sent
            .keys()
            .filter(|number| !number.is_multiple_of(5))
            .count();
        let listed = store
            .list(Page { number: 1, size: 1 }, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total;
        assert_eq!(listed, u64::try_from(inspections).unwrap());
        store.close().await;
    });
}
