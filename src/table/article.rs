//! One document's extraction as the tables read it: offsets in code points, sentences cut to size, hashes.

use crate::model::figure::Extraction;
use crate::model::span::Span;
use sha2::{Digest, Sha256};
use std::borrow::Cow;

/// How many code points of a sentence the tables show at most.
const LONGEST_SENTENCE: usize = 1_000;

/// An extraction, and where the code points of its text begin.
pub struct Article<'a> {
    /// What the document gave.
    pub extraction: &'a Extraction,
    /// The byte at which each code point begins; `None` where the text is ASCII and both counts agree.
    starts: Option<Vec<u32>>,
}

impl<'a> Article<'a> {
    /// Counts the code points of the extraction's text.
    pub fn new(extraction: &'a Extraction) -> Article<'a> {
        let text = &extraction.document.text;
        let starts = (!text.is_ascii()).then(|| text.char_indices().map(|(byte, _)| byte as u32).collect());
        Article { extraction, starts }
    }

    /// The number of code points before this byte of the text.
    pub fn code_point(&self, byte: u32) -> u32 {
        match &self.starts {
            None => byte,
            Some(starts) => starts.partition_point(|&start| start < byte) as u32,
        }
    }

    /// The number of code points of the text.
    pub fn characters(&self) -> usize {
        self.starts.as_ref().map_or(self.extraction.document.text.len(), Vec::len)
    }

    /// The words of a sentence, cut around `span` where they are too many for a cell.
    pub fn sentence(&self, index: u32, span: Span) -> Option<Cow<'a, str>> {
        let extraction = self.extraction;
        let sentence = extraction.sentences.get(index as usize)?.span;
        let text = sentence.of(&extraction.document.text);
        let from = span.start.saturating_sub(sentence.start) as usize;
        let to = (span.end.saturating_sub(sentence.start) as usize).clamp(from, text.len());
        Some(cut(text, from, to))
    }
}

/// At most [`LONGEST_SENTENCE`] code points of `text` around the bytes `from..to`, with "…" where words were cut off.
fn cut(text: &str, from: usize, to: usize) -> Cow<'_, str> {
    if text.len() <= LONGEST_SENTENCE || text.chars().count() <= LONGEST_SENTENCE {
        return Cow::Borrowed(text);
    }
    let spare = (LONGEST_SENTENCE - 2).saturating_sub(text[from..to].chars().count());
    let before = text[..from].chars().count();
    let after = text[to..].chars().count();
    let left = before.min((spare / 2).max(spare.saturating_sub(after)));
    let start = text[..from].char_indices().rev().take(left).last().map_or(from, |(byte, _)| byte);
    let end = text[to..].char_indices().nth(spare - left).map_or(text.len(), |(byte, _)| to + byte);
    let mut part = String::with_capacity(end - start + 6);
    if start > 0 {
        part.push('…');
    }
    part.push_str(&text[start..end]);
    if end < text.len() {
        part.push('…');
    }
    Cow::Owned(part)
}

/// The SHA-256 hash of what `parts` hold, 64 hex digits.
pub fn sha256<'p>(parts: impl IntoIterator<Item = &'p str>) -> String {
    let mut hash = Sha256::new();
    for (number, part) in parts.into_iter().enumerate() {
        if number > 0 {
            hash.update([0]);
        }
        hash.update(part);
    }
    hash.finalize().iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_sentence_is_cut_around_its_figure() {
        let text = format!("{}40%{}", "é".repeat(3_000), "ü".repeat(3_000));
        let cell = cut(&text, 6_000, 6_003);
        assert_eq!(cell.chars().count(), LONGEST_SENTENCE);
        assert!(cell.starts_with("…é") && cell.ends_with("ü…") && cell.contains("é40%ü"));
    }

    #[test]
    fn a_figure_at_the_end_keeps_what_stands_before_it() {
        let text = format!("{}40%", "a".repeat(3_000));
        let cell = cut(&text, 3_000, 3_003);
        assert_eq!(cell.chars().count(), LONGEST_SENTENCE - 1);
        assert!(cell.ends_with("a40%"));
    }

    #[test]
    fn the_hash_is_the_known_one() {
        assert_eq!(sha256(["abc"]), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_ne!(sha256(["a", "b"]), sha256(["ab"]));
    }
}
