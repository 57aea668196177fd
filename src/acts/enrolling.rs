//! Belonging to an office: the token, and the minutes numbers. Kept in the journal
//! alone, whose revision lets no two windows take one number.

use chrono::{DateTime, Datelike, Utc};
use inspection::{Draft, Inspection};

use super::{Desk, SaveError};
use crate::enrolment::Enrolment;
use crate::journal::JournalError;
use crate::outbox::Delivery;
use crate::store::{Key, Piece, Refusal};
use crate::sync::{Enrolled, NotEnrolled, Transport};

/// The field that a minutes number goes into.
const NUMBER: &str = "minutes_no";
/// How often it is tried anew when other windows write meanwhile.
const TRIES: u32 = 5;
/// From this month on the numbers of the next year are asked for.
const LAST_MONTH: u32 = 12;

impl Desk {
    /// As which tablet this one is enrolled, with the revision of that piece.
    ///
    /// # Errors
    /// Where the journal cannot be read.
    pub async fn enrolment(&self) -> Result<Option<(Enrolment, u64)>, JournalError> {
        let kept = self.journaled(&[Key::Enrolment]).await?;
        let found = kept.first().and_then(|piece| {
            let enrolment = piece.json()?.read().ok()?;
            Some((enrolment, piece.revision))
        });
        Ok(found)
    }

    /// Enrols this tablet by the token of a link.
    ///
    /// # Errors
    /// [`NotEnrolled`] says what to do.
    pub async fn enrol(
        &self,
        transport: &dyn Transport,
        link: &str,
    ) -> Result<Enrolment, NotEnrolled> {
        let device = self.device();
        let body = format!(r#"{{"token":"{link}","device":"{device}"}}"#);
        let reply = transport.ask("enrolments", &body).await;
        let Enrolled(new) = Enrolled::read(&reply)?;
        let kept = self.change_enrolment(|before| match before {
            Some(before) => new.clone().after(before),
            None => new.clone(),
        });
        let kept = kept.await.map_err(|_| NotEnrolled::NotKept)?;
        self.owe_at_once().await;
        Ok(kept)
    }

    /// What waits for its turn waits no longer, whenever the next round is: the office
    /// was right to refuse whom it did not know, and knows him now.
    async fn owe_at_once(&self) {
        for (id, delivery) in self.unsent() {
            if let Delivery::Waiting {
                tries,
                not_before: Some(_),
                reason,
            } = delivery
            {
                let due = Delivery::Waiting {
                    tries,
                    not_before: None,
                    reason,
                };
                // What is not kept is sent a few minutes later.
                drop(self.save_value(Key::Delivery(id), &due).await);
            }
        }
    }

    /// Asks the office for more numbers where few are left.
    pub async fn refill(&self, transport: &dyn Transport, now: DateTime<Utc>) {
        let Ok(Some((enrolment, _))) = self.enrolment().await else {
            return;
        };
        let year = i64::from(now.year());
        let next = (now.month() == LAST_MONTH).then_some(year + 1);
        for year in [Some(year), next].into_iter().flatten() {
            if !enrolment.wants(year) {
                continue;
            }
            let unused = enrolment.unused(year);
            let body = format!(r#"{{"year":{year},"next":{unused}}}"#);
            let reply = transport.ask("numbers", &body).await;
            if let Some(blocks) = Enrolled::blocks(&reply) {
                let given = self.change_enrolment(|before| {
                    let before = before.unwrap_or(&enrolment);
                    before.given(year, blocks.clone())
                });
                // What was not kept is asked for again in the next round.
                drop(given.await);
            }
        }
    }

    /// The piece that the journal holds next, made from the one it holds.
    async fn change_enrolment(
        &self,
        change: impl Fn(Option<&Enrolment>) -> Enrolment,
    ) -> Result<Enrolment, SaveError> {
        let mut tries = 0;
        loop {
            let before = self.enrolment().await?;
            let after = change(before.as_ref().map(|(enrolment, _)| enrolment));
            let revision = before.map_or(0, |(_, revision)| revision);
            match self.inner.journal.commit(&[piece(&after, revision)?]).await {
                Ok(()) => return Ok(after),
                Err(JournalError::Refused(Refusal::Stale(_))) if tries < TRIES => tries += 1,
                Err(error) => return Err(error.into()),
            }
        }
    }
}

/// Writes the next number into a draft that has none and is about to be closed as
/// this inspection; the piece that says it is taken. `None` where a person wrote
/// one, or there is none to take.
pub(super) fn number(
    draft: &mut Draft,
    inspection: &Inspection,
    enrolment: Option<&(Enrolment, u64)>,
) -> Result<Option<Piece>, SaveError> {
    let has = inspection.fields.value(NUMBER);
    let typed = has.is_some_and(|number| !number.trim().is_empty());
    // A correction has the number of what it corrects, which may be on paper.
    if typed || inspection.supersedes.is_some() {
        return Ok(None);
    }
    let taken = enrolment.and_then(|(enrolment, revision)| {
        let taken = enrolment.take(i64::from(inspection.inspected_on.year()))?;
        Some((taken, *revision))
    });
    let Some(((number, after), revision)) = taken else {
        return Ok(None);
    };
    let answers = &mut draft.head.answers;
    answers.insert(NUMBER.to_owned(), number.to_string());
    piece(&after, revision).map(Some)
}

fn piece(enrolment: &Enrolment, before: u64) -> Result<Piece, SaveError> {
    let piece = Piece::of(Key::Enrolment, before.saturating_add(1), enrolment);
    piece.map_err(|error| SaveError::Unwritable(error.to_string()))
}
