//! The boundary of the package's module: a call brings its arguments as bytes in this module's memory and gets its
//! answer as words there (`wire.rs`). It holds no logic of its own, and `www/package/codec.ts` is its only caller.
#![allow(unsafe_code)] // Names for the exports, and the two symbols below; no pointer is followed here.

use std::cell::{Cell, RefCell};

use crate::answer::Answer;
use crate::reading::Value;
use crate::ruleset::pilot_2025::PILOT_2025;
use crate::wire::{self, Written};
use crate::{Version, application, duty, eligibility, iin, lifecycle, mrz, region, ruleset};

#[link(wasm_import_module = "./device.js")]
unsafe extern "C" {
    #[link_name = "now"]
    safe fn device_now() -> f64;
}

/// The device's clock, in epoch milliseconds.
fn now() -> f64 {
    device_now()
}

unsafe extern "C" {
    // The linker's: between them lies what the module was built with, and nothing that comes and goes.
    static __global_base: u8;
    static __heap_base: u8;
}

thread_local! {
    /// What JavaScript writes its arguments into. Taken out for a call, so that one call within another (by a clock
    /// that asks something) finds none instead of this one's.
    static ARGUMENTS: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
    /// What JavaScript reads the last answer from.
    static ANSWER: RefCell<Written> = const { RefCell::new(Written::new(place_of)) };
}

/// Larger buffers are not kept for the next call.
const KEPT: usize = 65_536;

/// A place for so many bytes of arguments.
#[unsafe(export_name = "room")]
extern "C" fn room(length: usize) -> *mut u8 {
    let mut arguments = ARGUMENTS.take();
    if arguments.len() < length {
        arguments.resize(length, 0);
    }
    let place = arguments.as_mut_ptr();
    ARGUMENTS.set(arguments);
    place
}

/// Gives both arguments to a function and the place of the answer's words to JavaScript.
fn call(function: fn(&Value, &Value) -> *const u32) -> *const u32 {
    let arguments = ARGUMENTS.take();
    let mut bytes = arguments.as_slice();
    let one = wire::read(&mut bytes);
    let other = wire::read(&mut bytes);
    let answer = function(&one, &other);
    drop((one, other));
    if arguments.len() <= KEPT {
        ARGUMENTS.set(arguments);
    }
    answer
}

fn answer(answer: &dyn Answer) -> *const u32 {
    written(|into| into.object(answer))
}

/// The first word says where the bytes are, which is known only at the end.
fn written(write: impl FnOnce(&mut Written)) -> *const u32 {
    // Nothing that writes calls JavaScript, which could ask for an answer while this one is written.
    ANSWER.with_borrow_mut(|written| {
        if written.bytes.capacity() > KEPT {
            written.bytes = Vec::new();
        }
        written.words.clear();
        written.bytes.clear();
        written.words.push(0);
        write(written);
        if let Some(first) = written.words.first_mut() {
            *first = address(written.bytes.as_ptr());
        }
        written.words.as_ptr()
    })
}

fn address(pointer: *const u8) -> u32 {
    u32::try_from(pointer.addr()).unwrap_or(0)
}

fn place_of(place: *const u8) -> Option<u32> {
    (place >= &raw const __global_base && place < &raw const __heap_base).then(|| address(place))
}

#[unsafe(export_name = "checkEligibility")]
extern "C" fn check_eligibility() -> *const u32 {
    call(|query, _| answer(&eligibility::read(query, now).as_ref().map(eligibility::Request::verdict)))
}

#[unsafe(export_name = "stateDuty")]
extern "C" fn state_duty() -> *const u32 {
    call(|query, _| answer(&duty::read(query, now).as_ref().map(duty::Request::duty)))
}

#[unsafe(export_name = "parseIin")]
extern "C" fn parse_iin() -> *const u32 {
    call(|text, _| answer(&iin::parse(text)))
}

#[unsafe(export_name = "parseMrz")]
extern "C" fn parse_mrz() -> *const u32 {
    call(|text, options| answer(&mrz::parse(text, options, now)))
}

#[unsafe(export_name = "regions")]
extern "C" fn regions() -> *const u32 {
    call(|_, _| written(|into| into.list(region::all(), |into, region| into.object(&region))))
}

#[unsafe(export_name = "reviewApplication")]
extern "C" fn review_application() -> *const u32 {
    call(|draft, options| answer(&application::read(draft, options, now).review()))
}

#[unsafe(export_name = "buildApplication")]
extern "C" fn build_application() -> *const u32 {
    call(|draft, options| answer(&application::read(draft, options, now).build()))
}

#[unsafe(export_name = "advance")]
extern "C" fn advance() -> *const u32 {
    call(|record, event| answer(&lifecycle::advance(record, event)))
}

#[unsafe(export_name = "ruleset")]
extern "C" fn embedded_ruleset() -> *const u32 {
    call(|_, _| answer(&PILOT_2025))
}

#[unsafe(export_name = "checkRuleset")]
extern "C" fn check_ruleset() -> *const u32 {
    call(|rules, _| answer(&ruleset::check(rules)))
}

#[unsafe(export_name = "version")]
extern "C" fn version() -> *const u32 {
    call(|_, _| answer(&Version))
}
