//! The languages of the screen, and what each picks of a text that comes in
//! both.

use inspection::Term;

use super::{Words, en, vi};

/// The languages of the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub(crate) enum Language {
    /// The language of the work.
    #[default]
    Vietnamese,
    /// For guests and trainers.
    English,
}

impl Language {
    /// The code of the settings and of `<html lang>`.
    pub(crate) fn code(self) -> &'static str {
        match self {
            Self::Vietnamese => "vi",
            Self::English => "en",
        }
    }

    /// The language of this code; Vietnamese where there is none.
    pub(crate) fn of(code: &str) -> Self {
        if code == "en" {
            Self::English
        } else {
            Self::Vietnamese
        }
    }

    /// The other one.
    pub(crate) fn other(self) -> Self {
        match self {
            Self::Vietnamese => Self::English,
            Self::English => Self::Vietnamese,
        }
    }

    /// Its sentences.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vietnamese => &vi::VIETNAMESE,
            Self::English => &en::ENGLISH,
        }
    }

    /// The name of a coded word of the rule pack.
    pub(crate) fn term(self, term: &Term) -> &str {
        self.pick(&term.vi, &term.en)
    }

    /// One of two texts of the rule pack.
    pub(crate) fn pick<'text>(self, vi: &'text str, en: &'text str) -> &'text str {
        match self {
            Self::Vietnamese => vi,
            Self::English => en,
        }
    }
}
