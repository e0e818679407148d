//! The table of documents (`--documents META.csv`): what is known of articles beside their texts.
//!
//! Its first row names the columns: `path`, and any of `url`, `published`, `publisher`, `title`. A path is the file's
//! as given, or below the table's own folder, or a document's id.

use super::{columns, date, text};
use crate::error::{Error, Result};
use crate::model::document::Document;
use chrono::NaiveDate;
use rustc_hash::FxHashMap;
use std::path::Path;

/// What one row says of a document.
#[derive(Clone, Debug, Default)]
struct Row {
    url: Option<String>,
    published: Option<NaiveDate>,
    publisher: Option<String>,
    title: Option<String>,
}

/// Which column each field stands in.
struct Columns {
    path: usize,
    url: Option<usize>,
    published: Option<usize>,
    publisher: Option<usize>,
    title: Option<usize>,
}

/// The table, by path.
#[derive(Clone, Debug, Default)]
pub struct Metadata {
    rows: FxHashMap<String, Row>,
}

impl Metadata {
    /// Reads the table.
    ///
    /// # Errors
    /// Fails where it cannot be read, has no column `path`, or a date in it is none, with the line.
    pub fn read(path: &Path) -> Result<Metadata> {
        let bytes = std::fs::read(path).map_err(|error| text::unreadable(path, &error))?;
        let content = super::decode::decode(bytes).map_err(|_| {
            Error::in_file(path, "holds no table; give a CSV file with the columns path,url,published,publisher,title")
        })?;
        let mut reader = csv::ReaderBuilder::new().flexible(true).trim(csv::Trim::All).from_reader(content.as_bytes());
        let invalid = |error: csv::Error| columns::invalid(path, &error);
        let places = Columns::read(path, reader.headers().map_err(invalid)?)?;
        let folder = path.parent().unwrap_or(Path::new(""));
        let mut rows = FxHashMap::default();
        for record in reader.records() {
            let record = record.map_err(invalid)?;
            let line = columns::line(record.position());
            let Some(key) = record.get(places.path).filter(|key| !key.is_empty()) else {
                return Err(Error::at(path, line, "names no document; fill the column path"));
            };
            let row = places.row(&record).map_err(|message| Error::at(path, line, message))?;
            rows.insert(normal(&folder.join(key).to_string_lossy()), row.clone());
            rows.insert(normal(key), row);
        }
        Ok(Metadata { rows })
    }

    /// Fills what `document` does not know of itself.
    pub fn fill(&self, document: &mut Document) {
        let row = self.rows.get(&normal(&document.source)).or_else(|| self.rows.get(&normal(&document.id)));
        let Some(row) = row else { return };
        document.published = document.published.or(row.published);
        document.url = document.url.take().or_else(|| row.url.clone());
        document.publisher = document.publisher.take().or_else(|| row.publisher.clone());
        document.title = document.title.take().or_else(|| row.title.clone());
    }
}

impl Columns {
    fn read(path: &Path, headers: &csv::StringRecord) -> Result<Columns> {
        let find = |name: &str| columns::column(headers, name);
        let without =
            || Error::at(path, 1, "has no column path; its first line must be path,url,published,publisher,title");
        Ok(Columns {
            path: find("path").ok_or_else(without)?,
            url: find("url"),
            published: find("published"),
            publisher: find("publisher"),
            title: find("title"),
        })
    }

    fn row(&self, record: &csv::StringRecord) -> std::result::Result<Row, String> {
        let field = |column: Option<usize>| column.and_then(|at| record.get(at)).filter(|text| !text.is_empty());
        let published = match field(self.published) {
            None => None,
            Some(written) => Some(date::day(written).ok_or_else(|| {
                format!("`{written}` in the column published is no date; write it as 2024-01-31, or leave it empty")
            })?),
        };
        let owned = |column| field(column).map(str::to_string);
        Ok(Row { url: owned(self.url), published, publisher: owned(self.publisher), title: owned(self.title) })
    }
}

/// A path or id in the one spelling in which they are compared.
fn normal(path: &str) -> String {
    let path = path.replace('\\', "/");
    let parts: Vec<&str> = path.split('/').filter(|part| *part != ".").collect();
    let path = parts.join("/");
    path.strip_suffix(".txt").map(str::to_string).unwrap_or(path)
}
