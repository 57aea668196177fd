//! The first start and the command line: how the first person comes in, and whoever
//! has locked himself out.

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};

use receiver::people::Token;

use crate::support::{Receiver, command, expect};

/// Runs the command on a folder: whether it went well, and what it said.
fn run(data: &Path, words: &[&str]) -> (bool, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_receiver"))
        .args(words)
        .arg("--data")
        .arg(data)
        .env("RUST_LOG", "off")
        .output()
        .unwrap();
    let mut said = String::from_utf8(output.stdout).unwrap();
    said.push_str(&String::from_utf8(output.stderr).unwrap());
    (output.status.success(), said)
}

/// The secret at the end of what was said.
fn secret(said: &str) -> Token {
    Token::sent(&said.trim_end()[said.trim_end().len() - 64..]).unwrap()
}

#[test]
fn a_start_without_anybody_prints_a_link_and_one_with_somebody_does_not() {
    let folder = tempfile::tempdir().unwrap();
    let start = || {
        let mut child = command(folder.path(), &["--port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = [(); 2].map(|()| lines.next().unwrap().unwrap());
        child.kill().unwrap();
        child.wait().unwrap();
        said
    };
    let [listening, first] = start();
    let address = listening.strip_prefix("listening on ").unwrap();
    let link = format!("within 24 hours, open {address}/office/set-up/");
    expect(&first, &["nobody can sign in yet", &link]);
    let [_, second] = start();
    assert_ne!(secret(&first), secret(&second), "each start has its own");
}

#[test]
fn people_are_added_listed_reset_and_disabled() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let add = ["user", "add", "Nguyễn Văn An", "--role", "admin"];
    let (done, said) = run(data, &add);
    assert!(done, "{said}");
    expect(&said, &["within 24 hours", "/office/set-up/"]);
    let (done, said) = run(data, &["user", "list"]);
    assert!(done);
    assert_eq!(said, "Nguyễn Văn An\tadmin\thcm\tno password yet\n");
    let (done, said) = run(data, &add);
    assert!(!done);
    expect(
        &said,
        &["there is a user \"Nguyễn Văn An\" already", "user reset"],
    );
    let (done, said) = run(data, &["user", "disable", "nguyễn văn an"]);
    assert!(done && said.contains("is let in no more"), "{said}");
    expect(&run(data, &["user", "list"]).1, &["disabled"]);
    let (done, said) = run(data, &["user", "reset", "nguyễn văn an"]);
    assert!(done && said.contains("/office/set-up/"), "{said}");
    expect(&run(data, &["user", "list"]).1, &["no password yet"]);
    let (done, said) = run(data, &["user", "reset", "Bình"]);
    assert!(!done);
    expect(
        &said,
        &["there is no user \"Bình\"", "`receiver user list`"],
    );
}

#[test]
fn tablets_are_added_listed_and_revoked() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path();
    let add = [
        "device",
        "add",
        "Máy 1",
        "--authority",
        "hanh-thong",
        "--numbers",
        "20",
    ];
    let (done, said) = run(data, &add);
    assert!(done, "{said}");
    expect(&said, &["within 15 minutes", "/enrol#"]);
    let id = &said[..36];
    let (_, said) = run(data, &["device", "list"]);
    assert_eq!(
        said,
        format!("{id}\tMáy 1\thanh-thong\twaits for its link\tnever\n")
    );
    run(data, &["device", "add", "Máy 1"]);
    let (done, said) = run(data, &["device", "revoke", "Máy 1"]);
    assert!(!done);
    expect(
        &said,
        &["several tablets are called \"Máy 1\"", "give the id"],
    );
    let (done, said) = run(data, &["device", "revoke", id]);
    assert!(done && said.contains("may send no more"), "{said}");
    expect(&run(data, &["device", "list"]).1, &["hanh-thong\trevoked"]);
}

#[test]
fn what_was_typed_wrong_is_named_with_its_flag() {
    let folder = tempfile::tempdir().unwrap();
    for (words, said) in [
        (
            &["user", "add", "An", "--role", "boss"][..],
            "a role is viewer, officer or admin",
        ),
        (&["user", "add", "An"], "--role"),
        (
            &[
                "user",
                "add",
                "An",
                "--role",
                "viewer",
                "--authority",
                "gv-p3",
            ],
            "--authority: \"gv-p3\" is no city or ward of the rule pack",
        ),
        (&["user", "add", " ", "--role", "viewer"], "is no name"),
        (&["device", "add", "Máy", "--numbers", "5000"], "--numbers"),
        (&["device", "revoke", "Máy"], "there is no device \"Máy\""),
    ] {
        let (done, told) = run(folder.path(), words);
        assert!(!done);
        expect(&told, &[said]);
    }
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let (done, told) = run(&file.join("data"), &["user", "list"]);
    assert!(!done);
    expect(&told, &["cannot be used"]);
}

#[test]
fn it_may_be_done_while_the_office_serves() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(folder.path(), &[]);
    let (done, said) = run(folder.path(), &["device", "revoke", "Máy mẫu"]);
    assert!(done, "{said}");
    let answer = receiver.ask("GET", "/api/v1/register", "");
    assert!(answer.starts_with("HTTP/1.1 403"), "{answer}");
    assert!(answer.contains("/problems/revoked"), "{answer}");
    let (done, said) = run(folder.path(), &["user", "disable", "Quản trị mẫu"]);
    assert!(done, "{said}");
    let answer = receiver.ask("GET", "/office", "");
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
}
