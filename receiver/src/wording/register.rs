//! Words about the register and the plan.

use inspection::{LastInspection, LastResult, WithoutChecks};

use super::{counted, day};

/// Headings of the plan.
pub const PLAN_HEADINGS: [&str; 5] = ["Ngày", "Cơ sở", "Địa bàn", "Đội", "Tình trạng"];
/// Headings of the register.
pub const REGISTER_HEADINGS: [&str; 5] = [
    "Địa bàn",
    "Cơ sở",
    "Địa chỉ",
    "Loại cơ sở",
    "Lần kiểm tra gần nhất",
];
/// A visit that an inspection made.
pub const DONE: &str = "Đã kiểm tra";
/// A visit that nobody has made.
pub const PLANNED: &str = "Chưa kiểm tra";
/// An establishment at which nothing was inspected yet.
pub const NEVER: &str = "Chưa có";

/// What a visit came to.
#[must_use]
pub fn result(result: LastResult) -> &'static str {
    match result {
        LastResult::Without(WithoutChecks::Closed) => "Cơ sở đóng cửa",
        LastResult::Without(WithoutChecks::OwnerAbsent) => "Chủ cơ sở vắng mặt",
        LastResult::Without(WithoutChecks::EntryRefused) => "Không cho vào kiểm tra",
        verdict => counted(verdict.code()),
    }
}

/// What was found beside the result.
#[must_use]
pub fn found(last: &LastInspection) -> String {
    let mut words = Vec::new();
    if last.findings > 0 {
        words.push(format!("{} lỗi", last.findings));
    }
    if let Some(deadline) = last.deadline {
        words.push(format!("khắc phục trước hết ngày {}", day(deadline)));
    }
    words.join(", ")
}

/// That not every row is on the page.
#[must_use]
pub fn shown_of(shown: usize, total: usize) -> String {
    format!("Hiện {shown} trong {total} cơ sở, theo địa bàn và tên.")
}
