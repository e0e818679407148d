//! Times in running text: the longest time expression at a place, and what the word before it says of its ends.
//!
//! ```text
//! time  := simple (("-" | "to" | "and") simple)?
//! simple := part | stretch | piece | date | year | set | now
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("by 2030", "By Year(2030)"),
//!     ("since March", "Since Piece(Month(3), Unsaid)"),
//!     ("from 2025 onwards", "Since Year(2025)"),
//!     ("2018-2021", "Range(Year(2018), Year(2021))"),
//!     ("between June and December last year", "Range(Piece(Month(6), Unsaid), Piece(Month(12), Of(Unit(Year, Last))))"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! for text in ["2,030 barrels", "shipped 2024 containers", "more than 2000 people", "output may rise", "year-on-year"] {
//!     assert!(trade_figures::recognize::time::said(text, &grammar).is_empty());
//! }
//! # Ok(())
//! # }
//! ```

mod day;
mod part;
mod piece;
mod start;
mod stretch;
mod word;
mod year;

use super::cursor::{Cursor, Read, Scene, sense};
use crate::grammar::Grammar;
use crate::grammar::lexicon::Kinds as Starts;
use crate::grammar::number::NumberWord;
use crate::grammar::phrases::Phrases;
use crate::grammar::time::{Joint, Kinds, TimeWord};
use crate::grammar::words::{Cue, Sense};
use crate::model::profile::Profile;
use crate::model::sentence::{Shape, Word};
use crate::model::span::{RuleId, Spanned};
use crate::model::time::{Edge, Pick, Piece, TimeExpression, When};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::map;
use word::{dash, joint, kinds};

type Reader = for<'b> fn(Cursor<'b>) -> Read<'b, When>;

/// The longer of two readings, the first where they are as long.
fn longer<'a>(best: Read<'a, When>, other: Read<'a, When>) -> Read<'a, When> {
    match (&best, &other) {
        (Ok((least, _)), Ok((rest, _))) if rest.tokens.len() >= least.tokens.len() => best,
        (_, Ok(_)) => other,
        _ => best,
    }
}

/// The longest that any of the readers reads.
fn longest<'a>(input: Cursor<'a>, readers: &[Reader]) -> Read<'a, When> {
    readers.iter().fold(input.fail(), |best, reader| longer(best, reader(input)))
}

/// The readers of times, each with the kinds of words that it may begin with, an article passed over.
const READERS: [(Kinds, Reader); 19] = [
    (Kinds::PART.or(Kinds::UNIT), part::part),
    (Kinds::ORDINAL.or(Kinds::RELATIVE).or(Kinds::NUMBER), stretch::first),
    (STRETCHES.or(Kinds::ORDINAL).or(Kinds::CALENDAR).or(Kinds::RELATIVE), stretch::ending),
    (Kinds::UNIT, stretch::starting),
    (Kinds::RELATIVE, stretch::rolling),
    (Kinds::UNIT, stretch::to_date),
    (STRETCHES, stretch::offset),
    (Kinds::RELATIVE.or(Kinds::UNIT), stretch::same),
    (Kinds::RELATIVE, day::this_daytime),
    (DAYS.or(Kinds::ORDINAL).or(Kinds::YEAR), day::date),
    (PIECES, piece::piece),
    (YEARS, piece::year_first),
    (YEARS.or(Kinds::ORDINAL).or(Kinds::DECADE).or(Kinds::NUMBER), year::year_like),
    (Kinds::RELATIVE.or(Kinds::UNIT), year::unit_pick),
    (Kinds::RELATIVE.or(Kinds::UNITS), year::vague_units),
    (Kinds::NUMBER.or(Kinds::COUNT), stretch::spoken),
    (Kinds::SET.or(Kinds::RELATIVE), stretch::set),
    (Kinds::DAY.or(Kinds::VAGUE).or(Kinds::TODAY_PART), day::around_now),
    (STRETCHES.or(Kinds::UNITS).or(Kinds::LENGTH), stretch::duration),
];

