//! Money: signs, codes and names of currencies, before and after a number.
//!
//! ```text
//! sign := code | sign-mark | shared-sign        before the number: "$", "US$", "EUR", "Rs."; never a word in small letters
//!       | "M" code                              "MUSD 5": millions
//! name := currency | shared-currency            after it: "dollars", "Chinese yuan", "€", "pence"
//!       | place shared-currency                 "Norwegian crowns": the place's own
//! ```
//! A shared sign or name is the document's first currency among those it may mean, else its usual one; cents are those of
//! the sign in their sentence.
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("US$4.7bn", "4700000000 USD"),
//!     ("EUR1.2bn", "1200000000 EUR"),
//!     ("MUSD 5", "5000000 USD"),
//!     ("30 billion dollars", "30000000000 USD"),
//!     ("1.5 billion Norwegian crowns", "1500000000 NOK"),
//!     ("75 USD million", "75000000 USD"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, sense};
use super::unit::Measure;
use crate::grammar::lexicon::{Kinds, Match};
use crate::grammar::words::{Entry, Sense};
use crate::model::code::{Flag, Flags};
use crate::model::sentence::Shape;
use crate::model::span::RuleId;
use crate::model::unit::{Unit, UnitId};
use rust_decimal::Decimal;

/// A currency before its number, and what that multiplies the number by.
pub fn sign(input: Cursor<'_>) -> Read<'_, (Measure, Decimal)> {
    if input.starts(Kinds::MONEY) {
        let found = currency(input)?;
        let small_word = matches!(input.shape(), Some(Shape::Lower)) && found.1.span.len() > 2;
        let letters = found.1.span.of(input.text).ends_with(char::is_alphabetic);
        let name = letters && input.shape() == Some(Shape::Capital) && found.1.span.len() > 3;
        return if small_word || name { input.fail() } else { Ok((found.0, (found.1, Decimal::ONE))) };
    }
    millions(input)
}

/// "MUSD 5".
pub fn millions(input: Cursor<'_>) -> Read<'_, (Measure, Decimal)> {
    let (Some(token), Some(Shape::Upper)) = (input.first(), input.shape()) else { return input.fail() };
    let code = input.words(token).strip_prefix('M').filter(|code| code.len() == 3);
    let unit = code.and_then(|code| input.grammar.world.unit_id(code));
    match unit.filter(|unit| input.grammar.world.is_money(*unit)) {
        Some(unit) => {
            let rule = RuleId::default();
            let measure = Measure { unit: Some(Unit::simple(unit)), span: token.span, flags: Flags::default(), rule };
            Ok((input.skip(1), (measure, Decimal::from(1_000_000))))
        }
        None => input.fail(),
    }
}

/// A currency's name, sign or code behind a number.
pub fn name(input: Cursor<'_>) -> Read<'_, Measure> {
    if !input.starts(Kinds::MONEY.or(Kinds::PHRASE)) {
        return input.fail();
    }
    let (rest, measure) = currency(input).or_else(|_| of_place(input))?;
    let of_next = rest.is_glued() && rest.shape() == Some(Shape::Digits);
    if of_next { input.fail() } else { Ok((rest, measure)) }
}

/// A currency or one of several.
fn currency(input: Cursor<'_>) -> Read<'_, Measure> {
    shared_by(input, None)
}

/// A currency's name or sign here; one that several share is that of `home`.
fn shared_by(input: Cursor<'_>, home: Option<UnitId>) -> Read<'_, Measure> {
    let (rest, found) = sense(Kinds::MONEY, |entry: &Entry| meaning(input, entry, home))(input)?;
    let (unit, flags) = found.value;
    Ok((rest, Measure { unit: Some(Unit::simple(unit)), span: found.span, flags, rule: found.rule }))
}

/// A place's name before a name that several currencies share.
fn of_place(input: Cursor<'_>) -> Read<'_, Measure> {
    for Match { length, rule, .. } in input.matches().filter(|found| found.kind == Kinds::PHRASE).copied() {
        let Sense::Place(place, _) = input.grammar.sense(rule) else { continue };
        let rest = input.skip(length as usize);
        let home = input.grammar.world.places[*place as usize].currency;
        if let Ok((rest, measure)) = shared_by(rest, home) {
            return Ok((rest, Measure { span: input.span_to(&rest), ..measure }));
        }
    }
    input.fail()
}

/// Which currency an entry means: its own, the named place's, the document's, or the usual one.
fn meaning(input: Cursor<'_>, entry: &Entry, home: Option<UnitId>) -> Option<(UnitId, Flags)> {
    let (among, usual) = match &entry.sense {
        Sense::Currency(unit) => return Some((*unit, Flags::default())),
        Sense::SharedCurrency(among, usual) => (among, *usual),
        _ => return None,
    };
    let mut flags = Flags::default();
    if let Some(unit) = home.and_then(|home| of_currency(input, among, home)) {
        return Some((unit, flags));
    }
    if let Some(unit) = part_of_sign(input, among) {
        return Some((unit, flags));
    }
    let told = input.profile.currencies.iter().find_map(|currency| of_currency(input, among, *currency));
    let first = among.first().copied().filter(|_| usual || told.is_some() || among.len() > 1)?;
    if !usual || told.is_some_and(|told| told != first) {
        flags.set(Flag::CurrencyInferred);
    }
    Some((told.unwrap_or(first), flags))
}

/// The sub-unit among several of a money whose sign stands in the sentence: "60 cents, to $1.75".
fn part_of_sign(input: Cursor<'_>, among: &[UnitId]) -> Option<UnitId> {
    let world = &input.grammar.world;
    let is_part = |unit: &UnitId| world.unit(*unit).canonical != world.unit(*unit).symbol;
    among.first().filter(|first| is_part(first))?;
    input.money_signs().find_map(|rule| {
        let entry = input.grammar.entry(rule);
        let whole = match &entry.sense {
            Sense::Currency(unit) => *unit,
            Sense::SharedCurrency(many, _) if !many.first().is_some_and(is_part) => meaning(input, entry, None)?.0,
            _ => return None,
        };
        of_currency(input, among, whole)
    })
}

/// The one among several that is this currency, or a sub-unit of it.
fn of_currency(input: Cursor<'_>, among: &[UnitId], currency: UnitId) -> Option<UnitId> {
    let world = &input.grammar.world;
    let code = &world.unit(currency).symbol;
    among.iter().copied().find(|unit| *unit == currency || world.unit(*unit).canonical == *code)
}
