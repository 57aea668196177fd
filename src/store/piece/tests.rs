//! The seam is exact both ways, and no piece replaces what it must not.

use inspection::{Digest, InspectionId};

use super::*;

fn document() -> Key {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    Key::Document(id)
}

fn piece(key: Key, revision: u64, text: &str) -> Piece {
    let body = Body::Json(Json::verbatim(text).unwrap());
    Piece {
        key,
        revision,
        body,
    }
}

#[test]
fn a_sealed_piece_opens_to_the_same_bytes() {
    for text in [
        r#"{"b":1,"a":"Cân đồng hồ \u0001"}"#,
        "{ \"spaces\" :  [1, 2] }",
        "\"</script>\"",
        "[]",
    ] {
        let sealed = piece(document(), 7, text);
        assert_eq!(open(&document(), &seal(&sealed)).unwrap(), sealed, "{text}");
    }
    let tombstone = Piece::removed(Key::Settings, 3);
    assert_eq!(open(&Key::Settings, &seal(&tombstone)).unwrap(), tombstone);
}

#[test]
fn damaged_text_is_unreadable() {
    let whole = seal(&piece(document(), 7, r#"{"a":1}"#));
    for end in 0..whole.len() {
        let cut = open(&document(), &whole[..end]);
        assert!(matches!(cut, Err(PieceError::Unreadable(_))), "{end}");
    }
    for text in ["null", "{}", r#"{"v":1}"#, r#"{"v":1,"revision":1}"#] {
        let read = open(&document(), text);
        assert!(matches!(read, Err(PieceError::Unreadable(_))), "{text}");
    }
}

#[test]
fn a_newer_form_is_told_from_a_damaged_one() {
    let newer = open(&document(), r#"{"v":2,"secret":"00"}"#);
    assert!(matches!(newer, Err(PieceError::Newer(2))));
}

#[test]
fn only_a_newer_revision_replaces_a_piece() {
    let key = Key::Settings;
    let present = seal(&piece(key, 5, "1"));
    let try_over = |next: &Piece| admit(Some(&present), next);
    assert_eq!(admit(None, &piece(key, 1, "1")), Ok(true));
    assert_eq!(try_over(&piece(key, 6, "2")), Ok(true));
    assert_eq!(try_over(&Piece::removed(key, 6)), Ok(true));
    assert_eq!(try_over(&piece(key, 5, "1")), Ok(false));
    assert_eq!(try_over(&piece(key, 5, "2")), Err(Refusal::Stale(key)));
    assert_eq!(try_over(&piece(key, 4, "1")), Err(Refusal::Stale(key)));
    assert_eq!(try_over(&Piece::removed(key, 5)), Err(Refusal::Stale(key)));
}

#[test]
fn a_document_is_written_once() {
    let key = document();
    let present = seal(&piece(key, 1, "{}"));
    let refused = Err(Refusal::WriteOnce(key));
    assert_eq!(admit(Some(&present), &piece(key, 2, "{}")), Ok(false));
    assert_eq!(admit(Some(&present), &piece(key, 2, "[]")), refused);
    assert_eq!(admit(Some(&present), &Piece::removed(key, 2)), refused);
}

#[test]
fn a_document_gives_way_only_to_the_line_that_stands_for_it() {
    let key = document();
    let line = |text: &str| Piece {
        key,
        revision: 1,
        body: Body::Stub(
            Json::verbatim(&format!(
                "{{\"sha256\":\"{}\"}}",
                Digest::of(text.as_bytes())
            ))
            .unwrap(),
        ),
    };
    let (whole, other) = (piece(key, 1, "{}"), piece(key, 1, "[]"));
    let refused = Err(Refusal::WriteOnce(key));
    assert_eq!(admit(Some(&seal(&whole)), &line("{}")), Ok(true));
    assert_eq!(admit(Some(&seal(&whole)), &line("[]")), refused);
    assert_eq!(admit(Some(&seal(&line("{}"))), &whole), Ok(true));
    assert_eq!(admit(Some(&seal(&line("{}"))), &other), refused);
    assert_eq!(admit(Some(&seal(&line("{}"))), &line("{}")), Ok(false));
    let gone = Piece::removed(key, 9);
    assert_eq!(admit(Some(&seal(&line("{}"))), &gone), refused);
    let text = seal(&line("{}"));
    assert_eq!(open(&key, &text).unwrap(), line("{}"));
}

#[test]
fn a_picture_of_a_draft_is_there_or_gone_whatever_its_age() {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    let key = Key::DraftPhoto(id, id.into());
    let (picture, gone) = (piece(key, 5, "{}"), Piece::removed(key, 1));
    assert_eq!(admit(Some(&seal(&picture)), &gone), Ok(true));
    assert_eq!(admit(Some(&seal(&gone)), &picture), Ok(true));
    assert_eq!(
        admit(Some(&seal(&picture)), &piece(key, 1, "{}")),
        Ok(false)
    );
    let other = admit(Some(&seal(&picture)), &piece(key, 9, "[]"));
    assert_eq!(other, Err(Refusal::WriteOnce(key)));
}

#[test]
fn a_receipt_gives_way_to_another_one_only_and_to_that_by_age() {
    let id: InspectionId = "019a8c1e-0000-7000-8000-000000000001".parse().unwrap();
    let key = Key::Delivery(id.into());
    let receipt = |revision| piece(key, revision, r#"{"state":"received","receipt":{}}"#);
    let lesser = |revision| {
        let reason = r#"{"state":"waiting","reason":"\"state\":\"received\""}"#;
        [piece(key, revision, reason), Piece::removed(key, revision)]
    };
    for less in lesser(9) {
        let kept = admit(Some(&seal(&receipt(1))), &less);
        assert_eq!(kept, Err(Refusal::Stale(key)));
        assert_eq!(admit(Some(&seal(&less)), &receipt(1)), Ok(true));
    }
    assert_eq!(admit(Some(&seal(&receipt(1))), &receipt(2)), Ok(true));
    let older = admit(Some(&seal(&receipt(2))), &receipt(1));
    assert_eq!(older, Err(Refusal::Stale(key)));
    // A word of another piece is no receipt.
    let settings = piece(Key::Settings, 1, r#"{"state":"received"}"#);
    let next = Piece::removed(Key::Settings, 2);
    assert_eq!(admit(Some(&seal(&settings)), &next), Ok(true));
}

#[test]
fn what_nobody_can_read_is_never_written_over() {
    let next = piece(Key::Settings, 9, "1");
    let refused = Err(Refusal::Unreadable(Key::Settings));
    assert_eq!(admit(Some("{\"v\":1,"), &next), refused);
    assert_eq!(admit(Some(r#"{"v":2}"#), &next), refused);
}
