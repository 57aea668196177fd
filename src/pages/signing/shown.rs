//! What was signed on the screen, as it is shown: the drawing, and the signatures of
//! a record.

use inspection::{Inspection, Side, Signed, Strokes};

use super::super::photos::STYLE;
use super::super::sheet;
use crate::components::{Element, drawn, el};
use crate::wording::{Language, fill, moment, signing as words};

/// The drawing.
pub(in crate::pages) fn ink(language: Language, name: &str, strokes: &Strokes) -> Element {
    drawn("svg")
        .attr("viewBox", Strokes::VIEW_BOX)
        .attr("class", "ink")
        .attr("role", "img")
        .attr("aria-label", &fill(language.words().signature_of, name))
        .child(drawn("path").attr("d", &strokes.path()))
}

/// How it stands with a signature, as tests and styles read it.
pub(super) fn state_of(signed: Option<&Signed>, holds: bool) -> &'static str {
    match (signed, holds) {
        (None, _) => "unsigned",
        (Some(_), true) => "signed",
        (Some(_), false) => "void",
    }
}

/// The signatures of a record, where it has any.
pub(in crate::pages) fn given(language: Language, inspection: &Inspection) -> Option<Element> {
    let words = words(language);
    let signatures = inspection.signatures();
    let line = |(one, holds): &(Signed, bool)| {
        let at = moment(one.at, inspection.opened.offset_minutes);
        let said = if *holds { words.holds } else { words.differs };
        let side = match one.side {
            Side::Team => words.sides[0],
            Side::Establishment => words.sides[1],
            Side::Witness => words.sides[2],
        };
        el("li")
            .attr("data-signer", one.side.code())
            .attr("data-state", state_of(Some(one), *holds))
            .child(
                el("p")
                    .text(side)
                    .text(": ")
                    .child(el("strong").text(&one.name)),
            )
            .child(ink(language, &one.name, &one.strokes))
            .child(el("p").text(&fill(words.signed, &at)))
            .child(
                el("p")
                    .class(if *holds { "quiet" } else { "message" })
                    .text(said),
            )
    };
    let lines = el("ul")
        .class("signers")
        .children(signatures.iter().map(line));
    let section = || {
        sheet(words.title)
            .attr("data-section", "signatures")
            .child(el("link").attr("rel", "stylesheet").attr("href", STYLE))
            .child(lines)
    };
    (!signatures.is_empty()).then(section)
}
