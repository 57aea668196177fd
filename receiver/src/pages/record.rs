//! One inspection in full: who, when, what was found, and the office's own
//! facts about the document. Checks are drawn by `checks.rs`.

use inspection::{
    Annex, Digest, Discrepancy, Document, Frozen, Inspection, InspectionId, Received, RulePack,
    Verdict,
};
use maud::{Markup, html};

use super::frame::{self, fact};
use super::spoken::{language, named, say};
use super::{belongings, checks, entered, minutes, overview};
use crate::store::{Belongings, Corrected, Stored};
use crate::wording::{self, belongings as words, devices};

/// Draws a document that was kept under its id, with the other parts of
/// the visit and what it left open, and with what came after it.
pub(super) fn draw(
    stored: &Stored,
    belongings: &Belongings,
    [beside, after]: [&Markup; 2],
) -> Markup {
    let Ok(thawed) = Frozen::thaw(&stored.document) else {
        return unreadable(&stored.document, &receipt(stored, None));
    };
    let inspection = &thawed.inspection;
    html! {
        article data-record=(inspection.id) {
            h1 { (say(wording::record::INSPECTION_TITLE)) ": " (inspection.establishment.name) }
            (conflicts(stored))
            (belongings::corrected(belongings))
            (discrepancies(inspection, &stored.discrepancies))
            (beside)
            (visit(inspection, belongings.corrects))
            (checks::draw(inspection, &stored.discrepancies))
            (conclusion(inspection))
            (entered::signatures(inspection))
            (minutes::links(inspection, Annex::of(&inspection.rule_pack).ok().as_ref()))
            (belongings::draw(Some(inspection), belongings))
            (after)
            (receipt(stored, Some(inspection)))
        }
    }
}

/// Draws what names an inspection that has not come.
pub(super) fn draw_awaited(id: InspectionId, belongings: &Belongings, after: &Markup) -> Markup {
    html! {
        article data-record=(id) data-state="missing" {
            h1 { (say(words::AWAITED_TITLE)) }
            p.alert { "⚠ " (say(words::AWAITED_EXPLAINED)) }
            p { (say(wording::record::ID)) ": " code { (id) } }
            (belongings::corrected(belongings))
            (belongings::draw(None, belongings))
            (after)
        }
    }
}

/// Draws a document that came under a taken id.
pub(super) fn draw_conflict(id: InspectionId, sha256: &Digest, text: &str) -> Markup {
    let digest = frame::facts(&[(
        say(wording::record::DIGEST).to_owned(),
        html! { code { (sha256) } },
    )]);
    let inspection = match Received::read(text).map(|received| received.document) {
        Ok(Document::Inspection(inspection)) => inspection,
        Ok(_) => return of_other_kind(id, sha256, &digest),
        Err(_) => return unreadable(text, &digest),
    };
    let inspection = &*inspection;
    html! {
        article data-record=(id) data-state="conflict" {
            h1 { (say(wording::record::INSPECTION_TITLE)) ": " (inspection.establishment.name) }
            p.alert { "⚠ " (say(wording::record::CONFLICT_NOTICE)) }
            p { a href={ "/office/inspections/" (id) } { (say(wording::record::TO_FIRST)) } }
            (visit(inspection, None))
            (checks::draw(inspection, &[]))
            (conclusion(inspection))
            (digest)
        }
    }
}

/// A photo, an attachment or an outcome that came under an inspection's id.
fn of_other_kind(id: InspectionId, sha256: &Digest, facts: &Markup) -> Markup {
    html! {
        h1 { (say(wording::record::INSPECTION_TITLE)) }
        p.alert { "⚠ " (say(words::CONFLICT_OF_OTHER_KIND)) }
        p { a href={ "/office/inspections/" (id) } { (say(wording::record::TO_FIRST)) } }
        p {
            a href={ "/office/documents/" (id) "/conflicts/" (sha256) } { (say(words::DOWNLOAD)) }
        }
        (facts)
    }
}

fn unreadable(text: &str, facts: &Markup) -> Markup {
    html! {
        h1 { (say(wording::record::INSPECTION_TITLE)) }
        p.alert { "⚠ " (say(wording::record::UNREADABLE)) }
        pre { (text) }
        (facts)
    }
}

