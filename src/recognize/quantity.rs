//! Amounts: a number with its sign, its money or unit, and its bounds.
//!
//! ```text
//! quantity := between | from-to | ratio | multiple | bare | bound* ("a" unit | term (joint term | list)?) bound-after?
//! term     := sign? (money-sign number rate* | number (measure scale?)?)
//!          | number                                  money that its scale word means: "800 hemmat"
//! sign     := "-" | "+" | "minus" | "plus" | "(-)"
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("minus $12.50 a ton", "-12.5 USD/t"),
//!     ("-0.5%", "-0.5 %"),
//!     ("a gap of 800 hemmat", "800000000000000 toman"),
//!     ("(-)3.5 per cent", "3.5 %"),
//!     ("nearly a decade", "~ 1 decade"),
//!     ("one minister", ""),
//!     ("1,200 people", "1200"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::comparator::{self, Bound};
use super::cursor::{Cursor, Read, joint, mark};
use super::number::{Form, Number, number, word};
use super::scale::scale_word;
use super::unit::{self, Measure};
use super::{compound, money, multiple, range, stop};
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::model::amount::Amount;
use crate::model::code::{Comparator, Flags, Kind};
use crate::model::mention::Quantity;
use crate::model::sentence::Shape;
use crate::model::span::{RuleId, Span, Spanned};
use crate::model::unit::Unit;
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::delimited;
use rust_decimal::Decimal;
use smallvec::{SmallVec, smallvec};

/// The amounts that one stretch of words states: one, or several of a list.
pub type Found = SmallVec<[Spanned<Quantity>; 2]>;

/// Where a quantity stands: whether a word of change stands just before it, or anywhere near.
#[derive(Clone, Copy, Debug, Default)]
pub struct Setting {
    /// Just before it: "rose 5".
    pub changed_here: bool,
    /// In the words before it: "rose in May from 5".
    pub changed: bool,
    /// "by" stands before it, and a word of change before that: "raise output by 5".
    pub by: bool,
    /// "from" stands before it, and a word of change before that: "raise output from 5".
    pub from: bool,
}

/// A number with its money or unit.
#[derive(Clone, Debug)]
pub struct Term {
    /// The number.
    pub number: Number,
    /// Whether a minus makes it negative.
    pub negative: bool,
    /// Whether a sign is written.
    pub signed: bool,
    /// Money before it, or a unit or money after it.
    pub measure: Option<Measure>,
    /// Whether the measure stands before the number.
    pub before: bool,
    /// All its words.
    pub span: Span,
}

impl Term {
    /// Its worth with its sign.
    pub fn value(&self) -> Decimal {
        if self.negative { -self.number.value } else { self.number.value }
    }
}

/// All amounts stated at the next token.
pub fn quantities<'a>(setting: Setting) -> impl Fn(Cursor<'a>) -> Read<'a, Found> {
    move |input: Cursor<'a>| {
        if let Ok(found) = range::between(input) {
            return Ok(found);
        }
        if let Ok(found) = range::from_to(input, setting) {
            return Ok(found);
        }
        let (rest, bound) = opt(comparator::before).parse(input)?;
        if let Ok((rest, found)) = alt((multiple::ratio, multiple::multiple, bare_plural)).parse(rest) {
            return Ok((rest, smallvec![bounded(found, bound)]));
        }
        if bound.is_some()
            && (stop::year(rest).is_ok() || stop::early(rest, || super::time::read(rest).is_some()).is_ok())
        {
            return input.fail();
        }
        let timed = || {
            super::time::read(rest)
                .is_some_and(|(length, _)| one_unit(rest, true).is_ok_and(|(after, _)| length > rest.count_to(&after)))
        };
        let first = term(rest).or_else(|error| if timed() { Err(error) } else { one_unit(rest, bound.is_some()) });
        let (rest, first) = compound::compound(first?);
        if let Ok((rest, found)) = range::joined(rest, &first, setting, bound) {
            return Ok((rest, found));
        }
        let Some(found) = quantity(rest, &first, bound) else { return input.fail() };
        Ok(after(rest, found))
    }
}

/// A bound behind what was read.
pub fn after<'a>(input: Cursor<'a>, found: Spanned<Quantity>) -> (Cursor<'a>, Found) {
    match comparator::after(input) {
        Ok((rest, bound)) if matches!(found.value.amount.comparator(), Comparator::Equal | Comparator::About) => {
            (rest, smallvec![bounded(found, Some(bound))])
        }
        _ => (input, smallvec![found]),
    }
}

