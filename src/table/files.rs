//! One table in every format asked for, written side by side, to be put in place together.

use super::cell::Cell;
use super::format::{Dialect, Format};
use super::schema::{Rows, Table};
use super::write::Aside;
use super::writer::{Writer, writer};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// What tables are written as.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// In which formats.
    pub formats: Vec<Format>,
    /// All columns in the formats for reading.
    pub wide: bool,
    /// The rows out of scope in the formats for reading.
    pub all: bool,
    /// How CSV looks.
    #[serde(default)]
    pub text: Dialect,
}

/// The files of one table while they are written.
pub struct Files {
    files: Vec<File>,
    all: bool,
}

struct File {
    aside: Aside,
    writer: Box<dyn Writer>,
    for_reading: bool,
}

impl Files {
    /// Begins the files of a table in `folder`, one for each format of a single table.
    ///
    /// # Errors
    /// Fails where the folder cannot be written to.
    pub fn new<T: Table>(folder: &Path, layout: &Layout) -> Result<Files> {
        let formats = layout.formats.iter().filter(|format| **format != Format::Xlsx);
        let files = formats.map(|&format| {
            let aside = Aside::new(&folder.join(file_name::<T>(format)))?;
            let heads = T::heads(match format {
                Format::Parquet | Format::Arrow => true,
                Format::Ndjson | Format::Json => T::WIDE_TEXT,
                Format::Csv | Format::Markdown | Format::Xlsx => layout.wide && T::WIDE_TEXT,
            });
            let writer = writer(format, heads, layout.text, T::BATCH, aside.writer()?);
            let writer = writer.map_err(|error| aside.error(error))?;
            Ok(File { aside, writer, for_reading: format.is_for_reading() })
        });
        Ok(Files { files: files.collect::<Result<_>>()?, all: layout.all })
    }

    /// Writes a row to every file that shows it.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn row<T: Table>(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        let shown = self.all || T::in_scope(cells);
        for file in self.files.iter_mut().filter(|file| shown || !file.for_reading) {
            file.writer.row(cells).map_err(|error| file.aside.error(error))?;
        }
        Ok(())
    }

    /// Ends the files and waits until they are on the disk, still aside; they are put in place by their `Aside`s.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn finish(self) -> Result<Vec<Aside>> {
        let finish = |mut file: File| {
            file.writer.finish().map_err(|error| file.aside.error(error))?;
            file.aside.sync()?;
            Ok(file.aside)
        };
        self.files.into_iter().map(finish).collect()
    }
}

impl<T: Table> Rows<T> for Files {
    fn row(&mut self, cells: &[Cell<'_>]) -> Result<()> {
        Files::row::<T>(self, cells)
    }
}

/// The name of a table's file.
pub fn file_name<T: Table>(format: Format) -> String {
    format!("{}.{}", T::NAME, format.name())
}
