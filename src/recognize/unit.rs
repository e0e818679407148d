//! Units after a number: simple, compound, joined by a hyphen, and with the money that counts as one.
//!
//! ```text
//! measure := "-"? (unit | money-name) rate* | "straight" time-unit    a word such as "straight" or "full" stands before time
//! rate    := filler? per multiple? (unit | below-the-line unit)        not before "ago": "9 mln a year ago"
//!          | "of" word{1,4} per time-unit                              "barrels of crude per day"
//!          | "daily" | "annually" ...
//!          | "-" time-unit                                          behind another rate: "per kW-month"
//! per     := "per" | "a" | "an" | "each" | "every" | "/"               "a" and the like before time, else behind money alone
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("1.2 million barrels a day", "1200000 bbl/d"),
//!     ("350,000 barrels of crude per day", "350000 bbl/d"),
//!     ("a 10,000-tonne cargo", "10000 t"),
//!     ("$285 per 1,000 cubic metres", "285 USD/1000m3"),
//!     ("9 million tonnes a year ago", "9000000 t"),
//!     ("$19 per kW-month", "19 USD/kW/month"),
//!     ("50 bcm annually", "50 bcm/year"),
//!     ("five straight quarters", "5 quarter"),
//!     ("called three times", "3"),
//!     ("three times as much", "3 x"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, glued, joint, mark, sense};
use super::money;
use super::number::{Number, dash, number};
use crate::grammar::lexicon::Kinds;
use crate::grammar::number::NumberWord;
use crate::grammar::words::{Entry, Sense};
use crate::model::code::{Flag, Flags};
use crate::model::sentence::{Shape, Word};
use crate::model::span::{RuleId, Span, Spanned};
use crate::model::unit::{Unit, UnitId};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::opt;
use nom::sequence::{delimited, pair, preceded};
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// A unit as read, money too.
#[derive(Clone, Debug)]
pub struct Measure {
    /// The unit; `None` for points of an index, which have none.
    pub unit: Option<Unit>,
    /// Its words.
    pub span: Span,
    /// What a reader should check.
    pub flags: Flags,
    /// The entry that read it.
    pub rule: RuleId,
}

/// How many tokens the longest unit that begins here covers.
pub fn length(input: Cursor<'_>) -> usize {
    sense(Kinds::UNIT, |entry: &Entry| is_unit(entry).then_some(()))(input).map_or(0, |(rest, _)| input.count_to(&rest))
}

/// Whether a unit or the name of a money follows here, a hyphen before it or not.
pub fn follows(input: Cursor<'_>) -> bool {
    let input = glued(dash).parse(input).map_or(input, |(rest, _)| rest);
    length(input) > 0 || money::name(input).is_ok()
}

fn is_unit(entry: &Entry) -> bool {
    matches!(entry.sense, Sense::Unit(_) | Sense::SharedUnit(_))
}

/// A unit behind a number, with everything it is divided by.
pub fn measure<'a>(number: &Number) -> impl Fn(Cursor<'a>) -> Read<'a, Measure> {
    let number = *number;
    move |input: Cursor<'a>| {
        let (rest, hyphen) = opt(glued(dash)).parse(input)?;
        if hyphen.is_some() && !rest.is_glued() {
            return input.fail();
        }
        let in_brackets = |open, close| delimited(mark(open), simple(&number), mark(close));
        if let Ok(found) = alt((in_brackets("(", ")"), in_brackets("[", "]"))).parse(rest) {
            return Ok(found);
        }
        let (rest, of) = opt(joint(NumberWord::Of)).parse(rest)?;
        if of.is_some() && !number.is_vague() {
            return input.fail();
        }
        let more =
            joint(NumberWord::More)(rest).ok().filter(|(after, _)| hyphen.is_none() && simple(&number)(*after).is_ok());
        let rest = more.map_or(rest, |(after, _)| after);
        let timely = |measure: &Measure| {
            measure.unit.as_ref().and_then(Unit::head).is_some_and(|head| input.grammar.world.is_time(head))
        };
        let row = joint(NumberWord::InARow)(rest).ok().filter(|_| hyphen.is_none());
        let row = row.filter(|(after, _)| simple(&number)(*after).is_ok_and(|(_, measure)| timely(&measure)));
        let rest = row.map_or(rest, |(after, _)| after);
        let (rest, measure) =
            alternatives(rest, &number).or_else(|error| past_unknown(rest, &number).map_err(|_| error))?;
        let (rest, measure) = rates(rest, measure, number.value);
        Ok((rest, Measure { span: input.skip(usize::from(hyphen.is_some())).span_to(&rest), ..measure }))
    }
}

/// A weight or volume behind one unknown word, which a scale word before makes likely: "5 million mertic tons".
fn past_unknown<'a>(input: Cursor<'a>, number: &Number) -> Read<'a, Measure> {
    let unknown = input.first().is_some_and(|token| token.shape == Shape::Lower && token.word == Word::UNKNOWN);
    if !unknown || number.scale < Decimal::ONE_THOUSAND {
        return input.fail();
    }
    let (rest, measure) = simple(number)(input.skip(1))?;
    let dimension = measure.unit.as_ref().and_then(Unit::head).map(|head| &*input.grammar.world.unit(head).dimension);
    if matches!(dimension, Some("mass" | "volume" | "oil_volume")) { Ok((rest, measure)) } else { input.fail() }
}

