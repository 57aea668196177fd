//! The partial ranges of a scale, as its fields name them: Max and e, and up to
//! two more with a larger Max and a larger e. Says which field is wrong where
//! they do not go upwards.

use rust_decimal::Decimal;

use crate::form::Reader;
use crate::gap::GapReason;
use crate::metrology::ratio::Ratio;
use crate::metrology::weighing::limits::Interval;
use crate::recorded::Fields;

/// The fields of the partial ranges, upwards.
const RANGES: [(&str, &str); 3] = [("max", "e"), ("max_2", "e_2"), ("max_3", "e_3")];
/// Fields that cannot be larger than another.
const WITHIN: [(&str, &str); 5] = [
    ("e", "max"),
    ("d", "max"),
    ("min", "max"),
    ("e_2", "max_2"),
    ("e_3", "max_3"),
];

/// The partial ranges in grams, the first one alone for most scales; `None`
/// where it is not known, or what is known is no scale.
pub(super) fn ranges(fields: &Fields) -> Option<Vec<Interval>> {
    let entered = RANGES.iter().map_while(|(max, e)| {
        let up_to = Some(grams(fields, max)?);
        let e = grams(fields, e)?;
        Some(Interval { up_to, e })
    });
    let ranges: Vec<_> = entered.collect();
    let upwards = |pair: &[Interval]| pair[0].up_to < pair[1].up_to && pair[0].e < pair[1].e;
    let sound = !ranges.iter().any(|range| range.e.is_zero()) && ranges.windows(2).all(upwards);
    (sound && !ranges.is_empty()).then_some(ranges)
}

/// Notes a size that is larger than the Max it lies within, and partial ranges
/// that are half named or do not go upwards.
pub(crate) fn refuse(reader: &mut Reader<'_>, fields: &Fields) {
    let last = ranges(fields).and_then(|ranges| ranges.last()?.up_to);
    let within = WITHIN.map(|(code, within)| (code, grams(fields, within)));
    for (code, most) in within.into_iter().chain([("weighing_level", last)]) {
        if let Some((size, most)) = grams(fields, code).zip(most)
            && size > most
        {
            let limit = in_unit_of(fields, code, most);
            reader.fail(code, GapReason::TooLarge { limit });
        }
    }
    for code in half_named(reader) {
        reader.fail(code, GapReason::Missing);
    }
    for pair in RANGES.windows(2) {
        for (lower, upper) in [(pair[0].0, pair[1].0), (pair[0].1, pair[1].1)] {
            if let Some((low, high)) = grams(fields, lower).zip(grams(fields, upper))
                && high <= low
            {
                let limit = in_unit_of(fields, upper, low);
                reader.fail(upper, GapReason::TooSmall { limit });
            }
        }
    }
}

/// Fields of further ranges that are not filled in, where a range as far or
/// farther is named.
fn half_named(reader: &Reader<'_>) -> Vec<&'static str> {
    let named = |code: &str| !reader.is_empty(code);
    let last = RANGES.iter().rposition(|(max, e)| named(max) || named(e));
    let further = RANGES.iter().take(last.map_or(0, |last| last + 1)).skip(1);
    let codes = further.flat_map(|(max, e)| [*max, *e]);
    codes.filter(|code| !named(code)).collect()
}

/// A mass in the unit that a field has, as text.
fn in_unit_of(fields: &Fields, code: &str, mass: Ratio) -> String {
    let unit = fields.unit(code).and_then(grams_in);
    let size = unit.and_then(|unit| mass.over(unit).ok()?.printed());
    size.map_or_else(String::new, |size: Decimal| size.to_string())
}

/// A mass in grams, whatever unit of mass it was entered in.
pub(super) fn grams(fields: &Fields, code: &str) -> Option<Ratio> {
    let unit = fields.unit(code)?;
    let entered = Ratio::from(fields.decimal(code, unit)?);
    entered.times(grams_in(unit)?).ok()
}

/// Grams in one of a unit of mass.
pub(super) fn grams_in(unit: &str) -> Option<Ratio> {
    Some(match unit {
        "mg" => Ratio::from(Decimal::new(1, 3)),
        "g" => Ratio::ONE,
        "kg" => Ratio::whole(1_000),
        "t" => Ratio::whole(1_000_000),
        _ => return None,
    })
}
