//! Looks for inputs that end the program at the door `pack`.

#![no_main]

#[path = "../../inspection/tests/corpus/doors.rs"]
#[expect(dead_code, reason = "one door of several")]
mod doors;

libfuzzer_sys::fuzz_target!(|input: &[u8]| doors::pack(input));
