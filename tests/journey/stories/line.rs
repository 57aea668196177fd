//! An office by the contract's rules, with rows that outlive it, and a bad
//! line to it. What each tablet was asked to wait for is noted here, and a
//! tablet that comes too early.

use std::cell::{Cell, RefCell};
use std::collections::{BTreeMap, VecDeque};
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{Digest, DocumentId, Link, Receipt, decode_upload};
use tablet::LocalFuture;
use tablet::sync::{OfficeProfile, Reply, Transport, Upload};

use super::super::visit::TestClock;
use super::browser::Life;
use super::fate::Fate;

/// A document that the office keeps.
#[derive(Clone)]
pub(super) struct Row {
    pub(super) receipt: Receipt,
    /// Its place; `None` for one that no tablet of the story made.
    pub(super) link: Option<Link>,
}

/// The office, and the line to it.
#[derive(Default)]
pub(super) struct BadLine {
    /// In the order of arrival.
    pub(super) rows: RefCell<Vec<Row>>,
    /// Other documents under an id that was taken.
    pub(super) conflicts: RefCell<Vec<Row>>,
    pub(super) offline: Cell<bool>,
    /// Whether every upload is its own document, as with a careless office.
    pub(super) careless: Cell<bool>,
    pub(super) retention: Cell<Option<u32>>,
    /// Seconds since the office began.
    pub(super) now: Cell<i64>,
    /// Days that the next answer about itself is ahead of that.
    pub(super) ahead: Cell<i64>,
    held: RefCell<Vec<String>>,
    /// Uploads that were read before, by their text.
    read: RefCell<BTreeMap<String, Row>>,
    fates: RefCell<VecDeque<Fate>>,
    caller: RefCell<Option<Caller>>,
    /// What became of each upload of the round, in order.
    pub(super) sent: RefCell<Vec<(DocumentId, Fate)>>,
    /// Times before which a tablet was asked not to come.
    asked: RefCell<BTreeMap<(usize, DocumentId), DateTime<Utc>>>,
    pub(super) came_early: RefCell<Option<String>>,
    pub(super) counts: RefCell<BTreeMap<String, u32>>,
}

/// Who is sending.
pub(super) struct Caller {
    pub(super) tablet: usize,
    pub(super) life: Rc<Life>,
    pub(super) clock: Rc<TestClock>,
    /// Whether it sends only what is due, and remembers what it was asked.
    pub(super) is_punctual: bool,
}

impl BadLine {
    /// A round of sending begins.
    pub(super) fn meet(&self, caller: Caller, fates: &[Fate]) {
        self.caller.replace(Some(caller));
        self.fates.replace(fates.iter().copied().collect());
        self.sent.borrow_mut().clear();
    }

    /// A tablet has forgotten what it was asked.
    pub(super) fn forgive(&self, tablet: usize) {
        self.asked.borrow_mut().retain(|(of, _), _| *of != tablet);
    }

    /// What was held up arrives.
    pub(super) fn arrive(&self) -> bool {
        let held = self.held.borrow_mut().pop();
        held.as_deref().map(|body| self.take(body)).is_some()
    }

    /// The office ends and begins again: it has what it wrote down.
    pub(super) fn restart(&self) {
        let rows = self.rows.borrow();
        let receipts: Vec<_> = rows.iter().map(|row| &row.receipt).collect();
        let written = serde_json::to_string(&receipts).unwrap();
        drop(receipts);
        drop(rows);
        let read: Vec<Receipt> = serde_json::from_str(&written).unwrap();
        for (row, receipt) in self.rows.borrow_mut().iter_mut().zip(read) {
            row.receipt = receipt;
        }
    }

    pub(super) fn time(&self) -> DateTime<Utc> {
        let began: DateTime<Utc> = "2026-11-22T02:00:00Z".parse().unwrap();
        began + TimeDelta::seconds(self.now.get())
    }

    /// Whether the office keeps this document.
    pub(super) fn keeps(&self, id: DocumentId, sha256: &Digest) -> bool {
        let rows = self.rows.borrow();
        rows.iter().any(|row| row.receipt.matches(id, sha256))
    }

    /// Whether the office has this document, or another under its id.
    pub(super) fn has(&self, id: DocumentId) -> bool {
        self.rows.borrow().iter().any(|row| row.receipt.id == id)
    }

