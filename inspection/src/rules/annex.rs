//! The annex of an edition: what is looked up, printed, counted and explained.
//! No visit is recorded or judged with it, so the tablet carries none of it
//! until a page asks.

use chrono::NaiveDate;

use super::law::{LegalDocument, Penalty, PenaltyNote};
use super::load::{PackError, merge, read};
use super::office::{Authority, SignOff};
use super::overlaps::apart;
use super::paper::{GuidanceTopic, MinutesForm};
use super::references::{check_dated, distinct, terms, unknown};
use super::reporting::Reporting;
use super::row::Row;
use super::{ANNEXES, EDITIONS, RulePack};
use crate::evidence::Term;

/// The tables of one edition that no visit is recorded with.
#[derive(Clone, Debug)]
pub struct Annex {
    /// Rows that the office's legal officer has checked.
    pub sign_offs: Vec<SignOff>,
    /// Who inspects, by date.
    pub authorities: Vec<Authority>,
    /// Laws, decrees, circulars, procedures and standards.
    pub legal_documents: Vec<LegalDocument>,
    /// What the penalty decree says; for reference only.
    pub penalties: Vec<Penalty>,
    /// What is said beside every range of fines.
    pub penalty_note: PenaltyNote,
    /// What reports count, and when they are due.
    pub reporting: Reporting,
    /// Minutes and slips.
    pub minutes_forms: Vec<MinutesForm>,
    /// What the plan asks to explain.
    pub guidance_topics: Vec<GuidanceTopic>,
    /// How it is explained.
    pub guidance_channels: Vec<Term>,
}

impl Annex {
    /// The annex of the newest edition, read anew.
    ///
    /// # Errors
    /// [`PackError`] names the row at fault; the editions that ship have none.
    pub fn current() -> Result<Self, PackError> {
        let ([.., edition], [.., annex]) = (EDITIONS, ANNEXES);
        let parts = [&edition.parts[..1], annex].concat();
        read(&merge(&parts)?, Self::read)
    }

    /// Who inspects on `day`.
    #[must_use]
    pub fn authority_on(&self, day: NaiveDate) -> Option<&Authority> {
        self.authorities.iter().find(|row| row.days.hold(day))
    }

    /// The document of this code.
    #[must_use]
    pub fn legal_document(&self, code: &str) -> Option<&LegalDocument> {
        self.legal_documents
            .iter()
            .find(|document| document.name.code == code)
    }

    pub(super) fn read(whole: &Row<'_>) -> Self {
        let note = whole.row("penalty_note");
        Self {
            sign_offs: whole.list("sign_offs", SignOff::read),
            authorities: whole.list("authorities", Authority::read),
            legal_documents: whole.list("legal_documents", LegalDocument::read),
            penalties: whole.list("penalties", Penalty::read),
            penalty_note: note.as_ref().map(PenaltyNote::read).unwrap_or_default(),
            reporting: Reporting::read(whole),
            minutes_forms: whole.list("minutes_forms", MinutesForm::read),
            guidance_topics: whole.list("guidance_topics", GuidanceTopic::read),
            guidance_channels: whole.terms("guidance_channels"),
        }
    }

    /// Whether codes stand once and whatever a row names is there.
    pub(super) fn check(&self, pack: &RulePack) -> Result<(), PackError> {
        self.check_codes()?;
        apart(
            "authorities",
            self.authorities.iter().map(|row| ("", row.days)),
        )?;
        for penalty in &self.penalties {
            for item in &penalty.items {
                if pack.item(item).is_none() {
                    return Err(unknown(&penalty.name.code, "the item", item));
                }
            }
            check_dated(self, &penalty.name.code, &penalty.bases, penalty.days)?;
        }
        for document in &self.legal_documents {
            for named in document.amends.iter().chain(&document.replaced_by) {
                if self.legal_document(named).is_none() {
                    return Err(unknown(&document.name.code, "the document", named));
                }
            }
        }
        for topic in &self.guidance_topics {
            for list in &topic.checklists {
                if !pack.checklists.iter().any(|known| known.id == *list) {
                    return Err(unknown(&topic.name.code, "the checklist", list));
                }
            }
        }
        self.check_acts(pack)
    }

    /// Whether the items and lists that reports sort violations by are there,
    /// each once.
    fn check_acts(&self, pack: &RulePack) -> Result<(), PackError> {
        let known = |code: &str| {
            let lists = pack.checklists.iter();
            lists
                .flat_map(|list| &list.items)
                .any(|item| item.name.code == code)
        };
        let acts = || self.reporting.acts.iter();
        let items = || acts().flat_map(|row| &row.items);
        let lists = || acts().flat_map(|row| &row.lists);
        for item in items().chain(&self.reporting.without_mark) {
            if !known(item) {
                return Err(unknown("act_kinds", "the item", item));
            }
        }
        for list in lists() {
            if !pack.checklists.iter().any(|known| known.id == *list) {
                return Err(unknown("act_kinds", "the checklist", list));
            }
        }
        distinct("items of acts", items().map(String::as_str))?;
        distinct("lists of acts", lists().map(String::as_str))
    }

    fn check_codes(&self) -> Result<(), PackError> {
        terms(
            "documents",
            self.legal_documents.iter().map(|row| &row.name),
        )?;
        terms("penalties", self.penalties.iter().map(|row| &row.name))?;
        let reporting = &self.reporting;
        let periods = reporting.report_periods.iter().map(|row| &row.name);
        terms("reports", periods)?;
        let figures = reporting.report_figures.iter().map(|row| &row.name);
        terms("report figures", figures)?;
        terms("kinds of act", reporting.acts.iter().map(|row| &row.name))?;
        terms(
            "forms of minutes",
            self.minutes_forms.iter().map(|row| &row.name),
        )?;
        terms(
            "guidance topics",
            self.guidance_topics.iter().map(|row| &row.name),
        )?;
        terms("guidance channels", self.guidance_channels.iter())
    }
}
