//! The real program: what survives a kill, how it stops, and what it says when
//! it cannot start.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::path::Path;
use std::time::Duration;

use crate::support::{Receiver, Visit, body_of, command, let_in_lines};

/// Runs a start that must fail and gives what it said.
fn refusal(data: &Path, more: &[&str]) -> String {
    let output = command(data, more).output().unwrap();
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    let said = String::from_utf8(output.stderr).unwrap();
    assert_eq!(said.trim_end().lines().count(), 1, "{said}");
    said
}

#[test]
fn a_document_with_a_receipt_outlives_a_kill_right_after_it() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    for id in 1..=5 {
        let visit = Visit {
            id,
            ..Visit::default()
        };
        let receiver = Receiver::start(&data, &[]);
        let first = receiver.upload(&visit);
        receiver.kill();
        assert!(first.starts_with("HTTP/1.1 201"), "{first}");
        let receiver = Receiver::start(&data, &[]);
        let again = receiver.upload(&visit);
        assert!(again.starts_with("HTTP/1.1 200"), "{again}");
        assert_eq!(body_of(&again), body_of(&first));
        let page = receiver.ask("GET", &visit.page(), "");
        assert!(page.contains("Sạp 12 chợ mẫu"), "{page}");
        let list = receiver.ask("GET", "/office", "");
        let rows = u128::try_from(list.matches("data-record=").count()).unwrap();
        assert_eq!(rows, id);
    }
}

#[cfg(unix)]
#[test]
fn a_stop_signal_ends_the_program_well_and_keeps_everything() {
    for signal in ["-INT", "-TERM"] {
        let folder = tempfile::tempdir().unwrap();
        let visit = Visit::default();
        let mut receiver = Receiver::start(folder.path(), &[]);
        receiver.upload(&visit);
        // A connection that asks nothing does not hold up the stop for long.
        let _idle = TcpStream::connect(&receiver.address).unwrap();
        receiver.signal(signal);
        assert!(receiver.child.wait().unwrap().success());
        let receiver = Receiver::start(folder.path(), &[]);
        assert!(receiver.upload(&visit).starts_with("HTTP/1.1 200"));
    }
}

#[cfg(unix)]
#[test]
fn a_document_on_its_way_when_the_stop_comes_still_gets_its_receipt() {
    let folder = tempfile::tempdir().unwrap();
    let visit = Visit::default();
    let mut receiver = Receiver::start(folder.path(), &[]);
    let body = visit.body();
    let (first, rest) = body.as_bytes().split_at(body.len() / 2);
    let mut stream = TcpStream::connect(&receiver.address).unwrap();
    let head = format!(
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\n\
         Expect: 100-continue\r\nContent-Length: {}\r\n{}\r\n",
        receiver.address,
        body.len(),
        let_in_lines(),
    );
    stream.write_all(head.as_bytes()).unwrap();
    // The receiver says this when it begins to read the document.
    let mut goes_on = [0; "HTTP/1.1 100 Continue\r\n\r\n".len()];
    stream.read_exact(&mut goes_on).unwrap();
    assert_eq!(&goes_on, b"HTTP/1.1 100 Continue\r\n\r\n");
    stream.write_all(first).unwrap();
    receiver.signal("-TERM");
    while TcpStream::connect(&receiver.address).is_ok() {
        std::thread::sleep(Duration::from_millis(5));
    }
    stream.write_all(rest).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
    assert!(receiver.child.wait().unwrap().success());
    let receiver = Receiver::start(folder.path(), &[]);
    let again = receiver.upload(&visit);
    assert_eq!(body_of(&again), body_of(&answer));
}

#[test]
fn the_demonstration_and_real_work_never_share_a_folder() {
    let folder = tempfile::tempdir().unwrap();
    let (demo, real) = (folder.path().join("demo"), folder.path().join("real"));
    let running = Receiver::start(&demo, &["--demo"]);
    let page = running.ask("GET", "/office", "");
    assert!(page.contains("data-mark=\"demo\""));
    assert_eq!(page.matches("data-establishment=").count(), 12);
    assert!(
        running
            .ask("GET", "/api/v1/office", "")
            .contains("{\"demo\":true,")
    );
    running.kill();
    assert!(demo.join("DEMO").exists());
    assert!(refusal(&demo, &[]).contains("--demo"));
    Receiver::start(&real, &[]).kill();
    assert!(refusal(&real, &["--demo"]).contains("--data"));
    // Started again, the demonstration is the same: nothing twice.
    let running = Receiver::start(&demo, &["--demo"]);
    let page = running.ask("GET", "/office", "");
    assert_eq!(page.matches("data-establishment=").count(), 12);
}

#[test]
fn what_the_command_line_says_reaches_the_answers() {
    let folder = tempfile::tempdir().unwrap();
    let options = [
        "--retention-months",
        "36",
        "--accept-origin",
        "https://a.example",
    ];
    let more = [
        "--accept-origin",
        "https://b.example",
        "--upload-origin",
        "https://c.example",
    ];
    let running = Receiver::start(folder.path(), &[options, more].concat());
    let profile = running.ask("GET", "/api/v1/office", "");
    assert!(profile.contains("\"retention_months\":36"), "{profile}");
    let app = running.ask("GET", "/", "");
    assert!(
        app.contains("connect-src 'self' https://c.example\r\n"),
        "{app}"
    );
    for (origin, permitted) in [("https://b.example", true), ("https://c.example", false)] {
        let path = format!("/api/v1/office HTTP/1.1\r\nOrigin: {origin}\r\nX:");
        let answer = running.ask("GET", &path, "");
        let header = format!("access-control-allow-origin: {origin}");
        assert_eq!(answer.contains(&header), permitted, "{answer}");
    }
}

