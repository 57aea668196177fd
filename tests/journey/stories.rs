//! Random stories: a person answers, closes and sends while the line is cut,
//! stores fail, and the tablet dies. Whatever happens, nothing that was said to
//! be saved is lost, and nothing is doubled at the office. Each failure names
//! its seed; `CAN_DUNG_STORY=<seed>` tells that story alone.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use chrono::{TimeDelta, Utc};
use inspection::{CheckDraft, CheckKind, Digest, Head, InspectionId, Receipt, decode_upload};
use tablet::LocalFuture;
use tablet::acts::{Desk, SaveError};
use tablet::journal::MemoryJournal;
use tablet::outbox::{Delivery, Haste};
use tablet::store::MemoryStore;
use tablet::sync::{OfficeProfile, Reply, Transport, Upload};

use super::visit::{STALL, TestClock, first_choices};

const STORIES: u64 = 320;
const STEPS: usize = 60;

/// Xorshift64* (Vigna 2016): enough for stories, the same everywhere.
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) % sides
    }

    fn one_in(&mut self, sides: u64) -> bool {
        self.roll(sides) == 0
    }
}

/// An office by the contract's rules, and a bad line to it.
#[derive(Default)]
struct BadLine {
    dice: RefCell<Option<Dice>>,
    /// Every row it inserted.
    rows: RefCell<Vec<Receipt>>,
    conflicts: RefCell<u32>,
}

impl BadLine {
    fn take(&self, body: &str) -> Reply {
        let received = decode_upload(body.as_bytes()).unwrap().frozen;
        let mut rows = self.rows.borrow_mut();
        let known = rows.iter().find(|row| row.id == received.id).cloned();
        let (status, receipt) = match known {
            Some(row) if row.sha256 == received.sha256 => (200, row),
            Some(_) => {
                *self.conflicts.borrow_mut() += 1;
                return response(409, "{\"type\":\"/problems/conflict\"}".to_owned());
            }
            None => {
                let place = i64::try_from(rows.len()).unwrap();
                let row = Receipt {
                    id: received.id,
                    sha256: received.sha256,
                    received_at: chrono::DateTime::<Utc>::UNIX_EPOCH + TimeDelta::seconds(place),
                };
                rows.push(row.clone());
                (201, row)
            }
        };
        response(status, serde_json::to_string(&receipt).unwrap())
    }
}

fn response(status: u16, body: String) -> Reply {
    Reply::Response {
        status,
        retry_after: None,
        body,
    }
}

impl Transport for BadLine {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        let fate = self
            .dice
            .borrow_mut()
            .as_mut()
            .map_or(9, |dice| dice.roll(8));
        let reply = match fate {
            0 => Reply::Unreachable,
            1 => {
                self.take(&upload.body);
                Reply::TimedOut
            }
            2 => {
                self.take(&upload.body);
                self.take(&upload.body);
                Reply::Unreachable
            }
            3 => response(200, "<html>Wi-Fi</html>".to_owned()),
            4 => response(503, String::new()),
            _ => self.take(&upload.body),
        };
        Box::pin(std::future::ready(reply))
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(std::future::ready(None))
    }
}

/// What the person was told of one draft. Imports nothing from the stores.
struct Told {
    head: Head,
    check: CheckDraft,
    /// Conclusions that may be found: the last one said to be saved, and every
    /// later one that was typed. Likewise products.
    conclusions: Vec<String>,
    products: Vec<String>,
    /// The digest, once closing was said to be done.
    closed: Option<Digest>,
    /// Closing was tried and its end not heard.
    maybe_closed: bool,
    receipt: Option<Receipt>,
}

struct Story {
    seed: u64,
    dice: Dice,
    store: Rc<MemoryStore>,
    journal: Rc<MemoryJournal>,
    clock: Rc<TestClock>,
    office: BadLine,
    desk: Desk,
    told: BTreeMap<InspectionId, Told>,
    words: u32,
    happened: BTreeMap<&'static str, u32>,
}

impl Story {
    async fn begin(seed: u64) -> Self {
        let mut dice = Dice(seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1);
        let office = BadLine::default();
        office.dice.replace(Some(Dice(dice.roll(1 << 30) | 1)));
        let (store, journal) = (Rc::<MemoryStore>::default(), Rc::<MemoryJournal>::default());
        let clock = Rc::new(TestClock::new());
        let opened = Desk::open(store.clone(), journal.clone(), clock.clone()).await;
        Self {
            seed,
            dice,
            desk: opened.unwrap().0,
            store,
            journal,
            clock,
            office,
            told: BTreeMap::new(),
            words: 0,
            happened: BTreeMap::new(),
        }
    }

    fn note(&mut self, what: &'static str) {
        *self.happened.entry(what).or_default() += 1;
    }

    fn word(&mut self) -> String {
        self.words += 1;
        format!("w{}", self.words)
    }

