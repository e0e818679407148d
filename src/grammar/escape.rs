//! Sequences by which programs steer a terminal, as saved logs have them: no part of what is said.

/// The length in bytes of the sequence at the start of `text`, which begins with an escape; 1 where it begins none.
///
/// ```text
/// sequence := (ESC "[" | U+009B) parameter* final      colours, movements
///           | ESC "]" any* (BEL | ESC "\")             titles, links
///           | ESC [ -/]* [0-~]
/// ```
pub fn escape_length(text: &str) -> usize {
    let bytes = text.as_bytes();
    let ends = |from: usize, last: std::ops::RangeInclusive<u8>| {
        let inside = bytes[from..].iter().take(LONGEST).take_while(|byte| (0x20..*last.start()).contains(byte)).count();
        bytes.get(from + inside).filter(|byte| last.contains(byte)).map(|_| from + inside + 1)
    };
    let found = match bytes {
        [0x1b, b'[', ..] => ends(2, 0x40..=0x7e),
        [0xc2, 0x9b, ..] => ends(2, 0x40..=0x7e),
        [0x1b, b']', ..] => {
            let length = |at: usize| {
                if bytes[at] == 7 { Some(at + 1) } else { (bytes.get(at + 1) == Some(&b'\\')).then_some(at + 2) }
            };
            let limit = bytes.len().min(LONGEST);
            memchr::memchr2(7, 0x1b, &bytes[2..limit]).and_then(|at| length(at + 2))
        }
        _ => ends(1, 0x30..=0x7e),
    };
    found.unwrap_or_else(|| text.chars().next().map_or(0, char::len_utf8))
}

/// Whether a sequence may begin with this character.
pub fn is_escape(first: char) -> bool {
    matches!(first, '\u{1b}' | '\u{9b}')
}

/// The most bytes that a sequence has.
const LONGEST: usize = 2048;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sequences() {
        for (text, length) in [
            ("\u{1b}[1m5 million", 4),
            ("\u{1b}[0m", 4),
            ("\u{1b}[38;5;196mOil", 11),
            ("\u{1b}[2KOil", 4),
            ("\u{9b}1mOil", 4),
            ("\u{1b}]8;;http://a.b\u{7}link", 16),
            ("\u{1b}]0;title\u{1b}\\Oil", 11),
            ("\u{1b}(B5", 3),
            ("\u{1b}[1", 1),
            ("\u{1b}", 1),
            ("\u{1b}\u{e9}", 1),
            ("\u{1b}]open", 1),
        ] {
            assert_eq!(escape_length(text), length, "{text:?}");
        }
    }
}
