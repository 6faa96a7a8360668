//! The core natively, as a server has it: `cargo bench --bench core`.

#![allow(missing_docs)] // Criterion's macros make what has none.
#![allow(clippy::unwrap_used, clippy::panic, clippy::indexing_slicing, clippy::arithmetic_side_effects)]

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use kualik::application::{canonical, review};
use kualik::data::answer::{self, Answer};
use kualik::data::value::Value;
use kualik::identity::{iin, mrz};
use kualik::law::eligibility::{self, Request};
use kualik::wasm::codec::Written;
use serde_json::json;

const LARGEST: usize = 1_048_576;

/// A frame, an empty scan and nothing: as many bytes as a picture may have.
fn picture() -> Value<'static> {
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xc0, 0, 11, 8, 2, 19, 1, 157, 1, 1, 0x11, 0];
    bytes.extend([0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0]);
    bytes.resize(LARGEST - 2, 0);
    bytes.extend([0xff, 0xd9]);
    let media_type = ("mediaType".into(), Value::Text("image/jpeg".into()));
    Value::Object(vec![media_type, ("bytes".into(), Value::Bytes(bytes.into()))])
}

fn data(json: &serde_json::Value) -> Value<'static> {
    serde_json::from_str(&json.to_string()).unwrap()
}

fn draft() -> Value<'static> {
    let Value::Object(mut fields) = data(&json!({
        "applicant": { "iin": "990101300122", "surname": "Үмбетәлі", "givenName": "Ғани", "phone": "+77010000000" },
        "card": { "number": "012345678", "expiresOn": "2025-06-20" },
        "region": "75",
        "registrationPoint": "Алматы қаласы, № 1 тіркеу пункті",
        "duty": { "paymentReference": "P-1", "paidOn": "2025-06-01", "amount": 786 },
        "consent": true,
    })) else {
        panic!("no object")
    };
    fields.extend([("photo".into(), picture()), ("signature".into(), picture())]);
    Value::Object(fields)
}

fn answers(criterion: &mut Criterion) {
    let query = data(&json!({ "document": "identity-card", "reason": "expiry", "applicant": "owner",
        "expiresOn": "2025-06-20", "on": "2025-06-01" }));
    let request = eligibility::read(&query, || 0.0).unwrap();
    criterion.bench_function("decide", |bencher| {
        bencher.iter(|| {
            black_box(black_box(&request).verdict());
        });
    });
    let mut written = Written::default();
    criterion.bench_function("check, with its answer", |bencher| {
        bencher.iter(|| {
            written.clear();
            answer::object(&mut written, &eligibility::read(black_box(&query), || 0.0).as_ref().map(Request::verdict));
        });
    });
    let number = Value::Text("990101300122".into());
    criterion.bench_function("iin", |bencher| bencher.iter(|| iin::parse(black_box(&number)).is_ok()));
    // The specimen of the vectors.
    let vectors: serde_json::Value = serde_json::from_str(include_str!("../tests/vectors/mrz.json")).unwrap();
    let case = vectors["cases"].as_array().unwrap().iter().find(|case| case["expect"]["outcome"] == "valid").unwrap();
    let (zone, options) = (data(&case["args"][0]), data(&case["args"][1]));
    criterion.bench_function("mrz", |bencher| {
        bencher.iter(|| mrz::parse(black_box(&zone), &options).is_ok());
    });
}

fn applications(criterion: &mut Criterion) {
    let draft = draft();
    let options = data(&json!({ "on": "2025-06-01", "id": "00000000-0000-4000-8000-000000000000" }));
    let built = review::read(&draft, &options, || 0.0);
    let answer = built.build().to_value();
    let Value::Object(fields) = answer else { panic!("no answer") };
    let made = fields.into_iter().find(|(name, _)| name == "application").unwrap().1;
    criterion.bench_function("canonical bytes", |bencher| bencher.iter(|| canonical::write(black_box(&made)).unwrap()));

    let mut group = criterion.benchmark_group("pictures");
    group.sample_size(20).throughput(Throughput::Bytes(2 * LARGEST as u64));
    group.bench_function("build, two pictures of 1 MiB", |bencher| {
        bencher.iter(|| review::read(black_box(&draft), &options, || 0.0).build().is_ok());
    });
    let bytes = vec![7; LARGEST];
    group.throughput(Throughput::Bytes(LARGEST as u64));
    group.bench_function("digest of 1 MiB", |bencher| bencher.iter(|| canonical::sha256(black_box(&bytes))));
    group.finish();
}

criterion_group!(benches, answers, applications);
criterion_main!(benches);
