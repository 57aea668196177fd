//! A market morning: twenty stalls, a scale each. A stall is an establishment of
//! its own, as the plan's list of objects and the paper have it: its holder owns the
//! scale, signs and gets a copy, and a fault is that stall's and nobody else's. So
//! twenty stalls are twenty visits, and each after the first begins with what the
//! market, the team and the type of scale have in common.

#![expect(clippy::print_stdout, reason = "the figures are the test's report")]

use anyhow::{Result, ensure};
use e2e::{Answers, Journey, Paper, Record};

/// What a stall after the first may take, from the record before to its own.
const MOST_TAPS: u64 = 20;
const STALLS: usize = 20;

const HEAD: Answers = &[
    ("establishment_name", "Sạp 01"),
    ("establishment_address", "Chợ Gò Vấp, 1 Nguyễn Thái Sơn"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "50/QĐ-UBND"),
    ("decision_by", "UBND phường Hạnh Thông"),
];

const TYPE: Answers = &[
    ("model", "CĐH-15"),
    ("maker", "Nhơn Hòa"),
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("d", "50"),
];

/// What is found at one stall.
#[derive(Clone, Copy)]
struct Found {
    /// What 10 kg show.
    shown: &'static str,
    valid_until: &'static str,
    seal: &'static str,
    verdict: &'static str,
    /// What the paper says of it.
    said: &'static [&'static str],
}

/// OIML R 76, class IIII, e 50 g: ±50 g at 10 kg on verification, ±100 g in
/// service, limits included.
const IN_ORDER: Found = Found {
    shown: "10,00",
    valid_until: "12/2099",
    seal: "intact",
    verdict: "conforming",
    said: &[],
};

/// The stalls that are not like the others.
const OTHERS: [(usize, Found); 7] = [
    (
        3,
        Found {
            shown: "10,05",
            ..IN_ORDER
        },
    ),
    (
        5,
        Found {
            shown: "10,15",
            verdict: "non_conforming",
            said: &[
                "10,15 kg",
                "+150 g",
                "±50 g hoặc ±100 g",
                "OIML R 76-1:2006 3.5.2",
            ],
            ..IN_ORDER
        },
    ),
    (
        8,
        Found {
            shown: "10,10",
            verdict: "inconclusive",
            said: &["10,10 kg", "+100 g", "OIML R 76-1:2006 3.5.1"],
            ..IN_ORDER
        },
    ),
    (
        11,
        // TT 23/2013/TT-BKHCN: out of date whatever it shows.
        Found {
            valid_until: "10/2025",
            verdict: "non_conforming",
            said: &["CAN-02", "10/2025", "TT 23/2013/TT-BKHCN"],
            ..IN_ORDER
        },
    ),
    (
        14,
        Found {
            seal: "broken",
            verdict: "non_conforming",
            said: &["CAN-05"],
            ..IN_ORDER
        },
    ),
    (
        17,
        Found {
            shown: "9,85",
            verdict: "non_conforming",
            said: &["9,85 kg", "−150 g", "người bán bị thiệt"],
            ..IN_ORDER
        },
    ),
    (
        20,
        Found {
            shown: "9,95",
            ..IN_ORDER
        },
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn twenty_stalls_are_twenty_visits_with_little_to_type_for_each() -> Result<()> {
    Journey::walk("market", market).await
}

async fn market(journey: &mut Journey) -> Result<()> {
    let mut records: Vec<(Record, Found)> = Vec::new();
    for number in 1..=STALLS {
        let found = OTHERS.iter().find(|(other, _)| *other == number);
        let found = found.map_or(IN_ORDER, |(_, found)| *found);
        if number == 1 {
            journey.visit("market_stall", HEAD).await?;
            journey.check("instrument:spring_dial_scale").await?;
            journey.fill(TYPE).await?;
        } else {
            go_on(journey, number).await?;
        }
        let record = look_at(journey, number, found).await?;
        let taps = journey.effort().await?.taps;
        println!("stall {number}: {taps} taps");
        ensure!(
            number == 1 || taps <= MOST_TAPS,
            "stall {number} took {taps} taps"
        );
        let paper = journey.print(&record, "bbkt_do_luong").await?;
        says_all(&paper, number, &found)?;
        journey.back_to(&record).await?;
        records.push((record, found));
    }
    journey
        .sent(&records.iter().map(|(record, _)| record).collect::<Vec<_>>())
        .await?;
    for (record, found) in &records {
        journey.judged(record, &[found.verdict]).await?;
    }
    Ok(())
}

/// From the record of one stall to the scale of the next.
async fn go_on(journey: &Journey, number: usize) -> Result<()> {
    let hands = journey.hands();
    hands.act("next-visit").await?;
    hands.see_value("establishment_name", "").await?;
    hands.see_value("establishment_address", HEAD[1].1).await?;
    hands
        .write("establishment_name", &format!("Sạp {number:02}"))
        .await?;
    hands.act_on("open-part", "check-1").await?;
    for (field, text) in TYPE {
        hands.see_value(field, text).await?;
    }
    Ok(())
}

/// The scale of one stall, and the end of its visit.
async fn look_at(journey: &Journey, number: usize, found: Found) -> Result<Record> {
    let serial = format!("04{number:02}/2024");
    let sticker = format!("KĐ 1182{number:02}");
    journey
        .fill(&[
            ("serial", &serial),
            ("sticker_no", &sticker),
            ("valid_until_on_sticker", found.valid_until),
            ("seal_state", found.seal),
        ])
        .await?;
    journey.answer_but(&[("CAN-06", "conform")]).await?;
    journey.readings("load.1", &["10", found.shown]).await?;
    journey.verdict(found.verdict).await?;
    journey.reason("OIML R 76-1:2006 3.5.2").await?;
    let minutes_no = format!("{}/BB-KT", 20 + number);
    let conclusion = match found.verdict {
        "conforming" => "Cân đạt.",
        "inconclusive" => "Chờ xác định giới hạn áp dụng.",
        _ => "Cân không đạt, ngừng sử dụng.",
    };
    journey
        .close(&[("conclusion", conclusion), ("minutes_no", &minutes_no)])
        .await
}

/// The number, the authority, the stall, and what was found there.
fn says_all(paper: &Paper, number: usize, found: &Found) -> Result<()> {
    let minutes_no = format!("Số: {}/BB-KT", 20 + number);
    let stall = format!("Sạp {number:02}");
    let serial = format!("04{number:02}/2024");
    let of_all = [
        minutes_no.as_str(),
        "số 50/QĐ-UBND",
        "của UBND phường Hạnh Thông",
        &stall,
        "Chợ Gò Vấp, 1 Nguyễn Thái Sơn",
        &serial,
    ];
    for said in of_all.iter().chain(found.said) {
        paper.says(said)?;
    }
    if found.verdict == "conforming" {
        paper.says("Không phát hiện nội dung không phù hợp.")?;
    }
    Ok(())
}
