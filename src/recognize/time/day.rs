//! Days: full dates in every order, a month's day without a year, days around now.
//!
//! ```text
//! date    := weekday ","? (month-day | day-month) | month-day | day-month | numeric
//! month-day := month (digits ending? | numeral) (","? year)?      day-month := digits ending? "of"? month (","? year)?
//! numeric := year "-" month "-" day | day ("/" | "." | "-") month same-mark year
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("March six", "Piece(Day(3, 6), Unsaid)"),
//!     ("27 March 2022", "Date(2022, 3, 27)"),
//!     ("Wednesday, 24 January 2024", "Date(2024, 1, 24)"),
//!     ("2021-01-24", "Date(2021, 1, 24)"),
//!     ("31/12/2023", "Date(2023, 12, 31)"),
//!     ("yesterday", "Offset(-1, Day, Now)"),
//!     ("Thursday evening", "Daytime(Evening, Piece(Weekday(4), Unsaid))"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! # Ok(())
//! # }
//! ```

use super::piece::{month, weekday};
use super::word::{dash, joint, numeral, ordinal, relative, small_number, word};
use super::year::{goes_on, unit_pick, year, year_digits};
use crate::grammar::time::{Joint, Kinds, Relative, TimeWord};
use crate::model::sentence::Shape;
use crate::model::time::{Daytime, Origin, Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, digits, glued, mark};
use chrono::{Datelike, NaiveDate};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::preceded;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;

