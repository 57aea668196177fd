//! How the tablets are drawn: the list, one of them, and a link as a QR code.

use axum::http::HeaderMap;
use axum::response::Response;
use inspection::Code;
use maud::{Markup, html};

use super::super::authorities::authorities;
use super::super::field::{Fault, Field, select};
use super::super::frame::{fact, facts, headings};
use super::super::spoken::say;
use super::super::{Failure, Shown, show, tablets, unavailable};
use super::{Typed, TypedBlock, sight};
use crate::office::Office;
use crate::people::{Seat, Token};
use crate::routes::Address;
use crate::store::{Block, Tablet};
use crate::wording::{self, devices as words, people};

pub(super) fn show_link(
    office: &Office,
    headers: &HeaderMap,
    tablet: &Tablet,
    link: &Token,
) -> Response {
    let origin = Address::of(headers).origin();
    let address = format!("{origin}/enrol#{}", link.reveal());
    let body = html! {
        h1 { (say(words::LINK)) ": " (tablet.name) }
        p { (say(words::LINK_EXPLAINED)) }
        @if let Some(Code { view_box, path }) = Code::of(&address) {
            svg.qr viewBox=(view_box) role="img" aria-label=(say(words::QR)) { path d=(path) {} }
        }
        p { code.long data-link="enrol" { (address) } }
        p { a href={ "/office/tablets/" (tablet.id) } { (tablet.name) } }
        p { a href="/office/tablets" { (say(words::TO_DEVICES)) } }
    };
    show(office, say(words::LINK), &body)
}

fn state(tablet: &Tablet) -> &'static str {
    match (tablet.revoked_at, tablet.device) {
        (Some(_), _) => say(words::REVOKED),
        (None, None) => say(words::WAITING),
        (None, Some(_)) => say(words::ENROLLED),
    }
}

fn last_seen(tablet: &Tablet) -> String {
    tablet
        .seen_at
        .map_or(say(words::NEVER).to_owned(), wording::moment)
}

fn fields(name: &str, size: &str, fault: Option<&Fault>) -> Markup {
    let name = Field {
        name: "name",
        label: say(words::NAME),
        value: name,
        ..Field::TEXT
    };
    let size = Field {
        name: "block_size",
        label: say(words::BLOCK_SIZE),
        value: size,
        hint: say(words::BLOCK_HINT),
        ..Field::TEXT
    };
    html! { (name.draw(fault)) (size.draw(fault)) }
}

pub(super) async fn draw(
    office: &Office,
    seat: &Seat,
    typed: &Typed,
    fault: Option<&Fault>,
) -> Shown {
    let tablets = office.store.tablets(&sight(seat)).await;
    let tablets = tablets.map_err(unavailable(office))?;
    let on_screen = office.store.screen_signing().await;
    let on_screen = on_screen.map_err(unavailable(office))?;
    let body = html! {
        h1 { (say(words::DEVICES)) }
        p { (say(words::EXPLAINED)) }
        @if tablets.is_empty() { p { (say(words::NONE)) } } @else {
            div.scroll role="region" tabindex="0" aria-label=(say(words::DEVICES)) {
                table {
                    (headings(&words::HEADINGS.map(say)))
                    tbody { @for tablet in &tablets { (line(tablet)) } }
                }
            }
        }
        section data-section="add" {
            h2 { (say(words::ADD)) }
            form method="post" action="/office/tablets" {
                (fields(&typed.name, &typed.block_size, fault))
                (select(("authority", say(people::AUTHORITY)), &authorities(seat), &typed.authority, fault))
                button type="submit" { (say(words::ADD_BUTTON)) }
            }
        }
        @if seat.is_the_citys() { (switch(on_screen)) }
    };
    Ok(show(office, say(words::DEVICES), &body))
}

