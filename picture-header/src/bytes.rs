//! Reading numbers from bytes that may end anywhere.

/// Which byte of a number comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Order {
    /// The least significant one.
    Little,
    /// The most significant one.
    Big,
}

impl Order {
    /// The 16 bits at the start, where there are as many.
    #[must_use]
    pub fn u16(self, bytes: &[u8]) -> Option<u16> {
        let first = *bytes.first_chunk()?;
        Some(if self == Self::Little { u16::from_le_bytes(first) } else { u16::from_be_bytes(first) })
    }

    /// The 32 bits at the start, where there are as many.
    #[must_use]
    pub fn u32(self, bytes: &[u8]) -> Option<u32> {
        let first = *bytes.first_chunk()?;
        Some(if self == Self::Little { u32::from_le_bytes(first) } else { u32::from_be_bytes(first) })
    }
}

/// What stands from `start` on; nothing beyond the end.
#[must_use]
pub fn at(bytes: &[u8], start: usize) -> &[u8] {
    bytes.get(start..).unwrap_or_default()
}
