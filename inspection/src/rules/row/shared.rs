//! What rows of many tables have: names, marks, documents, days.

use super::Row;
use crate::assessment::Severity;
use crate::evidence::{Basis, Days, Evidence, Term};
use crate::rules::reading::Lapse;
use crate::rules::words::{evidence, severity};

impl Row<'_> {
    pub(in crate::rules) fn term(&self) -> Term {
        let vi = self.text("vi");
        if vi.trim().is_empty() {
            self.wrong("vi", "Vietnamese");
        }
        Term {
            code: self.text("code"),
            vi,
            en: self.loaded_apart("en"),
        }
    }

    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the method is of one lifetime, `read` of every"
    )]
    pub(in crate::rules) fn terms(&self, name: &str) -> Vec<Term> {
        self.list(name, |row| row.term())
    }

    /// A text in English, or how to look; empty where that is loaded apart.
    pub(in crate::rules) fn loaded_apart(&self, member: &str) -> String {
        if cfg!(feature = "texts-apart") {
            self.optional_text(member).unwrap_or_default()
        } else {
            self.text(member)
        }
    }

    /// The row's mark, which a sign-off of the office outdoes.
    pub(in crate::rules) fn evidence(&self) -> Evidence {
        let marked = self.word("evidence", evidence, Evidence::Memory);
        let from = self.optional_date("valid_from");
        let evidence = if self.reading.signed_off(self.table, &self.key(), from) {
            Evidence::SignedOff
        } else {
            marked
        };
        #[cfg(any(test, feature = "office"))]
        self.reading
            .marks(crate::rules::MarkedRow::of(self, evidence, from));
        evidence
    }

    pub(in crate::rules) fn severity(&self) -> Severity {
        self.word("severity", severity, Severity::Critical)
    }

    pub(in crate::rules) fn bases(&self) -> Vec<Basis> {
        self.bases_in("bases")
    }

    /// Documents of another name than `bases`.
    pub(in crate::rules) fn bases_in(&self, name: &str) -> Vec<Basis> {
        self.list(name, |row| Basis {
            text: row.text("text"),
            documents: row.texts("documents"),
            days: row.days(),
            evidence: row.has("evidence").then(|| row.evidence()),
        })
    }

    /// From `valid_from` to `valid_to`. An end is noted, to be warned of.
    pub(in crate::rules) fn days(&self) -> Days {
        let (from, to) = (
            self.optional_date("valid_from"),
            self.optional_date("valid_to"),
        );
        if let Some(last) = to {
            if from.is_some_and(|from| from > last) {
                self.wrong("valid_to", "a day from valid_from on");
            }
            self.reading.ends(Lapse {
                row: self.nearest_key(),
                text: self.saying(),
                last,
            });
        }
        Days { from, to }
    }
}
