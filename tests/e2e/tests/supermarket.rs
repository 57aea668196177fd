//! Prepackages in a supermarket: a whole lot of 50, and a sample of 50 from a lot
//! of 300, each reading typed by keys. What the sample amounts to is said on the
//! way, judged at the end and printed.

use anyhow::Result;
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Siêu thị Thông Tây Hội"),
    ("establishment_address", "672 Quang Trung, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "48/QĐ-UBND"),
    ("decision_by", "UBND phường Thông Tây Hội"),
];

const END: Answers = &[
    ("conclusion", "Lô đường 300 gói thiếu lượng trung bình."),
    ("minutes_no", "16/BB-KT"),
];

/// Packages of 500 g lack at most T = 15 g (3 % from 300 to 500 g, 15 g above).
const PACKAGES: Answers = &[
    ("nominal_unit", "g"),
    ("nominal", "500"),
    ("test", "non_destructive"),
    ("method", "direct"),
    ("reading_unit", "g"),
];

/// A lot of packages, its readings, what they amount to, and the verdict.
struct Lot {
    what: Answers<'static>,
    /// How often each was read.
    readings: &'static [(&'static str, usize)],
    so_far: &'static [&'static str],
    verdict: &'static str,
}

/// TT 21/2014/TT-BKHCN, a whole lot: the mean is Qn at least, 2.5 % of 50, so one,
/// may lack more than T, none more than 2T. One of 484 g lacks 16 g, and one of
/// 516 g makes the mean 500 g.
const WHOLE: Lot = Lot {
    what: &[("product", "Đường cát trắng 500 g"), ("lot_size", "50")],
    readings: &[("500", 48), ("484", 1), ("516", 1)],
    so_far: &["n = 50", "x̄ = 500 g", "T = 15 g", "T1 = 1", "T2 = 0"],
    verdict: "conforming",
};

/// Of 100 to 500 packages 50 are taken, three may lack more than T, and the mean
/// may be k s less than Qn, k 0.379. The squares about the mean of 495 g are
/// 121 · 2 + 16 · 32 + 9 · 2 + 1 · 12 = 784 = 49 · 4², so s is 4 g and k s 1.516 g:
/// 495 is less than 498.484.
const SAMPLE: Lot = Lot {
    what: &[("product", "Đường phèn 500 g"), ("lot_size", "300")],
    readings: &[
        ("484", 1),
        ("506", 1),
        ("499", 16),
        ("491", 16),
        ("498", 1),
        ("492", 1),
        ("496", 6),
        ("494", 6),
        ("495", 2),
    ],
    so_far: &[
        "n = 50",
        "x̄ = 495 g",
        "s = 4 g",
        "k = 0,379",
        "k·s = 1,516 g",
        "T1 = 1",
        "T2 = 0",
    ],
    verdict: "non_conforming",
};

#[tokio::test(flavor = "multi_thread")]
async fn a_whole_lot_and_a_sample_are_typed_judged_and_printed() -> Result<()> {
    Journey::walk("supermarket", supermarket).await
}

async fn supermarket(journey: &mut Journey) -> Result<()> {
    journey.visit("supermarket", HEAD).await?;
    for lot in [WHOLE, SAMPLE] {
        journey.check("quantity:prepackage").await?;
        journey.fill(lot.what).await?;
        journey.fill(PACKAGES).await?;
        journey.answer_but(&[]).await?;
        let readings = lot.readings.iter();
        let readings = readings.flat_map(|(reading, times)| vec![*reading; *times]);
        journey
            .readings("reading.1", &readings.collect::<Vec<_>>())
            .await?;
        let amounts = |said: &str| lot.so_far.iter().all(|part| said.contains(part));
        let so_far = "[data-mark=\"so-far\"]";
        journey.hands().see_words(so_far, amounts).await?;
        journey.verdict(lot.verdict).await?;
        journey.reason("OIML R 87: k = 0,379").await?;
    }
    let record = journey.close(END).await?;
    let paper = journey.print(&record, "bbkt_do_luong").await?;
    for said in [
        "Số: 16/BB-KT",
        "số 48/QĐ-UBND",
        "của UBND phường Thông Tây Hội",
        "Đường cát trắng 500 g",
        "Đường phèn 500 g",
        "Mẫu, 50 số đọc theo thứ tự (g): 500; 500;",
        "thiếu quá T",
        "DGS-05",
        "Mẫu, trung bình: Không đạt (mức nặng); n: 50; Xtb: 495 g; s: 4 g; k: 0,379; \
            sai số −5 g; sai số cho phép ≥ −1,516 g",
        "TT 21/2014/TT-BKHCN",
    ] {
        paper.says(said)?;
    }
    journey.back_to(&record).await?;
    journey
        .office_has(&record, &[WHOLE.verdict, SAMPLE.verdict])
        .await
}
