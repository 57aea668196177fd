//! What every store must do with a register and a plan that people keep: edit, merge, close down, search, move and strike.

use chrono::NaiveDate;
use inspection::freeze;
use receiver::Store;
use receiver::people::Sight;
use receiver::store::{
    Act, AuditFilter, Author, Edited, KnownVisit, NewVisit, Registered, Replanned, Sought,
};

use super::NOON;
use crate::support::{Visit, arrival};

pub(super) const ALL: u32 = 1000;

pub(super) fn author() -> Author {
    Author {
        name: "Lan".to_owned(),
        at: NOON.parse().unwrap(),
    }
}

pub(super) fn day() -> NaiveDate {
    "2026-11-23".parse().unwrap()
}

fn row(name: &str, address: &str, tax_code: &str) -> Registered {
    Registered {
        name: name.to_owned(),
        address: address.to_owned(),
        ward: "Phường Gò Vấp".to_owned(),
        ward_code: Some("go-vap".to_owned()),
        kind: "market_stall".to_owned(),
        tax_code: tax_code.to_owned(),
        ..Registered::default()
    }
}

pub(super) async fn add(store: &Store, name: &str, address: &str, tax_code: &str) -> Registered {
    let row = row(name, address, tax_code);
    let id = store.add_establishment(&row, &author()).await.unwrap();
    store.establishment(&id).await.unwrap().unwrap()
}

async fn planned(store: &Store, row: &Registered, on: &str) -> KnownVisit {
    let visit = NewVisit {
        id: String::new(),
        establishment: row.id.clone(),
        planned_on: on.parse().unwrap(),
        team: "Đội 1".to_owned(),
    };
    let done = store.plan_visits(&[visit], &author()).await.unwrap();
    assert_eq!(done, Replanned::Done);
    let visits = store.visits_to(&row.id).await.unwrap();
    let visit = visits
        .iter()
        .find(|visit| visit.planned_on.to_string() == on);
    let visit = visit.unwrap();
    KnownVisit {
        id: visit.id.clone(),
        day: visit.planned_on,
        team: visit.team.clone(),
    }
}

pub(super) async fn acts(store: &Store, id: &str) -> Vec<Act> {
    let history = store.history(id).await.unwrap();
    history.into_iter().map(|line| line.act).collect()
}

pub(super) async fn an_edit_of_a_row_that_changed_meanwhile_is_refused(store: &Store) {
    let first = add(store, "Sạp Một", "1 Lê Lợi", "").await;
    let mine = Registered {
        phone: "0912345678".to_owned(),
        ..first.clone()
    };
    let theirs = Registered {
        name: "Sạp 1".to_owned(),
        ..first.clone()
    };
    assert_eq!(
        store.edit_establishment(&theirs, &author()).await.unwrap(),
        Edited::Done
    );
    let Edited::Stale(now) = store.edit_establishment(&mine, &author()).await.unwrap() else {
        panic!("it is stale");
    };
    assert_eq!((now.name.as_str(), now.phone.as_str()), ("Sạp 1", ""));
    let again = Registered {
        phone: mine.phone,
        ..*now
    };
    assert_eq!(
        store.edit_establishment(&again, &author()).await.unwrap(),
        Edited::Done
    );
    let history = store.history(&first.id).await.unwrap();
    assert_eq!(history[0].changes[0].field, "phone");
    assert_eq!(
        (
            history[1].changes[0].before.as_str(),
            history[1].changes[0].after.as_str()
        ),
        ("Sạp Một", "Sạp 1")
    );
    assert!(history.iter().all(|line| line.who == "Lan"));
    let nobody = Registered {
        id: "nobody".to_owned(),
        ..again
    };
    assert_eq!(
        store.edit_establishment(&nobody, &author()).await.unwrap(),
        Edited::Gone
    );
}

