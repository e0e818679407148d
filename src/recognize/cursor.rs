//! What the parsers read: the tokens of a sentence, left to right, as nom's input; and the parsers of single tokens.
//!
//! ```text
//! digits := one run of digits          mark(c) := the mark c          sense(f) := the longest phrase that f accepts
//! glued(p) := p, no white space before    joint(n) := a phrase of the entry joint.n of numbers.toml
//! ```

use super::number::Number;
use crate::grammar::Grammar;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::number::NumberWord;
use crate::grammar::phrases::InSentence;
use crate::grammar::words::Entry;
use crate::model::profile::Profile;
use crate::model::sentence::{Shape, Token};
use crate::model::span::{RuleId, Span, Spanned};
use nom::{IResult, Input, Needed, Parser};
use std::cell::Cell;
use std::ops::Deref;

/// What a cursor stands in: the tokens of a sentence, the phrases in it, and what explains them.
#[derive(Clone, Debug)]
pub struct Scene<'a> {
    /// The document's text.
    pub text: &'a str,
    /// All tokens of the sentence, with the phrases that begin at each.
    pub all: InSentence<'a>,
    /// The grammar.
    pub grammar: &'a Grammar,
    /// What holds for the whole document.
    pub profile: &'a Profile,
    /// The number read last, for the several parsers that ask for it in turn.
    last: Cell<Option<LastNumber>>,
}

/// What was read of a number at a token.
#[derive(Clone, Copy, Debug)]
struct LastNumber {
    at: usize,
    /// How many tokens it takes, and the number; `None` where there is none.
    found: Option<(usize, Number)>,
}

impl<'a> Scene<'a> {
    /// A sentence of a text.
    pub fn new(text: &'a str, all: InSentence<'a>, grammar: &'a Grammar, profile: &'a Profile) -> Scene<'a> {
        Scene { text, all, grammar, profile, last: Cell::new(None) }
    }

    /// The entries of money whose sign stands anywhere in the sentence: "$", "€".
    pub fn money_signs(&self) -> impl Iterator<Item = RuleId> + '_ {
        let mut next = 0;
        let tokens = self.all.tokens;
        (0..tokens.len()).filter_map(move |at| {
            let found = self.all.at(at);
            let longest = found.iter().find(|found| found.kind.any(Kinds::MONEY)).filter(|_| at >= next)?;
            next = at + longest.length as usize;
            tokens[at..next].iter().any(|token| token.shape == Shape::Mark).then_some(longest.rule)
        })
    }
}

/// The tokens not yet read, and where among the tokens of their sentence they begin.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    /// The tokens not yet read.
    pub tokens: &'a [Token],
    at: u32,
    scene: &'a Scene<'a>,
}

impl<'a> Deref for Cursor<'a> {
    type Target = Scene<'a>;

    fn deref(&self) -> &Scene<'a> {
        self.scene
    }
}

/// What a parser over tokens returns.
pub type Read<'a, T> = IResult<Cursor<'a>, T, ()>;

impl std::fmt::Debug for Cursor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.tokens.first().map(|token| self.words(token)))
    }
}

impl<'a> Cursor<'a> {
    /// A cursor before the first token of a scene.
    pub fn new(scene: &'a Scene<'a>) -> Cursor<'a> {
        Cursor { tokens: scene.all.tokens, at: 0, scene }
    }

    /// The next token.
    pub fn first(&self) -> Option<&'a Token> {
        self.tokens.first()
    }

    /// The token `ahead` places after the next one.
    pub fn ahead(&self, ahead: usize) -> Option<&'a Token> {
        self.tokens.get(ahead)
    }

    /// The token `back` places before the next one; 1 is the one just read.
    pub fn behind(&self, back: usize) -> Option<&'a Token> {
        self.at().checked_sub(back).and_then(|at| self.before().get(at))
    }

    /// How many tokens of the sentence stand before the next one.
    pub fn at(&self) -> usize {
        self.at as usize
    }

    /// The tokens of the sentence before the next one.
    pub fn before(&self) -> &'a [Token] {
        &self.scene.all.tokens[..self.at()]
    }

    /// The words of a token.
    pub fn words(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// The next token's words; empty at the end.
    pub fn peek(&self) -> &'a str {
        self.first().map_or("", |token| self.words(token))
    }

    /// Whether the token `ahead` places on is this mark.
    pub fn is_mark(&self, ahead: usize, mark: &str) -> bool {
        self.ahead(ahead).is_some_and(|token| token.shape == Shape::Mark && self.words(token) == mark)
    }

    /// Whether no white space stands before the next token, which there is.
    pub fn is_glued(&self) -> bool {
        self.first().is_some_and(|token| !token.spaced)
    }

    /// How the next token is written.
    pub fn shape(&self) -> Option<Shape> {
        self.first().map(|token| token.shape)
    }

    /// Whether phrases of one of these kinds begin here.
    pub fn starts(&self, kinds: Kinds) -> bool {
        !self.tokens.is_empty() && self.scene.all.kinds_at(self.at()).any(kinds)
    }

    /// Whether any phrase begins here.
    pub fn starts_any(&self) -> bool {
        !self.tokens.is_empty() && self.scene.all.kinds_at(self.at()) != Kinds::default()
    }

    /// All phrases that begin here, longest first.
    pub fn matches(&self) -> impl Iterator<Item = &'a Match> + use<'a> {
        let left = self.tokens.len();
        self.scene.all.at(self.at()).iter().filter(move |one| one.length as usize <= left)
    }

    /// The last `count` tokens before the next one, alone.
    pub fn back(&self, count: usize) -> Option<Cursor<'a>> {
        let start = self.at().checked_sub(count)?;
        Some(Cursor { tokens: &self.before()[start..], at: start as u32, ..*self })
    }

    /// What stands between this cursor and a later one: the span of the tokens read.
    pub fn span_to(&self, later: &Cursor<'a>) -> Span {
        let read = &self.tokens[..self.tokens.len() - later.tokens.len()];
        match (read.first(), read.last()) {
            (Some(first), Some(last)) => first.span.joined(last.span),
            _ => Span::default(),
        }
    }

    /// The cursor `count` tokens further on.
    pub fn skip(&self, count: usize) -> Cursor<'a> {
        Cursor { tokens: &self.tokens[count..], at: self.at + count as u32, ..*self }
    }

    /// How many tokens stand between this cursor and a later one.
    pub fn count_to(&self, later: &Cursor<'a>) -> usize {
        self.tokens.len() - later.tokens.len()
    }

    /// The number that `read` finds here, read but once.
    pub fn number_once(self, read: impl FnOnce(Cursor<'a>) -> Read<'a, Number>) -> Read<'a, Number> {
        if self.at() + self.tokens.len() < self.all.tokens.len() {
            return read(self);
        }
        let found = match self.last.get() {
            Some(last) if last.at == self.at() => last.found,
            _ => {
                let found = read(self).ok().map(|(rest, number)| (self.count_to(&rest), number));
                self.last.set(Some(LastNumber { at: self.at(), found }));
                found
            }
        };
        match found {
            Some((count, number)) => Ok((self.skip(count), number)),
            None => self.fail(),
        }
    }

    /// That nothing was read here.
    pub fn fail<T>(&self) -> Read<'a, T> {
        Err(nom::Err::Error(()))
    }
}

