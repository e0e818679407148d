//! Months, quarters, halves, seasons and weekdays, and of which year or week.
//!
//! ```text
//! piece   := ("the"? relative)? core which?
//! core    := month | ordinal "quarter" | "Q" digit | digit "Q" | ordinal "half" | "H" digit | season | weekday
//!          | month "quarter" which? | (year | "last year" "'s") core     ("the March quarter", "2024 H1")
//! which   := ","? year | "of" year-like | "last year"            ("December last year", "H1 of FY24")
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("December last year", "Piece(Month(12), Of(Unit(Year, Last)))"),
//!     ("last March", "Piece(Month(3), Last)"),
//!     ("3Q23", "Piece(Quarter(3), Of(Year(2023)))"),
//!     ("winter of 2011/12", "Piece(Season(Winter), Of(SplitYear(2011, 2012)))"),
//!     ("last year's first quarter", "Piece(Quarter(1), Of(Unit(Year, Last)))"),
//!     ("the March quarter", "Ending(Between(1, 1), Quarter, Piece(Month(3), Unsaid))"),
//!     ("Friday", "Piece(Weekday(5), Unsaid)"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! # Ok(())
//! # }
//! ```

use super::word::{dash, joint, numeral, ordinal, relative, small_number, unit, word};
use super::year::{named, pick_of, split_year, unit_pick, year, year_digits, year_like};
use crate::grammar::time::{Joint, Kinds, TimeWord};
use crate::model::sentence::{Shape, Word};
use crate::model::time::{Count, Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, digits, glued, mark};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};
use nom::sequence::{preceded, terminated};

