//! How fast the office takes inspections in: 64 connections that send documents of
//! some 10 KB to the real program, on SQLite with `synchronous=FULL`, with a
//! register of 20,000 establishments that each is matched with. Beside it, in the
//! same run, the rate of a bare loop of inserts in transactions of the same size.
//! Fails below what is promised. Run by `cargo xtask bench intake`; the first
//! argument is the receiver.

#![expect(clippy::print_stdout, reason = "the figures are what it is for")]

use std::env;
use std::fs;
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use inspection::{Inspection, InspectionId, freeze, read_json, upload_body};
use receiver::Store;
use receiver::store::{Registered, Seed};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use uuid::Uuid;

mod outbox;
mod sending;
mod serving;

use sending::{Tablet, send_all};
use serving::Serving;

/// A visit of 11 KB, the largest of the golden documents.
const VISIT: &str =
    include_str!("../../../inspection/tests/golden/v1/counter_scale-conforming.json");
/// As many establishments as a large district has.
const ROWS: usize = 20_000;
/// Tablets that send at the same time.
const CONNECTIONS: usize = 64;
/// Documents that are counted, after a tenth as many that warm up.
const DOCUMENTS: usize = 10_000;
/// What is promised: documents a second, the slowest but one in a hundred, bytes.
const RATE: f64 = 500.0;
const SLOWEST: Duration = Duration::from_millis(150);
const MEMORY: u64 = 200_000_000;
/// Bytes of the register on the wire, and how long a full tablet takes to be empty.
const REGISTER: usize = 1_000_000;
const EMPTY: Duration = Duration::from_mins(1);

fn main() -> Result<ExitCode> {
    let receiver = env::args().nth(1).context("name the receiver")?;
    let folder = tempfile::tempdir()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    runtime.block_on(register(folder.path()))?;
    let mut serving = Serving::start(Path::new(&receiver), folder.path())?;
    let bodies: Vec<Arc<str>> = (1..=DOCUMENTS + DOCUMENTS / 10)
        .map(body)
        .collect::<Result<_>>()?;
    let size = bodies.first().map_or(0, |body| body.len());
    let (warm, counted) = bodies.split_at(DOCUMENTS / 10);
    let tablet = runtime.block_on(Tablet::let_in(folder.path(), &serving.address))?;
    runtime.block_on(send_all(&tablet, warm))?;
    let (groups, busy) = (serving.groups.load(Ordering::SeqCst), serving.busy()?);
    let began = Instant::now();
    let mut times = runtime.block_on(send_all(&tablet, counted))?;
    let took = began.elapsed();
    let groups = serving.groups.load(Ordering::SeqCst) - groups;
    let busy = serving.busy()?.saturating_sub(busy);
    let memory = serving.most_memory()?;
    let (rows, bytes) = runtime.block_on(tablet.pull())?;
    let waiting = outbox::waiting()?;
    let empty = runtime.block_on(tablet.empty(&waiting))?;
    serving.end()?;
    times.sort();

    let group = (DOCUMENTS / groups.max(1)).max(1);
    let bare = runtime.block_on(bare(folder.path(), group))?;
    let rate = per_second(DOCUMENTS, took);
    let at = |part: usize| {
        times
            .get(times.len() * part / 100)
            .copied()
            .unwrap_or_default()
    };
    let (middle, slowest) = (at(50), at(99));
    println!("machine    {}", machine());
    println!("documents  {DOCUMENTS} of {size} bytes over {CONNECTIONS} connections");
    println!("rate       {rate:.0}/s (promised {RATE:.0}/s)");
    println!(
        "answer     half within {middle:.1?}, 99 of 100 within {slowest:.1?} (promised {SLOWEST:.0?})"
    );
    println!(
        "processor  {:.2} ms a document",
        1000.0 / per_second(DOCUMENTS, busy)
    );
    println!(
        "memory     {} MB (promised {} MB)",
        memory / 1_000_000,
        MEMORY / 1_000_000
    );
    println!("together   {group} in a transaction on average");
    println!(
        "bare loop  {bare:.0} inserts/s in transactions of {group}; the receiver does {:.0} % of it",
        100.0 * rate / bare
    );
    println!("register   {rows} rows are {bytes} bytes on the wire (promised {REGISTER})");
    println!(
        "outbox     {} inspections and {} photos of {} KB are sent in {empty:.1?} (promised {EMPTY:.0?})",
        outbox::INSPECTIONS,
        outbox::INSPECTIONS * outbox::PHOTOS,
        outbox::PICTURE / 1000,
    );
    let kept = rows == ROWS && bytes <= REGISTER && empty <= EMPTY;
    let kept = kept && rate >= RATE && slowest <= SLOWEST && memory < MEMORY;
    Ok(if kept {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

fn establishment(number: usize) -> String {
    format!("e-{}", number % ROWS)
}

/// Puts the register in, as `receiver seed` does.
async fn register(folder: &Path) -> Result<()> {
    let rows = (0..ROWS).map(|number| Registered {
        id: establishment(number),
        name: format!("Sạp {number}"),
        address: format!("Số {number}, chợ Gò Vấp"),
        ward: "Phường Gò Vấp".to_owned(),
        kind: "market_stall".to_owned(),
        ..Registered::default()
    });
    let seed = Seed {
        register: Some(rows.collect()),
        plan: None,
    };
    let store = Store::open(&folder.join("office.sqlite")).await?;
    let seeded = store.seed(&seed).await?;
    store.close().await;
    if seeded.is_err() {
        bail!("the register was not taken");
    }
    Ok(())
}

/// The upload of one inspection of its own.
fn body(number: usize) -> Result<Arc<str>> {
    let mut inspection: Inspection = read_json(VISIT).ok().context("no golden document")?;
    inspection.id = InspectionId(Uuid::from_u128(number.try_into()?));
    inspection.link.sequence = number.try_into()?;
    inspection.establishment.register = Some(establishment(number * 7919));
    Ok(upload_body(&freeze(&inspection)?)?.into())
}

/// Inserts of the same documents and nothing else; how many a second.
async fn bare(folder: &Path, group: usize) -> Result<f64> {
    let mut on = SqliteConnectOptions::new()
        .filename(folder.join("bare.sqlite"))
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .connect()
        .await?;
    sqlx::query(
        "CREATE TABLE documents (id TEXT NOT NULL PRIMARY KEY, document TEXT NOT NULL) STRICT",
    )
    .execute(&mut on)
    .await?;
    let numbers: Vec<usize> = (1..=DOCUMENTS).collect();
    let began = Instant::now();
    for numbers in numbers.chunks(group) {
        let mut transaction = on.begin().await?;
        for number in numbers {
            sqlx::query("INSERT INTO documents (id, document) VALUES ($1, $2)")
                .bind(Uuid::from_u128((*number).try_into()?).to_string())
                .bind(VISIT)
                .execute(&mut *transaction)
                .await?;
        }
        transaction.commit().await?;
    }
    let took = began.elapsed();
    on.close().await?;
    Ok(per_second(DOCUMENTS, took))
}

fn per_second(count: usize, took: Duration) -> f64 {
    u32::try_from(count).map_or(0.0, f64::from) / took.as_secs_f64()
}

/// Its processors and system, as it says itself.
fn machine() -> String {
    let processors = fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = processors
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "))
        .map_or("unknown processor", |(_, model)| model);
    let count = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    let load = fs::read_to_string("/proc/loadavg").unwrap_or_default();
    let load = load.split(' ').next().unwrap_or("unknown");
    format!(
        "{model}, {count} processors, {}; load {load}",
        env::consts::OS
    )
}
