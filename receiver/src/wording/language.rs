//! In which language a page speaks: Vietnamese, unless somebody asked for
//! English.

/// A sentence in both languages, Vietnamese first.
pub type Pair = [&'static str; 2];

/// A language of the office's pages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Language {
    /// The default.
    #[default]
    Vietnamese,
    /// Where it was asked for.
    English,
}

impl Language {
    /// Its code in HTML.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of a code.
    #[must_use]
    pub fn named(code: &str) -> Option<Self> {
        let mut all = [Self::Vietnamese, Self::English].into_iter();
        all.find(|language| language.code() == code)
    }

    /// The other one.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// The sentence in this language.
    #[must_use]
    pub fn say(self, [vi, en]: Pair) -> &'static str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }

    /// A text that is made of figures, in this language.
    #[must_use]
    pub fn tell(self, vi: String, en: String) -> String {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}
