//! What a person sets, and what the office last said of itself.

use inspection::{FromJson, Member};
use serde::Serialize;

use super::{Desk, Saving};
use crate::store::Key;
use crate::sync::{OfficeProfile, Transport};

/// What a person sets. Fields a later version adds have defaults here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Settings {
    /// Code of the screen's language; `None` until one was chosen. Which there
    /// are is for `wording` to say.
    pub language: Option<String>,
    /// Where documents are sent; `None` for the office this app came from.
    pub upload_url: Option<String>,
}

impl FromJson for Settings {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            language: from.get("language"),
            upload_url: from.get("upload_url"),
        }
    }
}

impl Desk {
    /// The settings; the defaults until some were saved.
    #[must_use]
    pub fn settings(&self) -> Settings {
        self.value(Key::Settings).unwrap_or_default()
    }

    /// Saves the settings.
    #[must_use = "whether it is durable"]
    pub fn save_settings(&self, settings: &Settings) -> Saving {
        self.save_value(Key::Settings, settings)
    }

    /// What the office last said of itself; `None` until it was reached once.
    #[must_use]
    pub fn office(&self) -> Option<OfficeProfile> {
        self.value(Key::Office)
    }

    /// Asks the office for its profile and keeps what it says.
    ///
    /// # Errors
    /// Where the answer could not be saved; not being reached is none.
    pub async fn ask_office(&self, transport: &dyn Transport) -> Result<(), super::SaveError> {
        let asked = self.now().at;
        let Some(mut profile) = transport.office().await else {
            return Ok(());
        };
        let heard = self.now().at;
        let office_time = profile.now.take();
        if let Some(office_time) = office_time {
            // It spoke somewhere between asking and hearing.
            let ours = asked + (heard - asked) / 2;
            profile.skew_seconds = Some((ours - office_time).num_seconds());
        }
        if let (Some(months), Some(office_time)) = (profile.retention_months, office_time) {
            // What is not let go now is let go another day.
            drop(self.retire(office_time, months).await);
        }
        if self.office().is_none_or(|known| known.differs(&profile)) {
            return self.save_value(Key::Office, &profile).await;
        }
        Ok(())
    }
}
