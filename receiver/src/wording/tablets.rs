//! What the office says of the tablets that send to it, and of what has not come
//! from them.

use std::ops::RangeInclusive;

/// How many runs of missing numbers are written out.
const TOLD: usize = 20;

/// Heading of the tablets.
pub const TABLETS_TITLE: &str = "Các máy đã gửi";
/// What the numbers are.
pub const TABLETS_EXPLAINED: &str = "Mỗi máy đánh số chung cho mọi tài liệu của mình: kết quả kiểm tra, \
ảnh, tài liệu đính kèm và kết quả xử lý. Số còn thiếu có thể vẫn nằm trên máy, chưa gửi.";
/// Headings of the tablets.
pub const TABLET_HEADINGS: [&str; 5] = [
    "Máy",
    "Số tài liệu đã nhận",
    "Số thứ tự cuối cùng",
    "Nhận gần nhất",
    "Còn thiếu",
];
/// What the office writes itself.
pub const OF_THE_OFFICE: &str = "Văn phòng";
/// Nothing is missing before the last.
pub const NOTHING_MISSING: &str = "Không thiếu";

/// Which numbers are missing.
#[must_use]
pub fn missing(runs: &[RangeInclusive<u64>]) -> String {
    let told = runs.iter().take(TOLD).map(|run| {
        let (first, last) = (run.start(), run.end());
        if first == last {
            first.to_string()
        } else {
            format!("{first}–{last}")
        }
    });
    let told: Vec<_> = told.collect();
    let rest = match runs.len().saturating_sub(TOLD) {
        0 => String::new(),
        more => format!(" và {more} khoảng khác"),
    };
    format!("Thiếu tài liệu số {}{rest}", told.join(", "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers_are_told_by_their_ends_and_none_is_passed_over_in_silence() {
        assert_eq!(missing(&[3..=3, 5..=7]), "Thiếu tài liệu số 3, 5–7");
        let many: Vec<_> = (1..=23).map(|at| at * 2..=at * 2).collect();
        let told = missing(&many);
        assert!(told.ends_with("38, 40 và 3 khoảng khác"), "{told}");
    }
}
