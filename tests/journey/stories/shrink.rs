//! A shorter story that fails too: drops as many actions as it can.

use super::action::Action;

/// The fewest actions found for which `fails` holds, where it holds for all.
/// Drops halves, then quarters, down to single actions (Zeller and Hildebrandt
/// 2002, reduced to removal).
pub(super) fn shrunk(actions: &[Action], fails: &dyn Fn(&[Action]) -> bool) -> Vec<Action> {
    let mut least = actions.to_vec();
    let mut size = least.len().div_ceil(2);
    while size > 0 {
        let mut at = 0;
        let before = least.len();
        while at < least.len() {
            let mut fewer = least.clone();
            fewer.drain(at..(at + size).min(fewer.len()));
            if fails(&fewer) {
                least = fewer;
            } else {
                at += size;
            }
        }
        // A single action may have become superfluous through a later one.
        if size > 1 || least.len() == before {
            size /= 2;
        }
    }
    least
}
