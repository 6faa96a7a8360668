//! The functions of the contract by name, natively: for every runner that has its arguments as data.

#![allow(dead_code)]

use base64::Engine;
use base64::prelude::BASE64_STANDARD;
use kualik::application::review;
use kualik::data::answer::Answer;
use kualik::data::value::Value as Borrowed;
use kualik::identity::{iin, mrz};
use kualik::law::{duty, eligibility, liability, settings};
use kualik::lifecycle;
use serde_json::Value;

/// Data that borrows from nobody.
pub type Data = Borrowed<'static>;

/// Every function that takes arguments.
pub const FUNCTIONS: [&str; 9] = [
    "checkEligibility",
    "stateDuty",
    "liability",
    "parseIin",
    "parseMrz",
    "reviewApplication",
    "buildApplication",
    "advance",
    "checkRuleset",
];

/// JSON as data; `$base64` stands for bytes, with zeros before the last two up to `$padTo`. Nothing where those are not what they say.
pub fn data(json: &Value) -> Option<Data> {
    Some(match json {
        Value::Null => Data::Null,
        Value::Bool(boolean) => Data::Bool(*boolean),
        Value::Number(number) => Data::Number(number.as_f64()?),
        Value::String(text) => Data::Text(text.clone().into()),
        Value::Array(entries) => Data::List(entries.iter().map(data).collect::<Option<_>>()?),
        Value::Object(fields) => match fields.get("$base64") {
            Some(text) => {
                let mut bytes = BASE64_STANDARD.decode(text.as_str()?).ok()?;
                if let Some(length) = fields.get("$padTo") {
                    let end = bytes.split_off(bytes.len().checked_sub(2)?);
                    bytes.resize(usize::try_from(length.as_u64()?).ok()?.checked_sub(2)?, 0);
                    bytes.extend(end);
                }
                Data::Bytes(bytes.into())
            }
            None => Data::Object(
                fields.iter().map(|(name, value)| Some((name.clone().into(), data(value)?))).collect::<Option<_>>()?,
            ),
        },
    })
}

/// The answer of a function, as data; nothing where the contract has no function of this name.
pub fn call(function: &str, args: &[Data], now: impl FnOnce() -> f64) -> Option<Data> {
    let first = args.first().unwrap_or(&Data::Null);
    let second = args.get(1).unwrap_or(&Data::Null);
    let third = args.get(2).unwrap_or(&Data::Null);
    Some(owned(match function {
        "checkEligibility" => eligibility::read(first, now).as_ref().map(eligibility::Request::verdict).to_value(),
        "stateDuty" => duty::read(first, now).as_ref().map(duty::Request::duty).to_value(),
        "liability" => liability::read(first, now).as_ref().map(liability::Request::liability).to_value(),
        "parseIin" => iin::parse(first).to_value(),
        "parseMrz" => mrz::parse(first, second).to_value(),
        "reviewApplication" => review::read(first, second, now).review().to_value(),
        "buildApplication" => review::read(first, second, now).build().to_value(),
        "advance" => lifecycle::advance(first, second, third).to_value(),
        "checkRuleset" => settings::check(first).to_value(),
        _ => return None,
    }))
}

fn owned(value: Borrowed<'_>) -> Data {
    match value {
        Borrowed::Null => Data::Null,
        Borrowed::Bool(boolean) => Data::Bool(boolean),
        Borrowed::Number(number) => Data::Number(number),
        Borrowed::Text(text) => Data::Text(text.into_owned().into()),
        Borrowed::Bytes(bytes) => Data::Bytes(bytes.into_owned().into()),
        Borrowed::List(entries) => Data::List(entries.into_iter().map(owned).collect()),
        Borrowed::Object(fields) => {
            Data::Object(fields.into_iter().map(|(name, value)| (name.into_owned().into(), owned(value))).collect())
        }
        Borrowed::Unreadable => Data::Unreadable,
    }
}

/// An answer as JSON, with the canonical bytes of an application as the text that they are.
pub fn json(answer: &Data) -> Value {
    let mut json = serde_json::to_value(answer).unwrap_or(Value::Null);
    if let Some(canonical) = json.get_mut("canonical") {
        let bytes: Vec<u8> = serde_json::from_value(canonical.take()).unwrap_or_default();
        *canonical = String::from_utf8(bytes).unwrap_or_default().into();
    }
    json
}
