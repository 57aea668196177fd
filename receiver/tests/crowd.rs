//! Many who are connected and say nothing, and some who speak slowly: the
//! others are answered as if they were not there.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Receiver, Visit, let_in_lines};

/// Connections that say nothing.
const IDLE: usize = 2000;
/// Uploads that stop in the middle: in the head, and in the body.
const SLOW: usize = 100;

#[test]
fn two_thousand_idle_and_a_hundred_slow_clients_hold_nobody_up() {
    let folder = tempfile::tempdir().unwrap();
    let receiver = Receiver::start(folder.path(), &[]);
    let connect = || {
        TcpStream::connect(&receiver.address).unwrap_or_else(|error| {
            panic!("{IDLE} connections take as many open files, `ulimit -n 8192`: {error}")
        })
    };
    let idle: Vec<_> = (0..IDLE).map(|_| connect()).collect();
    let body = Visit::default().body();
    let (first, rest) = body.split_at(body.len() / 2);
    let head = format!(
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n{}\r\n",
        receiver.address,
        body.len(),
        let_in_lines(),
    );
    let (early, late) = head.split_at(40);
    let mut slow: Vec<_> = (0..SLOW)
        .map(|index| {
            let mut stream = connect();
            let half = [head.as_str(), first].concat();
            let begun = if index % 2 == 0 { early } else { half.as_str() };
            stream.write_all(begun.as_bytes()).unwrap();
            stream
        })
        .collect();
    for id in 1..=20 {
        let visit = Visit {
            id: id + 1,
            ..Visit::default()
        };
        let began = Instant::now();
        let answer = receiver.upload(&visit);
        assert!(answer.starts_with("HTTP/1.1 201"), "{answer}");
        // Alone it takes some 20 ms.
        assert!(began.elapsed() < Duration::from_secs(5));
    }
    // Who is slow is answered too, in the end.
    for (index, stream) in slow.iter_mut().enumerate() {
        let missing = if index % 2 == 0 {
            [late, &body].concat()
        } else {
            rest.to_owned()
        };
        stream.write_all(missing.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let status = answer.get(..12).unwrap();
        let expected = if index == 0 {
            "HTTP/1.1 201"
        } else {
            "HTTP/1.1 200"
        };
        assert_eq!(status, expected, "{answer}");
    }
    drop(idle);
}
