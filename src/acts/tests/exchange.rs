//! One file out, the same things in again, on this tablet and on another.

use super::photos::add;
use super::*;
use crate::store::Body;

pub(super) fn import(desk: &Desk, file: &str) -> Imported {
    ready(desk.import(file)).unwrap()
}

/// A tablet with a record, a photo and a draft, and its export of everything.
fn full() -> (Tablet, Head, Head, String) {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let (mut closed, _) = complete_draft(&desk, "A");
    add(&desk, &mut closed, "one");
    ready(desk.close(closed.id)).unwrap();
    let (mut open, _) = complete_draft(&desk, "B");
    add(&desk, &mut open, "two");
    let file = ready(desk.export(Scope::All)).unwrap().text;
    (tablet, closed, open, file)
}

/// Another tablet, whose ids do not meet those of the first.
pub(super) fn another() -> Tablet {
    let tablet = Tablet::default();
    tablet
        .clock
        .ids
        .set(0x019a_8c1f_0000_7000_8000_0000_0000_0000);
    tablet
}

#[test]
fn another_tablet_takes_over_everything_once() {
    let (tablet, closed, open, file) = full();
    let before = tablet.open();
    let other = another();
    let desk = other.open();
    let imported = Imported {
        documents: 2,
        drafts: 1,
        ..Imported::default()
    };
    assert_eq!(import(&desk, &file), imported);
    let again = Imported {
        known: 3,
        ..Imported::default()
    };
    assert_eq!(import(&desk, &file), again);
    for desk in [desk, other.open()] {
        assert_eq!(record(&desk, closed.id), record(&before, closed.id));
        assert_eq!(desk.entry(closed.id).unwrap().photos.len(), 1);
        assert_eq!(desk.whole_draft(open.id), before.load_draft(open.id));
    }
    // Taken up, the draft closes there, in that tablet's own chain, with its photo.
    let desk = other.open();
    ready(desk.take_back(open.id)).unwrap();
    ready(desk.close(open.id)).unwrap();
    let link = record(&desk, open.id).inspection.link;
    assert_eq!((link.sequence, link.device), (1, desk.device()));
    assert_eq!(desk.entry(open.id).unwrap().photos.len(), 1);
}

