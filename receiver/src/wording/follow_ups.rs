//! What pages say of what has to follow a visit.

use chrono::NaiveDate;
use inspection::FollowUpKind;

use super::language::{Language, Pair};
use crate::store::Due;

/// Title of the page.
pub const TITLE: Pair = ["Việc phải theo dõi", "Follow-ups"];
/// What it is.
pub const EXPLAINED: Pair = [
    "Những việc các cuộc kiểm tra để lại và chưa có kết quả. Một việc chỉ xong khi có kết quả xử lý được ghi, hoặc khi lần kiểm tra sau thấy đã đạt.",
    "What visits left open. Each is settled by an outcome that is entered, or by a later visit that found it in order.",
];
/// Heading on the page of an inspection.
pub const LEFT: Pair = ["Việc phải theo dõi", "Left open by this visit"];
/// Headings on the page of an inspection.
pub const LEFT_HEADINGS: [Pair; 4] = [
    ["Việc", "What"],
    ["Nội dung", "About"],
    ["Hạn", "Last day"],
    ["Tình trạng", "State"],
];
/// Headings of the list.
pub const HEADINGS: [Pair; 6] = [
    ["Hạn", "Last day"],
    ["Cơ sở", "Establishment"],
    ["Phường", "Ward"],
    ["Việc", "What"],
    ["Nội dung", "About"],
    ["Xử lý", "Outcome"],
];
/// Nothing open.
pub const NONE: Pair = ["Không có việc nào.", "Nothing is open."];
/// No day was set.
pub const NO_DAY: Pair = ["Không định hạn", "No day set"];
/// Link to the form.
pub const ENTER: Pair = ["Ghi kết quả", "Enter the outcome"];
/// It is open.
pub const OPEN: Pair = ["Chưa xong", "Open"];
/// Its day is over.
pub const OVERDUE: Pair = ["Quá hạn", "Overdue"];
/// Label of the ward.
pub const WARD: Pair = ["Phường", "Ward"];
/// Label of the kind.
pub const KIND: Pair = ["Việc", "What"];
/// Label of when it is due.
pub const DUE: Pair = ["Thời hạn", "Due"];
/// Any.
pub const ANY: Pair = ["Tất cả", "Any"];
/// The button that filters.
pub const SHOW: Pair = ["Xem", "Show"];
/// To the next page.
pub const NEXT: Pair = ["Trang sau →", "Next page →"];
/// Back to the first page.
pub const FIRST: Pair = ["← Trang đầu", "← First page"];

/// What has to happen.
#[must_use]
pub fn kind(kind: FollowUpKind) -> Pair {
    match kind {
        FollowUpKind::Remedy => ["Khắc phục", "Put right"],
        FollowUpKind::Reverification => ["Kiểm định lại", "Verify again"],
        FollowUpKind::Suspension => ["Đang tạm dừng", "Suspended"],
        FollowUpKind::Seal => ["Đang niêm phong", "Sealed"],
        FollowUpKind::Sample => ["Mẫu chờ kết quả", "Sample at the laboratory"],
        FollowUpKind::Referral => [
            "Chuyển cơ quan khác, chờ trả lời",
            "Passed on, no answer yet",
        ],
    }
}

/// When it is due.
#[must_use]
pub fn due(due: Due) -> Pair {
    match due {
        Due::Overdue => ["Quá hạn", "Overdue"],
        Due::ThisWeek => ["Đến hạn trong 7 ngày", "Within seven days"],
        Due::Later => ["Sau đó", "Later"],
        Due::NoDay => ["Không định hạn", "No day set"],
    }
}

/// That it is settled, and since when.
#[must_use]
pub fn settled(language: Language, on: NaiveDate, by_visit: bool) -> String {
    let day = super::day(on);
    if by_visit {
        language.tell(
            format!("Xong {day}: lần kiểm tra sau đạt"),
            format!("Settled {day}: a later visit found it in order"),
        )
    } else {
        language.tell(format!("Xong {day}"), format!("Settled {day}"))
    }
}
