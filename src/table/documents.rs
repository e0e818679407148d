//! The documents table, the table of numbers that were not understood, and the table of mentions.

use super::article::{Article, sha256};
use super::cell::Cell;
use super::manual::Vocabulary;
use super::schema::{Column, Link, Table, Type, closed, columns};
use super::xlsx::About;
use crate::model::code::Comparator;
use crate::model::document::Outcome;
use crate::model::figure::Unread;
use crate::model::mention::MentionRow;

/// What a run was made with; stands in every row of the documents table, in the manifest and in the workbook.
#[derive(Clone, Debug)]
pub struct Run {
    /// The program and its version.
    pub program: String,
    /// The hash of the grammar's files, 16 hex digits.
    pub grammar: String,
    /// The codes that the grammar's lists hold.
    pub vocabulary: Vocabulary,
    /// What was asked for, as the command line says it.
    pub options: String,
}

impl Run {
    /// A run of this program with the grammar of this hash.
    pub fn new(grammar: &str) -> Run {
        Run {
            program: env!("CARGO_PKG_VERSION").to_owned(),
            grammar: grammar.to_owned(),
            vocabulary: Vocabulary::default(),
            options: String::new(),
        }
    }

    /// What the workbook says of it.
    pub fn about(&self) -> About {
        let lines = [
            ("program", format!("trade-figures {}", self.program)),
            ("grammar", self.grammar.clone()),
            ("options", self.options.clone()),
            ("conventions", "none: normal_value comes of exact definitions alone".to_owned()),
            ("confidence", "the share of figures annotated by hand, with the same evidence, that are right; empty where it was not measured".to_owned()),
            ("marked rows", "have flags: what a reader should check".to_owned()),
        ];
        lines.into_iter().map(|(name, text)| (name.to_owned(), text)).filter(|(_, text)| !text.is_empty()).collect()
    }
}

/// The documents table.
pub struct Documents;

/// What one row of the documents table is made from.
#[derive(Clone, Copy)]
pub struct DocumentRow<'a> {
    /// The document and what it gave.
    pub article: &'a Article<'a>,
    /// What it was extracted with.
    pub run: &'a Run,
}

#[rustfmt::skip]
impl Table for Documents {
    const NAME: &'static str = "documents";
    const MEANING: &'static str = "One row is one document that was read, or that could not be.";
    const KEY: &'static [&'static str] = &["doc_id"];
    const LINKS: &'static [Link] = &[];
    const BATCH: usize = 2_000;
    const WIDE_TEXT: bool = false;
    type Row<'a> = DocumentRow<'a>;
    const COLUMNS: &'static [Column<Documents>] = columns! {
        star doc_id: Type::Text, "the document's id", |row| filled(&row.article.extraction.document.id);
        star source: Type::Text, "path or URL it came from", |row| Cell::text(&row.article.extraction.document.source);
        star title: Type::Text, "its headline", |row| Cell::maybe(row.article.extraction.document.title.as_deref());
        star published: Type::Date, "the day it was published", |row| row.article.extraction.document.published.into();
        star publisher: Type::Text, "who published it", |row| Cell::maybe(row.article.extraction.document.publisher.as_deref());
        star author: Type::Text, "who wrote it", |row| Cell::maybe(row.article.extraction.document.author.as_deref());
        star language: Type::Text, "its language, ISO 639-3", |row| Cell::maybe(row.article.extraction.document.language.as_deref());
        star url: Type::Text, "where it stands on the web", |row| Cell::maybe(row.article.extraction.document.url.as_deref());
        star sha256: Type::Text, "the SHA-256 hash of its text in UTF-8, 64 hex digits", |row| row.hash();
        wide text: Type::Text, "its clean text, into which every start and end counts; in Parquet only", |row| filled(&row.article.extraction.document.text);
        star characters: Type::Integer, "the number of code points of its text", |row| Cell::Integer(row.article.characters() as i64);
        star sentences: Type::Integer, "the number of its sentences", |row| Cell::Integer(row.article.extraction.sentences.len() as i64);
        star figures: Type::Integer, "the number of figures found in it, out of scope or not", |row| Cell::Integer(row.article.extraction.figures.len() as i64);
        star unread: Type::Integer, "the number of its numbers that were not understood", |row| Cell::Integer(row.article.extraction.unread.len() as i64);
        star outcome: Type::Code(closed!(Outcome)), "what became of it", |row| Cell::text(row.article.extraction.outcome.code());
        star message: Type::Text, "what went wrong or was assumed", |row| Cell::maybe(row.article.extraction.message.as_deref());
        star program_version: Type::Text, "the version of the program that read it", |row| Cell::text(&row.run.program);
        star grammar_hash: Type::Text, "the hash of the grammar it was read with, 16 hex digits", |row| Cell::text(&row.run.grammar);
    };
}

