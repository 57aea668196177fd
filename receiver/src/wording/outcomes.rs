//! What pages say of outcomes, and of entering one.

use inspection::{OutcomeResult, RulePack};

use super::language::{Language, Pair};

/// Heading of the outcomes.
pub const TITLE: Pair = ["Kết quả xử lý sau kiểm tra", "What became of it"];
/// Headings of the outcomes.
pub const HEADINGS: [Pair; 8] = [
    ["Ngày", "Day"],
    ["Kết quả", "Result"],
    ["Mục kiểm tra", "Check"],
    ["Số văn bản", "Document number"],
    ["Ghi chú", "Note"],
    ["Người ghi", "Entered by"],
    ["Ghi ở", "Entered at"],
    ["Nhận lúc", "Received"],
];
/// Somebody of the office entered it.
pub const AT_THE_OFFICE: Pair = ["Văn phòng", "The office"];
/// A tablet whose name nobody knows.
pub const ON_A_TABLET: Pair = ["Máy kiểm tra", "A tablet"];
/// It was entered for the record that this one takes the place of.
pub const EARLIER: Pair = [
    "Kết quả kiểm tra đã được thay thế",
    "The record that was corrected",
];
/// Nothing yet.
pub const NONE: Pair = [
    "Chưa ghi kết quả xử lý nào.",
    "Nothing has been entered yet.",
];
/// Heading of the form.
pub const ENTER: Pair = ["Ghi kết quả xử lý", "Enter what became of it"];
/// What the form does.
pub const EXPLAINED: Pair = [
    "Kết quả đã ghi không sửa, không xóa: nếu sau này khác đi thì ghi thêm một kết quả mới.",
    "What is entered is not changed or deleted: what is otherwise later is entered as a further outcome.",
];
/// Where nothing can be entered.
pub const NOTHING_FITS: Pair = [
    "Cuộc kiểm tra này không để lại việc gì phải xử lý.",
    "This visit left nothing to be dealt with.",
];
/// Where another inspection took the place.
pub const CORRECTED: Pair = [
    "Kết quả này đã được thay thế: hãy ghi ở kết quả thay thế.",
    "Another record took the place of this one: enter it there.",
];
/// Label of the result.
pub const RESULT: Pair = ["Kết quả", "Result"];
/// Label of the check.
pub const CHECK: Pair = ["Mục kiểm tra", "Check"];
/// What belongs to no single check.
pub const WHOLE: Pair = ["Cả cuộc kiểm tra", "The whole visit"];
/// Label of the day.
pub const DAY: Pair = [
    "Ngày quyết định, ngày phiếu kết quả hoặc ngày kiểm tra lại",
    "Day of the decision, the report or the re-inspection",
];
/// How a day is written.
pub const DAY_HINT: Pair = ["Viết như 22/11/2026.", "Written like 22/11/2026."];
/// Label of the amount.
pub const AMOUNT: Pair = ["Số tiền phạt (đồng)", "Fine (đồng)"];
/// When there is an amount.
pub const AMOUNT_HINT: Pair = [
    "Chỉ ghi khi có quyết định xử phạt.",
    "Only where a fine was decided.",
];
/// Label of the number.
pub const REFERENCE: Pair = [
    "Số quyết định, biên bản hoặc phiếu",
    "Number of the decision, minutes or report",
];
/// Label of the note.
pub const NOTE: Pair = ["Ghi chú", "Note"];
/// The button.
pub const SAVE: Pair = ["Ghi kết quả", "Enter"];
/// It is kept.
pub const ENTERED: Pair = ["Đã ghi kết quả xử lý.", "The outcome is entered."];
/// The same form was sent with something else in it.
pub const OTHER: Pair = [
    "Biểu mẫu này đã được ghi một lần, với nội dung khác (xem bảng trên). Nếu đây là một kết quả nữa, hãy gửi lại.",
    "This form was entered before, and said something else (see the table). If this is a further outcome, send it again.",
];
/// Nothing was chosen.
pub const NO_RESULT: Pair = ["Hãy chọn kết quả.", "Choose a result."];
/// A result that does not fit.
pub const DOES_NOT_FIT: Pair = [
    "Kết quả này không hợp với mục đã chọn: cuộc kiểm tra không để lại việc như vậy.",
    "This does not fit what was chosen: the visit left nothing of the kind there.",
];
/// A check that is none.
pub const NO_CHECK: Pair = [
    "Cuộc kiểm tra không có mục này.",
    "The visit has no such check.",
];
/// A day before the visit.
pub const TOO_EARLY: Pair = [
    "Ngày này trước ngày kiểm tra.",
    "That day is before the visit.",
];
/// A day that has not come.
pub const TOO_LATE: Pair = ["Ngày này chưa đến.", "That day has not come yet."];
/// No day.
pub const NO_DAY: Pair = [
    "Hãy ghi ngày, viết như 22/11/2026.",
    "Write the day like 22/11/2026.",
];
/// No amount.
pub const NO_AMOUNT: Pair = [
    "Hãy ghi số tiền, số nguyên lớn hơn 0, như 2.500.000.",
    "Write an amount above 0, a whole number like 2.500.000.",
];
/// An amount of nothing.
pub const AMOUNT_WITHOUT_FINE: Pair = [
    "Chỉ quyết định xử phạt mới có số tiền.",
    "Only a fine has an amount.",
];
/// No number of a decision.
pub const NO_REFERENCE: Pair = [
    "Quyết định xử phạt phải có số.",
    "A fine has the number of its decision.",
];
/// A text that is too long.
pub const TOO_LONG: Pair = ["Dài quá.", "Too long."];

