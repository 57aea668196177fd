//! What can become of a database that is a file.

use crate::support::{TestOffice, Visit};

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
