//! What can become of a database that is a file.

#[cfg(target_os = "linux")]
use std::path::{Path, PathBuf};
#[cfg(target_os = "linux")]
use std::process::Command;

#[cfg(target_os = "linux")]
use receiver::Store;

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

/// A disk of memory, gone with the value.
#[cfg(target_os = "linux")]
struct Disk(PathBuf);

#[cfg(target_os = "linux")]
impl Disk {
    /// `None` for who may not mount: an ordinary user, or root of a container. That
    /// the database itself is full is told without a disk, beside the engine.
    fn of(size: &str, at: &Path) -> Option<Self> {
        let mounted = mount(&["-t", "tmpfs", "-o", &format!("size={size}"), "tmpfs"], at);
        mounted.then(|| Self(at.to_owned()))
    }

    fn grow(&self, size: &str) {
        let grown = mount(&["-o", &format!("remount,size={size}")], &self.0);
        assert!(grown, "the disk does not grow");
    }
}

#[cfg(target_os = "linux")]
impl Drop for Disk {
    fn drop(&mut self) {
        Command::new("umount").arg("-l").arg(&self.0).status().ok();
    }
}

#[cfg(target_os = "linux")]
fn mount(how: &[&str], at: &Path) -> bool {
    let mounted = Command::new("mount").args(how).arg(at).output();
    mounted.is_ok_and(|output| output.status.success())
}

#[cfg(target_os = "linux")]
#[tokio::test]
async fn on_a_full_disk_what_was_answered_is_there_and_more_comes_when_there_is_room() {
    let folder = tempfile::tempdir().unwrap();
    let Some(disk) = Disk::of("3m", folder.path()) else {
        return;
    };
    let store = Store::open(&folder.path().join("office.sqlite"))
        .await
        .unwrap();
    let visit = |number: u64| Visit {
        id: number.into(),
        sequence: number,
        ..Visit::default()
    };
    let keep = async |number| {
        store
            .keep(visit(number).arrival("2026-11-22T05:00:00Z"))
            .await
    };
    let mut kept = 0;
    let refused = loop {
        match keep(kept + 1).await {
            Ok(_) => kept += 1,
            Err(error) => break error,
        }
        assert!(kept < 1_000, "the disk is never full");
    };
    assert!(kept > 3, "{kept}: {refused}");
    // Still full: nothing is half there, and what was answered is.
    assert!(keep(kept + 1).await.is_err());
    disk.grow("40m");
    keep(kept + 1).await.unwrap();
    for number in 1..=kept + 1 {
        let id = visit(number).inspection_id();
        let found = store.find(id.into()).await.unwrap();
        assert_eq!(found.unwrap().document, visit(number).freeze().text);
    }
    assert_eq!(store.chains().await.unwrap()[0].documents, kept + 1);
    store.close().await;
}
