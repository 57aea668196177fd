//! Waits, order and what each answer makes of each delivery.

use inspection::{Digest, read_json};
use uuid::Uuid;

use super::*;

fn id(number: u128) -> DocumentId {
    DocumentId(Uuid::from_u128(number))
}

fn at(seconds: i64) -> DateTime<Utc> {
    let start: DateTime<Utc> = "2026-11-22T02:00:00Z".parse().unwrap();
    start + TimeDelta::seconds(seconds)
}

fn waiting(tries: u32, not_before: Option<i64>) -> Delivery {
    Delivery::Waiting {
        tries,
        not_before: not_before.map(at),
        reason: None,
    }
}

fn receipt(number: u128) -> Receipt {
    Receipt {
        id: id(number),
        sha256: Digest::of(b""),
        received_at: at(0),
    }
}

fn received() -> Delivery {
    let receipt = receipt(1);
    Delivery::Received { receipt }
}

fn problem() -> Problem {
    Problem {
        status: 422,
        kind: "/problems/wrong-digest".to_owned(),
        title: String::new(),
        detail: String::new(),
    }
}

fn refused() -> Delivery {
    Delivery::Refused { reason: problem() }
}

fn conflict() -> Delivery {
    Delivery::Conflict { reason: problem() }
}

fn later(after: Option<i64>) -> Answer {
    Answer::Later {
        reason: Later::Unreachable,
        after: after.map(TimeDelta::seconds),
    }
}

/// Seconds until the next try after `tries` failures.
fn wait_after(tries: u32, jitter: u8, asked: Option<i64>) -> i64 {
    let settled = settle(waiting(tries, None), later(asked), at(0), Jitter(jitter));
    let Delivery::Waiting {
        tries: counted,
        not_before: Some(until),
        reason: Some(Later::Unreachable),
    } = settled
    else {
        panic!("{settled:?}");
    };
    assert_eq!(counted, tries.saturating_add(1));
    (until - at(0)).num_seconds()
}

#[test]
fn waits_double_from_five_seconds_to_five_minutes() {
    let whole = [5, 10, 20, 40, 80, 160, 300, 300];
    for (tries, seconds) in (0..).zip(whole) {
        assert_eq!(wait_after(tries, 255, None), seconds, "{tries}");
        assert_eq!(wait_after(tries, 0, None), seconds / 2, "{tries}");
    }
    for tries in [16, 31, 32, 64, u32::MAX] {
        assert_eq!(wait_after(tries, 255, None), 300, "{tries}");
    }
}

#[test]
fn jitter_stays_between_half_and_the_whole_wait() {
    for jitter in 0..=255 {
        assert!(
            (150..=300).contains(&wait_after(20, jitter, None)),
            "{jitter}"
        );
    }
}

#[test]
fn retry_after_is_honoured_up_to_an_hour() {
    assert_eq!(wait_after(0, 255, Some(120)), 120);
    assert_eq!(wait_after(0, 255, Some(0)), 5);
    assert_eq!(wait_after(20, 255, Some(60)), 300);
    assert_eq!(wait_after(0, 255, Some(3600)), 3600);
    assert_eq!(wait_after(0, 255, Some(i64::from(u32::MAX))), 3600);
}

#[test]
fn answers_make_of_deliveries_what_the_table_says() {
    let accepted = || Answer::Accepted(receipt(1));
    let waits = |delivery: &Delivery| matches!(delivery, Delivery::Waiting { .. });
    let made = |delivery, answer| settle(delivery, answer, at(0), Jitter(0));
    for from in [waiting(0, None), waiting(7, Some(9)), refused(), conflict()] {
        assert_eq!(made(from.clone(), accepted()), received(), "{from:?}");
        assert_eq!(made(from.clone(), Answer::Refused(problem())), refused());
        assert_eq!(made(from, Answer::Conflict(problem())), conflict());
    }
    assert!(waits(&made(waiting(0, None), later(None))));
    assert_eq!(made(refused(), later(None)), refused());
    assert_eq!(made(conflict(), later(None)), conflict());
}

#[test]
fn a_receipt_is_for_ever() {
    let other = Answer::Accepted(receipt(2));
    for answer in [
        other,
        later(None),
        Answer::Refused(problem()),
        Answer::Conflict(problem()),
    ] {
        assert_eq!(settle(received(), answer, at(0), Jitter(0)), received());
    }
}

#[test]
fn the_least_tried_goes_first_then_the_oldest() {
    let entries = [
        (id(1), waiting(3, Some(-1))),
        (id(2), waiting(0, None)),
        (id(3), waiting(0, None)),
    ];
    assert_eq!(next(entries, at(0), Haste::Due), Task::Send(id(2)));
    let tried = [(id(1), waiting(3, Some(-1))), (id(2), waiting(3, Some(0)))];
    assert_eq!(next(tried, at(0), Haste::Due), Task::Send(id(1)));
}

