//! The words for the codes of documents that only the office says; verdicts,
//! answers and marks are said as the minutes say them.

pub use inspection::words::{evidence, response, verdict};
use inspection::{CheckKind, Favours, OutcomeResult, Severity};

use super::written::dong;

/// The kind of a check.
#[must_use]
pub fn check_kind(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Instrument => "Phương tiện đo",
        CheckKind::Label => "Nhãn hàng hóa",
        CheckKind::Quality => "Chất lượng hàng hóa",
        CheckKind::Quantity => "Lượng hàng hóa",
    }
}

/// Heading of a column of counts.
#[must_use]
pub fn counted(code: &str) -> &'static str {
    match code {
        "conforming" => "Đạt",
        "non_conforming" => "Không đạt",
        "inconclusive" => "Chưa kết luận",
        _ => "Ngoài phạm vi",
    }
}

/// A sign that stands beside the words, never alone.
#[must_use]
pub fn sign(code: &str) -> &'static str {
    match code {
        "conforming" => "✓",
        "non_conforming" => "✗",
        "inconclusive" => "?",
        _ => "○",
    }
}

/// How grave a finding is.
#[must_use]
pub fn severity(severity: Severity) -> &'static str {
    match severity {
        Severity::Info => "ghi nhận",
        Severity::Minor => "nhẹ",
        Severity::Major => "nặng",
        Severity::Critical => "nghiêm trọng",
    }
}

/// Who gains by an error.
#[must_use]
pub fn favours(favours: Favours) -> &'static str {
    match favours {
        Favours::Seller => "Số hiện hoặc ghi nhiều hơn thực tế: khách bị thiếu",
        Favours::Customer => "Số hiện hoặc ghi ít hơn thực tế: người bán bị thiệt",
        Favours::Nobody => "Đúng với thực tế: không ai được lợi",
    }
}

/// What became of an inspection.
#[must_use]
pub fn outcome(result: OutcomeResult) -> String {
    let words = match result {
        OutcomeResult::Remedied => "Đã khắc phục",
        OutcomeResult::Reverified => "Đã kiểm định lại",
        OutcomeResult::SealLifted => "Đã mở niêm phong",
        OutcomeResult::SuspensionLifted => "Đã chấm dứt tạm dừng",
        OutcomeResult::SamplePassed => "Mẫu đạt",
        OutcomeResult::SampleFailed => "Mẫu không đạt",
        OutcomeResult::GoodsRecycled => "Hàng hóa đã tái chế",
        OutcomeResult::GoodsReturned => "Hàng hóa đã trả lại",
        OutcomeResult::GoodsDestroyed => "Hàng hóa đã tiêu hủy",
        OutcomeResult::WarningPublished => "Đã công bố cảnh báo",
        OutcomeResult::ViolationMinutes => "Đã lập biên bản vi phạm hành chính",
        OutcomeResult::Warned => "Đã nhắc nhở, cảnh cáo",
        OutcomeResult::Fined { amount_vnd } => {
            return format!("Quyết định xử phạt: {}", dong(amount_vnd));
        }
        OutcomeResult::PassedOn => "Đã chuyển cơ quan có thẩm quyền",
        OutcomeResult::ReferralAnswered => "Cơ quan được chuyển hồ sơ đã trả lời",
        OutcomeResult::ClosedWithoutMeasure => "Kết thúc, không xử lý",
    };
    words.to_owned()
}
