//! A file inside a document: its bytes in base64, its type from a closed list,
//! and whether the bytes are what the document says of them. The documents
//! that hold files are `photo.rs` and `attachment.rs`.

use serde::{Deserialize, Serialize};

#[cfg(feature = "office")]
mod content;

#[cfg(feature = "office")]
pub use content::{ContentError, LARGEST_CONTENT};

/// The bytes of a file in base64 (RFC 4648, 4: with padding, no line breaks).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Encoded(pub String);

impl Encoded {
    /// The bytes, encoded.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        const LETTERS: &[u8; 64] =
            b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
        let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
        for three in bytes.chunks(3) {
            let at = |place: usize| usize::from(three.get(place).copied().unwrap_or_default());
            let bits = at(0) << 16 | at(1) << 8 | at(2);
            for place in 0..4 {
                let letter = LETTERS[bits >> (18 - 6 * place) & 63];
                let is_there = place <= three.len();
                text.push(if is_there { letter.into() } else { '=' });
            }
        }
        Self(text)
    }
}

/// The types a photo may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum PhotoType {
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
    /// WebP.
    #[serde(rename = "image/webp")]
    WebP,
}

/// The types an attachment may have.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum AttachmentType {
    /// JPEG.
    #[serde(rename = "image/jpeg")]
    Jpeg,
    /// PNG.
    #[serde(rename = "image/png")]
    Png,
    /// WebP.
    #[serde(rename = "image/webp")]
    WebP,
    /// PDF.
    #[serde(rename = "application/pdf")]
    Pdf,
}

impl PhotoType {
    /// The media type, as HTTP writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        AttachmentType::from(self).code()
    }
}

impl AttachmentType {
    /// The media type, as HTTP writes it.
    #[must_use]
    pub fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::WebP => "image/webp",
            Self::Pdf => "application/pdf",
        }
    }
}

impl From<PhotoType> for AttachmentType {
    fn from(photo: PhotoType) -> Self {
        match photo {
            PhotoType::Jpeg => Self::Jpeg,
            PhotoType::Png => Self::Png,
            PhotoType::WebP => Self::WebP,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// RFC 4648, 10; and the letters that only bytes beyond ASCII need.
    #[test]
    fn bytes_are_encoded_as_the_standard_has_them() {
        for (bytes, text) in [
            (&b""[..], ""),
            (b"f", "Zg=="),
            (b"fo", "Zm8="),
            (b"foo", "Zm9v"),
            (b"foob", "Zm9vYg=="),
            (b"fooba", "Zm9vYmE="),
            (b"foobar", "Zm9vYmFy"),
            (&[0xfb, 0xff, 0xfe], "+//+"),
        ] {
            assert_eq!(Encoded::of(bytes), Encoded(text.to_owned()));
        }
    }
}
