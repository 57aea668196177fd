//! The words for the codes of documents. In Vietnamese, verdicts, answers and marks
//! are said as the minutes say them.

use inspection::{
    CheckKind, Doubt, Evidence, Favours, OutcomeResult, Response, Severity, Verdict, words,
};

use super::language::Language;
use super::written::dong;

/// A verdict in words.
#[must_use]
pub fn verdict(language: Language, verdict: Verdict) -> &'static str {
    let english = match verdict {
        Verdict::Conforming => "Conforming",
        Verdict::NonConforming => "Not conforming",
        Verdict::Inconclusive { doubt } => match doubt {
            Doubt::NotTested => "No verdict: not checked or not measured",
            Doubt::Gap => "No verdict: the trial is not complete",
            Doubt::DisputedLimit => "No verdict: the limit is in dispute",
            Doubt::UnsuitableStandard => "No verdict: the standard is not suitable",
            Doubt::BelowResolution => "No verdict: the limit is finer than the scale shows",
        },
        Verdict::NotCovered => "Not covered by the rules",
    };
    language.say([words::verdict(verdict), english])
}

/// An answer to an item.
#[must_use]
pub fn response(language: Language, response: Response) -> &'static str {
    let english = match response {
        Response::Conform => "Conforms",
        Response::NotConform => "Does not conform",
        Response::NotApplicable => "Not applicable",
        Response::NotChecked => "Not checked",
        Response::Yes => "Yes",
        Response::No => "No",
        Response::Recorded => "Recorded",
    };
    language.say([words::response(response), english])
}

/// How sure a basis is.
#[must_use]
pub fn evidence(language: Language, evidence: Evidence) -> &'static str {
    let english = match evidence {
        Evidence::SignedOff => "signed off",
        Evidence::Found => "text found",
        Evidence::Derived => "derived from the text",
        Evidence::Weak => "weak source",
        Evidence::Memory => "unverified",
    };
    language.say([words::evidence(evidence), english])
}

/// The kind of a check.
#[must_use]
pub fn check_kind(language: Language, kind: CheckKind) -> &'static str {
    language.say(match kind {
        CheckKind::Instrument => ["Phương tiện đo", "Instrument"],
        CheckKind::Label => ["Nhãn hàng hóa", "Label"],
        CheckKind::Quality => ["Chất lượng hàng hóa", "Quality"],
        CheckKind::Quantity => ["Lượng hàng hóa", "Quantity"],
    })
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
pub fn severity(language: Language, severity: Severity) -> &'static str {
    language.say(match severity {
        Severity::Info => ["ghi nhận", "observation"],
        Severity::Minor => ["nhẹ", "minor"],
        Severity::Major => ["nặng", "major"],
        Severity::Critical => ["nghiêm trọng", "critical"],
    })
}

/// Who gains by an error.
#[must_use]
pub fn favours(language: Language, favours: Favours) -> &'static str {
    language.say(match favours {
        Favours::Seller => [
            "Số hiện hoặc ghi nhiều hơn thực tế: khách bị thiếu",
            "More is shown or stated than there is: the customer is short",
        ],
        Favours::Customer => [
            "Số hiện hoặc ghi ít hơn thực tế: người bán bị thiệt",
            "Less is shown or stated than there is: the seller is short",
        ],
        Favours::Nobody => [
            "Đúng với thực tế: không ai được lợi",
            "As shown or stated: nobody gains",
        ],
    })
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
