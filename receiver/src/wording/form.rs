//! What the office says of forms that cannot be taken as they were sent.

/// A field is empty that must not be.
pub const REQUIRED: &str = "Chưa điền.";
/// What was typed is no day.
pub const NOT_A_DAY: &str = "Không phải ngày: viết như 22/11/2026.";
