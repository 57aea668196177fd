//! The sentences about signing on the screen. A catalogue of their own: without them
//! people sign with ink, so they are loaded later, both languages at once.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        dead_code,
        reason = "only pages are signed on, and they are the browser's"
    )
)]

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Signing {
    /// Heading.
    pub(crate) title: &'static str,
    /// What it is, and what follows from it.
    pub(crate) hint: &'static str,
    /// The button that begins.
    pub(crate) begin: &'static str,
    /// While something is missing.
    pub(crate) not_whole: &'static str,
    /// Who is not in the list.
    pub(crate) others: &'static str,
    /// The button that shows the minutes.
    pub(crate) read: &'static str,
    /// Above what is shown.
    pub(crate) to_read: &'static str,
    /// The button of one person, by name.
    pub(crate) sign: &'static str,
    /// Where nothing was drawn.
    pub(crate) unsigned: &'static str,
    /// When it was signed.
    pub(crate) signed: &'static str,
    /// The button that takes a signature away.
    pub(crate) clear: &'static str,
    /// The place to sign in, by name.
    pub(crate) pad: &'static str,
    /// How to sign.
    pub(crate) pad_hint: &'static str,
    /// The button that ends it.
    pub(crate) done: &'static str,
    /// Whose side: the team, the establishment, a witness.
    pub(crate) sides: [&'static str; 3],
    /// Of a record: that it was given to what stands there.
    pub(crate) holds: &'static str,
    /// Of a record: that it was not.
    pub(crate) differs: &'static str,
    /// Where something was changed while somebody signed.
    pub(crate) changed: &'static str,
    /// Of a signature that cannot be read.
    pub(crate) unreadable: &'static str,
    /// What comes after closing, where somebody signed on the screen.
    pub(crate) next: &'static str,
}

/// The sentences of a language.
pub(crate) fn signing(language: Language) -> &'static Signing {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Signing = Signing {
    title: "Ký trên màn hình",
    hint: "Thay cho ký bằng mực, khi đã ghi xong mọi nội dung. Chữ ký chỉ có giá trị với đúng nội dung lúc ký: sửa nội dung thì phải ký lại.",
    begin: "Ký trên màn hình",
    not_whole: "Còn mục chưa xong hoặc cần sửa. Điền đủ rồi mới ký được.",
    others: "Ai chưa có tên ở đây thì ký bằng mực, hoặc ghi tên người đó ở phần “Cơ sở và cuộc kiểm tra”.",
    read: "Đọc biên bản trước khi ký",
    to_read: "Bản để đọc trước khi ký. Biên bản chưa đóng.",
    sign: "Ký: {}",
    unsigned: "Chưa ký",
    signed: "Đã ký lúc {}",
    clear: "Xóa chữ ký",
    pad: "Khung ký của {}",
    pad_hint: "Ký trong khung bằng ngón tay hoặc bút. Mỗi nét được lưu ngay.",
    done: "Ký xong",
    sides: ["Đoàn kiểm tra", "Cơ sở", "Người chứng kiến"],
    holds: "Đúng với nội dung này.",
    differs: "Không phải chữ ký cho nội dung này.",
    changed: "Nội dung đã đổi trong lúc ký nên không nhận thêm nét nào. Hãy đọc lại biên bản, xóa chữ ký cũ nếu có, rồi ký lại.",
    unreadable: "Không đọc được chữ ký này. Hãy xóa và ký lại.",
    next: "Chữ ký trên màn hình đã có trong biên bản. Ai chưa ký thì ký vào bản in, ghi rõ họ tên.",
};

static ENGLISH: Signing = Signing {
    title: "Sign on the screen",
    hint: "In place of ink, once everything is recorded. A signature holds only for what was there when it was given: whoever changes that has it signed again.",
    begin: "Sign on the screen",
    not_whole: "Something is missing or wrong. Complete it, then it can be signed.",
    others: "Who is not named here signs with ink, or is named first under “Establishment and visit”.",
    read: "Read the minutes before signing",
    to_read: "To be read before signing. The record is not closed.",
    sign: "Sign: {}",
    unsigned: "Not signed",
    signed: "Signed {}",
    clear: "Clear the signature",
    pad: "Place for the signature of {}",
    pad_hint: "Sign inside the frame with a finger or a pen. Each stroke is saved at once.",
    done: "Done",
    sides: ["Inspection team", "Establishment", "Witness"],
    holds: "Given to exactly this content.",
    differs: "Not given to this content.",
    changed: "Something was changed while this was being signed, so no further stroke was taken. Read the minutes again, clear the old signature if there is one, and sign again.",
    unreadable: "This signature cannot be read. Clear it and sign again.",
    next: "The signatures given on the screen stand in the minutes. Who has not signed signs the printed copy, with the full name.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_keep_a_place_for_names_and_moments() {
        for language in [Language::Vietnamese, Language::English] {
            let words = signing(language);
            for sentence in [words.sign, words.signed, words.pad] {
                assert_eq!(sentence.matches("{}").count(), 1, "{sentence}");
            }
        }
    }
}
