//! Files from elsewhere, some of them made to harm: what is here stays as it is.

use inspection::{Digest, Receipt, canonical_json};
use serde_json::{Value, json};

use super::exchange::{another, import};
use super::photos::{add, picture};
use super::*;
use crate::outbox::Delivery;
use crate::store::{CAPACITY, Json};

fn file(documents: &[Value]) -> String {
    json!({"v": 1, "kind": "export", "documents": documents, "drafts": []}).to_string()
}

/// A document in its envelope, with the digest that it has.
fn envelope(document: &Value) -> Value {
    let text = canonical_json(document).unwrap();
    let sha256 = Digest::of(text.as_bytes());
    json!({"id": document["id"], "document": document, "proof": {"sha256": sha256}})
}

fn text_of(desk: &Desk, id: InspectionId) -> Value {
    serde_json::from_str(&record(desk, id).frozen.text).unwrap()
}

#[test]
fn a_check_that_was_removed_on_the_other_tablet_does_not_come_back() {
    let desk = Tablet::default().open();
    let (mut head, _) = complete_draft(&desk, "A");
    let second = head.add_check(CheckKind::Label, "toys");
    ready(desk.add_check(&head, &second)).unwrap();
    let other = another().open();
    import(&other, &ready(desk.hand_over(head.id)).unwrap());
    let there = other.load_draft(head.id).unwrap().head;
    ready(other.remove_check(&there, second.id)).unwrap();
    let handed = other.load_draft(head.id).unwrap();
    import(&desk, &ready(other.hand_over(head.id)).unwrap());
    assert_eq!(desk.load_draft(head.id), Ok(handed));
}

#[test]
fn a_draft_whose_picture_was_written_in_another_order_comes_back() {
    let desk = Tablet::default().open();
    let (mut head, _) = complete_draft(&desk, "A");
    let mut photo = picture(&head, "one");
    let kept = photo.kept.text().trim_start_matches('{');
    photo.kept = Json::verbatim(&format!(r#"{{"zoom":1,{kept}"#)).unwrap();
    ready(desk.add_photo(&mut head, photo)).unwrap();
    let other = another().open();
    import(&other, &ready(desk.hand_over(head.id)).unwrap());
    let back = ready(other.hand_over(head.id)).unwrap();
    assert_eq!(import(&desk, &back).drafts, 1);
    ready(desk.save_head(&answered(&head, "inspector", "Chi"))).unwrap();
}

#[test]
fn a_deleted_draft_is_not_set_back_by_an_older_file() {
    let desk = Tablet::default().open();
    let (head, _) = complete_draft(&desk, "A");
    let file = ready(desk.export(Scope::Draft(head.id))).unwrap().text;
    let newer = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    assert_eq!(import(&desk, &file).refused, [head.id.to_string()]);
    ready(desk.take_back(head.id)).unwrap();
    assert_eq!(desk.drafts(), [newer]);
}

#[test]
fn a_document_does_not_hide_a_draft_that_is_in_hand_here() {
    let desk = Tablet::default().open();
    let (head, _) = complete_draft(&desk, "A");
    let other = another().open();
    import(
        &other,
        &ready(desk.export(Scope::Draft(head.id))).unwrap().text,
    );
    ready(other.take_back(head.id)).unwrap();
    ready(other.close(head.id)).unwrap();
    let newer = answered(&head, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    let closed = ready(other.export(Scope::All)).unwrap().text;
    assert_eq!(import(&desk, &closed).refused, [head.id.to_string()]);
    assert_eq!(desk.drafts(), [newer]);
    ready(desk.lay_aside(head.id, WhyLaid::Deleted)).unwrap();
    assert_eq!(import(&desk, &closed).documents, 1);
}

#[test]
fn a_photo_under_the_id_of_a_record_is_refused() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut head, _) = complete_draft(&desk, "A");
    add(&desk, &mut head, "one");
    ready(desk.close(head.id)).unwrap();
    let photo = |id: &str| {
        envelope(&json!({
            "v": 1, "kind": "photo", "id": id, "inspection": Uuid::from_u128(7),
        }))
    };
    let ids = [head.id.to_string(), head.photos[0].id.to_string()];
    let imported = import(&desk, &file(&[photo(&ids[0]), photo(&ids[1])]));
    assert_eq!((imported.documents, imported.refused), (0, ids.to_vec()));
    let sent = ready(desk.frozen(head.id.into())).unwrap();
    assert_eq!(sent, record(&desk, head.id).frozen);
}

#[test]
fn a_receipt_for_other_bytes_makes_no_record_received() {
    let desk = Tablet::default().open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let receipt = Receipt {
        id: head.id.into(),
        sha256: Digest::of(b"other bytes"),
        received_at: "2026-11-22T03:00:00Z".parse().unwrap(),
    };
    let received = Delivery::Received { receipt };
    ready(desk.save_value(Key::Delivery(head.id.into()), &received)).unwrap();
    assert!(!desk.entry(head.id).unwrap().is_received());
}

#[test]
fn no_file_moves_the_chain_to_where_nothing_can_be_closed() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let mut forged = text_of(&desk, head.id);
    forged["id"] = json!(Uuid::from_u128(0x7777));
    forged["sequence"] = json!((1_u64 << 53) - 1);
    import(&desk, &file(&[envelope(&forged)]));
    let desk = tablet.open();
    let (next, _) = complete_draft(&desk, "B");
    ready(desk.close(next.id)).unwrap();
    assert_eq!(record(&desk, next.id).inspection.link.sequence, 2);
}

