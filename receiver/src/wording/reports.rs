//! What reports and the pages around them say. Names of figures are those of the
//! reports that the plan asks for (694/KH-UBND, mục III.11).

use chrono::{Datelike, NaiveDate};
use inspection::{Period, PeriodKind};

use super::language::{Language, Pair};

mod figures;

pub use figures::{capital, figure, verdict};

/// Title of the pages.
pub const TITLE: Pair = ["Báo cáo", "Reports"];
/// What the pages are.
pub const EXPLAINED: Pair = [
    "Mọi con số được cộng từ các biên bản đã nhận; bấm vào một con số để xem các cuộc kiểm tra đứng sau nó.",
    "Every figure is the sum of inspections received; press one to see the inspections behind it.",
];
/// Heading of the reports that are due.
pub const DUE: Pair = ["Báo cáo sắp đến hạn", "Due next"];
/// Headings of the reports that are due.
pub const DUE_HEADINGS: [Pair; 3] = [
    ["Báo cáo", "Report"],
    ["Kỳ", "Covers"],
    ["Ngày cuối còn kịp", "Last day in time"],
];
/// Heading of the months.
pub const MONTHS: Pair = ["Các tháng gần đây", "The last months"];
/// Heading of the form for any days.
pub const ANY_DAYS: Pair = ["Kỳ bất kỳ", "Any days"];
/// Label of the first day.
pub const FROM: Pair = ["Từ ngày", "From"];
/// Label of the last day.
pub const TO: Pair = ["Đến ngày", "To"];
/// How a day is written.
pub const AS_DAY: Pair = ["ngày/tháng/năm", "dd/mm/yyyy"];
/// The button.
pub const SHOW: Pair = ["Lập báo cáo", "Make the report"];
/// A day that is none.
pub const NO_DAY: Pair = [
    "Không đọc được ngày này; ghi dd/mm/yyyy.",
    "This is no day; write dd/mm/yyyy.",
];
/// The last day stands before the first.
pub const TURNED: Pair = [
    "Ngày cuối đứng trước ngày đầu.",
    "The last day is before the first.",
];
/// The period has not begun.
pub const FUTURE: Pair = [
    "Kỳ này chưa bắt đầu: chưa có gì để cộng.",
    "This period has not begun: there is nothing to add up.",
];
/// The period is not over.
pub const RUNNING: Pair = [
    "Kỳ này chưa hết: số liệu tính đến hôm nay.",
    "This period is not over: figures up to today.",
];
/// What a ward's report counts.
pub const OF_A_WARD: Pair = [
    "Chỉ tính các cuộc kiểm tra ghi phường này, hoặc tại cơ sở mà danh sách ghi ở phường này; biên bản không rõ phường được tính ở thành phố.",
    "Only visits that name this ward, or whose establishment the register puts there; a record of no known ward is counted by the city.",
];
/// Nothing was received of the period.
pub const EMPTY: Pair = [
    "Chưa nhận được biên bản nào của kỳ này.",
    "No inspection of this period has been received.",
];
/// Link to the records.
pub const BEHIND: Pair = [
    "Các biên bản đứng sau con số",
    "The records behind the figure",
];
/// Headings of the records.
pub const BEHIND_HEADINGS: [Pair; 5] = [
    ["Ngày", "Day"],
    ["Cơ sở", "Establishment"],
    ["Phường", "Ward"],
    ["Đóng góp", "Adds"],
    ["Biên bản", "Records"],
];
/// A figure that is nothing.
pub const NOTHING_BEHIND: Pair = [
    "Không có biên bản nào: con số là 0.",
    "There is no record: the figure is 0.",
];
/// Back to the report.
pub const BACK: Pair = ["← Về báo cáo", "← Back to the report"];
/// An inspection that has not come.
pub const NOT_HERE: Pair = ["chưa nhận được biên bản", "the record is not here"];
/// Links to files.
pub const FILES: Pair = ["Tải về", "Download"];
/// The newer page of records.
pub const NEWER: Pair = ["← Trang trước", "← Page before"];
/// The older page of records.
pub const OLDER: Pair = ["Trang sau →", "Next page →"];

/// State and motto, as the heading of a document has them (NĐ 30/2020/NĐ-CP).
pub const STATE: [&str; 2] = [
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
];
/// The number before it is given.
pub const NUMBER: &str = "Số:        /BC-";
/// Whom it goes to.
pub const RECIPIENT: Pair = ["Kính gửi", "To"];
/// What stands where the profile of the authority says nothing.
pub const DOTS: &str = "……………………";
/// That the figures are not issued.
pub const DRAFT: Pair = [
    "Số liệu tạm tính, chưa ban hành.",
    "Figures as they stand, not issued.",
];

/// Name of the first sheet of a workbook, and of a list.
pub const SHEET: &str = "Báo cáo";
/// Names of the columns of a report as a list.
pub const LIST: [&str; 4] = ["Mục", "Dòng", "Cột", "Số liệu"];

