//! Who inspects: what stands at the head of minutes and reports, from a day on.

use axum::Form;
use axum::extract::State;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{Fields, HERE, Standing, keep, overview};
use crate::office::Office;
use crate::pages::field::{Field, NO_HINT};
use crate::pages::form::Filled;
use crate::pages::spoken::say;
use crate::pages::{Shown, show};
use crate::store::WordKind;
use crate::wording::{self, rules as words};

/// The fields after the first day, by the members of the row.
fn fields() -> [Field<'static>; 6] {
    [
        Field::text("superior", words::SUPERIOR, words::SUPERIOR_HINT),
        Field::text("name", words::NAME, NO_HINT),
        Field::text("place", words::PLACE, NO_HINT),
        Field::text("signatory_title", words::SIGNATORY, NO_HINT),
        Field::text("report_recipient", words::RECIPIENT, NO_HINT),
        Field::text("document", words::DECISION, words::SETTLED_BY_HINT),
    ]
}

/// `GET /office/rules/authority`: what stands, to be changed.
pub(crate) async fn authority(State(office): State<Office>) -> Shown {
    let standing = Standing::read(&office).await?;
    let last = overview::authorities(&standing).pop().unwrap_or_default();
    let from = last["valid_from"].as_str().and_then(|day| day.parse().ok());
    let from = from.map_or_else(String::new, wording::day);
    let mut known = vec![("from", from.as_str())];
    for field in fields() {
        known.extend(last[field.name].as_str().map(|text| (field.name, text)));
    }
    let body = draw(&Filled::with(&known));
    Ok(show(&office, say(words::AUTHORITY_TITLE), &body))
}

/// `POST /office/rules/authority`.
pub(crate) async fn name_authority(
    State(office): State<Office>,
    Form(sent): Form<Fields>,
) -> Shown {
    let mut form = Filled::of(sent);
    let from = form.required_day("from");
    if form.text("name").is_empty() && form.text("superior").is_empty() {
        form.wrong("superior", say(words::NEITHER_NAMED));
    }
    let document = form.required("document");
    if !form.is_sound() {
        return Ok(show(&office, say(words::AUTHORITY_TITLE), &draw(&form)));
    }
    let mut said = json!({
        "valid_from": from.to_string(), "evidence": "found", "document": document,
    });
    for field in fields() {
        let text = form.text(field.name);
        said[field.name] = if text.is_empty() {
            Value::Null
        } else {
            text.into()
        };
    }
    keep(&office, WordKind::Authority, said).await
}

fn draw(form: &Filled) -> Markup {
    html! {
        h1 { (say(words::AUTHORITY_TITLE)) }
        p { (say(words::AUTHORITY_EXPLAINED)) }
        form method="post" action={ (HERE) "/authority" } {
            (form.line(Field::text("from", words::FROM, NO_HINT)))
            @for field in fields() { (form.line(field)) }
            button.primary type="submit" { (say(words::SETTLE_CONFIRM)) }
        }
        p { a href=(HERE) { (say(words::BACK)) } }
    }
}
