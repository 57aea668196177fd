//! An establishment closes down, or works again.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use maud::html;

use super::super::Shown;
use super::super::desk::{Desk, OwnForm};
use super::editing::{edits, keep, row, written};
use super::one::close_form;
use crate::store::Registered;
use crate::wording::establishments as words;

/// `POST /office/establishments/{id}/close`.
pub(crate) async fn close(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let row = row(&desk, id).await?;
    let Some(day) = typed.day("closed_on") else {
        let typed = typed.get("closed_on");
        let typed = if typed.is_empty() { " " } else { typed };
        let body = html! { h1 { (row.name) } (close_form(&desk, &row, typed)) };
        return Ok(desk.refuse(desk.say(words::CLOSE), &body));
    };
    let closed = Registered {
        closed_on: Some(day),
        edits: edits(&typed),
        ..row
    };
    keep(&desk, &closed, &written(&closed)).await
}

/// `POST /office/establishments/{id}/reopen`.
pub(crate) async fn reopen(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let row = row(&desk, id).await?;
    let open = Registered {
        closed_on: None,
        edits: edits(&typed),
        ..row
    };
    keep(&desk, &open, &written(&open)).await
}
