//! What pages say of people: signing in, choosing a password, who may do what and
//! who did what.

use chrono::{DateTime, Utc};

use super::language::{Language, Pair};
use crate::people::{NotAPassword, Role};

/// Who did something where nobody is signed in.
pub const NOBODY: &str = "bản trình diễn";

/// Who did something at the command line.
pub const COMMAND_LINE: &str = "dòng lệnh";

/// Title of the page that signs in.
pub const SIGN_IN: Pair = ["Đăng nhập", "Sign in"];
/// Label of the name that signs in.
pub const NAME: Pair = ["Tên đăng nhập", "User name"];
/// Label of a password.
pub const PASSWORD: Pair = ["Mật khẩu", "Password"];
/// Label of the password that is kept.
pub const OLD_PASSWORD: Pair = ["Mật khẩu hiện tại", "Current password"];
/// Label of a new password.
pub const NEW_PASSWORD: Pair = ["Mật khẩu mới", "New password"];
/// Label of its repetition.
pub const PASSWORD_AGAIN: Pair = ["Nhập lại mật khẩu mới", "New password again"];
/// What a password must be.
pub const PASSWORD_HINT: Pair = [
    "Ít nhất 15 ký tự, có thể là một câu dễ nhớ.",
    "At least 15 characters; a sentence is easy to remember.",
];
/// Where name and password are not somebody's.
pub const WRONG: Pair = [
    "Tên đăng nhập hoặc mật khẩu không đúng.",
    "User name or password is wrong.",
];
/// Where the repetition is another.
pub const NOT_THE_SAME: Pair = [
    "Hai lần nhập mật khẩu mới không giống nhau.",
    "The two new passwords differ.",
];
/// Where the password that is kept is another.
pub const WRONG_OLD: Pair = [
    "Mật khẩu hiện tại không đúng.",
    "The current password is wrong.",
];
/// Who has lost the password.
pub const LOST: Pair = [
    "Quên mật khẩu? Hãy hỏi người quản trị của văn phòng.",
    "Lost the password? Ask the office's administrator.",
];
/// Title of the page that a link to a password leads to.
pub const SET_UP: Pair = ["Đặt mật khẩu", "Choose a password"];
/// What the first person is told.
pub const FIRST: Pair = [
    "Văn phòng chưa có người dùng. Người đầu tiên là quản trị viên \
của cả thành phố; những người khác do người này thêm vào.",
    "The office has no users yet. The first is an administrator of the whole city, and adds the others.",
];
/// The button that keeps a password.
pub const KEEP_PASSWORD: Pair = ["Lưu mật khẩu", "Save the password"];
/// A link that does not hold.
pub const NO_LINK: [Pair; 2] = [
    [
        "Đường dẫn không còn dùng được",
        "This link is of no use any more",
    ],
    [
        "Đường dẫn này đã được dùng hoặc đã hết hạn. Hãy xin người quản trị một đường dẫn mới.",
        "It was used, or is too old. Ask the administrator for a new one.",
    ],
];
/// A form that came when nobody was signed in any more.
pub const SIGNED_OUT: [Pair; 2] = [
    ["Đã hết phiên đăng nhập", "Signed out"],
    [
        "Những gì vừa gửi chưa được lưu. Hãy đăng nhập ở một thẻ khác của trình duyệt, rồi quay lại \
trang trước và gửi lại.",
        "What was just sent has not been saved. Sign in in another tab, come back to the page before and send it again.",
    ],
];
/// The link or button that signs out.
pub const SIGN_OUT: Pair = ["Đăng xuất", "Sign out"];
/// The link to the page that signs in.
pub const TO_SIGN_IN: Pair = ["Đến trang đăng nhập", "To the page that signs in"];
/// What a person's own page is called.
pub const OWN: Pair = ["Tài khoản", "Account"];
/// The demonstration has no people.
pub const NO_ACCOUNT: Pair = [
    "Bản trình diễn không cần đăng nhập, nên không có tài khoản.",
    "The demonstration asks nobody to sign in, so there is no account.",
];
/// Title of the part that changes the password.
pub const CHANGE_PASSWORD: Pair = ["Đổi mật khẩu", "Change the password"];
/// The password was changed.
pub const PASSWORD_CHANGED: Pair = [
    "Đã đổi mật khẩu. Các phiên đăng nhập khác đã kết thúc.",
    "The password was changed. Other sign-ins have ended.",
];
/// Title of the part with the sign-ins.
pub const SIGN_INS: Pair = ["Các phiên đăng nhập", "Sign-ins"];
/// Headings of the sign-ins.
pub const SIGN_IN_HEADINGS: [Pair; 4] = [
    ["Trình duyệt", "Browser"],
    ["Bắt đầu", "Began"],
    ["Dùng gần nhất", "Last used"],
    ["Kết thúc", "End"],
];
/// The sign-in of this page.
pub const THIS_SIGN_IN: Pair = ["phiên này", "this one"];
/// Ends a sign-in.
pub const END: Pair = ["Kết thúc", "End"];
/// Ends all sign-ins but this one.
pub const END_OTHERS: Pair = ["Kết thúc mọi phiên khác", "End all others"];