pub(super) async fn whoever_closed_down_is_gone_for_tablets_and_comes_back(store: &Store) {
    let open = add(store, "Sạp Một", "1 Lê Lợi", "").await;
    planned(store, &open, "2026-11-20").await;
    let later = planned(store, &open, "2026-12-20").await;
    let before = store.register_since(0, ALL).await.unwrap();
    let plan_before = store.list_state(receiver::store::List::Plan).await.unwrap();
    let closed = Registered {
        closed_on: Some(day()),
        ..open.clone()
    };
    assert_eq!(
        store.edit_establishment(&closed, &author()).await.unwrap(),
        Edited::Done
    );
    let gone = store.register_since(before.until, ALL).await.unwrap();
    assert_eq!(
        (gone.rows.len(), &gone.removed),
        (0, &vec![open.id.clone()])
    );
    let first: NaiveDate = "2026-11-01".parse().unwrap();
    let plan = store
        .plan_since(plan_before.revision, first, ALL)
        .await
        .unwrap();
    assert_eq!((plan.rows.len(), plan.removed), (0, vec![later.id.clone()]));
    let struck = store.struck_visits(first, later.day).await.unwrap();
    assert_eq!(
        (struck.len(), struck[0].id.as_str()),
        (1, later.id.as_str())
    );
    assert_eq!(struck[0].reason, receiver::store::CLOSED_DOWN);
    // Nothing is planned there.
    let visit = NewVisit {
        id: String::new(),
        establishment: open.id.clone(),
        planned_on: day(),
        team: String::new(),
    };
    let refused = store.plan_visits(&[visit], &author()).await.unwrap();
    assert_eq!(refused, Replanned::Nobody(open.id.clone()));
    let now = store.establishment(&open.id).await.unwrap().unwrap();
    let reopened = Registered {
        closed_on: None,
        ..now
    };
    assert_eq!(
        store
            .edit_establishment(&reopened, &author())
            .await
            .unwrap(),
        Edited::Done
    );
    let back = store.register_since(gone.until, ALL).await.unwrap();
    assert_eq!(
        (back.rows[0].id.as_str(), back.removed.len()),
        (open.id.as_str(), 0)
    );
    let acts = acts(store, &open.id).await;
    assert_eq!(
        acts[..3],
        [Act::Reopened, Act::VisitStruck, Act::ClosedDown]
    );
}

pub(super) async fn a_merge_moves_visits_inspections_and_history_and_leads_on(store: &Store) {
    let kept = add(store, "Sạp rau", "Chợ Gò Vấp", "").await;
    let gone = add(store, "Sạp rau số 12", "Dãy A, chợ Gò Vấp", "0301234567").await;
    let visit = planned(store, &gone, "2026-11-20").await;
    let keep = async |number: u128, change: fn(&mut inspection::Inspection)| {
        let visit = Visit {
            id: number,
            sequence: u64::try_from(number).unwrap(),
            ..Visit::default()
        };
        let mut inspection = visit.close();
        inspection.establishment.register = None;
        change(&mut inspection);
        store
            .keep(arrival(&freeze(&inspection).unwrap(), NOON))
            .await
            .unwrap();
    };
    keep(1, |inspection| {
        "Sạp rau số 12".clone_into(&mut inspection.establishment.name);
        "Dãy A, chợ Gò Vấp".clone_into(&mut inspection.establishment.address);
    })
    .await;
    assert_eq!(store.inspections_of(&gone.id).await.unwrap().len(), 1);
    let before = store.register_since(0, ALL).await.unwrap();
    let merged = store
        .merge_establishments(&gone, &kept, &author())
        .await
        .unwrap();
    assert_eq!(merged, Edited::Done);
    let changes = store.register_since(before.until, ALL).await.unwrap();
    assert_eq!(changes.removed, std::slice::from_ref(&gone.id));
    let now = store.establishment(&kept.id).await.unwrap().unwrap();
    // It takes over what it did not know.
    assert_eq!(
        (now.name.as_str(), now.tax_code.as_str()),
        ("Sạp rau", "0301234567")
    );
    assert!(now.last.is_some());
    assert_eq!(store.inspections_of(&kept.id).await.unwrap().len(), 1);
    let visits = store.visits_to(&kept.id).await.unwrap();
    assert_eq!(
        (visits[0].id.as_str(), visits[0].done.is_some()),
        (visit.id.as_str(), true)
    );
    assert_eq!(
        store.merged_into(&gone.id).await.unwrap(),
        Some(kept.id.clone())
    );
    let acts = acts(store, &kept.id).await;
    assert_eq!(acts.iter().filter(|act| **act == Act::Added).count(), 2);
    assert!(acts.contains(&Act::Merged) && acts.contains(&Act::VisitPlanned));
    // Tablets that know the old row, or its name alone, still find it.
    keep(2, |inspection| {
        "Sạp rau số 12".clone_into(&mut inspection.establishment.name);
        "Dãy A, chợ Gò Vấp".clone_into(&mut inspection.establishment.address);
    })
    .await;
    let visit = Visit {
        id: 3,
        sequence: 3,
        ..Visit::default()
    };
    let mut inspection = visit.close();
    inspection.establishment.register = Some(gone.id.clone());
    store
        .keep(arrival(&freeze(&inspection).unwrap(), NOON))
        .await
        .unwrap();
    assert_eq!(store.inspections_of(&kept.id).await.unwrap().len(), 3);
    // The row that stayed may go too.
    let last = add(store, "Sạp rau Gò Vấp", "Chợ", "").await;
    let now = store.establishment(&kept.id).await.unwrap().unwrap();
    let merged = store
        .merge_establishments(&now, &last, &author())
        .await
        .unwrap();
    assert_eq!(merged, Edited::Done);
    assert_eq!(
        store.merged_into(&gone.id).await.unwrap(),
        Some(last.id.clone())
    );
    assert_eq!(store.inspections_of(&last.id).await.unwrap().len(), 3);
    let itself = store.establishment(&last.id).await.unwrap().unwrap();
    let refused = store
        .merge_establishments(&itself, &itself, &author())
        .await
        .unwrap();
    assert_eq!(refused, Edited::Gone);
}

