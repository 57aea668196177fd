//! What was pulled from the office, on IndexedDB: rows by list, changed as one.

use tablet::browser::IndexedDbShelf;
use tablet::shelf::{Change, List, Shelf};
use wasm_bindgen_test::wasm_bindgen_test;

use super::fresh_name;

fn rows(rows: &[(&str, Option<&str>)]) -> Vec<(String, Option<String>)> {
    let row = |(id, text): &(&str, Option<&str>)| ((*id).to_owned(), text.map(str::to_owned));
    rows.iter().map(row).collect()
}

async fn change(
    shelf: &IndexedDbShelf,
    list: List,
    head: &str,
    whole: bool,
    of: &[(&str, Option<&str>)],
) {
    let change = Change {
        whole,
        rows: rows(of),
    };
    shelf.change(list, head.to_owned(), change).await.unwrap();
}

#[wasm_bindgen_test]
async fn a_list_is_changed_row_by_row_and_replaced_whole_and_the_other_one_stays() {
    let shelf = IndexedDbShelf::named(&fresh_name());
    assert_eq!(shelf.head(List::Register).await.unwrap(), None);
    assert_eq!(shelf.rows(List::Register).await.unwrap(), [""; 0]);

    let both = [("a", Some("A")), ("b", Some("B"))];
    change(&shelf, List::Register, "1", true, &both).await;
    // An id may look like another list's name, and end as a range does.
    change(&shelf, List::Plan, "p", true, &[("register/0", Some("P"))]).await;
    change(
        &shelf,
        List::Register,
        "2",
        false,
        &[("b", None), ("c", Some("C"))],
    )
    .await;
    assert_eq!(shelf.rows(List::Register).await.unwrap(), ["A", "C"]);
    let row = async |id| shelf.row(List::Register, id).await.unwrap();
    assert_eq!(row("a").await.as_deref(), Some("A"));
    assert_eq!(row("b").await, None);

    change(&shelf, List::Register, "3", true, &[("d", Some("D"))]).await;
    assert_eq!(shelf.rows(List::Register).await.unwrap(), ["D"]);
    assert_eq!(shelf.rows(List::Plan).await.unwrap(), ["P"]);
    assert_eq!(shelf.head(List::Plan).await.unwrap().as_deref(), Some("p"));
}

#[wasm_bindgen_test]
async fn what_was_pulled_is_there_when_the_app_is_opened_again() {
    let name = fresh_name();
    let row = [("a", Some("A"))];
    change(
        &IndexedDbShelf::named(&name),
        List::Register,
        "1",
        true,
        &row,
    )
    .await;
    let again = IndexedDbShelf::named(&name);
    assert_eq!(again.rows(List::Register).await.unwrap(), ["A"]);
    let head = again.head(List::Register).await.unwrap();
    assert_eq!(head.as_deref(), Some("1"));
}
