//! Photos go with their record: one transaction, one chain, a receipt each.

use inspection::{CheckId, Digest, Encoded, Exif};

use super::delivering::Scripted;
use super::*;
use crate::acts::Shot;
use crate::outbox::Haste;
use crate::store::Json;

/// What is kept of a photo that was just taken.
pub(super) fn picture(head: &Head, word: &str) -> NewPhoto {
    let kept = serde_json::json!({
        "inspection": head.id, "position": null, "media_type": "image/png", "width": 1, "height": 1,
        "taken": {"at": "2026-11-22T02:00:00Z", "offset_minutes": 420, "zone": "Asia/Ho_Chi_Minh"},
        "content": word,
    });
    NewPhoto {
        check: Some(CheckId(1)),
        caption: None,
        sha256: Digest::of(word.as_bytes()),
        kept: Json::of(&kept).unwrap(),
    }
}

pub(super) fn add(desk: &Desk, head: &mut Head, word: &str) {
    let photo = picture(head, word);
    ready(desk.add_photo(head, photo)).unwrap();
}

#[test]
fn a_record_and_its_photos_are_one_transaction_and_one_chain() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    add(&desk, &mut head, "two");
    // The working copy holds no picture.
    let keys = tablet.store.keys().unwrap();
    assert!(keys.iter().all(|key| !key.contains("photo")), "{keys:?}");
    let before = tablet.journal.commits();
    let frozen = ready(desk.close(head.id)).unwrap();
    assert_eq!(tablet.journal.commits(), before + 1);
    let whole = record(&desk, head.id).inspection;
    let named: Vec<_> = whole
        .photos
        .iter()
        .map(|photo| photo.sha256.clone())
        .collect();
    assert_eq!(named, [Digest::of(b"one"), Digest::of(b"two")]);
    let mut previous = frozen.sha256;
    for (sequence, taken) in (2..).zip(&head.photos) {
        let piece = tablet.journaled(Key::Photo(head.id, taken.id)).unwrap();
        let text = piece.json().unwrap().text().to_owned();
        let photo: serde_json::Value = serde_json::from_str(&text).unwrap();
        assert_eq!(photo["sequence"], sequence);
        assert_eq!(photo["previous"], previous.as_str());
        assert_eq!(photo["kind"], "photo");
        assert_eq!(photo["sha256"], taken.name.sha256.as_str());
        previous = Digest::of(text.as_bytes());
        let draft = tablet.journaled(Key::DraftPhoto(head.id, taken.id));
        assert_eq!(draft.unwrap().json(), None);
    }
    // The next record comes after the last photo, also after a restart.
    let after = tablet.open();
    let (next, _) = complete_draft(&after, "B");
    ready(after.close(next.id)).unwrap();
    let link = record(&after, next.id).inspection.link;
    assert_eq!((link.sequence, link.previous), (4, Some(previous)));
    assert_eq!(after.entry(head.id).unwrap().photos_missing(), 2);
}

#[test]
fn a_photo_that_is_gone_keeps_its_draft_open_and_is_named() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    let id = head.photos[0].id;
    let gone = Piece::removed(Key::DraftPhoto(head.id, id), 2);
    ready(tablet.journal.commit(&[gone])).unwrap();
    let closed = ready(desk.close(head.id));
    assert_eq!(closed, Err(CloseError::MissingPhoto(id)));
    assert_eq!(desk.load_draft(head.id).unwrap().head, head);
}

#[test]
fn a_photo_whose_save_was_cut_short_is_told_and_a_person_leaves_it_out() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    let photo = picture(&head, "two");
    // The head is in the working copy; the journal never got the picture.
    drop(desk.add_photo(&mut head, photo));
    let [kept, lost] = [head.photos[0].id, head.photos[1].id];

    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening.missing_photos, [(head.id, lost)]);
    assert_eq!(
        ready(desk.close(head.id)),
        Err(CloseError::MissingPhoto(lost))
    );
    assert_eq!(desk.load_draft(head.id).unwrap().head, head);
    // One that is here stays, whatever is asked.
    assert_eq!(ready(desk.drop_photo(head.id, kept)), Ok(head.clone()));
    let without = ready(desk.drop_photo(head.id, lost)).unwrap();
    assert_eq!(without.photos, head.photos[..1]);
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(opening, Opening::default());
    ready(desk.close(head.id)).unwrap();
    assert_eq!(record(&desk, head.id).inspection.photos.len(), 1);
}

#[test]
fn a_photo_that_cannot_be_read_keeps_back_itself_alone_and_its_record_says_why() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    ready(desk.close(head.id)).unwrap();
    let key = Key::Photo(head.id, head.photos[0].id).to_string();
    let whole = tablet.journal.text(&key).unwrap();
    tablet.journal.plant(&key, &whole[..20]);
    let office = Scripted::default();
    let deliver = || drop(ready(desk.deliver(&office, Haste::Now, &|_| {})));
    deliver();
    assert_eq!(office.sent(), [head.id.into()]);
    let entry = desk.entry(head.id).unwrap();
    assert_eq!(entry.photos_missing(), 1);
    let why = desk.unsendable(head.id).unwrap();
    assert!(why.contains("cannot be read"), "{why}");

    tablet.journal.plant(&key, &whole);
    deliver();
    let entry = desk.entry(head.id).unwrap();
    assert_eq!(
        (entry.photos_missing(), desk.unsendable(head.id)),
        (0, None)
    );
}

