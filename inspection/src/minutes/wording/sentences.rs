//! The sentences and labels of minutes, apart from what codes are called.

use super::super::source::DOTS;
use super::thousands;
use crate::inspection::WithoutChecks;
use crate::rules::Signer;

/// Labels of the establishment: name, address, ward, telephone, registration,
/// field.
pub(in crate::minutes) const ESTABLISHMENT: [&str; 6] = [
    "Tên cơ sở",
    "Địa chỉ",
    "Địa bàn",
    "Điện thoại",
    "Mã số thuế hoặc GCN đăng ký kinh doanh (số, ngày cấp, nơi cấp)",
    "Lĩnh vực",
];
/// The number, to be written by hand.
pub(in crate::minutes) const NUMBER: &str = "Số: ………/BB-………";
/// The hour, where it is not known.
pub(in crate::minutes) const NO_HOUR: &str = "…… giờ ……";
/// Who leads, as a team writes it.
pub(in crate::minutes) const LEADER: &str = "trưởng đoàn";
/// Above the bodies that took part.
pub(in crate::minutes) const BODIES: &str = "Cơ quan phối hợp:";
/// How to sign.
pub(in crate::minutes) const SIGN_HERE: &str = "(Ký, ghi rõ họ tên)";
/// In place of a signature.
pub(in crate::minutes) const REFUSED: &str = "Từ chối ký";
/// In place of a signature that was given to something else.
pub(in crate::minutes) const SIGNED_OTHERWISE: &str =
    "Chữ ký trên màn hình không phải của nội dung này";
/// As whom signs who saw that the establishment did not.
pub(in crate::minutes) const REFUSAL_SEEN: &str =
    "NGƯỜI CHỨNG KIẾN HOẶC ĐẠI DIỆN ỦY BAN NHÂN DÂN CẤP XÃ";
/// Label of why somebody did not sign.
pub(in crate::minutes) const WHY_NOT_SIGNED: &str = "Lý do không ký (nếu có)";
/// Label of the deadline.
pub(in crate::minutes) const DEADLINE: &str = "Thời hạn khắc phục";
/// What was looked at, above the checklists.
pub(in crate::minutes) const LOOKED_AT: &str = "(1) Hồ sơ pháp lý, chứng chỉ kiểm định; \
    (2) tình trạng phương tiện đo, niêm phong, kẹp chì: kết quả xem xét như bảng sau.";
/// Where the measurements are.
pub(in crate::minutes) const MEASURED: &str = "(3) Kết quả kiểm tra đo lường: tại Bảng kết quả.";
/// Columns of a checklist.
pub(in crate::minutes) const ITEM_COLUMNS: [&str; 3] = ["Mã", "Nội dung", "Kết quả"];
/// Results as they begin, with their marks in narrow columns.
const MARKS: [(&str, &str); 7] = [
    ("Đạt", "Đ"),
    ("Không đạt", "K"),
    ("Chưa kết luận", "C"),
    ("Ngoài phạm vi bộ quy định", "N"),
    ("Đã ghi nhận", "G"),
    ("Không áp dụng", "KAD"),
    (NOT_CHECKED, NONE),
];
/// An item without an answer.
pub(in crate::minutes) const NOT_CHECKED: &str = "Không kiểm tra";
/// A part that nothing was looked at for.
pub(in crate::minutes) const NOTHING_CHECKED: &str = "Không kiểm tra.";
/// Where no instrument was looked at.
pub(in crate::minutes) const NO_INSTRUMENT: &str = "Không kiểm tra phương tiện đo.";
/// An observation.
pub(in crate::minutes) const OBSERVED: &str = "Ghi nhận";
/// Certificate and sticker that do not agree.
pub(in crate::minutes) const MISMATCH: &str = "Hạn ghi trên giấy chứng nhận và trên tem";
/// Where the printed day is not the one that the period gives.
pub(in crate::minutes) const MISMATCH_COMPUTED: &str = "Hạn ghi và hạn tính theo chu kỳ kiểm định";
/// Limits in dispute.
pub(in crate::minutes) const UNDECIDED: &str = "chưa xác định được giới hạn nào áp dụng";
/// Between limits that could apply.
pub(in crate::minutes) const OR: &str = " hoặc ";
/// A cell without anything.
pub(in crate::minutes) const NONE: &str = "–";
/// Where no sample was taken.
pub(in crate::minutes) const NO_SAMPLE: &str = "Lấy mẫu: không.";
/// The portions of a sample: what each is for, where it is kept, and the field
/// of its seal.
pub(in crate::minutes) const PORTIONS: [[&str; 3]; 3] = [
    ["Mẫu thử nghiệm", "Nơi thử nghiệm", "sample_seal_test"],
    ["Mẫu lưu", "Cơ quan kiểm tra", "sample_seal_office"],
    ["Mẫu lưu", "Cơ sở", "sample_seal_site"],
];
/// What was sealed or suspended, by the field it was entered into.
pub(in crate::minutes) const SEALED: [(&str, &str); 3] = [
    ("Số phương tiện đo bị niêm phong", "instruments_sealed"),
    ("Giá trị hàng hóa tạm dừng bán", "goods_suspended"),
    ("Giá trị hàng hóa bị niêm phong", "goods_sealed"),
];
/// What tells one thing from another, by the field it was entered into.
pub(in crate::minutes) const TOLD_BY: [(&str, &str); 4] = [
    ("dispenser_no", "cột, vòi số "),
    ("serial", "số sản xuất "),
    ("product", ""),
    ("article", ""),
];

