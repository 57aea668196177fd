//! Outcomes: what is told of them without opening them, and those that the office
//! writes itself, in a chain of its own, as documents like any other.

use chrono::{DateTime, NaiveDate, SubsecRound, Utc};
use inspection::{
    Aftermath, CheckId, DeviceId, Document, DocumentId, InspectionId, Outcome, OutcomeResult,
    Received, Stamp, freeze,
};

use super::audit::{Act, note};
use super::documents::keep;
use super::own_chain::{next_link, own_device};
use super::report_lines::sequel_text;

use super::rows::{signed, unreadable};
use crate::store::{Arrival, Connection, Kept, Store, StoreError};

/// Decimals of a second in a receipt: what the stores keep.
const DECIMALS: u16 = 6;

/// An outcome as somebody of the office enters it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewOutcome {
    /// Its id, made with the form: the form sent twice is one outcome.
    pub id: DocumentId,
    /// The inspection it is of.
    pub inspection: InspectionId,
    /// The check it is of; `None` for the visit as a whole.
    pub check: Option<CheckId>,
    /// The day of the decision.
    pub decided_on: NaiveDate,
    /// What became of it.
    pub result: OutcomeResult,
    /// Number of the decision.
    pub reference: Option<String>,
    /// Anything else.
    pub note: Option<String>,
}

/// What became of an outcome that was entered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entered {
    /// It is kept.
    Done,
    /// The same form was sent before, and is kept once.
    Repeated,
    /// The form was sent before and said something else; that is kept. Or something
    /// that has not come is called by its id.
    Other,
    /// The inspection is not there, was corrected meanwhile, or leaves nothing that this
    /// would settle.
    DoesNotFit,
}

impl Store {
    /// Keeps an outcome of the office as the next document of its chain, with a
    /// line in the log, in one transaction.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn enter_outcome(
        &self,
        new: &NewOutcome,
        who: &str,
        now: DateTime<Utc>,
    ) -> Result<Entered, StoreError> {
        let mut transaction = self.write().await?;
        let entered = enter(&mut transaction, new, who, now).await?;
        self.commit(transaction).await?;
        Ok(entered)
    }

    /// The outcomes of an inspection and of what it corrects, by day.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn outcomes(&self, id: InspectionId) -> Result<Vec<Outcome>, StoreError> {
        outcomes_of(&mut *self.read().await?, &id.to_string()).await
    }

    /// The device of the office's own documents; `None` while it has none.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn office_device(&self) -> Result<Option<DeviceId>, StoreError> {
        own_device(&mut *self.read().await?).await
    }
}

/// What is told of an outcome without opening it.
pub(super) async fn insert_outcome(
    on: &mut Connection,
    outcome: &Outcome,
) -> Result<(), StoreError> {
    sqlx::query(
        "INSERT INTO outcomes (document_id, inspection, result, decided_on, sequel)
         VALUES ($1, $2, $3, $4, $5)",
    )
    .bind(outcome.id.to_string())
    .bind(outcome.inspection.to_string())
    .bind(outcome.result.code())
    .bind(outcome.decided_on.to_string())
    .bind(sequel_text(outcome)?)
    .execute(on)
    .await?;
    Ok(())
}

/// The outcomes of an inspection and of what it corrects, by day.
pub(super) async fn outcomes_of(
    on: &mut Connection,
    inspection: &str,
) -> Result<Vec<Outcome>, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar(
        "WITH RECURSIVE corrected (id) AS (
             SELECT document_id FROM inspections WHERE document_id = $1
             UNION
             SELECT n.supersedes FROM inspections n
             JOIN corrected ON n.document_id = corrected.id WHERE n.supersedes IS NOT NULL
         )
         SELECT d.document FROM outcomes o JOIN corrected ON corrected.id = o.inspection
         JOIN documents d ON d.id = o.document_id ORDER BY o.decided_on, o.document_id",
    )
    .bind(inspection)
    .fetch_all(on)
    .await?;
    let mut outcomes = Vec::new();
    for text in texts {
        // What an older program kept and this one cannot read settles nothing.
        if let Ok(received) = Received::read(&text)
            && let Document::Outcome(outcome) = received.document
        {
            outcomes.push(*outcome);
        }
    }
    Ok(outcomes)
}

