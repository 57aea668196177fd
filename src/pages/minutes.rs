//! The minutes of a record, to print or to save as a file: the sheets of one
//! form, in Vietnamese whatever the screen's language, and never a form to fill.

mod paper;

use inspection::{
    Annex, InspectionId, MinutesForm, RulePack, SIGNATURES, Thawed, forms_for, minutes as sheets,
};
use leptos::prelude::*;

use super::{heading, localised, nothing_here, sheet};
use crate::components::{Element, Fragment, all, button, el, live, main_link};
use crate::signal::Source;
use crate::state::{OpenDraft, State};
use crate::wording::{Language, fill, printing, signing};

/// Where the style of paper lies in the bundle.
const STYLE: &str = "/later/minutes.css";
/// Copies where nobody said how many: one for each side.
const COPIES: &str = "2";

/// The page of the form that the path names.
pub(super) fn minutes(state: State, id: Option<InspectionId>) -> Fragment {
    localised(state, move |language| {
        let Some(id) = id else {
            return missing(state, language).into();
        };
        let whole = state.record(id);
        live(move || {
            whole.with(|whole| match whole {
                None => el("p")
                    .attr("role", "status")
                    .text(language.words().opening)
                    .into(),
                Some(Ok(whole)) => form(state, language, whole),
                Some(Err(_)) => untrack(|| missing(state, language)).into(),
            })
        })
    })
}

/// Only its line is here, or it never was on this tablet.
fn missing(state: State, language: Language) -> Element {
    let (words, printed) = (language.words(), printing(language));
    let all = main_link("/records", words.all_records);
    nothing_here(state, printed.minutes_title, words.record_missing_text, all)
}

/// The form of the path, with its name.
fn form(state: State, language: Language, whole: &Thawed) -> Fragment {
    // Another form of the same record is another path.
    let path = state.path.get();
    let code = path.rsplit('/').next().unwrap_or_default();
    untrack(|| match Annex::of(&whole.inspection.rule_pack) {
        Ok(annex) => page(state, language, whole, &annex, code).into(),
        Err(_) => missing(state, language).into(),
    })
}

fn page(state: State, language: Language, whole: &Thawed, annex: &Annex, code: &str) -> Element {
    let (words, printed) = (language.words(), printing(language));
    let inspection = &whole.inspection;
    let pack = RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current);
    let drawn = sheets(code, inspection, pack, annex).unwrap_or_default();
    let title = named(annex, code).map_or(printed.minutes_title, |form| language.term(&form.name));
    let record = &format!("/records/{}", inspection.id);
    let name = fill(words.record_title, &inspection.establishment.name);
    let nothing = drawn
        .is_empty()
        .then(|| el("p").text(printed.minutes_nothing));
    let print = (!drawn.is_empty()).then(|| print(state, language));
    let foot = |sheet| paper::draw(sheet, &whole.frozen.sha256);
    el("div")
        .class("papers")
        .attr("data-minutes", code)
        .child(el("link").attr("rel", "stylesheet").attr("href", STYLE))
        .child(
            el("div")
                .class("page")
                .child(heading(state, title))
                .child(el("p").child(el("a").class("link").attr("href", record).text(&name)))
                .children(print)
                .children(nothing),
        )
        .children(drawn.iter().map(foot))
}

/// The button; where there is no printer, what to do instead.
fn print(state: State, language: Language) -> Element {
    let printed = printing(language);
    let failed = Source::new(false);
    let print = move || failed.set(!state.screen().print());
    let said = move || {
        if failed.get() {
            printed.print_failed
        } else {
            ""
        }
    };
    let button = button("print", printed.print)
        .class("button big")
        .attr("data-kind", "primary")
        .on_click(print);
    el("div")
        .child(button)
        .child(el("p").class("quiet").text(printed.print_hint))
        .child(el("p").class("message").attr("role", "alert").text_of(said))
}

fn named<'a>(annex: &'a Annex, code: &str) -> Option<&'a MinutesForm> {
    let mut forms = annex.minutes_forms.iter();
    forms.find(|form| form.name.code == code)
}

/// The minutes of a draft in which nothing is missing, to be read before they are
/// signed; never printed.
pub(super) fn to_read(draft: OpenDraft, language: Language) -> Fragment {
    let pack = draft.pack();
    let held = draft.as_draft();
    let today = held.head.inspected_on();
    let whole = today.and_then(|day| held.whole(pack, day).ok());
    let annex = Annex::of(&held.head.rule_pack).ok();
    let Some((inspection, annex)) = whole.zip(annex) else {
        return el("p")
            .class("message")
            .text(signing(language).not_whole)
            .into();
    };
    let forms = forms_for(&inspection).into_iter();
    let drawn = forms.filter_map(|form| sheets(form, &inspection, pack, &annex));
    let drawn: Vec<_> = drawn.flatten().map(|sheet| paper::body(&sheet)).collect();
    el("div")
        .class("to-read")
        .child(el("link").attr("rel", "stylesheet").attr("href", STYLE))
        .child(el("p").class("message").text(signing(language).to_read))
        .children(drawn)
        .into()
}

/// What comes after closing, in order: print, sign, keep.
pub(super) fn next_steps(language: Language, whole: &Thawed) -> Element {
    let printed = printing(language);
    let inspection = &whole.inspection;
    let copies = inspection.fields.value("copies").unwrap_or(COPIES);
    let refused = inspection.fields.value("refusal_reason").is_some();
    let sign = if refused {
        printed.next_refused
    } else if !inspection.listed(SIGNATURES).is_empty() {
        signing(language).next
    } else {
        printed.next_sign
    };
    let print = el("li")
        .text(&fill(printed.next_print, copies))
        .child(links(language, whole));
    let steps = el("ol")
        .child(print)
        .child(el("li").text(sign))
        .child(el("li").text(printed.next_keep));
    sheet(printed.next_title)
        .attr("data-section", "minutes")
        .child(steps)
}

/// The forms that the inspection asks for.
fn links(language: Language, whole: &Thawed) -> Fragment {
    let Ok(annex) = Annex::of(&whole.inspection.rule_pack) else {
        return all([printing(language).minutes_nothing].map(|said| el("p").text(said)));
    };
    let inspection = &whole.inspection;
    let link = |code: &str| {
        let name = named(&annex, code).map_or(code, |form| language.term(&form.name));
        let href = format!("/records/{}/minutes/{code}", inspection.id);
        let link = el("a")
            .class("link")
            .attr("href", &href)
            .attr("data-action", "open-minutes")
            .attr("data-value", code);
        el("li").child(link.text(name))
    };
    let forms = forms_for(inspection).into_iter().map(link);
    el("ul").children(forms).into()
}