/// Title of the page with the people.
pub const PEOPLE: Pair = ["Người dùng", "Users"];
/// Headings of the list.
pub const PEOPLE_HEADINGS: [Pair; 4] = [
    ["Tên", "Name"],
    ["Quyền", "Role"],
    ["Đơn vị", "Authority"],
    ["Tình trạng", "State"],
];
/// Title of the part that adds somebody.
pub const ADD: Pair = ["Thêm người dùng", "Add a user"];
/// The button that adds.
pub const ADD_BUTTON: Pair = ["Thêm và tạo đường dẫn", "Add and make a link"];
/// Label of the role.
pub const ROLE: Pair = ["Quyền", "Role"];
/// Label of the authority.
pub const AUTHORITY: Pair = ["Đơn vị", "Authority"];
/// Somebody can sign in.
pub const ACTIVE: Pair = ["Đang dùng", "In use"];
/// Somebody has not chosen a password.
pub const NO_PASSWORD: Pair = ["Chưa đặt mật khẩu", "No password chosen yet"];
/// Somebody is let in no more.
pub const DISABLED: Pair = ["Đã khóa", "Locked"];
/// What is changed of a person.
pub const APPOINT: Pair = ["Quyền và đơn vị", "Role and authority"];
/// The button that changes.
pub const SAVE: Pair = ["Lưu", "Save"];
/// The button that makes a new link.
pub const RESET: Pair = [
    "Hủy mật khẩu và tạo đường dẫn mới",
    "Take the password away and make a new link",
];
/// What that does.
pub const RESET_EXPLAINED: Pair = [
    "Mật khẩu hiện tại và mọi phiên đăng nhập của người này mất \
hiệu lực ngay. Dùng khi quên mật khẩu hoặc nghi bị lộ.",
    "This person's password and all sign-ins end at once. For a password that is lost, or that others may know.",
];
/// The button that lets somebody in no more.
pub const DISABLE: Pair = ["Khóa người dùng", "Lock the user"];
/// The button that lets somebody in again.
pub const ENABLE: Pair = ["Mở khóa", "Unlock"];
/// Nobody does that to himself.
pub const NOT_ONESELF: [Pair; 2] = [
    ["Không thực hiện được", "Not done"],
    [
        "Không ai tự khóa hay tự đổi quyền của mình. Hãy nhờ một quản trị viên khác.",
        "Nobody locks himself or changes his own role. Ask another administrator.",
    ],
];
/// Title of the page with a new link.
pub const LINK: Pair = ["Đường dẫn đặt mật khẩu", "Link to choose a password"];
/// What is done with it.
pub const LINK_EXPLAINED: Pair = [
    "Hãy đưa đường dẫn này cho đúng người. Đường dẫn chỉ hiện một \
lần, dùng được một lần, trong 24 giờ.",
    "Give this link to the right person. It is shown once, and can be used once within 24 hours.",
];
/// A name that is none.
pub const BAD_NAME: Pair = [
    "Hãy nhập tên, nhiều nhất 80 ký tự.",
    "Type a name of at most 80 characters.",
];
/// A name that somebody has.
pub const NAME_TAKEN: Pair = [
    "Tên này đã có người dùng khác.",
    "Another user has this name.",
];
/// A role that is none.
pub const BAD_ROLE: Pair = ["Hãy chọn một quyền.", "Choose a role."];
/// An authority that is none, or not one's own.
pub const BAD_AUTHORITY: Pair = [
    "Hãy chọn một đơn vị thuộc quyền quản lý của mình.",
    "Choose an authority that is yours to administer.",
];

