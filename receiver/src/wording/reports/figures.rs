//! The names of figures.

use inspection::{
    CheckKind, Figure, FollowUpKind, InstrumentFault, OutcomeResult, Reporting, Severity,
    WithoutChecks,
};

use super::super::language::{Language, Pair};

/// The name of a figure.
#[must_use]
pub fn figure(language: Language, figure: Figure) -> String {
    let own = |pair: Pair| language.say(pair).to_owned();
    match figure {
        Figure::Inspections => own(["Số cuộc kiểm tra", "Inspections"]),
        Figure::Without(reason) => own(without(reason)),
        Figure::Guided => own(["Cuộc có hướng dẫn", "Visits with guidance"]),
        Figure::Establishments => own(["Số cơ sở được kiểm tra", "Establishments inspected"]),
        Figure::Violating => own(["Số cơ sở vi phạm", "Establishments in violation"]),
        Figure::Checked(kind) => own(checked(kind)),
        Figure::Conforming(kind) | Figure::NonConforming(kind) | Figure::Open(kind) => {
            of_kind(language, kind, verdict(figure))
        }
        Figure::Fault(fault) => own(self::fault(fault)),
        Figure::Sealed => own(["Phương tiện đo bị niêm phong", "Instruments sealed"]),
        Figure::Acts => own(["Số hành vi vi phạm", "Violations"]),
        Figure::Act(kind) => {
            let mut rows = Reporting::current().acts.iter();
            let row = rows.find(|row| row.kind == kind);
            row.map_or_else(String::new, |row| {
                capital(&language.tell(row.name.vi.clone(), row.name.en.clone()))
            })
        }
        Figure::Severity(severity) => own(self::severity(severity)),
        Figure::Measure(kind) => own(measure(kind)),
        Figure::SamplesTaken => own(["Mẫu đã lấy", "Samples taken"]),
        Figure::SamplesTested => own(["Mẫu đã có kết quả", "Samples tested"]),
        Figure::SamplesFailed => own(["Mẫu không đạt", "Samples failed"]),
        Figure::SamplesPending => own(["Mẫu chờ kết quả", "Samples pending"]),
        Figure::SuspendedValue => own([
            "Giá trị hàng tạm dừng lưu thông (đồng)",
            "Value of goods suspended (VND)",
        ]),
        Figure::SealedValue => own([
            "Giá trị hàng niêm phong (đồng)",
            "Value of goods sealed (VND)",
        ]),
        Figure::Decided(OutcomeResult::Fined { .. }) => {
            own(["Quyết định xử phạt", "Decisions to fine"])
        }
        Figure::Decided(result) => super::super::outcomes::result(language, result),
        Figure::Fined => own(["Số cơ sở bị phạt", "Establishments fined"]),
        Figure::Warned => own(["Số cơ sở bị nhắc nhở, cảnh cáo", "Establishments warned"]),
        Figure::Fines => own(["Tổng tiền phạt (đồng)", "Fines (VND)"]),
    }
}

/// What a check came to, where the row says what was checked.
#[must_use]
pub fn verdict(figure: Figure) -> Pair {
    match figure {
        Figure::Conforming(_) => ["Đạt", "Conform"],
        Figure::NonConforming(_) => ["Không đạt", "Do not conform"],
        Figure::Open(_) => ["Chưa kết luận", "Without a verdict"],
        _ => super::COUNT,
    }
}

fn of_kind(language: Language, kind: CheckKind, verdict: Pair) -> String {
    let kind = crate::wording::check_kind(language, kind);
    format!("{kind}: {}", language.say(verdict).to_lowercase())
}

/// A text as the beginning of a line.
#[must_use]
pub fn capital(text: &str) -> String {
    let mut letters = text.chars();
    let first = letters.next().map(char::to_uppercase);
    first.into_iter().flatten().chain(letters).collect()
}

fn without(reason: WithoutChecks) -> Pair {
    match reason {
        WithoutChecks::Closed => ["Cơ sở đóng cửa", "Closed"],
        WithoutChecks::OwnerAbsent => ["Chủ cơ sở vắng mặt", "Owner absent"],
        WithoutChecks::EntryRefused => ["Không cho vào kiểm tra", "Entry refused"],
    }
}

fn checked(kind: CheckKind) -> Pair {
    match kind {
        CheckKind::Instrument => ["Phương tiện đo đã kiểm tra", "Instruments checked"],
        CheckKind::Label => ["Nhãn hàng hóa đã kiểm tra", "Labels checked"],
        CheckKind::Quality => ["Hàng hóa kiểm tra chất lượng", "Goods checked for quality"],
        CheckKind::Quantity => ["Hàng hóa kiểm tra lượng", "Goods checked for quantity"],
    }
}

fn fault(fault: InstrumentFault) -> Pair {
    match fault {
        InstrumentFault::Expired => ["Hết hạn kiểm định", "Verification expired"],
        InstrumentFault::WithoutMark => ["Không có dấu, tem, chứng chỉ", "Without mark"],
        InstrumentFault::OutOfLimit => ["Vượt sai số cho phép", "Out of limit"],
        InstrumentFault::SealsBroken => ["Niêm phong không còn nguyên", "Seals broken"],
    }
}

fn severity(severity: Severity) -> Pair {
    match severity {
        Severity::Critical => ["Nghiêm trọng", "Critical"],
        Severity::Major => ["Nặng", "Major"],
        Severity::Minor => ["Nhẹ", "Minor"],
        Severity::Info => ["Ghi nhận", "Observations"],
    }
}

fn measure(kind: FollowUpKind) -> Pair {
    match kind {
        FollowUpKind::Remedy => ["Yêu cầu khắc phục", "To be put right"],
        FollowUpKind::Reverification => ["Yêu cầu kiểm định lại", "To be verified again"],
        FollowUpKind::Suspension => ["Tạm dừng sử dụng, lưu thông", "Use or sale suspended"],
        FollowUpKind::Seal => ["Niêm phong", "Sealed"],
        FollowUpKind::Sample => ["Lấy mẫu thử nghiệm", "Samples sent to a laboratory"],
        FollowUpKind::Referral => ["Chuyển cơ quan khác", "Passed on to another body"],
    }
}
