//! Files made by hand, byte by byte, whole and not.

use super::*;

/// A TIFF structure as a camera writes it: 22 November 2026, 09:30 by a clock seven
/// hours ahead, at 10° 50' 2.4" north, 106° 40' 0" east.
fn tiff(little: bool) -> Vec<u8> {
    let short = |number: u16| {
        if little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    };
    let long = |number: u32| {
        if little {
            number.to_le_bytes()
        } else {
            number.to_be_bytes()
        }
    };
    let row = |tag: u16, kind: u16, count: u32, value: [u8; 4]| {
        [&short(tag)[..], &short(kind), &long(count), &value].concat()
    };
    let mut bytes = if little {
        b"II\x2a\0".to_vec()
    } else {
        b"MM\0\x2a".to_vec()
    };
    bytes.extend(long(8));
    // The first directory at 8: two rows, 30 bytes.
    bytes.extend(short(2));
    bytes.extend(row(0x8769, 4, 1, long(38)));
    bytes.extend(row(0x8825, 4, 1, long(68)));
    bytes.extend(long(0));
    // The camera's at 38: two rows, 30 bytes.
    bytes.extend(short(2));
    bytes.extend(row(0x9003, 2, 20, long(122)));
    bytes.extend(row(0x9011, 2, 7, long(142)));
    bytes.extend(long(0));
    // The place's at 68: four rows, 54 bytes.
    bytes.extend(short(4));
    bytes.extend(row(1, 2, 2, *b"N\0\0\0"));
    bytes.extend(row(2, 5, 3, long(149)));
    bytes.extend(row(3, 2, 2, *b"E\0\0\0"));
    bytes.extend(row(4, 5, 3, long(173)));
    bytes.extend(long(0));
    bytes.extend(b"2026:11:22 09:30:00\0+07:00\0");
    for number in [10_u32, 1, 50, 1, 24, 10, 106, 1, 40, 1, 0, 1] {
        bytes.extend(long(number));
    }
    bytes
}

fn segment(marker: u8, content: &[u8]) -> Vec<u8> {
    let length = u16::try_from(content.len() + 2).unwrap();
    [&[0xff, marker][..], &length.to_be_bytes(), content].concat()
}

/// A frame of 4 by 3 pixels, without the picture.
fn jpeg_of(sides: [u16; 2], tiff: &[u8]) -> Vec<u8> {
    let app1 = [b"Exif\0\0", tiff].concat();
    let [width, height] = sides.map(u16::to_be_bytes);
    let frame = [&[8][..], &height, &width, &[1, 1, 0x11, 0]].concat();
    [
        vec![0xff, 0xd8],
        segment(0xe1, &app1),
        segment(0xc4, &[0; 3]),
        segment(0xc0, &frame),
        vec![0xff, 0xda],
    ]
    .concat()
}

/// What both orders of bytes say: 02:30 UTC; 10 + 50/60 + 2.4/3600, 106 + 40/60.
fn is_what_the_camera_wrote(exif: &Exif) {
    let taken = Some(("2026-11-22T02:30:00Z".parse().unwrap(), 420));
    assert_eq!(exif.taken(0), taken);
    assert_eq!(
        exif.place(),
        Some(["10.833999", "106.666666"].map(str::to_owned))
    );
}

#[test]
fn size_time_and_place_are_read_in_both_orders_of_bytes() {
    for little in [true, false] {
        let seen = Picture::look(&jpeg_of([4, 3], &tiff(little))).unwrap();
        assert_eq!((seen.width, seen.height), (4, 3));
        is_what_the_camera_wrote(&seen.exif);
    }
}

#[test]
fn png_and_webp_say_the_same() {
    let chunk = |name: &[u8; 4], content: &[u8]| {
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [&length[..], name, content, &[0; 4]].concat()
    };
    let size = [7_u32.to_be_bytes(), 5_u32.to_be_bytes()].concat();
    let head = [&size[..], &[8, 2, 0, 0, 0]].concat();
    let start = b"\x89PNG\r\n\x1a\n".to_vec();
    let png = [start, chunk(b"IHDR", &head), chunk(b"eXIf", &tiff(false))].concat();
    let seen = Picture::look(&png).unwrap();
    assert_eq!((seen.width, seen.height), (7, 5));
    is_what_the_camera_wrote(&seen.exif);

    let tiff = tiff(true);
    let length = u32::try_from(tiff.len()).unwrap().to_le_bytes();
    let canvas = [&[0_u8; 4][..], &[6, 0, 0], &[4, 0, 0]].concat();
    let webp = [
        &b"RIFF\0\0\0\0WEBPVP8X\x0a\0\0\0"[..],
        &canvas,
        b"EXIF",
        &length,
        &tiff,
    ]
    .concat();
    let seen = Picture::look(&webp).unwrap();
    assert_eq!((seen.width, seen.height), (7, 5));
    is_what_the_camera_wrote(&seen.exif);
}

#[test]
fn south_and_west_are_below_zero_and_no_fix_is_no_place() {
    let mut south = tiff(true);
    // The sides stand in the first and third row of the place's directory.
    south[68 + 2 + 8] = b'S';
    south[68 + 2 + 24 + 8] = b'W';
    let seen = Picture::look(&jpeg_of([4, 3], &south)).unwrap();
    assert_eq!(
        seen.exif.place(),
        Some(["-10.833999", "-106.666666"].map(str::to_owned))
    );
    let mut nowhere = tiff(true);
    for number in 0..6 {
        let at = 149 + number * 8;
        nowhere[at..at + 4].fill(0);
    }
    let seen = Picture::look(&jpeg_of([4, 3], &nowhere)).unwrap();
    assert_eq!(seen.exif.place(), None);
    assert!(seen.exif.taken(0).is_some());
}

#[test]
fn what_is_no_picture_is_told_apart() {
    let huge = jpeg_of([10_001, 10_000], &tiff(true));
    for (bytes, why) in [
        (&b"ghi ch\xc3\xba"[..], NotAPicture::Other),
        (b"", NotAPicture::Other),
        (b"GIF89a\x01\0\x01\0", NotAPicture::Other),
        (b"\0\0\0\x18ftypheic\0\0\0\0", NotAPicture::Heic),
        (b"\0\0\0\x18ftypmif1\0\0\0\0", NotAPicture::Heic),
        (b"\xff\xd8\xff\xe0\0", NotAPicture::Broken),
        (b"\x89PNG\r\n\x1a\n\0\0", NotAPicture::Broken),
        (b"RIFF\0\0\0\0WEBPVP8X", NotAPicture::Broken),
        (&huge, NotAPicture::TooManyPixels),
    ] {
        assert_eq!(Picture::look(bytes), Err(why), "{bytes:?}");
    }
    assert!(Picture::look(&jpeg_of([10_000, 10_000], &tiff(true))).is_ok());
}

#[test]
fn a_file_cut_or_altered_anywhere_breaks_nothing() {
    let whole = jpeg_of([4, 3], &tiff(true));
    for end in 0..whole.len() {
        drop(Picture::look(&whole[..end]));
    }
    for at in 0..whole.len() {
        for value in [0, 0x7f, 0xff] {
            let mut other = whole.clone();
            other[at] = value;
            drop(Picture::look(&other));
        }
    }
}
