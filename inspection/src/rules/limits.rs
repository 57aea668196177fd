//! Limits of instruments, as rows.

use rust_decimal::Decimal;
use serde::Deserialize;

use crate::evidence::{Evidence, Term};
use crate::exact;

/// Limits of weighing instruments.
#[derive(Clone, Debug, Deserialize)]
pub struct Weighing {
    /// Maximum permissible errors on verification.
    pub bands: Vec<Band>,
    /// Factors in service, where the sources leave more than one.
    pub in_service_factors: Vec<Factor>,
}

/// One row of the table of maximum permissible errors.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct Band {
    /// Accuracy class.
    pub class: String,
    /// Loads above this many verification scale intervals; `None` from zero.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub over_e: Option<Decimal>,
    /// Loads up to and with this many; `None` without end.
    #[serde(with = "rust_decimal::serde::str_option")]
    pub up_to_e: Option<Decimal>,
    /// Plus and minus this many verification scale intervals.
    #[serde(with = "exact")]
    pub mpe_e: Decimal,
    /// Document and clause.
    pub basis: String,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// A factor on the maximum permissible error, for instruments in service.
#[derive(Clone, Debug, Deserialize)]
pub struct Factor {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// The factor.
    #[serde(with = "exact")]
    pub value: Decimal,
    /// Document and clause; `None` where it is not known.
    #[serde(default)]
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}

/// Limits of dispensers.
#[derive(Clone, Debug, Deserialize)]
pub struct Delivery {
    /// The limits that could apply.
    pub limits: Vec<DeliveryLimit>,
}

/// A limit on the error of a delivery.
#[derive(Clone, Debug, Deserialize)]
pub struct DeliveryLimit {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// Plus and minus this many per cent of the reference volume.
    #[serde(with = "exact")]
    pub percent: Decimal,
    /// Document and clause; `None` where it is not known.
    #[serde(default)]
    pub basis: Option<String>,
    /// How sure it is.
    pub evidence: Evidence,
}
