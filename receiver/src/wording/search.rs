//! What pages say of looking for inspections, of the parts of one visit, and of what
//! somebody should look into.

use inspection::Kind;

use super::language::{Language, Pair};
use crate::store::State;

/// Title of the page.
pub const TITLE: Pair = ["Tìm kết quả kiểm tra", "Find inspections"];
/// Label of the words.
pub const SEARCH: Pair = ["Tìm", "Search"];
/// What can be typed.
pub const HINT: Pair = [
    "Tên, địa chỉ cơ sở, số biên bản, mã số thuế, người kiểm tra, mã tài liệu. Không cần gõ dấu.",
    "Establishment, address, number of minutes, tax code, inspector, document id. No diacritics needed.",
];
/// Label of the first day.
pub const FROM: Pair = ["Kiểm tra từ ngày", "Inspected from"];
/// Label of the last day.
pub const TO: Pair = ["Đến ngày", "To"];
/// Label of the ward.
pub const WARD: Pair = ["Phường", "Ward"];
/// Label of the kind.
pub const KIND: Pair = ["Loại cơ sở", "Kind"];
/// Label of the result.
pub const RESULT: Pair = ["Kết luận", "Result"];
/// Label of the state.
pub const STATE: Pair = ["Cần xem", "To see to"];
/// Any.
pub const ANY: Pair = ["Tất cả", "Any"];
/// The button.
pub const FIND: Pair = ["Tìm", "Find"];
/// To the list of what was counted.
pub const SHOW: Pair = ["Xem danh sách", "Show the list"];
/// Nothing found.
pub const NONE: Pair = ["Không tìm thấy kết quả nào.", "Nothing was found."];
/// A day that is none.
pub const NO_DAY: Pair = [
    "Viết ngày như 22/11/2026.",
    "Write the day like 22/11/2026.",
];
/// To the next page.
pub const NEXT: Pair = ["Trang sau →", "Next page →"];
/// Back to the first page.
pub const FIRST: Pair = ["← Trang đầu", "← First page"];
/// Headings of the list.
pub const HEADINGS: [Pair; 4] = [
    ["Ngày kiểm tra", "Inspected"],
    ["Cơ sở", "Establishment"],
    ["Kết luận", "Result"],
    ["Cần xem", "To see to"],
];
/// Codes and names of what a visit comes to.
pub const RESULTS: [(&str, Pair); 7] = [
    ("conforming", ["Đạt", "Conforming"]),
    ("non_conforming", ["Không đạt", "Not conforming"]),
    ("inconclusive", ["Chưa kết luận", "No verdict"]),
    ("not_covered", ["Ngoài phạm vi", "Not covered"]),
    ("closed", ["Cơ sở đóng cửa", "Closed"]),
    ("owner_absent", ["Chủ cơ sở vắng mặt", "Owner absent"]),
    ("entry_refused", ["Không cho vào kiểm tra", "Entry refused"]),
];

/// What a visit came to.
#[must_use]
pub fn result(language: Language, code: &str) -> &str {
    let mut known = RESULTS.iter().filter(|(known, _)| *known == code);
    known.next().map_or(code, |(_, pair)| language.say(*pair))
}

/// What there is to see to.
#[must_use]
pub fn state(state: State) -> Pair {
    match state {
        State::Discrepancy => ["Văn phòng đánh giá khác", "Judged otherwise"],
        State::Conflict => ["Có xung đột", "Conflicts"],
        State::FollowUp => ["Còn việc chưa xong", "Open follow-ups"],
        State::Photos => ["Có ảnh", "With photos"],
        State::Corrected => ["Đã được thay thế", "Corrected"],
    }
}

/// How many were found.
#[must_use]
pub fn found(language: Language, count: u64) -> String {
    language.tell(format!("{count} kết quả"), format!("{count} inspections"))
}

/// How much is open.
#[must_use]
pub fn open(language: Language, count: u64) -> String {
    language.tell(format!("{count} việc chưa xong"), format!("{count} open"))
}

/// How many photos have come.
#[must_use]
pub fn photos(language: Language, count: u64) -> String {
    language.tell(format!("{count} ảnh"), format!("{count} photos"))
}

/// Heading of the other parts of a visit.
pub const PARTS: Pair = [
    "Các phần khác của cùng cuộc kiểm tra",
    "Other parts of the same visit",
];
/// Title of a whole visit.
pub const WHOLE_VISIT: Pair = ["Cả cuộc kiểm tra", "The whole visit"];
/// What makes them parts of one visit.
pub const PARTS_EXPLAINED: Pair = [
    "Các kết quả cùng ngày, cùng số lượt kiểm tra, cùng cơ sở. Báo cáo tính là một cuộc.",
    "Records of the same day, visit number and establishment. Reports count them as one visit.",
];
/// Label of the day.
pub const FROM_DAY: Pair = ["Ngày kiểm tra", "Inspected"];
/// Label of the number of the visit.
pub const VISIT_NO: Pair = ["Số lượt kiểm tra", "Visit number"];
/// Label of the address.
pub const ADDRESS: Pair = ["Địa chỉ", "Address"];
/// Headings of the parts.
pub const PART_HEADINGS: [Pair; 5] = [
    ["Người kiểm tra", "Inspector"],
    ["Máy", "Tablet"],
    ["Đóng lúc", "Closed"],
    ["Mục kiểm tra", "Checks"],
    ["Kết luận", "Result"],
];

