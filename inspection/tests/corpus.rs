//! Inputs kept from the soak, one file each, replayed at the door they were
//! found at; and small beginnings of each kind, from which a soak starts.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

#[path = "corpus/doors.rs"]
mod doors;

use std::fs;
use std::path::Path;

/// The most bytes that are kept.
const MOST_BYTES: u64 = 200_000;

#[test]
fn every_kept_input_is_read_or_refused() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/corpus");
    let mut size = 0;
    for (name, door) in [
        ("request", doors::request as fn(&[u8])),
        ("upload", doors::upload),
        ("pack", doors::pack),
        ("check", doors::check),
    ] {
        let mut replayed = 0;
        for input in fs::read_dir(folder.join(name)).unwrap() {
            let path = input.unwrap().path();
            size += fs::metadata(&path).unwrap().len();
            door(&fs::read(&path).unwrap());
            replayed += 1;
        }
        assert!(replayed > 5, "{name}: {replayed}");
    }
    assert!(size <= MOST_BYTES, "{size} bytes are kept");
}