/// The amount under a bound.
pub fn bounded(mut found: Spanned<Quantity>, bound: Option<Bound>) -> Spanned<Quantity> {
    if let Some((comparator, span)) = bound {
        found.value.amount = found.value.amount.bounded(comparator);
        found.value.comparator_span = Some(span);
    }
    found
}

/// A number with its sign, and its money or unit.
pub fn term(input: Cursor<'_>) -> Read<'_, Term> {
    let (rest, sign) = opt(sign).parse(input)?;
    let (rest, money) = opt(money::sign).parse(rest)?;
    let (rest, sign) = if sign.is_none() && money.is_some() { opt(self::sign).parse(rest)? } else { (rest, sign) };
    let (rest, mut number) = number(money.is_some())(rest)?;
    let before = money.is_some();
    let (rest, measure) = match money {
        Some((measure, factor)) => {
            if is_percent(rest) {
                return input.fail();
            }
            number.value *= factor;
            let (rest, measure) = unit::rates(rest, measure, number.value);
            (rest, Some(measure))
        }
        None => match money::millions(rest) {
            Ok((rest, (measure, factor))) => {
                number.value *= factor;
                (rest, Some(measure))
            }
            Err(_) => match unit::measure(&number)(rest) {
                Ok((rest, measure)) => (rest, Some(measure)),
                Err(_) => (rest, lent(rest, &number)),
            },
        },
    };
    let (rest, number) = late_scale(rest, number, measure.as_ref(), before);
    let negative = sign == Some(true);
    let span = input.span_to(&rest);
    Ok((rest, Term { number, negative, signed: sign.is_some(), measure, before, span }))
}

/// "800 hemmat": the money that the scale word just read means where no other is named.
fn lent(input: Cursor<'_>, number: &Number) -> Option<Measure> {
    let word = input.back(1).filter(|_| number.scale > Decimal::ONE && number.form != Form::Part)?;
    let (_, measure) = money::name(word).ok()?;
    (word.starts(Kinds::NUMBER) && word.shape() != Some(Shape::Upper)).then_some(measure)
}

/// "75 USD million": a scale behind a currency.
fn late_scale<'a>(input: Cursor<'a>, number: Number, measure: Option<&Measure>, before: bool) -> (Cursor<'a>, Number) {
    let money = measure.and_then(|measure| measure.unit.as_ref()).and_then(Unit::head);
    let is_money = money.is_some_and(|head| input.grammar.world.is_money(head));
    if before || !is_money || number.scale != Decimal::ONE {
        return (input, number);
    }
    match scale_word(input) {
        Ok((rest, scale)) => number.scaled(scale.value, scale.rule).map_or((input, number), |number| (rest, number)),
        Err(_) => (input, number),
    }
}

/// Whether a percent sign or word follows: then the letters before the number were no money.
fn is_percent(input: Cursor<'_>) -> bool {
    let one = Number::new(Decimal::ONE, Form::Plain);
    let Ok((_, measure)) = unit::measure(&one)(input) else { return false };
    measure.unit.and_then(|unit| unit.head()).is_some_and(|head| unit::is(input, head, "%"))
}

