//! Which part of the article each sentence stands in: title, body, related, boilerplate or metadata.
//!
//! Blocks are gone through in order. A head that opens a list of teasers or the foot of the page holds to the end, or to
//! the next head, when it stands behind the article; before it, or where most of the text still follows, it holds for
//! the lines that look like links. Credits, rates of exchange and links inside a paragraph are told by how they begin.

use super::dateline;
use super::layout::{Block, ends_in_stop};
use super::line;
use super::sentence::{Piece, skip_marks, skip_space};
use super::vocabulary::{Head, HeadFound, Mark, Vocabulary};
use crate::model::code::Section;
use crate::model::document::Document;

/// Adds the headline or byline that is glued to the dateline of the block as a piece of its own; gives where to go on.
pub fn glued_headline(
    text: &str,
    block: &Block,
    index: usize,
    vocabulary: &Vocabulary,
    pieces: &mut Vec<Piece>,
) -> usize {
    let start = skip_marks(&text[..block.end], block.start);
    let found = (index < 8).then(|| dateline::find(&text[start..block.end], vocabulary)).flatten();
    let Some(at) = found.filter(|at| *at > 0).map(|at| start + at) else { return block.start };
    if text[start..at].starts_with('(') {
        // A note in brackets and what follows it are two pieces, which the splitter makes.
        let Some(close) = text[start..at].find(')').map(|close| start + close + 1) else { return block.start };
        pieces.push(Piece { start, end: close, block: index });
        push_trimmed(text, close, at, index, pieces);
    } else {
        push_trimmed(text, start, at, index, pieces);
    }
    at
}

fn push_trimmed(text: &str, start: usize, end: usize, block: usize, pieces: &mut Vec<Piece>) {
    let start = skip_space(&text[..end], start);
    let end = start + text[start..end].trim_end().len();
    if end > start {
        pieces.push(Piece { start, end, block });
    }
}

/// The section of each of `pieces`, in their order.
pub fn sections(document: &Document, blocks: &[Block], pieces: &[Piece], vocabulary: &Vocabulary) -> Vec<Section> {
    let text = document.text.as_str();
    let title = document.title.as_deref().map(words_of).filter(|title| !title.is_empty());
    let mut reader = Reader { text, blocks, vocabulary, title, state: State::Head, foot: None };
    let mut sections = Vec::with_capacity(pieces.len());
    let mut first = 0;
    while first < pieces.len() {
        let block = pieces[first].block;
        let count = pieces[first..].iter().take_while(|piece| piece.block == block).count();
        reader.read_block(block, &pieces[first..first + count], &mut sections);
        first += count;
    }
    sections
}

/// Where in the article the reader is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    /// Before its first paragraph.
    Head,
    /// In it.
    Body,
    /// Among links inside it.
    Links,
}

struct Reader<'t> {
    text: &'t str,
    blocks: &'t [Block],
    vocabulary: &'t Vocabulary,
    title: Option<String>,
    state: State,
    /// The section that holds from here to the next head, behind the article.
    foot: Option<Section>,
}

