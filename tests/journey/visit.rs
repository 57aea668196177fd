//! A visit as a person types it, and the clock of the test's tablet.

use std::cell::Cell;

use chrono::{DateTime, TimeDelta, Utc};
use inspection::{
    CheckDraft, CheckKind, Content, Head, InspectionId, RulePack, Stamp, check_sections,
};
use tablet::acts::{Clock, Desk};
use uuid::Uuid;

/// A clock that goes a second with every look and can be moved.
pub(crate) struct TestClock {
    now: Cell<DateTime<Utc>>,
    ids: Cell<u128>,
}

impl TestClock {
    /// Half past nine in Hồ Chí Minh City.
    pub(crate) fn new() -> Self {
        Self {
            now: Cell::new("2026-11-22T02:30:00Z".parse().unwrap()),
            ids: Cell::new(0x019a_8c1e_0000_7000_8000_0000_0000_0000),
        }
    }

    /// The clock of one of several tablets, whose ids do not meet.
    pub(crate) fn of(tablet: usize) -> Self {
        let clock = Self::new();
        let number = u128::try_from(tablet).unwrap();
        clock.ids.set(clock.ids.get() + (number << 80));
        clock
    }

    /// What it shows, without a look.
    pub(crate) fn shown(&self) -> DateTime<Utc> {
        self.now.get()
    }

    /// Sets it.
    pub(crate) fn set_to(&self, time: DateTime<Utc>) {
        self.now.set(time);
    }

    /// Moves the clock.
    pub(crate) fn pass(&self, seconds: i64) {
        self.now.set(self.now.get() + TimeDelta::seconds(seconds));
    }
}

impl Clock for TestClock {
    fn now(&self) -> Stamp {
        self.pass(1);
        Stamp {
            at: self.now.get(),
            offset_minutes: 420,
            zone: "Asia/Ho_Chi_Minh".to_owned(),
        }
    }

    fn new_id(&self) -> Uuid {
        self.ids.set(self.ids.get() + 0x1_0001);
        Uuid::from_u128(self.ids.get())
    }
}

/// The visit's own fields.
pub(crate) const STALL: &[(&str, &str)] = &[
    ("establishment_name", "Sạp 12 bà Tư"),
    (
        "establishment_address",
        "Chợ Bến Thành, Thành phố Hồ Chí Minh",
    ),
    ("establishment_kind", "market_stall"),
    ("inspector", "Nguyễn Văn An"),
    ("conclusion", "Lập biên bản cân và hàng hoá."),
];

/// A spring dial scale of 15 kg, e = d = 50 g, class IIII, in date.
pub(crate) const SCALE: &[(&str, &str)] = &[
    ("model", "NHS-15"),
    ("serial", "0412"),
    ("accuracy_class", "IIII"),
    ("max", "15"),
    ("e", "50"),
    ("d", "50"),
    ("sticker_no", "V 0123"),
    ("valid_until_on_sticker", "31/12/2026"),
    ("seal_state", "intact"),
    ("load.1", "2,5"),
    ("indication.1", "2,50"),
    ("load.2", "5"),
    ("indication.2", "5.00"),
    ("load.3", "10"),
];

/// An imported toy without a sub-label (NHAN-04).
pub(crate) const TOY_LABEL: &[(&str, &str)] = &[
    ("product", "Xe điều khiển từ xa"),
    ("origin", "imported"),
    ("NHAN-04", "not_conform"),
];

/// A toy without the CR mark (QC-01).
pub(crate) const TOY_QUALITY: &[(&str, &str)] =
    &[("product", "Xe điều khiển từ xa"), ("QC-01", "not_conform")];

/// Types the visit's own fields, one save each, as the screen does.
pub(crate) async fn type_head(desk: &Desk, head: &mut Head, fields: &[(&str, &str)]) {
    for (field, text) in fields {
        head.answers.insert((*field).to_owned(), (*text).to_owned());
        desk.save_head(head).await.unwrap();
    }
}

/// Adds a check, answers its items with their first choice, then types the
/// fields, one save each.
pub(crate) async fn type_check(
    desk: &Desk,
    head: &mut Head,
    kind: CheckKind,
    subject: &str,
    fields: &[(&str, &str)],
) -> CheckDraft {
    let mut check = head.add_check(kind, subject);
    desk.add_check(head, &check).await.unwrap();
    for (item, answer) in first_choices(kind, subject) {
        check.answers.insert(item, answer.to_owned());
    }
    for (field, text) in fields {
        check
            .answers
            .insert((*field).to_owned(), (*text).to_owned());
        desk.save_check(head.id, &check).await.unwrap();
    }
    check
}

/// Every item of a check with the first of its choices.
pub(crate) fn first_choices(kind: CheckKind, subject: &str) -> Vec<(String, &'static str)> {
    let mut answers = Vec::new();
    for section in check_sections(RulePack::current(), kind, subject) {
        if let Content::Items { items, .. } = section.content {
            for item in items {
                let first = item.answer.options().first().copied();
                // Of a flag, the first choice is the adverse one.
                let first = first.map(|first| if first == "yes" { "no" } else { first });
                answers.extend(first.map(|first| (item.name.code.clone(), first)));
            }
        }
    }
    answers
}

/// The visit: a scale with this indication at 10 kg, a toy's label, a
/// toy's quality. Returns the id of the draft.
pub(crate) async fn type_visit(desk: &Desk, shown_at_10_kg: &str) -> InspectionId {
    let mut head = desk.new_draft().await.unwrap();
    type_head(desk, &mut head, STALL).await;
    let mut scale = SCALE.to_vec();
    scale.push(("indication.3", shown_at_10_kg));
    let (instrument, label, quality) =
        (CheckKind::Instrument, CheckKind::Label, CheckKind::Quality);
    type_check(desk, &mut head, instrument, "spring_dial_scale", &scale).await;
    type_check(desk, &mut head, label, "toys", TOY_LABEL).await;
    type_check(desk, &mut head, quality, "toys", TOY_QUALITY).await;
    head.id
}
