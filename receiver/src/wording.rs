//! Every sentence the office says, in Vietnamese. Names of fields, items and
//! kinds are the rule pack's. Single words for codes are in `words.rs`, numbers and
//! times in `written.rs`.

use inspection::{Amount, CheckKind, Verdict};
use language::{Language, Pair};

pub mod belongings;
pub mod conformance;
pub mod devices;
pub mod establishments;
mod faults;
pub mod follow_ups;
pub mod form;
pub mod imports;
pub mod language;
pub mod minutes;
pub mod outcomes;
pub mod people;
pub mod planning;
pub mod register;
pub mod rules;
pub mod search;
pub mod tablets;
pub mod trust;
mod words;
mod written;

pub use words::{
    check_kind, counted, evidence, favours, outcome, response, severity, sign, verdict,
};
pub use written::{
    check_number, day, error, lapsing, limit, moment, number, recorded, signed, size, stamp,
    wall_time,
};

/// Name of the program and of its office side.
pub const OFFICE: &str = "Cân Đúng · Văn phòng";
/// What the marker file of a demonstration's folder says.
pub const DEMO_MARKER: &str = "Dữ liệu mẫu của bản trình diễn. Không dùng cho kiểm tra thật.\n";
/// What the link to the tablet app is among.
pub const ELSEWHERE: &str = "Nơi khác";
/// What the links to newer and older are.
pub const PAGES: &str = "Các trang";
/// Link to the tablet app.
pub const TABLET: &str = "Ứng dụng kiểm tra";
/// Link to the list.
pub const TO_LIST: &str = "Danh sách đã nhận";
/// Where no tablet app is served.
pub const NO_TABLET: &str = "Ứng dụng kiểm tra chưa được phục vụ tại địa chỉ này: \
hãy khởi động lại bằng `receiver serve --tablet <thư mục dist>`; trang văn phòng ở /office.\n";

/// The banner of the demonstration.
pub const DEMO_BANNER: &str = "Dữ liệu mẫu: bản trình diễn, không dùng cho kiểm tra thật.";
/// Mark of a made-up row.
pub const SAMPLE: &str = "mẫu";
/// The button that leads to the confirmation.
pub const CLEAR_SAMPLE: Pair = ["Xóa dữ liệu mẫu…", "Clear the sample data…"];
/// Title of the confirmation.
pub const CLEAR_TITLE: &str = "Xóa dữ liệu mẫu?";
/// What the confirmation says.
pub const CLEAR_EXPLAINED: &str = "Tất cả cơ sở mẫu và lịch kiểm tra mẫu sẽ bị xóa cùng một lúc \
và không tự tạo lại. Kết quả kiểm tra đã nhận vẫn được giữ nguyên.";
/// The button that clears.
pub const CLEAR_CONFIRM: &str = "Xóa toàn bộ dữ liệu mẫu";
/// The way back.
pub const CANCEL: &str = "Quay lại";

/// Title of the list.
pub const LIST_TITLE: Pair = ["Kết quả kiểm tra đã nhận", "Inspections received"];
/// Heading of the list on the first page.
pub const RECEIVED_LIST: Pair = ["Danh sách đã nhận", "Received"];
/// Where nothing was received yet.
pub const NOTHING_RECEIVED: Pair = [
    "Chưa nhận được kết quả kiểm tra nào.",
    "No inspection has been received yet.",
];
/// Where a page number is beyond the last.
pub const NOTHING_ON_PAGE: Pair = [
    "Trang này không có dòng nào.",
    "There is no line on this page.",
];
/// Headings of the list.
pub const LIST_HEADINGS: [Pair; 6] = [
    ["Nhận lúc", "Received"],
    ["Cơ sở", "Establishment"],
    ["Ngày kiểm tra", "Inspected"],
    ["Máy, số thứ tự", "Tablet, number"],
    ["Kết luận", "Result"],
    ["Cần xem", "To see to"],
];
/// Title of the sums.
pub const SUMS_TITLE: Pair = ["Tổng hợp", "Sums"];
/// Headings of the sums, before the verdicts.
pub const SUMS_KIND: Pair = ["Nội dung kiểm tra", "What was inspected"];
/// The last heading of the sums.
pub const SUMS_TOTAL: Pair = ["Cộng", "All"];
/// The newer page.
pub const NEWER: Pair = ["← Mới hơn", "← Newer"];
/// The older page.
pub const OLDER: Pair = ["Cũ hơn →", "Older →"];
/// Title of the plan.
pub const PLAN_TITLE: Pair = ["Kế hoạch kiểm tra trong tháng", "Visits planned this month"];
/// Where nothing is planned.
pub const NOTHING_PLANNED: Pair = [
    "Chưa có lịch kiểm tra trong tháng này.",
    "No visit is planned this month.",
];
/// Title of the register.
pub const REGISTER_TITLE: Pair = ["Danh sách cơ sở", "Register of establishments"];
/// Where the register is empty.
pub const NOTHING_REGISTERED: Pair = [
    "Danh sách cơ sở chưa có dòng nào.",
    "The register is empty.",
];
/// Nothing to see to.
pub const NOTHING_TO_SEE: Pair = ["Không", "Nothing"];

