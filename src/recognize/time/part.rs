//! Parts of a time: early, mid-, late, the start, middle and end of it, earlier and later in it.
//!
//! ```text
//! part  := ("early" | "mid" | "late" | "the end" ...) ("-" | "of" | "in")? whole     ("late 1989", "end-1987")
//!        | unit "-" "end" year?                                                      ("year-end 2025")
//!        | ("earlier" | "later") ("in" | "on")? whole                                ("earlier this month")
//! ```
//!
//! ```
//! # fn main() -> trade_figures::error::Result<()> {
//! # let grammar = trade_figures::grammar::Grammar::embedded()?;
//! for (text, read) in [
//!     ("late 1989", "Part(Late, Year(1989))"),
//!     ("mid-2010s", "Part(Mid, Decade(2010))"),
//!     ("the middle of next year", "Part(Middle, Unit(Year, Next))"),
//!     ("end-1987", "Part(End, Year(1987))"),
//!     ("year-end 2025", "Part(End, Year(2025))"),
//!     ("earlier this month", "Part(Earlier, Unit(Month, This))"),
//! ] {
//!     assert_eq!(trade_figures::recognize::time::said(text, &grammar), [read]);
//! }
//! # Ok(())
//! # }
//! ```

use super::day::{around_now, date};
use super::stretch::whole;
use super::word::{dash, joint, unit, word};
use super::year::{unit_pick, year};
use crate::grammar::time::{Joint, Kinds, TimeWord};
use crate::model::time::{Part, Pick, Piece, TimeUnit, When};
use crate::recognize::cursor::{Cursor, Read, glued};
use nom::Parser;
use nom::branch::alt;
use nom::combinator::{map, opt, verify};

fn part_word(input: Cursor<'_>) -> Read<'_, Part> {
    word(Kinds::PART, |word| match word {
        TimeWord::Part(part) => Some(part),
        _ => None,
    })(input)
}

/// Whether one speaks of this part of that time: "the end of" a duration is none.
fn fits(part: Part, when: &When) -> bool {
    match when {
        When::Rolling(..) | When::Same(..) | When::Duration(..) => false,
        When::Date(..) | When::Piece(Piece::Weekday(_) | Piece::Day(..), _) | When::Offset(_, TimeUnit::Day, _) => {
            matches!(part, Part::Early | Part::Late | Part::Earlier | Part::Later)
        }
        _ => true,
    }
}

/// A part of a time.
pub fn part(input: Cursor<'_>) -> Read<'_, When> {
    if let Ok(read) = unit_end(input) {
        return Ok(read);
    }
    let (rest, the) = opt(joint(Joint::The)).parse(input)?;
    let (rest, part) = part_word(rest)?;
    if the.is_some() && matches!(part, Part::Early | Part::Mid | Part::Late | Part::Earlier) {
        return input.fail();
    }
    let mut joined = opt(alt((glued(dash), joint(Joint::Of), joint(Joint::In))));
    let (rest, joined) = joined.parse(rest)?;
    let bare_unit = map(verify(unit, |unit| *unit > TimeUnit::Day), |unit| When::Unit(unit, Pick::The));
    let target = |input| super::longest(input, &[whole, around_now, date, unit_pick]);
    let (rest, when) = match joined {
        Some(()) => alt((target, bare_unit)).parse(rest)?,
        None => target(rest)?,
    };
    let when = match (part, when) {
        (Part::Earlier | Part::Later, When::Unit(unit, Pick::The)) => When::Unit(unit, Pick::This),
        (_, when) => when,
    };
    if fits(part, &when) { Ok((rest, When::Part(part, Box::new(when)))) } else { input.fail() }
}

/// "year-end", "year-end 2025", "the year end"
fn unit_end(input: Cursor<'_>) -> Read<'_, When> {
    let (rest, _) = opt(joint(Joint::The)).parse(input)?;
    let unit = verify(unit, |unit| *unit > TimeUnit::Day);
    let (rest, (unit, _, part)) = (unit, glued(dash), part_word).parse(rest)?;
    if !matches!(part, Part::End | Part::Start) {
        return input.fail();
    }
    let (rest, year) = opt(year).parse(rest)?;
    let of = match year {
        Some(year) if unit == TimeUnit::Year => When::Year(year),
        _ => When::Unit(unit, Pick::The),
    };
    Ok((rest, When::Part(part, Box::new(of))))
}
