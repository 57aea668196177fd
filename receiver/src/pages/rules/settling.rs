//! Settling on one of the limits that could apply: by which document, from
//! which day.

use axum::Form;
use axum::extract::{Query, State};
use inspection::RulePack;
use maud::{Markup, html};
use serde_json::json;

use super::{Fields, HERE, keep, today};
use crate::office::Office;
use crate::pages::field::{Field, NO_HINT};
use crate::pages::form::Filled;
use crate::pages::spoken::{named, say};
use crate::pages::{Failure, Shown, show};
use crate::store::WordKind;
use crate::wording::{self, rules as words};

/// `GET /office/rules/settle?of=…`: of the limits that stand beside this one.
pub(crate) async fn settling(State(office): State<Office>, Query(asked): Query<Fields>) -> Shown {
    let limits = limits_of(&asked).ok_or_else(|| Failure::NotFound(office.clone()))?;
    let of = asked.get("of").map_or("", String::as_str);
    let today = wording::day(today());
    let form = Filled::with(&[("of", of), ("from", &today)]);
    Ok(show(
        &office,
        say(words::SETTLE_TITLE),
        &draw(&limits, &form),
    ))
}

/// `POST /office/rules/settle`.
pub(crate) async fn settle(State(office): State<Office>, Form(fields): Form<Fields>) -> Shown {
    let limits = limits_of(&fields).ok_or_else(|| Failure::NotFound(office.clone()))?;
    let mut form = Filled::of(fields);
    let code = form.required("code");
    if !limits.iter().any(|(known, _)| *known == code) {
        form.wrong("code", say(words::NO_SUCH_ROW));
    }
    let (document, by) = (form.required("document"), form.required("by"));
    let from = form.required_day("from");
    if !form.is_sound() {
        return Ok(show(
            &office,
            say(words::SETTLE_TITLE),
            &draw(&limits, &form),
        ));
    }
    let on = today().to_string();
    let said = json!({
        "code": code, "by": by, "on": on, "document": document, "valid_from": from.to_string(),
    });
    keep(&office, WordKind::Settlement, said).await
}

/// The limits that stand beside the one that is named, by code and name.
fn limits_of(asked: &Fields) -> Option<Vec<(String, String)>> {
    let of = asked.get("of").map_or("", String::as_str);
    let pack = RulePack::current();
    let known = |code: &str| Some((code.to_owned(), named(pack.limit_name(code)?).to_owned()));
    let limits: Vec<_> = pack.rivals(of).into_iter().filter_map(known).collect();
    (!limits.is_empty()).then_some(limits)
}

fn draw(limits: &[(String, String)], form: &Filled) -> Markup {
    html! {
        h1 { (say(words::SETTLE_TITLE)) }
        p { (say(words::DISPUTED_EXPLAINED)) }
        form method="post" action={ (HERE) "/settle" } {
            (form.hidden("of"))
            (form.choice(Field::text("code", words::LIMIT, NO_HINT), limits))
            (form.line(Field::text("document", words::SETTLED_BY, words::SETTLED_BY_HINT)))
            (form.line(Field::text("from", words::FROM, NO_HINT)))
            (form.line(Field::text("by", words::BY, NO_HINT)))
            button.primary type="submit" { (say(words::SETTLE_CONFIRM)) }
        }
        p { a href=(HERE) { (say(words::BACK)) } }
    }
}
