//! The words for the codes of documents: verdicts, answers, marks.

use inspection::{CheckKind, Doubt, Evidence, Favours, OutcomeResult, Response, Severity, Verdict};

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

/// A verdict in words.
#[must_use]
pub fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Conforming => "Đạt",
        Verdict::NonConforming => "Không đạt",
        Verdict::Inconclusive { doubt } => match doubt {
            Doubt::NotTested => "Chưa kết luận: chưa kiểm tra hoặc chưa đo",
            Doubt::Gap => "Chưa kết luận: phép thử chưa đủ",
            Doubt::DisputedLimit => "Chưa kết luận: giới hạn chưa thống nhất",
            Doubt::UnsuitableStandard => "Chưa kết luận: chuẩn đo lường không phù hợp",
            Doubt::BelowResolution => "Chưa kết luận: giới hạn nhỏ hơn độ phân giải của cân",
        },
        Verdict::NotCovered => "Ngoài phạm vi bộ quy định",
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

/// An answer to an item.
#[must_use]
pub fn response(response: Response) -> &'static str {
    match response {
        Response::Conform => "Đạt",
        Response::NotConform => "Không đạt",
        Response::NotApplicable => "Không áp dụng",
        Response::NotChecked => "Không kiểm tra",
        Response::Yes => "Có",
        Response::No => "Không",
        Response::Recorded => "Đã ghi nhận",
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

/// How sure a basis is.
#[must_use]
pub fn evidence(evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::SignedOff => "đã đối chiếu",
        Evidence::Found => "có văn bản",
        Evidence::Derived => "suy ra từ văn bản",
        Evidence::Weak => "nguồn yếu",
        Evidence::Memory => "chưa kiểm chứng",
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
