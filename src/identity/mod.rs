//! Who applies.

pub mod phone;
