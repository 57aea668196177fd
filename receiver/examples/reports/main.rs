//! How long the report of a year takes over 100,000 stored inspections, of which it
//! counts half and the year before the other half, and how long the records behind
//! one of its figures. Fails where it takes longer than is promised. Run by
//! `cargo xtask bench reports`; on PostgreSQL where `CAN_DUNG_TEST_POSTGRES` names an
//! empty database.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::env;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use chrono::{Days, NaiveDate, Utc};
use futures_util::{StreamExt, stream};
use inspection::{
    Annex, Cut, CutOffs, Figure, Inspection, InspectionId, Period, Received, Recorded, RulePack,
    freeze, read_json,
};
use receiver::Store;
use receiver::people::Authority;
use receiver::report::{self, Gathered};
use receiver::store::{Arrival, Location};
use receiver::wording::language::Language;
use uuid::Uuid;

/// Visits as golden documents have them: instruments, labels, quantity, without
/// checks.
const VISITS: [&str; 8] = [
    include_str!("../../../inspection/tests/golden/v1/counter_scale-conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/dispenser-non_conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/gold_scale-non_conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/label-non_conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/prepackage-non_conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/quality-conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/scale-conforming.json"),
    include_str!("../../../inspection/tests/golden/v1/visit_refused.json"),
];
const WARDS: [&str; 6] = [
    "hanh-thong",
    "an-nhon",
    "go-vap",
    "thong-tay-hoi",
    "an-hoi-dong",
    "an-hoi-tay",
];
/// How many are stored, of how many establishments.
const INSPECTIONS: usize = 100_000;
const ESTABLISHMENTS: usize = 20_000;
/// Documents that are handed to the store at the same time.
const TOGETHER: usize = 256;
/// What is promised.
const PROMISED: Duration = Duration::from_secs(1);
/// How often each is done; the first warms up, and the middle one is told.
const TIMES: usize = 7;

fn main() -> Result<ExitCode> {
    let runtime = tokio::runtime::Runtime::new()?;
    runtime.block_on(run())
}

async fn run() -> Result<ExitCode> {
    let folder = tempfile::tempdir()?;
    let server = env::var("CAN_DUNG_TEST_POSTGRES").ok();
    let location = match &server {
        Some(address) => Location::server(address, folder.path())?,
        None => Location::file(&folder.path().join("office.sqlite")),
    };
    let store = Store::at(&location).await?;
    let began = Instant::now();
    let visits: Vec<Inspection> = VISITS
        .iter()
        .map(|text| read_json(text).context("a golden document"))
        .collect::<Result<_>>()?;
    let kept = stream::iter(0..INSPECTIONS).map(|number| {
        let arrival = arrival(&visits, number);
        let store = &store;
        async move {
            store.keep(arrival.context("a document")?).await?;
            anyhow::Ok(())
        }
    });
    let mut kept = kept.buffer_unordered(TOGETHER);
    while let Some(kept) = kept.next().await {
        kept?;
    }
    drop(kept);
    println!(
        "stored     {INSPECTIONS} inspections in {:.0?}",
        began.elapsed()
    );

    let cut_offs = CutOffs::default();
    let period = Period::named("2026", &cut_offs).context("a year")?;
    let annex = Annex::of(&RulePack::current().name())?;
    let today = Utc::now().date_naive();
    let (mut reports, mut behinds, mut counted) = (Vec::new(), Vec::new(), 0);
    for _ in 0..TIMES {
        let began = Instant::now();
        let gathered = Gathered::of(&store, period, &cut_offs, (Authority::city(), today)).await?;
        let read = began.elapsed();
        let figures = gathered.add_up();
        let statement = report::make(Language::Vietnamese, &figures, &annex, today);
        reports.push((began.elapsed(), read));
        drop(statement);
        counted = figures.own.documents.len();
        let began = Instant::now();
        let ledger = report::ledger_of(&store, period).await?;
        let records = ledger.behind(period, |_| true, &Cut::Whole, Figure::Acts);
        behinds.push(began.elapsed());
        drop(records);
    }
    store.close().await;
    reports.sort_unstable();
    behinds.sort_unstable();
    let (report, read) = reports.get(TIMES / 2).copied().unwrap_or_default();
    let behind = behinds.get(TIMES / 2).copied().unwrap_or_default();
    let engine = if server.is_some() {
        "PostgreSQL"
    } else {
        "SQLite"
    };
    println!("year       {counted} of them counted, compared with the year before, on {engine}");
    println!("report     {report:.0?}, of which reading {read:.0?} (promised {PROMISED:.0?})");
    println!("behind     {behind:.0?}");
    Ok(if report <= PROMISED && counted > INSPECTIONS / 3 {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// The document of this number, on a day of two years that end with October 2026.
fn arrival(visits: &[Inspection], number: usize) -> Option<Arrival> {
    let mut visit = visits.get(number % visits.len())?.clone();
    let id = 0x019a_a5f0_0000_7000_8000_0000_0000_0000_u128;
    visit.id = InspectionId(Uuid::from_u128(id + u128::try_from(number).ok()?));
    visit.supersedes = None;
    let first = NaiveDate::from_ymd_opt(2024, 11, 1)?;
    let day = u64::try_from(number * 7919 % 730).ok()?;
    visit.inspected_on = first.checked_add_days(Days::new(day))?;
    visit.establishment.name = format!("Sạp {}", number * 31 % ESTABLISHMENTS);
    visit
        .fields
        .0
        .retain(|field| field.code != "ward" && field.code != "tax_code");
    visit.fields.0.push(Recorded {
        code: "ward".to_owned(),
        value: (*WARDS.get(number % WARDS.len())?).to_owned(),
        unit: None,
    });
    let received = Received::read(&freeze(&visit).ok()?.text).ok()?;
    Some(Arrival {
        received,
        received_at: Utc::now(),
        discrepancies: Vec::new(),
        carried_by: None,
    })
}
