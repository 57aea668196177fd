//! What a list makes of a register.

use super::super::compare::{
    Decision, Decisions, Judged, State, Whom, counts, fingerprint, is_ready,
};
use super::super::*;
use super::{TODAY, sheet};
use crate::store::{Change, Registered};

fn known(id: &str, name: &str, address: &str, tax_code: &str) -> Registered {
    Registered {
        id: id.to_owned(),
        name: name.to_owned(),
        address: address.to_owned(),
        ward: "Phường Gò Vấp".to_owned(),
        ward_code: Some("go-vap".to_owned()),
        kind: "lpg_shop".to_owned(),
        tax_code: tax_code.to_owned(),
        phone: "0912345678".to_owned(),
        ..Registered::default()
    }
}

fn register() -> Vec<Registered> {
    vec![
        known("a", "Gas Bình Yên", "12 Lê Lợi", "0301234567"),
        known("b", "Gas Bình An", "14 Lê Lợi", ""),
        Registered {
            closed_on: Some("2026-01-01".parse().unwrap()),
            ..known("c", "Gas Cũ", "16 Lê Lợi", "")
        },
    ]
}

fn judge(rows: &str, decisions: &Decisions) -> Vec<Judged> {
    let text = format!("Mã cơ sở;Tên;Địa chỉ;Loại hình;MST;Điện thoại\n{rows}");
    let day = TODAY.parse().unwrap();
    Judgement::of(
        &sheet(&text),
        &Matches::default(),
        decisions,
        &register(),
        day,
    )
    .rows
}

fn of_one(row: &str) -> Judged {
    let mut rows = judge(row, &Decisions::new());
    assert_eq!(rows.len(), 1);
    rows.remove(0)
}

fn whom(row: &Judged) -> Vec<(Whom, bool)> {
    let candidates = row.candidates.iter();
    candidates
        .map(|one| (one.whom.clone(), one.by_tax_code))
        .collect()
}

#[test]
fn a_row_is_new_or_changes_what_is_known_or_says_the_same() {
    assert_eq!(of_one(";Gas Mới;1 Lê Lợi;Gas;;").state, State::New);
    // An empty cell erases nothing.
    assert_eq!(
        of_one(";GAS BÌNH YÊN;12  Lê Lợi;Gas;;").state.code(),
        "changed"
    );
    assert_eq!(
        of_one(";Gas Bình Yên;12 Lê Lợi;;0301234567;").state,
        State::Same
    );
    assert_eq!(
        of_one(";Gas Bình Yên;12 Lê Lợi;Gas;301234567;").state,
        State::Same
    );
    let judged = of_one(";Gas Bình An;14 Lê Lợi;;0309999999;02838941234");
    let changes = [
        Change::new("tax_code", "", "0309999999"),
        Change::new("phone", "0912345678", "02838941234"),
    ];
    assert_eq!(judged.state, State::Changed(changes.to_vec()));
    assert_eq!(judged.put.unwrap().before.unwrap().id, "b");
    let by_id = of_one("b;Tên khác;Nơi khác;;;");
    assert_eq!(by_id.put.unwrap().row.id, "b");
    // Whoever is in our own list may have closed down.
    assert_eq!(of_one("c;Gas Cũ;16 Lê Lợi;;;").state, State::Same);
}

#[test]
fn whoever_may_be_known_is_asked_about() {
    let registered = |id: &str| Whom::Registered(id.to_owned());
    for (row, expected) in [
        (
            ";Tên khác;Nơi khác;Gas;0301234567;",
            vec![(registered("a"), true)],
        ),
        (
            ";gas binh yen;12 le loi;Gas;;",
            vec![(registered("a"), false)],
        ),
        // Another code at the same place.
        (
            ";Gas Bình Yên;12 Lê Lợi;Gas;0309999999;",
            vec![(registered("a"), false)],
        ),
        // The code of one, name and address of another.
        (
            ";Gas Bình An;14 Lê Lợi;Gas;0301234567;",
            vec![(registered("a"), true), (registered("b"), false)],
        ),
        (";Gas Cũ;16 Lê Lợi;Gas;;", vec![(registered("c"), false)]),
    ] {
        let judged = of_one(row);
        assert_eq!(
            (judged.state.code(), whom(&judged), judged.put),
            ("doubtful", expected, None),
            "{row}"
        );
    }
    let twice = judge(
        ";Gas Mới;1 Lê Lợi;Gas;;\n;GAS MOI;1 le loi;Gas;;",
        &Decisions::new(),
    );
    assert_eq!(twice[0].state, State::New);
    assert_eq!(
        (twice[1].state.code(), whom(&twice[1])),
        ("doubtful", vec![(Whom::Row(2), false)])
    );
}

