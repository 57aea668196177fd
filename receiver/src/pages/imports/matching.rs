//! What the columns of a ward's list mean, and the words in it that nobody
//! understood: a form to say so.

use maud::{Markup, html};

use super::super::desk::Desk;
use super::super::field::select;
use super::super::frame::headings;
use super::preview::letters;
use crate::store::Import;
use crate::ward_list::{Column, Judgement};
use crate::wording::imports as words;

/// Columns and words; open where something was not understood.
pub(super) fn columns(
    desk: &Desk,
    import: &Import,
    judgement: &Judgement,
    address: &str,
) -> Markup {
    let unknown = |index: &usize| judgement.head.columns[*index].column.is_none();
    let named = |index: &usize| !judgement.head.columns[*index].name.is_empty();
    let open = (0..judgement.head.columns.len()).any(|index| unknown(&index) && named(&index))
        || !judgement.kinds.is_empty()
        || !judgement.wards.is_empty();
    let matches = &import.matches;
    html! {
        details open[open] data-section="columns" {
            summary { (desk.say(words::COLUMNS)) }
            form method="post" action={ (address) "/matches" } {
                input type="hidden" name="edits" value=(import.edits);
                input type="hidden" name="head_was" value=(judgement.head.row);
                p.field {
                    label for="head" { (desk.say(words::HEAD_ROW)) }
                    input type="text" inputmode="numeric" id="head" name="head" value=(judgement.head.row);
                }
                table {
                    (headings(&words::COLUMN_HEADINGS.map(|pair| desk.say(pair))))
                    tbody {
                        @for (index, heading) in judgement.head.columns.iter().enumerate() {
                            tr data-column=(index) data-state=(if heading.column.is_none() { "unknown" } else { "known" }) {
                                td { (letters(index)) }
                                td { (heading.name) }
                                td { (column_choice(desk, index, &heading.name, heading.column)) }
                            }
                        }
                    }
                }
                @if !judgement.kinds.is_empty() || !judgement.wards.is_empty() {
                    h3 { (desk.say(words::WORDS)) }
                    (unknown_words(desk, "kind:", &judgement.kinds, &desk.kinds(words::UNSET)))
                    (unknown_words(desk, "ward:", &judgement.wards, &desk.wards(words::UNSET, None)))
                }
                (select(("ward", desk.say(words::DEFAULT_WARD)), &desk.wards(words::UNSET, None), matches.ward.as_deref().unwrap_or_default(), None))
                (select(("kind", desk.say(words::DEFAULT_KIND)), &desk.kinds(words::UNSET), matches.kind.as_deref().unwrap_or_default(), None))
                button type="submit" { (desk.say(words::SAVE_MATCHES)) }
            }
        }
    }
}

fn column_choice(desk: &Desk, index: usize, name: &str, column: Option<Column>) -> Markup {
    html! {
        select name={ "column:" (index) } aria-label=(name) {
            @if column.is_none() {
                option value="" selected { (desk.say(words::NOT_UNDERSTOOD)) }
            }
            @for known in Column::ALL {
                option value=(known.code()) selected[column == Some(known)] { (desk.say(words::column(known))) }
            }
        }
    }
}

fn unknown_words(
    desk: &Desk,
    prefix: &str,
    unknown: &std::collections::BTreeMap<String, (String, usize)>,
    choices: &[(String, String)],
) -> Markup {
    html! {
        @for (folded, (typed, count)) in unknown {
            p.field data-word=(folded) {
                label for={ (prefix) (folded) } {
                    "“" (typed) "” · " (words::rows(desk.language, *count))
                }
                select id={ (prefix) (folded) } name={ (prefix) (folded) } {
                    @for (code, name) in choices { option value=(code) { (name) } }
                }
            }
        }
    }
}
