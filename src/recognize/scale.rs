//! Words and letters that multiply the number before them.
//!
//! ```text
//! scale := "-"? scale-word            in the singular or the plural: "million", "bn"
//!        | letter                     after money, before a unit, or where it is a scale earlier in the sentence
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [("3-million", "3000000"), ("$16B", "16000000000 USD"), ("1.1m tonnes and 500m", "1100000 t; 500000000")] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, glued};
use super::number::{dash, read_word, word};
use super::unit;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::number::NumberWord;
use crate::model::sentence::Shape;
use crate::model::span::Spanned;
use nom::Parser;
use nom::branch::alt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// A scale word, behind a hyphen or not.
pub(super) fn joined_scale(input: Cursor<'_>) -> Read<'_, Spanned<Decimal>> {
    alt((preceded(glued(dash), glued(scale_word)), scale_word)).parse(input)
}

/// A scale word, in the singular or, behind a number, in the plural.
pub(super) fn scale_word(input: Cursor<'_>) -> Read<'_, Spanned<Decimal>> {
    if !input.starts(Kinds::NUMBER) {
        return input.fail();
    }
    let scale = |found: &&Match| matches!(found.word, Some(NumberWord::Scale | NumberWord::Vague));
    let Some(found) = input.matches().find(scale) else { return input.fail() };
    let (rest, found) = read_word(input, found)?;
    if unit::length(input) > input.count_to(&rest) { input.fail() } else { Ok((rest, found)) }
}

/// A letter as scale: after money, before a unit, or glued where it can be no unit itself.
pub(super) fn letter<'a>(input: Cursor<'a>, money: bool, scale: Decimal) -> Read<'a, Spanned<Decimal>> {
    let (rest, found) = word(NumberWord::Letter)(input)?;
    let as_unit = unit::length(input);
    let glued = input.is_glued();
    let free = if money { as_unit <= 1 } else { as_unit == 0 && glued };
    let upper = input.shape() == Some(Shape::Upper) && glued && as_unit <= 1;
    let length_of = glued && input.peek() == "mm" && !money;
    let told = free || upper || unit::follows(rest) || glued && is_scale_before(input);
    if scale == Decimal::ONE && as_unit <= 1 && !length_of && told && !is_joined(rest) {
        Ok((rest, found))
    } else {
        input.fail()
    }
}

/// Whether the same letter is a scale earlier in the sentence: "1.1m b/d; Nigeria, 1.4m".
fn is_scale_before(input: Cursor<'_>) -> bool {
    (1..input.at()).filter_map(|back| input.back(back)).any(|earlier| {
        earlier.is_glued()
            && earlier.peek() == input.peek()
            && earlier.behind(1).is_some_and(|token| token.shape == Shape::Digits)
            && unit::length(earlier.skip(1)) > 0
    })
}

/// Whether a letter goes on into a name or code: "5G-ready", "3M+", "10k/".
fn is_joined(input: Cursor<'_>) -> bool {
    input.is_glued() && input.shape() == Some(Shape::Digits)
}
