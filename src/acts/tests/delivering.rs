//! Sending ends with a receipt for these bytes, or with the reason why not.

use std::cell::RefCell;
use std::collections::VecDeque;

use inspection::{Digest, DocumentId, InspectionId, Receipt};

use super::*;
use crate::outbox::{Delivery, Haste};
use crate::sync::{Later, OfficeProfile, Reply, Transport, Upload};

/// An office that answers from a list, then with receipts.
#[derive(Default)]
pub(super) struct Scripted {
    replies: RefCell<VecDeque<Reply>>,
    sent: RefCell<Vec<DocumentId>>,
}

impl Scripted {
    /// Ids of what was sent, in order.
    pub(super) fn sent(&self) -> Vec<DocumentId> {
        self.sent.borrow().clone()
    }

    fn of(replies: impl IntoIterator<Item = Reply>) -> Self {
        Self {
            replies: RefCell::new(replies.into_iter().collect()),
            sent: RefCell::default(),
        }
    }
}

impl Transport for Scripted {
    fn send<'a>(&'a self, upload: &'a Upload) -> LocalFuture<'a, Reply> {
        self.sent.borrow_mut().push(upload.id);
        let scripted = self.replies.borrow_mut().pop_front();
        let reply = scripted.unwrap_or_else(|| receipt(upload.id, &upload.sha256));
        Box::pin(std::future::ready(reply))
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(std::future::ready(Some(OfficeProfile {
            demo: true,
            ..OfficeProfile::default()
        })))
    }
}

fn response(status: u16, body: &str) -> Reply {
    Reply::Response {
        status,
        retry_after: None,
        body: body.to_owned(),
    }
}

fn receipt(id: DocumentId, sha256: &Digest) -> Reply {
    let receipt = Receipt {
        id,
        sha256: sha256.clone(),
        received_at: "2026-11-22T03:00:00Z".parse().unwrap(),
    };
    response(201, &serde_json::to_string(&receipt).unwrap())
}

fn close_one(desk: &Desk, stall: &str) -> InspectionId {
    let (head, _) = complete_draft(desk, stall);
    ready(desk.close(head.id)).unwrap();
    head.id
}

fn state(desk: &Desk, id: InspectionId) -> &'static str {
    match desk.entry(id).unwrap().delivery {
        Delivery::Waiting { .. } => "waiting",
        Delivery::Received { .. } => "received",
        Delivery::Refused { .. } => "refused",
        Delivery::Conflict { .. } => "conflict",
    }
}

fn send(desk: &Desk, office: &Scripted, haste: Haste) -> Round {
    ready(desk.deliver(office, haste, &|_| {}))
}

#[test]
fn a_receipt_is_kept_in_both_copies_and_outlives_a_restart() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    let steps = RefCell::new(Vec::new());
    let office = Scripted::default();
    let round = ready(desk.deliver(&office, Haste::Due, &|step| steps.borrow_mut().push(step)));
    assert_eq!(
        round,
        Round {
            until: None,
            unsaved: None,
            busy: false
        }
    );
    let delivery = desk.entry(id).unwrap().delivery;
    assert!(matches!(&delivery, Delivery::Received { receipt } if receipt.id == id.into()));
    assert_eq!(
        steps.into_inner(),
        [
            Progress::Sending(id.into()),
            Progress::Settled(id.into(), delivery.clone())
        ]
    );
    tablet.store.lose_last(1);
    let desk = tablet.open();
    assert_eq!(desk.entry(id).unwrap().delivery, delivery);
    send(&desk, &office, Haste::Now);
    assert_eq!(office.sent.borrow().len(), 1);
}

#[test]
fn one_that_is_refused_conflicting_or_failing_holds_up_no_other() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let ids = ["A", "B", "C", "D", "E"].map(|stall| close_one(&desk, stall));
    let office = Scripted::of([
        response(422, "{\"type\":\"/problems/unreadable\"}"),
        response(409, "{\"type\":\"/problems/conflict\"}"),
        response(500, ""),
        Reply::TimedOut,
    ]);
    let round = send(&desk, &office, Haste::Due);
    assert_eq!(*office.sent.borrow(), ids.map(DocumentId::from));
    let states = ids.map(|id| state(&desk, id));
    assert_eq!(
        states,
        ["refused", "conflict", "waiting", "waiting", "received"]
    );
    assert!(round.until.is_some());
}

