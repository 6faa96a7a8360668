//! Runs the model: from a picture of 128 × 128 to scores and boxes.
//!
//! The lanes of a vector are channels of one place, each summed in the order of the file, and no product is fused
//! with a sum: scalar code, simd128 and other processors give the same bits. The loops over [`Lanes`] are what the
//! compiler makes vectors of.

// Sides are at most 128 and channels at most 128.
#![allow(clippy::arithmetic_side_effects)]

use super::model::{BOX, Dense, Kind, Lanes, Layer, Model, SIDE, groups};

/// What the model says of each place.
#[derive(Debug, Default)]
pub struct Output {
    /// How sure it is of a face, before the sigmoid.
    pub scores: Vec<f32>,
    /// Where it is, in pixels from the place.
    pub boxes: Vec<[f32; BOX]>,
}

/// Channels by place, row by row, with a border of zeros one place wide.
struct Plane {
    side: usize,
    groups: usize,
    lanes: Vec<Lanes>,
}

impl Plane {
    fn new(side: usize, groups: usize) -> Self {
        Self { side, groups, lanes: vec![Lanes::default(); (side + 2) * (side + 2) * groups] }
    }

    /// The rows, and in them the places, without the border.
    fn inside(&self) -> impl Iterator<Item = &[Lanes]> {
        self.lanes.chunks_exact(self.row()).skip(1).take(self.side).map(|row| self.without_ends(row))
    }

    fn inside_mut(&mut self) -> impl Iterator<Item = &mut [Lanes]> {
        let (side, groups, row) = (self.side, self.groups, self.row());
        self.lanes.chunks_exact_mut(row).skip(1).take(side).map(move |row| {
            let (_, row) = row.split_at_mut(groups);
            row.split_at_mut(side * groups).0
        })
    }

    fn row(&self) -> usize {
        (self.side + 2) * self.groups
    }

    fn without_ends<'a>(&self, row: &'a [Lanes]) -> &'a [Lanes] {
        let (_, row) = row.split_at(self.groups);
        row.split_at(self.side * self.groups).0
    }
}

impl Model {
    /// What the model says of a picture of 128 × 128: red, green and blue from −1 to 1, row by row; less is black.
    #[must_use]
    pub fn run(&self, input: &[f32]) -> Output {
        let mut output = Output::default();
        let mut plane = Plane::new(SIDE, 1);
        for layer in &self.layers {
            match layer.kind {
                Kind::Stem => plane = stem(input, layer),
                Kind::Block => plane = block(&plane, layer),
                Kind::Scores => output.scores.extend(head(&plane, layer)),
                Kind::Boxes => output.boxes.extend(head(&plane, layer).as_chunks().0),
            }
        }
        output
    }
}

/// 5 × 5 with stride 2; as TensorFlow has it, one place of border before the picture and two behind it.
fn stem(input: &[f32], layer: &Layer) -> Plane {
    const ROW: usize = 3 * (SIDE + 3);
    let mut framed = vec![0.0; ROW * (SIDE + 3)];
    for (row, values) in framed.chunks_exact_mut(ROW).skip(1).zip(input.chunks_exact(3 * SIDE)) {
        for (to, from) in row.iter_mut().skip(3).zip(values) {
            *to = *from;
        }
    }
    let mut out = Plane::new(SIDE / 2, groups(layer.outputs));
    let width = out.groups;
    for (rows, to) in framed.windows(5 * ROW).step_by(2 * ROW).zip(out.inside_mut()) {
        for (start, to) in (0..).step_by(4 * 6).zip(to.chunks_exact_mut(4 * width)) {
            let place = |row: usize, place: usize| {
                let from = row * ROW + start + 6 * place;
                rows.get(from..from + 15).unwrap_or_default()
            };
            let places: [[&[f32]; 4]; 5] = std::array::from_fn(|row| std::array::from_fn(|at| place(row, at)));
            dense(&layer.dense, places, |group, sums| put(to, width, group, sums.map(positive)));
        }
    }
    out
}

fn block(input: &Plane, layer: &Layer) -> Plane {
    let mut out = Plane::new(input.side / layer.stride, groups(layer.outputs));
    let (row, width, wider) = (input.row(), input.groups, out.groups);
    let mut filtered = vec![Lanes::default(); out.side * width];
    let mut halved = filtered.clone();
    // With stride 2, TensorFlow has a border only behind the picture.
    let (_, from) = input.lanes.split_at((layer.stride - 1) * row);
    for (rows, to) in from.windows(3 * row).step_by(layer.stride * row).zip(out.inside_mut()) {
        filtered.fill(Lanes::default());
        for (row, weights) in rows.chunks_exact(row).zip(&layer.depthwise) {
            depthwise(&mut filtered, row, weights, layer.stride);
        }
        let (first, rest) = rows.split_at(row);
        let (second, _) = rest.split_at(row);
        let (first, second) = (input.without_ends(first), input.without_ends(second));
        let added = if layer.stride == 1 {
            second
        } else {
            halve(&mut halved, first, second, width);
            &halved
        };
        let tiles = filtered.chunks_exact(4 * width).zip(added.chunks_exact(4 * width));
        for ((filtered, added), to) in tiles.zip(to.chunks_exact_mut(4 * wider)) {
            dense(&layer.dense, [four(filtered)], |group, mut sums| {
                if group < width {
                    for (sum, added) in sums.iter_mut().zip(added.iter().skip(group).step_by(width)) {
                        for (sum, added) in sum.iter_mut().zip(added) {
                            *sum += added;
                        }
                    }
                }
                put(to, wider, group, sums.map(positive));
            });
        }
    }
    out
}

