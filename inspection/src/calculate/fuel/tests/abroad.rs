//! Limits of other countries on their borders.

use super::*;
use crate::evidence::Evidence;

/// UK SI 2006/1269 reg 15: up to 2 MMQ so much of the MMQ, above of the volume.
/// NIST HB 44 3.30 (memory): 20 mL and 4 mL/L up to 40 L, above 0.5 %; half of
/// it, and 0.3 %, at acceptance.
#[test]
fn limits_of_other_countries_hold_on_their_borders() {
    let tanker = |class: &str, volume: &str| {
        let request = json!({
            "calculate": "fuel_mpe", "system": "UK", "class": class, "volume_l": volume,
            "mmq_l": "100",
        });
        calculate(&request).unwrap()["mpe_l"].clone()
    };
    for (class, small, next) in [
        ("0.3", "0.6", "0.60003"),
        ("0.5", "1", "1.00005"),
        ("1.0", "2", "2.0001"),
    ] {
        assert_eq!(tanker(class, "199.99"), small);
        assert_eq!(tanker(class, "200"), small);
        assert_eq!(tanker(class, "200.01"), next);
    }
    let draft = |system: &str, stage: &str, volume: &str| {
        let request = json!({
            "calculate": "fuel_mpe", "system": system, "class": "0.5", "volume_l": volume,
            "stage": stage,
        });
        calculate(&request).unwrap()["mpe_l"].clone()
    };
    for (stage, volume, limit) in [
        ("in_service", "20", "0.1"),
        ("initial", "20", "0.05"),
        ("in_service", "39.999", "0.179996"),
        ("in_service", "40", "0.18"),
        ("in_service", "40.001", "0.200005"),
        ("initial", "39.999", "0.089998"),
        ("initial", "40", "0.09"),
        ("initial", "40.001", "0.120003"),
    ] {
        assert_eq!(draft("HB44", stage, volume), limit, "{stage} {volume} L");
    }
    let uk = json!({
        "calculate": "fuel_mpe", "system": "UK", "volume_l": "20", "stage": "initial",
    });
    assert_eq!(calculate(&uk).unwrap()["mpe_l"], "0.1");
    let foreign = fuel().limits.iter().filter(|row| row.system == "HB44");
    assert_eq!(
        foreign
            .filter(|row| row.evidence == Evidence::Memory)
            .count(),
        4
    );
    assert_eq!(fuel().road_tankers.len(), 3);
}
