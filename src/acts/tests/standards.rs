//! The standards that were used last: of each kind its own, and beside the
//! other settings.

use inspection::Answers;

use super::*;

fn rows(pairs: &[(&str, &str)]) -> Answers {
    let own = |(field, text): &(&str, &str)| ((*field).to_owned(), (*text).to_owned());
    pairs.iter().map(own).collect()
}

#[test]
fn each_kind_has_the_standards_it_was_measured_with_last() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let english = Settings {
        language: Some("en".to_owned()),
        ..Settings::default()
    };
    ready(desk.save_settings(&english)).unwrap();
    let weights = rows(&[("std_name.1", "Quả cân M1"), ("std_name.2", "Quả cân F2")]);
    let can = rows(&[
        ("std_name.1", "Bình 10 L"),
        ("std_valid_until.1", "10/2027"),
    ]);
    let fewer = rows(&[("std_name.1", "Quả cân M1")]);
    for (kind, used) in [
        ("spring_dial_scale", &weights),
        ("fuel_dispenser", &can),
        ("spring_dial_scale", &fewer),
    ] {
        let saving = desk.remember_standards(kind, used);
        assert_eq!(ready(saving.unwrap()), Ok(()));
    }
    let after = tablet.open();
    assert_eq!(after.standards("spring_dial_scale"), fewer);
    assert_eq!(after.standards("fuel_dispenser"), can);
    assert_eq!(after.standards("fuel"), Answers::new());
    assert_eq!(after.settings().language.as_deref(), Some("en"));
}

#[test]
fn the_same_standards_are_not_written_again_and_none_forget_nothing() {
    let tablet = Tablet::default();
    let desk = tablet.open();
    let can = rows(&[("std_name.1", "Bình 10 L")]);
    ready(desk.remember_standards("fuel_dispenser", &can).unwrap()).unwrap();
    for used in [&can, &Answers::new()] {
        assert!(desk.remember_standards("fuel_dispenser", used).is_none());
    }
    assert_eq!(desk.standards("fuel_dispenser"), can);
}
