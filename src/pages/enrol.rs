//! Belonging to an office: the page that a link leads to, the part of the
//! settings, and the number that a visit gets when it is closed.

use chrono::Datelike;

use super::{heading, localised, sheet};
use crate::components::{
    Element, Entry, Fragment, Message, TextField, all, button, el, live, main_link, nothing,
    text_field,
};
use crate::enrolment::Enrolment;
use crate::signal::{Derived, Source};
use crate::state::{OpenDraft, State};
use crate::sync::NotEnrolled;
use crate::wording::{Language, enrolling, fill};

/// Numbers of which it is said that only so many are left.
const FEW: u64 = 5;

/// How far enrolling has got.
#[derive(Clone)]
enum Step {
    Open,
    UnderWay,
    Done(String),
    Failed(NotEnrolled),
}

/// The page of a link.
pub(crate) fn enrol(state: State) -> Fragment {
    let [host, fragment] = state.screen().take_link();
    let link = secret(&fragment);
    let step = Source::new(Step::Open);
    localised(state, move |language| {
        let words = enrolling(language);
        let asked = match link.clone() {
            None => el("div").child(el("p").text(words.hint)),
            Some(link) => el("div")
                .child(el("p").text(&fill(words.question, &host)))
                .child(ask(state, step, language, move || Some(link.clone()))),
        };
        el("div")
            .class("page")
            .child(heading(state, words.title))
            .child(sheet(words.title).child(asked).child(said(step, language)))
            .child(el("p").child(main_link("/", language.words().go_home)))
    })
}

/// The part of the settings.
pub(crate) fn part(state: State, language: Language) -> Element {
    let words = enrolling(language);
    let stands = Source::new(String::new());
    state.enrolment(move |enrolment| {
        // The page may be gone by now.
        stands.try_set(told(enrolment.as_ref(), state, language));
    });
    let typed = Source::new(String::new());
    let wrong = Source::new(false);
    let step = Source::new(Step::Open);
    let field = TextField {
        code: "enrol_link".to_owned(),
        id: "enrol-link".to_owned(),
        label: words.link.to_owned(),
        note: language.words().optional.to_owned(),
        example: "",
        entry: Entry::Line,
        value: String::new(),
        message: Message(Derived::new(move |_| {
            wrong.get().then(|| words.no_link.to_owned())
        })),
    };
    let on_input = move |text| {
        wrong.set(false);
        typed.set(text);
    };
    let link = move || {
        let link = typed.with_untracked(|typed| secret(typed));
        wrong.set(link.is_none());
        link
    };
    sheet(words.title)
        .child(
            el("p")
                .attr("data-mark", "enrolled")
                .text_of(move || stands.get()),
        )
        .child(el("p").text(words.hint))
        .child(text_field(field, on_input, || ()))
        .child(ask(state, step, language, link))
        .child(said(step, language))
}

/// Which number the visit gets when it is closed. Nothing where somebody wrote one,
/// or the office gives none.
pub(crate) fn number(state: State, draft: OpenDraft, language: Language) -> Fragment {
    let kept = Source::new(None);
    state.enrolment(move |enrolment| {
        // The page may be gone by now.
        kept.try_set(enrolment.filter(|enrolment| !enrolment.numbers.is_empty()));
    });
    live(move || {
        let by_hand = draft.head.with(|head| {
            let typed = head.answers.get("minutes_no");
            head.supersedes.is_some() || typed.is_some_and(|typed| !typed.trim().is_empty())
        });
        let year = i64::from(draft.rules_of.get().year());
        let Some(enrolment) = kept.get().filter(|_| !by_hand) else {
            return nothing();
        };
        let lines = numbers(&enrolment, year, language);
        all(lines
            .into_iter()
            .map(|line| el("p").attr("data-mark", "number").text(&line)))
    })
}

fn numbers(enrolment: &Enrolment, year: i64, language: Language) -> Vec<String> {
    let words = enrolling(language);
    let Some(next) = enrolment.next(year) else {
        return vec![words.none.to_owned()];
    };
    let mut lines = vec![fill(words.next_number, &next.to_string())];
    let left = enrolment.left(year);
    if left <= FEW {
        lines.push(fill(words.few, &left.to_string()));
    }
    lines
}

/// How it stands, in a sentence or two.
fn told(enrolment: Option<&Enrolment>, state: State, language: Language) -> String {
    let words = enrolling(language);
    let Some(enrolment) = enrolment else {
        return words.not_enrolled.to_owned();
    };
    let named = fill(words.done, &name(enrolment));
    if enrolment.numbers.is_empty() {
        return named;
    }
    let year = i64::from(state.today.get_untracked().year());
    let left = fill(words.numbers_left, &enrolment.left(year).to_string());
    format!("{named} {left}")
}

fn name(enrolment: &Enrolment) -> String {
    format!("{} · {}", enrolment.name, enrolment.authority)
}

/// The button that enrols by the link, where there is one.
fn ask(
    state: State,
    step: Source<Step>,
    language: Language,
    link: impl Fn() -> Option<String> + 'static,
) -> Element {
    let words = enrolling(language);
    button("enrol", words.enrol).on_click(move || {
        let busy = step.with_untracked(|step| matches!(step, Step::UnderWay));
        let Some(link) = link().filter(|_| !busy) else {
            return;
        };
        step.set(Step::UnderWay);
        state.enrol(link, move |enrolled| {
            // The page may be gone by now.
            step.try_set(match enrolled {
                Ok(enrolment) => Step::Done(name(&enrolment)),
                Err(why) => Step::Failed(why),
            });
        });
    })
}

/// What became of it.
fn said(step: Source<Step>, language: Language) -> Element {
    let words = enrolling(language);
    let sentence = move || match step.get() {
        Step::Open => String::new(),
        Step::UnderWay => words.under_way.to_owned(),
        Step::Done(name) => fill(words.done, &name),
        Step::Failed(why) => match why {
            NotEnrolled::Unreachable => words.unreachable.to_owned(),
            NotEnrolled::LinkNotValid => words.link_not_valid.to_owned(),
            NotEnrolled::OtherDevice => words.other_device.to_owned(),
            NotEnrolled::Refused(detail) => fill(words.refused, &detail),
            NotEnrolled::NotKept => words.not_kept.to_owned(),
        },
    };
    el("p")
        .attr("role", "status")
        .attr("data-mark", "enrolling")
        .class("message")
        .text_of(sentence)
}

/// What follows the # of a link, where that is the secret of one.
fn secret(link: &str) -> Option<String> {
    let (_, secret) = link.trim().rsplit_once('#')?;
    let digits = secret
        .bytes()
        .all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f'));
    (secret.len() == 64 && digits).then(|| secret.to_owned())
}