/// Labels of one inspection beyond the rule pack's.
pub const INSPECTION_TITLE: &str = "Kết quả kiểm tra";
/// Heading of the visit.
pub const VISIT: &str = "Cuộc kiểm tra";
/// Label of the verdict on a whole.
pub const VERDICT: &str = "Kết luận";
/// Label of the moment recording began.
pub const OPENED: &str = "Bắt đầu ghi";
/// Label of the moment of closing.
pub const CLOSED: &str = "Đóng lúc";
/// Label of the pack.
pub const RULE_PACK: &str = "Bộ quy định";
/// Label of what is corrected.
pub const SUPERSEDES: &str = "Thay cho kết quả";
/// Headings of a checklist.
pub const ITEM_HEADINGS: [&str; 5] = ["Mã", "Nội dung", "Trả lời", "Kết luận", "Căn cứ"];
/// Heading of a reading's number.
pub const READING_NUMBER: &str = "Lần";
/// Headings of the readings after what was measured.
pub const READING_HEADINGS: [&str; 4] = ["Sai số", "Giới hạn và căn cứ", "Kết luận", "Ai được lợi"];
/// Items that the pack does not name.
pub const OTHER_ITEMS: &str = "Mục khác trong tài liệu";
/// Title of what the checks of a visit say together.
pub const TOGETHER: &str = "Nhận xét chung các phép kiểm tra";
/// Title of findings that belong to no item or reading.
pub const OTHER_FINDINGS: &str = "Kết luận khác trong tài liệu";
/// What the office found instead.
pub const OFFICE_FINDINGS: &str = "Văn phòng đánh giá lại";
/// An item without answer.
pub const UNANSWERED: &str = "Chưa trả lời";
/// An item worked out from others.
pub const COMPUTED: &str = "Tính từ số liệu";
/// An optional field that was left empty.
pub const NOT_NOTED: &str = "Không ghi";
/// A basis that is not known.
pub const NO_BASIS: &str = "Chưa rõ căn cứ";
/// A cell without anything.
pub const NOTHING: &str = "–";

/// Heading of the receipt.
pub const RECEIPT_TITLE: &str = "Biên nhận";
/// Label of the time of receipt.
pub const RECEIVED_AT: &str = "Nhận lúc";
/// Label of the id.
pub const ID: &str = "Mã tài liệu";
/// Label of the digest.
pub const DIGEST: &str = "SHA-256 của tài liệu";
/// Label of the tablet.
pub const DEVICE: &str = "Máy";
/// Label of the place in the chain.
pub const SEQUENCE: &str = "Số thứ tự trên máy";
/// Label of the document before.
pub const PREVIOUS: &str = "SHA-256 của tài liệu liền trước";
/// The first document of a tablet.
pub const NO_PREVIOUS: &str = "Tài liệu đầu tiên của máy";
/// Heading of conflicts.
pub const CONFLICTS_TITLE: &str = "Xung đột: tài liệu khác cùng mã";
/// What a conflict is.
pub const CONFLICTS_EXPLAINED: &str = "Máy đã gửi nội dung khác với cùng một mã. Văn phòng giữ cả hai, không thay thế bản đã nhận trước.";
/// Above a conflicting document.
pub const CONFLICT_NOTICE: &str =
    "Đây là bản đến sau, xung đột với bản đã nhận trước đó. Bản này không được tính vào tổng hợp.";
