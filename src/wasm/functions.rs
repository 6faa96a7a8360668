//! The module: the exported functions. They take and return numbers only, so that wasm-bindgen adds no glue to a call;
//! what a number points to is the codec's.
#![cfg(target_arch = "wasm32")]
// Without the standard library, whose panics would bring their formatting along: a tenth of the page's module. The tests
// bring it.
#![cfg_attr(not(any(test, debug_assertions)), no_std)]
#![allow(missing_docs)] // What each function takes and answers stands in the contract, `www/package/contract.ts`.
#![allow(unsafe_code)] // wasm-bindgen's own, and `OneThread`; no pointer is followed here.

extern crate alloc;

#[cfg(feature = "application")]
mod applying;
#[cfg(test)]
mod tests;

use alloc::vec::Vec;
use core::cell::Cell;

use wasm_bindgen::prelude::wasm_bindgen;

use kualik::Version;
use kualik::data::answer::{self, Answer};
use kualik::data::value::Value;
use kualik::law::pilot_2025::PILOT_2025;
use kualik::law::{duty, eligibility, liability, settings};
use kualik::wasm::codec::{self, Written};

/// Two-level segregated fit: constant time, and a quarter of the default allocator's bytes.
#[global_allocator]
static ALLOCATOR: rlsf::SmallGlobalTlsf = rlsf::SmallGlobalTlsf::new();

/// A panic has nobody to tell here: it traps, and the package's loader goes on with a fresh instance. With the standard
/// library, which the tests bring, its own handler traps likewise.
#[cfg(not(any(test, debug_assertions)))]
#[panic_handler]
fn trap(_: &core::panic::PanicInfo) -> ! {
    core::arch::wasm32::unreachable()
}

#[wasm_bindgen]
extern "C" {
    /// The clock, in milliseconds since 1970. Declared here: js-sys brings its promises along, a kilobyte that nobody calls.
    #[wasm_bindgen(js_namespace = Date)]
    pub(crate) fn now() -> f64;
}

/// A value of the module's one thread: it is built without atomics.
struct OneThread<T>(T);

// SAFETY: there is no other thread to share it with.
unsafe impl<T> Sync for OneThread<T> {}

/// What JavaScript writes its arguments into. Taken out for a call, so that one call within another (by a clock
/// that asks something) finds none instead of this one's.
static ARGUMENTS: OneThread<Cell<Vec<u8>>> = OneThread(Cell::new(Vec::new()));
/// What JavaScript reads the last answer from; taken out while one is written.
static ANSWER: OneThread<Cell<Written>> = OneThread(Cell::new(Written::new()));

/// Larger buffers are not kept for the next call.
const KEPT: usize = 65_536;

/// A place for so many bytes of arguments.
#[wasm_bindgen]
pub fn room(length: usize) -> *mut u8 {
    let mut arguments = ARGUMENTS.0.take();
    if arguments.len() < length {
        arguments.resize(length, 0);
    }
    let place = arguments.as_mut_ptr();
    ARGUMENTS.0.set(arguments);
    place
}

/// Gives the arguments, three at the most, to a function and the place of the answer's words to JavaScript.
pub(crate) fn call(function: fn(&Value, &Value, &Value) -> *const u32) -> *const u32 {
    let arguments = ARGUMENTS.0.take();
    let mut bytes = arguments.as_slice();
    let [first, second, third] = [(); 3].map(|()| codec::read(&mut bytes));
    let answer = function(&first, &second, &third);
    drop((first, second, third));
    if arguments.len() <= KEPT {
        ARGUMENTS.0.set(arguments);
    }
    answer
}

pub(crate) fn answer(answer: &dyn Answer) -> *const u32 {
    written(|into| answer::object(into, answer))
}

/// The first word says where the bytes are, which is known only at the end.
pub(crate) fn written(write: impl FnOnce(&mut Written)) -> *const u32 {
    let mut written = ANSWER.0.take();
    if written.bytes.capacity() > KEPT {
        written.bytes = Vec::new();
    }
    written.clear();
    written.words.push(0);
    write(&mut written);
    let start = address(written.bytes.as_ptr());
    if let Some(first) = written.words.first_mut() {
        *first = start;
    }
    let words = written.words.as_ptr();
    ANSWER.0.set(written);
    words
}

fn address(pointer: *const u8) -> u32 {
    u32::try_from(pointer.addr()).unwrap_or(0)
}

#[wasm_bindgen(js_name = checkEligibility)]
pub fn check_eligibility() -> *const u32 {
    call(|query, _, _| answer(&eligibility::read(query, now).as_ref().map(eligibility::Request::verdict)))
}

#[wasm_bindgen(js_name = stateDuty)]
pub fn state_duty() -> *const u32 {
    call(|query, _, _| answer(&duty::read(query, now).as_ref().map(duty::Request::duty)))
}

#[wasm_bindgen]
pub fn liability() -> *const u32 {
    call(|query, _, _| answer(&liability::read(query, now).as_ref().map(liability::Request::liability)))
}

#[wasm_bindgen(js_name = ruleset)]
pub fn embedded_ruleset() -> *const u32 {
    call(|_, _, _| answer(&PILOT_2025))
}

#[wasm_bindgen(js_name = checkRuleset)]
pub fn check_ruleset() -> *const u32 {
    call(|rules, _, _| answer(&settings::check(rules)))
}

#[wasm_bindgen]
pub fn version() -> *const u32 {
    call(|_, _, _| answer(&Version))
}