/// The longer of a unit and a money's name; weight or money where both are as long.
fn alternatives<'a>(input: Cursor<'a>, number: &Number) -> Read<'a, Measure> {
    let as_unit = simple(number)(input);
    let as_money = money::name(input);
    match (as_unit, as_money) {
        (Ok(unit), Ok(money)) => {
            let longer = unit.0.tokens.len() < money.0.tokens.len();
            let weight = unit.0.tokens.len() == money.0.tokens.len() && joint(NumberWord::Of)(unit.0).is_ok();
            Ok(if longer || weight { unit } else { money })
        }
        (Ok(unit), Err(_)) => Ok(unit),
        (Err(_), money) => money,
    }
}

/// A unit, shared ones decided.
fn simple<'a>(number: &Number) -> impl Fn(Cursor<'a>) -> Read<'a, Measure> {
    let number = *number;
    move |input: Cursor<'a>| {
        let (rest, found) = sense(Kinds::UNIT, |entry: &Entry| is_unit(entry).then_some(entry))(input)?;
        let entry = found.value;
        let (unit, flags) = match &entry.sense {
            Sense::SharedUnit(among) => shared(entry, among, &number),
            Sense::Unit(unit) => (Some(unit.clone()), Flags::default()),
            _ => return input.fail(),
        };
        if rest.is_glued() && rest.shape() == Some(Shape::Digits) {
            return input.fail();
        }
        let times = unit.as_ref().and_then(Unit::head).is_some_and(|head| is(rest, head, "x"));
        let letters = input.shape() == Some(Shape::Lower) && found.span.len() > 1;
        let more = times && joint(NumberWord::TimesMore)(rest).is_ok();
        if times && letters && !more && entry_is_times(input, rest) {
            return input.fail();
        }
        let mut flags = flags;
        if more {
            flags.set(Flag::TimesMore);
        }
        Ok((rest, Measure { unit, span: found.span, flags, rule: found.rule }))
    }
}

/// "times" that counts occasions: nothing multiplied follows.
fn entry_is_times(input: Cursor<'_>, rest: Cursor<'_>) -> bool {
    !input.is_glued()
        && input.behind(1).is_none_or(|token| token.shape != Shape::Mark)
        && joint(NumberWord::Times)(rest).is_err()
}

/// Whether a unit is the one spelled so.
pub fn is(input: Cursor<'_>, unit: UnitId, symbol: &str) -> bool {
    &*input.grammar.world.unit(unit).symbol == symbol
}

/// More millions of barrels a day than the world has ever burnt: above it, thousands are meant.
const MOST_MILLION_BARRELS: u32 = 110;

/// The highest price of a thousand cubic metres of gas; what is dearer is the price of a million or more.
const DEAREST_THOUSAND: u32 = 10_000;

/// A price per unit that may be a thousand cubic metres or far more ("mcm", "tcm"): of the thousand, where it is so low.
fn settle_price(input: Cursor<'_>, value: Decimal, mut measure: Measure) -> Measure {
    let Some(unit) = measure.unit.as_mut() else { return measure };
    let is_price = unit.head().is_some_and(|head| input.grammar.world.is_money(head));
    let Some(thousand) = input.grammar.world.unit_id("1000m3") else { return measure };
    if !is_price || value.abs() >= Decimal::from(DEAREST_THOUSAND) {
        return measure;
    }
    for factor in unit.0.iter_mut().filter(|factor| factor.power < 0) {
        if is(input, factor.unit, "mcm") || is(input, factor.unit, "tcm") {
            factor.unit = thousand;
            measure.flags.set(Flag::AmbiguousMcm);
        }
    }
    measure
}

/// Which of several units is meant, by how large the number is; flagged where it is a guess.
fn shared(entry: &Entry, among: &[Unit], number: &Number) -> (Option<Unit>, Flags) {
    let mut flags = Flags::default();
    let large = number.value >= Decimal::ONE_THOUSAND;
    let first = among.first().cloned();
    match entry.name() {
        "point" => return (None, flags),
        "ton" => flags.set(Flag::TonUnspecified),
        "MT" => {
            flags.set(Flag::AmbiguousM);
            return (if large { first } else { among.get(1).cloned() }, if large { Flags::default() } else { flags });
        }
        "mb_per_day" if number.value > Decimal::from(MOST_MILLION_BARRELS) => {
            flags.set(Flag::AmbiguousM);
            return (among.get(1).cloned(), flags);
        }
        "mb_per_day" | "mcm" | "tcm" => {}
        name if name.starts_with('M') => flags.set(Flag::AmbiguousM),
        _ => {}
    }
    (first, flags)
}

