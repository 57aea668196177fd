//! What the bytes of a picture say before anybody draws it: its type and size, and
//! when and where the camera says it was taken (`exif.rs`). Never trusts a length.

mod exif;

pub use self::exif::Exif;

/// The most pixels that are drawn anew; a browser holds four bytes for each.
const MOST_PIXELS: u64 = 100_000_000;

/// What was seen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Picture {
    /// Pixels from left to right, before it is turned upright.
    pub width: u32,
    /// Pixels from top to bottom.
    pub height: u32,
    /// What the camera wrote.
    pub exif: Exif,
}

/// Why a file is not taken for a picture.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAPicture {
    /// No JPEG, PNG or WebP.
    #[error("neither JPEG nor PNG nor WebP")]
    Other,
    /// HEIF, as some telephones keep pictures.
    #[error("a HEIF picture")]
    Heic,
    /// It begins as a picture and ends too soon.
    #[error("the picture is not whole")]
    Broken,
    /// It has more than 100 megapixels.
    #[error("more than 100 megapixels")]
    TooManyPixels,
}

impl Picture {
    /// Looks at a file.
    ///
    /// # Errors
    /// [`NotAPicture`].
    pub fn look(bytes: &[u8]) -> Result<Self, NotAPicture> {
        let seen = if bytes.starts_with(&[0xff, 0xd8, 0xff]) {
            jpeg(bytes)
        } else if bytes.starts_with(b"\x89PNG\r\n\x1a\n") {
            png(bytes)
        } else if bytes.starts_with(b"RIFF") && bytes.get(8..12) == Some(b"WEBP") {
            webp(bytes)
        } else if is_heif(bytes) {
            return Err(NotAPicture::Heic);
        } else {
            return Err(NotAPicture::Other);
        };
        let seen = seen.filter(|seen| seen.width > 0 && seen.height > 0);
        let seen = seen.ok_or(NotAPicture::Broken)?;
        if u64::from(seen.width) * u64::from(seen.height) > MOST_PIXELS {
            return Err(NotAPicture::TooManyPixels);
        }
        Ok(seen)
    }
}

/// ISO/IEC 14496-12, 4.3: the brands of HEIF (ISO/IEC 23008-12, annexes B and C).
fn is_heif(bytes: &[u8]) -> bool {
    const BRANDS: [&[u8]; 8] = [
        b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1", b"heif",
    ];
    let brand = bytes.get(8..12).unwrap_or_default();
    bytes.get(4..8) == Some(b"ftyp") && BRANDS.contains(&brand)
}

/// ITU-T T.81, annex B: segments up to the picture itself.
fn jpeg(bytes: &[u8]) -> Option<Picture> {
    let mut size = None;
    let mut exif = Exif::default();
    let mut at = 2;
    loop {
        if bytes.get(at).copied() != Some(0xff) {
            break;
        }
        let marker = *bytes.get(at + 1)?;
        match marker {
            // A byte that fills, and markers without a segment.
            0xff => at += 1,
            0x01 | 0xd0..=0xd7 => at += 2,
            // The picture begins, or the file ends.
            0xd9 | 0xda => break,
            _ => {
                let length = usize::from(u16::from_be_bytes(two(bytes, at + 2)?));
                let segment = bytes.get(at + 4..at + 2 + length)?;
                let is_frame =
                    matches!(marker, 0xc0..=0xcf) && ![0xc4, 0xc8, 0xcc].contains(&marker);
                if is_frame {
                    let length = |from| Some(u32::from(u16::from_be_bytes(two(segment, from)?)));
                    size = Some((length(3)?, length(1)?));
                } else if marker == 0xe1
                    && let Some(tiff) = segment.strip_prefix(b"Exif\0\0")
                {
                    exif = Exif::read(tiff);
                }
                at += 2 + length;
            }
        }
    }
    let (width, height) = size?;
    Some(Picture {
        width,
        height,
        exif,
    })
}

/// ISO/IEC 15948, 5: chunks of a length, a name and a check.
fn png(bytes: &[u8]) -> Option<Picture> {
    let side = |from| Some(u32::from_be_bytes(four(bytes, from)?));
    let (width, height) = (side(16)?, side(20)?);
    let mut exif = Exif::default();
    let mut at = 8;
    while let Some(name) = bytes.get(at + 4..at + 8) {
        let length = usize::try_from(u32::from_be_bytes(four(bytes, at)?)).ok()?;
        let content = bytes.get(at + 8..(at + 8).checked_add(length)?);
        if name == b"eXIf"
            && let Some(tiff) = content
        {
            exif = Exif::read(tiff);
        }
        at = (at + 12).checked_add(length)?;
    }
    Some(Picture {
        width,
        height,
        exif,
    })
}

/// The WebP container: chunks of a name and a length, of even size.
fn webp(bytes: &[u8]) -> Option<Picture> {
    let three = |from: usize| {
        let [a, b] = two(bytes, from)?;
        Some(u32::from_le_bytes([a, b, *bytes.get(from + 2)?, 0]))
    };
    let (width, height) = match bytes.get(12..16)? {
        b"VP8X" => (three(24)? + 1, three(27)? + 1),
        b"VP8L" => {
            let bits = u32::from_le_bytes(four(bytes, 21)?);
            ((bits & 0x3fff) + 1, (bits >> 14 & 0x3fff) + 1)
        }
        b"VP8 " => {
            let side = |from| Some(u32::from(u16::from_le_bytes(two(bytes, from)?) & 0x3fff));
            (side(26)?, side(28)?)
        }
        _ => return None,
    };
    let mut exif = Exif::default();
    let mut at = 12;
    while let Some(name) = bytes.get(at..at + 4) {
        let Some(length) = four(bytes, at + 4).map(u32::from_le_bytes) else {
            break;
        };
        let length = usize::try_from(length).ok()?;
        let content = bytes.get(at + 8..(at + 8).checked_add(length)?);
        if name == b"EXIF"
            && let Some(content) = content
        {
            // Some writers put the name of the JPEG segment before it.
            exif = Exif::read(content.strip_prefix(b"Exif\0\0").unwrap_or(content));
        }
        at = (at + 8).checked_add(length + length % 2)?;
    }
    Some(Picture {
        width,
        height,
        exif,
    })
}

fn two(bytes: &[u8], from: usize) -> Option<[u8; 2]> {
    bytes.get(from..from.checked_add(2)?)?.try_into().ok()
}

fn four(bytes: &[u8], from: usize) -> Option<[u8; 4]> {
    bytes.get(from..from.checked_add(4)?)?.try_into().ok()
}

#[cfg(test)]
mod tests;
