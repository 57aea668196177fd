//! Origins other than the office's own: where the served app may upload to, and
//! whose pages may upload here. None of either unless the command line names it.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use axum::http::{HeaderValue, Method, header};
use tower_http::cors::{AllowOrigin, CorsLayer};
use url::Url;

use crate::intake::{CONTENT_DIGEST, IDEMPOTENCY_KEY};

/// How long a browser need not ask again.
const ASKED_FOR: Duration = Duration::from_hours(1);

/// Scheme, host and port as browsers write them, for example
/// `https://office.example`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Origin(String);

/// Why a text is no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAnOrigin {
    /// No address of the web.
    #[error("write an origin: https://, the host and, where it is not 443, the port")]
    NotOfTheWeb,
    /// An address that names an origin, written otherwise or longer.
    #[error("write it as {0}")]
    Otherwise(String),
    /// The host holds signs that a content policy would read as its own.
    #[error("the host is a name of letters, digits, dots and hyphens")]
    UnusualHost,
}

impl FromStr for Origin {
    type Err = NotAnOrigin;

    fn from_str(text: &str) -> Result<Self, NotAnOrigin> {
        let url = Url::parse(text).map_err(|_| NotAnOrigin::NotOfTheWeb)?;
        let host = url.host_str().unwrap_or_default();
        if !matches!(url.scheme(), "http" | "https") || host.is_empty() {
            return Err(NotAnOrigin::NotOfTheWeb);
        }
        let usual = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-');
        if !host.bytes().all(usual) {
            return Err(NotAnOrigin::UnusualHost);
        }
        let written = url.origin().ascii_serialization();
        if written == text {
            Ok(Self(written))
        } else {
            Err(NotAnOrigin::Otherwise(written))
        }
    }
}

impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Answers the browsers of these origins when they ask whether they may send;
/// `None` where there are none, and the question is not answered.
pub(crate) fn cross_origin(accepted: &[Origin]) -> Option<CorsLayer> {
    if accepted.is_empty() {
        return None;
    }
    let accepted = accepted
        .iter()
        .map(|origin| HeaderValue::from_str(&origin.0));
    Some(
        CorsLayer::new()
            .allow_origin(AllowOrigin::list(accepted.flatten()))
            .allow_methods([Method::GET, Method::POST])
            .allow_headers([
                header::AUTHORIZATION,
                header::CONTENT_TYPE,
                CONTENT_DIGEST,
                IDEMPOTENCY_KEY,
            ])
            .max_age(ASKED_FOR),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_origin_is_written_as_browsers_write_it() {
        for good in [
            "https://office.example",
            "http://192.168.1.7:8787",
            "http://localhost",
            "https://xn--vn-phng-7va.example:8443",
        ] {
            assert_eq!(good.parse::<Origin>().unwrap().to_string(), good);
        }
        for (bad, instead) in [
            ("https://office.example/", "https://office.example"),
            ("https://Office.example", "https://office.example"),
            ("https://office.example:443", "https://office.example"),
            ("https://office.example/api?x=1", "https://office.example"),
            ("https://a:b@office.example", "https://office.example"),
            ("http://192.168.1.007:80", "http://192.168.1.7"),
        ] {
            let otherwise = NotAnOrigin::Otherwise(instead.to_owned());
            assert_eq!(bad.parse::<Origin>(), Err(otherwise), "{bad}");
        }
    }

    #[test]
    fn what_is_no_origin_of_the_web_or_would_break_a_policy_is_refused() {
        for (bad, why) in [
            ("", NotAnOrigin::NotOfTheWeb),
            ("*", NotAnOrigin::NotOfTheWeb),
            ("null", NotAnOrigin::NotOfTheWeb),
            ("office.example", NotAnOrigin::NotOfTheWeb),
            ("office.example:443", NotAnOrigin::NotOfTheWeb),
            ("ftp://office.example", NotAnOrigin::NotOfTheWeb),
            ("file:///etc/passwd", NotAnOrigin::NotOfTheWeb),
            ("https://a b.example", NotAnOrigin::NotOfTheWeb),
            ("https://a.example;script-src", NotAnOrigin::UnusualHost),
            ("https://a.example,b.example", NotAnOrigin::UnusualHost),
            ("https://*.example", NotAnOrigin::UnusualHost),
            ("https://'self'", NotAnOrigin::UnusualHost),
            ("http://[::1]:8787", NotAnOrigin::UnusualHost),
        ] {
            assert_eq!(bad.parse::<Origin>(), Err(why), "{bad}");
        }
    }
}
