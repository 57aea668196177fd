//! A verdict against an establishment rests on law, or on the inspector's own
//! words; on memory alone it cannot be closed.

use super::*;
use crate::assessment::{Assessment, Finding, Severity};
use crate::evidence::Evidence;

const WORDS: &str = "Đối chiếu NĐ 99/2013/NĐ-CP, bản in tại cơ quan";

/// What is asked of a toy's quality: QC-01 and QC-04 are found, SHCN-02 and
/// SHCN-03 are memory, QC-05 is an observation.
fn draft(adverse: &[(&str, &str)]) -> Draft {
    let mut head = visit();
    let mut check = toy(&mut head);
    check.answers.extend(answers(&[("QC-01", "conform")]));
    check.answers.extend(answers(adverse));
    let checks = vec![check];
    Draft { head, checks }
}

#[test]
fn a_non_conformity_by_memory_alone_is_closed_only_with_words() {
    let needed = vec![(Some(1), "basis_in_words".to_owned(), GapReason::BasisNeeded)];
    let memory = ("SHCN-02", "not_conform");
    for (adverse, needs) in [
        (vec![], false),
        (vec![memory], true),
        (vec![memory, ("SHCN-03", "not_conform")], true),
        (vec![memory, ("SHCN-03", "not_checked")], true),
        (vec![memory, ("QC-05", "yes")], true),
        (vec![memory, ("QC-04", "not_conform")], false),
        (vec![("QC-04", "not_conform")], false),
        (vec![("SHCN-02", "not_checked")], false),
        (vec![("QC-05", "yes")], false),
    ] {
        let mut draft = draft(&adverse);
        let expected = if needs { needed.clone() } else { vec![] };
        assert_eq!(gaps_of(&draft), expected, "{adverse:?}");
        let closed = draft.close(RulePack::current(), closing());
        assert_eq!(closed.is_err(), needs, "{adverse:?}");
        for blank in ["", " \n "] {
            draft.checks[0]
                .answers
                .extend(answers(&[("basis_in_words", blank)]));
            assert_eq!(gaps_of(&draft).is_empty(), !needs, "{blank:?}");
        }
        draft.checks[0]
            .answers
            .extend(answers(&[("basis_in_words", WORDS)]));
        assert_eq!(gaps_of(&draft), [], "{adverse:?}");
        let closed = draft.close(RulePack::current(), closing()).unwrap();
        let kept = closed.checks[0].content.fields.value("basis_in_words");
        assert_eq!(kept, Some(WORDS));
    }
}

#[test]
fn what_the_check_lacks_is_said_before_its_basis() {
    let draft = draft(&[("SHCN-02", "not_conform"), ("QC-04", "")]);
    let missing = (Some(1), "QC-04".to_owned(), GapReason::Missing);
    assert_eq!(gaps_of(&draft), [missing]);
}

#[test]
fn one_finding_on_firm_ground_suffices_and_no_basis_is_no_ground() {
    use Evidence::{Derived, Found, Memory, SignedOff, Weak};
    let finding = |(evidence, basis, severity): &(Evidence, bool, Severity)| Finding {
        subject: "X".to_owned(),
        verdict: Verdict::NonConforming,
        severity: *severity,
        basis: basis.then(|| "NĐ".to_owned()),
        evidence: *evidence,
        alternatives: Vec::new(),
        figures: None,
        noted: Fields::default(),
    };
    let (minor, info) = (Severity::Minor, Severity::Info);
    for (findings, needed) in [
        (vec![], false),
        (vec![(SignedOff, true, minor)], false),
        (vec![(Found, true, minor)], false),
        (vec![(Derived, true, minor)], false),
        (vec![(Weak, true, minor)], true),
        (vec![(Memory, true, minor)], true),
        (vec![(Found, false, minor)], true),
        (vec![(Memory, true, minor), (Found, true, minor)], false),
        (vec![(Memory, true, minor), (Found, true, info)], true),
        (vec![(Memory, true, info)], false),
    ] {
        let whole = Assessment::of(findings.iter().map(finding).collect());
        assert_eq!(whole.needs_basis(), needed, "{findings:?}");
    }
}
