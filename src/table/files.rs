//! One table in every format asked for, written side by side and put in place together.

use super::cell::Cell;
use super::csv::Csv;
use super::json::Ndjson;
use super::parquet::Parquet;
use super::schema::{Rows, Table};
use super::write::{Aside, Sink, io_error};
use crate::error::Result;
use serde::{Deserialize, Serialize};
use std::path::Path;

/// A file format.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// CSV: the starred columns, the rows in scope.
    Csv,
    /// Parquet: everything.
    Parquet,
    /// NDJSON: everything.
    Ndjson,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 3] = [Format::Csv, Format::Parquet, Format::Ndjson];

    /// Its name, which is the ending of its files.
    pub fn name(&self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Ndjson => "ndjson",
        }
    }
}

/// What tables are written as.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Layout {
    /// In which formats.
    pub formats: Vec<Format>,
    /// CSV with all columns.
    pub wide: bool,
    /// CSV with the rows out of scope.
    pub all: bool,
}

/// The files of one table while they are written.
pub struct Files<T: Table> {
    csv: Option<(Aside, Csv<T, Sink>)>,
    parquet: Option<(Aside, Parquet<T, Sink>)>,
    ndjson: Option<(Aside, Ndjson<T, Sink>)>,
    all: bool,
}

impl<T: Table> Files<T> {
    /// Begins the table's files in `folder`.
    ///
    /// # Errors
    /// Fails where the folder cannot be written to.
    pub fn new(folder: &Path, layout: &Layout) -> Result<Files<T>> {
        let mut files = Files { csv: None, parquet: None, ndjson: None, all: layout.all };
        for format in &layout.formats {
            let aside = Aside::new(&folder.join(file_name::<T>(*format)))?;
            let sink = aside.writer()?;
            match format {
                Format::Csv => {
                    let csv = Csv::new(sink, layout.wide && T::WIDE_TEXT).map_err(|e| io_error(aside.path(), &e))?;
                    files.csv = Some((aside, csv));
                }
                Format::Parquet => {
                    let parquet = Parquet::new(sink).map_err(|error| aside.error(error))?;
                    files.parquet = Some((aside, parquet));
                }
                Format::Ndjson => files.ndjson = Some((aside, Ndjson::new(sink, T::WIDE_TEXT))),
            }
        }
        Ok(files)
    }

    /// Ends the files and waits until they are on the disk, still aside; they are put in place by their `Aside`s.
    ///
    /// # Errors
    /// Fails where the disk is full or broken.
    pub fn finish(self) -> Result<Vec<Aside>> {
        let mut asides = Vec::new();
        if let Some((aside, mut csv)) = self.csv {
            csv.flush().map_err(|error| io_error(aside.path(), &error))?;
            asides.push(aside);
        }
        if let Some((aside, mut parquet)) = self.parquet {
            parquet.finish().map_err(|error| aside.error(error))?;
            asides.push(aside);
        }
        if let Some((aside, mut ndjson)) = self.ndjson {
            ndjson.flush().map_err(|error| io_error(aside.path(), &error))?;
            asides.push(aside);
        }
        asides.iter().try_for_each(Aside::sync)?;
        Ok(asides)
    }
}

impl<T: Table> Rows<T> for Files<T> {
    fn row(&mut self, cells: Vec<Cell<'_>>) -> Result<()> {
        if let Some((aside, csv)) = &mut self.csv
            && (self.all || T::in_scope(&cells))
        {
            csv.row(&cells).map_err(|error| io_error(aside.path(), &error))?;
        }
        if let Some((aside, ndjson)) = &mut self.ndjson {
            ndjson.row(&cells).map_err(|error| io_error(aside.path(), &error))?;
        }
        if let Some((aside, parquet)) = &mut self.parquet {
            parquet.row(cells).map_err(|error| aside.error(error))?;
        }
        Ok(())
    }
}

/// The name of a table's file.
pub fn file_name<T: Table>(format: Format) -> String {
    format!("{}.{}", T::NAME, format.name())
}
