//! How much room the disk of the checkout has, and what is said where it is little:
//! a full disk fails builds in words of linkers that name no disk.

use crate::{
    child,
    places::{Places, program},
};

/// What a first run of the whole suite leaves in `target`: 13 GB, with a reserve.
const FIRST_RUN: u64 = 15_000_000_000;
/// Where nothing can be built any more.
const NOTHING: u64 = 500_000_000;

/// Says before a first run that there is too little room for it.
pub(crate) fn look(places: &Places) {
    let is_first = !places.root.join("target/debug/deps").exists();
    if let Some(left) = left(places).filter(|left| is_first && *left < FIRST_RUN) {
        println!(
            "  the disk has {} left; a first run of the suite takes up to {}",
            said(left),
            said(FIRST_RUN)
        );
    }
}

/// Says after a failure that there is no room left, where that is so.
pub(crate) fn blame(places: &Places) {
    if let Some(left) = left(places).filter(|left| *left < NOTHING) {
        println!(
            "THE DISK IS FULL: {} left where {} is",
            said(left),
            places.root.display()
        );
    }
}

/// Bytes that can still be written where the checkout is; `None` where nobody says.
fn left(places: &Places) -> Option<u64> {
    let mut command = program("df");
    command.arg("-Pk").arg(&places.root);
    available(&child::answer(command)?)
}

/// The fourth column of the last line, in KiB (POSIX, `df -P`).
fn available(table: &str) -> Option<u64> {
    let kib: u64 = table
        .lines()
        .last()?
        .split_whitespace()
        .nth(3)?
        .parse()
        .ok()?;
    kib.checked_mul(1024)
}

fn said(bytes: u64) -> String {
    format!("{}.{} GB", bytes / 1_000_000_000, bytes / 100_000_000 % 10)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_room_is_read_from_what_df_prints() {
        let table = "Filesystem     1024-blocks     Used Available Capacity Mounted on\n\
                     /dev/vda         264124416 90177536   4299161      96% /\n";
        assert_eq!(available(table), Some(4_402_340_864));
        assert_eq!(said(4_402_340_864), "4.4 GB");
        for other in ["", "df: no such file", "a b c d e f"] {
            assert_eq!(available(other), None, "{other}");
        }
    }
}
