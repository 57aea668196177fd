//! Sending in a story, what the office says of itself, and room.

use inspection::{DocumentId, InspectionId};
use tablet::acts::{Progress, ReadError};
use tablet::outbox::{Delivery, Haste};

use super::action::At;
use super::browser::ready;
use super::fate::Fate;
use super::line::Caller;
use super::looking::DAMAGE;
use super::model::{Broken, holds};
use super::play::{Story, is_durable};
use super::through::Through;

impl Story {
    pub(super) fn deliver(&mut self, at: At, now: bool, fates: &[Fate]) -> Result<(), Broken> {
        let entries = self.window(at).desk.entries().into_iter();
        let before = entries.map(|entry| (DocumentId::from(entry.id), state(&entry.delivery)));
        let before: Vec<_> = before.collect();
        let settled = self.round(at, now, fates)?;
        let sent = self.line.sent.borrow().clone();
        for (id, fate) in sent {
            let state = settled.iter().find(|(of, _)| *of == id);
            let state = state.map_or("unsettled", |(_, state)| *state);
            let dead = self.tablets[at.tablet].life.is_over();
            let is_photo = self.told[at.tablet].keys().all(|known| known.0 != id.0);
            let is_final = matches!(state, "refused" | "conflict");
            let stays = is_final && (is_photo || before.contains(&(id, state)));
            // What the other window heard stands, whatever this one did.
            let theirs = match state {
                "received" => self.line.has(id),
                state => matches!(state, "refused" | "waiting"),
            };
            let theirs = theirs && self.tablets[at.tablet].crowded;
            holds!(
                dead || theirs || fate.may_leave(state, stays),
                "{state} after {fate:?}"
            );
        }
        Ok(())
    }

    /// One round of sending: what became of each document that was sent.
    fn round(
        &mut self,
        at: At,
        now: bool,
        fates: &[Fate],
    ) -> Result<Vec<(DocumentId, &'static str)>, Broken> {
        let tablet = &self.tablets[at.tablet];
        let caller = Caller {
            tablet: at.tablet,
            life: tablet.life.clone(),
            clock: tablet.clock.clone(),
            is_punctual: !now && !tablet.crowded,
        };
        let clock = tablet.clock.clone();
        let desk = self.window(at).desk.clone();
        self.line.meet(caller, fates);
        let settled = std::cell::RefCell::new(Vec::new());
        let progress = |progress: Progress| match progress {
            Progress::Settled(id, delivery) => settled.borrow_mut().push((id, state(&delivery))),
            Progress::Unsendable(id) => settled.borrow_mut().push((id, "unsendable")),
            Progress::Sending(_) => {}
        };
        let haste = if now { Haste::Now } else { Haste::Due };
        let line = Through {
            line: &self.line,
            clock: &clock,
            fault: self.fault,
        };
        let round = ready(desk.deliver(&line, haste, &progress));
        self.note(if now { "sent now" } else { "sent what is due" });
        let settled = settled.into_inner();
        for (id, state) in &settled {
            let unread = self.tablets[at.tablet].is_unreadable();
            holds!(unread || *state != "unsendable", "{id} cannot be sent");
        }
        let saved = round.unsaved.map_or(Ok(()), Err);
        if is_durable(&saved) {
            self.hear_receipts(at)?;
        } else {
            self.note("sent: answer not saved");
        }
        Ok(settled)
    }

    /// What is shown as received is at the office, and stays so.
    fn hear_receipts(&mut self, at: At) -> Result<(), Broken> {
        let desk = self.window(at).desk.clone();
        for entry in desk.entries() {
            if let Delivery::Received { receipt } = &entry.delivery {
                let kept = self.line.keeps(receipt.id, &entry.summary.sha256);
                holds!(kept, "{} is not at the office", entry.id);
            }
            for photo in &entry.photos {
                if let Delivery::Received { receipt } = photo {
                    let kept = self.line.keeps(receipt.id, &receipt.sha256);
                    holds!(kept, "the photo {} is not at the office", receipt.id);
                }
            }
            let Some(told) = self.told[at.tablet].get_mut(&entry.id) else {
                continue;
            };
            // Another window may have heard it, and not have kept it yet.
            let sent = self.line.sent.borrow();
            let ours = sent.iter().any(|(id, _)| id.0 == entry.id.0);
            if self.tablets[at.tablet].crowded && !ours {
                continue;
            }
            if let (None, Delivery::Received { receipt }) = (&told.receipt, &entry.delivery) {
                told.receipt = Some(serde_json::to_string(receipt).unwrap());
            }
        }
        Ok(())
    }

