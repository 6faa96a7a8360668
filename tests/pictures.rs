//! What makes a file no whole picture: by the standards of the two formats (ITU-T T.81, ISO/IEC 15948).

#![cfg(not(target_arch = "wasm32"))]
#![allow(clippy::unwrap_used, clippy::panic, clippy::arithmetic_side_effects)]

use kualik::application::attachment::{Image, MediaType, inspect};
use kualik::data::problem::ProblemCode;

const BROKEN: Answer = Err(ProblemCode::IncompleteImage);

/// Type, width and height of a picture that fills its file.
type Answer = Result<(MediaType, u32, u32), ProblemCode>;

fn whole(media_type: MediaType, width: u32, height: u32) -> Answer {
    Ok((media_type, width, height))
}

/// Whatever stands behind a picture, it ends where it ends.
fn inspected(file: &[u8]) -> Answer {
    let Image { media_type, width, height, length } = inspect(file)?;
    assert_eq!(length, file.len());
    for behind in [&b"\0"[..], b"\xff\xd9", b"<html>", file] {
        assert_eq!(inspect(&[file, behind].concat()), Ok(Image { media_type, width, height, length }), "{behind:x?}");
    }
    whole(media_type, width, height)
}

/// A frame of one component.
fn frame(code: u8, width: u16, height: u16) -> Vec<u8> {
    let [h1, h2] = height.to_be_bytes();
    let [w1, w2] = width.to_be_bytes();
    vec![0xff, code, 0, 11, 8, h1, h2, w1, w2, 1, 1, 0x11, 0]
}

/// A scan of one component, its data, and the end of the image.
fn scan(data: &[u8]) -> Vec<u8> {
    [&[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0], data, &[0xff, 0xd9]].concat()
}

fn jpeg(parts: &[&[u8]]) -> Answer {
    inspected(&[&[0xff, 0xd8], parts.concat().as_slice()].concat())
}

#[test]
fn a_jpeg_has_one_frame_with_a_size_and_a_scan() {
    assert_eq!(jpeg(&[&frame(0xc0, 413, 531), &scan(&[1])]), whole(MediaType::Jpeg, 413, 531));
    assert_eq!(jpeg(&[&frame(0xc0, 1, 1), &scan(&[])]), whole(MediaType::Jpeg, 1, 1));
    // The height may follow later by the standard (DNL); no camera does so, and a decoder need not.
    assert_eq!(jpeg(&[&frame(0xc0, 413, 0), &scan(&[1])]), BROKEN);
    assert_eq!(jpeg(&[&frame(0xc0, 0, 531), &scan(&[1])]), BROKEN);
    assert_eq!(jpeg(&[&frame(0xc0, 413, 531), &frame(0xc0, 413, 531), &scan(&[1])]), BROKEN);
    assert_eq!(jpeg(&[&frame(0xc0, 413, 531), &[0xff, 0xd9]]), BROKEN);
    assert_eq!(jpeg(&[&scan(&[1])]), BROKEN);
}

/// T.81, table B.1: which codes are frames, which stand alone, and which are reserved.
#[test]
fn every_marker_of_a_jpeg_is_known_or_refused() {
    for code in 0..=0xff_u8 {
        let answer = jpeg(&[&frame(0xc0, 3, 2), &[0xff, code, 0, 2], &scan(&[1])]);
        let expected = match code {
            // What stands alone and is out of place, what is reserved, and a second frame (here without a size).
            0x00..=0xbf | 0xd0..=0xd8 => BROKEN,
            0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf => BROKEN,
            // The end of the image, before any scan.
            0xd9 => BROKEN,
            // A fill byte, and then the reserved code 0.
            0xff => BROKEN,
            _ => whole(MediaType::Jpeg, 3, 2),
        };
        assert_eq!(answer, expected, "{code:02x}");
        let is_frame = matches!(code, 0xc0..=0xc3 | 0xc5..=0xc7 | 0xc9..=0xcb | 0xcd..=0xcf);
        assert_eq!(jpeg(&[&frame(code, 3, 2), &scan(&[1])]).is_ok(), is_frame, "{code:02x}");
    }
}

