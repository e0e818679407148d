//! Amounts said in two units of one kind: "5 feet 2 inches", "3 dollars and 50 cents", "two years and a half".
//!
//! ```text
//! compound := term (("," | "and")? term)*          each a smaller unit of the same kind, and less than one of the one before
//!           | term "and" "a" fraction-word         behind a unit of time
//! ```
//! Money is told in the larger unit, all else in the smaller, so that the number stays exact.
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("5 feet 2 inches", "62 inch"),
//!     ("3 dollars and 50 cents", "3.5 USD"),
//!     ("2 years 3 months", "27 month"),
//!     ("40 MWh, 5 MJ", "40 MWh; 5 MJ"),
//!     ("3 miles and 5 percent", "3 mile; 5 %"),
//!     ("5%, 5‰", "5 %; 5 permille"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, joint, mark};
use super::number::Form;
use super::part::counted_fraction;
use super::quantity::{Term, term};
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::model::sentence::Shape;
use crate::model::unit::UnitId;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A term with the smaller units said behind it added in.
pub fn compound<'a>(read: (Cursor<'a>, Term)) -> (Cursor<'a>, Term) {
    let (mut rest, mut sum) = read;
    for _ in 0..3 {
        let Ok((after, added)) = smaller(rest, &sum).or_else(|_| half(rest, &sum)) else { break };
        (rest, sum) = (after, added);
    }
    (rest, sum)
}

/// The unit of a term that has just one, undivided.
fn single(term: &Term) -> Option<UnitId> {
    let unit = term.measure.as_ref()?.unit.as_ref()?;
    let whole = term.number.form != Form::Vague && term.number.form != Form::Few && term.number.scale == Decimal::ONE;
    unit.head().filter(|_| unit.0.len() == 1 && whole)
}

/// Adds a smaller unit.
fn smaller<'a>(input: Cursor<'a>, sum: &Term) -> Read<'a, Term> {
    let may =
        input.shape() == Some(Shape::Digits) || input.starts(Kinds::JOINT.or(Kinds::NUMBER)) || input.is_mark(0, ",");
    let (Some(large), true) = (single(sum), may) else { return input.fail() };
    let separator = alt((mark(",").map(|_| ()), joint(NumberWord::And).map(|_| ())));
    let (rest, next) = preceded(opt(separator), term).parse(input)?;
    let Some(small) = single(&next).filter(|_| !next.before && !next.signed) else { return input.fail() };
    let world = &input.grammar.world;
    let (a, b) = (world.unit(large), world.unit(small));
    let ratio = a.factor.0.checked_mul(b.factor.1).zip(a.factor.1.checked_mul(b.factor.0));
    let Some(ratio) = ratio.and_then(|(above, below)| above.checked_div(below)) else { return input.fail() };
    let money = world.is_money(large);
    let ordered = ratio > Decimal::ONE && next.number.value < ratio && sum.number.value.fract().is_zero();
    let told_so = ["length", "mass", "duration", "calendar_duration", "money"].contains(&&*a.dimension);
    if a.dimension != b.dimension || !told_so || !ordered || (money && a.canonical != b.canonical) {
        return input.fail();
    }
    let mut added = sum.clone();
    let value = if money { next.number.value.checked_div(ratio) } else { sum.number.value.checked_mul(ratio) };
    let other = if money { sum.number.value } else { next.number.value };
    let Some(value) = value.and_then(|value| value.checked_add(other)) else { return input.fail() };
    added.number.value = value;
    added.number.form = Form::Digits;
    added.span = sum.span.joined(next.span);
    if !money {
        added.measure = next.measure;
    }
    Ok((rest, added))
}

/// Adds "and a half" behind a time.
fn half<'a>(input: Cursor<'a>, sum: &Term) -> Read<'a, Term> {
    if !single(sum).is_some_and(|unit| input.grammar.world.is_time(unit)) {
        return input.fail();
    }
    let (rest, fraction) = preceded(joint(NumberWord::And), counted_fraction).parse(input)?;
    if rest.starts(Kinds::UNIT) || joint(NumberWord::Of)(rest).is_ok() {
        return input.fail();
    }
    let mut added = sum.clone();
    added.number.value += fraction.above / fraction.below;
    added.number.form = Form::Digits;
    added.span = sum.span.joined(input.span_to(&rest));
    Ok((rest, added))
}
