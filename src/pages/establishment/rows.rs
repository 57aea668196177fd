//! One row of the register: who it is, where, and what was last found there.

use inspection::{LastInspection, LastResult, RegisterRow};

use super::Search;
use super::choosing::choose;
use crate::components::{Element, bare_button, el};
use crate::pages::naming::{kind_name, without};
use crate::wording::{Language, day, fill};

/// A row that is chosen by pressing it.
pub(super) fn row(search: Search, row: &RegisterRow, metres: Option<u64>) -> Element {
    let words = search.language.register();
    let mut detail = row.address.clone();
    let ward = row.ward.iter().map(|ward| ward.name.as_str());
    for part in ward.chain([kind_name(search.language, &row.kind)]) {
        detail.push_str(" · ");
        detail.push_str(part);
    }
    if let Some(metres) = metres {
        let metres = search.language.number(&metres.to_string());
        detail.push_str(" · ");
        detail.push_str(&fill(words.metres_away, &metres));
    }
    let last = row.last.as_ref();
    let said = last.map_or_else(
        || words.never_inspected.to_owned(),
        |last| last_words(search.language, last),
    );
    let chosen = row.clone();
    let button = bare_button("choose-establishment")
        .class("pick")
        .attr("data-value", &row.id)
        .child(el("span").class("row-title").text(&row.name))
        .child(el("span").class("row-detail").text(&detail))
        .child(
            el("span")
                .class("row-detail")
                .attr("data-mark", "last")
                .attr("data-state", last.map_or("", |last| last.result.code()))
                .text(&said),
        )
        .on_click(move || choose(search, &chosen));
    el("li").class("row").child(button)
}

/// The last inspection in a line.
pub(crate) fn last_words(language: Language, last: &LastInspection) -> String {
    let words = language.register();
    let mut said = fill(words.last_on, &day(last.on));
    said = fill(&said, result(language, last.result));
    if last.findings > 0 {
        said.push_str(", ");
        said.push_str(&fill(words.findings_count, &last.findings.to_string()));
    }
    if let Some(deadline) = last.deadline {
        said.push_str(", ");
        said.push_str(&fill(words.remedy_by, &day(deadline)));
    }
    said
}

fn result(language: Language, result: LastResult) -> &'static str {
    let words = language.words();
    match result {
        LastResult::Conforming => words.verdict_conforming,
        LastResult::NonConforming => words.verdict_non_conforming,
        LastResult::Inconclusive => words.verdict_inconclusive,
        LastResult::NotCovered => words.verdict_not_covered,
        LastResult::Without(reason) => without(language, reason),
    }
}
