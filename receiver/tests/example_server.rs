//! The example server of `docs/`: keeps the whole contract, by the judgement of
//! the conformance command. It is Python, whose interpreter this test needs.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

use receiver::config::Conformance;
use receiver::conformance::{State, examine};

const SERVER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/example_server.py");

/// The running example, killed with the value.
struct Example(Child);

impl Drop for Example {
    fn drop(&mut self) {
        drop(self.0.kill());
        drop(self.0.wait());
    }
}

#[test]
fn the_example_server_keeps_every_clause_of_its_own_origin() {
    let started = Command::new("python3")
        .args([SERVER, "0"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let mut example = match started {
        Ok(child) => Example(child),
        Err(error) => panic!("this test runs {SERVER}: install python3 ({error})"),
    };
    let mut line = String::new();
    let stdout = example.0.stdout.take().unwrap();
    BufReader::new(stdout).read_line(&mut line).unwrap();
    let address = line.strip_prefix("listening on ").unwrap().trim_end();
    let config = Conformance {
        url: address.to_owned(),
        origin: None,
        authority: None,
        token: None,
        clauses: Vec::new(),
        json: false,
    };
    for tried in examine(&config).unwrap().clauses {
        let expected = if tried.clause == "cross-origin" {
            State::NotTried
        } else {
            State::Kept
        };
        assert_eq!(tried.state, expected, "{tried:?}");
    }
}

#[test]
fn the_contract_shows_the_example_server_as_it_is() {
    let contract = include_str!("../../UPLOAD.md");
    let server = include_str!("../../docs/example_server.py");
    let (_, shown) = contract.split_once("```python\n").unwrap();
    let (shown, _) = shown.split_once("```").unwrap();
    assert_eq!(shown, server);
}
