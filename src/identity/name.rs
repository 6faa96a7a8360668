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

/// The letters from À to ſ with their marks apart, as some systems store and paste them: of each its base and its combining
/// mark, written as the character 0x2C0 before it, or blanks (Unicode, canonical decomposition; a test
/// compares the two). As letters and their marks the table would take 300 bytes more of the module, compressed.
static APART: [[u8; 96]; 4] = [
    *b"A@AAABACAHAJ  CgE@EAEBEHI@IAIBIH  NCO@OAOBOCOH    U@UAUBUHYA    a@aAaBaCaHaJ  cge@eAeBeHi@iAiBiH",
    *b"  nCo@oAoBoCoH    u@uAuBuHyA  yHADaDAFaFAhahCAcACBcBCGcGCLcLDLdL    EDeDEFeFEGeGEhehELeLGBgBGFgF",
    *b"GGgGGgggHBhB    ICiCIDiDIFiFIhihIG      JBjBKgkg  LAlALglgLLlL        NAnANgngNLnL      ODoDOFoF",
    *b"OKoK    RArARgrgRLrLSAsASBsBSgsgSLsLTgtgTLtL    UCuCUDuDUFuFUJuJUKuKUhuhWBwBYByBYHZAzAZGzGZLzL  ",
];

/// Reads a name, 1 to 100 characters once composed. Letters of two scripts in one word are for whoever typed them to see.
#[inline(never)]
pub fn read<'v>(value: &'v Value, path: &Path, problems: &mut Problems) -> Option<Cow<'v, str>> {
    let name = compose(reading::text(value, path, problems)?);
    let kinds = name.chars().fold(0, |kinds, character| kinds | kind(character));
    if name.chars().all(char::is_whitespace) {
        problems.add(ProblemCode::Empty, path);
    } else if reading::characters(&name) > LONGEST {
        problems.add_with(ProblemCode::TooLong, path, vec![("max", Parameter::Number(LONGEST as f64))]);
    } else if kinds != LETTER {
        problems.add(ProblemCode::IllegalCharacter, path);
    } else {
        return Some(name);
    }
    None
}

const LETTER: u8 = 1;
const FOREIGN: u8 = 2;

/// Russian and Kazakh Cyrillic, and Latin as Europe writes it (Basic Latin, Latin-1, Latin Extended-A); nothing for what
/// stands between letters: a hyphen, the apostrophes that people type, a space.
fn kind(character: char) -> u8 {
    match character {
        '-' | '\'' | '’' | 'ʼ' | ' ' => 0,
        'A'..='Z' | 'a'..='z' | 'À'..='Ö' | 'Ø'..='ö' | 'ø'..='\u{17f}' | 'А'..='я' | 'Ё' | 'ё' => LETTER,
        // By characters: a search for one in text would bring the search for text in text along.
        _ if KAZAKH.chars().any(|letter| letter == character) => LETTER,
        _ => FOREIGN,
    }
}

fn composed(base: char, mark: char) -> Option<char> {
    match (base, mark) {
        ('И', '\u{306}') => Some('Й'),
        ('и', '\u{306}') => Some('й'),
        ('Е', '\u{308}') => Some('Ё'),
        ('е', '\u{308}') => Some('ё'),
        _ => {
            let pair = [u8::try_from(base).ok()?, u8::try_from(u32::from(mark).checked_sub(0x2c0)?).ok()?];
            let place = APART.as_flattened().chunks_exact(2).position(|known| known == pair)?;
            char::from_u32(u32::try_from(place).ok()?.checked_add(0xc0)?)
        }
    }
}

fn compose(text: &str) -> Cow<'_, str> {
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

    use super::{LETTER, compose, kind};

    #[test]
    fn composes_every_letter_it_knows_as_unicode_does() {
        let mut with_marks = 0;
        for letter in (0..=0x52f_u32).filter_map(char::from_u32).filter(|letter| kind(*letter) == LETTER) {
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
