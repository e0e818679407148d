//! Numbers in digits and words, with the scale words that multiply them; no sign, no unit.
//!
//! ```text
//! number    := part | loose | (digits | words) tail? scale*
//! fraction  := run "/" run | vulgar                       glued with "-" or after a space it adds to the digits before
//! words     := group ("and"? group)*                      falling in size
//! group     := (tens "-"? unit | numeral | "a") "hundred"? scale*
//! tail      := "point" (run | numeral+) | "and" ("a" | numeral) fraction-word
//! part      := see part.rs; loose := see vague.rs; digits := see digits.rs
//! scale     := see scale.rs
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("seven hundred and seventeen wells", "717"),
//!     ("one point two million tonnes", "1200000 t"),
//!     ("twenty-five cargoes", "25"),
//!     ("3-1/2 cents", "3.5 USd"),
//!     ("6¼ percent", "6.25 %"),
//!     ("$4.87-1/2 a bushel", "4.875 USD/bu"),
//!     ("$16B", "16000000000 USD"),
//!     ("3.5mln tonnes", "3500000 t"),
//!     ("5 lakh crore rupees", "5000000000000 INR"),
//!     ("500 m from shore", "500 m"),
//!     ("1.1m tonnes and 500m", "1100000 t; 500000000"),
//!     ("500 b/d", "500 bbl/d"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, digits, glued, joint, mark};
use super::digits::{exact, written};
use super::part::{counted_fraction, part};
use super::scale::{joined_scale, letter, scale_word};
use super::unit;
use super::vague::loose;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::number::NumberWord;
use crate::grammar::words::Sense;
use crate::model::code::Flags;
use crate::model::sentence::Shape;
use crate::model::span::{RuleId, Spanned};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{opt, verify};
use nom::sequence::{pair, preceded, terminated};
use rust_decimal::Decimal;

/// How a number was said.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A bare run of digits, no marks and no scale: "737".
    Plain,
    /// Digits with marks or a scale.
    Digits,
    /// Words.
    Words,
    /// "one" or an article, which are numbers only beside a unit.
    One,
    /// A part of a whole, unless a unit follows: "half", "two-thirds".
    Part,
    /// A vague plural, whose value is its low end.
    Vague,
    /// "several", "a couple of": a number only beside a scale or unit.
    Few,
}

/// A number as read.
#[derive(Clone, Copy, Debug)]
pub struct Number {
    /// Its worth, scale words multiplied in; of a vague number the low end.
    pub value: Decimal,
    /// The product of its scale words.
    pub scale: Decimal,
    /// How it was said.
    pub form: Form,
    /// Numerator and denominator of a part, so that percents of it are exact.
    pub part: (Decimal, Decimal),
    /// What a reader should check.
    pub flags: Flags,
    /// The entry that read it, where a word did.
    pub rule: Option<RuleId>,
}

impl Number {
    pub(super) fn new(value: Decimal, form: Form) -> Number {
        let part = (value, Decimal::ONE);
        Number { value, scale: Decimal::ONE, form, part, flags: Flags::default(), rule: None }
    }

    /// Whether its low end alone is said.
    pub fn is_vague(&self) -> bool {
        self.form == Form::Vague
    }

    pub(super) fn scaled(mut self, scale: Decimal, rule: RuleId) -> Option<Number> {
        self.value = self.value.checked_mul(scale)?;
        self.scale = self.scale.checked_mul(scale)?;
        self.rule = self.rule.or(Some(rule));
        self.form = match self.form {
            Form::Plain => Form::Digits,
            Form::One | Form::Part => Form::Words,
            other => other,
        };
        Some(self)
    }
}

/// A number; `money` says that a sign of money stands before it, after which a letter is a scale.
pub fn number<'a>(money: bool) -> impl Fn(Cursor<'a>) -> Read<'a, Number> {
    move |input: Cursor<'a>| if money { read(input, true) } else { input.number_once(|input| read(input, false)) }
}

fn read(input: Cursor<'_>, money: bool) -> Read<'_, Number> {
    match input.shape() {
        Some(Shape::Digits) => alt((part, |at| in_digits(at, money))).parse(input),
        Some(Shape::Mark) if input.starts(Kinds::NUMBER) || input.is_mark(0, ".") => in_digits(input, money),
        Some(_) if input.starts(Kinds::NUMBER.or(Kinds::JOINT)) => alt((loose, part, in_words)).parse(input),
        _ => input.fail(),
    }
}

/// The value of a number word of the kind that is wanted.
pub(super) fn word<'a>(wanted: NumberWord) -> impl Fn(Cursor<'a>) -> Read<'a, Spanned<Decimal>> {
    move |input: Cursor<'a>| {
        if !input.starts(Kinds::NUMBER) {
            return input.fail();
        }
        match input.matches().find(|found| found.word == Some(wanted)) {
            Some(found) => read_word(input, found),
            None => input.fail(),
        }
    }
}

