//! The languages of the screen, and what each picks of a text that comes in
//! both.

use inspection::Term;

use super::{Words, english, vi};
#[cfg(target_arch = "wasm32")]
use {super::register, crate::later::NotLoaded};

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

    /// Loads what is said in it.
    ///
    /// # Errors
    /// [`NotLoaded`].
    #[cfg(target_arch = "wasm32")]
    pub(crate) async fn load(self) -> Result<(), NotLoaded> {
        match self {
            Self::Vietnamese => Ok(()),
            Self::English => english::load().await,
        }
    }

    /// Whether what is said in it is here.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn is_loaded(self) -> bool {
        self == Self::Vietnamese || english::loaded().is_some()
    }

    /// Its sentences; until it was loaded, those of the language of the work.
    pub(crate) fn words(self) -> &'static Words {
        match self {
            Self::Vietnamese => &vi::VIETNAMESE,
            Self::English => english::loaded().map_or(&vi::VIETNAMESE, |english| english.words),
        }
    }

    /// Its sentences about register and plan.
    #[cfg(target_arch = "wasm32")]
    pub(crate) fn register(self) -> &'static register::RegisterWords {
        match self {
            Self::Vietnamese => &register::VIETNAMESE,
            Self::English => &register::ENGLISH,
        }
    }

    /// The name of a coded word of the rule pack.
    pub(crate) fn term(self, term: &Term) -> &str {
        self.pick(&term.vi, &term.en)
    }

    /// One of two texts of the rule pack. The English of the packs that ship is
    /// looked up.
    pub(crate) fn pick<'text>(self, vi: &'text str, en: &'text str) -> &'text str {
        if self == Self::Vietnamese {
            return vi;
        }
        if !en.is_empty() {
            return en;
        }
        let pack = english::loaded().map_or(&[][..], |english| english.pack);
        let known = pack.iter().find(|(known, _)| *known == vi);
        known.map_or(vi, |(_, en)| en)
    }
}
