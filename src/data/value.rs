//! Data of any shape, as it came in or as it goes out.

use alloc::borrow::Cow;
use alloc::borrow::ToOwned;
use alloc::string::String;
use alloc::vec::Vec;
use core::fmt;

use serde::de::{Deserialize, Deserializer, MapAccess, SeqAccess, Visitor};
use serde::{Serialize, Serializer};

/// Data as it came in, or as it goes out; borrowed where it lies somewhere already.
#[derive(Clone, Debug, PartialEq)]
pub enum Value<'v> {
    /// `null`, `undefined` or missing: all the same to the contract.
    Null,
    /// A boolean.
    Bool(bool),
    /// A number, possibly not finite.
    Number(f64),
    /// Text; a lone surrogate has become U+FFFD.
    Text(Cow<'v, str>),
    /// Bytes of a file.
    Bytes(Cow<'v, [u8]>),
    /// A list.
    List(Vec<Value<'v>>),
    /// Named fields in the order in which they came.
    Object(Vec<(Cow<'v, str>, Value<'v>)>),
    /// Anything that is no data: a function, a symbol, a getter that throws, too deep a nesting.
    Unreadable,
}

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Value::Null | Value::Unreadable => serializer.serialize_unit(),
            Value::Bool(boolean) => serializer.serialize_bool(*boolean),
            Value::Number(number) => match as_integer(*number) {
                Some(integer) => serializer.serialize_i64(integer),
                None => serializer.serialize_f64(*number),
            },
            Value::Text(text) => serializer.serialize_str(text),
            Value::Bytes(bytes) => serializer.serialize_bytes(bytes),
            Value::List(entries) => serializer.collect_seq(entries),
            Value::Object(entries) => serializer.collect_map(entries.iter().map(|(name, value)| (name, value))),
        }
    }
}

/// The integer that a number is, within what every JSON reader keeps exact (RFC 7493, 2.2).
#[allow(clippy::cast_possible_truncation)]
pub(crate) fn as_integer(number: f64) -> Option<i64> {
    const LARGEST: f64 = 9_007_199_254_740_991.0;
    (is_whole(number) && number.abs() <= LARGEST).then_some(number as i64)
}

/// Whether a number has no fraction. From 2⁵³ on none has; an infinity and what is no number are not whole.
#[allow(clippy::cast_possible_truncation, clippy::cast_precision_loss)]
pub(crate) fn is_whole(number: f64) -> bool {
    number as i64 as f64 == number || (number.is_finite() && number.abs() >= 9_007_199_254_740_992.0)
}

impl<'de> Deserialize<'de> for Value<'_> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct Any;

        impl<'de> Visitor<'de> for Any {
            type Value = Value<'static>;

            fn expecting(&self, formatter: &mut fmt::Formatter) -> fmt::Result {
                formatter.write_str("data")
            }

            fn visit_unit<E>(self) -> Result<Self::Value, E> {
                Ok(Value::Null)
            }

            fn visit_bool<E>(self, value: bool) -> Result<Self::Value, E> {
                Ok(Value::Bool(value))
            }

            fn visit_f64<E>(self, value: f64) -> Result<Self::Value, E> {
                Ok(Value::Number(value))
            }

            fn visit_i64<E>(self, value: i64) -> Result<Self::Value, E> {
                Ok(Value::Number(value as f64))
            }

            fn visit_u64<E>(self, value: u64) -> Result<Self::Value, E> {
                Ok(Value::Number(value as f64))
            }

            fn visit_str<E>(self, value: &str) -> Result<Self::Value, E> {
                Ok(Value::Text(Cow::Owned(value.to_owned())))
            }

            fn visit_seq<A: SeqAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_element()? {
                    entries.push(entry);
                }
                Ok(Value::List(entries))
            }

            fn visit_map<A: MapAccess<'de>>(self, mut access: A) -> Result<Self::Value, A::Error> {
                let mut entries = Vec::new();
                while let Some(entry) = access.next_entry()? {
                    entries.push(entry);
                }
                Ok(Value::Object(entries))
            }
        }

        deserializer.deserialize_any(Any)
    }
}

/// By hand: the standard library's formatter would weigh more than these readers together.
pub(crate) fn push_number(text: &mut String, number: u64) {
    if number > 9 {
        push_number(text, number / 10);
    }
    let digit = (number % 10) as usize;
    text.push_str("0123456789".get(digit..=digit).unwrap_or_default());
}
