//! Looks for inputs that end the program at the door `request`.

#![no_main]

#[path = "../../inspection/tests/corpus/doors.rs"]
#[expect(dead_code, reason = "one door of several")]
mod doors;

libfuzzer_sys::fuzz_target!(|input: &[u8]| doors::request(input));
