//! By which names and addresses the office is known. What asks it by another one
//! was led here: a site could give its own name this machine's address, and its
//! scripts would then read the office, and send forms, as pages of the office.

use std::fmt;
use std::net::{IpAddr, SocketAddr, UdpSocket};
use std::str::FromStr;
use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::{HeaderMap, StatusCode, header};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::problem::Problem;
use crate::wording;

mod addresses;

/// A host: a name, or an address as browsers write it without brackets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Name(String);

/// The text is no host.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a name such as office.example, or an address, without a port")]
pub struct NotAName;

/// Every name of an office; all there are where none is listed.
#[derive(Clone, Debug, Default)]
pub struct Names(Option<Arc<[Name]>>);

impl FromStr for Name {
    type Err = NotAName;

    fn from_str(text: &str) -> Result<Self, NotAName> {
        if let Ok(address) = text.parse::<IpAddr>() {
            return Ok(Self(address.to_string()));
        }
        let name = text.to_ascii_lowercase();
        let letter = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
        let label = |label: &str| !label.is_empty() && label.bytes().all(letter);
        // Only digits would be an address of some other form.
        let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
        let last = name.rsplit('.').next().unwrap_or_default();
        if name.split('.').all(label) && !is_number(last) {
            Ok(Self(name))
        } else {
            Err(NotAName)
        }
    }
}

impl Name {
    /// The name.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// With a port, as it stands in an address of the web.
    #[must_use]
    pub fn at(&self, port: u16) -> String {
        if self.0.contains(':') {
            format!("[{}]:{port}", self.0)
        } else {
            format!("{}:{port}", self.0)
        }
    }

    fn of(address: IpAddr) -> Self {
        Self(address.to_string())
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Names {
    /// These, and where it is reached without TLS those of this machine alone.
    pub(crate) fn new(mut names: Vec<Name>, plain: bool) -> Self {
        if plain {
            let own = ["localhost", "127.0.0.1", "::1"];
            names.extend(own.map(|name| Name(name.to_owned())));
        }
        Self(Some(names.into()))
    }

    /// Whether a request asks for this office. What names no host is no browser.
    fn have(&self, headers: &HeaderMap) -> bool {
        let Some(names) = &self.0 else {
            return true;
        };
        let Some(asked) = headers.get(header::HOST) else {
            return true;
        };
        let host = asked.to_str().map(host_of).unwrap_or_default();
        names.iter().any(|name| name.0.eq_ignore_ascii_case(host))
    }
}

/// A host without its port and brackets.
fn host_of(text: &str) -> &str {
    if let Some(rest) = text.strip_prefix('[') {
        return rest.split_once(']').map_or("", |(host, _)| host);
    }
    text.split_once(':').map_or(text, |(host, _)| host)
}

/// The names given, then those of this machine as it is listened on.
pub(crate) fn of_this_machine(given: &[Name], listen: IpAddr) -> Vec<Name> {
    let mut names = given.to_vec();
    if listen.is_unspecified() {
        names.extend(towards_others(listen).map(Name::of));
        let all = addresses::of_this_machine().into_iter();
        let heard = all.filter(|address| listen.is_ipv6() || address.is_ipv4());
        names.extend(heard.map(Name::of));
    } else if !listen.is_loopback() {
        names.push(Name::of(listen));
    }
    if !listen.is_loopback() {
        let own = std::fs::read_to_string("/proc/sys/kernel/hostname");
        let own = own.or_else(|_| std::env::var("COMPUTERNAME"));
        let own = own.ok().and_then(|name| name.trim().parse::<Name>().ok());
        for name in own.into_iter().filter(|name| name.0 != "localhost") {
            // How machines of a local network find each other without a server.
            let local = format!("{name}.local").parse();
            names.push(name);
            names.extend(local);
        }
    }
    let mut known: Vec<Name> = Vec::new();
    for name in names {
        if !known.contains(&name) {
            known.push(name);
        }
    }
    known
}

/// The address from which this machine reaches others. Nothing is sent.
fn towards_others(listen: IpAddr) -> Option<IpAddr> {
    // Addresses that documents use, and nobody has (RFC 5737, RFC 3849).
    let far = if listen.is_ipv4() {
        "192.0.2.1:9"
    } else {
        "[2001:db8::1]:9"
    };
    let socket = UdpSocket::bind(SocketAddr::new(listen, 0)).ok()?;
    socket.connect(far).ok()?;
    Some(socket.local_addr().ok()?.ip())
}

/// Answers only what asks for this office.
pub(crate) async fn only_known(
    State(names): State<Names>,
    request: Request,
    next: Next,
) -> Response {
    if names.have(request.headers()) {
        return next.run(request).await;
    }
    if request.uri().path().starts_with("/api") {
        return Problem::OtherName.into_response();
    }
    (StatusCode::MISDIRECTED_REQUEST, wording::OTHER_NAME).into_response()
}

#[cfg(test)]
mod tests {
    use axum::http::HeaderValue;

    use super::*;

    #[test]
    fn a_name_is_a_host_without_a_port() {
        for (typed, name) in [
            ("office.example", "office.example"),
            ("Office-1.local", "office-1.local"),
            ("192.168.1.7", "192.168.1.7"),
            ("2001:DB8::1", "2001:db8::1"),
        ] {
            assert_eq!(typed.parse::<Name>().unwrap().as_str(), name);
        }
        for typed in [
            "",
            "a..b",
            "office:8787",
            "https://a",
            "a b",
            "1.2.3",
            "a_b",
            "*",
        ] {
            assert_eq!(typed.parse::<Name>(), Err(NotAName), "{typed}");
        }
    }

    #[test]
    fn what_asks_for_another_host_was_led_here() {
        let names = Names::new(vec!["office.example".parse().unwrap()], true);
        for (host, known) in [
            ("office.example", true),
            ("OFFICE.example:8787", true),
            ("localhost:8787", true),
            ("127.0.0.1", true),
            ("[::1]:8787", true),
            ("evil.example", false),
            ("office.example.evil.example", false),
            ("127.0.0.1.evil.example:8787", false),
            ("", false),
        ] {
            let mut headers = HeaderMap::new();
            headers.insert(header::HOST, HeaderValue::from_static(host));
            assert_eq!(names.have(&headers), known, "{host}");
            assert!(Names::default().have(&headers));
        }
        assert!(names.have(&HeaderMap::new()));
    }
}
