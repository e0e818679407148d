//! The formats that tables are written in, and how those that are text look.

use crate::error::{Error, Result};
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
    /// One JSON object a line: everything.
    Ndjson,
    /// One JSON array: everything.
    Json,
    /// Arrow IPC: everything.
    Arrow,
    /// A table in Markdown: the starred columns, the rows in scope.
    Markdown,
    /// A workbook of all tables: the starred columns, the rows in scope.
    Xlsx,
}

impl Format {
    /// Every format.
    pub const ALL: [Format; 7] =
        [Format::Csv, Format::Parquet, Format::Ndjson, Format::Json, Format::Arrow, Format::Markdown, Format::Xlsx];

    /// The ending of its files.
    pub fn name(&self) -> &'static str {
        match self {
            Format::Csv => "csv",
            Format::Parquet => "parquet",
            Format::Ndjson => "ndjson",
            Format::Json => "json",
            Format::Arrow => "arrow",
            Format::Markdown => "md",
            Format::Xlsx => "xlsx",
        }
    }

    /// The format that the ending of a path asks for.
    ///
    /// # Errors
    /// Fails where it asks for none.
    pub fn of_path(path: &Path) -> Result<Format> {
        let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
        let known = match &*ending {
            "tsv" => Some(Format::Csv),
            "jsonl" => Some(Format::Ndjson),
            "feather" | "ipc" => Some(Format::Arrow),
            "markdown" => Some(Format::Markdown),
            _ => Format::ALL.into_iter().find(|format| format.name() == ending),
        };
        known.ok_or_else(|| {
            let names: Vec<&str> = Format::ALL.iter().map(Format::name).collect();
            Error::in_file(path, format!("names no format; end it in {}, or give --format", names.join(", ")))
        })
    }

    /// Whether it shows the starred columns and the rows in scope alone, unless asked for more.
    pub fn is_for_reading(self) -> bool {
        matches!(self, Format::Csv | Format::Markdown | Format::Xlsx)
    }
}

/// How CSV looks.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Dialect {
    /// What stands between two cells.
    pub delimiter: char,
    /// Whether it is made for spreadsheets: with a byte order mark, and no text that could be taken for a formula.
    pub excel: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Dialect { delimiter: ',', excel: false }
    }
}
