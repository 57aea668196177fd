//! A tablet that has been in use for years: thousands of received records, a
//! few that wait, and what looking at them costs.

use std::task::Poll;

use inspection::{Digest, InspectionId, Receipt};

use super::delivering::Scripted;
use super::*;
use crate::journal::{JournalError, SetAside};
use crate::outbox::{Delivery, Haste};
use crate::store::{Body, Json, Stored};

/// A working copy that counts what is asked of it.
#[derive(Default)]
pub(super) struct CountingStore {
    pub(super) inner: Rc<MemoryStore>,
    reads: Cell<usize>,
    pub(super) writes: Cell<usize>,
    pub(super) recounts: Cell<usize>,
}

impl Store for CountingStore {
    fn keys(&self) -> Result<Vec<String>, StoreError> {
        self.inner.keys()
    }

    fn read(&self, key: &str) -> Result<Option<String>, StoreError> {
        self.reads.set(self.reads.get() + 1);
        self.inner.read(key)
    }

    fn put(&self, piece: &Piece) -> Result<(), StoreError> {
        self.writes.set(self.writes.get() + 1);
        self.inner.put(piece)
    }

    fn discard(&self, key: &str, text: &str) -> Result<(), StoreError> {
        self.inner.discard(key, text)
    }

    fn used(&self) -> Result<usize, StoreError> {
        self.recounts.set(self.recounts.get() + 1);
        self.inner.used()
    }
}

/// A journal that counts the values it gives.
#[derive(Default)]
pub(super) struct CountingJournal {
    pub(super) inner: Rc<MemoryJournal>,
    given: Cell<usize>,
    /// Whether what is read is there a turn later.
    pub(super) is_slow: Cell<bool>,
}

impl Journal for CountingJournal {
    fn commit<'a>(&'a self, pieces: &'a [Piece]) -> LocalFuture<'a, Result<(), JournalError>> {
        self.inner.commit(pieces)
    }

    fn keys(&self) -> LocalFuture<'_, Result<Vec<String>, JournalError>> {
        self.inner.keys()
    }

    fn read<'a>(
        &'a self,
        keys: &'a [String],
    ) -> LocalFuture<'a, Result<Vec<Stored>, JournalError>> {
        self.given.set(self.given.get() + keys.len());
        let mut waits = self.is_slow.get();
        let turn = std::future::poll_fn(move |_| {
            if std::mem::take(&mut waits) {
                return Poll::Pending;
            }
            Poll::Ready(())
        });
        Box::pin(async move {
            turn.await;
            self.inner.read(keys).await
        })
    }

    fn set_aside<'a>(
        &'a self,
        values: &'a [SetAside],
    ) -> LocalFuture<'a, Result<(), JournalError>> {
        self.inner.set_aside(values)
    }

    fn bury<'a>(&'a self, keys: &'a [String]) -> LocalFuture<'a, Result<(), JournalError>> {
        self.inner.bury(keys)
    }
}

pub(super) struct Used {
    pub(super) store: Rc<CountingStore>,
    pub(super) journal: Rc<CountingJournal>,
    clock: Rc<TestClock>,
}

/// The id of the record of this number, in the order of time.
pub(super) fn id(number: u32) -> InspectionId {
    InspectionId(Uuid::from_u128(
        0x019a_8c1d_0000_7000_8000_0000_0000_0000 + (u128::from(number) << 64),
    ))
}

impl Used {
    /// A tablet with so many received records; of all but the last ones only a
    /// line is in the working copy.
    pub(super) fn with(received: u32) -> Self {
        let tablet = Tablet::default();
        let desk = tablet.open();
        let (head, check) = complete_draft(&desk, "Sạp 12 bà Tư");
        let model = ready(desk.close(head.id)).unwrap().text;
        for number in 1..=received {
            let of = |text: &str| text.replace(&head.id.to_string(), &id(number).to_string());
            let text = of(&model);
            let piece = |key, revision, body| Piece {
                key,
                revision,
                body,
            };
            let document = piece(
                Key::Document(id(number)),
                1,
                Body::Json(Json::verbatim(&text).unwrap()),
            );
            let receipt = Receipt {
                id: id(number).into(),
                sha256: Digest::of(text.as_bytes()),
                received_at: "2026-11-22T03:00:00Z".parse().unwrap(),
            };
            let line = Summary {
                sha256: receipt.sha256.clone(),
                sequence: number.into(),
                closed: Stamp {
                    at: TestClock::start() - TimeDelta::minutes((received - number).into()),
                    ..desk.now()
                },
                ..(*desk.entry(head.id).unwrap().summary).clone()
            };
            let line = piece(document.key, 1, line.stub(&receipt).unwrap());
            let received = Delivery::Received { receipt };
            let delivery = Piece::of(Key::Delivery(id(number).into()), 2, &received).unwrap();
            tablet.plant_in_both(&delivery);
            tablet
                .journal
                .plant(&document.key.to_string(), &seal(&document));
            tablet.store.plant(&document.key.to_string(), &seal(&line));
            for key in [
                Key::DraftHead(id(number)),
                Key::DraftCheck(id(number), check.id),
            ] {
                let gone = Piece::removed(key, 3);
                tablet.journal.plant(&key.to_string(), &seal(&gone));
            }
        }
        Self {
            store: Rc::new(CountingStore {
                inner: tablet.store.clone(),
                ..CountingStore::default()
            }),
            journal: Rc::new(CountingJournal {
                inner: tablet.journal.clone(),
                ..CountingJournal::default()
            }),
            clock: tablet.clock.clone(),
        }
    }

