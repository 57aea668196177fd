//! Fills what a migration could not: columns whose values are folded or judged,
//! for rows of a database that an earlier program wrote.

use inspection::{
    Aftermath, Digest, Document, Entry, Inspection, LastInspection, Received, RulePack,
    folded_words, place_identity, tax_identity,
};
use uuid::Uuid;

use super::floors::minutes_number;
use super::outcomes::insert_outcome;
use super::relinking::link_all;
use super::report_lines::fill_lines;
use super::rows::{RegisteredRow, establishment_columns, json_text, storable};
use super::searched::{place_in_list, searched, words_of};
use super::working_out::touch_all;
use crate::store::{Connection, Registered, StoreError};

/// How many documents are in memory at a time.
const BATCH: i64 = 100;

/// The fact by which the folder of files is known to be the database's.
const NAME: &str = "database";

/// Fills every row that lacks something, and gives the name by which the
/// database is told from others.
pub(super) async fn fill(on: &mut Connection) -> Result<String, StoreError> {
    let mut filled = fill_establishments(on).await?;
    fill_searched(on).await?;
    while fill_inspections(on).await? {
        filled = true;
    }
    filled |= fill_outcomes(on).await?;
    fill_lines(on).await?;
    if filled {
        link_all(on).await?;
        touch_all(on).await?;
    }
    sqlx::query("INSERT INTO facts (name, value) VALUES ($1, $2) ON CONFLICT (name) DO NOTHING")
        .bind(NAME)
        .bind(Uuid::now_v7().to_string())
        .execute(&mut *on)
        .await?;
    let name = sqlx::query_scalar("SELECT value FROM facts WHERE name = $1");
    Ok(name.bind(NAME).fetch_one(on).await?)
}

async fn fill_establishments(on: &mut Connection) -> Result<bool, StoreError> {
    let rows: Vec<(String, String, String, String, String)> = sqlx::query_as(
        "SELECT id, name, address, ward, tax_code FROM establishments
         WHERE place_identity IS NULL",
    )
    .fetch_all(&mut *on)
    .await?;
    for (id, name, address, ward, tax_code) in &rows {
        sqlx::query(
            "UPDATE establishments SET ward_code = $2, tax_identity = $3, place_identity = $4
             WHERE id = $1",
        )
        .bind(id)
        .bind(ward_named(ward))
        .bind(tax_identity(tax_code))
        .bind(place_identity(name, address))
        .execute(&mut *on)
        .await?;
    }
    Ok(!rows.is_empty())
}

/// What is searched of rows, and where they stand in the list.
async fn fill_searched(on: &mut Connection) -> Result<(), StoreError> {
    let rows: Vec<RegisteredRow> = sqlx::query_as(concat!(
        "SELECT ",
        establishment_columns!(),
        " FROM establishments e WHERE e.words IS NULL"
    ))
    .fetch_all(&mut *on)
    .await?;
    for row in rows {
        let row = Registered::try_from(row)?;
        sqlx::query("UPDATE establishments SET words = $2, place_in_list = $3 WHERE id = $1")
            .bind(&row.id)
            .bind(searched(&row))
            .bind(place_in_list(&row))
            .execute(&mut *on)
            .await?;
    }
    Ok(())
}

/// The code of the ward of this name that exists still, where one alone does.
fn ward_named(name: &str) -> Option<&'static str> {
    let units = RulePack::current().units.iter();
    let wards = units.filter(|unit| unit.level == "ward" && unit.days.to.is_none());
    let mut named = wards.filter(|unit| unit.vi == name);
    let first = named.next()?;
    named.next().is_none().then_some(first.code.as_str())
}

