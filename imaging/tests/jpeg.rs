//! JPEGs of every kind against what Pillow says of them (tests/vectors/imaging/jpeg_kinds.py), and broken ones.

#![allow(clippy::unwrap_used, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use base64::{Engine, prelude::BASE64_STANDARD};
use kualik_imaging::decode::{Limits, Problem, Way, open, read};
use kualik_imaging::jpeg;
use picture_header::jpeg::{Coding, read as walk};
use serde_json::Value;

struct Case {
    name: String,
    jpeg: Vec<u8>,
    rgb: Vec<u8>,
    said: Value,
}

fn cases() -> Vec<Case> {
    let vectors: Value = serde_json::from_str(include_str!("../../tests/vectors/imaging/jpeg.json")).unwrap();
    let bytes = |case: &Value, field: &str| BASE64_STANDARD.decode(case[field].as_str().unwrap()).unwrap();
    let case = |case: &Value| Case {
        name: case["name"].as_str().unwrap().to_owned(),
        jpeg: bytes(case, "jpeg"),
        rgb: bytes(case, "rgb"),
        said: case.clone(),
    };
    vectors.as_array().unwrap().iter().map(case).collect()
}

fn case(name: &str) -> Case {
    cases().into_iter().find(|case| case.name == name).unwrap()
}

/// What every small file is cut, changed and glued from: one of each way in which the pixels are coded.
fn coded() -> Vec<Case> {
    let names = ["4:2:0", "4:2:0 progressive", "grey", "cmyk", "restarts", "everything"];
    names.into_iter().map(case).collect()
}

/// Places of the markers, by a walk of its own.
fn markers(jpeg: &[u8]) -> Vec<(usize, u8)> {
    let mut found = Vec::new();
    let mut place = 0;
    while place + 1 < jpeg.len() {
        let marker = jpeg[place + 1];
        if jpeg[place] != 0xff || marker == 0 || marker == 0xff {
            place += 1;
            continue;
        }
        found.push((place, marker));
        let has_length = !matches!(marker, 0xd0..=0xd9);
        place += 2 + if has_length { usize::from(u16::from_be_bytes([jpeg[place + 2], jpeg[place + 3]])) } else { 0 };
        if marker == 0xd9 {
            break;
        }
    }
    found
}

fn without_metadata(jpeg: &[u8]) -> Vec<u8> {
    jpeg::without_metadata(&walk(jpeg).unwrap())
}

#[test]
fn the_header_says_what_pillow_says() {
    let cases = cases();
    assert_eq!(cases.len(), 142);
    for Case { name, jpeg, said, .. } in cases {
        let found = walk(&jpeg).unwrap_or_else(|| panic!("{name}"));
        assert_eq!(u64::from(found.width), said["width"], "{name}");
        assert_eq!(u64::from(found.height), said["height"], "{name}");
        assert_eq!(u64::from(found.components), said["components"], "{name}");
        assert_eq!(u64::from(found.exif.orientation), said["orientation"], "{name}");
        assert_eq!(found.exif.has_gps, said["place"].as_bool().unwrap(), "{name}");
        assert_eq!(found.coding == Coding::Progressive, said["progressive"].as_bool().unwrap(), "{name}");
        // T.81 has no place for other bytes between segments, which decoders skip: the core takes no such file.
        assert_eq!(found.complete, name != "bytes between segments", "{name}");
        assert!((found.quality - said["estimate"].as_f64().unwrap()).abs() < 1e-6, "{name}: {}", found.quality);
        if let Some(asked) = said["quality"].as_f64() {
            // Below 25, libjpeg's tables end at 255 and so lose less than they were asked to.
            let most = if asked < 25.0 { 7.0 } else { 1.0 };
            assert!((found.quality - asked).abs() <= most, "{name}: {}", found.quality);
        }
    }
}

