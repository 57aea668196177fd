//! The room that the browser leaves to the journal: from 90 % on no photo, from
//! 95 % on nothing is begun, and what is in hand is closed.

use super::photos::picture;
use super::room::fill_to;
use super::*;

fn in_use(percent: u64) -> Keeping {
    Keeping {
        promised: None,
        bytes: Some((percent * 10_000_000, 1_000_000_000)),
    }
}

/// What may still be done, with a record and a file at hand: a photo, a visit,
/// a correction, a file taken in.
fn allowed(percent: u64) -> [bool; 4] {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (head, _) = complete_draft(&desk, "A");
    ready(desk.close(head.id)).unwrap();
    let other = Tablet::default();
    other.clock.ids.set(u128::MAX / 2);
    let other = other.open();
    complete_draft(&other, "B");
    let file = ready(other.export(Scope::All)).unwrap().text;
    let (mut open, _) = complete_draft(&desk, "C");
    desk.know_keeping(in_use(percent));

    let before = open.clone();
    let photo = picture(&open, "one");
    let taken = ready(desk.add_photo(&mut open, photo));
    let full = Err(SaveError::NoRoomInJournal);
    assert!(taken.is_ok() || taken == full && open == before);
    let begun = ready(desk.new_draft()).map(drop);
    assert!(begun.is_ok() || begun == full);
    let corrected = ready(desk.correct(head.id)).map(drop);
    let no_room = Err(CorrectError::Save(SaveError::NoRoomInJournal));
    assert!(corrected.is_ok() || corrected == no_room);
    let imported = ready(desk.import(&file)).map(drop);
    let no_room = Err(ImportError::Save(SaveError::NoRoomInJournal));
    assert!(imported.is_ok() || imported == no_room);

    // What is in hand is typed on and closed, whatever the browser says.
    let open = answered(&open, "inspector", "Chi");
    ready(desk.save_head(&open)).unwrap();
    ready(desk.close(open.id)).unwrap();
    [
        taken.is_ok(),
        begun.is_ok(),
        corrected.is_ok(),
        imported.is_ok(),
    ]
}

#[test]
fn the_last_of_the_journal_is_for_closing_what_is_in_hand() {
    assert_eq!(allowed(89), [true; 4]);
    assert_eq!(allowed(90), [false, true, true, true]);
    assert_eq!(allowed(94), [false, true, true, true]);
    assert_eq!(allowed(95), [false; 4]);
    assert_eq!(allowed(130), [false; 4]);
}

#[test]
fn which_of_the_two_is_full_is_said() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    desk.know_keeping(in_use(99));
    assert_eq!(ready(desk.new_draft()), Err(SaveError::NoRoomInJournal));
    fill_to(&tablet, 90);
    assert_eq!(ready(desk.new_draft()), Err(SaveError::NoRoom));
    desk.know_keeping(in_use(10));
    assert_eq!(ready(desk.new_draft()), Err(SaveError::NoRoom));
}

#[test]
fn a_share_is_rounded_down_and_not_known_where_nothing_is_said() {
    let percent = |bytes| {
        let promised = None;
        Keeping { promised, bytes }.percent()
    };
    assert_eq!(percent(None), None);
    assert_eq!(percent(Some((899, 1_000))), Some(89));
    assert_eq!(percent(Some((0, 0))), Some(0));
    assert_eq!(percent(Some((5, 0))), Some(500));
}
