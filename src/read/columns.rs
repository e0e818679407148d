//! What the tables that are read beside articles share: the place of a column, the line of a record, broken CSV.

use crate::error::Error;
use csv::{Position, StringRecord};
use std::path::Path;

/// Where the column of this name stands, in any case of its letters.
pub fn column(headers: &StringRecord, name: &str) -> Option<usize> {
    headers.iter().position(|header| header.eq_ignore_ascii_case(name))
}

/// The line of a position, from 1.
pub fn line(position: Option<&Position>) -> usize {
    position.map_or(1, |position| position.line() as usize)
}

/// What is said of a file that is no valid CSV.
pub fn invalid(path: &Path, error: &csv::Error) -> Error {
    Error::at(path, line(error.position()), format!("is no valid CSV ({error}); correct the line"))
}
