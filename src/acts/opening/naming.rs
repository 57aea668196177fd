//! The tablet's name: made once, by the first window that opens, and taken by
//! all others.

use inspection::DeviceId;

use super::OpenError;
use crate::acts::{Desk, SaveError};
use crate::store::{Key, Refusal, StoreError};

impl Desk {
    /// The tablet's id: read, or made and saved before it is used.
    pub(super) async fn know_device(&self) -> Result<DeviceId, OpenError> {
        if let Some(device) = self.value(Key::Device) {
            return Ok(device);
        }
        let device = DeviceId(self.inner.clock.new_id());
        match self.save_value(Key::Device, &device).await {
            Ok(()) | Err(SaveError::JournalOnly(_) | SaveError::ReadOnly) => Ok(device),
            Err(SaveError::Refused(refusal)) => self.first_name(refusal).await,
            Err(error) => Err(OpenError::Save(error)),
        }
    }

    /// Another window was opened at the same time, and named the tablet first.
    async fn first_name(&self, refusal: Refusal) -> Result<DeviceId, OpenError> {
        let inner = &self.inner;
        if let Some(first) = self.journaled(&[Key::Device]).await?.first()
            && inner.put(first).is_err()
        {
            // Ours, that nothing was written under, gives way.
            let key = Key::Device.to_string();
            let ours = inner.store.read(&key)?.unwrap_or_default();
            inner.store.discard(&key, &ours)?;
            inner.put(first).map_err(StoreError::Refused)?;
        }
        let named = self.value(Key::Device);
        named.ok_or(OpenError::Save(SaveError::Refused(refusal)))
    }
}