pub(super) async fn the_register_is_found_by_words_without_marks_page_by_page(store: &Store) {
    for number in 0..5 {
        add(store, &format!("Sạp cá {number}"), "Chợ Gò Vấp", "").await;
    }
    let gold = Registered {
        kind: "gold_shop".to_owned(),
        ward: "Phường Hạnh Thông".to_owned(),
        ward_code: Some("hanh-thong".to_owned()),
        phone: "0912345678".to_owned(),
        ..row("Tiệm vàng Ánh Sao", "24 Nguyễn Oanh", "0301234567-001")
    };
    store.add_establishment(&gold, &author()).await.unwrap();
    let find = async |words: &[&str]| {
        let words = words.iter().map(|word| (*word).to_owned()).collect();
        let sought = Sought {
            words,
            sight: Sight::ALL,
            ..Sought::default()
        };
        store.sight(&sought, ALL).await.unwrap().rows.len()
    };
    for (words, expected) in [
        (vec![], 6),
        (vec!["anh", "sao"], 1),
        (vec!["sao", "vang", "oanh"], 1),
        (vec!["0301234567"], 1),
        (vec!["0912345"], 1),
        // A ward by a name of before.
        (vec!["phuong", "7"], 1),
        (vec!["ca"], 5),
        (vec!["ap"], 0),
    ] {
        assert_eq!(find(&words).await, expected, "{words:?}");
    }
    let filtered = Sought {
        ward: "hanh-thong".to_owned(),
        kind: "gold_shop".to_owned(),
        sight: Sight::ALL,
        ..Sought::default()
    };
    assert_eq!(store.sight(&filtered, ALL).await.unwrap().total, 1);
    for (ward, total) in [("hanh-thong", 1), ("an-nhon", 0)] {
        let authority = receiver::people::Authority::on(ward, day()).unwrap();
        let seen = Sought {
            kind: "gold_shop".to_owned(),
            sight: authority.sight(day()),
            ..Sought::default()
        };
        assert_eq!(
            store.sight(&seen, ALL).await.unwrap().total,
            total,
            "{ward}"
        );
    }
    let mut sought = Sought {
        sight: Sight::ALL,
        ..Sought::default()
    };
    let mut seen = Vec::new();
    loop {
        let page = store.sight(&sought, 2).await.unwrap();
        assert_eq!(page.total, 6);
        assert!(page.rows.len() <= 2);
        seen.extend(page.rows.into_iter().map(|row| row.name));
        let Some(next) = page.next else { break };
        sought.after = next;
    }
    let expected = [
        "Sạp cá 0",
        "Sạp cá 1",
        "Sạp cá 2",
        "Sạp cá 3",
        "Sạp cá 4",
        "Tiệm vàng Ánh Sao",
    ];
    assert_eq!(seen, expected);
}

