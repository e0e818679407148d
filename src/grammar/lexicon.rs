//! The words of a language: text into tokens, and the longest phrases of the grammar at a token.
//!
//! ```text
//! token  := letters | digits | "'s" | mark          (one mark is one character)
//! phrase := token+                                   as in the grammar; a hyphen in the text may join its words
//! ```

use super::number::NumberWord;
use crate::model::sentence::{Shape, Token, Word};
use crate::model::span::{RuleId, Span};
use rustc_hash::FxHashMap;
use smallvec::SmallVec;

/// The entries that a phrase may stand for, each with the number of tokens it covers, longest first.
pub type Matches = SmallVec<[(u8, RuleId); 6]>;

/// Which files a phrase's entry may come from: a first, cheap test before any entry is looked at.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Kinds(u16);

impl Kinds {
    /// Numbers and vague amounts: "seven", "half", "dozens".
    pub const NUMBER: Kinds = Kinds(1);
    /// Money: "$", "US dollars".
    pub const MONEY: Kinds = Kinds(2);
    /// Bounds: "more than", "about".
    pub const BOUND: Kinds = Kinds(4);
    /// Names that hold a number, and words before or after one that states none.
    pub const STOP: Kinds = Kinds(8);
    /// Times.
    pub const TIME: Kinds = Kinds(16);
    /// Units.
    pub const UNIT: Kinds = Kinds(32);
    /// All other phrases.
    pub const PHRASE: Kinds = Kinds(64);
    /// Words between and beside numbers: "to", "per", "a".
    pub const JOINT: Kinds = Kinds(128);
    /// Words that stand beside names and in none: "the"; and those that join a name's words: "of".
    pub const BESIDE_NAMES: Kinds = Kinds(512);
    /// Words before a time that leave an end of it open: "since".
    pub const EDGE: Kinds = Kinds(1024);
    /// Small words inside times.
    pub const TIME_JOINT: Kinds = Kinds(256);

    /// Whether one of `kinds` is among them.
    pub const fn any(self, kinds: Kinds) -> bool {
        self.0 & kinds.0 != 0
    }

    /// Both together.
    pub const fn or(self, other: Kinds) -> Kinds {
        Kinds(self.0 | other.0)
    }
}

/// A phrase found in a text: how many tokens it covers, and the entry it stands for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Match {
    /// How many tokens it covers.
    pub length: u8,
    /// The kind of its entry, just one.
    pub kind: Kinds,
    /// What word of numbers it is, if it is one.
    pub word: Option<NumberWord>,
    /// Its entry.
    pub rule: RuleId,
}

/// A phrase's end in the tree of phrases: the entry, and the spelling where case matters.
#[derive(Clone, Debug)]
struct Ending {
    rule: RuleId,
    kind: Kinds,
    word: Option<NumberWord>,
    exact: Option<Box<[Box<str>]>>,
}

/// All words and phrases of a grammar.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    words: FxHashMap<Box<str>, Word>,
    edges: FxHashMap<u64, u32>,
    endings: Vec<SmallVec<[Ending; 1]>>,
    hyphen: Word,
    starts: Vec<Kinds>,
}