/// The number as the form has it.
pub(in crate::minutes) fn in_book(number: &str) -> String {
    format!("Số: {number}")
}

pub(in crate::minutes) fn hour(hour: u32, minute: u32) -> String {
    format!("{hour:02} giờ {minute:02} phút")
}

pub(in crate::minutes) fn time_and_place(hour: &str, day: &str, place: &str) -> String {
    format!("Hôm nay, hồi {hour}, {day}, tại {place}.")
}

pub(in crate::minutes) fn decision(number: &str, day: &str, by: &str) -> String {
    format!("Căn cứ Quyết định kiểm tra số {number} ngày {day} của {by}.")
}

pub(in crate::minutes) fn without_checks(reason: WithoutChecks) -> String {
    let reason = match reason {
        WithoutChecks::Closed => "cơ sở đóng cửa",
        WithoutChecks::OwnerAbsent => "chủ cơ sở vắng mặt",
        WithoutChecks::EntryRefused => "cơ sở không cho vào kiểm tra",
    };
    format!("Không kiểm tra được: {reason}.")
}

pub(in crate::minutes) fn copies(count: &str, to: &str) -> String {
    format!(
        "Biên bản lập thành {count} bản, đã đọc lại cho những người có tên trên nghe, giao {to}."
    )
}

/// Who got how many copies.
pub(in crate::minutes) fn handed_over(to: &str, copies: &str) -> String {
    format!("{copies:0>2} bản cho {to}")
}

/// That somebody may take part in state inspections of measurement.
pub(in crate::minutes) fn certificate(number: &str) -> String {
    format!("chứng chỉ nghiệp vụ kiểm tra nhà nước về đo lường số {number}")
}

/// As whom somebody signs.
pub(in crate::minutes) fn role(signer: Signer) -> &'static str {
    match signer {
        Signer::Representative => "ĐẠI DIỆN CƠ SỞ",
        Signer::Seller => "NGƯỜI BÁN HÀNG",
        Signer::Witness => "NGƯỜI CHỨNG KIẾN",
        Signer::CommuneOrWitness => "CÁN BỘ XÃ HOẶC NGƯỜI CHỨNG KIẾN, nếu người bán không ký",
        Signer::Members | Signer::Member => "THÀNH VIÊN",
        Signer::Leader => "TRƯỞNG ĐOÀN",
        Signer::Sampler => "NGƯỜI LẤY MẪU",
    }
}

pub(in crate::minutes) fn object(objects: &str, establishment: &str) -> String {
    format!("{objects}; tại {establishment}")
}

pub(in crate::minutes) fn label_of(kind: &str) -> String {
    format!("Nhãn – {kind}")
}

pub(in crate::minutes) fn quality_of(kind: &str) -> String {
    format!("Chất lượng – {kind}")
}

pub(in crate::minutes) fn quantity_of(kind: &str) -> String {
    format!("Lượng hàng hóa kiểm tra: {kind}")
}

pub(in crate::minutes) fn nozzle(name: &str, nozzle: &str) -> String {
    format!("{name}, cột, vòi số {nozzle}")
}

