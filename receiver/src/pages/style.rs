//! The style sheets of the pages and of the minutes.

use axum::http::header;
use axum::response::IntoResponse;

use super::minutes;

/// The style sheet of all pages.
pub(super) const STYLE: &str = include_str!("office.css");

/// `GET /office/office.css`.
pub(crate) async fn style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, STYLE)
}

/// `GET /office/minutes.css`.
pub(crate) async fn minutes_style() -> impl IntoResponse {
    let headers = [
        (header::CONTENT_TYPE, "text/css; charset=utf-8"),
        (header::CACHE_CONTROL, "no-cache"),
    ];
    (headers, minutes::STYLE)
}
