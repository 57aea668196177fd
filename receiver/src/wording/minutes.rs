//! What the page of minutes says beside the minutes themselves.

use super::language::Pair;

/// Heading of the forms on a record's page.
pub const TITLE: Pair = ["Biên bản, phiếu để in", "Minutes and slips to print"];
/// Link to the form as a file for a word processor.
pub const FILE: Pair = ["Tệp Word (DOCX)", "Word file (DOCX)"];
/// Way back to the record; not printed.
pub const BACK: Pair = ["← Về kết quả kiểm tra", "← Back to the inspection"];
/// Where a form has no sheet for this inspection.
pub const NOTHING_TO_PRINT: Pair = [
    "Cuộc kiểm tra này không có nội dung cho mẫu này.",
    "The visit has nothing for this form.",
];
/// Name of a table for screen readers.
pub const TABLE: &str = "Bảng";
