//! A block → its sentences: where each begins and ends, in bytes of the text.
//!
//! | a stop | ends a sentence |
//! | --- | --- |
//! | before a small letter | no |
//! | after an abbreviation | where that does not go on: see `abbreviations.toml` |
//! | glued to the next word: "inflation.While" | before a capital and a small letter, not in names such as "N.Iraq" |
//! | before an opening bracket: "rose. (See" | yes |
//!
//! A bracket that opens a sentence ends it too, before a capital: "(Adds details) Oil rose".

use super::layout::mark_length;
use super::vocabulary::{Abbreviation, Head, Vocabulary};

/// A sentence of more than this many bytes, or of more than `MOST_PARTS` words, numbers and marks, is cut at white space:
/// linking looks at all of a sentence for each of its figures, and no writer's sentence is as long.
const LONGEST: usize = 4 << 10;
const MOST_PARTS: usize = 256;

/// A sentence in a block.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Piece {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
    /// The number of its block.
    pub block: usize,
}

/// Adds the sentences of the block `text[start..end]` to `pieces`.
pub fn split(text: &str, start: usize, end: usize, block: usize, vocabulary: &Vocabulary, pieces: &mut Vec<Piece>) {
    let mut splitter = Splitter { text: &text[..end], vocabulary, block, pieces, start, quotes: start, quoted: false };
    splitter.run();
}

struct Splitter<'t> {
    /// The text up to the end of the block: nothing behind it is looked at.
    text: &'t str,
    vocabulary: &'t Vocabulary,
    block: usize,
    pieces: &'t mut Vec<Piece>,
    /// Where the present sentence begins.
    start: usize,
    /// Up to where straight quotation marks were counted, and whether one is open there.
    quotes: usize,
    quoted: bool,
}

