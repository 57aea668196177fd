//! Whatever lies in the two copies, opening keeps it and says what it found.

use inspection::{CheckId, InspectionId};

use super::*;
use crate::journal::{JournalError, Side, Why};
use crate::outbox::Delivery;

fn stray() -> InspectionId {
    InspectionId(Uuid::from_u128(0x7777))
}

#[test]
fn the_tablet_gets_its_name_once_and_durably() {
    let tablet = Tablet::default();
    let device = tablet.open().device();
    assert!(!device.0.is_nil());
    tablet.store.lose_last(usize::MAX);
    assert_eq!(tablet.open().device(), device);
    let other = Tablet {
        store: tablet.store.clone(),
        ..Tablet::default()
    };
    assert_eq!(other.open().device(), device);
}

#[test]
fn without_a_journal_nothing_is_opened() {
    let tablet = Tablet::default();
    tablet.journal.set_failing(true);
    assert!(matches!(tablet.try_open(), Err(OpenError::Journal(_))));
}

#[test]
fn with_a_full_journal_the_desk_opens_and_says_not_saved_until_there_is_room() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let full = Err(SaveError::StoreOnly(JournalError::Full));
    tablet.journal.set_full(true);
    let head = answered(&head, "establishment_name", "B");
    assert_eq!(ready(desk.save_head(&head)), full);

    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening, Opening::default());
    assert_eq!(desk.drafts(), std::slice::from_ref(&head));
    assert_eq!(ready(desk.save_head(&head)), full);

    tablet.journal.set_full(false);
    assert_eq!(ready(desk.save_head(&head)), Ok(()));
    let key = Key::DraftHead(head.id);
    assert_eq!(tablet.journaled(key), tablet.stored(key));
}

#[test]
fn with_no_room_to_set_damage_aside_the_desk_opens_to_look_and_export() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    let key = Key::DraftCheck(head.id, check.id).to_string();
    let damaged = "{\"v\":1,\"rev";
    tablet.store.plant(&key, damaged);
    tablet.journal.set_full(true);
    let before = tablet.journal.commits();

    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(
        (opening.set_aside.len(), opening.left_in_place.len()),
        (0, 1)
    );
    let left = opening.left_in_place[0].clone();
    assert_eq!(
        (&*left.key, &*left.text, left.side),
        (&*key, damaged, Side::Store)
    );
    // What the journal has of it is shown, and everything is in the file.
    assert_eq!(desk.load_draft(head.id).unwrap().checks, [check]);
    let file = ready(desk.export(Scope::All)).unwrap().text;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    assert_eq!(file["drafts"][0]["pieces"].as_array().unwrap().len(), 2);
    assert_eq!(file["set_aside"][0]["text"], damaged);
    // Nothing is written, also when there is room meanwhile.
    tablet.journal.set_full(false);
    let read_only = SaveError::ReadOnly;
    assert_eq!(ready(desk.save_head(&head)), Err(read_only.clone()));
    assert_eq!(ready(desk.new_draft()), Err(read_only.clone()));
    assert_eq!(ready(desk.close(head.id)), Err(CloseError::Save(read_only)));
    assert_eq!(tablet.journal.commits(), before);
    assert_eq!(tablet.store.read(&key).unwrap().as_deref(), Some(damaged));

    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(
        (opening.set_aside, opening.left_in_place),
        (vec![left], vec![])
    );
    assert_eq!(
        ready(desk.save_head(&answered(&head, "inspector", "Chi"))),
        Ok(())
    );
}

#[test]
fn damage_in_a_full_journal_hides_nothing_that_the_working_copy_has() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let key = Key::DraftHead(head.id).to_string();
    tablet.journal.plant(&key, "{\"v\":1,\"rev");
    tablet.journal.set_full(true);
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.left_in_place[0].side, Side::Journal);
    assert_eq!(desk.drafts(), [head]);
    assert_eq!(tablet.journal.text(&key).as_deref(), Some("{\"v\":1,\"rev"));
}

#[test]
fn a_first_opening_finds_nothing_to_say() {
    let tablet = Tablet::default();
    assert_eq!(tablet.try_open().unwrap().1, Opening::default());
    assert_eq!(tablet.try_open().unwrap().1, Opening::default());
}

#[test]
fn unreadable_bytes_are_set_aside_once_and_counted_for_ever() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let key = Key::DraftHead(head.id).to_string();
    tablet.store.plant(&key, "{\"v\":1,\"rev");
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.set_aside.len(), 1);
    let aside = &opening.set_aside[0];
    assert_eq!((aside.side, aside.why), (Side::Store, Why::Unreadable));
    assert_eq!(
        (aside.key.as_str(), aside.text.as_str()),
        (&*key, "{\"v\":1,\"rev")
    );
    assert_eq!(opening.restored, 1);
    assert_eq!(desk.drafts(), [head]);
    let kept = tablet.journal.text(&aside.quarantine_key());
    assert_eq!(kept.as_deref(), Some("{\"v\":1,\"rev"));

    let (desk, again) = tablet.try_open().unwrap();
    assert_eq!((again.set_aside.len(), again.in_quarantine), (0, 1));
    assert_eq!(ready(desk.in_quarantine()), Ok(1));
}

