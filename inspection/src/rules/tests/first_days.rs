//! No row holds for ever back: each begins with a document it rests on, and the
//! day before nothing is said by it. Where the sources give no first day, it is
//! counted from the year after the one in the document's number.

use super::office::assessed;
use super::*;
use crate::assessment::Verdict;
use crate::check::CheckKind;
use crate::draft::{Answers, CheckDraft};
use crate::id::CheckId;

/// Days before and on the first day of what an item rests on.
#[test]
fn an_item_is_law_from_the_first_day_of_its_documents() {
    let pack = RulePack::current();
    for (item, before, first) in [
        // ĐLVN 10:2011, by its number; ĐLVN 30:2019 too.
        ("XD-12", "2011-12-31", "2012-01-01"),
        ("CAN-09", "2019-12-31", "2020-01-01"),
        // TT 15/2015 Điều 6 khoản 7 as TT 08/2018 has it: printing from 01/07/2019.
        ("XD-07", "2019-06-30", "2019-07-01"),
        // TT 23/2013, in force from 15/11/2013.
        ("GAS-01", "2013-11-14", "2013-11-15"),
        ("CAN-04", "2013-11-14", "2013-11-15"),
        // TT 21/2014, by its number.
        ("GAS-02", "2014-12-31", "2015-01-01"),
        ("VLXD-04", "2014-12-31", "2015-01-01"),
        ("CAN-14", "2014-12-31", "2015-01-01"),
        ("DGS-02", "2014-12-31", "2015-01-01"),
        ("DGS-07", "2014-12-31", "2015-01-01"),
        // TT 28/2012 and TT 26/2012, of 12/12/2012, 45 days later.
        ("QC-02", "2013-01-26", "2013-01-27"),
        ("QC-03", "2013-01-26", "2013-01-27"),
        // QCVN 3:2019, which toys must meet from 01/01/2021.
        ("QC-01", "2020-12-31", "2021-01-01"),
        // QCVN 2:2008, QCVN 16:2019, NĐ 24/2012, QĐ 24/2015 by their numbers.
        ("MBH-01", "2008-12-31", "2009-01-01"),
        ("VLXD-02", "2019-12-31", "2020-01-01"),
        ("VANG-07", "2012-12-31", "2013-01-01"),
        ("CAN-11", "2015-12-31", "2016-01-01"),
        // NĐ 99/2013, in force from 15/10/2013.
        ("SHCN-01", "2013-10-14", "2013-10-15"),
    ] {
        let row = pack.item(item).unwrap();
        assert!(row.is_without_law(day(before)), "{item} on {before}");
        assert!(!row.is_without_law(day(first)), "{item} on {first}");
    }
}

/// As the items; toys in 2010 were not those of QCVN 3:2019.
#[test]
fn a_technical_regulation_is_named_from_its_first_day() {
    let pack = RulePack::current();
    for (goods, before, first) in [
        ("toys", "2020-12-31", "2021-01-01"),
        ("helmets", "2008-12-31", "2009-01-01"),
        ("electrical", "2010-05-31", "2010-06-01"),
        ("prepackaged_food", "2014-12-31", "2015-01-01"),
        ("building_materials", "2019-12-31", "2020-01-01"),
        ("lpg_cylinder", "2012-12-31", "2013-01-01"),
        ("petrol_in_tank", "2015-12-31", "2016-01-01"),
        ("gold_jewellery", "2014-05-31", "2014-06-01"),
    ] {
        let goods = pack.goods_kind(goods).unwrap();
        let code = &goods.name.code;
        assert!(goods.regulation_on(day(before)).is_none(), "{code}");
        assert!(goods.regulation_on(day(first)).is_some(), "{code}");
    }
    let regulated = pack.goods_kinds.iter();
    let regulated = regulated.filter(|goods| !goods.regulations.is_empty());
    assert_eq!(regulated.count(), 8, "each stands in the table above");
}

