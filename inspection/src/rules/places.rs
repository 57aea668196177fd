//! Who is visited, what is sold there, where that is, and who inspects.

use chrono::NaiveDate;
use serde::Deserialize;

use super::lists::ListUse;
use crate::evidence::{Basis, Evidence, Term};

/// A kind of establishment.
#[derive(Clone, Debug, Deserialize)]
pub struct EstablishmentKind {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// Named as an object of the plan.
    pub in_plan: bool,
    /// Kinds of instrument to suggest.
    #[serde(default)]
    pub suggested_instruments: Vec<String>,
    /// Groups of goods to suggest.
    #[serde(default)]
    pub suggested_goods: Vec<String>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    #[serde(default)]
    pub bases: Vec<Basis>,
}

/// A group of goods.
#[derive(Clone, Debug, Deserialize)]
pub struct GoodsKind {
    /// Code and names.
    #[serde(flatten)]
    pub name: Term,
    /// Lists of a label check; none for goods without a label duty.
    #[serde(default)]
    pub label_lists: Vec<ListUse>,
    /// Lists of a quality check.
    #[serde(default)]
    pub quality_lists: Vec<ListUse>,
    /// The technical regulation, as cited.
    #[serde(default)]
    pub regulation: Option<String>,
    /// Whether the goods must carry the CR mark, where known.
    #[serde(default)]
    pub cr_required: Option<bool>,
    /// How sure the row is.
    pub evidence: Evidence,
    /// Documents it rests on.
    #[serde(default)]
    pub bases: Vec<Basis>,
    /// What limits the row.
    #[serde(default)]
    pub note: Option<String>,
}

/// A city, district or ward. Proper names need no English.
#[derive(Clone, Debug, Deserialize)]
pub struct Unit {
    /// Stable code; a record keeps the one it was made with.
    pub code: String,
    /// `city`, `district` or `ward`.
    pub level: String,
    /// Name.
    pub vi: String,
    /// Code of the unit it belongs to.
    #[serde(default)]
    pub parent: Option<String>,
    /// Codes of the units it was made from.
    #[serde(default)]
    pub predecessors: Vec<String>,
    /// First day; `None` where it is not known.
    #[serde(default)]
    pub valid_from: Option<NaiveDate>,
    /// Last day; `None` while open.
    #[serde(default)]
    pub valid_to: Option<NaiveDate>,
    /// How sure the row is.
    pub evidence: Evidence,
}

/// Who inspects: data, since districts ended in July 2025. Empty until the
/// office fills it in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
pub struct Authority {
    /// The body above.
    pub superior: Option<String>,
    /// Its own name.
    pub name: Option<String>,
    /// The place in the heading of minutes.
    pub place: Option<String>,
    /// Title of who signs.
    pub signatory_title: Option<String>,
    /// Who the reports go to.
    pub report_recipient: Option<String>,
}
