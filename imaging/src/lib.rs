//! Is this photo or signature good enough to send? Advice on what can be measured, on the citizen's own device.
//!
//! An application with a poor photo or signature is annulled, and the citizen pays again. It is no
//! biometric decision: no template is made, and nothing is kept.
#![cfg_attr(not(target_arch = "wasm32"), forbid(unsafe_code))]

pub mod colour;
pub mod colour_space;
pub mod decode;
pub mod face;
pub mod grading;
pub mod jpeg;
pub mod median;
pub mod options;
pub mod photo;
pub mod picture;
pub mod png;
pub mod prepare;
pub mod profile;
pub mod report;
pub mod signature;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

/// As `f32::clamp`, but without its panic, whose message brings the formatting of floats along: a twelfth of the module.
fn within(value: f32, least: f32, most: f32) -> f32 {
    if value < least {
        least
    } else if value > most {
        most
    } else {
        value
    }
}
