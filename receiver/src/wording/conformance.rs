//! What marks the documents of a conformance trial, so that nobody takes them
//! for what an inspector recorded.

/// Name of the establishment, and caption, note and author of the rest.
pub const TRIAL: &str = "THỬ MÁY CHỦ (conformance trial)";
/// Its address, and what the visit concludes.
pub const NOT_REAL: &str = "Tài liệu thử, không phải kết quả kiểm tra thật.";
/// Name of the attached file.
pub const FILE: &str = "Tài liệu thử.pdf";