/// Whether visits may be signed on the screen, and the button that changes it.
fn switch(on: bool) -> Markup {
    let (said, button) = if on {
        (words::SIGNED_ON_SCREEN, words::SIGN_WITH_INK)
    } else {
        (words::SIGNED_WITH_INK, words::SIGN_ON_SCREEN)
    };
    html! {
        section data-section="screen-signing" data-state=(if on { "on" } else { "off" }) {
            h2 { (say(words::SIGNING)) }
            p { strong { (say(said)) } " " (say(words::SIGNING_EXPLAINED)) }
            form method="post" action="/office/tablets/screen-signing" {
                input type="hidden" name="allowed" value=(if on { "no" } else { "yes" });
                button type="submit" { (say(button)) }
            }
        }
    }
}

fn line(tablet: &Tablet) -> Markup {
    html! {
        tr data-enrolled=(tablet.id) {
            td { a href={ "/office/tablets/" (tablet.id) } { (tablet.name) } }
            td { (tablet.authority.name()) }
            td { (state(tablet)) }
            td { (last_seen(tablet)) }
            td { @if let Some(device) = tablet.device { (tablets::name(&device.to_string())) } }
        }
    }
}

pub(super) async fn draw_one(
    office: &Office,
    seat: &Seat,
    id: &str,
    typed: &TypedBlock,
    fault: Option<&Fault>,
) -> Shown {
    let tablets = office.store.tablets(&sight(seat)).await;
    let tablets = tablets.map_err(unavailable(office))?;
    let mut found = tablets.into_iter().filter(|tablet| tablet.id == id);
    let tablet = found
        .next()
        .ok_or_else(|| Failure::NotFound(office.clone()))?;
    let blocks = office.store.blocks(id).await.map_err(unavailable(office))?;
    let to = |act: &str| format!("/office/tablets/{id}/{act}");
    let body = html! {
        h1 { (tablet.name) }
        (facts(&[
            fact(say(people::AUTHORITY), tablet.authority.name()),
            fact(say(words::HEADINGS[2]), state(&tablet)),
            fact(say(words::HEADINGS[3]), last_seen(&tablet)),
        ]))
        h2 { (say(words::RENAME)) }
        form method="post" action=(to("name")) {
            (fields(&tablet.name, &tablet.block_size.to_string(), fault))
            button type="submit" { (say(words::SAVE)) }
        }
        (draw_numbers(&blocks, &to("numbers"), typed, fault))
        h2 { (say(words::LINK)) }
        p { (say(words::AGAIN_EXPLAINED)) }
        form method="post" action=(to("link")) { button type="submit" { (say(words::AGAIN)) } }
        @if tablet.revoked_at.is_none() {
            p { (say(words::REVOKE_EXPLAINED)) }
            form method="post" action=(to("revoke")) {
                button.danger type="submit" { (say(words::REVOKE)) }
            }
        }
        p { a href={ "/office/audit?subject=" (tablet.id) } { (say(wording::audit::AUDIT)) } }
        p { a href="/office/tablets" { (say(words::TO_DEVICES)) } }
    };
    Ok(show(office, &tablet.name, &body))
}

fn draw_numbers(blocks: &[Block], to: &str, typed: &TypedBlock, fault: Option<&Fault>) -> Markup {
    let field = |name, label, value| Field {
        name,
        label,
        value,
        ..Field::TEXT
    };
    html! {
        section data-section="numbers" {
            h2 { (say(words::NUMBERS)) }
            @if blocks.is_empty() { p { (say(words::NO_NUMBERS)) } } @else {
                table {
                    (headings(&words::NUMBER_HEADINGS.map(say)))
                    tbody {
                        @for block in blocks {
                            tr { td { (block.year) } td { (block.first) } td { (block.last) } }
                        }
                    }
                }
            }
            p { (say(words::GIVE_EXPLAINED)) }
            form method="post" action=(to) {
                (field("year", say(words::YEAR), &typed.year).draw(fault))
                (field("first", say(words::FIRST), &typed.first).draw(fault))
                (field("last", say(words::LAST), &typed.last).draw(fault))
                button type="submit" { (say(words::GIVE)) }
            }
        }
    }
}
