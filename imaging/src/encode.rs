//! A baseline JPEG of a picture (ITU-T T.81; JFIF 1.02): small, and without the kinds of coding that nobody asks for.
#![allow(clippy::arithmetic_side_effects)] // Sides are at most 65 535, and samples eight bits.

use std::array::from_fn;

use picture_header::jpeg::{APP0, APP2, END, SCAN, START};

use crate::picture::Picture;

/// Codes it in `quality`, 1 to 100, which scales the tables of annex K as libjpeg does; with `samples` across and down
/// to one of colour. `profile` is the colour profile's segments: without them the same numbers would be other colours.
#[must_use]
pub fn encode(picture: &Picture, quality: u8, samples: u8, profile: &[&[u8]]) -> Option<Vec<u8>> {
    let quantisers = [LUMA, CHROMA].map(|table| scaled(&table, quality));
    let mut bits = Bits { coded: vec![0xff, START], held: 0, count: 0 };
    bits.segment(APP0, b"JFIF\0\x01\x02\0\0\x01\0\x01\0\0");
    for segment in profile {
        bits.segment(APP2, segment);
    }
    for (id, table) in (0..).zip(&quantisers) {
        bits.segment(0xdb, &[&[id], in_zigzag(table).as_slice()].concat());
    }
    let [high, low] = u16::try_from(picture.height()).ok()?.to_be_bytes();
    let [wide, narrow] = u16::try_from(picture.width()).ok()?.to_be_bytes();
    bits.segment(0xc0, &[8, high, low, wide, narrow, 3, 1, samples << 4 | samples, 0, 2, 0x11, 1, 3, 0x11, 1]);
    for (id, counts, values) in HUFFMAN {
        bits.segment(0xc4, &[&[id], counts.as_slice(), values].concat());
    }
    bits.segment(SCAN, &[3, 1, 0, 2, 0x11, 3, 0x11, 0, 63, 0]);

    let codes = HUFFMAN.map(|(_, counts, values)| codes(&counts, values));
    let [luma_dc, luma_ac, chroma_dc, chroma_ac] = &codes;
    let [luma, chroma] = quantisers.map(|table| divisors(&table));
    let side = 8 * i64::from(samples);
    let mut before = [0; 3];
    for y in (0..i64::from(picture.height())).step_by(side as usize) {
        for x in (0..i64::from(picture.width())).step_by(side as usize) {
            let [y_before, blue_before, red_before] = &mut before;
            for (down, across) in
                (0..side).step_by(8).flat_map(|down| (0..side).step_by(8).map(move |across| (down, across)))
            {
                let block = block(picture, (x + across, y + down), 1, [0.299, 0.587, 0.114], -128.0);
                bits.block(quantised(block, &luma), y_before, luma_dc, luma_ac);
            }
            let samples = i64::from(samples);
            let blue = block(picture, (x, y), samples, [-0.168_735_9, -0.331_264_1, 0.5], 0.0);
            bits.block(quantised(blue, &chroma), blue_before, chroma_dc, chroma_ac);
            let red = block(picture, (x, y), samples, [0.5, -0.418_687_6, -0.081_312_4], 0.0);
            bits.block(quantised(red, &chroma), red_before, chroma_dc, chroma_ac);
        }
    }
    // The last byte is filled with ones (F.1.2.3).
    bits.put((0x7f, 7));
    bits.coded.extend([0xff, END]);
    Some(bits.coded)
}

type Block = [[f32; 8]; 8];
/// The code of each symbol, and its length.
type Codes = Vec<(u32, u32)>;

/// What is coded, and bits that fill no byte yet.
struct Bits {
    coded: Vec<u8>,
    held: u32,
    count: u32,
}

impl Bits {
    fn segment(&mut self, marker: u8, data: &[u8]) {
        self.coded.extend([0xff, marker]);
        self.coded.extend(u16::try_from(data.len() + 2).unwrap_or(u16::MAX).to_be_bytes());
        self.coded.extend(data);
    }

    fn put(&mut self, (code, length): (u32, u32)) {
        self.held = self.held << length | code;
        self.count += length;
        while self.count >= 8 {
            self.count -= 8;
            let byte = (self.held >> self.count) as u8;
            self.coded.push(byte);
            if byte == 0xff {
                self.coded.push(0);
            }
        }
    }

