//! The sentences about what is kept, and how safely. A catalogue of their own:
//! no recording needs them, so they are loaded later, both languages at once.

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Kept {
    /// Where the browser has not promised to keep what is stored.
    pub(crate) not_promised: &'static str,
    /// How much of the browser's room is in use, in percent.
    pub(crate) journal_low: &'static str,
    /// How many checks have lost the head of their draft.
    pub(crate) without_head: &'static str,
    /// Before the number of values that were set aside.
    pub(crate) quarantine: &'static str,
    /// On the button, while another window sends.
    pub(crate) another_sends: &'static str,
    /// Why a document cannot be sent.
    pub(crate) unsendable: &'static str,
}

/// The sentences of a language.
pub(crate) fn kept(language: Language) -> &'static Kept {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Kept = Kept {
    not_promised: "Trình duyệt chưa hứa giữ dữ liệu của ứng dụng. Nếu đây là cửa sổ ẩn danh (riêng tư), đừng ghi ở đây: mọi thứ sẽ mất khi đóng cửa sổ. Nếu không phải, hãy cài ứng dụng vào màn hình chính và gửi biên bản thường xuyên.",
    journal_low: "Chỗ trình duyệt dành cho ứng dụng đã dùng {} %: không thêm ảnh được nữa. Giải phóng bộ nhớ của máy.",
    without_head: "Có {} nội dung kiểm tra đã mất phần thông tin chung của cuộc kiểm tra, nên không mở được. Chúng vẫn được giữ trên máy này: hãy xuất ra tệp và giao cho người quản trị.",
    quarantine: "Phần hỏng đã cất riêng",
    another_sends: "Cửa sổ khác đang gửi…",
    unsendable: "Có phần không đọc được trên máy nên không gửi được ({}).",
};

static ENGLISH: Kept = Kept {
    not_promised: "The browser has not promised to keep the app’s data. If this is a private window, do not record here: everything is lost when the window is closed. If it is not, install the app on the home screen and send records often.",
    journal_low: "{} % of what the browser gives the app is in use: no photo can be added. Free storage on the tablet.",
    without_head: "{} checks have lost the visit’s own fields, so they cannot be opened. They are still kept on this tablet: export them to a file and give it to whoever looks after the tablets.",
    quarantine: "Damaged parts set aside",
    another_sends: "Another window is sending…",
    unsendable: "A part of it cannot be read on this tablet, so it cannot be sent ({}).",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_keep_the_places_of_values() {
        for language in [Language::Vietnamese, Language::English] {
            let said = kept(language);
            let places = |text: &str| text.matches("{}").count();
            let one = [said.without_head, said.journal_low, said.unsendable];
            assert_eq!(one.map(places), [1; 3]);
            let plain = [said.not_promised, said.quarantine, said.another_sends];
            assert_eq!(plain.map(places), [0; 3]);
        }
    }
}
