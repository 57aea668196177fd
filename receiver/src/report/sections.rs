//! The sections of a report, in the order in which they are read.

use inspection::{
    Acts, CheckKind, Figure, FollowUpKind, InstrumentFault, OutcomeResult, Report, Severity,
    WithoutChecks,
};

use super::making::Maker;
use super::statement::{Cell, Row, Section, Value};
use crate::store::PlanDone;
use crate::wording::reports as words;

mod goods;
mod places;

/// What is compared with other periods.
const OVERVIEW: [Figure; 14] = [
    Figure::Inspections,
    Figure::Establishments,
    Figure::Violating,
    Figure::Acts,
    Figure::Checked(CheckKind::Instrument),
    Figure::NonConforming(CheckKind::Instrument),
    Figure::Checked(CheckKind::Label),
    Figure::Checked(CheckKind::Quality),
    Figure::Checked(CheckKind::Quantity),
    Figure::SamplesTaken,
    Figure::SamplesFailed,
    Figure::Warned,
    Figure::Fined,
    Figure::Fines,
];
/// Thousandths of a per cent in a whole.
const WHOLE: u128 = 100_000;

/// All of them.
pub(super) fn all(maker: &Maker<'_>) -> Vec<Section> {
    vec![
        overview(maker),
        places::wards(maker),
        places::kinds(maker),
        visits(maker),
        acts(maker),
        severities(maker),
        instruments(maker),
        goods::subjects(maker, "instrument_kinds", &[CheckKind::Instrument]),
        goods::goods(maker),
        goods::subjects(
            maker,
            "goods_kinds",
            &[CheckKind::Label, CheckKind::Quality, CheckKind::Quantity],
        ),
        samples(maker),
        maker.counts("measures", &[], FollowUpKind::ALL.map(Figure::Measure)),
        decisions(maker),
        plan(maker),
    ]
}

fn overview(maker: &Maker<'_>) -> Section {
    let figures = maker.figures;
    let mut head = vec![
        maker.say(words::CONTENT),
        maker.say(words::THIS_PERIOD),
        maker.say(words::BEFORE),
        maker.say(words::CHANGE),
    ];
    if figures.year_before.is_some() {
        head.push(maker.say(words::YEAR_BEFORE));
    }
    let told = |report: Option<&Report>, figure: Figure| {
        report.map_or(Value::Nothing, |report| {
            Value::Count(figure.of(&report.whole))
        })
    };
    let rows = OVERVIEW.map(|figure| {
        let before = figures.before.as_ref();
        let change = before.map_or(Value::Nothing, |before| {
            let now = i128::from(figure.of(&figures.own.whole));
            Value::Change(now - i128::from(figure.of(&before.whole)))
        });
        let mut cells = vec![
            maker.whole(figure),
            Cell::plain(told(before, figure)),
            Cell::plain(change),
        ];
        if figures.year_before.is_some() {
            let year_before = told(figures.year_before.as_ref(), figure);
            cells.push(Cell::plain(year_before));
        }
        Row {
            name: maker.name(figure),
            cells,
            is_sum: false,
        }
    });
    let fills = &[
        "inspections",
        "establishments",
        "violating_establishments",
        "fined",
        "warned",
        "fines_total",
    ];
    maker.section("overview", fills, head, rows.into())
}

fn visits(maker: &Maker<'_>) -> Section {
    let figures = [
        Figure::Without(WithoutChecks::Closed),
        Figure::Without(WithoutChecks::OwnerAbsent),
        Figure::Without(WithoutChecks::EntryRefused),
        Figure::Guided,
    ];
    maker.counts("visits", &[], figures)
}

/// A row of a count and its share of a whole.
fn with_share(maker: &Maker<'_>, figure: Figure, whole: u64, is_sum: bool) -> Row {
    let cell = maker.whole(figure);
    let count = figure.of(&maker.figures.own.whole);
    Row {
        name: maker.name(figure),
        cells: vec![cell, Cell::plain(Value::Share(share(count, whole)))],
        is_sum,
    }
}

/// Thousandths of a per cent, half away from nought.
fn share(part: u64, whole: u64) -> Option<u64> {
    let (part, whole) = (u128::from(part), u128::from(whole));
    let twice = (2 * part * WHOLE + whole).checked_div(2 * whole)?;
    u64::try_from(twice).ok()
}

fn acts(maker: &Maker<'_>) -> Section {
    let whole = Figure::Acts.of(&maker.figures.own.whole);
    let rows = Acts::KINDS.map(|kind| with_share(maker, Figure::Act(kind), whole, false));
    let sum = with_share(maker, Figure::Acts, whole, true);
    let head = vec![
        maker.say(words::CONTENT),
        maker.say(words::COUNT),
        maker.say(words::SHARE),
    ];
    let rows = rows.into_iter().chain([sum]).collect();
    maker.section("acts", &["acts_by_kind"], head, rows)
}

fn severities(maker: &Maker<'_>) -> Section {
    let severities = [
        Severity::Critical,
        Severity::Major,
        Severity::Minor,
        Severity::Info,
    ];
    maker.counts("severities", &[], severities.map(Figure::Severity))
}

fn instruments(maker: &Maker<'_>) -> Section {
    let kind = CheckKind::Instrument;
    let own = [
        Figure::Checked(kind),
        Figure::Conforming(kind),
        Figure::NonConforming(kind),
        Figure::Open(kind),
    ];
    let faults = InstrumentFault::ALL.map(Figure::Fault);
    let figures = own.into_iter().chain(faults).chain([Figure::Sealed]);
    maker.counts("instruments", &["instruments"], figures)
}

fn samples(maker: &Maker<'_>) -> Section {
    let figures = [
        Figure::SamplesTaken,
        Figure::SamplesTested,
        Figure::SamplesFailed,
        Figure::SamplesPending,
    ];
    maker.counts("samples", &["samples"], figures)
}

fn decisions(maker: &Maker<'_>) -> Section {
    let all = OutcomeResult::ALL.map(Figure::Decided);
    let people = [Figure::Warned, Figure::Fined, Figure::Fines];
    maker.counts("decisions", &[], all.into_iter().chain(people))
}

fn plan(maker: &Maker<'_>) -> Section {
    let row = |name: String, plan: PlanDone, is_sum: bool| {
        let count = |count| Cell::plain(Value::Count(count));
        Row {
            name,
            cells: vec![
                count(plan.planned),
                count(plan.done),
                Cell::plain(Value::Share(share(plan.done, plan.planned))),
                count(plan.struck),
            ],
            is_sum,
        }
    };
    let mut sum = PlanDone::default();
    let mut rows = Vec::new();
    for (ward, plan) in &maker.figures.plan {
        sum.planned += plan.planned;
        sum.done += plan.done;
        sum.struck += plan.struck;
        let name = if ward.is_empty() {
            maker.say(words::NO_WARD)
        } else {
            places::ward_name(ward)
        };
        rows.push(row(name, *plan, false));
    }
    rows.sort_by(|one, other| one.name.cmp(&other.name));
    rows.push(row(maker.say(words::ALL), sum, true));
    let head = [
        words::WARD,
        words::PLANNED,
        words::DONE,
        words::SHARE,
        words::STRUCK,
    ];
    maker.section("plan", &[], head.map(|pair| maker.say(pair)).into(), rows)
}
