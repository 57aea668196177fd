//! HTTPS: with a certificate that the office was given, or with one of its own
//! authority. Either is renewed while the office serves.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use axum_server::tls_rustls::RustlsConfig;
use chrono::Utc;
use rustls::ServerConfig;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer};

use crate::names::Name;

mod authority;

pub(crate) use authority::Authority;

/// How often the certificate is made or read anew: long before it ends.
const RENEWED: Duration = Duration::from_hours(24);

/// Why there is no HTTPS.
#[derive(Debug, thiserror::Error)]
pub enum TlsError {
    /// The folder of the office's own authority cannot be used.
    #[error("{path} cannot be used: {source}")]
    Unusable {
        /// The folder.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// What is in it is no authority any more.
    #[error(
        "the authority in {0} cannot be read: take it from a copy, or remove both files, and all tablets must trust a new one"
    )]
    Unreadable(PathBuf),
    /// A file that was named holds no certificate, or no key.
    #[error("{path} holds no {what} in PEM: {reason}")]
    NoPem {
        /// The file.
        path: PathBuf,
        /// What it should hold.
        what: &'static str,
        /// Why it does not.
        reason: String,
    },
    /// Certificate and key do not go together, or are of a kind that is not used.
    #[error("certificate and key cannot be used: {0}")]
    Rustls(#[from] rustls::Error),
    /// A certificate could not be made.
    #[error("no certificate could be made: {0}")]
    Making(#[from] rcgen::Error),
}

/// Where certificates come from.
pub(crate) enum Source {
    /// The own authority, for these names.
    Own(Arc<Authority>, Vec<Name>),
    /// Files: a certificate and its key.
    Files(PathBuf, PathBuf),
}

impl Source {
    /// A certificate as it is now.
    pub(crate) fn certificate(&self) -> Result<Arc<ServerConfig>, TlsError> {
        let (chain, key) = match self {
            Self::Own(authority, names) => authority.give(names, Utc::now())?,
            Self::Files(certificate, key) => (chain(certificate)?, private(key)?),
        };
        let provider = Arc::new(ring::default_provider());
        let mut config = ServerConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()?
            .with_no_client_auth()
            .with_single_cert(chain, key)?;
        // Forms are told from other sites' by `Host`, which HTTP/2 does not have.
        config.alpn_protocols = vec![b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }

    /// Renews the certificate for as long as it is waited for.
    pub(crate) async fn renew(self, served: RustlsConfig) {
        loop {
            tokio::time::sleep(RENEWED).await;
            match self.certificate() {
                Ok(config) => served.reload_from_config(config),
                Err(error) => tracing::error!(%error, "the certificate was not renewed"),
            }
        }
    }
}

fn chain(path: &Path) -> Result<Vec<CertificateDer<'static>>, TlsError> {
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect);
    match read {
        Ok(chain) if Vec::is_empty(&chain) => Err(no_pem(path, "certificate", &"it is empty")),
        Ok(chain) => Ok(chain),
        Err(error) => Err(no_pem(path, "certificate", &error)),
    }
}

fn private(path: &Path) -> Result<PrivateKeyDer<'static>, TlsError> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| no_pem(path, "key", &error))
}

fn no_pem(path: &Path, what: &'static str, reason: &dyn std::fmt::Display) -> TlsError {
    TlsError::NoPem {
        path: path.to_owned(),
        what,
        reason: reason.to_string(),
    }
}
