//! The words of a language: a number for each, and the phrases of the grammar that begin at a token.
//!
//! ```text
//! phrase := token+              as in the grammar; a hyphen in the text may join its words
//! ```

use super::number::NumberWord;
use super::token::split;
use crate::model::sentence::{Shape, Token, Word};
use crate::model::span::{RuleId, Span};
use rustc_hash::FxHashMap;
use smallvec::{SmallVec, smallvec};
use std::borrow::Cow;

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
    /// Those among them that name a thing: a commodity, flow, measure, place, body or benchmark.
    pub const THING: Kinds = Kinds(2048);
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
    /// The kind of its entry, just one; a phrase may be a thing too.
    pub kind: Kinds,
    /// What word of numbers it is, if it is one.
    pub word: Option<NumberWord>,
    /// Its entry.
    pub rule: RuleId,
}

/// A phrase's end in the tree of phrases: the entry, and the spelling where case matters.
#[derive(Clone, Debug)]
struct Ending {
    /// What is found where it fits, as long as the grammar writes it.
    found: Match,
    exact: Option<Box<[Box<str>]>>,
}

/// A place in the tree of phrases: those that end there, and which words may go on from there, a bit for all words whose
/// numbers end in the same six bits.
#[derive(Clone, Debug, Default)]
struct Node {
    endings: SmallVec<[Ending; 1]>,
    next: u64,
}

/// What begins with a word: the kinds of its phrases, and its place in the tree; 0 for none.
#[derive(Clone, Copy, Debug, Default)]
struct Start {
    kinds: Kinds,
    node: u32,
}

/// All words and phrases of a grammar.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// Words of at most 16 bytes, all ASCII, by their bytes.
    short: FxHashMap<u128, Word>,
    /// All other words.
    long: FxHashMap<Box<str>, Word>,
    edges: FxHashMap<u64, u32>,
    nodes: Vec<Node>,
    hyphen: Word,
    starts: Vec<Start>,
}

impl Default for Word {
    fn default() -> Self {
        Word::UNKNOWN
    }
}

impl Lexicon {
    /// An empty lexicon.
    pub fn new() -> Lexicon {
        let mut lexicon = Lexicon { nodes: vec![Node::default()], ..Lexicon::default() };
        lexicon.hyphen = lexicon.intern("-");
        lexicon
    }

    /// The number of a word, given a new one where the lexicon lacks it.
    pub fn intern(&mut self, word: &str) -> Word {
        let next = Word((self.short.len() + self.long.len()) as u32 + 1);
        let folded = word.to_lowercase();
        match packed(&folded) {
            Some(key) => *self.short.entry(key).or_insert(next),
            None => *self.long.entry(folded.into()).or_insert(next),
        }
    }

    /// The number of a word, case ignored.
    pub fn word(&self, word: &str) -> Word {
        match packed(word) {
            Some(key) => self.short.get(&key).copied().unwrap_or(Word::UNKNOWN),
            None => self.long_word(word),
        }
    }

