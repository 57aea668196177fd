//! Fills what a migration could not: columns whose values are folded or judged,
//! for rows of a database that an earlier program wrote.

use inspection::{Inspection, LastInspection, RulePack, place_identity, tax_identity};

use uuid::Uuid;

use super::linking::link_all;
use super::rows::{RegisteredRow, establishment_columns, json_text, storable};
use super::searched::{place_in_list, searched};
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
    if filled {
        link_all(on).await?;
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
         WHERE place_identity IS NULL OR ward IS NULL LIMIT $1",
    )
    .bind(BATCH)
    .fetch_all(&mut *on)
    .await?;
    for (id, name, address, document) in &rows {
        let mut facts = Facts {
            place: place_identity(name, address),
            ..Facts::default()
        };
        // What cannot be read any more was found nowhere that could be said.
        if let Ok(inspection) = inspection::read_json::<Inspection>(document) {
            facts = Facts::of(&inspection)?;
        }
        sqlx::query(
            "UPDATE inspections SET register_id = $2, tax_identity = $3, place_identity = $4,
             last = $5, ward = $6 WHERE document_id = $1",
        )
        .bind(id)
        .bind(&facts.register)
        .bind(&facts.tax)
        .bind(&facts.place)
        .bind(&facts.last)
        .bind(&facts.ward)
        .execute(&mut *on)
        .await?;
    }
    Ok(!rows.is_empty())
}

/// What the register needs of an inspection.
#[derive(Default)]
pub(super) struct Facts {
    pub(super) register: Option<String>,
    pub(super) tax: String,
    pub(super) place: String,
    pub(super) last: Option<String>,
    /// The ward of the visit as the document has it; empty where it has none.
    pub(super) ward: String,
}

impl Facts {
    pub(super) fn of(inspection: &Inspection) -> Result<Self, StoreError> {
        let establishment = &inspection.establishment;
        let tax_code = inspection.fields.value("tax_code");
        Ok(Self {
            register: establishment.register.as_deref().map(storable),
            tax: storable(&tax_identity(tax_code.unwrap_or_default())),
            place: storable(&place_identity(&establishment.name, &establishment.address)),
            last: Some(json_text(&LastInspection::of(inspection))?),
            ward: inspection
                .fields
                .value("ward")
                .unwrap_or_default()
                .to_owned(),
        })
    }
}