#[test]
fn values_that_are_json_but_not_what_their_key_promises_are_set_aside() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let keys = [
        Key::Settings,
        Key::Office,
        Key::Rules,
        Key::DraftHead(stray()),
        Key::DraftCheck(stray(), check.id),
        Key::Document(stray()),
        Key::Delivery(head.id.into()),
    ];
    for key in keys {
        tablet.plant_in_both(&Piece::of(key, 9, &"nonsense").unwrap());
    }
    // A document under another's key.
    let document = tablet.stored(Key::Document(head.id)).unwrap();
    let key = Key::Document(InspectionId(Uuid::from_u128(0x8888)));
    tablet.plant_in_both(&Piece { key, ..document });

    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.set_aside.len(), 2 * (keys.len() + 1));
    assert_eq!(desk.entries().len(), 1);
    assert_eq!(desk.entries()[0].delivery, Delivery::default());
}

#[test]
fn what_a_newer_program_wrote_closes_the_desk_and_is_not_touched() {
    let tablet = Tablet::default();
    let (head, _) = complete_draft(&tablet.open(), "A");
    let newer_document = Piece::of(
        Key::Document(stray()),
        1,
        &serde_json::json!({"v": 2, "kind": "inspection"}),
    );
    let newer_document = seal(&newer_document.unwrap());
    for (key, text) in [
        (Key::DraftHead(head.id), "{\"v\":2}"),
        (Key::Document(stray()), &newer_document),
    ] {
        for in_store in [true, false] {
            let tablet = Tablet::default();
            tablet.open();
            let key = key.to_string();
            if in_store {
                tablet.store.plant(&key, text);
            } else {
                tablet.journal.plant(&key, text);
            }
            let before = tablet.journal.commits();
            let opened = tablet.try_open().err();
            assert_eq!(opened, Some(OpenError::Newer { key: key.clone() }));
            let stored = tablet.store.read(&key).unwrap();
            assert_eq!(stored.or(tablet.journal.text(&key)).as_deref(), Some(text));
            assert_eq!(tablet.journal.commits(), before);
        }
    }
}

#[test]
fn orphans_are_kept_and_named() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (_, check) = complete_draft(&desk, "A");
    let orphan = Key::DraftCheck(stray(), CheckId(1));
    tablet.plant_in_both(&Piece::of(orphan, 3, &check).unwrap());
    let delivery = Key::Delivery(stray().into());
    tablet.plant_in_both(&Piece::of(delivery, 1, &Delivery::default()).unwrap());

    let opening = tablet.try_open().unwrap().1;
    assert_eq!(opening.without_head, [(stray(), CheckId(1))]);
    assert_eq!(opening.without_document, [stray().into()]);
    assert!(tablet.stored(orphan).is_some() && tablet.journaled(orphan).is_some());
    assert!(tablet.stored(delivery).is_some());

    // No page of a draft shows the check: it is counted, and in the file.
    let desk = tablet.open();
    assert_eq!(desk.without_head(), [(stray(), CheckId(1))]);
    let file = ready(desk.export(Scope::All)).unwrap().text;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    let alone = &file["set_aside"][0];
    assert_eq!(alone["key"], orphan.to_string());
    let text = alone["text"].as_str().unwrap();
    assert_eq!(open(&orphan, text).unwrap(), tablet.stored(orphan).unwrap());
}

#[test]
fn what_only_the_working_copy_has_is_secured() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let newer = answered(&head, "inspector", "Bình");
    drop(desk.save_head(&newer));
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!((opening.secured, opening.restored), (1, 0));
    assert_eq!(desk.drafts(), [newer]);

    // The journal is gone altogether.
    let bare = Tablet {
        store: tablet.store.clone(),
        ..Tablet::default()
    };
    let (desk, opening) = bare.try_open().unwrap();
    // Device, head and check.
    assert_eq!(opening.secured, 3);
    assert_eq!(desk.drafts().len(), 1);
}

#[test]
fn a_full_journal_that_lacks_the_chain_opens_and_no_place_is_given_twice() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    let (next, _) = complete_draft(&desk, "B");
    ready(desk.close(head.id)).unwrap();
    tablet.journal.forget(&Key::Chain.to_string());
    tablet.journal.set_full(true);
    let desk = tablet.open();
    tablet.journal.set_full(false);
    ready(desk.close(next.id)).unwrap();
    assert_eq!(record(&desk, next.id).inspection.link.sequence, 2);
}

#[test]
fn tombstones_that_the_journal_holds_leave_the_working_copy() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, check) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let keys = [Key::DraftHead(head.id), Key::DraftCheck(head.id, check.id)];
    assert!(keys.iter().all(|key| tablet.stored(*key).is_some()));
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening, Opening::default());
    assert!(keys.iter().all(|key| tablet.stored(*key).is_none()));
    assert_eq!((desk.drafts(), desk.entries().len()), (vec![], 1));
    // They still win over an older copy that comes back.
    let older = Piece::of(keys[0], 1, &head).unwrap();
    tablet.store.plant(&keys[0].to_string(), &seal(&older));
    let desk = tablet.open();
    assert_eq!(desk.load_draft(head.id), Err(LoadError::Closed));
    assert_eq!(tablet.stored(keys[0]).unwrap().json(), None);
}
