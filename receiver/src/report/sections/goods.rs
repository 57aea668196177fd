//! Goods, and instruments and goods by what they are.

use inspection::{CheckKind, Cut, Figure, RulePack, Subject};

use super::super::making::{Maker, of};
use super::super::statement::{Cell, Row, Section, Value};
use crate::wording::reports as words;

pub(super) fn goods(maker: &Maker<'_>) -> Section {
    let kinds = [CheckKind::Label, CheckKind::Quality, CheckKind::Quantity];
    let own = [
        Figure::Checked,
        Figure::Conforming,
        Figure::NonConforming,
        Figure::Open,
    ];
    let head = own.map(|figure| maker.say(words::verdict(figure(CheckKind::Label))));
    let rows = kinds.map(|kind| Row {
        name: maker.name(Figure::Checked(kind)),
        cells: own.map(|figure| maker.whole(figure(kind))).into(),
        is_sum: false,
    });
    let values = [Figure::SuspendedValue, Figure::SealedValue].map(|figure| {
        let mut cells = vec![maker.whole(figure)];
        cells.resize_with(own.len(), || Cell::plain(Value::Nothing));
        Row {
            name: maker.name(figure),
            cells,
            is_sum: false,
        }
    });
    let head = std::iter::once(maker.say(words::CONTENT)).chain(head);
    let rows = rows.into_iter().chain(values).collect();
    maker.section("goods", &["goods"], head.collect(), rows)
}

/// What was looked at, by its kind.
pub(super) fn subjects(maker: &Maker<'_>, id: &'static str, kinds: &[CheckKind]) -> Section {
    let figures: Vec<fn(CheckKind) -> Figure> = vec![
        Figure::Checked,
        Figure::Conforming,
        Figure::NonConforming,
        Figure::Open,
        |_| Figure::Acts,
    ];
    let is_one = kinds.len() == 1;
    let first = if is_one {
        words::INSTRUMENT
    } else {
        words::GOODS
    };
    let head = figures.iter().map(|figure| match figure(kinds[0]) {
        Figure::Acts => maker.name(Figure::Acts),
        other => maker.say(words::verdict(other)),
    });
    let head = std::iter::once(maker.say(first)).chain(head).collect();
    let own = maker.figures.own.subjects.iter();
    let rows = own.filter(|(subject, _)| kinds.contains(&subject.check));
    let rows = rows.map(|(subject, found)| {
        let sums = found.sums(subject.check);
        let cells = figures
            .iter()
            .map(|figure| of(figure(subject.check), &sums, Cut::Subject(subject.clone())));
        Row {
            name: subject_name(maker, subject, is_one),
            cells: cells.collect(),
            is_sum: false,
        }
    });
    maker.section(id, &[], head, rows.collect())
}

fn subject_name(maker: &Maker<'_>, subject: &Subject, alone: bool) -> String {
    let pack = RulePack::current();
    let code = subject.code.as_str();
    let name = match subject.check {
        CheckKind::Instrument => pack.instrument_kind(code).map(|kind| &kind.name),
        CheckKind::Quantity => pack.quantity_kind(code).map(|kind| &kind.name),
        CheckKind::Label | CheckKind::Quality => pack.goods_kind(code).map(|kind| &kind.name),
    };
    let name = name.map_or_else(
        || code.to_owned(),
        |name| maker.language.tell(name.vi.clone(), name.en.clone()),
    );
    if alone {
        return name;
    }
    let kind = crate::wording::check_kind(maker.language, subject.check);
    format!("{name} · {kind}")
}
