//! The checks of a closed inspection: what was entered, what was answered, and
//! what the rules said of each on the day.

use inspection::moment::read_day;
use inspection::{
    Check, CheckContent, Content, Field, Input, Inspection, Item, PackField, Reading, Recorded,
    RulePack, Trial, Verdict, check_sections,
};

use super::facts;
use crate::components::{Element, el, still_verdict};
use crate::pages::judgement;
use crate::pages::naming::check_name;
use crate::pages::sheet;
use crate::wording::{Language, day, fill};

/// All checks.
pub(super) fn checks(language: Language, inspection: &Inspection) -> impl Iterator<Item = Element> {
    let checks = inspection.checks.iter();
    checks.map(move |check| one(language, inspection, check))
}

/// The edition that it was judged by; the newest where this program has it not.
pub(super) fn rules_of(inspection: &Inspection) -> &'static RulePack {
    RulePack::named(&inspection.rule_pack).unwrap_or_else(RulePack::current)
}

fn one(language: Language, inspection: &Inspection, check: &Check) -> Element {
    let content = &check.content;
    let pack = rules_of(inspection);
    let name = check_name(language, content.kind, &content.subject);
    let verdict = check.assessment.verdict;
    let lines = judgement::check_lines(language, &check.assessment);
    let sections = check_sections(pack, content.kind, &content.subject);
    let sections = sections
        .into_iter()
        .filter_map(|section| match section.content {
            Content::Fields(_) => {
                (section.code == "identity").then(|| fields(language, pack, content))
            }
            Content::Items { title, items } => {
                let rows = items
                    .into_iter()
                    .map(|item| answer(language, inspection, check, item));
                Some(answers(language, language.term(&title)).child(el("tbody").children(rows)))
            }
            Content::Rows { .. } => None,
            Content::Readings { trial, fields } => readings(language, check, trial, &fields),
        });
    sheet(&format!("{}. {name}", check.id))
        .attr("data-check", &check.id.to_string())
        .child(still("check", verdict, lines, language))
        .children(sections)
        .children(others(language, pack, check))
}

/// What was found of neither an item nor a single reading.
fn others(
    language: Language,
    pack: &'static RulePack,
    check: &Check,
) -> impl Iterator<Item = Element> {
    let items: Vec<_> = pack
        .checklists
        .iter()
        .flat_map(|list| &list.items)
        .map(|item| item.name.code.as_str())
        .collect();
    let is_of_row = |subject: &str| {
        let (_, row) = subject.split_once('.').unwrap_or_default();
        row.parse::<u16>().is_ok()
    };
    check
        .assessment
        .findings
        .iter()
        .filter(move |finding| {
            !items.contains(&finding.subject.as_str()) && !is_of_row(&finding.subject)
        })
        .map(move |finding| judgement::named(language, finding))
}

fn fields(language: Language, pack: &'static RulePack, content: &CheckContent) -> Element {
    let sections = check_sections(pack, content.kind, &content.subject);
    let known: Vec<_> = sections
        .iter()
        .filter_map(|section| match &section.content {
            Content::Fields(fields) => Some(fields),
            Content::Items { .. } | Content::Rows { .. } | Content::Readings { .. } => None,
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
    let date = read_day(&recorded.value).map(day);
    match (term, &recorded.unit, date) {
        (Some(term), ..) => language.term(term).to_owned(),
        (None, Some(unit), _) => format!("{} {unit}", language.number(&recorded.value)),
        (None, None, Some(date)) => date,
        (None, None, None) => recorded.value.clone(),
    }
}

fn answers(language: Language, title: &str) -> Element {
    let words = language.words();
    let names = [words.item, words.answer, words.basis_title].map(column);
    el("table")
        .child(el("caption").text(title))
        .child(el("thead").child(el("tr").children(names)))
}

fn column(name: &str) -> Element {
    el("th").attr("scope", "col").text(name)
}

fn answer(
    language: Language,
    inspection: &Inspection,
    check: &Check,
    item: &'static Item,
) -> Element {
    let words = language.words();
    let code = item.name.code.as_str();
    let mut items = check.content.items.iter();
    let given = items.find(|answered| answered.code == code);
    let mut findings = check.assessment.findings.iter();
    let found = findings.find(|finding| finding.subject == code);
    let answer = el("td");
    let answer = match (given, found) {
        (Some(given), _) => {
            let code = given.answer.code();
            let word = given.text.as_deref();
            let given = el("span")
                .class("given")
                .attr("data-value", code)
                .attr(
                    "data-adverse",
                    if found.is_some() { "true" } else { "false" },
                )
                .text(word.unwrap_or(judgement::answer(words, code)));
            answer.child(given)
        }
        (None, Some(found)) => answer.child(still(code, found.verdict, Vec::new(), language)),
        (None, None) => answer.text(words.not_given),
    };
    let name = el("th")
        .attr("scope", "row")
        .child(el("span").class("item-code").text(code))
        .text(language.term(&item.name));
    let basis = item.basis_on(inspection.inspected_on);
    let basis = basis.unwrap_or(words.basis_unknown);
    let evidence = judgement::evidence(words, item.evidence_on(inspection.inspected_on));
    let basis = el("td")
        .class("quiet")
        .text(&format!("{basis} ({evidence})"));
    el("tr").child(name).child(answer).child(basis)
}

/// The readings of one trial; nothing where it was not done.
fn readings(
    language: Language,
    check: &Check,
    trial: &Trial,
    fields: &[Field<'static>],
) -> Option<Element> {
    let words = language.words();
    let mut all = check.content.series.iter();
    let series = all.find(|series| series.trial == trial.name.code)?;
    let rows = (1_u16..).zip(&series.rows).map(|(number, entered)| {
        let subject = format!("{}.{number}", series.trial);
        let mut findings = check.assessment.findings.iter();
        let finding = findings.find(|finding| finding.subject == subject);
        let result = finding.map(|finding| {
            let lines = judgement::reading_lines(language, finding);
            still(&subject, finding.verdict, lines, language)
        });
        row(language, number, entered, fields).child(el("td").children(result))
    });
    let names = fields.iter().map(|field| {
        let unit = field.row.unit.as_deref();
        let name = language.term(&field.row.name);
        column(&unit.map_or(name.to_owned(), |unit| format!("{name}, {unit}")))
    });
    let names = el("tr")
        .child(column(words.reading_number))
        .children(names)
        .child(column(words.result));
    let table = el("table")
        .class("readings-table")
        .child(el("caption").text(language.term(&trial.name)))
        .child(el("thead").child(names))
        .child(el("tbody").children(rows));
    Some(table)
}

fn row(language: Language, number: u16, reading: &Reading, fields: &[Field<'static>]) -> Element {
    let words = language.words();
    let cells = fields.iter().map(|field| {
        let value = reading.0.recorded(&field.row.name.code);
        let value = value.map_or(words.not_given.to_owned(), |recorded| {
            if field.input == Input::Decimal {
                language.number(&recorded.value)
            } else {
                entered(language, Some(field.row), recorded)
            }
        });
        el("td").class("number").text(&value)
    });
    let title = fill(words.reading_row, &number.to_string());
    el("tr")
        .child(el("th").attr("scope", "row").text(&title))
        .children(cells)
}

/// A verdict that does not change any more.
fn still(subject: &str, verdict: Verdict, lines: Vec<String>, language: Language) -> Element {
    still_verdict(subject, &judgement::ruling(language, verdict, lines))
}
