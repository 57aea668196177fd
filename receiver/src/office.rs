//! What every request handler is given: the store, and how this office runs.

use std::fmt;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::SHORTEST_RETENTION;
use crate::intake::Judges;
use crate::names::Names;
use crate::origin::Origin;
use crate::people::Strength;
use crate::store::Store;

/// One running office.
#[derive(Clone)]
pub struct Office {
    /// Where documents are kept.
    pub store: Arc<Store>,
    /// Whether this is the demonstration: no sign-in, sample data, a banner.
    pub demo: bool,
    /// By which names it is known.
    pub names: Names,
    /// The folder of the tablet app, where it is served from here.
    pub tablet: Option<PathBuf>,
    /// Months that tablets keep what was received.
    pub retention_months: u16,
    /// Days after an inspection within which tablets warn of another one.
    pub revisit_days: Option<u16>,
    /// Where else the tablet app may upload to.
    pub upload_origins: Vec<Origin>,
    /// Whose pages may upload here, but for the office's own.
    pub accept_origins: Vec<Origin>,
    /// What a password's hash costs.
    pub strength: Strength,
    /// Where documents are judged, and passwords checked.
    pub(crate) judges: Judges,
}

impl Office {
    /// An office on this store: no demonstration, no tablet app, no other origin.
    #[must_use]
    pub fn new(store: Store) -> Self {
        Self {
            store: Arc::new(store),
            demo: false,
            names: Names::default(),
            tablet: None,
            retention_months: SHORTEST_RETENTION,
            revisit_days: None,
            upload_origins: Vec::new(),
            accept_origins: Vec::new(),
            strength: Strength::OWASP,
            judges: Judges::default(),
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
