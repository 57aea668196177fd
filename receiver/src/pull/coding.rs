//! How an answer is coded on the way, and what that means for its tag: coded
//! otherwise it is another representation (RFC 9110, 8.8.3.3).

use std::io::{self, Write as _};

use axum::http::{HeaderMap, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};

/// Level and window of brotli: 20,000 rows take a tenth of a second.
const LEVEL: u32 = 5;
const WINDOW: u32 = 22;
/// Bytes that are written at a time.
const BUFFER: usize = 16 * 1024;

/// How bytes are coded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Identity,
}

impl Coding {
    /// What the one who asks takes (RFC 9110, 12.5.3); without brotli, plain.
    pub(super) fn of(headers: &HeaderMap) -> Self {
        let named = headers.get_all(header::ACCEPT_ENCODING).iter();
        let named = named.filter_map(|value| value.to_str().ok());
        let mut codings = named.flat_map(|value| value.split(','));
        let takes = |coding: &str| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, "q=1"));
            let weight = weight.trim().trim_start_matches("q=");
            let never = weight.trim_matches(['0', '.']).is_empty();
            name.trim().eq_ignore_ascii_case("br") && !never
        };
        if codings.any(takes) {
            Self::Brotli
        } else {
            Self::Identity
        }
    }

    fn etag(self, tag: &str) -> String {
        match self {
            Self::Brotli => format!("\"{tag}-br\""),
            Self::Identity => format!("\"{tag}\""),
        }
    }

    /// Whether the one who asks has this representation already.
    pub(super) fn is_known(self, tag: &str, headers: &HeaderMap) -> bool {
        let ours = self.etag(tag);
        let known = headers.get_all(header::IF_NONE_MATCH).iter();
        let mut known = known
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(','));
        // The comparison is weak (RFC 9110, 13.1.2).
        known.any(|tag| {
            let tag = tag.trim();
            tag == "*" || tag.trim_start_matches("W/") == ours
        })
    }

    /// Puts the headers that every answer has.
    pub(super) fn describe(self, tag: &str, headers: &mut HeaderMap) {
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        headers.insert(header::VARY, HeaderValue::from_static("accept-encoding"));
        // Tags are made of letters, digits and dashes.
        if let Ok(tag) = HeaderValue::try_from(self.etag(tag)) {
            headers.insert(header::ETAG, tag);
        }
        if self == Self::Brotli {
            headers.insert(header::CONTENT_ENCODING, HeaderValue::from_static("br"));
        }
    }

    /// The answer to one who has it already.
    pub(super) fn not_modified(self, tag: &str) -> Response {
        let mut response = StatusCode::NOT_MODIFIED.into_response();
        self.describe(tag, response.headers_mut());
        response.headers_mut().remove(header::CONTENT_ENCODING);
        response
    }
}

/// The bytes as they travel.
pub(super) fn encoded(coding: Coding, text: String) -> io::Result<Vec<u8>> {
    match coding {
        Coding::Identity => Ok(text.into_bytes()),
        Coding::Brotli => {
            let mut writer = brotli::CompressorWriter::new(Vec::new(), BUFFER, LEVEL, WINDOW);
            writer.write_all(text.as_bytes())?;
            writer.flush()?;
            Ok(writer.into_inner())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(name: header::HeaderName, value: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(name, HeaderValue::from_static(value))])
    }

    #[test]
    fn brotli_is_used_where_it_is_taken() {
        for (accepted, coding) in [
            ("gzip, deflate, br, zstd", Coding::Brotli),
            ("BR;q=0.8", Coding::Brotli),
            ("br;q=0", Coding::Identity),
            ("br; q=0.000", Coding::Identity),
            ("gzip", Coding::Identity),
            ("", Coding::Identity),
        ] {
            let headers = headers(header::ACCEPT_ENCODING, accepted);
            assert_eq!(Coding::of(&headers), coding, "{accepted}");
        }
        assert_eq!(Coding::of(&HeaderMap::new()), Coding::Identity);
    }

    #[test]
    fn a_tag_is_known_where_it_is_one_of_those_sent() {
        for (sent, known) in [
            ("\"a-br\"", true),
            ("W/\"a-br\"", true),
            ("\"x\", \"a-br\"", true),
            ("*", true),
            ("\"a\"", false),
            ("a-br", false),
            ("\"*\"", false),
        ] {
            let headers = headers(header::IF_NONE_MATCH, sent);
            assert_eq!(Coding::Brotli.is_known("a", &headers), known, "{sent}");
        }
    }
}
