//! A field with choices: a few as buttons, many as a list; the visit's checks are
//! always a list.

use inspection::{Field, FieldType};

use super::super::naming::check_name;
use super::{Sheet, message, pick, selected};
use crate::components::{
    Choice, ChoiceGroup, Element, SelectField, choice_group, el, select_field,
};
use crate::signal::Source;

/// More choices than this are a list instead of buttons.
const MOST_BUTTONS: usize = 6;

/// The field with what is asked.
pub(super) fn choice(
    sheet: Sheet,
    field: Field<'static>,
    code: String,
    label: &str,
    note: String,
) -> Element {
    let Sheet { draft, part, .. } = sheet;
    let is_check = field.row.kind == FieldType::Check;
    let mut choices = Vec::new();
    let mut offer = |value, label| choices.push(Choice { value, label });
    if is_check {
        for check in draft.checks.get_untracked() {
            let (kind, subject) = check
                .draft
                .with_untracked(|check| (check.kind, check.subject.clone()));
            let name = check_name(sheet.language, kind, &subject);
            offer(check.id.to_string(), format!("{}. {name}", check.id));
        }
    }
    for term in field.row.choices_on(draft.day.get_untracked()) {
        offer(term.code.clone(), sheet.language.term(term).to_owned());
    }
    let message = message(sheet, code.clone(), "", Source::new(true));
    let on_pick = pick(sheet, code.clone());
    let id = part.id_of(&code);
    if is_check || choices.len() > MOST_BUTTONS {
        let field = SelectField {
            value: part.typed(draft, &code),
            code,
            id,
            label: label.to_owned(),
            note,
            empty: sheet.language.words().choose,
            choices,
            message,
        };
        return select_field(field, move |picked| on_pick(picked));
    }
    let labelled_by = format!("{id}-name");
    let name = el("span")
        .class("label")
        .attr("id", &labelled_by)
        .text(label)
        .child(el("span").class("note").text(&note));
    let group = ChoiceGroup {
        selected: selected(sheet, code.clone()),
        code,
        labelled_by,
        id,
        choices,
        message,
        on_pick,
    };
    el("div")
        .class("field")
        .child(name)
        .child(choice_group(group))
}