impl Splitter<'_> {
    fn run(&mut self) {
        let mut at = self.begin(self.start);
        while let Some(stop) = self.next_stop(at) {
            at = match self.boundary(stop) {
                Ok(end) => {
                    self.push(end);
                    self.begin(end)
                }
                Err(after) => after,
            };
        }
        self.push(self.text.len());
    }

    /// Sets the beginning of a sentence, and cuts off what is a sentence by how it begins; gives where to go on.
    fn begin(&mut self, at: usize) -> usize {
        self.start = at;
        loop {
            let first = skip_marks(self.text, self.start);
            let Some(end) = self.bracketed(first).or_else(|| self.inset_link(first)) else { return first };
            self.push(end);
        }
    }

    /// Where a bracket ends that opens at `at`, when another sentence begins behind it.
    fn bracketed(&self, at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        if bytes.get(at) != Some(&b'(') {
            return None;
        }
        let limit = (at + 400).min(bytes.len());
        let end = at + memchr::memchr(b')', &bytes[at..limit])? + 1;
        let next = skip_space(self.text, end);
        (next > end && next < bytes.len() && (bytes[next].is_ascii_uppercase() || bytes[next] == b'(')).then_some(end)
    }

    /// Where the words of a link end that stands inside a paragraph ("Related: Some Title In CapitalsMeanwhile, oil").
    fn inset_link(&self, at: usize) -> Option<usize> {
        let mut heads = self.vocabulary.heads(self.text, at);
        let head = heads.find(|found| found.head == Head::RelatedInset)?;
        let colon = skip_space(self.text, head.end);
        if self.text.as_bytes().get(colon) != Some(&b':') {
            return None;
        }
        let bytes = self.text.as_bytes();
        let limit = (colon + 300).min(bytes.len());
        let is_joint = |at: &usize| bytes[*at - 1].is_ascii_lowercase() && bytes[*at].is_ascii_uppercase();
        (colon + 2..limit).filter(is_joint).find(|at| goes_on_in_small(&self.text[*at..]))
    }

    /// The next stop or joint between a small letter and a head that is glued to it.
    fn next_stop(&self, from: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[from..];
        let stop = memchr::memchr3(b'.', b'!', b'?', bytes).unwrap_or(bytes.len());
        let mut ellipses = memchr::memchr_iter(0xa6, &bytes[..stop]);
        let ellipsis = ellipses.find(|at| *at >= 2 && bytes[at - 2..*at] == [0xe2, 0x80]).map(|at| at - 2);
        let stop = ellipsis.unwrap_or(stop);
        let glued = self.glued_head(from, from + stop);
        glued.or((stop < bytes.len()).then_some(from + stop))
    }

    /// A head that is glued to the word before it: "example.comMore Top Reads".
    fn glued_head(&self, from: usize, to: usize) -> Option<usize> {
        let bytes = &self.text.as_bytes()[from..to];
        let is_joint = |pair: &[u8]| pair[0].is_ascii_lowercase() & pair[1].is_ascii_uppercase();
        if !bytes.windows(2).fold(false, |any, pair| any | is_joint(pair)) {
            return None;
        }
        let joints = bytes.windows(2).enumerate().filter(|(_, pair)| is_joint(pair));
        joints.map(|(at, _)| from + at + 1).find(|at| {
            let mut heads = self.vocabulary.heads(self.text, *at);
            heads.any(|found| {
                found.words > 1 && !found.glued && matches!(found.head, Head::RelatedTail | Head::BoilerplateTail)
            })
        })
    }

    /// Where the sentence ends whose stop stands at `stop`; else where to look on.
    fn boundary(&mut self, stop: usize) -> Result<usize, usize> {
        let text = self.text;
        let bytes = text.as_bytes();
        if !matches!(bytes[stop], b'.' | b'!' | b'?' | 0xe2) {
            return Ok(stop);
        }
        let after = skip_stops(text, stop);
        let closed = self.skip_closers(stop, after);
        let next = skip_space(text, closed);
        if next == text.len() {
            return Ok(closed);
        }
        let ends = if next == closed {
            after == stop + 1 && self.ends_glued(stop, closed)
        } else {
            self.ends_spaced(stop, after, closed, next)
        };
        if ends { Ok(closed) } else { Err(closed) }
    }

    /// Passes over closing quotation marks and brackets. A straight mark closes where one is open.
    fn skip_closers(&mut self, stop: usize, after: usize) -> usize {
        let bytes = self.text.as_bytes();
        let marks = memchr::memchr_iter(b'"', &bytes[self.quotes..stop]).count();
        self.quoted ^= marks % 2 == 1;
        self.quotes = stop;
        let mut end = after;
        let mut quoted = self.quoted;
        for character in self.text[after..].chars() {
            match character {
                '"' if quoted => quoted = false,
                '\'' | '”' | '’' | ')' | ']' | '»' | '*' | '_' => {}
                _ => break,
            }
            end += character.len_utf8();
        }
        end
    }

    fn ends_glued(&self, stop: usize, closed: usize) -> bool {
        let bytes = self.text.as_bytes();
        let before = bytes[..stop].last().copied().unwrap_or(b' ');
        let word = self.word_before(stop);
        let rest = self.text[closed..].trim_start_matches(['“', '‘', '"']);
        let mut next = rest.chars();
        let capital = next.next().is_some_and(char::is_uppercase);
        let small = next.next().is_some_and(|second| second.is_lowercase() || second == ' ');
        let ends_word =
            before.is_ascii_lowercase() || before.is_ascii_digit() || matches!(before, b'%' | b')' | 0x80..);
        let is_name = word.contains(['.', '/', '@', ':']) && !before.is_ascii_digit() || word.len() == 1;
        capital && small && ends_word && !is_name && self.vocabulary.abbreviation(word).is_none()
    }

    fn ends_spaced(&self, stop: usize, after: usize, closed: usize, next: usize) -> bool {
        let bytes = self.text.as_bytes();
        let single = after == stop + 1 && bytes[stop] == b'.';
        let first = skip_marks(self.text, next);
        let Some(opener) = self.text[first..].trim_start_matches(OPENERS).chars().next() else { return true };
        let abbreviation =
            if single && !ends_quotation(&self.text[after..closed]) { self.abbreviation_before(stop) } else { None };
        let Some(abbreviation) = abbreviation else {
            return !opener.is_lowercase() || bytes[first] == b'(';
        };
        let opened = self.text[first..].trim_start_matches(OPENERS);
        let word = first_word(opened);
        match abbreviation {
            Abbreviation::Never => false,
            Abbreviation::Number => !opener.is_lowercase() && !opener.is_numeric(),
            Abbreviation::Clock => opener.is_uppercase() && word.chars().any(char::is_lowercase),
            Abbreviation::GoesOn => {
                let quotation = matches!(bytes[first], b'"') || self.text[first..].starts_with('“');
                let initial = opened[word.len()..].starts_with('.');
                opener.is_uppercase() && !initial && (quotation || self.vocabulary.opens_sentence(word))
            }
        }
    }

    /// What the word before a full stop is, as an abbreviation.
    fn abbreviation_before(&self, stop: usize) -> Option<Abbreviation> {
        let word = self.word_before(stop);
        let letters = word.bytes().filter(|byte| *byte != b'.').count();
        let initial = word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
        let known = self.vocabulary.abbreviation(word).filter(|_| !initial);
        if known.is_some() {
            return known;
        }
        let alternates = word.bytes().enumerate().all(|(index, byte)| match index % 2 {
            0 => byte.is_ascii_alphabetic(),
            _ => byte == b'.',
        });
        (alternates && (letters > 1 || initial)).then_some(Abbreviation::GoesOn)
    }

    /// The word that ends at `stop`: letters, digits, inner stops and slashes, at most 24 bytes.
    fn word_before(&self, stop: usize) -> &str {
        let bytes = self.text.as_bytes();
        let floor = self.start.max(stop.saturating_sub(24));
        let is_word = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'/' | b'@' | b':' | b'&');
        let length = bytes[floor..stop].iter().rev().take_while(|byte| is_word(**byte)).count();
        &self.text[stop - length..stop]
    }

    /// Adds the sentence up to `end`, without outer white space and marks, in parts where it is too long.
    fn push(&mut self, end: usize) {
        let mut start = skip_marks(self.text, self.start);
        let end = self.text[..end].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '*' | '_')).len();
        while end > start {
            let cut = cut(self.text, start, end);
            let piece = &self.text[start..cut];
            if piece.contains(char::is_alphanumeric) {
                self.pieces.push(Piece { start, end: start + piece.trim_end().len(), block: self.block });
            }
            start = skip_space(self.text, cut);
        }
        self.start = end;
    }
}