/// What a counted stretch may begin with.
const STRETCHES: Kinds = Kinds::NUMBER.or(Kinds::COUNT).or(Kinds::UNIT);

/// What a date may begin with.
const DAYS: Kinds = Kinds::NUMBER.or(Kinds::MONTH).or(Kinds::WEEKDAY);

/// What a month, quarter, half, season or weekday may begin with.
const PIECES: Kinds = DAYS
    .or(Kinds::SEASON)
    .or(Kinds::ORDINAL)
    .or(Kinds::RELATIVE)
    .or(Kinds::joint(Joint::QuarterLetter))
    .or(Kinds::joint(Joint::HalfLetter));

/// What a year may begin with.
const YEARS: Kinds = Kinds::YEAR.or(Kinds::CALENDAR).or(Kinds::RELATIVE).or(Kinds::UNIT);

/// A time that is no range.
fn simple(input: Cursor<'_>) -> Read<'_, When> {
    let heads = start::heads(input);
    let mut best: Read<'_, When> = input.fail();
    for (among, reader) in READERS {
        if heads.any(among) {
            best = longer(best, reader(input));
        }
    }
    let (rest, when) = best?;
    day::daytime(&when, rest).or(Ok((rest, when)))
}

/// The longest time expression at the start of `input`, and how many tokens it takes; the tokens of the
/// sentence before it may leave an end open ("by", "since") or forbid a reading.
pub fn read(input: Cursor<'_>) -> Option<(usize, Spanned<TimeExpression>)> {
    if !start::may_begin(input) {
        return None;
    }
    let first = input.first()?;
    let before = input.back(input.at())?;
    if first.shape == Shape::Digits && !first.spaced && glued_before(before) {
        return None;
    }
    let (rest, when) = simple(input)
        .map(|(rest, when)| extended(before, rest, when))
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

/// The times of a sentence, each with its first token and how many it covers.
pub fn all<'a>(scene: &'a Scene<'a>) -> impl Iterator<Item = (usize, usize, Spanned<TimeExpression>)> + 'a {
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let cursor = Cursor::new(scene).skip(at);
            if cursor.tokens.is_empty() {
                return None;
            }
            let first = at;
            match read(cursor) {
                Some((length, time)) => {
                    at += length;
                    return Some((first, length, time));
                }
                None => at += 1,
            }
        }
    })
}

/// The times of a text read as one sentence, as the examples of these files write them: the edge, where there is one, and
/// what was said.
pub fn said(text: &str, grammar: &Grammar) -> Vec<String> {
    let profile = Profile::default();
    let phrases = Phrases::of_one(text, &grammar.lexicon);
    let scene = Scene::new(text, phrases.sentence(0), grammar, &profile);
    let spelled = |TimeExpression { edge, when }| {
        if edge == Edge::None { format!("{when:?}") } else { format!("{edge:?} {when:?}") }
    };
    all(&scene).map(|(_, _, time)| spelled(time.value)).collect()
}

/// Whether a phrase of time may begin with the word here.
pub fn is_word_of_time(input: Cursor<'_>) -> bool {
    kinds(input) != Kinds::NONE
}

/// Whether the word here only stands before a time that an amount would swallow: "a fourth-quarter profit", "between 2010
/// and 2020".
pub fn stands_before(input: Cursor<'_>) -> bool {
    let found = kinds(input);
    let next = input.skip(1);
    found.any(Kinds::joint(Joint::A)) && piece::ordinal_unit(next).is_ok()
        || found.any(Kinds::joint(Joint::Between))
            && matches!(read(next), Some((_, Spanned { value: TimeExpression { when: When::Range(..), .. }, .. })))
}

