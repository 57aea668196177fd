//! Findings as minutes tell them: what was found, by how much, on what basis
//! and how sure that is. Penalties are looked up elsewhere, never here.

use super::measured::{self, joined, permissible};
use super::source::Source;
use super::{Block, checks, goods, lots, wording};
use crate::assessment::{Doubt, Finding, Limit, Severity, Verdict};
use crate::check::{Check, CheckKind};
use crate::rules::GoodsKind;

/// Within one limit and outside another.
const DISPUTED: Verdict = Verdict::Inconclusive {
    doubt: Doubt::DisputedLimit,
};

/// What is not as the rules want it or could not be decided, check by check.
pub(super) fn list(source: &Source<'_>) -> Vec<Block> {
    let checks = told_of(source);
    let mut lines = Vec::new();
    for check in &checks {
        let findings = check.assessment.findings.iter();
        let adverse = findings.filter(|finding| finding.verdict != Verdict::Conforming);
        lines.extend(adverse.map(|finding| line(source, check, finding)));
        let words = source.of_every_check(check).into_iter();
        let label = checks::label(source, check);
        lines.extend(words.map(|fact| format!("{label}: {}: {}", fact.label, fact.value)));
    }
    if !lines.is_empty() {
        vec![Block::List(lines)]
    } else if checks.is_empty() {
        Vec::new()
    } else {
        vec![Block::Text(wording::NOTHING_WRONG.to_owned())]
    }
}

/// The verdict on every check.
pub(super) fn verdicts(source: &Source<'_>) -> Vec<Block> {
    let verdict = |check: &Check| {
        let verdict = wording::verdict(check.assessment.verdict);
        format!("{}: {verdict}", checks::label(source, check))
    };
    let lines = source.inspection.checks.iter().map(verdict);
    vec![Block::List(lines.collect())]
}

/// The checks that the form is of.
fn told_of<'a>(source: &Source<'a>) -> Vec<&'a Check> {
    match source.form.name.code.as_str() {
        "bbkt_do_luong" => measured::checks(source),
        "bbkt_chat_luong_nhan" => goods::checks(source),
        _ => source.inspection.checks.iter().collect(),
    }
}

fn line(source: &Source<'_>, check: &Check, finding: &Finding) -> String {
    let label = checks::label(source, check);
    let subject = subject(source, check, finding);
    let said = match (finding.verdict, finding.severity) {
        (Verdict::NonConforming, Severity::Info) => wording::OBSERVED.to_owned(),
        (Verdict::NonConforming, grave) => {
            format!(
                "{} ({})",
                wording::verdict(finding.verdict),
                wording::severity(grave)
            )
        }
        (other, _) => wording::verdict(other).to_owned(),
    };
    let mut parts = vec![said];
    parts.extend(figures(source, check, finding));
    if !finding.alternatives.is_empty() {
        let several = finding.alternatives.iter().map(clause);
        let several = several.collect::<Vec<_>>().join("; ");
        parts.push(wording::could_apply(&several));
    }
    let said = format!("{label}: {subject}: {}.", parts.join("; "));
    // Limits in dispute have each said their own.
    if finding.verdict == DISPUTED {
        return said;
    }
    let basis = finding.basis.as_deref();
    let basis = basis.map(|basis| of_these_goods(source, check, basis));
    let basis = wording::basis(basis.as_deref(), finding.evidence);
    format!("{said} {basis}.")
}

/// A basis without the technical regulations of other goods: an item that many goods
/// are put to cites those of all.
fn of_these_goods(source: &Source<'_>, check: &Check, basis: &str) -> String {
    let kinds = &source.pack.goods_kinds;
    let is_goods = matches!(check.content.kind, CheckKind::Label | CheckKind::Quality);
    let Some(own) = kinds
        .iter()
        .find(|kind| is_goods && kind.name.code == check.content.subject)
    else {
        return basis.to_owned();
    };
    let regulates = |kind: &GoodsKind, cited: &str| {
        let mut texts = kind.regulations.iter().map(|known| &known.text);
        texts.any(|text| text.starts_with(cited))
    };
    let is_of_others =
        |cited: &&str| !regulates(own, cited) && kinds.iter().any(|kind| regulates(kind, cited));
    let cited: Vec<&str> = basis.split("; ").filter(|one| !is_of_others(one)).collect();
    cited.join("; ")
}

/// The verdict in words, and who gains by the error.
pub(super) fn concluded(kind: CheckKind, finding: &Finding) -> String {
    let verdict = wording::verdict(finding.verdict);
    let favours = finding.figures.as_ref().and_then(|figures| figures.favours);
    match favours.and_then(|favours| wording::favours(favours, finding.verdict, kind)) {
        Some(gain) => format!("{verdict} ({gain})"),
        None => verdict.to_owned(),
    }
}

/// A limit with its clause and its mark.
fn clause(limit: &Limit) -> String {
    let mark = wording::evidence(limit.evidence);
    wording::clause(&wording::limit(limit), &limit.basis, mark)
}

/// What a finding is on: the item with its text, or the trial and its row.
fn subject(source: &Source<'_>, check: &Check, finding: &Finding) -> String {
    let subject = finding.subject.as_str();
    let lists = source.pack.checklists.iter();
    let mut items = lists.flat_map(|list| &list.items);
    if let Some(item) = items.find(|item| item.name.code == subject) {
        return format!("{subject} {}", item.name.vi);
    }
    match subject {
        "validity" => return wording::MISMATCH.to_owned(),
        "validity.computed" => return wording::MISMATCH_COMPUTED.to_owned(),
        _ => {}
    }
    let mut results = source.pack.results.iter();
    if let Some(result) = results.find(|term| term.code == subject) {
        return result.vi.clone();
    }
    let (code, row) = subject.split_once('.').unwrap_or((subject, ""));
    let trial = measured::trial(source, check, code);
    let name = trial.map_or(code, |trial| trial.name.vi.as_str());
    match row.parse() {
        Ok(row) => wording::row(name, row),
        Err(_) => match trial.filter(|trial| lots::is_lot(trial)) {
            Some(lot) => lots::name(source, lot, row),
            None => wording::whole_series(name),
        },
    }
}

/// What was measured, the error, and the limit or limits with their clauses.
fn figures(source: &Source<'_>, check: &Check, finding: &Finding) -> Option<String> {
    let figures = finding.figures.as_ref()?;
    let code = finding.subject.split('.').next().unwrap_or_default();
    let trial = measured::trial(source, check, code);
    let fields = match trial {
        Some(trial) => trial.fields.iter().collect(),
        None => measured::fields(source, check),
    };
    let measured = figures.measured.0.iter();
    let measured: Vec<_> = measured.map(|field| lots::seen(field, &fields)).collect();
    let error = wording::error(&figures.error);
    let counted = lots::is_count(figures);
    let mut parts = vec![joined(&measured), wording::error_of(&error)];
    if counted {
        parts = vec![error, joined(&measured)];
    }
    parts.retain(|part| !part.is_empty());
    if counted {
        parts.push(wording::allowed(&permissible(figures)));
    } else if finding.verdict == DISPUTED {
        let limits: Vec<_> = figures.limits.iter().map(clause).collect();
        parts.push(wording::permissible(&limits.join(wording::OR)));
        parts.push(wording::UNDECIDED.to_owned());
    } else {
        parts.push(wording::permissible(&permissible(figures)));
    }
    let favours = figures.favours;
    let kind = check.content.kind;
    parts.extend(favours.and_then(|favours| wording::favours(favours, finding.verdict, kind)));
    Some(parts.join("; "))
}