    fn some_draft(&mut self) -> Option<InspectionId> {
        let open: Vec<_> = self.desk.drafts().iter().map(|head| head.id).collect();
        let open: Vec<_> = open
            .into_iter()
            .filter(|id| self.told.contains_key(id))
            .collect();
        let sides = u64::try_from(open.len()).unwrap();
        (sides > 0).then(|| open[usize::try_from(self.dice.roll(sides)).unwrap()])
    }

    async fn step(&mut self) {
        match self.dice.roll(20) {
            0 | 1 => self.begin_draft().await,
            2..=5 => self.answer_head().await,
            6..=9 => self.answer_check().await,
            10 | 11 => self.close().await,
            12..=14 => self.deliver().await,
            15 => self.crash().await,
            16 => {
                let failing = self.dice.one_in(2);
                self.journal.set_failing(failing);
                self.note("journal switched");
            }
            17 => {
                let room = if self.dice.one_in(2) {
                    3_000
                } else {
                    usize::MAX
                };
                self.store.set_room(room);
                self.note("room switched");
            }
            18 => {
                self.store.flush();
                self.note("store flushed");
            }
            _ => {
                let seconds = i64::try_from(self.dice.roll(400)).unwrap();
                self.clock.pass(seconds);
                self.note("time passed");
            }
        }
    }

    async fn begin_draft(&mut self) {
        if self.told.len() > 3 {
            return;
        }
        let Ok(mut head) = self.desk.new_draft().await else {
            self.note("draft not begun");
            return;
        };
        for (field, text) in STALL {
            head.answers.insert((*field).to_owned(), (*text).to_owned());
        }
        let mut check = head.add_check(CheckKind::Label, "toys");
        check
            .answers
            .insert("origin".to_owned(), "domestic".to_owned());
        for (item, answer) in first_choices(CheckKind::Label, "toys") {
            check.answers.insert(item, answer.to_owned());
        }
        let word = self.word();
        check.answers.insert("product".to_owned(), word.clone());
        let conclusion = head.answers["conclusion"].clone();
        if !is_durable(&self.desk.add_check(&head, &check).await) {
            self.note("draft not begun");
            return;
        }
        let told = Told {
            conclusions: vec![conclusion],
            products: vec![word],
            closed: None,
            maybe_closed: false,
            receipt: None,
            head: head.clone(),
            check,
        };
        self.told.insert(head.id, told);
        self.note("draft begun");
    }

    async fn answer_head(&mut self) {
        let (Some(id), word) = (self.some_draft(), self.word()) else {
            return;
        };
        let waited = !self.dice.one_in(4);
        let told = self.told.get_mut(&id).unwrap();
        told.head
            .answers
            .insert("conclusion".to_owned(), word.clone());
        told.conclusions.push(word);
        let saving = self.desk.save_head(&told.head);
        if waited && is_durable(&saving.await) {
            // Everything saved before is durable with it.
            told.conclusions.drain(..told.conclusions.len() - 1);
            told.products.drain(..told.products.len() - 1);
            self.note("head saved");
        } else {
            self.note("head not heard to be saved");
        }
    }

    async fn answer_check(&mut self) {
        let (Some(id), word) = (self.some_draft(), self.word()) else {
            return;
        };
        let waited = !self.dice.one_in(4);
        let told = self.told.get_mut(&id).unwrap();
        told.check
            .answers
            .insert("product".to_owned(), word.clone());
        told.products.push(word);
        let saving = self.desk.save_check(id, &told.check);
        if waited && is_durable(&saving.await) {
            told.conclusions.drain(..told.conclusions.len() - 1);
            told.products.drain(..told.products.len() - 1);
            self.note("check saved");
        } else {
            self.note("check not heard to be saved");
        }
    }

    async fn close(&mut self) {
        let Some(id) = self.some_draft() else {
            return;
        };
        let closing = self.desk.close(id);
        if self.dice.one_in(5) {
            drop(closing);
            return self.note("closing dropped");
        }
        let closed = closing.await;
        let told = self.told.get_mut(&id).unwrap();
        if let Ok(frozen) = closed {
            told.closed = Some(frozen.sha256);
            self.note("closed");
        } else {
            told.maybe_closed = true;
            self.note("not closed");
        }
    }

    async fn deliver(&mut self) {
        let haste = if self.dice.one_in(2) {
            Haste::Due
        } else {
            Haste::Now
        };
        let round = self.desk.deliver(&self.office, haste, &|_| {}).await;
        self.note("sent");
        if !is_durable(&round.unsaved.map_or(Ok(()), Err)) {
            return self.note("delivery not saved");
        }
        let unheard = self
            .told
            .iter_mut()
            .filter(|(_, told)| told.receipt.is_none());
        for (id, told) in unheard {
            let delivery = self.desk.entry(*id).map(|entry| entry.delivery);
            if let Some(Delivery::Received { receipt }) = delivery {
                told.receipt = Some(receipt);
            }
        }
    }

