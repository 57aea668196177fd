//! What the office's pages say of the rules: editions, sign-offs, limits in
//! dispute, and who inspects. Names of rows are the rule pack's.

/// Title of the page, and the link to it.
pub const TITLE: &str = "Bộ quy định";
/// What the page is for.
pub const EXPLAINED: &str = "Máy tính bảng kết luận theo bản quy định đang dùng. Văn phòng xác nhận \
từng dòng sau khi đối chiếu với văn bản, chọn giới hạn áp dụng khi có nhiều giới hạn, ghi cơ quan \
kiểm tra, rồi công bố bản mới. Lần kiểm tra đã bắt đầu vẫn theo bản cũ.";

/// Heading of the editions.
pub const EDITIONS: &str = "Các bản quy định";
/// Headings of the editions.
pub const EDITION_HEADINGS: [&str; 4] = ["Bản", "Công bố", "Trạng thái", ""];
/// An edition that came with the program.
pub const SHIPPED: &str = "Kèm theo phần mềm";
/// The edition that new visits take.
pub const IN_USE: &str = "Đang dùng";
/// An edition that another one followed.
pub const EARLIER: &str = "Bản trước";
/// An edition that was withdrawn, before why.
pub const WITHDRAWN: &str = "Đã thu hồi";
/// Button that leads to withdrawing.
pub const WITHDRAW: &str = "Thu hồi…";
/// Title of withdrawing.
pub const WITHDRAW_TITLE: &str = "Thu hồi bản quy định?";
/// What withdrawing does.
pub const WITHDRAW_EXPLAINED: &str = "Lần kiểm tra mới sẽ theo bản trước đó. Kết quả đã lập theo bản \
này vẫn giữ nguyên và vẫn ghi tên bản này.";
/// Why it is withdrawn.
pub const REASON: &str = "Lý do";
/// The button that withdraws.
pub const WITHDRAW_CONFIRM: &str = "Thu hồi bản này";

/// Heading of what is not published yet.
pub const PENDING: &str = "Chưa công bố";
/// Nothing waits to be published.
pub const NOTHING_PENDING: &str = "Mọi xác nhận đã nằm trong bản đang dùng.";
/// What waits is not in any edition.
pub const PENDING_EXPLAINED: &str =
    "Có thay đổi chưa nằm trong bản đang dùng. Công bố thì lần kiểm tra mới mới theo.";
/// The button that publishes.
pub const PUBLISH: &str = "Công bố bản mới";
/// What was said cannot be put together; the reason follows.
pub const NOT_TOGETHER: &str =
    "Các xác nhận chưa ghép được thành một bản. Hãy bỏ dòng sai. Chi tiết:";
/// Somebody else published meanwhile.
pub const STALE: &str = "Vừa có người công bố bản khác. Hãy xem lại rồi công bố lại.";

/// Heading of what the office said.
pub const WORDS: &str = "Văn phòng đã xác nhận";
/// Headings of what was said.
pub const WORD_HEADINGS: [&str; 4] = ["Nội dung", "Căn cứ", "Ai, khi nào", ""];
/// Nothing was said yet.
pub const NO_WORDS: &str = "Chưa có xác nhận nào.";
/// The button that strikes.
pub const STRIKE: &str = "Bỏ";
/// A word that was struck.
pub const STRUCK: &str = "Đã bỏ";

/// Heading of limits in dispute.
pub const DISPUTED: &str = "Giới hạn chưa thống nhất";
/// What they are.
pub const DISPUTED_EXPLAINED: &str = "Khi sai số nằm giữa hai giới hạn thì chưa kết luận được. Chọn giới \
hạn áp dụng theo văn bản của cơ quan có thẩm quyền.";
/// None is in dispute.
pub const NONE_DISPUTED: &str = "Không có.";
/// The factors of weighing instruments.
pub const FACTORS: &str = "Cân: hệ số khi đang sử dụng";
/// The link to settling.
pub const SETTLE: &str = "Chọn giới hạn…";
/// Title of settling.
pub const SETTLE_TITLE: &str = "Chọn giới hạn áp dụng";
/// Which limit.
pub const LIMIT: &str = "Giới hạn áp dụng";
/// The document that settles it.
pub const SETTLED_BY: &str = "Văn bản quyết định";
/// What to write there.
pub const SETTLED_BY_HINT: &str = "Số, ký hiệu, ngày; ví dụ: CV 77/TĐC ngày 20/11/2026";
/// The first day.
pub const FROM: &str = "Áp dụng từ ngày";
/// The button.
pub const SETTLE_CONFIRM: &str = "Ghi nhận";

