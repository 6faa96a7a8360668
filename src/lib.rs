//! May this identity card of Kazakhstan be renewed online? Decided on the citizen's own device.
//!
//! | module | what it answers |
//! |---|---|
//! | [`calendar`] | which day it is in Kazakhstan, and how days are written |
//! | [`ruleset`] | what the order says, as data, and whether other rules can be used |
//! | [`eligibility`] | from a query to a verdict with the clause of each ground |
//! | [`settings`] | for which day and by which rules a question is asked |
//! | [`reading`] | data of any shape into the types above, with all problems at once |
//! | [`problem`] | what is wrong, where |
//!
//! The core is pure: time comes in as a value, nothing is read or written, and no input makes it
//! panic. Only `wasm` and `module` know JavaScript.
//!
//! ```
//! use kualik::{answer::Answer, eligibility, reading::Value};
//!
//! let query: Value = serde_json::from_str(
//!     r#"{ "document": "identity-card", "reason": "expiry", "applicant": "owner",
//!          "expiresOn": "2025-06-20", "on": "2025-06-01" }"#,
//! )?;
//! let request = eligibility::read(&query, || 0.0).map_err(|invalid| format!("{invalid:?}"))?;
//! let verdict = serde_json::to_value(request.verdict().to_value())?;
//! assert_eq!(verdict["outcome"], "eligible");
//! assert_eq!(verdict["daysToExpiry"], 19);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

pub mod answer;
pub mod application;
pub mod calendar;
pub mod duty;
pub mod eligibility;
pub mod identity;
pub mod iin;
pub mod lifecycle;
pub mod mrz;
pub mod problem;
pub mod reading;
pub mod region;
pub mod ruleset;
pub mod settings;
#[cfg(all(target_arch = "wasm32", feature = "js-values"))]
pub mod wasm;
pub mod wire;

#[cfg(all(target_arch = "wasm32", not(feature = "js-values")))]
mod module;

use answer::{Answer, Object};

/// The version of this package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The answer of `version` in the contract.
pub struct Version;

impl Answer for Version {
    fn write(&self, into: &mut Object) {
        into.text("package", VERSION);
        into.text("ruleset", ruleset::pilot_2025::PILOT_2025.id);
    }
}

/// Two-level segregated fit: constant time, and a quarter of the default allocator's bytes.
#[cfg(target_arch = "wasm32")]
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();
