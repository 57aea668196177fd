//! English, for guests and trainers: the sentences of the screen and the texts
//! of the rule pack, which `xtask` builds into a file that is loaded when
//! English is chosen.

use super::Words;

/// Everything that is said in English.
pub(super) struct English {
    /// The sentences of the screen.
    pub(super) words: &'static Words,
    /// The texts of the rule pack, beside the Vietnamese.
    pub(super) pack: &'static [(&'static str, &'static str)],
}

#[cfg(target_arch = "wasm32")]
pub(super) use loading::{load, loaded};

#[cfg(target_arch = "wasm32")]
mod loading {
    use std::sync::OnceLock;

    use super::super::en;
    use super::English;
    use crate::later::NotLoaded;

    static ENGLISH: English = English {
        words: &en::ENGLISH,
        pack: inspection::ENGLISH,
    };

    static LOADED: OnceLock<&English> = OnceLock::new();

    /// English, once it was loaded.
    pub(in crate::wording) fn loaded() -> Option<&'static English> {
        LOADED.get().copied()
    }

    /// Loads English.
    ///
    /// # Errors
    /// [`NotLoaded`].
    pub(in crate::wording) async fn load() -> Result<(), NotLoaded> {
        let english = english().await?;
        LOADED.get_or_init(|| english);
        Ok(())
    }

    #[cfg(feature = "split")]
    use apart::english;

    #[cfg(feature = "split")]
    #[expect(
        clippy::unnecessary_wraps,
        reason = "what loads it may fail, and answers in its place"
    )]
    mod apart {
        use super::{ENGLISH, English, NotLoaded};

        #[wasm_split_helpers::wasm_split(english, fallible)]
        pub(super) fn english() -> Result<&'static English, NotLoaded> {
            Ok(&ENGLISH)
        }
    }

    #[cfg(not(feature = "split"))]
    async fn english() -> Result<&'static English, NotLoaded> {
        std::future::ready(Ok(&ENGLISH)).await
    }
}

/// Tests on the host have English at hand.
#[cfg(not(target_arch = "wasm32"))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "in the browser it may not be there"
)]
pub(super) fn loaded() -> Option<&'static English> {
    static ENGLISH: English = English {
        words: &super::en::ENGLISH,
        pack: &[],
    };
    Some(&ENGLISH)
}