#[test]
fn a_file_says_how_many_photos_it_lacks() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut closed, _) = complete_draft(&desk, "A");
    add(&desk, &mut closed, "one");
    add(&desk, &mut closed, "two");
    ready(desk.close(closed.id)).unwrap();
    let (mut open, _) = complete_draft(&desk, "B");
    add(&desk, &mut open, "three");
    assert_eq!(ready(desk.export(Scope::All)).unwrap().left_out, 0);
    let lost = Key::Photo(closed.id, closed.photos[1].id).to_string();
    tablet.journal.forget(&lost);
    tablet
        .journal
        .forget(&Key::DraftPhoto(open.id, open.photos[0].id).to_string());
    for desk in [desk, tablet.open()] {
        for (scope, left_out) in [
            (Scope::All, 2),
            (Scope::Unsent, 2),
            (Scope::Record(closed.id), 1),
            (Scope::Draft(open.id), 1),
        ] {
            let file = ready(desk.export(scope)).unwrap();
            assert_eq!(file.left_out, left_out, "{scope:?}");
        }
    }
}

#[test]
fn a_window_that_does_not_know_a_photo_does_not_take_it_for_received() {
    let tablet = Tablet::default();
    let (desk, second) = (tablet.open(), tablet.open());
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    let frozen = ready(desk.close(head.id)).unwrap();
    let receipt = inspection::Receipt {
        id: frozen.id,
        sha256: frozen.sha256,
        received_at: "2026-11-22T03:00:00Z".parse().unwrap(),
    };
    let received = crate::outbox::Delivery::Received { receipt };
    ready(desk.save_value(Key::Delivery(frozen.id), &received)).unwrap();
    for desk in [desk, second] {
        let entry = desk.entry(head.id).unwrap();
        assert_eq!((entry.photos_missing(), entry.is_received()), (1, false));
    }
}

#[test]
fn a_window_that_was_overtaken_does_not_close_without_the_others_photo() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    let second = tablet.open();
    let typed = answered(&head, "inspector", "Bình");
    // The working copy has no room for the head that names the photo.
    tablet.store.set_room(tablet.store.used().unwrap() + 30);
    let photo = picture(&head, "one");
    let added = ready(second.add_photo(&mut head, photo));
    assert!(matches!(added, Err(SaveError::JournalOnly(_))), "{added:?}");
    drop(desk.save_head(&typed));
    let closed = ready(desk.close(head.id));
    let refused = matches!(closed, Err(CloseError::Save(SaveError::Refused(_))));
    assert!(refused, "{closed:?}");
    assert_eq!(
        tablet.open().load_draft(head.id).unwrap().head.photos.len(),
        1
    );
}

/// A photo as the browser hands it over.
fn shot(word: &str) -> Shot {
    Shot {
        exif: Exif::default(),
        changed: Some("2026-11-21T01:02:03Z".parse().unwrap()),
        sides: [1600, 1200],
        sha256: Digest::of(word.as_bytes()),
        content: Encoded::of(word.as_bytes()),
    }
}

#[test]
fn a_photo_is_dated_by_its_file_where_the_camera_says_nothing_and_else_now() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    let undated = Shot {
        changed: None,
        ..shot("two")
    };
    let now = desk.now();
    for shot in [shot("one"), undated] {
        let words = Some("Niêm phong".to_owned());
        let photo = shot.photo(head.id, Some(CheckId(1)), words, now.clone());
        ready(desk.add_photo(&mut head, photo.unwrap())).unwrap();
    }
    ready(desk.close(head.id)).unwrap();
    let taken = head.photos.iter().map(|taken| {
        let piece = tablet.journaled(Key::Photo(head.id, taken.id)).unwrap();
        let photo: serde_json::Value = serde_json::from_str(piece.json().unwrap().text()).unwrap();
        assert_eq!(photo["caption"], "Niêm phong");
        assert_eq!(
            (&photo["width"], &photo["height"]),
            (&1600.into(), &1200.into())
        );
        assert_eq!(photo["position"], serde_json::Value::Null);
        photo["taken"]["at"].as_str().unwrap().to_owned()
    });
    let now = inspection::moment::write(now.at);
    assert_eq!(
        taken.collect::<Vec<_>>(),
        ["2026-11-21T01:02:03Z".to_owned(), now]
    );
}

#[test]
fn a_photo_that_was_removed_can_come_back_until_it_is_swept_out() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    add(&desk, &mut head, "two");
    let [first, second] = [head.photos[0].id, head.photos[1].id];
    head.photos.remove(0);
    ready(desk.save_head(&head)).unwrap();
    assert!(ready(desk.kept_photo(head.id, first)).unwrap().is_some());
    ready(desk.sweep_photos(head.id)).unwrap();
    assert_eq!(ready(desk.kept_photo(head.id, first)).unwrap(), None);
    assert!(ready(desk.kept_photo(head.id, second)).unwrap().is_some());
    // Again there is nothing to do.
    let commits = tablet.journal.commits();
    ready(desk.sweep_photos(head.id)).unwrap();
    assert_eq!(tablet.journal.commits(), commits);
    ready(desk.close(head.id)).unwrap();
    assert_eq!(record(&desk, head.id).inspection.photos.len(), 1);
}
