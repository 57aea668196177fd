//! What a row of a seeded register or plan must be, and what is wrong with one
//! that is not. Knows no file and no database.

use std::collections::BTreeSet;
use std::fmt;

use chrono::NaiveDate;
use inspection::{Point, RulePack, Unit};
use serde::Deserialize;
use serde_json::Value;

use crate::store::{NewVisit, Registered, UnknownEstablishment};

/// The longest text of a row, in characters: what a field of a visit takes.
const LONGEST_TEXT: usize = 200;
/// The longest id.
const LONGEST_ID: usize = 64;

/// What is wrong with a row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowError {
    /// Which list.
    list: &'static str,
    /// 1 for the first; `None` where the id alone is known.
    number: Option<usize>,
    /// Its id, where it has one.
    id: Option<String>,
    /// What is wrong.
    fault: String,
}

impl RowError {
    /// A visit to an id that the register does not hold.
    pub(super) fn to_nobody(unknown: UnknownEstablishment) -> Self {
        Self {
            list: "visits",
            number: None,
            fault: format!(
                "establishment: {:?} is not in the register",
                unknown.establishment
            ),
            id: Some(unknown.visit),
        }
    }
}

impl fmt::Display for RowError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.list)?;
        if let Some(number) = self.number {
            write!(f, " row {number}")?;
        }
        if let Some(id) = &self.id {
            write!(f, " ({id})")?;
        }
        write!(f, ": {}", self.fault)
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EstablishmentRow {
    id: String,
    name: String,
    address: String,
    /// Code of the ward.
    ward: Option<String>,
    kind: String,
    #[serde(default)]
    tax_code: String,
    #[serde(default)]
    phone: String,
    place: Option<Place>,
}

/// Millionths of a degree.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Place {
    latitude: i64,
    longitude: i64,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct VisitRow {
    id: String,
    day: String,
    establishment: String,
    #[serde(default)]
    team: String,
}

/// The rows of a register; what is wrong is added to `faults`.
pub(super) fn register(rows: &[Value], faults: &mut Vec<RowError>) -> Vec<Registered> {
    let mut list = Faults::of("establishments", faults);
    let mut register = Vec::new();
    for value in rows {
        if let Some(row) = list.read::<EstablishmentRow>(value) {
            list.id(&row.id);
            list.text("name", &row.name, true);
            list.text("address", &row.address, true);
            list.text("tax_code", &row.tax_code, false);
            list.text("phone", &row.phone, false);
            register.push(established(row, &mut list));
        }
    }
    register
}

fn established(row: EstablishmentRow, list: &mut Faults<'_>) -> Registered {
    let pack = RulePack::current();
    let mut kinds = pack.establishment_kinds.iter();
    if !kinds.any(|kind| kind.name.code == row.kind) {
        list.fail(format!("kind: the rule pack knows no {:?}", row.kind));
    }
    let ward = row.ward.as_deref().and_then(|code| {
        let ward = ward(pack, code);
        if ward.is_none() {
            list.fail(format!("ward: the rule pack knows no {code:?}"));
        }
        ward
    });
    let place = row.place.and_then(|place| {
        let point = Point::new(place.latitude, place.longitude);
        if point.is_none() {
            list.fail("place: not on the earth; it is in millionths of a degree".to_owned());
        }
        point
    });
    Registered {
        id: row.id,
        name: row.name.trim().to_owned(),
        address: row.address.trim().to_owned(),
        ward: ward.map(|ward| ward.vi.clone()).unwrap_or_default(),
        ward_code: ward.map(|ward| ward.code.clone()),
        kind: row.kind,
        tax_code: row.tax_code.trim().to_owned(),
        phone: row.phone.trim().to_owned(),
        place,
        last: None,
        became: None,
        revision: 0,
        sample: false,
        closed_on: None,
        edits: 0,
    }
}

fn ward<'pack>(pack: &'pack RulePack, code: &str) -> Option<&'pack Unit> {
    let mut wards = pack.units.iter().filter(|unit| unit.level == "ward");
    wards.find(|unit| unit.code == code)
}

/// The rows of a plan; what is wrong is added to `faults`. Whether their
/// establishments are there is for the store to say.
pub(super) fn plan(rows: &[Value], faults: &mut Vec<RowError>) -> Vec<NewVisit> {
    let mut list = Faults::of("visits", faults);
    let mut plan = Vec::new();
    for value in rows {
        let Some(row) = list.read::<VisitRow>(value) else {
            continue;
        };
        list.id(&row.id);
        list.text("team", &row.team, false);
        let Ok(planned_on) = row.day.parse::<NaiveDate>() else {
            list.fail(format!("day: {:?} is no day as 2026-11-22", row.day));
            continue;
        };
        plan.push(NewVisit {
            id: row.id,
            establishment: row.establishment,
            planned_on,
            team: row.team.trim().to_owned(),
        });
    }
    plan
}

