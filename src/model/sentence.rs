//! A sentence of a document: where it stands, in which section, and its tokens.

use super::code::Section;
use super::span::Span;

/// One sentence, headline or list line.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Sentence {
    /// Its bytes in the document's text, outer white space left out.
    pub span: Span,
    /// Its number in the document, from 0.
    pub index: u32,
    /// The number of its paragraph, from 0.
    pub paragraph: u32,
    /// The section it stands in.
    pub section: Section,
}

/// How a token is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shape {
    /// Letters, the first one small.
    Lower,
    /// Letters, only the first one a capital.
    Capital,
    /// Letters, all of them capitals.
    Upper,
    /// Letters, capitals inside.
    Mixed,
    /// Digits.
    Digits,
    /// One mark: punctuation, a sign, a symbol.
    Mark,
}

/// The number of a word of the grammar's lexicon; `Word::UNKNOWN` for a word it lacks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Word(pub u32);

impl Word {
    /// A word that no grammar entry contains.
    pub const UNKNOWN: Word = Word(0);
}

/// A run of letters, a run of digits, or one mark.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Token {
    /// Its bytes in the document's text.
    pub span: Span,
    /// Which word of the lexicon it is, case ignored.
    pub word: Word,
    /// How it is written.
    pub shape: Shape,
    /// Whether white space stands before it.
    pub spaced: bool,
}
