//! Words and signs that bound a number: before it ("more than", "~") and after it ("or more").
//!
//! ```text
//! before := bound+            the last that is more than "about" wins
//! after  := bound-after
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("nearly $6 billion", "~ 6000000000 USD"),
//!     ("no more than 5 percent", "<= 5 %"),
//!     ("20 tonnes or more", ">= 20 t"),
//!     ("just over 3 bcm", "~ 3 bcm"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, sense};
use crate::grammar::lexicon::Kinds;
use crate::grammar::words::{Cue, Entry, Sense};
use crate::model::code::Comparator;
use crate::model::span::{Span, Spanned};

/// A bound, and its words.
pub type Bound = (Comparator, Span);

/// Bounds before a number.
pub fn before(input: Cursor<'_>) -> Read<'_, Bound> {
    let (mut rest, first) = one(input, false)?;
    let mut strongest = first.value;
    for _ in 0..2 {
        let Ok((after, next)) = one(rest, false) else { break };
        if next.value != Comparator::About {
            strongest = next.value;
        }
        rest = after;
    }
    Ok((rest, (strongest, input.span_to(&rest))))
}

/// A bound after a number.
pub fn after(input: Cursor<'_>) -> Read<'_, Bound> {
    let (rest, found) = one(input, true)?;
    let next_bound = one(input.skip(1), false).is_ok_and(|(after, _)| after.tokens.len() < rest.tokens.len());
    if next_bound && !found.span.is_empty() { input.fail() } else { Ok((rest, (found.value, found.span))) }
}

fn one(input: Cursor<'_>, behind: bool) -> Read<'_, Spanned<Comparator>> {
    sense(Kinds::BOUND, |entry: &Entry| match entry.sense {
        Sense::Cue(Cue::Comparator(comparator)) if entry.id.ends_with(".after") == behind => Some(comparator),
        _ => None,
    })(input)
}
