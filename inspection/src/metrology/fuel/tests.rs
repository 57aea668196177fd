//! Which row a volume is in, on the borders where two rows have one limit.

use serde_json::json;

use super::*;
use crate::tables::fuel::fuel;

fn ratio(text: &str) -> Ratio {
    serde_json::from_value(json!(text)).unwrap()
}

/// 2014/32/EU Annex VII 2.3: from 0.1, 0.2, 0.4, 1 and 2 L on, the next row.
#[test]
fn a_border_belongs_to_the_row_above_it() {
    for (volume, from) in [
        ("0.0999", "0"),
        ("0.1", "0.1"),
        ("0.2", "0.2"),
        ("0.4", "0.4"),
        ("1", "1"),
        ("1.9999", "1"),
        ("2", "2"),
        ("100000", "2"),
    ] {
        let row = fuel().volume_row("R117", ratio(volume)).unwrap();
        assert_eq!(row.from_l, ratio(from), "{volume} L");
    }
    assert!(fuel().volume_row("R118", ratio("1")).is_none());
}

/// Up to 40 L one limit, above another: 40 L is in the first and not in the
/// second.
#[test]
fn a_limit_up_to_a_volume_holds_on_it_and_one_above_it_does_not() {
    let row = |bounds: (Option<&str>, Option<&str>)| -> FlatLimit {
        serde_json::from_value(json!({
            "system": "X", "over_l": bounds.0, "up_to_l": bounds.1, "percent": "0.5",
            "constant_l": null, "basis": "X", "evidence": "memory",
        }))
        .unwrap()
    };
    for (bounds, below, on, above) in [
        ((None, Some("40")), true, true, false),
        ((Some("40"), None), false, false, true),
        ((Some("40"), Some("40")), false, false, false),
        ((None, None), true, true, true),
    ] {
        let covers = ["39.999", "40", "40.001"].map(|volume| row(bounds).covers(ratio(volume)));
        assert_eq!(covers, [below, on, above], "{bounds:?}");
    }
}