#[test]
fn the_pixels_are_upright_and_those_of_libjpeg() {
    for Case { name, jpeg, rgb, said } in cases() {
        let decoded = read(&jpeg, Limits::default()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
        assert_eq!(u64::from(decoded.picture.width()), said["uprightWidth"], "{name}");
        assert_eq!(decoded.picture.rgb().len(), rgb.len(), "{name}");
        assert_eq!(decoded.facts.width, decoded.picture.width(), "{name}");
        // Each decoder rounds on the way in its own places; colour of half the width is blended over edges.
        let apart = decoded.picture.rgb().iter().zip(&rgb).map(|(one, other)| f64::from(one.abs_diff(*other)));
        let (most, sum) = apart.fold((0.0_f64, 0.0), |(most, sum), apart| (most.max(apart), sum + apart));
        let mean = sum / rgb.len() as f64;
        assert!(most <= 3.0 && mean <= 0.2, "{name}: most {most}, mean {mean}");
    }
}

#[test]
fn without_metadata_the_same_pixels_are_left() {
    for Case { name, jpeg, .. } in cases() {
        let stripped = without_metadata(&jpeg);
        let facts = walk(&stripped).unwrap();
        assert!(!facts.exif.has_gps && facts.exif.orientation == 1 && facts.complete, "{name}");
        for (_, marker) in markers(&stripped) {
            let is_picture =
                matches!(marker, 0xd8 | 0xe0 | 0xe2 | 0xee | 0xdb | 0xc0..=0xc4 | 0xdd | 0xda | 0xd0..=0xd7 | 0xd9);
            assert!(is_picture, "{name}: {marker:x}");
        }
        // As stored, so that both are compared without turning.
        let stored = read(&without_exif(&jpeg), Limits::default()).unwrap();
        assert_eq!(read(&stripped, Limits::default()).unwrap().picture, stored.picture, "{name}");
    }
    let Case { jpeg, .. } = case("everything");
    let stripped = without_metadata(&jpeg);
    let has = |text: &[u8]| stripped.windows(text.len()).any(|part| part == text);
    assert!(has(b"ICC_PROFILE\0"));
    for gone in [&b"Exif"[..], b"GPS", b"http", b"MPF", b"Photoshop", b"by hand", b"film", &[200, 201, 202, 203]] {
        assert!(!has(gone), "{gone:?}");
    }
    assert!(jpeg.windows(4).any(|part| part == [200, 201, 202, 203]), "the small picture in the header");
}

/// With the EXIF segments' names spoilt, so that nobody reads them.
fn without_exif(jpeg: &[u8]) -> Vec<u8> {
    let mut spoilt = jpeg.to_vec();
    while let Some(place) = spoilt.windows(6).position(|part| part == b"Exif\0\0") {
        spoilt[place] = b'x';
    }
    spoilt
}

#[test]
fn a_file_that_lacks_only_the_marker_of_its_end_is_read() {
    for Case { name, jpeg, .. } in cases() {
        let (end, _) = *markers(&jpeg).last().unwrap();
        let whole = read(&jpeg, Limits::default()).unwrap();
        for cut in [end, end + 1] {
            let read = read(&jpeg[..cut], Limits::default()).unwrap_or_else(|problem| panic!("{name}: {problem:?}"));
            assert!(!read.facts.complete && read.picture == whole.picture, "{name}");
        }
    }
}

/// Also where the marker of the end was put back, as tools do that repair files: decoders fill up with grey.
#[test]
fn a_file_that_lacks_more_is_incomplete() {
    for Case { name, jpeg, .. } in coded() {
        let (end, _) = *markers(&jpeg).last().unwrap();
        // The last bits may be filling, and the last pixels may be guessed right from what is left of them.
        for cut in 3..end - 2 {
            let cut_off = &jpeg[..cut];
            for (file, how) in [(cut_off.to_vec(), "cut off"), ([cut_off, &[0xff, 0xd9]].concat(), "mended")] {
                let problem = read(&file, Limits::default()).err();
                assert_eq!(problem, Some(Problem::Incomplete), "{name} until {cut} of {end}, {how}");
            }
        }
    }
}

#[test]
fn nothing_else_is_a_jpeg() {
    let known: [(&[u8], Problem); 7] = [
        (b"", Problem::Empty),
        (b"\0", Problem::NotAnImage(None)),
        (b"GIF89a", Problem::NotAnImage(Some("image/gif"))),
        (b"%PDF-1.7", Problem::NotAnImage(Some("application/pdf"))),
        (b"\xff\xd8", Problem::NotAnImage(None)),
        (b"\xff\xd8\xff", Problem::Incomplete),
        (b"\xff\xd8\xff\xd9", Problem::Incomplete),
    ];
    for (bytes, problem) in known {
        assert_eq!(read(bytes, Limits::default()), Err(problem), "{bytes:?}");
    }
    let heic = b"\0\0\0\x18ftypheic\0\0\0\0mif1heic";
    assert_eq!(read(heic, Limits::default()), Err(Problem::NotAnImage(Some("image/heic"))));
    assert_eq!(open(heic, Limits::default()).unwrap().way(), Way::BrowserOnly);
}

/// ISO/IEC 14496-12, 4.3, and ISO/IEC 23000-22, 10.2: the major brand may be that of the structure, and the coding stand
/// among the others. Whatever a browser might show is asked of it.
#[test]
fn what_a_browser_might_show_is_left_to_it() {
    let avif = include_bytes!("../../tests/fixtures/imaging/cases/brand-miaf.avif");
    let of = |brands: &[u8]| {
        let length = u32::try_from(brands.len() + 8).unwrap().to_be_bytes();
        [&length[..], b"ftyp", brands].concat()
    };
    let files: [(&[u8], Option<&str>); 10] = [
        (avif, Some("image/avif")),
        (&of(b"mif1\0\0\0\0mif1avif"), Some("image/avif")),
        (&of(b"msf1\0\0\0\0avis"), Some("image/avif")),
        (&of(b"mif1\0\0\0\0mif1heic"), Some("image/heic")),
        (&of(b"miaf\0\0\0\0MiHBheix"), Some("image/heic")),
        (&of(b"mif1\0\0\0\0"), Some("image/heic")),
        (&of(b"isom\0\0\0\0mp41"), None),
        (b"GIF89a", Some("image/gif")),
        (b"BM", Some("image/bmp")),
        (b"\xff\x0a", None),
    ];
    for (bytes, kind) in files {
        let file = open(bytes, Limits::default()).unwrap();
        assert_eq!((file.way(), file.not_an_image()), (Way::BrowserOnly, Problem::NotAnImage(kind)), "{bytes:?}");
    }
}

/// A phone of 64 megapixels takes 9248 by 6936.
#[test]
fn what_can_be_reduced_on_the_way_may_have_64_megapixels() {
    let Case { jpeg, .. } = case("4:4:4");
    let (frame, _) = *markers(&jpeg).iter().find(|(_, marker)| *marker == 0xc0).unwrap();
    let mut large = jpeg;
    large[frame + 5..frame + 9].copy_from_slice(&[0x1b, 0x18, 0x24, 0x20]);
    let file = open(&large, Limits::default()).unwrap();
    assert_eq!((file.facts.width, file.facts.height, file.way()), (9248, 6936, Way::Here));
}

#[test]
fn kinds_that_are_not_read_are_named() {
    let Case { jpeg, .. } = case("4:4:4");
    let (frame, _) = *markers(&jpeg).iter().find(|(_, marker)| *marker == 0xc0).unwrap();
    let with = |changes: &[(usize, u8)]| {
        let mut changed = jpeg.clone();
        for (place, value) in changes {
            changed[frame + place] = *value;
        }
        read(&changed, Limits::default())
    };
    // Behind the marker: two bytes of length, the precision, two of height, two of width.
    assert_eq!(with(&[(1, 0xc3)]), Err(Problem::Unsupported("lossless")));
    assert_eq!(with(&[(1, 0xc5)]), Err(Problem::Unsupported("hierarchical")));
    assert_eq!(with(&[(1, 0xc9)]), Err(Problem::Unsupported("arithmetic")));
    assert_eq!(with(&[(4, 12)]), Err(Problem::Unsupported("12-bit")));
    assert_eq!(with(&[(5, 0), (6, 0)]), Err(Problem::Unsupported("dnl")));
    assert_eq!(with(&[(7, 0), (8, 0)]), Err(Problem::Incomplete));
    assert_eq!(with(&[(5, 0xff), (6, 0xff)]), Err(Problem::Unsupported("size")));
    assert_eq!(with(&[(5, 0xff), (7, 0xff)]), Err(Problem::TooManyPixels(64 << 20)));
    // As many passes as only a file has that was made to keep the reader busy.
    let (scan, _) = *markers(&jpeg).iter().find(|(_, marker)| *marker == 0xda).unwrap();
    let scans = jpeg[scan..jpeg.len() - 2].repeat(101);
    let busy = [&jpeg[..scan], &scans, &[0xff, 0xd9]].concat();
    assert_eq!(read(&busy, Limits::default()), Err(Problem::Unsupported("scans")));
}

#[test]
fn limits_hold_to_the_byte_and_the_pixel() {
    let Case { jpeg, .. } = case("grey");
    let bytes = u32::try_from(jpeg.len()).unwrap();
    let within = Limits { file_bytes: bytes, pixels: 37 * 27 };
    assert!(read(&jpeg, within).is_ok());
    assert_eq!(read(&jpeg, Limits { file_bytes: bytes - 1, ..within }), Err(Problem::TooLarge(bytes - 1)));
    assert_eq!(read(&jpeg, Limits { pixels: 998, ..within }), Err(Problem::TooManyPixels(998)));
}