#[test]
fn what_is_refused_conflicting_or_received_holds_up_nothing() {
    let entries = [
        (id(1), refused()),
        (id(2), conflict()),
        (id(3), received()),
        (id(4), waiting(9, None)),
    ];
    assert_eq!(next(entries.clone(), at(0), Haste::Due), Task::Send(id(4)));
    let settled = entries[..3].to_vec();
    assert_eq!(next(settled, at(0), Haste::Due), Task::Done);
    assert_eq!(next([], at(0), Haste::Due), Task::Done);
}

#[test]
fn nothing_due_means_waiting_for_the_first_that_will_be() {
    let entries = [(id(1), waiting(0, Some(60))), (id(2), waiting(5, Some(20)))];
    let until = at(20);
    assert_eq!(next(entries, at(0), Haste::Due), Task::Wait { until });
}

#[test]
fn send_now_waits_for_nothing_and_tries_the_refused_and_the_conflicting_last() {
    let entries = [
        (id(1), refused()),
        (id(2), waiting(5, Some(200))),
        (id(3), conflict()),
    ];
    assert_eq!(next(entries.clone(), at(0), Haste::Now), Task::Send(id(2)));
    let rest = [entries[0].clone(), entries[2].clone()];
    assert_eq!(next(rest, at(0), Haste::Now), Task::Send(id(1)));
    let last = [entries[2].clone()];
    assert_eq!(next(last, at(0), Haste::Now), Task::Send(id(3)));
}

#[test]
fn a_clock_put_back_holds_nothing_up() {
    let a_year_ahead = 365 * 24 * 3600;
    let entries = [(id(1), waiting(1, Some(a_year_ahead)))];
    assert_eq!(next(entries, at(0), Haste::Due), Task::Send(id(1)));
}

#[test]
fn deliveries_are_kept_in_these_words() {
    let kept = [
        (
            Delivery::Waiting {
                tries: 2,
                not_before: Some(at(0)),
                reason: Some(Later::OfficeFault { status: 503 }),
            },
            r#"{"state":"waiting","tries":2,"not_before":"2026-11-22T02:00:00Z","reason":{"why":"office_fault","status":503}}"#,
        ),
        (
            refused(),
            r#"{"state":"refused","reason":{"status":422,"kind":"/problems/wrong-digest","title":"","detail":""}}"#,
        ),
    ];
    for (delivery, text) in kept {
        assert_eq!(serde_json::to_string(&delivery).unwrap(), text);
        assert_eq!(read_json::<Delivery>(text).unwrap(), delivery);
    }
}

#[test]
fn signing_in_is_waited_for_an_hour_and_send_now_asks_at_once() {
    for (tries, asked) in [(0, None), (7, Some(5)), (0, Some(90_000))] {
        let answer = Answer::Later {
            reason: Later::SignInNeeded,
            after: asked.map(TimeDelta::seconds),
        };
        let settled = settle(waiting(tries, None), answer, at(0), Jitter(255));
        let task = |now, haste| next([(id(1), settled.clone())], at(now), haste);
        let until = at(3600);
        assert_eq!(task(1, Haste::Due), Task::Wait { until }, "{tries}");
        assert_eq!(task(3600, Haste::Due), Task::Send(id(1)), "{tries}");
        assert_eq!(task(1, Haste::Now), Task::Send(id(1)), "{tries}");
    }
}

#[test]
fn every_status_with_every_wait_ends_within_the_bounds_of_the_table() {
    use crate::sync::{Reply, read_reply};
    let sha256 = Digest::of(b"");
    for status in 0..=999 {
        for (asked, jitter) in [
            (None, 0),
            (Some(0), 255),
            (Some(600), 7),
            (Some(u32::MAX), 0),
        ] {
            let reply = Reply::Response {
                status,
                retry_after: asked,
                body: String::new(),
            };
            let answer = read_reply(&reply, id(1), &sha256);
            let settled = settle(waiting(0, None), answer, at(0), Jitter(jitter));
            let Delivery::Waiting {
                tries: 1,
                not_before: Some(until),
                reason: Some(reason),
            } = settled
            else {
                panic!("{status}: {settled:?}");
            };
            // At least half of five seconds, and what was asked for; at most
            // an hour, which is also the wait until somebody has signed in.
            let wait = (until - at(0)).num_milliseconds();
            let least = i64::from(asked.unwrap_or(0)).min(3600) * 1000;
            assert!((least.max(2500)..=3_600_000).contains(&wait), "{status}");
            assert_eq!(reason == Later::SignInNeeded, matches!(status, 401 | 403));
            assert!(reason != Later::SignInNeeded || wait == 3_600_000);
        }
    }
}
