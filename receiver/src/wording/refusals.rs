//! What the pages say of an upload that was refused, in Vietnamese: the tablet is told
//! the same in English, by the problem document.

use inspection::{ContentError, DecodeError};

use super::written::size;
use crate::problem::Problem;

/// What was wrong with an upload; empty where no more is to be said than the name of
/// the problem.
#[must_use]
pub fn in_vietnamese(problem: &Problem) -> String {
    match problem {
        Problem::WrongContentType => "Yêu cầu không ghi là application/json.".to_owned(),
        Problem::TooLarge { limit } => format!("Yêu cầu lớn hơn {limit} byte."),
        Problem::UnreadableHeader { header, .. } => {
            format!("Không đọc được dòng đầu {header}.")
        }
        Problem::OtherIdempotencyKey { key, id } => {
            format!("Idempotency-Key là {key:?}, còn mã tài liệu là {id}.")
        }
        Problem::NotADocument(error) => document(error),
        _ => String::new(),
    }
}

fn document(error: &DecodeError) -> String {
    match error {
        DecodeError::NotAnEnvelope(error) => format!(
            "Nội dung không phải phong bì tài liệu (dòng {}, cột {}).",
            error.line(),
            error.column()
        ),
        DecodeError::UnknownVersion { found } => {
            format!("Văn phòng chưa đọc được phiên bản {found}.")
        }
        DecodeError::UnknownKind(kind) => format!("Văn phòng chưa biết loại tài liệu {kind}."),
        DecodeError::NotCanonical(_) => {
            "Tài liệu có số lẻ hoặc số quá lớn; số thập phân phải viết thành chữ.".to_owned()
        }
        DecodeError::WrongDigest { promised, found } => {
            format!("SHA-256 của tài liệu là {found}, máy ghi {promised}.")
        }
        DecodeError::OtherKind { envelope, document } => format!(
            "Phong bì ghi loại {}, tài liệu ghi {}.",
            envelope.code(),
            document.code()
        ),
        DecodeError::OtherId { envelope, document } => {
            format!("Phong bì ghi mã {envelope}, tài liệu ghi {document}.")
        }
        DecodeError::Unreadable { field, .. } => {
            format!("Không đọc được tài liệu ở trường {field}.")
        }
        DecodeError::SupersedesItself => "Kết quả ghi là thay cho chính nó.".to_owned(),
        DecodeError::Content(error) => content(error),
    }
}

fn content(error: &ContentError) -> String {
    match error {
        ContentError::TooLarge => {
            let most = u64::try_from(inspection::LARGEST_CONTENT).unwrap_or_default();
            format!("Tệp lớn hơn {}.", size(most))
        }
        ContentError::NotBase64(_) => "Nội dung tệp không phải base64.".to_owned(),
        ContentError::OtherType { declared } => format!("Nội dung tệp không phải {declared}."),
        ContentError::OtherDigest { promised, found } => {
            format!("SHA-256 của tệp là {found}, tài liệu ghi {promised}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Whatever refuses a document has more to say than its name.
    #[test]
    fn a_refusal_names_what_is_wrong_in_vietnamese() {
        let unreadable = DecodeError::Unreadable {
            field: "checks[0].content".to_owned(),
            reason: "missing".to_owned(),
        };
        assert_eq!(
            in_vietnamese(&Problem::NotADocument(unreadable)),
            "Không đọc được tài liệu ở trường checks[0].content."
        );
        let large = Problem::NotADocument(DecodeError::Content(ContentError::TooLarge));
        assert_eq!(in_vietnamese(&large), "Tệp lớn hơn 7,3 MB.");
        assert_eq!(in_vietnamese(&Problem::NotFound), "");
    }
}
