//! What counts as not yet in the office, and from when on it is old.

use chrono::TimeDelta;
use inspection::{Digest, Receipt};

use super::*;
use crate::outbox::Delivery;
use crate::store::{Body, Json};
use crate::sync::Problem;

const WAITING: Delivery = Delivery::Waiting {
    tries: 0,
    not_before: None,
    reason: None,
};

fn id(number: u128) -> InspectionId {
    InspectionId(Uuid::from_u128(number))
}

fn received(number: u128) -> Delivery {
    Delivery::Received {
        receipt: Receipt {
            id: id(number).into(),
            sha256: Digest::of(b""),
            received_at: TestClock::start(),
        },
    }
}

fn said(status: u16, kind: &str) -> Problem {
    Problem {
        status,
        kind: kind.to_owned(),
        title: String::new(),
        detail: String::new(),
    }
}

fn refused() -> Delivery {
    let reason = said(422, "/problems/unreadable");
    Delivery::Refused { reason }
}

fn conflict(kind: &str) -> Delivery {
    let reason = said(409, kind);
    Delivery::Conflict { reason }
}

/// Record `number`, closed `number` days after the start, which corrects
/// another one.
fn entry(number: u128, corrects: Option<u128>, delivery: Delivery) -> Arc<Entry> {
    let days = TimeDelta::days(i64::try_from(number).unwrap());
    let summary = Summary {
        sha256: Digest::of(b""),
        device: DeviceId(Uuid::nil()),
        sequence: 1,
        photos: 0,
        supersedes: corrects.map(id),
        establishment: String::new(),
        register: None,
        closed: Stamp {
            at: TestClock::start() + days,
            offset_minutes: 420,
            zone: String::new(),
        },
        verdict: String::new(),
        receipt: None,
    };
    Arc::new(Entry {
        id: id(number),
        summary: summary.into(),
        delivery,
        photos: Vec::new(),
        papers: Vec::new(),
    })
}

#[test]
fn what_the_office_has_or_has_a_received_correction_of_does_not_count() {
    let wanted = |all: &[Arc<Entry>]| {
        let all = Outstanding::of(all);
        (all.waiting, all.refused, all.conflict)
    };
    assert_eq!(wanted(&[]), (0, 0, 0));
    let each = [
        entry(1, None, WAITING),
        entry(2, None, refused()),
        entry(3, None, conflict("about:blank")),
        entry(4, None, conflict("/problems/conflict")),
        entry(5, None, received(5)),
    ];
    assert_eq!(wanted(&each), (1, 1, 1));
    // Refused, and corrected: until the correction is there, both are missing.
    let corrected = |delivery| [entry(1, None, refused()), entry(2, Some(1), delivery)];
    assert_eq!(wanted(&corrected(WAITING)), (1, 1, 0));
    assert_eq!(wanted(&corrected(refused())), (0, 2, 0));
    assert_eq!(wanted(&corrected(received(2))), (0, 0, 0));
    // A correction of the correction puts both right; a circle ends.
    let chain = [
        entry(1, None, refused()),
        entry(2, Some(1), refused()),
        entry(3, Some(2), received(3)),
    ];
    assert_eq!(wanted(&chain), (0, 0, 0));
    let circle = [entry(1, Some(2), refused()), entry(2, Some(1), received(2))];
    assert_eq!(wanted(&circle), (0, 0, 0));
    // Without one of its photos a record is not in the office.
    let mut without = entry(1, None, received(1));
    Arc::make_mut(&mut without).photos = vec![WAITING];
    assert_eq!(wanted(&[without]), (1, 0, 0));
}

#[test]
fn the_oldest_that_counts_gives_the_age() {
    let all = [
        entry(9, None, WAITING),
        entry(4, None, refused()),
        entry(1, None, conflict("/problems/conflict")),
    ];
    let all = Outstanding::of(&all);
    assert_eq!(all.count(), 2);
    let fourth = "2026-11-26T02:00:00Z".parse().unwrap();
    assert_eq!(all.oldest, Some(fourth));
    assert_eq!(Outstanding::default().oldest, None);
}

#[test]
fn a_week_makes_a_record_or_a_draft_old_and_so_does_a_date_far_ahead() {
    let at = |days| TestClock::start() + TimeDelta::days(days) + TimeDelta::hours(1);
    let closed = Outstanding::of(&[entry(1, None, WAITING)]);
    assert!(!closed.is_old(&[], at(7)));
    assert!(closed.is_old(&[], at(8)));
    let ahead = Outstanding::of(&[entry(1, None, WAITING), entry(400, None, WAITING)]);
    assert!(ahead.is_old(&[], at(1)));
    let desk = Tablet::default().open();
    let draft = [ready(desk.new_draft()).unwrap()];
    let none = Outstanding::default();
    assert!(!none.is_old(&draft, at(6)));
    assert!(none.is_old(&draft, at(7)));
}

#[test]
fn a_line_says_what_its_record_corrects() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let correction = ready(desk.correct(head.id)).unwrap();
    ready(desk.close(correction)).unwrap();
    let summary = desk.entry(correction).unwrap().summary;
    assert_eq!(summary.supersedes, Some(head.id));
    let Delivery::Received { receipt } = received(1) else {
        panic!("it is");
    };
    let Some(Body::Stub(line)) = summary.stub(&receipt) else {
        panic!("it has a line");
    };
    let read: Summary = line.read().unwrap();
    assert_eq!(read.supersedes, Some(head.id));
    // A line of before names none.
    let (before, none) = (line.text().replace("supersedes", "other"), None);
    let read: Summary = Json::verbatim(&before).unwrap().read().unwrap();
    assert_eq!(read.supersedes, none);
}

#[test]
fn a_correction_is_not_put_away_before_what_it_puts_right_is() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let correction = ready(desk.correct(head.id)).unwrap();
    ready(desk.close(correction)).unwrap();
    let (last, _) = complete_draft(&desk, "C");
    ready(desk.close(last.id)).unwrap();
    ready(desk.save_value(Key::Delivery(head.id.into()), &refused())).unwrap();
    for id in [correction, last.id] {
        let receipt = Receipt {
            id: id.into(),
            sha256: desk.entry(id).unwrap().summary.sha256.clone(),
            received_at: TestClock::start(),
        };
        let received = Delivery::Received { receipt };
        ready(desk.save_value(Key::Delivery(id.into()), &received)).unwrap();
    }
    assert_eq!(ready(desk.put_away_beyond(0)), Ok(0));
    let entries: Vec<_> = tablet.open().entries().into_iter().map(Arc::new).collect();
    assert_eq!(entries.len(), 3);
    assert_eq!(Outstanding::of(&entries).count(), 0);
}