/// The outputs place by place.
fn head(plane: &Plane, layer: &Layer) -> Vec<f32> {
    let width = groups(layer.outputs);
    let mut tile = vec![Lanes::default(); 4 * width];
    let mut all = Vec::with_capacity(plane.side * plane.side * layer.outputs);
    for places in plane.inside().flat_map(|row| row.chunks_exact(4 * plane.groups)) {
        dense(&layer.dense, [four(places)], |group, sums| put(&mut tile, width, group, sums));
        for place in tile.chunks_exact(width) {
            all.extend(place.as_flattened().iter().take(layer.outputs));
        }
    }
    all
}

/// Adds one row of taps to a row of sums.
fn depthwise(sums: &mut [Lanes], row: &[Lanes], weights: &[[Lanes; 3]], stride: usize) {
    let width = weights.len();
    let (_, row) = row.split_at((stride - 1) * width);
    for (sums, taps) in sums.chunks_exact_mut(width).zip(row.windows(3 * width).step_by(stride * width)) {
        let (first, rest) = taps.split_at(width);
        let (second, third) = rest.split_at(width);
        for ((((sum, a), b), c), [by_a, by_b, by_c]) in sums.iter_mut().zip(first).zip(second).zip(third).zip(weights) {
            add_products(sum, a, by_a);
            add_products(sum, b, by_b);
            add_products(sum, c, by_c);
        }
    }
}

/// The greatest of each four places of two rows.
fn halve(to: &mut [Lanes], first: &[Lanes], second: &[Lanes], width: usize) {
    for ((to, first), second) in
        to.chunks_exact_mut(width).zip(first.chunks_exact(2 * width)).zip(second.chunks_exact(2 * width))
    {
        let [(a, b), (c, d)] = [first.split_at(width), second.split_at(width)];
        for ((((to, a), b), c), d) in to.iter_mut().zip(a).zip(b).zip(c).zip(d) {
            *to = greater(greater(*a, b), &greater(*c, d));
        }
    }
}

/// Works out four places, group by group of outputs; `places` are their values, by row of taps.
#[inline(always)]
fn dense<const ROWS: usize>(part: &Dense, places: [[&[f32]; 4]; ROWS], mut give: impl FnMut(usize, [Lanes; 4])) {
    for (group, (bias, weights)) in part.bias.iter().zip(&part.weights).enumerate() {
        let [mut a, mut b, mut c, mut d] = [*bias; 4];
        for ([first, second, third, fourth], weights) in
            places.into_iter().zip(weights.chunks_exact(weights.len() / ROWS))
        {
            let values = first.iter().zip(second).zip(third).zip(fourth);
            for ((((first, second), third), fourth), weights) in values.zip(weights) {
                add_product(&mut a, *first, weights);
                add_product(&mut b, *second, weights);
                add_product(&mut c, *third, weights);
                add_product(&mut d, *fourth, weights);
            }
        }
        give(group, [a, b, c, d]);
    }
}

/// Four places that follow each other.
fn four(places: &[Lanes]) -> [&[f32]; 4] {
    let (front, back) = places.as_flattened().split_at(places.len() / 2 * 8);
    let ((a, b), (c, d)) = (front.split_at(front.len() / 2), back.split_at(back.len() / 2));
    [a, b, c, d]
}

/// Stores one group of four places that are `width` groups each.
fn put(to: &mut [Lanes], width: usize, group: usize, values: [Lanes; 4]) {
    for (to, value) in to.iter_mut().skip(group).step_by(width).zip(values) {
        *to = value;
    }
}

#[inline(always)]
fn add_product(sum: &mut Lanes, value: f32, weights: &Lanes) {
    for (sum, weight) in sum.iter_mut().zip(weights) {
        *sum += value * weight;
    }
}

#[inline(always)]
fn add_products(sum: &mut Lanes, values: &Lanes, weights: &Lanes) {
    for ((sum, value), weight) in sum.iter_mut().zip(values).zip(weights) {
        *sum += value * weight;
    }
}

fn greater(mut one: Lanes, other: &Lanes) -> Lanes {
    for (one, other) in one.iter_mut().zip(other) {
        *one = if *other > *one { *other } else { *one };
    }
    one
}

fn positive(lanes: Lanes) -> Lanes {
    greater(Lanes::default(), &lanes)
}
