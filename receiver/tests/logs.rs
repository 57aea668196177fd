//! What the running office writes to its log, at its most talkative: nothing by
//! which a person, an establishment or a secret could be told.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::process::Stdio;

use serde_json::json;

use crate::support::{
    JPEG, PASSWORD, Visit, bearer, command, cookie, let_in_at, let_in_lines, photo,
};

const JSON: &str = "application/json";

/// A request with these headers and its whole answer.
fn ask(address: &str, head: &str, media_type: &str, body: &str) -> String {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "{head} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\nContent-Type: {media_type}\r\n\
         Content-Length: {}\r\n{}\r\n{body}",
        body.len(),
        let_in_lines()
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

fn fields(pairs: &[(&str, &str)]) -> String {
    let mut fields = url::form_urlencoded::Serializer::new(String::new());
    fields.extend_pairs(pairs).finish()
}

/// A journey through the whole office; the secrets that were given out on it.
fn journey(address: &str) -> [String; 4] {
    let form = "application/x-www-form-urlencoded";
    let post = |path: &str, pairs: &[(&str, &str)]| {
        ask(address, &format!("POST {path}"), form, &fields(pairs))
    };
    let get = |path: &str| ask(address, &format!("GET {path}"), form, "");
    // Every secret is so many digits.
    let given = |answer: &str, before: &str| {
        let after = answer.split(before).nth(1);
        after.map_or_else(String::new, |after| after[..64].to_owned())
    };
    let stranger = [("name", "Kẻ lạ mặt"), ("password", "sai-mật-khẩu-kẻ-trộm")];
    post("/office/sign-in", &stranger);
    let admin = [("name", "Quản trị mẫu"), ("password", PASSWORD)];
    let session = given(&post("/office/sign-in", &admin), "can-dung=");
    let person = [
        ("name", "Nguyễn Thị Lan"),
        ("role", "viewer"),
        ("authority", "hanh-thong"),
    ];
    let set_up = given(&post("/office/people", &person), "/office/set-up/");
    get(&format!("/office/set-up/{set_up}"));
    let tablet = [
        ("name", "Máy của Lan"),
        ("authority", "hanh-thong"),
        ("numbers", "0"),
    ];
    let enrolling = given(&post("/office/tablets", &tablet), "/enrol#");
    let enrol = json!({ "token": enrolling, "device": uuid::Uuid::now_v7() }).to_string();
    let enrolled = ask(address, "POST /api/v1/enrolments", JSON, &enrol);
    let token = given(&enrolled, "\"token\":\"");
    let new = [
        ("name", "Tiệm vàng Kim Phượng"),
        ("address", "17 Lê Lai, Gò Vấp"),
        ("ward", "go-vap"),
        ("kind", "market_stall"),
        ("phone", "0903777888"),
        ("tax_code", "0301234567"),
    ];
    post("/office/establishments/new", &new);
    let found = get("/office/establishments?q=Kim+Ph%C6%B0%E1%BB%A3ng");
    assert!(found.contains("Kim Phượng"), "{found}");
    let visit = Visit::default();
    let picture = inspection::freeze(&photo(&visit, 9, JPEG)).unwrap();
    let other = Visit {
        name: "Người bán khác",
        ..visit.clone()
    };
    for body in [
        visit.body(),
        inspection::upload_body(&picture).unwrap(),
        other.body(),
        visit.body().replacen("Người", "Nguoi", 1),
    ] {
        ask(address, "POST /api/v1/uploads", JSON, &body);
    }
    get(&visit.page());
    get("/records/Kim-Ph%C6%B0%E1%BB%A3ng?name=Lan");
    [session, set_up, enrolling, token]
}

#[test]
fn the_log_of_a_whole_journey_names_nobody_and_gives_no_secret() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().join("data");
    let_in_at(&data, None);
    let path = folder.path().join("log");
    let mut child = command(&data, &["--port", "0"])
        .env("RUST_LOG", "trace,mio=off")
        .stdout(Stdio::piped())
        .stderr(std::fs::File::create(&path).unwrap())
        .spawn()
        .unwrap();
    let mut line = String::new();
    let mut said = BufReader::new(child.stdout.take().unwrap());
    said.read_line(&mut line).unwrap();
    let given = journey(line.trim().strip_prefix("listening on http://").unwrap());
    child.kill().unwrap();
    child.wait().unwrap();

    assert!(given.iter().all(|secret| secret.len() == 64), "{given:?}");
    let log = std::fs::read_to_string(&path).unwrap();
    for known in [
        "kept",
        "/office/sign-in",
        "another document under a taken id",
    ] {
        assert!(log.contains(known), "{known} is not in the log");
    }
    let named = [
        "Kẻ lạ",
        "kẻ-trộm",
        "tr%E1%BB%99m",
        "Quản trị",
        PASSWORD,
        "Thị Lan",
        "của Lan",
        "=Lan",
        "Kim",
        "Lê Lai",
        "0903777888",
        "0301234567",
        "Sạp 12",
        "Người",
        "Ph%C6%B0",
    ];
    let kept = [cookie(), bearer()];
    let secrets = named.into_iter().map(str::to_owned).chain(given);
    for secret in secrets.chain(kept.map(|token| token.reveal().to_owned())) {
        let lines: Vec<_> = log.lines().filter(|line| line.contains(&secret)).collect();
        assert!(
            lines.is_empty(),
            "{secret} is in the log: {:?}",
            lines.first()
        );
    }
}
