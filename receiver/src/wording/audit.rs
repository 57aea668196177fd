//! What the page of the log says: acts, who did them, and what was kept of them.

use super::language::{Language, Pair};
use super::people::{COMMAND_LINE, NOBODY, role};

/// Title of the log.
pub const AUDIT: Pair = ["Nhật ký", "Log"];
/// What it is.
pub const AUDIT_EXPLAINED: Pair = [
    "Ai đã làm gì, lúc nào. Nhật ký chỉ được ghi thêm, không sửa \
và không xóa.",
    "Who did what, and when. The log is only added to; no line is changed or deleted.",
];
/// Headings of the log.
pub const AUDIT_HEADINGS: [Pair; 5] = [
    ["Lúc", "When"],
    ["Ai", "Who"],
    ["Việc", "What"],
    ["Đối tượng", "On which"],
    ["Chi tiết", "Details"],
];
/// Label: by whom.
pub const BY: Pair = ["Người thực hiện", "By whom"];
/// Label: what.
pub const DONE: Pair = ["Việc", "What"];
/// Label: on which.
pub const SUBJECT: Pair = ["Mã đối tượng", "Id of what it was done to"];
/// Anything.
pub const ANY: Pair = ["Tất cả", "Any"];
/// The button that filters.
pub const FILTER: Pair = ["Lọc", "Filter"];
/// No line.
pub const NO_LINES: Pair = ["Không có dòng nào.", "There is no line."];
/// To earlier lines.
pub const EARLIER: Pair = ["Các dòng trước đó", "Earlier lines"];

/// Acts by their word.
pub const ACTS: [(&str, Pair); 31] = [
    ("signed_in", ["Đăng nhập", "Signed in"]),
    (
        "password_chosen",
        ["Đặt mật khẩu bằng đường dẫn", "Chose a password by a link"],
    ),
    ("password_changed", ["Đổi mật khẩu", "Changed the password"]),
    ("user_added", ["Thêm người dùng", "Added a user"]),
    (
        "user_appointed",
        ["Đổi quyền, đơn vị", "Changed role or authority"],
    ),
    ("user_reset", ["Hủy mật khẩu", "Took a password away"]),
    ("user_disabled", ["Khóa người dùng", "Locked a user"]),
    ("user_enabled", ["Mở khóa người dùng", "Unlocked a user"]),
    ("tablet_added", ["Thêm máy", "Added a tablet"]),
    (
        "tablet_linked",
        ["Tạo đường dẫn đăng ký máy", "Made a link for a tablet"],
    ),
    ("tablet_enrolled", ["Máy đã đăng ký", "A tablet enrolled"]),
    (
        "tablet_renamed",
        [
            "Đổi tên máy, cỡ dải số",
            "Changed name or block of a tablet",
        ],
    ),
    ("tablet_revoked", ["Thu hồi máy", "Revoked a tablet"]),
    (
        "numbers_given",
        ["Cấp dải số biên bản", "Gave a block of minutes numbers"],
    ),
    (
        "screen_signing_on",
        ["Cho phép ký trên màn hình", "Signing on the screen let"],
    ),
    (
        "screen_signing_off",
        ["Chỉ ký bằng mực", "Signing with ink alone"],
    ),
    (
        "sign_ins_ended",
        ["Kết thúc phiên đăng nhập", "Ended sign-ins"],
    ),
    ("signed_out", ["Đăng xuất", "Signed out"]),
    (
        "outcome_entered",
        ["Ghi kết quả xử lý", "Entered what became of a visit"],
    ),
    (
        "establishment_added",
        ["Thêm cơ sở", "Added an establishment"],
    ),
    (
        "establishment_changed",
        ["Sửa cơ sở", "Changed an establishment"],
    ),
    (
        "establishment_closed",
        ["Ghi cơ sở ngừng hoạt động", "Closed an establishment down"],
    ),
    (
        "establishment_reopened",
        ["Ghi cơ sở hoạt động lại", "Opened an establishment again"],
    ),
    (
        "establishment_merged",
        ["Gộp cơ sở", "Merged establishments"],
    ),
    (
        "visit_planned",
        ["Lên kế hoạch một lượt kiểm tra", "Planned a visit"],
    ),
    (
        "visits_planned",
        ["Lên kế hoạch nhiều lượt kiểm tra", "Planned many visits"],
    ),
    ("visit_moved", ["Dời lượt kiểm tra", "Moved a visit"]),
    ("visit_struck", ["Bỏ lượt kiểm tra", "Struck a visit"]),
    (
        "import_committed",
        ["Nhập danh sách cơ sở", "Took a ward's list over"],
    ),
    (
        "register_seeded",
        [
            "Thay toàn bộ danh sách cơ sở từ tệp",
            "Replaced the register from a file",
        ],
    ),
    (
        "plan_seeded",
        [
            "Thay toàn bộ kế hoạch từ tệp",
            "Replaced the plan from a file",
        ],
    ),
];

/// An act in words; its word where there are none.
#[must_use]
pub fn act(language: Language, word: &str) -> &str {
    let mut known = ACTS.iter().filter(|(code, _)| *code == word);
    known.next().map_or(word, |(_, said)| language.say(*said))
}

/// Who did something, by the name that was kept: a person's, or that of a place where
/// nobody signs in.
#[must_use]
pub fn who(language: Language, name: &str) -> &str {
    match name {
        NOBODY | super::rules::DEMO => language.say([NOBODY, "the demonstration"]),
        COMMAND_LINE => language.say([COMMAND_LINE, "the command line"]),
        name => name,
    }
}

/// what follows it.
#[must_use]
pub fn appointed(language: Language, detail: &str) -> String {
    let (code, rest) = detail.split_once(' ').unwrap_or((detail, ""));
    let said = code.parse().map(|known| role(language, known));
    let said = said.unwrap_or(code);
    format!("{said} {rest}").trim_end().to_owned()
}
