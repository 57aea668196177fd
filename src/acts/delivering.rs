//! Sending: the only loop. Next document, send, settle, save; until nothing is
//! due. One document at a time, and none holds up the next.

use std::rc::Rc;

use chrono::{DateTime, Utc};
use inspection::{DocumentId, InspectionId};

use super::{Desk, Inner, SaveError};
use crate::outbox::{Delivery, Haste, Jitter, Task, next, settle};
use crate::store::Key;
use crate::sync::{Transport, Upload, read_reply};

/// What a round of sending is doing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Progress {
    /// The document is on its way.
    Sending(DocumentId),
    /// The document's delivery is now this.
    Settled(DocumentId, Delivery),
    /// The document cannot be read and was not sent.
    Unsendable(DocumentId),
}

/// How a round of sending ended.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Round {
    /// When to begin the next; `None` where nothing waits.
    pub until: Option<DateTime<Utc>>,
    /// What keeps answers, of this round or an earlier one, from being durable.
    /// A document whose receipt is lost is sent again, and the office answers
    /// the same.
    pub unsaved: Option<SaveError>,
    /// Another round is under way; this one did nothing.
    pub busy: bool,
}

impl Desk {
    /// Sends what is due, or all that waits, each document at most once.
    pub async fn deliver(
        &self,
        transport: &dyn Transport,
        haste: Haste,
        progress: &dyn Fn(Progress),
    ) -> Round {
        let mut round = Round {
            until: None,
            unsaved: None,
            busy: true,
        };
        let Some(_guard) = Guard::take(&self.inner) else {
            return round;
        };
        round.busy = false;
        let mut tried: Vec<DocumentId> = Vec::new();
        if self.is_behind() {
            // What is not found now is sent in the next round.
            drop(self.find_elsewhere().await);
        }
        // Looked through once: a tablet has thousands, of which few wait.
        let mut unsent = self.unsent();
        loop {
            let now = self.now().at;
            match next(unsent.iter().cloned(), now, haste) {
                Task::Send(id) => {
                    unsent.retain(|(known, _)| *known != id);
                    tried.push(id);
                    // Another window may have sent it meanwhile.
                    if !self.delivery(id).is_received() {
                        self.send(id, transport, progress).await;
                    }
                }
                Task::Wait { .. } | Task::Done => break,
            }
        }
        let keys: Vec<Key> = tried.into_iter().map(Key::Delivery).collect();
        round.unsaved = if self.is_read_only() {
            Some(SaveError::ReadOnly)
        } else {
            self.inner.finish(&keys).await.err()
        };
        // What does not move out now moves out after the next round.
        drop(self.put_away().await);
        drop(self.make_room().await);
        // What waits now, whether it was tried in this round or not.
        let now = self.now().at;
        round.until = match next(self.unsent(), now, Haste::Due) {
            Task::Wait { until } => Some(until),
            Task::Send(_) => Some(now),
            Task::Done => None,
        };
        round
    }

    /// Why an inspection, or a photo of it, could not be sent as it is here.
    #[must_use]
    pub fn unsendable(&self, id: InspectionId) -> Option<String> {
        let unsendable = self.inner.unsendable.borrow();
        let mut of = unsendable.iter();
        let found = of.find(|(document, _)| self.inspection_of(*document) == id);
        found.map(|(_, why)| why.clone())
    }

    /// The documents that the office has not confirmed, oldest first.
    pub(super) fn unsent(&self) -> Vec<(DocumentId, Delivery)> {
        let documents = self.documents().into_iter();
        let all = documents.map(|id| (id, self.delivery(id)));
        all.filter(|(_, delivery)| !delivery.is_received())
            .collect()
    }

    async fn send(&self, id: DocumentId, transport: &dyn Transport, progress: &dyn Fn(Progress)) {
        let frozen = self.frozen(id).await.map_err(|error| error.to_string());
        let upload = frozen.and_then(|frozen| {
            let upload = Upload::of(&frozen);
            upload.map_err(|error| error.to_string())
        });
        self.inner.note_unsendable(id, upload.as_ref().err());
        let Ok(upload) = upload else {
            return progress(Progress::Unsendable(id));
        };
        progress(Progress::Sending(id));
        let reply = transport.send(&upload).await;
        let answer = read_reply(&reply, upload.id, &upload.sha256);
        let jitter = Jitter(self.inner.clock.new_id().as_bytes()[15]);
        let mut delivery = settle(self.delivery(id), answer, self.now().at, jitter);
        // A failure stays owed; the end of the round tries again and tells.
        let saved = self.save_value(Key::Delivery(id), &delivery).await;
        match saved {
            // Another window wrote what became of it: that is read, as a receipt
            // gives way to nothing less.
            Err(SaveError::Refused(_)) => {
                drop(self.reread(self.inspection_of(id)).await);
                delivery = self.delivery(id);
            }
            // What the office asks of the next try holds as long as this window.
            Err(SaveError::ReadOnly) => self.inner.bear_in_mind(Key::Delivery(id), &delivery),
            _ => {}
        }
        progress(Progress::Settled(id, delivery));
    }
}

impl Inner {
    /// Notes why a document cannot be sent, or that it can.
    fn note_unsendable(&self, id: DocumentId, why: Option<&String>) {
        let mut unsendable = self.unsendable.borrow_mut();
        unsendable.retain(|(known, _)| *known != id);
        unsendable.extend(why.map(|why| (id, why.clone())));
    }
}

/// Keeps a second round out, also when the first is dropped half-way.
struct Guard(Rc<Inner>);

impl Guard {
    fn take(inner: &Rc<Inner>) -> Option<Self> {
        (!inner.sending.replace(true)).then(|| Self(Rc::clone(inner)))
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        self.0.sending.set(false);
    }
}
