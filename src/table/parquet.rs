//! Rows as Parquet: zstd, exact decimals, dictionary codes, statistics; written in batches, so memory stays bounded.

use super::cell::Cell;
use super::frame::{Builder, polars_error, schema};
use super::schema::Table;
use crate::error::{Error, Result};
use polars::io::parquet::write::{BatchedWriter, KeyValueMetadata};
use polars::prelude::{
    CompatLevel, DataFrame, ParquetCompression, ParquetReader, ParquetWriter, SchemaExt, SerReader, StatisticsOptions,
};
use polars_parquet::write::schema_to_metadata_key;
use std::io::Write;
use std::path::Path;
use std::sync::Arc;

/// Writes rows of a table as Parquet.
pub struct Parquet<T: Table, W: Write> {
    writer: BatchedWriter<W>,
    rows: Builder<T>,
}

impl<T: Table, W: Write> Parquet<T, W> {
    /// A file of the table's columns without rows yet.
    ///
    /// # Errors
    /// Fails where polars refuses the columns.
    pub fn new(sink: W) -> Result<Parquet<T, W>> {
        let writer = ParquetWriter::new(sink)
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions::full())
            .with_key_value_metadata(Some(arrow_schema::<T>()))
            .batched(&schema::<T>())
            .map_err(polars_error)?;
        Ok(Parquet { writer, rows: Builder::default() })
    }

    /// Writes a row: all its cells, in the order of the table's columns.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn row(&mut self, cells: Vec<Cell<'_>>) -> Result<()> {
        self.rows.push(cells);
        if self.rows.height() >= T::BATCH { self.batch() } else { Ok(()) }
    }

    fn batch(&mut self) -> Result<()> {
        let frame = self.rows.take()?;
        self.writer.write_batch(frame.data()).map_err(write_error)
    }

    /// Writes what is left, and the end of the file.
    ///
    /// # Errors
    /// Fails where the sink cannot be written to.
    pub fn finish(&mut self) -> Result<()> {
        if self.rows.height() > 0 {
            self.batch()?;
        }
        self.writer.finish().map(|_| ()).map_err(write_error)
    }
}

/// The types that readers through Arrow see, each column with its meaning.
///
/// Written by ourselves, because those polars writes hold string views, which pandas cannot read in lists.
fn arrow_schema<T: Table>() -> KeyValueMetadata {
    let mut types = schema::<T>().to_arrow(CompatLevel::oldest());
    for column in T::COLUMNS {
        let field = types.get_mut(column.name).expect("the schema holds every column");
        let mut about = field.metadata.as_deref().cloned().unwrap_or_default();
        about.insert("description".into(), column.meaning.into());
        field.metadata = Some(Arc::new(about));
    }
    let pair = schema_to_metadata_key(&types);
    KeyValueMetadata::from_static(vec![(pair.key, pair.value.unwrap_or_default())])
}

fn write_error(error: polars::error::PolarsError) -> Error {
    Error::new(format!("could not be written: {error}. Free space or choose another folder, and run again"))
}

/// A frame from a Parquet file.
///
/// # Errors
/// Fails where the file cannot be opened or is no Parquet.
pub fn read(path: &Path) -> Result<DataFrame> {
    let file = super::read::open(path)?;
    ParquetReader::new(file).set_rechunk(true).finish().map_err(|error| {
        Error::in_file(path, format!("is no Parquet file that can be read ({error}); extract it again with --fresh"))
    })
}
