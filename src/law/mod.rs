//! The rules, each value beside its clause: what may be renewed online and when, and what it costs.

pub mod duty;
pub mod eligibility;
pub mod liability;
pub mod pilot_2025;
pub mod ruleset;
pub mod settings;