pub(in crate::minutes) fn grade(grade: &str, nozzle: &str) -> String {
    format!("{grade} (cột, vòi số {nozzle})")
}

pub(in crate::minutes) fn range(least: &str, most: &str) -> String {
    format!("{least} đến {most}")
}

pub(in crate::minutes) fn from(least: &str) -> String {
    format!("từ {least}")
}

pub(in crate::minutes) fn paper_and_sticker(paper: &str, sticker: &str) -> String {
    format!("{paper} (giấy); {sticker} (tem)")
}

pub(in crate::minutes) fn seals(state: &str, numbers: &str) -> String {
    format!("{state}; số {numbers}")
}

pub(in crate::minutes) fn besides(number: usize, facts: &str) -> String {
    format!("Phương tiện {}: {facts}.", thousands(&number.to_string()))
}

/// Heading of the column of one of several checks.
pub(in crate::minutes) fn column(number: usize) -> String {
    format!("({number})")
}

/// What the numbers of the columns are.
pub(in crate::minutes) fn columns_of(kind: &str, columns: &str) -> String {
    format!("{kind}: {columns}")
}

/// A result in a narrow column; one that has no mark as it is.
pub(in crate::minutes) fn mark(result: &str) -> &str {
    let mut marks = MARKS.iter();
    let mark = marks.find(|(begins, _)| result.starts_with(begins));
    mark.map_or(result, |(_, mark)| mark)
}

/// What the marks mean.
pub(in crate::minutes) fn marks_mean() -> String {
    let meanings = MARKS.map(|(word, mark)| format!("{mark}: {}", word.to_lowercase()));
    format!("{}.", meanings.join("; "))
}

/// A row of a trial.
pub(in crate::minutes) fn row(trial: &str, number: usize) -> String {
    format!("{trial}, lần {number}")
}

/// What the rows of a trial give together.
pub(in crate::minutes) fn whole_series(trial: &str) -> String {
    format!("{trial}, cả loạt")
}

/// What the readings of a lot give together.
pub(in crate::minutes) fn together(trial: &str, result: &str) -> String {
    format!("{trial}, {result}")
}

/// The readings of a lot in their order.
pub(in crate::minutes) fn readings(trial: &str, unit: &str, each: &[String]) -> String {
    let (count, each) = (each.len(), each.join("; "));
    format!("{trial}, {count} số đọc theo thứ tự ({unit}): {each}.")
}

/// What a statistic is called.
pub(in crate::minutes) fn statistic(code: &str) -> &str {
    match code {
        "mean" => "Xtb",
        "t" => "T",
        "t1" => "thiếu quá T",
        "t2" => "thiếu quá 2T",
        "two_t" => "2T",
        "lot_size" => "N",
        other => other,
    }
}

/// A package that is short, by more than T or twice that.
pub(in crate::minutes) fn short(is_far: bool) -> &'static str {
    if is_far {
        "Ghi nhận: thiếu quá 2T"
    } else {
        "Ghi nhận: thiếu quá T"
    }
}

pub(in crate::minutes) fn allowed(limits: &str) -> String {
    format!("cho phép {limits}")
}

pub(in crate::minutes) fn error_of(error: &str) -> String {
    format!("sai số {error}")
}

pub(in crate::minutes) fn permissible(limits: &str) -> String {
    format!("sai số cho phép {limits}")
}

pub(in crate::minutes) fn could_apply(limits: &str) -> String {
    format!("có thể áp dụng: {limits}")
}

/// A limit with its clause and mark.
pub(in crate::minutes) fn clause(limit: &str, basis: &str, mark: &str) -> String {
    format!("{limit} theo {basis} ({mark})")
}

/// Standards, to be written by hand.
pub(in crate::minutes) fn blank_standard() -> String {
    format!("Tên: {DOTS}; số: {DOTS}; cấp chính xác: {DOTS}; GCN hiệu chuẩn: {DOTS}")
}

pub(in crate::minutes) fn conditions(temperature: &str) -> String {
    format!("Điều kiện: nhiệt độ {temperature}.")
}

pub(in crate::minutes) fn sampled(count: usize, minutes: &str) -> String {
    format!("Lấy mẫu: có, {count} mẫu; biên bản lấy mẫu số {minutes}.")
}

pub(in crate::minutes) fn portion(product: &str, what: &str, kept: &str) -> String {
    format!("{product} – {what} ({})", kept.to_lowercase())
}
