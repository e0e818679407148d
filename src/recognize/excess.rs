//! Numbers that come to more digits than are calculated with.
//!
//! ```text
//! excess := digits (mark digits)*        of more than 28 digits
//!         | digits scale+                which come to more
//! ```

use super::cursor::{Cursor, Read};
use super::digits::{exact, run, written};
use super::number::number;
use super::scale::joined_scale;
use super::unit;
use crate::grammar::lexicon::Kinds;
use crate::model::sentence::Shape;

/// A number that cannot be held: digits, with their scale words, that come to more than are calculated with.
pub(super) fn too_long(input: Cursor<'_>) -> Read<'_, ()> {
    let joined = input.is_glued() && input.behind(1).is_some_and(|token| token.shape != Shape::Mark);
    if input.shape() != Some(Shape::Digits) || joined && input.back(1).is_none_or(|back| !back.starts(Kinds::MONEY)) {
        return input.fail();
    }
    let rest = match (digits_too_long(input), written(input)) {
        (Ok((rest, ())), _) => rest,
        (_, Ok((rest, _))) if joined_scale(rest).is_ok() && number(false)(input).is_err() => {
            std::iter::successors(Some(rest), |rest| Some(joined_scale(*rest).ok()?.0)).take(4).last().unwrap_or(rest)
        }
        _ => return input.fail(),
    };
    let runs_on = rest.is_glued() && rest.shape() != Some(Shape::Mark) && !unit::follows(rest);
    if runs_on { input.fail() } else { Ok((rest, ())) }
}

/// Digits with their separators that are too many for a number.
fn digits_too_long(input: Cursor<'_>) -> Read<'_, ()> {
    let (_, run) = run(input)?;
    if exact(&run.parts, 0).is_some() {
        return input.fail();
    }
    let mut rest = input.skip(run.tokens);
    while let [mark, group, ..] = rest.tokens
        && !mark.spaced
        && !group.spaced
        && matches!(rest.words(mark), "," | "." | "'")
        && group.shape == Shape::Digits
    {
        rest = rest.skip(2);
    }
    Ok((rest, ()))
}
