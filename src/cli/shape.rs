//! How tables are written: the options on formats that commands share.

use crate::table::format::{Dialect, Format};
use clap::builder::PossibleValue;
use clap::{Args, ValueEnum};

/// How the formats that are text look.
#[derive(Args)]
pub struct Shape {
    /// Write all columns to CSV, Markdown and workbooks too.
    #[arg(long)]
    pub wide: bool,
    /// Write CSV for spreadsheets: with a byte order mark, and with an apostrophe before text that begins like a formula.
    #[arg(long)]
    excel_csv: bool,
    /// What stands between the cells of CSV: one character, or tab [default: , ].
    #[arg(long, value_name = "CHARACTER", value_parser = delimiter)]
    delimiter: Option<char>,
}

impl Shape {
    /// How CSV looks.
    pub fn dialect(&self) -> Dialect {
        Dialect { delimiter: self.delimiter.unwrap_or(','), excel: self.excel_csv }
    }
}

fn delimiter(text: &str) -> Result<char, String> {
    let mut chars = text.chars();
    match (text, chars.next(), chars.next()) {
        ("tab" | "\\t", ..) => Ok('\t'),
        (_, Some(char), None) => Ok(char),
        _ => Err("that is not one character; write one, such as ; or tab".to_owned()),
    }
}

impl ValueEnum for Format {
    fn value_variants<'a>() -> &'a [Format] {
        &Format::ALL
    }

    fn to_possible_value(&self) -> Option<PossibleValue> {
        let help = match self {
            Format::Csv => "CSV: the columns to read first, the rows in scope",
            Format::Parquet => "Parquet: everything, typed",
            Format::Ndjson => "JSON Lines: everything",
            Format::Json => "one JSON array: everything",
            Format::Arrow => "Arrow IPC (Feather): everything, typed",
            Format::Markdown => "a Markdown table: the columns to read first, the rows in scope",
            Format::Xlsx => "a workbook: figures, documents, what the columns mean, how it was made",
        };
        Some(PossibleValue::new(self.name()).help(help))
    }
}