    /// A symbol, `run` zeros before a number being a part of it, and the number's own bits (F.1.2).
    fn number(&mut self, run: u32, number: i32, codes: &Codes) {
        let length = 32 - number.unsigned_abs().leading_zeros();
        self.put(codes.get((run << 4 | length) as usize).copied().unwrap_or_default());
        let own = if number < 0 { number - 1 } else { number }.cast_unsigned();
        self.put((own & ((1 << length) - 1), length));
    }

    /// Coefficients in zigzag; `before` is the first one of the block before.
    fn block(&mut self, coefficients: [i32; 64], before: &mut i32, dc: &Codes, ac: &Codes) {
        let [first, others @ ..] = coefficients;
        self.number(0, first - *before, dc);
        *before = first;
        let mut run = 0;
        for number in others {
            if number == 0 {
                run += 1;
                continue;
            }
            while run > 15 {
                self.number(15, 0, ac);
                run -= 16;
            }
            self.number(run, number, ac);
            run = 0;
        }
        if run > 0 {
            self.number(0, 0, ac);
        }
    }
}

/// As libjpeg scales a table.
fn scaled(table: &[u8; 64], quality: u8) -> [u8; 64] {
    let quality = u32::from(quality.max(1));
    let scale = if quality < 50 { 5000 / quality } else { 200_u32.saturating_sub(2 * quality) };
    table.map(|step| ((u32::from(step) * scale + 50) / 100).max(1).try_into().unwrap_or(u8::MAX))
}

/// Annex C.
fn codes(counts: &[u8; 16], values: &[u8]) -> Codes {
    let mut codes = vec![(0, 0); 256];
    let (mut code, mut values) = (0, values.iter());
    for (length, count) in (1..).zip(counts) {
        for symbol in values.by_ref().take(usize::from(*count)) {
            if let Some(place) = codes.get_mut(usize::from(*symbol)) {
                *place = (code, length);
            }
            code += 1;
        }
        code <<= 1;
    }
    codes
}

/// Samples from a place on, column by column: of each the sum of its shares of red, green and blue, averaged over a square.
fn block(picture: &Picture, (left, top): (i64, i64), square: i64, shares: [f32; 3], shift: f32) -> Block {
    let [red, green, blue] = shares;
    let of_square = |left: i64, top: i64| {
        let mut sum = shift * (square * square) as f32;
        for y in top..top + square {
            for x in left..left + square {
                let [r, g, b] = picture.pixel(x, y).map(f32::from);
                sum += red * r + green * g + blue * b;
            }
        }
        sum / (square * square) as f32
    };
    from_fn(|column| from_fn(|row| of_square(left + column as i64 * square, top + row as i64 * square)))
}

/// By Arai, Agui and Nakajima, whose scale is a part of the divisors.
fn quantised(columns: Block, divisors: &[f32; 64]) -> [i32; 64] {
    let rows = columns.map(transformed);
    let across = transposed(&rows).map(transformed);
    let mut numbers = [0; 64];
    for ((number, value), divisor) in numbers.iter_mut().zip(across.as_flattened()).zip(divisors) {
        *number = libm::roundf(value / divisor) as i32;
    }
    in_zigzag(&numbers)
}

fn transposed(block: &Block) -> Block {
    from_fn(|column| block.map(|row| row.get(column).copied().unwrap_or_default()))
}

fn transformed([a, b, c, d, e, f, g, h]: [f32; 8]) -> [f32; 8] {
    let (p0, p1, p2, p3) = (a + h, b + g, c + f, d + e);
    let (m0, m1, m2, m3) = (a - h, b - g, c - f, d - e);
    let (even, odd) = ((p0 + p3, p1 + p2), (p0 - p3, p1 - p2));
    let z1 = (odd.0 + odd.1) * 0.707_106_77;
    let (q0, q1, q2) = (m3 + m2, m2 + m1, m1 + m0);
    let z5 = (q0 - q2) * 0.382_683_43;
    let (z2, z3, z4) = (0.541_196_1 * q0 + z5, q1 * 0.707_106_77, 1.306_563 * q2 + z5);
    let (z11, z13) = (m0 + z3, m0 - z3);
    [even.0 + even.1, z11 + z4, odd.0 + z1, z13 - z2, even.0 - even.1, z13 + z2, odd.0 - z1, z11 - z4]
}

