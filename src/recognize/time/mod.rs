//! Times in running text: the longest time expression at a place, and what the word before it says of its ends.
//!
//! ```text
//! time  := range | simple                range := simple ("-" | "to" | "and") simple
//! simple := part | stretch | piece | date | year | set | now
//! ```

mod day;
mod part;
mod piece;
mod stretch;
mod word;
mod year;

use super::cursor::{Cursor, Read, sense};
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::grammar::time::{Joint, TimeWord};
use crate::grammar::words::Sense;
use crate::model::sentence::{Shape, Word};
use crate::model::span::{RuleId, Spanned};
use crate::model::time::{Edge, Pick, Piece, TimeExpression, TimeUnit, When};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;
use word::{dash, joint};

type Reader = for<'b> fn(Cursor<'b>) -> Read<'b, When>;

/// The longest that any of the readers reads.
fn longest<'a>(input: Cursor<'a>, readers: &[Reader]) -> Read<'a, When> {
    let mut best: Read<'a, When> = input.fail();
    for reader in readers {
        let Ok((rest, when)) = reader(input) else { continue };
        if best.as_ref().map_or(true, |(least, _)| rest.tokens.len() < least.tokens.len()) {
            best = Ok((rest, when));
        }
    }
    best
}

/// A time that is no range.
fn simple(input: Cursor<'_>) -> Read<'_, When> {
    longest(
        input,
        &[
            part::part,
            stretch::first,
            stretch::ending,
            stretch::starting,
            stretch::rolling,
            stretch::to_date,
            stretch::offset,
            stretch::same,
            day::daytime,
            day::date,
            piece::piece,
            piece::year_first,
            year::year_like,
            year::unit_pick,
            year::vague_units,
            stretch::spoken,
            stretch::set,
            day::around_now,
            stretch::duration,
        ],
    )
}

/// Whether digits stand right after the next token: "the 27th", "Q1".
fn numbered(input: Cursor<'_>) -> bool {
    input.ahead(1).is_some_and(|next| next.shape == Shape::Digits)
}

/// How far behind an article or a number the first word of time may stand: "the 2-1/2 straight months".
const REACH: usize = 7;

/// The longest time expression at the start of `input`, and how many tokens it takes; the tokens of the
/// sentence before it may leave an end open ("by", "since") or forbid a reading.
pub fn read(input: Cursor<'_>) -> Option<(usize, Spanned<TimeExpression>)> {
    let first = input.first()?;
    let soon = || input.starts_soon(Kinds::TIME, REACH);
    let may_be = match first.shape {
        Shape::Digits => first.span.len() == 4 || input.ahead(1).is_some_and(|next| !next.spaced) || soon(),
        _ if input.starts(Kinds::TIME) => true,
        _ => input.starts(Kinds::TIME_JOINT.or(Kinds::NUMBER)) && (numbered(input) || soon()),
    };
    if !may_be {
        return None;
    }
    let before = input.back(input.at())?;
    if first.shape == Shape::Digits && !first.spaced && glued_before(before) {
        return None;
    }
    let (rest, when) = range(before, input)
        .or_else(|_| simple(input))
        .or_else(|_| piece::fourth(before, input))
        .or_else(|_| if asks_for_length(before) { stretch::asked(input) } else { input.fail() })
        .ok()?;
    if !plausible(before, &when, rest) {
        return None;
    }
    let span = input.span_to(&rest);
    let length = input.tokens.len() - rest.tokens.len();
    let edge = edge(before, &when, rest);
    Some((length, Spanned::new(TimeExpression { edge, when }, span, rule(input, length))))
}

/// Two times joined into one: "2018-2021", "April-May 2024", "between June and December last year".
fn range<'a>(before: Cursor<'a>, input: Cursor<'a>) -> Read<'a, When> {
    let end: &[Reader] = &[day::date, piece::piece, year::year_like, part::part];
    let (rest, from) = longest(input, end)?;
    let between = joint_ends(before, Joint::Between);
    let joined = if between {
        joint(Joint::And)(rest)
    } else if matches!(kind(&from), 4) {
        dash(rest)
    } else {
        let dashed_to = map((dash, joint(Joint::To), dash), drop);
        alt((dashed_to, dash, joint(Joint::To))).parse(rest)
    };
    let (rest, ()) = joined?;
    let (rest, to) = longest(rest, end)?;
    if kind(&from) == 0 || kind(&from) != kind(&to) && !between {
        return input.fail();
    }
    Ok((rest, When::Range(Box::new(from), Box::new(to))))
}

/// Times of one kind may be joined to a range; 0 may not.
fn kind(when: &When) -> u8 {
    match when {
        When::Date(..) | When::Piece(Piece::Day(..), _) => 1,
        When::Piece(Piece::Month(_) | Piece::IranianMonth(_), _) => 2,
        When::Year(_) | When::Decade(_) => 3,
        When::Named(..) | When::SplitYear(..) => 4,
        When::Piece(Piece::Quarter(_) | Piece::Half(_), _) => 5,
        When::Piece(Piece::Weekday(_), _) => 6,
        When::Part(..) => 7,
        _ => 0,
    }
}

/// Whether the tokens before end in this small word.
fn joint_ends(before: Cursor<'_>, wanted: Joint) -> bool {
    ends_with(before, |word| (word == TimeWord::Joint(wanted)).then_some(())).is_some()
}

/// What the longest phrase that the tokens before end in means, where `pick` accepts it.
fn ends_with<T>(before: Cursor<'_>, pick: impl Fn(TimeWord) -> Option<T>) -> Option<T> {
    let count = before.tokens.len();
    (count.saturating_sub(3)..count).find_map(|start| {
        let tail = before.skip(start);
        let (rest, value) = word::word(&pick)(tail).ok()?;
        rest.tokens.is_empty().then_some(value)
    })
}

/// What the words around a time say of its ends. "by" before an owner ("by yesterday's report") and "after" before a
/// day gone by say nothing.
fn edge(before: Cursor<'_>, when: &When, after: Cursor<'_>) -> Edge {
    if joint(Joint::Onwards)(after).is_ok() {
        return Edge::Since;
    }
    let owns = joint(Joint::DecadeEnding)(after).is_ok();
    let gone_by = matches!(when, When::Offset(count, ..) if count.is_sign_negative());
    let said = |word| match word {
        TimeWord::Edge(edge) => Some(edge),
        _ => None,
    };
    match ends_with(before, said) {
        Some(Edge::By) if owns => Edge::None,
        Some(Edge::By | Edge::After | Edge::Until) if gone_by => Edge::None,
        found => found.unwrap_or(Edge::None),
    }
}

/// Whether "a year" here is a length of time and "the day" a stretch: "for a year", "in minutes".
fn asks_for_length(before: Cursor<'_>) -> bool {
    joint_ends(before, Joint::In)
}

/// Whether digits without a space before them go on from a longer number or a sign of money.
fn glued_before(before: Cursor<'_>) -> bool {
    let Some(last) = before.tokens.last() else { return false };
    let words = before.words(last);
    match last.shape {
        Shape::Mark => {
            let digit_before = before.tokens.len() > 1 && {
                let other = before.tokens[before.tokens.len() - 2];
                other.shape == Shape::Digits && !last.spaced
            };
            digit_before
                || !matches!(
                    words,
                    "(" | "["
                        | "\""
                        | "'"
                        | "\u{201c}"
                        | "\u{2018}"
                        | "\u{2019}"
                        | "-"
                        | "\u{2013}"
                        | "\u{2014}"
                        | "*"
                        | "|"
                        | "#"
                        | ">"
                        | ":"
                        | "/"
                )
        }
        Shape::Digits => true,
        _ => true,
    }
}

/// Whether a bare year or month is one here: "2024 containers", "Theresa May" are none.
fn plausible(before: Cursor<'_>, when: &When, rest: Cursor<'_>) -> bool {
    let last = before.tokens.last();
    match when {
        When::Year(_) => {
            let introduced = last
                .is_none_or(|token| token.shape != Shape::Lower || token.word != Word::UNKNOWN && is_time_word(before));
            !counts(rest, introduced)
        }
        When::Piece(Piece::Month(5 | 3), Pick::Unsaid) => last
            .is_none_or(|token| token.word != Word::UNKNOWN || !matches!(token.shape, Shape::Capital | Shape::Upper)),
        When::Unit(TimeUnit::Period, Pick::This | Pick::Last) => true,
        _ => true,
    }
}

/// Whether the tokens before end in any word of time.
fn is_time_word(before: Cursor<'_>) -> bool {
    ends_with(before, |_| Some(())).is_some()
}

/// Whether what follows is counted by the number before it: a unit, a scale word, or after a plain word a noun.
fn counts(rest: Cursor<'_>, introduced: bool) -> bool {
    let Some(next) = rest.first().filter(|token| token.spaced && token.shape != Shape::Mark) else { return false };
    let unit = sense(Kinds::UNIT.or(Kinds::NUMBER), |entry| match entry.sense {
        Sense::Unit(_) | Sense::SharedUnit(_) | Sense::Number(NumberWord::Scale, _) => Some(()),
        _ => None,
    })(rest);
    unit.is_ok() || (!introduced && next.shape == Shape::Lower && next.word == Word::UNKNOWN)
}

/// The entry of the first word of time in what was read, or the one that stands for digits.
fn rule(input: Cursor<'_>, length: usize) -> RuleId {
    (0..length)
        .find_map(|at| {
            let found = input.grammar.longest(input.text, input.tokens, at, |entry| match entry.sense {
                Sense::Time(TimeWord::Joint(_) | TimeWord::Numeric) => None,
                Sense::Time(_) => Some(()),
                _ => None,
            });
            found.map(|(_, rule, ())| rule)
        })
        .unwrap_or(input.grammar.numeric_time)
}