/// A sign before a number: whether it makes it negative. "(-)" marks a fall, whose amount stays positive.
fn sign(input: Cursor<'_>) -> Read<'_, bool> {
    if input.is_mark(0, "(") {
        let inner = alt((mark("-"), mark("+"), mark("−"), mark("–")));
        let (rest, _) = delimited(mark("("), inner, mark(")")).parse(input)?;
        return Ok((rest, false));
    }
    let (rest, negative) =
        alt((joint(NumberWord::Minus).map(|_| true), joint(NumberWord::Plus).map(|_| false))).parse(input)?;
    let apart = !input.is_glued() || input.behind(1).is_none_or(|token| token.shape == Shape::Mark);
    let fits = match input.shape() {
        Some(Shape::Mark) => apart && rest.is_glued(),
        _ => true,
    };
    if fits { Ok((rest, negative)) } else { input.fail() }
}

/// "a" before a unit, where a bound or a smaller unit says that it counts: "nearly a decade", "an hour and 45 minutes".
fn one_unit(input: Cursor<'_>, bound: bool) -> Read<'_, Term> {
    let (rest, _) = joint(NumberWord::A)(input)?;
    let number = Number::new(Decimal::ONE, Form::One);
    let (rest, measure) = unit::measure(&number)(rest)?;
    let span = input.span_to(&rest);
    let one = Term { number, negative: false, signed: false, measure: Some(measure), before: false, span };
    if bound || compound::compound((rest, one.clone())).0.tokens.len() < rest.tokens.len() {
        Ok((rest, one))
    } else {
        input.fail()
    }
}

/// A plural that is an amount without a number: "decades".
fn bare_plural(input: Cursor<'_>) -> Read<'_, Spanned<Quantity>> {
    let (rest, found) = word(NumberWord::Bare)(input)?;
    let symbol = input.grammar.entry(found.rule).name();
    let Some(unit) = input.grammar.world.unit_id(symbol) else { return input.fail() };
    let amount = Amount::Vague(found.value);
    let measure =
        Measure { unit: Some(Unit::simple(unit)), span: found.span, flags: Flags::default(), rule: found.rule };
    Ok((rest, Spanned::new(plain(rest, amount, Some(&measure)), found.span, found.rule)))
}

/// An amount of a measure, unbounded and unsigned.
pub fn plain(input: Cursor<'_>, amount: Amount, measure: Option<&Measure>) -> Quantity {
    Quantity {
        kind: measure.map(|measure| kind(input, measure.unit.as_ref())),
        amount,
        unit: measure.and_then(|measure| measure.unit.clone()),
        unit_span: measure.map(|measure| measure.span),
        comparator_span: None,
        signed: false,
        flags: measure.map_or(Flags::default(), |measure| measure.flags),
    }
}

/// What one term states; `None` where its number is none without a unit ("one", "several").
pub fn quantity(input: Cursor<'_>, term: &Term, bound: Option<Bound>) -> Option<Spanned<Quantity>> {
    let number = &term.number;
    let rule = rule(input, number, term.measure.as_ref());
    let time = || term.measure.as_ref().is_some_and(|measure| is_time(input, measure));
    if number.form == Form::Few && number.value != Decimal::TWO && time() && !is_tied(input, term.span) {
        return None;
    }
    if term.measure.is_none() {
        match number.form {
            Form::One if term.signed => {}
            Form::One | Form::Few => return None,
            Form::Part => return Some(bounded(multiple::share(input, number, term.span), bound)),
            _ => {}
        }
    }
    let amount = match number.form {
        Form::Vague => Amount::Vague(number.value),
        Form::Few if number.value != Decimal::TWO => Amount::Vague(number.value),
        _ => Amount::Exact(term.value()),
    };
    let mut found = plain(input, amount, term.measure.as_ref());
    found.signed = term.signed;
    found.flags = found.flags.union(number.flags);
    Some(bounded(Spanned::new(found, term.span, rule), bound))
}

/// Whether a measure counts time.
fn is_time(input: Cursor<'_>, measure: &Measure) -> bool {
    measure.unit.as_ref().and_then(Unit::head).is_some_and(|head| input.grammar.world.is_time(head))
}

/// Whether "of" ties what was read to a noun: "a delay of several months", not "for several months".
fn is_tied(input: Cursor<'_>, span: Span) -> bool {
    let start = input.before().partition_point(|token| token.span.start < span.start);
    let before = start.checked_sub(1).and_then(|before| input.back(input.at() - before));
    before.is_some_and(|before| joint(NumberWord::Of)(before).is_ok())
}

/// The entry that read a term: its unit's, else its number's.
pub fn rule(input: Cursor<'_>, number: &Number, measure: Option<&Measure>) -> RuleId {
    measure.map(|measure| measure.rule).or(number.rule).unwrap_or(input.grammar.digits)
}

/// What kind of amount a unit makes; points without a unit are an index's.
pub fn kind(input: Cursor<'_>, unit: Option<&Unit>) -> Kind {
    let world = &input.grammar.world;
    let Some((unit, head)) = unit.and_then(|unit| Some((unit, unit.head()?))) else { return Kind::Index };
    let timely = unit.denominators().all(|below| world.is_time(below.unit));
    let rate = unit.denominators().next().is_some();
    match &*world.unit(head).dimension {
        "money" if timely => Kind::Money,
        "money" => Kind::Price,
        "ratio" => Kind::Percent,
        "ratio_change" => Kind::Points,
        "multiple" => Kind::Multiple,
        "duration" | "calendar_duration" if !rate => Kind::Duration,
        _ => Kind::Quantity,
    }
}