/// The value of a number word that was found.
pub(super) fn read_word<'a>(input: Cursor<'a>, found: &Match) -> Read<'a, Spanned<Decimal>> {
    let Sense::Number(_, value) = input.grammar.sense(found.rule) else { return input.fail() };
    let rest = input.skip(found.length as usize);
    Ok((rest, Spanned::new(*value, input.span_to(&rest), found.rule)))
}

pub(super) fn dash(input: Cursor<'_>) -> Read<'_, RuleId> {
    joint(NumberWord::Dash)(input)
}

/// Digits with everything that may follow them.
fn in_digits(input: Cursor<'_>, money: bool) -> Read<'_, Number> {
    let (rest, number) = alt((mixed, vulgar)).parse(input)?;
    let (rest, number) = tail(rest, number)?;
    scales(rest, number, money)
}

/// Digits, with a fraction that adds to them; behind decimals it is a fraction of the last place.
fn mixed(input: Cursor<'_>) -> Read<'_, Number> {
    let (rest, written) = written(input)?;
    let form = if written.plain { Form::Plain } else { Form::Digits };
    let number = Number { flags: written.flags, scale: written.scale, ..Number::new(written.value, form) };
    let spaced = rest.first().is_some_and(|token| token.spaced);
    let quotient = |(above, below): (Decimal, Decimal)| above / below;
    let fraction = alt((
        preceded(glued(dash), glued(slashed)).map(quotient),
        verify(slashed, |_| spaced).map(quotient),
        sign_of_fraction.map(|found| found.value),
    ))
    .parse(rest);
    match fraction {
        Ok((after, fraction)) => {
            let value = number.value + fraction * Decimal::new(1, written.decimals);
            Ok((after, Number { value, form: Form::Digits, ..number }))
        }
        Err(_) => over(rest, number),
    }
}

/// One sign of a fraction: a raised and a lowered digit.
fn sign_of_fraction(input: Cursor<'_>) -> Read<'_, Spanned<Decimal>> {
    if input.shape() == Some(Shape::Mark) { word(NumberWord::Fraction)(input) } else { input.fail() }
}

/// A sign of a fraction standing alone.
fn vulgar(input: Cursor<'_>) -> Read<'_, Number> {
    let (rest, found) = sign_of_fraction(input)?;
    Ok((rest, Number { part: (Decimal::ONE, Decimal::ONE / found.value), ..Number::new(found.value, Form::Digits) }))
}

/// A whole number already read, over another: "1/2"; as read where none follows.
fn over<'a>(input: Cursor<'a>, number: Number) -> Read<'a, Number> {
    let below = preceded(glued(mark("/")), glued(digits)).parse(input);
    let Ok((rest, below)) = below else { return Ok((input, number)) };
    match small(rest.words(&below)) {
        Some(below)
            if is_denominator(below) && number.form == Form::Plain && number.value < below && !rest.is_mark(0, "/") =>
        {
            let value = number.value / below;
            Ok((rest, Number { value, part: (number.value, below), form: Form::Digits, ..number }))
        }
        _ => Ok((input, number)),
    }
}

/// A fraction in digits: what stands above and below the stroke.
pub(super) fn slashed(input: Cursor<'_>) -> Read<'_, (Decimal, Decimal)> {
    let (rest, (above, below)) = pair(digits, preceded(glued(mark("/")), glued(digits))).parse(input)?;
    match (small(input.words(&above)), small(input.words(&below))) {
        (Some(above), Some(below)) if above < below && is_denominator(below) => Ok((rest, (above, below))),
        _ => input.fail(),
    }
}

/// Denominators that markets and kitchens use; other slashes part dates and seasons.
fn is_denominator(below: Decimal) -> bool {
    [2, 3, 4, 5, 6, 8, 10, 16, 32, 64, 100, 1000].iter().any(|known| below == Decimal::from(*known))
}

fn small(digits: &str) -> Option<Decimal> {
    (digits.len() <= 4).then(|| digits.parse::<u32>().ok().map(Decimal::from)).flatten()
}

/// "and a half", "point two" behind a number.
fn tail<'a>(input: Cursor<'a>, number: Number) -> Read<'a, Number> {
    if !input.starts(Kinds::JOINT) {
        return Ok((input, number));
    }
    if let Ok((rest, fraction)) = preceded(joint(NumberWord::And), counted_fraction).parse(input) {
        let (rest, whole) = match scale_word(rest) {
            Ok((after, scale)) if scale.value < number.scale => (after, scale.value),
            _ => (rest, number.scale.max(Decimal::ONE)),
        };
        let value = number.value + fraction.above * whole / fraction.below;
        return Ok((rest, Number { value, form: Form::Words, ..number }));
    }
    match preceded(joint(NumberWord::Point), decimals).parse(input) {
        Ok((rest, fraction)) if number.scale == Decimal::ONE => {
            Ok((rest, Number { value: number.value + fraction, form: Form::Words, ..number }))
        }
        _ => Ok((input, number)),
    }
}

/// What is said after "point": a run of digits, or numerals one by one.
fn decimals(input: Cursor<'_>) -> Read<'_, Decimal> {
    if let Ok((rest, run)) = digits(input) {
        let text = rest.words(&run);
        return match exact(&[text], text.len()) {
            Some(value) => Ok((rest, value)),
            None => input.fail(),
        };
    }
    let (mut rest, first) = word(NumberWord::Numeral)(input)?;
    if first.value >= Decimal::TEN {
        let (rest, value) = below_hundred(input)?;
        return Ok((rest, value / Decimal::ONE_HUNDRED));
    }
    let (mut value, mut place) = (first.value / Decimal::TEN, Decimal::new(1, 2));
    while let (Ok((after, next)), true) = (word(NumberWord::Numeral)(rest), place.scale() < 12) {
        if next.value >= Decimal::TEN {
            break;
        }
        value += next.value * place;
        place /= Decimal::TEN;
        rest = after;
    }
    Ok((rest, value))
}

/// All scale words behind a number, multiplied in.
pub(super) fn scales<'a>(input: Cursor<'a>, number: Number, money: bool) -> Read<'a, Number> {
    let (mut rest, mut number) = (input, number);
    for _ in 0..3 {
        let found = joined_scale(rest);
        let found = found.or_else(|_| letter(rest, money, number.scale));
        let Ok((after, scale)) = found else { break };
        let Some(scaled) = number.scaled(scale.value, scale.rule) else { return input.fail() };
        (rest, number) = (after, scaled);
    }
    tail_of_scale(rest, number)
}

/// "3 million and a half", "4 thousand 3 hundred and 21".
pub(super) fn tail_of_scale<'a>(input: Cursor<'a>, number: Number) -> Read<'a, Number> {
    let (mut rest, mut number) = tail(input, number)?;
    let mut limit = number.scale;
    for _ in 0..4 {
        if limit < Decimal::ONE_HUNDRED || number.form == Form::Vague {
            break;
        }
        let next = preceded(opt(joint(NumberWord::And)), group(limit)).parse(rest);
        let Ok((after, (value, scale))) = next else { break };
        number.value += value;
        limit = if scale > Decimal::ONE { scale } else { Decimal::ONE };
        rest = after;
    }
    Ok((rest, number))
}

