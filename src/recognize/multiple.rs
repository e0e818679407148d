//! Multiples, parts of a whole and ratios.
//!
//! ```text
//! multiple := multiple-word                       "doubled", "threefold", "halved": 2, 3, 0.5 x; not "double-digit"
//!           | guarded-word times                  "twice as much", not "twice a week"
//! ratio    := number "in" number                  "one in five", "9 out of 10": 0.2, 0.9
//!           | number "-"? "to" "-"? number        "3-to-1": 3
//! share    := a part without a unit               "half", "two-thirds": 50, 66.66... percent
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("exports doubled", "2 x"),
//!     ("twice the volume", "2 x"),
//!     ("met twice", ""),
//!     ("a double-digit rise", ""),
//!     ("one in five households", "0.2"),
//!     ("one in five barrels", "0.2"),
//!     ("one in five years", "5 year"),
//!     ("a 3-to-1 majority", "3"),
//!     ("less than half of exports", "< 50 %"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, glued, joint};
use super::number::{Form, Number, dash, number, word};
use super::quantity::plain;
use super::unit::{self, Measure};
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::model::amount::Amount;
use crate::model::code::{Flags, Kind};
use crate::model::mention::Quantity;
use crate::model::sentence::Shape;
use crate::model::span::{Span, Spanned};
use crate::model::unit::Unit;
use nom::Parser;
use nom::branch::alt;
use nom::sequence::delimited;
use rust_decimal::Decimal;

/// A word that says "times as much".
pub fn multiple(input: Cursor<'_>) -> Read<'_, Spanned<Quantity>> {
    let free = word(NumberWord::Multiple)(input);
    let guarded = free.is_err();
    let (rest, found) = free.or_else(|_| word(NumberWord::GuardedMultiple)(input))?;
    let joined = rest.is_glued() && dash(rest).is_ok();
    let (true, Some(unit)) = (
        !joined && (!guarded || alt((joint(NumberWord::Times), joint(NumberWord::TimesMore))).parse(rest).is_ok()),
        input.grammar.world.unit_id("x"),
    ) else {
        return input.fail();
    };
    let measure =
        Measure { unit: Some(Unit::simple(unit)), span: found.span, flags: Flags::default(), rule: found.rule };
    Ok((rest, Spanned::new(plain(rest, Amount::Exact(found.value), Some(&measure)), found.span, found.rule)))
}

/// "one in five", "3-to-1".
pub fn ratio(input: Cursor<'_>) -> Read<'_, Spanned<Quantity>> {
    if input.shape() != Some(Shape::Digits) && !input.starts(Kinds::NUMBER) {
        return input.fail();
    }
    let (rest, first) = number(false)(input)?;
    let (rest, divides) = alt((
        joint(NumberWord::In).map(|_| true),
        delimited(glued(dash), joint(NumberWord::To), glued(dash)).map(|_| false),
    ))
    .parse(rest)?;
    let (rest, second) = number(false)(rest)?;
    let whole = |number: &Number| number.value.fract().is_zero() && number.value >= Decimal::ONE;
    let fits = match divides {
        true => {
            first.value < second.value
                && second.value <= Decimal::ONE_THOUSAND
                && whole(&second)
                && (!unit::follows(rest) || first.form == Form::One && counts_goods(rest))
        }
        false => !unit::follows(rest),
    };
    let sane = matches!(first.form, Form::Plain | Form::Words | Form::One) && whole(&first) && !second.value.is_zero();
    if !fits || !sane {
        return input.fail();
    }
    let span = input.span_to(&rest);
    let quantity = Quantity { kind: Some(Kind::Ratio), ..plain(rest, Amount::Exact(first.value / second.value), None) };
    Ok((rest, Spanned::new(quantity, span, first.rule.unwrap_or(input.grammar.digits))))
}

/// Whether goods are counted behind a number: "barrels", not "years".
fn counts_goods(input: Cursor<'_>) -> bool {
    let one = Number::new(Decimal::ONE, Form::Plain);
    let unit = unit::measure(&one)(input).ok().and_then(|(_, measure)| measure.unit?.head());
    unit.is_some_and(|unit| {
        let dimension = &*input.grammar.world.unit(unit).dimension;
        !matches!(dimension, "duration" | "calendar_duration" | "money" | "ratio" | "ratio_change" | "multiple")
    })
}

/// A part of a whole as percent.
pub fn share(input: Cursor<'_>, number: &Number, span: Span) -> Spanned<Quantity> {
    let (above, below) = number.part;
    let rule = number.rule.unwrap_or(input.grammar.digits);
    let percent = input.grammar.world.unit_id("%").map(Unit::simple);
    let amount = Amount::Exact(above * Decimal::ONE_HUNDRED / below);
    let kind = Some(Kind::Percent);
    Spanned::new(Quantity { kind, unit: percent, ..plain(input, amount, None) }, span, rule)
}
