//! The items of a checklist: big buttons for what is answered by hand, a live
//! verdict for what is computed, and how to look, which is loaded later, behind a
//! disclosure.

use inspection::{Answers, Days, Finding, Input, Item, ItemAnswer, Verdict};

use super::form::{Sheet, message, pick, selected, typed};
use super::judgement;
use super::rest::later;
use crate::components::{
    self, Choice, ChoiceGroup, Element, Fragment, Ruling, all, bare_button, choice_group, el,
    nothing,
};
use crate::signal::{Derived, Source};
use crate::state::Part;
use crate::wording::fill;

/// All items of a list.
pub(crate) fn items(sheet: Sheet, list: Vec<&'static Item>) -> Fragment {
    let rest = rest(sheet, list.clone());
    let rows = list.into_iter().map(|item| one(sheet, item));
    let rows = el("ol").class("items").children(rows);
    all([rows.into(), rest])
}

/// The button that answers what is left as conforming, while something is.
fn rest(sheet: Sheet, list: Vec<&'static Item>) -> Fragment {
    let Part::Check(check) = sheet.part else {
        return nothing();
    };
    let items = list.clone();
    let left = Derived::new(move |_| {
        let day = sheet.draft.rules_of.get();
        check
            .draft
            .with(|draft| draft.rest_conform(&list, day).len())
    });
    let word = move || fill(sheet.language.words().rest_conform, &left.get().to_string());
    let button = bare_button("rest-conform")
        .text_of(word)
        .attr_of("hidden", move || (left.get() == 0).then_some(""))
        .on_click(move || sheet.draft.conform(check, &items));
    el("p").class("rest").child(button).into()
}

fn one(sheet: Sheet, item: &'static Item) -> Element {
    let words = sheet.language.words();
    let code = &item.name.code;
    let id = format!("{}-{code}", sheet.part.prefix());
    let name = format!("{id}-name");
    let title = el("p")
        .class("item-name")
        .attr("id", &name)
        .child(el("span").class("item-code").text(code))
        .text(sheet.language.term(&item.name));
    let answer = match item.answer {
        ItemAnswer::Conform | ItemAnswer::Flag => choices(sheet, item, id, name),
        ItemAnswer::Record => {
            let (label, note) = (words.to_record.to_owned(), words.optional.to_owned());
            typed(sheet, code.clone(), Input::Text, label, note, "").into()
        }
        ItemAnswer::Computed { .. } => computed(sheet, item).into(),
    };
    let help = el("details")
        .child(el("summary").text(words.how_to_look))
        .child(later(sheet.state, move |rest| {
            (rest.how_to_look)(sheet, item)
        }));
    let row = el("li").class("item");
    let row = match asked(sheet, item) {
        None => row,
        Some(asked) => row.attr_of("hidden", move || (!asked.get()).then_some("")),
    };
    row.child(title).child(answer).child(help)
}

/// Whether the item is asked on the day, given what was chosen so far; `None`
/// for one that always is.
fn asked(sheet: Sheet, item: &'static Item) -> Option<Derived<bool>> {
    let Part::Check(check) = sheet.part else {
        return None;
    };
    let always = item.when.is_none() && item.days == Days::default();
    (!always).then(|| {
        Derived::new(move |_| {
            let day = sheet.draft.rules_of.get();
            let answer = |answers: &Answers| {
                item.is_asked(day, |field| answers.get(field).map(String::as_str))
            };
            check.draft.with(|draft| answer(&draft.answers))
        })
    })
}

fn choices(sheet: Sheet, item: &'static Item, id: String, labelled_by: String) -> Fragment {
    let words = sheet.language.words();
    let code = item.name.code.clone();
    let options = item.answer.options().into_iter();
    let choices = options.map(|value| Choice {
        value: value.to_owned(),
        label: judgement::answer(words, value).to_owned(),
    });
    choice_group(ChoiceGroup {
        id,
        labelled_by,
        choices: choices.collect(),
        selected: selected(sheet, code.clone()),
        message: message(sheet, code.clone(), "", Source::new(true)),
        on_pick: pick(sheet, code.clone()),
        code,
    })
}

fn computed(sheet: Sheet, item: &'static Item) -> Element {
    let words = sheet.language.words();
    let ruling = Derived::new(move |_| {
        let verdict = verdict(sheet.part, &item.name.code);
        let reason = verdict.and_then(|verdict| judgement::doubt(words, verdict));
        Ruling {
            state: judgement::state(verdict),
            word: judgement::word(words, verdict),
            lines: vec![reason.unwrap_or(words.computed).to_owned()],
        }
    });
    components::verdict(&item.name.code, ruling, false)
}

/// The verdict so far on a computed item: the assessment's once the check is
/// complete, until then what can be worked out.
fn verdict(part: Part, code: &str) -> Option<Verdict> {
    let Part::Check(check) = part else {
        return None;
    };
    let assessed = check.assessment.with(|assessment| {
        let findings = assessment.as_ref().map(|assessment| &assessment.findings);
        let of_item = |findings: &Vec<Finding>| {
            let found = findings.iter().find(|finding| finding.subject == code);
            found.map(|finding| finding.verdict)
        };
        findings.and_then(of_item)
    });
    let live = || {
        check.computed.with(|items| {
            let found = items.iter().find(|(item, _)| *item == code);
            found.and_then(|(_, verdict)| *verdict)
        })
    };
    assessed.or_else(live)
}