/// Title of the page with what should be looked into.
pub const DOUBTS: Pair = ["Cần xem xét", "To look into"];
/// Heading of the discrepancies.
pub const DISCREPANCIES: Pair = [
    "Văn phòng đánh giá khác với máy",
    "Where the office judged otherwise",
];
/// Heading of the conflicts.
pub const CONFLICTS: Pair = [
    "Xung đột: tài liệu khác cùng mã",
    "Conflicts: another document under an id",
];
/// Heading of gaps.
pub const GAPS: Pair = [
    "Máy còn thiếu tài liệu",
    "Tablets of which documents are missing",
];
/// Heading of refused uploads.
pub const REFUSED: Pair = ["Tài liệu bị từ chối", "Refused uploads"];
/// What they are.
pub const REFUSED_EXPLAINED: Pair = [
    "Máy đã gửi nhưng văn phòng không nhận, và đến nay chưa gửi lại được. Nội dung vẫn nằm trên máy.",
    "Sent by a tablet, not taken, and not come since. What was in them is still on the tablet.",
];
/// Heading of inspections that are named and have not come.
pub const AWAITED: Pair = [
    "Kết quả kiểm tra chưa nhận được",
    "Inspections that have not come",
];
/// What is overdue.
pub const OVERDUE: Pair = ["Việc quá hạn", "Overdue follow-ups"];
/// Nothing of it.
pub const NOTHING: Pair = ["Không có.", "Nothing."];
/// Headings of the conflicts.
pub const CONFLICT_HEADINGS: [Pair; 4] = [
    ["Nhận lúc", "Received"],
    ["Loại", "Kind"],
    ["Cơ sở", "Establishment"],
    ["Tài liệu đến sau", "What came later"],
];
/// Headings of refused uploads.
pub const REFUSED_HEADINGS: [Pair; 5] = [
    ["Lần cuối", "Last"],
    ["Máy", "Tablet"],
    ["Mã tài liệu", "Document"],
    ["Lý do", "Reason"],
    ["Số lần", "Times"],
];
/// Heading of documents that share a number.
pub const NUMBERS: Pair = [
    "Biên bản trùng số trong năm",
    "Minutes of one number in a year",
];
/// Headings of documents that share a number.
pub const NUMBER_HEADINGS: [Pair; 3] = [
    ["Số biên bản", "Number"],
    ["Ngày kiểm tra", "Inspected"],
    ["Cơ sở", "Establishment"],
];
/// Headings of gaps.
pub const GAP_HEADINGS: [Pair; 3] = [
    ["Máy", "Tablet"],
    ["Nhận gần nhất", "Last received"],
    ["Còn thiếu", "Missing"],
];
/// Headings of what has not come.
pub const AWAITED_HEADINGS: [Pair; 3] = [
    ["Mã kết quả kiểm tra", "Inspection"],
    ["Số tài liệu đã nhận", "Documents that name it"],
    ["Nhận gần nhất", "Last received"],
];
/// A tablet whose name nobody knows.
pub const SOME_TABLET: Pair = ["Không rõ", "Unknown"];
/// No id could be read.
pub const NO_ID: Pair = ["Không đọc được", "Not readable"];

/// The first of so many.
#[must_use]
pub fn first_of(language: Language, shown: usize, total: u64) -> String {
    language.tell(
        format!("Hiện {shown} mục mới nhất trong {total}."),
        format!("The latest {shown} of {total}."),
    )
}

/// That older refusals are not kept.
#[must_use]
pub fn dropped(language: Language, count: u64) -> String {
    let most = crate::store::MOST_REFUSALS;
    language.tell(
        format!(
            "Văn phòng chỉ giữ {most} lần bị từ chối mới nhất của mỗi máy; {count} mục cũ hơn \
             không còn được liệt kê."
        ),
        format!(
            "The latest {most} refusals of each tablet are kept; {count} older ones are not \
             listed any more."
        ),
    )
}

/// The kind of a document.
#[must_use]
pub fn kind(kind: Kind) -> Pair {
    match kind {
        Kind::Inspection => ["Kết quả kiểm tra", "Inspection"],
        Kind::Photo => ["Ảnh", "Photo"],
        Kind::Attachment => ["Tài liệu đính kèm", "Attachment"],
        Kind::Outcome => ["Kết quả xử lý", "Outcome"],
    }
}

/// Why an upload was refused, by the name of the problem.
#[must_use]
pub fn problem(name: &str) -> Pair {
    match name {
        "not-an-envelope" => [
            "Không phải tài liệu của chương trình này",
            "Not an envelope",
        ],
        "unknown-version" => ["Phiên bản mới hơn văn phòng", "Newer than the office"],
        "unknown-kind" => ["Loại tài liệu chưa biết", "An unknown kind of document"],
        "not-canonical" => ["Có số không hợp lệ", "A number that is none"],
        "wrong-digest" => ["Nội dung không khớp mã băm", "Not what its digest says"],
        "unreadable" => ["Thiếu hoặc sai một trường", "A member is missing or wrong"],
        "supersedes-itself" => ["Ghi là thay cho chính nó", "Says that it corrects itself"],
        "too-large" | "content-too-large" => ["Lớn quá", "Too large"],
        "content-not-base64" | "content-of-other-type" | "wrong-content-digest" => {
            ["Tệp bên trong bị hỏng", "The file in it is damaged"]
        }
        _ => ["Yêu cầu sai quy cách", "Not as the contract asks"],
    }
}
