//! From where a request came, as far as its headers say: whether a form is the
//! office's own, and by which address the office was reached.

use axum::http::{HeaderMap, HeaderName, HeaderValue, header};

/// What browsers say of who sent a form (Fetch Metadata).
const SEC_FETCH_SITE: HeaderName = HeaderName::from_static("sec-fetch-site");

/// Whether a form was sent by a page of this office. Browsers name the page's
/// origin or where it stands; what names neither is no browser, and has no cookies
/// but those its owner gave it.
pub(crate) fn is_own_form(headers: &HeaderMap) -> bool {
    let site = text(headers, &SEC_FETCH_SITE);
    if site.is_some_and(|site| site != "same-origin") {
        return false;
    }
    if !headers.contains_key(header::ORIGIN) {
        return true;
    }
    let sender = text(headers, &header::ORIGIN).and_then(|origin| origin.split_once("://"));
    let host = text(headers, &header::HOST);
    sender.is_some_and(|(_, sender)| Some(sender) == host)
}

/// By which address the office was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address(String);

impl Address {
    /// As the request says.
    pub(crate) fn of(headers: &HeaderMap) -> Self {
        Self(text(headers, &header::HOST).unwrap_or_default().to_owned())
    }

    /// Whether it is this machine's own, which is reached without TLS.
    pub(crate) fn is_loopback(&self) -> bool {
        let host = match self.0.rsplit_once(':') {
            Some((host, port)) if port.bytes().all(|byte| byte.is_ascii_digit()) => host,
            _ => &self.0,
        };
        let numbered = host.parse::<std::net::Ipv4Addr>();
        host == "localhost" || host == "[::1]" || numbered.is_ok_and(|ip| ip.is_loopback())
    }

    /// Scheme, host and port: everywhere but on this machine the office is reached
    /// over TLS.
    pub(crate) fn origin(&self) -> String {
        let scheme = if self.is_loopback() { "http" } else { "https" };
        format!("{scheme}://{}", self.0)
    }
}

fn text<'a>(headers: &'a HeaderMap, name: &HeaderName) -> Option<&'a str> {
    let value = headers.get(name).map(HeaderValue::to_str);
    value.and_then(Result::ok)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(named: &[(HeaderName, &'static str)]) -> HeaderMap {
        let value = |(name, value): &(HeaderName, &'static str)| {
            (name.clone(), HeaderValue::from_static(value))
        };
        named.iter().map(value).collect()
    }

    #[test]
    fn a_form_of_another_site_or_of_nowhere_is_not_the_offices() {
        let host = (header::HOST, "office.example");
        for (more, own) in [
            (vec![], true),
            (vec![(header::ORIGIN, "https://office.example")], true),
            (vec![(header::ORIGIN, "https://evil.example")], false),
            (
                vec![(header::ORIGIN, "https://office.example.evil.example")],
                false,
            ),
            (vec![(header::ORIGIN, "null")], false),
            (vec![(SEC_FETCH_SITE, "cross-site")], false),
            (vec![(SEC_FETCH_SITE, "same-site")], false),
            (vec![(SEC_FETCH_SITE, "same-origin")], true),
            (
                vec![
                    (SEC_FETCH_SITE, "cross-site"),
                    (header::ORIGIN, "https://office.example"),
                ],
                false,
            ),
        ] {
            let named: Vec<_> = more.iter().cloned().chain([host.clone()]).collect();
            assert_eq!(is_own_form(&headers(&named)), own, "{more:?}");
        }
    }

    #[test]
    fn only_this_machine_is_reached_without_tls() {
        for (host, origin) in [
            ("localhost:8787", "http://localhost:8787"),
            ("127.0.0.1:8787", "http://127.0.0.1:8787"),
            ("[::1]:8787", "http://[::1]:8787"),
            ("192.168.1.7:8443", "https://192.168.1.7:8443"),
            ("office.example", "https://office.example"),
            ("localhost.evil.example", "https://localhost.evil.example"),
        ] {
            let address = Address(host.to_owned());
            assert_eq!(address.origin(), origin);
        }
    }
}