/// What became of an inspection.
#[must_use]
pub fn result(language: Language, result: OutcomeResult) -> String {
    use OutcomeResult as R;
    let english = match result {
        R::Remedied => "Put right",
        R::Reverified => "Verified again",
        R::SealLifted => "Seal lifted",
        R::SuspensionLifted => "Suspension lifted",
        R::SamplePassed => "Sample conforms",
        R::SampleFailed => "Sample does not conform",
        R::GoodsRecycled => "Goods recycled",
        R::GoodsReturned => "Goods returned",
        R::GoodsDestroyed => "Goods destroyed",
        R::WarningPublished => "Public warning",
        R::ViolationMinutes => "Minutes of an administrative violation",
        R::Warned => "Reminded or warned",
        R::Fined { .. } => "Fined",
        R::PassedOn => "Passed on to the competent body",
        R::ReferralAnswered => "The body it was passed on to has answered",
        R::ClosedWithoutMeasure => "Closed without a measure",
    };
    let english = match result {
        R::Fined { amount_vnd } => {
            format!("{english}: {} VND", super::written::grouped(amount_vnd))
        }
        _ => english.to_owned(),
    };
    language.tell(super::outcome(result), english)
}

/// A result as the log keeps it: its code, and the amount of a fine in đồng.
#[must_use]
pub fn logged(result: OutcomeResult) -> String {
    match result {
        OutcomeResult::Fined { amount_vnd } => format!("{} {amount_vnd}", result.code()),
        other => other.code().to_owned(),
    }
}

/// What the log kept of a result, in words; as it stands where it was kept otherwise.
#[must_use]
pub fn of_the_log(language: Language, detail: &str) -> String {
    let (code, amount) = detail.split_once(' ').unwrap_or((detail, ""));
    let mut results = OutcomeResult::ALL.into_iter();
    match results.find(|known| known.code() == code) {
        Some(OutcomeResult::Fined { .. }) => {
            let amount_vnd = amount.parse().unwrap_or_default();
            result(language, OutcomeResult::Fined { amount_vnd })
        }
        Some(known) => result(language, known),
        None => detail.to_owned(),
    }
}

/// A result as it is offered, without an amount.
#[must_use]
pub fn offered(language: Language, result: OutcomeResult) -> String {
    match result {
        OutcomeResult::Fined { .. } => language.say(["Quyết định xử phạt", "Fined"]).to_owned(),
        other => self::result(language, other),
    }
}

/// A check by its number and the name of what was looked at.
#[must_use]
pub fn check(
    language: Language,
    number: u16,
    thing: Option<(inspection::CheckKind, &str)>,
) -> String {
    let Some((kind, code)) = thing else {
        return language.tell(format!("Mục {number}"), format!("Check {number}"));
    };
    let pack = RulePack::current();
    let name = match kind {
        inspection::CheckKind::Instrument => pack.instrument_kind(code).map(|it| &it.name),
        inspection::CheckKind::Quantity => pack.quantity_kind(code).map(|it| &it.name),
        inspection::CheckKind::Label | inspection::CheckKind::Quality => {
            pack.goods_kind(code).map(|it| &it.name)
        }
    };
    let name = name.map_or_else(
        || code.to_owned(),
        |name| language.tell(name.vi.clone(), name.en.clone()),
    );
    super::check_title(language, number, kind, &name)
}
