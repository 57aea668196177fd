//! A tablet is enrolled, and the minutes get the numbers it was given: each once,
//! and none in place of one that a person wrote.

use std::cell::RefCell;

use inspection::InspectionId;

use super::*;
use crate::LocalFuture;
use crate::outbox::{Delivery, Haste};
use crate::sync::{NotEnrolled, OfficeProfile, Reply, Transport, Upload};

/// An office that answers what it was told to, and notes what it was asked.
struct Office {
    answers: RefCell<Vec<(u16, String)>>,
    asked: RefCell<Vec<String>>,
}

impl Office {
    fn that_says(answers: &[(u16, String)]) -> Self {
        let mut answers = answers.to_vec();
        answers.reverse();
        Self {
            answers: RefCell::new(answers),
            asked: RefCell::default(),
        }
    }
}

impl Transport for Office {
    fn send<'a>(&'a self, _: &'a Upload) -> LocalFuture<'a, Reply> {
        Box::pin(std::future::ready(Reply::Unreachable))
    }

    fn office(&self) -> LocalFuture<'_, Option<OfficeProfile>> {
        Box::pin(std::future::ready(None))
    }

    fn ask<'a>(&'a self, path: &'a str, body: &'a str) -> LocalFuture<'a, Reply> {
        self.asked.borrow_mut().push(format!("{path} {body}"));
        let answer = self.answers.borrow_mut().pop();
        let reply = answer.map_or(Reply::Unreachable, |(status, body)| Reply::Response {
            status,
            retry_after: None,
            body,
        });
        Box::pin(std::future::ready(reply))
    }
}

fn enrolled(token: &str, blocks: &str) -> (u16, String) {
    let body = format!(
        r#"{{"token":"{token}","name":"Máy 1","authority":{{"code":"x","name":"Phường"}},"numbers":[{blocks}]}}"#
    );
    (201, body)
}

fn block(first: u64, last: u64) -> String {
    format!(r#"{{"year":2026,"first":{first},"last":{last}}}"#)
}

/// A tablet with these numbers.
fn with_numbers(first: u64, last: u64) -> (Tablet, Desk) {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let office = Office::that_says(&[enrolled("a", &block(first, last))]);
    ready(desk.enrol(&office, "link")).unwrap();
    (tablet, desk)
}

fn number_of(desk: &Desk, id: InspectionId) -> Option<String> {
    let fields = record(desk, id).inspection.fields;
    fields.value("minutes_no").map(str::to_owned)
}

fn closed(desk: &Desk) -> Option<String> {
    let (head, _) = complete_draft(desk, "A");
    ready(desk.close(head.id)).unwrap();
    number_of(desk, head.id)
}

#[test]
fn a_link_makes_it_a_tablet_of_the_office_and_asks_with_its_own_id() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    assert_eq!(ready(desk.enrolment()).unwrap(), None);
    let office = Office::that_says(&[enrolled("ab", &block(1, 20))]);
    ready(desk.enrol(&office, "link")).unwrap();
    let device = desk.device();
    let asked = format!(r#"enrolments {{"token":"link","device":"{device}"}}"#);
    assert_eq!(*office.asked.borrow(), [asked]);
    let (kept, _) = ready(tablet.open().enrolment()).unwrap().unwrap();
    assert_eq!((kept.token.as_str(), kept.name.as_str()), ("ab", "Máy 1"));
    assert_eq!(tablet.stored(Key::Enrolment), None, "in the journal alone");
}

#[test]
fn what_the_office_refuses_changes_nothing() {
    let (_, desk) = with_numbers(1, 20);
    let before = ready(desk.enrolment()).unwrap();
    let problem = r#"{"type":"/problems/link-not-valid"}"#.to_owned();
    let office = Office::that_says(&[(403, problem)]);
    let refused = ready(desk.enrol(&office, "link"));
    assert_eq!(refused, Err(NotEnrolled::LinkNotValid));
    assert_eq!(ready(desk.enrolment()).unwrap(), before);
}

#[test]
fn each_closed_visit_takes_the_next_number_until_there_is_none() {
    let (tablet, desk) = with_numbers(41, 43);
    let numbers = [
        closed(&desk),
        closed(&desk),
        closed(&tablet.open()),
        closed(&desk),
    ];
    let said = ["41", "42", "43"].map(|number| Some(number.to_owned()));
    assert_eq!(numbers[..3], said);
    assert_eq!(numbers[3], None, "the field stays for the hand");
}

#[test]
fn number_and_document_are_in_one_transaction() {
    let (tablet, desk) = with_numbers(1, 20);
    let (head, _) = complete_draft(&desk, "A");
    let before = tablet.journal.commits();
    ready(desk.close(head.id)).unwrap();
    assert_eq!(tablet.journal.commits(), before + 1);
}

#[test]
fn two_windows_never_take_the_same_number() {
    let (tablet, one) = with_numbers(1, 20);
    let other = tablet.open();
    let mut taken = vec![closed(&one), closed(&other), closed(&one), closed(&other)];
    taken.sort();
    let expected = ["1", "2", "3", "4"].map(|number| Some(number.to_owned()));
    assert_eq!(taken, expected);
}

#[test]
fn a_number_that_a_person_wrote_stays_and_none_is_taken() {
    let (_, desk) = with_numbers(1, 20);
    let (head, _) = complete_draft(&desk, "A");
    let written = answered(&head, "minutes_no", "07");
    ready(desk.save_head(&written)).unwrap();
    ready(desk.close(head.id)).unwrap();
    assert_eq!(number_of(&desk, head.id).as_deref(), Some("07"));
    assert_eq!(closed(&desk).as_deref(), Some("1"));
}

#[test]
fn a_visit_with_gaps_takes_none() {
    let (_, desk) = with_numbers(1, 20);
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.save_head(&answered(&head, "conclusion", ""))).unwrap();
    assert!(ready(desk.close(head.id)).is_err());
    assert_eq!(closed(&desk).as_deref(), Some("1"));
}

