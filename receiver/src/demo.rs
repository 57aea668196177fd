//! The sample of the demonstration: a register of invented establishments in
//! the wards of the former Quận Gò Vấp, and visits for the current month. No
//! name, address or person in it is real.

use chrono::{Datelike, NaiveDate};

use crate::store::{Registered, Sample, SampleVisit};

/// Ward, kind in the rule pack, name, address.
const REGISTER: [[&str; 4]; 12] = [
    [
        "Phường Gò Vấp",
        "market_stall",
        "Sạp rau củ số 12",
        "Dãy A, chợ mẫu Gò Vấp",
    ],
    [
        "Phường Gò Vấp",
        "market_stall",
        "Sạp trái cây số 27",
        "Dãy C, chợ mẫu Gò Vấp",
    ],
    [
        "Phường Gò Vấp",
        "fuel_station",
        "Cửa hàng xăng dầu Ngã Năm",
        "Số 1 đường Mẫu Một",
    ],
    [
        "Phường Hạnh Thông",
        "traditional_market",
        "Chợ mẫu Hạnh Thông",
        "Số 10 đường Mẫu Hai",
    ],
    [
        "Phường Hạnh Thông",
        "gold_shop",
        "Tiệm vàng Ánh Sao",
        "Số 24 đường Mẫu Hai",
    ],
    [
        "Phường An Nhơn",
        "market_stall",
        "Sạp thủy sản số 5",
        "Dãy B, chợ mẫu An Nhơn",
    ],
    [
        "Phường An Nhơn",
        "toy_shop",
        "Cửa hàng đồ chơi Diều Giấy",
        "Số 8 đường Mẫu Ba",
    ],
    [
        "Phường An Hội Đông",
        "supermarket",
        "Siêu thị Hoa Cúc",
        "Số 100 đường Mẫu Bốn",
    ],
    [
        "Phường An Hội Đông",
        "lpg_shop",
        "Cửa hàng gas Bình Yên",
        "Số 16 đường Mẫu Bốn",
    ],
    [
        "Phường An Hội Tây",
        "helmet_shop",
        "Cửa hàng mũ bảo hiểm Đường Xa",
        "Số 3 đường Mẫu Năm",
    ],
    [
        "Phường An Hội Tây",
        "building_materials_shop",
        "Vật liệu xây dựng Gạch Đỏ",
        "Số 45 đường Mẫu Năm",
    ],
    [
        "Phường Thông Tây Hội",
        "electrical_shop",
        "Điện gia dụng Tia Nắng",
        "Số 7 đường Mẫu Sáu",
    ],
];
/// Days between two planned visits: eight visits fit into the shortest month.
const PACE: u32 = 3;
/// Visits planned in a month.
const VISITS: u32 = 8;

/// The sample for the month of `today`.
#[must_use]
pub fn sample(today: NaiveDate) -> Sample {
    let month = today.format("%Y-%m").to_string();
    let register: Vec<_> = (1_u32..).zip(REGISTER).map(establishment).collect();
    let visits = (0..VISITS)
        .zip(&register)
        .filter_map(|(turn, visited)| {
            Some(SampleVisit {
                id: format!("{month}-{}", visited.id),
                establishment: visited.id.clone(),
                planned_on: today.with_day(1 + turn * PACE)?,
            })
        })
        .collect();
    Sample {
        month,
        register,
        visits,
    }
}

fn establishment((number, [ward, kind, name, address]): (u32, [&str; 4])) -> Registered {
    Registered {
        id: format!("sample-{number:02}"),
        name: name.to_owned(),
        address: address.to_owned(),
        ward: ward.to_owned(),
        kind: kind.to_owned(),
        sample: true,
    }
}

#[cfg(test)]
mod tests {
    use inspection::RulePack;

    use super::*;

    #[test]
    fn every_visit_falls_into_the_month_of_the_day_even_in_february() {
        for today in ["2026-11-22", "2027-02-28", "2028-02-01"] {
            let today: NaiveDate = today.parse().unwrap();
            let sample = sample(today);
            assert_eq!(sample.visits.len(), 8);
            for visit in &sample.visits {
                let day = visit.planned_on;
                assert_eq!((day.year(), day.month()), (today.year(), today.month()));
            }
        }
    }

    #[test]
    fn a_dozen_establishments_are_all_marked_and_of_kinds_the_rule_pack_names() {
        let sample = sample("2026-11-22".parse().unwrap());
        let fields = &RulePack::current().visit_fields;
        let kinds = &fields
            .iter()
            .find(|field| field.name.code == "establishment_kind")
            .unwrap()
            .choices;
        assert_eq!(sample.register.len(), 12);
        for row in &sample.register {
            assert!(row.sample);
            assert!(
                kinds.iter().any(|kind| kind.name.code == row.kind),
                "{row:?}"
            );
        }
    }
}
