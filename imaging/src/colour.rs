//! From sRGB to light and to what the eye makes of it.
//!
//! Source: IEC 61966-2-1 for sRGB, CIE 015 for L*a*b* with the white point D65.

/// Linear light of each channel value, 0 to 1.
#[derive(Clone, Debug)]
pub struct Light([f32; 256]);

impl Default for Light {
    fn default() -> Self {
        let mut table = [0.0; 256];
        for (value, light) in (0_u8..=255).zip(&mut table) {
            let value = f32::from(value) / 255.0;
            *light = if value <= 0.040_45 { value / 12.92 } else { libm::powf((value + 0.055) / 1.055, 2.4) };
        }
        Self(table)
    }
}

/// A colour as lightness L* (0 black to 100 white), a* (green to red) and b* (blue to yellow).
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Lab {
    /// Lightness.
    pub l: f32,
    /// Green below zero, red above.
    pub a: f32,
    /// Blue below zero, yellow above.
    pub b: f32,
}

impl Lab {
    /// How far apart two colours are (ΔE of 1976).
    #[must_use]
    pub fn difference(self, other: Self) -> f32 {
        let (l, a, b) = (self.l - other.l, self.a - other.a, self.b - other.b);
        libm::sqrtf(l * l + a * a + b * b)
    }
}

impl Light {
    /// The linear light of a pixel's channels.
    #[must_use]
    pub fn linear(&self, pixel: [u8; 3]) -> [f32; 3] {
        pixel.map(|channel| self.0.get(usize::from(channel)).copied().unwrap_or_default())
    }

    /// Luminance of a pixel, 0 to 255.
    #[must_use]
    pub fn luminance(&self, pixel: [u8; 3]) -> f32 {
        let [red, green, blue] = self.linear(pixel);
        255.0 * (0.2126 * red + 0.7152 * green + 0.0722 * blue)
    }

    /// A pixel's colour.
    #[must_use]
    pub fn lab(&self, pixel: [u8; 3]) -> Lab {
        let [red, green, blue] = self.linear(pixel);
        let x = (0.412_456_4 * red + 0.357_576_1 * green + 0.180_437_5 * blue) / 0.950_47;
        let y = 0.212_672_9 * red + 0.715_152_2 * green + 0.072_175 * blue;
        let z = (0.019_333_9 * red + 0.119_192 * green + 0.950_304_1 * blue) / 1.088_83;
        let [x, y, z] =
            [x, y, z].map(|share| if share > 0.008_856 { libm::cbrtf(share) } else { 7.787 * share + 16.0 / 116.0 });
        Lab { l: 116.0 * y - 16.0, a: 500.0 * (x - y), b: 200.0 * (y - z) }
    }
}
