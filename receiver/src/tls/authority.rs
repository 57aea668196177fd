//! An authority of the office's own: a key and a certificate in the data folder,
//! which tablets are told to trust, and the certificates it gives the office.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use chrono::{DateTime, Datelike, TimeDelta, Utc};
use inspection::{Digest, Encoded};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, DistinguishedName, DnType,
    ExtendedKeyUsagePurpose, IsCa, Issuer, KeyPair, KeyUsagePurpose, date_time_ymd,
};
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, PrivateKeyDer, PrivatePkcs8KeyDer};

use super::TlsError;
use crate::names::Name;

/// The folder in the data folder.
const FOLDER: &str = "tls";
const CERTIFICATE: &str = "authority.crt";
const KEY: &str = "authority.key";
/// How long tablets need not be told of another authority.
const YEARS: i32 = 10;
/// How long a certificate of the office holds: Apple takes at most 825 days of an
/// authority that was added by hand, and 398 of one that it ships.
const HOLDS: TimeDelta = TimeDelta::days(397);
/// A tablet's clock may be behind.
const BEFORE: TimeDelta = TimeDelta::days(2);

/// The authority of an office.
pub(crate) struct Authority {
    certificate: CertificateDer<'static>,
    issuer: Issuer<'static, KeyPair>,
}

impl Authority {
    /// The authority in the data folder, made where there is none.
    pub(crate) fn in_folder(data: &Path, now: DateTime<Utc>) -> Result<Self, TlsError> {
        let folder = data.join(FOLDER);
        let unusable = |source| TlsError::Unusable {
            path: folder.clone(),
            source,
        };
        let unreadable = |_| TlsError::Unreadable(folder.clone());
        if !folder.join(CERTIFICATE).try_exists().map_err(unusable)? {
            fs::create_dir_all(&folder).map_err(unusable)?;
            let key = KeyPair::generate()?;
            let made = params(&key, now).self_signed(&key)?;
            // The certificate last: where it is, the key is.
            written(&folder.join(KEY), &key.serialize_pem()).map_err(unusable)?;
            written(&folder.join(CERTIFICATE), &made.pem()).map_err(unusable)?;
        }
        let key = fs::read_to_string(folder.join(KEY)).map_err(unusable)?;
        let key = KeyPair::from_pem(&key).map_err(|_| TlsError::Unreadable(folder.clone()))?;
        let certificate = fs::read(folder.join(CERTIFICATE)).map_err(unusable)?;
        let certificate = CertificateDer::from_pem_slice(&certificate).map_err(unreadable)?;
        Ok(Self {
            certificate,
            issuer: Issuer::new(params(&key, now), key),
        })
    }

    /// A new certificate for these names, with its key.
    pub(crate) fn give(
        &self,
        names: &[Name],
        now: DateTime<Utc>,
    ) -> Result<(Vec<CertificateDer<'static>>, PrivateKeyDer<'static>), TlsError> {
        let key = KeyPair::generate()?;
        let names: Vec<_> = names.iter().map(ToString::to_string).collect();
        let mut params = CertificateParams::new(names)?;
        params.distinguished_name = common_name("Can Dung office");
        let (year, month, first) = day(now - BEFORE);
        params.not_before = date_time_ymd(year, month, first);
        let (year, month, last) = day(now - BEFORE + HOLDS);
        params.not_after = date_time_ymd(year, month, last);
        params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        params.use_authority_key_identifier_extension = true;
        let given: Certificate = params.signed_by(&key, &self.issuer)?;
        let chain = vec![given.into(), self.certificate.clone()];
        Ok((chain, PrivatePkcs8KeyDer::from(key.serialize_der()).into()))
    }

    /// The certificate that tablets are to trust.
    pub(crate) fn der(&self) -> &[u8] {
        &self.certificate
    }

    /// By what people tell it from others: SHA-256, in pairs of digits.
    pub(crate) fn fingerprint(&self) -> String {
        let digits = Digest::of(self.der()).as_str().to_ascii_uppercase();
        let pairs: Vec<_> = digits
            .as_bytes()
            .chunks(2)
            .map(String::from_utf8_lossy)
            .collect();
        pairs.join(":")
    }

    /// What it is called in a tablet's settings.
    pub(crate) fn name(&self) -> String {
        name_of(self.issuer.key())
    }

    /// The same as a profile for iPads.
    pub(crate) fn profile(&self) -> String {
        let digest = Digest::of(self.der());
        let id = |first: usize| {
            let part = |from: usize, to: usize| {
                let part = digest.as_str().get(first + from..first + to);
                part.unwrap_or_default().to_ascii_uppercase()
            };
            let parts = [
                part(0, 8),
                part(8, 12),
                part(12, 16),
                part(16, 20),
                part(20, 32),
            ];
            parts.join("-")
        };
        let name = self.name();
        let identifier = name.to_ascii_lowercase().replace(' ', "-");
        let content = Encoded::of(self.der()).0;
        let (inner, outer) = (id(0), id(32));
        format!(
            "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n\
             <!DOCTYPE plist PUBLIC \"-//Apple//DTD PLIST 1.0//EN\" \
             \"http://www.apple.com/DTDs/PropertyList-1.0.dtd\">\n\
             <plist version=\"1.0\"><dict>\n\
             <key>PayloadContent</key><array><dict>\n\
             <key>PayloadCertificateFileName</key><string>authority.crt</string>\n\
             <key>PayloadContent</key><data>{content}</data>\n\
             <key>PayloadDisplayName</key><string>{name}</string>\n\
             <key>PayloadIdentifier</key><string>{identifier}.root</string>\n\
             <key>PayloadType</key><string>com.apple.security.root</string>\n\
             <key>PayloadUUID</key><string>{inner}</string>\n\
             <key>PayloadVersion</key><integer>1</integer>\n\
             </dict></array>\n\
             <key>PayloadDisplayName</key><string>{name}</string>\n\
             <key>PayloadIdentifier</key><string>{identifier}</string>\n\
             <key>PayloadType</key><string>Configuration</string>\n\
             <key>PayloadUUID</key><string>{outer}</string>\n\
             <key>PayloadVersion</key><integer>1</integer>\n\
             </dict></plist>\n"
        )
    }
}

fn params(key: &KeyPair, now: DateTime<Utc>) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = common_name(&name_of(key));
    let (year, month, day) = day(now - BEFORE);
    params.not_before = date_time_ymd(year, month, day);
    params.not_after = date_time_ymd(year + YEARS, 1, 1);
    params.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    params.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    params
}

/// Told from other offices' by the key.
fn name_of(key: &KeyPair) -> String {
    let digest = Digest::of(key.public_key_raw());
    format!("Can Dung {}", digest.as_str().get(..8).unwrap_or_default())
}

fn common_name(name: &str) -> DistinguishedName {
    let mut whole = DistinguishedName::new();
    whole.push(DnType::CommonName, name);
    whole
}

/// Year, month and day.
fn day(moment: DateTime<Utc>) -> (i32, u8, u8) {
    let day = moment.date_naive();
    let small = |number: u32| u8::try_from(number).unwrap_or(1);
    (day.year(), small(day.month()), small(day.day()))
}

/// Writes a file that nobody else reads; whole, or not under this name.
fn written(path: &Path, text: &str) -> io::Result<()> {
    let part = path.with_extension("part");
    let mut options = OpenOptions::new();
    options.create(true).truncate(true).write(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    let mut file = options.open(&part)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()?;
    fs::rename(&part, path)
}