/// All that a unit is divided by; `value` is how many there are.
pub fn rates<'a>(input: Cursor<'a>, measure: Measure, value: Decimal) -> (Cursor<'a>, Measure) {
    let (mut rest, mut measure) = (input, measure);
    for _ in 0..2 {
        let Some(unit) = measure.unit.clone() else { break };
        let Some(head) = unit.head() else { break };
        let divisible = !matches!(&*input.grammar.world.unit(head).dimension, "ratio" | "ratio_change" | "multiple");
        if !divisible || (input.grammar.world.is_time(head) && unit.0.len() == 1) {
            break;
        }
        let money = input.grammar.world.is_money(head);
        let product = unit.denominators().next().is_some().then(|| times(rest)).and_then(Result::ok);
        let Some((after, (below, multiple, flags))) = product.or_else(|| rate(rest, money).ok()) else { break };
        measure.unit = Some(unit.per(below, multiple));
        measure.flags = measure.flags.union(flags);
        rest = after;
    }
    (rest, settle_price(input, value, measure))
}

/// "-month" behind a unit below the line: "per kW-month".
fn times(input: Cursor<'_>) -> Read<'_, Below> {
    let (rest, _) = glued(dash).parse(input)?;
    let (after, found) = glued(below_the_line).parse(rest)?;
    if input.grammar.world.is_time(found.value) {
        Ok((after, (found.value, 1, Flags::default())))
    } else {
        input.fail()
    }
}

/// A unit below the line, how many of it, and what a reader should check.
type Below = (UnitId, u32, Flags);

/// One unit below the line, with how many of it.
fn rate(input: Cursor<'_>, money: bool) -> Read<'_, Below> {
    if !input.starts(Kinds::JOINT) && input.shape() != Some(Shape::Mark) {
        return input.fail();
    }
    let divided = preceded(pair(opt(joint(NumberWord::More)), opt(glued(dash))), |at| below(at, money));
    alt((adverb, divided, interrupted)).parse(input)
}

/// "daily", "annually": the unit stands in the entry's id.
fn adverb(input: Cursor<'_>) -> Read<'_, Below> {
    let (rest, found) = sense(Kinds::JOINT, |entry: &Entry| {
        let symbol = entry.id.strip_prefix("joint.rate.")?;
        input.grammar.world.unit_id(symbol)
    })(input)?;
    Ok((rest, (found.value, 1, Flags::default())))
}

/// "per barrel", "a day", "/MWh", "per 1,000 cubic metres", "-a-share".
fn below(input: Cursor<'_>, money: bool) -> Read<'_, Below> {
    let strict = joint(NumberWord::StrictPer)(input).is_ok();
    let (rest, _) = joint(NumberWord::Per)(input)?;
    let (rest, _) = opt(glued(dash)).parse(rest)?;
    let direct = below_the_line(rest);
    let (after, (found, multiple)) = match direct {
        Ok((after, found)) => (after, (found, 1)),
        Err(_) => multiplied(rest)?,
    };
    let time = input.grammar.world.is_time(found.value);
    let glued_slash = strict && input.is_mark(0, "/") && input.is_glued();
    let letters = found.span.len() <= 1 && !glued_slash;
    if letters || (time && joint(NumberWord::Ago)(after).is_ok()) || !(strict || time || money) {
        return input.fail();
    }
    let entry = input.grammar.entry(found.rule);
    let mut flags = Flags::default();
    if matches!(entry.sense, Sense::SharedUnit(_)) && entry.name() == "ton" {
        flags.set(Flag::TonUnspecified);
    }
    Ok((after, (found.value, multiple, flags)))
}

/// "1,000 cubic metres" below the line.
fn multiplied(input: Cursor<'_>) -> Read<'_, (Spanned<UnitId>, u32)> {
    let (rest, count) = number(false)(input)?;
    match count.value.to_u32() {
        Some(multiple) if multiple > 1 && count.value.fract().is_zero() => {
            below_the_line(rest).map(|(rest, found)| (rest, (found, multiple)))
        }
        _ => input.fail(),
    }
}

/// A unit that may stand below the line: weight before money, and units that stand nowhere else.
fn below_the_line(input: Cursor<'_>) -> Read<'_, Spanned<UnitId>> {
    sense(Kinds::UNIT, |entry: &Entry| match &entry.sense {
        Sense::Denominator(unit) => Some(*unit),
        Sense::Unit(unit) if unit.0.len() == 1 => unit.head(),
        Sense::SharedUnit(among) => among.first().filter(|unit| unit.0.len() == 1).and_then(Unit::head),
        _ => None,
    })(input)
}

/// "of crude per day": up to four words between a unit and the time it is divided by.
fn interrupted(input: Cursor<'_>) -> Read<'_, Below> {
    let (mut rest, _) = joint(NumberWord::Of)(input)?;
    for _ in 0..4 {
        if !matches!(rest.shape(), Some(Shape::Lower | Shape::Upper)) {
            break;
        }
        rest = rest.skip(1);
        if let Ok((after, (unit, 1, flags))) = below(rest, false)
            && input.grammar.world.is_time(unit)
        {
            return Ok((after, (unit, 1, flags)));
        }
    }
    input.fail()
}
