//! What every request handler is given: the store, and how this office runs.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::store::Store;

/// One running office.
#[derive(Clone)]
pub struct Office {
    /// Where documents are kept.
    pub store: Arc<dyn Store>,
    /// Whether this is the demonstration: no sign-in, sample data, a banner.
    pub demo: bool,
    /// The folder of the tablet app, where it is served from here.
    pub tablet: Option<PathBuf>,
}

impl Office {
    /// An office on this store: no demonstration, no tablet app.
    #[must_use]
    pub fn new(store: impl Store + 'static) -> Self {
        Self {
            store: Arc::new(store),
            demo: false,
            tablet: None,
        }
    }
}

impl fmt::Debug for Office {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Office")
            .field("demo", &self.demo)
            .field("tablet", &self.tablet)
            .finish_non_exhaustive()
    }
}
