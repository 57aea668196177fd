//! Two rows of the register that are one establishment: shown side by side, then
//! merged.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use maud::html;

use super::super::Shown;
use super::super::desk::{Desk, OwnForm, go};
use super::super::field::{Fault, Field};
use super::super::frame;
use super::editing::row;
use super::one::facts;
use crate::store::{Edited, Registered, completed};
use crate::wording::establishments as words;

/// `GET /office/establishments/{id}/merge?into=`: both, and what will be.
pub(crate) async fn ask(desk: Desk, id: Result<Path<String>, PathRejection>) -> Shown {
    let gone = row(&desk, id).await?;
    let into = desk.asked.get("into").to_owned();
    let title = desk.say(words::MERGE);
    let kept = desk.row(&into).await?;
    let Some(kept) = kept.filter(|kept| kept.id != gone.id) else {
        let fault = Fault::at("into", desk.say(words::NO_OTHER));
        let label = desk.say(words::MERGE_INTO);
        let body = html! {
            h1 { (title) }
            form method="get" {
                (Field { name: "into", label, value: &into, ..Field::TEXT }.draw(Some(&fault)))
                button type="submit" { (desk.say(words::MERGE_SHOW)) }
            }
        };
        return Ok(desk.refuse(title, &body));
    };
    Ok(desk.show(StatusCode::OK, title, &draw(&desk, &gone, &kept)))
}

/// `POST /office/establishments/{id}/merge`.
pub(crate) async fn merge(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let gone = row(&desk, id).await?;
    let edits = |name: &str| typed.get(name).parse().unwrap_or(u64::MAX);
    let kept = desk.row(typed.get("into")).await?;
    let kept = kept.ok_or_else(|| desk.missing())?;
    let known = [
        Registered {
            edits: edits("gone_edits"),
            ..gone.clone()
        },
        Registered {
            edits: edits("kept_edits"),
            ..kept.clone()
        },
    ];
    let merged = desk
        .office
        .store
        .merge_establishments(&known[0], &known[1], &Desk::author())
        .await;
    match merged.map_err(desk.failed())? {
        Edited::Done => Ok(go(&format!("/office/establishments/{}", kept.id))),
        Edited::Gone => Err(desk.missing()),
        Edited::Stale(_) => {
            let body = html! {
                p.alert data-mark="stale" { (desk.say(words::STALE)) }
                (draw(&desk, &gone, &kept))
            };
            Ok(desk.show(StatusCode::CONFLICT, desk.say(words::MERGE), &body))
        }
    }
}

fn draw(desk: &Desk, gone: &Registered, kept: &Registered) -> maud::Markup {
    html! {
        h1 { (desk.say(words::MERGE)) }
        p { (desk.say(words::MERGE_EXPLAINED)) }
        h2 { (desk.say(words::GOES)) }
        (frame::facts(&facts(desk, gone)))
        h2 { (desk.say(words::STAYS)) }
        (frame::facts(&facts(desk, kept)))
        h2 { (desk.say(words::WILL_BE)) }
        (frame::facts(&facts(desk, &completed(kept, gone))))
        form method="post" action={ "/office/establishments/" (gone.id) "/merge" } {
            input type="hidden" name="into" value=(kept.id);
            input type="hidden" name="gone_edits" value=(gone.edits);
            input type="hidden" name="kept_edits" value=(kept.edits);
            div.actions {
                button.danger type="submit" { (desk.say(words::MERGE_CONFIRM)) }
                a.button href={ "/office/establishments/" (gone.id) } { (desk.say(words::BACK)) }
            }
        }
    }
}
