//! What pages say of the establishments of the register: searching, adding,
//! changing and merging them, and who did what.

use super::language::{Language, Pair};
use crate::store::Act;

/// Title of the list.
pub const TITLE: Pair = ["Danh sách cơ sở", "Register of establishments"];
/// The language to change to.
pub const OTHER_LANGUAGE: Pair = ["English", "Tiếng Việt"];
/// Label of the field that searches.
pub const SEARCH: Pair = [
    "Tên, địa chỉ, mã số thuế, điện thoại",
    "Name, address, tax code, telephone",
];
/// The button that searches.
pub const FIND: Pair = ["Tìm", "Find"];
/// What searching takes.
pub const SEARCH_HINT: Pair = ["Không cần gõ dấu.", "Marks may be left out."];
/// A filter that is open.
pub const ANY: Pair = ["Tất cả", "All"];
/// Label of the filter by state.
pub const STATE: Pair = ["Tình trạng", "State"];
/// An establishment that works.
pub const WORKS: Pair = ["Đang hoạt động", "Open"];
/// One that does not.
pub const CLOSED_DOWN: Pair = ["Đã ngừng hoạt động", "Closed down"];
/// Nothing was found.
pub const NONE_FOUND: Pair = ["Không có cơ sở nào khớp.", "No establishment matches."];
/// Link to the first page.
pub const FIRST_PAGE: Pair = ["← Về đầu danh sách", "← First page"];
/// Link to the next page.
pub const NEXT_PAGE: Pair = ["Trang sau →", "Next page →"];
/// Download.
pub const AS_CSV: Pair = ["Tải CSV", "Download CSV"];
/// Download.
pub const AS_XLSX: Pair = ["Tải Excel (XLSX)", "Download Excel (XLSX)"];
/// Link to the form that adds one.
pub const ADD: Pair = ["Thêm cơ sở", "Add an establishment"];
/// Link to the lists of wards.
pub const IMPORTS: Pair = ["Nhập danh sách từ phường", "Import a ward's list"];
/// Link to the form that changes it.
pub const EDIT: Pair = ["Sửa", "Edit"];
/// The button that keeps a form.
pub const SAVE: Pair = ["Lưu", "Save"];
/// The way back.
pub const BACK: Pair = ["Quay lại", "Back"];

/// Name.
pub const NAME: Pair = ["Tên cơ sở", "Name"];
/// Address.
pub const ADDRESS: Pair = ["Địa chỉ", "Address"];
/// Ward.
pub const WARD: Pair = ["Phường", "Ward"];
/// Where a ward's people choose another ward than their own, or none.
pub const NOT_YOUR_WARD: Pair = [
    "Hãy chọn phường của đơn vị mình.",
    "Choose the ward of your own office.",
];
/// Where no ward is known.
pub const NO_WARD: Pair = ["Chưa rõ", "Not known"];
/// Kind.
pub const KIND: Pair = ["Loại cơ sở", "Kind"];
/// Tax code.
pub const TAX_CODE: Pair = ["Mã số thuế", "Tax code"];
/// What a tax code is.
pub const TAX_CODE_HINT: Pair = [
    "10 số, 10 số và 3 số của chi nhánh, hoặc 12 số.",
    "10 digits, 10 and 3 of a branch, or 12.",
];
/// Telephone.
pub const PHONE: Pair = ["Điện thoại", "Telephone"];
/// Where it stands.
pub const PLACE: Pair = ["Tọa độ", "Coordinates"];
/// How a place is typed.
pub const PLACE_HINT: Pair = [
    "Vĩ độ, kinh độ, ví dụ 10.838540, 106.665290.",
    "Latitude, longitude, as 10.838540, 106.665290.",
];
/// Id.
pub const ID: Pair = ["Mã cơ sở", "Id"];
/// The last inspection.
pub const LAST: Pair = ["Lần kiểm tra gần nhất", "Last inspection"];
/// Its result.
pub const RESULT: Pair = ["Kết quả", "Result"];

/// Heading of the inspections.
pub const INSPECTIONS: Pair = ["Các lần kiểm tra", "Inspections"];
/// Where there is none.
pub const NO_INSPECTIONS: Pair = ["Chưa có lần kiểm tra nào.", "Never inspected."];
/// An inspection that another one corrects.
pub const CORRECTED: Pair = ["đã được thay thế", "corrected"];
/// Heading of the visits.
pub const VISITS: Pair = ["Lịch kiểm tra", "Planned visits"];
/// Where there is none.
pub const NO_VISITS: Pair = ["Chưa có lịch kiểm tra.", "No visit is planned."];
/// Heading of the history.
pub const HISTORY: Pair = ["Lịch sử thay đổi", "History"];
/// Where there is none.
pub const NO_HISTORY: Pair = ["Chưa có thay đổi nào được ghi.", "No change is on record."];
/// Headings of the history.
pub const HISTORY_HEADINGS: [Pair; 4] = [
    ["Lúc", "When"],
    ["Người thực hiện", "Who"],
    ["Việc", "What"],
    ["Trước → sau", "Before → after"],
];
/// A row that a merge led here from.
pub const CAME_FROM_MERGED: Pair = [
    "Cơ sở được tìm đã được gộp vào cơ sở này.",
    "The establishment that was asked for was merged into this one.",
];