#[test]
fn what_keeps_it_from_starting_is_said_in_one_sentence() {
    let folder = tempfile::tempdir().unwrap();
    let running = Receiver::start(&folder.path().join("data"), &[]);
    let port = running.address.rsplit(':').next().unwrap();
    let said = refusal(&folder.path().join("other"), &["--port", port]);
    assert!(said.contains(&format!("port {port} is taken")), "{said}");
    let file = folder.path().join("file");
    std::fs::write(&file, "").unwrap();
    let said = refusal(&file.join("data"), &[]);
    assert!(said.contains("cannot be used"), "{said}");
    let broken = folder.path().join("broken");
    std::fs::create_dir(&broken).unwrap();
    std::fs::write(broken.join("office.sqlite"), "this is no database at all").unwrap();
    let said = refusal(&broken, &[]);
    assert!(said.contains("cannot be opened"), "{said}");
    for (option, value, words) in [
        ("--retention-months", "23", "at least 24 months"),
        (
            "--upload-origin",
            "https://a.example/x",
            "write it as https://a.example",
        ),
        ("--accept-origin", "*", "write an origin"),
    ] {
        let output = command(&folder.path().join("other"), &[option, value]).output();
        let output = output.unwrap();
        assert_eq!(output.status.code(), Some(2), "{option}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(option) && said.contains(words), "{said}");
    }
    for (database, words) in [
        ("office.sqlite", "postgres://user"),
        ("postgres://127.0.0.1", "names no database"),
        ("postgres://127.0.0.1:1/office", "cannot be opened"),
    ] {
        let said = refusal(&folder.path().join("other"), &["--database", database]);
        assert!(said.contains(words), "{said}");
        let named = database.ends_with("/office");
        assert_eq!(said.contains("CAN_DUNG_DATABASE"), !named, "{said}");
    }
    let demo = ["--demo", "--database", "postgres://127.0.0.1/office"];
    assert!(refusal(&folder.path().join("demo"), &demo).contains("--demo"));
    let said = refusal(&folder.path().join("other"), &["--tablet", "nowhere"]);
    assert!(said.contains("index.html"), "{said}");
}

#[test]
fn a_variable_stands_in_for_an_option_and_is_named_where_it_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    for (variable, value, words) in [
        ("CAN_DUNG_RETENTION_MONTHS", "23", "at least 24 months"),
        ("CAN_DUNG_PORT", "many", "invalid digit"),
        ("CAN_DUNG_LISTEN", "everywhere", "invalid IP address"),
        ("CAN_DUNG_NAMES", "office.example,a b", "write a name"),
        ("CAN_DUNG_ACCEPT_ORIGINS", "*", "write an origin"),
        ("CAN_DUNG_REVISIT_DAYS", "0", "is not in 1.."),
    ] {
        let mut command = command(folder.path(), &[]);
        let output = command.env(variable, value).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{variable}");
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains(words), "{said}");
        assert!(
            said.ends_with(&format!("the value is that of the variable {variable}\n")),
            "{said}"
        );
    }
    // What is typed goes before the variable, and is named itself.
    let mut typed = command(folder.path(), &["--retention-months", "3"]);
    let output = typed
        .env("CAN_DUNG_RETENTION_MONTHS", "36")
        .output()
        .unwrap();
    let said = String::from_utf8(output.stderr).unwrap();
    assert!(
        said.contains("--retention-months") && !said.contains("variable"),
        "{said}"
    );
}

#[test]
fn a_wards_list_is_shown_and_taken_over_at_the_command_line() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let list = folder.path().join("phuong.csv");
    let head = "Tên cơ sở;Địa chỉ;Phường;Loại cơ sở;MST\n";
    let good = "Sạp Mai;1 Lê Lợi;An Nhơn;Sạp, quầy tại chợ;301234567\n";
    let import = |text: &str, more: &[&str]| {
        std::fs::write(&list, format!("{head}{text}")).unwrap();
        let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_receiver"));
        command
            .args(["register", "import", "--data"])
            .arg(&data)
            .args(more)
            .arg(&list);
        let output = command.env("RUST_LOG", "off").output().unwrap();
        let said = String::from_utf8(output.stdout).unwrap();
        let error = String::from_utf8(output.stderr).unwrap();
        (output.status.success(), said, error)
    };
    let bad = format!("{good}Sạp Lan;;An Nhơn;Sạp, quầy tại chợ;\n");
    let (done, said, _) = import(&bad, &[]);
    assert!(
        done && said.contains("row 3: Address \"\": missing"),
        "{said}"
    );
    assert!(said.contains("New: 1\nAt fault: 1\n"), "{said}");
    let (done, _, error) = import(&bad, &["--commit"]);
    assert!(!done && error.contains("1 rows at fault"), "{error}");
    let (done, said, error) = import(&bad, &["--commit", "--leave-faulty"]);
    assert!(done && said.ends_with("taken over\n"), "{said}{error}");
    let (done, said, _) = import(good, &[]);
    assert!(done && said == "The same: 1\n", "{said}");
    let (done, _, error) = import("SAP MAI;1 le loi;;;\n", &["--commit"]);
    assert!(!done && error.contains("1 likely duplicates"), "{error}");
    for (more, expected) in [
        (
            ["--ward", "atlantis"],
            "--ward: the rule pack knows no \"atlantis\"",
        ),
        (
            ["--kind", "castle"],
            "--kind: the rule pack knows no \"castle\"",
        ),
    ] {
        let (done, _, error) = import(good, &more);
        assert!(!done && error.contains(expected), "{error}");
    }
    let (done, _, error) = import("\"", &[]);
    assert!(!done && error.contains("never closed"), "{error}");
}
