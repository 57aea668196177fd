//! The kinds of check, and what can be asked of any check's content without the
//! rule pack.

use serde::{Deserialize, Serialize};

use super::CheckContent;
use crate::members::{FromJson, Member};

/// The kinds of check.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum CheckKind {
    /// A measuring instrument.
    Instrument,
    /// The label of a product.
    Label,
    /// The quality side of a product.
    Quality,
    /// The quantity of goods: prepackages, cylinders, gold articles.
    Quantity,
}

impl CheckKind {
    /// The code, as documents have it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Instrument => "instrument",
            Self::Label => "label",
            Self::Quality => "quality",
            Self::Quantity => "quantity",
        }
    }
}

impl CheckContent {
    /// Whether a sample was taken: its quantity or its minutes were entered.
    pub(crate) fn is_sampled(&self) -> bool {
        let entered = |code| self.fields.value(code).is_some();
        entered("sample_quantity") || entered("sample_no")
    }

    /// Whether a finding's subject is one of the trials done, or a row of one.
    #[cfg(feature = "office")]
    pub(crate) fn has_trial(&self, subject: &str) -> bool {
        let trial = subject.split('.').next();
        self.series
            .iter()
            .any(|series| Some(series.trial.as_str()) == trial)
    }
}

impl FromJson for CheckKind {
    fn from_json(from: &Member<'_>) -> Self {
        from.word([
            ("instrument", Self::Instrument),
            ("label", Self::Label),
            ("quality", Self::Quality),
            ("quantity", Self::Quantity),
        ])
    }
}
