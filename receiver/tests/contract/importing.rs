//! What every store must do with a ward's list: take it over whole or not at all.

use inspection::Digest;
use receiver::Store;
use receiver::sheet::Sheet;
use receiver::store::{Act, Committed};
use receiver::ward_list::compare::{Decision, fingerprint};
use receiver::ward_list::{Judgement, Matches};

use super::keeping::{ALL, acts, add, author, day};

const HEAD: &str = "Tên cơ sở;Địa chỉ;Phường;Loại cơ sở;MST\n";

async fn imported(store: &Store, text: &str) -> String {
    let sheet = Sheet::read(text.as_bytes()).unwrap();
    let (matches, author) = (Matches::default(), author());
    let kept = store.add_import("phuong.csv", &sheet, &matches, &author);
    kept.await.unwrap()
}

async fn shown(store: &Store, id: &str) -> Digest {
    let import = store.import(id).await.unwrap().unwrap();
    let register = store.register().await.unwrap();
    let (sheet, matches) = (&import.sheet, &import.matches);
    fingerprint(&Judgement::of(sheet, matches, &import.decisions, &register, day()).rows)
}

async fn names(store: &Store) -> Vec<String> {
    let rows = store.register().await.unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

pub(super) async fn an_import_is_taken_over_whole_or_not_at_all(store: &Store) {
    let known = add(store, "Sạp Hai", "2 Lê Lợi", "").await;
    let before = store.register_since(0, ALL).await.unwrap();
    let list = "Sạp Một;1 Lê Lợi;An Nhơn;Sạp, quầy tại chợ;301234567\n\
                Sạp Hai;2 Lê Lợi;;;0309999999\nSạp Ba;;An Nhơn;Sạp, quầy tại chợ;\n";
    let id = imported(store, &format!("{HEAD}{list}")).await;
    let commit = async || {
        let digest = shown(store, &id).await;
        store
            .commit_import(&id, &digest, day(), &author())
            .await
            .unwrap()
    };
    assert_eq!(commit().await, Committed::NotReady);
    assert_eq!(store.register_since(0, ALL).await.unwrap(), before);
    let mut import = store.import(&id).await.unwrap().unwrap();
    import.decisions.insert(4, Decision::LeaveOut);
    assert!(store.decide_import(&import).await.unwrap());
    // Who knew the list before that has to look again.
    assert!(!store.decide_import(&import).await.unwrap());
    // New, changed, same, doubtful, faulty, left out, passed.
    assert_eq!(commit().await, Committed::Done([1, 1, 0, 0, 0, 1, 0]));
    assert_eq!(commit_again(store, &id).await, Committed::Gone);
    // By ward: An Nhơn, then Gò Vấp.
    assert_eq!(names(store).await, ["Sạp Một", "Sạp Hai"]);
    let changes = store.register_since(before.until, ALL).await.unwrap();
    let told: Vec<_> = changes
        .rows
        .iter()
        .map(|row| (row.name.as_str(), row.tax_code.as_str()))
        .collect();
    assert_eq!(told, [("Sạp Một", "0301234567"), ("Sạp Hai", "0309999999")]);
    assert_eq!(acts(store, &known.id).await, [Act::Changed, Act::Added]);
    let lines = store.imports().await.unwrap();
    let finished = lines[0].finished.as_ref().unwrap();
    assert_eq!(
        (finished.by.as_str(), finished.counts),
        ("Lan", Some([1, 1, 0, 0, 0, 1, 0]))
    );
}

async fn commit_again(store: &Store, id: &str) -> Committed {
    let nothing = Digest::of(b"");
    store
        .commit_import(id, &nothing, day(), &author())
        .await
        .unwrap()
}

pub(super) async fn an_import_of_which_something_else_would_come_changes_nothing(store: &Store) {
    let list = format!("{HEAD}Sạp Một;1 Lê Lợi;An Nhơn;Sạp, quầy tại chợ;\n");
    let id = imported(store, &list).await;
    let digest = shown(store, &id).await;
    let elsewhere = add(store, "Sạp Khác", "9 Lê Lợi", "").await;
    // Somebody else's row is nothing to it, and one like its own is.
    assert_eq!(shown(store, &id).await, digest);
    add(store, "SẠP MỘT", "1 Lê Lợi", "").await;
    let stale = store
        .commit_import(&id, &digest, day(), &author())
        .await
        .unwrap();
    assert_eq!(stale, Committed::Stale);
    assert_eq!(names(store).await.len(), 2);
    assert!(store.discard_import(&id, &author()).await.unwrap());
    assert!(!store.discard_import(&id, &author()).await.unwrap());
    assert_eq!(
        store.import(&id).await.unwrap().map(|import| import.id),
        None
    );
    assert_eq!(acts(store, &elsewhere.id).await, [Act::Added]);
}
