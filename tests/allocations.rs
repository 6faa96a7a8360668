//! What a check takes from the allocator: reading two short lists, deciding nothing at all.

#![cfg(not(target_arch = "wasm32"))]
#![allow(unsafe_code, clippy::arithmetic_side_effects, clippy::unwrap_used)] // An allocator that counts.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use kualik::data::answer;
use kualik::data::value::Value;
use kualik::law::eligibility::{self, Verdict};
use kualik::wasm::codec::Written;

struct Counting;

thread_local! {
    static COUNT: Cell<u32> = const { Cell::new(0) };
}

unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        COUNT.set(COUNT.get() + 1);
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, place: *mut u8, layout: Layout) {
        unsafe { System.dealloc(place, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

fn counted<T>(run: impl FnOnce() -> T) -> (T, u32) {
    let before = COUNT.get();
    let result = run();
    (result, COUNT.get() - before)
}

/// The query as the module gets it: text that lies somewhere already.
fn query<'v>(reason: &'v str, on: &'v str) -> Value<'v> {
    let text = |text: &'v str| Value::Text(text.into());
    Value::Object(vec![
        ("document".into(), text("identity-card")),
        ("reason".into(), text(reason)),
        ("applicant".into(), text("owner")),
        ("expiresOn".into(), text("2025-06-20")),
        ("on".into(), text(on)),
    ])
}

#[test]
fn a_decision_allocates_nothing_and_a_query_one_list() {
    for (reason, on, is_eligible) in [("expiry", "2025-06-01", true), ("loss", "2025-05-01", false)] {
        let query = query(reason, on);
        let (request, reading) = counted(|| eligibility::read(&query, || 0.0).unwrap());
        assert_eq!(reading, 1, "reading: the places of the fields that were asked for");
        let (verdict, deciding) = counted(|| request.verdict());
        assert_eq!(deciding, 0);
        assert_eq!(matches!(verdict, Verdict::Eligible(_)), is_eligible);
        let mut written = Written::default();
        answer::object(&mut written, &verdict);
        written.clear();
        let ((), writing) = counted(|| answer::object(&mut written, &verdict));
        assert_eq!(writing, 0, "writing into what was used before");
    }
}
