//! What the parsers read: the tokens of a sentence, left to right, as nom's input; and the parsers of single tokens.
//!
//! ```text
//! digits := one run of digits          mark(c) := the mark c          sense(f) := the longest phrase that f accepts
//! glued(p) := p, no white space before
//! ```

use crate::grammar::Grammar;
use crate::grammar::words::Entry;
use crate::model::sentence::{Shape, Token};
use crate::model::span::{Span, Spanned};
use nom::error::{Error, ErrorKind};
use nom::{IResult, Input, Needed, Parser};

/// The tokens not yet read, with the text they stand in and the grammar that explains them.
#[derive(Clone, Copy)]
pub struct Cursor<'a> {
    /// The document's text.
    pub text: &'a str,
    /// The tokens not yet read.
    pub tokens: &'a [Token],
    /// The grammar.
    pub grammar: &'a Grammar,
}

/// What a parser over tokens returns.
pub type Read<'a, T> = IResult<Cursor<'a>, T>;

impl std::fmt::Debug for Cursor<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:?}", self.tokens.first().map(|token| self.words(token)))
    }
}

impl<'a> Cursor<'a> {
    /// The next token.
    pub fn first(&self) -> Option<&'a Token> {
        self.tokens.first()
    }

    /// The words of a token.
    pub fn words(&self, token: &Token) -> &'a str {
        token.span.of(self.text)
    }

    /// The next token's words; empty at the end.
    pub fn peek(&self) -> &'a str {
        self.first().map_or("", |token| self.words(token))
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
        Cursor { tokens: &self.tokens[count..], ..*self }
    }

    /// That nothing was read here.
    pub fn fail<T>(&self) -> Read<'a, T> {
        Err(nom::Err::Error(Error::new(*self, ErrorKind::Tag)))
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
    mut parser: impl Parser<Cursor<'a>, Output = T, Error = Error<Cursor<'a>>>,
) -> impl FnMut(Cursor<'a>) -> Read<'a, T> {
    move |input: Cursor<'a>| match input.first() {
        Some(token) if !token.spaced => parser.parse(input),
        _ => input.fail(),
    }
}

/// The longest phrase of the grammar of which `pick` accepts the entry.
pub fn sense<'a, T>(pick: impl Fn(&'a Entry) -> Option<T>) -> impl Fn(Cursor<'a>) -> Read<'a, Spanned<T>> {
    move |input: Cursor<'a>| {
        let matches = input.grammar.lexicon.matches(input.text, input.tokens, 0);
        for (length, rule) in matches {
            if let Some(value) = pick(input.grammar.entry(rule)) {
                let rest = input.skip(length as usize);
                return Ok((rest, Spanned::new(value, input.span_to(&rest), rule)));
            }
        }
        input.fail()
    }
}
