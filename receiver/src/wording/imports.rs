//! What pages say of a ward's list: why a file is refused, what its columns mean,
//! what its rows would make of the register, and what is wrong with them.

use super::language::{Language, Pair};
use crate::store::{Committed, Finished};
use crate::ward_list::Column;
use crate::ward_list::compare::State;

pub use super::faults::{refused, why};

/// Title of the page of all lists.
pub const TITLE: Pair = ["Nhập danh sách từ phường", "Lists from wards"];
/// What can be uploaded.
pub const EXPLAINED: Pair = [
    "Chọn tệp CSV (UTF-8) hoặc Excel (.xlsx) đúng như phường gửi; không cần xóa dòng tiêu đề. Chưa có gì thay đổi cho tới khi bạn xem trước và đồng ý.",
    "Choose a CSV (UTF-8) or Excel (.xlsx) file as the ward sent it; titles above the table may stay. Nothing changes before you have seen what would and agree.",
];
/// Label of the file.
pub const FILE: Pair = ["Tệp danh sách", "File"];
/// Label of the ward of rows without one.
pub const DEFAULT_WARD: Pair = [
    "Phường của dòng không ghi phường",
    "Ward of rows that name none",
];
/// Label of the kind of rows without one.
pub const DEFAULT_KIND: Pair = [
    "Loại của dòng không ghi loại",
    "Kind of rows that name none",
];
/// Nothing chosen.
pub const UNSET: Pair = ["Không đặt", "None"];
/// The button that uploads.
pub const UPLOAD: Pair = ["Tải lên và xem trước", "Upload and preview"];
/// Heading of the lists that there were.
pub const EARLIER: Pair = ["Các danh sách đã tải lên", "Lists uploaded"];
/// Where there is none.
pub const NONE: Pair = ["Chưa có danh sách nào.", "None so far."];
/// Headings of them.
pub const HEADINGS: [Pair; 4] = [
    ["Tệp", "File"],
    ["Tải lên lúc", "Uploaded"],
    ["Người tải", "By"],
    ["Tình trạng", "State"],
];
/// One that waits.
pub const WAITS: Pair = ["Đang chờ quyết định", "Waits for a decision"];
/// One that was laid aside.
pub const DISCARDED: Pair = ["Đã bỏ, không nhập", "Discarded"];
/// No file was chosen.
pub const NO_FILE: Pair = ["Chưa chọn tệp.", "No file was chosen."];
/// The upload broke off.
pub const BROKEN_OFF: Pair = [
    "Tệp chưa tới đủ. Hãy tải lại.",
    "The file did not arrive whole. Upload it again.",
];

/// Title of a preview.
pub const PREVIEW: Pair = ["Xem trước danh sách", "Preview of the list"];
/// What an import leaves alone.
pub const PREVIEW_EXPLAINED: Pair = [
    "Cơ sở không có trong tệp được giữ nguyên. Ô trống không xóa thông tin đang có.",
    "Establishments that the file does not hold stay. An empty cell erases nothing.",
];
/// Heading of the columns.
pub const COLUMNS: Pair = ["Các cột", "Columns"];
/// Headings of the columns.
pub const COLUMN_HEADINGS: [Pair; 3] = [
    ["Cột", "Column"],
    ["Tên trong tệp", "Name in the file"],
    ["Nội dung", "What it says"],
];
/// A column that nobody understood.
pub const NOT_UNDERSTOOD: Pair = ["Chưa hiểu cột này", "Not understood"];
/// Label of the row with the names.
pub const HEAD_ROW: Pair = ["Dòng có tên các cột", "Row with the names of the columns"];
/// Heading of words that nobody understood.
pub const WORDS: Pair = ["Từ chưa hiểu trong tệp", "Words not understood"];
/// The button that keeps what columns and words mean.
pub const SAVE_MATCHES: Pair = ["Lưu và xem lại", "Save and look again"];
/// Heading of the rows.
pub const ROWS: Pair = ["Các dòng", "Rows"];
/// Headings of the rows.
pub const ROW_HEADINGS: [Pair; 4] = [
    ["Dòng", "Row"],
    ["Cơ sở trong tệp", "In the file"],
    ["Tình trạng", "State"],
    ["Chi tiết", "Details"],
];
/// The button that keeps decisions.
pub const SAVE_DECISIONS: Pair = [
    "Lưu các lựa chọn ở trang này",
    "Save the choices of this page",
];
/// The button that leaves out what is at fault.
pub const LEAVE_FAULTY: Pair = ["Bỏ qua mọi dòng có lỗi", "Leave out every row with a fault"];
/// The button that does it.
pub const COMMIT: Pair = ["Nhập vào danh sách cơ sở", "Take over into the register"];
/// Where it cannot be done yet.
pub const NOT_READY: Pair = [
    "Chưa nhập được: còn dòng có lỗi hoặc chưa chọn, hoặc không có gì để nhập.",
    "It cannot be taken over yet: rows are at fault or undecided, or there is nothing to do.",
];
/// Where the register changed meanwhile.
pub const STALE: Pair = [
    "Danh sách cơ sở hoặc các lựa chọn đã thay đổi sau khi trang này được mở, nên chưa nhập gì. Bản xem trước dưới đây đã được tính lại.",
    "The register or the choices changed after this page was opened, so nothing was taken over. The preview below was worked out again.",
];
/// The button that lays it aside.
pub const DISCARD: Pair = ["Bỏ danh sách này", "Discard this list"];
/// A choice.
pub const ADD: Pair = ["Cơ sở khác: thêm mới", "Another one: add it"];
/// A choice.
pub const LEAVE_OUT: Pair = ["Bỏ qua dòng này", "Leave this row out"];
/// No choice.
pub const UNDECIDED: Pair = ["Chưa chọn", "Undecided"];
/// Why it may be the same.
pub const SAME_CODE: Pair = ["cùng mã số thuế", "same tax code"];
/// Why it may be the same.
pub const SAME_PLACE: Pair = ["cùng tên và địa chỉ", "same name and address"];
/// A candidate that closed down.
pub const REOPENS: Pair = [
    "đã ngừng hoạt động; chọn là mở lại",
    "closed down; choosing it reopens it",
];

