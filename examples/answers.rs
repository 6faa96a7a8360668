//! Answers each call on standard input, one JSON object a line, `{ "call": …, "args": […] }`: for
//! comparison with implementations in other languages. What is law's wording (citations, notices) is left out.
//!
//! ```sh
//! echo '{ "call": "parseIin", "args": ["990101300122"] }' | cargo run --example answers
//! ```

#[path = "../tests/common/call.rs"]
mod call;

use std::io::{BufWriter, Write, stdin, stdout};

use call::Data;
use serde_json::Value;

fn answer(line: &str) -> Result<Data, Box<dyn std::error::Error>> {
    let question: Value = serde_json::from_str(line)?;
    let args = question
        .get("args")
        .and_then(Value::as_array)
        .and_then(|args| args.iter().map(call::data).collect::<Option<Vec<_>>>());
    let function = question.get("call").and_then(Value::as_str).ok_or("no call")?;
    // The questions name their day: the clock is no part of what is compared.
    call::call(function, &args.ok_or("no args")?, || f64::NAN).ok_or_else(|| format!("no function {function}").into())
}

/// An answer without the words that a ruleset brings; refusals and cautions by their codes, in order.
fn stated(answer: Data) -> Data {
    let Data::Object(fields) = without_citations(answer) else { return Data::Null };
    let stated = fields.into_iter().filter(|(name, _)| !matches!(&**name, "notice" | "ruleset"));
    let coded = |name: &str| matches!(name, "refusals" | "cautions");
    Data::Object(stated.map(|(name, value)| if coded(&name) { (name, codes(value)) } else { (name, value) }).collect())
}

fn without_citations(value: Data) -> Data {
    match value {
        Data::Object(fields) => {
            let kept = fields.into_iter().filter(|(name, _)| name != "basis");
            Data::Object(kept.map(|(name, value)| (name, without_citations(value))).collect())
        }
        Data::List(entries) => Data::List(entries.into_iter().map(without_citations).collect()),
        other => other,
    }
}

fn codes(entries: Data) -> Data {
    let Data::List(entries) = entries else { return entries };
    let code = |entry| match entry {
        Data::Object(fields) => {
            fields.into_iter().find(|(name, _)| name == "code").map_or(Data::Null, |(_, code)| code)
        }
        other => other,
    };
    Data::List(entries.into_iter().map(code).collect())
}

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut out = BufWriter::new(stdout().lock());
    for line in stdin().lines() {
        serde_json::to_writer(&mut out, &call::json(&stated(answer(&line?)?)))?;
        out.write_all(b"\n")?;
    }
    Ok(out.flush()?)
}