#[test]
fn what_was_decided_of_a_row_is_done() {
    let rows = ";Tên khác;Nơi khác;Gas;0301234567;\n;Tên hỏng;;Gas;;";
    let with = |first: Decision| {
        let decisions = Decisions::from([(2, first), (3, Decision::LeaveOut)]);
        judge(rows, &decisions)
    };
    let added = with(Decision::Add);
    assert_eq!(
        (added[0].state.clone(), added[1].state.clone()),
        (State::New, State::LeftOut)
    );
    assert!(is_ready(&added) && added[0].put.as_ref().unwrap().before.is_none());
    let updated = with(Decision::Update("a".to_owned()));
    assert_eq!(updated[0].state.code(), "changed");
    assert_eq!(updated[0].put.as_ref().unwrap().row.id, "a");
    // Nobody may be chosen whom the row cannot be.
    assert_eq!(
        with(Decision::Update("b".to_owned()))[0].state,
        State::Doubtful
    );
    assert_eq!(with(Decision::LeaveOut)[0].state, State::LeftOut);
    assert!(!is_ready(&with(Decision::LeaveOut)));
    let reopened = judge(
        ";Gas Cũ;16 Lê Lợi;Gas;;",
        &Decisions::from([(2, Decision::Update("c".to_owned()))]),
    );
    let changes = [Change::new("closed_on", "2026-01-01", "")];
    assert_eq!(reopened[0].state, State::Changed(changes.to_vec()));
}

#[test]
fn two_rows_cannot_be_one_establishment_and_an_unknown_id_is_none() {
    let rows = judge(
        "b;B;C;;;\nb;D;E;;;\nz;F;G;;;\n;Ba;Bốn;;;",
        &Decisions::new(),
    );
    let faults: Vec<_> = rows
        .iter()
        .map(|row| match &row.state {
            State::Faulty(faults) => Some((faults[0].column, faults[0].why)),
            _ => None,
        })
        .collect();
    let expected = [
        None,
        Some((Column::Name, Why::Repeated { row: 2 })),
        Some((Column::Id, Why::UnknownId)),
        // A new one needs a kind.
        Some((Column::Kind, Why::Missing)),
    ];
    assert_eq!(faults, expected);
    assert_eq!(counts(&rows), [0, 1, 0, 0, 3, 0, 0]);
    assert!(!is_ready(&rows));
}

#[test]
fn an_outcome_is_told_from_another_but_not_by_what_inspections_found() {
    let rows = ";Gas Bình An;14 Lê Lợi;;;02838941234";
    let before = fingerprint(&judge(rows, &Decisions::new()));
    assert_eq!(fingerprint(&judge(rows, &Decisions::new())), before);
    let with = |change: fn(&mut Registered)| {
        let mut register = register();
        change(&mut register[1]);
        let text = format!("Mã cơ sở;Tên;Địa chỉ;Loại hình;MST;Điện thoại\n{rows}");
        let day = TODAY.parse().unwrap();
        let rows = Judgement::of(
            &sheet(&text),
            &Matches::default(),
            &Decisions::new(),
            &register,
            day,
        )
        .rows;
        fingerprint(&rows)
    };
    assert_eq!(with(|row| row.revision = 9), before);
    assert_ne!(with(|row| row.phone = "18001234".to_owned()), before);
    assert_ne!(with(|row| row.address = "15 Lê Lợi".to_owned()), before);
}
