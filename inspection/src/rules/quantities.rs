//! Tables of the quantity of goods, as rows: tolerable deficiencies, sampling
//! plans and tares of prepackages, limits of gold, units of mass. What is made
//! of the figures is `metrology`'s.

use chrono::NaiveDate;
#[cfg(any(test, feature = "abroad"))]
use serde_json::{Map, Value};

use super::RulePack;
#[cfg(any(test, feature = "abroad"))]
use super::load::{PackError, read};
use super::row::Row;
use crate::evidence::{Days, Evidence, Term};
use crate::metrology::gold::{Above, Between, GoldTables, Line, Point, Proportion, ResolutionRow};
use crate::metrology::prepackage::{Amount, DeficiencyRow, Quantity, Rounding, SecondLimit, Way};
use crate::metrology::ratio::Ratio;
use crate::metrology::sampling::{Acceptance, Plan, Printed, SampleSize, SecondSample, Test};

/// What is known of prepackages.
#[derive(Clone, Debug, Default)]
pub(crate) struct PrepackageTables {
    /// When it is in force.
    pub(crate) days: Days,
    /// Tolerable deficiencies; those of one system and quantity upwards.
    pub(crate) deficiencies: Vec<DeficiencyRow>,
    /// Sampling plans.
    pub(crate) plans: Vec<Plan>,
    /// Systems that are known to exist and whose figures are not known.
    pub(crate) unread: Vec<UnreadSystem>,
}

/// A system that nobody has read.
#[derive(Clone, Debug)]
pub(crate) struct UnreadSystem {
    /// Its code.
    pub(crate) system: String,
    /// What is missing.
    pub(crate) why: String,
}

/// When one mean tare may stand for that of every package.
#[derive(Clone, Debug)]
pub(crate) struct TareRule {
    /// When it is in force.
    pub(crate) days: Days,
    /// A mean of at most this many percent of the nominal quantity may.
    pub(crate) share_percent: Ratio,
    /// So may one whose standard deviation is at most this part of T …
    pub(crate) spread_of_t: Ratio,
    /// … of at least this many tares.
    pub(crate) least: u32,
    /// Document and clause.
    pub(crate) basis: String,
    /// How sure the rule is.
    pub(crate) evidence: Evidence,
}

/// A unit that the mass of an article is declared or read in.
#[derive(Clone, Debug)]
pub(crate) struct MassUnit {
    /// Its symbol, as documents hold it, and its names.
    pub(crate) name: Term,
    /// Grams in one.
    pub(crate) grams: Ratio,
    /// Document; `None` where it is not known.
    pub(crate) basis: Option<String>,
    /// How sure the figure is.
    pub(crate) evidence: Evidence,
}

impl RulePack {
    /// The tables of prepackages of a day.
    pub(crate) fn prepackages_on(&self, day: NaiveDate) -> Option<&PrepackageTables> {
        self.prepackages.iter().find(|tables| tables.days.hold(day))
    }

    /// The tables of gold weighing of a day.
    pub(crate) fn gold_on(&self, day: NaiveDate) -> Option<&GoldTables> {
        self.gold.iter().find(|tables| tables.days.hold(day))
    }
}

