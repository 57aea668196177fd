//! What pages say of people: signing in, choosing a password, who may do what and
//! who did what.

use chrono::{DateTime, Utc};

use crate::people::{NotAPassword, Role};

/// Who did something where nobody is signed in.
pub const NOBODY: &str = "bản trình diễn";
/// Who did something at the command line.
pub const COMMAND_LINE: &str = "dòng lệnh";

/// Title of the page that signs in.
pub const SIGN_IN: &str = "Đăng nhập";
/// Label of the name that signs in.
pub const NAME: &str = "Tên đăng nhập";
/// Label of a password.
pub const PASSWORD: &str = "Mật khẩu";
/// Label of the password that is kept.
pub const OLD_PASSWORD: &str = "Mật khẩu hiện tại";
/// Label of a new password.
pub const NEW_PASSWORD: &str = "Mật khẩu mới";
/// Label of its repetition.
pub const PASSWORD_AGAIN: &str = "Nhập lại mật khẩu mới";
/// What a password must be.
pub const PASSWORD_HINT: &str = "Ít nhất 15 ký tự, có thể là một câu dễ nhớ.";
/// Where name and password are not somebody's.
pub const WRONG: &str = "Tên đăng nhập hoặc mật khẩu không đúng.";
/// Where the repetition is another.
pub const NOT_THE_SAME: &str = "Hai lần nhập mật khẩu mới không giống nhau.";
/// Where the password that is kept is another.
pub const WRONG_OLD: &str = "Mật khẩu hiện tại không đúng.";
/// Who has lost the password.
pub const LOST: &str = "Quên mật khẩu? Hãy hỏi người quản trị của văn phòng.";
/// Title of the page that a link to a password leads to.
pub const SET_UP: &str = "Đặt mật khẩu";
/// What the first person is told.
pub const FIRST: &str = "Văn phòng chưa có người dùng. Người đầu tiên là quản trị viên \
của cả thành phố; những người khác do người này thêm vào.";
/// The button that keeps a password.
pub const KEEP_PASSWORD: &str = "Lưu mật khẩu";
/// A link that does not hold.
pub const NO_LINK: [&str; 2] = [
    "Đường dẫn không còn dùng được",
    "Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy xin người quản trị một đường dẫn mới.",
];
/// A form that came when nobody was signed in any more.
pub const SIGNED_OUT: [&str; 2] = [
    "Đã hết phiên đăng nhập",
    "Những gì vừa gửi chưa được lưu. Hãy đăng nhập ở một thẻ khác của trình duyệt, rồi quay lại \
trang trước và gửi lại.",
];
/// The link or button that signs out.
pub const SIGN_OUT: &str = "Đăng xuất";
/// The link to the page that signs in.
pub const TO_SIGN_IN: &str = "Đến trang đăng nhập";
/// What a person's own page is called.
pub const OWN: &str = "Tài khoản";
/// The demonstration has no people.
pub const NO_ACCOUNT: &str = "Bản trình diễn không cần đăng nhập, nên không có tài khoản.";
/// Title of the part that changes the password.
pub const CHANGE_PASSWORD: &str = "Đổi mật khẩu";
/// The password was changed.
pub const PASSWORD_CHANGED: &str = "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.";
/// Title of the part with the sign-ins.
pub const SIGN_INS: &str = "Các phiên đăng nhập";
/// Headings of the sign-ins.
pub const SIGN_IN_HEADINGS: [&str; 4] = ["Trình duyệt", "Bắt đầu", "Dùng gần nhất", "Kết thúc"];
/// The sign-in of this page.
pub const THIS_SIGN_IN: &str = "phiên này";
/// Ends a sign-in.
pub const END: &str = "Kết thúc";
/// Ends all sign-ins but this one.
pub const END_OTHERS: &str = "Kết thúc mọi phiên khác";

