//! How the content is come by: with its tare, by its density, in other units.

use super::*;

/// Gross 1020 g less 20 g of tare is 1000 g; 1019.9 g is short by 0.1 g.
#[test]
fn the_tare_is_taken_off_each_package() {
    let fields = [
        ("method", "with_tare"),
        ("mean_tare", "20"),
        ("lot_size", "1"),
    ];
    let whole = assess(&fields, &sample(1, "1020", &[]));
    assert_eq!(whole.verdict, Verdict::Conforming);
    let short = assess(&fields, &sample(1, "1019.9", &[]));
    assert_eq!(figure(&short, "sample.mean", "mean"), Some("999.9"));
    assert_eq!(verdict(&short, "sample.mean"), Verdict::NonConforming);
}

/// Tares of 19, 20 and 22 g: 61/3 g on average.
#[test]
fn the_mean_of_the_tares_that_were_weighed_is_used_as_it_is() {
    let tares = [
        ("method", "with_tare"),
        ("tare.1", "19"),
        ("tare.2", "20"),
        ("tare.3", "22"),
        ("lot_size", "3"),
    ];
    // 3 × 1000 + 61 g gross are 3000 g of content.
    let on = assess(&tares, &sample(2, "1020", &["1021"]));
    assert_eq!(on.verdict, Verdict::Conforming);
    assert_eq!(figure(&on, "tare.mean", "mean"), Some("20.333333333"));
    let below = assess(&tares, &sample(2, "1020", &["1020.9999"]));
    assert_eq!(verdict(&below, "sample.mean"), Verdict::NonConforming);
    let rounded = [&tares[..], &[("mean_tare", "20.33")]].concat();
    assert_eq!(assess(&rounded, &sample(2, "1020", &["1021"])), on);
}

/// 10 % of 1000 g are 100 g. Above that ten tares must lie within 0.25 T of
/// each other, 3.75 g: nine like the mean and one pair of ±d give
/// s² = 2 d² / (n − 1).
#[test]
fn a_mean_tare_that_says_too_little_leaves_single_packages_open() {
    let with_tare = ("method", "with_tare");
    for (tare, gross, expected) in [
        ("99.9", "1099.9", Verdict::Conforming),
        ("100", "1100", Verdict::Conforming),
        ("100.1", "1100.1", GAP),
    ] {
        let fields = [with_tare, ("mean_tare", tare), ("lot_size", "1")];
        let found = assess(&fields, &sample(1, gross, &[]));
        assert_eq!(verdict(&found, "tare.mean"), expected, "{tare}");
        assert_eq!(verdict(&found, "sample.short"), expected, "{tare}");
        assert_eq!(verdict(&found, "sample.far_short"), expected, "{tare}");
        assert_eq!(verdict(&found, "sample.mean"), Verdict::Conforming);
        assert_eq!(found.verdict, expected);
        assert_eq!(find(&found, "tare.mean").evidence, Evidence::Weak);
    }
    // Two pairs of ±d among nine or ten: 4 d² / 9 = 3.75² where d = 5.625.
    for (count, apart, expected) in [
        (10, "5.624", Verdict::Conforming),
        (10, "5.625", Verdict::Conforming),
        (10, "5.626", GAP),
        (9, "1", GAP),
    ] {
        let number = |text: &str| text.parse::<rust_decimal::Decimal>().unwrap();
        let mut tares = vec![number("200"); count];
        for (place, tare) in tares.iter_mut().take(4).enumerate() {
            *tare +=
                number(apart) * rust_decimal::Decimal::from(if place % 2 == 0 { 1 } else { -1 });
        }
        let tares: Vec<_> = (1..)
            .zip(tares)
            .map(|(row, tare)| (format!("tare.{row}"), tare.to_string()))
            .collect();
        let tares = tares
            .iter()
            .map(|(place, tare)| (place.as_str(), tare.as_str()));
        let fields: Vec<_> = [with_tare, ("lot_size", "1")]
            .into_iter()
            .chain(tares)
            .collect();
        let found = assess(&fields, &sample(1, "1200", &[]));
        assert_eq!(verdict(&found, "tare.mean"), expected, "{count} {apart}");
        assert_eq!(found.verdict, expected);
    }
}

/// 1000 mL of 0.92 g/mL weigh 920 g: T = 15 mL is 13.8 g.
#[test]
fn a_volume_is_a_mass_over_its_density() {
    for (gross, t1, expected) in [
        ("940", "0", Verdict::Conforming),
        ("926.2", "0", Verdict::Conforming),
        ("926.1999", "1", Verdict::NonConforming),
    ] {
        let fields = [
            ("nominal_unit", "L"),
            ("nominal", "1"),
            ("method", "by_density"),
            ("density", "0.92"),
            ("mean_tare", "20"),
            ("lot_size", "1"),
        ];
        let found = assess(&fields, &sample(1, gross, &[]));
        assert_eq!(figure(&found, "sample.short", "t1"), Some(t1), "{gross}");
        assert_eq!(verdict(&found, "sample.short"), expected, "{gross}");
    }
}

#[test]
fn kilograms_and_grams_say_the_same() {
    let grams = assess(&[], &sample(48, "1001.5", &["984", "996"]));
    let kilograms = [
        ("nominal_unit", "kg"),
        ("nominal", "1"),
        ("reading_unit", "kg"),
    ];
    let other = assess(&kilograms, &sample(48, "1.0015", &["0.984", "0.996"]));
    for subject in [
        "sample.size",
        "sample.mean",
        "sample.short",
        "sample.far_short",
    ] {
        assert_eq!(find(&grams, subject), find(&other, subject));
    }
}
