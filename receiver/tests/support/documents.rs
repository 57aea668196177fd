//! Documents made from a table of answers as a person would type them.

use inspection::{
    Answers, CheckDraft, CheckKind, Closing, Content, DeviceId, Digest, Document, Draft, Frozen,
    Head, Inspection, InspectionId, Link, Received, RulePack, Stamp, check_sections, freeze,
    reassess, upload_body,
};
use inspection::{Fields, Listed, Recorded};
use receiver::store::Arrival;
use uuid::Uuid;

/// What is typed for the visit.
const VISIT: [(&str, &str); 6] = [
    ("establishment_name", "Sạp 12 chợ mẫu"),
    ("establishment_address", "Dãy A, chợ mẫu"),
    ("establishment_kind", "market_stall"),
    ("inspector", "Người kiểm tra mẫu"),
    ("inspected_on", "22/11/2026"),
    ("conclusion", "Lập biên bản, yêu cầu sửa cân."),
];
/// What is typed for the spring dial scale: Max 15 kg, d = e = 50 g, IIII.
const SCALE: [(&str, &str); 9] = [
    ("model", "CDH-15"),
    ("serial", "A 0415"),
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("d", "50"),
    ("sticker_no", "KD-2026-77"),
    ("valid_until_on_sticker", "31/12/2026"),
    ("seal_state", "intact"),
];
/// The loads of the readings, in kilograms.
const LOADS: [&str; 3] = ["2,5", "5", "10"];

/// What differs between one test document and the next.
#[derive(Clone, Debug)]
pub(crate) struct Visit {
    pub(crate) id: u128,
    pub(crate) device: u128,
    pub(crate) sequence: u64,
    pub(crate) previous: Option<Digest>,
    pub(crate) name: &'static str,
    /// What the scale shows at each of the loads.
    pub(crate) indications: [&'static str; 3],
    /// The rules it is recorded by.
    pub(crate) rules: &'static RulePack,
}

impl Default for Visit {
    fn default() -> Self {
        Self {
            id: 1,
            device: 77,
            sequence: 1,
            previous: None,
            name: "Sạp 12 chợ mẫu",
            indications: ["2,50", "5,00", "10,15"],
            rules: RulePack::current(),
        }
    }
}

impl Visit {
    /// The closed inspection: a spring dial scale, the label of an imported toy
    /// without sub-label, and the same toy without CR mark.
    pub(crate) fn close(&self) -> Inspection {
        let pack = self.rules;
        let mut head = Head::new(
            self.inspection_id(),
            stamp("2026-11-22T02:00:00Z"),
            pack.name(),
        );
        head.answers = typed(&VISIT);
        head.answers
            .insert("establishment_name".to_owned(), self.name.to_owned());
        let mut scale = head.add_check(CheckKind::Instrument, "spring_dial_scale");
        fill(&mut scale, &SCALE);
        for (row, (load, indication)) in (1..).zip(LOADS.into_iter().zip(self.indications)) {
            scale.answers.insert(format!("load.{row}"), load.to_owned());
            let field = format!("indication.{row}");
            scale.answers.insert(field, indication.to_owned());
        }
        let mut label = head.add_check(CheckKind::Label, "toys");
        let toy = ("product", "Xe đồ chơi");
        fill(
            &mut label,
            &[toy, ("origin", "imported"), ("NHAN-04", "not_conform")],
        );
        let mut quality = head.add_check(CheckKind::Quality, "toys");
        fill(&mut quality, &[toy, ("QC-01", "not_conform")]);
        let draft = Draft {
            head,
            checks: vec![scale, label, quality],
        };
        let closing = Closing {
            closed: stamp("2026-11-22T02:40:00Z"),
            link: Link {
                device: DeviceId(Uuid::from_u128(self.device)),
                sequence: self.sequence,
                previous: self.previous.clone(),
            },
        };
        draft.close(pack, closing).unwrap()
    }

    pub(crate) fn freeze(&self) -> Frozen {
        freeze(&self.close()).unwrap()
    }

    pub(crate) fn body(&self) -> String {
        upload_body(&self.freeze()).unwrap()
    }

    pub(crate) fn arrival(&self, received_at: &str) -> Arrival {
        arrival(&self.freeze(), received_at)
    }

    pub(crate) fn inspection_id(&self) -> InspectionId {
        InspectionId(Uuid::from_u128(self.id))
    }

    /// The page that shows it.
    pub(crate) fn page(&self) -> String {
        format!("/office/inspections/{}", self.inspection_id())
    }
}

/// The rows of a list of the visit, each as code and value.
pub(crate) fn listed(list: &str, rows: &[&[(&str, &str)]]) -> Listed {
    let recorded = |(code, value): &(&str, &str)| Recorded {
        code: (*code).to_owned(),
        value: (*value).to_owned(),
        unit: None,
    };
    let row = |row: &&[(&str, &str)]| Fields(row.iter().map(recorded).collect());
    Listed {
        list: list.to_owned(),
        rows: rows.iter().map(row).collect(),
    }
}

/// The measures of a visit: a sub-label by 5 December, the scale sealed, a sample
/// of the toy.
pub(crate) fn measures() -> Vec<Listed> {
    let remedy = [
        ("remedy_what", "Ghi nhãn phụ"),
        ("remedy_check", "2"),
        ("remedy_until", "2026-12-05"),
    ];
    let seal = [("sealed_check", "1"), ("sealed_no", "NP-0031")];
    let sample = [
        ("sampled_check", "3"),
        ("sample_quantity", "03 hộp"),
        ("sample_seal_test", "M-011"),
    ];
    vec![
        listed("remedies", &[&remedy]),
        listed("seals", &[&seal]),
        listed("samples", &[&sample]),
    ]
}

/// A frozen document as intake hands it to the store.
pub(crate) fn arrival(frozen: &Frozen, received_at: &str) -> Arrival {
    let received = Received::read(&frozen.text).unwrap();
    let discrepancies = match &received.document {
        Document::Inspection(inspection) => reassess(inspection),
        _ => Vec::new(),
    };
    Arrival {
        received,
        received_at: received_at.parse().unwrap(),
        discrepancies,
        carried_by: None,
    }
}

/// The body of an upload of a document that was changed after closing and
/// honestly hashed again.
pub(crate) fn changed(visit: &Visit, change: impl FnOnce(&mut Inspection)) -> String {
    let mut inspection = visit.close();
    change(&mut inspection);
    upload_body(&freeze(&inspection).unwrap()).unwrap()
}

/// Answers every item as conforming, then as the table says.
fn fill(check: &mut CheckDraft, table: &[(&str, &str)]) {
    let pack = RulePack::current();
    for section in check_sections(pack, check.kind, &check.subject) {
        if let Content::Items { items, .. } = section.content {
            for item in items {
                let options = item.answer.options();
                let benign = ["conform", "no"]
                    .into_iter()
                    .find(|good| options.contains(good));
                if let Some(benign) = benign {
                    check
                        .answers
                        .insert(item.name.code.clone(), benign.to_owned());
                }
            }
        }
    }
    check.answers.extend(typed(table));
}

fn typed(table: &[(&str, &str)]) -> Answers {
    let pair = |(field, text): &(&str, &str)| ((*field).to_owned(), (*text).to_owned());
    table.iter().map(pair).collect()
}

pub(super) fn stamp(at: &str) -> Stamp {
    Stamp {
        at: at.parse().unwrap(),
        offset_minutes: 420,
        zone: "Asia/Ho_Chi_Minh".to_owned(),
    }
}
