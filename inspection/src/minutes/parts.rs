//! The parts of a form in its order, each filled by what it is called in the
//! annex. A part that this program does not know is a line to write on.

use chrono::{Duration, Timelike};

use super::signatures::signatures;
use super::source::{DOTS, Source, dotted};
use super::{
    Block, Of, Part, checks, findings, goods, measured, measures, people, samples, standards,
    wording,
};
use crate::rules::MinutesPart;

/// All parts. One that is not required and has nothing to say is left out.
pub(super) fn all(source: &Source<'_>, of: &Of<'_>) -> Vec<Part> {
    let part = |row: &MinutesPart| {
        let blocks = blocks(source, row, of);
        (row.required || !blocks.is_empty()).then(|| Part {
            code: row.name.code.clone(),
            heading: row.heading.clone(),
            required: row.required,
            blocks,
        })
    };
    source.form.parts.iter().filter_map(part).collect()
}

fn blocks(source: &Source<'_>, row: &MinutesPart, of: &Of<'_>) -> Vec<Block> {
    let inspection = source.inspection;
    match row.name.code.as_str() {
        "title_number" => vec![Block::Title(source.form.title.clone())],
        "time_place" => vec![Block::Text(time_and_place(source))],
        "decision" => vec![Block::Text(decision(source))],
        "team" => {
            let team = Block::Persons(people::team(source));
            std::iter::once(team)
                .chain(people::bodies(source))
                .collect()
        }
        "representative" if row.signers.is_empty() => {
            vec![Block::Persons(vec![people::representative(source)])]
        }
        "establishment" => establishment(source),
        "witness" => vec![Block::Persons(vec![people::witness(source)])],
        "content" => content(source),
        "instruments" => measured::instruments(source, row),
        "results" => measured::results(source, row),
        "standards" => standards::standards(source),
        "fuel" => standards::fuel(source, row),
        "goods" => goods::table(source, row),
        "label_check" => goods::labels(source),
        "conformity" => goods::conformity(source),
        "invoices" => goods::invoices(source, row),
        "appearance_sample" => goods::appearance(source, row),
        "samples" => samples::table(source, row),
        "division" => samples::division(source, row),
        "method" => samples::each(source, "sample_method"),
        "storage" => samples::each(source, "sample_storage"),
        "characteristics" => samples::each(source, "sample_tests"),
        "laboratory" => samples::each(source, "laboratory"),
        "findings" => [
            not_checked(source),
            findings::list(source),
            conclusion(source),
        ]
        .concat(),
        "conclusion" => conclusion(source),
        "measures" => measures::taken(source),
        "requirements" => measures::required(source),
        "opinion" => source.paragraphs("opinion"),
        "copies" => vec![Block::Text(people::copies(source))],
        "member" => vec![Block::Text(member(of))],
        "date" => vec![Block::Text(wording::day(inspection.inspected_on))],
        "place" => vec![Block::Text(inspection.establishment.address.clone())],
        "object" => vec![Block::Text(object(source))],
        "result" => findings::verdicts(source),
        "sample" => vec![Block::Text(samples::portion_name(source, of))],
        "minutes_no" => vec![Block::Text(samples::minutes_no(source, of))],
        _ if !row.signers.is_empty() => signatures(source, &row.signers, of),
        _ => vec![Block::Text(DOTS.to_owned())],
    }
}

/// When and where. The hour is that of recording, where it began on the day of
/// the visit; paper that is entered later leaves it open.
fn time_and_place(source: &Source<'_>) -> String {
    let inspection = source.inspection;
    let opened = &inspection.opened;
    let wall = opened
        .at
        .checked_add_signed(Duration::minutes(i64::from(opened.offset_minutes)));
    let wall = wall.filter(|wall| wall.date_naive() == inspection.inspected_on);
    let hour = match wall {
        Some(wall) => wording::hour(wall.hour(), wall.minute()),
        None => wording::NO_HOUR.to_owned(),
    };
    let day = wording::long_day(inspection.inspected_on);
    let place = &inspection.establishment.address;
    wording::time_and_place(&hour, &day, place)
}

fn decision(source: &Source<'_>) -> String {
    let number = source.or_dots("decision_no");
    let day = dotted(source.day("decision_on").map(wording::day));
    let by = source.or_dots("decision_by");
    wording::decision(&number, &day, &by)
}

/// The establishment; with who stands for it, where the form has no part for
/// that.
fn establishment(source: &Source<'_>) -> Vec<Block> {
    let mut blocks = vec![Block::Facts(people::establishment(source))];
    let mut parts = source.form.parts.iter();
    if !parts.any(|part| part.name.code == "representative") {
        blocks.push(Block::Persons(vec![people::representative(source)]));
    }
    blocks
}

fn content(source: &Source<'_>) -> Vec<Block> {
    if let Some(reason) = source.inspection.without_checks {
        return vec![Block::Text(wording::without_checks(reason))];
    }
    let text = |text: &str| Block::Text(text.to_owned());
    let mut blocks = vec![text(wording::LOOKED_AT)];
    blocks.extend(checks::lists(source, &measured::checks(source), &|_| true));
    blocks.push(text(wording::MEASURED));
    blocks
}

/// Why nothing was looked at, where the form has no other part that says it.
fn not_checked(source: &Source<'_>) -> Vec<Block> {
    let mut parts = source.form.parts.iter();
    let said = parts.any(|part| part.name.code == "content");
    let reason = source.inspection.without_checks.filter(|_| !said);
    let text = |reason| Block::Text(wording::without_checks(reason));
    reason.map(text).into_iter().collect()
}

fn conclusion(source: &Source<'_>) -> Vec<Block> {
    super::source::paragraphs(&source.inspection.conclusion)
}

fn member(of: &Of<'_>) -> String {
    match of {
        Of::Member(one) => {
            let mut parts = vec![one.name.clone()];
            parts.extend(one.titles.iter().cloned());
            parts.join(", ")
        }
        _ => DOTS.to_owned(),
    }
}

fn object(source: &Source<'_>) -> String {
    let mut objects: Vec<String> = Vec::new();
    for check in &source.inspection.checks {
        let name = checks::kind_name(source, check);
        if !objects.contains(&name) {
            objects.push(name);
        }
    }
    let name = &source.inspection.establishment.name;
    if objects.is_empty() {
        name.clone()
    } else {
        wording::object(&objects.join(", "), name)
    }
}
