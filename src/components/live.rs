//! A part of a page that follows signals. All of them have one type, so that
//! what keeps them up to date is in the bundle once.

use leptos::prelude::*;

/// A part that is drawn anew when a signal it reads changes.
pub type Live = Box<dyn FnMut() -> AnyView + Send>;

/// Makes such a part of what draws it.
pub fn live(draw: impl FnMut() -> AnyView + Send + 'static) -> Live {
    Box::new(draw)
}
