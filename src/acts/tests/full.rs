//! What a full working copy costs: room is counted once, and what had no room
//! is tried once a save.

use super::many::{Used, id};
use super::*;
use crate::store::CAPACITY;

#[test]
fn making_room_counts_the_room_once_and_a_full_store_is_tried_once_a_save() {
    let used = Used::with(40);
    let desk = used.open();
    let (mut head, check) = complete_draft(&desk, "A");
    used.store.inner.set_room(used.store.inner.used().unwrap());
    for _ in 0..50 {
        let id = head.add_check(check.kind, &check.subject).id;
        let more = CheckDraft {
            id,
            ..check.clone()
        };
        drop(ready(desk.add_check(&head, &more)));
    }
    used.begin_counting();
    drop(ready(desk.save_check(head.id, &answered_check(&check))));
    assert!(used.store.writes.get() <= 2, "{}", used.store.writes.get());
    used.store.inner.set_room(usize::MAX);
    ready(desk.save_head(&head)).unwrap();
    let kept = used.open().load_draft(head.id).unwrap();
    assert_eq!(kept.checks.len(), 51);

    let texts = (1..=40).map(|number| Key::Document(id(number)).to_string());
    for key in texts {
        let text = used.journal.inner.text(&key).unwrap();
        used.store.inner.plant(&key, &text);
    }
    used.store.inner.set_others(CAPACITY * 7 / 10);
    used.begin_counting();
    assert_eq!(ready(desk.make_room()), Ok(40));
    assert_eq!(used.store.recounts.get(), 1);
}

fn answered_check(check: &CheckDraft) -> CheckDraft {
    let mut check = check.clone();
    check
        .answers
        .insert("product".to_owned(), "Búp bê".to_owned());
    check
}
