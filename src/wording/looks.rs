//! The sentences about how the screen looks. A catalogue of their own: no recording
//! needs them, so they are loaded later, both languages at once.

use super::Language;

/// The sentences. `{}` stands for a value.
pub(crate) struct Looks {
    /// Above what can be chosen.
    pub(crate) title: &'static str,
    /// Before the themes.
    pub(crate) theme: &'static str,
    /// The themes by their codes, the system's first.
    pub(crate) themes: [(&'static str, &'static str); 4],
    /// Before the sizes of text.
    pub(crate) text: &'static str,
    /// Where what was picked could not be kept.
    pub(crate) not_kept: &'static str,
}

/// The sizes of text, in percent; the first is the usual one.
pub(crate) const SIZES: [&str; 5] = ["100", "125", "150", "175", "200"];

/// The sentences of a language.
pub(crate) fn looks(language: Language) -> &'static Looks {
    match language {
        Language::Vietnamese => &VIETNAMESE,
        Language::English => &ENGLISH,
    }
}

static VIETNAMESE: Looks = Looks {
    title: "Màn hình",
    theme: "Giao diện",
    themes: [
        ("system", "Theo máy"),
        ("light", "Sáng"),
        ("dark", "Tối"),
        ("sun", "Ngoài nắng"),
    ],
    text: "Cỡ chữ",
    not_kept: "Trình duyệt không giữ được lựa chọn này.",
};

static ENGLISH: Looks = Looks {
    title: "Screen",
    theme: "Theme",
    themes: [
        ("system", "As the device"),
        ("light", "Light"),
        ("dark", "Dark"),
        ("sun", "In the sun"),
    ],
    text: "Size of text",
    not_kept: "The browser could not keep this choice.",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_offer_the_same_themes() {
        let codes = |language| looks(language).themes.map(|(code, _)| code);
        assert_eq!(codes(Language::Vietnamese), codes(Language::English));
    }

    #[test]
    fn nothing_that_is_said_is_empty_and_sizes_grow_from_the_usual_one() {
        for language in [Language::Vietnamese, Language::English] {
            let said = looks(language);
            let plain = [said.title, said.theme, said.text, said.not_kept];
            let names = said.themes.map(|(_, name)| name);
            assert!(plain.into_iter().chain(names).all(|text| !text.is_empty()));
        }
        assert_eq!((SIZES[0], SIZES[4]), ("100", "200"));
        assert!(SIZES.is_sorted());
    }
}
