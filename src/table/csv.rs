//! Rows as CSV: UTF-8, commas, a header, every text in one line, lists joined by `;`, unknown cells empty.

use super::cell::{Cell, one_line};
use super::schema::Table;
use std::io::{self, Write};
use std::marker::PhantomData;

/// Writes rows of a table as CSV.
pub struct Csv<T: Table, W: Write> {
    csv: csv::Writer<W>,
    shown: Vec<usize>,
    table: PhantomData<T>,
}

impl<T: Table, W: Write> Csv<T, W> {
    /// Writes the header: the starred columns, or all of them where `wide` is set.
    ///
    /// # Errors
    /// Fails where `sink` cannot be written to.
    pub fn new(sink: W, wide: bool) -> io::Result<Csv<T, W>> {
        let shown = T::shown(wide);
        let mut csv = csv::Writer::from_writer(sink);
        csv.write_record(shown.iter().map(|&at| T::COLUMNS[at].name))?;
        Ok(Csv { csv, shown, table: PhantomData })
    }

    /// Writes a row: all its cells, in the order of the table's columns.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn row(&mut self, cells: &[Cell<'_>]) -> io::Result<()> {
        for &at in &self.shown {
            self.csv.write_field(one_line(&cells[at].to_text()).as_bytes())?;
        }
        Ok(self.csv.write_record(None::<&[u8]>)?)
    }

    /// Hands everything written so far to the sink.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn flush(&mut self) -> io::Result<()> {
        self.csv.flush()
    }

    /// The sink, with everything written.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn into_inner(self) -> io::Result<W> {
        self.csv.into_inner().map_err(|error| error.into_error())
    }
}