const OPENERS: [char; 9] = ['"', '\'', '“', '‘', '(', '[', '«', '*', '_'];

/// Where the sentence `text[start..end]` is cut; `end` where it is not too long.
fn cut(text: &str, start: usize, end: usize) -> usize {
    let limit = end.min(start + LONGEST);
    let limit = start + parts_end(&text.as_bytes()[start..limit]);
    if limit == end {
        return end;
    }
    let limit = text.floor_char_boundary(limit);
    match text[start..limit].rfind(char::is_whitespace) {
        Some(at) if at > 0 => start + at,
        _ => limit,
    }
}

/// Where the first `MOST_PARTS` words, numbers and marks end.
fn parts_end(bytes: &[u8]) -> usize {
    #[derive(PartialEq)]
    enum Part {
        Letters,
        Digits,
        Mark,
        Space,
    }
    let (mut count, mut before) = (0, Part::Space);
    if bytes.len() <= MOST_PARTS {
        return bytes.len();
    }
    for (at, byte) in bytes.iter().enumerate() {
        let part = match byte {
            b'a'..=b'z' | b'A'..=b'Z' | 0x80.. => Part::Letters,
            b'0'..=b'9' => Part::Digits,
            b' ' | b'\n' | b'\r' | b'\t' => Part::Space,
            _ => Part::Mark,
        };
        count += usize::from(part != Part::Space && (part == Part::Mark || part != before));
        if count > MOST_PARTS {
            return at;
        }
        before = part;
    }
    bytes.len()
}

pub fn skip_space(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start().len()
}

fn skip_stops(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(['.', '!', '?', '…']).len()
}

/// Passes over white space, list marks and marks of emphasis or headlines.
pub fn skip_marks(text: &str, at: usize) -> usize {
    let mut at = skip_space(text, at);
    for _ in 0..4 {
        let rest = &text[at..];
        let emphasis = rest.len() - rest.trim_start_matches(['*', '_', '#', '|']).len();
        let mark = mark_length(rest).unwrap_or(0).max(emphasis);
        if mark == 0 {
            break;
        }
        at = skip_space(text, at + mark);
    }
    at
}

/// Whether the marks after a stop end a quotation, so that the stop is the sentence's own.
fn ends_quotation(closers: &str) -> bool {
    closers.contains(['"', '”'])
}

/// The letters at the start of `text`.
fn first_word(text: &str) -> &str {
    let end = text.find(|character: char| !character.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}

/// Whether most of the words after the first begin with small letters, as in a sentence, not a title.
fn goes_on_in_small(text: &str) -> bool {
    let text = &text[..text.char_indices().nth(80).map_or(text.len(), |(at, _)| at)];
    let words: Vec<&str> = text.split_whitespace().skip(1).take(4).collect();
    let small = words.iter().filter(|word| word.starts_with(char::is_lowercase)).count();
    small * 2 >= words.len().max(1)
}