/// TT 23/2013, in force from 15/11/2013.
#[test]
fn the_periods_of_2013_begin_with_their_list() {
    let pack = RulePack::current();
    for kind in ["fuel_dispenser", "lpg_dispenser", "taximeter"] {
        let rows = |on| pack.periods_on(kind, day(on)).count();
        assert_eq!((rows("2013-11-14"), rows("2013-11-15")), (0, 1), "{kind}");
    }
}

/// On 1 March 2021, days after plan 694/KH-UBND, only what NĐ 37/2026 asks of
/// electronic labels and NĐ 111/2021 of imported goods had no law yet.
#[test]
fn the_inspections_of_2021_have_the_law_they_had() {
    let pack = RulePack::current();
    let items = pack.checklists.iter().flat_map(|list| &list.items);
    let without = items.filter(|item| item.is_without_law(day("2021-03-01")));
    let codes: Vec<_> = without.map(|item| item.name.code.as_str()).collect();
    assert_eq!(codes, ["NP-02", "NP-03"]);
}

/// OIML R 76-1:2006 and what was read of R 117-1 (Directive 2014/32/EU), by
/// their numbers; no reading of a scale is judged before, whatever the trial.
#[test]
fn a_limit_of_instruments_covers_nothing_before_its_standard() {
    let pack = RulePack::current();
    let scale: &[(&str, &str)] = &[
        ("accuracy_class", "III"),
        ("max", "15"),
        ("e", "5"),
        ("d", "5"),
        ("min", "0.1"),
        ("load.1", "5"),
        ("indication.1", "5"),
        ("zero_load.1", "0"),
        ("zero_indication.1", "0"),
        ("zero_added.1", "2.5"),
        ("disc_load.1", "5"),
        ("disc_before.1", "5"),
        ("disc_after.1", "5.005"),
    ];
    let lpg: &[(&str, &str)] = &[
        ("dispenser_no", "1"),
        ("totaliser", "12"),
        ("unit_price", "20500"),
        ("valid_until_on_sticker", "2029-12"),
        ("v_displayed.1", "20"),
        ("v_reference.1", "20"),
    ];
    for (kind, typed, before, first) in [
        ("counter_scale", scale, "2006-12-31", "2007-01-01"),
        ("lpg_dispenser", lpg, "2014-12-31", "2015-01-01"),
    ] {
        let found = assessed(pack, kind, typed, before);
        let covered = |found: &crate::assessment::Assessment| {
            let readings = found.findings.iter();
            let readings = readings.filter(|one| one.subject.contains(".1"));
            let said: Vec<_> = readings
                .map(|one| one.verdict != Verdict::NotCovered)
                .collect();
            assert!(!said.is_empty(), "{kind}");
            said
        };
        assert!(!covered(&found).contains(&true), "{kind}: {found:?}");
        assert!(
            !found
                .findings
                .iter()
                .any(|one| one.subject.starts_with("class."))
        );
        let found = assessed(pack, kind, typed, first);
        assert!(!covered(&found).contains(&false), "{kind}: {found:?}");
    }
}

/// TT 21/2014, by its number: the lot of packages and the single cylinder. TT
/// 22/2013 as corrected on 25/06/2014: the article.
#[test]
fn a_quantity_is_covered_from_the_first_day_of_its_table() {
    let pack = RulePack::current();
    let packages: &[(&str, &str)] = &[
        ("product", "Gạo"),
        ("nominal_unit", "g"),
        ("nominal", "1000"),
        ("lot_size", "1"),
        ("test", "non_destructive"),
        ("method", "direct"),
        ("reading_unit", "g"),
        ("reading.1", "1000"),
    ];
    let cylinder: &[(&str, &str)] = &[
        ("declared.1", "12"),
        ("gross.1", "25"),
        ("stamped_tare.1", "13"),
    ];
    let article: &[(&str, &str)] = &[
        ("e", "1"),
        ("declared_unit", "g"),
        ("measured_unit", "g"),
        ("declared.1", "37.5"),
        ("measured.1", "37.5"),
    ];
    let (numbered, corrected) = (["2014-12-31", "2015-01-01"], ["2014-06-24", "2014-06-25"]);
    for (kind, typed, subject, days) in [
        ("prepackage", packages, "sample.size", numbered),
        ("prepackage", packages, "sample.mean", numbered),
        ("prepackage", packages, "sample.short", numbered),
        ("prepackage", packages, "sample.far_short", numbered),
        ("lpg_cylinder_content", cylinder, "cylinder.1", numbered),
        ("gold_article", article, "article.1", corrected),
    ] {
        let said = days.map(|on| quantity(pack, kind, typed, subject, on));
        let expected = [Verdict::NotCovered, Verdict::Conforming];
        assert_eq!(said, expected, "{kind} {subject}");
    }
}