    pub(super) fn ask_office(&mut self, at: At, months: u32) -> Result<(), Broken> {
        self.line.retention.set(Some(months));
        let clock = self.tablets[at.tablet].clock.clone();
        let desk = self.window(at).desk.clone();
        let line = Through {
            line: &self.line,
            clock: &clock,
            fault: self.fault,
        };
        let heard = ready(desk.ask_office(&line));
        self.note(if heard.is_ok() {
            "office asked"
        } else {
            "office asked: not kept"
        });
        self.note_old_records(at.tablet, months);
        self.look_for_let_go(at, &desk)
    }

    /// One wrong answer lets nothing go.
    pub(super) fn ask_wrong_office(&mut self, at: At, ahead: i64) -> Result<(), Broken> {
        self.note("office with a wrong clock asked");
        let months = self.line.retention.get().unwrap_or_default();
        self.line.ahead.set(ahead);
        let asked = self.ask_office(at, months);
        self.line.ahead.set(0);
        asked
    }

    /// Which records may be let go: received at the office for as long as it
    /// wishes by its own clock, and for 24 months. No month has fewer than 28
    /// days, and no 24 have fewer than 730.
    fn note_old_records(&mut self, tablet: usize, months: u32) {
        let days = (28 * i64::from(months)).max(730);
        let now = self.line.time();
        for (id, told) in &mut self.told[tablet] {
            let rows = self.line.rows.borrow();
            let row = rows.iter().find(|row| row.receipt.id.0 == id.0);
            let age = row.map(|row| (now - row.receipt.received_at).num_days());
            told.may_be_let_go |= age.is_some_and(|age| age >= days);
        }
    }

    fn look_for_let_go(&mut self, at: At, desk: &tablet::acts::Desk) -> Result<(), Broken> {
        let mut gone = 0;
        for (id, told) in &self.told[at.tablet] {
            if told.closed.is_none() || desk.entry(*id).is_none() {
                continue;
            }
            if let Err(ReadError::NoLongerKept) = ready(desk.record(*id)) {
                holds!(told.may_be_let_go, "{id} was let go too early");
                gone += 1;
            }
        }
        for _ in 0..gone {
            self.note("let go");
        }
        Ok(())
    }

    pub(super) fn make_room(&mut self, at: At) {
        self.note("room made");
        drop(ready(self.window(at).desk.make_room()));
    }

    /// Long after: the working copy will not forget what it has written.
    pub(super) fn put_away(&mut self, at: At, kept: usize) {
        self.tablets[at.tablet].store.flush();
        let away = ready(self.window(at).desk.put_away_beyond(kept));
        self.note("asked to put away");
        for _ in 0..away.unwrap_or_default() {
            self.note("put away: a record");
        }
    }

    /// What moved out of the working copy is read as before.
    pub(super) fn look_at_the_moved(
        &mut self,
        tablet: usize,
        before: &[String],
    ) -> Result<(), Broken> {
        let mut lines = self.lines(tablet);
        lines.retain(|line| !before.contains(line));
        for line in lines {
            self.note("moved out");
            let id: InspectionId = line.rsplit('/').next().unwrap().parse().unwrap();
            let told = self.told[tablet].get(&id);
            let told = told.filter(|told| !told.may_be_let_go && !told.adrift);
            let desk = self.tablets[tablet]
                .windows
                .last()
                .map(|window| &window.desk);
            if let (Some(told), Some(desk)) = (told, desk) {
                let read = ready(desk.record(id)).map(|whole| whole.frozen.sha256);
                let unread = self.tablets[tablet].is_unreadable();
                let same = read.as_ref().ok() == told.closed.as_ref();
                holds!(unread || same, "{id} moved out: {read:?}");
            }
        }
        Ok(())
    }

    /// Keys of the documents of which the working copy has only a line.
    pub(super) fn lines(&self, tablet: usize) -> Vec<String> {
        use tablet::store::Store as _;
        let store = &self.tablets[tablet].store;
        let mut keys = store.keys().unwrap();
        keys.retain(|key| {
            let text = store.read(key).unwrap().unwrap_or_default();
            let whole = !text.contains(DAMAGE);
            key.starts_with("qc1/document/") && text.contains(r#","stub":{"#) && whole
        });
        keys
    }
}

fn state(delivery: &Delivery) -> &'static str {
    match delivery {
        Delivery::Waiting { .. } => "waiting",
        Delivery::Received { .. } => "received",
        Delivery::Refused { .. } => "refused",
        Delivery::Conflict { .. } => "conflict",
    }
}
