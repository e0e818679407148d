//! Rows as Parquet: zstd, exact decimals, dictionary codes, statistics; written in batches, so memory stays bounded.

use super::cell::Cell;
use super::frame::{Batches, arrow_schema, polars_error, schema};
use super::schema::Head;
use super::writer::Writer;
use crate::error::{Error, Result};
use polars::io::parquet::read::ParquetReader;
use polars::io::parquet::write::{BatchedWriter, KeyValueMetadata};
use polars::prelude::{DataFrame, ParquetCompression, ParquetWriter, SerReader, StatisticsOptions};
use polars_parquet::read::FileMetadata;
use polars_parquet::write::schema_to_metadata_key;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Arc;

/// Writes rows as Parquet.
pub struct Parquet<W: Write> {
    writer: BatchedWriter<W>,
    rows: Batches,
}

impl<W: Write> Parquet<W> {
    /// A file without rows yet, `batch` of which will be written at once.
    ///
    /// # Errors
    /// Fails where polars refuses the columns.
    pub fn new(sink: W, heads: Vec<Head>, batch: usize) -> Result<Parquet<W>> {
        let types = arrow_schema(&heads);
        // Written by ourselves: what polars writes holds string views, which pandas cannot read in lists.
        let pair = schema_to_metadata_key(&types);
        let about = KeyValueMetadata::from_static(vec![(pair.key, pair.value.unwrap_or_default())]);
        let writer = ParquetWriter::new(sink)
            .with_compression(ParquetCompression::Zstd(None))
            .with_statistics(StatisticsOptions::full())
            .with_key_value_metadata(Some(about))
            .batched(&schema(&heads))
            .map_err(polars_error)?;
        Ok(Parquet { writer, rows: Batches::new(heads, batch) })
    }

    fn write(&mut self, frame: Option<DataFrame>) -> Result<()> {
        let Some(frame) = frame else { return Ok(()) };
        self.writer.write_batch(&frame).map_err(write_error)
    }
}

impl<W: Write> Writer for Parquet<W> {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let full = self.rows.push(cells)?;
        self.write(full)
    }

    fn finish(&mut self) -> Result<()> {
        let rest = self.rows.rest()?;
        self.write(rest)?;
        self.writer.finish().map(|_| ()).map_err(write_error)
    }
}

fn write_error(error: polars::error::PolarsError) -> Error {
    Error::new(format!("could not be written: {error}. Free space or choose another folder, and run again"))
}

/// A Parquet file that is read by row groups, by columns and by rows.
pub struct File {
    path: PathBuf,
    about: Arc<FileMetadata>,
}

impl File {
    /// Opens the file.
    ///
    /// # Errors
    /// Fails where the file cannot be opened or is no Parquet.
    pub fn open(path: &Path) -> Result<File> {
        let mut reader = ParquetReader::new(super::read::open(path)?);
        let about = reader.get_metadata().map_err(|error| unreadable(path, &error))?.clone();
        Ok(File { path: path.to_owned(), about })
    }

    /// How many rows it has.
    pub fn height(&self) -> usize {
        self.about.num_rows
    }

    /// The first row of each row group, and how many rows it has.
    pub fn groups(&self) -> Vec<(usize, usize)> {
        let mut start = 0;
        let group = |rows| {
            start += rows;
            (start - rows, rows)
        };
        self.about.row_groups.iter().map(|group| group.num_rows()).map(group).collect()
    }

    /// `columns` of it, or all, and all rows, or `rows` rows from a first one. Columns that it lacks are left out.
    ///
    /// # Errors
    /// Fails where the file is broken.
    pub fn read(&self, columns: Option<&[&str]>, rows: Option<(usize, usize)>) -> Result<DataFrame> {
        let mut reader = ParquetReader::new(super::read::open(&self.path)?);
        reader.set_metadata(self.about.clone());
        let known = reader.schema().map_err(|error| unreadable(&self.path, &error))?;
        let columns = columns.map(|columns| {
            columns.iter().filter(|name| known.contains(name)).map(|name| (*name).to_owned()).collect::<Vec<_>>()
        });
        let reader = reader.with_columns(columns).with_slice(rows).set_rechunk(true);
        reader.finish().map_err(|error| unreadable(&self.path, &error))
    }
}

fn unreadable(path: &Path, error: &polars::error::PolarsError) -> Error {
    Error::in_file(path, format!("is no Parquet file that can be read ({error}); extract it again with --fresh"))
}
