//! Months, quarters, halves, seasons and weekdays, and of which year or week.
//!
//! ```text
//! piece   := ("the"? relative)? core which?
//! core    := month | ordinal "quarter" | "Q" digit | digit "Q" | ordinal "half" | "H" digit | season | weekday
//! which   := ","? year | "of" year-like | "last year"            ("December last year", "H1 of FY24")
//! ```

use super::word::{dash, joint, numeral, ordinal, relative, small_number, unit, word};
use super::year::{named, pick_of, split_year, unit_pick, year, year_like};
use crate::grammar::time::{Joint, TimeWord};
use crate::model::sentence::{Shape, Word};
use crate::model::time::{Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, glued, mark};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt};
use nom::sequence::preceded;

/// A month of the common calendar.
pub fn month(input: Cursor<'_>) -> Read<'_, u8> {
    word(|word| match word {
        TimeWord::Month(number) => Some(number),
        _ => None,
    })(input)
}

/// A day of the week.
pub fn weekday(input: Cursor<'_>) -> Read<'_, u8> {
    word(|word| match word {
        TimeWord::Weekday(number) => Some(number),
        _ => None,
    })(input)
}

/// "third quarter", "second-half"
fn ordinal_unit(input: Cursor<'_>) -> Read<'_, Piece> {
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
    let named = word(|word| match word {
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
    let names_one = matches!(piece, Piece::Month(_) | Piece::IranianMonth(_) | Piece::Weekday(_));
    if the.is_some() && picked.is_none() && names_one {
        return input.fail();
    }
    let pick = picked.and_then(pick_of);
    let lettered = matches!(piece, Piece::Quarter(_) | Piece::Half(_));
    if lettered && let Ok((rest, year)) = glued(glued_year).parse(rest) {
        return Ok((rest, When::Piece(piece, Pick::Of(Box::new(year)))));
    }
    match which(rest) {
        Ok((after, when)) if fits(piece, &when) => Ok((after, When::Piece(piece, Pick::Of(Box::new(when))))),
        _ if pick.is_none() && needy => input.fail(),
        _ => Ok((rest, When::Piece(piece, pick.unwrap_or(Pick::Unsaid)))),
    }
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
