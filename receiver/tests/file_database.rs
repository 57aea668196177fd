//! What can become of a database that is a file.

use crate::support::{PASSWORD, TestOffice, Visit, cookie_of, office_of_an, sign_in};

#[cfg(unix)]
#[tokio::test]
async fn a_vanished_database_gives_no_receipt() {
    let office = TestOffice::open().await;
    let database = office.scratch.folder.path().join("office.sqlite");
    let aside = office.scratch.folder.path().join("aside.sqlite");
    std::fs::rename(&database, &aside).unwrap();
    let answer = office.upload(Visit::default().body()).await;
    answer.expect_problem(503, "unavailable");
    assert_eq!(office.get("/office").await.status.as_u16(), 503);
    std::fs::rename(&aside, &database).unwrap();
    assert_eq!(
        office.upload(Visit::default().body()).await.status.as_u16(),
        201
    );
}

#[tokio::test]
async fn what_is_kept_of_password_cookie_and_link_gives_none_of_them_back() {
    let office = office_of_an().await;
    let cookie = cookie_of(&sign_in(&office, "An", PASSWORD).await);
    let token = cookie.split_once('=').unwrap().1;
    let bytes = std::fs::read(office.scratch.folder.path().join("office.sqlite")).unwrap();
    let log = std::fs::read(office.scratch.folder.path().join("office.sqlite-wal")).unwrap();
    let holds = |text: &str| {
        let holds = |bytes: &[u8]| {
            bytes
                .windows(text.len())
                .any(|part| part == text.as_bytes())
        };
        holds(&bytes) || holds(&log)
    };
    assert!(!holds(PASSWORD) && !holds(token));
    assert!(
        holds("$argon2id$v=19$"),
        "the hash is there, so the search finds things"
    );
}
