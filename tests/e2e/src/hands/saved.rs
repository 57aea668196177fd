//! When the page said "saved": noted inside the page, where a moment is a moment.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use anyhow::{Context as _, Result};

use super::{Hands, PATIENCE};

impl Hands {
    /// Types into a field and waits, inside the page, for the save mark to say
    /// "saved" after that. Returns the moment it did, by the page's clock.
    ///
    /// # Errors
    /// When the mark does not turn.
    pub async fn write_until_saved(&self, field: &str, text: &str) -> Result<SystemTime> {
        self.driver.execute(WATCH, Vec::new()).await?;
        self.write(field, text).await?;
        let saved = self
            .driver
            .execute_async(AWAIT_SAVED, vec![text.into(), field.into()]);
        let moment = tokio::time::timeout(PATIENCE, saved)
            .await
            .context("not saved")??;
        let since = moment.json().as_u64().context("the moment of saving")?;
        Ok(UNIX_EPOCH + Duration::from_millis(since))
    }
}

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
