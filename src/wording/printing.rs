//! The sentences about minutes and their printing. A catalogue of their own:
//! no recording needs them, so they are loaded later, both languages at once.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(dead_code, reason = "only pages print, and they are the browser's")
)]

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Printing {
    /// Heading where the form has no name.
    pub(crate) minutes_title: &'static str,
    /// Where a form has no sheet for this inspection.
    pub(crate) minutes_nothing: &'static str,
    /// The button.
    pub(crate) print: &'static str,
    /// What to do without a printer.
    pub(crate) print_hint: &'static str,
    /// Where the browser has no dialog.
    pub(crate) print_failed: &'static str,
    /// Heading of what comes after closing.
    pub(crate) next_title: &'static str,
    /// How many copies.
    pub(crate) next_print: &'static str,
    /// Who signs.
    pub(crate) next_sign: &'static str,
    /// Who signs where one side does not.
    pub(crate) next_refused: &'static str,
    /// Who keeps which.
    pub(crate) next_keep: &'static str,
    /// The button to the next visit at the same place.
    pub(crate) next_visit: &'static str,
    /// What it begins with.
    pub(crate) next_visit_text: &'static str,
    /// Heading of the papers of a record.
    pub(crate) papers_title: &'static str,
    /// Where there is none yet.
    pub(crate) papers_missing: &'static str,
    /// What is to be done with the sheet.
    pub(crate) papers_hint: &'static str,
    /// One of them, by its number.
    pub(crate) paper: &'static str,
    /// The field that opens the camera.
    pub(crate) paper_photograph: &'static str,
    /// The field for a file.
    pub(crate) paper_file: &'static str,
    /// That it was kept.
    pub(crate) paper_kept: &'static str,
    /// Where it is no picture and no PDF.
    pub(crate) paper_unreadable: &'static str,
    /// Where it is larger than the office takes.
    pub(crate) paper_too_large: &'static str,
    /// Where it was not kept.
    pub(crate) paper_not_kept: &'static str,
}

/// The sentences of a language.
pub(crate) fn printing(language: Language) -> &'static Printing {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Printing = Printing {
    minutes_title: "Biên bản để in",
    minutes_nothing: "Cuộc kiểm tra này không có nội dung cho mẫu này.",
    print: "In",
    print_hint: "Không có máy in thì chọn “Lưu dưới dạng PDF” trong hộp thoại in.",
    print_failed: "Trình duyệt này không mở được hộp thoại in. Hãy dùng lệnh In hoặc Chia sẻ trong trình đơn của trình duyệt, rồi lưu dưới dạng PDF.",
    next_title: "Việc tiếp theo",
    next_print: "In {} bản:",
    next_sign: "Hai bên ký từng bản, ghi rõ họ tên.",
    next_refused: "Cơ sở không ký: người chứng kiến hoặc đại diện ủy ban nhân dân cấp xã ký xác nhận.",
    next_keep: "Giao cơ sở một bản; giữ các bản còn lại.",
    next_visit: "Cơ sở kế tiếp cùng nơi",
    next_visit_text: " Giữ lại địa chỉ, loại cơ sở, quyết định, thành phần Đoàn, loại phương tiện đo và chuẩn đã dùng.",
    papers_title: "Biên bản đã ký",
    papers_missing: "Chưa có ảnh biên bản đã ký.",
    papers_hint: "Chụp từng trang sau khi hai bên đã ký. Ảnh gắn với kết quả này và được gửi như một tài liệu riêng.",
    paper: "Trang, tệp {}",
    paper_photograph: "Chụp biên bản đã ký",
    paper_file: "Hoặc chọn ảnh, tệp PDF",
    paper_kept: "Đã lưu trên máy.",
    paper_unreadable: "Không đọc được tệp này. Hãy chụp lại hoặc chọn ảnh JPEG, PNG, hoặc tệp PDF.",
    paper_too_large: "Tệp lớn hơn 7 MB, cơ quan không nhận. Hãy chụp từng trang.",
    paper_not_kept: "Chưa lưu được. Hãy thử lại; nếu máy đầy thì gửi bớt kết quả về cơ quan trước.",
};

static ENGLISH: Printing = Printing {
    minutes_title: "Minutes to print",
    minutes_nothing: "This inspection has nothing for this form.",
    print: "Print",
    print_hint: "Without a printer, choose “Save as PDF” in the print dialog.",
    print_failed: "This browser cannot open its print dialog. Use Print or Share in the browser’s menu, then save as PDF.",
    next_title: "What comes next",
    next_print: "Print {} copies:",
    next_sign: "Both sides sign each copy, with their full names.",
    next_refused: "The establishment does not sign: a witness or the commune’s representative signs to confirm it.",
    next_keep: "Hand one copy to the establishment; keep the others.",
    next_visit: "Next establishment at the same place",
    next_visit_text: " Keeps the address, the kind of establishment, the decision, the team, the type of instrument and the standards used.",
    papers_title: "Signed minutes",
    papers_missing: "No picture of the signed minutes yet.",
    papers_hint: "Photograph each page once both sides have signed. The picture belongs to this record and is sent as a document of its own.",
    paper: "Page or file {}",
    paper_photograph: "Photograph the signed minutes",
    paper_file: "Or choose a picture or a PDF",
    paper_kept: "Saved on this device.",
    paper_unreadable: "This file cannot be read. Photograph it again, or choose a JPEG or PNG picture or a PDF.",
    paper_too_large: "The file is larger than 7 MB, which the office does not take. Photograph page by page.",
    paper_not_kept: "It could not be saved. Try again; if the device is full, send records to the office first.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_keep_the_place_of_the_count_of_copies() {
        for language in [Language::Vietnamese, Language::English] {
            assert_eq!(printing(language).next_print.matches("{}").count(), 1);
        }
    }
}
