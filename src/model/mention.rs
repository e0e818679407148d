//! A mention: what one stretch of a sentence says, taken alone; and a reading: a sentence with all its mentions.

use super::amount::Amount;
use super::code::{Code, Comparator, Flags, Kind};
use super::sentence::{Sentence, Token};
use super::span::{RuleId, Span, Spanned};
use super::time::TimeExpression;
use super::unit::Unit;
use rust_decimal::Decimal;

/// An amount with the unit written beside it.
#[derive(Clone, Debug, PartialEq)]
pub struct Quantity {
    /// The kind its own words fix; `None` for a bare number, which context makes a count, or an amount of a unit.
    pub kind: Option<Kind>,
    /// The number, scale words multiplied in.
    pub amount: Amount,
    /// The unit.
    pub unit: Option<Unit>,
    /// The words of the unit.
    pub unit_span: Option<Span>,
    /// The words that bound it ("more than"), which stand outside the mention's span.
    pub comparator_span: Option<Span>,
    /// A minus, or a plus, was written.
    pub signed: bool,
    /// What a reader should check.
    pub flags: Flags,
}

/// What a mention says.
#[derive(Clone, Debug, PartialEq)]
pub enum MentionKind {
    /// A number, with or without a unit.
    Quantity(Quantity),
    /// A time expression.
    Time(TimeExpression),
    /// A phrase of the grammar; several entries where it has several senses. The mention's rule is the first.
    Phrase(smallvec::SmallVec<[RuleId; 4]>),
    /// A run of capitalized words that the grammar does not know: a person, company, field or project.
    Name,
    /// Words with a number in them that state none ("Boeing 737", "COP29").
    Stop,
    /// A number with more digits than are calculated with.
    TooLong,
}

/// What one stretch of a sentence says, taken alone.
pub type Mention = Spanned<MentionKind>;

/// One step of a sentence read from left to right: a plain token, or a mention.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Item {
    /// An index into the reading's tokens.
    Token(u32),
    /// An index into the reading's mentions.
    Mention(u32),
}

/// A sentence with everything recognized in it.
#[derive(Clone, Debug, PartialEq)]
pub struct Reading {
    /// The sentence.
    pub sentence: Sentence,
    /// Its tokens, in order.
    pub tokens: Vec<Token>,
    /// Its mentions, in order of their start; a mention may lie inside another (the duration in "the last three years").
    pub mentions: Vec<Mention>,
    /// The sentence as a sequence without overlaps: every token stands in exactly one item.
    pub items: Vec<Item>,
}

/// One row of `figures mentions`; its words are those of the document and the grammar.
#[derive(Clone, Debug, PartialEq)]
pub struct MentionRow<'a> {
    /// First code point in the text.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// The exact words.
    pub quote: &'a str,
    /// number, money, price, percent, points, quantity, multiple, ratio, count, duration, index, time, place, commodity ...
    pub kind: &'static str,
    /// The number, where one says it.
    pub value: Option<Decimal>,
    /// Low end of a range or vague plural.
    pub value_low: Option<Decimal>,
    /// High end of a range.
    pub value_high: Option<Decimal>,
    /// How it is bounded.
    pub comparator: Option<Comparator>,
    /// The unit in canonical spelling.
    pub unit: Option<Code>,
    /// DATE, TIME, DURATION or SET.
    pub time_type: Option<&'static str>,
    /// TIMEX3 value.
    pub time_value: Option<String>,
    /// TIMEX3 mod.
    pub time_mod: Option<&'static str>,
    /// First day.
    pub time_start: Option<chrono::NaiveDate>,
    /// Last day.
    pub time_end: Option<chrono::NaiveDate>,
    /// Id of the grammar entry.
    pub rule: &'a str,
}
