//! What reports are made of: a line for each inspection, what was decided of them,
//! and how much of the plan is done. What the lines come to is `inspection`'s.

use std::collections::BTreeMap;

use chrono::NaiveDate;
use inspection::{Entry, InspectionId, Ledger, Period};

use super::rows::{day, number};
use crate::people::Sight;
use crate::store::{Connection, Store, StoreError};

/// Between the parts of a row, and between rows: characters that JSON escapes.
const PART: char = '\u{1f}';
const ROW: &str = "\u{1e}";

/// What a report is made of, as the database gave it.
#[derive(Clone, Debug, Default)]
pub struct ReportLines {
    /// Many rows in a text: establishment, ward, line.
    entries: Vec<String>,
    /// One outcome each.
    sequels: Vec<String>,
}

/// How much of the plan of a ward is done.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PlanDone {
    /// Visits planned on days of the period, and not struck.
    pub planned: u64,
    /// Those of them that were made.
    pub done: u64,
    /// Visits that were taken out of the plan.
    pub struck: u64,
}

/// Where an inspection was, for those who look at a figure.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlaceVisited {
    /// The inspection.
    pub id: InspectionId,
    /// The day of the visit.
    pub on: NaiveDate,
    /// The establishment as the document names it.
    pub name: String,
    /// Its address.
    pub address: String,
    /// Code of the ward; empty where none was entered.
    pub ward: String,
}

impl ReportLines {
    /// The documents and outcomes, and how many of them this program cannot read. Of
    /// which establishment a document is, and of which ward where it names none, is as
    /// the register has it.
    #[must_use]
    pub fn ledger(&self) -> (Ledger, usize) {
        let mut ledger = Ledger::default();
        let mut unread = 0;
        for row in self.entries.iter().flat_map(|rows| rows.split(ROW)) {
            match entry(row) {
                Some(entry) => ledger.add(entry),
                None => unread += 1,
            }
        }
        for sequel in &self.sequels {
            match serde_json::from_str(sequel) {
                Ok(sequel) => ledger.add_sequel(sequel),
                Err(_) => unread += 1,
            }
        }
        (ledger, unread)
    }
}

fn entry(row: &str) -> Option<Entry> {
    let mut parts = row.splitn(3, PART);
    let (establishment, ward) = (parts.next()?, parts.next()?);
    let mut entry = Entry::from_line(parts.next()?)?;
    if !establishment.is_empty() {
        // Neither a tax code nor a name and address reads so.
        entry.establishment = format!("#{establishment}");
    }
    if entry.ward.is_none() && !ward.is_empty() {
        entry.ward = Some(ward.to_owned());
    }
    Some(entry)
}

impl Store {
    /// What the report of a period needs: its inspections, all corrections, and what
    /// was decided of others in it.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn report_lines(&self, period: Period) -> Result<ReportLines, StoreError> {
        report_lines(&mut *self.read().await?, period).await
    }

    /// What the plan of a period came to, by code of ward; empty for none.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn plan_done(
        &self,
        from: NaiveDate,
        to: NaiveDate,
        sight: &Sight,
    ) -> Result<BTreeMap<String, PlanDone>, StoreError> {
        plan_done(&mut *self.read().await?, from, to, sight).await
    }
}

impl Store {
    /// Where these inspections were; without those that are not here.
    ///
    /// # Errors
    /// [`StoreError`] where the database failed.
    pub async fn places_visited(
        &self,
        ids: &[InspectionId],
    ) -> Result<Vec<PlaceVisited>, StoreError> {
        let mut read = self.read().await?;
        let mut places = Vec::new();
        for id in ids {
            let row: Option<(String, String, String, Option<String>)> = sqlx::query_as(
                "SELECT inspected_on, establishment_name, establishment_address, ward
                 FROM inspections WHERE document_id = $1",
            )
            .bind(id.to_string())
            .fetch_optional(&mut *read)
            .await?;
            let Some((on, name, address, ward)) = row else {
                continue;
            };
            places.push(PlaceVisited {
                id: *id,
                on: day(&on)?,
                name,
                address,
                ward: ward.unwrap_or_default(),
            });
        }
        Ok(places)
    }
}

