//! Forms of one establishment: adding, changing, closing down, opening again. A
//! form that is refused keeps what was typed and says which field is wrong.

use axum::extract::Path;
use axum::extract::rejection::PathRejection;
use axum::http::StatusCode;
use axum::response::Response;
use inspection::RulePack;
use maud::{Markup, html};

use super::super::desk::{Desk, OwnForm, Typed, go};
use super::super::field::{Fault, Field, select};
use super::super::frame;
use super::super::{Failure, Shown};
use super::one::{Found, facts, found};
use crate::store::{Edited, Registered, place_text};
use crate::ward_list::compare::{Candidate, Whom, alike};
use crate::ward_list::{LONGEST_TEXT, phone, place_of_one, tax_code};
use crate::wording::establishments as words;
use crate::wording::language::Pair;

/// `GET /office/establishments/new`.
pub(crate) async fn blank(desk: Desk) -> Shown {
    let body = form(
        &desk,
        "/office/establishments/new",
        words::ADD,
        &Typed::default(),
        &[],
        &html! {},
    );
    Ok(desk.show(StatusCode::OK, desk.say(words::ADD), &body))
}

/// `POST /office/establishments/new`.
pub(crate) async fn add(desk: Desk, OwnForm(typed): OwnForm) -> Shown {
    let action = "/office/establishments/new";
    let again = |faults: &[Fault], more: &Markup| {
        let body = form(&desk, action, words::ADD, &typed, faults, more);
        desk.refuse(desk.say(words::ADD), &body)
    };
    let row = match read(&desk, &typed, &Registered::default()) {
        Ok(row) => row,
        Err(faults) => return Ok(again(&faults, &html! {})),
    };
    let may_be = desk.office.store.may_be(&row).await;
    let mut may_be = may_be.map_err(desk.failed())?;
    may_be.retain(Desk::sees);
    let alike = alike(&row, &may_be);
    if !alike.is_empty() && typed.get("another").is_empty() {
        return Ok(again(&[], &draw_alike(&desk, &alike)));
    }
    let added = desk
        .office
        .store
        .add_establishment(&row, &Desk::author())
        .await;
    let id = added.map_err(desk.failed())?;
    Ok(go(&format!("/office/establishments/{id}")))
}

/// `GET /office/establishments/{id}/edit`.
pub(crate) async fn edit_form(desk: Desk, id: Result<Path<String>, PathRejection>) -> Shown {
    let row = row(&desk, id).await?;
    let action = format!("/office/establishments/{}/edit", row.id);
    let body = form(&desk, &action, words::EDIT, &written(&row), &[], &html! {});
    Ok(desk.show(StatusCode::OK, desk.say(words::EDIT), &body))
}

/// `POST /office/establishments/{id}/edit`.
pub(crate) async fn edit(
    desk: Desk,
    id: Result<Path<String>, PathRejection>,
    OwnForm(typed): OwnForm,
) -> Shown {
    let before = row(&desk, id).await?;
    let action = format!("/office/establishments/{}/edit", before.id);
    match read(&desk, &typed, &before) {
        Ok(row) => {
            let row = Registered {
                edits: edits(&typed),
                ..row
            };
            keep(&desk, &row, &typed).await
        }
        Err(faults) => {
            let body = form(&desk, &action, words::EDIT, &typed, &faults, &html! {});
            Ok(desk.refuse(desk.say(words::EDIT), &body))
        }
    }
}

/// The row itself: a form of one that was merged is of no use.
pub(super) async fn row(
    desk: &Desk,
    id: Result<Path<String>, PathRejection>,
) -> Result<Registered, Failure> {
    match found(desk, id).await? {
        Found::Row(row) => Ok(*row),
        Found::Merged(_) => Err(desk.missing()),
    }
}

pub(super) fn edits(typed: &Typed) -> u64 {
    // No row was changed so often: what cannot be read is stale.
    typed.get("edits").parse().unwrap_or(u64::MAX)
}

/// Keeps a row, or shows what somebody else made of it meanwhile.
pub(super) async fn keep(desk: &Desk, row: &Registered, typed: &Typed) -> Shown {
    let edited = desk
        .office
        .store
        .edit_establishment(row, &Desk::author())
        .await;
    match edited.map_err(desk.failed())? {
        Edited::Done => Ok(go(&format!("/office/establishments/{}", row.id))),
        Edited::Stale(now) if Desk::sees(&now) => Ok(stale(desk, &now, typed, row)),
        Edited::Gone | Edited::Stale(_) => Err(desk.missing()),
    }
}

fn stale(desk: &Desk, now: &Registered, typed: &Typed, yours: &Registered) -> Response {
    let mut typed = typed.clone();
    typed.0.insert("edits".to_owned(), now.edits.to_string());
    let action = format!("/office/establishments/{}/edit", now.id);
    let both = html! {
        p.alert data-mark="stale" { (desk.say(words::STALE)) }
        h2 { (desk.say(words::THEIRS)) }
        (frame::facts(&facts(desk, now)))
        h2 { (desk.say(words::YOURS)) }
        (frame::facts(&facts(desk, yours)))
    };
    let body = form(desk, &action, words::EDIT, &typed, &[], &both);
    desk.show(StatusCode::CONFLICT, desk.say(words::EDIT), &body)
}

