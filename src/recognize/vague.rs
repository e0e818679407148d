//! Amounts that say no number: vague plurals and small numbers left open.
//!
//! ```text
//! vague := plural ("of" plural)*          "dozens", "hundreds of thousands": low end twice the first word
//! few   := few-word scale*                "several million" (low end three times), "a couple of": only beside a scale or unit
//!                                         "many" only before a plural; a length of time only behind "of"
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("hundreds of thousands of ships", "200000+"),
//!     ("several million dollars", "3000000+ USD"),
//!     ("dozens of wells", "24+"),
//!     ("several ministers", ""),
//!     ("a delay of a few months", "3+ month"),
//!     ("lasted a few months", ""),
//!     ("many millions of barrels", "2000000+ bbl"),
//!     ("many barrels", ""),
//!     ("a couple of million barrels", "2000000 bbl"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, joint};
use super::number::{Form, Number, scales, word};
use super::scale::scale_word;
use crate::grammar::number::NumberWord;
use nom::Parser;
use nom::branch::alt;
use nom::sequence::preceded;
use rust_decimal::Decimal;

/// Vague plurals and small numbers left open.
pub(super) fn loose(input: Cursor<'_>) -> Read<'_, Number> {
    alt((vague, few)).parse(input)
}

/// "dozens", "hundreds of thousands": twice the word, times the words after it.
fn vague(input: Cursor<'_>) -> Read<'_, Number> {
    let (mut rest, first) = word(NumberWord::Vague)(input)?;
    let low = Number { rule: Some(first.rule), ..Number::new(first.value * Decimal::TWO, Form::Vague) };
    let mut number = Number { scale: first.value, ..low };
    let loose = first.value == Decimal::TEN || first.value == Decimal::from(20);
    let mut followed = false;
    for _ in 0..3 {
        let Ok((after, scale)) = preceded(joint(NumberWord::Of), scale_word).parse(rest) else { break };
        let Some(scaled) = number.scaled(scale.value, scale.rule) else { break };
        (rest, number, followed) = (after, scaled, true);
    }
    if loose && !followed && (first.value == Decimal::TEN || joint(NumberWord::Of)(rest).is_err()) {
        return input.fail();
    }
    Ok((rest, number))
}

/// "several million", "a few", "a couple of".
fn few(input: Cursor<'_>) -> Read<'_, Number> {
    let (rest, first) = word(NumberWord::Few)(input)?;
    let name = input.grammar.entry(first.rule).name();
    let form = if name == "couple" { Form::Words } else { Form::Vague };
    let few = Number { rule: Some(first.rule), ..Number::new(first.value, form) };
    let (rest, number) = scales(rest, few, false)?;
    let bare = number.scale == Decimal::ONE;
    if bare && name == "many" {
        return input.fail();
    }
    Ok((rest, if bare { Number { form: Form::Few, ..number } } else { number }))
}
