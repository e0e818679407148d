//! Figures in one file or on standard output, in any format.

use super::cell::Cell;
use super::format::{Dialect, Format};
use super::manual::Vocabulary;
use super::schema::{Head, Rows};
use super::writer::{Writer, sink_error, writer};
use super::xlsx::{About, Book};
use super::{documents::Documents, figures::Figures};
use crate::error::Result;
use std::io::Write;

/// How many rows are held at once where a format holds some.
const BATCH: usize = 50_000;

/// Figures on their way into one file.
pub enum Stream<'w> {
    /// A table.
    Table(Box<dyn Writer + 'w>),
    /// A workbook, which is written at its end.
    Book(Box<Book>, Box<dyn Write + Send + 'w>),
}

impl<'w> Stream<'w> {
    /// No rows yet, of figures with these columns.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn new(
        format: Format,
        heads: Vec<Head>,
        dialect: Dialect,
        vocabulary: impl FnOnce() -> Vocabulary,
        sink: Box<dyn Write + Send + 'w>,
    ) -> Result<Stream<'w>> {
        Ok(match format {
            Format::Xlsx => Stream::Book(Box::new(Book::new(heads, vocabulary())?), sink),
            _ => Stream::Table(writer(format, heads, dialect, BATCH, sink)?),
        })
    }

    /// Takes a document, before its figures.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn document(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        match self {
            Stream::Table(_) => Ok(()),
            Stream::Book(book, _) => Rows::<Documents>::row(&mut **book, cells),
        }
    }

    /// Takes a figure.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn figure(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        match self {
            Stream::Table(writer) => writer.row(cells),
            Stream::Book(book, _) => Rows::<Figures>::row(&mut **book, cells),
        }
    }

    /// Writes the end; `about` is what a workbook says of how it was made.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn finish(self, about: &About) -> Result<()> {
        match self {
            Stream::Table(mut writer) => writer.finish(),
            Stream::Book(book, mut sink) => {
                let bytes = book.finish(about)?;
                sink.write_all(&bytes).and_then(|()| sink.flush()).map_err(sink_error)
            }
        }
    }
}
