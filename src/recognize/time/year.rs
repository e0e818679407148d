//! Years: numbered, split, of a named kind, decades, and units picked by a word.
//!
//! ```text
//! year   := four digits, 1800 to 2100          split := year ("-" | "/") (year | two digits)
//! century := ordinal "century"
//! decade := year ("s" | "'s") | "the" name                  named := calendar number | number calendar
//! pick   := "the"? relative unit | "the" unit  ("last year", "the current quarter", "the period")
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("2026", "Year(2026)"),
//!     ("1973-74", "SplitYear(1973, 1974)"),
//!     ("2015-20", "Range(Year(2015), Year(2020))"),
//!     ("2023-07", "Piece(Month(7), Of(Year(2023)))"),
//!     ("the 21st century", "Century(2000)"),
//!     ("last year", "Unit(Year, Last)"),
//!     ("the past decade", "Rolling(Between(1, 1), Decade, false)"),
//!     ("recent weeks", "Vague(Past)"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! # Ok(())
//! # }
//! ```

use super::word::{dash, joint, ordinal, relative, small_number, unit, units, word};
use crate::grammar::calendar::System;
use crate::grammar::lexicon;
use crate::grammar::time::{Joint, Kinds, Relative, TimeWord};
use crate::grammar::words::Sense;
use crate::model::sentence::Shape;
use crate::model::time::{CalendarId, Count, Pick, Piece, Tense, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, digits, glued, mark, sense};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::{preceded, terminated};

/// Four digits between `low` and `high`.
fn four_digits<'a>(low: i32, high: i32) -> impl Fn(Cursor<'a>) -> Read<'a, i32> {
    move |input| {
        let (rest, token) = digits(input)?;
        match token.span.of(input.text).parse::<i32>() {
            Ok(number) if token.span.len() == 4 && (low..=high).contains(&number) => Ok((rest, number)),
            _ => input.fail(),
        }
    }
}