/// The tables of one object of a document that is no pack.
#[cfg(any(test, feature = "abroad"))]
pub(crate) fn tables_of<T>(
    tables: &Map<String, Value>,
    take: fn(&Row<'_>) -> T,
) -> Result<T, PackError> {
    read(tables, take)
}

impl PrepackageTables {
    pub(crate) fn read(row: &Row<'_>) -> Self {
        Self {
            days: row.days(),
            deficiencies: row.list("deficiencies", deficiency),
            plans: row.list("plans", plan),
            unread: row.list("unread", |row| UnreadSystem {
                system: row.text("system"),
                why: row.text("why"),
            }),
        }
    }
}

fn deficiency(row: &Row<'_>) -> DeficiencyRow {
    let amount = if row.has("percent") {
        Amount::Percent(row.ratio("percent"))
    } else {
        Amount::Absolute(row.ratio("absolute"))
    };
    DeficiencyRow {
        system: row.text("system"),
        quantity: row.word("quantity", quantity, Quantity::MassVolume),
        from: row.optional_ratio("from"),
        up_to: row.optional_ratio("up_to"),
        amount,
        rounding: row.optional_row("rounding").map(|row| Rounding {
            way: row.word("way", way, Way::Up),
            decimals: row.count("decimals"),
        }),
        second_limit: if row.has("second_limit") {
            row.word("second_limit", second_limit, SecondLimit::TwiceT)
        } else {
            SecondLimit::TwiceT
        },
        basis: row.text("basis"),
        evidence: row.evidence(),
    }
}

fn plan(row: &Row<'_>) -> Plan {
    Plan {
        system: row.text("system"),
        test: row.word("test", test, Test::NonDestructive),
        lot_from: row.count("lot_from").into(),
        lot_to: row.optional_count("lot_to").map(u64::from),
        n: sample_size(row),
        mean_n: row.optional_count("mean_n").map(u64::from),
        k: row.has("k").then(|| Printed {
            text: row.text("k"),
            value: row.ratio("k"),
        }),
        accept: row.optional_row("accept").map(|row| acceptance(&row)),
        reject: row.optional_count("reject").map(u64::from),
        second: row.optional_row("second").map(|row| SecondSample {
            n: row.count("n").into(),
            accept: row.count("accept").into(),
            reject: row.count("reject").into(),
        }),
        basis: row.text("basis"),
        evidence: row.evidence(),
    }
}

fn sample_size(row: &Row<'_>) -> SampleSize {
    if row.is_text("n") {
        return row.word("n", whole_lot, SampleSize::WholeLot);
    }
    let Some(row) = row.row("n") else {
        return SampleSize::WholeLot;
    };
    match row.optional_row("part_of_lot") {
        Some(part) => SampleSize::PartOfLot {
            percent: part.ratio("percent"),
            at_least: part.count("at_least").into(),
        },
        None => SampleSize::Count(row.count("count").into()),
    }
}

fn acceptance(row: &Row<'_>) -> Acceptance {
    if row.has("percent_of_lot") {
        Acceptance::PercentOfLot(row.ratio("percent_of_lot"))
    } else {
        Acceptance::Count(row.count("count").into())
    }
}

impl TareRule {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            days: row.days(),
            share_percent: row.ratio("share_percent"),
            spread_of_t: row.ratio("spread_of_t"),
            least: row.count("least"),
            basis: row.text("basis"),
            evidence: row.evidence(),
        }
    }
}

impl MassUnit {
    pub(super) fn read(row: &Row<'_>) -> Self {
        Self {
            name: row.term(),
            grams: row.ratio("grams"),
            basis: row.optional_text("basis"),
            evidence: row.evidence(),
        }
    }
}

impl GoldTables {
    /// Reads the tables of one time.
    pub(crate) fn read(row: &Row<'_>) -> Self {
        Self {
            days: row.days(),
            resolution: row.list("resolution", |row| ResolutionRow {
                up_to_g: row.optional_ratio("up_to_g"),
                e_max_g: row.ratio("e_max_g"),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
            points: row.list("points", |row| Point {
                mass_g: row.ratio("mass_g"),
                s_mg: row.ratio("s_mg"),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
            below: row.required("below", |row| Proportion {
                s_mg: row.ratio("s_mg"),
                of_g: row.ratio("of_g"),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
            between: row.optional_row("between").map(|row| Between {
                rule: row.word("rule", line, Line::StraightLine),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
            above: row.required("above", |row| Above {
                percent: row.ratio("percent"),
                basis: row.text("basis"),
                evidence: row.evidence(),
            }),
        }
    }
}

fn quantity(word: &str) -> Option<Quantity> {
    Some(match word {
        "mass_volume" => Quantity::MassVolume,
        "length" => Quantity::Length,
        "area" => Quantity::Area,
        "count" => Quantity::Count,
        _ => return None,
    })
}

fn way(word: &str) -> Option<Way> {
    Some(match word {
        "up" => Way::Up,
        "nearest" => Way::Nearest,
        _ => return None,
    })
}

fn second_limit(word: &str) -> Option<SecondLimit> {
    Some(match word {
        "twice_t" => SecondLimit::TwiceT,
        "rounded_itself" => SecondLimit::RoundedItself,
        _ => return None,
    })
}

fn test(word: &str) -> Option<Test> {
    Test::named(word)
}

fn whole_lot(word: &str) -> Option<SampleSize> {
    (word == "whole_lot").then_some(SampleSize::WholeLot)
}

fn line(word: &str) -> Option<Line> {
    (word == "straight_line").then_some(Line::StraightLine)
}
