//! The words of a language: text into tokens, and the longest phrases of the grammar at a token.
//!
//! ```text
//! token  := letters | digits | "'s" | mark          (one mark is one character)
//! phrase := token+                                   as in the grammar; a hyphen in the text may join its words
//! ```

use super::escape::{escape_length, is_escape};
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
        let found = match packed(word) {
            Some(key) => self.short.get(&key),
            None if word == "\u{2019}s" => return self.word("'s"),
            None => {
                let folded = word.to_lowercase();
                match packed(&folded) {
                    Some(key) => self.short.get(&key),
                    None => self.long.get(folded.as_str()),
                }
            }
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
        self.nodes[node as usize].endings.push(Ending { rule, kind, word, exact });
        true
    }

    /// Appends the tokens of `text[span]` to `out`.
    pub fn tokenize(&self, text: &str, span: Span, out: &mut Vec<Token>) {
        split(span.of(text), span.start as usize, |span, shape, spaced| {
            out.push(Token { span, word: self.word(span.of(text)), shape, spaced });
        });
    }

    /// Appends the tokens of `text[span]` to `out`, their words not looked up.
    pub fn tokenize_unread(&self, text: &str, span: Span, out: &mut Vec<Token>) {
        split(span.of(text), span.start as usize, |span, shape, spaced| {
            out.push(Token { span, word: Word::UNKNOWN, shape, spaced });
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
        self.walk(text, tokens, at, |token| token.word, found);
    }

    /// The same where the words of the tokens were not looked up.
    pub fn find_unread(&self, text: &str, tokens: &[Token], at: usize, found: &mut Vec<Match>) {
        self.walk(text, tokens, at, |token| self.word(token.span.of(text)), found);
    }

    /// Walks down the tree of phrases from `tokens[at]`.
    #[inline(always)]
    fn walk(&self, text: &str, tokens: &[Token], at: usize, word: impl Fn(&Token) -> Word, found: &mut Vec<Match>) {
        let start = tokens.get(at).and_then(|token| self.starts.get(word(token).0 as usize));
        let Some(start) = start.filter(|start| start.node != 0) else { return };
        let first = found.len();
        let mut taken: SmallVec<[usize; 8]> = SmallVec::new();
        let (mut node, mut next) = (start.node, at + 1);
        taken.push(at);
        self.endings_at(node, text, tokens, &taken, 1, found);
        while let Some(token) = tokens.get(next).filter(|_| self.nodes[node as usize].next != 0) {
            let here = word(token);
            let mut step = self.step(node, here, token.spaced);
            if step.is_none() && here == self.hyphen && !token.spaced {
                next += 1;
                step =
                    tokens.get(next).filter(|after| !after.spaced).and_then(|after| self.step(node, word(after), true));
            }
            let Some(to) = step else { break };
            node = to;
            taken.push(next);
            next += 1;
            self.endings_at(node, text, tokens, &taken, next - at, found);
        }
        found[first..].reverse();
    }

    /// Where a word leads from a place in the tree.
    fn step(&self, node: u32, word: Word, spaced: bool) -> Option<u32> {
        let may_be = self.nodes[node as usize].next & bit(word) != 0;
        if may_be { self.edges.get(&edge(node, word, spaced)).copied() } else { None }
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
        for ending in self.nodes[node as usize].endings.iter().rev() {
            let fits = ending.exact.as_ref().is_none_or(|exact| {
                exact.iter().zip(taken).all(|(want, index)| is_written(want, tokens[*index], text))
            });
            if fits {
                found.push(Match { length: length as u8, kind: ending.kind, word: ending.word, rule: ending.rule });
            }
        }
    }
}

/// A short ASCII word as one number, capitals made small.
fn packed(word: &str) -> Option<u128> {
    let bytes = word.as_bytes();
    if bytes.len() > 16 || !bytes.is_ascii() {
        return None;
    }
    let mut small = [0u8; 16];
    small[..bytes.len()].copy_from_slice(bytes);
    small.make_ascii_lowercase();
    Some(u128::from_le_bytes(small))
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

/// Hands on the tokens of a text that begins at byte `offset`: span, shape, and whether white space stands before.
#[inline(always)]
fn split(text: &str, offset: usize, mut each: impl FnMut(Span, Shape, bool)) {
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