#[test]
fn what_came_from_a_file_has_its_place_in_the_chain_at_once() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let file = ready(desk.export(Scope::All)).unwrap().text;
    let bare = Tablet::default();
    let device = tablet.stored(Key::Device).unwrap();
    bare.plant_in_both(&device);
    bare.clock.ids.set(tablet.clock.ids.get());
    let desk = bare.open();
    assert_eq!(import(&desk, &file).documents, 1);
    let (next, _) = complete_draft(&desk, "B");
    ready(desk.close(next.id)).unwrap();
    assert_eq!(record(&desk, next.id).inspection.link.sequence, 2);
}

#[test]
fn a_file_leaves_room_for_what_is_in_hand() {
    let (from, tablet) = (another().open(), Tablet::default());
    let (head, _) = complete_draft(&from, "A");
    ready(from.close(head.id)).unwrap();
    let file = ready(from.export(Scope::All)).unwrap().text;
    let desk = tablet.open();
    tablet.store.plant("other", &"x".repeat(CAPACITY * 9 / 10));
    let full = Err(ImportError::Save(SaveError::NoRoom));
    assert_eq!(ready(desk.import(&file)), full);
    assert!(desk.entry(head.id).is_none());
}

#[test]
fn a_photo_comes_in_only_if_its_inspection_names_it() {
    let from = another().open();
    let (mut head, _) = complete_draft(&from, "A");
    add(&from, &mut head, "one");
    ready(from.close(head.id)).unwrap();
    let whole = ready(from.export(Scope::All)).unwrap().text;
    let whole: Value = serde_json::from_str(&whole).unwrap();
    let [record, real] = [&whole["documents"][0], &whole["documents"][1]];
    let forged = |id: u128, picture: &Value| {
        let mut photo = real["document"].clone();
        photo["id"] = json!(Uuid::from_u128(id));
        photo["sha256"] = picture.clone();
        let mut forged = envelope(&photo);
        forged["kind"] = json!("photo");
        forged
    };
    let named = &real["document"]["sha256"];
    let [stranger, double] = [
        forged(7, &json!(Digest::of(b"another picture"))),
        forged(8, named),
    ];
    let desk = Tablet::default().open();
    // In one file with its inspection, and after it.
    let imported = import(&desk, &file(&[record.clone(), stranger.clone()]));
    assert_eq!((imported.documents, imported.refused.len()), (1, 1));
    assert_eq!(import(&desk, &file(&[stranger])).refused.len(), 1);
    assert_eq!(desk.entry(head.id).unwrap().photos.len(), 0);
    assert_eq!(
        import(&desk, &file(std::slice::from_ref(real))).documents,
        1
    );
    // It names one picture, and that is here.
    assert_eq!(import(&desk, &file(&[double])).refused.len(), 1);
    assert_eq!(import(&desk, &file(std::slice::from_ref(real))).known, 1);
    assert_eq!(desk.entry(head.id).unwrap().photos.len(), 1);
}

#[test]
fn a_head_that_would_leave_no_number_or_names_a_thing_twice_is_refused() {
    let from = another().open();
    let (mut head, _) = complete_draft(&from, "A");
    add(&from, &mut head, "one");
    let whole = ready(from.export(Scope::All)).unwrap().text;
    let whole: Value = serde_json::from_str(&whole).unwrap();
    let pieces = whole["drafts"][0]["pieces"].as_array().unwrap();
    let at = pieces
        .iter()
        .position(|piece| piece["key"].as_str().unwrap().ends_with("/head"));
    let (at, photo) = (
        at.unwrap(),
        pieces[at.unwrap()]["value"]["photos"][0].clone(),
    );
    let desk = Tablet::default().open();
    for (member, hostile) in [
        ("checks", json!([1, 1])),
        ("checks", json!([1, 65_535])),
        ("checks_made", json!(65_535)),
        ("photos", json!([photo, photo])),
    ] {
        let mut file = whole.clone();
        file["drafts"][0]["pieces"][at]["value"][member] = hostile;
        let imported = import(&desk, &file.to_string());
        assert_eq!(imported.refused, [head.id.to_string()], "{member}");
    }
    assert_eq!(desk.drafts(), []);
    assert_eq!(import(&desk, &whole.to_string()).drafts, 1);
}
