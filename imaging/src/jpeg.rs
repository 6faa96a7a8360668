//! What the header of a JPEG says.

/// The contract's `JpegInfo`.
#[derive(Clone, Debug, PartialEq)]
pub struct Header {
    /// Estimated from the quantisation tables, 1 to 100.
    pub quality: f64,
}
