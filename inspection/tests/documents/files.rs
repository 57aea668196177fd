//! The files inside photos and attachments: digest, type, encoding and size.

use inspection::{ContentError, DecodeError, Digest, Document, Encoded, Kind, LARGEST_CONTENT};
use serde_json::json;

use super::{changed, golden};

#[test]
fn a_file_that_is_not_what_its_document_says_is_refused() {
    const PNG: &[u8] = include_bytes!("../files/stall.png");
    let content = |bytes: &[u8]| json!(Encoded::of(bytes));
    let digest = |bytes: &[u8]| json!(Digest::of(bytes));
    for kind in [Kind::Photo, Kind::Attachment] {
        // Another file than the one named.
        let refused = changed(kind, |document| document["sha256"] = digest(b"another"));
        let Err(DecodeError::Content(ContentError::OtherDigest { promised, found })) = refused
        else {
            panic!("{refused:?}");
        };
        assert_eq!(promised, Digest::of(b"another"));
        assert_eq!(json!(found), golden(kind)["sha256"]);
        // Another type than the one declared, honestly hashed; also nothing.
        for bytes in [PNG, b"<script>alert(1)</script>", b"", b"\xff"] {
            let refused = changed(kind, |document| {
                document["sha256"] = digest(bytes);
                document["content"] = content(bytes);
            });
            assert!(
                matches!(
                    refused,
                    Err(DecodeError::Content(ContentError::OtherType { .. }))
                ),
                "{refused:?}"
            );
        }
        // Not base64: line breaks, no padding, the other alphabet, stray bits.
        for text in ["/9j\n/", "/9j/4A", "_9j-", "hình", "=", "/9j/4B==", " "] {
            let refused = changed(kind, |document| document["content"] = json!(text));
            assert!(
                matches!(
                    refused,
                    Err(DecodeError::Content(ContentError::NotBase64(_)))
                ),
                "{text}: {refused:?}"
            );
        }
    }
}

#[test]
fn every_declared_type_is_known_by_its_first_bytes() {
    for (media_type, bytes, kinds) in [
        (
            "image/jpeg",
            include_bytes!("../files/stall.jpg").as_slice(),
            &[Kind::Photo, Kind::Attachment][..],
        ),
        (
            "image/png",
            include_bytes!("../files/stall.png"),
            &[Kind::Photo, Kind::Attachment],
        ),
        (
            "image/webp",
            include_bytes!("../files/stall.webp"),
            &[Kind::Photo, Kind::Attachment],
        ),
        (
            "application/pdf",
            include_bytes!("../files/minutes.pdf"),
            &[Kind::Attachment],
        ),
    ] {
        for kind in kinds {
            let received = changed(*kind, |document| {
                document["media_type"] = json!(media_type);
                document["sha256"] = json!(Digest::of(bytes));
                document["content"] = json!(Encoded::of(bytes));
            })
            .unwrap();
            let (code, content) = match received.document {
                Document::Photo(photo) => (photo.media_type.code(), photo.content),
                Document::Attachment(file) => (file.media_type.code(), file.content),
                other => panic!("{other:?}"),
            };
            assert_eq!(code, media_type);
            assert_eq!(content.bytes().unwrap(), bytes);
            assert_eq!(content.size(), bytes.len());
        }
    }
}

/// 7 MiB are 7,340,032 bytes, 9,786,712 characters of base64.
#[test]
fn the_largest_file_is_read_and_one_byte_more_is_not() {
    assert_eq!(LARGEST_CONTENT, 7_340_032);
    let mut bytes = vec![0; LARGEST_CONTENT + 1];
    bytes[..5].copy_from_slice(b"%PDF-");
    let document = |bytes: &[u8]| {
        changed(Kind::Attachment, |document| {
            document["sha256"] = json!(Digest::of(bytes));
            document["content"] = json!(Encoded::of(bytes));
        })
    };
    assert_eq!(Encoded::of(&bytes[..LARGEST_CONTENT]).0.len(), 9_786_712);
    assert!(document(&bytes[..LARGEST_CONTENT]).is_ok());
    let refused = document(&bytes);
    assert!(
        matches!(refused, Err(DecodeError::Content(ContentError::TooLarge))),
        "{refused:?}"
    );
}
