//! What a person may do, over stores in memory. Here the desk of the tests;
//! the facts are in the files below.

mod apart;
mod attaching;
mod bin;
mod closing;
mod correcting;
mod delivering;
mod enrolling;
mod exchange;
mod foreign;
mod full;
mod halfway;
mod many;
mod not_saved;
mod opening;
mod outstanding;
mod photos;
mod reserve;
mod room;
mod rules;
mod saving;
mod standards;
mod windows;

use std::cell::Cell;
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};
use futures::FutureExt as _;
use inspection::{CheckDraft, CheckKind, Content, Head, RulePack, Thawed, check_sections};

use super::*;
use crate::journal::MemoryJournal;
use crate::store::{Key, MemoryStore, Piece, open, seal};

/// A clock that goes a second with every look.
struct TestClock {
    looks: Cell<i64>,
    ids: Cell<u128>,
}

impl Default for TestClock {
    fn default() -> Self {
        Self {
            looks: Cell::new(0),
            ids: Cell::new(0x019a_8c1e_0000_7000_8000_0000_0000_0000),
        }
    }
}

impl TestClock {
    fn start() -> DateTime<Utc> {
        "2026-11-22T02:00:00Z".parse().unwrap()
    }

    /// Shows this time from the next look on.
    fn set_to(&self, time: DateTime<Utc>) {
        self.looks.set((time - Self::start()).num_seconds() - 1);
    }
}

impl Clock for TestClock {
    fn now(&self) -> Stamp {
        self.looks.set(self.looks.get() + 1);
        Stamp {
            at: Self::start() + TimeDelta::seconds(self.looks.get()),
            offset_minutes: 420,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        }
    }

    fn new_id(&self) -> Uuid {
        self.ids.set(self.ids.get() + 1);
        Uuid::from_u128(self.ids.get())
    }
}

/// One tablet: what outlives the desk.
#[derive(Clone, Default)]
struct Tablet {
    store: Rc<MemoryStore>,
    journal: Rc<MemoryJournal>,
    clock: Rc<TestClock>,
}

impl Tablet {
    fn try_open(&self) -> Result<(Desk, Opening), OpenError> {
        ready(Desk::open(
            self.store.clone(),
            self.journal.clone(),
            self.clock.clone(),
        ))
    }

    fn open(&self) -> Desk {
        self.try_open().unwrap().0
    }

    fn stored(&self, key: Key) -> Option<Piece> {
        let text = self.store.read(&key.to_string()).unwrap()?;
        Some(open(&key, &text).unwrap())
    }

    fn journaled(&self, key: Key) -> Option<Piece> {
        let text = self.journal.text(&key.to_string())?;
        Some(open(&key, &text).unwrap())
    }

    fn plant_in_both(&self, piece: &Piece) {
        self.store.plant(&piece.key.to_string(), &seal(piece));
        self.journal.plant(&piece.key.to_string(), &seal(piece));
    }
}

/// The output of a future that waits for nothing.
fn ready<T>(future: impl Future<Output = T>) -> T {
    future.now_or_never().expect("it waits")
}

fn record(desk: &Desk, id: InspectionId) -> Thawed {
    ready(desk.record(id)).unwrap()
}

/// A draft that can be closed: one label check, everything conforming.
fn complete_draft(desk: &Desk, stall: &str) -> (Head, CheckDraft) {
    let mut head = ready(desk.new_draft()).unwrap();
    for (field, answer) in [
        ("establishment_name", stall),
        ("establishment_address", "Chợ Bến Thành"),
        ("establishment_kind", "market_stall"),
        ("inspector", "Nguyễn Văn An"),
        ("conclusion", "Đạt"),
    ] {
        head.answers.insert(field.to_owned(), answer.to_owned());
    }
    let mut check = head.add_check(CheckKind::Label, "toys");
    for (field, answer) in [("product", "Xe đồ chơi"), ("origin", "domestic")] {
        check.answers.insert(field.to_owned(), answer.to_owned());
    }
    for section in check_sections(RulePack::current(), check.kind, &check.subject) {
        if let Content::Items { items, .. } = section.content {
            for item in items {
                let answer = item.answer.options().first().copied().unwrap_or_default();
                check
                    .answers
                    .insert(item.name.code.clone(), answer.to_owned());
            }
        }
    }
    ready(desk.add_check(&head, &check)).unwrap();
    (head, check)
}

fn answered(head: &Head, field: &str, answer: &str) -> Head {
    let mut head = head.clone();
    head.answers.insert(field.to_owned(), answer.to_owned());
    head
}
