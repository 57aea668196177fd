//! What is said where a part of the program that is loaded later cannot be
//! loaded. Which parts there are is for those who ask for them.

/// A part of the program could not be loaded now; the next time it is asked
/// for, it is tried again.
#[derive(Debug)]
pub(crate) struct NotLoaded;

#[cfg(feature = "split")]
impl From<wasm_split_helpers::SplitLoaderError> for NotLoaded {
    fn from(_: wasm_split_helpers::SplitLoaderError) -> Self {
        Self
    }
}