#[test]
fn numbers_are_asked_for_before_they_run_out_and_not_earlier() {
    let (_, desk) = with_numbers(1, 4);
    let now = "2026-11-23T02:00:00Z".parse().unwrap();
    let quiet = Office::that_says(&[]);
    ready(desk.refill(&quiet, now));
    assert!(quiet.asked.borrow().is_empty());
    let taken = [(); 4].map(|()| closed(&desk));
    assert!(taken.iter().all(Option::is_some), "{taken:?}");
    let more = format!(r#"{{"numbers":[{},{}]}}"#, block(1, 4), block(9, 12));
    let office = Office::that_says(&[(200, more)]);
    ready(desk.refill(&office, now));
    let asked = r#"numbers {"year":2026,"next":5}"#.to_owned();
    assert_eq!(*office.asked.borrow(), [asked]);
    assert_eq!(closed(&desk).as_deref(), Some("9"));
}

#[test]
fn a_second_link_keeps_what_was_taken_of_the_same_blocks() {
    let (_, desk) = with_numbers(1, 20);
    assert_eq!(closed(&desk).as_deref(), Some("1"));
    let office = Office::that_says(&[enrolled("b", &block(1, 20))]);
    ready(desk.enrol(&office, "link")).unwrap();
    assert_eq!(closed(&desk).as_deref(), Some("2"));
    let (kept, _) = ready(desk.enrolment()).unwrap().unwrap();
    assert_eq!(kept.token, "b");
}

/// A page that is loaded anew right after enrolling sends at once, too.
#[test]
fn what_waited_for_its_turn_is_due_once_the_tablet_is_enrolled() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let office = Office::that_says(&[enrolled("a", "")]);
    let round = ready(desk.deliver(&office, Haste::Due, &|_| {}));
    assert!(
        round.until.is_some(),
        "nobody answers: it waits for its turn"
    );
    let waits = |desk: &Desk| match desk.delivery(head.id.into()) {
        Delivery::Waiting {
            tries, not_before, ..
        } => (tries, not_before.is_some()),
        other => panic!("{other:?}"),
    };
    assert_eq!(waits(&tablet.open()), (1, true));
    ready(desk.enrol(&office, "link")).unwrap();
    assert_eq!(waits(&tablet.open()), (1, false));
}
