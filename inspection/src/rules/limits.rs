//! Limits of instruments, as rows.

use rust_decimal::Decimal;

use super::row::Row;
use crate::evidence::{Days, Evidence, Term};

/// Limits of weighing instruments.
#[derive(Clone, Debug, Default)]
pub struct Weighing {
    /// Maximum permissible errors on verification.
    pub bands: Vec<Band>,
    /// Factors in service, where the sources leave more than one.
    pub in_service_factors: Vec<Factor>,
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

/// Limits of dispensers.
#[derive(Clone, Debug, Default)]
pub struct Delivery {
    /// The limits that could apply.
    pub limits: Vec<DeliveryLimit>,
}

/// A limit on the error of a delivery.
#[derive(Clone, Debug)]
pub struct DeliveryLimit {
    /// Code and names.
    pub name: Term,
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
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            bands: row.list("bands", Band::read),
            in_service_factors: row.list("in_service_factors", Factor::read),
        }
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
        }
    }
}

impl DeliveryLimit {
    fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            percent: row.decimal("percent"),
            days: row.days(),
            basis: row.optional_text("basis"),
            evidence: row.evidence(),
        }
    }
}
