//! Correcting a closed inspection: its answers laid out as a new draft that
//! names what it supersedes. The closed one stays as it is.

use crate::check::{Asked, Check, CheckContent, asked};
use crate::checklist::{Answered, Response};
use crate::draft::{Answers, CheckDraft, Draft, Head, REGISTER_FIELD};
use crate::gap::Place;
use crate::id::{CheckId, InspectionId};
use crate::inspection::Inspection;
use crate::listed::Listed;
use crate::reading::write_date;
use crate::recorded::{Fields, Recorded};
use crate::rules::{FieldType, PackField, RulePack};
use crate::signing::SIGNATURES;
use crate::stamp::Stamp;

/// A correction begun.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Correction {
    /// The answers as they were, to be put right and closed.
    pub draft: Draft,
    /// What the rules at hand no longer ask: it is not in the draft, and the
    /// inspector has to be told.
    pub left_out: Vec<(Place, String)>,
}

impl Correction {
    /// Lays out `inspection` by the fields of `pack`, as a draft of its own.
    #[must_use]
    pub fn of(inspection: &Inspection, id: InspectionId, opened: Stamp, pack: &RulePack) -> Self {
        let mut head = Head::new(id, opened, pack.name());
        head.supersedes = Some(inspection.id);
        head.checks = inspection.checks.iter().map(|check| check.id).collect();
        head.checks_made = head.checks.iter().map(|id| id.0).max().unwrap_or(0);
        let mut left_out = Vec::new();
        head.answers = visit(inspection, pack, &mut left_out);
        let checks = inspection.checks.iter();
        let checks = checks
            .map(|check| reopened(check, pack, &mut left_out))
            .collect();
        let draft = Draft { head, checks };
        Self { draft, left_out }
    }
}

type LeftOut = Vec<(Place, String)>;

fn visit(inspection: &Inspection, pack: &RulePack, left_out: &mut LeftOut) -> Answers {
    let establishment = &inspection.establishment;
    let members = [
        ("establishment_name", establishment.name.clone()),
        ("establishment_address", establishment.address.clone()),
        ("establishment_kind", establishment.kind.clone()),
        ("inspector", inspection.inspector.clone()),
        (
            "inspected_on",
            write_date(&inspection.inspected_on.to_string()),
        ),
        ("conclusion", inspection.conclusion.clone()),
    ];
    let mut answers = Answers::new();
    answers.extend(members.map(|(field, text)| (field.to_owned(), text)));
    if let Some(id) = &establishment.register {
        answers.insert(REGISTER_FIELD.to_owned(), id.clone());
    }
    if let Some(reason) = inspection.without_checks {
        answers.insert("without_checks".to_owned(), reason.code().to_owned());
    }
    let single = pack.fields_of_visit().filter(|row| row.list.is_none());
    let rows: Vec<_> = single.collect();
    let mut laid = Laid {
        check: None,
        answers,
        left_out,
    };
    laid.fields(&inspection.fields, &rows, "");
    // What was signed is not what will be.
    let lists = inspection.lists.iter();
    for Listed { list, rows } in lists.filter(|one| one.list != SIGNATURES) {
        let columns = pack.columns(list);
        for (number, row) in (1_u16..).zip(rows) {
            laid.fields(row, &columns, &format!(".{number}"));
        }
    }
    laid.answers
}

fn reopened(check: &Check, pack: &RulePack, left_out: &mut LeftOut) -> CheckDraft {
    let CheckContent {
        kind,
        subject,
        fields,
        items,
        series,
    } = &check.content;
    let asked = asked(pack, *kind, subject);
    let mut laid = Laid {
        check: Some(check.id),
        answers: Answers::new(),
        left_out,
    };
    let rows = asked.iter().flat_map(|asked| asked.fields);
    let rows: Vec<_> = rows.chain(&pack.check_fields).collect();
    laid.fields(fields, &rows, "");
    for item in items {
        let mut lists = asked.iter().flat_map(|asked| pack.items(asked.lists));
        let known = lists.any(|row| row.name.code == item.code);
        laid.put(&item.code, answer(item), known);
    }
    for series in series {
        let mut trials = asked.iter().flat_map(Asked::trials);
        let trial = trials.find(|trial| trial.name.code == series.trial);
        let rows: Vec<_> = trial.iter().flat_map(|trial| &trial.fields).collect();
        for (number, reading) in series.numbered() {
            laid.fields(&reading.0, &rows, &format!(".{number}"));
        }
    }
    CheckDraft {
        id: check.id,
        kind: *kind,
        subject: subject.clone(),
        answers: laid.answers,
    }
}

/// Answers being laid out again.
struct Laid<'a> {
    check: Option<CheckId>,
    answers: Answers,
    left_out: &'a mut LeftOut,
}

impl Laid<'_> {
    /// Puts what was recorded under its field's code and `suffix`.
    fn fields(&mut self, fields: &Fields, rows: &[&PackField], suffix: &str) {
        for recorded in &fields.0 {
            let row = rows.iter().find(|row| row.name.code == recorded.code);
            let same = row.filter(|row| row.unit == recorded.unit);
            let text = match same {
                Some(row) => typed(row, recorded),
                None => recorded.value.clone(),
            };
            self.put(&format!("{}{suffix}", recorded.code), text, same.is_some());
        }
    }

    fn put(&mut self, field: &str, text: String, known: bool) {
        if known {
            self.answers.insert(field.to_owned(), text);
        } else {
            let place = Place {
                check: self.check,
                field: field.to_owned(),
            };
            self.left_out.push((place, text));
        }
    }
}

/// What was recorded, as it would be typed.
fn typed(row: &PackField, recorded: &Recorded) -> String {
    match row.kind {
        FieldType::Date | FieldType::DateOrMonth => write_date(&recorded.value),
        _ => recorded.value.clone(),
    }
}

fn answer(item: &Answered) -> String {
    match (item.answer, &item.text) {
        (Response::Recorded, Some(text)) => text.clone(),
        (answer, _) => answer.code().to_owned(),
    }
}

#[cfg(test)]
mod tests;
