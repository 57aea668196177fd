//! A signature drawn on the screen as a picture, for files that hold no drawings: a
//! PNG (ISO/IEC 15948) of black strokes on white, one bit for each dot.

use inspection::Strokes;

/// Dots from left to right, and from top to bottom: the box of the strokes.
pub(super) const WIDTH: u32 = 1_000;
pub(super) const HEIGHT: u32 = 400;
/// Bytes of a row: eight dots each.
const ROW: usize = 125;
/// Half the breadth of a stroke, in dots.
const HALF: i32 = 3;
/// The most bytes of a block that is stored as it is (RFC 1951, 3.2.4).
const BLOCK: usize = 65_535;

/// The picture.
pub(super) fn picture(strokes: &Strokes) -> Vec<u8> {
    let mut dots = vec![[0xff_u8; ROW]; 400];
    for stroke in strokes.points() {
        let mut from = stroke.first().copied().unwrap_or_default();
        for to in stroke {
            line(&mut dots, from, *to);
            from = *to;
        }
    }
    let mut file = b"\x89PNG\r\n\x1a\n".to_vec();
    let size = [WIDTH.to_be_bytes(), HEIGHT.to_be_bytes()].concat();
    // One bit of grey, no interlacing.
    chunk(&mut file, *b"IHDR", &[size, vec![1, 0, 0, 0, 0]].concat());
    chunk(&mut file, *b"IDAT", &stored(&dots));
    chunk(&mut file, *b"IEND", &[]);
    file
}

/// A line of round dots, as many as its longer side is long.
fn line(dots: &mut [[u8; ROW]], from: (i32, i32), to: (i32, i32)) {
    let (across, down) = (to.0 - from.0, to.1 - from.1);
    let steps = across.abs().max(down.abs()).max(1);
    for step in 0..=steps {
        dot(
            dots,
            from.0 + across * step / steps,
            from.1 + down * step / steps,
        );
    }
}

fn dot(dots: &mut [[u8; ROW]], x: i32, y: i32) {
    for down in -HALF..=HALF {
        for across in -HALF..=HALF {
            let place = usize::try_from(y + down)
                .ok()
                .zip(usize::try_from(x + across).ok());
            let is_round = down * down + across * across <= HALF * HALF + 1;
            if let Some((row, column)) = place.filter(|_| is_round)
                && let Some(eight) = dots.get_mut(row).and_then(|row| row.get_mut(column / 8))
            {
                *eight &= !(0x80 >> (column % 8));
            }
        }
    }
}

/// The rows as a zlib stream (RFC 1950) that stores them as they are; the file
/// around it is packed.
fn stored(dots: &[[u8; ROW]]) -> Vec<u8> {
    let mut rows = Vec::new();
    for row in dots {
        // Each row says first that it is filtered by nothing.
        rows.push(0);
        rows.extend(row);
    }
    let mut stream = vec![0x78, 0x01];
    let mut blocks = rows.chunks(BLOCK).peekable();
    while let Some(block) = blocks.next() {
        stream.push(u8::from(blocks.peek().is_none()));
        let length = u16::try_from(block.len()).unwrap_or(u16::MAX);
        stream.extend(length.to_le_bytes());
        stream.extend((!length).to_le_bytes());
        stream.extend(block);
    }
    let (mut a, mut b) = (1_u32, 0_u32);
    for byte in &rows {
        a = (a + u32::from(*byte)) % 65_521;
        b = (b + a) % 65_521;
    }
    stream.extend(((b << 16) | a).to_be_bytes());
    stream
}

fn chunk(file: &mut Vec<u8>, name: [u8; 4], content: &[u8]) {
    let length = u32::try_from(content.len()).unwrap_or(u32::MAX);
    file.extend(length.to_be_bytes());
    let from = file.len();
    file.extend(name);
    file.extend(content);
    let check = crc(&file[from..]);
    file.extend(check.to_be_bytes());
}

/// The check of a chunk (ISO/IEC 15948, annex D).
fn crc(bytes: &[u8]) -> u32 {
    let mut crc = u32::MAX;
    for byte in bytes {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            let odd = crc & 1 == 1;
            crc >>= 1;
            if odd {
                crc ^= 0xedb8_8320;
            }
        }
    }
    !crc
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_check_is_that_of_the_standard() {
        // Every PNG ends with this chunk and this check.
        let mut end = Vec::new();
        chunk(&mut end, *b"IEND", &[]);
        assert_eq!(end, b"\0\0\0\0IEND\xae\x42\x60\x82");
        // The check value of the polynomial.
        assert_eq!(crc(b"123456789"), 0xcbf4_3926);
    }

    #[test]
    fn a_stroke_blackens_what_it_passes_and_nothing_else() {
        let mut strokes = Strokes::default();
        strokes.begin(100, 200);
        strokes.go_on(300, 200);
        let mut dots = vec![[0xff_u8; ROW]; 400];
        line(&mut dots, (100, 200), (300, 200));
        let is_black = |x: usize, y: usize| dots[y][x / 8] & (0x80 >> (x % 8)) == 0;
        assert!(is_black(100, 200) && is_black(200, 202) && is_black(300, 198));
        assert!(!is_black(200, 205) && !is_black(90, 200) && !is_black(310, 200));
        let file = picture(&strokes);
        // 400 rows of 126 bytes, in one block of the stream.
        assert_eq!(file.len(), 8 + 25 + 12 + 2 + 5 + 50_400 + 4 + 12);
    }
}
