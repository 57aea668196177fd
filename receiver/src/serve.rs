//! Runs the office: folder, database, address, requests, and a stop that loses
//! nothing, since every receipt was given after its commit.

use std::io::{self, Write};
use std::net::Ipv4Addr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;
use tokio::net::TcpListener;
use tokio::sync::watch;

use crate::config::Serve;
use crate::first::{self, FirstError};
use crate::folder::{self, FolderError};
use crate::intake::Judges;
use crate::office::Office;
use crate::people::Strength;
use crate::store::{Location, Store, StoreError};
use crate::{demo, router, rules, wording};

/// How long requests under way may take after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// How often the folder of files is swept.
const A_DAY: Duration = Duration::from_hours(24);

/// Why the office does not run.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The data folder is the wrong one or cannot be used.
    #[error(transparent)]
    Folder(#[from] FolderError),
    /// The database cannot be opened.
    #[error("the database {location} cannot be opened")]
    Database {
        /// Where it is.
        location: String,
        /// Why not.
        source: StoreError,
    },
    /// The folder given as the tablet app holds none.
    #[error("{0} holds no index.html: build the tablet app first, or leave --tablet out")]
    NoTablet(PathBuf),
    /// Another program listens there.
    #[error("port {0} is taken by another program: stop it, or choose another with --port")]
    PortTaken(u16),
    /// Nobody could be let in.
    #[error("nobody can sign in, and no link for the first person was made")]
    Nobody(#[from] FirstError),
    /// The address cannot be listened on, or the line about it not printed.
    #[error("port {port} cannot be served")]
    Listen {
        /// The port.
        port: u16,
        /// Why not.
        source: io::Error,
    },
}

/// Serves until the process is told to stop.
///
/// # Errors
/// [`ServeError`] says in one sentence what to do.
pub async fn serve(config: Serve) -> Result<(), ServeError> {
    let listen = |source| ServeError::Listen {
        port: config.port,
        source,
    };
    if let Some(dist) = config.tablet.as_ref().filter(|dist| !has_index(dist)) {
        return Err(ServeError::NoTablet(dist.clone()));
    }
    let location = folder::prepare(&config.keeping)?;
    let demo = config.keeping.demo;
    let store = open(location, demo).await?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, config.port)).await;
    let listener = listener.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => ServeError::PortTaken(config.port),
        _ => listen(source),
    })?;
    let office = Office {
        store: store.clone(),
        demo,
        tablet: config.tablet.clone(),
        retention_months: config.retention_months,
        revisit_days: config.revisit_days,
        upload_origins: config.upload_origins.clone(),
        accept_origins: config.accept_origins.clone(),
        strength: Strength::OWASP,
        judges: Judges::default(),
    };
    let stop = stop_signal().map_err(listen)?;
    let address = listener.local_addr().map_err(listen)?;
    // Tests and `xtask` wait for exactly this line.
    writeln!(io::stdout(), "listening on http://{address}").map_err(listen)?;
    if !demo {
        first::invite(&store, &format!("http://{address}"), io::stdout()).await?;
    }
    let sweeping = tokio::spawn(sweep_daily(store.clone()));
    let served = until_stopped(listener, office, stop).await;
    sweeping.abort();
    served.map_err(listen)?;
    store.close().await;
    tracing::info!("stopped");
    Ok(())
}

async fn open(location: Location, demo: bool) -> Result<Arc<Store>, ServeError> {
    let opened = async {
        let store = Store::at(&location).await?;
        if demo {
            let today = wording::wall_time(Utc::now()).date_naive();
            store.plant(&demo::sample(today)).await?;
        }
        rules::learn(&store).await?;
        Ok(store)
    };
    match opened.await {
        Ok(store) => Ok(Arc::new(store)),
        Err(source) => Err(ServeError::Database {
            location: location.to_string(),
            source,
        }),
    }
}

/// Removes files of uploads that broke off.
async fn sweep_daily(store: Arc<Store>) {
    loop {
        match store.sweep().await {
            Ok(0) => {}
            Ok(removed) => tracing::info!(removed, "files that no document names"),
            Err(error) => tracing::warn!(%error, "the folder of files was not swept"),
        }
        tokio::time::sleep(A_DAY).await;
    }
}

/// Serves until the signal; then takes no more connections and gives those
/// under way some time.
async fn until_stopped(
    listener: TcpListener,
    office: Office,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let told = |mut stop: watch::Receiver<bool>| async move {
        if stop.wait_for(|stop| *stop).await.is_err() {
            // Nobody is left who could tell: go on for ever.
            std::future::pending::<()>().await;
        }
    };
    let serving = axum::serve(listener, router(office)).with_graceful_shutdown(told(stop.clone()));
    let too_late = async {
        told(stop).await;
        tokio::time::sleep(LAST_REQUESTS).await;
    };
    tokio::select! {
        served = serving => served,
        () = too_late => Ok(()),
    }
}

/// Turns true when the process is told to stop.
fn stop_signal() -> io::Result<watch::Receiver<bool>> {
    let (tell, told) = watch::channel(false);
    let signal = signals()?;
    tokio::spawn(async move {
        signal.await;
        tell.send_replace(true);
        tell.closed().await;
    });
    Ok(told)
}

#[cfg(unix)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    Ok(async move {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    })
}

#[cfg(not(unix))]
#[expect(
    clippy::unnecessary_wraps,
    reason = "the same signature on every system"
)]
fn signals() -> io::Result<impl Future<Output = ()>> {
    Ok(async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    })
}

fn has_index(dist: &std::path::Path) -> bool {
    dist.join("index.html").is_file()
}