/// The number of a day in digits, with or without its ending, nothing glued after it.
fn day_digits(input: Cursor<'_>) -> Read<'_, u8> {
    let (rest, day) = number_of_day(input)?;
    if goes_on(rest) && last_day(rest).is_err() { input.fail() } else { Ok((rest, day)) }
}

/// The last day of a range of days: "-7", "to 7" where no noun follows.
fn last_day(input: Cursor<'_>) -> Read<'_, u8> {
    if let Ok((rest, day)) = preceded(dash, number_of_day).parse(input) {
        return if goes_on(rest) { input.fail() } else { Ok((rest, day)) };
    }
    let (rest, day) = preceded(joint(Joint::To), number_of_day).parse(input)?;
    let noun_follows = rest.first().is_some_and(|token| token.shape != Shape::Mark) && month(rest).is_err();
    if goes_on(rest) || noun_follows { input.fail() } else { Ok((rest, day)) }
}

fn number_of_day(input: Cursor<'_>) -> Read<'_, u8> {
    let (rest, (day, _)) = (small_number(1, 31), opt(glued(joint(Joint::DayEnding)))).parse(input)?;
    Ok((rest, day))
}

/// The number of a day in words: "March six", "the fourth of July".
fn day_words(input: Cursor<'_>) -> Read<'_, u8> {
    if let Ok((rest, day)) = ordinal(input) {
        return if super::word::any_unit(rest).is_ok() { input.fail() } else { Ok((rest, day)) };
    }
    let (rest, number) = numeral(input)?;
    match number.to_u8() {
        Some(day @ 1..=31) if super::word::any_unit(rest).is_err() => Ok((rest, day)),
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
    let (rest, (month, _, day)) = (month, opt(joint(Joint::The)), alt((day_digits, day_words))).parse(input)?;
    if let Ok((rest, last)) = last_day(rest) {
        let (rest, year) = opt(year_of_date).parse(rest)?;
        let ends = (dated(month, day, year.clone()), dated(month, last, year));
        return Ok((rest, When::Range(Box::new(ends.0), Box::new(ends.1))));
    }
    let (rest, year) = opt(year_of_date).parse(rest)?;
    Ok((rest, dated(month, day, year)))
}

/// "8 June 2018", "the 8th of June", "5-7 June"
fn day_month(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    let (rest, day) = match number_of_day(rest) {
        Err(_) if the.is_some() => ordinal(rest)?,
        read => read?,
    };
    let (rest, last) = opt(last_day).parse(rest)?;
    let stroke = || opt(glued(alt((mark("-"), mark("/")))));
    let (rest, (_, _, month)) = (stroke(), opt(joint(Joint::Of)), month).parse(rest)?;
    let (rest, year) = opt(preceded(stroke(), year_of_date)).parse(rest)?;
    let first = dated(month, day, year.clone());
    match last {
        Some(last) => Ok((rest, When::Range(Box::new(first), Box::new(dated(month, last, year))))),
        None => Ok((rest, first)),
    }
}

/// "the 21st", where no noun follows; "the 21st of this month"
fn day_of_month(input: Cursor<'_>) -> Read<'_, When> {
    let numbered = (small_number(1, 31), glued(joint(Joint::DayEnding))).map(|(day, ())| Piece::DayOfMonth(day));
    let (rest, piece) = preceded(joint(Joint::The), numbered).parse(input)?;
    let of_month =
        verify(preceded(opt(joint(Joint::Of)), unit_pick), |when| matches!(when, When::Unit(TimeUnit::Month, _)));
    if let Ok((rest, whole)) = { of_month }.parse(rest) {
        return Ok((rest, When::Piece(piece, Pick::Of(Box::new(whole)))));
    }
    match rest.first() {
        Some(token) if token.shape != Shape::Mark || rest.words(token) == "-" => input.fail(),
        _ => Ok((rest, When::Piece(piece, Pick::Unsaid))),
    }
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

/// The year of "31/12/23", by its last two digits, after a slash alone.
fn short_year<'a>(stroke: &'static str) -> impl Fn(Cursor<'a>) -> Read<'a, i32> {
    move |input| {
        let (rest, token) = digits(input)?;
        match token.span.of(input.text).parse::<i32>() {
            Ok(number) if stroke == "/" && token.span.len() == 2 && !goes_on(rest) => {
                Ok((rest, number + if number < 70 { 2000 } else { 1900 }))
            }
            _ => input.fail(),
        }
    }
}

/// "31/12/2023", the month second unless it can only be first.
fn year_last(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, first) = small_number(1, 31)(input)?;
    for stroke in ["/", ".", "-"] {
        let numbers = (
            glued(mark(stroke)),
            glued(small_number(1, 31)),
            glued(mark(stroke)),
            glued(alt((year, short_year(stroke)))),
        );
        let mut numbers = numbers.map(|(_, second, _, year)| (second, year));
        match numbers.parse(rest) {
            Ok((rest, (second, year))) if second <= 12 => return Ok((rest, When::Date(year, second, first))),
            Ok((rest, (second, year))) if first <= 12 => return Ok((rest, When::Date(year, first, second))),
            _ => {}
        }
    }
    input.fail()
}

/// A date after its weekday; a full date must fall on that day, else the two are not one time.
fn weekday_date(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, (weekday, _, date)) = (weekday, opt(glued(mark(","))), alt((month_day, day_month))).parse(input)?;
    match date {
        When::Date(year, month, day) if falls_on(year, month, day) != Some(weekday) => input.fail(),
        date => Ok((rest, date)),
    }
}

fn falls_on(year: i32, month: u8, day: u8) -> Option<u8> {
    let date = NaiveDate::from_ymd_opt(year, month.into(), day.into())?;
    Some(date.weekday().number_from_monday() as u8)
}

/// A date, with or without the weekday before it.
pub fn date(input: Cursor<'_>) -> Read<'_, When> {
    alt((weekday_date, month_day, day_month, year_first, year_last, day_of_month)).parse(input)
}

/// "yesterday", "today", and "now".
pub fn around_now(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    word(Kinds::DAY.or(Kinds::VAGUE).or(Kinds::TODAY_PART), |word| match word {
        TimeWord::Day(days) if the.is_none() || days.abs() > 1 => {
            Some(When::Offset(Decimal::from(days), TimeUnit::Day, Origin::Now))
        }
        TimeWord::Vague(tense, after_the) if after_the == the.is_some() => Some(When::Vague(tense)),
        _ if the.is_some() => None,
        TimeWord::Now => Some(When::Now),
        TimeWord::Daytime(part, true) => {
            Some(When::Daytime(part, Box::new(When::Offset(Decimal::ZERO, TimeUnit::Day, Origin::Now))))
        }
        _ => None,
    })(rest)
}

fn daytime_word(input: Cursor<'_>) -> Read<'_, Daytime> {
    word(Kinds::DAYTIME, |word| match word {
        TimeWord::Daytime(part, _) => Some(part),
        _ => None,
    })(input)
}

/// The part of a day that follows a day just read: "Thursday evening".
pub fn daytime<'a>(day: &When, rest: Cursor<'a>) -> Read<'a, When> {
    let is_day = matches!(
        day,
        When::Date(..) | When::Piece(Piece::Weekday(_) | Piece::Day(..), _) | When::Offset(_, TimeUnit::Day, _)
    );
    let (rest, part) = daytime_word(rest)?;
    if is_day { Ok((rest, When::Daytime(part, Box::new(day.clone())))) } else { rest.fail() }
}

/// "this morning"
pub fn this_daytime(input: Cursor<'_>) -> Read<'_, When> {
    let today = || Box::new(When::Offset(Decimal::ZERO, TimeUnit::Day, Origin::Now));
    let this = relative(|word| word == Relative::This);
    map((this, daytime_word), |(_, part)| When::Daytime(part, today())).parse(input)
}