async fn fill_inspections(on: &mut Connection) -> Result<bool, StoreError> {
    let rows: Vec<(String, String, String, String)> = sqlx::query_as(
        "SELECT document_id, establishment_name, establishment_address, document
         FROM inspections JOIN documents ON id = document_id
         WHERE place_identity IS NULL OR ward IS NULL OR words IS NULL
         OR minutes_no IS NULL LIMIT $1",
    )
    .bind(BATCH)
    .fetch_all(&mut *on)
    .await?;
    for (id, name, address, document) in &rows {
        let mut facts = Facts {
            place: place_identity(name, address),
            words: format!(" {}", folded_words(&format!("{name} {address} {id}"))),
            ..Facts::default()
        };
        // What cannot be read any more was found nowhere that could be said.
        if let Ok(inspection) = inspection::read_json::<Inspection>(document) {
            facts = Facts::of(&inspection)?;
        }
        sqlx::query(
            "UPDATE inspections SET register_id = $2, tax_identity = $3, place_identity = $4,
             last = $5, ward = $6, words = $7, result = $8, visit = $9, aftermath = $10,
             minutes_no = $11, minutes_number = $12
             WHERE document_id = $1",
        )
        .bind(id)
        .bind(&facts.register)
        .bind(&facts.tax)
        .bind(&facts.place)
        .bind(&facts.last)
        .bind(&facts.ward)
        .bind(&facts.words)
        .bind(facts.result)
        .bind(&facts.visit)
        .bind(&facts.aftermath)
        .bind(&facts.minutes.0)
        .bind(facts.minutes.1)
        .execute(&mut *on)
        .await?;
    }
    Ok(!rows.is_empty())
}

/// What is told of outcomes without opening them.
async fn fill_outcomes(on: &mut Connection) -> Result<bool, StoreError> {
    let texts: Vec<String> = sqlx::query_scalar(
        "SELECT d.document FROM documents d WHERE d.kind = 'outcome'
         AND NOT EXISTS (SELECT 1 FROM outcomes o WHERE o.document_id = d.id)",
    )
    .fetch_all(&mut *on)
    .await?;
    for text in &texts {
        if let Ok(received) = Received::read(text)
            && let Document::Outcome(outcome) = received.document
        {
            insert_outcome(on, &outcome).await?;
        }
    }
    Ok(!texts.is_empty())
}

/// What lists, register and follow-ups need of an inspection.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) register: Option<String>,
    pub(super) tax: String,
    pub(super) place: String,
    pub(super) last: Option<String>,
    /// The ward of the visit as the document has it; empty where it has none.
    pub(super) ward: String,
    /// What is searched.
    pub(super) words: String,
    /// The code of what the visit came to.
    pub(super) result: &'static str,
    /// The same of every part of a visit; empty where it is none's part.
    pub(super) visit: String,
    /// What it leaves open and what it looked at.
    pub(super) aftermath: Option<String>,
    /// The number of its minutes, and the same as a number.
    pub(super) minutes: (String, i64),
}

impl Facts {
    pub(super) fn of(inspection: &Inspection) -> Result<Self, StoreError> {
        let establishment = &inspection.establishment;
        let tax_code = inspection.fields.value("tax_code");
        let last = LastInspection::of(inspection);
        let (number, counted) =
            minutes_number(inspection.fields.value("minutes_no").unwrap_or_default());
        Ok(Self {
            register: establishment.register.as_deref().map(storable),
            tax: storable(&tax_identity(tax_code.unwrap_or_default())),
            place: storable(&place_identity(&establishment.name, &establishment.address)),
            last: Some(json_text(&last)?),
            ward: inspection
                .fields
                .value("ward")
                .unwrap_or_default()
                .to_owned(),
            words: storable(&words_of(inspection)),
            result: last.result.code(),
            visit: visit(inspection),
            aftermath: Some(storable(&json_text(&Aftermath::of(inspection))?)),
            minutes: (storable(&number), counted),
        })
    }
}

/// What tells a visit that several tablets recorded from others, as reports do: its
/// day, its number and its establishment.
fn visit(inspection: &Inspection) -> String {
    let entry = Entry::of(inspection);
    let number = entry.visit_no.map(|number| {
        let told = format!("{}\n{number}\n{}", entry.inspected_on, entry.establishment);
        Digest::of(told.as_bytes()).to_string()
    });
    number.unwrap_or_default()
}