/// A smaller group behind a scale: digits with a scale of their own, or digits after "and", below `limit`.
fn group<'a>(limit: Decimal) -> impl Fn(Cursor<'a>) -> Read<'a, (Decimal, Decimal)> {
    move |input: Cursor<'a>| {
        let after_and = input.behind(1).is_some_and(|token| token.shape == Shape::Lower);
        if let Ok((rest, (value, scale, _))) = word_group(Some(limit))(input) {
            let fits =
                after_and && (value >= Decimal::ONE_HUNDRED || limit == Decimal::ONE_HUNDRED) && !unit::follows(input);
            return if fits { Ok((rest, (value, scale))) } else { input.fail() };
        }
        let (rest, run) = digits(input)?;
        let value = small(input.words(&run));
        let Some(value) = value else { return input.fail() };
        match scale_word(rest) {
            Ok((rest, scale)) if scale.value < limit => Ok((rest, (value * scale.value, scale.value))),
            Err(_)
                if after_and && value > Decimal::ZERO && value < limit && !unit::follows(rest) && ends_here(rest) =>
            {
                Ok((rest, (value, Decimal::ONE)))
            }
            _ => input.fail(),
        }
    }
}

/// Whether a number cannot go on here.
fn ends_here(input: Cursor<'_>) -> bool {
    input.first().is_none_or(|token| token.spaced && token.shape != Shape::Digits && token.shape != Shape::Mark)
}