async fn enter(
    on: &mut Connection,
    new: &NewOutcome,
    who: &str,
    now: DateTime<Utc>,
) -> Result<Entered, StoreError> {
    if let Some(kept) = kept_before(on, new.id).await? {
        let same = kept.is_some_and(|kept| said(&kept) == *new);
        return Ok(if same {
            Entered::Repeated
        } else {
            Entered::Other
        });
    }
    if is_awaited(on, new.id).await? {
        return Ok(Entered::Other);
    }
    if !fits(on, new).await? {
        return Ok(Entered::DoesNotFit);
    }
    let link = next_link(on).await?;
    let sequence = link.sequence;
    let outcome = Outcome {
        id: new.id,
        link,
        inspection: new.inspection,
        check: new.check,
        recorded: stamp(now),
        recorded_by: who.to_owned(),
        decided_on: new.decided_on,
        result: new.result,
        reference: new.reference.clone(),
        note: new.note.clone(),
    };
    let frozen = freeze(&outcome).map_err(unreadable("a new outcome"))?;
    let arrival = Arrival {
        received: Received::read(&frozen.text).map_err(unreadable("a new outcome"))?,
        received_at: now.trunc_subsecs(DECIMALS),
        discrepancies: Vec::new(),
        carried_by: None,
    };
    if !matches!(keep(on, &arrival, None).await?, Kept::New(_)) {
        return Ok(Entered::Other);
    }
    sqlx::query("INSERT INTO office_documents (sequence, document_id) VALUES ($1, $2)")
        .bind(signed("sequence", sequence)?)
        .bind(new.id.to_string())
        .execute(&mut *on)
        .await?;
    tell_log(on, &outcome, who, now).await?;
    Ok(Entered::Done)
}

/// What stands under the id, where something does: an outcome, or another document.
async fn kept_before(
    on: &mut Connection,
    id: DocumentId,
) -> Result<Option<Option<Outcome>>, StoreError> {
    let text: Option<String> = sqlx::query_scalar("SELECT document FROM documents WHERE id = $1")
        .bind(id.to_string())
        .fetch_optional(on)
        .await?;
    Ok(text.map(|text| match Received::read(&text).ok()?.document {
        Document::Outcome(outcome) => Some(*outcome),
        _ => None,
    }))
}

/// Whether something names this id that has not come: it is somebody else's.
async fn is_awaited(on: &mut Connection, id: DocumentId) -> Result<bool, StoreError> {
    let named: i64 = sqlx::query_scalar(
        "SELECT (SELECT COUNT(*) FROM documents WHERE inspection = $1)
              + (SELECT COUNT(*) FROM inspections WHERE supersedes = $1)",
    )
    .bind(id.to_string())
    .fetch_one(on)
    .await?;
    Ok(named > 0)
}

/// Whether the outcome is of an inspection as it stands now: form and page were read
/// before, and others have written since.
async fn fits(on: &mut Connection, new: &NewOutcome) -> Result<bool, StoreError> {
    let inspection = new.inspection.to_string();
    let text: Option<String> = sqlx::query_scalar(
        "SELECT d.document FROM documents d JOIN inspections i ON i.document_id = d.id
         WHERE d.id = $1
         AND NOT EXISTS (SELECT 1 FROM inspections c WHERE c.supersedes = i.document_id)",
    )
    .bind(&inspection)
    .fetch_optional(&mut *on)
    .await?;
    let Some(Document::Inspection(read)) =
        text.and_then(|text| Some(Received::read(&text).ok()?.document))
    else {
        return Ok(false);
    };
    let before = outcomes_of(on, &inspection).await?;
    let named = |check| read.checks.iter().any(|known| known.id == check);
    let has_check = new.check.is_none_or(named);
    Ok(has_check && Aftermath::of(&read).fits(new.result, new.check, &before))
}

/// What a form must say to be the one that was sent before.
fn said(outcome: &Outcome) -> NewOutcome {
    NewOutcome {
        id: outcome.id,
        inspection: outcome.inspection,
        check: outcome.check,
        decided_on: outcome.decided_on,
        result: outcome.result,
        reference: outcome.reference.clone(),
        note: outcome.note.clone(),
    }
}

/// A line that says of which inspection something was entered, for whoever sees
/// its ward.
async fn tell_log(
    on: &mut Connection,
    outcome: &Outcome,
    who: &str,
    now: DateTime<Utc>,
) -> Result<(), StoreError> {
    let visited: Option<(String, String)> = sqlx::query_as(
        "SELECT i.establishment_name, COALESCE(NULLIF(i.ward, ''), (SELECT e.ward_code
                FROM establishments e WHERE e.id = i.establishment), '')
         FROM inspections i WHERE i.document_id = $1",
    )
    .bind(outcome.inspection.to_string())
    .fetch_optional(&mut *on)
    .await?;
    let (named, ward) = visited.unwrap_or_default();
    let act = Act {
        who,
        word: "outcome_entered",
        subject: &outcome.inspection.to_string(),
        named: &named,
        ward: &ward,
        detail: &crate::wording::outcomes::logged(outcome.result),
    };
    note(on, &act, now).await
}

/// The office's clock: Việt Nam keeps UTC+7 all year.
fn stamp(now: DateTime<Utc>) -> Stamp {
    const AHEAD: i16 = 7 * 60;
    Stamp {
        at: now.trunc_subsecs(0),
        offset_minutes: AHEAD,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    }
}
