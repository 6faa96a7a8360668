//! How sharp, how noisy, and how coarsely compressed.

/// Values in rows of equal length.
#[derive(Clone, Copy)]
pub struct Grid<'a> {
    /// Row by row.
    pub values: &'a [f32],
    /// Values in a row.
    pub width: usize,
}

impl Grid<'_> {
    fn rows(&self) -> impl Iterator<Item = &[f32]> {
        self.values.chunks_exact(self.width.max(1))
    }

    fn turned(&self) -> Vec<f32> {
        (0..self.width).flat_map(|column| self.rows().filter_map(move |row| row.get(column).copied())).collect()
    }

    fn height(&self) -> usize {
        self.values.len() / self.width.max(1)
    }
}

/// Values that blurring averages, odd.
const KERNEL: usize = 9;

/// How blurred it is, 0 sharp to 1: what blurring it once more leaves of the differences between neighbours. The
/// worse of both directions.
///
/// Source: Crete, Dolmiere, Ladret, Nicolas, “The blur effect”, SPIE 6492 (2007), with its kernel of 9.
#[must_use]
pub fn blur(grid: Grid<'_>) -> f32 {
    let turned = grid.turned();
    blur_along_rows(grid).max(blur_along_rows(Grid { values: &turned, width: grid.height() }))
}

fn blur_along_rows(grid: Grid<'_>) -> f32 {
    let (mut differences, mut lost) = (0.0_f64, 0.0_f64);
    let mut blurred = Vec::with_capacity(grid.width);
    for row in grid.rows() {
        blurred.clear();
        blurred.extend(row.windows(KERNEL).map(|window| window.iter().sum::<f32>() / KERNEL as f32));
        // The row without the half kernel at each end, which has no blurred value.
        let sharp = row.get(KERNEL / 2..).unwrap_or_default();
        for (sharp, blurred) in sharp.windows(2).zip(blurred.windows(2)) {
            if let ([s0, s1], [b0, b1]) = (sharp, blurred) {
                let difference = f64::from((s1 - s0).abs());
                differences += difference;
                lost += (difference - f64::from((b1 - b0).abs())).max(0.0);
            }
        }
    }
    // Without any difference there is nothing sharp.
    if differences == 0.0 { 1.0 } else { ((differences - lost) / differences) as f32 }
}

/// The standard deviation of noise.
///
/// Source: Immerkær, “Fast noise variance estimation”, Computer Vision and Image Understanding 64 (1996).
#[must_use]
pub fn noise(grid: Grid<'_>) -> f32 {
    let rows: Vec<&[f32]> = grid.rows().collect();
    let (mut sum, mut count) = (0.0_f64, 0.0_f64);
    for three in rows.windows(3) {
        let [above, row, below] = three else { continue };
        for ((a, r), b) in above.windows(3).zip(row.windows(3)).zip(below.windows(3)) {
            if let ([a0, a1, a2], [r0, r1, r2], [b0, b1, b2]) = (a, r, b) {
                let laplacian = a0 + a2 + b0 + b2 - 2.0 * (a1 + r0 + r2 + b1) + 4.0 * r1;
                sum += f64::from(laplacian.abs());
                count += 1.0;
            }
        }
    }
    const HALF_PI: f64 = std::f64::consts::FRAC_PI_2;
    if count == 0.0 { 0.0 } else { (libm::sqrt(HALF_PI) * sum / (6.0 * count)) as f32 }
}

/// Pixels of a JPEG's block.
const BLOCK: usize = 8;

/// How much larger differences are at the edges of blocks than within them, as a share of the latter. The grid is
/// looked for at every place where it may lie, since turning or cutting moves it. The worse of both directions.
#[must_use]
pub fn blockiness(grid: Grid<'_>) -> f32 {
    let turned = grid.turned();
    blockiness_along_rows(grid).max(blockiness_along_rows(Grid { values: &turned, width: grid.height() }))
}

fn blockiness_along_rows(grid: Grid<'_>) -> f32 {
    let mut sums = [0.0_f64; BLOCK];
    let mut counts = [0.0_f64; BLOCK];
    for row in grid.rows() {
        for (column, pair) in row.windows(2).enumerate() {
            if let ([one, other], Some(sum), Some(count)) =
                (pair, sums.get_mut(column % BLOCK), counts.get_mut(column % BLOCK))
            {
                *sum += f64::from((other - one).abs());
                *count += 1.0;
            }
        }
    }
    let total: f64 = sums.iter().sum();
    let all: f64 = counts.iter().sum();
    let at = |(sum, count): (&f64, &f64)| {
        let within = (total - sum) / (all - count);
        if *count > 0.0 && within > 0.0 { (sum / count - within) / within } else { 0.0 }
    };
    sums.iter().zip(&counts).map(at).fold(0.0, f64::max) as f32
}
