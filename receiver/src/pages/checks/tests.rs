//! What a document holds beyond the rule pack is shown all the same.

use inspection::Fields;

use super::*;

fn recorded(code: &str, value: &str, unit: Option<&str>) -> Recorded {
    Recorded {
        code: code.to_owned(),
        value: value.to_owned(),
        unit: unit.map(str::to_owned),
    }
}

#[test]
fn every_recorded_field_is_shown_whether_the_pack_names_it_or_not() {
    let content = CheckContent {
        kind: CheckKind::Instrument,
        subject: "spring_dial_scale".to_owned(),
        fields: Fields(vec![
            recorded("max", "15", Some("kg")),
            recorded("max", "16", Some("kg")),
            recorded("accuracy_class", "V", None),
            recorded("colour", "xanh", None),
        ]),
        items: Vec::new(),
        series: Vec::new(),
    };
    let pack = RulePack::current();
    let sections = check_sections(pack, content.kind, &content.subject);
    let facts = identity(&content, &sections);
    let value = |label: &str| {
        let fact = facts.iter().find(|(name, _)| name == label).unwrap();
        fact.1.clone().into_string()
    };
    assert_eq!(value("Mức cân lớn nhất (Max)"), "15 kg");
    assert_eq!(value("max"), "16 kg");
    // A class the pack does not know stays as it is.
    assert_eq!(value("Cấp chính xác"), "V");
    assert_eq!(value("colour"), "xanh");
    assert_eq!(value("Hạn ghi trên tem"), "Không ghi");
}
