//! Records in full: read when they are shown.

use std::sync::Arc;

use inspection::{InspectionId, Thawed};
use leptos::task::spawn_local;

use super::State;
use crate::acts::ReadError;
use crate::signal::Source;

/// A record in full, or why it is not shown.
pub(crate) type Whole = Result<Arc<Thawed>, ReadError>;

impl State {
    /// One record in full, once it has been read.
    pub(crate) fn record(self, id: InspectionId) -> Source<Option<Whole>> {
        let whole = Source::new(None);
        let reading = self.desk().record(id);
        spawn_local(async move {
            let read = reading.await.map(Arc::new);
            // The page may be gone by now.
            whole.try_set(Some(read));
        });
        whole
    }

    /// Reads the records that were put away, for the lists.
    pub(crate) fn read_archive(self) {
        let reading = self.desk().read_archive();
        spawn_local(async move {
            // What is not read now is read when a list is shown again.
            if reading.await.is_ok_and(|read| read > 0) {
                self.refresh();
            }
        });
    }
}
