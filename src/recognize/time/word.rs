//! Single words of time, and numbers of units.
//!
//! ```text
//! counted := count ("-" | "straight")? unit(s)
//! count   := simple (("to" | "-" | "or") simple)? "and a half"?
//! simple  := decimal | numeral ("-" numeral)? | vague          ("several")
//! decimal := digits ("," digits)* ("." digits)? ("-"? digits "/" digits)?
//! ```

use crate::grammar::lexicon::Kinds as Starts;
use crate::grammar::number::NumberWord;
use crate::grammar::time::{Joint, Kinds, Relative, Shift, TimeWord};
use crate::grammar::words::Sense;
use crate::model::sentence::Shape;
use crate::model::time::{Count, TimeUnit};
use crate::recognize::cursor::{Cursor, Read, digits, glued, mark, sense};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::multi::many_m_n;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// What the phrases of time that begin here may be.
pub fn kinds(input: Cursor<'_>) -> Kinds {
    input.first().map_or(Kinds::NONE, |token| input.grammar.time_kinds(token.word))
}

/// A word of time of one of these kinds that `pick` accepts.
pub fn word<'a, T>(among: Kinds, pick: impl Fn(TimeWord) -> Option<T>) -> impl Fn(Cursor<'a>) -> Read<'a, T> {
    let read = sense(Starts::TIME.or(Starts::TIME_JOINT).or(Starts::EDGE), move |entry| match entry.sense {
        Sense::Time(word) => pick(word),
        _ => None,
    });
    move |input| {
        if !kinds(input).any(among) {
            return input.fail();
        }
        read(input).map(|(rest, found)| (rest, found.value))
    }
}

/// A small word.
pub fn joint<'a>(wanted: Joint) -> impl Fn(Cursor<'a>) -> Read<'a, ()> {
    word(Kinds::joint(wanted), move |word| (word == TimeWord::Joint(wanted)).then_some(()))
}

/// A word that picks, where `accept` takes it.
pub fn relative<'a>(accept: impl Fn(Relative) -> bool) -> impl Fn(Cursor<'a>) -> Read<'a, Relative> {
    word(Kinds::RELATIVE, move |word| match word {
        TimeWord::Relative(relative) if accept(relative) => Some(relative),
        _ => None,
    })
}

