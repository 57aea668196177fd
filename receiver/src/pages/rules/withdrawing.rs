//! Withdrawing an edition: asks first, and why.

use axum::Form;
use axum::extract::{Query, State};
use inspection::{Digest, PackName};
use maud::{Markup, html};

use super::{Fields, HERE, Standing, act, back};
use crate::office::Office;
use crate::pages::field::{Field, NO_HINT};
use crate::pages::form::Filled;
use crate::pages::spoken::say;
use crate::pages::{Failure, Shown, show, unavailable};
use crate::wording::rules as words;

/// `GET /office/rules/withdraw?edition=…`.
pub(crate) async fn withdrawing(
    State(office): State<Office>,
    Query(asked): Query<Fields>,
) -> Shown {
    let name = edition_of(&office, &asked).await?;
    let form = Filled::with(&[("edition", name.sha256.as_str())]);
    Ok(show(
        &office,
        say(words::WITHDRAW_TITLE),
        &draw(&name, &form),
    ))
}

/// `POST /office/rules/withdraw`.
pub(crate) async fn withdraw(State(office): State<Office>, Form(fields): Form<Fields>) -> Shown {
    let name = edition_of(&office, &fields).await?;
    let mut form = Filled::of(fields);
    let reason = form.required("reason");
    if !form.is_sound() {
        return Ok(show(
            &office,
            say(words::WITHDRAW_TITLE),
            &draw(&name, &form),
        ));
    }
    let by = act(&office);
    let done = office.store.withdraw(&name.sha256, &by, &reason).await;
    done.map_err(unavailable(&office))?;
    tracing::info!(edition = name.id, "rules withdrawn");
    Ok(back())
}

/// The edition that is named, where it stands.
async fn edition_of(office: &Office, asked: &Fields) -> Result<PackName, Failure> {
    let missing = || Failure::NotFound(office.clone());
    let named = asked.get("edition").cloned().unwrap_or_default();
    let named = Digest::try_from(named).map_err(|_| missing())?;
    let standing = Standing::read(office).await?;
    let mut editions = standing.editions.into_iter();
    let edition =
        editions.find(|edition| edition.name.sha256 == named && edition.withdrawn.is_none());
    Ok(edition.ok_or_else(missing)?.name)
}

fn draw(name: &PackName, form: &Filled) -> Markup {
    html! {
        h1 { (say(words::WITHDRAW_TITLE)) }
        p { (name.id) " " code { (name.sha256) } }
        p { (say(words::WITHDRAW_EXPLAINED)) }
        form method="post" action={ (HERE) "/withdraw" } {
            (form.hidden("edition"))
            (form.line(Field::text("reason", words::REASON, NO_HINT)))
            button.danger type="submit" { (say(words::WITHDRAW_CONFIRM)) }
        }
        p { a href=(HERE) { (say(words::BACK)) } }
    }
}
