//! What the office says of photos, attachments, outcomes and corrections.

use super::language::Pair;

/// Heading of the photos.
pub const PHOTOS_TITLE: &str = "Ảnh";
/// A photo without a caption.
pub const PHOTO: &str = "Ảnh không có chú thích";
/// Headings of the photos.
pub const PHOTO_HEADINGS: [&str; 6] = [
    "Ảnh",
    "Mục kiểm tra",
    "Chụp lúc",
    "Dung lượng",
    "SHA-256",
    "Nhận lúc",
];
/// Heading of the attachments.
pub const ATTACHMENTS_TITLE: &str = "Tài liệu đính kèm";
/// An attachment without a name.
pub const ATTACHMENT: &str = "Tài liệu không có tên";
/// Headings of the attachments.
pub const ATTACHMENT_HEADINGS: [&str; 6] = [
    "Tài liệu",
    "Mục kiểm tra",
    "Thêm lúc",
    "Dung lượng",
    "SHA-256",
    "Nhận lúc",
];
/// What belongs to no single check.
pub const WHOLE_VISIT: &str = "Cả cuộc kiểm tra";
/// What was named and has not come.
pub const NOT_RECEIVED: &str = "Chưa nhận được";
/// A photo that its inspection does not name.
pub const NOT_NAMED: &str = "Kết quả kiểm tra không nêu ảnh này";
/// Link to the bytes of a document.
pub const DOWNLOAD: &str = "Tải tài liệu gốc (JSON)";
/// Heading above a record that another one corrects.
pub const CORRECTED_TITLE: &str = "Kết quả này đã được thay thế";
/// What a correction is.
pub const CORRECTED_EXPLAINED: &str =
    "Kết quả dưới đây ghi rằng nó thay cho kết quả này. Văn phòng giữ nguyên cả hai.";
/// Mark of a corrected line of the list.
pub const CORRECTED: &str = "Đã được thay thế";
/// What the sums leave out.
pub const SUMS_EXPLAINED: Pair = [
    "Không tính kết quả đã được thay thế.",
    "Without what was corrected.",
];
/// Heading of an inspection that has not come.
pub const AWAITED_TITLE: &str = "Kết quả kiểm tra chưa nhận được";
/// What is known of an inspection that has not come.
pub const AWAITED_EXPLAINED: &str = "Đã nhận được tài liệu nêu mã này (ảnh, tài liệu đính kèm, \
kết quả xử lý hoặc kết quả thay thế), nhưng chưa nhận được chính kết quả kiểm tra.";

/// A photo, attachment or outcome under the id of an inspection.
pub const CONFLICT_OF_OTHER_KIND: &str = "Đây là tài liệu loại khác (ảnh, tài liệu đính kèm hoặc kết quả xử lý), \
đến sau với mã của kết quả kiểm tra này. Văn phòng giữ nguyên cả hai.";
/// A document that conflicts with the one of a line.
pub const CONFLICTING: &str = "Tài liệu khác cùng mã:";
