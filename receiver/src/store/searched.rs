//! What is searched of a row of the register and of an inspection, and where a row
//! stands in the list: folded here, so that every engine finds and orders alike.

use inspection::{Inspection, RulePack, folded_words, tax_identity};

use crate::store::Registered;

/// Letters of ward and of name that order the list.
const ORDERED_BY: usize = 80;

/// The words of a row, each after a blank: name, address, kind, the ward by all
/// names it had, and the digits of tax code and telephone.
pub(super) fn searched(row: &Registered) -> String {
    let pack = RulePack::current();
    let mut kinds = pack.establishment_kinds.iter();
    let kind = kinds.find(|kind| kind.name.code == row.kind);
    let kind = kind.map_or("", |kind| kind.name.vi.as_str());
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let mut text = [row.name.as_str(), &row.address, &row.ward, kind].join(" ");
    for name in former_names(row.ward_code.as_deref().unwrap_or_default()) {
        text.push(' ');
        text.push_str(name);
    }
    let (code, phone) = (digits(&row.tax_code), digits(&row.phone));
    format!(" {} {code} {phone}", folded_words(&text))
}

/// The words of an inspection, each after a blank: who was visited and where, who
/// inspected, numbers of minutes and visit, tax code, and the document's id.
pub(super) fn words_of(inspection: &Inspection) -> String {
    let establishment = &inspection.establishment;
    let entered = |code| inspection.fields.value(code).unwrap_or_default();
    let id = inspection.id;
    let mut text = [
        establishment.name.as_str(),
        &establishment.address,
        &inspection.inspector,
        entered("minutes_no"),
        entered("visit_no"),
        entered("tax_code"),
        entered("phone"),
        &id.to_string(),
    ]
    .join(" ");
    for row in inspection.listed("team") {
        text.push(' ');
        text.push_str(row.value("team_name").unwrap_or_default());
    }
    let (code, id) = (tax_identity(entered("tax_code")), id.0.simple());
    format!(" {} {code} {id}", folded_words(&text))
}

/// Names of the wards that a ward was made from.
fn former_names(code: &str) -> Vec<&'static str> {
    let units = &RulePack::current().units;
    let mut codes = vec![code];
    let mut next = 0;
    while let Some(code) = codes.get(next).copied() {
        let unit = units.iter().filter(|unit| unit.code == code);
        let sources = unit.flat_map(|unit| &unit.predecessors);
        for before in sources.flat_map(|source| &source.units) {
            if !codes.contains(&before.as_str()) {
                codes.push(before);
            }
        }
        next += 1;
    }
    let is_former = |unit: &&inspection::Unit| codes[1..].contains(&unit.code.as_str());
    units
        .iter()
        .filter(is_former)
        .map(|unit| unit.vi.as_str())
        .collect()
}

/// By ward, then by name.
pub(super) fn place_in_list(row: &Registered) -> String {
    let folded = |text: &str| {
        folded_words(text)
            .chars()
            .take(ORDERED_BY)
            .collect::<String>()
    };
    format!("{}\n{}\n{}", folded(&row.ward), folded(&row.name), row.id)
}