/// Title of the page with the people.
pub const PEOPLE: &str = "Người dùng";
/// Headings of the list.
pub const PEOPLE_HEADINGS: [&str; 4] = ["Tên", "Quyền", "Đơn vị", "Tình trạng"];
/// Title of the part that adds somebody.
pub const ADD: &str = "Thêm người dùng";
/// The button that adds.
pub const ADD_BUTTON: &str = "Thêm và tạo đường dẫn";
/// Label of the role.
pub const ROLE: &str = "Quyền";
/// Label of the authority.
pub const AUTHORITY: &str = "Đơn vị";
/// Somebody can sign in.
pub const ACTIVE: &str = "Đang dùng";
/// Somebody has not chosen a password.
pub const NO_PASSWORD: &str = "Chưa đặt mật khẩu";
/// Somebody is let in no more.
pub const DISABLED: &str = "Đã khóa";
/// What is changed of a person.
pub const APPOINT: &str = "Quyền và đơn vị";
/// The button that changes.
pub const SAVE: &str = "Lưu";
/// The button that makes a new link.
pub const RESET: &str = "Hủy mật khẩu và tạo đường dẫn mới";
/// What that does.
pub const RESET_EXPLAINED: &str = "Mật khẩu hiện tại và mọi phiên đăng nhập của người này mất \
hiệu lực ngay. Dùng khi quên mật khẩu hoặc nghi bị lộ.";
/// The button that lets somebody in no more.
pub const DISABLE: &str = "Khóa người dùng";
/// The button that lets somebody in again.
pub const ENABLE: &str = "Mở khóa";
/// Nobody does that to himself.
pub const NOT_ONESELF: [&str; 2] = [
    "Không thực hiện được",
    "Không ai tự khóa hay tự đổi quyền của mình. Hãy nhờ một quản trị viên khác.",
];
/// Title of the page with a new link.
pub const LINK: &str = "Đường dẫn đặt mật khẩu";
/// What is done with it.
pub const LINK_EXPLAINED: &str = "Hãy đưa đường dẫn này cho đúng người. Đường dẫn chỉ hiện một \
lần, dùng được một lần, trong 24 giờ.";
/// A name that is none.
pub const BAD_NAME: &str = "Hãy nhập tên, nhiều nhất 80 ký tự.";
/// A name that somebody has.
pub const NAME_TAKEN: &str = "Tên này đã có người dùng khác.";
/// A role that is none.
pub const BAD_ROLE: &str = "Hãy chọn một quyền.";
/// An authority that is none, or not one's own.
pub const BAD_AUTHORITY: &str = "Hãy chọn một đơn vị thuộc quyền quản lý của mình.";

/// Title of the log.
pub const AUDIT: &str = "Nhật ký";
/// What it is.
pub const AUDIT_EXPLAINED: &str = "Ai đã làm gì, lúc nào. Nhật ký chỉ được ghi thêm, không sửa \
và không xóa.";
/// Headings of the log.
pub const AUDIT_HEADINGS: [&str; 5] = ["Lúc", "Ai", "Việc", "Đối tượng", "Chi tiết"];
/// Label: by whom.
pub const BY: &str = "Người thực hiện";
/// Label: what.
pub const DONE: &str = "Việc";
/// Label: on which.
pub const SUBJECT: &str = "Mã đối tượng";
/// Anything.
pub const ANY: &str = "Tất cả";
/// The button that filters.
pub const FILTER: &str = "Lọc";
/// No line.
pub const NO_LINES: &str = "Không có dòng nào.";
/// To earlier lines.
pub const EARLIER: &str = "Các dòng trước đó";

