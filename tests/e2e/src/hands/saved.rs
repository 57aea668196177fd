//! When the page said "saved": noted inside the page, where a moment is a moment.

use std::collections::BTreeMap;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};
use serde_json::Value;

use super::Hands;
use crate::patience::PATIENCE;

/// The number of a check, 0 for the visit's own fields, and the field.
type Place = (u32, String);

/// What a page has shown.
#[derive(Clone, Debug, Default)]
pub struct Noted {
    /// The last text of each field that stood there under the mark "saved".
    pub saved: BTreeMap<Place, String>,
    /// Whether the record of the visit was shown.
    pub closed: bool,
}

impl Hands {
    /// From now on the page notes what it shows as saved.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn note_saved(&self) -> Result<()> {
        self.look(NOTE_SAVED).await.map(drop)
    }

    /// What the page has noted so far.
    ///
    /// # Errors
    /// When the page does not answer, or was loaded anew.
    pub async fn noted(&self) -> Result<Noted> {
        let noted = self.look("return window.noteSaved()").await?;
        Ok(Noted {
            saved: places(&noted["saved"])?,
            closed: noted["closed"] == true,
        })
    }

    /// Every typed field on the page with what stands in it.
    ///
    /// # Errors
    /// When the page does not answer.
    pub async fn typed(&self) -> Result<BTreeMap<Place, String>> {
        places(&self.look(TYPED).await?)
    }

    /// Types into a field and waits, inside the page, for the save mark to say
    /// "saved" after that. Returns the moment it did, by the page's clock.
    ///
    /// # Errors
    /// When the mark does not turn.
    pub async fn write_until_saved(&self, field: &str, text: &str) -> Result<SystemTime> {
        self.page().await?.execute(WATCH, Vec::new()).await?;
        self.write(field, text).await?;
        let saved = self
            .page()
            .await?
            .execute_async(AWAIT_SAVED, vec![text.into(), field.into()]);
        let moment = tokio::time::timeout(PATIENCE, saved)
            .await
            .context("not saved")??;
        let since = moment.json().as_u64().context("the moment of saving")?;
        Ok(UNIX_EPOCH + Duration::from_millis(since))
    }
}

fn places(found: &Value) -> Result<BTreeMap<Place, String>> {
    let found = found.as_object().context("fields with their texts")?;
    let place = |(key, text): (&String, &Value)| {
        let (check, field) = key.split_once(' ')?;
        Some((
            (check.parse().ok()?, field.to_owned()),
            text.as_str()?.to_owned(),
        ))
    };
    let read: Option<_> = found.iter().map(place).collect();
    read.context("a field with its text")
}

/// The typed fields by check and name.
const TYPED: &str = r"
    const typed = {};
    for (const field of document.querySelectorAll('input[data-field], textarea[data-field]')) {
        const check = field.closest('[data-check]')?.dataset.check ?? '0';
        typed[`${check} ${field.dataset.field}`] = field.value;
    }
    return typed;
";

/// Notes what stands in the fields whenever the mark says "saved": as it turns,
/// and each time it is asked.
const NOTE_SAVED: &str = r#"
    const noted = { saved: {}, closed: false };
    window.noteSaved = () => {
        if (document.querySelector('[data-mark="save"]')?.dataset.state === 'saved') {
            for (const field of document.querySelectorAll('input[data-field], textarea[data-field]')) {
                const check = field.closest('[data-check]')?.dataset.check ?? '0';
                noted.saved[`${check} ${field.dataset.field}`] = field.value;
            }
        }
        noted.closed ||= document.querySelector('article[data-record]') !== null;
        return noted;
    };
    new MutationObserver(window.noteSaved).observe(document.body,
        { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
"#;

/// Notes every turn of the save mark with its moment.
const WATCH: &str = r#"
    window.saveMarks = [];
    const note = () => {
        const mark = document.querySelector('[data-mark="save"]');
        const state = mark && mark.dataset.state;
        const last = window.saveMarks.at(-1);
        if (!last || last.state !== state) window.saveMarks.push({ state, at: Date.now() });
    };
    note();
    new MutationObserver(note).observe(document.body,
        { subtree: true, childList: true, attributes: true, attributeFilter: ['data-state'] });
"#;

/// Waits for "saved" after something else was shown and the text stands whole
/// in the field.
const AWAIT_SAVED: &str = r"
    const [text, field, done] = arguments;
    const look = () => {
        const typed = document.querySelector(`[data-field='${field}']`).value === text;
        const marks = window.saveMarks;
        const turned = marks.length > 1 && marks.at(-1).state === 'saved';
        if (typed && turned) done(marks.at(-1).at); else setTimeout(look, 1);
    };
    look();
";
