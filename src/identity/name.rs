//! Names of people: letters of Kazakh and Russian Cyrillic or Latin, composed (NFC).

use alloc::borrow::Cow;
use alloc::string::String;
use alloc::vec;

use crate::data::problem::{Parameter, ProblemCode};
use crate::data::reading::{self, Path, Problems};
use crate::data::value::Value;

/// Longest name, in characters.
pub const LONGEST: usize = 100;
/// The nine letters that Kazakh Cyrillic has beyond Russian, and its capital forms.
const KAZAKH: &str = "әғқңөұүһіӘҒҚҢӨҰҮҺІ";
/// Hyphen, the apostrophes that people type, space.
const BETWEEN: &str = "-'’ʼ ";

/// Letters with their marks apart, as some systems store and paste them: for each combining mark the
/// letters before it and what they make together (Unicode, canonical composition). All letters that
/// [`is_letter`] knows and that have such a form stand here; a test compares with Unicode's own tables.
const COMPOSITIONS: &[(char, &str, &str)] = &[
    ('\u{300}', "AEIOUaeiou", "ÀÈÌÒÙàèìòù"),
    ('\u{301}', "AEIOUYaeiouyCcLlNnRrSsZz", "ÁÉÍÓÚÝáéíóúýĆćĹĺŃńŔŕŚśŹź"),
    ('\u{302}', "AEIOUaeiouCcGgHhJjSsWwYy", "ÂÊÎÔÛâêîôûĈĉĜĝĤĥĴĵŜŝŴŵŶŷ"),
    ('\u{303}', "ANOanoIiUu", "ÃÑÕãñõĨĩŨũ"),
    ('\u{304}', "AaEeIiOoUu", "ĀāĒēĪīŌōŪū"),
    ('\u{306}', "AaEeGgIiOoUuИи", "ĂăĔĕĞğĬĭŎŏŬŭЙй"),
    ('\u{307}', "CcEeGgIZz", "ĊċĖėĠġİŻż"),
    ('\u{308}', "AEIOUaeiouyYЕе", "ÄËÏÖÜäëïöüÿŸЁё"),
    ('\u{30a}', "AaUu", "ÅåŮů"),
    ('\u{30b}', "OoUu", "ŐőŰű"),
    ('\u{30c}', "CcDdEeLlNnRrSsTtZz", "ČčĎďĚěĽľŇňŘřŠšŤťŽž"),
    ('\u{327}', "CcGgKkLlNnRrSsTt", "ÇçĢģĶķĻļŅņŖŗŞşŢţ"),
    ('\u{328}', "AaEeIiUu", "ĄąĘęĮįŲų"),
];

/// Reads a name, 1 to 100 characters once composed.
#[inline(never)]
pub fn read<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Cow<'v, str>> {
    let name = compose(reading::text(value, path, problems)?);
    if name.chars().all(char::is_whitespace) {
        problems.add(ProblemCode::Empty, path);
    } else if reading::characters(&name) > LONGEST {
        problems.add_with(ProblemCode::TooLong, path, vec![("max", Parameter::Number(LONGEST as f64))]);
    } else if !name.chars().all(|character| is_letter(character) || BETWEEN.chars().any(|between| between == character))
        || !name.chars().any(is_letter)
    {
        problems.add(ProblemCode::IllegalCharacter, path);
    } else {
        return Some(name);
    }
    None
}

/// Russian and Kazakh Cyrillic, and Latin as Europe writes it (Basic Latin, Latin-1, Latin Extended-A).
fn is_letter(character: char) -> bool {
    matches!(character, 'А'..='я' | 'Ё' | 'ё' | 'A'..='Z' | 'a'..='z'
        | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{17f}')
        // By characters: a search for one in text would bring the search for text in text along.
        || KAZAKH.chars().any(|letter| letter == character)
}

fn compose(text: &str) -> Cow<'_, str> {
    let composed = |base: char, mark: char| {
        let (_, bases, wholes) = COMPOSITIONS.iter().find(|(known, ..)| *known == mark)?;
        let place = bases.chars().position(|known| known == base)?;
        wholes.chars().nth(place).filter(|whole| is_letter(*whole))
    };
    if !text.contains(|character| matches!(character, '\u{300}'..='\u{36f}')) {
        return Cow::Borrowed(text);
    }
    let mut whole = String::with_capacity(text.len());
    let mut last = None;
    for character in text.chars() {
        match last.and_then(|base| composed(base, character)) {
            Some(letter) => last = Some(letter),
            None => whole.extend(last.replace(character)),
        }
    }
    whole.extend(last);
    Cow::Owned(whole)
}

#[cfg(test)]
mod tests {
    use std::prelude::v1::*;

    use unicode_normalization::UnicodeNormalization;

    use super::{compose, is_letter};

    #[test]
    fn composes_every_letter_it_knows_as_unicode_does() {
        let mut with_marks = 0;
        for letter in (0..=0x52f_u32).filter_map(char::from_u32).filter(|letter| is_letter(*letter)) {
            let apart: String = core::iter::once(letter).nfd().collect();
            assert_eq!(compose(&apart), letter.to_string(), "U+{:04X}", u32::from(letter));
            with_marks += usize::from(apart.chars().count() > 1);
        }
        // й and ё in both cases, and most letters of Latin-1 and Latin Extended-A.
        assert!(with_marks > 150, "{with_marks}");
    }

    #[test]
    fn leaves_what_it_does_not_know() {
        assert_eq!(compose("у\u{306}"), "у\u{306}");
        assert_eq!(compose("\u{301}А"), "\u{301}А");
    }
}
