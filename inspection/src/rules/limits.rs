//! Limits of instruments, as rows: of weighing instruments, of volumes, and the
//! figures that the formulas of trials take.

use rust_decimal::Decimal;

use super::lists::Condition;
use super::row::Row;
use crate::evidence::{Days, Evidence, Term};
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::limits::{ClassRow, PartialRange};

/// Limits of weighing instruments.
#[derive(Clone, Debug, Default)]
pub struct Weighing {
    /// When the tables of the standard are in force.
    pub days: Days,
    /// Maximum permissible errors on verification.
    pub bands: Vec<Band>,
    /// Factors in service, where the sources leave more than one.
    pub in_service_factors: Vec<Factor>,
    /// Which intervals a class may have (Table 3).
    pub(crate) classes: Vec<ClassRow>,
    /// How partial ranges must follow each other (Table 4).
    pub(crate) partial_ranges: Vec<PartialRange>,
}

/// One row of the table of maximum permissible errors.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Band {
    /// Accuracy class.
    pub class: String,
    /// Loads above this many verification scale intervals; `None` from zero.
    pub over_e: Option<Decimal>,
    /// Loads up to and with this many; `None` without end.
    pub up_to_e: Option<Decimal>,
    /// Plus and minus this many verification scale intervals.
    pub mpe_e: Decimal,
    /// When the row is in force.
    pub days: Days,
    /// Document and clause.
    pub basis: String,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// A factor on the maximum permissible error, for instruments in service.
#[derive(Clone, Debug)]
pub struct Factor {
    /// Code and names.
    pub name: Term,
    /// The factor.
    pub value: Decimal,
    /// When it is in force.
    pub days: Days,
    /// Document and clause; `None` where it is not known.
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

/// A figure of a formula: how much of what.
#[derive(Clone, Debug)]
pub struct TrialFigure {
    /// Code and names.
    pub name: Term,
    /// The figure.
    pub(crate) value: Ratio,
    /// Document and clause.
    pub basis: String,
    /// How sure it is.
    pub evidence: Evidence,
}

/// Limits of volumes: of dispensers, and of measures.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    /// The limits that could apply.
    pub limits: Vec<DeliveryLimit>,
    /// How a prover grows with its temperature.
    pub(crate) prover: Option<Prover>,
}

/// How provers grow with their temperature.
#[derive(Clone, Debug)]
pub(crate) struct Prover {
    /// The temperature at which their marks are right, in °C.
    pub(crate) t_ref: Ratio,
    /// Code of each material and its volume expansion for one degree.
    pub(crate) materials: Vec<(String, Ratio)>,
    /// Document.
    pub(crate) basis: String,
    /// How sure it is.
    pub(crate) evidence: Evidence,
}

/// A limit on the error of a volume.
#[derive(Clone, Debug)]
pub struct DeliveryLimit {
    /// Code and names.
    pub name: Term,
    /// Codes of the kinds of instrument it is for.
    pub kinds: Vec<String>,
    /// Of which of them; of all where there is no condition.
    pub when: Option<Condition>,
    /// Plus and minus this many per cent of the reference volume.
    pub percent: Decimal,
    /// When it is in force.
    pub days: Days,
    /// Document and clause; `None` where it is not known.
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

impl Weighing {
    /// Reads the table of its own, and the factors that stand beside it.
    pub(super) fn read(whole: &Row<'_>) -> Self {
        let Some(row) = whole.row("weighing") else {
            return Self::default();
        };
        Self {
            days: row.days(),
            bands: row.list("bands", Band::read),
            in_service_factors: whole.list("in_service_factors", Factor::read),
            classes: row.list("classes", class_row),
            partial_ranges: row.list("partial_ranges", partial_range),
        }
    }
}

impl TrialFigure {
    /// Those of the table of weighing, and those that only trials take.
    pub(super) fn read_all(whole: &Row<'_>) -> Vec<Self> {
        let mut figures = whole.list("trial_figures", Self::read);
        if let Some(row) = whole.row("weighing") {
            figures.extend(row.list("parameters", Self::read));
        }
        figures
    }

    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            value: row.ratio("value"),
            basis: row.text("basis"),
            evidence: row.evidence(),
        }
    }
}

fn class_row(row: &Row<'_>) -> ClassRow {
    ClassRow {
        class: row.text("class"),
        e_from_g: row.ratio("e_from_g"),
        e_to_g: row.optional_ratio("e_to_g"),
        n_from: row.ratio("n_from"),
        n_to: row.optional_ratio("n_to"),
        min_e: row.ratio("min_e"),
        fewer_below_d_g: row.optional_ratio("fewer_below_d_g"),
        basis: row.text("basis"),
        evidence: row.evidence(),
    }
}

fn partial_range(row: &Row<'_>) -> PartialRange {
    PartialRange {
        class: row.text("class"),
        least_max_in_next_e: row.ratio("least_max_in_next_e"),
        basis: row.text("basis"),
        evidence: row.evidence(),
    }
}

impl Band {
    fn read(row: &Row<'_>) -> Self {
        Self {
            class: row.text("class"),
            over_e: row.optional_decimal("over_e"),
            up_to_e: row.optional_decimal("up_to_e"),
            mpe_e: row.decimal("mpe_e"),
            days: row.days(),
            basis: row.text("basis"),
            evidence: row.evidence(),
        }
    }
}

impl Factor {
    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            value: row.decimal("value"),
            days: row.days(),
            basis: row.optional_text("basis"),
            evidence: row.evidence(),
        }
    }
}

impl Delivery {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            limits: row.list("limits", DeliveryLimit::read),
            prover: row.optional_row("prover").as_ref().map(Prover::read),
        }
    }
}

impl Prover {
    fn read(row: &Row<'_>) -> Self {
        Self {
            t_ref: row.ratio("t_ref"),
            materials: row.list("materials", |row| (row.text("code"), row.ratio("beta"))),
            basis: row.text("basis"),
            evidence: row.evidence(),
        }
    }
}

impl DeliveryLimit {
    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            kinds: row.texts("kinds"),
            when: row.optional_row("when").as_ref().map(Condition::read),
            percent: row.decimal("percent"),
            days: row.days(),
            basis: row.optional_text("basis"),
            evidence: row.evidence(),
        }
    }
}
