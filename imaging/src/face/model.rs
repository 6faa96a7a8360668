//! The model: BlazeFace for short range, read from `face.bin`.
//!
//! `scripts/pkg/face.mjs` writes that file, and says there why its numbers are as coarse as they are. All of it is
//! little-endian:
//!
//! ```text
//! file    "KFB1", layers: u8, then each layer
//! layer   kind: u8, stride: u8, outputs: u8, then its weights: one part, or two for a block
//! part    width: u8, steps: [i8; outputs], bias: [f16; outputs] (not where depthwise), values
//! ```
//!
//! - A part's weight is value × 2^(step ∕ 4), its output's step. Values are whole numbers of `width` bytes, 1 or 2,
//!   ordered by tap (row, column), input, output; where of two bytes, all low bytes stand before all high ones.
//! - Kind 0 is a convolution of 5 × 5, and ReLU. Kind 1, a block, is a depthwise convolution of 3 × 3 without bias,
//!   then one of 1 × 1; its input, halved by the greatest of 2 × 2 where the stride is 2, is added, then ReLU.
//!   Kinds 2 and 3 are convolutions of 1 × 1 whose outputs are set aside, as scores and as boxes.
//! - Each layer's input is the output of the last one of kind 0 or 1, the first one's the picture.

// Sizes are bounded: see LAYERS, OUTPUTS and SIDE.
#![allow(clippy::arithmetic_side_effects)]

/// The side in pixels of what the model looks at.
pub(crate) const SIDE: usize = 128;

// What a model may have at most, so that a wrong file costs neither memory nor time.
const LAYERS: u8 = 32;
const OUTPUTS: usize = 128;
const PLACES: usize = 1024;

/// Numbers of one box: its middle and sides, then six points.
pub(crate) const BOX: usize = 16;

/// Results of one place that are worked out together. Nothing is summed across them, so that one at a time or four
/// at a time give the same bits.
pub(crate) type Lanes = [f32; 8];

/// How many [`Lanes`] hold so many channels.
pub(crate) fn groups(channels: usize) -> usize {
    channels.div_ceil(8)
}

/// What a layer does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Stem,
    Block,
    Scores,
    Boxes,
}

/// A convolution over all inputs: of 5 × 5 or of 1 × 1.
#[derive(Debug)]
pub(crate) struct Dense {
    /// By group of outputs.
    pub bias: Vec<Lanes>,
    /// By group of outputs, then tap, then input.
    pub weights: Vec<Vec<Lanes>>,
}

#[derive(Debug)]
pub(crate) struct Layer {
    pub kind: Kind,
    pub stride: usize,
    pub outputs: usize,
    /// A block's first half: the taps of a row, by row and by group of channels.
    pub depthwise: [Vec<[Lanes; 3]>; 3],
    pub dense: Dense,
}

/// A model that fits together: its layers lead from a picture of [`SIDE`] to as many scores as boxes.
#[derive(Debug)]
pub struct Model {
    pub(crate) layers: Vec<Layer>,
    /// Of each layer that gives scores: cells along a side, and boxes in a cell.
    pub(crate) grids: Vec<(usize, usize)>,
}

impl Model {
    /// Reads `face.bin`; nothing where it is another file, or damaged so that its layers do not fit.
    #[must_use]
    pub fn read(bytes: &[u8]) -> Option<Self> {
        let mut reader = Reader(bytes);
        if reader.take(4)? != b"KFB1" {
            return None;
        }
        let count = reader.byte()?;
        if count > LAYERS {
            return None;
        }
        let (mut side, mut channels) = (SIDE, 3);
        let (mut layers, mut grids, mut boxes) = (Vec::new(), Vec::new(), Vec::new());
        for index in 0..count {
            let layer = reader.layer(channels)?;
            match layer.kind {
                // The picture alone has the border that 5 × 5 needs.
                Kind::Stem if index > 0 => return None,
                Kind::Stem | Kind::Block => {
                    side /= layer.stride;
                    channels = layer.outputs;
                }
                Kind::Scores => grids.push((side, layer.outputs)),
                Kind::Boxes => boxes.push((side, layer.outputs)),
            }
            // Four places are worked out at a time.
            if (index == 0 && layer.kind != Kind::Stem) || side < 4 {
                return None;
            }
            layers.push(layer);
        }
        let places: usize = grids.iter().map(|(side, each)| side * side * each).sum();
        let fits = boxes.iter().copied().eq(grids.iter().map(|(side, each)| (*side, each * BOX)));
        (reader.0.is_empty() && fits && (1..=PLACES).contains(&places)).then_some(Self { layers, grids })
    }
}

struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    fn byte(&mut self) -> Option<u8> {
        self.take(1)?.first().copied()
    }

    fn layer(&mut self, inputs: usize) -> Option<Layer> {
        let kind = match self.byte()? {
            0 => Kind::Stem,
            1 => Kind::Block,
            2 => Kind::Scores,
            3 => Kind::Boxes,
            _ => return None,
        };
        let stride = usize::from(self.byte()?);
        let outputs = usize::from(self.byte()?);
        let strides = match kind {
            Kind::Stem => 2..=2,
            Kind::Block => 1..=2,
            Kind::Scores | Kind::Boxes => 1..=1,
        };
        // A block adds its input to its output: channels are only ever added.
        if !strides.contains(&stride) || !(1..=OUTPUTS).contains(&outputs) || (kind == Kind::Block && outputs < inputs)
        {
            return None;
        }
        let depthwise = if kind == Kind::Block { self.depthwise(inputs)? } else { Default::default() };
        let dense = self.dense(if kind == Kind::Stem { 25 * inputs } else { inputs }, outputs)?;
        Some(Layer { kind, stride, outputs, depthwise, dense })
    }

    /// A part without a bias, of three rows of three taps.
    fn depthwise(&mut self, channels: usize) -> Option<[Vec<[Lanes; 3]>; 3]> {
        let width = self.byte()?;
        let steps = self.steps(channels)?;
        let weights = self.weights(width, 9, &steps)?;
        let mut rows = weights.chunks_exact(3 * groups(channels)).map(|row| {
            let (first, rest) = row.split_at(groups(channels));
            let (second, third) = rest.split_at(groups(channels));
            first.iter().zip(second).zip(third).map(|((a, b), c)| [*a, *b, *c]).collect()
        });
        Some([rows.next()?, rows.next()?, rows.next()?])
    }

    /// A part with a bias.
    fn dense(&mut self, inputs: usize, outputs: usize) -> Option<Dense> {
        let width = self.byte()?;
        let steps = self.steps(outputs)?;
        let (bias, _) = self.take(outputs * 2)?.as_chunks();
        let bias: Vec<f32> = bias.iter().map(|bytes| half(*bytes)).collect::<Option<_>>()?;
        let weights = self.weights(width, inputs, &steps)?;
        let by_group = |group| weights.iter().skip(group).step_by(groups(outputs)).copied().collect();
        Some(Dense { bias: lanes(&bias), weights: (0..groups(outputs)).map(by_group).collect() })
    }

    /// What a weight of 1 stands for, by output.
    fn steps(&mut self, outputs: usize) -> Option<Vec<f32>> {
        // The powers of 2 by a fourth each.
        const QUARTERS: [f32; 4] = [1.0, 1.189_207_1, std::f32::consts::SQRT_2, 1.681_792_8];
        let step = |byte: &u8| {
            let quarters = i32::from(byte.cast_signed());
            // From 2^-32 to 2^31.
            let power = u32::try_from(127 + quarters.div_euclid(4)).ok()?;
            Some(f32::from_bits(power << 23) * QUARTERS.get(usize::try_from(quarters.rem_euclid(4)).ok()?)?)
        };
        self.take(outputs)?.iter().map(step).collect()
    }

    /// `rows` times as many weights as there are steps, each row in whole [`Lanes`].
    fn weights(&mut self, width: u8, rows: usize, steps: &[f32]) -> Option<Vec<Lanes>> {
        let low = self.take(rows * steps.len())?;
        let values: Vec<i16> = match width {
            1 => low.iter().map(|byte| byte.cast_signed().into()).collect(),
            2 => {
                let high = self.take(low.len())?;
                low.iter().zip(high).map(|(low, high)| i16::from_le_bytes([*low, *high])).collect()
            }
            _ => return None,
        };
        let row = |row: &[i16]| {
            let weights: Vec<f32> = row.iter().zip(steps).map(|(value, step)| f32::from(*value) * step).collect();
            lanes(&weights)
        };
        Some(values.chunks_exact(steps.len()).flat_map(row).collect())
    }
}

/// A number of half precision; nothing where it is none or infinite.
fn half(bytes: [u8; 2]) -> Option<f32> {
    let bits = u32::from(u16::from_le_bytes(bytes));
    let (sign, exponent, fraction) = ((bits >> 15) << 31, (bits >> 10) & 31, bits & 1023);
    let size = match exponent {
        // Counted in the least one, 2^-24.
        0 => f32::from_bits(103 << 23) * f32::from(u16::try_from(fraction).ok()?),
        31 => return None,
        _ => f32::from_bits(((exponent + 112) << 23) | (fraction << 13)),
    };
    Some(f32::from_bits(size.to_bits() | sign))
}

/// Values in groups; the last one is filled up with nothing.
fn lanes(values: &[f32]) -> Vec<Lanes> {
    let group = |values: &[f32]| {
        let mut lanes = Lanes::default();
        for (lane, value) in lanes.iter_mut().zip(values) {
            *lane = *value;
        }
        lanes
    };
    values.chunks(8).map(group).collect()
}