    fn take(&self, body: &str) -> Reply {
        self.now.set(self.now.get() + 1);
        let row = self.read(body);
        let mut rows = self.rows.borrow_mut();
        let known = rows.iter().find(|known| known.receipt.id == row.receipt.id);
        let (status, receipt) = match known.filter(|_| !self.careless.get()) {
            Some(known) if known.receipt.sha256 == row.receipt.sha256 => (200, &known.receipt),
            Some(_) => {
                self.conflicts.borrow_mut().push(row);
                return response(409, None, r#"{"type":"/problems/conflict"}"#);
            }
            None => {
                rows.push(row);
                (201, &rows.last().unwrap().receipt)
            }
        };
        response(status, None, &serde_json::to_string(receipt).unwrap())
    }

    fn read(&self, body: &str) -> Row {
        let mut read = self.read.borrow_mut();
        let row = read.entry(body.to_owned()).or_insert_with(|| {
            let received = decode_upload(body.as_bytes()).unwrap();
            let link = Some(received.document.link().clone());
            let (id, sha256) = (received.frozen.id, received.frozen.sha256);
            let received_at = DateTime::UNIX_EPOCH;
            let receipt = Receipt {
                id,
                sha256,
                received_at,
            };
            Row { receipt, link }
        });
        let mut row = row.clone();
        row.receipt.received_at = self.time();
        row
    }

    /// The id was taken before this document came.
    fn plant(&self, id: DocumentId) {
        let mut rows = self.rows.borrow_mut();
        if rows.iter().all(|row| row.receipt.id != id) {
            let receipt = Receipt {
                id,
                sha256: Digest::of(b"another"),
                received_at: self.time(),
            };
            rows.push(Row {
                receipt,
                link: None,
            });
        }
    }

    fn answer(&self, fate: Fate, upload: &Upload) -> Reply {
        let receipt = |id: DocumentId, sha256: &Digest| {
            let receipt = Receipt {
                id,
                sha256: sha256.clone(),
                received_at: self.time(),
            };
            serde_json::to_string(&receipt).unwrap()
        };
        let problem = r#"{"type":"/problems/unreadable","title":"t"}"#;
        match fate {
            Fate::Whole => self.take(&upload.body),
            Fate::Twice => {
                self.take(&upload.body);
                self.take(&upload.body)
            }
            Fate::Receipt409 => match self.take(&upload.body) {
                Reply::Response { body, .. } => response(409, None, &body),
                other => other,
            },
            Fate::Taken => {
                self.plant(upload.id);
                self.take(&upload.body)
            }
            Fate::Page(status) => response(status, None, "<!doctype html><title>Wi-Fi</title>"),
            Fate::ReceiptOfAnother => {
                let other = DocumentId(uuid::Uuid::from_u128(upload.id.0.as_u128() ^ 1));
                response(200, None, &receipt(other, &upload.sha256))
            }
            Fate::ReceiptForOtherBytes => {
                response(200, None, &receipt(upload.id, &Digest::of(b"other bytes")))
            }
            Fate::Problem(status) => response(status, None, problem),
            Fate::Bare(status) | Fate::SignIn(status) | Fate::Odd(status) => {
                response(status, None, "")
            }
            Fate::Busy(status, after) | Fate::Fault(status, after) => response(status, after, ""),
            Fate::Unreachable => Reply::Unreachable,
            Fate::TimedOut => Reply::TimedOut,
            Fate::Lost => {
                self.take(&upload.body);
                Reply::TimedOut
            }
            Fate::Held => {
                self.held.borrow_mut().push(upload.body.clone());
                Reply::Unreachable
            }
        }
    }

    /// Notes a tablet that comes before the time it was asked for. A time more
    /// than an hour ahead was set by another clock, and binds nobody.
    fn watch(&self, caller: &Caller, id: DocumentId, fate: Fate) {
        let now = caller.clock.shown();
        let mut asked = self.asked.borrow_mut();
        let until = asked.get(&(caller.tablet, id));
        let ahead = until.map(|until| (*until - now).num_seconds());
        if caller.is_punctual && ahead.is_some_and(|ahead| ahead > 0 && ahead <= 3600) {
            self.came_early.replace(Some(format!("{id} came early")));
        }
        let wait = TimeDelta::seconds(fate.asks_for().into());
        asked.insert((caller.tablet, id), now + wait);
    }
}

fn response(status: u16, retry_after: Option<u32>, body: &str) -> Reply {
    Reply::Response {
        status,
        retry_after,
        body: body.to_owned(),
    }
}

impl Transport for BadLine {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        let caller = self.caller.borrow();
        let caller = caller.as_ref().unwrap();
        if caller.life.is_over() {
            return Box::pin(std::future::ready(Reply::Unreachable));
        }
        let fate = self.fates.borrow_mut().pop_front().unwrap_or(Fate::Whole);
        let fate = if self.offline.get() {
            Fate::Unreachable
        } else {
            fate
        };
        self.watch(caller, upload.id, fate);
        let reply = self.answer(fate, upload);
        let name = match (&reply, fate) {
            (
                _,
                Fate::Lost
                | Fate::Held
                | Fate::Twice
                | Fate::Page(_)
                | Fate::ReceiptOfAnother
                | Fate::ReceiptForOtherBytes,
            ) => format!("{fate:?}"),
            (Reply::Response { status, body, .. }, _) => {
                let problem = body.contains("/problems/");
                format!("{status}{}", if problem { " problem" } else { "" })
            }
            (other, _) => format!("{other:?}"),
        };
        *self.counts.borrow_mut().entry(name).or_default() += 1;
        self.sent.borrow_mut().push((upload.id, fate));
        Box::pin(std::future::ready(reply))
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        let profile = OfficeProfile {
            retention_months: self.retention.get(),
            now: Some(self.time() + TimeDelta::days(self.ahead.get())),
            ..OfficeProfile::default()
        };
        let profile = (!self.offline.get()).then_some(profile);
        Box::pin(std::future::ready(profile))
    }
}