    /// The number of a word that is long, or not all ASCII.
    #[cold]
    fn long_word(&self, word: &str) -> Word {
        if word == "\u{2019}s" {
            return self.word("'s");
        }
        let is_mark = !word.contains(char::is_alphabetic);
        let folded = if is_mark { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) };
        let found = match packed(&folded) {
            Some(key) => self.short.get(&key),
            None => self.long.get(&*folded),
        };
        found.copied().unwrap_or(Word::UNKNOWN)
    }

    /// What the phrases that begin with a word may be.
    pub fn starts(&self, word: Word) -> Kinds {
        self.starts.get(word.0 as usize).map_or(Kinds::default(), |start| start.kinds)
    }

    /// Adds a phrase that stands for `rule`; `exact` asks for this very case. Returns whether it holds any token.
    pub fn add(&mut self, phrase: &str, exact: bool, rule: RuleId, kind: Kinds, word: Option<NumberWord>) -> bool {
        let mut spans = Vec::new();
        split(phrase, 0, |span, shape, spaced| spans.push((span, shape, spaced)));
        let mut node = 0;
        for (index, (span, _, spaced)) in spans.iter().enumerate() {
            let word = self.intern(span.of(phrase));
            let next = self.nodes.len() as u32;
            let from = node as usize;
            node = *self.edges.entry(edge(node, word, *spaced && index > 0)).or_insert(next);
            self.nodes[from].next |= bit(word);
            if node == next {
                self.nodes.push(Node::default());
            }
            if index == 0 {
                let first = word.0 as usize;
                self.starts.resize(self.starts.len().max(first + 1), Start::default());
                self.starts[first] = Start { kinds: self.starts[first].kinds.or(kind), node };
            }
        }
        if spans.is_empty() {
            return false;
        }
        let exact = exact.then(|| spans.iter().map(|(span, ..)| span.of(phrase).into()).collect());
        self.nodes[node as usize]
            .endings
            .push(Ending { found: Match { length: spans.len() as u8, kind, word, rule }, exact });
        true
    }

    /// Appends the tokens of `text[span]` to `out`.
    pub fn tokenize(&self, text: &str, span: Span, out: &mut Vec<Token>) {
        split(span.of(text), span.start as usize, |span, shape, spaced| {
            let word = match packed_in(text, span) {
                Some(key) => self.short.get(&key).copied().unwrap_or(Word::UNKNOWN),
                None => self.long_word(span.of(text)),
            };
            out.push(Token { span, word, shape, spaced });
        });
    }

    /// Hands on all phrases that begin at `tokens[at]`, longest first: walks down the tree of phrases from there.
    pub fn find(&self, text: &str, tokens: &[Token], at: usize, mut each: impl FnMut(Match)) {
        let start = tokens.get(at).and_then(|token| self.starts.get(token.word.0 as usize));
        let Some(start) = start.filter(|start| start.node != 0) else { return };
        let first = Place { node: start.node, token: at };
        let Some(second) = self.after(first, tokens) else { return self.say(&[first], tokens, text, &mut each) };
        let mut path: SmallVec<[Place; 8]> = smallvec![first, second];
        let mut last = second;
        while let Some(next) = self.after(last, tokens) {
            path.push(next);
            last = next;
        }
        while !path.is_empty() {
            self.say(&path, tokens, text, &mut each);
            path.pop();
        }
    }

    /// Where the next token leads, a hyphen passed over.
    #[inline]
    fn after(&self, Place { node, token }: Place, tokens: &[Token]) -> Option<Place> {
        if self.nodes[node as usize].next == 0 {
            return None;
        }
        let next = tokens.get(token + 1)?;
        if let Some(node) = self.step(node, next.word, next.spaced) {
            return Some(Place { node, token: token + 1 });
        }
        let joined = next.word == self.hyphen && !next.spaced;
        let after = tokens.get(token + 2).filter(|after| joined && !after.spaced)?;
        Some(Place { node: self.step(node, after.word, true)?, token: token + 2 })
    }

    /// Hands on the phrases that end where a path does.
    #[inline]
    fn say(&self, path: &[Place], tokens: &[Token], text: &str, each: &mut impl FnMut(Match)) {
        let (Some(first), Some(last)) = (path.first(), path.last()) else { return };
        let length = (last.token + 1 - first.token) as u8;
        for ending in &self.nodes[last.node as usize].endings {
            if ending.exact.as_ref().is_none_or(|exact| is_spelled(exact, path, tokens, text)) {
                each(Match { length, ..ending.found });
            }
        }
    }

    /// Where a word leads from a place in the tree.
    fn step(&self, node: u32, word: Word, spaced: bool) -> Option<u32> {
        let may_be = self.nodes[node as usize].next & bit(word) != 0;
        if may_be { self.edges.get(&edge(node, word, spaced)).copied() } else { None }
    }
}

/// A place in the tree of phrases, and the token that leads there.
#[derive(Clone, Copy, Default)]
struct Place {
    node: u32,
    token: usize,
}

/// Whether the tokens on a path are written as an exact phrase wants them.
fn is_spelled(exact: &[Box<str>], path: &[Place], tokens: &[Token], text: &str) -> bool {
    exact.iter().zip(path).all(|(want, place)| is_written(want, tokens[place.token], text))
}

/// A short ASCII word as one number, capitals made small.
fn packed(word: &str) -> Option<u128> {
    let mut bytes = [0u8; 16];
    bytes.get_mut(..word.len())?.copy_from_slice(word.as_bytes());
    in_small(u128::from_le_bytes(bytes))
}

/// The same of a word in a text, from the sixteen bytes that begin with it.
fn packed_in(text: &str, span: Span) -> Option<u128> {
    let start = span.start as usize;
    let sixteen = text.as_bytes().get(start..start + 16).and_then(|bytes| bytes.try_into().ok());
    match sixteen.map(u128::from_le_bytes) {
        Some(bytes) if span.len() < 16 => in_small(bytes & ((1 << (8 * span.len())) - 1)),
        _ => packed(span.of(text)),
    }
}

/// Sixteen ASCII bytes with their capitals made small, all at once; `None` where they are not ASCII.
fn in_small(bytes: u128) -> Option<u128> {
    const EACH: u128 = u128::MAX / 0xff;
    const HIGH: u128 = EACH * 0x80;
    let low = bytes & !HIGH;
    let (from_a, past_z) = (low + EACH * (0x80 - b'A' as u128), low + EACH * (0x7f - b'Z' as u128));
    let capitals = from_a & !past_z & HIGH;
    (bytes & HIGH == 0).then_some(bytes | capitals >> 2)
}

/// The bit of a word among those that may follow.
fn bit(word: Word) -> u64 {
    1 << (word.0 & 63)
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