/// T.81, B.1.1.2 and B.1.1.5: fill bytes before a marker, stuffed bytes and restart markers within a scan.
#[test]
fn a_scan_ends_where_a_marker_begins() {
    let sized = frame(0xc0, 3, 2);
    let good: [&[u8]; 6] = [
        &[0xff, 0],
        &[1, 0xff, 0xd0, 2, 0xff, 0xd7],
        &[0xff],
        &[1, 0xff, 0xff],
        &[0xff, 0, 0xff],
        &[1, 0xff, 0xff, 0xd0, 2],
    ];
    for data in good {
        assert_eq!(jpeg(&[&sized, &scan(data)]), whole(MediaType::Jpeg, 3, 2), "{data:x?}");
    }
    let cut = |data: &[u8]| jpeg(&[&sized, &[0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0], data]);
    for data in [&[][..], &[1], &[0xff], &[0xff, 0xff], &[0xff, 0], &[0xff, 0xd0]] {
        assert_eq!(cut(data), BROKEN, "{data:x?}");
    }
}

/// ISO 3309, by polynomial division of the bits, most significant first.
fn crc32(bytes: &[u8]) -> u32 {
    let bits = bytes.iter().flat_map(|byte| (0..8).map(move |bit| u32::from(byte >> bit & 1)));
    let mut rest = !0_u32;
    for bit in bits {
        let over = (rest >> 31) ^ bit;
        rest = (rest << 1) ^ (over * 0x04c1_1db7);
    }
    !rest.reverse_bits()
}

fn chunk(kind: &[u8; 4], data: &[u8]) -> Vec<u8> {
    let checked = [kind, data].concat();
    [&u32::try_from(data.len()).unwrap().to_be_bytes(), checked.as_slice(), &crc32(&checked).to_be_bytes()].concat()
}

fn header(width: u32, height: u32, rest: [u8; 5]) -> Vec<u8> {
    chunk(b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &rest].concat())
}

fn png(chunks: &[Vec<u8>]) -> Answer {
    inspected(&[b"\x89PNG\r\n\x1a\n", chunks.concat().as_slice()].concat())
}

#[test]
fn a_png_has_its_header_first_and_once_then_data_then_its_end() {
    // The check value that every description of this CRC gives.
    assert_eq!(crc32(b"123456789"), 0xcbf4_3926);
    let (head, data, end) = (header(3, 2, [8, 2, 0, 0, 0]), chunk(b"IDAT", b"x"), chunk(b"IEND", b""));
    let text = chunk(b"tEXt", b"a\0b");
    let of = |chunks: &[&Vec<u8>]| png(&chunks.iter().map(|chunk| (*chunk).clone()).collect::<Vec<_>>());
    assert_eq!(of(&[&head, &data, &end]), whole(MediaType::Png, 3, 2));
    assert_eq!(of(&[&head, &text, &data, &data, &end]), whole(MediaType::Png, 3, 2));
    for broken in [
        &[&head, &head, &data, &end][..],
        &[&text, &head, &data, &end],
        &[&data, &head, &data, &end],
        &[&head, &end],
        &[&data, &end],
        &[&end],
        &[&head, &data],
        &[&head, &data, &chunk(b"IEND", b"x")],
    ] {
        assert_eq!(of(broken), BROKEN);
    }
}

/// ISO/IEC 15948, 11.2.2: sides of 1 to 2³¹ − 1; table 11.1; one compression, one filter, two interlacings.
#[test]
fn a_header_of_a_png_says_what_there_is() {
    let is_whole = |head: Vec<u8>| png(&[head, chunk(b"IDAT", b"x"), chunk(b"IEND", b"")]).is_ok();
    let depths: [(u8, &[u8]); 5] =
        [(0, &[1, 2, 4, 8, 16]), (2, &[8, 16]), (3, &[1, 2, 4, 8]), (4, &[8, 16]), (6, &[8, 16])];
    for colour in 0..=8 {
        let allowed = depths.iter().find(|(known, _)| *known == colour).map_or(&[][..], |(_, depths)| depths);
        for depth in 0..=32 {
            assert_eq!(is_whole(header(1, 1, [depth, colour, 0, 0, 0])), allowed.contains(&depth), "{depth} {colour}");
        }
    }
    for (width, height, expected) in [
        (1, 1, true),
        (0, 1, false),
        (1, 0, false),
        (0x7fff_ffff, 1, true),
        (0x8000_0000, 1, false),
        (1, 0x8000_0000, false),
    ] {
        assert_eq!(is_whole(header(width, height, [8, 2, 0, 0, 0])), expected, "{width} × {height}");
    }
    for (rest, expected) in
        [([8, 2, 0, 0, 1], true), ([8, 2, 0, 0, 2], false), ([8, 2, 0, 1, 0], false), ([8, 2, 1, 0, 0], false)]
    {
        assert_eq!(is_whole(header(1, 1, rest)), expected, "{rest:?}");
    }
}