/// Heading of closing down.
pub const CLOSE: Pair = ["Ngừng hoạt động", "Close down"];
/// What closing down does.
pub const CLOSE_EXPLAINED: Pair = [
    "Máy kiểm tra sẽ không thấy cơ sở này nữa; các lượt kiểm tra chưa thực hiện từ ngày ngừng sẽ bị bỏ. Hồ sơ và lịch sử được giữ nguyên.",
    "Tablets no longer show it, and visits not made from that day on are struck. Records and history stay.",
];
/// Label of the day.
pub const CLOSED_ON: Pair = ["Ngừng từ ngày", "Closed from"];
/// How a day is typed.
pub const DAY_HINT: Pair = ["Ngày/tháng/năm.", "Day/month/year."];
/// Heading of opening again.
pub const REOPEN: Pair = ["Hoạt động trở lại", "Reopen"];

/// Heading of merging.
pub const MERGE: Pair = ["Gộp với cơ sở khác", "Merge with another"];
/// What merging does.
pub const MERGE_EXPLAINED: Pair = [
    "Dùng khi một cơ sở có hai dòng. Hồ sơ kiểm tra, lịch kiểm tra và lịch sử của dòng bị gộp chuyển sang dòng được giữ; mã cũ dẫn tới dòng được giữ.",
    "For one establishment with two rows. Inspections, visits and history of the row that goes move to the one that stays; the old id leads there.",
];
/// Label of the row that stays.
pub const MERGE_INTO: Pair = [
    "Mã của cơ sở được giữ",
    "Id of the establishment that stays",
];
/// The row that goes.
pub const GOES: Pair = ["Bị gộp", "Goes"];
/// The row that stays.
pub const STAYS: Pair = ["Được giữ", "Stays"];
/// The row as it will be.
pub const WILL_BE: Pair = ["Sau khi gộp", "After merging"];
/// The button that merges.
pub const MERGE_CONFIRM: Pair = ["Gộp hai cơ sở", "Merge the two"];
/// The question's link.
pub const MERGE_SHOW: Pair = ["Xem trước khi gộp", "Show both"];

/// Where somebody else was quicker.
pub const STALE: Pair = [
    "Người khác đã sửa cơ sở này trong lúc bạn điền, nên chưa lưu gì. Hãy so hai cột, sửa lại nếu cần rồi lưu.",
    "Somebody else changed this establishment meanwhile, so nothing was saved. Compare both, change what is needed, and save.",
];
/// Heading of what was typed.
pub const YOURS: Pair = ["Bạn đã nhập", "What you typed"];
/// Heading of what is there.
pub const THEIRS: Pair = ["Đang có trong danh sách", "In the register now"];
/// Where others look the same.
pub const ALIKE: Pair = [
    "Danh sách đã có cơ sở giống như vậy. Nếu đây là cơ sở khác, hãy đánh dấu ô bên dưới rồi lưu.",
    "The register has one like it. If this is another one, tick the box below and save.",
];
/// The box.
pub const ANOTHER: Pair = ["Đây là cơ sở khác", "This is another establishment"];

/// A field must not be empty.
pub const MISSING: Pair = ["Chưa nhập.", "It is empty."];
/// Too long.
pub const TOO_LONG: Pair = ["Dài quá 200 ký tự.", "More than 200 characters."];
/// No tax code.
pub const NO_TAX_CODE: Pair = [
    "Không phải mã số thuế: cần 10, 13 hoặc 12 số.",
    "No tax code: 10, 13 or 12 digits.",
];
/// No telephone.
pub const NO_PHONE: Pair = [
    "Không phải số điện thoại Việt Nam.",
    "No telephone number of Vietnam.",
];
/// No place.
pub const NO_PLACE: Pair = [
    "Không phải tọa độ ở Việt Nam: vĩ độ trước, kinh độ sau.",
    "No place in Vietnam: latitude first, then longitude.",
];
/// No kind.
pub const NO_KIND: Pair = ["Hãy chọn loại cơ sở.", "Choose a kind."];
/// No day.
pub const NO_DAY: Pair = ["Không phải ngày dạng 22/11/2026.", "No day as 22/11/2026."];
/// No other row.
pub const NO_OTHER: Pair = [
    "Không có cơ sở nào khác mang mã này.",
    "No other establishment has this id.",
];

/// How many there are.
#[must_use]
pub fn found(language: Language, count: u64) -> String {
    language.tell(format!("{count} cơ sở"), format!("{count} establishments"))
}

/// What was done.
#[must_use]
pub fn act(act: Act) -> Pair {
    match act {
        Act::Added => ["Thêm vào danh sách", "Added"],
        Act::Changed => ["Sửa", "Changed"],
        Act::ClosedDown => ["Ngừng hoạt động", "Closed down"],
        Act::Reopened => ["Hoạt động trở lại", "Reopened"],
        Act::Merged => ["Gộp cơ sở khác vào", "Another one merged into it"],
        Act::VisitPlanned => ["Lên lịch kiểm tra", "Visit planned"],
        Act::VisitMoved => ["Dời lịch kiểm tra", "Visit moved"],
        Act::VisitStruck => ["Bỏ lịch kiểm tra", "Visit struck"],
    }
}

/// The name of a field of the history.
#[must_use]
pub fn field(code: &str) -> Pair {
    match code {
        "name" => NAME,
        "address" => ADDRESS,
        "ward" => WARD,
        "kind" => KIND,
        "tax_code" => TAX_CODE,
        "phone" => PHONE,
        "place" => PLACE,
        "closed_on" => CLOSED_ON,
        "day" => ["Ngày", "Day"],
        "team" => ["Đội", "Team"],
        "reason" => ["Lý do", "Reason"],
        _ => ID,
    }
}
