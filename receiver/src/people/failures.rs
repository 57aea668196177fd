//! How long somebody waits after failing to sign in. The same for every name,
//! whoever it is and whether it is anybody's.

use chrono::TimeDelta;

/// Failures in a row that cost nothing: what people mistype.
const FREE: u32 = 4;
/// The first wait; each further one is twice as long.
const FIRST: TimeDelta = TimeDelta::seconds(30);
/// The longest: 100 guesses of a name take four days.
const LONGEST: TimeDelta = TimeDelta::hours(1);

/// The wait after so many failures in a row; `None` for the first few.
#[must_use]
pub fn wait_after(failures: u32) -> Option<TimeDelta> {
    let doublings = failures.checked_sub(FREE + 1)?;
    let factor = 1_i32.checked_shl(doublings).filter(|factor| *factor > 0);
    Some(factor.map_or(LONGEST, |factor| (FIRST * factor.min(1000)).min(LONGEST)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_fifth_failure_costs_half_a_minute_and_each_further_one_twice_as_much_up_to_an_hour() {
        for (failures, seconds) in [
            (1, None),
            (4, None),
            (5, Some(30)),
            (6, Some(60)),
            (7, Some(120)),
            (11, Some(1920)),
            (12, Some(3600)),
            (40, Some(3600)),
            (u32::MAX, Some(3600)),
        ] {
            let wait = wait_after(failures).map(|wait| wait.num_seconds());
            assert_eq!(wait, seconds, "{failures}");
        }
    }
}