/// What a column says.
#[must_use]
pub fn column(column: Column) -> Pair {
    use super::establishments as words;
    match column {
        Column::Id => words::ID,
        Column::Name => words::NAME,
        Column::Address => words::ADDRESS,
        Column::Ward => words::WARD,
        Column::Kind => words::KIND,
        Column::TaxCode => words::TAX_CODE,
        Column::Phone => words::PHONE,
        Column::Latitude => ["Vĩ độ", "Latitude"],
        Column::Longitude => ["Kinh độ", "Longitude"],
        Column::Place => [
            "Tọa độ (vĩ độ, kinh độ)",
            "Coordinates (latitude, longitude)",
        ],
        Column::Nothing => ["Không dùng", "Not used"],
    }
}

/// The name of a state of a row.
#[must_use]
pub fn state(code: &str) -> Pair {
    match code {
        "new" => ["Mới", "New"],
        "changed" => ["Thay đổi", "Changed"],
        "same" => ["Không đổi", "The same"],
        "doubtful" => ["Có thể trùng", "Likely duplicate"],
        "faulty" => ["Có lỗi", "At fault"],
        "left_out" => ["Bỏ qua", "Left out"],
        _ => ["Không phải cơ sở", "No establishment"],
    }
}

/// Which sheet was read, and which were not.
#[must_use]
pub fn sheets(language: Language, read: &str, unread: &[String]) -> String {
    let others = unread.join(", ");
    if others.is_empty() {
        language.tell(format!("Trang tính: {read}."), format!("Sheet: {read}."))
    } else {
        language.tell(
            format!("Trang tính được đọc: {read}. Không đọc: {others}."),
            format!("Sheet read: {read}. Not read: {others}."),
        )
    }
}

/// A candidate that the row may update.
#[must_use]
pub fn update(language: Language, name: &str, address: &str) -> String {
    language.tell(
        format!("Cập nhật: {name}, {address}"),
        format!("Update: {name}, {address}"),
    )
}

/// An earlier row that the row may repeat.
#[must_use]
pub fn as_row(language: Language, row: u32, name: &str, address: &str) -> String {
    language.tell(
        format!("Giống dòng {row}: {name}, {address}"),
        format!("Like row {row}: {name}, {address}"),
    )
}

/// Which rows a page holds.
#[must_use]
pub fn page(language: Language, number: usize, pages: usize) -> String {
    language.tell(
        format!("Trang {number}/{pages}"),
        format!("Page {number} of {pages}"),
    )
}

/// How a list ended.
#[must_use]
pub fn finished(language: Language, finished: &Finished) -> String {
    let Some(counts) = &finished.counts else {
        return language.say(DISCARDED).to_owned();
    };
    let told = State::CODES
        .iter()
        .zip(counts)
        .filter(|(_, count)| **count > 0);
    let told: Vec<_> = told
        .map(|(code, count)| format!("{}: {count}", language.say(state(code))))
        .collect();
    let done = language.say(["Đã nhập", "Taken over"]);
    format!("{done} ({})", told.join(", "))
}

/// Why nothing was taken over.
#[must_use]
pub fn not_committed(committed: &Committed) -> Pair {
    match committed {
        Committed::NotReady => NOT_READY,
        _ => STALE,
    }
}

/// How many rows have a word.
#[must_use]
pub fn rows(language: Language, count: usize) -> String {
    language.tell(format!("{count} dòng"), format!("{count} rows"))
}

/// The name of a column by its letter.
#[must_use]
pub fn column_named(language: Language, letters: &str) -> String {
    language.tell(format!("Cột {letters}"), format!("Column {letters}"))
}
