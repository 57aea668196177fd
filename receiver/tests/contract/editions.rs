//! What the office said of the rules, and the editions it published.

use inspection::{Digest, PackName};
use receiver::Store;
use receiver::store::{Author, Edition, WordKind};
use serde_json::json;

use super::{LATER, NOON};

fn act(by: &str, at: &str) -> Author {
    Author {
        name: by.to_owned(),
        at: at.parse().unwrap(),
    }
}

pub(super) async fn words_stay_in_the_order_they_were_said_and_are_struck_once(store: &Store) {
    let said = act("An", NOON);
    for (kind, row) in [
        (WordKind::SignOff, json!({"row": "CAN-09"})),
        (WordKind::Settlement, json!({"code": "ị"})),
        (WordKind::Authority, json!({"name": null})),
    ] {
        store.say(kind, &row, &said).await.unwrap();
    }
    let words = store.words().await.unwrap();
    let kinds: Vec<_> = words.iter().map(|word| word.kind).collect();
    assert_eq!(
        kinds,
        [WordKind::SignOff, WordKind::Settlement, WordKind::Authority]
    );
    assert_eq!(
        (&words[1].row["code"], &words[1].said),
        (&json!("ị"), &said)
    );
    let (first, again) = (act("Bình", LATER), act("Chi", LATER));
    assert!(store.strike(words[1].id, &first).await.unwrap());
    assert!(!store.strike(words[1].id, &again).await.unwrap());
    assert!(!store.strike(99, &again).await.unwrap());
    let words = store.words().await.unwrap();
    let struck: Vec<_> = words.into_iter().map(|word| word.struck).collect();
    assert_eq!(struck, [None, Some(first), None]);
}

pub(super) async fn an_edition_is_published_where_nobody_was_faster_and_withdrawn_once(
    store: &Store,
) {
    let edition = |id: &str| Edition {
        name: PackName {
            id: id.to_owned(),
            sha256: Digest::of(id.as_bytes()),
        },
        base: "2026-11".to_owned(),
        additions: format!("{{\"id\":\"{id}\"}}"),
        published: act("An", NOON),
        withdrawn: None,
    };
    // Their order is that of publishing, not of their names.
    let (first, second) = (edition("2026-11.b"), edition("2026-11.a"));
    assert!(store.publish(&first, 0).await.unwrap());
    assert!(!store.publish(&second, 0).await.unwrap());
    assert!(store.publish(&second, 1).await.unwrap());
    assert_eq!(
        store.editions().await.unwrap(),
        [first.clone(), second.clone()]
    );
    let by = act("Bình", LATER);
    let sha256 = &first.name.sha256;
    assert!(store.withdraw(sha256, &by, "nhầm").await.unwrap());
    assert!(!store.withdraw(sha256, &by, "lại").await.unwrap());
    let mut withdrawn = first;
    withdrawn.withdrawn = Some((by, "nhầm".to_owned()));
    assert_eq!(store.editions().await.unwrap(), [withdrawn, second]);
}
