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
