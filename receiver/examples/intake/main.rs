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
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use inspection::{Inspection, InspectionId, freeze, read_json, upload_body};
use receiver::Store;
use receiver::store::{Registered, Seed};
use sqlx::sqlite::{SqliteConnectOptions, SqliteJournalMode, SqliteSynchronous};
use sqlx::{ConnectOptions, Connection};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use uuid::Uuid;

mod serving;

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
    runtime.block_on(send_all(&serving.address, warm))?;
    let (groups, busy) = (serving.groups.load(Ordering::SeqCst), serving.busy()?);
    let began = Instant::now();
    let mut times = runtime.block_on(send_all(&serving.address, counted))?;
    let took = began.elapsed();
    let groups = serving.groups.load(Ordering::SeqCst) - groups;
    let busy = serving.busy()?.saturating_sub(busy);
    let memory = serving.most_memory()?;
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
    let kept = rate >= RATE && slowest <= SLOWEST && memory < MEMORY;
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

/// Sends every body, each connection one after the other; how long each took.
async fn send_all(address: &str, bodies: &[Arc<str>]) -> Result<Vec<Duration>> {
    let next = Arc::new(AtomicUsize::new(0));
    let bodies: Arc<[Arc<str>]> = bodies.into();
    let senders: Vec<_> = (0..CONNECTIONS)
        .map(|_| {
            let (address, next, bodies) = (address.to_owned(), next.clone(), bodies.clone());
            tokio::spawn(async move {
                let mut line = TcpStream::connect(&address).await?;
                line.set_nodelay(true)?;
                let mut times = Vec::new();
                while let Some(body) = bodies.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let began = Instant::now();
                    send(&mut line, &address, body).await?;
                    times.push(began.elapsed());
                }
                Ok::<_, anyhow::Error>(times)
            })
        })
        .collect();
    let mut times = Vec::new();
    for sender in senders {
        times.extend(sender.await??);
    }
    Ok(times)
}

/// One upload, and its receipt.
async fn send(line: &mut TcpStream, address: &str, body: &str) -> Result<()> {
    let head = format!(
        "POST /api/v1/uploads HTTP/1.1\r\nHost: {address}\r\n\
         Content-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        body.len()
    );
    line.write_all([head.as_bytes(), body.as_bytes()].concat().as_slice())
        .await?;
    let mut answer = Vec::new();
    loop {
        if line.read_buf(&mut answer).await? == 0 {
            bail!("the receiver hung up");
        }
        let text = String::from_utf8_lossy(&answer);
        // A receipt is one object without another in it.
        if text.contains("\r\n\r\n") && text.ends_with('}') {
            if text.starts_with("HTTP/1.1 201") {
                return Ok(());
            }
            bail!("refused: {text}");
        }
    }
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
