//! HTTPS as tablets and browsers meet it: the office's own authority and what is
//! shown of it, certificates by path, a proxy in front; and names that are not the
//! office's.

use std::fs;
use std::io::{BufRead, BufReader, Lines, Read, Write};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdout, Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use inspection::{Digest, Encoded};
use rcgen::{CertificateParams, Issuer, KeyPair, date_time_ymd};
use rustls::client::WebPkiServerVerifier;
use rustls::client::danger::ServerCertVerifier;
use rustls::crypto::ring;
use rustls::pki_types::pem::PemObject;
use rustls::pki_types::{CertificateDer, ServerName, UnixTime};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};

use crate::support::{PASSWORD, bearer, command, let_in_at, let_in_lines};

/// A receiver that serves HTTPS.
struct Secured {
    child: Child,
    lines: Lines<BufReader<ChildStdout>>,
    /// What it says first: where it listens.
    said: String,
}

impl Secured {
    fn start(data: &Path, more: &[&str]) -> Self {
        let_in_at(data, None);
        let mut child = command(data, more)
            .args(["--port", "0", "--trust-port", "0"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
        let said = lines.next().unwrap().unwrap();
        let said = said.strip_prefix("listening on ").unwrap().to_owned();
        Self { child, lines, said }
    }

    fn port(&self) -> u16 {
        self.said.rsplit(':').next().unwrap().parse().unwrap()
    }

    /// What it says next, after these words.
    fn next_after(&mut self, words: &str) -> String {
        let line = self.lines.next().unwrap().unwrap();
        line.strip_prefix(words).unwrap().to_owned()
    }

    /// The answer over TLS, or why there is none.
    fn ask(&self, trusted: &[u8], name: &str, host: &str, request: &str) -> Result<String, String> {
        ask(self.port(), trusted, name, host, request).map(|(answer, _)| answer)
    }
}

impl Drop for Secured {
    fn drop(&mut self) {
        drop(self.child.kill());
        drop(self.child.wait());
    }
}

type Chain = Vec<CertificateDer<'static>>;

fn roots(trusted: &[u8]) -> Arc<RootCertStore> {
    let mut roots = RootCertStore::empty();
    roots.add(CertificateDer::from(trusted.to_vec())).unwrap();
    Arc::new(roots)
}

/// One request over TLS to this machine, as if it were that name.
fn ask(
    port: u16,
    trusted: &[u8],
    name: &str,
    host: &str,
    request: &str,
) -> Result<(String, Chain), String> {
    let provider = Arc::new(ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots(trusted))
        .with_no_client_auth();
    let name = ServerName::try_from(name.to_owned()).unwrap();
    let connection = ClientConnection::new(Arc::new(config), name).unwrap();
    let stream = TcpStream::connect(("127.0.0.1", port)).unwrap();
    stream
        .set_read_timeout(Some(Duration::from_mins(1)))
        .unwrap();
    let mut stream = StreamOwned::new(connection, stream);
    let (line, body) = request.split_once('\n').unwrap_or((request, ""));
    let text = format!(
        "{line} HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n{}\r\n{body}",
        body.len(),
        let_in_lines()
    );
    stream
        .write_all(text.as_bytes())
        .map_err(|error| error.to_string())?;
    let mut answer = Vec::new();
    stream
        .read_to_end(&mut answer)
        .map_err(|error| error.to_string())?;
    let chain = stream.conn.peer_certificates().unwrap().to_vec();
    Ok((String::from_utf8_lossy(&answer).into_owned(), chain))
}

/// The body of an answer over plain HTTP.
fn plain(address: &str, path: &str) -> Vec<u8> {
    let mut stream = TcpStream::connect(address).unwrap();
    write!(
        stream,
        "GET {path} HTTP/1.1\r\nHost: {address}\r\nConnection: close\r\n\r\n"
    )
    .unwrap();
    let mut answer = Vec::new();
    stream.read_to_end(&mut answer).unwrap();
    let head = answer
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .unwrap();
    assert!(answer.starts_with(b"HTTP/1.1 200"), "{path}");
    answer.split_off(head + 4)
}

const OWN: [&str; 3] = ["--own-authority", "--name", "office.test"];

#[test]
fn the_own_authority_is_shown_trusted_once_and_stays() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Secured::start(folder.path(), &OWN);
    assert!(
        office.said.starts_with("https://office.test:"),
        "{}",
        office.said
    );
    let page = office.next_after("how to trust it is shown on http://");
    let named = office.next_after("its authority is ");
    let (name, fingerprint) = named.split_once(", SHA-256 ").unwrap();
    let shown = String::from_utf8(plain(&page, "/")).unwrap();
    for words in [
        fingerprint,
        name,
        "Chứng chỉ CA",
        "Certificate Trust Settings",
        &office.said,
    ] {
        assert!(shown.contains(words), "{words}: {shown}");
    }
    let authority = plain(&page, "/authority.crt");
    let digits = fingerprint.replace(':', "").to_lowercase();
    assert_eq!(Digest::of(&authority).as_str(), digits);
    let profile = String::from_utf8(plain(&page, "/can-dung.mobileconfig")).unwrap();
    assert!(profile.contains(&Encoded::of(&authority).0), "{profile}");
    assert!(profile.contains("<string>com.apple.security.root</string>"));
    let kept = fs::read(folder.path().join("tls/authority.crt")).unwrap();
    let kept = CertificateDer::from_pem_slice(&kept).unwrap();
    assert_eq!(authority, kept.as_ref());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let key = fs::metadata(folder.path().join("tls/authority.key")).unwrap();
        assert_eq!(key.permissions().mode() & 0o777, 0o600);
    }

