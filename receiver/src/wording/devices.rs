//! What pages say of tablets: enrolling them, their numbers, letting them send no
//! more.

use super::language::{Language, Pair};

/// Title of the page with the tablets.
pub const DEVICES: Pair = ["Máy", "Tablets"];
/// What the page is for.
pub const EXPLAINED: Pair = [
    "Máy phải được đăng ký thì mới gửi kết quả về và lấy danh sách từ \
văn phòng này.",
    "A tablet must be enrolled before it can send records and get lists from this office.",
];
/// Headings of the list.
pub const HEADINGS: [Pair; 5] = [
    ["Tên máy", "Tablet"],
    ["Đơn vị", "Authority"],
    ["Tình trạng", "State"],
    ["Liên lạc gần nhất", "Last heard of"],
    ["Mã máy", "Device"],
];
/// Nothing enrolled yet.
pub const NONE: Pair = ["Chưa có máy nào.", "There is no tablet yet."];
/// Title of the part that adds a tablet.
pub const ADD: Pair = ["Thêm máy", "Add a tablet"];
/// The button that adds.
pub const ADD_BUTTON: Pair = ["Thêm và tạo mã QR", "Add and make a QR code"];
/// Label of the name.
pub const NAME: Pair = ["Tên máy", "The tablet's name"];
/// Label of the block size.
pub const BLOCK_SIZE: Pair = ["Số biên bản cấp mỗi lần", "Minutes numbers at a time"];
/// What it does.
pub const BLOCK_HINT: Pair = [
    "0: máy không tự đánh số, cán bộ ghi tay. Số được đếm riêng cho mỗi \
đơn vị và mỗi năm, không bao giờ trùng nhau.",
    "0: the tablet numbers nothing, officers write numbers by hand. Numbers are counted for each authority and year, and never given twice.",
];
/// A block size that is none.
pub const BAD_BLOCK: Pair = [
    "Hãy nhập một số từ 0 đến 1000.",
    "Type a number from 0 to 1000.",
];
/// Waits for its link to be opened.
pub const WAITING: Pair = ["Chờ đăng ký", "Waits to be enrolled"];
/// Enrolled.
pub const ENROLLED: Pair = ["Đang dùng", "In use"];
/// May send no more.
pub const REVOKED: Pair = ["Đã thu hồi", "Revoked"];
/// Never.
pub const NEVER: Pair = ["Chưa lần nào", "Never"];
/// Title of the page with a link.
pub const LINK: Pair = ["Đăng ký máy", "Enrol a tablet"];
/// What is done with it.
pub const LINK_EXPLAINED: Pair = [
    "Mở ứng dụng máy ảnh trên máy tính bảng và quét mã này, hoặc \
dán đường dẫn vào phần Cài đặt của ứng dụng. Mã chỉ hiện một lần, dùng cho một máy, trong 15 phút.",
    "Open the tablet's camera and scan this code, or paste the link into the app's Settings. It is shown once, holds for one tablet and for 15 minutes.",
];
/// What the code is, for who does not see it.
pub const QR: Pair = ["Mã QR để đăng ký máy", "QR code to enrol a tablet"];
/// Back to the tablets.
pub const TO_DEVICES: Pair = ["Về danh sách máy", "Back to the tablets"];
/// Title of the part that renames.
pub const RENAME: Pair = ["Tên và dải số", "Name and block"];
/// The button that keeps.
pub const SAVE: Pair = ["Lưu", "Save"];
/// The button that makes another link.
pub const AGAIN: Pair = [
    "Tạo mã QR mới cho máy này",
    "Make a new QR code for this tablet",
];
/// What it is for.
pub const AGAIN_EXPLAINED: Pair = [
    "Cho chính máy này đăng ký lại. Máy mới, hoặc máy đã bị xóa \
sạch dữ liệu, phải được thêm như một máy khác.",
    "For this very tablet to enrol again. A new tablet, or one whose data was cleared, is added as another.",
];
/// The button that revokes.
pub const REVOKE: Pair = ["Thu hồi máy", "Revoke the tablet"];
/// What that does.
pub const REVOKE_EXPLAINED: Pair = [
    "Máy không gửi và không lấy được gì nữa. Những gì chưa gửi vẫn \
nằm lại trên máy và gửi được sau khi đăng ký lại.",
    "The tablet can send and get nothing more. What it has not sent stays on it, and can be sent once it is enrolled again.",
];
/// Title of the part with the numbers.
pub const NUMBERS: Pair = ["Các dải số biên bản", "Blocks of minutes numbers"];
/// Headings of the blocks.
pub const NUMBER_HEADINGS: [Pair; 3] = [["Năm", "Year"], ["Từ số", "From"], ["Đến số", "To"]];
/// No blocks.
pub const NO_NUMBERS: Pair = [
    "Máy chưa được cấp dải số nào.",
    "The tablet has no block of numbers.",
];
/// Label: year.
pub const YEAR: Pair = ["Năm", "Year"];
/// Label: first.
pub const FIRST: Pair = ["Từ số", "From"];
/// Label: last.
pub const LAST: Pair = ["Đến số", "To"];
/// The button that gives a block.
pub const GIVE: Pair = ["Cấp dải số", "Give a block"];
/// What it is for.
pub const GIVE_EXPLAINED: Pair = [
    "Khi đơn vị đã dùng một số biên bản trên giấy, hãy bắt đầu từ số \
tiếp theo.",
    "Where the authority has used some minutes numbers on paper, begin with the one after.",
];
/// A year that is none.
pub const BAD_YEAR: Pair = [
    "Hãy nhập năm nay hoặc năm sau.",
    "Type this year or the next.",
];
/// Numbers that are none.
pub const BAD_NUMBERS: Pair = [
    "Hãy nhập số đầu từ 1 và số cuối không nhỏ hơn số đầu, nhiều nhất \
1000 số.",
    "Type a first number from 1, and a last one that is not below it; at most 1000 numbers.",
];

