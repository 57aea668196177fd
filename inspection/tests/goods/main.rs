//! What labels and qualities are asked for, by group of goods, day and origin,
//! and what comes of the answers. Expected sets and bases are worked from the
//! label decrees (43/2017, 111/2021, 37/2026) and the technical regulations.

#![expect(clippy::unwrap_used, reason = "a test says what is wrong by panicking")]

use std::collections::BTreeSet;

use chrono::NaiveDate;
use inspection::{
    Answers, Assessment, CheckDraft, CheckId, CheckKind, Content, Doubt, Evidence, Finding, Item,
    RulePack, Severity, Verdict, check_sections, live_items,
};

mod contents;
mod forms;
mod judgements;
mod quality;

const UNTESTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::NotTested,
};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// The items asked of goods on a day, with these choices.
fn asked(kind: CheckKind, goods: &str, on: &str, chosen: &[(&str, &str)]) -> Vec<&'static Item> {
    let value = |field: &str| {
        let found = chosen.iter().find(|(code, _)| *code == field);
        found.map(|(_, value)| *value)
    };
    check_sections(RulePack::current(), kind, goods)
        .into_iter()
        .flat_map(|section| match section.content {
            Content::Items { items, .. } => items,
            Content::Fields(_) | Content::Rows { .. } | Content::Readings { .. } => Vec::new(),
        })
        .filter(|item| item.is_asked(day(on), value))
        .collect()
}

fn codes<'a>(items: impl IntoIterator<Item = &'a Item>) -> BTreeSet<&'a str> {
    let names = items.into_iter().map(|item| item.name.code.as_str());
    names.collect()
}

/// A check with every item answered as it should be, then `entered`.
fn check(kind: CheckKind, goods: &str, on: &str, entered: &[(&str, &str)]) -> CheckDraft {
    let mut answers = Answers::new();
    answers.insert("product".to_owned(), "Hàng".to_owned());
    if kind == CheckKind::Label {
        answers.insert("origin".to_owned(), "domestic".to_owned());
    }
    for item in asked(kind, goods, on, entered) {
        if let Some(first) = item.answer.options().first() {
            let good = if *first == "yes" { "no" } else { first };
            answers.insert(item.name.code.clone(), good.to_owned());
        }
    }
    for (field, text) in entered {
        answers.insert((*field).to_owned(), (*text).to_owned());
    }
    let subject = goods.to_owned();
    let id = CheckId(1);
    CheckDraft {
        id,
        kind,
        subject,
        answers,
    }
}

fn judged(kind: CheckKind, goods: &str, on: &str, entered: &[(&str, &str)]) -> Assessment {
    let pack = RulePack::current();
    let content = check(kind, goods, on, entered).complete(pack, day(on));
    content.unwrap().assess(pack, day(on))
}

fn label(goods: &str, on: &str, entered: &[(&str, &str)]) -> Assessment {
    judged(CheckKind::Label, goods, on, entered)
}

fn find<'a>(assessment: &'a Assessment, subject: &str) -> &'a Finding {
    let mut findings = assessment.findings.iter();
    findings.find(|found| found.subject == subject).unwrap()
}
