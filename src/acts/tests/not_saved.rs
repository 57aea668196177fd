//! What no copy took: it is in the file a person gets, and saved once there is
//! room for what stood in its way.

use inspection::Draft;

use super::*;

/// A draft that reads "A" in both copies, as the screen has it after "B" was
/// typed, and a desk that writes nothing: damage has nowhere to go.
fn read_only(tablet: &Tablet) -> (Desk, Draft) {
    let (head, check) = complete_draft(&tablet.open(), "A");
    let key = Key::DraftCheck(head.id, check.id).to_string();
    tablet.store.plant(&key, "{\"v\":1,\"rev");
    tablet.journal.set_full(true);
    let seen = Draft {
        head: answered(&head, "establishment_name", "B"),
        checks: vec![check],
    };
    (tablet.open(), seen)
}

fn name_in(file: &Exported) -> String {
    let file: serde_json::Value = serde_json::from_str(&file.text).unwrap();
    let pieces = file["drafts"][0]["pieces"].as_array().unwrap();
    let mut heads = pieces.iter().map(|piece| &piece["value"]["answers"]);
    let name = heads.find_map(|answers| answers["establishment_name"].as_str());
    name.unwrap().to_owned()
}

#[test]
fn what_is_on_the_screen_is_in_the_file_also_where_no_copy_took_it() {
    let tablet = Tablet::default();
    let (desk, seen) = read_only(&tablet);
    let id = seen.head.id;
    assert_eq!(ready(desk.save_head(&seen.head)), Err(SaveError::ReadOnly));
    assert_eq!(name_in(&ready(desk.export(Scope::Draft(id))).unwrap()), "A");
    for scope in [Scope::Draft(id), Scope::All] {
        let file = ready(desk.export_seen(scope, vec![seen.clone()])).unwrap();
        assert_eq!((name_in(&file), file.left_out), ("B".to_owned(), 0));
        let other = Tablet::default().open();
        assert_eq!(ready(other.import(&file.text)).unwrap().drafts, 1);
    }
    // Another window closed it and its pieces are gone: the file has it still.
    let nowhere = Tablet::default().open();
    let file = ready(nowhere.export_seen(Scope::All, vec![seen])).unwrap();
    assert_eq!((name_in(&file), file.left_out), ("B".to_owned(), 0));
}

#[test]
fn with_room_again_damage_is_set_aside_and_what_waited_is_saved() {
    let tablet = Tablet::default();
    let (desk, seen) = read_only(&tablet);
    assert!(ready(desk.set_aside_again()).is_err());
    assert!(desk.is_read_only());
    tablet.journal.set_full(false);
    assert_eq!(ready(desk.set_aside_again()), Ok(()));
    assert_eq!(ready(desk.save_head(&seen.head)), Ok(()));
    let (desk, opening) = tablet.try_open().unwrap();
    assert_eq!(desk.load_draft(seen.head.id), Ok(seen));
    assert_eq!((opening.in_quarantine, opening.left_in_place.len()), (1, 0));
}

#[test]
fn what_one_copy_alone_had_is_in_both_before_anything_is_called_saved() {
    let tablet = Tablet::default();
    let (head, _) = complete_draft(&tablet.open(), "A");
    let (second, _) = complete_draft(&tablet.open(), "C");
    let newer = answered(&head, "inspector", "Chi");
    let key = Key::DraftHead(head.id);
    let piece = Piece::of(key, 9, &newer).unwrap();
    tablet.store.plant(&key.to_string(), &seal(&piece));
    let damaged = Key::DraftHead(second.id).to_string();
    tablet.store.plant(&damaged, "{\"v\":1,\"rev");
    tablet.journal.set_full(true);
    let desk = tablet.open();
    assert!(desk.is_read_only());
    tablet.journal.set_full(false);
    assert_eq!(ready(desk.set_aside_again()), Ok(()));
    assert_eq!(tablet.journaled(key), Some(piece));
    assert_eq!(desk.load_draft(second.id).unwrap().head, second);
}
