//! Who was there: head, team, representative, witness, copies.

use super::source::{DOTS, Source, dotted, fact};
use super::{Block, Fact, Header, Person, wording};
use crate::recorded::Fields;
use crate::rules::Authority;

/// The head: who inspects, from the authority profile, and place and day.
pub(super) fn header(source: &Source<'_>) -> Header {
    let day = source.inspection.inspected_on;
    let authority = source.annex.authority_on(day);
    let profile = |text: fn(&Authority) -> &Option<String>| {
        dotted(authority.and_then(|authority| text(authority).clone()))
    };
    let place = profile(|authority| &authority.place);
    let day = wording::long_day(day);
    Header {
        superior: profile(|authority| &authority.superior),
        body: profile(|authority| &authority.name),
        number: source
            .entered("minutes_no")
            .map_or_else(|| wording::NUMBER.to_owned(), |it| wording::in_book(&it)),
        motto: wording::STATE,
        place_and_day: format!("{place}, {day}"),
    }
}

/// The team as listed, then as older documents have it, one to a line; who
/// inspected stands in it always.
pub(super) fn team(source: &Source<'_>) -> Vec<Person> {
    let lines = source.inspection.fields.value("team").unwrap_or_default();
    let listed = source.inspection.listed("team").iter();
    let listed = listed.map(|row| member(source, row));
    let mut team: Vec<_> = listed.chain(lines.lines().filter_map(person)).collect();
    let inspector = source.inspection.inspector.as_str();
    let folded = inspector.to_lowercase();
    let there = team.iter().any(|one| one.name.to_lowercase() == folded);
    if !there {
        team.push(Person {
            name: inspector.to_owned(),
            titles: Vec::new(),
        });
    }
    team
}

/// A row of the team: role, position, unit, certificate.
fn member(source: &Source<'_>, row: &Fields) -> Person {
    let one = |code| source.of_row(row, code);
    let certificate = one("team_certificate").map(|number| wording::certificate(&number));
    let titles = [one("team_role"), one("team_title"), one("team_unit")];
    Person {
        name: dotted(one("team_name")),
        titles: titles.into_iter().chain([certificate]).flatten().collect(),
    }
}

/// The bodies that took part, each with who came for it; nothing where none
/// did.
pub(super) fn bodies(source: &Source<'_>) -> Vec<Block> {
    let body = |row: &Fields| {
        let one = |code| source.of_row(row, code);
        let titles = [one("body_title"), one("body_name")];
        Person {
            name: dotted(one("body_person")),
            titles: titles.into_iter().flatten().collect(),
        }
    };
    let bodies: Vec<_> = source
        .inspection
        .listed("bodies")
        .iter()
        .map(body)
        .collect();
    if bodies.is_empty() {
        return Vec::new();
    }
    let heading = Block::Text(wording::BODIES.to_owned());
    vec![heading, Block::Persons(bodies)]
}

/// The leader, where the team names one; who is alone leads.
pub(super) fn leader(team: &[Person]) -> Option<&Person> {
    let leads = |title: &String| title.to_lowercase().starts_with(wording::LEADER);
    let named = team.iter().find(|one| one.titles.iter().any(leads));
    match team {
        [alone] => Some(alone),
        _ => named,
    }
}

/// A line as a person: the name first, then position and unit.
fn person(line: &str) -> Option<Person> {
    let line = line.replace(" - ", ",");
    let mut words = line
        .split([',', ';', '–'])
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .map(str::to_owned);
    Some(Person {
        name: words.next()?,
        titles: words.collect(),
    })
}

/// The representative of the establishment.
pub(super) fn representative(source: &Source<'_>) -> Person {
    let title = source.or_dots("representative_title");
    Person {
        name: source.or_dots("representative"),
        titles: vec![title],
    }
}

/// The witness, or a line to write one on.
pub(super) fn witness(source: &Source<'_>) -> Person {
    let seen_by = || source.entered("refusal_witness");
    Person {
        name: dotted(source.entered("witness").or_else(seen_by)),
        titles: source.entered("witness_title").into_iter().collect(),
    }
}

/// Who was visited.
pub(super) fn establishment(source: &Source<'_>) -> Vec<Fact> {
    let inspection = source.inspection;
    let establishment = &inspection.establishment;
    let kinds = &source.pack.establishment_kinds;
    let kind = kinds
        .iter()
        .find(|kind| kind.name.code == establishment.kind);
    let kind = kind.map_or(&establishment.kind, |kind| &kind.name.vi);
    let [name, address, ward_label, phone, registered, field] = wording::ESTABLISHMENT;
    let mut facts = vec![
        fact(name, Some(establishment.name.clone())),
        fact(address, Some(establishment.address.clone())),
        fact(phone, source.entered("phone")),
        fact(registered, source.entered("tax_code")),
        fact(field, Some(kind.clone())),
    ];
    if let Some(ward) = source.entered("ward") {
        facts.insert(2, fact(ward_label, Some(ward)));
    }
    facts
}

/// How many copies there are and who got them.
pub(super) fn copies(source: &Source<'_>) -> String {
    let count = dotted(source.entered("copies").map(|count| format!("{count:0>2}")));
    let copies = |row: &Fields| {
        let one = |code| dotted(source.of_row(row, code));
        wording::handed_over(&one("handed_to"), &one("handed_copies"))
    };
    let listed = source.inspection.listed("handed_over").iter().map(copies);
    let to: Vec<_> = listed.chain(source.entered("copies_to")).collect();
    let to = if to.is_empty() {
        DOTS.to_owned()
    } else {
        to.join(", ")
    };
    wording::copies(&count, &to)
}