/// Titles of sections, by their id.
#[must_use]
pub fn section(id: &str) -> Pair {
    match id {
        "overview" => ["Số liệu chung", "Overview"],
        "wards" => ["Theo phường", "By ward"],
        "kinds" => ["Theo loại cơ sở", "By kind of establishment"],
        "visits" => [
            "Cuộc kiểm tra không thực hiện được, hướng dẫn",
            "Visits without checks, guidance",
        ],
        "acts" => ["Hành vi vi phạm", "Violations"],
        "severities" => ["Mức độ vi phạm", "Findings by severity"],
        "instruments" => ["Phương tiện đo", "Measuring instruments"],
        "instrument_kinds" => ["Phương tiện đo theo loại", "Instruments by kind"],
        "goods" => ["Hàng hóa", "Goods"],
        "goods_kinds" => ["Hàng hóa theo nhóm", "Goods by group"],
        "samples" => ["Mẫu", "Samples"],
        "measures" => ["Biện pháp đã yêu cầu", "Measures asked for"],
        "decisions" => ["Kết quả xử lý", "What was decided"],
        "plan" => ["Thực hiện kế hoạch", "Plan and done"],
        "words" => ["Nhận xét", "In words"],
        _ => ["", ""],
    }
}

/// What there is to know of a section, by its id.
#[must_use]
pub fn note(id: &str) -> Option<Pair> {
    let note = match id {
        "overview" => [
            "Tính theo ngày kiểm tra; xử phạt, nhắc nhở tính theo ngày quyết định.",
            "By the day of the visit; fines and warnings by the day of the decision.",
        ],
        "wards" | "kinds" => [
            "Mỗi cơ sở tính một lần, ở nơi của lần kiểm tra cuối trong kỳ.",
            "Each establishment counts once, where its last visit of the period was.",
        ],
        "acts" => [
            "Một cơ sở có thể có nhiều hành vi: số hành vi lớn hơn số cơ sở vi phạm.",
            "One establishment can have several: violations are more than establishments.",
        ],
        "samples" => [
            "Mẫu tính theo cuộc kiểm tra đã lấy; kết quả tính đến khi lập báo cáo.",
            "Samples count with the visit that took them; answers as they are known now.",
        ],
        "decisions" => [
            "Tính theo ngày quyết định, kể cả của những cuộc kiểm tra trước kỳ này.",
            "By the day of the decision, also on visits before this period.",
        ],
        "plan" => [
            "Tính theo ngày trong kế hoạch; phường là phường của cơ sở trong danh sách.",
            "By the planned day; wards are those of the register.",
        ],
        _ => return None,
    };
    Some(note)
}

/// Headings that no figure names.
pub const THIS_PERIOD: Pair = ["Kỳ này", "This period"];
/// The period before.
pub const BEFORE: Pair = ["Kỳ trước", "Period before"];
/// The same of the year before.
pub const YEAR_BEFORE: Pair = ["Cùng kỳ năm trước", "Same of the year before"];
/// The difference to the period before.
pub const CHANGE: Pair = ["Tăng, giảm so với kỳ trước", "Change on the period before"];
/// A share.
pub const SHARE: Pair = ["Tỷ lệ %", "Share, %"];
/// A count.
pub const COUNT: Pair = ["Số lượng", "Count"];
/// Everything.
pub const ALL: Pair = ["Cộng", "All"];
/// What a table is of.
pub const CONTENT: Pair = ["Nội dung", "Content"];
/// Ward.
pub const WARD: Pair = ["Phường", "Ward"];
/// No ward was entered.
pub const NO_WARD: Pair = ["Không ghi phường", "No ward entered"];
/// Kind of establishment.
pub const KIND: Pair = ["Loại cơ sở", "Kind of establishment"];
/// Of an inspection that is not here.
pub const NO_KIND: Pair = ["Biên bản chưa nhận được", "Records not received"];
/// Kind of instrument.
pub const INSTRUMENT: Pair = ["Loại phương tiện đo", "Kind of instrument"];
/// Group of goods.
pub const GOODS: Pair = [
    "Nhóm hàng và nội dung",
    "Group of goods, and what was checked",
];
/// Planned.
pub const PLANNED: Pair = ["Trong kế hoạch", "Planned"];
/// Done.
pub const DONE: Pair = ["Đã thực hiện", "Done"];
/// Struck.
pub const STRUCK: Pair = ["Đã bỏ", "Struck"];

/// The name of a period.
#[must_use]
pub fn period(language: Language, period: Period) -> String {
    let (year, month) = (period.to().year(), period.to().month());
    match period.kind() {
        PeriodKind::Month => language.tell(
            format!("tháng {month:02}/{year}"),
            format!("month {month:02}/{year}"),
        ),
        PeriodKind::HalfYear => language.tell(
            format!("06 tháng đầu năm {year}"),
            format!("first half of {year}"),
        ),
        PeriodKind::Year => language.tell(format!("năm {year}"), format!("year {year}")),
        PeriodKind::Any => days(language, period.from(), period.to()),
    }
}

/// From which day to which.
#[must_use]
pub fn days(language: Language, from: NaiveDate, to: NaiveDate) -> String {
    let (from, to) = (super::day(from), super::day(to));
    language.tell(
        format!("từ ngày {from} đến ngày {to}"),
        format!("{from} to {to}"),
    )
}

/// The title of a report.
#[must_use]
pub fn title(language: Language, period: Period) -> String {
    let period = self::period(language, period);
    language.tell(
        format!("Báo cáo kết quả kiểm tra đo lường, chất lượng, nhãn hàng hóa {period}"),
        format!("Report on inspections of measurement, quality and labels, {period}"),
    )
}

/// A day in words, as headings have it.
#[must_use]
pub fn long_day(day: NaiveDate) -> String {
    format!(
        "ngày {:02} tháng {:02} năm {}",
        day.day(),
        day.month(),
        day.year()
    )
}

/// Documents that cannot be read.
#[must_use]
pub fn unread(language: Language, count: usize) -> String {
    language.tell(
        format!("Có {count} văn bản không đọc được và chưa được tính."),
        format!("{count} documents cannot be read and are not counted."),
    )
}
