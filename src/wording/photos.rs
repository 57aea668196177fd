//! The sentences about photos of a visit. A catalogue of their own: photos are taken
//! with what is loaded later, both languages at once.
#![cfg_attr(
    not(target_arch = "wasm32"),
    expect(
        dead_code,
        reason = "only pages take photos, and they are the browser's"
    )
)]

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Photos {
    /// Heading of those of the visit as a whole.
    pub(crate) of_visit: &'static str,
    /// Heading of those of a check.
    pub(crate) of_check: &'static str,
    /// What becomes of them.
    pub(crate) hint: &'static str,
    /// The button that opens the camera.
    pub(crate) photograph: &'static str,
    /// The button that chooses files.
    pub(crate) choose: &'static str,
    /// The button of an item.
    pub(crate) of_item: &'static str,
    /// One of them, by its number.
    pub(crate) photo: &'static str,
    /// What it shows.
    pub(crate) caption: &'static str,
    /// While it is read.
    pub(crate) reading: &'static str,
    /// Where it cannot be read.
    pub(crate) gone: &'static str,
    /// The button that removes one.
    pub(crate) remove: &'static str,
    /// How many were removed.
    pub(crate) removed: &'static str,
    /// The button that takes that back.
    pub(crate) put_back: &'static str,
    /// While chosen files are read.
    pub(crate) under_way: &'static str,
    /// That they were taken up.
    pub(crate) taken: &'static str,
    /// Where a file is no picture.
    pub(crate) not_a_picture: &'static str,
    /// Where it is HEIF.
    pub(crate) heic: &'static str,
    /// Where it is broken.
    pub(crate) broken: &'static str,
    /// Where it is too large.
    pub(crate) too_large: &'static str,
    /// Where there is no room.
    pub(crate) no_room: &'static str,
    /// Where it was not kept.
    pub(crate) not_kept: &'static str,
}

/// The sentences of a language.
pub(crate) fn photos(language: Language) -> &'static Photos {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Photos = Photos {
    of_visit: "Ảnh của cuộc kiểm tra",
    of_check: "Ảnh của mục này",
    hint: "Ảnh được thu nhỏ, lưu ngay trên máy và gửi cùng biên bản. Nơi và lúc chụp mà máy ảnh ghi được giữ thành dữ liệu.",
    photograph: "Chụp ảnh",
    choose: "Chọn ảnh có sẵn",
    of_item: "Chụp ảnh cho nội dung này",
    photo: "Ảnh {}",
    caption: "Ảnh cho thấy",
    reading: "Đang mở ảnh…",
    gone: "Không mở được ảnh này.",
    remove: "Bỏ ảnh",
    removed: "Đã bỏ {} ảnh.",
    put_back: "Lấy lại ảnh vừa bỏ",
    under_way: "Đang xử lý ảnh…",
    taken: "Đã thêm ảnh.",
    not_a_picture: "Tệp này không phải ảnh JPEG, PNG hoặc WebP. Hãy chụp lại hoặc chọn tệp khác.",
    heic: "Ảnh HEIC không dùng được. Hãy đặt máy ảnh sang JPEG (iPhone: Cài đặt, Camera, Định dạng, Tương thích nhất), hoặc chụp ngay trong ứng dụng.",
    broken: "Tệp ảnh bị hỏng hoặc chưa đủ. Hãy chụp lại.",
    too_large: "Ảnh lớn hơn 100 triệu điểm ảnh. Hãy chụp ở cỡ nhỏ hơn.",
    no_room: "Máy gần đầy nên không nhận thêm ảnh; nội dung đã ghi không mất gì. Hãy gửi bớt kết quả về cơ quan, hoặc dọn máy, rồi chụp lại.",
    not_kept: "Chưa lưu được ảnh. Hãy thử lại.",
};

static ENGLISH: Photos = Photos {
    of_visit: "Photos of the visit",
    of_check: "Photos of this check",
    hint: "Photos are made smaller, kept on this tablet at once and sent with the record. Where and when they were taken, as the camera says, is kept as data.",
    photograph: "Take a photo",
    choose: "Choose photos",
    of_item: "Take a photo of this",
    photo: "Photo {}",
    caption: "The photo shows",
    reading: "Opening the photo…",
    gone: "This photo cannot be opened.",
    remove: "Remove the photo",
    removed: "{} removed.",
    put_back: "Put the last one back",
    under_way: "Working on the photo…",
    taken: "The photo was added.",
    not_a_picture: "This file is no JPEG, PNG or WebP picture. Take the photo again, or choose another file.",
    heic: "HEIC pictures cannot be used. Set the camera to JPEG (iPhone: Settings, Camera, Formats, Most Compatible), or take the photo in the app.",
    broken: "The picture is broken or not whole. Take it again.",
    too_large: "The picture has more than 100 megapixels. Take it in a smaller size.",
    no_room: "The tablet is nearly full and takes no more photos; nothing that was recorded is lost. Send records to the office or make room, then take it again.",
    not_kept: "The photo could not be saved. Try again.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_keep_places_for_numbers() {
        for language in [Language::Vietnamese, Language::English] {
            let words = photos(language);
            for sentence in [words.photo, words.removed] {
                assert_eq!(sentence.matches("{}").count(), 1, "{sentence}");
            }
        }
    }
}
