//! What the office says of the tablets that send to it, and of what has not come
//! from them.

use std::ops::RangeInclusive;

use super::language::{Language, Pair};

/// How many runs of missing numbers are written out.
const TOLD: usize = 20;

/// Heading of the tablets.
pub const TABLETS_TITLE: Pair = ["Các máy đã gửi", "Tablets that have sent"];
/// What the numbers are.
pub const TABLETS_EXPLAINED: Pair = [
    "Mỗi máy đánh số chung cho mọi tài liệu của mình: kết quả kiểm tra, \
ảnh, tài liệu đính kèm và kết quả xử lý. Số còn thiếu có thể vẫn nằm trên máy, chưa gửi.",
    "Each tablet counts all of its documents: inspections, photos, attachments and outcomes. What is missing may still be on the tablet, not sent.",
];
/// Headings of the tablets.
pub const TABLET_HEADINGS: [Pair; 5] = [
    ["Máy", "Tablet"],
    ["Số tài liệu đã nhận", "Documents received"],
    ["Số thứ tự cuối cùng", "Last number"],
    ["Nhận gần nhất", "Last received"],
    ["Còn thiếu", "Missing"],
];
/// What the office writes itself.
pub const OF_THE_OFFICE: Pair = ["Văn phòng", "The office"];
/// Nothing is missing before the last.
pub const NOTHING_MISSING: Pair = ["Không thiếu", "Nothing is missing"];

/// Which numbers are missing.
#[must_use]
pub fn missing(language: Language, runs: &[RangeInclusive<u64>]) -> String {
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
        more => language.tell(
            format!(" và {more} khoảng khác"),
            format!(" and {more} more"),
        ),
    };
    let told = told.join(", ");
    language.tell(
        format!("Thiếu tài liệu số {told}{rest}"),
        format!("Missing: {told}{rest}"),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_of_numbers_are_told_by_their_ends_and_none_is_passed_over_in_silence() {
        let own = |runs: &[RangeInclusive<u64>]| missing(Language::Vietnamese, runs);
        assert_eq!(own(&[3..=3, 5..=7]), "Thiếu tài liệu số 3, 5–7");
        let many: Vec<_> = (1..=23).map(|at| at * 2..=at * 2).collect();
        let told = own(&many);
        assert!(told.ends_with("38, 40 và 3 khoảng khác"), "{told}");
    }
}
