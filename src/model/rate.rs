//! An exchange rate of a day.

use super::code::Code;
use chrono::NaiveDate;
use rust_decimal::Decimal;

/// One unit of `from` was worth `rate` of `to`.
#[derive(Clone, Debug, PartialEq)]
pub struct Rate {
    /// The day it is of.
    pub date: NaiveDate,
    /// A currency: `USD`.
    pub from: Code,
    /// Another.
    pub to: Code,
    /// How many of `to` one of `from` was.
    pub rate: Decimal,
    /// Who says so.
    pub source: String,
    /// Its line in the file, from 1.
    pub line: usize,
}