/// Heading of who inspects.
pub const AUTHORITY: &str = "Cơ quan kiểm tra";
/// What it is for.
pub const AUTHORITY_EXPLAINED: &str = "In ở đầu biên bản và báo cáo, theo ngày kiểm tra.";
/// Headings of who inspects.
pub const AUTHORITY_HEADINGS: [&str; 5] = [
    "Từ ngày",
    "Cơ quan cấp trên",
    "Cơ quan",
    "Địa danh",
    "Nơi nhận báo cáo",
];
/// The link to filling it in.
pub const AUTHORITY_ADD: &str = "Ghi cơ quan…";
/// Title of filling it in.
pub const AUTHORITY_TITLE: &str = "Ghi cơ quan kiểm tra";
/// The body above.
pub const SUPERIOR: &str = "Cơ quan cấp trên";
/// What to write there.
pub const SUPERIOR_HINT: &str = "Ví dụ: UBND phường Hạnh Thông";
/// Its name.
pub const NAME: &str = "Tên cơ quan";
/// The place in the heading.
pub const PLACE: &str = "Địa danh trên biên bản";
/// Who signs.
pub const SIGNATORY: &str = "Chức danh người ký báo cáo";
/// Who gets the reports.
pub const RECIPIENT: &str = "Nơi nhận báo cáo";
/// The decision it rests on.
pub const DECISION: &str = "Văn bản giao nhiệm vụ";
/// Neither is filled in.
pub const NEITHER_NAMED: &str = "Ghi ít nhất tên cơ quan hoặc cơ quan cấp trên.";

/// Heading of the rows.
pub const ROWS: &str = "Các dòng cần đối chiếu";
/// What signing off means.
pub const ROWS_EXPLAINED: &str = "Dòng ghi theo trí nhớ hoặc nguồn yếu cần người phụ trách pháp chế đối \
chiếu với văn bản. Dòng đã đối chiếu mang dấu “đã đối chiếu” trên máy và trên biên bản.";
/// The link that shows every row.
pub const SHOW_ALL: &str = "Xem tất cả các dòng";
/// The link that shows those that want signing off.
pub const SHOW_OPEN: &str = "Chỉ xem dòng chưa chắc chắn";
/// Headings of the rows.
pub const ROW_HEADINGS: [&str; 4] = ["Dòng", "Căn cứ đang ghi", "Mức chắc chắn", ""];
/// The link to signing off.
pub const SIGN: &str = "Đối chiếu…";
/// Title of signing off.
pub const SIGN_TITLE: &str = "Xác nhận đã đối chiếu";
/// Who read it.
pub const BY: &str = "Người đối chiếu";
/// When.
pub const ON: &str = "Ngày đối chiếu";
/// The text that was read.
pub const TEXT: &str = "Văn bản, điều khoản đã đọc";
/// What to write there.
pub const TEXT_HINT: &str = "Ví dụ: TT 23/2013/TT-BKHCN, Phụ lục, mục 3";
/// The button.
pub const SIGN_CONFIRM: &str = "Xác nhận";
/// No basis is written in the row.
pub const NO_BASIS: &str = "chưa ghi";
/// A day in the future.
pub const NOT_YET: &str = "Ngày này chưa đến.";
/// The row is of another edition.
pub const NO_SUCH_ROW: &str = "Bản quy định không có dòng này.";
/// The way back.
pub const BACK: &str = "Trở lại bộ quy định";
/// Who acts where nobody signs in.
pub const DEMO: &str = "Bản trình diễn";
/// Before the first day of a row.
pub const SINCE: &str = "từ";
