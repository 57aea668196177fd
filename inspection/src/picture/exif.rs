//! When and where a camera says a picture was taken (CIPA DC-008, Exif). Only these
//! are read; whatever is of another form counts as not said.

use chrono::{DateTime, Duration, Utc};

use super::{four, two};
use crate::moment;

/// What a camera wrote.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Exif {
    /// The camera's wall clock when it was taken, as if it were UTC.
    wall: Option<DateTime<Utc>>,
    /// Minutes that the wall clock was ahead of UTC.
    offset: Option<i16>,
    /// Where: millionths of a degree, north and east positive.
    place: Option<(i64, i64)>,
}

/// Directories within the first one, and what is read of each.
const EXIF_DIRECTORY: u16 = 0x8769;
const GPS_DIRECTORY: u16 = 0x8825;
const TAKEN: u16 = 0x9003;
const OFFSET: u16 = 0x9011;
const LATITUDE: [u16; 2] = [1, 2];
const LONGITUDE: [u16; 2] = [3, 4];

impl Exif {
    /// When it was taken, where it says: by its own offset, or else by this one.
    #[must_use]
    pub fn taken(&self, offset: i16) -> Option<(DateTime<Utc>, i16)> {
        let offset = self.offset.unwrap_or(offset);
        let ahead = Duration::minutes(i64::from(offset));
        let at = self.wall?.checked_sub_signed(ahead)?;
        Some((at, offset))
    }

    /// Where, in degrees as documents hold them: latitude and longitude.
    #[must_use]
    pub fn place(&self) -> Option<[String; 2]> {
        let (latitude, longitude) = self.place?;
        Some([latitude, longitude].map(degrees))
    }

    /// Reads a TIFF structure.
    pub(super) fn read(tiff: &[u8]) -> Self {
        Tiff::new(tiff).map_or_else(Self::default, |tiff| tiff.exif())
    }
}

/// A TIFF structure in one of its two orders of bytes.
struct Tiff<'a> {
    bytes: &'a [u8],
    little: bool,
}

/// A row of a directory.
struct Entry {
    kind: u16,
    count: u32,
    /// Where its value stands.
    at: usize,
}

impl<'a> Tiff<'a> {
    fn new(bytes: &'a [u8]) -> Option<Self> {
        let little = match bytes.get(..4)? {
            [b'I', b'I', 42, 0] => true,
            [b'M', b'M', 0, 42] => false,
            _ => return None,
        };
        Some(Self { bytes, little })
    }

    fn exif(&self) -> Exif {
        let first = self.number(4);
        let directory = |tag| {
            let entry = self.find(first?, tag)?;
            self.number(entry.at)
        };
        let taken = directory(EXIF_DIRECTORY);
        let gps = directory(GPS_DIRECTORY);
        let text = |tag| self.text(&self.find(taken?, tag)?);
        Exif {
            wall: text(TAKEN).and_then(wall),
            offset: text(OFFSET).and_then(offset),
            place: gps.and_then(|gps| self.place(gps)),
        }
    }

    fn place(&self, gps: usize) -> Option<(i64, i64)> {
        let latitude = self.angle(gps, LATITUDE, b'S', 90)?;
        let longitude = self.angle(gps, LONGITUDE, b'W', 180)?;
        // What cameras without a fix write.
        ((latitude, longitude) != (0, 0)).then_some((latitude, longitude))
    }

    fn angle(&self, gps: usize, [side, tag]: [u16; 2], other: u8, most: i64) -> Option<i64> {
        let side = self.text(&self.find(gps, side)?)?;
        let entry = self.find(gps, tag)?;
        if entry.kind != 5 || entry.count != 3 {
            return None;
        }
        let mut millionths = 0;
        for (number, parts) in [(0, 1), (1, 60), (2, 3_600)] {
            let at = entry.at.checked_add(number * 8)?;
            let above = u64::try_from(self.number(at)?).ok()?;
            let below = u64::try_from(self.number(at + 4)?).ok()?;
            millionths += (above * 1_000_000).checked_div(below * parts)?;
        }
        let millionths = i64::try_from(millionths).ok()?;
        let is_there = millionths <= most * 1_000_000;
        let sign = if side.first() == Some(&other) { -1 } else { 1 };
        is_there.then_some(sign * millionths)
    }

    /// The row of a tag in the directory that begins there.
    fn find(&self, directory: usize, tag: u16) -> Option<Entry> {
        let rows = self.short(directory)?;
        for row in 0..usize::from(rows) {
            let at = directory.checked_add(2 + row * 12)?;
            if self.short(at)? != tag {
                continue;
            }
            let kind = self.short(at + 2)?;
            let count = u32::try_from(self.number(at + 4)?).ok()?;
            // Up to four bytes stand in the row itself.
            let size = match kind {
                5 | 10 => 8,
                4 | 9 => 4,
                3 | 8 => 2,
                _ => 1,
            };
            let within = u64::from(count) * size <= 4;
            let at = if within { at + 8 } else { self.number(at + 8)? };
            return Some(Entry { kind, count, at });
        }
        None
    }

    fn text(&self, entry: &Entry) -> Option<&'a [u8]> {
        let length = usize::try_from(entry.count).ok()?;
        let text = self.bytes.get(entry.at..entry.at.checked_add(length)?)?;
        (entry.kind == 2).then(|| text.split(|byte| *byte == 0).next().unwrap_or_default())
    }

    fn short(&self, at: usize) -> Option<u16> {
        let bytes = two(self.bytes, at)?;
        Some(if self.little {
            u16::from_le_bytes(bytes)
        } else {
            u16::from_be_bytes(bytes)
        })
    }

    fn number(&self, at: usize) -> Option<usize> {
        let bytes = four(self.bytes, at)?;
        let number = if self.little {
            u32::from_le_bytes(bytes)
        } else {
            u32::from_be_bytes(bytes)
        };
        usize::try_from(number).ok()
    }
}

/// `2026:11:22 09:30:00`.
fn wall(text: &[u8]) -> Option<DateTime<Utc>> {
    let text = std::str::from_utf8(text).ok()?;
    let (day, time) = text.split_once(' ')?;
    let mut written = day.replace(':', "-");
    written.extend(["T", time, "Z"]);
    moment::read(&written)
}

/// `+07:00`.
fn offset(text: &[u8]) -> Option<i16> {
    let text = std::str::from_utf8(text).ok()?;
    let (sign, rest) = match text.strip_prefix('-') {
        Some(rest) => (-1, rest),
        None => (1, text.strip_prefix('+')?),
    };
    let (hours, minutes) = rest.split_once(':')?;
    let [hours, minutes] = [hours, minutes].map(|digits| digits.parse::<u8>().ok());
    let (hours, minutes) = (i16::from(hours?), i16::from(minutes?));
    (hours <= 14 && minutes < 60).then_some(sign * (hours * 60 + minutes))
}

fn degrees(millionths: i64) -> String {
    let whole = millionths.unsigned_abs();
    let mut digits = (whole % 1_000_000).to_string();
    while digits.len() < 6 {
        digits.insert(0, '0');
    }
    let sign = if millionths < 0 { "-" } else { "" };
    [sign, &(whole / 1_000_000).to_string(), ".", &digits].concat()
}