pub(super) async fn a_visit_is_moved_and_struck_and_one_that_was_made_is_neither(store: &Store) {
    let row = add(store, "Sạp Một", "1 Lê Lợi", "").await;
    let known = planned(store, &row, "2026-11-20").await;
    let to: NaiveDate = "2026-12-01".parse().unwrap();
    let moved = store
        .move_visit(&known, to, "Đội 2", &author())
        .await
        .unwrap();
    assert_eq!(moved, Replanned::Done);
    // Who knew it before does nothing.
    let stale = store.strike_visit(&known, "mưa", &author()).await.unwrap();
    assert_eq!(stale, Replanned::Stale);
    let visit = store.visit(&known.id).await.unwrap().unwrap();
    assert_eq!((visit.planned_on, visit.team.as_str()), (to, "Đội 2"));
    let now = KnownVisit {
        id: known.id.clone(),
        day: to,
        team: "Đội 2".to_owned(),
    };
    let struck = store.strike_visit(&now, "mưa", &author()).await.unwrap();
    assert_eq!(struck, Replanned::Done);
    assert_eq!(
        store.strike_visit(&now, "mưa", &author()).await.unwrap(),
        Replanned::Gone
    );
    let struck = store.struck_visits(to, to).await.unwrap();
    assert_eq!(
        (struck[0].reason.as_str(), struck[0].by.as_str()),
        ("mưa", "Lan")
    );
    let made = planned(store, &row, "2026-11-25").await;
    let visit = Visit::default();
    let mut inspection = visit.close();
    inspection.establishment.register = Some(row.id.clone());
    store
        .keep(arrival(&freeze(&inspection).unwrap(), NOON))
        .await
        .unwrap();
    assert_eq!(
        store.move_visit(&made, to, "", &author()).await.unwrap(),
        Replanned::Made
    );
    assert_eq!(
        store.strike_visit(&made, "x", &author()).await.unwrap(),
        Replanned::Made
    );
    let acts = acts(store, &row.id).await;
    assert_eq!(
        acts,
        [
            Act::VisitPlanned,
            Act::VisitStruck,
            Act::VisitMoved,
            Act::VisitPlanned,
            Act::Added
        ]
    );
}

pub(super) async fn who_did_what_to_register_and_plan_is_in_the_log(store: &Store) {
    let first = add(store, "Sạp Một", "1 Lê Lợi", "").await;
    let second = add(store, "Sạp Hai", "2 Lê Lợi", "").await;
    let visit = planned(store, &first, "2026-12-01").await;
    let later = "2026-12-02".parse().unwrap();
    let moved = store.move_visit(&visit, later, "Đội 2", &author()).await;
    assert_eq!(moved.unwrap(), Replanned::Done);
    let visit = KnownVisit {
        day: later,
        team: "Đội 2".to_owned(),
        ..visit
    };
    let struck = store.strike_visit(&visit, "mưa", &author()).await;
    assert_eq!(struck.unwrap(), Replanned::Done);
    let many = [&first, &second].map(|row| NewVisit {
        id: String::new(),
        establishment: row.id.clone(),
        planned_on: later,
        team: String::new(),
    });
    store.plan_visits(&many, &author()).await.unwrap();
    let merged = store.merge_establishments(&second, &first, &author()).await;
    assert_eq!(merged.unwrap(), Edited::Done);
    let now = store.establishment(&first.id).await.unwrap().unwrap();
    let same = store.edit_establishment(&now, &author()).await;
    assert_eq!(same.unwrap(), Edited::Done, "and nothing to tell");
    let closed = Registered {
        closed_on: Some(day()),
        ..now
    };
    store.edit_establishment(&closed, &author()).await.unwrap();
    let lines = store.audit(&AuditFilter::default(), &Sight::ALL).await;
    let told: Vec<_> = lines.unwrap().into_iter().rev().collect();
    let words: Vec<_> = told
        .iter()
        .map(|line| (line.act.as_str(), line.named.as_str(), line.detail.as_str()))
        .collect();
    assert_eq!(
        words,
        [
            ("establishment_added", "Sạp Một", ""),
            ("establishment_added", "Sạp Hai", ""),
            ("visit_planned", "Sạp Một", "2026-12-01"),
            ("visit_moved", "Sạp Một", "2026-12-02"),
            ("visit_struck", "Sạp Một", "mưa"),
            ("visits_planned", "", "2"),
            ("establishment_merged", "Sạp Một", "Sạp Hai"),
            ("establishment_closed", "Sạp Một", ""),
        ]
    );
    assert!(told.iter().all(|line| line.who == "Lan"));
    // A ward reads what was done to its own rows.
    for (ward, count) in [("go-vap", 7), ("hanh-thong", 0)] {
        let sight = receiver::people::Authority::on(ward, day())
            .unwrap()
            .sight(day());
        let seen = store.audit(&AuditFilter::default(), &sight).await.unwrap();
        assert_eq!(seen.len(), count, "{ward}");
    }
}