/// Link to the document that came first.
pub const TO_FIRST: &str = "Xem bản nhận trước";
/// Heading of discrepancies.
pub const DISCREPANCIES_TITLE: &str = "Sai khác: văn phòng đánh giá lại ra kết quả khác";
/// A pack that the office does not have.
pub const UNKNOWN_PACK: &str = "Văn phòng không có bộ quy định mà máy đã dùng, nên chưa đánh giá lại. \
Câu chữ dưới đây lấy theo bộ quy định hiện có của văn phòng.";
/// A document that this program cannot read.
pub const UNREADABLE: &str =
    "Chương trình này không đọc được tài liệu dưới đây; nội dung được giữ nguyên như khi nhận.";

/// Titles and sentences of pages that are not there.
pub const NOT_FOUND: [&str; 2] = ["Không tìm thấy", "Không có gì ở địa chỉ này."];
/// A method that an address does not take.
pub const NOT_ALLOWED: [&str; 2] = [
    "Không thực hiện được",
    "Địa chỉ này không nhận yêu cầu như vậy.",
];
/// Sample data where there is no demonstration.
pub const NOT_A_DEMO: [&str; 2] = [
    "Không thực hiện được",
    "Chỉ bản trình diễn mới có dữ liệu mẫu để xóa.",
];
/// Where the office was asked for by a name that is not its own.
pub const OTHER_NAME: &str = "Văn phòng không có tên này. Hãy mở bằng địa chỉ mà văn phòng đã cho. / \
    The office is not known by this name. Open it by the address that it gave out.";
/// A form that another site sent.
pub const OTHER_SITE: [&str; 2] = [
    "Không thực hiện được",
    "Yêu cầu này không đến từ trang của văn phòng.",
];
/// A form that cannot be read.
pub const BAD_FORM: [&str; 2] = [
    "Không thực hiện được",
    "Biểu mẫu gửi lên không đọc được. Hãy mở lại trang và thử lại.",
];
/// The database failed.
pub const UNAVAILABLE: [&str; 2] = [
    "Tạm thời không đọc được dữ liệu",
    "Cơ sở dữ liệu của văn phòng chưa trả lời. Hãy thử lại sau ít phút.",
];

/// Heading of one check.
#[must_use]
pub fn check_title(number: u16, kind: CheckKind, subject: &str) -> String {
    format!("{number}. {}: {subject}", check_kind(kind))
}

/// Why a disputed limit gives no verdict.
#[must_use]
pub fn disputed(narrow: &Amount, wide: &Amount) -> String {
    format!(
        "Sai số vượt giới hạn {} nhưng không vượt {}. Chưa xác định được giới hạn nào \
         áp dụng cho phép kiểm tra này, nên chưa kết luận đạt hay không đạt.",
        limit(narrow),
        limit(wide)
    )
}

/// How many inspections the sums are of.
#[must_use]
pub fn inspections(language: Language, count: u64) -> String {
    language.tell(
        format!("{count} cuộc kiểm tra"),
        format!("{count} inspections"),
    )
}

/// Where in the list a page stands.
#[must_use]
pub fn page_of(language: Language, number: u32, pages: u64, total: u64) -> String {
    language.tell(
        format!("Trang {number}/{pages} · {total} kết quả"),
        format!("Page {number} of {pages} · {total} inspections"),
    )
}

/// Marks of a line of the list.
#[must_use]
pub fn discrepancies(language: Language, count: usize) -> String {
    language.tell(
        format!("⚠ {count} sai khác"),
        format!("⚠ {count} judged otherwise"),
    )
}

/// Marks of a line of the list.
#[must_use]
pub fn conflicts(language: Language, count: u64) -> String {
    language.tell(
        format!("⚠ {count} xung đột"),
        format!("⚠ {count} conflicts"),
    )
}

/// What the tablet said and what the office says of one check.
#[must_use]
pub fn other_assessment(number: u16, tablet: Option<Verdict>, office: Verdict) -> String {
    let tablet = tablet.map_or(NOTHING, verdict);
    let office = verdict(office);
    format!(
        "Mục kiểm tra {number}: máy ghi “{tablet}”, văn phòng tính lại “{office}”. Chi tiết ở mục đó."
    )
}
