//! The samples taken: those the visit lists, and those that older documents
//! have among the fields of a check.

use super::goods::{joined, one_table};
use super::source::{DOTS, Source, dotted};
use super::{Block, Of, Row, checks, wording};
use crate::check::Check;
use crate::recorded::Fields;
use crate::rules::MinutesPart;

/// One sample, with the check it was taken in.
#[derive(Clone, Copy)]
struct Sample<'a> {
    check: Option<&'a Check>,
    /// Its row; `None` where the check itself tells of it.
    row: Option<&'a Fields>,
}

/// One portion of a sample: to be tested, or kept.
pub(super) struct Portion<'a> {
    sample: Sample<'a>,
    /// What it is for, where it is kept, and the field of its seal.
    of: &'static [&'static str; 3],
}

impl Sample<'_> {
    fn one(&self, source: &Source<'_>, code: &str) -> Option<String> {
        let of_row = self.row.and_then(|row| source.of_row(row, code));
        of_row.or_else(|| source.of_check(self.check?, code))
    }

    /// What it is of.
    fn name(&self, source: &Source<'_>) -> String {
        let product = self.one(source, "sampled_what");
        let product = product.or_else(|| self.one(source, "product"));
        let check = || self.check.map(|check| checks::label(source, check));
        dotted(product.or_else(check))
    }
}

fn all<'a>(source: &Source<'a>) -> Vec<Sample<'a>> {
    let inspection = source.inspection;
    let columns = source.pack.columns("samples");
    let listed = inspection.listed("samples").iter().map(|row| Sample {
        check: inspection.check_of(row, &columns),
        row: Some(row),
    });
    let told = inspection.checks.iter();
    let told = told.filter(|check| check.content.is_sampled());
    let told = told.map(|check| Sample {
        check: Some(check),
        row: None,
    });
    listed.chain(told).collect()
}

/// Whether samples were taken, how many, and by which minutes.
pub(super) fn taken(source: &Source<'_>) -> String {
    match all(source).as_slice() {
        [] => wording::NO_SAMPLE.to_owned(),
        [first, others @ ..] => {
            let number = dotted(first.one(source, "sample_no"));
            wording::sampled(others.len() + 1, &number)
        }
    }
}

/// The samples, one line each.
pub(super) fn table(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let rows = (1_usize..).zip(all(source)).map(|(number, sample)| {
        let one = |code: &str| sample.one(source, code);
        let kind = sample.check.map(|check| checks::kind_name(source, check));
        let name = match sample.name(source) {
            name if name == DOTS => None,
            name => Some(name),
        };
        Row::Cells(vec![
            number.to_string(),
            dotted(joined([name, one("brand"), None])),
            dotted(one("maker")),
            dotted(joined([one("lot"), one("produced"), one("expires")])),
            dotted(joined([one("quantity"), one("stock"), None])),
            dotted(one("unit_price")),
            dotted(one("sample_quantity")),
            kind.unwrap_or_else(|| wording::NONE.to_owned()),
        ])
    });
    one_table(row, rows.collect())
}

/// Every portion of every sample with the number of its seal.
pub(super) fn division(source: &Source<'_>, row: &MinutesPart) -> Vec<Block> {
    let rows = portions(source).into_iter().map(|portion| {
        let [what, kept, seal] = portion.of;
        Row::Cells(vec![
            format!("{}: {what}", portion.sample.name(source)),
            (*kept).to_owned(),
            dotted(portion.sample.one(source, seal)),
        ])
    });
    one_table(row, rows.collect())
}

/// One field of every sample, under its product.
pub(super) fn each(source: &Source<'_>, code: &str) -> Vec<Block> {
    let lines = all(source).into_iter().map(|sample| {
        let value = dotted(sample.one(source, code));
        format!("{}: {value}", sample.name(source))
    });
    let lines: Vec<_> = lines.collect();
    if lines.is_empty() {
        vec![Block::Text(DOTS.to_owned())]
    } else {
        vec![Block::List(lines)]
    }
}

/// The portions of all samples. One that is listed has those that were sealed.
pub(super) fn portions<'a>(source: &Source<'a>) -> Vec<Portion<'a>> {
    let mut portions = Vec::new();
    for sample in all(source) {
        for of in &wording::PORTIONS {
            let is_sealed = |row: &Fields| row.value(of[2]).is_some();
            if sample.row.is_none_or(is_sealed) {
                portions.push(Portion { sample, of });
            }
        }
    }
    portions
}

/// What a seal label is on.
pub(super) fn portion_name(source: &Source<'_>, of: &Of<'_>) -> String {
    let Of::Portion(Portion { sample, of }) = of else {
        return DOTS.to_owned();
    };
    let [what, kept, _] = of;
    wording::portion(&sample.name(source), what, kept)
}

/// The minutes that a seal label belongs to.
pub(super) fn minutes_no(source: &Source<'_>, of: &Of<'_>) -> String {
    match of {
        Of::Portion(portion) => dotted(portion.sample.one(source, "sample_no")),
        _ => DOTS.to_owned(),
    }
}
