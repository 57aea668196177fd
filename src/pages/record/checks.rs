//! The checks of a closed inspection: what was entered, what was answered, and
//! what the rules said of each on the day.

use inspection::{
    Check, CheckContent, Content, Field, Finding, Inspection, Item, PackField, Recorded, RulePack,
    Trial, check_sections,
};
use leptos::prelude::*;

use super::facts;
use crate::components::Verdict;
use crate::pages::judgement;
use crate::pages::naming::check_name;
use crate::wording::{Language, day, fill};

/// All checks.
pub(super) fn checks(language: Language, inspection: &Inspection) -> impl IntoView + use<> {
    let shown: Vec<_> = inspection
        .checks
        .iter()
        .map(|check| one(language, inspection, check))
        .collect();
    shown.collect_view()
}

fn one(language: Language, inspection: &Inspection, check: &Check) -> AnyView {
    let content = &check.content;
    let name = check_name(language, content.kind, &content.subject);
    let verdict = check.assessment.verdict;
    let lines = judgement::check_lines(language, &check.assessment);
    let sections = check_sections(RulePack::current(), content.kind, &content.subject);
    let sections: Vec<_> = sections
        .into_iter()
        .map(|section| match section.content {
            Content::Fields(_) => fields(language, content),
            Content::Items { title, items } => {
                let title = language.term(&title).to_owned();
                answers(language, inspection, check, title, items)
            }
            Content::Readings { trial, fields } => readings(language, check, trial, &fields),
        })
        .collect();
    view! {
        <section class="sheet" data-check=check.id.to_string()>
            <h2>{format!("{}. {name}", check.id)}</h2>
            {still("check", verdict, lines, language)}
            {sections}
        </section>
    }
    .into_any()
}

fn fields(language: Language, content: &CheckContent) -> AnyView {
    let sections = check_sections(RulePack::current(), content.kind, &content.subject);
    let known: Vec<_> = sections
        .iter()
        .filter_map(|section| match &section.content {
            Content::Fields(fields) => Some(fields),
            Content::Items { .. } | Content::Readings { .. } => None,
        })
        .flatten()
        .collect();
    let rows = content.fields.0.iter().map(|recorded| {
        let row = known
            .iter()
            .find(|field| field.row.name.code == recorded.code);
        let name = row.map_or(recorded.code.as_str(), |field| {
            language.term(&field.row.name)
        });
        (
            name,
            entered(language, row.map(|field| field.row), recorded),
        )
    });
    facts(rows.collect())
}

/// What was entered into a field of the pack, as people write it.
pub(super) fn entered(
    language: Language,
    field: Option<&PackField>,
    recorded: &Recorded,
) -> String {
    let mut choices = field.into_iter().flat_map(|field| field.choices_on(None));
    let term = choices.find(|term| term.code == recorded.value);
    let date = recorded.value.parse().ok().map(day);
    match (term, &recorded.unit, date) {
        (Some(term), ..) => language.term(term).to_owned(),
        (None, Some(unit), _) => format!("{} {unit}", language.number(&recorded.value)),
        (None, None, Some(date)) => date,
        (None, None, None) => recorded.value.clone(),
    }
}

fn answers(
    language: Language,
    inspection: &Inspection,
    check: &Check,
    title: String,
    items: Vec<&'static Item>,
) -> AnyView {
    let words = language.words();
    let row = |item: &'static Item| {
        let code = item.name.code.as_str();
        let given = check
            .content
            .items
            .iter()
            .find(|answered| answered.code == code);
        let found = check
            .assessment
            .findings
            .iter()
            .find(|finding| finding.subject == code);
        let basis = item
            .basis_on(inspection.inspected_on)
            .unwrap_or(words.basis_unknown);
        let answer = match (given, found) {
            (Some(given), _) => {
                let code = given.answer.code();
                let adverse = found.is_some();
                let word = given
                    .text
                    .as_deref()
                    .unwrap_or(judgement::answer(words, code))
                    .to_owned();
                view! { <span class="given" data-value=code data-adverse=adverse.to_string()>{word}</span> }
                    .into_any()
            }
            (None, Some(found)) => still(code, found.verdict, Vec::new(), language).into_any(),
            (None, None) => words.not_given.into_any(),
        };
        view! {
            <tr>
                <th scope="row">
                    <span class="item-code">{code}</span>
                    {language.term(&item.name)}
                </th>
                <td>{answer}</td>
                <td class="quiet">
                    {basis} " (" {judgement::evidence(words, item.evidence)} ")"
                </td>
            </tr>
        }
    };
    let rows: Vec<_> = items.into_iter().map(row).collect();
    view! {
        <table>
            <caption>{title}</caption>
            <thead>
                <tr>
                    <th scope="col">{words.item}</th>
                    <th scope="col">{words.answer}</th>
                    <th scope="col">{words.basis_title}</th>
                </tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn readings(
    language: Language,
    check: &Check,
    trial: &Trial,
    fields: &[Field<'static>],
) -> AnyView {
    let words = language.words();
    let of_trial = |finding: &&Finding| {
        let (code, _) = finding.subject.split_once('.').unwrap_or_default();
        code == trial.name.code
    };
    let findings = check.assessment.findings.iter();
    let rows: Vec<_> = findings
        .filter(of_trial)
        .map(|finding| reading(language, finding, fields))
        .collect();
    if rows.is_empty() {
        return ().into_any();
    }
    let names = fields.iter().map(|field| {
        let unit = field.row.unit.as_deref().unwrap_or_default();
        view! { <th scope="col">{format!("{}, {unit}", language.term(&field.row.name))}</th> }
    });
    view! {
        <table class="readings-table">
            <caption>{language.term(&trial.name).to_owned()}</caption>
            <thead>
                <tr><th scope="col">{words.reading_number}</th> {names.collect_view()} <th scope="col">{words.result}</th></tr>
            </thead>
            <tbody>{rows}</tbody>
        </table>
    }
    .into_any()
}

fn reading(
    language: Language,
    finding: &Finding,
    fields: &[Field<'static>],
) -> impl IntoView + use<> {
    let words = language.words();
    let entered = finding.figures.as_ref().map(|figures| &figures.measured);
    let cells: Vec<_> = fields
        .iter()
        .map(|field| {
            let value = entered.and_then(|entered| entered.value(&field.row.name.code));
            let value = value.map_or(words.not_given.to_owned(), |value| language.number(value));
            view! { <td class="number">{value}</td> }
        })
        .collect();
    let (_, row) = finding.subject.split_once('.').unwrap_or_default();
    let lines = judgement::reading_lines(language, finding);
    view! {
        <tr>
            <th scope="row">{fill(words.reading_row, row)}</th>
            {cells}
            <td>{still(&finding.subject, finding.verdict, lines, language)}</td>
        </tr>
    }
}

/// A verdict that does not change any more.
fn still(
    subject: &str,
    verdict: inspection::Verdict,
    lines: Vec<String>,
    language: Language,
) -> impl IntoView + use<> {
    let word = judgement::word(language.words(), Some(verdict));
    view! {
        <Verdict
            subject=subject
            state=Signal::stored(verdict.code())
            word=Signal::stored(word)
            lines=Signal::stored(lines)
        />
    }
}
