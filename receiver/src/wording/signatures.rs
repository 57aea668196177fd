//! What pages say of signatures that were given on the tablet's screen.

use super::language::{Language, Pair};

/// Title of the part.
pub const TITLE: Pair = ["Chữ ký trên màn hình", "Signatures on the screen"];
/// What they are.
pub const EXPLAINED: Pair = [
    "Nét vẽ trên màn hình, lưu trong tài liệu cùng mã SHA-256 của nội dung \
lúc ký; văn phòng tính lại mã đó từ chính tài liệu này.",
    "Drawings on the screen, kept in the document with the SHA-256 of what was signed; the office \
works that out again from this very document.",
];
/// Before the moment.
pub const AT: Pair = ["Ký lúc", "Signed"];
/// The digest is that of the document.
pub const HOLDS: Pair = [
    "Đúng với nội dung của tài liệu này.",
    "Given to exactly this document's content.",
];
/// It is not.
pub const DIFFERS: Pair = [
    "Không phải chữ ký cho nội dung của tài liệu này.",
    "Not given to this document's content.",
];
/// Who inspects.
pub const TEAM: Pair = ["Đoàn kiểm tra", "Inspection team"];
/// Who speaks for the establishment.
pub const ESTABLISHMENT: Pair = ["Cơ sở", "Establishment"];
/// Who was there.
pub const WITNESS: Pair = ["Người chứng kiến", "Witness"];

/// Of rows that hold no signature.
#[must_use]
pub fn unread(language: Language, count: usize) -> String {
    match language {
        Language::Vietnamese => format!("{count} chữ ký không đọc được."),
        Language::English => format!("{count} signatures cannot be read."),
    }
}
