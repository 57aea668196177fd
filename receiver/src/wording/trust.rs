//! Words of the page that shows how to trust the office's own authority.

use super::language::Pair;

/// Its title.
pub const TITLE: Pair = ["Kết nối an toàn với văn phòng", "A safe line to the office"];
/// What it is for.
pub const WHY: Pair = [
    "Văn phòng này dùng chứng chỉ do chính mình cấp. Mỗi máy cài chứng chỉ gốc một lần, sau đó mở địa chỉ ở cuối trang.",
    "This office makes its own certificate. Each device installs the root certificate once, and then opens the address at the end of this page.",
];
/// Before the fingerprint.
pub const COMPARE: Pair = [
    "Trước khi cài, so dấu vân tay SHA-256 này với dấu mà người quản trị đọc từ máy chủ. Chỉ cần khác một ký tự thì đừng cài: có kẻ đang xen giữa.",
    "Before installing, compare this SHA-256 fingerprint with the one that the administrator reads from the server. If a single character differs, do not install: somebody stands between.",
];
/// The name of the certificate in a device's settings.
pub const NAMED: Pair = [
    "Tên chứng chỉ trong phần cài đặt:",
    "The certificate's name in the settings:",
];
/// What is done on Android.
pub const ANDROID: [Pair; 3] = [
    [
        "Tải chứng chỉ gốc về máy.",
        "Download the root certificate.",
    ],
    [
        "Mở Cài đặt, tìm “Chứng chỉ CA” (trong Bảo mật → Mã hóa và thông tin xác thực → Cài đặt chứng chỉ; tên mục có thể khác theo máy).",
        "Open Settings and search for “CA certificate” (under Security → Encryption & credentials → Install a certificate; names differ between devices).",
    ],
    [
        "Chọn “Vẫn cài đặt”, rồi chọn tệp vừa tải.",
        "Choose “Install anyway”, then the file just downloaded.",
    ],
];
/// What is done on an iPad.
pub const IPAD: [Pair; 3] = [
    [
        "Mở trang này bằng Safari, tải hồ sơ và chọn “Cho phép”.",
        "Open this page in Safari, download the profile and choose “Allow”.",
    ],
    [
        "Mở Cài đặt → Đã tải về hồ sơ → Cài đặt.",
        "Open Settings → Profile Downloaded → Install.",
    ],
    [
        "Mở Cài đặt → Cài đặt chung → Giới thiệu → Cài đặt tin cậy chứng nhận, rồi bật công tắc bên cạnh tên chứng chỉ.",
        "Open Settings → General → About → Certificate Trust Settings, and turn on the switch beside the certificate's name.",
    ],
];
/// The link to the certificate.
pub const CERTIFICATE: Pair = ["Chứng chỉ gốc (.crt)", "Root certificate (.crt)"];
/// The link to the profile.
pub const PROFILE: Pair = [
    "Hồ sơ cho iPad (.mobileconfig)",
    "Profile for iPads (.mobileconfig)",
];
/// Before the address.
pub const THEN: Pair = ["Sau đó mở:", "Then open:"];
