//! Why a ward's list is refused, and what is wrong with its cells.

use super::language::{Language, Pair};
use crate::sheet::{LARGEST_FILE, LONGEST_CELL, MOST_COLUMNS, MOST_ROWS, SheetError};
use crate::ward_list::{LONGEST_TEXT, Why};

/// Why a file is refused, and what to do.
#[must_use]
pub fn refused(language: Language, error: &SheetError) -> String {
    let say = |pair: Pair| language.say(pair).to_owned();
    match error {
        SheetError::Empty => say(["Tệp không có dòng nào.", "The file holds no rows."]),
        SheetError::TooLarge => language.tell(
            format!(
                "Tệp lớn hơn {} MiB. Hãy tách thành nhiều tệp.",
                LARGEST_FILE / 1024 / 1024
            ),
            format!(
                "The file has more than {} MiB. Split it.",
                LARGEST_FILE / 1024 / 1024
            ),
        ),
        SheetError::NotUnicode => say([
            "Tệp không phải UTF-8 (có thể là Windows-1258, TCVN3 hoặc VNI), nên chữ tiếng Việt sẽ bị sai. Trong Excel, hãy lưu lại thành “CSV UTF-8” hoặc .xlsx.",
            "The file is not UTF-8 (Windows-1258, TCVN3 or VNI?), so its letters would come out wrong. Save it in Excel as \"CSV UTF-8\" or .xlsx.",
        ]),
        SheetError::OldFont => say([
            "Chữ trong tệp gõ bằng bảng mã TCVN3 (.VnTime) hoặc VNI. Hãy chuyển sang Unicode (ví dụ bằng UniKey) rồi tải lại.",
            "The file was typed in TCVN3 (.VnTime) or VNI. Convert it to Unicode and upload it again.",
        ]),
        SheetError::OldWorkbook => say([
            "Tệp là Excel kiểu cũ (.xls) hoặc có mật khẩu. Hãy lưu thành .xlsx không mật khẩu.",
            "The file is an old Excel workbook (.xls) or has a password. Save it as .xlsx without one.",
        ]),
        SheetError::NotAList => say([
            "Tệp không phải CSV cũng không phải Excel (.xlsx).",
            "The file is neither CSV nor Excel (.xlsx).",
        ]),
        SheetError::Damaged(_) => say([
            "Tệp Excel bị hỏng, không đọc được. Hãy mở bằng Excel, lưu lại rồi tải lên.",
            "The workbook is damaged. Open it in Excel, save it again and upload that.",
        ]),
        SheetError::Bomb => say([
            "Tệp Excel bung ra quá lớn so với giới hạn, nên không được mở.",
            "The workbook unpacks to more than it may, so it was not opened.",
        ]),
        SheetError::TooManyRows => language.tell(
            format!("Tệp có hơn {MOST_ROWS} dòng. Hãy tách thành nhiều tệp."),
            format!("The file has more than {MOST_ROWS} rows. Split it."),
        ),
        SheetError::TooManyColumns { row } => language.tell(
            format!("Dòng {row} có hơn {MOST_COLUMNS} cột."),
            format!("Row {row} has more than {MOST_COLUMNS} columns."),
        ),
        SheetError::TooManyCells => say([
            "Tệp có quá nhiều ô. Hãy tách thành nhiều tệp.",
            "The file has too many cells. Split it.",
        ]),
        SheetError::OpenQuote { row } => language.tell(
            format!("Dấu ngoặc kép mở ở dòng {row} không được đóng."),
            format!("A quotation mark of row {row} is never closed."),
        ),
        SheetError::LongCell { row } => language.tell(
            format!("Một ô ở dòng {row} dài hơn {LONGEST_CELL} ký tự."),
            format!("A cell of row {row} has more than {LONGEST_CELL} characters."),
        ),
    }
}

/// What is wrong with a cell.
#[must_use]
pub fn why(language: Language, why: Why) -> String {
    let pair = match why {
        Why::Repeated { row } => {
            return language.tell(
                format!("trùng với dòng {row}: cùng một cơ sở"),
                format!("the same establishment as row {row}"),
            );
        }
        Why::TooLong => {
            return language.tell(
                format!("dài quá {LONGEST_TEXT} ký tự"),
                format!("more than {LONGEST_TEXT} characters"),
            );
        }
        Why::Missing => ["chưa có", "missing"],
        Why::Formula => ["ô bị lỗi công thức", "a formula that failed"],
        Why::UnknownKind => [
            "chưa hiểu loại này; hãy chọn loại tương ứng ở trên",
            "kind not understood; choose one above",
        ],
        Why::UnknownWard => [
            "không có phường này; hãy chọn phường tương ứng ở trên",
            "no such ward; choose one above",
        ],
        Why::DividedWard => [
            "phường cũ này nay thuộc nhiều phường hoặc chưa rõ; hãy chọn phường hiện nay ở trên",
            "this former ward is several today, or nobody knows which; choose today's above",
        ],
        Why::NoTaxCode => [
            "không phải mã số thuế (10, 13 hoặc 12 số)",
            "no tax code (10, 13 or 12 digits)",
        ],
        Why::DigitsLost => [
            "Excel đã rút gọn số và làm mất chữ số; hãy định dạng cột thành Văn bản rồi nhập lại số",
            "the spreadsheet shortened the number and lost digits; format the column as text and type it again",
        ],
        Why::NoPhone => [
            "không phải số điện thoại Việt Nam",
            "no telephone number of Vietnam",
        ],
        Why::NoDegrees => [
            "không phải tọa độ, ví dụ 10.83854",
            "no degrees, as 10.83854",
        ],
        Why::SwappedPlace => [
            "vĩ độ và kinh độ bị đổi chỗ",
            "latitude and longitude are swapped",
        ],
        Why::HalfPlace => [
            "chỉ có một trong hai tọa độ",
            "one of both coordinates is missing",
        ],
        Why::FarPlace => ["tọa độ không nằm ở Việt Nam", "not in Vietnam"],
        Why::UnknownId => ["danh sách không có mã này", "the register has no such id"],
    };
    language.say(pair).to_owned()
}