/// One of a unit.
pub fn unit(input: Cursor<'_>) -> Read<'_, TimeUnit> {
    word(Kinds::UNIT, |word| match word {
        TimeWord::Unit(unit, false) => Some(unit),
        _ => None,
    })(input)
}

/// Several of a unit.
pub fn units(input: Cursor<'_>) -> Read<'_, TimeUnit> {
    word(Kinds::UNITS, |word| match word {
        TimeWord::Unit(unit, true) => Some(unit),
        _ => None,
    })(input)
}

/// One or several of a unit.
pub fn any_unit(input: Cursor<'_>) -> Read<'_, TimeUnit> {
    alt((units, unit)).parse(input)
}

/// An ordinal.
pub fn ordinal(input: Cursor<'_>) -> Read<'_, u8> {
    let written = word(Kinds::ORDINAL, |word| match word {
        TimeWord::Ordinal(number) => Some(number),
        _ => None,
    });
    let numbered = (small_number(1, 31), glued(joint(Joint::DayEnding))).map(|(number, ())| number);
    alt((written, numbered)).parse(input)
}

/// A shift.
pub fn shift(input: Cursor<'_>) -> Read<'_, Shift> {
    word(Kinds::SHIFT, |word| match word {
        TimeWord::Shift(shift) => Some(shift),
        _ => None,
    })(input)
}

/// A hyphen or dash.
pub fn dash(input: Cursor<'_>) -> Read<'_, ()> {
    map(alt((mark("-"), mark("\u{2013}"), mark("\u{2010}"), mark("\u{2011}"))), drop).parse(input)
}

/// A number in digits from `low` to `high`, at most two digits long.
pub fn small_number<'a>(low: u8, high: u8) -> impl Fn(Cursor<'a>) -> Read<'a, u8> {
    move |input| {
        let (rest, token) = digits(input)?;
        match token.span.of(input.text).parse::<u8>() {
            Ok(number) if token.span.len() <= 2 && (low..=high).contains(&number) => Ok((rest, number)),
            _ => input.fail(),
        }
    }
}

/// A number in words, one word.
fn numeral_word(input: Cursor<'_>) -> Read<'_, Decimal> {
    let read = sense(Starts::NUMBER, |entry| match entry.sense {
        Sense::Number(NumberWord::Numeral, value) => Some(value),
        _ => None,
    });
    read(input).map(|(rest, found)| (rest, found.value))
}

/// A number in words: "six", "twenty-five".
pub fn numeral(input: Cursor<'_>) -> Read<'_, Decimal> {
    let (rest, tens) = numeral_word(input)?;
    let is_tens = tens >= Decimal::from(20) && tens < Decimal::ONE_HUNDRED;
    match preceded(opt(glued(dash)), numeral_word).parse(rest) {
        Ok((rest, ones)) if is_tens && ones < Decimal::TEN => Ok((rest, tens + ones)),
        _ => Ok((rest, tens)),
    }
}

/// Digits as a whole number.
fn whole(input: Cursor<'_>) -> Read<'_, (i64, usize)> {
    let (rest, token) = digits(input)?;
    match token.span.of(input.text).parse::<i64>() {
        Ok(number) if token.span.len() <= 9 => Ok((rest, (number, token.span.len()))),
        _ => input.fail(),
    }
}

/// A number in digits: "1,500", "3.5", "3-1/2".
fn decimal(input: Cursor<'_>) -> Read<'_, Decimal> {
    let group = preceded(glued(mark(",")), verify(glued(whole), |(_, length)| *length == 3));
    let (rest, ((first, _), groups)) = (whole, many_m_n(0, 4, group)).parse(input)?;
    let thousands = groups.iter().fold(Decimal::from(first), |sum, (group, _)| {
        sum.saturating_mul(Decimal::ONE_THOUSAND).saturating_add(Decimal::from(*group))
    });
    let (rest, decimals) = opt(preceded(glued(mark(".")), glued(whole))).parse(rest)?;
    let value = match decimals {
        Some((digits, length)) => thousands.saturating_add(Decimal::new(digits, length as u32)),
        None => thousands,
    };
    let fraction = (opt(glued(mark("-"))), whole, glued(mark("/")), glued(whole));
    match fraction_of(rest, fraction) {
        Some((rest, part)) => Ok((rest, value + part)),
        None => Ok((rest, value)),
    }
}

/// The fraction at this place, where its number above the line is the smaller.
fn fraction_of<'a, M, N>(
    input: Cursor<'a>,
    mut fraction: impl Parser<Cursor<'a>, Output = (M, (i64, usize), N, (i64, usize)), Error = ()>,
) -> Option<(Cursor<'a>, Decimal)> {
    let (rest, (_, (above, _), _, (below, _))) = fraction.parse(input).ok()?;
    (above < below).then(|| (rest, Decimal::from(above) / Decimal::from(below)))
}

/// A number of units, without range: the number, or none where vague.
fn simple(input: Cursor<'_>) -> Read<'_, Option<Decimal>> {
    let vague = word(Kinds::COUNT, |word| match word {
        TimeWord::Count(value) => Some(value),
        _ => None,
    });
    let vague = preceded(opt(joint(Joint::A)), vague);
    alt((vague, map(decimal, Some), map(numeral, Some))).parse(input)
}

/// How many of a unit.
pub fn count(input: Cursor<'_>) -> Read<'_, Count> {
    if input.first().is_some_and(|token| token.shape == Shape::Mark) {
        return input.fail();
    }
    let (rest, low) = simple(input)?;
    let Some(low) = low else { return Ok((rest, Count::Vague)) };
    let between = alt((joint(Joint::To), joint(Joint::Or), dash));
    if let Ok((rest, Some(high))) = preceded(between, simple).parse(rest)
        && high > low
    {
        return Ok((rest, Count::Between(low, high)));
    }
    let (rest, half) = opt(joint(Joint::Half)).parse(rest)?;
    let value = if half.is_some() { low + Decimal::new(5, 1) } else { low };
    Ok((rest, Count::Between(value, value)))
}

/// What may stand between a number and its unit: a hyphen, "consecutive".
fn before_unit(input: Cursor<'_>) -> Read<'_, ()> {
    map(opt(alt((glued(dash), joint(Joint::InARow)))), drop).parse(input)
}

/// So many of a unit: "three weeks", "six-month", "six straight days"; but not "the 2019 quarter", "twenty-second".
pub fn counted(input: Cursor<'_>) -> Read<'_, (Count, TimeUnit)> {
    let (rest, (count, ())) = (count, before_unit).parse(input)?;
    let several = units(rest);
    let single = several.is_err();
    let (after, unit) = several.or_else(|_| unit(rest))?;
    let is_year = count.high().is_some_and(|high| high >= Decimal::from(1800) && high <= Decimal::from(2100));
    let in_words = input.first().is_some_and(|token| token.shape != Shape::Digits);
    let is_ordinal = single && in_words && unit == TimeUnit::Second;
    if unit == TimeUnit::Period || (single && is_year) || is_ordinal {
        input.fail()
    } else {
        Ok((after, (count, unit)))
    }
}
