//! Canonical JSON, RFC 8785 (JCS), and the digest of what is signed.

use alloc::string::String;
use alloc::vec::Vec;

use sha2::{Digest, Sha256};

use crate::data::sort::sorted;
use crate::data::value::{Value, as_integer, push_number};

/// Writes data in its one canonical form, UTF-8. Nothing for what JSON cannot say: bytes, unreadable
/// values, numbers that are not finite.
///
/// On WebAssembly also nothing for numbers that are not integers: an application has none, and the
/// shortest decimal form of others would weigh more there than all of this.
pub fn write(value: &Value) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    write_to(value, &mut bytes)?;
    Some(bytes)
}

fn write_to(value: &Value, out: &mut Vec<u8>) -> Option<()> {
    match value {
        Value::Null => out.extend_from_slice(b"null"),
        Value::Bool(true) => out.extend_from_slice(b"true"),
        Value::Bool(false) => out.extend_from_slice(b"false"),
        Value::Number(number) => match as_integer(*number) {
            Some(integer) => {
                let mut text = String::new();
                if integer < 0 {
                    text.push('-');
                }
                push_number(&mut text, integer.unsigned_abs());
                out.extend_from_slice(text.as_bytes());
            }
            None => out.extend_from_slice(fraction(*number)?.as_bytes()),
        },
        Value::Text(text) => write_text(text, out),
        Value::List(entries) => {
            out.push(b'[');
            for (index, entry) in entries.iter().enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_to(entry, out)?;
            }
            out.push(b']');
        }
        Value::Object(entries) => {
            // RFC 8785, 3.2.3: by UTF-16 code units, which is not the order of UTF-8 bytes.
            let order = sorted(entries, |(name, _), (other, _)| name.encode_utf16().cmp(other.encode_utf16()));
            out.push(b'{');
            for (index, (name, value)) in order.iter().filter_map(|place| entries.get(*place)).enumerate() {
                if index > 0 {
                    out.push(b',');
                }
                write_text(name, out);
                out.push(b':');
                write_to(value, out)?;
            }
            out.push(b'}');
        }
        Value::Bytes(_) | Value::Unreadable => return None,
    }
    Some(())
}

/// RFC 8785, 3.2.2.2: escapes only what JSON demands.
fn write_text(text: &str, out: &mut Vec<u8>) {
    out.push(b'"');
    for byte in text.bytes() {
        let short = match byte {
            b'"' | b'\\' => Some(byte),
            0x08 => Some(b'b'),
            0x09 => Some(b't'),
            0x0a => Some(b'n'),
            0x0c => Some(b'f'),
            0x0d => Some(b'r'),
            _ => None,
        };
        match short {
            Some(short) => out.extend_from_slice(&[b'\\', short]),
            None if byte < 0x20 => {
                out.extend_from_slice(b"\\u00");
                out.extend_from_slice(hex(&[byte]).as_bytes());
            }
            None => out.push(byte),
        }
    }
    out.push(b'"');
}

/// Lower-case hexadecimal SHA-256.
pub fn sha256(bytes: &[u8]) -> String {
    hex(&Sha256::digest(bytes))
}

/// Lower-case hexadecimal digits.
fn hex(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().saturating_mul(2));
    for byte in bytes {
        for nibble in [byte >> 4, byte & 15] {
            text.push(char::from_digit(nibble.into(), 16).unwrap_or('0'));
        }
    }
    text
}

#[cfg(target_arch = "wasm32")]
fn fraction(_: f64) -> Option<String> {
    None
}

/// ECMA-262, Number::toString: the shortest digits that read back as the same number, which Rust finds,
/// laid out as JavaScript does.
#[cfg(not(target_arch = "wasm32"))]
fn fraction(number: f64) -> Option<String> {
    use alloc::format;

    if !number.is_finite() {
        return None;
    }
    let scientific = format!("{:e}", number.abs());
    let (mantissa, exponent) = scientific.split_once('e')?;
    let digits = mantissa.replace('.', "");
    let count = i32::try_from(digits.len()).ok()?;
    // Where the decimal point stands, counted from the first digit.
    let point = exponent.parse::<i32>().ok()?.checked_add(1)?;
    let zeros = |count: i32| "0".repeat(usize::try_from(count).unwrap_or(0));
    let magnitude = if (count..=21).contains(&point) {
        format!("{digits}{}", zeros(point.saturating_sub(count)))
    } else if (1..=21).contains(&point) {
        let (whole, part) = digits.split_at_checked(usize::try_from(point).ok()?)?;
        format!("{whole}.{part}")
    } else if (-5..=0).contains(&point) {
        format!("0.{}{digits}", zeros(point.saturating_neg()))
    } else {
        let exponent = point.saturating_sub(1);
        let (first, rest) = digits.split_at_checked(1)?;
        let rest = if rest.is_empty() { String::new() } else { format!(".{rest}") };
        format!("{first}{rest}e{exponent:+}")
    };
    Some(if number < 0.0 { format!("-{magnitude}") } else { magnitude })
}

