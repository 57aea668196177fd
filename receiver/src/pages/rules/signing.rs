//! Signing a row off: the row as it stands, who read what text, and when.

use axum::Form;
use axum::extract::{Query, State};
use inspection::{MarkedRow, RulePack};
use maud::{Markup, html};
use serde_json::json;

use super::overview::{basis, called};
use super::{Fields, HERE, Standing, keep, today};
use crate::office::Office;
use crate::pages::field::{Field, NO_HINT};
use crate::pages::form::Filled;
use crate::pages::spoken::{language, say};
use crate::pages::{Failure, Shown, show};
use crate::store::WordKind;
use crate::wording::{self, evidence, rules as words};

/// `GET /office/rules/sign?table=…&row=…&from=…`.
pub(crate) async fn signing(State(office): State<Office>, Query(asked): Query<Fields>) -> Shown {
    let row = row_of(&office, &asked).await?;
    let mut known: Vec<(&str, &str)> = Vec::new();
    for name in ["table", "row", "from"] {
        known.extend(asked.get(name).map(|text| (name, text.as_str())));
    }
    let today = wording::day(today());
    known.push(("on", &today));
    let body = draw(&row, &Filled::with(&known));
    Ok(show(&office, say(words::SIGN_TITLE), &body))
}

/// `POST /office/rules/sign`.
pub(crate) async fn sign(State(office): State<Office>, Form(fields): Form<Fields>) -> Shown {
    let row = row_of(&office, &fields).await?;
    let mut form = Filled::of(fields);
    let (by, text) = (form.required("by"), form.required("text"));
    let on = form.required_day("on");
    if on > today() {
        form.wrong("on", say(words::NOT_YET));
    }
    if !form.is_sound() {
        return Ok(show(&office, say(words::SIGN_TITLE), &draw(&row, &form)));
    }
    let mut said = json!({
        "table": row.table, "row": row.row, "by": by, "on": on.to_string(), "text": text,
    });
    if let Some(from) = row.valid_from {
        said["valid_from"] = from.to_string().into();
    }
    keep(&office, WordKind::SignOff, said).await
}

/// The row that is named, of the edition in use.
async fn row_of(office: &Office, asked: &Fields) -> Result<MarkedRow, Failure> {
    let standing = Standing::read(office).await?;
    let rows = RulePack::marked_rows(&standing.in_use().name()).unwrap_or_default();
    let named = |row: &MarkedRow| {
        let text = |name: &str| asked.get(name).map_or("", String::as_str);
        let from = row
            .valid_from
            .map_or_else(String::new, |day| day.to_string());
        text("table") == row.table && text("row") == row.row && text("from") == from
    };
    let row = rows.into_iter().find(named);
    row.ok_or_else(|| Failure::NotFound(office.clone()))
}

fn draw(row: &MarkedRow, form: &Filled) -> Markup {
    html! {
        h1 { (say(words::SIGN_TITLE)) }
        p.long { (called(row)) }
        p { code { (row.table) " · " (row.row) } }
        p { (basis(&row.basis)) " · " (evidence(language(), row.evidence)) }
        form method="post" action={ (HERE) "/sign" } {
            @for name in ["table", "row", "from"] { (form.hidden(name)) }
            (form.line(Field::text("text", words::TEXT, words::TEXT_HINT)))
            (form.line(Field::text("by", words::BY, NO_HINT)))
            (form.line(Field::text("on", words::ON, NO_HINT)))
            button.primary type="submit" { (say(words::SIGN_CONFIRM)) }
        }
        p { a href=(HERE) { (say(words::BACK)) } }
    }
}
