//! The visit's lists: what closing makes of their rows, and what keeps it open.

use super::*;

/// A visit that lacks nothing, with one check, and these answers besides.
fn visit_with(pairs: &[(&str, &str)]) -> Draft {
    let mut head = visit();
    let check = toy(&mut head);
    head.answers.extend(answers(pairs));
    Draft {
        head,
        checks: vec![check],
    }
}

fn gaps(pairs: &[(&str, &str)]) -> Vec<(String, GapReason)> {
    let gaps = gaps_of(&visit_with(pairs));
    gaps.into_iter()
        .map(|(_, field, reason)| (field, reason))
        .collect()
}

/// As texts: the list, then each of its rows.
fn closed(draft: &Draft) -> Vec<(String, Vec<String>)> {
    let inspection = draft.close(RulePack::current(), closing()).unwrap();
    let row = |fields: &Fields| {
        let cells = fields.0.iter();
        let cells = cells.map(|field| format!("{}={}", field.code, field.value));
        cells.collect::<Vec<_>>().join(" ")
    };
    let lists = inspection.lists.iter();
    lists
        .map(|listed| (listed.list.clone(), listed.rows.iter().map(row).collect()))
        .collect()
}

#[test]
fn rows_that_were_begun_are_in_the_document_in_their_order() {
    let draft = visit_with(&[
        ("team_name.1", "Trần Thị Bình"),
        ("team_role.1", "leader"),
        ("team_name.2", "  "),
        ("team_name.10", "Lê Văn Cường"),
        ("team_certificate.10", "112/2024"),
        ("sealed_check.1", "1"),
        ("sealed_no.1", "NP-01"),
        ("handed_to.1", "Cơ sở"),
        ("handed_copies.1", "1"),
    ]);
    let expected = [
        (
            "team",
            vec![
                "team_name=Trần Thị Bình team_role=leader",
                "team_name=Lê Văn Cường team_certificate=112/2024",
            ],
        ),
        ("seals", vec!["sealed_check=1 sealed_no=NP-01"]),
        ("handed_over", vec!["handed_to=Cơ sở handed_copies=1"]),
    ];
    let found = closed(&draft);
    let found: Vec<_> = found
        .iter()
        .map(|(list, rows)| (list.as_str(), rows.iter().map(String::as_str).collect()))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn a_row_that_was_begun_asks_for_the_rest_of_it_where_it_stands() {
    use GapReason::{Missing, NotACount, NotADate};
    for (typed, expected) in [
        (
            &[("team_unit.2", "Phòng Kinh tế")][..],
            &[("team_name.2", Missing)][..],
        ),
        (
            &[
                ("remedy_what.1", "Ghi nhãn phụ"),
                ("remedy_until.1", "32/12/2026"),
            ],
            &[("remedy_until.1", NotADate)],
        ),
        (
            &[("handed_to.3", "UBND phường"), ("handed_copies.3", "1,5")],
            &[("handed_copies.3", NotACount)],
        ),
        (
            &[("suspended_value.1", "1250000")],
            &[("suspended_what.1", Missing)],
        ),
    ] {
        let expected: Vec<_> = expected
            .iter()
            .map(|(field, reason)| ((*field).to_owned(), reason.clone()))
            .collect();
        assert_eq!(gaps(typed), expected, "{typed:?}");
    }
}

#[test]
fn a_row_names_a_check_of_the_visit_or_says_in_words_what_it_is_about() {
    let both = "sealed_what.1".to_owned();
    assert_eq!(
        gaps(&[("sealed_no.1", "NP-01")]),
        [(both, GapReason::Missing)]
    );
    assert_eq!(
        gaps(&[("sealed_no.1", "NP-01"), ("sealed_check.1", "1")]),
        []
    );
    assert_eq!(
        gaps(&[("sealed_no.1", "NP-01"), ("sealed_what.1", "Cân")]),
        []
    );
    let gone = gaps(&[("sealed_no.1", "NP-01"), ("sealed_check.1", "2")]);
    assert_eq!(
        gone,
        [("sealed_check.1".to_owned(), GapReason::UnknownChoice)]
    );
}

#[test]
fn no_more_copies_are_handed_over_than_were_made() {
    let handed = |made, last| {
        gaps(&[
            ("copies", made),
            ("handed_to.1", "Cơ sở"),
            ("handed_copies.1", "1"),
            ("handed_to.2", "Sở Khoa học và Công nghệ"),
            ("handed_copies.2", last),
        ])
    };
    assert_eq!(handed("3", "2"), []);
    // Nobody said how many there are.
    assert_eq!(handed("", "2"), []);
    let limit = "2".to_owned();
    let too_many = ("handed_copies.2".to_owned(), GapReason::TooLarge { limit });
    assert_eq!(handed("3", "3"), [too_many]);
}

#[test]
fn a_team_has_one_leader() {
    let led = [("team_name.1", "A"), ("team_role.1", "leader")];
    let second = |role| {
        let more = [("team_name.3", "B"), ("team_role.3", role)];
        gaps(&[led, more].concat())
    };
    assert_eq!(second("member"), []);
    let twice = ("team_role.3".to_owned(), GapReason::Twice);
    assert_eq!(second("leader"), [twice]);
}

/// As 0.1 wrote it before there were lists: the team and the copies in words.
#[test]
fn a_draft_of_the_form_before_is_opened_and_closes_with_every_word_of_it() {
    let text = r#"{"id":"018f0000-0000-7000-8000-00000000000a",
        "opened":{"at":"2026-11-20T02:30:00Z","offset_minutes":420,"zone":"Asia/Ho_Chi_Minh"},
        "rule_pack":{"id":"2026-11",
            "sha256":"801b353d62bc4de5a6e990cf927764b1aaf0efa450907c46041d65198f519cd0"},
        "answers":{"conclusion":"Yêu cầu khắc phục.","copies":"2","copies_to":"cơ sở 01 bản",
            "deadline":"05/12/2026","establishment_address":"1 Nguyễn Thái Sơn, Gò Vấp",
            "establishment_kind":"market_stall","establishment_name":"Sạp 12, chợ Gò Vấp",
            "goods_suspended":"1250000","inspected_on":"20/11/2026","inspector":"Nguyễn Văn A",
            "instruments_sealed":"1","measures":"Niêm phong cân.",
            "team":"Trần Thị Bình - Trưởng đoàn\nNguyễn Văn A"},
        "checks":[1],"checks_made":1,"supersedes":null}"#;
    let head: Head = crate::read_json(text).unwrap();
    let mut check = toy(&mut visit());
    check.answers.extend(answers(&[
        ("sample_no", "07/BBLM"),
        ("sample_quantity", "03 hộp"),
        ("laboratory", "Trung tâm Kỹ thuật 3"),
    ]));
    let draft = Draft {
        head,
        checks: vec![check],
    };
    assert_eq!(gaps_of(&draft), []);
    let inspection = draft.close(RulePack::current(), closing()).unwrap();
    assert_eq!(inspection.lists, []);
    let of_visit = |code| inspection.fields.value(code);
    for (code, value) in [
        ("team", "Trần Thị Bình - Trưởng đoàn\nNguyễn Văn A"),
        ("measures", "Niêm phong cân."),
        ("instruments_sealed", "1"),
        ("goods_suspended", "1250000"),
        ("deadline", "2026-12-05"),
        ("copies", "2"),
        ("copies_to", "cơ sở 01 bản"),
    ] {
        assert_eq!(of_visit(code), Some(value), "{code}");
    }
    let of_check = |code| inspection.checks[0].content.fields.value(code);
    assert_eq!(of_check("sample_no"), Some("07/BBLM"));
    assert_eq!(of_check("sample_quantity"), Some("03 hộp"));
    assert_eq!(of_check("laboratory"), Some("Trung tâm Kỹ thuật 3"));
}

/// The leaflets are named in both: the form asks by the topics of the plan.
#[test]
fn the_topics_that_the_form_offers_are_those_of_the_plan() {
    let annex = crate::Annex::current().unwrap();
    let planned = annex.guidance_topics.iter().map(|topic| &topic.name);
    let columns = RulePack::current().columns("topics");
    let offered = columns[0].choices_on(None);
    assert_eq!(offered.collect::<Vec<_>>(), planned.collect::<Vec<_>>());
}