#[test]
fn importing_ones_own_file_changes_nothing() {
    let (tablet, _, open, file) = full();
    let desk = tablet.open();
    assert_eq!(import(&desk, &file).known, 3);
    // A draft that went on since is not set back.
    let newer = answered(&open, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    let imported = import(&desk, &file);
    let refused = vec![open.id.to_string()];
    assert_eq!((imported.known, imported.refused), (2, refused));
    assert_eq!(desk.drafts(), [newer]);
}

#[test]
fn a_draft_handed_over_has_one_owner_and_may_come_back() {
    let (tablet, _, open, _) = full();
    let desk = tablet.open();
    let file = ready(desk.hand_over(open.id)).unwrap();
    assert_eq!(desk.drafts(), []);
    assert_eq!(desk.laid_aside()[0].1.why, WhyLaid::HandedOver);
    let other = another().open();
    assert_eq!(import(&other, &file).drafts, 1);
    let there = other.load_draft(open.id).unwrap().head;
    let newer = answered(&there, "inspector", "Chi");
    ready(other.save_head(&newer)).unwrap();
    let back = ready(other.hand_over(open.id)).unwrap();
    assert_eq!(other.drafts(), []);
    assert_eq!(import(&desk, &back).drafts, 1);
    assert_eq!(desk.drafts(), [newer]);
    assert_eq!(desk.laid_aside(), []);
}

#[test]
fn a_check_that_the_other_tablet_removed_does_not_come_back_with_the_draft() {
    let (tablet, _, mut open, _) = full();
    let desk = tablet.open();
    let second = open.add_check(CheckKind::Label, "toys");
    ready(desk.add_check(&open, &second)).unwrap();
    let other = another().open();
    import(&other, &ready(desk.hand_over(open.id)).unwrap());
    ready(other.remove_check(&open, second.id)).unwrap();
    import(&desk, &ready(other.hand_over(open.id)).unwrap());
    let draft = desk.load_draft(open.id).unwrap();
    assert_eq!((draft.head.checks.len(), draft.checks.len()), (1, 1));
}

#[test]
fn a_file_writes_nothing_over_in_the_bin() {
    let (tablet, _, open, file) = full();
    let desk = tablet.open();
    let newer = answered(&open, "inspector", "Bình");
    ready(desk.save_head(&newer)).unwrap();
    ready(desk.lay_aside(open.id, WhyLaid::Deleted)).unwrap();
    assert_eq!(import(&desk, &file).refused, [open.id.to_string()]);
    assert_eq!(desk.laid_aside()[0].0, newer);
    // What is the same comes back.
    ready(desk.take_back(open.id)).unwrap();
    let same = ready(desk.export(Scope::Draft(open.id))).unwrap().text;
    ready(desk.lay_aside(open.id, WhyLaid::Deleted)).unwrap();
    assert_eq!(import(&desk, &same).drafts, 1);
    assert_eq!(desk.drafts(), [newer]);
}

#[test]
fn a_draft_comes_in_whole_or_not_at_all() {
    let (tablet, _, open, _) = full();
    let file = ready(tablet.open().hand_over(open.id)).unwrap();
    let other = another();
    let desk = other.open();
    other.journal.set_full(true);
    let imported = ready(desk.import(&file));
    assert!(
        matches!(imported, Err(ImportError::Save(_))),
        "{imported:?}"
    );
    other.journal.set_full(false);
    assert_eq!(desk.drafts(), []);
    let (desk, opening) = other.try_open().unwrap();
    assert_eq!((opening, desk.drafts()), (Opening::default(), vec![]));
    assert_eq!(import(&desk, &file).drafts, 1);
}

#[test]
fn what_is_damaged_is_refused_by_name() {
    let (_, closed, _, file) = full();
    let damaged = file.replacen("\"name\":\"A\"", "\"name\":\"X\"", 1);
    assert_ne!(damaged, file);
    let desk = another().open();
    let imported = import(&desk, &damaged);
    assert_eq!(imported.refused, [closed.id.to_string()]);
    assert_eq!((imported.documents, imported.drafts), (1, 1));
    assert!(desk.entry(closed.id).is_none());
}

#[test]
fn a_file_that_is_no_export_says_so() {
    let desk = Tablet::default().open();
    for file in [
        "",
        "[]",
        "{}",
        r#"{"v":1}"#,
        r#"{"v":1,"kind":"export","documents":7}"#,
    ] {
        let read = ready(desk.import(file));
        assert_eq!(read, Err(ImportError::NotAnExport), "{file}");
    }
    let newer = ready(desk.import(r#"{"v":2,"kind":"export"}"#));
    assert_eq!(newer, Err(ImportError::Newer(2)));
}

#[test]
fn a_part_of_everything_holds_that_part() {
    let (tablet, closed, open, _) = full();
    let desk = tablet.open();
    let of = |scope| {
        let file = ready(desk.export(scope)).unwrap().text;
        let file: serde_json::Value = serde_json::from_str(&file).unwrap();
        let count = |part: &str| file[part].as_array().unwrap().len();
        (count("documents"), count("drafts"))
    };
    assert_eq!(of(Scope::All), (2, 1));
    assert_eq!(of(Scope::Unsent), (2, 1));
    assert_eq!(of(Scope::Record(closed.id)), (2, 0));
    assert_eq!(of(Scope::Draft(open.id)), (0, 1));
}

#[test]
fn the_golden_export_gives_its_record_and_names_the_rest() {
    // It also holds a photo that its record does not name, an outcome, which
    // tablets do not keep, and a draft whose pieces are not of this layout.
    let golden = include_str!("../../../inspection/tests/golden/export/v1.json");
    let imported = import(&Tablet::default().open(), golden);
    let refused = [
        "019aa5f0-0000-7000-8000-000000000201",
        "019aa5f0-0000-7000-8000-000000000101",
        "019aa5f0-0000-7000-8000-000000000103",
    ];
    assert_eq!((imported.documents, imported.known), (1, 0));
    assert_eq!(imported.refused, refused);
}

#[test]
fn what_cannot_be_read_keeps_nothing_else_out_of_the_file() {
    let (tablet, closed, open, _) = full();
    let desk = tablet.open();
    let (damaged, check) = complete_draft(&desk, "C");
    let key = Key::DraftCheck(damaged.id, check.id);
    tablet.plant_in_both(&Piece::of(key, 9, &"nonsense").unwrap());
    let line = desk.entry(closed.id).unwrap().summary;
    let line = Body::Stub(crate::store::Json::of(&*line).unwrap());
    let stub = Piece {
        key: Key::Document(closed.id),
        revision: 1,
        body: line,
    };
    tablet.store.put(&stub).unwrap();
    tablet.journal.forget(&stub.key.to_string());
    let file = ready(desk.export(Scope::All)).unwrap().text;
    let file: serde_json::Value = serde_json::from_str(&file).unwrap();
    let ids = |part: &str| -> Vec<String> {
        let part = file[part].as_array().unwrap().iter();
        part.map(|one| one["id"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(ids("documents"), [closed.photos[0].id.to_string()]);
    assert_eq!(
        ids("drafts"),
        [damaged.id, open.id].map(|id| id.to_string())
    );
}
