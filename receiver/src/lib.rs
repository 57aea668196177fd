//! The office: receives what tablets send, keeps it, judges it again and shows
//! it. All routes are on this screen; handlers stand beside what they serve.
//! The rules and the documents are the `inspection` crate's.

use axum::Router;
use axum::extract::DefaultBodyLimit;
use axum::http::{HeaderName, HeaderValue, header};
use axum::routing::{any, get, post};
use tower::ServiceBuilder;
use tower_http::catch_panic::CatchPanicLayer;
use tower_http::set_header::SetResponseHeaderLayer;
use tower_http::trace::TraceLayer;

mod api;
pub mod assess;
pub mod config;
pub mod conformance;
pub mod demo;
pub mod folder;
pub mod import;
mod intake;
pub mod list_file;
mod office;
mod origin;
mod pages;
pub mod planning;
mod problem;
mod pull;
mod rules;
pub mod seed;
pub mod serve;
pub mod sheet;
pub mod store;
mod tablet;
pub mod ward_list;
pub mod wording;

pub use intake::LARGEST_BODY;
pub use office::Office;
pub use origin::{NotAnOrigin, Origin};
pub use problem::Problem;
pub use store::Store;

/// Every address of the office.
pub fn router(office: Office) -> Router {
    let tablets = Router::new()
        .route("/v1/office", get(api::office))
        .route("/v1/packs", get(pull::packs))
        .route("/v1/plan", get(pull::plan))
        .route("/v1/register", get(pull::register))
        .route("/v1/uploads", post(intake::upload))
        .method_not_allowed_fallback(api::method_not_allowed)
        .layer(DefaultBodyLimit::max(LARGEST_BODY))
        .layer(CatchPanicLayer::custom(api::panicked));
    let tablets = match origin::cross_origin(&office.accept_origins) {
        Some(permission) => tablets.layer(permission),
        None => tablets,
    };
    let api = Router::new()
        .route("/health", get(api::health))
        .merge(tablets)
        .fallback(api::not_found)
        .method_not_allowed_fallback(api::method_not_allowed)
        .layer(CatchPanicLayer::custom(api::panicked));
    let pages = Router::new()
        .route("/", get(pages::list))
        .route("/office.css", get(pages::style))
        .route("/minutes.css", get(pages::minutes_style))
        .route("/inspections/{id}", get(pages::inspection))
        .route("/inspections/{id}/minutes/{form}", get(pages::minutes))
        .route("/inspections/{id}/conflicts/{sha256}", get(pages::conflict))
        .route("/documents/{id}", get(pages::document))
        .route("/documents/{id}/content", get(pages::content))
        .route(
            "/documents/{id}/conflicts/{sha256}",
            get(pages::conflicting_document),
        )
        .route("/rules", get(pages::rules::rules))
        .route("/rules/publish", post(pages::rules::publish))
        .route("/rules/strike", post(pages::rules::strike))
        .route(
            "/rules/sign",
            get(pages::rules::signing).post(pages::rules::sign),
        )
        .route(
            "/rules/settle",
            get(pages::rules::settling).post(pages::rules::settle),
        )
        .route(
            "/rules/authority",
            get(pages::rules::authority).post(pages::rules::name_authority),
        )
        .route(
            "/rules/withdraw",
            get(pages::rules::withdrawing).post(pages::rules::withdraw),
        )
        .route("/demo/clear", get(pages::confirm).post(pages::clear))
        .merge(register_pages())
        .fallback(pages::not_found)
        .method_not_allowed_fallback(pages::method_not_allowed)
        .layer(CatchPanicLayer::custom(pages::panicked))
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
    Router::new()
        .nest("/api", api)
        .nest("/office", pages)
        // A nest answers for everything below its name but the bare slash.
        .route("/api/", any(api::not_found))
        .route("/office/", any(pages::home))
        .with_state(office)
        .fallback_service(tablet)
        .layer(headers)
        .layer(TraceLayer::new_for_http())
}

/// The pages of register and plan.
fn register_pages() -> Router<Office> {
    use pages::{establishments, imports, planning};
    let upload = post(imports::upload).layer(DefaultBodyLimit::max(imports::LARGEST_UPLOAD));
    Router::new()
        .route("/establishments", get(establishments::list))
        .route("/establishments.csv", get(establishments::as_csv))
        .route("/establishments.xlsx", get(establishments::as_xlsx))
        .route(
            "/establishments/new",
            get(establishments::editing::blank).post(establishments::editing::add),
        )
        .route("/establishments/{id}", get(establishments::one::page))
        .route(
            "/establishments/{id}/edit",
            get(establishments::editing::edit_form).post(establishments::editing::edit),
        )
        .route(
            "/establishments/{id}/close",
            post(establishments::closing::close),
        )
        .route(
            "/establishments/{id}/reopen",
            post(establishments::closing::reopen),
        )
        .route(
            "/establishments/{id}/merge",
            get(establishments::merging::ask).post(establishments::merging::merge),
        )
        .route("/imports", get(imports::list).merge(upload))
        .route("/imports/{id}", get(imports::preview::page))
        .route("/imports/{id}/matches", post(imports::deciding::matches))
        .route(
            "/imports/{id}/decisions",
            post(imports::deciding::decisions),
        )
        .route("/imports/{id}/commit", post(imports::deciding::commit))
        .route("/imports/{id}/discard", post(imports::deciding::discard))
        .route("/plan", get(planning::page))
        .route("/plan.csv", get(planning::as_csv))
        .route("/plan.xlsx", get(planning::as_xlsx))
        .route(
            "/plan/new",
            get(planning::visits::blank).post(planning::visits::add),
        )
        .route(
            "/plan/many",
            get(planning::many::ask).post(planning::many::plan),
        )
        .route("/plan/visits/{id}", get(planning::visits::page))
        .route("/plan/visits/{id}/move", post(planning::visits::move_to))
        .route("/plan/visits/{id}/strike", post(planning::visits::strike))
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
        let mistaken = || Router::new().route("/", get(mistaken));
        let (status, text) = asked(mistaken().layer(CatchPanicLayer::custom(api::panicked))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(text.contains("/problems/unavailable"), "{text}");
        let (status, text) =
            asked(mistaken().layer(CatchPanicLayer::custom(pages::panicked))).await;
        assert_eq!(status, StatusCode::SERVICE_UNAVAILABLE);
        assert!(text.contains("Hãy thử lại"), "{text}");
    }
}
