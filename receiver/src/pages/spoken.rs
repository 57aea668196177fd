//! In which language the page that is being drawn speaks: the one that was asked for
//! by `?lang=`, else the one that the browser remembers, else Vietnamese. Known to
//! every page, of refusals and failures too; answers to programs know nothing of it.

use std::collections::BTreeMap;

use axum::extract::{Query, Request};
use axum::http::{HeaderMap, HeaderValue, Method, header};
use axum::middleware::Next;
use axum::response::Response;
use inspection::Term;

use crate::wording::language::{Language, Pair};

/// How long a browser remembers a language: a year, in seconds.
const REMEMBERED: u32 = 31_536_000;

tokio::task_local! {
    /// How the page that is being drawn speaks.
    static SPOKEN: Spoken;
}

/// A language, and where the same page is in the other one.
#[derive(Clone, Debug, Default)]
struct Spoken {
    language: Language,
    /// `None` where the page answers a form: asking for it again is another thing.
    other: Option<String>,
}

/// The language of the page that is being drawn; Vietnamese outside of any.
pub(crate) fn language() -> Language {
    SPOKEN
        .try_with(|spoken| spoken.language)
        .unwrap_or_default()
}

/// A sentence in the language of the page.
pub(crate) fn say(pair: Pair) -> &'static str {
    language().say(pair)
}

/// A name of the rule pack in the language of the page.
pub(super) fn named(term: &Term) -> &str {
    match language() {
        Language::Vietnamese => &term.vi,
        Language::English => &term.en,
    }
}

/// Where the page is in the other language.
pub(super) fn in_the_other() -> Option<String> {
    SPOKEN
        .try_with(|spoken| spoken.other.clone())
        .ok()
        .flatten()
}

/// Has everything behind it speak as the browser asks, and remember what was asked for.
pub(crate) async fn speak(request: Request, next: Next) -> Response {
    let asked = Query::<BTreeMap<String, String>>::try_from_uri(request.uri());
    let asked = asked.map(|Query(asked)| asked).unwrap_or_default();
    let chosen = asked.get("lang").and_then(|code| Language::named(code));
    let language = chosen.or_else(|| remembered(request.headers()));
    let language = language.unwrap_or_default();
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    let spoken = Spoken {
        language,
        other: is_read.then(|| address(asked, language.other())),
    };
    let mut response = SPOKEN.scope(spoken, next.run(request)).await;
    if let Some(chosen) = chosen {
        let code = chosen.code();
        let cookie = format!("lang={code}; Path=/office; Max-Age={REMEMBERED}; SameSite=Lax");
        if let Ok(cookie) = HeaderValue::try_from(cookie) {
            response.headers_mut().append(header::SET_COOKIE, cookie);
        }
    }
    response
}

fn remembered(headers: &HeaderMap) -> Option<Language> {
    let cookies = headers.get_all(header::COOKIE).iter();
    let mut cookies = cookies
        .filter_map(|cookies| cookies.to_str().ok())
        .flat_map(|cookies| cookies.split(';'));
    cookies.find_map(|cookie| Language::named(cookie.trim().strip_prefix("lang=")?))
}

/// The same page, with what it was asked, in a language.
fn address(mut asked: BTreeMap<String, String>, language: Language) -> String {
    asked.remove("lang");
    let mut address = url::form_urlencoded::Serializer::for_suffix("?".to_owned(), 1);
    address.extend_pairs(asked);
    address.append_pair("lang", language.code());
    address.finish()
}
