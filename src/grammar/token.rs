//! Text into tokens: runs of letters, runs of digits, and single marks.
//!
//! ```text
//! token := letters | digits | "'s" | mark          (one mark is one character)
//! ```

use super::escape::{escape_length, is_escape};
use crate::model::sentence::Shape;
use crate::model::span::Span;

/// Hands on the tokens of a text that begins at byte `offset`: span, shape, and whether white space stands before.
#[inline(always)]
pub fn split(text: &str, offset: usize, mut each: impl FnMut(Span, Shape, bool)) {
    let mut spaced = false;
    let mut at = 0;
    while let Some(first) = char_at(text, at) {
        let start = at;
        at += first.len_utf8();
        if is_space(first) || is_escape(first) {
            at = if is_escape(first) { start + escape_length(&text[start..]) } else { at };
            spaced = true;
            continue;
        }
        let shape = if is_letter(first) {
            let (length, capitals, count) = letters(&text[at..]);
            at += length;
            letter_shape(first.is_uppercase(), capitals + usize::from(first.is_uppercase()), count + 1)
        } else if first.is_ascii_digit() {
            at += text.as_bytes()[at..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            Shape::Digits
        } else {
            at += usize::from(matches!(first, '\'' | '\u{2019}') && !spaced && is_possessive(&text[at..]));
            Shape::Mark
        };
        each(Span::new(offset + start, offset + at), shape, spaced);
        spaced = false;
    }
}

/// The character that begins at byte `at`.
#[inline(always)]
fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at) {
        Some(byte) if byte.is_ascii() => Some(char::from(*byte)),
        _ => text[at..].chars().next(),
    }
}

/// The rest of a word: its bytes, how many of its letters are capitals, and how many letters it has.
#[inline(always)]
fn letters(text: &str) -> (usize, usize, usize) {
    let bytes = text.as_bytes();
    let (mut length, mut capitals) = (0, 0);
    while let Some(byte) = bytes.get(length).filter(|byte| byte.is_ascii_alphabetic()) {
        capitals += usize::from(byte.is_ascii_uppercase());
        length += 1;
    }
    let mut count = length;
    if bytes.get(length).is_some_and(|byte| !byte.is_ascii()) {
        for letter in text[length..].chars().take_while(|c| is_letter(*c) || is_joiner(*c)) {
            length += letter.len_utf8();
            capitals += usize::from(letter.is_uppercase());
            count += usize::from(!is_joiner(letter));
        }
    }
    (length, capitals, count)
}

/// Whether what follows an apostrophe is a possessive s.
fn is_possessive(rest: &str) -> bool {
    let mut chars = rest.chars();
    matches!(chars.next(), Some('s' | 'S')) && !chars.next().is_some_and(is_letter)
}

fn is_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{200b}' | '\u{feff}')
}

fn is_letter(c: char) -> bool {
    c.is_alphabetic()
}

/// Combining marks and soft hyphens belong to the word they stand in.
fn is_joiner(c: char) -> bool {
    matches!(c, '\u{ad}' | '\u{300}'..='\u{36f}')
}

fn letter_shape(first_capital: bool, capitals: usize, count: usize) -> Shape {
    match (first_capital, capitals) {
        (false, 0) => Shape::Lower,
        (true, 1) => Shape::Capital,
        (true, n) if n == count => Shape::Upper,
        _ => Shape::Mixed,
    }
}
