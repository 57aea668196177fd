//! "A checklist needs no Rust", performed: a list and its use are written into
//! the pack's data, and a check is asked, answered and judged by it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;

use inspection::{
    Answers, CheckDraft, CheckId, CheckKind, Content, RulePack, Verdict, check_sections,
};

/// The newest edition's parts, with one text replaced by another.
fn pack_with(changes: &[(&str, &str)]) -> RulePack {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/rules/2026-11");
    let files = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    let mut parts: Vec<String> = files
        .map(|file| fs::read_to_string(file).unwrap())
        .collect();
    for (from, to) in changes {
        assert!(parts.iter().any(|part| part.contains(from)), "{from}");
        for part in &mut parts {
            *part = part.replacen(from, to, 1);
        }
    }
    let parts: Vec<&str> = parts.iter().map(String::as_str).collect();
    RulePack::load(&parts).unwrap()
}

const NEW_LIST: &str = r#""checklists": [
  {"id": "TPM", "vi": "Chợ phiên", "en": "Weekly market", "items": [
    {"code": "TPM-01", "vi": "Có bảng giá", "en": "Prices are shown", "help_vi": "Nhìn quầy.",
     "help_en": "Look at the stall.", "answer": "conform", "severity": "minor",
     "evidence": "memory"}]},"#;

#[test]
fn a_new_checklist_is_asked_and_judged_from_data_alone() {
    let pack = pack_with(&[
        ("\"checklists\": [\n", NEW_LIST),
        (r#"{"id": "SHCN"}"#, r#"{"id": "TPM"}"#),
    ]);
    let sections = check_sections(&pack, CheckKind::Quality, "toys");
    let asked = sections.iter().any(|section| match &section.content {
        Content::Items { title, items } => title.code == "TPM" && items.len() == 1,
        Content::Fields(_) | Content::Rows { .. } | Content::Readings { .. } => false,
    });
    assert!(asked, "{sections:?}");

    let mut answers = Answers::new();
    answers.insert("product".to_owned(), "Xe".to_owned());
    for item in ["QC-01", "QC-02", "QC-03", "QC-04"] {
        answers.insert(item.to_owned(), "conform".to_owned());
    }
    answers.insert("QC-05".to_owned(), "no".to_owned());
    answers.insert("TPM-01".to_owned(), "not_conform".to_owned());
    let (id, kind, subject) = (CheckId(1), CheckKind::Quality, "toys".to_owned());
    let check = CheckDraft {
        id,
        kind,
        subject,
        answers,
    };
    let content = check
        .complete(&pack, "2026-11-20".parse().unwrap())
        .unwrap();
    let assessment = content.assess(&pack, "2026-11-20".parse().unwrap());
    assert_eq!(assessment.verdict, Verdict::NonConforming);
    assert_eq!(assessment.findings[0].subject, "TPM-01");
    assert_eq!(assessment.findings[0].basis, None, "no basis is made up");
}
