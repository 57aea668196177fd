//! The tablets that send to this office: how far each has come, and what of it
//! is missing.

use maud::{Markup, html};

use super::desk::Desk;
use super::frame::headings;
use crate::store::Chain;
use crate::wording::{self, tablets as words};

/// Draws a line for each tablet; nothing where none has sent.
pub(super) fn draw(desk: &Desk, chains: &[Chain]) -> Markup {
    html! {
        @if !chains.is_empty() {
            section data-section="tablets" {
                h2 { (desk.say(words::TABLETS_TITLE)) }
                p { small { (desk.say(words::TABLETS_EXPLAINED)) } }
                div.scroll role="region" tabindex="0" aria-label=(desk.say(words::TABLETS_TITLE)) {
                    table {
                        (headings(&words::TABLET_HEADINGS.map(|pair| desk.say(pair))))
                        tbody { @for chain in chains { (line(desk, chain)) } }
                    }
                }
            }
        }
    }
}

fn line(desk: &Desk, chain: &Chain) -> Markup {
    html! {
        tr data-tablet=(chain.device) {
            td {
                @if chain.of_the_office { (desk.say(words::OF_THE_OFFICE)) }
                @else if let Some(own) = &chain.name { (own) br; (name(&chain.device.to_string())) }
                @else { (name(&chain.device.to_string())) }
            }
            td.count { (chain.documents) }
            td.count { (chain.last) }
            td { (wording::moment(chain.last_at)) }
            td {
                @if chain.missing.is_empty() {
                    (desk.say(words::NOTHING_MISSING))
                } @else {
                    p.alert { "⚠ " (words::missing(desk.language, &chain.missing)) }
                }
            }
        }
    }
}

/// A tablet by the last part of its id: enough to tell tablets apart in a list.
pub(super) fn name(device: &str) -> Markup {
    html! { code title=(device) { (device.rsplit('-').next().unwrap_or(device)) } }
}