/// Words for a number.
fn in_words(input: Cursor<'_>) -> Read<'_, Number> {
    let (rest, (value, scale, rule)) = alt((article_group, word_group(None))).parse(input)?;
    let one = value == Decimal::ONE && scale == Decimal::ONE;
    let form = if one { Form::One } else { Form::Words };
    let (mut rest, mut number) = tail(rest, Number { scale, rule: Some(rule), ..Number::new(value, form) })?;
    if number.value != value && number.scale == Decimal::ONE {
        return scales(rest, number, false);
    }
    let mut limit = lowest(scale, value);
    for _ in 0..8 {
        let next = preceded(opt(joint(NumberWord::And)), word_group(Some(limit))).parse(rest);
        let Ok((after, (value, scale, _))) = next else { break };
        number.value += value;
        limit = lowest(scale, value);
        number.form = Form::Words;
        rest = after;
    }
    tail_of_scale(rest, number)
}

/// What a following group must stay below.
fn lowest(scale: Decimal, value: Decimal) -> Decimal {
    let hundreds = value >= Decimal::ONE_HUNDRED && value % Decimal::ONE_HUNDRED == Decimal::ZERO;
    if scale == Decimal::ONE && hundreds { Decimal::ONE_HUNDRED } else { scale }
}

/// "a hundred", "a million": the article counts one before a scale.
fn article_group(input: Cursor<'_>) -> Read<'_, (Decimal, Decimal, RuleId)> {
    let (rest, _) = joint(NumberWord::A)(input)?;
    let (_, scale) = scale_word(rest)?;
    if word(NumberWord::Scale)(rest).is_err() {
        return input.fail();
    }
    with_scales(rest, Decimal::ONE, scale.rule)
}

/// Numerals with their scales; all of it below `limit` where one is given.
fn word_group<'a>(limit: Option<Decimal>) -> impl Fn(Cursor<'a>) -> Read<'a, (Decimal, Decimal, RuleId)> {
    move |input: Cursor<'a>| {
        let (_, first) = word(NumberWord::Numeral)(input)?;
        let (rest, value) = below_hundred(input)?;
        let (rest, (value, scale, rule)) = with_scales(rest, value, first.rule)?;
        if limit.is_some_and(|limit| value >= limit) { input.fail() } else { Ok((rest, (value, scale, rule))) }
    }
}

/// Tens and a unit, or one numeral.
pub(super) fn below_hundred(input: Cursor<'_>) -> Read<'_, Decimal> {
    let (rest, first) = word(NumberWord::Numeral)(input)?;
    let first = first.value;
    if first < Decimal::from(20) || first % Decimal::TEN != Decimal::ZERO {
        return Ok((rest, first));
    }
    let unit = verify(word(NumberWord::Numeral), |unit| unit.value >= Decimal::ONE && unit.value < Decimal::TEN);
    match preceded(opt(dash), unit).parse(rest) {
        Ok((rest, unit)) => Ok((rest, first + unit.value)),
        Err(_) => Ok((rest, first)),
    }
}

/// Multiplies the scale words that follow; a remainder below a hundred may stand behind "hundred".
fn with_scales<'a>(input: Cursor<'a>, value: Decimal, rule: RuleId) -> Read<'a, (Decimal, Decimal, RuleId)> {
    let (mut rest, mut value, mut scale) = (input, value, Decimal::ONE);
    for _ in 0..4 {
        let found = joined_scale(rest);
        let Ok((after, word)) = found else { break };
        rest = after;
        let Some(product) = value.checked_mul(word.value) else { return input.fail() };
        value = product;
        if word.value == Decimal::ONE_HUNDRED {
            let more = preceded(opt(joint(NumberWord::And)), terminated(below_hundred, not_hundred)).parse(rest);
            if let (Ok((after, more)), true) = (more, value < Decimal::ONE_THOUSAND) {
                value += more;
                rest = after;
            }
        } else {
            scale = match scale.checked_mul(word.value) {
                Some(scale) => scale,
                None => return input.fail(),
            };
        }
    }
    Ok((rest, (value, scale, rule)))
}

fn not_hundred(input: Cursor<'_>) -> Read<'_, ()> {
    match scale_word(input) {
        Ok((_, scale)) if scale.value == Decimal::ONE_HUNDRED => input.fail(),
        _ => Ok((input, ())),
    }
}