impl<'a> DocumentRow<'a> {
    /// The hash of the text; unknown where no text was read.
    fn hash(&self) -> Cell<'a> {
        let text = &*self.article.extraction.document.text;
        if text.is_empty() { Cell::Null } else { Cell::owned(sha256([text])) }
    }
}

/// The table of numbers that were seen and not understood.
pub struct UnreadNumbers;

/// What one row of it is made from.
#[derive(Clone, Copy)]
pub struct UnreadRow<'a> {
    /// The document it stands in.
    pub article: &'a Article<'a>,
    /// The number.
    pub unread: &'a Unread,
}

#[rustfmt::skip]
impl Table for UnreadNumbers {
    const NAME: &'static str = "unread";
    const MEANING: &'static str = "One row is one number of a document's body that was seen and not understood.";
    const KEY: &'static [&'static str] = &["doc_id", "start", "end"];
    const LINKS: &'static [Link] = &[Link { column: "doc_id", table: "documents", to: "doc_id" }];
    const BATCH: usize = 50_000;
    const WIDE_TEXT: bool = true;
    type Row<'a> = UnreadRow<'a>;
    const COLUMNS: &'static [Column<UnreadNumbers>] = columns! {
        star doc_id: Type::Text, "the document's id", |row| Cell::text(&row.article.extraction.document.id);
        star start: Type::Integer, "its first code point in the document's text, from 0", |row| Cell::Integer(row.unread.start.into());
        star end: Type::Integer, "one past its last code point", |row| Cell::Integer(row.unread.end.into());
        star quote: Type::Text, "its words", |row| Cell::text(&row.unread.quote);
        star sentence: Type::Text, "the sentence it stands in, cut around it past 1,000 characters", |row| row.article.sentence(row.unread.sentence, row.unread.span).map_or(Cell::Null, Cell::Text);
    };
}

/// The mentions table.
pub struct Mentions;

/// What one row of it is made from.
#[derive(Clone, Copy)]
pub struct MentionOf<'a> {
    /// The document's id.
    pub doc_id: &'a str,
    /// The mention.
    pub mention: &'a MentionRow<'a>,
}

#[rustfmt::skip]
impl Table for Mentions {
    const NAME: &'static str = "mentions";
    const MEANING: &'static str = "One row is one expression of the text, with what it says before any context is attached.";
    const KEY: &'static [&'static str] = &[];
    const LINKS: &'static [Link] = &[];
    const BATCH: usize = 50_000;
    const WIDE_TEXT: bool = true;
    type Row<'a> = MentionOf<'a>;
    const COLUMNS: &'static [Column<Mentions>] = columns! {
        star doc_id: Type::Text, "the document's id", |row| Cell::text(row.doc_id);
        star start: Type::Integer, "its first code point in the document's text, from 0", |row| Cell::Integer(row.mention.start.into());
        star end: Type::Integer, "one past its last code point", |row| Cell::Integer(row.mention.end.into());
        star quote: Type::Text, "the exact words", |row| Cell::text(row.mention.quote);
        star kind: Type::Text, "number, money, price, percent, points, quantity, multiple, ratio, count, duration, index, time, place, commodity, measure, cue ...", |row| Cell::text(row.mention.kind);
        star value: Type::Decimal, "the number, where one says it", |row| row.mention.value.into();
        star value_low: Type::Decimal, "low end of a range or of a vague plural", |row| row.mention.value_low.into();
        star value_high: Type::Decimal, "high end of a range", |row| row.mention.value_high.into();
        star comparator: Type::Code(closed!(Comparator)), "how it is bounded", |row| Cell::maybe(row.mention.comparator.map(|code| code.code()));
        star unit: Type::Text, "the unit in canonical spelling", |row| Cell::maybe(row.mention.unit.as_deref());
        star time_type: Type::Text, "DATE, TIME, DURATION or SET (ISO-TimeML)", |row| Cell::maybe(row.mention.time_type);
        star time_value: Type::Text, "TIMEX3 value: 2024-Q1, P3Y, PRESENT_REF", |row| Cell::maybe(row.mention.time_value.as_deref());
        star time_mod: Type::Text, "TIMEX3 mod: START, APPROX, MORE_THAN ...", |row| Cell::maybe(row.mention.time_mod);
        star time_start: Type::Date, "first day", |row| row.mention.time_start.into();
        star time_end: Type::Date, "last day, inclusive", |row| row.mention.time_end.into();
        star rule: Type::Text, "id of the grammar entry that read it", |row| Cell::text(row.mention.rule);
    };
}

/// Text, or unknown where there is none.
fn filled(text: &str) -> Cell<'_> {
    Cell::maybe(Some(text).filter(|text| !text.is_empty()))
}
