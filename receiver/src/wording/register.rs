//! Words about the register and the plan.

use inspection::LastInspection;

use super::day;
use super::language::{Language, Pair};

/// Headings of the plan.
pub const PLAN_HEADINGS: [Pair; 5] = [
    ["Ngày", "Day"],
    ["Cơ sở", "Establishment"],
    ["Địa bàn", "Ward"],
    ["Đội", "Team"],
    ["Tình trạng", "State"],
];
/// Headings of the register.
pub const REGISTER_HEADINGS: [Pair; 5] = [
    ["Địa bàn", "Ward"],
    ["Cơ sở", "Establishment"],
    ["Địa chỉ", "Address"],
    ["Loại cơ sở", "Kind"],
    ["Lần kiểm tra gần nhất", "Last inspection"],
];
/// A visit that an inspection made.
pub const DONE: Pair = ["Đã kiểm tra", "Made"];
/// A visit that nobody has made.
pub const PLANNED: Pair = ["Chưa kiểm tra", "Not made"];
/// An establishment at which nothing was inspected yet.
pub const NEVER: Pair = ["Chưa có", "Never"];

/// What was found beside the result.
#[must_use]
pub fn found(language: Language, last: &LastInspection) -> String {
    let mut words = Vec::new();
    if last.findings > 0 {
        let count = last.findings;
        words.push(language.tell(format!("{count} lỗi"), format!("{count} findings")));
    }
    if let Some(deadline) = last.deadline {
        let until = day(deadline);
        words.push(language.tell(
            format!("khắc phục trước hết ngày {until}"),
            format!("to be put right by {until}"),
        ));
    }
    words.join(", ")
}

/// That not every row is on the page.
#[must_use]
pub fn shown_of(language: Language, shown: u32, total: u64) -> String {
    language.tell(
        format!("Hiện {shown} trong {total} cơ sở, theo địa bàn và tên."),
        format!("The first {shown} of {total} establishments, by ward and name."),
    )
}
