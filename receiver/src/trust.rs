//! The page, over plain HTTP, that shows how to trust the office's own authority,
//! and hands out its certificate. Nothing else of the office is here.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::{HeaderName, HeaderValue, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::get;
use maud::{DOCTYPE, Markup, PreEscaped, html};

use crate::always;
use crate::tls::Authority;
use crate::wording::language::Language;
use crate::wording::language::Pair;
use crate::wording::trust as words;

const STYLE: &str = "body{font:1.1rem/1.6 system-ui,sans-serif;max-width:42rem;margin:2rem auto;\
    padding:0 1rem;color:#111;background:#fff}code{overflow-wrap:anywhere;font-size:1rem}\
    a{color:#0b4f9c;display:inline-block;min-height:48px;line-height:48px}";
/// Styles of its own, and nothing else.
const POLICY: &str = "default-src 'none'; style-src 'unsafe-inline'; form-action 'none'; \
    frame-ancestors 'none'; base-uri 'none'";
const CERTIFICATE: &str = "/authority.crt";
const PROFILE: &str = "/can-dung.mobileconfig";

/// What the page tells of.
#[derive(Clone)]
struct Told {
    authority: Arc<Authority>,
    office: String,
}

/// The page of an authority, leading to the office's address.
pub(crate) fn router(authority: Arc<Authority>, office: String) -> Router {
    Router::new()
        .route("/", get(page))
        .route(CERTIFICATE, get(certificate))
        .route(PROFILE, get(profile))
        .with_state(Told { authority, office })
        .layer(always(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(POLICY),
        ))
        .layer(always(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(always(
            header::CACHE_CONTROL,
            HeaderValue::from_static("no-store"),
        ))
}

async fn page(State(told): State<Told>) -> Html<String> {
    let languages = [Language::Vietnamese, Language::English];
    let page = html! {
        (DOCTYPE)
        html lang="vi" {
            head {
                meta charset="utf-8";
                meta name="viewport" content="width=device-width, initial-scale=1";
                title { (words::TITLE[0]) }
                style { (PreEscaped(STYLE)) }
            }
            body {
                @for language in languages { (section(language, &told)) }
            }
        }
    };
    Html(page.into_string())
}

fn section(language: Language, told: &Told) -> Markup {
    let say = |pair: Pair| language.say(pair);
    html! {
        section lang=(language.code()) {
            h1 { (say(words::TITLE)) }
            p { (say(words::WHY)) }
            p { (say(words::COMPARE)) }
            p { code data-fingerprint { (told.authority.fingerprint()) } }
            p { (say(words::NAMED)) " " strong { (told.authority.name()) } }
            (device(language, "Android", CERTIFICATE, words::CERTIFICATE, words::ANDROID))
            (device(language, "iPad", PROFILE, words::PROFILE, words::IPAD))
            p { (say(words::THEN)) " " a href=(told.office) { (told.office) } }
        }
    }
}

fn device(language: Language, name: &str, path: &str, link: Pair, steps: [Pair; 3]) -> Markup {
    html! {
        h2 { (name) }
        p { a href=(path) { (language.say(link)) } }
        ol { @for step in steps { li { (language.say(step)) } } }
    }
}

async fn certificate(State(told): State<Told>) -> Response {
    let bytes = told.authority.der().to_vec();
    let name = "attachment; filename=\"can-dung.crt\"";
    file("application/x-x509-ca-cert", name, bytes)
}

async fn profile(State(told): State<Told>) -> Response {
    let text = told.authority.profile().into_bytes();
    let name = "attachment; filename=\"can-dung.mobileconfig\"";
    file("application/x-apple-aspen-config", name, text)
}

fn file(media_type: &'static str, name: &'static str, bytes: Vec<u8>) -> Response {
    let headers: [(HeaderName, &'static str); 2] = [
        (header::CONTENT_TYPE, media_type),
        (header::CONTENT_DISPOSITION, name),
    ];
    (headers, bytes).into_response()
}
