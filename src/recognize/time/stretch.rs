//! Stretches: counted units, those that end now or at a date, shifts, sets, and "the same period".
//!
//! ```text
//! first    := "the"? ("first" | "last") count units "of" whole | count "M" which | "the"? ordinal unit "of" whole
//! rolling  := "the"? ("last" | "past" | "next" ...) count units
//! ending   := "the"? count? unit(s) "period"? ("ended" | "to") end
//! starting := "the"? unit ("beginning" | "of") date                 to-date := unit "to date"
//! offset   := (count unit(s) | "a" unit) ("ago" | "earlier" | "later")
//! same     := "the"? "same" unit "of"? (whole | offset) | "the"? unit "-" ("ago" | "earlier") unit
//! spoken   := "the" count units
//! duration := count "-"? unit(s) | "a decade" | "decades"           set := "annually" | "every" count? unit(s)
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("the first nine months of 2023", "Piece(First(Between(9, 9), Month), Of(Year(2023)))"),
//!     ("the next two to three years", "Rolling(Between(2, 3), Year, true)"),
//!     ("the four weeks ended March 6", "Ending(Between(4, 4), Week, Piece(Day(3, 6), Unsaid))"),
//!     ("12 months to December", "Ending(Between(12, 12), Month, Piece(Month(12), Unsaid))"),
//!     ("year to date", "ToDate(Year)"),
//!     ("a year ago", "Offset(-1, Year, Now)"),
//!     ("the week before", "Unit(Week, Previous)"),
//!     ("the year-ago period", "Same(Period, Some(Offset(-1, Year, Context)))"),
//!     ("six-month", "Duration(Between(6, 6), Month)"),
//!     ("every two years", "Set(2, Year)"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! # Ok(())
//! # }
//! ```