fn draw_alike(desk: &Desk, alike: &[Candidate]) -> Markup {
    html! {
        div data-mark="alike" {
            p.alert { (desk.say(words::ALIKE)) }
            ul {
                @for one in alike {
                    @if let Whom::Registered(id) = &one.whom {
                        li { a href={ "/office/establishments/" (id) } { (one.name) ", " (one.address) } }
                    }
                }
            }
            label.tick { input type="checkbox" name="another" value="1"; (desk.say(words::ANOTHER)) }
        }
    }
}

/// A row as a form holds it.
pub(super) fn written(row: &Registered) -> Typed {
    let fields = [
        ("name", row.name.clone()),
        ("address", row.address.clone()),
        ("ward", row.ward_code.clone().unwrap_or_default()),
        ("kind", row.kind.clone()),
        ("tax_code", row.tax_code.clone()),
        ("phone", row.phone.clone()),
        ("place", row.place.map(place_text).unwrap_or_default()),
        ("edits", row.edits.to_string()),
    ];
    Typed(
        fields
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect(),
    )
}

/// The row that a form makes of another.
fn read(desk: &Desk, typed: &Typed, before: &Registered) -> Result<Registered, Vec<Fault>> {
    let mut faults = Vec::new();
    let mut fail = |field: &'static str, pair: Pair| faults.push(Fault::at(field, desk.say(pair)));
    for field in ["name", "address"] {
        if typed.get(field).is_empty() {
            fail(field, words::MISSING);
        }
    }
    for field in ["name", "address", "phone"] {
        if typed.get(field).chars().count() > LONGEST_TEXT {
            fail(field, words::TOO_LONG);
        }
    }
    let pack = RulePack::current();
    let kind = typed.get("kind");
    // A kind that an earlier pack named stays.
    if kind != before.kind
        && pack
            .establishment_kinds
            .iter()
            .all(|known| known.name.code != kind)
        || kind.is_empty()
    {
        fail("kind", words::NO_KIND);
    }
    let ward = pack
        .units
        .iter()
        .find(|unit| unit.code == typed.get("ward"));
    // Who sees a ward alone neither takes rows of others nor gives his own away.
    if !Desk::sight().sees(ward.map(|ward| ward.code.as_str())) {
        fail("ward", words::NOT_YOUR_WARD);
    }
    let optional = |field: &str| Some(typed.get(field)).filter(|text| !text.is_empty());
    // What was there before this program knew better may stay as it is.
    let code = optional("tax_code").filter(|text| *text != before.tax_code);
    let code = code
        .map(tax_code)
        .transpose()
        .map_err(|_| fail("tax_code", words::NO_TAX_CODE));
    let number = optional("phone").filter(|text| *text != before.phone);
    let number = number
        .map(phone)
        .transpose()
        .map_err(|_| fail("phone", words::NO_PHONE));
    let place = optional("place").map(place_of_one).transpose();
    let place = place.map_err(|_| fail("place", words::NO_PLACE));
    if !faults.is_empty() {
        return Err(faults);
    }
    let line = |field: &str| {
        typed
            .get(field)
            .split_whitespace()
            .collect::<Vec<_>>()
            .join(" ")
    };
    Ok(Registered {
        name: line("name"),
        address: line("address"),
        ward: ward.map(|ward| ward.vi.clone()).unwrap_or_default(),
        ward_code: ward.map(|ward| ward.code.clone()),
        kind: kind.to_owned(),
        tax_code: code.ok().flatten().unwrap_or_else(|| line("tax_code")),
        phone: number.ok().flatten().unwrap_or_else(|| line("phone")),
        place: place.ok().flatten(),
        ..before.clone()
    })
}

fn form(
    desk: &Desk,
    action: &str,
    title: Pair,
    typed: &Typed,
    faults: &[Fault],
    more: &Markup,
) -> Markup {
    let fault = |name: &str| faults.iter().find(|fault| fault.field == name);
    let field = |name: &'static str, label: Pair, hint: &str| {
        let (label, value) = (desk.say(label), typed.get(name));
        Field {
            name,
            label,
            value,
            hint,
            ..Field::TEXT
        }
        .draw(fault(name))
    };
    let wards = desk.wards(words::NO_WARD, Some(typed.get("ward")));
    html! {
        h1 { (desk.say(title)) }
        form method="post" action=(action) {
            (more)
            input type="hidden" name="edits" value=(typed.get("edits"));
            (field("name", words::NAME, ""))
            (field("address", words::ADDRESS, ""))
            (select(("ward", desk.say(words::WARD)), &wards, typed.get("ward"), fault("ward")))
            (select(("kind", desk.say(words::KIND)), &desk.kinds(words::NO_WARD), typed.get("kind"), fault("kind")))
            (field("tax_code", words::TAX_CODE, desk.say(words::TAX_CODE_HINT)))
            (field("phone", words::PHONE, ""))
            (field("place", words::PLACE, desk.say(words::PLACE_HINT)))
            div.actions {
                button type="submit" { (desk.say(words::SAVE)) }
                a.button href="/office/establishments" { (desk.say(words::BACK)) }
            }
        }
    }
}
