//! A toy shop that sells helmets too: labels and CR marks, of goods that are in
//! order and of goods that are not.

use anyhow::Result;
use e2e::{Answers, Journey};

const HEAD: Answers = &[
    ("establishment_name", "Cửa hàng đồ chơi Tuổi Thơ"),
    ("establishment_address", "88 Lê Đức Thọ, Gò Vấp"),
    ("inspector", "Nguyễn Văn An"),
    ("decision_no", "47/QĐ-UBND"),
    ("decision_by", "UBND phường Gò Vấp"),
];

const END: Answers = &[
    (
        "conclusion",
        "Robot không nhãn phụ, không dấu CR: tạm dừng bán.",
    ),
    ("minutes_no", "15/BB-ĐKT"),
];

/// What is looked at: kind of check, what stands on the goods, the answers that
/// are not given with the rest, the verdict.
type Look = (
    &'static str,
    Answers<'static>,
    Answers<'static>,
    &'static str,
);

/// NĐ 37/2026/NĐ-CP Điều 42 asks for Vietnamese content or a sub-label, QCVN
/// 3:2019/BKHCN for the CR mark on toys, QCVN 2:2021/BKHCN for size and mass on
/// a helmet's label and for a mark that does not peel.
const LOOKS: [Look; 6] = [
    (
        "label:toys",
        &[("product", "Robot biến hình R-9"), ("origin", "imported")],
        &[
            ("NHAN-04", "not_conform"),
            ("DC-01", "not_conform"),
            ("DC-02", "conform"),
            ("NP-01", "not_applicable"),
        ],
        "non_conforming",
    ),
    (
        "quality:toys",
        &[("product", "Robot biến hình R-9")],
        &[
            ("QC-01", "not_conform"),
            ("QC-02", "not_applicable"),
            ("SHCN-02", "conform"),
        ],
        "non_conforming",
    ),
    (
        "label:toys",
        &[
            ("product", "Bộ xếp hình gỗ 50 khối"),
            ("origin", "domestic"),
        ],
        &[("DC-02", "conform")],
        "conforming",
    ),
    (
        "quality:toys",
        &[("product", "Bộ xếp hình gỗ 50 khối")],
        &[("QC-01", "conform"), ("SHCN-02", "conform")],
        "conforming",
    ),
    (
        "label:helmets",
        &[("product", "Mũ trẻ em TE-2"), ("origin", "domestic")],
        &[("MBH-01", "not_conform"), ("MBH-04", "not_conform")],
        "non_conforming",
    ),
    (
        "quality:helmets",
        &[("product", "Mũ trẻ em TE-2")],
        &[
            ("QC-01", "conform"),
            ("QC-02", "not_conform"),
            ("SHCN-02", "conform"),
        ],
        "non_conforming",
    ),
];

#[tokio::test(flavor = "multi_thread")]
async fn labels_and_marks_of_toys_and_helmets_are_judged_and_printed() -> Result<()> {
    Journey::walk("toy_shop", toy_shop).await
}

async fn toy_shop(journey: &mut Journey) -> Result<()> {
    journey.visit("toy_shop", HEAD).await?;
    for (kind, goods, answers, verdict) in LOOKS {
        if kind.ends_with(":helmets") {
            // A toy shop is not expected to have them.
            journey.hands().give("find_check", "mu bao hiem").await?;
        }
        journey.check(kind).await?;
        journey.fill(goods).await?;
        journey.answer_but(answers).await?;
        journey.verdict(verdict).await?;
        journey.reason("Nhãn thiếu nội dung bắt buộc").await?;
    }
    let record = journey.close(END).await?;
    let paper = journey.print(&record, "bbkt_chat_luong_nhan").await?;
    for said in [
        "Số: 15/BB-ĐKT",
        "số 47/QĐ-UBND",
        "của UBND phường Gò Vấp",
        "Robot biến hình R-9",
        "NHAN-04",
        "NĐ 37/2026/NĐ-CP Điều 42",
        "DC-01",
        "QC-01",
        "QCVN 3:2019/BKHCN",
        "Mũ trẻ em TE-2",
        "MBH-01",
        "MBH-04",
        "QCVN 2:2021/BKHCN",
        "QC-02",
        "TT 28/2012/TT-BKHCN",
        "Bộ xếp hình gỗ 50 khối",
    ] {
        paper.says(said)?;
    }
    journey.back_to(&record).await?;
    let verdicts = LOOKS.map(|(_, _, _, verdict)| verdict);
    journey.office_has(&record, &verdicts).await
}
