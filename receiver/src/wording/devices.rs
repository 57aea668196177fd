//! What pages say of tablets: enrolling them, their numbers, letting them send no
//! more.

/// Title of the page with the tablets.
pub const DEVICES: &str = "Máy";
/// What the page is for.
pub const EXPLAINED: &str = "Máy phải được đăng ký thì mới gửi kết quả về và lấy danh sách từ \
văn phòng này.";
/// Headings of the list.
pub const HEADINGS: [&str; 5] = [
    "Tên máy",
    "Đơn vị",
    "Tình trạng",
    "Liên lạc gần nhất",
    "Mã máy",
];
/// Nothing enrolled yet.
pub const NONE: &str = "Chưa có máy nào.";
/// Title of the part that adds a tablet.
pub const ADD: &str = "Thêm máy";
/// The button that adds.
pub const ADD_BUTTON: &str = "Thêm và tạo mã QR";
/// Label of the name.
pub const NAME: &str = "Tên máy";
/// Label of the block size.
pub const BLOCK_SIZE: &str = "Số biên bản cấp mỗi lần";
/// What it does.
pub const BLOCK_HINT: &str = "0: máy không tự đánh số, cán bộ ghi tay. Số được đếm riêng cho mỗi \
đơn vị và mỗi năm, không bao giờ trùng nhau.";
/// A block size that is none.
pub const BAD_BLOCK: &str = "Hãy nhập một số từ 0 đến 1000.";
/// Waits for its link to be opened.
pub const WAITING: &str = "Chờ đăng ký";
/// Enrolled.
pub const ENROLLED: &str = "Đang dùng";
/// May send no more.
pub const REVOKED: &str = "Đã thu hồi";
/// Never.
pub const NEVER: &str = "Chưa lần nào";
/// Title of the page with a link.
pub const LINK: &str = "Đăng ký máy";
/// What is done with it.
pub const LINK_EXPLAINED: &str = "Mở ứng dụng máy ảnh trên máy tính bảng và quét mã này, hoặc \
dán đường dẫn vào phần Cài đặt của ứng dụng. Mã chỉ hiện một lần, dùng cho một máy, trong 15 phút.";
/// What the code is, for who does not see it.
pub const QR: &str = "Mã QR để đăng ký máy";
/// Back to the tablets.
pub const TO_DEVICES: &str = "Về danh sách máy";
/// Title of the part that renames.
pub const RENAME: &str = "Tên và dải số";
/// The button that keeps.
pub const SAVE: &str = "Lưu";
/// The button that makes another link.
pub const AGAIN: &str = "Tạo mã QR mới cho máy này";
/// What it is for.
pub const AGAIN_EXPLAINED: &str = "Cho chính máy này đăng ký lại. Máy mới, hoặc máy đã bị xóa \
sạch dữ liệu, phải được thêm như một máy khác.";
/// The button that revokes.
pub const REVOKE: &str = "Thu hồi máy";
/// What that does.
pub const REVOKE_EXPLAINED: &str = "Máy không gửi và không lấy được gì nữa. Những gì chưa gửi vẫn \
nằm lại trên máy và gửi được sau khi đăng ký lại.";
/// Title of the part with the numbers.
pub const NUMBERS: &str = "Các dải số biên bản";
/// Headings of the blocks.
pub const NUMBER_HEADINGS: [&str; 3] = ["Năm", "Từ số", "Đến số"];
/// No blocks.
pub const NO_NUMBERS: &str = "Máy chưa được cấp dải số nào.";
/// Label: year.
pub const YEAR: &str = "Năm";
/// Label: first.
pub const FIRST: &str = "Từ số";
/// Label: last.
pub const LAST: &str = "Đến số";
/// The button that gives a block.
pub const GIVE: &str = "Cấp dải số";
/// What it is for.
pub const GIVE_EXPLAINED: &str = "Khi đơn vị đã dùng một số biên bản trên giấy, hãy bắt đầu từ số \
tiếp theo.";
/// A year that is none.
pub const BAD_YEAR: &str = "Hãy nhập năm nay hoặc năm sau.";
/// Numbers that are none.
pub const BAD_NUMBERS: &str = "Hãy nhập số đầu từ 1 và số cuối không nhỏ hơn số đầu, nhiều nhất \
1000 số.";

/// Label: the tablet that brought a document which another one made.
pub const CARRIER: &str = "Do máy khác chuyển về";

/// Numbers that were given already.
#[must_use]
pub fn taken(free: u64) -> String {
    format!("Các số trước {free} của năm này đã được cấp. Hãy bắt đầu từ {free}.")
}
