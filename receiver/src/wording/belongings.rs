//! What the office says of photos, attachments, outcomes and corrections.

use super::language::Pair;

/// Heading of the photos.
pub const PHOTOS_TITLE: Pair = ["Ảnh", "Photos"];
/// A photo without a caption.
pub const PHOTO: Pair = ["Ảnh không có chú thích", "Photo without caption"];
/// Headings of the photos.
pub const PHOTO_HEADINGS: [Pair; 6] = [
    ["Ảnh", "Photo"],
    ["Mục kiểm tra", "Check"],
    ["Chụp lúc", "Taken"],
    ["Dung lượng", "Size"],
    ["SHA-256", "SHA-256"],
    ["Nhận lúc", "Received"],
];
/// Before latitude and longitude.
pub const PLACE: Pair = ["Tại", "At"];
/// Heading of the attachments.
pub const ATTACHMENTS_TITLE: Pair = ["Tài liệu đính kèm", "Attachments"];
/// An attachment without a name.
pub const ATTACHMENT: Pair = ["Tài liệu không có tên", "Document without name"];
/// Headings of the attachments.
pub const ATTACHMENT_HEADINGS: [Pair; 6] = [
    ["Tài liệu", "Document"],
    ["Mục kiểm tra", "Check"],
    ["Thêm lúc", "Added"],
    ["Dung lượng", "Size"],
    ["SHA-256", "SHA-256"],
    ["Nhận lúc", "Received"],
];
/// What belongs to no single check.
pub const WHOLE_VISIT: Pair = ["Cả cuộc kiểm tra", "The whole visit"];
/// What was named and has not come.
pub const NOT_RECEIVED: Pair = ["Chưa nhận được", "Not received"];
/// A photo that its inspection does not name.
pub const NOT_NAMED: Pair = [
    "Kết quả kiểm tra không nêu ảnh này",
    "The inspection does not name this photo",
];
/// Link to the bytes of a document.
pub const DOWNLOAD: Pair = ["Tải tài liệu gốc (JSON)", "Download the document (JSON)"];
/// Heading above a record that another one corrects.
pub const CORRECTED_TITLE: Pair = [
    "Kết quả này đã được thay thế",
    "Another record took the place of this one",
];
/// What a correction is.
pub const CORRECTED_EXPLAINED: Pair = [
    "Kết quả dưới đây ghi rằng nó thay cho kết quả này. Văn phòng giữ nguyên cả hai.",
    "The records below say that they take the place of this one. The office keeps both.",
];
/// Mark of a corrected line of the list.
pub const CORRECTED: Pair = ["Đã được thay thế", "Corrected"];
/// What the sums leave out.
pub const SUMS_EXPLAINED: Pair = [
    "Không tính kết quả đã được thay thế.",
    "Without what was corrected.",
];

/// Heading of an inspection that has not come.
pub const AWAITED_TITLE: Pair = [
    "Kết quả kiểm tra chưa nhận được",
    "Inspection not received yet",
];
/// What is known of an inspection that has not come.
pub const AWAITED_EXPLAINED: Pair = [
    "Đã nhận được tài liệu nêu mã này (ảnh, tài liệu đính kèm, \
kết quả xử lý hoặc kết quả thay thế), nhưng chưa nhận được chính kết quả kiểm tra.",
    "Documents have come that name this id (photos, attachments, outcomes or a correction), but not the inspection itself.",
];

/// A photo, attachment or outcome under the id of an inspection.
pub const CONFLICT_OF_OTHER_KIND: Pair = [
    "Đây là tài liệu loại khác (ảnh, tài liệu đính kèm hoặc kết quả xử lý), \
đến sau với mã của kết quả kiểm tra này. Văn phòng giữ nguyên cả hai.",
    "This is a document of another kind (photo, attachment or outcome) that came later under the id of this inspection. The office keeps both.",
];
/// A document that conflicts with the one of a line.
pub const CONFLICTING: Pair = ["Tài liệu khác cùng mã:", "Another document of this id:"];
