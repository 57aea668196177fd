//! The words for the codes of documents, the same on paper and in the office:
//! verdicts, answers, marks. Always Vietnamese.

use crate::assessment::{Doubt, Verdict};
use crate::checklist::Response;
use crate::evidence::Evidence;

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