impl Default for Word {
    fn default() -> Self {
        Word::UNKNOWN
    }
}

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Lexicon {
        let mut lexicon = Lexicon { endings: vec![SmallVec::new()], ..Lexicon::default() };
        lexicon.hyphen = lexicon.intern("-");
        lexicon
    }

    /// The number of a word, given a new one where the lexicon lacks it.
    pub fn intern(&mut self, word: &str) -> Word {
        let next = Word(self.words.len() as u32 + 1);
        *self.words.entry(word.to_lowercase().into()).or_insert(next)
    }

    /// The number of a word, case ignored.
    pub fn word(&self, word: &str) -> Word {
        let bytes = word.as_bytes();
        let mut small = [0u8; 24];
        if bytes.len() <= small.len() && bytes.is_ascii() {
            let small = &mut small[..bytes.len()];
            small.copy_from_slice(bytes);
            small.make_ascii_lowercase();
            let text = std::str::from_utf8(small).unwrap_or_default();
            return self.words.get(text).copied().unwrap_or(Word::UNKNOWN);
        }
        let folded = if word == "\u{2019}s" { "'s".to_string() } else { word.to_lowercase() };
        self.words.get(folded.as_str()).copied().unwrap_or(Word::UNKNOWN)
    }

    /// What the phrases that begin with a word may be.
    pub fn starts(&self, word: Word) -> Kinds {
        self.starts.get(word.0 as usize).copied().unwrap_or_default()
    }

    /// Adds a phrase that stands for `rule`; `exact` asks for this very case. Returns whether it holds any token.
    pub fn add(&mut self, phrase: &str, exact: bool, rule: RuleId, kind: Kinds, word: Option<NumberWord>) -> bool {
        let mut spans = Vec::new();
        split(phrase, 0, |span, shape, spaced| spans.push((span, shape, spaced)));
        if let Some((span, ..)) = spans.first() {
            let first = self.intern(span.of(phrase)).0 as usize;
            self.starts.resize(self.starts.len().max(first + 1), Kinds::default());
            self.starts[first] = self.starts[first].or(kind);
        }
        let mut node = 0;
        for (index, (span, _, spaced)) in spans.iter().enumerate() {
            let word = self.intern(span.of(phrase));
            let next = self.endings.len() as u32;
            node = *self.edges.entry(edge(node, word, *spaced && index > 0)).or_insert(next);
            if node == next {
                self.endings.push(SmallVec::new());
            }
        }
        if spans.is_empty() {
            return false;
        }
        let exact = exact.then(|| spans.iter().map(|(span, ..)| span.of(phrase).into()).collect());
        self.endings[node as usize].push(Ending { rule, kind, word, exact });
        true
    }

    /// Appends the tokens of `text[span]` to `out`.
    pub fn tokenize(&self, text: &str, span: Span, out: &mut Vec<Token>) {
        split(span.of(text), span.start as usize, |span, shape, spaced| {
            out.push(Token { span, word: self.word(span.of(text)), shape, spaced });
        });
    }

    /// All phrases that begin at `tokens[at]`, longest first.
    pub fn matches(&self, text: &str, tokens: &[Token], at: usize) -> Matches {
        let mut found = Vec::new();
        self.find(text, tokens, at, &mut found);
        found.into_iter().map(|one| (one.length, one.rule)).collect()
    }

    /// Appends all phrases that begin at `tokens[at]`, longest first.
    pub fn find(&self, text: &str, tokens: &[Token], at: usize, found: &mut Vec<Match>) {
        let first = found.len();
        let (mut node, mut next) = (0u32, at);
        let mut taken: SmallVec<[usize; 8]> = SmallVec::new();
        while let Some(token) = tokens.get(next) {
            let mut found_edge = self.edges.get(&edge(node, token.word, token.spaced && next > at));
            if found_edge.is_none() && next > at && self.hyphen_joins(node, tokens, next) {
                next += 1;
                found_edge = self.edges.get(&edge(node, tokens[next].word, true));
            }
            let Some(&to) = found_edge else { break };
            node = to;
            taken.push(next);
            next += 1;
            self.endings_at(node, text, tokens, &taken, next - at, found);
        }
        found[first..].reverse();
    }

    /// Whether `tokens[next]` is a hyphen that joins two words of a phrase.
    fn hyphen_joins(&self, node: u32, tokens: &[Token], next: usize) -> bool {
        tokens[next].word == self.hyphen
            && !tokens[next].spaced
            && tokens
                .get(next + 1)
                .is_some_and(|after| !after.spaced && self.edges.contains_key(&edge(node, after.word, true)))
    }

    /// Notes the phrases that end at `node`.
    fn endings_at(
        &self,
        node: u32,
        text: &str,
        tokens: &[Token],
        taken: &[usize],
        length: usize,
        found: &mut Vec<Match>,
    ) {
        for ending in self.endings[node as usize].iter().rev() {
            let fits = ending.exact.as_ref().is_none_or(|exact| {
                exact.iter().zip(taken).all(|(want, index)| is_written(want, tokens[*index], text))
            });
            if fits {
                found.push(Match { length: length as u8, kind: ending.kind, word: ending.word, rule: ending.rule });
            }
        }
    }
}

/// The step from a node of the tree of phrases by a word, white space before it or not, in one number.
fn edge(node: u32, word: Word, spaced: bool) -> u64 {
    u64::from(node) << 32 | u64::from(word.0) << 1 | u64::from(spaced)
}

/// Whether a token is written as an exact phrase wants it; capitals throughout pass for a capitalized word of four letters.
fn is_written(want: &str, token: Token, text: &str) -> bool {
    let have = token.span.of(text);
    have == want
        || (have == "\u{2019}s" && want == "'s")
        || (token.shape == Shape::Upper
            && want.chars().count() >= 4
            && starts_capital(want)
            && have.to_lowercase() == want.to_lowercase())
}

fn starts_capital(word: &str) -> bool {
    let mut chars = word.chars();
    chars.next().is_some_and(char::is_uppercase) && chars.next().is_some_and(char::is_lowercase)
}

/// Hands on the tokens of a text that begins at byte `offset`: span, shape, and whether white space stands before.
fn split(text: &str, offset: usize, mut each: impl FnMut(Span, Shape, bool)) {
    let mut spaced = false;
    let mut at = 0;
    while let Some(first) = text[at..].chars().next() {
        let start = at;
        at += first.len_utf8();
        if is_space(first) {
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

/// The rest of a word: its bytes, how many of its letters are capitals, and how many letters it has.
fn letters(text: &str) -> (usize, usize, usize) {
    let bytes = text.as_bytes();
    let ascii = bytes.iter().take_while(|byte| byte.is_ascii_alphabetic()).count();
    let mut capitals = bytes[..ascii].iter().filter(|byte| byte.is_ascii_uppercase()).count();
    let (mut length, mut count) = (ascii, ascii);
    if bytes.get(ascii).is_some_and(|byte| !byte.is_ascii()) {
        for letter in text[ascii..].chars().take_while(|c| is_letter(*c) || is_joiner(*c)) {
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