/// A time joined with the one after it: "2018-2021", "April-May 2024", "between June and December last year".
fn extended<'a>(before: Cursor<'a>, rest: Cursor<'a>, from: When) -> (Cursor<'a>, When) {
    if kind(&from) == 0 {
        return (rest, from);
    }
    let between = kinds(rest).any(Kinds::joint(Joint::And)) && joint_ends(before, Joint::Between);
    let joined = if between {
        joint(Joint::And)(rest)
    } else if kind(&from) == 4 {
        dash(rest)
    } else {
        let dashed_to = map((dash, joint(Joint::To), dash), drop);
        alt((dashed_to, dash, joint(Joint::To))).parse(rest)
    };
    let Ok((after, ())) = joined else { return (rest, from) };
    match longest(after, &[day::date, piece::piece, year::year_like, part::part]) {
        Ok((after, to)) if between || kind(&from) == kind(&to) => (after, When::Range(Box::new(from), Box::new(to))),
        _ => (rest, from),
    }
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
    ends_with(before, Kinds::joint(wanted), |word| (word == TimeWord::Joint(wanted)).then_some(())).is_some()
}

/// What the longest phrase that the tokens before end in means, where `pick` accepts it.
fn ends_with<T>(before: Cursor<'_>, among: Kinds, pick: impl Fn(TimeWord) -> Option<T>) -> Option<T> {
    let count = before.tokens.len();
    (count.saturating_sub(3)..count).find_map(|start| {
        let tail = before.skip(start);
        let (rest, value) = word::word(among, &pick)(tail).ok()?;
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
    match ends_with(before, Kinds::EDGE, said) {
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
            let noun_follows = rest.first().is_some_and(|next| next.spaced && next.shape == Shape::Lower);
            let counted = counts(rest, introduced) || noun_follows && follows_bound(before);
            !counted
        }
        When::Piece(Piece::Month(5 | 3), Pick::Unsaid) => last
            .is_none_or(|token| token.word != Word::UNKNOWN || !matches!(token.shape, Shape::Capital | Shape::Upper)),
        _ => true,
    }
}

/// Whether the tokens before end in a bound that no time has: "more than", but not "around".
fn follows_bound(before: Cursor<'_>) -> bool {
    let count = before.tokens.len();
    (count.saturating_sub(3)..count).any(|start| {
        let tail = before.skip(start);
        let is_edge = kinds(tail).any(Kinds::EDGE);
        let is_bound = |rule| matches!(before.grammar.sense(rule), Sense::Cue(Cue::Comparator(_)));
        let mut matches = tail.matches();
        tail.starts(Starts::BOUND)
            && !is_edge
            && matches.any(|found| found.length as usize == tail.tokens.len() && is_bound(found.rule))
    })
}

/// Whether the tokens before end in any word of time.
fn is_time_word(before: Cursor<'_>) -> bool {
    ends_with(before, Kinds::ALL, |_| Some(())).is_some()
}

/// Whether what follows is counted by the number before it: a unit, a scale word, or after a plain word a noun.
fn counts(rest: Cursor<'_>, introduced: bool) -> bool {
    let Some(next) = rest.first().filter(|token| token.spaced && token.shape != Shape::Mark) else { return false };
    let unit = sense(Starts::UNIT.or(Starts::NUMBER), |entry| match entry.sense {
        Sense::Unit(_) | Sense::SharedUnit(_) | Sense::Number(NumberWord::Scale, _) => Some(()),
        _ => None,
    })(rest);
    unit.is_ok() || (!introduced && next.shape == Shape::Lower && next.word == Word::UNKNOWN)
}

/// The entry of the first word of time in what was read, or the one that stands for digits.
fn rule(input: Cursor<'_>, length: usize) -> RuleId {
    let word = sense(Starts::TIME.or(Starts::EDGE), |entry| match entry.sense {
        Sense::Time(TimeWord::Joint(_) | TimeWord::Numeric) => None,
        Sense::Time(_) => Some(()),
        _ => None,
    });
    (0..length)
        .filter(|at| kinds(input.skip(*at)) != Kinds::NONE)
        .find_map(|at| word(input.skip(at)).ok().map(|(_, found)| found.rule))
        .unwrap_or(input.grammar.numeric_time)
}