/// What is wrong with the row that is being read.
struct Faults<'a> {
    list: &'static str,
    number: usize,
    id: Option<String>,
    seen: BTreeSet<String>,
    told: &'a mut Vec<RowError>,
}

impl<'a> Faults<'a> {
    fn of(list: &'static str, faults: &'a mut Vec<RowError>) -> Self {
        Self {
            list,
            number: 0,
            id: None,
            seen: BTreeSet::new(),
            told: faults,
        }
    }

    fn fail(&mut self, fault: String) {
        self.told.push(RowError {
            list: self.list,
            number: Some(self.number),
            id: self.id.clone(),
            fault,
        });
    }

    /// The next row.
    fn read<'de, Row: Deserialize<'de>>(&mut self, value: &'de Value) -> Option<Row> {
        self.number += 1;
        self.id = value.get("id").and_then(Value::as_str).map(str::to_owned);
        match Row::deserialize(value) {
            Ok(row) => Some(row),
            Err(error) => {
                self.fail(error.to_string());
                None
            }
        }
    }

    fn id(&mut self, id: &str) {
        let plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.');
        if id.is_empty() || id.len() > LONGEST_ID || !id.chars().all(plain) {
            self.fail(format!(
                "id: letters without marks, digits, dashes and dots, at most {LONGEST_ID}"
            ));
        }
        if !self.seen.insert(id.to_owned()) {
            self.fail("id: another row has it too".to_owned());
        }
    }

    fn text(&mut self, field: &str, text: &str, wanted: bool) {
        if wanted && text.trim().is_empty() {
            self.fail(format!("{field}: it is empty"));
        }
        if text.chars().count() > LONGEST_TEXT {
            self.fail(format!("{field}: more than {LONGEST_TEXT} characters"));
        }
        if text.chars().any(char::is_control) {
            self.fail(format!("{field}: it holds a line break or another control"));
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn faults(rows: &Value, plan_of: bool) -> Vec<String> {
        let mut faults = Vec::new();
        let rows = rows.as_array().unwrap();
        if plan_of {
            plan(rows, &mut faults);
        } else {
            register(rows, &mut faults);
        }
        faults.iter().map(ToString::to_string).collect()
    }

    fn good() -> Value {
        json!({
            "id": "gv-1", "name": "Chợ mẫu", "address": "Số 1", "ward": "go-vap",
            "kind": "traditional_market", "tax_code": "0000000011", "phone": "028 0000 0001",
            "place": {"latitude": 10_838_000, "longitude": 106_665_000},
        })
    }

    #[test]
    fn a_good_row_has_no_fault_and_gets_the_name_of_its_ward() {
        let mut none = Vec::new();
        let rows = register(&[good()], &mut none);
        assert_eq!(none, []);
        assert_eq!(rows[0].ward, "Phường Gò Vấp");
        let bare = json!([{"id": "b", "name": "B", "address": "B", "kind": "other"}]);
        assert_eq!(faults(&bare, false), [] as [&str; 0]);
    }

    #[test]
    fn every_fault_is_told_with_its_row_and_field() {
        for (field, value, said) in [
            ("id", json!("a b"), "id: letters"),
            ("id", json!("x".repeat(65)), "id: letters"),
            ("name", json!(" "), "name: it is empty"),
            ("address", json!("ă".repeat(201)), "address: more than 200"),
            ("phone", json!("1\n2"), "phone: it holds a line break"),
            (
                "kind",
                json!("castle"),
                "kind: the rule pack knows no \"castle\"",
            ),
            (
                "ward",
                json!("atlantis"),
                "ward: the rule pack knows no \"atlantis\"",
            ),
            ("ward", json!("hcm"), "ward: the rule pack knows no \"hcm\""),
            (
                "place",
                json!({"latitude": 10_838, "longitude": 181_000_000}),
                "place: not on",
            ),
            ("tax_code", json!(7), "invalid type"),
            ("taxcode", json!("7"), "unknown field"),
        ] {
            let mut row = good();
            row[field] = value;
            let told = faults(&json!([good(), row]), false);
            let told = told
                .iter()
                .find(|told| !told.contains("another row has it too"));
            let told = told.unwrap();
            assert!(told.starts_with("establishments row 2 ("), "{told}");
            assert!(told.contains(said), "{told}");
        }
        assert_eq!(
            faults(&json!([good(), good()]), false),
            ["establishments row 2 (gv-1): id: another row has it too"]
        );
        let visits = json!([
            {"id": "v-1", "day": "2026-11-30", "establishment": "gv-1", "team": "Đội 1"},
            {"id": "v-2", "day": "30/11/2026", "establishment": "gv-1"},
            {"day": "2026-11-30", "establishment": "gv-1"},
        ]);
        assert_eq!(
            faults(&visits, true),
            [
                "visits row 2 (v-2): day: \"30/11/2026\" is no day as 2026-11-22",
                "visits row 3: missing field `id`",
            ]
        );
    }
}
