//! Figures tables read back from Parquet, CSV or NDJSON.

use super::cell::Cell;
use super::figures::Figures;
use super::files::file_name;
use super::format::Format;
use super::frame::{Builder, Frame};
use super::parquet;
use super::schema::{Table, Type};
use crate::error::{Error, Result};
use chrono::NaiveDate;
use rust_decimal::Decimal;
use serde_json::Value;
use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};

/// The figures file that `path` is or holds; `None` where it is neither.
pub fn figures_file(path: &Path) -> Option<PathBuf> {
    if path.is_dir() {
        let best = [Format::Parquet, Format::Ndjson, Format::Csv];
        return best.iter().map(|format| path.join(file_name::<Figures>(*format))).find(|file| file.exists());
    }
    is_figures_file(path).then(|| path.to_owned())
}

/// Whether the file's ending and beginning say that it holds figures and not articles.
fn is_figures_file(path: &Path) -> bool {
    let first_line = || {
        let mut line = String::new();
        File::open(path).ok().and_then(|file| BufReader::new(file).read_line(&mut line).ok());
        line
    };
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("parquet") => true,
        Some("csv" | "ndjson" | "jsonl") => first_line().contains("figure_id"),
        _ => false,
    }
}

/// The figures in a file.
///
/// # Errors
/// Fails where the file cannot be read, or a line of it is no row of figures.
pub fn figures(path: &Path) -> Result<Frame<Figures>> {
    match path.extension().and_then(|ending| ending.to_str()) {
        Some("parquet") => parquet::File::open(path)?.read(None, None).map(Frame::from_data),
        Some("csv") => from_csv(path),
        _ => from_ndjson(path),
    }
}

pub(super) fn open(path: &Path) -> Result<File> {
    File::open(path).map_err(|error| Error::in_file(path, format!("cannot be opened ({error}); check the path")))
}

fn from_csv(path: &Path) -> Result<Frame<Figures>> {
    let bad = |error: csv::Error| {
        let line = error.position().map(|place| place.line() as usize);
        Error { line, ..Error::in_file(path, format!("cannot be read as CSV ({error}); check that it is UTF-8 text")) }
    };
    let mut reader = csv::Reader::from_reader(open(path)?);
    let header = reader.headers().map_err(bad)?.clone();
    let places: Vec<Option<usize>> = Figures::COLUMNS
        .iter()
        .map(|column| header.iter().position(|name| name.trim_start_matches('\u{feff}') == column.name))
        .collect();
    let mut rows = Builder::of::<Figures>();
    for record in reader.records() {
        let record = record.map_err(bad)?;
        let line = record.position().map_or(0, |place| place.line() as usize);
        let texts = places.iter().map(|place| place.and_then(|place| record.get(place)).unwrap_or(""));
        rows.push(&row(path, line, texts)?);
    }
    rows.take().map(Frame::from_data)
}

fn from_ndjson(path: &Path) -> Result<Frame<Figures>> {
    let mut rows = Builder::of::<Figures>();
    for (number, line) in BufReader::new(open(path)?).lines().enumerate() {
        let line = line.map_err(|error| Error::at(path, number + 1, format!("cannot be read ({error})")))?;
        if line.trim().is_empty() {
            continue;
        }
        let object: Value = serde_json::from_str(&line)
            .map_err(|error| Error::at(path, number + 1, format!("is no JSON object ({error}); correct the line")))?;
        let texts: Vec<String> = Figures::COLUMNS.iter().map(|column| json_text(object.get(column.name))).collect();
        rows.push(&row(path, number + 1, texts.iter().map(String::as_str))?);
    }
    rows.take().map(Frame::from_data)
}

/// The cells of a row from their texts, in the order of the columns.
fn row<'t>(path: &Path, line: usize, texts: impl Iterator<Item = &'t str>) -> Result<Vec<Cell<'static>>> {
    let cells = Figures::COLUMNS.iter().zip(texts).map(|(column, text)| {
        cell(text, &column.kind).ok_or_else(|| misfit(path, line, column.name, &column.kind, text))
    });
    cells.collect()
}

/// A JSON value as the text that CSV would hold.
fn json_text(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(Value::Array(texts)) if texts.iter().all(Value::is_string) => {
            texts.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(";")
        }
        Some(other) => other.to_string(),
    }
}

/// The cell that a text stands for in a column of this type; `None` where it stands for none.
pub(super) fn cell<'c>(text: &str, kind: &Type) -> Option<Cell<'c>> {
    if text.is_empty() {
        return Some(Cell::Null);
    }
    Some(match kind {
        Type::Text | Type::Code(_) => Cell::owned(text.to_owned()),
        Type::Json => Cell::Json(text.to_owned().into()),
        Type::Decimal => Cell::Decimal(text.parse().or_else(|_| Decimal::from_scientific(text)).ok()?),
        Type::Float => Cell::Float(text.parse().ok()?),
        Type::Integer => Cell::Integer(text.parse().ok()?),
        Type::Date => Cell::Date(text.parse::<NaiveDate>().ok()?),
        Type::List(_) => Cell::List(text.split(';').map(|part| part.to_owned().into()).collect()),
    })
}

fn misfit(path: &Path, line: usize, column: &str, kind: &Type, text: &str) -> Error {
    let shown: String = text.chars().take(40).collect();
    Error::at(path, line, format!("column {column} holds \"{shown}\", which is no {}; correct the line", kind.name()))
}
