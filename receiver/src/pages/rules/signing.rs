//! Signing a row off: the row as it stands, who read what text, and when.

use axum::Form;
use axum::extract::{Query, State};
use inspection::{MarkedRow, RulePack};
use maud::{Markup, html};
use serde_json::json;

use super::{Fields, HERE, Standing, say, today};
use crate::office::Office;
use crate::pages::field::Field;
use crate::pages::form::Filled;
use crate::pages::{Failure, Shown, show};
use crate::store::WordKind;
use crate::wording::{self, evidence, rules as words};

const BY: Field<'static> = Field {
    name: "by",
    label: words::BY,
    hint: "",
    ..Field::TEXT
};
const ON: Field<'static> = Field {
    name: "on",
    label: words::ON,
    hint: "",
    ..Field::TEXT
};
const TEXT: Field<'static> = Field {
    name: "text",
    label: words::TEXT,
    hint: words::TEXT_HINT,
    ..Field::TEXT
};

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
    Ok(show(&office, words::SIGN_TITLE, &body))
}

/// `POST /office/rules/sign`.
pub(crate) async fn sign(State(office): State<Office>, Form(fields): Form<Fields>) -> Shown {
    let row = row_of(&office, &fields).await?;
    let mut form = Filled::of(fields);
    let (by, text) = (form.required("by"), form.required("text"));
    let on = form.required_day("on");
    if on > today() {
        form.wrong("on", words::NOT_YET);
    }
    if !form.is_sound() {
        return Ok(show(&office, words::SIGN_TITLE, &draw(&row, &form)));
    }
    let mut said = json!({
        "table": row.table, "row": row.row, "by": by, "on": on.to_string(), "text": text,
    });
    if let Some(from) = row.valid_from {
        said["valid_from"] = from.to_string().into();
    }
    say(&office, WordKind::SignOff, said).await
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
    let basis = if row.basis.is_empty() {
        words::NO_BASIS
    } else {
        &row.basis
    };
    html! {
        h1 { (words::SIGN_TITLE) }
        p.long { (row.name) }
        p { code { (row.table) " · " (row.row) } }
        p { (basis) " · " (evidence(row.evidence)) }
        form method="post" action={ (HERE) "/sign" } {
            @for name in ["table", "row", "from"] { (form.hidden(name)) }
            (form.line(TEXT))
            (form.line(BY))
            (form.line(ON))
            button.primary type="submit" { (words::SIGN_CONFIRM) }
        }
        p { a href=(HERE) { (words::BACK) } }
    }
}
