//! Every sentence the office says, Vietnamese first. Names of fields, items and
//! kinds are the rule pack's. Single words for codes are in `words.rs`, numbers and
//! times in `written.rs`.

use inspection::CheckKind;
use language::{Language, Pair};

pub mod audit;
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
pub mod record;
pub mod refusals;
pub mod register;
pub mod reports;
pub mod rules;
pub mod search;
pub mod signatures;
pub mod tablets;
pub mod trust;
mod words;
mod written;

pub use words::{check_kind, evidence, favours, outcome, response, severity, sign, verdict};
pub use written::{
    check_number, day, error, grouped, lapsing, limit, moment, number, recorded, signed, size,
    stamp, wall_time,
};

/// Name of the program and of its office side.
pub const OFFICE: Pair = ["Cân Đúng · Văn phòng", "Cân Đúng · Office"];
/// What the marker file of a demonstration's folder says.
pub const DEMO_MARKER: &str = "Dữ liệu mẫu của bản trình diễn. Không dùng cho kiểm tra thật.\n";

/// What the link to the tablet app is among.
pub const ELSEWHERE: Pair = ["Nơi khác", "Elsewhere"];
/// What the links to newer and older are.
pub const PAGES: Pair = ["Các trang", "Pages"];
/// Link to the tablet app.
pub const TABLET: Pair = ["Ứng dụng kiểm tra", "Inspection app"];
/// Link to the list.
pub const TO_LIST: Pair = ["Danh sách đã nhận", "Inspections received"];
/// Where no tablet app is served.
pub const NO_TABLET: &str = "Ứng dụng kiểm tra chưa được phục vụ tại địa chỉ này: \
hãy khởi động lại bằng `receiver serve --tablet <thư mục dist>`; trang văn phòng ở /office.\n";

/// The banner of the demonstration.
pub const DEMO_BANNER: Pair = [
    "Dữ liệu mẫu: bản trình diễn, không dùng cho kiểm tra thật.",
    "Sample data: a demonstration, not for real inspections.",
];
/// Mark of a made-up row.
pub const SAMPLE: Pair = ["mẫu", "sample"];
/// The button that leads to the confirmation.
pub const CLEAR_SAMPLE: Pair = ["Xóa dữ liệu mẫu…", "Clear the sample data…"];

/// Title of the confirmation.
pub const CLEAR_TITLE: Pair = ["Xóa dữ liệu mẫu?", "Clear the sample data?"];
/// What the confirmation says.
pub const CLEAR_EXPLAINED: Pair = [
    "Tất cả cơ sở mẫu và lịch kiểm tra mẫu sẽ bị xóa cùng một lúc \
và không tự tạo lại. Kết quả kiểm tra đã nhận vẫn được giữ nguyên.",
    "All sample establishments and sample visits are deleted at once and do not come back. Inspections that were received stay.",
];
/// The button that clears.
pub const CLEAR_CONFIRM: Pair = ["Xóa toàn bộ dữ liệu mẫu", "Clear all sample data"];
/// The way back.
pub const CANCEL: Pair = ["Quay lại", "Back"];

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

/// A cell without anything.
pub const NOTHING: &str = "–";

/// Titles and sentences of pages that are not there.
pub const NOT_FOUND: [Pair; 2] = [
    ["Không tìm thấy", "Not found"],
    [
        "Không có gì ở địa chỉ này.",
        "There is nothing at this address.",
    ],
];
/// A method that an address does not take.
pub const NOT_ALLOWED: [Pair; 2] = [
    ["Không thực hiện được", "Not done"],
    [
        "Địa chỉ này không nhận yêu cầu như vậy.",
        "This address does not take such a request.",
    ],
];
/// Sample data where there is no demonstration.
pub const NOT_A_DEMO: [Pair; 2] = [
    ["Không thực hiện được", "Not done"],
    [
        "Chỉ bản trình diễn mới có dữ liệu mẫu để xóa.",
        "Only the demonstration has sample data to clear.",
    ],
];
/// Where the office was asked for by a name that is not its own.
pub const OTHER_NAME: &str = "Văn phòng không có tên này. Hãy mở bằng địa chỉ mà văn phòng đã cho; \
    người quản trị thêm tên bằng `receiver serve --name TÊN`. / \
    The office is not known by this name. Open it by the address that it gave out; \
    whoever runs it adds a name by `receiver serve --name NAME`.";

/// A form that another site sent.
pub const OTHER_SITE: [Pair; 2] = [
    ["Không thực hiện được", "Not done"],
    [
        "Yêu cầu này không đến từ trang của văn phòng.",
        "This request does not come from a page of the office.",
    ],
];
/// A form that cannot be read.
pub const BAD_FORM: [Pair; 2] = [
    ["Không thực hiện được", "Not done"],
    [
        "Biểu mẫu gửi lên không đọc được. Hãy mở lại trang và thử lại.",
        "The form could not be read. Open the page again and try once more.",
    ],
];
/// The database failed.
pub const UNAVAILABLE: [Pair; 2] = [
    [
        "Tạm thời không đọc được dữ liệu",
        "Not to be had at the moment",
    ],
    [
        "Cơ sở dữ liệu của văn phòng chưa trả lời. Hãy thử lại sau ít phút.",
        "The office's database does not answer. Try again in a few minutes.",
    ],
];

/// Heading of one check.
#[must_use]
pub fn check_title(language: Language, number: u16, kind: CheckKind, subject: &str) -> String {
    format!("{number}. {}: {subject}", check_kind(language, kind))
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
