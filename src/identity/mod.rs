//! What identifies a person, and the region that they live in.

mod check_digit;
pub mod iin;
pub mod mrz;
pub mod name;
pub mod phone;
pub mod region;
