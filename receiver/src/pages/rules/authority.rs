//! Who inspects: what stands at the head of minutes and reports, from a day on.

use axum::Form;
use axum::extract::State;
use maud::{Markup, html};
use serde_json::{Value, json};

use super::{Fields, HERE, Standing, overview, say};
use crate::office::Office;
use crate::pages::field::Field;
use crate::pages::form::Filled;
use crate::pages::{Shown, show};
use crate::store::WordKind;
use crate::wording::{self, rules as words};

/// The fields, by the members of the row.
const FIELDS: [Field<'static>; 6] = [
    field("superior", words::SUPERIOR, words::SUPERIOR_HINT),
    field("name", words::NAME, ""),
    field("place", words::PLACE, ""),
    field("signatory_title", words::SIGNATORY, ""),
    field("report_recipient", words::RECIPIENT, ""),
    field("document", words::DECISION, words::SETTLED_BY_HINT),
];
const FROM: Field<'static> = field("from", words::FROM, "");

const fn field(name: &'static str, label: &'static str, hint: &'static str) -> Field<'static> {
    Field {
        name,
        label,
        hint,
        ..Field::TEXT
    }
}

/// `GET /office/rules/authority`: what stands, to be changed.
pub(crate) async fn authority(State(office): State<Office>) -> Shown {
    let standing = Standing::read(&office).await?;
    let last = overview::authorities(&standing).pop().unwrap_or_default();
    let from = last["valid_from"].as_str().and_then(|day| day.parse().ok());
    let from = from.map_or_else(String::new, wording::day);
    let mut known = vec![("from", from.as_str())];
    for field in FIELDS {
        known.extend(last[field.name].as_str().map(|text| (field.name, text)));
    }
    let body = draw(&Filled::with(&known));
    Ok(show(&office, words::AUTHORITY_TITLE, &body))
}

/// `POST /office/rules/authority`.
pub(crate) async fn name_authority(
    State(office): State<Office>,
    Form(fields): Form<Fields>,
) -> Shown {
    let mut form = Filled::of(fields);
    let from = form.required_day("from");
    if form.text("name").is_empty() && form.text("superior").is_empty() {
        form.wrong("superior", words::NEITHER_NAMED);
    }
    let document = form.required("document");
    if !form.is_sound() {
        return Ok(show(&office, words::AUTHORITY_TITLE, &draw(&form)));
    }
    let mut said = json!({
        "valid_from": from.to_string(), "evidence": "found", "document": document,
    });
    for field in FIELDS {
        let text = form.text(field.name);
        said[field.name] = if text.is_empty() {
            Value::Null
        } else {
            text.into()
        };
    }
    say(&office, WordKind::Authority, said).await
}

fn draw(form: &Filled) -> Markup {
    html! {
        h1 { (words::AUTHORITY_TITLE) }
        p { (words::AUTHORITY_EXPLAINED) }
        form method="post" action={ (HERE) "/authority" } {
            (form.line(FROM))
            @for field in FIELDS { (form.line(field)) }
            button.primary type="submit" { (words::SETTLE_CONFIRM) }
        }
        p { a href=(HERE) { (words::BACK) } }
    }
}
