//! Whether a time may begin at a token: a cheap look at it and the few after it, before any parser runs.

use super::word::kinds;
use crate::grammar::lexicon::Kinds as Starts;
use crate::grammar::time::{Joint, Kinds};
use crate::model::sentence::{Shape, Token};
use crate::recognize::cursor::Cursor;

/// Words that may begin a time whatever follows.
const ALONE: Kinds = Kinds::MONTH
    .or(Kinds::WEEKDAY)
    .or(Kinds::UNIT)
    .or(Kinds::UNITS)
    .or(Kinds::ORDINAL)
    .or(Kinds::PART)
    .or(Kinds::SEASON)
    .or(Kinds::SET)
    .or(Kinds::DAY)
    .or(Kinds::TODAY_PART)
    .or(Kinds::VAGUE)
    .or(Kinds::LENGTH)
    .or(Kinds::CALENDAR)
    .or(Kinds::joint(Joint::QuarterLetter))
    .or(Kinds::joint(Joint::HalfLetter));

/// Words that may follow an article in a time.
const AFTER_ARTICLE: Kinds = ALONE.or(Kinds::COUNT).or(Kinds::DECADE);

/// Words that may follow one that picks ("last", "this").
const AFTER_RELATIVE: Kinds = Kinds::MONTH
    .or(Kinds::WEEKDAY)
    .or(Kinds::UNIT)
    .or(Kinds::UNITS)
    .or(Kinds::ORDINAL)
    .or(Kinds::SEASON)
    .or(Kinds::COUNT)
    .or(Kinds::CALENDAR)
    .or(Kinds::DAYTIME)
    .or(Kinds::joint(Joint::A))
    .or(Kinds::joint(Joint::Time));

/// Words that may follow a number in a time.
const AFTER_NUMBER: Kinds = Kinds::MONTH
    .or(Kinds::UNIT)
    .or(Kinds::UNITS)
    .or(Kinds::ORDINAL)
    .or(Kinds::CALENDAR)
    .or(Kinds::joint(Joint::QuarterLetter))
    .or(Kinds::joint(Joint::HalfLetter))
    .or(Kinds::joint(Joint::MonthLetter));

/// Words that may stand inside a number of units: "two to three", "two and a half", "six straight", "8th of".
const IN_NUMBER: Kinds = Kinds::joint(Joint::To)
    .or(Kinds::joint(Joint::Or))
    .or(Kinds::joint(Joint::Half))
    .or(Kinds::joint(Joint::InARow))
    .or(Kinds::joint(Joint::DayEnding))
    .or(Kinds::joint(Joint::Of));

/// How many tokens a number before its unit or month may take.
const LONGEST_NUMBER: usize = 9;

/// What the first word here is, an article passed over: what a time that begins here may be.
pub fn heads(input: Cursor<'_>) -> Kinds {
    let found = kinds(input);
    let article = found.any(Kinds::joint(Joint::The).or(Kinds::joint(Joint::A)));
    let head = if article && input.tokens.len() > 1 { input.skip(1) } else { input };
    let found = found.or(kinds(head));
    match head.first() {
        Some(token) if token.shape == Shape::Digits && is_yearlike(token) => found.or(Kinds::YEAR),
        Some(token) if matches!(token.shape, Shape::Digits | Shape::Mark) => found.or(Kinds::NUMBER),
        _ if head.starts(Starts::NUMBER) => found.or(Kinds::NUMBER),
        _ => found,
    }
}

/// Whether a time may begin here.
pub fn may_begin(input: Cursor<'_>) -> bool {
    let Some(first) = input.first() else { return false };
    if first.shape == Shape::Digits {
        return is_yearlike(first) || is_numeric_date(input) || counts_time(input);
    }
    let found = kinds(input);
    if found.any(ALONE) || found.any(Kinds::RELATIVE) && picks(input.skip(1)) {
        return true;
    }
    if found.any(Kinds::joint(Joint::The).or(Kinds::joint(Joint::A))) {
        let next = input.skip(1);
        return kinds(next).any(AFTER_ARTICLE)
            || kinds(next).any(Kinds::RELATIVE) && picks(next.skip(1))
            || next.starts(Starts::NUMBER) && counts_time(next)
            || matches!(next.shape(), Some(Shape::Digits))
                && (counts_time(next) || kinds(next.skip(1)).any(IN_NUMBER))
            || matches!(next.shape(), Some(Shape::Mark)) && matches!(next.skip(1).shape(), Some(Shape::Digits));
    }
    (found.any(Kinds::COUNT) || input.starts(Starts::NUMBER)) && counts_time(input)
}

/// Whether what follows a word that picks is something it may pick.
fn picks(next: Cursor<'_>) -> bool {
    kinds(next).any(AFTER_RELATIVE) || next.shape() == Some(Shape::Digits) || next.starts(Starts::NUMBER)
}

/// Four digits.
fn is_yearlike(token: &Token) -> bool {
    token.span.len() == 4
}

/// Digits, a mark, digits, a mark, digits, all glued: "31/12/2023".
fn is_numeric_date(input: Cursor<'_>) -> bool {
    let glued = |at: usize, shape: Shape| input.ahead(at).is_some_and(|token| token.shape == shape && !token.spaced);
    glued(1, Shape::Mark) && glued(2, Shape::Digits) && glued(3, Shape::Mark) && glued(4, Shape::Digits)
}

/// Whether a number here is followed by a word of time.
fn counts_time(input: Cursor<'_>) -> bool {
    for at in 0..LONGEST_NUMBER.min(input.tokens.len()) {
        let here = input.skip(at);
        let found = kinds(here);
        if found.any(AFTER_NUMBER) {
            return true;
        }
        let goes_on = matches!(here.shape(), Some(Shape::Digits | Shape::Mark))
            || here.starts(Starts::NUMBER)
            || found.any(IN_NUMBER.or(Kinds::COUNT));
        if !goes_on {
            return false;
        }
    }
    false
}
