//! A text's lines → its blocks: paragraphs, list items, headlines. Hard-wrapped lines are put together again.
//!
//! A line goes on in the next one where the next begins with a small letter, hangs below a list item, or, in wrapped
//! copy, where the line was full: the next word would not have fitted. Whether copy is wrapped is seen from all lines.

use super::vocabulary::Vocabulary;

/// A paragraph, list item or headline.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Block {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// Whether it is an item of a list.
    pub bullet: bool,
    /// Whether it is marked as a headline.
    pub heading: bool,
    /// Whether an empty line stands before it.
    pub spaced: bool,
}

struct Line {
    start: usize,
    end: usize,
    indent: usize,
    width: usize,
    spaced: bool,
    bullet: bool,
    heading: bool,
}

impl Line {
    fn of<'t>(&self, text: &'t str) -> &'t str {
        &text[self.start..self.end]
    }
}

/// The blocks of `text` in order; lines without a letter or digit are left out.
pub fn blocks(text: &str, vocabulary: &Vocabulary) -> Vec<Block> {
    let lines = lines(text);
    let layout = Layout { text, vocabulary, wrap: wrap_width(text, &lines) };
    let mut blocks: Vec<Block> = Vec::new();
    let mut first: Option<&Line> = None;
    for (index, line) in lines.iter().enumerate() {
        if let (Some(block), Some(first)) = (blocks.last_mut(), first)
            && layout.goes_on(first, &lines[index - 1], line)
        {
            block.end = line.end;
            continue;
        }
        first = Some(line);
        let Line { start, end, bullet, heading, spaced, .. } = *line;
        blocks.push(Block { start, end, bullet, heading, spaced });
    }
    blocks.retain(|block| text[block.start..block.end].contains(char::is_alphanumeric));
    blocks
}

/// The lines that are not empty.
fn lines(text: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut spaced = false;
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', text.as_bytes()).chain([text.len()]) {
        let whole = &text[start..end];
        let content = whole.trim_start();
        let indent = whole.len() - content.len();
        let content = content.trim_end();
        if content.is_empty() {
            spaced = start > 0;
        } else {
            let start = start + indent;
            lines.push(Line {
                start,
                end: start + content.len(),
                indent,
                width: indent + characters(content),
                spaced,
                bullet: mark_length(content).is_some(),
                heading: content.starts_with('#') && content.trim_start_matches('#').starts_with(' '),
            });
            spaced = false;
        }
        start = end + 1;
    }
    lines
}

fn characters(text: &str) -> usize {
    text.bytes().filter(|byte| byte & 0xc0 != 0x80).count()
}

/// The width at which lines were broken, in wrapped copy.
fn wrap_width(text: &str, lines: &[Line]) -> Option<usize> {
    let pairs = || lines.windows(2).filter(|pair| !pair[1].spaced && !pair[1].bullet && !pair[1].heading);
    let mut widths: Vec<usize> = pairs().map(|pair| pair[0].width).collect();
    if widths.len() < 2 {
        return None;
    }
    let at = (widths.len() - 1) * 9 / 10;
    let width = *widths.select_nth_unstable(at).1;
    let full = pairs().filter(|pair| is_full(text, &pair[0], &pair[1], width)).count();
    let small = pairs().filter(|pair| starts_small(pair[1].of(text))).count();
    let wrapped = full * 10 >= widths.len() * 6 && small * 3 >= widths.len() && (30..=130).contains(&width);
    wrapped.then_some(width)
}

/// Whether the first word of `next` would not have fitted on `line`.
fn is_full(text: &str, line: &Line, next: &Line, width: usize) -> bool {
    let word = next.of(text).split_whitespace().next().unwrap_or_default();
    line.width + 1 + characters(word) > width
}

/// Whether the first letter or digit, quotation marks and brackets passed over, is a small letter.
fn starts_small(line: &str) -> bool {
    line.chars().take(4).find(|character| character.is_alphanumeric()).is_some_and(char::is_lowercase)
}

struct Layout<'t> {
    text: &'t str,
    vocabulary: &'t Vocabulary,
    wrap: Option<usize>,
}

