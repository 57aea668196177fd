//! Verdicts in words: the state, the figures, both limits with their clauses
//! and marks, and who gains. The verdict itself is the inspection crate's.

use inspection::{Amount, Doubt, Evidence, Favours, Finding, Limit, RulePack, Severity};
use inspection::{Assessment, Verdict};

use crate::components::{Element, Ruling, el, still_verdict};
use crate::wording::{Language, Words, fill};

/// The code of a verdict that may not be there yet.
pub(crate) fn state(verdict: Option<Verdict>) -> &'static str {
    verdict.map_or("pending", Verdict::code)
}

/// The word for it.
pub(crate) fn word(words: &Words, verdict: Option<Verdict>) -> &'static str {
    word_of(words, state(verdict))
}

/// The word for a verdict's code.
pub(crate) fn word_of(words: &Words, code: &str) -> &'static str {
    match code {
        "conforming" => words.verdict_conforming,
        "non_conforming" => words.verdict_non_conforming,
        "inconclusive" => words.verdict_inconclusive,
        "not_covered" => words.verdict_not_covered,
        _ => words.verdict_pending,
    }
}

/// Why a verdict could not be given, where it could not.
pub(crate) fn doubt(words: &Words, verdict: Verdict) -> Option<&'static str> {
    match verdict {
        Verdict::Conforming | Verdict::NonConforming => None,
        Verdict::Inconclusive { doubt } => Some(match doubt {
            Doubt::NotTested => words.doubt_not_tested,
            Doubt::Gap => words.doubt_gap,
            Doubt::DisputedLimit => words.doubt_disputed,
            Doubt::UnsuitableStandard => words.doubt_unsuitable_standard,
            Doubt::BelowResolution => words.doubt_below_resolution,
        }),
        Verdict::NotCovered => Some(words.not_covered_text),
    }
}

/// What a reading's verdict rests on, a line each.
pub(crate) fn reading_lines(language: Language, finding: &Finding) -> Vec<String> {
    let words = language.words();
    let mut lines = Vec::new();
    if let Some(figures) = &finding.figures {
        let written = |amount: &Amount| {
            let value = language.signed(&amount.shown().to_string());
            format!("{value} {}", amount.unit)
        };
        let mut error = written(&figures.error);
        if let Some(percent) = &figures.percent {
            error = format!("{error} ({})", written(percent));
        }
        let gains = figures.favours.map_or("", |favours| gains(words, favours));
        lines.push(format!("{}. {gains}", fill(words.error, &error)));
        lines.extend(
            figures
                .limits
                .iter()
                .map(|limit| limit_line(language, limit)),
        );
    } else {
        let known = |basis: &String| fill(words.basis, basis);
        let basis = finding.basis.as_ref();
        lines.push(basis.map_or_else(|| words.basis_unknown.to_owned(), known));
    }
    let alternatives = finding.alternatives.iter();
    lines.extend(alternatives.map(|limit| limit_line(language, limit)));
    lines.extend(doubt(words, finding.verdict).map(str::to_owned));
    lines
}

/// A verdict in words, with the lines below it.
pub(crate) fn ruling(language: Language, verdict: Verdict, lines: Vec<String>) -> Ruling {
    Ruling {
        state: verdict.code(),
        word: word(language.words(), Some(verdict)),
        lines,
    }
}

/// A finding under the name of what it is about.
pub(crate) fn named(language: Language, finding: &Finding) -> Element {
    let lines = reading_lines(language, finding);
    let ruling = ruling(language, finding.verdict, lines);
    el("div")
        .class("finding")
        .child(
            el("p")
                .class("label")
                .text(&subject_name(language, &finding.subject)),
        )
        .child(still_verdict(&finding.subject, &ruling))
}

/// What a whole check's verdict rests on: what did not conform, or why there is
/// no verdict.
pub(crate) fn check_lines(language: Language, assessment: &Assessment) -> Vec<String> {
    let words = language.words();
    let failing: Vec<_> = assessment
        .findings
        .iter()
        .filter(|finding| finding.verdict == Verdict::NonConforming)
        .map(|finding| subject_name(language, &finding.subject))
        .collect();
    let failing = (!failing.is_empty()).then(|| fill(words.failing, &failing.join("; ")));
    let doubt = doubt(words, assessment.verdict).map(str::to_owned);
    failing.into_iter().chain(doubt).collect()
}

/// What a finding is about.
fn subject_name(language: Language, subject: &str) -> String {
    RulePack::current().finding_name(subject, |term| language.term(term))
}

/// How sure a fact is.
pub(crate) fn evidence(words: &Words, evidence: Evidence) -> &'static str {
    match evidence {
        Evidence::SignedOff => words.evidence_signed_off,
        Evidence::Found => words.evidence_found,
        Evidence::Derived => words.evidence_derived,
        Evidence::Weak => words.evidence_weak,
        Evidence::Memory => words.evidence_memory,
    }
}

/// How grave a non-conformity is.
pub(crate) fn severity(words: &Words, severity: Severity) -> &'static str {
    match severity {
        Severity::Info => words.severity_info,
        Severity::Minor => words.severity_minor,
        Severity::Major => words.severity_major,
        Severity::Critical => words.severity_critical,
    }
}

/// The word for an answer by its code.
pub(crate) fn answer(words: &Words, code: &str) -> &'static str {
    match code {
        "conform" => words.conform,
        "not_conform" => words.not_conform,
        "not_applicable" => words.not_applicable,
        "not_checked" => words.not_checked,
        "yes" => words.yes,
        "no" => words.no,
        "recorded" => words.recorded,
        _ => words.not_given,
    }
}

/// Who gains by an error.
fn gains(words: &Words, favours: Favours) -> &'static str {
    match favours {
        Favours::Seller => words.favours_seller,
        Favours::Customer => words.favours_customer,
        Favours::Nobody => words.favours_nobody,
    }
}

fn limit_line(language: Language, limit: &Limit) -> String {
    let words = language.words();
    let name = RulePack::current().limit_name(&limit.code);
    let name = name.map_or(limit.code.as_str(), |name| language.term(name));
    let within = &limit.within;
    let value = language.number(&within.value.to_string());
    let within = match within.unit.as_str() {
        "month" => fill(words.period_months, &value),
        unit => fill(words.limit, &format!("{value} {unit}")),
    };
    let mark = evidence(words, limit.evidence);
    let basis = match limit.basis.as_str() {
        "" => words.basis_unknown,
        basis => basis,
    };
    format!("{within} – {name} ({mark}). {basis}")
}
