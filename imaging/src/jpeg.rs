//! A JPEG written anew from its own segments: without metadata, or as the decoder needs it.

use picture_header::jpeg::{APP0, APP2, END, ICC, Jpeg, SCAN, START};

/// The picture without what it does not need to look the same: kept are the JFIF header, the colour profile and
/// Adobe's colour transform; everything behind the end of the image falls away too.
#[must_use]
pub fn without_metadata(jpeg: &Jpeg<'_>) -> Vec<u8> {
    let mut kept = vec![0xff, START];
    let has_profile = !colour_profile(jpeg).is_empty();
    for segment in &jpeg.segments {
        match segment.marker {
            // Without the small picture that may stand in it.
            APP0 => {
                kept.extend([0xff, APP0, 0, 16]);
                kept.extend(segment.data.iter().take(12));
                kept.extend([0, 0]);
            }
            APP2 if !has_profile => {}
            _ => segment.write(&mut kept),
        }
    }
    kept
}

/// The same picture for the decoder, which takes what is missing before a marker for zeros, and needs the marker of
/// the end. So behind the data of each scan stand ones: where all data are there they are passed over, and else they
/// are no code of any table (annex C), which the decoder reports. `None` where a whole scan is missing.
#[must_use]
pub fn for_decoding(jpeg: &Jpeg<'_>) -> Option<Vec<u8>> {
    // `ff 00` stands for `ff`. The longest code has 16 bits, and the decoder reads up to 64 bits ahead.
    const ONES: [u8; 24] =
        [0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0, 0xff, 0];
    let length: usize =
        jpeg.segments.iter().map(|segment| segment.data.len().saturating_add(segment.coded.len())).sum();
    let mut file = Vec::with_capacity(length.saturating_add(1024));
    file.extend([0xff, START]);
    for segment in jpeg.segments.iter().filter(|segment| !matches!(segment.marker, APP2 | END)) {
        segment.write(&mut file);
        if segment.marker == SCAN {
            file.extend(ONES);
        }
    }
    file.extend([0xff, END]);
    jpeg.has_all_scans.then_some(file)
}

/// The colour profile, in the segments in which it stands; empty where there is none, or where it is for another number
/// of components (ICC.1, 7.2.6).
#[must_use]
pub fn colour_profile<'a>(jpeg: &Jpeg<'a>) -> Vec<&'a [u8]> {
    let of_components: &[u8] = match jpeg.components {
        1 => b"GRAY",
        4 => b"CMYK",
        _ => b"RGB ",
    };
    let segments = jpeg.segments.iter().filter(|segment| segment.marker == APP2).map(|segment| segment.data);
    // The first part is numbered one, and the data colour space is the seventeenth byte of the profile.
    let first = ICC.len();
    let fits = |part: &[u8]| {
        let profile = part.get(first.saturating_add(2)..).unwrap_or_default();
        part.get(first) == Some(&1) && profile.get(16..20) == Some(of_components)
    };
    if segments.clone().any(fits) { segments.collect() } else { Vec::new() }
}