use super::day::date;
use super::piece::{piece, which};
use super::word::{any_unit, count, counted, dash, joint, ordinal, relative, shift, small_number, unit, units, word};
use super::year::{unit_pick, year_like};
use crate::grammar::number::NumberWord;
use crate::grammar::time::{Joint, Kinds, Relative, Shift, TimeWord};
use crate::model::sentence::Shape;
use crate::model::time::{Count, Origin, Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{self, Cursor, Read, glued};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::{preceded, terminated};
use rust_decimal::Decimal;

/// A time that others are parts of: a year, a unit, a month, quarter or season with its year.
pub fn whole(input: Cursor<'_>) -> Read<'_, When> {
    super::longest(input, &[year_like, piece, unit_pick, date])
}

/// Whether "in" stands just before.
fn is_after_in(input: Cursor<'_>) -> bool {
    input.back(1).is_some_and(|before| cursor::joint(NumberWord::In)(before).is_ok())
}

/// "the first nine months of 2023", "the last three months of 2018", "the first week of June", "9M 2023", "9M23", "in 9M"
pub fn first(input: Cursor<'_>) -> Read<'_, When> {
    if let Ok((rest, (months, ()))) = (count, glued(joint(Joint::MonthLetter))).parse(input) {
        let short = map(glued(small_number(0, 99)), |year| When::Year(2000 + i32::from(year)));
        let pick = match alt((short, which)).parse(rest) {
            Ok((rest, of)) => Some((rest, Pick::Of(Box::new(of)))),
            Err(_) => is_after_in(input).then_some((rest, Pick::Unsaid)),
        };
        let Some((rest, pick)) = pick else { return input.fail() };
        return Ok((rest, When::Piece(Piece::First(months, TimeUnit::Month), pick)));
    }
    let (rest, _) = opt(joint(Joint::The)).parse(input)?;
    let last = map(relative(|word| word == Relative::Last), |_| None);
    let (rest, number) = alt((last, map(ordinal, Some))).parse(rest)?;
    let (rest, counted) = opt(terminated(count, opt(glued(dash)))).parse(rest)?;
    let (rest, (unit, several)) =
        alt((map(units, |unit| (unit, true)), map(unit, |unit| (unit, false)))).parse(rest)?;
    let piece = match (number, counted) {
        (Some(1), Some(counted)) => Piece::First(counted, unit),
        (Some(1), None) if several => Piece::First(Count::Vague, unit),
        (Some(number), None) if !several => Piece::Nth(number, unit),
        (None, Some(counted)) => Piece::Final(counted, unit),
        (None, None) if several => Piece::Final(Count::Vague, unit),
        (None, None) => Piece::Final(Count::ONE, unit),
        _ => return input.fail(),
    };
    let whole_after = alt((preceded(alt((joint(Joint::Of), joint(Joint::In))), whole), which));
    match opt(whole_after).parse(rest)? {
        (rest, Some(of)) => Ok((rest, When::Piece(piece, Pick::Of(Box::new(of))))),
        (rest, None) => match piece {
            Piece::First(Count::Between(..), unit) if unit > TimeUnit::Hour => {
                Ok((rest, When::Piece(piece, Pick::Unsaid)))
            }
            _ => input.fail(),
        },
    }
}

/// "the last three years", "the next two to three years", "the past few weeks"
pub fn rolling(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, _) = opt(joint(Joint::The)).parse(input)?;
    let (rest, word) = relative(|word| !matches!(word, Relative::Same | Relative::Every | Relative::Recent))(rest)?;
    let ahead = match word {
        Relative::Next | Relative::Coming | Relative::Following => true,
        Relative::Last | Relative::Past | Relative::Previous => false,
        _ => return input.fail(),
    };
    map(counted, |(count, unit)| When::Rolling(count, unit, ahead)).parse(rest)
}

/// "the four weeks ended March 6", "the week to June 8", "12 months to December", "the fourth quarter ended Dec. 31"
pub fn ending(input: Cursor<'_>) -> Read<'_, When> {
    let named = map(super::year::named_pick, |_| (Count::ONE, TimeUnit::Year));
    let quarter = verify(piece, |when| matches!(when, When::Piece(Piece::Quarter(_), Pick::Unsaid)));
    let quarter = map(quarter, |_| (Count::ONE, TimeUnit::Quarter));
    let counted = preceded(opt(joint(Joint::The)), counted);
    let single = map(preceded(opt(joint(Joint::The)), unit), |unit| (Count::ONE, unit));
    let (rest, (count, unit)) = alt((named, quarter, counted, single)).parse(input)?;
    let (rest, _) = opt(verify(super::word::unit, |unit| *unit == TimeUnit::Period)).parse(rest)?;
    let (rest, _) = alt((joint(Joint::Ended), joint(Joint::To))).parse(rest)?;
    let (rest, _) = opt(joint(Joint::In)).parse(rest)?;
    let (rest, end) = super::longest(rest, &[date, piece, super::year::year_like])?;
    Ok((rest, When::Ending(count, unit, Box::new(end))))
}

/// "the week beginning June 3", "the week of June 3"
pub fn starting(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, unit) = preceded(opt(joint(Joint::The)), unit).parse(input)?;
    let starts = map(joint(Joint::Starting), |()| true);
    let contains = map(joint(Joint::Of), |()| false);
    let (rest, starts) = alt((starts, contains)).parse(rest)?;
    let (rest, _) = opt(joint(Joint::In)).parse(rest)?;
    if !starts && unit != TimeUnit::Week {
        return input.fail();
    }
    let (rest, start) = if starts { super::longest(rest, &[date, piece]) } else { date(rest) }?;
    Ok((rest, When::Starting(unit, Box::new(start), starts)))
}

/// "year to date", "year-to-date"
pub fn to_date(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, _) = opt(joint(Joint::The)).parse(input)?;
    map(terminated(unit, (opt(glued(dash)), joint(Joint::ToDate))), When::ToDate).parse(rest)
}

/// How far a shift goes, and from where; "before" and "after" shift only where no noun follows.
fn shifted(input: Cursor<'_>) -> Read<'_, (Decimal, Origin)> {
    let (rest, shift) = shift(input)?;
    let noun_follows = rest.first().is_some_and(|token| token.shape != Shape::Mark);
    let (sign, origin) = match shift {
        Shift::Ago => (Decimal::NEGATIVE_ONE, Origin::Now),
        Shift::Earlier => (Decimal::NEGATIVE_ONE, Origin::Context),
        Shift::Before if !noun_follows => (Decimal::NEGATIVE_ONE, Origin::Context),
        Shift::Later => (Decimal::ONE, Origin::Context),
        Shift::After if !noun_follows => (Decimal::ONE, Origin::Context),
        Shift::Hence => (Decimal::ONE, Origin::Now),
        _ => return input.fail(),
    };
    Ok((rest, (sign, origin)))
}

/// "a year ago", "two weeks earlier", "the week before", "in five years' time"
pub fn offset(input: Cursor<'_>) -> Read<'_, When> {
    let one = map((joint(Joint::A), unit, opt(joint(Joint::Half))), |((), unit, half)| {
        let count = if half.is_some() { Decimal::new(15, 1) } else { Decimal::ONE };
        (Count::Between(count, count), unit)
    });
    if let Ok((rest, (count, unit))) = alt((one, counted)).parse(input) {
        let Some(high) = count.high() else {
            return map(shifted, |(sign, _)| {
                When::Vague(if sign.is_sign_negative() {
                    crate::model::time::Tense::Past
                } else {
                    crate::model::time::Tense::Future
                })
            })
            .parse(rest);
        };
        let possessive = alt((
            map(super::super::cursor::mark("'"), drop),
            map(super::super::cursor::mark("\u{2019}"), drop),
            joint(Joint::DecadeEnding),
        ));
        let in_time = map((glued(possessive), joint(Joint::Time)), |_| (Decimal::ONE, Origin::Now));
        let (rest, (sign, origin)) = alt((in_time, shifted)).parse(rest)?;
        return Ok((rest, When::Offset(sign * high, unit, origin)));
    }
    let (rest, unit) = preceded(joint(Joint::The), unit).parse(input)?;
    let (rest, (sign, _)) = shifted(rest)?;
    let pick = if sign.is_sign_negative() { Pick::Previous } else { Pick::Following };
    Ok((rest, When::Unit(unit, pick)))
}

/// "the same period a year ago", "the corresponding period of the previous year", "the year-ago quarter"
pub fn same(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, _) = opt(alt((joint(Joint::The), joint(Joint::A)))).parse(input)?;
    if let Ok((rest, (shifted_by, _, _, unit))) = (unit, opt(glued(dash)), shift, unit).parse(rest) {
        let back = When::Offset(Decimal::NEGATIVE_ONE, shifted_by, Origin::Context);
        return Ok((rest, When::Same(unit, Some(Box::new(back)))));
    }
    let (rest, unit) = preceded(relative(|word| word == Relative::Same), unit).parse(rest)?;
    let joined = preceded(opt(alt((joint(Joint::Of), joint(Joint::In)))), alt((offset, year_like)));
    let (rest, of) = opt(joined).parse(rest)?;
    Ok((rest, When::Same(unit, of.map(Box::new))))
}

/// "annually", "every two years"
pub fn set(input: Cursor<'_>) -> Read<'_, When> {
    let one_word = word(Kinds::SET, |word| match word {
        TimeWord::Set(count, unit) => Some(When::Set(count, unit)),
        _ => None,
    });
    let every = |input| {
        let (rest, _) = relative(|word| word == Relative::Every)(input)?;
        let (rest, (count, unit)) = (opt(count), any_unit).parse(rest)?;
        let number = count.and_then(|count| count.high()).and_then(|high| u8::try_from(high).ok()).unwrap_or(1);
        Ok((rest, When::Set(number, unit)))
    };
    alt((one_word, every)).parse(input)
}

/// "20 years", "six-month", "a decade", "decades"
pub fn duration(input: Cursor<'_>) -> Read<'_, When> {
    let long = |unit: &TimeUnit| {
        matches!(unit, TimeUnit::Decade | TimeUnit::Generation | TimeUnit::Century | TimeUnit::Fortnight)
    };
    let one = map(preceded(joint(Joint::A), verify(unit, long)), |unit| (Count::ONE, unit));
    let many = map(verify(units, long), |unit| (Count::Vague, unit));
    let vague = word(Kinds::LENGTH, |word| (word == TimeWord::Length).then_some((Count::Vague, TimeUnit::Period)));
    let vague = preceded(opt(joint(Joint::A)), vague);
    let (rest, (count, unit)) = alt((counted, one, many, vague)).parse(input)?;
    let countable = !matches!(unit, TimeUnit::Quarter | TimeUnit::Half) || units(last_token(input, rest)).is_ok();
    if !countable {
        return input.fail();
    }
    Ok((rest, When::Duration(count, unit)))
}

/// "the four weeks"
pub fn spoken(input: Cursor<'_>) -> Read<'_, When> {
    let several = (count, opt(joint(Joint::InARow)), verify(units, |unit| *unit > TimeUnit::Hour));
    map(preceded(joint(Joint::The), several), |(count, _, unit)| When::Spoken(count, unit)).parse(input)
}

/// The last token read between two cursors.
fn last_token<'a>(input: Cursor<'a>, rest: Cursor<'a>) -> Cursor<'a> {
    input.skip(input.tokens.len() - rest.tokens.len() - 1)
}

/// "a year", "minutes", "the day", where the word before asks for a length or a stretch.
pub fn asked(input: Cursor<'_>) -> Read<'_, When> {
    let one = verify(unit, |unit| *unit > TimeUnit::Hour && *unit != TimeUnit::Quarter);
    let one = map(preceded(joint(Joint::A), one), |unit| When::Duration(Count::ONE, unit));
    let several = map(units, |unit| When::Duration(Count::Vague, unit));
    let day = verify(unit, |unit| *unit == TimeUnit::Day);
    let day = map(preceded(joint(Joint::The), day), |unit| When::Unit(unit, Pick::The));
    alt((one, several, day)).parse(input)
}
