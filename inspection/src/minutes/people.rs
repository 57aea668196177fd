//! Who was there and who signs: head, team, representative, witness, copies.

use super::source::{DOTS, Source, dotted, fact};
use super::{Block, Fact, Header, Of, Person, Signature, words};
use crate::rules::Signer;

/// The head: who inspects, from the authority profile, and place and day.
pub(super) fn header(source: &Source<'_>) -> Header {
    let authority = &source.annex.authority;
    let place = dotted(authority.place.clone());
    let day = words::long_day(source.inspection.inspected_on);
    Header {
        superior: dotted(authority.superior.clone()),
        body: dotted(authority.name.clone()),
        number: format!("Số: {}/BB-{}", "………", "………"),
        motto: words::STATE,
        place_and_day: format!("{place}, {day}"),
    }
}

/// The team as written, one to a line; who inspected stands in it always.
pub(super) fn team(source: &Source<'_>) -> Vec<Person> {
    let lines = source.inspection.fields.value("team").unwrap_or_default();
    let mut team: Vec<_> = lines.lines().filter_map(person).collect();
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

/// The leader, where the team names one.
fn leader(team: &[Person]) -> Option<&Person> {
    let leads = |title: &String| title.to_lowercase().starts_with("trưởng đoàn");
    team.iter().find(|one| one.titles.iter().any(leads))
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
    Person {
        name: source.or_dots("witness"),
        titles: Vec::new(),
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
    let mut facts = vec![
        fact("Tên cơ sở", Some(establishment.name.clone())),
        fact("Địa chỉ", Some(establishment.address.clone())),
        fact("Điện thoại", source.entered("phone")),
        fact(
            "Mã số thuế hoặc GCN đăng ký kinh doanh (số, ngày cấp, nơi cấp)",
            source.entered("tax_code"),
        ),
        fact("Lĩnh vực", Some(kind.clone())),
    ];
    if let Some(ward) = source.entered("ward") {
        facts.insert(2, fact("Địa bàn", Some(ward)));
    }
    facts
}

/// How many copies there are and who got them.
pub(super) fn copies(source: &Source<'_>) -> String {
    let count = dotted(source.entered("copies").map(|count| format!("{count:0>2}")));
    let to = source.or_dots("copies_to");
    format!(
        "Biên bản lập thành {count} bản, đã đọc lại cho những người có tên trên nghe, giao {to}."
    )
}

/// Who signs, and why somebody did not.
pub(super) fn signatures(source: &Source<'_>, signers: &[Signer], of: &Of<'_>) -> Vec<Block> {
    let mut signatures = Vec::new();
    for signer in signers {
        sign(source, *signer, of, &mut signatures);
    }
    let refusable = signers
        .iter()
        .any(|signer| matches!(signer, Signer::Seller | Signer::Representative));
    let mut blocks = vec![Block::Signatures(signatures)];
    if refusable && matches!(of, Of::Visit) {
        blocks.push(Block::Facts(vec![fact("Lý do không ký (nếu có)", None)]));
    }
    blocks
}

fn sign(source: &Source<'_>, signer: Signer, of: &Of<'_>, into: &mut Vec<Signature>) {
    let team = team(source);
    let led = leader(&team);
    let mut add = |role: &str, name: String| {
        into.push(Signature {
            role: role.to_owned(),
            name,
        });
    };
    match signer {
        Signer::Representative => add("ĐẠI DIỆN CƠ SỞ", representative(source).name),
        Signer::Seller => add("NGƯỜI BÁN HÀNG", representative(source).name),
        Signer::Witness => add("NGƯỜI CHỨNG KIẾN", witness(source).name),
        Signer::CommuneOrWitness => add(
            "CÁN BỘ XÃ HOẶC NGƯỜI CHỨNG KIẾN, nếu người bán không ký",
            witness(source).name,
        ),
        Signer::Leader => {
            let name = led.map_or_else(|| DOTS.to_owned(), |one| one.name.clone());
            add("TRƯỞNG ĐOÀN", name);
        }
        Signer::Members => {
            for one in team.iter().filter(|one| led != Some(one)) {
                add("THÀNH VIÊN", one.name.clone());
            }
        }
        Signer::Member => {
            let name = match of {
                Of::Member(one) => one.name.clone(),
                _ => DOTS.to_owned(),
            };
            add("THÀNH VIÊN", name);
        }
        Signer::Sampler => add("NGƯỜI LẤY MẪU", source.inspection.inspector.clone()),
    }
}
