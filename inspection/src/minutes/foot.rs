//! The foot of a sheet: what ties the paper to the document, for eyes and for a
//! camera. How it is drawn is for tablet and office.

use qrcodegen::{QrCode, QrCodeEcc};

use super::{Minutes, wording};
use crate::id::{Digest, InspectionId};

/// What stands at the foot of every page of a sheet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Foot {
    /// Number, record, digest, marks: a line each.
    pub lines: Vec<String>,
    /// Record and digest for a camera.
    pub code: Option<Code>,
}

/// A QR code (ISO/IEC 18004) as a drawing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Code {
    /// The box of the drawing in modules, quiet zone included, as `viewBox` of
    /// an SVG takes it.
    pub view_box: String,
    /// The dark modules, as `d` of an SVG path takes them.
    pub path: String,
}

/// The light modules that a QR code needs around it (ISO/IEC 18004, 5.3.8).
const QUIET: i32 = 4;

impl Minutes {
    /// The foot, for the document of this digest.
    #[must_use]
    pub fn foot(&self, sha256: &Digest) -> Foot {
        let number = self.header.iter().map(|header| header.number.clone());
        let digest = format!("{} {}", wording::DIGEST, in_groups(sha256));
        Foot {
            lines: number
                .chain(self.footer.iter().rev().cloned())
                .chain([digest])
                .collect(),
            code: code(self.record, sha256),
        }
    }
}

/// A digest as people compare it: in groups of eight.
fn in_groups(sha256: &Digest) -> String {
    let mut grouped = String::new();
    for (place, digit) in sha256.as_str().chars().enumerate() {
        if place > 0 && place.is_multiple_of(8) {
            grouped.push(' ');
        }
        grouped.push(digit);
    }
    grouped
}

/// Id and digest, a space between them. In capitals: so they fit a code of
/// fewer and larger modules.
fn code(record: InspectionId, sha256: &Digest) -> Option<Code> {
    Code::of(&format!("{record} {sha256}").to_uppercase())
}

impl Code {
    /// The code of a text; `None` where it is too long for any.
    #[must_use]
    pub fn of(text: &str) -> Option<Self> {
        let code = QrCode::encode_text(text, QrCodeEcc::Medium).ok()?;
        let whole = code.size() + 2 * QUIET;
        Some(Self {
            view_box: format!("-{QUIET} -{QUIET} {whole} {whole}"),
            path: modules(&code),
        })
    }
}

/// The dark modules, each run of a row as a rectangle.
fn modules(code: &QrCode) -> String {
    let mut runs = Vec::new();
    for y in 0..code.size() {
        let mut x = 0;
        while x < code.size() {
            let run = (x..code.size()).take_while(|x| code.get_module(*x, y));
            let run = i32::try_from(run.count()).unwrap_or_default();
            if run > 0 {
                runs.push(format!("M{x} {y}h{run}v1h-{run}z"));
            }
            x += run.max(1);
        }
    }
    runs.concat()
}

#[cfg(test)]
mod tests {
    use super::*;

    const ID: &str = "019aa5f0-0000-7000-8000-000000000099";

    /// Where a camera would see black, from the drawing alone.
    fn dark(code: &Code) -> (usize, Vec<(usize, usize)>) {
        let mut dark = Vec::new();
        for run in code.path.split('M').skip(1) {
            let (at, run) = run.split_once('h').unwrap();
            let (x, y) = at.split_once(' ').unwrap();
            let (x, y): (usize, usize) = (x.parse().unwrap(), y.parse().unwrap());
            let run: usize = run.split_once('v').unwrap().0.parse().unwrap();
            dark.extend((x..x + run).map(|x| (x + 4, y + 4)));
        }
        let size = code.view_box.rsplit(' ').next().unwrap();
        (size.parse().unwrap(), dark)
    }

    #[test]
    fn a_camera_reads_id_and_digest_from_the_drawing() {
        let digest = Digest::of(b"a document");
        let code = code(ID.parse().unwrap(), &digest).unwrap();
        let (size, dark) = dark(&code);
        // Version 5, which holds 122 capitals and digits: 37 modules, and the quiet zone.
        assert_eq!(size, 45);
        let is_dark = |x: usize, y: usize| dark.contains(&(x / 3, y / 3));
        let mut image = rqrr::PreparedImage::prepare_from_greyscale(3 * size, 3 * size, |x, y| {
            if is_dark(x, y) { 0 } else { 255 }
        });
        let grids = image.detect_grids();
        assert_eq!(grids.len(), 1);
        let (_, read) = grids[0].decode().unwrap();
        assert_eq!(read.to_lowercase(), format!("{ID} {digest}"));
    }

    #[test]
    fn a_digest_is_grouped_by_eight() {
        let digest = Digest::of(b"abc");
        assert_eq!(
            in_groups(&digest),
            // FIPS 180-4's example.
            "ba7816bf 8f01cfea 414140de 5dae2223 b00361a3 96177a9c b410ff61 f20015ad"
        );
    }
}
