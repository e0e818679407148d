//! What every format does: it takes rows one by one, and ends.

use super::arrow::Arrow;
use super::cell::Cell;
use super::csv::Csv;
use super::format::{Dialect, Format};
use super::json::{Json, Layout};
use super::markdown::Markdown;
use super::parquet::Parquet;
use super::schema::Head;
use crate::error::{Error, Result};
use std::io::{self, Write};

/// Writes rows in some format.
pub trait Writer {
    /// Writes a row: all cells of its table, from which the format picks those it shows.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()>;

    /// Writes the end, and hands everything to the sink.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    fn finish(&mut self) -> Result<()>;
}

/// A writer of one table in a format; `batch` is how many rows are held until they are written, where some are held.
///
/// # Errors
/// Fails where the sink cannot be written to, and for a workbook, which holds several tables (see [`super::xlsx`]).
pub fn writer<'w>(
    format: Format,
    heads: Vec<Head>,
    dialect: Dialect,
    batch: usize,
    sink: impl Write + Send + 'w,
) -> Result<Box<dyn Writer + 'w>> {
    Ok(match format {
        Format::Csv => Box::new(Csv::new(sink, heads, dialect)?),
        Format::Ndjson => Box::new(Json::new(sink, heads, Layout::Lines)),
        Format::Json => Box::new(Json::new(sink, heads, Layout::Array)),
        Format::Markdown => Box::new(Markdown::new(sink, heads)?),
        Format::Parquet => Box::new(Parquet::new(sink, heads, batch)?),
        Format::Arrow => Box::new(Arrow::new(sink, heads, batch)?),
        Format::Xlsx => return Err(Error::new("a workbook holds several tables; ask for another format")),
    })
}

/// What the system says of a sink, as an error; where the sink is a file, its [`super::write::Aside`] says it better.
pub(super) fn sink_error(error: io::Error) -> Error {
    Error::new(format!("cannot be written ({error})"))
}
