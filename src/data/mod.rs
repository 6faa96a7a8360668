//! Values of any shape, in and out: knows no rule, no codec and no JavaScript.

pub mod answer;
pub mod code;
pub mod problem;
pub mod reading;
pub mod sort;
pub mod value;
