//! What the office's pages say of the rules: editions, sign-offs, limits in
//! dispute, and who inspects. Names of rows are the rule pack's.

use super::language::Pair;

/// Title of the page, and the link to it.
pub const TITLE: Pair = ["Bộ quy định", "Rules"];
/// What the page is for.
pub const EXPLAINED: Pair = [
    "Máy tính bảng kết luận theo bản quy định đang dùng. Văn phòng xác nhận \
từng dòng sau khi đối chiếu với văn bản, chọn giới hạn áp dụng khi có nhiều giới hạn, ghi cơ quan \
kiểm tra, rồi công bố bản mới. Lần kiểm tra đã bắt đầu vẫn theo bản cũ.",
    "Tablets judge by the edition in use. The office signs rows off against the text of the law, settles on one of several limits, fills in who inspects, and publishes a new edition. Visits that were begun keep theirs.",
];

/// Heading of the editions.
pub const EDITIONS: Pair = ["Các bản quy định", "Editions"];
/// Headings of the editions.
pub const EDITION_HEADINGS: [Pair; 4] = [
    ["Bản", "Edition"],
    ["Công bố", "Published"],
    ["Trạng thái", "State"],
    ["", ""],
];
/// An edition that came with the program.
pub const SHIPPED: Pair = ["Kèm theo phần mềm", "Came with the program"];
/// The edition that new visits take.
pub const IN_USE: Pair = ["Đang dùng", "In use"];
/// An edition that another one followed.
pub const EARLIER: Pair = ["Bản trước", "Earlier"];
/// An edition that was withdrawn, before why.
pub const WITHDRAWN: Pair = ["Đã thu hồi", "Withdrawn"];
/// Button that leads to withdrawing.
pub const WITHDRAW: Pair = ["Thu hồi…", "Withdraw…"];
/// Title of withdrawing.
pub const WITHDRAW_TITLE: Pair = ["Thu hồi bản quy định?", "Withdraw this edition?"];
/// What withdrawing does.
pub const WITHDRAW_EXPLAINED: Pair = [
    "Lần kiểm tra mới sẽ theo bản trước đó. Kết quả đã lập theo bản \
này vẫn giữ nguyên và vẫn ghi tên bản này.",
    "New visits take the edition before. What was recorded under this one stays as it is, and goes on naming it.",
];
/// Why it is withdrawn.
pub const REASON: Pair = ["Lý do", "Reason"];
/// The button that withdraws.
pub const WITHDRAW_CONFIRM: Pair = ["Thu hồi bản này", "Withdraw it"];

/// Heading of what is not published yet.
pub const PENDING: Pair = ["Chưa công bố", "Not published yet"];
/// Nothing waits to be published.
pub const NOTHING_PENDING: Pair = [
    "Mọi xác nhận đã nằm trong bản đang dùng.",
    "All that was said is in the edition in use.",
];
/// What waits is not in any edition.
pub const PENDING_EXPLAINED: Pair = [
    "Có thay đổi chưa nằm trong bản đang dùng. Công bố thì lần kiểm tra mới mới theo.",
    "There are changes that are not in the edition in use. New visits follow them once they are published.",
];
/// The button that publishes.
pub const PUBLISH: Pair = ["Công bố bản mới", "Publish"];
/// What was said cannot be put together; the reason follows.
pub const NOT_TOGETHER: Pair = [
    "Các xác nhận chưa ghép được thành một bản. Hãy bỏ dòng sai. Chi tiết:",
    "What was said cannot be put together to an edition. Take back the line that is wrong. Details:",
];
/// Somebody else published meanwhile.
pub const STALE: Pair = [
    "Vừa có người công bố bản khác. Hãy xem lại rồi công bố lại.",
    "Somebody just published another edition. Look again, then publish.",
];

/// Heading of what the office said.
pub const WORDS: Pair = ["Văn phòng đã xác nhận", "What the office said"];
/// Headings of what was said.
pub const WORD_HEADINGS: [Pair; 4] = [
    ["Nội dung", "About"],
    ["Căn cứ", "Rests on"],
    ["Ai, khi nào", "Who, when"],
    ["", ""],
];
/// Nothing was said yet.
pub const NO_WORDS: Pair = ["Chưa có xác nhận nào.", "Nothing was said yet."];
/// The button that strikes.
pub const STRIKE: Pair = ["Bỏ", "Take back"];
/// A word that was struck.
pub const STRUCK: Pair = ["Đã bỏ", "Taken back"];

/// Heading of limits in dispute.
pub const DISPUTED: Pair = ["Giới hạn chưa thống nhất", "Limits in dispute"];
/// What they are.
pub const DISPUTED_EXPLAINED: Pair = [
    "Khi sai số nằm giữa hai giới hạn thì chưa kết luận được. Chọn giới \
hạn áp dụng theo văn bản của cơ quan có thẩm quyền.",
    "An error between two limits gets no verdict. Settle on one, by the document of the body that decides.",
];
/// None is in dispute.
pub const NONE_DISPUTED: Pair = ["Không có.", "None."];
/// The factors of weighing instruments.
pub const FACTORS: Pair = [
    "Cân: hệ số khi đang sử dụng",
    "Scales: the factor in service",
];
/// The link to settling.
pub const SETTLE: Pair = ["Chọn giới hạn…", "Settle on a limit…"];
/// Title of settling.
pub const SETTLE_TITLE: Pair = ["Chọn giới hạn áp dụng", "Settle on a limit"];
/// Which limit.
pub const LIMIT: Pair = ["Giới hạn áp dụng", "The limit that applies"];
/// The document that settles it.
pub const SETTLED_BY: Pair = ["Văn bản quyết định", "The document that says so"];
/// What to write there.
pub const SETTLED_BY_HINT: Pair = [
    "Số, ký hiệu, ngày; ví dụ: CV 77/TĐC ngày 20/11/2026",
    "Number and day; for example: CV 77/TĐC, 20/11/2026",
];
/// The first day.
pub const FROM: Pair = ["Áp dụng từ ngày", "From"];
/// The button.
pub const SETTLE_CONFIRM: Pair = ["Ghi nhận", "Enter"];

