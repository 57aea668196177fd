//! What the page of minutes says beside the minutes themselves.

/// Heading of the forms on a record's page.
pub const TITLE: &str = "Biên bản, phiếu để in";
/// Link to the form as a file for a word processor.
pub const FILE: &str = "Tệp Word (DOCX)";
/// Way back to the record; not printed.
pub const BACK: &str = "← Về kết quả kiểm tra";
/// Where a form has no sheet for this inspection.
pub const NOTHING_TO_PRINT: &str = "Cuộc kiểm tra này không có nội dung cho mẫu này.";
/// Name of a table for screen readers.
pub const TABLE: &str = "Bảng";
