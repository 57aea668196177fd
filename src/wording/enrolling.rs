//! The sentences about belonging to an office, and about minutes numbers. A
//! catalogue of their own: no recording needs them, so they are loaded later, both
//! languages at once.

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Enrolling {
    /// Title of the page and of the part of the settings.
    pub(crate) title: &'static str,
    /// What is asked, with the host of the office.
    pub(crate) question: &'static str,
    /// The button that enrols.
    pub(crate) enrol: &'static str,
    /// While the office is asked.
    pub(crate) under_way: &'static str,
    /// It is enrolled, as this name.
    pub(crate) done: &'static str,
    /// It is not enrolled.
    pub(crate) not_enrolled: &'static str,
    /// What enrolling is for, and how it is done.
    pub(crate) hint: &'static str,
    /// Label of the field that a link is pasted into.
    pub(crate) link: &'static str,
    /// What was pasted is no link.
    pub(crate) no_link: &'static str,
    /// Nobody answered.
    pub(crate) unreachable: &'static str,
    /// The link does not hold.
    pub(crate) link_not_valid: &'static str,
    /// The link is another tablet's.
    pub(crate) other_device: &'static str,
    /// The office said something else.
    pub(crate) refused: &'static str,
    /// The tablet did not keep it.
    pub(crate) not_kept: &'static str,
    /// How many minutes numbers of this year are left.
    pub(crate) numbers_left: &'static str,
    /// Which number the minutes get when they are closed.
    pub(crate) next_number: &'static str,
    /// Few are left.
    pub(crate) few: &'static str,
    /// None is left.
    pub(crate) none: &'static str,
}

/// The sentences of a language.
pub(crate) fn enrolling(language: Language) -> &'static Enrolling {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Enrolling = Enrolling {
    title: "Đăng ký máy",
    question: "Đăng ký máy này với cơ quan tại {}?",
    enrol: "Đăng ký",
    under_way: "Đang hỏi cơ quan…",
    done: "Máy này đã đăng ký: {}.",
    not_enrolled: "Máy này chưa đăng ký với cơ quan nào.",
    hint: "Khi cơ quan đòi đăng ký, hãy mở đường dẫn hoặc quét mã QR do người quản trị đưa, hoặc dán đường dẫn vào đây.",
    link: "Đường dẫn đăng ký",
    no_link: "Đây không phải đường dẫn đăng ký. Hãy dán toàn bộ đường dẫn, kể cả phần sau dấu #.",
    unreachable: "Cơ quan chưa trả lời. Khi có mạng, hãy bấm lại.",
    link_not_valid: "Đường dẫn đã được máy khác dùng hoặc đã quá 15 phút. Hãy xin người quản trị đường dẫn mới.",
    other_device: "Đường dẫn này là của máy khác. Hãy xin đường dẫn riêng cho máy này.",
    refused: "Cơ quan không nhận: {}",
    not_kept: "Máy chưa lưu được đăng ký. Hãy bấm lại.",
    numbers_left: "Còn {} số biên bản của năm nay.",
    next_number: "Khi kết thúc, biên bản mang số {}.",
    few: "Chỉ còn {} số: hãy nối mạng để nhận thêm số.",
    none: "Đã hết số biên bản được cấp: hãy nối mạng để nhận thêm, hoặc ghi số bằng tay.",
};

static ENGLISH: Enrolling = Enrolling {
    title: "Enrol this tablet",
    question: "Enrol this tablet with the office at {}?",
    enrol: "Enrol",
    under_way: "Asking the office…",
    done: "This tablet is enrolled: {}.",
    not_enrolled: "This tablet is not enrolled with any office.",
    hint: "Where the office asks for it, open the link or scan the QR code that its administrator gives you, or paste the link here.",
    link: "Link to enrol",
    no_link: "This is no link to enrol. Paste all of it, with what follows the #.",
    unreachable: "The office did not answer. Press again when there is a network.",
    link_not_valid: "The link was used by another tablet, or is older than 15 minutes. Ask the administrator for another.",
    other_device: "This link is another tablet’s. Ask for one for this tablet.",
    refused: "The office does not take it: {}",
    not_kept: "The tablet could not keep the enrolment. Press again.",
    numbers_left: "{} minutes numbers of this year are left.",
    next_number: "When it is closed, the minutes get number {}.",
    few: "Only {} numbers are left: connect to get more.",
    none: "No minutes number is left: connect to get more, or write the number by hand.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_keep_the_places_of_values() {
        for language in [Language::Vietnamese, Language::English] {
            let said = enrolling(language);
            let places = |text: &str| text.matches("{}").count();
            let one = [
                said.question,
                said.done,
                said.refused,
                said.numbers_left,
                said.next_number,
                said.few,
            ];
            assert_eq!(one.map(places), [1; 6]);
            let plain = [
                said.title,
                said.enrol,
                said.under_way,
                said.not_enrolled,
                said.hint,
                said.link,
                said.no_link,
                said.unreachable,
                said.link_not_valid,
                said.other_device,
                said.not_kept,
                said.none,
            ];
            assert_eq!(plain.map(places), [0; 12]);
        }
    }
}
