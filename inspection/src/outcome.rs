//! An outcome: what became of an inspection after the visit. Append-only: what
//! changes later is a further outcome. The words are those of TT 28/2013, TT
//! 01/2024 and of the reports (reminded, fined, samples that failed).

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::id::{CheckId, DocumentId, InspectionId};
use crate::inspection::Link;
use crate::stamp::Stamp;

/// One outcome.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outcome {
    /// Its id.
    pub id: DocumentId,
    /// Its place among the documents of the tablet, or of the office.
    #[serde(flatten)]
    pub link: Link,
    /// The inspection it belongs to.
    pub inspection: InspectionId,
    /// The check it belongs to; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// When it was recorded.
    pub recorded: Stamp,
    /// Who recorded it.
    pub recorded_by: String,
    /// The day of the decision, the test report or the re-inspection.
    #[serde(with = "crate::moment::day")]
    pub decided_on: NaiveDate,
    /// What became of it.
    #[serde(flatten)]
    pub result: OutcomeResult,
    /// Number of the decision, the minutes or the report.
    pub reference: Option<String>,
    /// Anything else, in words.
    pub note: Option<String>,
}

/// What became of an inspection, or of one check of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(tag = "result", rename_all = "snake_case")]
pub enum OutcomeResult {
    /// What was required is done (đã khắc phục).
    Remedied,
    /// The instrument was verified again (đã kiểm định lại).
    Reverified,
    /// The seal was lifted (mở niêm phong).
    SealLifted,
    /// Use, sale or circulation may go on (chấm dứt tạm dừng).
    SuspensionLifted,
    /// The sample conforms (mẫu đạt).
    SamplePassed,
    /// The sample does not conform (mẫu không đạt).
    SampleFailed,
    /// The goods were recycled (tái chế).
    GoodsRecycled,
    /// The goods were returned (trả lại).
    GoodsReturned,
    /// The goods were destroyed (tiêu hủy).
    GoodsDestroyed,
    /// A public warning was published (cảnh báo).
    WarningPublished,
    /// Minutes of an administrative violation were made (lập biên bản vi phạm
    /// hành chính).
    ViolationMinutes,
    /// Reminded or warned (nhắc nhở, cảnh cáo).
    Warned,
    /// A fine was decided (quyết định xử phạt).
    Fined {
        /// The fine in đồng.
        amount_vnd: u64,
    },
    /// Passed on to the competent body (chuyển cơ quan có thẩm quyền).
    PassedOn,
    /// The body it was passed on to has answered.
    ReferralAnswered,
    /// Closed without a measure (kết thúc, không xử lý).
    ClosedWithoutMeasure,
}

impl OutcomeResult {
    /// Every result, in the order in which they are offered; a fine of nothing
    /// stands for fines of any amount.
    #[cfg(feature = "office")]
    pub const ALL: [Self; 16] = [
        Self::Remedied,
        Self::Reverified,
        Self::SealLifted,
        Self::SuspensionLifted,
        Self::SamplePassed,
        Self::SampleFailed,
        Self::GoodsRecycled,
        Self::GoodsReturned,
        Self::GoodsDestroyed,
        Self::WarningPublished,
        Self::ViolationMinutes,
        Self::Warned,
        Self::Fined { amount_vnd: 0 },
        Self::PassedOn,
        Self::ReferralAnswered,
        Self::ClosedWithoutMeasure,
    ];

    /// The code in documents.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Remedied => "remedied",
            Self::Reverified => "reverified",
            Self::SealLifted => "seal_lifted",
            Self::SuspensionLifted => "suspension_lifted",
            Self::SamplePassed => "sample_passed",
            Self::SampleFailed => "sample_failed",
            Self::GoodsRecycled => "goods_recycled",
            Self::GoodsReturned => "goods_returned",
            Self::GoodsDestroyed => "goods_destroyed",
            Self::WarningPublished => "warning_published",
            Self::ViolationMinutes => "violation_minutes",
            Self::Warned => "warned",
            Self::Fined { .. } => "fined",
            Self::PassedOn => "passed_on",
            Self::ReferralAnswered => "referral_answered",
            Self::ClosedWithoutMeasure => "closed_without_measure",
        }
    }
}
