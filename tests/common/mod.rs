//! What every runner of the vectors does with them: reads them, and takes from an answer what they state.

#![allow(dead_code, clippy::unwrap_used, clippy::expect_used, clippy::panic, clippy::indexing_slicing)]

use serde_json::{Value, json};

pub const ELIGIBILITY: &str = include_str!("../vectors/eligibility.json");
pub const RULESETS: &str = include_str!("../vectors/rulesets.json");
pub const EMBEDDED: &str = include_str!("../vectors/embedded/pilot-2025.json");
pub const REGIONS: &str = include_str!("../vectors/embedded/regions.json");
pub const HOSTILE: &str = include_str!("../vectors/hostile.json");

/// Vectors that name a function of the contract, its arguments and its answer.
pub const CALLS: [&str; 6] = [
    include_str!("../vectors/iin.json"),
    include_str!("../vectors/mrz.json"),
    include_str!("../vectors/duty.json"),
    include_str!("../vectors/liability.json"),
    include_str!("../vectors/application.json"),
    include_str!("../vectors/lifecycle.json"),
];

/// The cases of a list, which must not be empty.
pub fn cases(vectors: &str, list: &str) -> Vec<Value> {
    let mut vectors: Value = serde_json::from_str(vectors).unwrap();
    let Value::Array(cases) = vectors[list].take() else { panic!("no list {list}") };
    assert!(!cases.is_empty());
    cases
}

/// Problems as a sorted list of code and path.
pub fn problems(list: &Value) -> Value {
    let mut problems: Vec<_> =
        list.as_array().unwrap().iter().map(|one| json!({ "path": one["path"], "code": one["code"] })).collect();
    problems.sort_by_key(ToString::to_string);
    problems.into()
}

/// Compares all cases and reports every difference, not the first.
pub fn compare(cases: &[Value], mut run: impl FnMut(&Value) -> (Value, Value)) {
    let mut differences = Vec::new();
    for case in cases {
        let (answer, expected) = run(case);
        if answer != expected {
            differences.push(format!("{}: {answer}, expected {expected}", case["name"]));
        }
    }
    assert!(differences.is_empty(), "{} of {} differ:\n{}", differences.len(), cases.len(), differences.join("\n"));
}

/// The value at a path as problems write it, `duty[1].from`; null where there is none.
pub fn at_path<'v>(value: &'v mut Value, path: &str) -> &'v mut Value {
    path.split('.').fold(value, |value, step| {
        let (name, index) = match step.split_once('[') {
            Some((name, index)) => (name, index.strip_suffix(']').map(|index| index.parse::<usize>().unwrap())),
            None => (step, None),
        };
        let field = value.as_object_mut().unwrap().entry(name).or_insert(Value::Null);
        match index {
            Some(index) => &mut field[index],
            None => field,
        }
    })
}

/// A ruleset with what a vector sets in it.
pub fn changed(mut ruleset: Value, case: &Value) -> Value {
    for (path, value) in case["set"].as_object().unwrap() {
        *at_path(&mut ruleset, path) = value.clone();
    }
    ruleset
}

/// What vectors state of an answer: without citations, notices and the names of rulesets; refusals and cautions by code,
/// problems as a sorted set.
pub fn stated(answer: &Value) -> Value {
    let mut stated = answer.clone();
    leave_out_citations(&mut stated);
    let fields = stated.as_object_mut().unwrap();
    for left_out in ["notice", "ruleset"] {
        fields.remove(left_out);
    }
    for list in ["refusals", "cautions"] {
        for entry in fields.get_mut(list).and_then(Value::as_array_mut).into_iter().flatten() {
            if entry.is_object() {
                *entry = entry["code"].take();
            }
        }
    }
    if let Some(list) = fields.get_mut("problems") {
        *list = problems(list);
    }
    stated
}

/// Takes out every `basis`, however deep.
fn leave_out_citations(value: &mut Value) {
    match value {
        Value::Object(fields) => {
            fields.remove("basis");
            fields.values_mut().for_each(leave_out_citations);
        }
        Value::Array(entries) => entries.iter_mut().for_each(leave_out_citations),
        _ => {}
    }
}