    let (answer, chain) = ask(
        office.port(),
        &authority,
        "office.test",
        "office.test",
        "GET /api/health",
    )
    .unwrap();
    assert!(answer.starts_with("HTTP/1.1 200"), "{answer}");
    assert!(!answer.to_lowercase().contains("strict-transport-security"));
    holds_as_long_as_ipads_take(&authority, &chain);
    let wrong = office.ask(&authority, "other.test", "office.test", "GET /api/health");
    assert!(wrong.unwrap_err().contains("not valid for name"));
    let stranger = made(&["stranger"], 2030).0;
    let untrusted = office.ask(&stranger, "office.test", "office.test", "GET /api/health");
    assert!(untrusted.unwrap_err().contains("UnknownIssuer"));

    drop(office);
    let mut again = Secured::start(folder.path(), &OWN);
    again.lines.next();
    assert_eq!(again.next_after("its authority is "), named);
    let answer = again.ask(&authority, "office.test", "office.test", "GET /api/health");
    assert!(answer.unwrap().starts_with("HTTP/1.1 200"));
}

/// 398 days is the most of any authority, by Apple's rules and others'.
fn holds_as_long_as_ipads_take(authority: &[u8], chain: &Chain) {
    let provider = Arc::new(ring::default_provider());
    let verifier = WebPkiServerVerifier::builder_with_provider(roots(authority), provider);
    let verifier = verifier.build().unwrap();
    let name = ServerName::try_from("office.test").unwrap();
    let after = |days: u64| {
        let moment = UnixTime::now().as_secs() + days * 86_400;
        let moment = UnixTime::since_unix_epoch(Duration::from_secs(moment));
        verifier.verify_server_cert(&chain[0], &chain[1..], &name, &[], moment)
    };
    assert!(after(390).is_ok());
    assert!(after(398).unwrap_err().to_string().contains("expired"));
}

#[test]
fn cookies_over_https_are_secure_and_forms_are_the_offices_own() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Secured::start(folder.path(), &OWN);
    office.lines.next();
    office.lines.next();
    let authority = fs::read(folder.path().join("tls/authority.crt")).unwrap();
    let authority = CertificateDer::from_pem_slice(&authority).unwrap();
    let fields: String = url::form_urlencoded::Serializer::new(String::new())
        .append_pair("name", "Quản trị mẫu")
        .append_pair("password", PASSWORD)
        .finish();
    let sign_in = format!("POST /office/sign-in\n{fields}");
    let answer = office
        .ask(&authority, "office.test", "office.test", &sign_in)
        .unwrap();
    assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
    let cookie = answer
        .lines()
        .find(|line| {
            line.to_lowercase()
                .starts_with("set-cookie: __host-can-dung=")
        })
        .unwrap();
    assert!(cookie.ends_with("; Secure"), "{cookie}");
    for host in ["evil.test", "localhost", "127.0.0.1"] {
        let answer = office
            .ask(&authority, "office.test", host, "GET /office")
            .unwrap();
        assert!(answer.starts_with("HTTP/1.1 421"), "{host}: {answer}");
        assert!(answer.contains("Văn phòng không có tên này"), "{answer}");
        let answer = office.ask(&authority, "office.test", host, "GET /api/v1/office");
        assert!(answer.unwrap().contains("/problems/other-name"));
    }
}

/// A certificate of an authority of its own, until a year: the authority, and the
/// certificate with its key in PEM.
fn made(names: &[&str], until: i32) -> (Vec<u8>, String, String) {
    let key = KeyPair::generate().unwrap();
    let mut authority = CertificateParams::new(Vec::new()).unwrap();
    authority.is_ca = rcgen::IsCa::Ca(rcgen::BasicConstraints::Unconstrained);
    let root = authority.self_signed(&key).unwrap();
    let issuer = Issuer::new(authority, key);
    let names: Vec<_> = names.iter().map(ToString::to_string).collect();
    let mut leaf = CertificateParams::new(names).unwrap();
    leaf.not_before = date_time_ymd(2020, 1, 1);
    leaf.not_after = date_time_ymd(until, 1, 1);
    let key = KeyPair::generate().unwrap();
    let given = leaf.signed_by(&key, &issuer).unwrap();
    (root.der().to_vec(), given.pem(), key.serialize_pem())
}