/// Heading of who inspects.
pub const AUTHORITY: Pair = ["Cơ quan kiểm tra", "Who inspects"];
/// What it is for.
pub const AUTHORITY_EXPLAINED: Pair = [
    "In ở đầu biên bản và báo cáo, theo ngày kiểm tra.",
    "Stands at the head of minutes and reports, by the day of the visit.",
];
/// Headings of who inspects.
pub const AUTHORITY_HEADINGS: [Pair; 5] = [
    ["Từ ngày", "From"],
    ["Cơ quan cấp trên", "Superior body"],
    ["Cơ quan", "Body"],
    ["Địa danh", "Place"],
    ["Nơi nhận báo cáo", "Reports go to"],
];
/// The link to filling it in.
pub const AUTHORITY_ADD: Pair = ["Ghi cơ quan…", "Fill in…"];
/// Title of filling it in.
pub const AUTHORITY_TITLE: Pair = ["Ghi cơ quan kiểm tra", "Fill in who inspects"];
/// The body above.
pub const SUPERIOR: Pair = ["Cơ quan cấp trên", "Superior body"];
/// What to write there.
pub const SUPERIOR_HINT: Pair = [
    "Ví dụ: UBND phường Hạnh Thông",
    "For example: UBND phường Hạnh Thông",
];
/// Its name.
pub const NAME: Pair = ["Tên cơ quan", "Name of the body"];
/// The place in the heading.
pub const PLACE: Pair = ["Địa danh trên biên bản", "Place at the head of minutes"];
/// Who signs.
pub const SIGNATORY: Pair = ["Chức danh người ký báo cáo", "Title of who signs reports"];
/// Who gets the reports.
pub const RECIPIENT: Pair = ["Nơi nhận báo cáo", "Who gets the reports"];
/// The decision it rests on.
pub const DECISION: Pair = ["Văn bản giao nhiệm vụ", "The decision that charges it"];
/// Neither is filled in.
pub const NEITHER_NAMED: Pair = [
    "Ghi ít nhất tên cơ quan hoặc cơ quan cấp trên.",
    "Fill in the body, or the superior body.",
];

/// Heading of the rows.
pub const ROWS: Pair = ["Các dòng cần đối chiếu", "Rows to be signed off"];
/// What signing off means.
pub const ROWS_EXPLAINED: Pair = [
    "Dòng ghi theo trí nhớ hoặc nguồn yếu cần người phụ trách pháp chế đối \
chiếu với văn bản. Dòng đã đối chiếu mang dấu “đã đối chiếu” trên máy và trên biên bản.",
    "A row from memory or from a weak source wants the legal officer to read it against the text. A row that was signed off says so on tablets and in minutes.",
];
/// The link that shows every row.
pub const SHOW_ALL: Pair = ["Xem tất cả các dòng", "Show every row"];
/// The link that shows those that want signing off.
pub const SHOW_OPEN: Pair = [
    "Chỉ xem dòng chưa chắc chắn",
    "Show only rows that are not sure",
];
/// Headings of the rows.
pub const ROW_HEADINGS: [Pair; 4] = [
    ["Dòng", "Row"],
    ["Căn cứ đang ghi", "Basis as written"],
    ["Mức chắc chắn", "How sure"],
    ["", ""],
];
/// The link to signing off.
pub const SIGN: Pair = ["Đối chiếu…", "Sign off…"];
/// Title of signing off.
pub const SIGN_TITLE: Pair = ["Xác nhận đã đối chiếu", "Sign a row off"];
/// Who read it.
pub const BY: Pair = ["Người đối chiếu", "Who read it"];
/// When.
pub const ON: Pair = ["Ngày đối chiếu", "Read on"];
/// The text that was read.
pub const TEXT: Pair = [
    "Văn bản, điều khoản đã đọc",
    "Text and clause that was read",
];
/// What to write there.
pub const TEXT_HINT: Pair = [
    "Ví dụ: TT 23/2013/TT-BKHCN, Phụ lục, mục 3",
    "For example: TT 23/2013/TT-BKHCN, annex, item 3",
];
/// The button.
pub const SIGN_CONFIRM: Pair = ["Xác nhận", "Sign off"];
/// No basis is written in the row.
pub const NO_BASIS: Pair = ["chưa ghi", "not written"];
/// A day in the future.
pub const NOT_YET: Pair = ["Ngày này chưa đến.", "That day has not come yet."];
/// The row is of another edition.
pub const NO_SUCH_ROW: Pair = [
    "Bản quy định không có dòng này.",
    "The edition has no such row.",
];
/// The way back.
pub const BACK: Pair = ["Trở lại bộ quy định", "Back to the rules"];
/// Who acts where nobody signs in.
pub const DEMO: &str = "Bản trình diễn";

/// Before the first day of a row.
pub const SINCE: Pair = ["từ", "from"];
