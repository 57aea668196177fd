//! What the page of one inspection says beyond the rule pack's names: the visit, its
//! checks, its receipt, and what the office has to say of the document.

use inspection::{Amount, Verdict};

use super::language::{Language, Pair};
use super::{limit, verdict};

/// Labels of one inspection beyond the rule pack's.
pub const INSPECTION_TITLE: Pair = ["Kết quả kiểm tra", "Inspection"];
/// Heading of the visit.
pub const VISIT: Pair = ["Cuộc kiểm tra", "The visit"];
/// Label of the verdict on a whole.
pub const VERDICT: Pair = ["Kết luận", "Verdict"];
/// Label of the moment recording began.
pub const OPENED: Pair = ["Bắt đầu ghi", "Recording began"];
/// Label of the moment of closing.
pub const CLOSED: Pair = ["Đóng lúc", "Closed"];
/// Label of the pack.
pub const RULE_PACK: Pair = ["Bộ quy định", "Edition of the rules"];
/// Label of what is corrected.
pub const SUPERSEDES: Pair = ["Thay cho kết quả", "Takes the place of"];
/// Headings of a checklist.
pub const ITEM_HEADINGS: [Pair; 5] = [
    ["Mã", "Code"],
    ["Nội dung", "Item"],
    ["Trả lời", "Answer"],
    ["Kết luận", "Verdict"],
    ["Căn cứ", "Basis"],
];
/// Heading of a reading's number.
pub const READING_NUMBER: Pair = ["Lần", "No."];
/// Headings of the readings after what was measured.
pub const READING_HEADINGS: [Pair; 4] = [
    ["Sai số", "Error"],
    ["Giới hạn và căn cứ", "Limit and basis"],
    ["Kết luận", "Verdict"],
    ["Ai được lợi", "Who gains"],
];
/// Items that the pack does not name.
pub const OTHER_ITEMS: Pair = ["Mục khác trong tài liệu", "Other items of the document"];
/// Title of what the checks of a visit say together.
pub const TOGETHER: Pair = [
    "Nhận xét chung các phép kiểm tra",
    "What the checks say together",
];
/// Title of findings that belong to no item or reading.
pub const OTHER_FINDINGS: Pair = [
    "Kết luận khác trong tài liệu",
    "Other findings of the document",
];
/// What the office found instead.
pub const OFFICE_FINDINGS: Pair = ["Văn phòng đánh giá lại", "Judged again by the office"];
/// An item without answer.
pub const UNANSWERED: Pair = ["Chưa trả lời", "Not answered"];
/// An item worked out from others.
pub const COMPUTED: Pair = ["Tính từ số liệu", "Worked out from figures"];
/// An optional field that was left empty.
pub const NOT_NOTED: Pair = ["Không ghi", "Not noted"];
/// A basis that is not known.
pub const NO_BASIS: Pair = ["Chưa rõ căn cứ", "Basis not known"];

/// Heading of the receipt.
pub const RECEIPT_TITLE: Pair = ["Biên nhận", "Receipt"];
/// Label of the time of receipt.
pub const RECEIVED_AT: Pair = ["Nhận lúc", "Received"];
/// Label of the id.
pub const ID: Pair = ["Mã tài liệu", "Document id"];
/// Label of the digest.
pub const DIGEST: Pair = ["SHA-256 của tài liệu", "SHA-256 of the document"];
/// Label of the tablet.
pub const DEVICE: Pair = ["Máy", "Tablet"];
/// Label of the place in the chain.
pub const SEQUENCE: Pair = ["Số thứ tự trên máy", "Number on the tablet"];
/// Label of the document before.
pub const PREVIOUS: Pair = [
    "SHA-256 của tài liệu liền trước",
    "SHA-256 of the document before",
];
/// The first document of a tablet.
pub const NO_PREVIOUS: Pair = [
    "Tài liệu đầu tiên của máy",
    "The first document of the tablet",
];
/// Heading of conflicts.
pub const CONFLICTS_TITLE: Pair = [
    "Xung đột: tài liệu khác cùng mã",
    "Conflicts: other documents of the same id",
];
/// What a conflict is.
pub const CONFLICTS_EXPLAINED: Pair = [
    "Máy đã gửi nội dung khác với cùng một mã. Văn phòng giữ cả hai, không thay thế bản đã nhận trước.",
    "The tablet sent something else under the same id. The office keeps both; the one received first is not replaced.",
];
/// Above a conflicting document.
pub const CONFLICT_NOTICE: Pair = [
    "Đây là bản đến sau, xung đột với bản đã nhận trước đó. Bản này không được tính vào tổng hợp.",
    "This one came later and conflicts with the one that was received first. It is not counted.",
];
/// Link to the document that came first.
pub const TO_FIRST: Pair = ["Xem bản nhận trước", "To the one received first"];
/// Heading of discrepancies.
pub const DISCREPANCIES_TITLE: Pair = [
    "Sai khác: văn phòng đánh giá lại ra kết quả khác",
    "The office judges otherwise",
];
/// A pack that the office does not have.
pub const UNKNOWN_PACK: Pair = [
    "Văn phòng không có bộ quy định mà máy đã dùng, nên chưa đánh giá lại. \
Câu chữ dưới đây lấy theo bộ quy định hiện có của văn phòng.",
    "The office does not have the edition of the rules that the tablet used, so it has not judged again. The words below are of the edition that the office has.",
];
/// A document that this program cannot read.
pub const UNREADABLE: Pair = [
    "Chương trình này không đọc được tài liệu dưới đây; nội dung được giữ nguyên như khi nhận.",
    "This program cannot read the document below; it is kept as it was received.",
];

/// Why a disputed limit gives no verdict.
#[must_use]
pub fn disputed(language: Language, narrow: &Amount, wide: &Amount) -> String {
    let (narrow, wide) = (limit(language, narrow), limit(language, wide));
    language.tell(
        format!(
            "Sai số vượt giới hạn {narrow} nhưng không vượt {wide}. Chưa xác định được giới hạn nào \
             áp dụng cho phép kiểm tra này, nên chưa kết luận đạt hay không đạt."
        ),
        format!(
            "The error is beyond {narrow} and not beyond {wide}. Which of them applies is not \
             settled, so there is no verdict."
        ),
    )
}

/// What the tablet said and what the office says of one check.
#[must_use]
pub fn other_assessment(
    language: Language,
    number: u16,
    tablet: Option<Verdict>,
    office: Verdict,
) -> String {
    let tablet = tablet.map_or(super::NOTHING, |said| verdict(language, said));
    let office = verdict(language, office);
    language.tell(
        format!(
            "Mục kiểm tra {number}: máy ghi “{tablet}”, văn phòng tính lại “{office}”. Chi tiết ở mục đó."
        ),
        format!(
            "Check {number}: the tablet says “{tablet}”, the office “{office}”. The check shows how."
        ),
    )
}