    pub(super) fn open(&self) -> Desk {
        let opened = Desk::open(self.store.clone(), self.journal.clone(), self.clock.clone());
        ready(opened).unwrap().0
    }

    pub(super) fn begin_counting(&self) {
        self.store.reads.set(0);
        self.store.writes.set(0);
        self.store.recounts.set(0);
        self.journal.given.set(0);
    }
}

/// How full the working copy may be, in percent, and what an opening and a
/// round of sending may ask for, whatever the number of received records: of
/// 500 a line and a delivery, looked at eight times; in the journal a delivery
/// and two tombstones.
const FILL: usize = 20;
const READS: usize = 8_000;
const GIVEN: usize = 2_000;

#[test]
fn thousands_of_received_records_leave_room_and_cost_nothing_to_open_or_send() {
    let used = Used::with(5_000);
    let desk = used.open();
    assert!(desk.fill().percent() > 70);
    let office = Scripted::default();
    // The first round puts the old ones away.
    ready(desk.deliver(&office, Haste::Now, &|_| {}));
    assert!(desk.fill().percent() < FILL, "{:?}", desk.fill());

    used.begin_counting();
    let desk = used.open();
    let (reads, given) = (used.store.reads.get(), used.journal.given.get());
    assert!(reads < READS && given < GIVEN, "opening: {reads}, {given}");
    let waiting = ["A", "B", "C"].map(|stall| {
        let (head, _) = complete_draft(&desk, stall);
        ready(desk.close(head.id)).unwrap();
        head.id
    });
    used.begin_counting();
    ready(desk.deliver(&office, Haste::Now, &|_| {}));
    let (reads, given) = (used.store.reads.get(), used.journal.given.get());
    assert!(reads < READS && given < GIVEN, "sending: {reads}, {given}");
    let sent = office.sent();
    assert_eq!(sent.len(), 4, "only what waited: {sent:?}");
    assert!(
        waiting
            .iter()
            .all(|id| desk.entry(*id).unwrap().is_received())
    );
}

#[test]
fn a_record_that_was_put_away_is_read_listed_exported_and_let_go_as_before() {
    let used = Used::with(600);
    let desk = used.open();
    let (first, whole) = (id(1), record(&desk, id(1)));
    let before = desk.entries();
    ready(desk.deliver(&Scripted::default(), Haste::Now, &|_| {}));
    let draft = Key::DraftHead(first).to_string();
    assert_eq!(used.journal.inner.text(&draft), None);
    for key in [Key::Document(first), Key::Delivery(first.into())] {
        assert_eq!(used.store.inner.read(&key.to_string()), Ok(None));
    }
    // The browser forgets a part of that, and an old draft is back.
    used.store
        .inner
        .plant(&draft, "{\"v\":1,\"revision\":2,\"body\":7}");
    used.store
        .inner
        .plant(&Key::Delivery(first.into()).to_string(), "{");
    let desk = used.open();
    assert_eq!(
        (desk.drafts(), desk.load_draft(first)),
        (vec![], Err(LoadError::Closed))
    );
    assert_eq!((record(&desk, first), desk.entry(first)), (whole, None));
    assert!(desk.entries().len() < before.len());
    ready(desk.read_archive()).unwrap();
    let entries = desk.entries();
    assert_eq!(entries.len(), before.len());
    assert_eq!(entries.last(), before.last());
    let file = ready(used.open().export(Scope::All)).unwrap();
    assert_eq!(file.text.matches("\"proof\":").count(), before.len());
    assert_eq!(ready(desk.import(&file.text)).unwrap().known, before.len());

    let years_later: DateTime<Utc> = "2029-01-01T00:00:00Z".parse().unwrap();
    used.clock.set_to(years_later);
    let desk = used.open();
    // Those 600, and the one that was sent here.
    assert_eq!(ready(desk.retire(years_later, 24)), Ok(601));
    assert_eq!(ready(desk.record(first)), Err(ReadError::NoLongerKept));
    assert!(desk.entry(first).unwrap().is_received());
    assert_eq!(
        used.store.inner.read(&Key::Document(first).to_string()),
        Ok(None)
    );
}

#[test]
fn a_record_whose_text_or_receipt_the_journal_lacks_is_not_put_away() {
    let used = Used::with(600);
    let keys = [Key::Document(id(1)), Key::Delivery(id(2).into())];
    let desk = used.open();
    for key in keys {
        used.journal.inner.forget(&key.to_string());
    }
    ready(desk.deliver(&Scripted::default(), Haste::Now, &|_| {}));
    for (number, stays) in [(1, true), (2, true), (3, false)] {
        let here = used
            .store
            .inner
            .read(&Key::Document(id(number)).to_string());
        assert_eq!(here.unwrap().is_some(), stays, "{number}");
    }
}