/// The rows of a day in one text, so that a hundred thousand are few to fetch.
macro_rules! lines {
    ($which:literal) => {
        concat!(
            "SELECT string_agg(COALESCE(i.establishment, '') || $1
                 || COALESCE(e.ward_code, '') || $1 || r.line, $2)
             FROM report_lines r JOIN inspections i ON i.document_id = r.document_id
             LEFT JOIN establishments e ON e.id = i.establishment
             WHERE ",
            $which,
            " GROUP BY r.inspected_on"
        )
    };
}

async fn report_lines(on: &mut Connection, period: Period) -> Result<ReportLines, StoreError> {
    let (from, to) = (period.from().to_string(), period.to().to_string());
    let days = [from.as_str(), to.as_str()];
    let mut entries = rows(
        on,
        lines!("r.inspected_on >= $3 AND r.inspected_on <= $4"),
        &days,
    )
    .await?;
    let corrections = lines!("r.corrects = 1 AND (r.inspected_on < $3 OR r.inspected_on > $4)");
    entries.extend(rows(on, corrections, &days).await?);
    let decided_of = lines!(
        "r.corrects = 0 AND (r.inspected_on < $3 OR r.inspected_on > $4)
         AND r.document_id IN (SELECT o.inspection FROM outcomes o
             WHERE o.decided_on >= $3 AND o.decided_on <= $4)"
    );
    entries.extend(rows(on, decided_of, &days).await?);
    // An answer to a sample of the period may have come after it, and what is said
    // again of a decision may have another day.
    let sequels = sqlx::query_scalar(
        "SELECT COALESCE(o.sequel, '') FROM outcomes o WHERE o.decided_on >= $1
         OR o.inspection IN (SELECT p.inspection FROM outcomes p
             WHERE p.decided_on >= $1 AND p.decided_on <= $2)",
    );
    let sequels = sequels.bind(&from).bind(&to).fetch_all(on).await?;
    Ok(ReportLines { entries, sequels })
}

async fn rows(
    on: &mut Connection,
    statement: &'static str,
    bound: &[&str],
) -> Result<Vec<String>, StoreError> {
    let mut query = sqlx::query_scalar(statement)
        .bind(PART.to_string())
        .bind(ROW);
    for text in bound {
        query = query.bind((*text).to_owned());
    }
    Ok(query.fetch_all(on).await?)
}

async fn plan_done(
    on: &mut Connection,
    from: NaiveDate,
    to: NaiveDate,
    sight: &Sight,
) -> Result<BTreeMap<String, PlanDone>, StoreError> {
    let counts: Vec<(String, i64, i64, i64)> = sqlx::query_as(
        "SELECT ward, CAST(SUM(planned) AS BIGINT), CAST(SUM(done) AS BIGINT),
                CAST(SUM(struck) AS BIGINT)
         FROM (
             SELECT COALESCE(e.ward_code, '') AS ward, 1 AS planned,
                    CASE WHEN v.done IS NULL THEN 0 ELSE 1 END AS done, 0 AS struck
             FROM planned_visits v JOIN establishments e ON e.id = v.establishment_id
             WHERE v.planned_on >= $2 AND v.planned_on <= $3
             UNION ALL
             SELECT COALESCE(e.ward_code, ''), 0, 0, 1
             FROM struck_visits s LEFT JOIN establishments e ON e.id = s.establishment_id
             WHERE s.planned_on >= $2 AND s.planned_on <= $3
         ) AS visits
         WHERE $1 = '' OR $1 LIKE '%,' || ward || ',%' GROUP BY ward",
    )
    .bind(sight.listed())
    .bind(from.to_string())
    .bind(to.to_string())
    .fetch_all(on)
    .await?;
    let counts = counts.into_iter().map(|(ward, planned, done, struck)| {
        let counts = PlanDone {
            planned: number("planned visits", planned)?,
            done: number("visits made", done)?,
            struck: number("visits struck", struck)?,
        };
        Ok((ward, counts))
    });
    counts.collect()
}
