//! Rows: of one of the visit's lists, or of one trial with the verdict of each
//! as it is typed. An empty row is always ready at the end; rows never disappear
//! while typing.

use inspection::{Field, Judge, MOST_ROWS, Trial};

use super::form::{Sheet, field_at};
use super::judgement;
use super::rest::later;
use crate::components::{self, Element, Ruling, el};
use crate::signal::Derived;
use crate::state::{OpenCheck, Part};
use crate::wording::{Language, fill};

/// The table of a trial's readings, with what to type.
pub(crate) fn readings(
    sheet: Sheet,
    trial: &'static Trial,
    fields: Vec<Field<'static>>,
) -> Vec<Element> {
    let Part::Check(check) = sheet.part else {
        return Vec::new();
    };
    let language = sheet.language;
    let hint = later(sheet.state, move |rest| (rest.how_to_do)(language, trial));
    let legend = sheet.language.words().reading_row;
    let draw = move |row, set: Element| {
        let subject = format!("{}.{row}", trial.name.code);
        let said = verdict(sheet, check, &subject, trial.judge.rules_on_rows());
        // What is judged together stands close together.
        let class = if trial.judge.rules_on_rows() {
            "reading"
        } else {
            "reading plain"
        };
        el("li").class(class).child(set.child(said))
    };
    let list = rows(sheet, legend.to_owned(), fields, Box::new(draw));
    let so_far = (trial.judge == Judge::Packages).then(|| so_far(sheet.language, check));
    let parts = [el("div").class("hint").child(hint), list];
    parts.into_iter().chain(so_far).collect()
}

/// What the packages of a sample amount to so far: how many, their mean and its
/// spread, how many lack more than T and 2T.
fn so_far(language: Language, check: OpenCheck) -> Element {
    let line = Derived::new(move |_| {
        let mut parts = Vec::new();
        let mut add = |name: &str, value: &str, unit: &str| {
            let value = shortened(language, value);
            let part = format!("{name} = {value} {unit}");
            parts.push(part.trim_end().to_owned());
        };
        check.readings.with(|readings| {
            for finding in readings {
                let Some(figures) = &finding.figures else {
                    continue;
                };
                if !matches!(&*finding.subject, "sample.mean" | "sample.short") {
                    continue;
                }
                for seen in &figures.measured.0 {
                    let name = match &*seen.code {
                        "mean" => "x̄",
                        "t" => "T",
                        "t1" => "T1",
                        "t2" => "T2",
                        other => other,
                    };
                    add(name, &seen.value, seen.unit.as_deref().unwrap_or_default());
                }
                for limit in &figures.limits {
                    if limit.code == "mean_margin" {
                        add("k·s", &limit.within.value.to_string(), &limit.within.unit);
                    }
                }
            }
        });
        parts.join(" · ")
    });
    el("p")
        .class("so-far")
        .attr("data-mark", "so-far")
        .attr("aria-live", "polite")
        .text_of(move || line.get())
}

/// A number with no more than three decimals; the dots say that there are more.
fn shortened(language: Language, value: &str) -> String {
    let most = value.find('.').map_or(value.len(), |point| point + 4);
    match value.get(..most) {
        Some(first) if first.len() < value.len() => format!("{}…", language.number(first)),
        _ => language.number(value),
    }
}

/// Rows of these fields, each as `draw` puts the set of its inputs into a line.
/// `legend` names a row by its number.
pub(crate) fn rows(
    sheet: Sheet,
    legend: String,
    fields: Vec<Field<'static>>,
    draw: Box<dyn Fn(u16, Element) -> Element>,
) -> Element {
    let all = fields.clone();
    let rows = Derived::new(move |before: Option<&u16>| {
        let typed = last_row(sheet, &all);
        before.copied().unwrap_or(0).max(typed + 1).min(MOST_ROWS)
    });
    el("ol").class("readings").growing(rows, move |row| {
        let inputs = fields
            .iter()
            .map(|field| field_at(sheet, *field, format!("{}.{row}", field.row.name.code)));
        let set = el("fieldset")
            .child(el("legend").text(&fill(&legend, &row.to_string())))
            .child(el("div").class("reading-inputs").children(inputs));
        draw(row, set)
    })
}

/// The verdict on one row, as it is typed.
fn verdict(sheet: Sheet, check: OpenCheck, subject: &str, rules_on_rows: bool) -> Element {
    let language = sheet.language;
    let words = language.words();
    let named = subject.to_owned();
    let ruling = Derived::new(move |_| {
        check.readings.with(|readings| {
            let found = readings.iter().find(|finding| finding.subject == named);
            let verdict = found.map(|finding| finding.verdict);
            Ruling {
                state: judgement::state(verdict),
                word: judgement::word(words, verdict),
                lines: match found {
                    None => vec![words.reading_waiting.to_owned()],
                    Some(finding) => judgement::reading_lines(language, finding),
                },
            }
        })
    });
    let said = components::verdict(subject, ruling, true);
    if rules_on_rows {
        return said;
    }
    said.attr_of("hidden", move || {
        ruling.with(|ruling| (ruling.state == "pending").then_some(""))
    })
}

/// The last row of these fields in which anything was typed, whatever is read in
/// it; 0 where nothing was.
pub(crate) fn last_row(sheet: Sheet, fields: &[Field<'static>]) -> u16 {
    let row_of = |place: &String| {
        let (code, row) = place.split_once('.')?;
        let ours = fields.iter().any(|field| field.row.name.code == code);
        row.parse().ok().filter(|_| ours)
    };
    let mut last = 0;
    sheet.part.see(sheet.draft, &mut |answers| {
        last = answers.keys().filter_map(row_of).max().unwrap_or(0);
    });
    last
}