/// The number of a year of the common calendar, whatever follows.
pub fn year_digits(input: Cursor<'_>) -> Read<'_, i32> {
    four_digits(1800, 2100)(input)
}

/// Whether the digits just read go on: "2024.5", "2,024", "2024%", "2024kg", "2024-1/2".
pub fn goes_on(rest: Cursor<'_>) -> bool {
    let Some(next) = rest.first().filter(|token| !token.spaced) else { return false };
    let after = rest.skip(1);
    let digit_follows = after.first().is_some_and(|token| !token.spaced && token.shape == Shape::Digits);
    match next.shape {
        Shape::Mark => match rest.words(next) {
            "%" => true,
            "-" | "\u{2013}" => digit_follows && year_digits(after).is_err(),
            _ => digit_follows,
        },
        Shape::Digits => false,
        _ => true,
    }
}

/// A year of the common calendar.
pub fn year(input: Cursor<'_>) -> Read<'_, i32> {
    let (rest, number) = year_digits(input)?;
    if goes_on(rest) { input.fail() } else { Ok((rest, number)) }
}

/// A split year whose second half follows its first: "1973-74", "2023/2024".
pub fn split_year(input: Cursor<'_>) -> Read<'_, (i32, i32)> {
    let (rest, first) = year_digits(input)?;
    let stroke = alt((map(mark("/"), drop), dash));
    let (rest, second) = preceded(glued(stroke), glued(digits)).parse(rest)?;
    let number = second.span.of(input.text).parse::<i32>().unwrap_or_default();
    let full = match second.span.len() {
        2 if number == (first + 1) % 100 => first + 1,
        4 if number == first + 1 => number,
        _ => return input.fail(),
    };
    if goes_on(rest) { input.fail() } else { Ok((rest, (first, full))) }
}

/// "2015-20" (years) or "2023-07" (a month), which no split year is.
fn short_range(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, first) = year_digits(input)?;
    let (rest, second) = preceded(glued(dash), glued(small_number(1, 99))).parse(rest)?;
    let second_token = input.tokens[2];
    if second_token.span.len() != 2 || goes_on(rest) {
        return input.fail();
    }
    let when = match second {
        month @ 1..=12 if i32::from(month) < first % 100 => {
            When::Piece(Piece::Month(month), Pick::Of(Box::new(When::Year(first))))
        }
        short if i32::from(short) > first % 100 => {
            When::Range(Box::new(When::Year(first)), Box::new(When::Year(first / 100 * 100 + i32::from(short))))
        }
        _ => return input.fail(),
    };
    Ok((rest, when))
}

/// A decade: "the 1990s".
pub fn decade(input: Cursor<'_>) -> Read<'_, When> {
    let first = verify(year_digits, |number| number % 10 == 0);
    map(terminated(first, glued(joint(Joint::DecadeEnding))), When::Decade).parse(input)
}

/// A decade by its name, "the seventies", or by two digits, "the '90s".
fn named_decade(input: Cursor<'_>) -> Read<'_, When> {
    let by_name = word(Kinds::DECADE, |word| match word {
        TimeWord::Decade(first) => Some(first),
        _ => None,
    });
    let quote = alt((mark("'"), mark("\u{2019}"), mark("\u{2018}")));
    let by_digits = preceded(
        quote,
        terminated(verify(glued(small_number(20, 90)), |n| n % 10 == 0), glued(joint(Joint::DecadeEnding))),
    );
    let (rest, first) = preceded(joint(Joint::The), alt((by_name, by_digits))).parse(input)?;
    let noun_follows = joint(Joint::Of)(rest).is_ok();
    if noun_follows { input.fail() } else { Ok((rest, When::Decade(1900 + i32::from(first)))) }
}

/// "the 21st century"
fn century(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, (_, number, _, unit)) = (opt(joint(Joint::The)), ordinal, opt(glued(dash)), unit).parse(input)?;
    if unit == TimeUnit::Century { Ok((rest, When::Century((i32::from(number) - 1) * 100))) } else { input.fail() }
}

fn calendar(input: Cursor<'_>) -> Read<'_, CalendarId> {
    word(Kinds::CALENDAR, |word| match word {
        TimeWord::Calendar(id) => Some(id),
        _ => None,
    })(input)
}

/// The number of a year of the kind `id`: split, four digits, or two after a word.
fn calendar_number(id: CalendarId, short: bool, input: Cursor<'_>) -> Read<'_, (i32, Option<i32>)> {
    let system = input.grammar.world.calendars.get(usize::from(id)).map(|calendar| calendar.system);
    if system != Some(System::Gregorian) {
        let (rest, number) = four_digits(1200, 1500)(input)?;
        return if goes_on(rest) { input.fail() } else { Ok((rest, (number, None))) };
    }
    let two_digits = |input| {
        let (rest, number) = small_number(0, 99)(input)?;
        let followed = preceded(glued(alt((map(mark("/"), drop), dash))), glued(small_number(0, 99))).parse(rest);
        let full = |short: u8| i32::from(short) + if short < 70 { 2000 } else { 1900 };
        match followed {
            Ok((rest, second)) if second == number + 1 => Ok((rest, (full(number), Some(full(second))))),
            _ if goes_on(rest) => input.fail(),
            _ => Ok((rest, (full(number), None))),
        }
    };
    let split = map(split_year, |(first, second)| (first, Some(second)));
    let single = map(year, |number| (number, None));
    match alt((split, single)).parse(input) {
        Err(_) if short => two_digits(input),
        read => read,
    }
}

/// A numbered year of a named kind: "FY24", "fiscal year 2023-24", "the 2023/24 season", "1445 AH".
pub fn named(input: Cursor<'_>) -> Read<'_, When> {
    if let Ok((rest, id)) = preceded(opt(joint(Joint::The)), calendar).parse(input) {
        let short = rest.first().is_some_and(|token| token.span.len() == 2);
        let (rest, (first, second)) = calendar_number(id, short, rest)?;
        return Ok((rest, When::Named(id, first, second)));
    }
    let split = map(split_year, |(first, second)| (first, Some(second)));
    let single = map(four_digits(1200, 2100), |number| (number, None));
    let (start, _) = opt(joint(Joint::The)).parse(input)?;
    let (rest, (first, second)) = alt((split, single)).parse(start)?;
    let (rest, id) = calendar(rest)?;
    let again = calendar_number(id, false, start)?.1;
    if again == (first, second) { Ok((rest, When::Named(id, first, second))) } else { input.fail() }
}

/// A year of a named kind, picked: "the current Iranian year", "last fiscal year".
pub fn named_pick(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    let (rest, picked) = opt(relative(|word| pick_of(word).is_some())).parse(rest)?;
    if the.is_none() && picked.is_none() {
        return input.fail();
    }
    let place = sense(lexicon::Kinds::PHRASE, |entry| matches!(entry.sense, Sense::Place(..)).then_some(()));
    let rest = if calendar(rest).is_ok() { rest } else { opt(place).parse(rest)?.0 };
    let start = rest;
    let (rest, id) = calendar(rest)?;
    let one_word = start.tokens.len() - rest.tokens.len() == 1;
    let letters_follow = rest.first().is_some_and(|token| !matches!(token.shape, Shape::Mark));
    if one_word && (letters_follow || picked.is_none()) {
        return input.fail();
    }
    let pick = picked.and_then(pick_of).unwrap_or(Pick::The);
    Ok((rest, When::NamedUnit(id, pick)))
}

/// What a word that picks a single time picks.
pub fn pick_of(word: Relative) -> Option<Pick> {
    Some(match word {
        Relative::This | Relative::Current => Pick::This,
        Relative::Last | Relative::Past => Pick::Last,
        Relative::Next | Relative::Coming => Pick::Next,
        Relative::Previous => Pick::Previous,
        Relative::Following => Pick::Following,
        Relative::That | Relative::Same => Pick::The,
        Relative::Every | Relative::Recent => return None,
    })
}

/// A unit picked by a word: "last year", "the current quarter", "the period", "the past decade".
pub fn unit_pick(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    let (rest, picked) = opt(relative(|word| pick_of(word).is_some())).parse(rest)?;
    if picked == Some(Relative::That)
        && let Ok((rest, ())) = joint(Joint::Time)(rest)
    {
        return Ok((rest, When::Unit(TimeUnit::Period, Pick::The)));
    }
    let (rest, unit) = unit(rest)?;
    let when = match (the.is_some(), picked) {
        (false, None) => return input.fail(),
        _ if unit == TimeUnit::Generation => return input.fail(),
        (_, Some(Relative::Same)) => When::Same(unit, None),
        (true, None) => match unit {
            TimeUnit::Second | TimeUnit::Minute | TimeUnit::Hour | TimeUnit::Day | TimeUnit::Half => {
                return input.fail();
            }
            _ => When::Unit(unit, Pick::The),
        },
        (the, Some(word)) => picked_unit(the, word, unit),
    };
    Ok((rest, when))
}

/// "the past week" runs to now; "last week" is the one before this.
fn picked_unit(the: bool, word: Relative, unit: TimeUnit) -> When {
    let long = unit == TimeUnit::Decade;
    let rolls = match word {
        Relative::Past => true,
        Relative::Last => long || (the && !matches!(unit, TimeUnit::Quarter | TimeUnit::Half | TimeUnit::Weekend)),
        Relative::Next | Relative::Coming => long,
        _ => false,
    };
    if rolls {
        return When::Rolling(Count::ONE, unit, matches!(word, Relative::Next | Relative::Coming));
    }
    When::Unit(unit, pick_of(word).unwrap_or(Pick::The))
}

/// Several units without a number: "recent weeks", "the coming years", "the years ahead".
pub fn vague_units(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    if let Ok((rest, word)) = relative(|_| true)(rest) {
        let tense = match word {
            Relative::Recent | Relative::Past | Relative::Previous | Relative::Last => Tense::Past,
            Relative::Coming | Relative::Next | Relative::Following => Tense::Future,
            _ => return input.fail(),
        };
        let season = word_season;
        let (rest, _) = alt((map(units, drop), season)).parse(rest)?;
        return Ok((rest, When::Vague(tense)));
    }
    if the.is_none() {
        return input.fail();
    }
    map((units, joint(Joint::Ahead)), |_| When::Vague(Tense::Future)).parse(rest)
}

/// Several seasons: "previous winters" is a season with the plural's ending.
fn word_season(input: Cursor<'_>) -> Read<'_, ()> {
    word(Kinds::SEASON, |word| matches!(word, TimeWord::Seasons).then_some(()))(input)
}

/// A year, however said.
pub fn year_like(input: Cursor<'_>) -> Read<'_, When> {
    let split = map(split_year, |(first, second)| When::SplitYear(first, second));
    let picked = verify(unit_pick, |when| !matches!(when, When::Same(..)));
    alt((named, decade, named_decade, century, split, short_range, map(year, When::Year), named_pick, picked))
        .parse(input)
}