#[cfg(test)]
mod tests {
    use std::prelude::v1::*;

    use super::write;
    use crate::data::value::Value;

    fn canonical(json: &str) -> String {
        let value: Value = serde_json::from_str(json).unwrap();
        String::from_utf8(write(&value).unwrap()).unwrap()
    }

    /// RFC 8785, 3.2.2 and 3.2.3: the sample and its canonical form.
    #[test]
    fn sample_of_the_rfc() {
        let sample = r#"{
            "numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
            "string": "\u20ac$\u000F\u000aA'\u0042\u0022\u005c\\\"\/",
            "literals": [null, true, false]
        }"#;
        assert_eq!(
            canonical(sample),
            concat!(
                r#"{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"#,
                r#""string":"€$\u000f\nA'B\"\\\\\"/"}"#
            )
        );
    }

    /// RFC 8785, 3.2.3: sorting by UTF-16 code units puts the emoji before the ligature.
    #[test]
    fn order_of_the_rfc() {
        let sample = r#"{ "\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
            "1": "One", "\ud83d\ude00": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "Latin Small Letter O With Diaeresis" }"#;
        assert_eq!(
            canonical(sample),
            "{\"\\r\":\"Carriage Return\",\"1\":\"One\",\"\u{80}\":\"Control\",\"ö\":\"Latin Small Letter O With Diaeresis\",\
             \"€\":\"Euro Sign\",\"😀\":\"Emoji: Grinning Face\",\"\u{fb33}\":\"Hebrew Letter Dalet With Dagesh\"}"
        );
    }

    /// RFC 8785, 3.2.2.2: five controls have a short form, the others are written in four hexadecimal digits.
    #[test]
    fn controls_of_the_rfc() {
        for control in '\0'..' ' {
            let written = write(&Value::Text(control.to_string().into())).unwrap();
            let expected = match control {
                '\u{8}' => r#""\b""#.to_owned(),
                '\t' => r#""\t""#.to_owned(),
                '\n' => r#""\n""#.to_owned(),
                '\u{c}' => r#""\f""#.to_owned(),
                '\r' => r#""\r""#.to_owned(),
                _ => format!("\"\\u{:04x}\"", u32::from(control)),
            };
            assert_eq!(String::from_utf8(written).unwrap(), expected);
        }
    }

    /// RFC 8785, appendix B: IEEE 754 bits and their JSON form.
    #[test]
    fn numbers_of_the_rfc() {
        let samples: [(u64, Option<&str>); 24] = [
            (0x0000000000000000, Some("0")),
            (0x8000000000000000, Some("0")),
            (0x0000000000000001, Some("5e-324")),
            (0x8000000000000001, Some("-5e-324")),
            (0x7fefffffffffffff, Some("1.7976931348623157e+308")),
            (0xffefffffffffffff, Some("-1.7976931348623157e+308")),
            (0x4340000000000000, Some("9007199254740992")),
            (0xc340000000000000, Some("-9007199254740992")),
            (0x4430000000000000, Some("295147905179352830000")),
            (0x7fffffffffffffff, None),
            (0x7ff0000000000000, None),
            (0x44b52d02c7e14af5, Some("9.999999999999997e+22")),
            (0x44b52d02c7e14af6, Some("1e+23")),
            (0x44b52d02c7e14af7, Some("1.0000000000000001e+23")),
            (0x444b1ae4d6e2ef4e, Some("999999999999999700000")),
            (0x444b1ae4d6e2ef4f, Some("999999999999999900000")),
            (0x444b1ae4d6e2ef50, Some("1e+21")),
            (0x3eb0c6f7a0b5ed8c, Some("9.999999999999997e-7")),
            (0x3eb0c6f7a0b5ed8d, Some("0.000001")),
            (0x41b3de4355555553, Some("333333333.3333332")),
            (0x41b3de4355555554, Some("333333333.33333325")),
            (0x41b3de4355555555, Some("333333333.3333333")),
            (0x41b3de4355555556, Some("333333333.3333334")),
            (0xbecbf647612f3696, Some("-0.0000033333333333333333")),
        ];
        for (bits, text) in samples {
            let written = write(&Value::Number(f64::from_bits(bits)));
            assert_eq!(written.map(|bytes| String::from_utf8(bytes).unwrap()).as_deref(), text, "{bits:016x}");
        }
    }
}