/// Label: the tablet that brought a document which another one made.
pub const CARRIER: Pair = ["Do máy khác chuyển về", "Carried by another tablet"];

/// Numbers that were given already.
#[must_use]
pub fn taken(language: Language, free: u64) -> String {
    language.tell(
        format!("Các số trước {free} của năm này đã được cấp. Hãy bắt đầu từ {free}."),
        format!("The numbers before {free} of this year were given. Begin with {free}."),
    )
}
/// Title of the part on signing.
pub const SIGNING: Pair = ["Ký biên bản", "Signing the minutes"];
/// How it is where the switch is off.
pub const SIGNED_WITH_INK: Pair = [
    "Biên bản được in ra và ký bằng mực.",
    "Minutes are printed and signed with ink.",
];
/// How it is where it is on.
pub const SIGNED_ON_SCREEN: Pair = [
    "Máy cho phép ký trên màn hình trước khi đóng biên bản.",
    "Visits may be signed on the tablet's screen before they are closed.",
];
/// What it means.
pub const SIGNING_EXPLAINED: Pair = [
    "Chữ ký trên màn hình là nét vẽ được lưu trong biên bản cùng mã \
SHA-256 của nội dung lúc ký, không phải chữ ký số. Ký bằng mực luôn dùng được. Máy nhận thay đổi ở \
lần liên lạc kế tiếp.",
    "A signature on the screen is a drawing, kept in the record with the SHA-256 of what was signed; \
it is no digital signature. Ink always works. Tablets hear of a change the next time they are in touch.",
];
/// The button that switches it on.
pub const SIGN_ON_SCREEN: Pair = [
    "Cho phép ký trên màn hình",
    "Let visits be signed on the screen",
];
/// The button that switches it off.
pub const SIGN_WITH_INK: Pair = ["Chỉ ký bằng mực", "Sign with ink alone"];