#[test]
fn what_is_no_receipt_for_these_bytes_leaves_the_document_waiting() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    let other = DocumentId(Uuid::from_u128(9));
    let digest = record(&desk, id).frozen.sha256;
    for stranger in [
        response(200, "<html>Wi-Fi</html>"),
        receipt(other, &digest),
        receipt(id.into(), &Digest::of(b"other bytes")),
    ] {
        send(&desk, &Scripted::of([stranger]), Haste::Now);
        let delivery = desk.entry(id).unwrap().delivery;
        assert!(
            matches!(
                delivery,
                Delivery::Waiting {
                    reason: Some(Later::NotAReceipt),
                    ..
                }
            ),
            "{delivery:?}"
        );
    }
}

#[test]
fn a_failed_document_waits_its_time_and_send_now_does_not() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    let office = Scripted::of([response(503, ""), response(503, "")]);
    let round = send(&desk, &office, Haste::Due);
    let soon = tablet.clock.now().at + TimeDelta::seconds(6);
    assert!(round.until.is_some_and(|until| until < soon));
    assert_eq!(office.sent.borrow().len(), 1);
    send(&desk, &office, Haste::Now);
    assert_eq!(office.sent.borrow().len(), 2);
    for _ in 0..15 {
        tablet.clock.now();
    }
    send(&desk, &office, Haste::Due);
    assert_eq!(state(&desk, id), "received");
}

#[test]
fn send_now_asks_once_more_about_what_was_refused() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    let office = Scripted::of([response(404, "{\"type\":\"/problems/not-found\"}")]);
    assert_eq!(send(&desk, &office, Haste::Due).until, None);
    send(&desk, &office, Haste::Due);
    assert_eq!(
        (state(&desk, id), office.sent.borrow().len()),
        ("refused", 1)
    );
    send(&desk, &office, Haste::Now);
    assert_eq!(state(&desk, id), "received");
}

#[test]
fn a_receipt_that_cannot_be_saved_is_said_and_asked_for_again() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    tablet.store.flush();
    tablet.journal.set_failing(true);
    let round = send(&desk, &Scripted::default(), Haste::Due);
    assert!(matches!(round.unsaved, Some(SaveError::StoreOnly(_))));
    tablet.journal.set_failing(false);
    tablet.store.lose_last(1);
    let desk = tablet.open();
    assert_eq!(state(&desk, id), "waiting");
    send(&desk, &Scripted::default(), Haste::Due);
    assert_eq!(state(&desk, id), "received");
}

/// An office that never answers.
struct Silent;

impl Transport for Silent {
    fn send<'a>(&'a self, _: &'a Upload) -> LocalFuture<'a, Reply> {
        Box::pin(std::future::pending())
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(std::future::ready(None))
    }
}

#[test]
fn two_rounds_never_run_at_once_and_a_dropped_one_frees_the_way() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let id = close_one(&desk, "A");
    let mut first = Box::pin(desk.deliver(&Silent, Haste::Due, &|_| {}));
    assert_eq!((&mut first).now_or_never(), None);
    let office = Scripted::default();
    assert!(send(&desk, &office, Haste::Now).busy);
    assert_eq!(office.sent.borrow().len(), 0);
    drop(first);
    assert!(!send(&desk, &office, Haste::Now).busy);
    assert_eq!(state(&desk, id), "received");
}

#[test]
fn what_the_office_says_of_itself_is_kept() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    assert_eq!(desk.office(), None);
    ready(desk.ask_office(&Silent)).unwrap();
    assert_eq!(desk.office(), None);
    ready(desk.ask_office(&Scripted::default())).unwrap();
    ready(desk.ask_office(&Silent)).unwrap();
    assert_eq!(
        tablet.open().office(),
        Some(OfficeProfile {
            demo: true,
            ..OfficeProfile::default()
        })
    );
}

#[test]
fn a_receipt_gives_way_to_nothing_less_in_any_window() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let id = close_one(&desk, "A");
    let key = Key::Delivery(id.into());
    // The working copy has no room for the receipt.
    tablet.store.set_room(tablet.store.used().unwrap());
    send(&desk, &Scripted::default(), Haste::Now);
    let receipt = tablet.journaled(key);
    assert_eq!(state(&desk, id), "received");
    assert_eq!(tablet.stored(key), None);
    tablet.store.set_room(usize::MAX);

    for desk in [&second, &desk, &second, &desk] {
        let failing = Scripted::of([response(503, "")]);
        send(desk, &failing, Haste::Now);
        assert_eq!(state(desk, id), "received");
        assert_eq!(tablet.journaled(key), receipt);
    }
    let (again, opening) = tablet.try_open().unwrap();
    assert_eq!(
        (state(&again, id), opening),
        ("received", Opening::default())
    );
    assert_eq!(tablet.stored(key), receipt);
}
