//! Rows as Arrow IPC (Feather 2): the same types as Parquet, each column with its meaning, in record batches.

use super::cell::Cell;
use super::frame::{Batches, arrow_schema, polars_error};
use super::schema::Head;
use super::writer::Writer;
use crate::error::Result;
use polars::prelude::{CompatLevel, DataFrame};
use polars_arrow::io::ipc::write::{FileWriter, WriteOptions};
use std::io::Write;
use std::sync::Arc;

/// Writes rows as Arrow IPC.
pub struct Arrow<W: Write> {
    writer: FileWriter<W>,
    rows: Batches,
}

impl<W: Write> Arrow<W> {
    /// A file without rows yet, `batch` of which will be written at once.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn new(sink: W, heads: Vec<Head>, batch: usize) -> Result<Arrow<W>> {
        let types = Arc::new(arrow_schema(&heads));
        let writer = FileWriter::try_new(sink, types, None, WriteOptions { compression: None });
        Ok(Arrow { writer: writer.map_err(polars_error)?, rows: Batches::new(heads, batch) })
    }

    fn write(&mut self, frame: Option<DataFrame>) -> Result<()> {
        let Some(frame) = frame else { return Ok(()) };
        let mut batches = frame.iter_chunks(CompatLevel::oldest(), true);
        batches.try_for_each(|batch| self.writer.write(&batch, None)).map_err(polars_error)
    }
}

impl<W: Write> Writer for Arrow<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let full = self.rows.push(cells)?;
        self.write(full)
    }

    fn finish(&mut self) -> Result<()> {
        let rest = self.rows.rest()?;
        self.write(rest)?;
        self.writer.finish().map_err(polars_error)
    }
}
