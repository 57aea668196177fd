//! Where the office listens, by which names, over which line; and the page beside
//! it that shows how to trust that line.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum_server::Handle;
use axum_server::tls_rustls::RustlsConfig;
use chrono::Utc;
use tokio::net::TcpListener;
use tokio::sync::watch;

use super::ServeError;
use super::stopping::told;
use crate::config::{Line, Serve};
use crate::names::{self, Name, Names};
use crate::tls::{Authority, Source, TlsError};
use crate::trust;

/// How long requests under way may take after the signal to stop.
const LAST_REQUESTS: Duration = Duration::from_secs(10);

/// Where the office is reached.
pub(super) struct Door {
    listener: TcpListener,
    tls: Option<(RustlsConfig, Source)>,
    trust: Option<(TcpListener, Arc<Authority>)>,
    /// By which names.
    pub(super) names: Names,
    /// Scheme, host and port, as people type them.
    pub(super) origin: String,
    /// The line that says where it listens.
    said: String,
}

impl Door {
    /// Listens, and makes ready what the line needs.
    pub(super) async fn open(config: &Serve) -> Result<Self, ServeError> {
        let (listener, address) = bound(config, config.port, "--port").await?;
        let line = config.line();
        let mut known = names::of_this_machine(&config.names, config.listen);
        if known.is_empty() && matches!(line, Line::OwnAuthority) {
            known.extend(address.ip().to_string().parse::<Name>());
        }
        let first = known.first().cloned();
        let secure = |port: Option<u16>| match (&first, port) {
            (Some(name), Some(port)) => format!("https://{}", name.at(port)),
            (Some(name), None) => format!("https://{name}"),
            (None, _) => format!("https://{address}"),
        };
        let own = format!("http://{address}");
        let (source, trust, origin, said) = match line {
            Line::Loopback => (None, None, own.clone(), own),
            Line::Proxy => (None, None, secure(None), own),
            Line::Certificate(certificate, key) => {
                let source = Source::Files(certificate.to_owned(), key.to_owned());
                let origin = secure(Some(address.port()));
                (Some(source), None, origin.clone(), origin)
            }
            Line::OwnAuthority => {
                let authority = Authority::in_folder(&config.keeping.data, Utc::now())?;
                let authority = Arc::new(authority);
                let source = Source::Own(authority.clone(), known.clone());
                let (beside, _) = bound(config, config.trust_port, "--trust-port").await?;
                let origin = secure(Some(address.port()));
                (
                    Some(source),
                    Some((beside, authority)),
                    origin.clone(),
                    origin,
                )
            }
        };
        let tls = source.map(|source| {
            let config = RustlsConfig::from_config(source.certificate()?);
            Ok::<_, TlsError>((config, source))
        });
        let tls = tls.transpose()?;
        Ok(Self {
            names: Names::new(known, tls.is_none()),
            listener,
            tls,
            trust,
            origin,
            said,
        })
    }

    /// Says where it is. Tests and `xtask` wait for exactly the first line.
    pub(super) fn say(&self, mut output: impl Write) -> io::Result<()> {
        writeln!(output, "listening on {}", self.said)?;
        if let Some((beside, authority)) = &self.trust {
            let address = beside.local_addr()?;
            writeln!(
                output,
                "how to trust it is shown on http://{address}\n\
                 its authority is {}, SHA-256 {}",
                authority.name(),
                authority.fingerprint(),
            )?;
        }
        Ok(())
    }

    /// Serves until the signal; then takes no more connections and gives those
    /// under way some time.
    pub(super) async fn serve(
        self,
        office: Router,
        stop: watch::Receiver<bool>,
    ) -> Result<(), ServeError> {
        let address = self.listener.local_addr();
        let beside = self.trust.map(|(listener, authority)| {
            let page = trust::router(authority, self.origin);
            tokio::spawn(async move { axum::serve(listener, page).await })
        });
        let served = match self.tls {
            None => plain(self.listener, office, stop).await,
            Some((config, source)) => {
                let renewing = tokio::spawn(source.renew(config.clone()));
                let served = secured(self.listener, config, office, stop).await;
                renewing.abort();
                served
            }
        };
        if let Some(beside) = beside {
            beside.abort();
        }
        served.map_err(|source| ServeError::Listen {
            address: address.unwrap_or_else(|_| SocketAddr::from(([0, 0, 0, 0], 0))),
            source,
        })
    }
}

async fn bound(
    config: &Serve,
    port: u16,
    flag: &'static str,
) -> Result<(TcpListener, SocketAddr), ServeError> {
    let address = SocketAddr::new(config.listen, port);
    let bound = async {
        let listener = TcpListener::bind(address).await?;
        let address = listener.local_addr()?;
        Ok((listener, address))
    };
    bound
        .await
        .map_err(|source: io::Error| match source.kind() {
            io::ErrorKind::AddrInUse => ServeError::PortTaken(port, flag),
            _ => ServeError::Listen { address, source },
        })
}

async fn plain(
    listener: TcpListener,
    office: Router,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let serving = axum::serve(listener, office).with_graceful_shutdown(told(stop.clone()));
    tokio::select! {
        served = serving => served,
        () = too_late(stop) => Ok(()),
    }
}

async fn secured(
    listener: TcpListener,
    config: RustlsConfig,
    office: Router,
    stop: watch::Receiver<bool>,
) -> io::Result<()> {
    let handle = Handle::new();
    let served = axum_server::from_tcp_rustls(listener.into_std()?, config)?
        .handle(handle.clone())
        .serve(office.into_make_service());
    let ending = async {
        told(stop.clone()).await;
        handle.graceful_shutdown(Some(LAST_REQUESTS));
        std::future::pending::<()>().await;
    };
    tokio::select! {
        served = served => served,
        () = ending => Ok(()),
        () = too_late(stop.clone()) => Ok(()),
    }
}

async fn too_late(stop: watch::Receiver<bool>) {
    told(stop).await;
    tokio::time::sleep(LAST_REQUESTS).await;
}