fn visit(inspection: &Inspection, corrects: Option<Corrected>) -> Markup {
    let establishment = &inspection.establishment;
    let worst = inspection
        .checks
        .iter()
        .map(|check| check.assessment.verdict);
    let verdict = frame::verdict("inspection", Verdict::worst(worst));
    let mut facts = vec![
        fact(label("establishment_name"), &establishment.name),
        fact(label("establishment_address"), &establishment.address),
        fact(
            label("establishment_kind"),
            overview::kind(&establishment.kind),
        ),
        fact(label("inspector"), &inspection.inspector),
        fact(label("inspected_on"), wording::day(inspection.inspected_on)),
        fact(
            say(wording::record::OPENED),
            wording::stamp(&inspection.opened),
        ),
        fact(
            say(wording::record::CLOSED),
            wording::stamp(&inspection.closed),
        ),
        fact(say(wording::record::RULE_PACK), &inspection.rule_pack.id),
        (say(wording::record::VERDICT).to_owned(), verdict),
    ];
    if let Some(reason) = inspection.without_checks {
        let reason = choice("without_checks", reason.code());
        facts.push(fact(label("without_checks"), reason));
    }
    if let Some(id) = inspection.supersedes {
        let awaited = corrects.is_some_and(|corrected| !corrected.here);
        let link = html! {
            a href={ "/office/inspections/" (id) } { code { (id) } }
            @if awaited { " · " (say(words::NOT_RECEIVED)) }
        };
        facts.push((say(wording::record::SUPERSEDES).to_owned(), link));
    }
    html! {
        section {
            h2 { (say(wording::record::VISIT)) }
            (frame::facts(&facts))
            (entered::fields(inspection))
            (entered::lists(inspection))
        }
    }
}

fn conclusion(inspection: &Inspection) -> Markup {
    html! {
        section {
            h2 { (label("conclusion")) }
            p.long { (inspection.conclusion) }
        }
    }
}

fn receipt(stored: &Stored, inspection: Option<&Inspection>) -> Markup {
    let receipt = &stored.receipt;
    let code = |text: &dyn std::fmt::Display| html! { code { (text.to_string()) } };
    let mut facts = vec![
        fact(
            say(wording::record::RECEIVED_AT),
            wording::moment(receipt.received_at),
        ),
        (say(wording::record::ID).to_owned(), code(&receipt.id)),
        (
            say(wording::record::DIGEST).to_owned(),
            code(&receipt.sha256),
        ),
    ];
    if let Some(link) = inspection.map(|inspection| &inspection.link) {
        let previous = link.previous.as_ref();
        let previous = previous.map_or_else(
            || html! { (say(wording::record::NO_PREVIOUS)) },
            |it| code(it),
        );
        facts.extend([
            (say(wording::record::DEVICE).to_owned(), code(&link.device)),
            fact(say(wording::record::SEQUENCE), link.sequence.to_string()),
            (say(wording::record::PREVIOUS).to_owned(), previous),
        ]);
    }
    if let Some(carrier) = &stored.carrier {
        facts.push(fact(say(devices::CARRIER), carrier));
    }
    html! {
        section data-section="receipt" {
            h2 { (say(wording::record::RECEIPT_TITLE)) }
            (frame::facts(&facts))
            p { a href={ "/office/documents/" (receipt.id) } { (say(words::DOWNLOAD)) } }
        }
    }
}

fn conflicts(stored: &Stored) -> Markup {
    let path = |sha256: &Digest| {
        let id = stored.receipt.id;
        format!("/office/inspections/{id}/conflicts/{sha256}")
    };
    html! {
        @if !stored.conflicts.is_empty() {
            section.alert data-section="conflicts" {
                h2 { "⚠ " (say(wording::record::CONFLICTS_TITLE)) }
                p { (say(wording::record::CONFLICTS_EXPLAINED)) }
                ul {
                    @for conflict in &stored.conflicts {
                        li {
                            (say(wording::record::RECEIVED_AT)) " " (wording::moment(conflict.received_at)) ": "
                            a href=(path(&conflict.sha256)) { code { (conflict.sha256) } }
                        }
                    }
                }
            }
        }
    }
}

fn discrepancies(inspection: &Inspection, discrepancies: &[Discrepancy]) -> Markup {
    let sentence = |discrepancy: &Discrepancy| match discrepancy {
        Discrepancy::UnknownPack { pack } => {
            format!(
                "{} ({}, {})",
                say(wording::record::UNKNOWN_PACK),
                pack.id,
                pack.sha256
            )
        }
        Discrepancy::OtherAssessment { check, found } => {
            let mut checks = inspection.checks.iter();
            let tablet = checks.find(|candidate| candidate.id == *check);
            let tablet = tablet.map(|check| check.assessment.verdict);
            wording::record::other_assessment(language(), check.0, tablet, found.verdict)
        }
    };
    html! {
        @if !discrepancies.is_empty() {
            section.alert data-section="discrepancies" {
                h2 { "⚠ " (say(wording::record::DISCREPANCIES_TITLE)) }
                ul { @for discrepancy in discrepancies { li { (sentence(discrepancy)) } } }
            }
        }
    }
}

/// Name of a choice of a field of the visit; its code where the pack has none.
fn choice(field: &str, code: &'static str) -> &'static str {
    let mut fields = RulePack::current().visit_fields.iter();
    let field = fields.find(|row| row.name.code == field);
    let mut choices = field.into_iter().flat_map(|field| field.choices_on(None));
    let choice = choices.find(|choice| choice.code == code);
    choice.map_or(code, named)
}

/// Name of a field of the visit; its code where the pack has none.
fn label(code: &str) -> &str {
    let pack = RulePack::current();
    let mut fields = pack.fields_of_visit();
    let field = fields.find(|field| field.name.code == code);
    field.map_or(code, |field| named(&field.name))
}
