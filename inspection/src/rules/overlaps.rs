//! Whether one row at most of each key is in force on any day, so that the day
//! of an inspection picks it. Rows marked ambiguous stand side by side.

use rust_decimal::Decimal;

use super::RulePack;
use super::limits::Band;
use super::load::PackError;
use crate::evidence::{Basis, Days};

impl RulePack {
    pub(super) fn check_days(&self) -> Result<(), PackError> {
        let factors = self.weighing.in_service_factors.iter();
        let factors = factors.map(|row| (row.name.code.as_str(), row.days));
        apart("in_service_factors", factors)?;
        let limits = self.delivery.limits.iter();
        let limits = limits.map(|row| (row.name.code.as_str(), row.days));
        apart("limits of delivery", limits)?;
        bases_apart("powers", &self.powers)?;
        for kind in self.instrument_kinds.iter().chain(&self.quantity_kinds) {
            bases_apart(&kind.name.code, &kind.bases)?;
        }
        for kind in &self.goods_kinds {
            bases_apart(&kind.name.code, &kind.bases)?;
        }
        for item in self.checklists.iter().flat_map(|list| &list.items) {
            bases_apart(&item.name.code, &item.bases)?;
        }
        self.check_periods()?;
        self.check_bands()?;
        self.check_settlements()
    }

    /// Several periods of a kind may hold on one day where all are ambiguous.
    fn check_periods(&self) -> Result<(), PackError> {
        let rows = &self.verification_periods;
        for (row, later) in rows.iter().zip(1..) {
            let meets = rows.iter().skip(later).any(|other| {
                row.kind == other.kind
                    && !(row.ambiguous && other.ambiguous)
                    && row.days.overlap(other.days)
            });
            if meets {
                return Err(overlap("verification_periods", &row.kind));
            }
        }
        Ok(())
    }

    fn check_bands(&self) -> Result<(), PackError> {
        let rows = &self.weighing.bands;
        for (row, later) in rows.iter().zip(1..) {
            let meets = |other: &Band| {
                row.class == other.class
                    && row.days.overlap(other.days)
                    && loads_overlap(row, other)
            };
            if rows.iter().skip(later).any(meets) {
                return Err(overlap("bands", &row.class));
            }
        }
        Ok(())
    }

    /// Of limits that stand side by side, one at most is settled on.
    fn check_settlements(&self) -> Result<(), PackError> {
        let settled = self.settlements.iter();
        apart(
            "settlements",
            settled.clone().map(|row| (row.code.as_str(), row.days)),
        )?;
        let factors = settled.filter(|row| self.is_factor(&row.code));
        apart(
            "settlements",
            factors.map(|row| ("in_service_factors", row.days)),
        )
    }

    fn is_factor(&self, code: &str) -> bool {
        let mut factors = self.weighing.in_service_factors.iter();
        factors.any(|factor| factor.name.code == code)
    }
}

fn loads_overlap(one: &Band, other: &Band) -> bool {
    let over = |band: &Band| band.over_e.unwrap_or(Decimal::ZERO);
    let up_to = |band: &Band| band.up_to_e.unwrap_or(Decimal::MAX);
    over(one).max(over(other)) < up_to(one).min(up_to(other))
}

fn bases_apart(row: &str, bases: &[Basis]) -> Result<(), PackError> {
    apart("bases", bases.iter().map(|basis| (row, basis.days)))
}

/// Whether no two rows of one key hold on the same day.
pub(super) fn apart<'a>(
    table: &'static str,
    rows: impl Iterator<Item = (&'a str, Days)>,
) -> Result<(), PackError> {
    let rows: Vec<_> = rows.collect();
    for (&(key, days), later) in rows.iter().zip(1..) {
        let mut others = rows.iter().skip(later);
        if others.any(|&(other, held)| other == key && days.overlap(held)) {
            return Err(overlap(table, key));
        }
    }
    Ok(())
}

fn overlap(table: &'static str, row: &str) -> PackError {
    PackError::Overlap {
        table,
        row: row.to_owned(),
    }
}