/// A month of the common calendar.
pub fn month(input: Cursor<'_>) -> Read<'_, u8> {
    word(Kinds::MONTH, |word| match word {
        TimeWord::Month(number) => Some(number),
        _ => None,
    })(input)
}

/// A day of the week.
pub fn weekday(input: Cursor<'_>) -> Read<'_, u8> {
    word(Kinds::WEEKDAY, |word| match word {
        TimeWord::Weekday(number) => Some(number),
        _ => None,
    })(input)
}

/// "third quarter", "second-half"
pub fn ordinal_unit(input: Cursor<'_>) -> Read<'_, Piece> {
    let (rest, (number, _, unit)) = (ordinal, opt(glued(dash)), unit).parse(input)?;
    match unit {
        TimeUnit::Quarter if number <= 4 => Ok((rest, Piece::Quarter(number))),
        TimeUnit::Half if number <= 2 => Ok((rest, Piece::Half(number))),
        _ => input.fail(),
    }
}

/// "Q3", "3Q", "H1", "1H"
fn lettered(input: Cursor<'_>) -> Read<'_, Piece> {
    let quarter_first = (joint(Joint::QuarterLetter), opt(glued(dash)), glued(small_number(1, 4))).map(|(.., n)| n);
    let quarter_last = (small_number(1, 4), glued(joint(Joint::QuarterLetter))).map(|(n, ())| n);
    let half_first = (joint(Joint::HalfLetter), glued(small_number(1, 2))).map(|((), n)| n);
    let half_last = (small_number(1, 2), glued(joint(Joint::HalfLetter))).map(|(n, ())| n);
    alt((map(alt((quarter_first, quarter_last)), Piece::Quarter), map(alt((half_first, half_last)), Piece::Half)))
        .parse(input)
}

/// The year glued to a lettered quarter or half: "3Q24", "Q3'23".
fn glued_year(input: Cursor<'_>) -> Read<'_, When> {
    let short = preceded(opt(glued(alt((mark("'"), mark("\u{2019}"))))), glued(small_number(0, 99)));
    map(short, |number| When::Year(2000 + i32::from(number))).parse(input)
}

/// A piece, and whether it needs a year or a picking word beside it.
fn core(input: Cursor<'_>) -> Read<'_, (Piece, bool)> {
    let named = word(Kinds::MONTH.or(Kinds::WEEKDAY).or(Kinds::SEASON), |word| match word {
        TimeWord::Month(number) => Some((Piece::Month(number), false)),
        TimeWord::IranianMonth(number) => Some((Piece::IranianMonth(number), false)),
        TimeWord::Weekday(number) => Some((Piece::Weekday(number), false)),
        TimeWord::Season(season, needy) => Some((Piece::Season(season), needy)),
        _ => None,
    });
    alt((named, map(alt((ordinal_unit, lettered)), |piece| (piece, false)))).parse(input)
}

/// Of which longer time: ", 2017", "of FY24", "last year", "of 2011/12".
pub fn which(input: Cursor<'_>) -> Read<'_, When> {
    let numbered = preceded(
        opt(glued(mark(","))),
        alt((named, map(split_year, |(a, b)| When::SplitYear(a, b)), map(year, When::Year))),
    );
    let of = preceded(alt((joint(Joint::Of), joint(Joint::In))), alt((year_like, super::stretch::offset)));
    let picked = |input| {
        let (rest, when) = preceded(opt(glued(mark(","))), unit_pick).parse(input)?;
        let the = joint(Joint::The)(input).is_ok();
        match when {
            When::Unit(TimeUnit::Year | TimeUnit::Week | TimeUnit::Month, _) if !the => Ok((rest, when)),
            _ => input.fail(),
        }
    };
    alt((numbered, of, picked)).parse(input)
}

/// Whether the words `of` and what follows fit a piece: "Friday of next week" but not "in" for a month.
fn fits(piece: Piece, when: &When) -> bool {
    match (piece, when) {
        (Piece::Weekday(_), When::Unit(unit, _)) => *unit == TimeUnit::Week || *unit == TimeUnit::Month,
        (Piece::Weekday(_), _) => false,
        (_, When::Unit(TimeUnit::Year | TimeUnit::Decade | TimeUnit::Period, _)) => true,
        (_, When::Unit(..)) => false,
        _ => true,
    }
}

/// A piece of a year or week.
pub fn piece(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    let (rest, picked) = opt(relative(|word| pick_of(word).is_some())).parse(rest)?;
    let (rest, (piece, needy)) = core(rest)?;
    if let Piece::Month(_) = piece
        && let Ok((rest, TimeUnit::Quarter)) = unit(rest)
    {
        let (rest, year) = opt(which).parse(rest)?;
        let month = When::Piece(piece, year.map_or(Pick::Unsaid, |year| Pick::Of(Box::new(year))));
        return Ok((rest, When::Ending(Count::ONE, TimeUnit::Quarter, Box::new(month))));
    }
    let names_one = matches!(piece, Piece::Month(_) | Piece::IranianMonth(_) | Piece::Weekday(_));
    if the.is_some() && picked.is_none() && names_one {
        return input.fail();
    }
    let pick = picked.and_then(pick_of);
    let lettered = matches!(piece, Piece::Quarter(_) | Piece::Half(_));
    if lettered
        && let Ok((rest, year)) =
            alt((glued(glued_year), preceded(glued(dash), glued(map(year, When::Year))))).parse(rest)
    {
        return Ok((rest, When::Piece(piece, Pick::Of(Box::new(year)))));
    }
    match which(rest) {
        Ok((after, when)) if fits(piece, &when) => Ok((after, When::Piece(piece, Pick::Of(Box::new(when))))),
        _ if pick.is_none() && needy => input.fail(),
        _ => Ok((rest, When::Piece(piece, pick.unwrap_or(Pick::Unsaid)))),
    }
}

/// The year first: "2023 fourth quarter", "2024-H1", "2024 June", "last year's first quarter".
pub fn year_first(input: Cursor<'_>) -> Read<'_, When> {
    let picked = verify(unit_pick, |when| matches!(when, When::Unit(TimeUnit::Year, _)));
    let owner = terminated(alt((map(year, When::Year), picked)), joint(Joint::DecadeEnding));
    let comma = opt(glued(mark(",")));
    let plain = alt((named, terminated(map(year_digits, When::Year), opt(glued(dash))), map(year, When::Year)));
    let (rest, of) = alt((owner, terminated(plain, comma))).parse(input)?;
    let (rest, (piece, needy)) = core(rest)?;
    match piece {
        Piece::Quarter(_) | Piece::Half(_) => {}
        Piece::Month(_) if matches!(of, When::Year(_)) && digits(rest).is_err() => {}
        Piece::Season(_) if !needy => {}
        _ => return input.fail(),
    }
    Ok((rest, When::Piece(piece, Pick::Of(Box::new(of)))))
}

/// "the fourth", where "quarter" was said earlier in the sentence and no noun follows.
pub fn fourth<'a>(before: Cursor<'a>, input: Cursor<'a>) -> Read<'a, When> {
    let (rest, number) = preceded(joint(Joint::The), ordinal).parse(input)?;
    let noun_follows = rest.first().is_some_and(|token| token.shape != Shape::Mark && token.word == Word::UNKNOWN)
        || unit(rest).is_ok()
        || numeral(rest).is_ok();
    let said =
        (0..before.tokens.len()).rev().take(24).any(|at| matches!(unit(before.skip(at)), Ok((_, TimeUnit::Quarter))));
    if number > 4 || noun_follows || !said {
        return input.fail();
    }
    Ok((rest, When::Piece(Piece::Quarter(number), Pick::Unsaid)))
}
