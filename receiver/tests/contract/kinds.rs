//! What every store must do with photos, attachments, outcomes and corrections.

use inspection::{CheckId, Digest, InspectionId, Kind, freeze};
use receiver::Store;
use receiver::store::{Awaited, Belongings, Corrected, Kept};
use uuid::Uuid;

use super::{ALL, LATER, NOON};
use crate::support::{JPEG, PDF, Visit, arrival, one_of_each, outcome, photo};

/// A visit of that number that says it corrects another one.
fn correcting(id: u128, other: u128) -> inspection::Frozen {
    let visit = Visit {
        id,
        ..Visit::default()
    };
    let mut inspection = visit.close();
    inspection.supersedes = Some(InspectionId(Uuid::from_u128(other)));
    freeze(&inspection).unwrap()
}

pub(super) async fn every_kind_is_found_as_it_came(store: &Store) {
    let visit = Visit::default();
    for frozen in one_of_each(&visit) {
        let Kept::New(receipt) = store.keep(arrival(&frozen, NOON)).await.unwrap() else {
            panic!("it is new");
        };
        let again = store.keep(arrival(&frozen, LATER)).await.unwrap();
        assert_eq!(again, Kept::Repeated(receipt.clone()));
        let stored = store.find(frozen.id).await.unwrap().unwrap();
        assert_eq!(
            (stored.kind, stored.receipt, stored.document),
            (frozen.kind, receipt, frozen.text)
        );
        assert_eq!((stored.discrepancies, stored.conflicts), (vec![], vec![]));
    }
    assert_eq!(
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total,
        0
    );
}

pub(super) async fn an_id_is_taken_by_whichever_kind_came_first(store: &Store) {
    let visit = Visit::default();
    let first = freeze(&photo(&visit, 1, JPEG)).unwrap();
    store.keep(arrival(&first, NOON)).await.unwrap();
    let kept = store.keep(visit.arrival(LATER)).await.unwrap();
    assert_eq!(
        kept,
        Kept::Conflicting {
            first: first.sha256.clone()
        }
    );
    let stored = store.find(first.id).await.unwrap().unwrap();
    assert_eq!((stored.kind, stored.conflicts.len()), (Kind::Photo, 1));
    let other = visit.freeze();
    let text = store.find_conflict(first.id, &other.sha256).await.unwrap();
    assert_eq!(text, Some(other.text));
    // What lost the id is in no list.
    assert_eq!(
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total,
        0
    );
}

pub(super) async fn what_belongs_to_an_inspection_is_told_without_opening_it(store: &Store) {
    let visit = Visit::default();
    let nothing = store.belongings(visit.inspection_id()).await.unwrap();
    assert!(nothing.is_empty());
    let [first, paper, fined] = one_of_each(&visit);
    for (frozen, at) in [(&first, LATER), (&paper, NOON), (&fined, NOON)] {
        store.keep(arrival(frozen, at)).await.unwrap();
    }
    let mut earlier = photo(&visit, 21, JPEG);
    (earlier.check, earlier.caption) = (None, None);
    let earlier = freeze(&earlier).unwrap();
    store.keep(arrival(&earlier, NOON)).await.unwrap();
    let mut other = outcome(&visit, 13);
    other.note = Some("khác".to_owned());
    let other = freeze(&other).unwrap();
    store.keep(arrival(&other, LATER)).await.unwrap();

    let found = store.belongings(visit.inspection_id()).await.unwrap();
    let [one, two] = found.photos.as_slice() else {
        panic!("{found:?}");
    };
    // By receipt, the earlier first.
    assert_eq!((one.id, two.id), (earlier.id, first.id));
    assert_eq!((one.check, one.name.as_deref()), (None, None));
    assert_eq!(
        (two.check, two.name.as_deref()),
        (Some(CheckId(1)), Some("Mặt cân"))
    );
    assert_eq!((two.sha256.clone(), two.size), (Digest::of(JPEG), 304));
    assert_eq!(two.media_type, "image/jpeg");
    assert_eq!(two.made_at.to_rfc3339(), "2026-11-22T02:15:00+00:00");
    assert_eq!(two.received_at.to_rfc3339(), "2026-11-22T06:00:00+00:00");
    let [file] = found.attachments.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!(
        (file.id, file.sha256.clone(), file.size),
        (paper.id, Digest::of(PDF), 193)
    );
    assert_eq!(file.name.as_deref(), Some("Biên bản 12.pdf"));
    let [decided] = found.outcomes.as_slice() else {
        panic!("{found:?}");
    };
    assert_eq!((decided.id, &decided.document), (fined.id, &fined.text));
    assert_eq!(decided.conflicts, [other.sha256]);
    let elsewhere = InspectionId(Uuid::from_u128(2));
    assert_eq!(
        store.belongings(elsewhere).await.unwrap(),
        Belongings::default()
    );
}

