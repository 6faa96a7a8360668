//! So many checks, as the package's module does them, for `tests/instructions.mjs` to count.

use std::hint::black_box;

use kualik::data::answer;
use kualik::data::value::Value;
use kualik::law::eligibility::{self, Request};
use kualik::wasm::codec::Written;

fn main() {
    let count: u32 = std::env::args().nth(1).and_then(|count| count.parse().ok()).unwrap_or(1);
    let queries = ["2025-05-01", "2025-06-01", "2025-07-01"].map(|on| {
        let fields = [("document", "identity-card"), ("reason", "expiry"), ("applicant", "owner")];
        let fields = fields.into_iter().chain([("expiresOn", "2025-06-20"), ("on", on)]);
        Value::Object(fields.map(|(name, text)| (name.into(), Value::Text(text.into()))).collect())
    });
    let mut written = Written::default();
    for query in queries.iter().cycle().take(count as usize) {
        written.clear();
        answer::object(&mut written, &eligibility::read(black_box(query), || 0.0).as_ref().map(Request::verdict));
        black_box(&written);
    }
}
