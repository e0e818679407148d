//! Days: full dates in every order, a month's day without a year, days around now.
//!
//! ```text
//! date    := weekday ","? (month-day | day-month) | month-day | day-month | numeric
//! month-day := month (digits ending? | numeral) (","? year)?      day-month := digits ending? "of"? month (","? year)?
//! numeric := year "-" month "-" day | day ("/" | "." | "-") month same-mark year
//! ```

use super::piece::{month, weekday};
use super::word::{joint, numeral, small_number, word};
use super::year::{goes_on, unit_pick, year, year_digits};
use crate::grammar::time::{Joint, TimeWord};
use crate::model::time::{Daytime, Origin, Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, glued, mark};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::preceded;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The number of a day in digits, with or without its ending, nothing glued after it.
fn day_digits(input: Cursor<'_>) -> Read<'_, u8> {
    let (rest, day) = small_number(1, 31)(input)?;
    let (rest, _) = opt(glued(joint(Joint::DayEnding))).parse(rest)?;
    if goes_on(rest) && !is_range(rest) { input.fail() } else { Ok((rest, day)) }
}

/// "5-7" after a month is a range of days.
fn is_range(rest: Cursor<'_>) -> bool {
    matches!(rest.peek(), "-" | "\u{2013}") && small_number(1, 31)(rest.skip(1)).is_ok_and(|(rest, _)| !goes_on(rest))
}

/// The number of a day in words: "March six".
fn day_words(input: Cursor<'_>) -> Read<'_, u8> {
    let (rest, number) = numeral(input)?;
    match number.to_u8() {
        Some(day @ 1..=31) if !super::word::any_unit(rest).is_ok() => Ok((rest, day)),
        _ => input.fail(),
    }
}

/// The year of a date.
fn year_of_date(input: Cursor<'_>) -> Read<'_, When> {
    let numbered = map(preceded(opt(glued(mark(","))), year), When::Year);
    let picked = verify(
        preceded(opt(joint(Joint::Of)), unit_pick),
        |when| matches!(when, When::Unit(TimeUnit::Year | TimeUnit::Month, pick) if *pick != Pick::The),
    );
    alt((numbered, picked)).parse(input)
}

fn dated(month: u8, day: u8, year: Option<When>) -> When {
    match year {
        Some(When::Year(year)) => When::Date(year, month, day),
        Some(other) => When::Piece(Piece::Day(month, day), Pick::Of(Box::new(other))),
        None => When::Piece(Piece::Day(month, day), Pick::Unsaid),
    }
}

/// "June 8", "March 11, 2024", "June 5-7"
fn month_day(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, (month, day)) = (month, alt((day_digits, day_words))).parse(input)?;
    if is_range(rest) {
        let (rest, last) = day_digits(rest.skip(1))?;
        let (rest, year) = opt(year_of_date).parse(rest)?;
        let ends = (dated(month, day, year.clone()), dated(month, last, year));
        return Ok((rest, When::Range(Box::new(ends.0), Box::new(ends.1))));
    }
    let (rest, year) = opt(year_of_date).parse(rest)?;
    Ok((rest, dated(month, day, year)))
}

/// "8 June 2018", "the 8th of June"
fn day_month(input: Cursor<'_>) -> Read<'_, When> {
    let the = opt(joint(Joint::The));
    let (rest, (_, day, _, _, month)) =
        (the, day_digits, opt(glued(mark("-"))), opt(joint(Joint::Of)), month).parse(input)?;
    let (rest, year) = opt(preceded(opt(glued(mark("-"))), year_of_date)).parse(rest)?;
    Ok((rest, dated(month, day, year)))
}

/// "2021-01-24", "2021/01/24"
fn year_first(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, year) = year_digits(input)?;
    for stroke in ["-", "/", "."] {
        let numbers =
            (glued(mark(stroke)), glued(small_number(1, 12)), glued(mark(stroke)), glued(small_number(1, 31)));
        let mut numbers = numbers.map(|(_, month, _, day)| (month, day));
        if let Ok((rest, (month, day))) = numbers.parse(rest) {
            return Ok((rest, When::Date(year, month, day)));
        }
    }
    input.fail()
}

/// "31/12/2023", the month second unless it can only be first.
fn year_last(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, first) = small_number(1, 31)(input)?;
    for stroke in ["/", ".", "-"] {
        let numbers = (glued(mark(stroke)), glued(small_number(1, 31)), glued(mark(stroke)), glued(year));
        let mut numbers = numbers.map(|(_, second, _, year)| (second, year));
        match numbers.parse(rest) {
            Ok((rest, (second, year))) if second <= 12 => return Ok((rest, When::Date(year, second, first))),
            Ok((rest, (second, year))) if first <= 12 => return Ok((rest, When::Date(year, first, second))),
            _ => {}
        }
    }
    input.fail()
}

/// A date, with or without the weekday before it.
pub fn date(input: Cursor<'_>) -> Read<'_, When> {
    let with_weekday = preceded((weekday, opt(glued(mark(",")))), alt((month_day, day_month)));
    alt((with_weekday, month_day, day_month, year_first, year_last)).parse(input)
}

/// "yesterday", "today", and "now".
pub fn around_now(input: Cursor<'_>) -> Read<'_, When> {
    word(|word| match word {
        TimeWord::Day(days) => Some(When::Offset(Decimal::from(days), TimeUnit::Day, Origin::Now)),
        TimeWord::Now => Some(When::Now),
        TimeWord::Vague(tense) => Some(When::Vague(tense)),
        TimeWord::Daytime(part, true) => {
            Some(When::Daytime(part, Box::new(When::Offset(Decimal::ZERO, TimeUnit::Day, Origin::Now))))
        }
        _ => None,
    })(input)
}

fn daytime_word(input: Cursor<'_>) -> Read<'_, Daytime> {
    word(|word| match word {
        TimeWord::Daytime(part, _) => Some(part),
        _ => None,
    })(input)
}

/// A part of a day: "Thursday evening", "this morning".
pub fn daytime(input: Cursor<'_>) -> Read<'_, When> {
    let day = alt((date, super::piece::piece, around_now));
    let this = map(super::word::relative(|word| word == crate::grammar::time::Relative::This), |_| {
        When::Offset(Decimal::ZERO, TimeUnit::Day, Origin::Now)
    });
    let is_day = |when: &When| {
        matches!(
            when,
            When::Date(..) | When::Piece(Piece::Weekday(_) | Piece::Day(..), _) | When::Offset(_, TimeUnit::Day, _)
        )
    };
    map((alt((verify(day, is_day), this)), daytime_word), |(day, part)| When::Daytime(part, Box::new(day))).parse(input)
}
