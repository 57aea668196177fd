//! Findings: verdict, severity, basis with its mark, and the figures of a
//! reading with both limits and who gains.

use inspection::{Assessment, Doubt, Evidence, Figures, Finding, Reading, RulePack, Verdict};
use maud::{Markup, html};

use super::frame;
use super::spoken::{language, named, say};
use crate::wording;

/// Findings by subject; each is shown once.
pub(super) struct Finder<'check> {
    left: Vec<&'check Finding>,
}

impl<'check> Finder<'check> {
    pub(super) fn new(findings: &'check [Finding]) -> Self {
        Self {
            left: findings.iter().collect(),
        }
    }

    /// The next finding on this subject.
    pub(super) fn take(&mut self, subject: &str) -> Option<&'check Finding> {
        let place = self
            .left
            .iter()
            .position(|finding| finding.subject == subject)?;
        Some(self.left.remove(place))
    }

    /// What nothing asked for.
    pub(super) fn rest(self) -> Vec<&'check Finding> {
        self.left
    }
}

/// What the office found for a check where it judged otherwise.
pub(super) fn office(check: u16, found: &Assessment) -> Markup {
    let findings: Vec<_> = found.findings.iter().collect();
    html! {
        section.alert data-section="reassessed" data-for=(check) {
            p { "⚠ " (say(wording::record::OFFICE_FINDINGS)) ": " (wording::verdict(language(), found.verdict)) }
            (table(say(wording::record::OFFICE_FINDINGS), &findings))
        }
    }
}

/// A table of findings without their items.
pub(super) fn table(title: &str, findings: &[&Finding]) -> Markup {
    html! {
        @if !findings.is_empty() {
            h3 { (title) }
            div.scroll role="region" tabindex="0" aria-label=(title) {
                table {
                    tbody {
                        @for finding in findings {
                            tr {
                                td { (RulePack::current().finding_name(&finding.subject, named)) }
                                td { (wording::verdict(language(), finding.verdict)) }
                                td {
                                    @if let Some(figures) = &finding.figures {
                                        @for measured in &figures.measured.0 {
                                            (wording::recorded(measured)) "; "
                                        }
                                        (wording::error(&figures.error))
                                        (limits(figures))
                                    }
                                    @for limit in &finding.alternatives {
                                        (wording::limit(language(), &limit.within)) ": "
                                        (basis(Some(&limit.basis), limit.evidence)) " "
                                    }
                                }
                                td { (basis(finding.basis.as_deref(), finding.evidence)) }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A verdict with how grave it is.
pub(super) fn verdict(finding: &Finding) -> Markup {
    html! {
        (frame::verdict(&finding.subject, finding.verdict))
        @if finding.verdict != Verdict::Conforming {
            br;
            small { (wording::severity(language(), finding.severity)) }
        }
    }
}

/// A basis with the mark of how sure it is.
pub(super) fn basis(text: Option<&str>, evidence: Evidence) -> Markup {
    html! {
        @match text.filter(|text| !text.is_empty()) {
            // Documents of law are named as they are.
            Some(text) => span lang="vi" { (text) },
            None => (say(wording::record::NO_BASIS)),
        }
        " "
        small.evidence { "(" (wording::evidence(language(), evidence)) ")" }
    }
}

/// One reading with what was made of it; `columns` are the codes of what was
/// measured.
pub(super) fn reading(
    subject: &str,
    number: usize,
    reading: &Reading,
    columns: &[&str],
    finder: &mut Finder<'_>,
) -> Markup {
    let finding = finder.take(subject);
    let figures = finding.and_then(|finding| finding.figures.as_ref());
    html! {
        tr data-reading=(number) {
            td { (number) }
            @for code in columns {
                td.figure {
                    @for recorded in reading.0.0.iter().filter(|recorded| recorded.code == *code) {
                        (wording::recorded(recorded)) " "
                    }
                }
            }
            @match figures {
                Some(figures) => {
                    td.figure {
                        (wording::error(&figures.error))
                        @if let Some(percent) = &figures.percent { " (" (wording::error(percent)) ")" }
                    }
                    td { (limits(figures)) }
                }
                None => {
                    td { (wording::NOTHING) }
                    td {
                        @if let Some(finding) = finding {
                            (basis(finding.basis.as_deref(), finding.evidence))
                        }
                    }
                }
            }
            td {
                @match finding {
                    Some(finding) => {
                        (verdict(finding))
                        (disputed(finding))
                    }
                    None => (wording::NOTHING),
                }
            }
            td {
                @if let Some(favours) = figures.and_then(|figures| figures.favours) {
                    (wording::favours(language(), favours))
                }
            }
        }
    }
}

fn limits(figures: &Figures) -> Markup {
    html! {
        ul.plain {
            @for limit in &figures.limits {
                li { (wording::limit(language(), &limit.within)) ": " (basis(Some(&limit.basis), limit.evidence)) }
            }
        }
    }
}

/// Why two limits that disagree give no verdict.
fn disputed(finding: &Finding) -> Markup {
    let doubt = Verdict::Inconclusive {
        doubt: Doubt::DisputedLimit,
    };
    let limits = finding.figures.as_ref().map(|figures| &figures.limits);
    let ends = limits.and_then(|limits| limits.first().zip(limits.last()));
    html! {
        @if let Some((narrow, wide)) = ends.filter(|_| finding.verdict == doubt) {
            p { (wording::record::disputed(language(), &narrow.within, &wide.within)) }
        }
    }
}
