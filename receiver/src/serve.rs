//! Runs the office: folder, database, address, requests, and a stop that loses
//! nothing, since every receipt was given after its commit.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use chrono::Utc;

use crate::config::{Line, Serve};
use crate::first::{self, FirstError};
use crate::folder::{self, FolderError};
use crate::intake::Judges;
use crate::office::Office;
use crate::people::Strength;
use crate::store::{Location, Store, StoreError};
use crate::tls::TlsError;
use crate::{demo, router, rules, wording};

mod door;
mod stopping;

use door::Door;
use stopping::stop_signal;

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
    /// The demonstration lets in whoever reaches it.
    #[error(
        "the demonstration is for this machine alone: leave out --demo, or what has others reach it"
    )]
    DemoElsewhere,
    /// There is no HTTPS.
    #[error(transparent)]
    Tls(#[from] TlsError),
    /// Another program listens there.
    #[error("port {0} is taken by another program: stop it, or choose another with {1}")]
    PortTaken(u16, &'static str),
    /// Nobody could be let in.
    #[error("nobody can sign in, and no link for the first person was made")]
    Nobody(#[from] FirstError),
    /// The address cannot be listened on.
    #[error("{address} cannot be served")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// Why not.
        source: io::Error,
    },
    /// The system does not say when to stop.
    #[error("no signal to stop can be waited for")]
    Signals(#[source] io::Error),
}

/// Serves until the process is told to stop.
///
/// # Errors
/// [`ServeError`] says in one sentence what to do.
pub async fn serve(config: Serve) -> Result<(), ServeError> {
    if let Some(dist) = config.tablet.as_ref().filter(|dist| !has_index(dist)) {
        return Err(ServeError::NoTablet(dist.clone()));
    }
    let demo = config.keeping.demo;
    if demo && config.line() != Line::Loopback {
        return Err(ServeError::DemoElsewhere);
    }
    let location = folder::prepare(&config.keeping)?;
    let store = open(location, demo).await?;
    let door = Door::open(&config).await?;
    let office = Office {
        store: store.clone(),
        demo,
        names: door.names.clone(),
        tablet: config.tablet.clone(),
        retention_months: config.retention_months,
        revisit_days: config.revisit_days,
        upload_origins: config.upload_origins.clone(),
        accept_origins: config.accept_origins.clone(),
        strength: Strength::OWASP,
        judges: Judges::default(),
    };
    let stop = stop_signal().map_err(ServeError::Signals)?;
    door.say(io::stdout()).map_err(FirstError::Output)?;
    if !demo {
        first::invite(&store, &door.origin, io::stdout()).await?;
    }
    let sweeping = tokio::spawn(sweep_daily(store.clone()));
    let served = door.serve(router(office), stop).await;
    sweeping.abort();
    served?;
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

fn has_index(dist: &std::path::Path) -> bool {
    dist.join("index.html").is_file()
}
