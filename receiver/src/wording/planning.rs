//! What pages say of the plan: visits one by one and many at once, moved and
//! struck, and how much of it is done.

use super::language::{Language, Pair};
use crate::store::CLOSED_DOWN;

/// Title of the plan.
pub const TITLE: Pair = ["Kế hoạch kiểm tra", "Plan of visits"];
/// Label of the first day.
pub const FROM: Pair = ["Từ ngày", "From"];
/// Label of the last day.
pub const TO: Pair = ["Đến ngày", "To"];
/// Label of the day.
pub const DAY: Pair = ["Ngày", "Day"];
/// Label of the team.
pub const TEAM: Pair = ["Đội", "Team"];
/// What a team may be.
pub const TEAM_HINT: Pair = ["Để trống nếu chưa phân công.", "May be left empty."];
/// The button that shows.
pub const SHOW: Pair = ["Xem", "Show"];
/// Nothing planned.
pub const NONE: Pair = [
    "Không có lượt kiểm tra nào trong khoảng này.",
    "No visit in this period.",
];
/// Headings of the visits.
pub const HEADINGS: [Pair; 6] = [
    ["Ngày", "Day"],
    ["Cơ sở", "Establishment"],
    ["Phường", "Ward"],
    ["Đội", "Team"],
    ["Tình trạng", "State"],
    ["", ""],
];
/// A visit that was made.
pub const DONE: Pair = ["Đã kiểm tra", "Made"];
/// One that was not.
pub const OPEN: Pair = ["Chưa kiểm tra", "Not made"];
/// One whose day is over.
pub const LATE: Pair = ["Quá ngày, chưa kiểm tra", "Overdue"];
/// Heading of the progress.
pub const PROGRESS: Pair = ["Tiến độ", "Progress"];
/// Headings of the progress.
pub const PROGRESS_HEADINGS: [Pair; 4] = [
    ["", ""],
    ["Kế hoạch", "Planned"],
    ["Đã kiểm tra", "Made"],
    ["Quá ngày", "Overdue"],
];
/// The sum.
pub const SUM: Pair = ["Cộng", "All"];
/// Where nobody is named.
pub const NO_TEAM: Pair = ["Chưa phân công", "Nobody named"];
/// Link to the form of many visits.
pub const MANY: Pair = ["Lên lịch hàng loạt", "Plan many visits"];
/// What that does.
pub const MANY_EXPLAINED: Pair = [
    "Chia đều các cơ sở cho những ngày đã chọn; cơ sở lâu chưa kiểm tra nhất được xếp trước.",
    "Spreads establishments evenly over the chosen days; those last inspected longest ago come first.",
];
/// Label of the days of the week.
pub const WEEKDAYS: Pair = ["Các ngày trong tuần", "Days of the week"];
/// The days of a week.
pub const DAYS: [Pair; 7] = [
    ["Thứ Hai", "Monday"],
    ["Thứ Ba", "Tuesday"],
    ["Thứ Tư", "Wednesday"],
    ["Thứ Năm", "Thursday"],
    ["Thứ Sáu", "Friday"],
    ["Thứ Bảy", "Saturday"],
    ["Chủ nhật", "Sunday"],
];
/// Label of the most on a day.
pub const A_DAY: Pair = ["Số lượt nhiều nhất mỗi ngày", "Most visits a day"];
/// It may be empty.
pub const A_DAY_HINT: Pair = ["Để trống nếu không giới hạn.", "Empty for no limit."];
/// Label of the teams.
pub const TEAMS: Pair = [
    "Các đội, cách nhau bằng dấu chấm phẩy",
    "Teams, separated by semicolons",
];
/// Label of the revisit period.
pub const REVISIT: Pair = [
    "Bỏ qua cơ sở đã kiểm tra trong số ngày gần đây",
    "Leave out those inspected within so many days",
];
/// What that means.
pub const REVISIT_HINT: Pair = [
    "Tính tới ngày đầu; để trống để lấy tất cả.",
    "Before the first day; empty to take all.",
];
/// The button that shows a proposal.
pub const PROPOSE: Pair = ["Xem trước", "Preview"];
/// Heading of a proposal.
pub const PROPOSAL: Pair = ["Lịch đề xuất", "Proposal"];
/// The button that plans.
pub const PLAN_THEM: Pair = ["Đưa vào kế hoạch", "Put into the plan"];
/// Where a proposal is another one by now.
pub const STALE: Pair = [
    "Danh sách cơ sở hoặc kế hoạch đã thay đổi, nên chưa lên lịch gì. Đề xuất dưới đây đã được tính lại.",
    "The register or the plan changed, so nothing was planned. The proposal below was worked out again.",
];
/// Link to a visit.
pub const CHANGE: Pair = ["Dời, bỏ", "Move, strike"];
/// Heading of moving.
pub const MOVE: Pair = ["Dời lượt kiểm tra", "Move the visit"];
/// The button that moves.
pub const MOVE_CONFIRM: Pair = ["Dời", "Move"];
/// Heading of striking.
pub const STRIKE: Pair = ["Bỏ lượt kiểm tra", "Strike the visit"];
/// Label of the reason.
pub const REASON: Pair = ["Lý do", "Reason"];
/// Heading of struck visits.
pub const STRUCK: Pair = ["Các lượt đã bỏ", "Struck visits"];
/// Headings of struck visits.
pub const STRUCK_HEADINGS: [Pair; 5] = [
    ["Ngày", "Day"],
    ["Cơ sở", "Establishment"],
    ["Đội", "Team"],
    ["Lý do", "Reason"],
    ["Người bỏ, lúc", "By, when"],
];
/// Heading of one visit.
pub const ONE: Pair = ["Lên lịch một lượt kiểm tra", "Plan one visit"];
/// Where somebody was quicker.
pub const VISIT_STALE: Pair = [
    "Người khác đã sửa lượt này; chưa thay đổi gì.",
    "Somebody else changed this visit; nothing was changed.",
];
/// Where an inspection made it.
pub const VISIT_MADE: Pair = [
    "Lượt này đã được kiểm tra, không dời hay bỏ được.",
    "An inspection made this visit; it can be neither moved nor struck.",
];
/// Where it is gone.
pub const VISIT_GONE: Pair = [
    "Lượt này không còn trong kế hoạch.",
    "This visit is not in the plan any more.",
];
/// Where the establishment is.
pub const NOBODY: Pair = [
    "Cơ sở đã ngừng hoạt động hoặc không còn trong danh sách.",
    "The establishment closed down or left the register.",
];
/// No period.
pub const NO_PERIOD: Pair = [
    "Ngày cuối phải sau ngày đầu, cách nhau không quá 366 ngày.",
    "The last day must follow the first by 366 days at most.",
];
/// No number.
pub const NO_NUMBER: Pair = [
    "Cần một số nguyên, từ 1 đến 1000.",
    "A whole number, from 1 to 1000.",
];
/// No days.
pub const NO_WEEKDAYS: Pair = [
    "Hãy chọn ít nhất một ngày trong tuần.",
    "Choose a day of the week at least.",
];

/// What a proposal comes to.
#[must_use]
pub fn proposed(language: Language, visits: usize) -> String {
    language.tell(
        format!("{visits} lượt kiểm tra."),
        format!("{visits} visits."),
    )
}

/// Whom it leaves out, and why.
#[must_use]
pub fn left_out(language: Language, recent: usize, planned: usize, left: usize) -> Vec<String> {
    let told = [
        (
            recent,
            ["cơ sở mới được kiểm tra gần đây", "inspected not long ago"],
        ),
        (
            planned,
            [
                "cơ sở đã có lịch trong khoảng này",
                "planned in this period already",
            ],
        ),
        (
            left,
            [
                "cơ sở không đủ ngày để xếp",
                "for which the days do not suffice",
            ],
        ),
    ];
    let told = told.into_iter().filter(|(count, _)| *count > 0);
    told.map(|(count, pair)| format!("{count} {}", language.say(pair)))
        .collect()
}

/// Why a visit was struck.
#[must_use]
pub fn reason(language: Language, reason: &str) -> String {
    if reason == CLOSED_DOWN {
        language
            .say(["Cơ sở ngừng hoạt động", "The establishment closed down"])
            .to_owned()
    } else {
        reason.to_owned()
    }
}
