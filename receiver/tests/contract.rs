//! What the store must do on every engine: the test program of each has all of
//! these, under the same names.

use std::ops::RangeInclusive;

use inspection::{CheckId, Digest, Discrepancy, Receipt, Verdict};
use receiver::Store;
use receiver::demo::sample;
use receiver::store::{Kept, Page};

use crate::support::{Scratch, Visit, arrival};

mod editions;
mod following;
mod importing;
mod keeping;
mod kinds;
mod register;

use editions::{
    an_edition_is_published_where_nobody_was_faster_and_withdrawn_once,
    words_stay_in_the_order_they_were_said_and_are_struck_once,
};
use following::{
    a_form_that_is_sent_twice_is_one_outcome_of_the_offices_chain,
    what_is_left_open_is_the_same_in_any_order_of_arrival,
    what_is_open_is_listed_by_its_last_day_page_by_page,
};
use importing::{
    an_import_is_taken_over_whole_or_not_at_all,
    an_import_of_which_something_else_would_come_changes_nothing,
};
use keeping::{
    a_merge_moves_visits_inspections_and_history_and_leads_on,
    a_visit_is_moved_and_struck_and_one_that_was_made_is_neither,
    an_edit_of_a_row_that_changed_meanwhile_is_refused,
    the_register_is_found_by_words_without_marks_page_by_page,
    who_did_what_to_register_and_plan_is_in_the_log,
    whoever_closed_down_is_gone_for_tablets_and_comes_back,
};

use kinds::{
    a_circle_of_corrections_leaves_nobody_out_of_the_sums,
    a_correction_is_found_from_both_sides_in_either_order,
    an_id_is_taken_by_whichever_kind_came_first, every_kind_is_found_as_it_came,
    inspections_that_are_named_and_missing_are_awaited,
    what_belongs_to_an_inspection_is_told_without_opening_it,
};

use register::{
    a_long_answer_is_cut_where_nothing_is_lost,
    a_planned_visit_is_made_by_an_inspection_of_its_month, a_visit_to_nobody_changes_nothing,
    an_inspection_is_of_the_row_it_names_or_of_its_code_or_its_place,
    the_last_inspection_is_the_latest_that_stands_in_any_order,
    what_changed_of_the_register_is_told_and_nothing_else,
};

const NOON: &str = "2026-11-22T05:00:00.123456Z";
const LATER: &str = "2026-11-22T06:00:00Z";

/// A page that holds everything of a test.
const ALL: Page = Page {
    number: 1,
    size: 100,
};

/// Runs every function of the contract on a store of its own.
macro_rules! contract {
    ($($name:ident)*) => {$(
        #[tokio::test]
        async fn $name() {
            let scratch = Scratch::new().await;
            let store = scratch.open().await;
            super::$name(&store).await;
            store.close().await;
        }
    )*};
}

mod every_store {
    use super::Scratch;

    contract! {
        a_new_document_gets_a_receipt_and_is_found_as_it_came
        a_repeated_document_keeps_its_first_receipt_and_one_row
        another_document_under_the_id_is_kept_beside_the_first_once
        the_list_is_newest_first_and_pages_leave_nothing_out
        the_sums_are_of_all_pages
        discrepancies_are_found_with_their_document
        what_was_never_kept_is_not_found
        the_sample_is_planted_once_and_cleared_for_good
        a_new_month_adds_visits_while_the_sample_is_there
        every_kind_is_found_as_it_came
        an_id_is_taken_by_whichever_kind_came_first
        what_belongs_to_an_inspection_is_told_without_opening_it
        inspections_that_are_named_and_missing_are_awaited
        a_correction_is_found_from_both_sides_in_either_order
        a_circle_of_corrections_leaves_nobody_out_of_the_sums
        what_is_missing_of_a_chain_is_told_until_it_comes
        what_changed_of_the_register_is_told_and_nothing_else
        a_long_answer_is_cut_where_nothing_is_lost
        an_inspection_is_of_the_row_it_names_or_of_its_code_or_its_place
        the_last_inspection_is_the_latest_that_stands_in_any_order
        a_planned_visit_is_made_by_an_inspection_of_its_month
        a_visit_to_nobody_changes_nothing
        words_stay_in_the_order_they_were_said_and_are_struck_once
        an_edition_is_published_where_nobody_was_faster_and_withdrawn_once
        a_merge_moves_visits_inspections_and_history_and_leads_on
        a_visit_is_moved_and_struck_and_one_that_was_made_is_neither
        an_edit_of_a_row_that_changed_meanwhile_is_refused
        an_import_is_taken_over_whole_or_not_at_all
        an_import_of_which_something_else_would_come_changes_nothing
        the_register_is_found_by_words_without_marks_page_by_page
        whoever_closed_down_is_gone_for_tablets_and_comes_back
        who_did_what_to_register_and_plan_is_in_the_log
        a_form_that_is_sent_twice_is_one_outcome_of_the_offices_chain
        what_is_left_open_is_the_same_in_any_order_of_arrival
        what_is_open_is_listed_by_its_last_day_page_by_page
    }
}

