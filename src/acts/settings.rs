//! What a person sets, and what the office last said of itself.

use inspection::{Answers, FromJson, Member};
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
    /// The standards that were measured with last, as they were typed: the
    /// field under the kind of instrument, `fuel_dispenser/std_name.1`.
    #[serde(skip_serializing_if = "Answers::is_empty")]
    pub standards: Answers,
}

impl FromJson for Settings {
    fn from_json(from: &Member<'_>) -> Self {
        Self {
            language: from.get("language"),
            upload_url: from.get("upload_url"),
            standards: from.get::<Option<Answers>>("standards").unwrap_or_default(),
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

    /// The standards that this kind was measured with last.
    #[must_use]
    pub fn standards(&self, kind: &str) -> Answers {
        let mut last = Answers::new();
        for (name, text) in self.settings().standards {
            if let Some((of, field)) = name.split_once('/')
                && of == kind
            {
                last.insert(field.to_owned(), text);
            }
        }
        last
    }

    /// Remembers the standards that this kind is measured with; `None` where
    /// they are the ones known.
    #[must_use = "whether it is durable"]
    pub fn remember_standards(&self, kind: &str, rows: &Answers) -> Option<Saving> {
        if rows.is_empty() || self.standards(kind) == *rows {
            return None;
        }
        let mut settings = self.settings();
        let mut standards = Answers::new();
        for (name, text) in settings.standards {
            if name.split_once('/').is_none_or(|(of, _)| of != kind) {
                standards.insert(name, text);
            }
        }
        for (field, text) in rows {
            standards.insert(format!("{kind}/{field}"), text.clone());
        }
        settings.standards = standards;
        Some(self.save_settings(&settings))
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
