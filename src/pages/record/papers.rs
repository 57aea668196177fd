//! The papers of a record: the sheet that was signed, each page with its own way
//! to the office; and the fields that take up another.

use std::sync::Arc;

use inspection::InspectionId;

use super::super::records::{delivery_word, outcome};
use super::super::sheet;
use crate::acts::{Entry, NoPaper};
use crate::components::{Element, Takes, el, file_button, live};
use crate::outbox::Delivery;
use crate::signal::{Derived, Source};
use crate::state::State;
use crate::wording::{Language, fill, moment, printing};

/// The field that opens the camera.
const PHOTOGRAPH: &str = "[data-action=\"photograph-paper\"]";
/// The field for a file.
const FILE: &str = "[data-action=\"choose-paper\"]";

/// What there is, and how to add to it.
pub(super) fn papers(
    state: State,
    language: Language,
    id: InspectionId,
    entry: Derived<Option<Arc<Entry>>>,
) -> Element {
    let words = printing(language);
    let said = Source::new("");
    let known = live(move || {
        let papers = entry.with(|entry| {
            let papers = entry.as_ref().map(|entry| entry.papers.clone());
            papers.unwrap_or_default()
        });
        if papers.is_empty() {
            let missing = el("p").class("message").attr("data-mark", "no-paper");
            return missing.text(words.papers_missing);
        }
        let lines = (1_usize..).zip(&papers);
        let line = |(number, delivery)| line(state, language, number, delivery);
        el("ul").class("rows").children(lines.map(line))
    });
    let status = el("p").attr("role", "status").class("reason");
    sheet(words.papers_title)
        .attr("data-section", "papers")
        .child(known)
        .child(el("p").class("quiet").text(words.papers_hint))
        .child(choice(
            state,
            id,
            PHOTOGRAPH,
            words.paper_photograph,
            said,
            language,
        ))
        .child(choice(state, id, FILE, words.paper_file, said, language))
        .child(status.text_of(move || said.get()))
}

fn line(state: State, language: Language, number: usize, delivery: &Delivery) -> Element {
    let code = outcome(delivery);
    let mut text = delivery_word(language.words(), code).to_owned();
    if let Delivery::Received { receipt } = delivery {
        let received = moment(receipt.received_at, state.offset());
        text = fill(language.words().state_received_at, &received);
    }
    let name = fill(printing(language).paper, &number.to_string());
    el("li")
        .class("row row-state")
        .attr("data-paper", &number.to_string())
        .attr("data-state", code)
        .child(el("span").class("row-title").text(&name))
        .child(el("span").class("row-detail").text(&text))
}

/// A field for a file; with the camera where that is what it is for.
fn choice(
    state: State,
    id: InspectionId,
    selector: &'static str,
    label: &str,
    said: Source<&'static str>,
    language: Language,
) -> Element {
    let words = printing(language);
    let attach = move |_| {
        state.attach(id, selector, move |kept| {
            // The page may be gone by now.
            said.try_set(match kept {
                Ok(()) => words.paper_kept,
                Err(NoPaper::None) => "",
                Err(NoPaper::Unreadable) => words.paper_unreadable,
                Err(NoPaper::TooLarge) => words.paper_too_large,
                Err(NoPaper::NotKept) => words.paper_not_kept,
            });
        });
    };
    let camera = selector == PHOTOGRAPH;
    let takes = Takes {
        types: if camera {
            "image/*"
        } else {
            "image/*,application/pdf"
        },
        camera,
        several: false,
    };
    let name = if camera {
        "photograph-paper"
    } else {
        "choose-paper"
    };
    el("p").child(file_button((name, name), label, takes, attach))
}