async fn a_new_document_gets_a_receipt_and_is_found_as_it_came(store: &Store) {
    let visit = Visit::default();
    let frozen = visit.freeze();
    let receipt = Receipt {
        id: frozen.id,
        sha256: frozen.sha256.clone(),
        received_at: NOON.parse().unwrap(),
    };
    let kept = store.keep(visit.arrival(NOON)).await.unwrap();
    assert_eq!(kept, Kept::New(receipt.clone()));
    let stored = store.find(frozen.id).await.unwrap().unwrap();
    assert_eq!(stored.receipt, receipt);
    assert_eq!(stored.document, frozen.text);
    assert_eq!(stored.discrepancies, []);
    assert_eq!(stored.conflicts, []);
}

async fn a_repeated_document_keeps_its_first_receipt_and_one_row(store: &Store) {
    let visit = Visit::default();
    let Kept::New(first) = store.keep(visit.arrival(NOON)).await.unwrap() else {
        panic!("the first is new");
    };
    for _ in 0..3 {
        let again = store.keep(visit.arrival(LATER)).await.unwrap();
        assert_eq!(again, Kept::Repeated(first.clone()));
    }
    assert_eq!(
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total,
        1
    );
}

async fn another_document_under_the_id_is_kept_beside_the_first_once(store: &Store) {
    let first = Visit::default();
    let other = Visit {
        name: "Sạp khác",
        ..first.clone()
    };
    store.keep(first.arrival(NOON)).await.unwrap();
    for at in [LATER, "2026-11-22T07:00:00Z"] {
        let kept = store.keep(other.arrival(at)).await.unwrap();
        let sha256 = first.freeze().sha256;
        assert_eq!(kept, Kept::Conflicting { first: sha256 });
    }
    let id = first.inspection_id();
    let stored = store.find(id.into()).await.unwrap().unwrap();
    assert_eq!(stored.document, first.freeze().text);
    assert_eq!(stored.conflicts.len(), 1);
    let conflict = &stored.conflicts[0];
    assert_eq!(conflict.sha256, other.freeze().sha256);
    assert_eq!(
        conflict.received_at,
        LATER.parse::<chrono::DateTime<chrono::Utc>>().unwrap()
    );
    let text = store
        .find_conflict(id.into(), &conflict.sha256)
        .await
        .unwrap();
    assert_eq!(text, Some(other.freeze().text));
    let listing = store
        .list(ALL, &receiver::people::Sight::ALL)
        .await
        .unwrap();
    assert_eq!((listing.total, listing.rows[0].conflicts), (1, 1));
}

async fn what_is_missing_of_a_chain_is_told_until_it_comes(store: &Store) {
    assert_eq!(store.chains().await.unwrap(), []);
    let keep = async |device: u128, sequence: u64, at: &str| {
        let visit = Visit {
            id: device * 1000 + u128::from(sequence),
            device,
            sequence,
            ..Visit::default()
        };
        store.keep(visit.arrival(at)).await.unwrap();
    };
    for sequence in [5, 2, 9] {
        keep(77, sequence, NOON).await;
    }
    keep(78, 1, LATER).await;
    let told = async || {
        let chains = store.chains().await.unwrap().into_iter();
        let told = chains.map(|chain| {
            let missing = chain.missing.into_iter().map(RangeInclusive::into_inner);
            let device = chain.device.0.as_u128();
            (device, chain.documents, chain.last, missing.collect())
        });
        told.collect::<Vec<(_, _, _, Vec<_>)>>()
    };
    let other = (78, 1, 1, vec![]);
    let missing = vec![(1, 1), (3, 4), (6, 8)];
    assert_eq!(told().await, [other.clone(), (77, 3, 9, missing)]);
    for sequence in [1, 3, 7] {
        keep(77, sequence, "2026-11-22T07:00:00Z").await;
    }
    let missing = vec![(4, 4), (6, 6), (8, 8)];
    assert_eq!(told().await, [(77, 6, 9, missing), other.clone()]);
    // A second document at a place, and one at the largest place there is.
    let twice = Visit {
        id: 99,
        sequence: 9,
        ..Visit::default()
    };
    store.keep(twice.arrival(NOON)).await.unwrap();
    keep(78, (1 << 53) - 1, NOON).await;
    let missing = vec![(4, 4), (6, 6), (8, 8)];
    let last = (1 << 53) - 1;
    let gap = vec![(2, last - 1)];
    assert_eq!(told().await, [(77, 7, 9, missing), (78, 2, last, gap)]);
}

