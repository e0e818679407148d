//! Where someone or something is reached: telephone numbers, addresses of the web, the tickers of shares.
//!
//! ```text
//! contact   := (digits | "+" | "-" | "(" | ")" | "/" | ".")+              behind a word such as "telephone"
//! telephone := "+" contact                                              three runs of digits or more
//! url       := "http" ":" and all up to white space
//! ticker    := "<" letters any{0,7} ">"
//! ```
//!
//! ```
//! # use trade_figures::recognize::said;
//! for (text, amounts) in [
//!     ("call +90 312 555 12 34 today", ""),
//!     ("Read https://example.com/2024/05 for more", ""),
//!     ("shares of <KVIO.OL> rose", ""),
//!     ("rose +90 percent", "90 %"),
//! ] {
//!     assert_eq!(said(text)?, amounts, "{text}");
//! }
//! # Ok::<(), trade_figures::error::Error>(())
//! ```

use super::cursor::{Cursor, Read, glued, mark};
use super::stop::group;
use super::unit;
use crate::model::sentence::Shape;
use nom::Parser;
use nom::branch::alt;

/// A telephone number or the like: digits and the marks between them.
pub(super) fn contact(input: Cursor<'_>) -> Read<'_, ()> {
    let marks = |token: &crate::model::sentence::Token| matches!(input.words(token), "+" | "-" | "(" | ")" | "/" | ".");
    let taken = input.tokens.iter().take_while(|token| token.shape == Shape::Digits || marks(token)).count();
    let some = input.tokens[..taken].iter().any(|token| token.shape == Shape::Digits);
    if some { Ok((input.skip(taken), ())) } else { input.fail() }
}

/// "+90 312 555 12 34": a plus, and at least three runs of digits with nothing but spaces and marks between them.
pub(super) fn telephone(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = mark("+")(input)?;
    let (after, ()) = contact(rest)?;
    let runs = rest.tokens[..rest.count_to(&after)].iter().filter(|token| token.shape == Shape::Digits).count();
    if rest.is_glued() && runs >= 3 && !unit::follows(after) { Ok((after, ())) } else { input.fail() }
}

/// An address of the web, up to the next white space.
pub(super) fn url(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = group("url")(input)?;
    let (rest, _) = alt((glued(mark(":")), glued(mark(".")))).parse(rest)?;
    let taken = rest.tokens.iter().take_while(|token| !token.spaced).count();
    Ok((rest.skip(taken), ()))
}

/// "<KVIO.OL>".
pub(super) fn ticker(input: Cursor<'_>) -> Read<'_, ()> {
    let (rest, _) = mark("<")(input)?;
    let length = rest.tokens.iter().take(8).take_while(|token| !token.spaced && rest.words(token) != ">").count();
    let letters = rest.first().is_some_and(|token| token.shape != Shape::Digits && token.shape != Shape::Mark);
    if letters && length > 0 && rest.is_mark(length, ">") { Ok((rest.skip(length + 1), ())) } else { input.fail() }
}