pub(super) async fn inspections_that_are_named_and_missing_are_awaited(store: &Store) {
    let visit = Visit::default();
    let [picture, paper, _] = one_of_each(&visit);
    store.keep(arrival(&picture, NOON)).await.unwrap();
    store.keep(arrival(&paper, NOON)).await.unwrap();
    store.keep(arrival(&correcting(2, 3), LATER)).await.unwrap();
    let awaited = |id, documents, at: &str| Awaited {
        inspection: InspectionId(Uuid::from_u128(id)),
        documents,
        last_at: at.parse().unwrap(),
    };
    assert_eq!(
        store.awaited().await.unwrap(),
        [awaited(3, 1, LATER), awaited(1, 2, NOON)]
    );
    store.keep(visit.arrival(LATER)).await.unwrap();
    assert_eq!(store.awaited().await.unwrap(), [awaited(3, 1, LATER)]);
}

pub(super) async fn a_correction_is_found_from_both_sides_in_either_order(store: &Store) {
    let id = |number| InspectionId(Uuid::from_u128(number));
    let corrects = |here| Some(Corrected { id: id(1), here });
    store.keep(arrival(&correcting(2, 1), NOON)).await.unwrap();
    assert_eq!(
        store.belongings(id(2)).await.unwrap().corrects,
        corrects(false)
    );
    assert_eq!(store.belongings(id(1)).await.unwrap().corrected_by, [id(2)]);
    store.keep(Visit::default().arrival(LATER)).await.unwrap();
    store.keep(arrival(&correcting(3, 1), LATER)).await.unwrap();
    assert_eq!(
        store.belongings(id(2)).await.unwrap().corrects,
        corrects(true)
    );
    let corrected = store.belongings(id(1)).await.unwrap();
    assert_eq!(
        (corrected.corrected_by, corrected.corrects),
        (vec![id(2), id(3)], None)
    );
    let listing = store
        .list(ALL, &receiver::people::Sight::ALL)
        .await
        .unwrap();
    let marked: Vec<_> = listing
        .rows
        .iter()
        .map(|row| (row.id, row.corrections))
        .collect();
    assert_eq!(marked, [(id(3), 0), (id(1), 2), (id(2), 0)]);
    // Three documents, of which two count: each corrects the first.
    assert_eq!((listing.total, listing.sums.inspections), (3, 2));
}

pub(super) async fn a_circle_of_corrections_leaves_nobody_out_of_the_sums(store: &Store) {
    let inspections = async || {
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .sums
            .inspections
    };
    for (id, other, counted) in [
        (1, 2, 1),
        // Here 1 corrects 2 and 2 corrects 1: a circle.
        (2, 1, 2),
        // 3 corrects 2 from outside: 2 is out.
        (3, 2, 2),
        // 4 corrects 3, 5 corrects 4: a chain, of which only 5 and 1 are left.
        (4, 3, 2),
        (5, 4, 2),
    ] {
        store
            .keep(arrival(&correcting(id, other), NOON))
            .await
            .unwrap();
        assert_eq!(inspections().await, counted, "{id} corrects {other}");
    }
}