fn divisors(table: &[u8; 64]) -> [f32; 64] {
    const SCALE: [f32; 8] = [1.0, 1.387_039_9, 1.306_563, 1.175_875_6, 1.0, 0.785_694_96, 0.541_196_1, 0.275_899_38];
    let scales = SCALE.map(|row| SCALE.map(|column| 8.0 * row * column));
    let mut divisors = table.map(f32::from);
    divisors.iter_mut().zip(scales.as_flattened()).for_each(|(divisor, scale)| *divisor *= scale);
    divisors
}

fn in_zigzag<T: Copy + Default>(natural: &[T; 64]) -> [T; 64] {
    ZIGZAG.map(|place| natural.get(usize::from(place)).copied().unwrap_or_default())
}

/// Figure A.6.
#[rustfmt::skip]
const ZIGZAG: [u8; 64] = [
    0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34,
    27, 20, 13, 6, 7, 14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51,
    58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
];
/// Tables K.1 and K.2.
#[rustfmt::skip]
const LUMA: [u8; 64] = [
    16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56,
    14, 17, 22, 29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92,
    49, 64, 78, 87, 103, 121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
#[rustfmt::skip]
const CHROMA: [u8; 64] = [
    17, 18, 24, 47, 99, 99, 99, 99, 18, 21, 26, 66, 99, 99, 99, 99, 24, 26, 56, 99, 99, 99, 99, 99,
    47, 66, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
    99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99, 99,
];
/// Tables K.3 to K.6: class and place, how many codes there are of each length, and their symbols.
const HUFFMAN: [(u8, [u8; 16], &[u8]); 4] = [
    (0x00, [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    (0x10, [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125], &LUMA_AC),
    (0x01, [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0], &[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]),
    (0x11, [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119], &CHROMA_AC),
];
#[rustfmt::skip]
const LUMA_AC: [u8; 162] = [
    1, 2, 3, 0, 4, 17, 5, 18, 33, 49, 65, 6, 19, 81, 97, 7, 34, 113, 20, 50, 129, 145, 161, 8, 35, 66, 177,
    193, 21, 82, 209, 240, 36, 51, 98, 114, 130, 9, 10, 22, 23, 24, 25, 26, 37, 38, 39, 40, 41, 42, 52, 53, 54, 55,
    56, 57, 58, 67, 68, 69, 70, 71, 72, 73, 74, 83, 84, 85, 86, 87, 88, 89, 90, 99, 100, 101, 102, 103, 104, 105, 106,
    115, 116, 117, 118, 119, 120, 121, 122, 131, 132, 133, 134, 135, 136, 137, 138, 146, 147, 148, 149, 150, 151, 152, 153, 154, 162, 163,
    164, 165, 166, 167, 168, 169, 170, 178, 179, 180, 181, 182, 183, 184, 185, 186, 194, 195, 196, 197, 198, 199, 200, 201, 202, 210, 211,
    212, 213, 214, 215, 216, 217, 218, 225, 226, 227, 228, 229, 230, 231, 232, 233, 234, 241, 242, 243, 244, 245, 246, 247, 248, 249, 250,
];
#[rustfmt::skip]
const CHROMA_AC: [u8; 162] = [
    0, 1, 2, 3, 17, 4, 5, 33, 49, 6, 18, 65, 81, 7, 97, 113, 19, 34, 50, 129, 8, 20, 66, 145, 161, 177, 193,
    9, 35, 51, 82, 240, 21, 98, 114, 209, 10, 22, 36, 52, 225, 37, 241, 23, 24, 25, 26, 38, 39, 40, 41, 42, 53, 54,
    55, 56, 57, 58, 67, 68, 69, 70, 71, 72, 73, 74, 83, 84, 85, 86, 87, 88, 89, 90, 99, 100, 101, 102, 103, 104, 105,
    106, 115, 116, 117, 118, 119, 120, 121, 122, 130, 131, 132, 133, 134, 135, 136, 137, 138, 146, 147, 148, 149, 150, 151, 152, 153, 154,
    162, 163, 164, 165, 166, 167, 168, 169, 170, 178, 179, 180, 181, 182, 183, 184, 185, 186, 194, 195, 196, 197, 198, 199, 200, 201, 202,
    210, 211, 212, 213, 214, 215, 216, 217, 218, 226, 227, 228, 229, 230, 231, 232, 233, 234, 242, 243, 244, 245, 246, 247, 248, 249, 250,
];
