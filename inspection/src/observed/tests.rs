//! Bar codes beside origins, choices out of their days, goods without a label.

use proptest::prelude::*;

use super::*;
use crate::check::CheckKind;
use crate::id::CheckId;
use crate::recorded::Recorded;
use crate::{CheckDraft, live_readings};

fn fields(entered: &[(&str, &str)]) -> Fields {
    let recorded = |(code, value): &(&str, &str)| Recorded {
        code: (*code).to_owned(),
        value: (*value).to_owned(),
        unit: None,
    };
    Fields(entered.iter().map(recorded).collect())
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// 893 is GS1 Viet Nam's, 690–699 China's, 000–019 the United States'; 200–299
/// a shop gives itself, 977–979 are periodicals and books.
#[test]
fn a_prefix_stands_beside_the_origin_and_is_never_a_violation() {
    use Verdict::{Conforming, NotCovered};
    let pack = RulePack::current();
    for (number, origin, verdict, named) in [
        ("8934680010122", "domestic", Conforming, "893 (Việt Nam)"),
        ("8934680010122", "imported", NotCovered, "893 (Việt Nam)"),
        ("6901234567892", "domestic", NotCovered, "690 (Trung Quốc)"),
        ("6901234567892", "imported", Conforming, "690 (Trung Quốc)"),
        ("036000291452", "domestic", NotCovered, "003 (Hoa Kỳ)"),
        ("04252614", "imported", Conforming, "004 (Hoa Kỳ)"),
        ("18934680010129", "domestic", Conforming, "893 (Việt Nam)"),
        ("2001234567893", "domestic", Conforming, "200 (mã lưu hành"),
        ("9783161484100", "domestic", Conforming, "978 (sách"),
        ("1401234567892", "domestic", NotCovered, "140 (?)"),
        ("6901234567892", "", Conforming, "690 (Trung Quốc)"),
    ] {
        let entered = fields(&[("barcode", number), ("origin", origin)]);
        let found = barcode(pack, &entered).unwrap();
        let said = found.basis.unwrap();
        assert_eq!(found.subject, "barcode.prefix", "{number}: {said}");
        assert_eq!(found.verdict, verdict, "{number} {origin}");
        assert_eq!(found.severity, Severity::Info);
        assert_eq!(found.evidence, Evidence::Memory);
        assert!(said.contains(named), "{said}");
        assert!(said.contains("không chỉ nơi sản xuất"), "{said}");
    }
}

#[test]
fn a_wrong_check_digit_names_the_one_that_fits() {
    let pack = RulePack::current();
    for (number, verdict, said) in [
        ("6291041500214", Verdict::NonConforming, "phải là 3"),
        ("73513536", Verdict::NonConforming, "phải là 7"),
        ("629104150021", Verdict::NonConforming, "phải là 4"),
        ("https://vi.du/1", Verdict::NotCovered, "8, 12, 13 hoặc 14"),
        ("123", Verdict::NotCovered, "8, 12, 13 hoặc 14"),
    ] {
        let found = barcode(pack, &fields(&[("barcode", number)])).unwrap();
        assert_eq!(found.subject, "barcode");
        assert_eq!(found.verdict, verdict, "{number}");
        assert_eq!(found.severity, Severity::Info);
        assert!(found.basis.unwrap().contains(said), "{number}");
    }
    assert!(barcode(pack, &Fields::default()).is_none());
}

#[test]
fn a_slip_in_a_bar_code_is_seen_while_typing() {
    let pack = RulePack::current();
    let mut check = CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Quality,
        subject: "toys".to_owned(),
        answers: crate::Answers::new(),
    };
    let today = day("2026-11-20");
    assert!(live_readings(pack, &check, today).is_empty());
    let typed = "6 291041 500214".to_owned();
    check.answers.insert("barcode".to_owned(), typed);
    let found = live_readings(pack, &check, today);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0].subject, "barcode");
}

#[test]
fn prefixes_do_not_overlap_and_every_one_has_two_names() {
    let table = &RulePack::current().barcodes;
    for (number, range) in table.prefixes.iter().enumerate() {
        let others = table.prefixes.iter().skip(number + 1);
        for other in others {
            let apart = range.to < other.from || other.to < range.from;
            assert!(apart, "{} and {}", range.name.code, other.name.code);
        }
        assert!(!range.name.vi.is_empty() && !range.name.en.is_empty());
    }
    let restricted = ["020-029", "040-049", "200-299"];
    for prefix in restricted {
        let named = table
            .prefixes
            .iter()
            .find(|range| range.name.code == prefix);
        assert!(!named.unwrap().national, "{prefix}");
    }
}

/// NĐ 37/2026: electronic labels from 23/01/2026; labels printed before may be
/// used up until 23/01/2028.
#[test]
fn a_choice_counts_only_on_its_days() {
    let pack = RulePack::current();
    let rows = &pack.goods_kind("toys").unwrap().label_fields;
    for (form, on, stands) in [
        ("electronic", "2026-01-22", false),
        ("electronic", "2026-01-23", true),
        ("printed_before", "2026-01-22", false),
        ("printed_before", "2026-01-23", true),
        ("printed_before", "2028-01-23", true),
        ("printed_before", "2028-01-24", false),
        ("printed", "2021-05-05", true),
    ] {
        let entered = fields(&[("label_form", form)]);
        let found = out_of_days(rows, &entered, day(on));
        assert_eq!(found.is_empty(), stands, "{form} on {on}");
        for finding in found {
            assert_eq!(finding.verdict, Verdict::NotCovered);
            assert_eq!(finding.subject, "label_form");
        }
        let other = other_law(rows, &entered, day(on));
        let old = form == "printed_before" && stands;
        assert_eq!(other.is_some(), old, "{form} on {on}");
    }
}

proptest! {
    #[test]
    fn whatever_stands_in_the_field_it_is_only_an_observation(text in ".{0,20}|[0-9]{7,15}") {
        let entered = fields(&[("barcode", &text), ("origin", "domestic")]);
        let found = barcode(RulePack::current(), &entered).unwrap();
        prop_assert_eq!(found.severity, Severity::Info);
    }
}
