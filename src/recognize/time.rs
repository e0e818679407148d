//! Times: read elsewhere.

use super::cursor::Cursor;
use crate::model::span::Spanned;
use crate::model::time::TimeExpression;

/// A time at the next token: how many tokens it covers, and what it says.
pub fn read(_input: Cursor<'_>) -> Option<(usize, Spanned<TimeExpression>)> {
    None
}