impl<'t> Reader<'t> {
    fn line(&self, index: usize) -> &'t str {
        let block = &self.blocks[index];
        let start = skip_marks(&self.text[..block.end], block.start);
        self.text[start..block.end].trim_end_matches(['*', '_', ' ', '#'])
    }

    /// Whether a block is running text, not a headline, a link or the item of a list.
    fn is_prose(&self, index: usize) -> bool {
        let line = self.line(index);
        ends_in_stop(line) || line.len() > 240
    }

    fn read_block(&mut self, index: usize, pieces: &[Piece], sections: &mut Vec<Section>) {
        let from = sections.len();
        let whole = self.whole(index);
        for piece in pieces {
            let section = match whole {
                Some(section) => section,
                None => self.piece(piece, sections[from..].last().copied()),
            };
            sections.push(section);
        }
        if whole.is_some() {
            return;
        }
        let base = self.base(index, pieces);
        for (piece, section) in pieces.iter().zip(&mut sections[from..]) {
            if *section == Section::Body {
                *section = if self.is_glued_headline(piece, pieces) { Section::Title } else { base };
            }
        }
    }

    /// The section of a block that has one as a whole.
    fn whole(&mut self, index: usize) -> Option<Section> {
        let line = self.line(index);
        if self.foot.is_none() && self.is_title(line) {
            return Some(Section::Title);
        }
        if let Some(section) = self.opened(index, line) {
            return Some(section);
        }
        if self.foot.is_some() {
            return self.foot;
        }
        if line::is_metadata(line, self.vocabulary) {
            return Some(Section::Metadata);
        }
        if self.is_biography(index, line) {
            return Some(Section::Boilerplate);
        }
        if self.state == State::Links {
            if !self.is_prose(index) {
                return Some(Section::Related);
            }
            self.state = State::Body;
        }
        None
    }

    fn is_title(&self, line: &str) -> bool {
        let Some(title) = &self.title else { return false };
        let begins = |word: &str| title.starts_with(&word.to_lowercase());
        line.len() < 2 * title.len() + 40 && words(line).next().is_some_and(begins) && *title == words_of(line)
    }

    /// The section that the head at the beginning of a block opens.
    fn opened(&mut self, index: usize, line: &str) -> Option<Section> {
        let rest_of =
            |found: &HeadFound| line[found.end..].trim_matches([':', ' ', '*', '_', '.', '…', '>', '»', '|', '-']);
        for found in self.vocabulary.heads(line, 0) {
            let rest = rest_of(&found);
            let alone = rest.is_empty();
            let few_words =
                found.words > 1 && line.len() <= 80 && rest.split_whitespace().count() <= 6 && !ends_in_stop(line);
            match found.head {
                Head::RelatedTail if alone || few_words => return Some(self.open_foot(index, Section::Related)),
                Head::BoilerplateTail if alone || few_words => {
                    return Some(self.open_foot(index, Section::Boilerplate));
                }
                Head::RelatedInset if alone => {
                    if self.foot.is_none() {
                        self.state = State::Links;
                    }
                    return Some(Section::Related);
                }
                Head::RelatedInset if index > 0 && self.is_link(line, &found) => return Some(Section::Related),
                Head::Signature if alone => return Some(Section::Boilerplate),
                Head::BoilerplateLine if !found.glued => return Some(Section::Boilerplate),
                _ => {}
            }
        }
        None
    }

    /// Whether a line is one link behind its head: glued to it, or behind a colon or bar, without a sentence after it.
    fn is_link(&self, line: &str, found: &HeadFound) -> bool {
        let colon = line[found.end..].trim_start().starts_with([':', '|', '»', '>']);
        (found.glued || colon) && line.len() <= 200 && !line[found.end..].trim_end().ends_with('.')
    }

    /// The foot of the page begins here; unless most of the text still follows, or no paragraph came before.
    fn open_foot(&mut self, index: usize, section: Section) -> Section {
        let before = self.blocks[index].start;
        if self.state == State::Head || before * 3 < self.text.len() {
            self.state = State::Links;
        } else {
            self.foot = Some(section);
        }
        section
    }

    /// A paragraph on the author: it begins with the name that stands alone before it, or says so and ends the article.
    fn is_biography(&self, index: usize, line: &str) -> bool {
        let block = &self.blocks[index];
        if block.start * 2 < self.text.len() {
            return false;
        }
        let next = self.blocks.get(index + 1).map(|_| self.line(index + 1));
        let names_next = is_name(line) && next.is_some_and(|next| next.len() > line.len() && next.starts_with(line));
        let named = index > 0 && is_name(self.line(index - 1)) && line.starts_with(self.line(index - 1));
        let limit = block.end.min(block.start + 160);
        let is_marked = || self.vocabulary.is_marked(self.text, block.start, limit, Mark::Biography);
        names_next || named || line.starts_with(char::is_uppercase) && is_marked()
    }

    /// The section of a piece by how it begins; body where nothing tells. `before` is the section of the piece before it.
    fn piece(&mut self, piece: &Piece, before: Option<Section>) -> Section {
        let text = &self.text[piece.start..piece.end];
        let start = text.len() - text.trim_start_matches(['(', '[', ' ', '/']).len();
        let mut section = match before {
            // Credits end their paragraph, and so does what a head opens at its end.
            Some(Section::Boilerplate) if self.foot.is_none() && !line::is_exchange_note(text) => {
                self.after_boilerplate(text)
            }
            Some(Section::Related) if self.foot.is_some() => Section::Related,
            _ => Section::Body,
        };
        for found in self.vocabulary.heads(text, start) {
            let behind = text[found.end..].trim_start();
            match found.head {
                Head::Credit => section = Section::Boilerplate,
                Head::Note if text.starts_with('(') && self.state == State::Head => section = Section::Metadata,
                Head::RelatedInset if behind.starts_with(':') && piece.start > self.blocks[0].start => {
                    section = Section::Related
                }
                Head::RelatedTail if found.words > 1 && text.len() <= 80 && !ends_in_stop(text) => {
                    section = Section::Related;
                    self.foot = Some(section);
                }
                _ => continue,
            }
            return section;
        }
        if line::is_exchange_note(text) || text.len() <= 200 && self.has_rights(piece) {
            return Section::Boilerplate;
        }
        if line::is_byline(text, self.vocabulary) { Section::Metadata } else { section }
    }

    /// What follows credits or a rate of exchange in a paragraph: credits too while it is short.
    fn after_boilerplate(&self, text: &str) -> Section {
        if text.len() <= 80 && !text.starts_with('(') { Section::Boilerplate } else { Section::Body }
    }

    fn has_rights(&self, piece: &Piece) -> bool {
        self.vocabulary.is_marked(self.text, piece.start, piece.end, Mark::Rights)
    }

    /// Title or body, for a block that is neither as a whole; moves on into the body at its first paragraph.
    fn base(&mut self, index: usize, pieces: &[Piece]) -> Section {
        if self.is_headline(index) && pieces.len() == 1 {
            return Section::Title;
        }
        if self.is_prose(index) && self.line(index).len() > 60 {
            self.state = State::Body;
        }
        Section::Body
    }

    fn is_headline(&self, index: usize) -> bool {
        let block = &self.blocks[index];
        let line = self.line(index);
        let is_short = line.len() <= 200 && line.split_whitespace().count() <= 25;
        if block.bullet || !is_short || line.ends_with(':') || self.is_prose(index) {
            return false;
        }
        let mut after = index + 1..(index + 6).min(self.blocks.len());
        match self.state {
            _ if block.heading => true,
            State::Head => after.any(|next| self.is_prose(next)),
            _ => {
                let next = self.blocks.get(index + 1);
                let stands_alone = block.spaced && next.is_some_and(|next| next.spaced && !next.bullet);
                stands_alone && line.len() <= 100 && self.is_prose(index + 1) && self.is_prose(index - 1)
            }
        }
    }

    /// Whether a piece is the headline that a dateline follows in the same block.
    fn is_glued_headline(&self, piece: &Piece, pieces: &[Piece]) -> bool {
        let text = &self.text[piece.start..piece.end];
        let Some(next) = pieces.iter().take(3).find(|next| next.start > piece.start) else { return false };
        piece.block < 8
            && !text.ends_with(['.', '!', '?'])
            && dateline::find(&self.text[next.start..next.end], self.vocabulary) == Some(0)
    }
}

/// The words of a headline, for comparison: small letters, digits and single spaces.
fn words_of(line: &str) -> String {
    words(line).map(str::to_lowercase).collect::<Vec<_>>().join(" ")
}

fn words(line: &str) -> impl Iterator<Item = &str> {
    line.split(|character: char| !character.is_alphanumeric()).filter(|word| !word.is_empty())
}

/// Two to four words with capitals, and nothing else.
fn is_name(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().take(5).collect();
    (2..=4).contains(&words.len())
        && words.iter().all(|word| {
            word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_alphabetic() || ".-’'".contains(c))
        })
}
