//! May this identity card of Kazakhstan be renewed online? Decided on the citizen's own device.
//!
//! | module | what it knows |
//! |---|---|
//! | [`data`] | values of any shape, in and out: [`data::value`], [`data::code`], [`data::problem`], [`data::reading`], [`data::answer`] |
//! | [`calendar`] | which day it is in Kazakhstan, and how days are written |
//! | [`law::ruleset`] | what an order says, as data, and whether other rules can be used |
//! | [`law::pilot_2025`] | the embedded rules, each value beside its clause |
//! | [`law::settings`] | for which day and by which rules a question is asked |
//! | [`law::eligibility`] | from a query to a verdict with the clause of each ground |
//! | [`law::duty`] | what the state duty is on a day |
//! | [`law::liability`] | what an expired card costs on a day |
//! | [`identity`] | what identifies a person: [`identity::iin`], [`identity::mrz`], [`identity::name`], [`identity::region`] |
//! | [`application::draft`] | an application as it is filled in |
//! | [`application::attachment`] | what the bytes of a picture say |
//! | [`application::review`] | whether a draft may be built |
//! | [`application::build`] | the application as it is signed |
//! | [`application::canonical`] | its canonical bytes and their digest |
//! | [`application::verify`] | for a server: whether what a client sent may be accepted |
//! | [`lifecycle`] | what becomes of an application: the table of transitions |
//! | [`limits`] | the limits of all these, as data |
//! | [`wasm::codec`] | how arguments and answers cross the boundary |
//!
//! The core is pure: time comes in as a value, nothing is read or written, and no input makes it
//! panic. Only [`wasm`] knows JavaScript. Which module may use which stands in
//! `tests/architecture.rs`.
//!
//! ```
//! use kualik::data::{answer::Answer, value::Value};
//! use kualik::law::eligibility;
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
// Without the standard library, whose panics would bring their formatting along: a tenth of the page's module.
#![no_std]
#![forbid(unsafe_code)]

extern crate alloc;
#[cfg(test)]
extern crate std;

pub mod application;
pub mod calendar;
pub mod data;
pub mod identity;
pub mod law;
pub mod lifecycle;
pub mod limits;
pub mod wasm;

use crate::data::answer::{Answer, Object};
use crate::law::pilot_2025::PILOT_2025;

/// The version of this package.
pub const VERSION: &str = env!("CARGO_PKG_VERSION");

/// The answer of `version` in the contract.
pub struct Version;

impl Answer for Version {
    fn write(&self, into: &mut Object) {
        into.literal("package", VERSION);
        into.text("ruleset", PILOT_2025.id);
    }
}
