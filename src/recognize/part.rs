//! Parts of a whole, and parts of a scale or unit, which are numbers.
//!
//! ```text
//! part     := fraction ("of"? "a"? scale | ("of"? "a")? unit)?
//! fraction := ("a" | count "-"?) fraction-word | "half" | run "/" run      the last only before "of"
//! ```
//! An ordinal word is a part only where its surroundings say so: "a third of imports", "down a third from March".
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("half a million barrels", "500000 bbl"),
//!     ("half of exports", "50 %"),
//!     ("a third of exports", "33.333333333333333333333333333 %"),
//!     ("a third tanker", ""),
//!     ("three quarters of output", "75 %"),
//!     ("a quarter of a percentage point", "0.25 pp"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, joint};
use super::number::{Form, Number, below_hundred, dash, slashed, tail_of_scale, word};
use super::scale::scale_word;
use super::unit;
use crate::grammar::number::NumberWord;
use crate::model::sentence::Shape;
use crate::model::span::RuleId;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{pair, preceded, terminated};
use rust_decimal::Decimal;

/// A fraction as said.
#[derive(Clone, Copy, Debug)]
pub(super) struct Fraction {
    /// The number above the line.
    pub above: Decimal,
    /// The number below it.
    pub below: Decimal,
    /// The entry that read it.
    pub rule: RuleId,
}

/// "a half", "one third", "two-thirds", "three quarters": numerator and denominator.
pub(super) fn counted_fraction(input: Cursor<'_>) -> Read<'_, Fraction> {
    let count = alt((joint(NumberWord::A).map(|_| Decimal::ONE), below_hundred));
    let (rest, (above, fraction)) = pair(terminated(count, opt(dash)), word(NumberWord::Fraction)).parse(input)?;
    let below = (Decimal::ONE / fraction.value).round();
    Ok((rest, Fraction { above, below, rule: fraction.rule }))
}

/// A part of something: of a scale or unit a number, else of a whole.
pub(super) fn part(input: Cursor<'_>) -> Read<'_, Number> {
    if input.shape() == Some(Shape::Mark) {
        return input.fail();
    }
    let counted = counted_fraction(input);
    let is_counted = counted.is_ok();
    let (rest, fraction) = counted.or_else(|_| alt((of_digits, bare)).parse(input))?;
    let Fraction { above, below, rule } = fraction;
    if above >= below {
        return input.fail();
    }
    let number = Number { part: (above, below), rule: Some(rule), ..Number::new(above / below, Form::Part) };
    if let Ok(found) = of_scale(rest, number).or_else(|_| of_unit(rest, number, is_counted)) {
        return Ok(found);
    }
    if is_share(input, rest, fraction, is_counted) { Ok((rest, number)) } else { input.fail() }
}

/// "half a million", "three quarters of a billion".
fn of_scale<'a>(input: Cursor<'a>, number: Number) -> Read<'a, Number> {
    let article = preceded(opt(joint(NumberWord::Of)), opt(joint(NumberWord::A)));
    let (rest, scale) = preceded(article, scale_word).parse(input)?;
    let (above, below) = number.part;
    let value = above.checked_mul(scale.value).map(|value| value / below);
    match (number.scaled(scale.value, scale.rule), value) {
        (Some(scaled), Some(value)) => tail_of_scale(rest, Number { value, ..scaled }),
        _ => input.fail(),
    }
}

/// "half a barrel", "half-litre", "a quarter point", "a quarter of a percentage point".
fn of_unit<'a>(input: Cursor<'a>, number: Number, is_counted: bool) -> Read<'a, Number> {
    let (above, below) = number.part;
    let number = Number { form: Form::Words, ..number };
    let article = preceded(opt(joint(NumberWord::Of)), joint(NumberWord::A)).parse(input);
    if let Ok((rest, _)) = article
        && unit::follows(rest)
    {
        return Ok((rest, number));
    }
    let hyphen = input.is_glued() && dash(input).is_ok();
    let quarter = below == Decimal::from(4) && joint(NumberWord::Of)(input).is_ok();
    let plain = below == Decimal::TWO || is_counted || hyphen;
    let three_quarters = below == Decimal::from(4) && above > Decimal::ONE && is_counted && !hyphen;
    if unit::follows(input) && plain && !quarter && !three_quarters { Ok((input, number)) } else { input.fail() }
}

/// Whether a fraction without a unit is a part of a whole: no half of a game, no quarter of a year, no third in a row.
fn is_share(input: Cursor<'_>, rest: Cursor<'_>, fraction: Fraction, is_counted: bool) -> bool {
    let joined = rest.is_glued() && dash(rest).is_ok();
    let quarter = fraction.below == Decimal::from(4);
    let of = joint(NumberWord::Of)(rest).is_ok();
    if joined || (quarter && fraction.above > Decimal::ONE && !of) {
        return false;
    }
    match is_counted {
        _ if fraction.below == Decimal::TWO => !follows_half_of_time(input),
        true => joint(NumberWord::AfterFraction)(rest).is_ok() || rest.shape().is_none_or(|shape| shape == Shape::Mark),
        false => input.shape() == Some(Shape::Digits),
    }
}

/// A fraction word without a count.
fn bare(input: Cursor<'_>) -> Read<'_, Fraction> {
    let (rest, found) = word(NumberWord::Fraction)(input)?;
    let below = (Decimal::ONE / found.value).round();
    Ok((rest, Fraction { above: Decimal::ONE, below, rule: found.rule }))
}

/// "1/2 of": a fraction in digits before "of".
fn of_digits(input: Cursor<'_>) -> Read<'_, Fraction> {
    let (rest, (above, below)) = slashed(input)?;
    joint(NumberWord::Of)(rest)?;
    Ok((rest, Fraction { above, below, rule: input.grammar.digits }))
}

/// "the second half": a half of a time or thing, no part of an amount.
fn follows_half_of_time(input: Cursor<'_>) -> bool {
    input.back(1).is_some_and(|before| joint(NumberWord::BeforeHalf)(before).is_ok())
}
