//! Parts of a whole, and parts of a scale or unit, which are numbers.
//!
//! ```text
//! part     := fraction ("of"? "a"? scale | ("of"? "a")? unit)?
//! fraction := ("a" | count "-"?) fraction-word | "half" | run "/" run      the last only before "of"
//! ```
//! An ordinal word is a part only where its surroundings say so: "a third of imports", "down a third from March".

use super::cursor::{Cursor, Read, digits, glued, joint, mark};
use super::number::{Form, Number, below_hundred, dash, is_denominator, scale_word, small, tail_of_scale, word};
use super::unit;
use crate::model::sentence::Shape;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{pair, preceded, terminated};
use rust_decimal::Decimal;

/// "a half", "one third", "two-thirds", "three quarters": numerator and denominator.
pub(super) fn counted_fraction(input: Cursor<'_>) -> Read<'_, (Decimal, Decimal)> {
    let count = alt((joint("a").map(|_| Decimal::ONE), below_hundred));
    let (rest, (above, fraction)) = pair(terminated(count, opt(dash)), word("fraction")).parse(input)?;
    Ok((rest, (above, (Decimal::ONE / fraction.value).round())))
}

/// A part of something: of a scale or unit a number, else of a whole.
pub(super) fn part(input: Cursor<'_>) -> Read<'_, Number> {
    let bare = word("fraction").map(|found| (Decimal::ONE, (Decimal::ONE / found.value).round()));
    let counted = counted_fraction(input);
    let is_counted = counted.is_ok();
    let (rest, (above, below)) = counted.or_else(|_| alt((digit_fraction, bare)).parse(input))?;
    let half = below == Decimal::TWO;
    if input.shape() == Some(Shape::Mark) || above >= below {
        return input.fail();
    }
    let mut number = Number { part: (above, below), ..Number::new(above / below, Form::Part) };
    number.rule = rest.matches().first().map(|(_, rule)| *rule);
    if let Ok((after, scale)) = preceded(opt(joint("of")), preceded(opt(joint("a")), scale_word)).parse(rest) {
        let number =
            number.scaled(scale.value, scale.rule).map(|one| Number { value: above * scale.value / below, ..one });
        return number.map_or_else(|| input.fail(), |number| tail_of_scale(after, number));
    }
    let of_unit = preceded(opt(joint("of")), joint("a")).parse(rest);
    if let Ok((after, _)) = of_unit
        && unit::follows(after)
    {
        return Ok((after, Number { form: Form::Words, ..number }));
    }
    let quarter = below == Decimal::from(4);
    let whole = !rest.is_glued() || dash(rest).is_err();
    let of = joint("of")(rest).is_ok();
    let hyphen = rest.is_glued() && !whole;
    if unit::follows(rest) && (half || is_counted || hyphen) && !(quarter && of) {
        return Ok((rest, Number { form: Form::Words, ..number }));
    }
    let fits = match (half, is_counted) {
        (true, _) => !dash(rest).is_ok_and(|_| rest.is_glued()) && !follows_half_of_time(input),
        (false, true) => joint("after_fraction")(rest).is_ok() || rest.shape().is_none_or(|shape| shape == Shape::Mark),
        (false, false) => false,
    };
    let quarters = quarter && above > Decimal::ONE && !of;
    if fits && whole && !quarters { Ok((rest, number)) } else { input.fail() }
}

/// A fraction in digits that a unit or "of" follows.
fn digit_fraction(input: Cursor<'_>) -> Read<'_, (Decimal, Decimal)> {
    let (rest, (above, below)) = pair(digits, preceded(glued(mark("/")), glued(digits))).parse(input)?;
    match (small(input.words(&above)), small(input.words(&below))) {
        (Some(above), Some(below)) if above < below && is_denominator(below) && joint("of")(rest).is_ok() => {
            Ok((rest, (above, below)))
        }
        _ => input.fail(),
    }
}

/// "the second half": a half of a time or thing, no part of an amount.
fn follows_half_of_time(input: Cursor<'_>) -> bool {
    let Some(before) = input.behind(1) else { return false };
    let lexicon = &input.grammar.lexicon;
    lexicon
        .matches(input.text, std::slice::from_ref(before), 0)
        .iter()
        .any(|(_, rule)| input.grammar.entry(*rule).id == "joint.before_half")
}
