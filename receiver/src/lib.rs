//! The office: receives what tablets send, keeps it, judges it again and shows
//! it. All routes are on this screen; handlers stand beside what they serve.
//! The rules and the documents are the `inspection` crate's.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::any;
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

mod api;
pub mod assess;
pub mod backup;
pub mod config;
pub mod conformance;
pub mod demo;
mod enrol;
mod first;
pub mod folder;
pub mod import;
mod intake;
pub mod letting_in;
pub mod list_file;
pub mod names;
mod office;
pub mod openapi;
mod origin;
mod pages;
pub mod people;
pub mod planning;
mod problem;
mod pull;
pub mod report;
pub mod report_file;
pub mod restore;
pub mod routes;
mod rules;
pub mod seed;
pub mod serve;
pub mod sheet;
pub mod store;
mod tablet;
mod tls;
mod trust;
pub mod ward_list;
pub mod wording;

pub use first::FirstError;
pub use intake::LARGEST_BODY;
pub use office::Office;
pub use origin::{NotAnOrigin, Origin};
pub use problem::Problem;
pub use store::Store;

/// Every address of the office, as the table of `routes.rs` has them.
pub fn router(office: Office) -> Router {
    let tablets = routes::under(&office, "/api/v1", "")
        .method_not_allowed_fallback(api::method_not_allowed)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(api::panicked));
    let tablets = match origin::cross_origin(&office.accept_origins) {
        Some(permission) => tablets.layer(permission),
        None => tablets,
    };
    let api = routes::under(&office, "/api", "/api/v1")
        .nest("/v1", tablets)
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::method_not_allowed)
        .layer(CatchPanicLayer::custom(api::panicked));
    let pages = routes::under(&office, "/office", "")
        .fallback(pages::not_found)
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(CatchPanicLayer::custom(pages::panicked))
        .layer(from_fn(pages::speak))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::CONTENT_SECURITY_POLICY,
            HeaderValue::from_static(pages::POLICY),
        ))
        // With `no-referrer`, browsers send the office's own forms without origin.
        .layer(always(
            header::REFERRER_POLICY,
            HeaderValue::from_static("same-origin"),
        ));
    let tablet = tablet::router(office.tablet.as_deref(), &office.upload_origins);
    let headers = ServiceBuilder::new()
        .layer(always(
            header::X_CONTENT_TYPE_OPTIONS,
            HeaderValue::from_static("nosniff"),
        ))
        .layer(SetResponseHeaderLayer::if_not_present(
            header::REFERRER_POLICY,
            HeaderValue::from_static("no-referrer"),
        ));
    let known = from_fn_with_state(office.names.clone(), names::only_known);
    Router::new()
        .nest("/api", api)
        .nest("/office", pages)
        // A nest answers for everything below its name but the bare slash.
        .route("/api/", any(api::not_found))
        .route("/office/", any(pages::home))
        .with_state(office)
        .fallback_service(tablet)
        .layer(known)
        .layer(headers)
        .layer(TraceLayer::new_for_http().make_span_with(span))
}

/// What the log says of a request: never its query, nor what follows the first two
/// parts of its path, where ids, names and links stand.
fn span<B>(request: &axum::http::Request<B>) -> tracing::Span {
    let path = request.uri().path();
    let end = path
        .match_indices('/')
        .nth(2)
        .map_or(path.len(), |(at, _)| at);
    let place = path.get(..end).unwrap_or_default();
    // Pages of the tablet may have anything in their path.
    let ours = ["/api", "/office"]
        .iter()
        .any(|name| path.starts_with(name));
    let place = if ours { place } else { "/" };
    tracing::debug_span!("request", method = %request.method(), place)
}

/// A header on every answer.
fn always(name: HeaderName, value: HeaderValue) -> SetResponseHeaderLayer<HeaderValue> {
    SetResponseHeaderLayer::overriding(name, value)
}

#[cfg(test)]
mod tests {
    use axum::body::{Body, to_bytes};
    use axum::http::{Request, StatusCode};
    use tower::ServiceExt;

    use super::*;

    async fn mistaken() {
        panic!("a mistake")
    }

    async fn asked(routes: Router) -> (StatusCode, String) {
        let request = Request::get("/").body(Body::empty()).unwrap();
        let answer = routes.oneshot(request).await.unwrap();
        let status = answer.status();
        let body = to_bytes(answer.into_body(), usize::MAX).await.unwrap();
        (status, String::from_utf8(body.to_vec()).unwrap())
    }

    #[tokio::test]
    async fn a_handler_that_panics_is_answered_as_unavailable() {
        let mistaken = || Router::new().route("/", axum::routing::get(mistaken));
        let (status, text) = asked(mistaken().layer(CatchPanicLayer::custom(api::panicked))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(text.contains("/problems/unavailable"), "{text}");
        let (status, text) =
            asked(mistaken().layer(CatchPanicLayer::custom(pages::panicked))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(text.contains("Hãy thử lại"), "{text}");
    }
}