impl Layout<'_> {
    /// Whether `line`, which follows `before`, belongs to the block that `first` began.
    fn goes_on(&self, first: &Line, before: &Line, line: &Line) -> bool {
        let (ended, small) = (ends_in_stop(before.of(self.text)), starts_small(line.of(self.text)));
        let full = self.wrap.is_some_and(|width| is_full(self.text, before, line, width));
        if first.heading || line.heading {
            return false;
        }
        if line.spaced {
            // A page break in the middle of a sentence.
            return small && !ended && !line.bullet && !first.bullet && before.width >= 60;
        }
        if line.bullet {
            return full && !ended && !first.bullet && line.indent == before.indent;
        }
        if first.bullet && line.indent > first.indent {
            return true;
        }
        if self.wrap.is_some() && !first.bullet && line.indent > before.indent + 1 {
            return false;
        }
        small || full || !ended && self.is_unfinished(before.of(self.text))
    }

    /// Whether a line breaks off where no headline or list item ends.
    fn is_unfinished(&self, line: &str) -> bool {
        let last = line.split_whitespace().next_back().unwrap_or_default();
        line.ends_with(',') || self.vocabulary.is_unfinished(last)
    }
}

/// Whether a text ends in a full stop or its like, quotation marks and brackets after it passed over.
pub fn ends_in_stop(text: &str) -> bool {
    let closers = ['"', '\'', '”', '’', ')', ']', '»', '*', '_', ' '];
    text.trim_end_matches(closers).ends_with(['.', '!', '?', '…', ';'])
}

/// The length in bytes of the list mark, with the white space after it, at the start of `text`.
pub fn mark_length(text: &str) -> Option<usize> {
    let first = text.chars().next()?;
    let mark = match first {
        '•' | '●' | '▪' | '■' | '‣' | '◦' | '·' | '►' | '➤' => first.len_utf8(),
        '-' if text.starts_with("--") => 2,
        '-' | '*' | '–' | '—' => first.len_utf8(),
        '0'..='9' | '(' | 'a'..='z' => enumerator_length(text)?,
        _ => return None,
    };
    let rest = &text[mark..];
    let spaces = rest.len() - rest.trim_start().len();
    (spaces > 0 || first >= '•').then_some(mark + spaces)
}

/// The length of "1.", "12)", "(3)", "b)".
fn enumerator_length(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let open = usize::from(bytes[0] == b'(');
    let digits = bytes[open..].iter().take(3).take_while(|byte| byte.is_ascii_digit()).count();
    let letters = usize::from(digits == 0 && bytes.get(open)?.is_ascii_lowercase());
    let end = open + digits + letters;
    let closed = match bytes.get(end)? {
        b')' => true,
        b'.' => open == 0 && digits > 0 && digits < 3,
        _ => false,
    };
    (closed && digits + letters > 0).then_some(end + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::grammar::Grammar;

    fn of(text: &str) -> Vec<String> {
        let vocabulary = Vocabulary::new(&Grammar::embedded().unwrap());
        let found = blocks(text, &vocabulary);
        found
            .iter()
            .map(|block| text[block.start..block.end].split_whitespace().collect::<Vec<_>>().join(" "))
            .collect()
    }

    #[test]
    fn wrapped_copy_is_put_together() {
        let text = "LAGOS, May 2 - Oil loadings from the delta rose in\nApril to 1.3 mln barrels a day, a port agent said on\nMonday.\n    Exports had been held back by a strike at two of\nthe terminals.\n Reuter";
        assert_eq!(of(text).len(), 3);
        assert!(of(text)[1].starts_with("Exports"));
    }

    #[test]
    fn one_paragraph_a_line() {
        let text = "Gas flows fall\nFlows through the line fell to 20 mcm on Friday.\nTraders expect more next week.\nNorwegian output was steady";
        assert_eq!(of(text).len(), 4);
        assert_eq!(of("Exports from the port of\nBasra rose while imports\nfell.").len(), 1);
        assert_eq!(of("The ministers noted that\n“Millions of people trade”").len(), 1);
    }

    #[test]
    fn list_items_and_what_hangs_below_them() {
        let text = "The plan:\n-   Crude\n    Oil duty of 5%\n    is dropped\n    -   Coal stays\n• Gas too\n1. First\n2) Second";
        assert_eq!(
            of(text),
            ["The plan:", "- Crude Oil duty of 5% is dropped", "- Coal stays", "• Gas too", "1. First", "2) Second"]
        );
    }

    #[test]
    fn a_page_break_in_a_sentence() {
        let text = "The merchandise trade deficit narrowed to USD 10 billion compared to USD 12 billion in the previous\n\nyear. It fell.";
        assert_eq!(of(text).len(), 1);
        assert_eq!(of("# Head\nText\n\n<!-- -->\n***\n").len(), 2);
    }

    #[test]
    fn marks() {
        assert_eq!(mark_length("--  Trade"), Some(4));
        assert_eq!(mark_length("-5 percent"), None);
        assert_eq!(mark_length("4.39 Unlike"), None);
        assert_eq!(mark_length("•Gas"), Some(3));
        assert_eq!(mark_length("(b) Gas"), Some(4));
        assert_eq!(mark_length("a barrel"), None);
    }
}