async fn the_list_is_newest_first_and_pages_leave_nothing_out(store: &Store) {
    for number in 1..=7_u64 {
        let visit = Visit {
            id: u128::from(number),
            sequence: number,
            ..Visit::default()
        };
        // Two of each hour: equal times are told apart by id.
        let at = format!("2026-11-22T{:02}:00:00Z", number / 2);
        store.keep(visit.arrival(&at)).await.unwrap();
    }
    let mut seen = Vec::new();
    for number in 1..=4 {
        let page = Page { number, size: 3 };
        let listing = store
            .list(page, &receiver::people::Sight::ALL)
            .await
            .unwrap();
        assert_eq!(listing.total, 7);
        seen.extend(listing.rows.into_iter().map(|row| row.sequence));
    }
    assert_eq!(seen, [7, 6, 5, 4, 3, 2, 1]);
}

/// Each document holds one failing scale, one failing label and one failing
/// product; two of three scales fail, the third is disputed.
async fn the_sums_are_of_all_pages(store: &Store) {
    for (id, at_10_kg) in [(1, "10,15"), (2, "10,15"), (3, "10,10")] {
        let visit = Visit {
            id,
            indications: ["2,50", "5,00", at_10_kg],
            ..Visit::default()
        };
        store.keep(visit.arrival(NOON)).await.unwrap();
    }
    let first = Page { number: 1, size: 1 };
    let listing = store
        .list(first, &receiver::people::Sight::ALL)
        .await
        .unwrap();
    assert_eq!(listing.rows.len(), 1);
    let sums = listing.sums;
    assert_eq!(sums.inspections, 3);
    assert_eq!(sums.instruments.non_conforming, 2);
    assert_eq!(sums.instruments.inconclusive, 1);
    assert_eq!(sums.instruments.total(), 3);
    assert_eq!(sums.labels.non_conforming, 3);
    assert_eq!(sums.quality.non_conforming, 3);
}

async fn discrepancies_are_found_with_their_document(store: &Store) {
    let mut inspection = Visit::default().close();
    let honest = inspection.checks[0].assessment.clone();
    inspection.checks[0].assessment.verdict = Verdict::Conforming;
    let frozen = inspection::freeze(&inspection).unwrap();
    store.keep(arrival(&frozen, NOON)).await.unwrap();
    let stored = store.find(inspection.id.into()).await.unwrap().unwrap();
    let expected = Discrepancy::OtherAssessment {
        check: CheckId(1),
        found: honest,
    };
    assert_eq!(stored.discrepancies, [expected]);
    assert_eq!(
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .rows[0]
            .discrepancies,
        1
    );
}

async fn what_was_never_kept_is_not_found(store: &Store) {
    let visit = Visit::default();
    let id = visit.inspection_id();
    let digest = Digest::of(b"another");
    assert!(store.find(id.into()).await.unwrap().is_none());
    store.keep(visit.arrival(NOON)).await.unwrap();
    assert_eq!(store.find_conflict(id.into(), &digest).await.unwrap(), None);
    let beyond = Page {
        number: u32::MAX,
        size: 50,
    };
    let listing = store
        .list(beyond, &receiver::people::Sight::ALL)
        .await
        .unwrap();
    assert_eq!((listing.rows.len(), listing.total), (0, 1));
}

async fn the_sample_is_planted_once_and_cleared_for_good(store: &Store) {
    let november = sample("2026-11-22".parse().unwrap());
    let month = ("2026-11-01".parse().unwrap(), "2026-11-30".parse().unwrap());
    for _ in 0..2 {
        store.plant(&november).await.unwrap();
        assert_eq!(store.register().await.unwrap().len(), 12);
        assert_eq!(store.plan(month.0, month.1).await.unwrap().len(), 8);
    }
    store.keep(Visit::default().arrival(NOON)).await.unwrap();
    store.clear_sample().await.unwrap();
    // Neither a second start nor a new month brings it back.
    let december = sample("2026-12-01".parse().unwrap());
    for sample in [&november, &december] {
        store.plant(sample).await.unwrap();
        assert_eq!(store.register().await.unwrap(), []);
    }
    let (first, last) = ("2026-01-01".parse().unwrap(), "2027-12-31".parse().unwrap());
    assert_eq!(store.plan(first, last).await.unwrap(), []);
    assert_eq!(
        store
            .list(ALL, &receiver::people::Sight::ALL)
            .await
            .unwrap()
            .total,
        1
    );
}

async fn a_new_month_adds_visits_while_the_sample_is_there(store: &Store) {
    for today in ["2026-11-22", "2026-12-01", "2026-11-30"] {
        store.plant(&sample(today.parse().unwrap())).await.unwrap();
    }
    assert_eq!(store.register().await.unwrap().len(), 12);
    for (first, last) in [("2026-11-01", "2026-11-30"), ("2026-12-01", "2026-12-31")] {
        let plan = store
            .plan(first.parse().unwrap(), last.parse().unwrap())
            .await
            .unwrap();
        assert_eq!(plan.len(), 8);
        assert!(
            plan.iter()
                .all(|visit| visit.sample && visit.establishment.sample)
        );
        assert!(plan.is_sorted_by_key(|visit| visit.planned_on));
    }
}