/// A role in words.
#[must_use]
pub fn role(language: Language, role: Role) -> &'static str {
    language.say(match role {
        Role::Viewer => ["Người xem", "Viewer"],
        Role::Officer => ["Cán bộ", "Officer"],
        Role::Admin => ["Quản trị viên", "Administrator"],
    })
}

/// What the log kept of somebody's appointment: the code of the role in words, with
/// An address for which a higher role is needed.
#[must_use]
pub fn not_your_role(least: Role) -> [Pair; 2] {
    let sentence = match least {
        Role::Viewer => [
            "Hãy đăng nhập để xem trang này.",
            "Sign in to see this page.",
        ],
        Role::Officer => [
            "Việc này cần quyền cán bộ. Hãy nhờ quản trị viên của văn phòng.",
            "This is for officers. Ask the office's administrator.",
        ],
        Role::Admin => [
            "Việc này cần quyền quản trị. Hãy nhờ quản trị viên của văn phòng.",
            "This is for administrators. Ask the office's administrator.",
        ],
    };
    [["Không có quyền", "Not allowed"], sentence]
}

/// An address that is for the city's office alone.
pub const NOT_THE_CITY: [Pair; 2] = [
    ["Không có quyền", "Not allowed"],
    [
        "Việc này dành cho cơ quan cấp thành phố.",
        "This is for the city's office alone.",
    ],
];

/// How long somebody waits after failing.
#[must_use]
pub fn wait(language: Language, until: DateTime<Utc>, now: DateTime<Utc>) -> String {
    let seconds = (until - now).num_seconds().max(0) + 1;
    let (count, [vi, en]) = match seconds {
        ..=90 => (seconds, ["giây", "seconds"]),
        _ => ((seconds + 59) / 60, ["phút", "minutes"]),
    };
    language.tell(
        format!("Nhập sai nhiều lần. Hãy đợi {count} {vi} rồi thử lại."),
        format!("Wrong too often. Wait {count} {en}, then try again."),
    )
}

/// Why a password is not taken.
#[must_use]
pub fn not_a_password(language: Language, why: &NotAPassword) -> &'static str {
    language.say(match why {
        NotAPassword::TooShort => [
            "Mật khẩu cần ít nhất 15 ký tự.",
            "A password has at least 15 characters.",
        ],
        NotAPassword::TooLong => [
            "Mật khẩu quá dài: nhiều nhất 256 byte.",
            "The password is too long: at most 256 bytes.",
        ],
        NotAPassword::Guessable => [
            "Mật khẩu này quá dễ đoán: không dùng tên đăng nhập hay vài ký tự lặp lại.",
            "This password is guessed too easily: no user name, and no few characters repeated.",
        ],
        NotAPassword::Failed(_) => [
            "Máy chủ chưa lưu được mật khẩu. Hãy thử lại.",
            "The server could not save the password. Try again.",
        ],
    })
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
            let told = wait(Language::Vietnamese, until.parse().unwrap(), now);
            assert!(told.contains(said), "{told}");
        }
    }
}
