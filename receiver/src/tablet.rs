//! The tablet app's files, as the bundler left them, with the headers that let
//! it run offline and nothing else run in it. Knows no file by name but
//! `index.html`.

use std::path::{Path, PathBuf};

use axum::Router;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderValue, Method, StatusCode, Uri, header};
use axum::response::{Html, IntoResponse, Response};
use axum::routing::any;
use tower::ServiceExt;
use tower_http::services::ServeDir;

use crate::origin::Origin;
use crate::{always, wording};

/// Every file is asked for again and answered by its time of change: the names
/// do not follow the contents.
const CACHE: &str = "no-cache";

/// The files of the folder, or one sentence where there is none.
pub(crate) fn router(dist: Option<&Path>, upload_origins: &[Origin]) -> Router {
    let files = match dist {
        Some(dist) => Router::new().fallback(any(file).with_state(dist.to_owned())),
        None => Router::new().fallback(missing),
    };
    files
        .layer(always(
            header::CONTENT_SECURITY_POLICY,
            policy(upload_origins),
        ))
        .layer(always(
            header::CACHE_CONTROL,
            HeaderValue::from_static(CACHE),
        ))
}

/// What the app may load and reach: itself, and where it may upload.
/// `wasm-unsafe-eval` lets it compile its own WebAssembly.
fn policy(upload_origins: &[Origin]) -> HeaderValue {
    const ITSELF: &str = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; \
        style-src 'self'; img-src 'self' data: blob:; manifest-src 'self'; worker-src 'self'; \
        base-uri 'self'; form-action 'none'; frame-ancestors 'none'; connect-src 'self'";
    let others = upload_origins.iter().map(|origin| format!(" {origin}"));
    let policy: String = std::iter::once(ITSELF.to_owned()).chain(others).collect();
    // An origin is plain ASCII; without its origins the policy is the strictest.
    HeaderValue::from_str(&policy).unwrap_or(HeaderValue::from_static(ITSELF))
}

/// A file; for an address of the app that is none, the app itself.
async fn file(State(dist): State<PathBuf>, request: Request) -> Response {
    let path = request.uri().path();
    let page = is_page(path);
    let retry = again(&request, "/index.html");
    let request = if path == "/" {
        again(&request, "/index.html")
    } else {
        request
    };
    let found = serve(&dist, request).await;
    if found.status() == StatusCode::NOT_FOUND && page {
        return serve(&dist, retry).await;
    }
    found
}

async fn serve(dist: &Path, request: Request) -> Response {
    let files = ServeDir::new(dist)
        .append_index_html_on_directories(false)
        .precompressed_br();
    match files.oneshot(request).await {
        Ok(response) => response.map(Body::new).into_response(),
        Err(never) => match never {},
    }
}

/// The same question about another file.
fn again(request: &Request, path: &'static str) -> Request {
    let mut other = Request::new(Body::empty());
    *other.method_mut() = request.method().clone();
    *other.headers_mut() = request.headers().clone();
    *other.uri_mut() = Uri::from_static(path);
    other
}

/// Whether an address may be one of the app's pages: its last part has no
/// extension. A missing script or wasm must never be answered with HTML.
fn is_page(path: &str) -> bool {
    path.rsplit('/')
        .next()
        .is_none_or(|last| !last.contains('.'))
}

/// Where no tablet app is served.
async fn missing(method: Method, uri: Uri) -> Response {
    let reads = method == Method::GET || method == Method::HEAD;
    if !reads {
        return StatusCode::METHOD_NOT_ALLOWED.into_response();
    }
    let status = if uri.path() == "/" {
        StatusCode::OK
    } else {
        StatusCode::NOT_FOUND
    };
    let mut response = (status, Html(wording::NO_TABLET)).into_response();
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_with_an_extension_is_no_page_of_the_app() {
        for (path, page) in [
            ("/", true),
            ("/records", true),
            ("/drafts/0190-1/checks/2", true),
            ("/v1.2/records", true),
            ("/app.js", false),
            ("/app_bg.wasm", false),
            ("/icons/missing.png", false),
        ] {
            assert_eq!(is_page(path), page, "{path}");
        }
    }
}
