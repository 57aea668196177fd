//! What the office says of forms that cannot be taken as they were sent.

use super::language::Pair;

/// A field is empty that must not be.
pub const REQUIRED: Pair = ["Chưa điền.", "Nothing is filled in."];
/// What was typed is no day.
pub const NOT_A_DAY: Pair = [
    "Không phải ngày: viết như 22/11/2026.",
    "Not a day: write it like 22/11/2026.",
];