impl<'a> Input for Cursor<'a> {
    type Item = Token;
    type Iter = std::iter::Copied<std::slice::Iter<'a, Token>>;
    type IterIndices = std::iter::Enumerate<Self::Iter>;

    fn input_len(&self) -> usize {
        self.tokens.len()
    }

    fn take(&self, index: usize) -> Self {
        Cursor { tokens: &self.tokens[..index], ..*self }
    }

    fn take_from(&self, index: usize) -> Self {
        self.skip(index)
    }

    fn take_split(&self, index: usize) -> (Self, Self) {
        (self.take_from(index), self.take(index))
    }

    fn position<P: Fn(Token) -> bool>(&self, predicate: P) -> Option<usize> {
        self.tokens.iter().position(|token| predicate(*token))
    }

    fn iter_elements(&self) -> Self::Iter {
        self.tokens.iter().copied()
    }

    fn iter_indices(&self) -> Self::IterIndices {
        self.iter_elements().enumerate()
    }

    fn slice_index(&self, count: usize) -> Result<usize, Needed> {
        if count <= self.tokens.len() { Ok(count) } else { Err(Needed::new(count - self.tokens.len())) }
    }
}

/// One run of digits.
pub fn digits(input: Cursor<'_>) -> Read<'_, Token> {
    match input.first() {
        Some(token) if token.shape == Shape::Digits => Ok((input.skip(1), *token)),
        _ => input.fail(),
    }
}

/// One mark, spelled `wanted`.
pub fn mark<'a>(wanted: &'static str) -> impl Fn(Cursor<'a>) -> Read<'a, Token> {
    move |input: Cursor<'a>| match input.first() {
        Some(token) if token.shape == Shape::Mark && input.words(token) == wanted => Ok((input.skip(1), *token)),
        _ => input.fail(),
    }
}

/// What `parser` reads, where no white space stands before it.
pub fn glued<'a, T>(
    mut parser: impl Parser<Cursor<'a>, Output = T, Error = ()>,
) -> impl FnMut(Cursor<'a>) -> Read<'a, T> {
    move |input: Cursor<'a>| match input.first() {
        Some(token) if !token.spaced => parser.parse(input),
        _ => input.fail(),
    }
}

/// The longest phrase of the grammar of which `pick` accepts the entry.
pub fn sense<'a, T>(
    kinds: Kinds,
    pick: impl Fn(&'a Entry) -> Option<T>,
) -> impl Fn(Cursor<'a>) -> Read<'a, Spanned<T>> {
    move |input: Cursor<'a>| {
        if !input.starts(kinds) {
            return input.fail();
        }
        for found in input.matches().filter(|found| found.kind.any(kinds)) {
            if let Some(value) = pick(input.grammar.entry(found.rule)) {
                let rest = input.skip(found.length as usize);
                return Ok((rest, Spanned::new(value, input.span_to(&rest), found.rule)));
            }
        }
        input.fail()
    }
}

/// A word between or beside numbers.
pub fn joint<'a>(wanted: NumberWord) -> impl Fn(Cursor<'a>) -> Read<'a, RuleId> {
    move |input: Cursor<'a>| {
        if !input.starts(Kinds::JOINT) {
            return input.fail();
        }
        match input.matches().find(|found| found.word == Some(wanted)) {
            Some(found) => Ok((input.skip(found.length as usize), found.rule)),
            None => input.fail(),
        }
    }
}
