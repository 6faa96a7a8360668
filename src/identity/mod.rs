//! What identifies a person, and the region that they live in.

pub mod iin;
pub mod mrz;
pub mod name;
pub mod phone;
pub mod region;
