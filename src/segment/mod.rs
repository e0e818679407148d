//! Document → sentences, each with its section: lines are put together into blocks, blocks split into sentences, and
//! the sentences told apart as title, body, related, boilerplate or metadata.
//!
//! ```text
//! text ─layout→ blocks ─sentence→ pieces ─section→ sentences ─profile→ what holds for the whole document
//! ```

mod dateline;
mod language;
mod layout;
mod line;
mod profile;
mod section;
mod sentence;
mod setting;
mod vocabulary;

pub use profile::profile;
pub use sentence::count_cut;

use crate::grammar::Grammar;
use crate::model::document::Document;
use crate::model::sentence::Sentence;
use crate::model::span::Span;
use vocabulary::Vocabulary;

/// Splits documents; built once from a grammar, shared by threads as `&self`.
#[derive(Debug)]
pub struct Segmenter {
    vocabulary: Vocabulary,
}

impl Segmenter {
    /// A segmenter for the grammar's language.
    pub fn new(grammar: &Grammar) -> Segmenter {
        Segmenter { vocabulary: Vocabulary::new(grammar) }
    }

    /// The language of a document (ISO 639-3); `None` where it cannot be told.
    pub fn language(&self, document: &Document) -> Option<&str> {
        language::language(&document.text, &self.vocabulary)
    }

    /// The sentences of a document in order. They do not overlap; what lies between them is white space, list marks
    /// and marks of layout.
    pub fn segment(&self, document: &Document) -> Vec<Sentence> {
        let text = document.text.as_str();
        let blocks = layout::blocks(text, &self.vocabulary);
        let mut pieces = Vec::with_capacity(text.len() / 100 + 1);
        for (index, block) in blocks.iter().enumerate() {
            let start = section::glued_headline(text, block, index, &self.vocabulary, &mut pieces);
            sentence::split(text, start, block.end, index, &self.vocabulary, &mut pieces);
        }
        let sections = section::sections(document, &blocks, &pieces, &self.vocabulary);
        let sentence = |(index, (piece, section)): (usize, (&sentence::Piece, _))| Sentence {
            span: Span::new(piece.start, piece.end),
            index: index as u32,
            paragraph: piece.block as u32,
            section,
        };
        pieces.iter().zip(sections).enumerate().map(sentence).collect()
    }
}

/// The sentences of one document, for callers that have no `Segmenter` at hand.
pub fn segment(document: &Document, grammar: &Grammar) -> Vec<Sentence> {
    Segmenter::new(grammar).segment(document)
}

#[cfg(test)]
mod tests;
