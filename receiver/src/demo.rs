//! The sample of the demonstration: a register of invented establishments in
//! the wards of the former Quận Gò Vấp, and visits for the current month. No
//! name, address or person in it is real.

use chrono::{Datelike, NaiveDate};
use inspection::{Point, RulePack};

use crate::store::{NewVisit, Registered, Sample};

/// One establishment of the sample.
struct Row {
    /// Code in the rule pack.
    ward: &'static str,
    /// Code in the rule pack.
    kind: &'static str,
    name: &'static str,
    address: &'static str,
    /// No company has a code that begins so.
    tax_code: &'static str,
    /// Millionths of a degree: somewhere in the ward.
    place: (i64, i64),
}

const REGISTER: [Row; 12] = [
    Row {
        ward: "go-vap",
        kind: "market_stall",
        name: "Sạp rau củ số 12",
        address: "Dãy A, chợ mẫu Gò Vấp",
        tax_code: "",
        place: (10_838_500, 106_664_900),
    },
    Row {
        ward: "go-vap",
        kind: "market_stall",
        name: "Sạp trái cây số 27",
        address: "Dãy C, chợ mẫu Gò Vấp",
        tax_code: "",
        place: (10_838_700, 106_665_200),
    },
    Row {
        ward: "go-vap",
        kind: "fuel_station",
        name: "Cửa hàng xăng dầu Ngã Năm",
        address: "Số 1 đường Mẫu Một",
        tax_code: "0000000031",
        place: (10_834_100, 106_668_300),
    },
    Row {
        ward: "hanh-thong",
        kind: "traditional_market",
        name: "Chợ mẫu Hạnh Thông",
        address: "Số 10 đường Mẫu Hai",
        tax_code: "0000000042",
        place: (10_829_600, 106_682_400),
    },
    Row {
        ward: "hanh-thong",
        kind: "gold_shop",
        name: "Tiệm vàng Ánh Sao",
        address: "Số 24 đường Mẫu Hai",
        tax_code: "0000000053",
        place: (10_830_300, 106_681_100),
    },
    Row {
        ward: "an-nhon",
        kind: "market_stall",
        name: "Sạp thủy sản số 5",
        address: "Dãy B, chợ mẫu An Nhơn",
        tax_code: "",
        place: (10_842_200, 106_683_900),
    },
    Row {
        ward: "an-nhon",
        kind: "toy_shop",
        name: "Cửa hàng đồ chơi Diều Giấy",
        address: "Số 8 đường Mẫu Ba",
        tax_code: "",
        place: (10_841_500, 106_686_700),
    },
    Row {
        ward: "an-hoi-dong",
        kind: "supermarket",
        name: "Siêu thị Hoa Cúc",
        address: "Số 100 đường Mẫu Bốn",
        tax_code: "0000000086",
        place: (10_850_800, 106_660_700),
    },
    Row {
        ward: "an-hoi-dong",
        kind: "lpg_shop",
        name: "Cửa hàng gas Bình Yên",
        address: "Số 16 đường Mẫu Bốn",
        tax_code: "0000000097-001",
        place: (10_851_900, 106_658_200),
    },
    Row {
        ward: "an-hoi-tay",
        kind: "helmet_shop",
        name: "Cửa hàng mũ bảo hiểm Đường Xa",
        address: "Số 3 đường Mẫu Năm",
        tax_code: "",
        place: (10_844_600, 106_648_300),
    },
    Row {
        ward: "an-hoi-tay",
        kind: "building_materials_shop",
        name: "Vật liệu xây dựng Gạch Đỏ",
        address: "Số 45 đường Mẫu Năm",
        tax_code: "0000000118",
        place: (10_846_100, 106_645_500),
    },
    Row {
        ward: "thong-tay-hoi",
        kind: "electrical_shop",
        name: "Điện gia dụng Tia Nắng",
        address: "Số 7 đường Mẫu Sáu",
        tax_code: "",
        place: (10_840_900, 106_657_600),
    },
];
/// Who goes.
const TEAMS: [&str; 2] = ["Đội 1", "Đội 2"];
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
            Some(NewVisit {
                id: format!("{month}-{}", visited.id),
                establishment: visited.id.clone(),
                planned_on: today.with_day(1 + turn * PACE)?,
                team: TEAMS[usize::from(turn % 2 == 1)].to_owned(),
            })
        })
        .collect();
    Sample {
        month,
        register,
        visits,
    }
}

fn establishment((number, row): (u32, Row)) -> Registered {
    let units = &RulePack::current().units;
    let ward = units.iter().find(|unit| unit.code == row.ward);
    Registered {
        id: format!("sample-{number:02}"),
        name: row.name.to_owned(),
        address: row.address.to_owned(),
        ward: ward.map(|ward| ward.vi.clone()).unwrap_or_default(),
        ward_code: Some(row.ward.to_owned()),
        kind: row.kind.to_owned(),
        tax_code: row.tax_code.to_owned(),
        phone: format!("028 0000 00{number:02}"),
        place: Point::new(row.place.0, row.place.1),
        last: None,
        became: None,
        revision: 0,
        sample: true,
        closed_on: None,
        edits: 0,
    }
}

#[cfg(test)]
mod tests {
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
            assert!(row.sample && row.place.is_some() && row.ward.starts_with("Phường "));
            assert!(
                kinds.iter().any(|kind| kind.name.code == row.kind),
                "{row:?}"
            );
        }
    }
}