/// What is said of `subject` where every item is answered as wanted.
fn quantity(
    pack: &RulePack,
    kind: &str,
    typed: &[(&str, &str)],
    subject: &str,
    on: &str,
) -> Verdict {
    let typed = typed.iter();
    let mut answers: Answers = typed
        .map(|(field, text)| ((*field).to_owned(), (*text).to_owned()))
        .collect();
    for item in pack.items(&pack.quantity_kind(kind).unwrap().lists) {
        if !matches!(item.answer, ItemAnswer::Computed { .. }) {
            answers.insert(item.name.code.clone(), "conform".to_owned());
        }
    }
    let draft = CheckDraft {
        id: CheckId(1),
        kind: CheckKind::Quantity,
        subject: kind.to_owned(),
        answers,
    };
    let found = draft.complete(pack, day(on)).unwrap();
    let found = found.assess(pack, day(on));
    let mut findings = found.findings.iter();
    let said = findings.find(|one| one.subject == subject);
    said.unwrap_or_else(|| panic!("{kind} on {on}")).verdict
}

/// A row without a first day, or with one before its documents, is refused.
#[test]
fn a_row_that_is_older_than_its_documents_is_refused() {
    let wanted = "a day on which a document it rests on is in force";
    for (from, to, row) in [
        (
            "\"documents\": [\"TT28-2012\"], \"valid_from\": \"2013-01-27\"",
            "\"documents\": [\"TT28-2012\"]",
            "QC-02",
        ),
        (
            "\"documents\": [\"TT28-2012\"], \"valid_from\": \"2013-01-27\"",
            "\"documents\": [\"TT28-2012\"], \"valid_from\": \"2013-01-26\"",
            "QC-02",
        ),
        (
            "\"documents\": [\"QCVN3-2019\"], \"valid_from\": \"2021-01-01\"",
            "\"documents\": [\"QCVN3-2019\"]",
            "toys",
        ),
        (
            "\"ambiguous\": false, \"valid_from\": \"2013-11-15\", \"valid_to\"",
            "\"ambiguous\": false, \"valid_to\"",
            "taximeter",
        ),
        (
            "\"valid_from\": \"2021-01-01\", \"evidence\": \"found\", \"note\": \"organisations",
            "\"evidence\": \"found\", \"note\": \"organisations",
            "ND98-ORIGIN",
        ),
    ] {
        let said = broken(from, to);
        assert!(
            said.contains(wanted) && said.starts_with(row),
            "{row}: {said}"
        );
    }
}

/// The mark of a first day is its own where it is not that of the document.
#[test]
fn a_first_day_that_is_not_found_keeps_its_mark() {
    let annex = Annex::current().unwrap();
    for (code, began) in [
        ("LDL-2011", Some(Evidence::Memory)),
        ("TT21-2014", Some(Evidence::Derived)),
        ("TT28-2012", Some(Evidence::Memory)),
        ("TT23-2013", None),
    ] {
        let document = annex.legal_document(code).unwrap();
        assert_eq!(document.began, began, "{code}");
        assert_eq!(document.evidence, Evidence::Found, "{code}");
    }
}
