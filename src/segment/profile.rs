//! What holds for a whole document: its decimal mark, and, by `setting`, its places and their money.

use super::setting;
use crate::grammar::Grammar;
use crate::grammar::phrases::Phrases;
use crate::model::document::Document;
use crate::model::profile::Profile;

/// What holds for a document, of whose sentences the phrases are known.
pub fn profile(document: &Document, phrases: &Phrases, grammar: &Grammar) -> Profile {
    let (places, currencies) = setting::setting(phrases, grammar);
    Profile { decimal_comma: has_decimal_comma(&document.text), places, currencies }
}

/// Whether more numbers are written with a comma before their decimals ("4,5") than with a point ("4.5", "1,250").
fn has_decimal_comma(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut commas, mut points) = (0, 0);
    let is_digit = |at: Option<usize>| at.and_then(|at| bytes.get(at)).is_some_and(u8::is_ascii_digit);
    let between_digits = |at: &usize| is_digit(at.checked_sub(1)) && is_digit(Some(at + 1));
    for at in memchr::memchr2_iter(b',', b'.', bytes).filter(between_digits) {
        let before = bytes[..at].iter().rev().take(4).take_while(|byte| byte.is_ascii_digit()).count();
        let after = bytes[at + 1..].iter().take(5).take_while(|byte| byte.is_ascii_digit()).count();
        let before_mark = |at: Option<usize>| at.and_then(|at| bytes.get(at)).copied();
        let next = before_mark(Some(at + 1 + after));
        let previous = before_mark((at - before).checked_sub(1));
        let in_chain = matches!(next, Some(b',' | b'.')) && bytes.get(at + 2 + after).is_some_and(u8::is_ascii_digit);
        if in_chain || previous == Some(bytes[at]) && after != 3 {
            continue;
        }
        match (bytes[at], after) {
            (b',', 1 | 2) | (b'.', 3) => commas += usize::from(bytes[at] == b',' || previous == Some(b'.')),
            (b'.', _) | (b',', 3) => points += 1,
            _ => {}
        }
    }
    commas > points
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn decimal_marks() {
        for text in ["4,5 bcm and 1.250,75 euros", "rose 2,3 % to 12,75", "3,5 percent of 1.250.000"] {
            assert!(has_decimal_comma(text), "{text}");
        }
        for text in [
            "4.5 bcm",
            "1,250 tonnes",
            "1,25,000 tonnes",
            "30, 40 and 60",
            "in 2005, 3 of them",
            "$1,250.75",
            "1.250 or 3",
        ] {
            assert!(!has_decimal_comma(text), "{text}");
        }
    }
}
