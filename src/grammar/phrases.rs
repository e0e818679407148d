//! The tokens of sentences and all phrases of the grammar in them, looked up once for everyone who reads the document.

use super::lexicon::{Kinds, Lexicon, Match};
use crate::model::sentence::Token;
use crate::model::span::Span;

/// The tokens of some sentences of a text, and the phrases that begin at each token.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    tokens: Vec<Token>,
    found: Vec<Match>,
    /// For each token and for the end, where its phrases begin in `found`, and their kinds.
    places: Vec<(u32, Kinds)>,
    /// For each sentence, one past its last token.
    ends: Vec<u32>,
}

/// The part of the phrases that stands in one sentence; no phrase goes on beyond it.
#[derive(Clone, Copy, Debug)]
pub struct InSentence<'a> {
    /// The tokens of the sentence.
    pub tokens: &'a [Token],
    found: &'a [Match],
    places: &'a [(u32, Kinds)],
}

impl Phrases {
    /// The tokens of each of the sentences `spans` of a text, and the phrases in them.
    pub fn of(text: &str, spans: impl Iterator<Item = Span>, lexicon: &Lexicon) -> Phrases {
        let likely = text.len() / 5 + 1;
        let mut all = Phrases {
            tokens: Vec::with_capacity(likely),
            found: Vec::with_capacity(2 * likely),
            places: Vec::with_capacity(likely + 1),
            ends: Vec::with_capacity(spans.size_hint().0),
        };
        for span in spans {
            let start = all.tokens.len();
            lexicon.tokenize(text, span, &mut all.tokens);
            all.ends.push(all.tokens.len() as u32);
            let tokens = &all.tokens[start..];
            for (at, token) in tokens.iter().enumerate() {
                let first = all.found.len();
                if lexicon.starts(token.word) != Kinds::default() {
                    lexicon.find(text, tokens, at, |one| all.found.push(one));
                }
                let kinds = all.found[first..].iter().fold(Kinds::default(), |kinds, one| kinds.or(one.kind));
                all.places.push((first as u32, kinds));
            }
        }
        all.places.push((all.found.len() as u32, Kinds::default()));
        all
    }

    /// The phrases of the whole of a text, read as one sentence.
    pub fn of_one(text: &str, lexicon: &Lexicon) -> Phrases {
        Phrases::of(text, std::iter::once(Span::new(0, text.len())), lexicon)
    }

    /// The tokens of all sentences.
    pub fn tokens(&self) -> &[Token] {
        &self.tokens
    }

    /// The phrases that begin at a token, counted through all sentences, longest first.
    pub fn at(&self, token: usize) -> &[Match] {
        &self.found[self.places[token].0 as usize..self.places[token + 1].0 as usize]
    }

    /// What stands in one sentence, by its number.
    pub fn sentence(&self, index: usize) -> InSentence<'_> {
        let start = index.checked_sub(1).map_or(0, |before| self.ends[before] as usize);
        let end = self.ends[index] as usize;
        InSentence { tokens: &self.tokens[start..end], found: &self.found, places: &self.places[start..=end] }
    }
}

impl<'a> InSentence<'a> {
    /// The phrases that begin at a token, longest first; none at the end.
    pub fn at(&self, token: usize) -> &'a [Match] {
        match self.places.get(token..token + 2) {
            Some([(start, _), (end, _)]) => &self.found[*start as usize..*end as usize],
            _ => &[],
        }
    }

    /// The kinds of phrases that begin at a token, which there is.
    pub fn kinds_at(&self, token: usize) -> Kinds {
        self.places[token].1
    }
}