/// Acts by their word.
pub const ACTS: [(&str, &str); 29] = [
    ("signed_in", "Đăng nhập"),
    ("password_chosen", "Đặt mật khẩu bằng đường dẫn"),
    ("password_changed", "Đổi mật khẩu"),
    ("user_added", "Thêm người dùng"),
    ("user_appointed", "Đổi quyền, đơn vị"),
    ("user_reset", "Hủy mật khẩu"),
    ("user_disabled", "Khóa người dùng"),
    ("user_enabled", "Mở khóa người dùng"),
    ("tablet_added", "Thêm máy"),
    ("tablet_linked", "Tạo đường dẫn đăng ký máy"),
    ("tablet_enrolled", "Máy đã đăng ký"),
    ("tablet_renamed", "Đổi tên máy, cỡ dải số"),
    ("tablet_revoked", "Thu hồi máy"),
    ("numbers_given", "Cấp dải số biên bản"),
    ("sign_ins_ended", "Kết thúc phiên đăng nhập"),
    ("signed_out", "Đăng xuất"),
    ("outcome_entered", "Ghi kết quả xử lý"),
    ("establishment_added", "Thêm cơ sở"),
    ("establishment_changed", "Sửa cơ sở"),
    ("establishment_closed", "Ghi cơ sở ngừng hoạt động"),
    ("establishment_reopened", "Ghi cơ sở hoạt động lại"),
    ("establishment_merged", "Gộp cơ sở"),
    ("visit_planned", "Lên kế hoạch một lượt kiểm tra"),
    ("visits_planned", "Lên kế hoạch nhiều lượt kiểm tra"),
    ("visit_moved", "Dời lượt kiểm tra"),
    ("visit_struck", "Bỏ lượt kiểm tra"),
    ("import_committed", "Nhập danh sách cơ sở"),
    ("register_seeded", "Thay toàn bộ danh sách cơ sở từ tệp"),
    ("plan_seeded", "Thay toàn bộ kế hoạch từ tệp"),
];

/// An act in words; its word where there are none.
#[must_use]
pub fn act(word: &str) -> &str {
    let mut known = ACTS.iter().filter(|(code, _)| *code == word);
    known.next().map_or(word, |(_, said)| said)
}

/// A role in words.
#[must_use]
pub fn role(role: Role) -> &'static str {
    match role {
        Role::Viewer => "Người xem",
        Role::Officer => "Cán bộ",
        Role::Admin => "Quản trị viên",
    }
}

/// An address for which a higher role is needed.
#[must_use]
pub fn not_your_role(least: Role) -> [&'static str; 2] {
    let sentence = match least {
        Role::Viewer => "Hãy đăng nhập để xem trang này.",
        Role::Officer => "Việc này cần quyền cán bộ. Hãy nhờ quản trị viên của văn phòng.",
        Role::Admin => "Việc này cần quyền quản trị. Hãy nhờ quản trị viên của văn phòng.",
    };
    ["Không có quyền", sentence]
}

/// An address that is for the city's office alone.
pub const NOT_THE_CITY: [&str; 2] = ["Không có quyền", "Việc này dành cho cơ quan cấp thành phố."];

/// How long somebody waits after failing.
#[must_use]
pub fn wait(until: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (until - now).num_seconds().max(0) + 1;
    let left = match seconds {
        ..=90 => format!("{seconds} giây"),
        _ => format!("{} phút", (seconds + 59) / 60),
    };
    format!("Nhập sai nhiều lần. Hãy đợi {left} rồi thử lại.")
}

/// Why a password is not taken.
#[must_use]
pub fn not_a_password(why: &NotAPassword) -> &'static str {
    match why {
        NotAPassword::TooShort => "Mật khẩu cần ít nhất 15 ký tự.",
        NotAPassword::TooLong => "Mật khẩu quá dài: nhiều nhất 256 byte.",
        NotAPassword::Guessable => {
            "Mật khẩu này quá dễ đoán: không dùng tên đăng nhập hay vài ký tự lặp lại."
        }
        NotAPassword::Failed(_) => "Máy chủ chưa lưu được mật khẩu. Hãy thử lại.",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_wait_is_said_in_seconds_and_then_in_minutes_and_never_too_short() {
        let now: DateTime<Utc> = "2026-11-23T01:00:00Z".parse().unwrap();
        for (until, said) in [
            ("2026-11-23T01:00:30Z", "31 giây"),
            ("2026-11-23T01:02:00Z", "3 phút"),
            ("2026-11-23T02:00:00Z", "61 phút"),
        ] {
            let told = wait(until.parse().unwrap(), now);
            assert!(told.contains(said), "{told}");
        }
    }
}
