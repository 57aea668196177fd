//! What a person may do, in plain functions over the traits: record, close,
//! send. Decides what is saved when; knows no screen, no browser and no HTTP.

mod archive;
mod attaching;
mod bin;
mod chain;
mod closing;
mod correcting;
mod delivering;
mod drafts;
mod enrolling;
mod exchange;
mod opening;
mod outstanding;
mod photos;
mod records;
mod room;
mod rules;
mod saving;
mod settings;
mod windows;

use std::cell::{Cell, RefCell};
use std::rc::Rc;
use std::sync::Arc;

use inspection::{DeviceId, DocumentId, InspectionId, Stamp};
use uuid::Uuid;

pub use attaching::{NewPaper, NoPaper, Pen, Penned};
pub use bin::{Laid, WhyLaid};
pub use closing::CloseError;
pub use correcting::CorrectError;
pub use delivering::{Progress, Round};
pub use drafts::LoadError;
pub use exchange::{Exported, ImportError, Imported, Scope};
pub use opening::{OpenError, Opening};
pub use outstanding::Outstanding;
pub use photos::{NewPhoto, NoPhoto, Shot};
pub use records::{Entry, ReadError, Summary};
pub use room::{Fill, Keeping};
pub use saving::SaveError;
pub use settings::Settings;
pub use windows::{Heard, Hold, Lost, Windows};

use crate::LocalFuture;
use crate::journal::{Journal, SetAside};
use crate::store::{Key, Store, StoreError};
use saving::Ledger;

/// Time and chance, from outside.
pub trait Clock {
    /// The moment, as this tablet knows it.
    fn now(&self) -> Stamp;

    /// A new `UUIDv7`, whose last byte is random.
    fn new_id(&self) -> Uuid;
}

/// The end of a save: `Ok` only when everything saved up to it is durable. It
/// need not be awaited; the working copy was written when it was made.
pub type Saving = LocalFuture<'static, Result<(), SaveError>>;

/// The inspector's desk: everything a person may do. Clones are the same desk.
#[derive(Clone)]
pub struct Desk {
    inner: Rc<Inner>,
}

/// What belongs to an inspection: its id, its own, its key.
type Picture = (InspectionId, DocumentId, Key);

struct Inner {
    store: Rc<dyn Store>,
    journal: Rc<dyn Journal>,
    clock: Rc<dyn Clock>,
    /// Which tablet this is; known before the desk is handed out.
    device: Cell<DeviceId>,
    /// What has been written and what is still owed to the two copies.
    ledger: RefCell<Ledger>,
    /// The draft that is being closed: one at a time, for the chain's sake.
    closing: Cell<Option<InspectionId>>,
    /// Whether a round of sending is under way.
    sending: Cell<bool>,
    /// The photos and papers that are documents, in order, with their keys;
    /// only the journal holds them.
    pictures: RefCell<Vec<Picture>>,
    /// What lists show of documents, which never change; in order.
    summaries: RefCell<Vec<(InspectionId, Arc<Summary>)>>,
    /// Records that were put away, in order, and those of them that were read.
    archived: RefCell<Vec<InspectionId>>,
    archive: RefCell<Vec<Entry>>,
    /// What the browser last said of its storage.
    keeping: Cell<Keeping>,
    /// Documents that cannot be sent as they are here, and why.
    unsendable: RefCell<Vec<(DocumentId, String)>>,
    /// What could not be set aside: while there is any, nothing is written.
    left_in_place: RefCell<Vec<SetAside>>,
}

impl Desk {
    /// The tablet's own id.
    #[must_use]
    pub fn device(&self) -> DeviceId {
        self.inner.device.get()
    }

    /// The moment, as this tablet knows it.
    #[must_use]
    pub fn now(&self) -> Stamp {
        self.inner.clock.now()
    }

    /// Whether nothing is written, because what cannot be read could not be
    /// set aside.
    #[must_use]
    pub fn is_read_only(&self) -> bool {
        !self.inner.left_in_place.borrow().is_empty()
    }

    /// What last kept the working copy from taking or giving a piece, until it
    /// works again. What it did not take is in the journal, and is used.
    #[must_use]
    pub fn store_trouble(&self) -> Option<StoreError> {
        self.inner.ledger.borrow().trouble.clone()
    }
}

#[cfg(test)]
mod tests;