    /// The tablet dies: the desk is gone, the store forgets its last writes,
    /// the journal has what was committed.
    async fn crash(&mut self) {
        let lost = usize::try_from(self.dice.roll(12)).unwrap();
        self.store.lose_last(lost);
        self.note(if lost == 0 {
            "crash"
        } else {
            "crash with losses"
        });
        self.journal.set_failing(false);
        let (store, journal) = (self.store.clone(), self.journal.clone());
        let opened = Desk::open(store, journal, self.clock.clone()).await;
        let (desk, opening) = opened.unwrap();
        assert_eq!(opening.set_aside, [], "story {}", self.seed);
        assert_eq!(opening.without_head, [], "story {}", self.seed);
        assert_eq!(opening.missing, [], "story {}", self.seed);
        self.desk = desk;
        self.look_back();
    }

    /// After a restart everything is as the person was told.
    fn look_back(&mut self) {
        let seed = self.seed;
        for (id, told) in &mut self.told {
            if let Some(entry) = self.desk.entry(*id) {
                let known = &entry.summary.sha256;
                let digest = told.closed.get_or_insert(known.clone());
                assert_eq!(digest, known, "story {seed}: changed");
                if let Some(receipt) = &told.receipt {
                    let receipt = receipt.clone();
                    let known = Delivery::Received { receipt };
                    assert_eq!(entry.delivery, known, "story {seed}: receipt lost");
                }
                continue;
            }
            assert_eq!(told.closed, None, "story {seed}: a document is lost");
            let draft = self.desk.load_draft(*id);
            let draft = draft.unwrap_or_else(|e| panic!("story {seed}: draft lost: {e}"));
            let conclusion = draft.head.answers["conclusion"].clone();
            let product = draft.checks[0].answers["product"].clone();
            assert!(
                told.conclusions.contains(&conclusion),
                "story {seed}: {conclusion} is none of {:?}",
                told.conclusions
            );
            assert!(
                told.products.contains(&product),
                "story {seed}: {product} is none of {:?}",
                told.products
            );
            // What was found is on disk on one side at least, and secured now.
            told.conclusions = vec![conclusion];
            told.products = vec![product];
            told.head = draft.head;
            told.check = draft.checks[0].clone();
        }
    }

    /// Everything works again: at the end all documents are at the office,
    /// once, in an unbroken chain.
    async fn end(&mut self) {
        let seed = self.seed;
        self.store.set_room(usize::MAX);
        self.crash().await;
        self.office.dice.replace(None);
        let round = self.desk.deliver(&self.office, Haste::Now, &|_| {}).await;
        assert_eq!((round.until, round.unsaved), (None, None), "story {seed}");
        self.crash().await;
        let mut entries = self.desk.entries();
        entries.sort_by_key(|entry| entry.summary.sequence);
        let rows = self.office.rows.borrow().clone();
        assert_eq!(rows.len(), entries.len(), "story {seed}: rows");
        assert_eq!(*self.office.conflicts.borrow(), 0, "story {seed}");
        let mut previous = None;
        for (sequence, entry) in (1..).zip(&entries) {
            let whole = self.desk.record(entry.id).await.unwrap();
            let link = &whole.inspection.link;
            assert_eq!(link.sequence, sequence, "story {seed}: chain");
            assert_eq!(link.previous, previous, "story {seed}: chain");
            previous = Some(whole.frozen.sha256.clone());
            let row = rows.iter().find(|row| row.id == whole.frozen.id);
            let receipt = row.expect("a document is not at the office").clone();
            assert!(receipt.matches(whole.frozen.id, &whole.frozen.sha256));
            assert_eq!(
                entry.delivery,
                Delivery::Received { receipt },
                "story {seed}"
            );
        }
        let closed = self.told.values().filter(|told| told.closed.is_some());
        assert_eq!(closed.count(), entries.len(), "story {seed}: documents");
    }
}

/// Whether a save's end means that the journal has it.
fn is_durable(saved: &Result<(), SaveError>) -> bool {
    matches!(saved, Ok(()) | Err(SaveError::JournalOnly(_)))
}

#[tokio::test]
async fn nothing_said_to_be_saved_is_lost_and_nothing_is_doubled() {
    let alone = std::env::var("CAN_DUNG_STORY").ok();
    let alone: Option<u64> = alone.and_then(|seed| seed.parse().ok());
    let seeds = alone.map_or(1..STORIES + 1, |seed| seed..seed + 1);
    let mut happened: BTreeMap<&'static str, u32> = BTreeMap::new();
    for seed in seeds {
        let mut story = Story::begin(seed).await;
        for _ in 0..STEPS {
            story.step().await;
        }
        story.end().await;
        for (what, times) in story.happened {
            *happened.entry(what).or_default() += times;
        }
    }
    if alone.is_none() {
        assert!(happened.len() >= 16, "{happened:?}");
        for (what, times) in &happened {
            assert!(*times >= 100, "only {times} times: {what}: {happened:?}");
        }
    }
}
