//! Opens the files inside documents: size, base64, type, digest, in this
//! order. Only the office does; the tablet makes them.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::file::{AttachmentType, Encoded};
use crate::id::Digest;

/// The largest file in bytes: in base64 it fits a body of 10 MiB and leaves
/// 680 KiB for the rest of the document.
pub const LARGEST_CONTENT: usize = 7 * 1024 * 1024;

/// Why a file is not what its document says.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ContentError {
    /// More bytes than a document may hold.
    #[error("a file has at most {LARGEST_CONTENT} bytes")]
    TooLarge,
    /// Not base64 with padding and without line breaks.
    #[error("the file's content is not base64: {0}")]
    NotBase64(base64::DecodeError),
    /// The bytes do not begin as files of that type do.
    #[error("the file's content is not of the type {declared}")]
    OtherType {
        /// The type the document says.
        declared: &'static str,
    },
    /// The bytes have another digest.
    #[error("the SHA-256 of the file's content is {found}, the document says {promised}")]
    OtherDigest {
        /// What the document says.
        promised: Digest,
        /// What the bytes give.
        found: Digest,
    },
}

impl Encoded {
    /// The bytes.
    ///
    /// # Errors
    /// [`ContentError::TooLarge`] or [`ContentError::NotBase64`].
    pub fn bytes(&self) -> Result<Vec<u8>, ContentError> {
        // Four characters hold three bytes: what is longer is not decoded.
        if self.0.len() > LARGEST_CONTENT.div_ceil(3) * 4 {
            return Err(ContentError::TooLarge);
        }
        let bytes = STANDARD.decode(&self.0).map_err(ContentError::NotBase64)?;
        if bytes.len() > LARGEST_CONTENT {
            return Err(ContentError::TooLarge);
        }
        Ok(bytes)
    }

    /// How many bytes the base64 stands for.
    #[must_use]
    pub fn size(&self) -> usize {
        let padding = self.0.bytes().rev().take_while(|byte| *byte == b'=');
        (self.0.len() / 4 * 3).saturating_sub(padding.count())
    }

    /// Whether the bytes are of this type and digest.
    pub(crate) fn verify(
        &self,
        declared: AttachmentType,
        promised: &Digest,
    ) -> Result<(), ContentError> {
        let bytes = self.bytes()?;
        if !declared.begins(&bytes) {
            return Err(ContentError::OtherType {
                declared: declared.code(),
            });
        }
        let found = Digest::of(&bytes);
        if found == *promised {
            Ok(())
        } else {
            Err(ContentError::OtherDigest {
                promised: promised.clone(),
                found,
            })
        }
    }
}

impl AttachmentType {
    /// Whether the bytes begin as files of this type do: ITU-T T.81 B.1.1.3
    /// (SOI and the next marker), ISO/IEC 15948 5.2, RFC 9649 2.4, ISO 32000-1
    /// 7.5.2.
    fn begins(self, bytes: &[u8]) -> bool {
        match self {
            Self::Jpeg => bytes.starts_with(b"\xff\xd8\xff"),
            Self::Png => bytes.starts_with(b"\x89PNG\r\n\x1a\n"),
            Self::WebP => {
                bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP".as_slice())
            }
            Self::Pdf => bytes.starts_with(b"%PDF-"),
        }
    }
}