/// What a tablet's part comes to against this address.
fn conformance(address: &str, authority: Option<&Path>) -> (bool, String) {
    let mut command = Command::new(env!("CARGO_BIN_EXE_receiver"));
    command.args(["conformance", address, "--token", bearer().reveal()]);
    if let Some(path) = authority {
        command.arg("--authority").arg(path);
    }
    let output = command.env("RUST_LOG", "off").output().unwrap();
    let said = [output.stdout, output.stderr].concat();
    (output.status.success(), String::from_utf8(said).unwrap())
}

#[test]
fn a_tablet_keeps_the_contract_over_https_and_trusts_nobody_else() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Secured::start(folder.path(), &["--own-authority", "--name", "localhost"]);
    office.lines.next();
    office.lines.next();
    let authority = folder.path().join("tls/authority.crt");
    let (kept, said) = conformance(&office.said, Some(&authority));
    assert!(kept, "{said}");
    let (kept, said) = conformance(&office.said, None);
    assert!(!kept && said.contains("UnknownIssuer"), "{said}");
    let other = office.said.replace("localhost", "127.0.0.1");
    let (kept, said) = conformance(&other, Some(&authority));
    assert!(!kept && said.contains("not valid for name"), "{said}");
}

#[test]
fn a_certificate_by_path_is_served_and_one_that_ended_is_seen() {
    let folder = tempfile::tempdir().unwrap();
    let file = |name: &str| folder.path().join(name);
    let text = |path: PathBuf| path.to_str().unwrap().to_owned();
    for (until, holds) in [(2040, true), (2021, false)] {
        let (root, certificate, key) = made(&["localhost"], until);
        fs::write(file("office.crt"), certificate).unwrap();
        fs::write(file("office.key"), key).unwrap();
        let pem = format!(
            "-----BEGIN CERTIFICATE-----\n{}\n-----END CERTIFICATE-----\n",
            Encoded::of(&root).0
        );
        fs::write(file("root.crt"), pem).unwrap();
        let (certificate, key) = (text(file("office.crt")), text(file("office.key")));
        let flags = [
            "--name",
            "localhost",
            "--certificate",
            &certificate,
            "--key",
            &key,
        ];
        let office = Secured::start(&file("data"), &flags);
        assert!(
            office.said.starts_with("https://localhost:"),
            "{}",
            office.said
        );
        let (kept, said) = conformance(&office.said, Some(&file("root.crt")));
        assert_eq!(kept, holds, "{said}");
        assert!(holds || said.contains("expired"), "{said}");
    }
}

#[test]
fn behind_a_proxy_the_office_is_asked_by_its_own_name() {
    let folder = tempfile::tempdir().unwrap();
    let flags = ["--behind-proxy", "--name", "office.example"];
    let office = Secured::start(folder.path(), &flags);
    let address = office.said.strip_prefix("http://").unwrap();
    for (host, status) in [("office.example", "200"), ("evil.example", "421")] {
        let mut stream = TcpStream::connect(address).unwrap();
        write!(
            stream,
            "GET /office HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n{}\r\n",
            let_in_lines()
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert!(
            answer.starts_with(&format!("HTTP/1.1 {status}")),
            "{host}: {answer}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_stop_over_https_ends_well() {
    let folder = tempfile::tempdir().unwrap();
    let mut office = Secured::start(folder.path(), &OWN);
    let authority = fs::read(folder.path().join("tls/authority.crt")).unwrap();
    let authority = CertificateDer::from_pem_slice(&authority).unwrap();
    let answer = office.ask(&authority, "office.test", "office.test", "GET /api/health");
    assert!(answer.is_ok());
    let id = office.child.id().to_string();
    assert!(
        Command::new("kill")
            .args(["-TERM", &id])
            .status()
            .unwrap()
            .success()
    );
    assert!(office.child.wait().unwrap().success());
}

#[test]
fn what_would_be_open_to_others_without_https_does_not_start() {
    let folder = tempfile::tempdir().unwrap();
    for (flags, words) in [
        (
            &["--demo", "--listen", "0.0.0.0"][..],
            "for this machine alone",
        ),
        (&["--demo", "--own-authority"], "for this machine alone"),
        (&["--behind-proxy"], "--name"),
        (&["--certificate", "a.crt", "--name", "a"], "--key"),
        (
            &["--name", "a", "--certificate", "a.crt", "--key", "a.key"],
            "a.crt holds no certificate",
        ),
        (
            &["--own-authority", "--behind-proxy", "--name", "a"],
            "cannot be used with",
        ),
        (&["--name", "https://a"], "write a name"),
    ] {
        let output = command(&folder.path().join("data"), flags)
            .output()
            .unwrap();
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(
            !output.status.success() && said.contains(words),
            "{flags:?}: {said}"
        );
    }
}
